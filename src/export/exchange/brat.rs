//! brat standoff: a folder for each coder, in it a text and its annotations side by side. Offsets are code points.

use super::about;
use super::offsets::Offsets;
use super::texts::{Text, Texts, Work, is_structure};
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget};
use crate::model::{Codebook, FrozenText, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let mut about = Sidecar::new("brat standoff", "code points");
    let mut relations: BTreeSet<String> = BTreeSet::new();
    let mut configured: BTreeMap<String, Arc<Codebook>> = BTreeMap::new();
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        let offsets = Offsets::of(text.document.text.as_str());
        for work in &text.works {
            let name = |ending: &str| format!("{}/{}.{ending}", work.folder, text.stem);
            out.put(&name("txt"), text.document.text.as_str().as_bytes())?;
            let annotations = annotations(&text, work, &offsets, &mut relations, &mut about);
            out.put(&name("ann"), annotations.as_bytes())?;
            configured.insert(work.folder.clone(), Arc::clone(&work.book));
        }
        about::leave_wordless(&mut about, &text);
        about::leave_facts(&mut about, &text);
        about::note(&mut about, &text);
    }
    for (folder, book) in configured {
        out.put(&format!("{folder}/annotation.conf"), configuration(&book, &relations).as_bytes())?;
    }
    about.finish(source, out)
}

fn annotations(
    text: &Text,
    work: &Work,
    offsets: &Offsets,
    relations: &mut BTreeSet<String>,
    about: &mut Sidecar,
) -> String {
    let mut out = String::new();
    let (mut attribute, mut note) = (0, 0);
    for mark in &work.set.marks {
        let frozen = &text.document.text;
        let (places, words) = pieces(frozen, &mark.pieces, offsets);
        let label = label(&format!("{}_{}", mark.layer, mark.label));
        writeln!(out, "{}\t{label} {places}\t{words}", mark.id).unwrap_or_default();
    }
    for mark in &work.set.marks {
        for (name, value) in mark.attributes.iter().filter(|(n, _)| !is_structure(n)) {
            let name = self::label(name);
            if value.is_empty() || value.contains(|c: char| c.is_whitespace() || c == '\\' || c == '|') {
                note += 1;
                writeln!(out, "#{note}\t{name} {}\t{}", mark.id, in_one_line(value)).unwrap_or_default();
            } else {
                attribute += 1;
                writeln!(out, "A{attribute}\t{name} {} {value}", mark.id).unwrap_or_default();
            }
        }
        if let Some(words) = &mark.note {
            note += 1;
            writeln!(out, "#{note}\tAnnotatorNotes {}\t{}", mark.id, in_one_line(words)).unwrap_or_default();
        }
    }
    let (ties, wordless) = work.ties();
    about.leave("tie to a record without words", wordless);
    for (n, tie) in ties.iter().enumerate() {
        let label = label(&tie.label);
        writeln!(out, "R{}\t{label} Arg1:{} Arg2:{}", n + 1, tie.from, tie.to).unwrap_or_default();
        relations.insert(label);
    }
    out
}

/// Offsets and words of a span; brat cuts spans at line ends.
fn pieces(text: &FrozenText, spans: &[crate::model::ByteSpan], offsets: &Offsets) -> (String, String) {
    let (mut places, mut words) = (Vec::new(), Vec::new());
    for span in spans {
        let mut start = span.start();
        for line in text.quote(*span).split('\n') {
            let end = start + line.len();
            if !line.trim().is_empty() {
                let lead = line.len() - line.trim_start().len();
                let part = line.trim();
                let from = start + lead;
                places.push(format!("{} {}", offsets.points(from), offsets.points(from + part.len())));
                words.push(part);
            }
            start = end + 1;
        }
    }
    (places.join(";"), words.join(" ").replace('\t', " "))
}

/// A text without line ends; a backslash is doubled where one could be taken for a sign of ours.
fn in_one_line(text: &str) -> String {
    if text.contains('\n') || text.contains("\\n") {
        return text.replace('\\', "\\\\").replace('\n', "\\n");
    }
    text.to_owned()
}

/// A name that brat takes for a label: letters, digits, hyphen and underscore.
fn label(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

/// What brat has to know of the labels.
fn configuration(book: &Codebook, relations: &BTreeSet<String>) -> String {
    let mut out = String::from("[entities]\n");
    for unit in &book.units {
        for role in &unit.roles {
            writeln!(out, "{}", label(&format!("{}_{}", unit.code, role.code))).unwrap_or_default();
        }
    }
    out.push_str("\n[relations]\n");
    for relation in relations {
        writeln!(out, "{relation}\tArg1:<ENTITY>, Arg2:<ENTITY>").unwrap_or_default();
    }
    out.push_str("\n[events]\n\n[attributes]\n");
    for unit in book.units.iter().filter(|u| !u.roles.is_empty()) {
        for variable in unit.variables.iter().filter(|v| matches!(v.kind, Kind::Choice)) {
            let values: Vec<&str> = variable.values.iter().map(|v| v.code.as_str()).collect();
            writeln!(out, "{}\tArg:<ENTITY>, Value:{}", label(&variable.code), values.join("|")).unwrap_or_default();
        }
    }
    out
}
