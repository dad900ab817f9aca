//! doccano: a file for each coder, a text with its spans and relations in each line. Offsets are UTF-16 code units, as doccano's window counts.

use super::about::{self, Carries};
use super::offsets::Offsets;
use super::texts::{Text, Work, is_structure, texts};
use crate::export::{ExportError, ExportFile, ExportView};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(in crate::export) fn write(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let texts = texts(view);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut left = about::wordless(&texts);
    left.insert("answer about a text as a whole".into(), about::facts(&texts));
    let mut next = 1;
    for (number, text) in texts.iter().enumerate() {
        let offsets = Offsets::of(text.document.text.as_str());
        for work in &text.works {
            let line = line(number + 1, text, work, &offsets, &mut next, &mut left);
            let lines = files.entry(format!("{}.jsonl", work.folder)).or_default();
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
    }
    let mut out: Vec<ExportFile> =
        files.into_iter().map(|(name, lines)| ExportFile { name, bytes: lines.into_bytes() }).collect();
    let carries = Carries { format: "doccano JSONL", offset_unit: "UTF-16 code units", left };
    out.push(about::file(view, &texts, carries)?);
    Ok(out)
}

fn line(
    number: usize,
    text: &Text,
    work: &Work,
    offsets: &Offsets,
    next: &mut usize,
    left: &mut BTreeMap<String, usize>,
) -> Value {
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
        *left.entry("answer on a span".into()).or_default() += answers;
        *left.entry("memo on a record".into()).or_default() += usize::from(mark.note.is_some());
    }
    let (ties, wordless) = work.ties();
    *left.entry("tie to a record without words".into()).or_default() += wordless;
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
        "text_blake3": about::text_hash(text),
        "offset_unit": "UTF-16 code units",
    })
}
