//! brat standoff: a text and, beside it, lines that say what stands where in it.
//!
//! Read are text-bound annotations (`T`, also in pieces), events (`E`), relations (`R`), equivalences (`*`), attributes (`A`, `M`),
//! normalisations (`N`) and notes (`#`). Offsets are code points, as brat counts them.

use super::gather::{Annotated, BY_CODE_POINTS, Loose, LooseSet};
use crate::import::registry::{Format, Recognition, Source};
use crate::import::{ImportBatch, ImportError, plain_text};
use crate::model::Tie;
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format {
    name: "brat",
    endings: &["ann"],
    recognise,
    read: |source, _| Err(ImportError::TextMissing { file: source.name.to_owned(), text: text_name(source.name) }),
};

/// The note that an annotator writes on a mark; notes with another name are attributes in words.
const NOTE: &str = "AnnotatorNotes";

/// A text and its annotations.
#[derive(Clone, Copy, Debug)]
pub struct Standoff<'a> {
    /// Name of the file with the annotations.
    pub name: &'a str,
    /// Its bytes; none where nothing was annotated.
    pub annotations: &'a [u8],
    /// Name of the file with the text.
    pub text_name: &'a str,
    /// Its bytes.
    pub text: &'a [u8],
    /// Who annotated, where that is known.
    pub annotator: Option<&'a str>,
}

/// Name of the text of a file with annotations.
fn text_name(name: &str) -> String {
    format!("{}.txt", name.strip_suffix(".ann").unwrap_or(name))
}

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = String::from_utf8_lossy(head);
    let line = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    if is_line(line) { Recognition::Certain } else { Recognition::No }
}

