//! What stands beside an export of texts: as beside every export, and also whose each folder is.

use super::texts::Text;
use crate::export::ExportError;
use crate::export::sidecar::Sidecar;
use serde_json::json;

/// Notes a text, what its works rest on, and what no format of spans carries.
pub(super) fn note(about: &mut Sidecar, text: &Text) {
    for work in &text.works {
        work.left.iter().for_each(|(what, count)| about.leave(what, *count));
        about.rests_on(&work.book);
    }
    let whose = |w: &super::texts::Work| json!({ "coder": w.coder, "round": w.round, "folder": w.folder });
    let coders: Vec<_> = text.works.iter().map(whose).collect();
    about.text(&text.document, &text.hash, vec![("name", json!(text.stem)), ("coders", json!(coders))]);
}

/// A file that could not be written.
pub(super) fn failed(file: &str, error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Table { table: file.to_owned(), reason: error.to_string() }
}

/// Notes that records without words are not carried, by their unit.
pub(super) fn leave_wordless(about: &mut Sidecar, text: &Text) {
    for mark in text.works.iter().flat_map(|w| &w.wordless) {
        about.leave(&format!("record of {} without words", mark.layer), 1);
    }
}

/// Notes that answers about a text as a whole are not carried.
pub(super) fn leave_facts(about: &mut Sidecar, text: &Text) {
    about.leave("answer about a text as a whole", text.works.iter().map(|w| w.set.facts.len()).sum());
}
