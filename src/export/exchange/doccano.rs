//! doccano: a file for each coder, a text with its spans and relations in each line. Offsets are UTF-16 code units, as doccano's window counts.

use super::about;
use super::offsets::Offsets;
use super::texts::{Text, Texts, Work, is_structure};
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget, OutFile};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let mut about = Sidecar::new("doccano JSONL", "UTF-16 code units");
    let mut files: BTreeMap<String, OutFile> = BTreeMap::new();
    let (mut next, mut number) = (1, 0);
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        number += 1;
        let offsets = Offsets::of(text.document.text.as_str());
        for work in &text.works {
            let line = line(number, &text, work, &offsets, &mut next, &mut about);
            let file = match files.entry(format!("{}.jsonl", work.folder)) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(none) => {
                    let file = out.begin(none.key())?;
                    none.insert(file)
                }
            };
            file.put(format!("{line}\n"))?;
        }
        about::leave_wordless(&mut about, &text);
        about::leave_facts(&mut about, &text);
        about::note(&mut about, &text);
    }
    for file in files.into_values() {
        file.finish()?;
    }
    about.finish(source, out)
}

fn line(number: usize, text: &Text, work: &Work, offsets: &Offsets, next: &mut usize, about: &mut Sidecar) -> Value {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut entities = Vec::new();
    for mark in &work.set.marks {
        for piece in &mark.pieces {
            ids.entry(&mark.id).or_insert(*next);
            entities.push(json!({
                "id": next,
                "label": format!("{}.{}", mark.layer, mark.label),
                "start_offset": offsets.units(piece.start()),
                "end_offset": offsets.units(piece.end()),
            }));
            *next += 1;
        }
        let answers = mark.attributes.iter().filter(|(n, _)| !is_structure(n)).count();
        about.leave("answer on a span", answers);
        about.leave("memo on a record", usize::from(mark.note.is_some()));
    }
    let (ties, wordless) = work.ties();
    about.leave("tie to a record without words", wordless);
    let relations: Vec<Value> = ties
        .iter()
        .filter_map(|tie| {
            let (from, to) = (ids.get(tie.from.as_str())?, ids.get(tie.to.as_str())?);
            *next += 1;
            Some(json!({ "id": *next - 1, "from_id": from, "to_id": to, "type": tie.label }))
        })
        .collect();
    json!({
        "id": number,
        "text": text.document.text.as_str(),
        "entities": entities,
        "relations": relations,
        "Comments": [],
        "file": text.document.source.file_name,
        "coder": work.coder,
        "round": work.round,
        "codebook": format!("{} {}", work.book.id, work.book.version),
        "text_blake3": text.hash,
        "offset_unit": "UTF-16 code units",
    })
}
