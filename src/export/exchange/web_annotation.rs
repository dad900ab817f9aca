//! W3C Web Annotation as JSON-LD: an annotation for each span, with its quote and its place as selectors; the texts stand beside it.

use super::about::{self, Carries};
use super::offsets::Offsets;
use super::texts::{Text, Work, is_structure, texts};
use crate::export::{ExportError, ExportFile, ExportView};
use crate::model::{ByteSpan, Mark};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Signs before and behind a quote, by which a program finds it in a text that was changed.
const AROUND: usize = 32;

pub(in crate::export) fn write(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let texts = texts(view);
    let mut out = Vec::new();
    let mut items = Vec::new();
    for text in &texts {
        let path = format!("texts/{}.txt", text.stem);
        out.push(ExportFile { name: path.clone(), bytes: text.document.text.as_str().as_bytes().to_vec() });
        let offsets = Offsets::of(text.document.text.as_str());
        for (n, work) in text.works.iter().enumerate() {
            let heads = work.heads();
            let id = |record: &str| format!("urn:mizan:{}:{n}:{record}", about::text_hash(text));
            for mark in &work.set.marks {
                let target = mark.pieces.iter().map(|p| selected(text, &path, *p, &offsets)).collect::<Vec<_>>();
                let is_head = mark.attribute(Mark::RECORD).and_then(|r| heads.get(r)).is_some_and(|h| h.id == mark.id);
                items.push(item(work, mark, &json!(target), is_head, &id));
            }
            // What is said of a whole article stands on all of it.
            let whole = |at| {
                let (begin, end) = work.article_at(at);
                let (start, end) = (offsets.points(begin), offsets.points(end));
                json!({ "source": path, "selector": { "type": "TextPositionSelector", "start": start, "end": end } })
            };
            for mark in &work.wordless {
                items.push(item(work, mark, &whole(mark.at), true, &id));
            }
            for (begin, _) in &work.articles {
                let facts = work.set.facts.iter().filter(|f| f.at == Some(*begin));
                let bodies: Vec<Value> = facts.map(|f| answer(&f.name, &f.value)).collect();
                if bodies.is_empty() {
                    continue;
                }
                items.push(json!({
                    "id": id(&format!("article{begin}")),
                    "type": "Annotation",
                    "motivation": "classifying",
                    "creator": { "type": "Person", "name": work.coder },
                    "body": bodies,
                    "target": whole(Some(*begin)),
                }));
            }
        }
    }
    let mut books: Vec<String> =
        texts.iter().flat_map(|t| &t.works).map(|w| format!("{} {}", w.book.id, w.book.version)).collect();
    books.sort();
    books.dedup();
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:mizan:annotations",
        "type": "AnnotationCollection",
        "label": format!("{}; codebook {}; TextPositionSelector counts code points", view.title, books.join(", ")),
        "generator": { "type": "Software", "name": format!("Mizan {}", env!("CARGO_PKG_VERSION")) },
        "total": items.len(),
        "first": { "id": "urn:mizan:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    let name = "annotations.jsonld";
    let bytes = serde_json::to_vec_pretty(&collection).map_err(|e| about::failed(name, &e))?;
    out.insert(0, ExportFile { name: name.to_owned(), bytes });
    let carries = Carries { format: "W3C Web Annotation (JSON-LD)", offset_unit: "code points", left: BTreeMap::new() };
    out.push(about::file(view, &texts, carries)?);
    Ok(out)
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
