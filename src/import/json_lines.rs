//! Database exports in JSON: one object in each line, or one list of objects; each object is an article.

use super::columns::{self, Mapped, TableLook};
use super::record::{self, Field, Record};
use super::registry::{Format, How, Recognition, Source};
use super::sink::Sink;
use super::{ImportError, WarningKind, charset, json_parts};
use serde_json::Value;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "json", endings: &["jsonl", "ndjson", "json"], recognise, read };

/// Bytes of an export.
const LIMIT: usize = 24_000_000;
/// Bytes of one article in it.
const ONE: usize = 4_000_000;
/// Objects that are looked at to tell what the keys hold.
const LOOK: usize = 50;
/// Warnings about single objects.
const TOLD: usize = 50;

fn recognise(bytes: &[u8]) -> Recognition {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let list = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    let object = list.unwrap_or(text);
    if object.strip_prefix(b"{").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\"")) {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}').trim();
    let mut told = 0;
    let how = sink.how();
    let mut take = |sink: &mut Sink<'_>, part: &str, line: usize| {
        let problem = match object(part, how) {
            Ok(record) if record.has_text() => {
                let part = Source { name: source.name, bytes: part.as_bytes() };
                match record.read(part, FORMAT.name, &decoded.encoding) {
                    Ok(read) => return sink.put_at(read, line),
                    Err(error) => WarningKind::LeftOut { reason: error.to_string() },
                }
            }
            Ok(_) => WarningKind::NoText,
            Err(reason) => WarningKind::BadRecord { reason },
        };
        if told < TOLD {
            sink.warn(source.name, Some(line), problem);
            told += 1;
        }
    };
    // One object alone, which may stand around a list of articles, as programs with pages of results have it.
    let whole = text.starts_with('{') && json_parts::closes_at(text) == Some(text.len());
    let list = if text.starts_with('[') { Some(text) } else { whole.then(|| list_in(text)).flatten() };
    match list {
        Some(list) => {
            for (at, part) in json_parts::parts(list).enumerate() {
                if sink.is_stopped() {
                    break;
                }
                take(sink, list.get(part).unwrap_or_default(), at + 1);
            }
        }
        None if whole => take(sink, text, 1),
        None => {
            for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
                if sink.is_stopped() {
                    break;
                }
                take(sink, line, at + 1);
            }
        }
    }
    if sink.documents() == 0 {
        return Err(ImportError::NoTextColumn { file: file() });
    }
    Ok(())
}

/// The longest list of objects among an object's members.
fn list_in(text: &str) -> Option<&str> {
    let values = json_parts::parts(text).filter_map(|part| json_parts::value_of(text.get(part)?));
    let is_list = |v: &&str| v.strip_prefix('[').is_some_and(|inside| inside.trim_start().starts_with('{'));
    values.filter(is_list).max_by_key(|v| v.len())
}

/// The record that an object is, or why there is none.
fn object(part: &str, how: &How) -> Result<Record, String> {
    if part.len() > ONE {
        return Err(format!("it has {} bytes, more than the {ONE} that are read as one article", part.len()));
    }
    match serde_json::from_str::<Value>(part) {
        Ok(Value::Object(map)) => {
            let mut record = Record::default();
            let names: Vec<String> = map.keys().cloned().collect();
            if !is_chosen(&names, how) {
                for (key, value) in &map {
                    record.put(key, record::field(key), &plain(value));
                }
                guess_text(&mut record, &map);
                return Ok(record);
            }
            // An object may lack a key that others have.
            let here = How {
                given: how.given.iter().filter(|(_, n)| map.contains_key(n.trim())).cloned().collect(),
                ..how.clone()
            };
            let mean = |at: usize| names.get(at).and_then(|n| map.get(n)).map_or(0, |v| plain(v).chars().count());
            let (fields, _) = columns::choose(&names, &here, "", mean, true).map_err(|e| e.to_string())?;
            for ((key, value), field) in map.iter().zip(fields) {
                record.put(key, field, &plain(value));
            }
            Ok(record)
        }
        Ok(_) => Ok(Record::default()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether a person said what these keys hold.
fn is_chosen(names: &[String], how: &How) -> bool {
    !how.given.is_empty() || how.columns.iter().any(|m| m.header == names)
}

/// The keys of the first objects, as columns.
pub(super) fn look(source: Source<'_>, how: &How) -> Result<Option<TableLook>, ImportError> {
    let decoded = charset::decode(source.bytes.get(..source.bytes.len().min(LIMIT)).unwrap_or_default(), |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}').trim();
    let whole = text.starts_with('{') && json_parts::closes_at(text) == Some(text.len());
    let list = if text.starts_with('[') { Some(text) } else { whole.then(|| list_in(text)).flatten() };
    let objects: Vec<&str> = match list {
        Some(list) => json_parts::parts(list).take(LOOK).filter_map(|part| list.get(part)).collect(),
        None if whole => vec![text],
        None => text.lines().filter(|l| !l.trim().is_empty()).take(LOOK).collect(),
    };
    let maps: Vec<serde_json::Map<String, Value>> =
        objects.iter().filter(|o| o.len() <= ONE).filter_map(|o| serde_json::from_str(o).ok()).collect();
    let Some(first) = maps.first() else { return Ok(None) };
    let names: Vec<String> = first.keys().cloned().collect();
    let rows: Vec<Vec<String>> =
        maps.iter().map(|m| names.iter().map(|n| m.get(n).map(plain).unwrap_or_default()).collect()).collect();
    let rows: Vec<&[String]> = std::iter::once(names.as_slice()).chain(rows.iter().map(Vec::as_slice)).collect();
    let mean = |at: usize| {
        rows.iter().skip(1).filter_map(|r| r.get(at)).map(|v| v.chars().count()).sum::<usize>() / maps.len()
    };
    let (fields, chosen) = columns::choose(&names, how, source.name, mean, true)?;
    let mapped = Mapped { names: names.clone(), fields, header: Some(0), chosen };
    Ok(Some(columns::shown(&mapped, &rows, &[1], None)))
}

/// A value as text: names of objects, lists with commas.
fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(plain).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            ["name", "title", "text", "value"].iter().find_map(|k| map.get(*k)).map(plain).unwrap_or_default()
        }
    }
}

/// Where no key tells, the longest value is the text.
fn guess_text(record: &mut Record, map: &serde_json::Map<String, Value>) {
    if !record.text.trim().is_empty() {
        return;
    }
    let unnamed = map.iter().filter(|(k, _)| record::field(k).is_none());
    let longest = unnamed.filter_map(|(k, v)| v.as_str().map(|s| (k, s))).max_by_key(|(_, s)| s.len());
    if let Some((key, text)) = longest.filter(|(_, s)| s.chars().count() >= 200) {
        record.facts.remove(key.trim());
        record.put(key, Some(Field::Text), text);
    }
}
