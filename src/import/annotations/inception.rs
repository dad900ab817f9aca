//! Projects of INCEpTION and WebAnno: a ZIP archive with each annotator's work on each document, in one of the forms that are read alone.
//! Java's own form (`.ser`) is not read: it can be opened with the program's classes only.

use super::{cas_json, cas_xmi, webanno};
use crate::import::archive::{self, Entry};
use crate::import::registry::{self, Format, Recognition, Source};
use crate::import::sink::Sink;
use crate::import::{ImportError, WarningKind};
use std::collections::{BTreeMap, BTreeSet};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "inception", endings: &["zip"], recognise, read };

fn recognise(bytes: &[u8]) -> Recognition {
    let mark = b"exportedproject";
    let is = bytes.starts_with(b"PK\x03\x04") && bytes.windows(mark.len()).any(|w| w == mark);
    if is { Recognition::Certain } else { Recognition::No }
}

/// Where a file of the archive belongs: the document, and who annotated.
fn place(name: &str) -> Option<(&str, &str)> {
    let inside = name.strip_prefix("annotation/").or_else(|| name.strip_prefix("curation/"))?;
    let (document, file) = inside.split_once('/')?;
    let (annotator, _) = file.rsplit_once('.')?;
    (annotator != "INITIAL_CAS").then_some((document, annotator))
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut sources: Vec<(String, Vec<u8>)> = Vec::new();
    let mut annotated: BTreeSet<String> = BTreeSet::new();
    let mut left: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut trouble: Vec<(String, String)> = Vec::new();
    archive::each(source, &mut |entry: Entry| {
        if sink.is_stopped() {
            return false;
        }
        if entry.name.to_lowercase().ends_with(".ser") {
            *left.entry("annotations in Java's own form (.ser); export the project with XMI or JSON").or_default() += 1;
        } else if let Some(name) = entry.name.strip_prefix("source/") {
            sources.push((name.to_owned(), entry.bytes));
        } else if let Some((document, annotator)) = place(&entry.name) {
            let name = format!("{}: {}", source.name, entry.name);
            match one(&name, &entry.bytes, annotator, sink) {
                Ok(()) => drop(annotated.insert(document.to_owned())),
                Err(error) => trouble.push((name, error.to_string())),
            }
        }
        true
    })?;
    for (name, reason) in trouble {
        sink.warn(&name, None, WarningKind::LeftOut { reason });
    }
    for (what, count) in left {
        sink.warn(source.name, None, WarningKind::NoCounterpart { what: what.to_owned(), count });
    }
    // Texts that nobody annotated, or whose annotations cannot be read, are pages all the same.
    for (name, bytes) in sources.iter().filter(|(name, _)| !annotated.contains(name)) {
        let name = format!("{}: source/{name}", source.name);
        let inner = Source { name: &name, bytes };
        let read = match registry::best_format(inner) {
            Some(format) if format.name != FORMAT.name && format.name != "zip" => (format.read)(inner, sink),
            _ => Err(registry::unread(inner)),
        };
        if let Err(error) = read {
            sink.warn(&name, None, WarningKind::LeftOut { reason: error.to_string() });
        }
    }
    if sink.documents() == 0 {
        let reason = "it holds no text with annotations in a form that is read (XMI, JSON, WebAnno TSV)".to_owned();
        return Err(ImportError::Damaged { file: source.name.to_owned(), reason });
    }
    Ok(())
}

/// Reads the work of one annotator on one document, also where it is packed once more.
fn one(name: &str, bytes: &[u8], annotator: &str, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let source = Source { name, bytes };
    let format = registry::best_format(source).map_or("", |f| f.name);
    match format {
        "cas-json" => cas_json::read(source, Some(annotator), sink),
        "cas-xmi" => cas_xmi::read(source, Some(annotator), sink),
        "webanno" => sink.put_one(webanno::read(source, Some(annotator.to_owned())).and_then(webanno::WebAnno::read)),
        "zip" => {
            let mut read = Err(registry::unread(source));
            archive::each(source, &mut |entry: Entry| {
                let stem = entry.name.rsplit('/').next().and_then(|n| n.rsplit_once('.')).map_or("", |(stem, _)| stem);
                let inner = Source { name, bytes: &entry.bytes };
                // The name in the inner archive is the annotator's, that of the outer one is made up.
                let annotator = if stem.is_empty() { annotator } else { stem };
                match registry::best_format(inner).map_or("", |f| f.name) {
                    "cas-json" => read = cas_json::read(inner, Some(annotator), sink),
                    "cas-xmi" => read = cas_xmi::read(inner, Some(annotator), sink),
                    "webanno" => {
                        let found = webanno::read(inner, Some(annotator.to_owned())).and_then(webanno::WebAnno::read);
                        read = sink.put_one(found);
                    }
                    _ => return true,
                }
                false
            })?;
            read
        }
        _ => Err(registry::unread(source)),
    }
}