/// Whether a line is one of standoff: an id, a tab, a label and what it stands on.
fn is_line(line: &str) -> bool {
    let mut cells = line.split('\t');
    let id = cells.next().unwrap_or_default();
    let body = cells.next().unwrap_or_default();
    let mut words = body.split(' ');
    let label = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let numbered = |sign: char| id.strip_prefix(sign).is_some_and(is_number);
    match id.chars().next() {
        Some('T') => numbered('T') && is_number(second),
        Some('E') => numbered('E') && label.contains(':'),
        Some('R') => numbered('R') && second.contains(':'),
        Some(sign @ ('A' | 'M' | 'N' | '#')) => numbered(sign) && !second.is_empty(),
        Some('*') => id == "*" && !second.is_empty(),
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Reads a text with its annotations.
///
/// # Errors
/// The text cannot be read as plain text.
pub fn read_standoff(standoff: Standoff<'_>) -> Result<ImportBatch, ImportError> {
    let decoded = plain_text::decode(Source { name: standoff.text_name, bytes: standoff.text })?;
    let annotations = String::from_utf8_lossy(standoff.annotations);
    let (mut set, left) = set_of(annotations.trim_start_matches('\u{feff}'));
    set.annotator = standoff.annotator.map(str::to_owned);
    Annotated {
        name: standoff.name,
        text_name: Some(standoff.text_name),
        format: FORMAT.name,
        text: &decoded.text,
        source: Some(standoff.text),
        title: None,
        metadata: BTreeMap::new(),
        sets: vec![set],
        countings: BY_CODE_POINTS,
        left,
    }
    .read()
}

/// What the lines say.
fn set_of(annotations: &str) -> (LooseSet, BTreeMap<String, usize>) {
    let mut set = LooseSet::default();
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    // Where a mark stands in the set, by its id; an event is known by its trigger.
    let mut marks: BTreeMap<&str, usize> = BTreeMap::new();
    let lines = || annotations.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    for (at, line) in lines().filter(|(_, l)| l.starts_with('T')) {
        let (id, body, quote) = cells(line);
        marks.insert(id, set.marks.len());
        set.marks.push(text_bound(id, body, quote, at + 1));
    }
    let mut triggers: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, line) in lines().filter(|(_, l)| l.starts_with('E')) {
        let (id, body, _) = cells(line);
        let (label, trigger) = body.split(' ').next().and_then(|t| t.split_once(':')).unwrap_or_default();
        let Some(&mark) = marks.get(trigger) else {
            *left.entry("event without its words".into()).or_default() += 1;
            continue;
        };
        // The words of one trigger may speak of several events.
        let mark = if triggers.values().any(|m| *m == mark) {
            let again =
                Loose { id: id.to_owned(), label: label.to_owned(), line: Some(at + 1), ..set.marks[mark].clone() };
            set.marks.push(again);
            set.marks.len() - 1
        } else {
            mark
        };
        triggers.insert(id, mark);
    }
    marks.extend(&triggers);
    for (at, line) in lines() {
        let (id, body, words) = cells(line);
        let mut parts = body.split(' ').filter(|p| !p.is_empty());
        let label = parts.next().unwrap_or_default();
        let name = |id: &str| marks.get(id).map(|m| set.marks[*m].id.clone());
        match id.chars().next() {
            Some('T') if is_line(line) => {}
            Some('E') => {
                let Some(from) = name(id) else { continue };
                for (role, to) in parts.filter_map(|p| p.split_once(':')) {
                    match name(to) {
                        Some(to) => set.ties.push(Tie { label: role.to_owned(), from: from.clone(), to }),
                        None => *left.entry(format!("{role} without its words")).or_default() += 1,
                    }
                }
            }
            Some('R') => {
                let ends: Vec<_> = parts.filter_map(|p| p.split_once(':')).map(|(_, to)| name(to)).collect();
                match ends.as_slice() {
                    [Some(from), Some(to)] => {
                        set.ties.push(Tie { label: label.to_owned(), from: from.clone(), to: to.clone() });
                    }
                    _ => *left.entry(format!("{label} without its words")).or_default() += 1,
                }
            }
            Some('*') => {
                let same: Vec<String> = parts.filter_map(name).collect();
                if let [first, others @ ..] = same.as_slice() {
                    for other in others {
                        set.ties.push(Tie { label: label.to_owned(), from: first.clone(), to: other.clone() });
                    }
                }
            }
            Some('A' | 'M') => {
                let mark = parts.next().and_then(|on| marks.get(on)).copied();
                let value = parts.collect::<Vec<_>>().join(" ");
                let value = if value.is_empty() { "yes".to_owned() } else { value };
                put(&mut set, mark, label, value, &mut left);
            }
            Some('N') => {
                let mark = parts.next().and_then(|on| marks.get(on)).copied();
                put(&mut set, mark, label, parts.collect::<Vec<_>>().join(" "), &mut left);
            }
            Some('#') => {
                let mark = parts.next().and_then(|on| marks.get(on)).copied();
                match mark.and_then(|m| set.marks.get_mut(m)) {
                    Some(mark) if label == NOTE => {
                        let note = mark.note.get_or_insert_default();
                        if !note.is_empty() {
                            note.push('\n');
                        }
                        note.push_str(&with_line_ends(words));
                    }
                    _ => put(&mut set, mark, label, with_line_ends(words), &mut left),
                }
            }
            _ => *left.entry(format!("line {}", at + 1)).or_default() += 1,
        }
    }
    (set, left)
}

/// Id, body and words of a line.
fn cells(line: &str) -> (&str, &str, &str) {
    let mut cells = line.splitn(3, '\t');
    let mut next = || cells.next().unwrap_or_default();
    (next(), next(), next())
}

/// A note whose line ends were written as `\n`, and backslashes doubled then.
pub(super) fn with_line_ends(words: &str) -> String {
    if !words.contains("\\n") {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => {
                chars.next();
                out.push('\n');
            }
            ('\\', Some('\\')) => {
                chars.next();
                out.push('\\');
            }
            _ => out.push(c),
        }
    }
    out
}

fn text_bound(id: &str, body: &str, quote: &str, line: usize) -> Loose {
    let (label, offsets) = body.split_once(' ').unwrap_or((body, ""));
    let piece = |p: &str| {
        let (start, end) = p.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    let pieces: Option<Vec<(usize, usize)>> = offsets.split(';').map(piece).collect();
    Loose {
        id: id.to_owned(),
        label: label.to_owned(),
        pieces: pieces.unwrap_or_default(),
        quote: Some(quote.to_owned()),
        line: Some(line),
        ..Loose::default()
    }
}

fn put(set: &mut LooseSet, mark: Option<usize>, name: &str, value: String, left: &mut BTreeMap<String, usize>) {
    match mark.and_then(|m| set.marks.get_mut(m)) {
        Some(mark) => mark.attributes.push((name.to_owned(), value)),
        // Attributes of relations, and of what is not there.
        None => *left.entry(name.to_owned()).or_default() += 1,
    }
}
