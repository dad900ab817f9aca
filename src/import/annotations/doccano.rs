//! doccano: one text with its spans in each line, or all in one list; spans with and without relations, or labels of the whole text.
//!
//! Offsets are UTF-16 code units, as doccano's window counts them; scripts that write the same form count code points. The ends of words
//! tell which it is, and a warning says so where it matters.

use super::gather::{Annotated, Loose, LooseSet};
use super::places::{Counting, Unit};
use crate::import::registry::{Format, LARGEST, Recognition, Source};
use crate::import::sink::Sink;
use crate::import::{ImportError, WarningKind, charset, json_parts};
use crate::model::{Fact, Tie};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "doccano", endings: &["jsonl", "ndjson", "json"], recognise, read };

const COUNTINGS: &[Counting] = &[
    Counting::of(Unit::Utf16),
    Counting::of(Unit::CodePoints),
    Counting { joined_line_ends: true, ..Counting::of(Unit::Utf16) },
    Counting { joined_line_ends: true, ..Counting::of(Unit::CodePoints) },
];
/// Entries that are looked at to recognise a file.
const LOOKED_AT: usize = 20;
/// Bytes of one entry.
const ONE: usize = 8_000_000;

fn recognise(bytes: &[u8]) -> Recognition {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let opens = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    if !opens.starts_with(b"{") {
        return Recognition::No;
    }
    let head = text.get(..text.len().min(400_000)).unwrap_or(text);
    let head = String::from_utf8_lossy(head);
    let is = |entry: &str| serde_json::from_str(entry).is_ok_and(|map| is_entry(&map));
    let found = if head.starts_with('[') {
        json_parts::parts(&head).take(LOOKED_AT).any(|part| is(head.get(part).unwrap_or_default()))
    } else {
        head.lines().take(LOOKED_AT).any(is)
    };
    if found { Recognition::Certain } else { Recognition::No }
}

/// Whether an object is a text with spans.
fn is_entry(map: &Map<String, Value>) -> bool {
    let list = |name: &str| map.get(name).and_then(Value::as_array);
    let spans = ["label", "labels", "entities", "annotations"].iter().filter_map(|n| list(n)).flatten();
    let is_span = |v: &Value| match v {
        Value::Array(parts) => matches!(parts.as_slice(), [Value::Number(_), Value::Number(_), Value::String(_), ..]),
        Value::Object(o) => o.contains_key("start_offset") && o.contains_key("end_offset"),
        _ => false,
    };
    text_of(map).is_some() && spans.take(3).any(is_span)
}

fn text_of(map: &Map<String, Value>) -> Option<&str> {
    ["text", "data"].iter().find_map(|name| map.get(*name)?.as_str())
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LARGEST });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}').trim();
    let parts: Vec<(usize, &str)> = if text.starts_with('[') {
        json_parts::parts(text).enumerate().map(|(at, r)| (at + 1, text.get(r).unwrap_or_default())).collect()
    } else {
        text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()).map(|(at, l)| (at + 1, l)).collect()
    };
    for (line, part) in parts {
        if sink.is_stopped() {
            break;
        }
        let read = if part.len() > ONE {
            Err(format!("it has {} bytes, more than the {ONE} that are read as one text", part.len()))
        } else {
            serde_json::from_str(part).map_err(|e| e.to_string())
        };
        let map: Map<String, Value> = match read {
            Ok(map) => map,
            Err(reason) => {
                sink.warn(source.name, Some(line), WarningKind::BadRecord { reason });
                continue;
            }
        };
        match text_of(&map) {
            Some(text) => match entry(source.name, &map, text, line) {
                Ok(batch) => sink.put(batch),
                Err(error) => sink.warn(source.name, Some(line), WarningKind::LeftOut { reason: error.to_string() }),
            },
            None => sink.warn(source.name, Some(line), WarningKind::NoText),
        }
    }
    if sink.documents() == 0 {
        return Err(ImportError::NoTextColumn { file: file() });
    }
    Ok(())
}

fn entry(
    name: &str,
    map: &Map<String, Value>,
    text: &str,
    line: usize,
) -> Result<crate::import::ImportBatch, ImportError> {
    let mut by_user: BTreeMap<Option<String>, LooseSet> = BTreeMap::new();
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    let list = |name: &str| map.get(name).and_then(Value::as_array).into_iter().flatten();
    let mut of_whole = Vec::new();
    for (at, one) in ["label", "labels", "entities", "annotations"].into_iter().flat_map(list).enumerate() {
        let (user, loose) = match one {
            Value::Array(parts) => (None, triple(parts, at, line)),
            Value::Object(o) => (o.get("user").map(plain), named(o, at, line)),
            Value::String(label) => {
                of_whole.push(Fact { name: String::new(), value: label.clone(), at: None });
                continue;
            }
            _ => {
                *left.entry("label".into()).or_default() += 1;
                continue;
            }
        };
        by_user.entry(user).or_default().marks.push(loose);
    }
    let set = by_user.entry(None).or_default();
    set.facts = of_whole;
    for one in list("relations") {
        let end = |name: &str| one.get(name).map(plain);
        match (end("from_id"), end("to_id")) {
            (Some(from), Some(to)) => {
                set.ties.push(Tie { label: one.get("type").map(plain).unwrap_or_default(), from, to });
            }
            _ => *left.entry("relation".into()).or_default() += 1,
        }
    }
    let mut metadata = BTreeMap::new();
    let known = ["id", "text", "data", "label", "labels", "entities", "annotations", "relations"];
    for (name, value) in map.iter().filter(|(n, _)| !known.contains(&n.as_str())) {
        match value {
            Value::String(_) | Value::Number(_) | Value::Bool(_) if !plain(value).trim().is_empty() => {
                metadata.insert(name.clone(), plain(value).chars().take(500).collect());
            }
            Value::Array(all) if !all.is_empty() => *left.entry(name.clone()).or_default() += all.len(),
            Value::Object(all) if !all.is_empty() => *left.entry(name.clone()).or_default() += all.len(),
            _ => {}
        }
    }
    let sets = by_user.into_iter().map(|(user, set)| LooseSet { annotator: user, ..set }).collect();
    Annotated {
        name,
        text_name: None,
        format: FORMAT.name,
        text,
        source: None,
        title: None,
        metadata,
        sets,
        countings: COUNTINGS,
        left,
    }
    .read()
}

fn offset(value: Option<&Value>) -> Option<usize> {
    value.and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
}

fn triple(parts: &[Value], at: usize, line: usize) -> Loose {
    Loose {
        id: format!("#{at}"),
        label: parts.get(2).map(plain).unwrap_or_default(),
        pieces: offset(parts.first()).zip(offset(parts.get(1))).into_iter().collect(),
        line: Some(line),
        ..Loose::default()
    }
}

fn named(o: &Map<String, Value>, at: usize, line: usize) -> Loose {
    let known = ["id", "label", "start_offset", "end_offset", "user"];
    let further = o.iter().filter(|(n, v)| !known.contains(&n.as_str()) && !v.is_null());
    Loose {
        id: o.get("id").map_or_else(|| format!("#{at}"), plain),
        label: o.get("label").map(plain).unwrap_or_default(),
        pieces: offset(o.get("start_offset")).zip(offset(o.get("end_offset"))).into_iter().collect(),
        attributes: further.map(|(n, v)| (n.clone(), plain(v))).collect(),
        line: Some(line),
        ..Loose::default()
    }
}

/// A value as words.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
