//! Label Studio: tasks with their annotations, as `JSON` and as `JSON-MIN`. Offsets are code points; older programs counted UTF-16 code units,
//! and the quotes tell which it is.

use super::doccano::plain;
use super::gather::{Annotated, BY_CODE_POINTS, Loose, LooseSet};
use crate::import::registry::{Format, LARGEST, Recognition, Source};
use crate::import::sink::Sink;
use crate::import::{ImportBatch, ImportError, WarningKind, charset, json_parts};
use crate::model::{Fact, Tie};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format =
    Format { name: "label-studio", endings: &["json", "jsonl", "ndjson"], recognise, read };

/// Tasks that are looked at to recognise a file.
const LOOKED_AT: usize = 20;
/// Bytes of one task.
const ONE: usize = 8_000_000;

fn recognise(bytes: &[u8]) -> Recognition {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = text.get(..text.len().min(400_000)).unwrap_or(text);
    let head = String::from_utf8_lossy(head);
    let is = |entry: &str| serde_json::from_str(entry).is_ok_and(|map| is_task(&map) || is_min(&map));
    let found = if head.starts_with('[') {
        json_parts::parts(&head).take(LOOKED_AT).any(|part| is(head.get(part).unwrap_or_default()))
    } else if head.starts_with('{') {
        is(&head) || head.lines().take(LOOKED_AT).any(is)
    } else {
        false
    };
    if found { Recognition::Certain } else { Recognition::No }
}

fn is_task(map: &Map<String, Value>) -> bool {
    let lists = ["annotations", "completions", "predictions"];
    map.get("data").is_some_and(Value::is_object)
        && lists.iter().any(|n| {
            map.get(*n).and_then(Value::as_array).is_some_and(|all| all.iter().any(|a| a.get("result").is_some()))
        })
}

/// Whether an object is a task in the short form: a list of regions with offsets, words and labels.
fn is_min(map: &Map<String, Value>) -> bool {
    let region = |v: &Value| {
        v.get("start").is_some() && v.get("end").is_some() && v.get("text").is_some() && labels(v).is_some()
    };
    map.values().filter_map(Value::as_array).flatten().take(50).any(region)
}

/// The labels of a region, whatever their kind is called.
fn labels(value: &Value) -> Option<&Vec<Value>> {
    let found = value.as_object()?.iter().find(|(name, v)| name.ends_with("labels") && v.is_array());
    found.and_then(|(_, v)| v.as_array())
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LARGEST });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}').trim();
    let whole = text.starts_with('{') && json_parts::closes_at(text) == Some(text.len());
    let parts: Vec<&str> = if text.starts_with('[') {
        json_parts::parts(text).map(|r| text.get(r).unwrap_or_default()).collect()
    } else if whole {
        vec![text]
    } else {
        text.lines().filter(|l| !l.trim().is_empty()).collect()
    };
    for (at, part) in parts.into_iter().enumerate() {
        if sink.is_stopped() {
            break;
        }
        let read = if part.len() > ONE {
            Err(format!("it has {} bytes, more than the {ONE} that are read as one text", part.len()))
        } else {
            serde_json::from_str::<Map<String, Value>>(part).map_err(|e| e.to_string())
        };
        match read.map(|map| task(source.name, &map, at + 1)) {
            Ok(Some(Ok(batch))) => sink.put(batch),
            Ok(Some(Err(error))) => {
                sink.warn(source.name, Some(at + 1), WarningKind::LeftOut { reason: error.to_string() });
            }
            Ok(None) => sink.warn(source.name, Some(at + 1), WarningKind::NoText),
            Err(reason) => sink.warn(source.name, Some(at + 1), WarningKind::BadRecord { reason }),
        }
    }
    if sink.documents() == 0 {
        return Err(ImportError::NoTextColumn { file: file() });
    }
    Ok(())
}

fn task(name: &str, map: &Map<String, Value>, number: usize) -> Option<Result<ImportBatch, ImportError>> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    let (data, sets) = match map.get("data").and_then(Value::as_object) {
        Some(data) => {
            let of = ["annotations", "completions"].into_iter().filter_map(|n| map.get(n)?.as_array()).flatten();
            let kept = of.filter(|a| a.get("was_cancelled").and_then(Value::as_bool) != Some(true));
            let sets = kept.map(|a| annotation(a, number, &mut left)).collect();
            let machine = map.get("predictions").and_then(Value::as_array).map_or(0, Vec::len);
            if machine > 0 {
                *left.entry("predictions".into()).or_default() += machine;
            }
            (data, sets)
        }
        None => (map, vec![short_form(map, number)]),
    };
    let text = text_of(data)?;
    let facts = data.iter().filter(|(_, v)| v.is_string() || v.is_number());
    let facts = facts.filter(|(_, v)| v.as_str() != Some(text));
    let metadata = facts.map(|(n, v)| (n.clone(), plain(v).chars().take(500).collect::<String>()));
    let metadata = metadata.filter(|(n, v)| n != "id" && !v.trim().is_empty()).collect();
    let read = Annotated {
        name,
        text_name: None,
        format: FORMAT.name,
        text,
        source: None,
        title: data.get("title").and_then(Value::as_str).map(str::to_owned),
        metadata,
        sets,
        countings: BY_CODE_POINTS,
        left,
    };
    Some(read.read())
}

