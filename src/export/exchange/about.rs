//! What stands beside an export: how it counts, what it rests on, what it cannot carry.

use super::texts::Text;
use crate::export::{ExportError, ExportFile, ExportView};
use serde_json::json;
use std::collections::BTreeMap;

/// Name of the file that tells about the others.
pub(super) const NAME: &str = "mizan-export.json";

/// How a format carries what is exported.
pub(super) struct Carries {
    /// Name of the format.
    pub(super) format: &'static str,
    /// What offsets count.
    pub(super) offset_unit: &'static str,
    /// What it cannot carry beside what no format of spans does: what it is, and how many.
    pub(super) left: BTreeMap<String, usize>,
}

/// The file beside the others.
pub(super) fn file(view: &ExportView, texts: &[Text], carries: Carries) -> Result<ExportFile, ExportError> {
    let mut left = carries.left;
    let mut books: Vec<String> = Vec::new();
    for work in texts.iter().flat_map(|t| &t.works) {
        for (what, count) in &work.left {
            *left.entry(what.clone()).or_default() += count;
        }
        let book = format!("{} {}", work.book.id, work.book.version);
        if !books.contains(&book) {
            books.push(book);
        }
    }
    left.retain(|_, count| *count > 0);
    let of_text = |t: &Text| {
        json!({
            "name": t.stem,
            "file": t.document.source.file_name,
            "text_blake3": text_hash(t),
            "source_blake3": t.document.source.hash,
            "language": t.document.language,
            "coders": t.works.iter().map(|w| json!({ "coder": w.coder, "round": w.round, "folder": w.folder })).collect::<Vec<_>>(),
        })
    };
    let about = json!({
        "program": format!("Mizan {}", env!("CARGO_PKG_VERSION")),
        "project": view.title,
        "format": carries.format,
        "offset_unit": carries.offset_unit,
        "codebook": books,
        "texts": texts.iter().map(of_text).collect::<Vec<_>>(),
        "not_carried": left,
    });
    let bytes = serde_json::to_vec_pretty(&about).map_err(|e| failed(NAME, &e))?;
    Ok(ExportFile { name: NAME.to_owned(), bytes })
}

/// BLAKE3 of the text as it is exported.
pub(super) fn text_hash(text: &Text) -> String {
    blake3::hash(text.document.text.as_str().as_bytes()).to_hex().to_string()
}

/// A file that could not be written.
pub(super) fn failed(file: &str, error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Table { table: file.to_owned(), reason: error.to_string() }
}

/// Records without words, by their unit.
pub(super) fn wordless(texts: &[Text]) -> BTreeMap<String, usize> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for mark in texts.iter().flat_map(|t| &t.works).flat_map(|w| &w.wordless) {
        *left.entry(format!("record of {} without words", mark.layer)).or_default() += 1;
    }
    left
}

/// Answers about a text as a whole.
pub(super) fn facts(texts: &[Text]) -> usize {
    texts.iter().flat_map(|t| &t.works).map(|w| w.set.facts.len()).sum()
}
