//! WebAnno TSV 3.3: a folder for each coder, a file for each text. Offsets are UTF-16 code units. A layer for each unit; its first feature is
//! the role, then what ties records together, then the questions.

use super::offsets::Offsets;
use super::texts::{Text, Work};
use super::tokens::{Sentence, files};
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget};
use crate::model::Mark;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The feature with a coder's note.
const NOTE: &str = "note";
/// The feature with the role.
const ROLE: &str = "role";

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let about = Sidecar::new("WebAnno TSV 3.3", "UTF-16 code units");
    files(source, out, about, "tsv", |text, work, sentences, offsets, _| table(text, work, sentences, offsets))
}

/// Layers by their unit, with their features in order.
fn layers(work: &Work) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    let used = |unit: &str, name: &str| {
        work.set
            .marks
            .iter()
            .any(|m| m.layer == unit && (m.attribute(name).is_some() || name == NOTE && m.note.is_some()))
    };
    for unit in work.book.units.iter().filter(|u| work.set.marks.iter().any(|m| m.layer == u.code)) {
        let mut names = vec![ROLE.to_owned(), Mark::RECORD.to_owned(), Mark::PARENT.to_owned()];
        names.extend(unit.links.iter().map(|l| Mark::link_attribute(&l.code)));
        names.extend(unit.variables.iter().map(|v| v.code.clone()));
        let states = [Mark::UNSURE, Mark::CANNOT_DECIDE, Mark::NOT_APPLICABLE, Mark::NONE_OF_THEM, NOTE];
        names.extend(states.map(str::to_owned));
        names.retain(|n| n == ROLE || used(&unit.code, n));
        out.push((unit.code.clone(), names));
    }
    out
}

fn table(text: &Text, work: &Work, sentences: &[Sentence], offsets: &Offsets) -> String {
    let all = text.document.text.as_str();
    let layers = layers(work);
    let mut out = String::from("#FORMAT=WebAnno TSV 3.3\n");
    for (unit, features) in &layers {
        writeln!(out, "#T_SP=webanno.custom.{}|{}", identifier(unit), features.join("|")).unwrap_or_default();
    }
    out.push('\n');
    // Marks by the layer and the first byte, so that each token looks only at those that may cover it.
    let mut by_layer: BTreeMap<&str, Vec<(usize, &Mark)>> = BTreeMap::new();
    for (n, mark) in work.set.marks.iter().enumerate() {
        by_layer.entry(&mark.layer).or_default().push((n + 1, mark));
    }
    for (n, sentence) in sentences.iter().enumerate() {
        out.push('\n');
        for line in all.get(sentence.bytes.clone()).unwrap_or_default().split('\n') {
            writeln!(out, "#Text={}", in_one_line(line)).unwrap_or_default();
        }
        for (t, token) in sentence.tokens.iter().enumerate() {
            let words = all.get(token.clone()).unwrap_or_default();
            let (start, end) = (offsets.units(token.start), offsets.units(token.end));
            write!(out, "{}-{}\t{start}-{end}\t{}", n + 1, t + 1, in_one_line(words)).unwrap_or_default();
            for (unit, features) in &layers {
                let marks = by_layer.get(unit.as_str()).map_or(&[][..], Vec::as_slice);
                let covers =
                    |m: &&(usize, &Mark)| m.1.pieces.iter().any(|p| p.start() < token.end && token.start < p.end());
                let here: Vec<&(usize, &Mark)> = marks.iter().filter(covers).collect();
                for feature in features {
                    let cells: Vec<String> = here.iter().map(|(id, mark)| cell(*id, mark, feature)).collect();
                    out.push('\t');
                    out.push_str(&if cells.is_empty() { "_".to_owned() } else { cells.join("|") });
                }
            }
            out.push_str("\t\n");
        }
    }
    out
}

fn cell(id: usize, mark: &Mark, feature: &str) -> String {
    let value = match feature {
        ROLE => Some(mark.label.as_str()),
        NOTE => mark.note.as_deref(),
        other => mark.attribute(other),
    };
    let value = value.filter(|v| !v.is_empty()).map_or_else(|| "*".to_owned(), escaped);
    format!("{value}[{id}]")
}

/// A name that Java takes for one.
pub(super) fn identifier(name: &str) -> String {
    let clean: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
    if clean.starts_with(|c: char| c.is_ascii_digit()) { format!("_{clean}") } else { clean }
}

/// A text in one cell: only backslashes and what would end the cell are protected in it.
fn in_one_line(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\r', "\\r")
}

/// A value in which the signs of the format are protected by backslashes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => {
                out.push('\\');
                out.push(c);
            }
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out.replace("->", "\\->")
}