/// The text of a task: what is called so, or its longest words.
fn text_of(data: &Map<String, Value>) -> Option<&str> {
    let named = ["text", "article", "content", "body"].iter().find_map(|n| data.get(*n)?.as_str());
    named.or_else(|| data.values().filter_map(Value::as_str).max_by_key(|s| s.len())).filter(|t| !t.trim().is_empty())
}

/// Who annotated: a number, an address, or an object with both.
fn annotator(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Number(n) => Some(format!("annotator {n}")),
        Value::String(name) => Some(name.clone()),
        Value::Object(o) => {
            let full =
                ["first_name", "last_name"].iter().filter_map(|n| o.get(*n)?.as_str()).collect::<Vec<_>>().join(" ");
            let full = Some(full.trim().to_owned()).filter(|f| !f.is_empty());
            let address = ["email", "username"].iter().find_map(|n| o.get(*n)?.as_str()).map(str::to_owned);
            full.or(address).or_else(|| o.get("id").map(|id| format!("annotator {id}")))
        }
        _ => None,
    }
}

fn annotation(annotation: &Value, number: usize, left: &mut BTreeMap<String, usize>) -> LooseSet {
    let mut set = LooseSet { annotator: annotator(annotation.get("completed_by")), ..LooseSet::default() };
    let results = || annotation.get("result").and_then(Value::as_array).into_iter().flatten();
    for result in results() {
        let value = result.get("value").unwrap_or(&Value::Null);
        for (at, label) in labels(value).into_iter().flatten().enumerate() {
            let id = result.get("id").map(plain).unwrap_or_default();
            let id = if at == 0 { id } else { format!("{id}/{at}") };
            set.marks.push(region(value, id, plain(label), number));
        }
    }
    for result in results() {
        let words = |name: &str| result.get(name).map(plain).unwrap_or_default();
        let (kind, value) = (words("type"), result.get("value").unwrap_or(&Value::Null));
        if labels(value).is_some() {
            continue;
        }
        if kind == "relation" {
            let label = result.get("labels").and_then(Value::as_array).and_then(|l| l.first()).map(plain);
            let (mut from, mut to) = (words("from_id"), words("to_id"));
            if words("direction") == "left" {
                std::mem::swap(&mut from, &mut to);
            }
            set.ties.push(Tie { label: label.unwrap_or_default(), from, to });
            continue;
        }
        let Some(said) = value.get(&kind).or_else(|| value.get("text").filter(|_| kind == "textarea")) else {
            *left.entry(kind).or_default() += 1;
            continue;
        };
        let (name, said) = (words("from_name"), said_in_words(&kind, said));
        let id = words("id");
        match set.marks.iter_mut().find(|m| m.id == id) {
            Some(mark) => mark.attributes.push((name, said)),
            None => set.facts.push(Fact { name, value: said, at: None }),
        }
    }
    set
}

/// What was chosen or written; several choices with bars between them, several lines of a text as lines.
fn said_in_words(kind: &str, said: &Value) -> String {
    match said {
        Value::Array(lines) if kind == "textarea" => lines.iter().map(plain).collect::<Vec<_>>().join("\n"),
        other => plain(other),
    }
}

fn region(value: &Value, id: String, label: String, number: usize) -> Loose {
    let global = value.get("globalOffsets").filter(|g| g.is_object()).unwrap_or(value);
    let offset = |name: &str| global.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    Loose {
        id,
        label,
        pieces: offset("start").zip(offset("end")).into_iter().collect(),
        quote: value.get("text").and_then(Value::as_str).map(str::to_owned),
        line: Some(number),
        ..Loose::default()
    }
}

/// A task in the short form: each list of regions stands under the name of its question.
fn short_form(map: &Map<String, Value>, number: usize) -> LooseSet {
    let mut set = LooseSet { annotator: annotator(map.get("annotator")), ..LooseSet::default() };
    for (name, value) in map {
        for (at, one) in value.as_array().into_iter().flatten().enumerate() {
            for label in labels(one).into_iter().flatten() {
                set.marks.push(region(one, format!("{name}/{at}"), plain(label), number));
            }
        }
        if let Some(choices) = value.get("choices") {
            set.facts.push(Fact { name: name.clone(), value: plain(choices), at: None });
        }
    }
    set
}
