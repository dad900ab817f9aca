//! W3C Web Annotation as JSON-LD: an annotation for each span, with its quote and its place as selectors; the texts stand beside it.

use super::about;
use super::offsets::Offsets;
use super::texts::{Text, Texts, Work, is_structure};
use crate::export::sidecar::{Sidecar, named, program};
use crate::export::{ExportError, ExportSource, ExportTarget, OutFile};
use crate::model::{ByteSpan, Mark};
use serde_json::{Value, json};

/// Signs before and behind a quote, by which a program finds it in a text that was changed.
const AROUND: usize = 32;

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let mut about = Sidecar::new("W3C Web Annotation (JSON-LD)", "code points");
    let mut items = Items::begin(out, source)?;
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        let path = format!("texts/{}.txt", text.stem);
        out.put(&path, text.document.text.as_str().as_bytes())?;
        let offsets = Offsets::of(text.document.text.as_str());
        for (n, work) in text.works.iter().enumerate() {
            let heads = work.heads();
            let id = |record: &str| format!("urn:mizan:{}:{n}:{record}", text.hash);
            for mark in &work.set.marks {
                let target = mark.pieces.iter().map(|p| selected(&text, &path, *p, &offsets)).collect::<Vec<_>>();
                let is_head = mark.attribute(Mark::RECORD).and_then(|r| heads.get(r)).is_some_and(|h| h.id == mark.id);
                items.put(&item(work, mark, &json!(target), is_head, &id))?;
            }
            // What is said of a whole article stands on all of it.
            let whole = |at| {
                let (begin, end) = work.article_at(at);
                let (start, end) = (offsets.points(begin), offsets.points(end));
                json!({ "source": path, "selector": { "type": "TextPositionSelector", "start": start, "end": end } })
            };
            for mark in &work.wordless {
                items.put(&item(work, mark, &whole(mark.at), true, &id))?;
            }
            for (begin, _) in &work.articles {
                let facts = work.set.facts.iter().filter(|f| f.at == Some(*begin));
                let bodies: Vec<Value> = facts.map(|f| answer(&f.name, &f.value)).collect();
                if bodies.is_empty() {
                    continue;
                }
                items.put(&json!({
                    "id": id(&format!("article{begin}")),
                    "type": "Annotation",
                    "motivation": "classifying",
                    "creator": { "type": "Person", "name": work.coder },
                    "body": bodies,
                    "target": whole(Some(*begin)),
                }))?;
            }
        }
        about::note(&mut about, &text);
    }
    items.end()?;
    about.finish(source, out)
}

/// The collection while it is written: first what is known at once, then the annotations, at last how many they are.
struct Items {
    file: OutFile,
    count: usize,
}

impl Items {
    const NAME: &str = "annotations.jsonld";

    fn begin(out: &mut dyn ExportTarget, source: &dyn ExportSource) -> Result<Self, ExportError> {
        let head = source.head();
        let books: Vec<String> = head.books.iter().map(|b| named(&b.book)).collect();
        let label = format!("{}; codebook {}; TextPositionSelector counts code points", head.title, books.join(", "));
        let generator = json!({ "type": "Software", "name": program() });
        let mut file = out.begin(Self::NAME)?;
        file.put(format!(
            "{{\n\"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n\"id\": \"urn:mizan:annotations\",\n\
             \"type\": \"AnnotationCollection\",\n\"label\": {},\n\"generator\": {generator},\n\"first\": {{\n\
             \"id\": \"urn:mizan:annotations:1\",\n\"type\": \"AnnotationPage\",\n\"startIndex\": 0,\n\"items\": [",
            json!(label)
        ))?;
        Ok(Self { file, count: 0 })
    }

    fn put(&mut self, item: &Value) -> Result<(), ExportError> {
        self.count += 1;
        self.file.put(if self.count == 1 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut self.file, item).map_err(|e| about::failed(Self::NAME, &e))
    }

    fn end(mut self) -> Result<(), ExportError> {
        self.file.put(format!("\n]\n}},\n\"total\": {}\n}}\n", self.count))?;
        self.file.finish()
    }
}

fn item(work: &Work, mark: &Mark, target: &Value, is_head: bool, id: &dyn Fn(&str) -> String) -> Value {
    let record = mark.attribute(Mark::RECORD).unwrap_or_default();
    let label = if mark.label.is_empty() { mark.layer.clone() } else { format!("{}.{}", mark.layer, mark.label) };
    let mut body = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": label })];
    for (name, value) in mark.attributes.iter().filter(|(n, _)| n != Mark::RECORD) {
        body.push(if is_structure(name) {
            json!({ "type": "SpecificResource", "purpose": "linking", "source": id(value) })
        } else {
            answer(name, value)
        });
    }
    if let Some(note) = &mark.note {
        body.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": note }));
    }
    if !is_head {
        // What belongs to one record says so.
        body.push(json!({ "type": "SpecificResource", "purpose": "linking", "source": id(record) }));
    }
    let own = if is_head { id(record) } else { format!("{}:{}", id(record), mark.id) };
    json!({
        "id": own,
        "type": "Annotation",
        "motivation": "tagging",
        "creator": { "type": "Person", "name": work.coder },
        "body": body,
        "target": target,
    })
}

fn answer(name: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "classifying", "value": format!("{name} = {value}") })
}

fn selected(text: &Text, path: &str, span: ByteSpan, offsets: &Offsets) -> Value {
    let all = text.document.text.as_str();
    let before: Vec<char> = all.get(..span.start()).unwrap_or_default().chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let behind: String = all.get(span.end()..).unwrap_or_default().chars().take(AROUND).collect();
    json!({
        "source": path,
        "selector": [
            { "type": "TextQuoteSelector", "exact": text.document.text.quote(span), "prefix": before, "suffix": behind },
            { "type": "TextPositionSelector", "start": offsets.points(span.start()), "end": offsets.points(span.end()) },
        ],
    })
}
