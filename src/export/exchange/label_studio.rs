//! Label Studio: one list of tasks, a task for each text and an annotation for each coder; beside it the labelling interface. Offsets are code
//! points.

use super::about;
use super::offsets::Offsets;
use super::texts::{Text, Texts, Work, is_structure};
use super::xml;
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget};
use crate::model::{Codebook, Kind, Variable};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// The control with which words are marked, and the text that they stand in.
const LABEL: &str = "label";
const TEXT: &str = "text";
/// The control with notes.
const NOTE: &str = "note";

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let name = "label-studio.json";
    let mut about = Sidecar::new("Label Studio JSON", "code points");
    let mut coders: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: Option<Arc<Codebook>> = None;
    let (mut number, mut task) = (0, 0);
    let mut file = out.begin(name)?;
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        task += 1;
        let offsets = Offsets::of(text.document.text.as_str());
        let mut annotations = Vec::with_capacity(text.works.len());
        for work in &text.works {
            number += 1;
            let next = coders.len() + 1;
            let id = *coders.entry(work.coder.clone()).or_insert(next);
            first.get_or_insert_with(|| Arc::clone(&work.book));
            annotations.push(json!({
                "id": number,
                "completed_by": { "id": id, "first_name": work.coder, "last_name": "", "email": "" },
                "was_cancelled": false,
                "ground_truth": false,
                "result": results(task, number, &text, work, &offsets, &mut about),
            }));
        }
        let books: Vec<String> =
            text.works.iter().map(|w| format!("{} {}", w.book.id, w.book.version)).take(1).collect();
        let entry = json!({
            "id": task,
            "data": {
                TEXT: text.document.text.as_str(),
                "title": text.document.title,
                "file": text.document.source.file_name,
                "text_blake3": text.hash,
                "codebook": books.concat(),
                "offset_unit": "code points",
            },
            "annotations": annotations,
            "predictions": [],
        });
        file.put(if task == 1 { "[\n" } else { ",\n" })?;
        serde_json::to_writer(&mut file, &entry).map_err(|e| about::failed(name, &e))?;
        about::leave_wordless(&mut about, &text);
        about::note(&mut about, &text);
    }
    file.put(if task == 0 { "[]\n" } else { "\n]\n" })?;
    file.finish()?;
    if let Some(book) = first {
        out.put("label-config.xml", interface(&book).as_bytes())?;
    }
    about.finish(source, out)
}

fn results(
    task: usize,
    annotation: usize,
    text: &Text,
    work: &Work,
    offsets: &Offsets,
    about: &mut Sidecar,
) -> Vec<Value> {
    let mut out = Vec::new();
    let name = |id: &str| format!("{task}-{annotation}-{id}");
    let kind = |question: &str| work.book.variable(question).map(|(_, v)| v);
    for mark in &work.set.marks {
        for piece in &mark.pieces {
            let place = json!({
                "start": offsets.points(piece.start()),
                "end": offsets.points(piece.end()),
                "text": text.document.text.quote(*piece),
            });
            let with = |key: &str, said: Value| {
                let mut value = place.clone();
                value[key] = said;
                value
            };
            let id = name(&mark.id);
            let labels = json!([format!("{}.{}", mark.layer, mark.label)]);
            out.push(json!({ "id": id, "from_name": LABEL, "to_name": TEXT, "type": "labels", "value": with("labels", labels) }));
            for (question, value) in mark.attributes.iter().filter(|(n, _)| !is_structure(n)) {
                let (kind, key, said) = said(kind(question), value);
                out.push(
                    json!({ "id": id, "from_name": question, "to_name": TEXT, "type": kind, "value": with(key, said) }),
                );
            }
            if let Some(note) = &mark.note {
                out.push(json!({ "id": id, "from_name": NOTE, "to_name": TEXT, "type": "textarea", "value": with("text", json!([note])) }));
            }
        }
    }
    // A task is one text: of several articles in it nobody could tell which one an answer is about.
    let facts = if work.several { &[] } else { work.set.facts.as_slice() };
    about.leave("answer about one of several articles in a text", work.set.facts.len() - facts.len());
    for (n, fact) in facts.iter().enumerate() {
        let (kind, key, said) = said(kind(&fact.name), &fact.value);
        let id = name(&format!("whole{n}"));
        out.push(json!({ "id": id, "from_name": fact.name, "to_name": TEXT, "type": kind, "value": { key: said } }));
    }
    let (ties, wordless) = work.ties();
    about.leave("tie to a record without words", wordless);
    for tie in ties {
        out.push(json!({
            "type": "relation",
            "from_id": name(&tie.from),
            "to_id": name(&tie.to),
            "direction": "right",
            "labels": [tie.label],
        }));
    }
    out
}

/// How an answer is said: the kind of the control, the member of the value, and what it holds.
fn said(question: Option<&Variable>, value: &str) -> (&'static str, &'static str, Value) {
    match question.map(|v| v.kind) {
        Some(Kind::Choice | Kind::Set) => ("choices", "choices", json!(value.split('|').collect::<Vec<_>>())),
        _ => ("textarea", "text", json!([value])),
    }
}

/// The labelling interface: what can be marked, and what is asked of what was marked and of the text.
fn interface(book: &Codebook) -> String {
    let mut out = String::from("<View>\n  <Relations>\n");
    for unit in book.units.iter().filter(|u| !u.roles.is_empty()) {
        let mut relation =
            |value: &str| writeln!(out, "    <Relation value=\"{}\"/>", xml::escaped(value)).unwrap_or_default();
        relation(&unit.code);
        if unit.nests {
            relation(&format!("{}_parent", unit.code));
        }
        unit.links.iter().for_each(|l| relation(&format!("{}_{}", unit.code, l.code)));
    }
    writeln!(out, "  </Relations>\n  <Labels name=\"{LABEL}\" toName=\"{TEXT}\">").unwrap_or_default();
    for unit in &book.units {
        for role in &unit.roles {
            let value = xml::escaped(&format!("{}.{}", unit.code, role.code));
            writeln!(out, "    <Label value=\"{value}\"/>").unwrap_or_default();
        }
    }
    writeln!(out, "  </Labels>\n  <Text name=\"{TEXT}\" value=\"${TEXT}\"/>").unwrap_or_default();
    for unit in &book.units {
        for variable in unit.variables.iter().filter(|v| v.is_asked()) {
            let name = xml::escaped(&variable.code);
            let on = if unit.roles.is_empty() { "" } else { " perRegion=\"true\"" };
            match variable.kind {
                Kind::Choice | Kind::Set => {
                    let choice = if variable.kind == Kind::Set { "multiple" } else { "single" };
                    writeln!(out, "  <Choices name=\"{name}\" toName=\"{TEXT}\" choice=\"{choice}\"{on}>")
                        .unwrap_or_default();
                    for value in &variable.values {
                        let hint = xml::escaped(&value.label.en);
                        writeln!(out, "    <Choice value=\"{}\" hint=\"{hint}\"/>", xml::escaped(&value.code))
                            .unwrap_or_default();
                    }
                    out.push_str("  </Choices>\n");
                }
                _ => writeln!(out, "  <TextArea name=\"{name}\" toName=\"{TEXT}\"{on}/>").unwrap_or_default(),
            }
        }
    }
    writeln!(out, "  <TextArea name=\"{NOTE}\" toName=\"{TEXT}\" perRegion=\"true\"/>\n</View>").unwrap_or_default();
    out
}
