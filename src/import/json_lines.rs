//! Database exports in JSON: one object in each line, or one list of objects; each object is an article.

use super::record::{self, Field, Record};
use super::registry::{Format, Recognition, Source};
use super::{ImportBatch, ImportError, WarningKind, charset};
use serde_json::Value;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "json", endings: &["jsonl", "ndjson", "json"], recognise, read };

/// Bytes of an export.
const LIMIT: usize = 24_000_000;
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

fn read(source: Source<'_>) -> Result<ImportBatch, ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}').trim_start();
    let mut batch = ImportBatch::default();
    let mut told = 0;
    let mut take = |batch: &mut ImportBatch, value: Result<Value, serde_json::Error>, bytes: &[u8], line: usize| {
        let problem = match value {
            Ok(Value::Object(map)) => {
                let mut record = Record::default();
                for (key, value) in &map {
                    record.put(key, record::field(key), &plain(value));
                }
                guess_text(&mut record, &map);
                if record.has_text() {
                    let part = Source { name: source.name, bytes };
                    return record::add(batch, record.read(part, FORMAT.name, &decoded.encoding), line);
                }
                WarningKind::NoText
            }
            Ok(_) => WarningKind::NoText,
            Err(error) => WarningKind::BadRecord { reason: error.to_string() },
        };
        if told < TOLD {
            record::warn(batch, source.name, line, problem);
            told += 1;
        }
    };
    let whole = if text.starts_with('[') || !text.trim_end().contains('\n') {
        serde_json::from_str::<Value>(text).ok()
    } else {
        None
    };
    let whole = whole.or_else(|| {
        if text.starts_with("{\n") || text.starts_with("{\r") { serde_json::from_str(text).ok() } else { None }
    });
    match whole {
        Some(Value::Array(items)) => {
            for (at, item) in items.into_iter().enumerate() {
                let bytes = item.to_string();
                take(&mut batch, Ok(item), bytes.as_bytes(), at + 1);
            }
        }
        // An object around a list of articles, as programs with pages of results have it.
        Some(Value::Object(map)) if list_in(&map).is_some() => {
            for (at, item) in list_in(&map).unwrap_or_default().iter().enumerate() {
                take(&mut batch, Ok(item.clone()), item.to_string().as_bytes(), at + 1);
            }
        }
        Some(one) => take(&mut batch, Ok(one), source.bytes, 1),
        None => {
            for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
                take(&mut batch, serde_json::from_str(line), line.as_bytes(), at + 1);
            }
        }
    }
    if batch.documents.is_empty() {
        return Err(ImportError::NoTextColumn { file: file() });
    }
    Ok(batch)
}

fn list_in(map: &serde_json::Map<String, Value>) -> Option<&[Value]> {
    let lists = map.values().filter_map(Value::as_array);
    lists.filter(|l| l.first().is_some_and(Value::is_object)).max_by_key(|l| l.len()).map(Vec::as_slice)
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
