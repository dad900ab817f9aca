//! UIMA CAS JSON 0.4, as INCEpTION and dkpro-cassis write it.

use super::cas::{Cas, Feature, STRUCTURES, Sofa, Structure};
use crate::import::registry::{Format, LARGEST, Recognition, Source};
use crate::import::sink::Sink;
use crate::import::{ImportError, charset, json_parts};
use serde_json::{Map, Value};

/// The format's line in the registry.
pub(super) const FORMAT: Format =
    Format { name: "cas-json", endings: &["json"], recognise, read: |source, sink| read(source, None, sink) };

fn recognise(bytes: &[u8]) -> Recognition {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    let names: [&[u8]; 4] = [b"\"%TYPES\"", b"\"%FEATURE_STRUCTURES\"", b"\"%VIEWS\"", b"\"%HEADER\""];
    if names.iter().any(|n| inside.starts_with(n)) { Recognition::Certain } else { Recognition::No }
}

/// Reads a file; `annotator` is who annotated, where that is known.
pub(super) fn read(source: Source<'_>, annotator: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    if source.bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { file: source.name.to_owned(), bytes: source.bytes.len(), limit: LARGEST });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let cas = cas_of(decoded.text.trim_start_matches('\u{feff}').trim_start())
        .map_err(|reason| ImportError::Damaged { file: source.name.to_owned(), reason })?;
    cas.put(source.name, FORMAT.name, annotator, sink)
}

fn cas_of(text: &str) -> Result<Cas, String> {
    if json_parts::closes_at(text).is_none() {
        return Err("it is cut off: its last bracket is missing".into());
    }
    let mut cas = Cas::default();
    for member in json_parts::parts(text) {
        let member = text.get(member).unwrap_or_default();
        if !member.starts_with("\"%FEATURE_STRUCTURES\"") {
            continue;
        }
        let list = json_parts::value_of(member).unwrap_or_default();
        for part in json_parts::parts(list) {
            let part = list.get(part).unwrap_or_default();
            // Version 0.1 names the structures by their ids.
            let (id, body) = if list.starts_with('{') {
                let id = part.split('"').nth(1).and_then(|id| id.parse().ok());
                (id, json_parts::value_of(part).unwrap_or_default())
            } else {
                (None, part)
            };
            let map: Map<String, Value> = serde_json::from_str(body).map_err(|e| e.to_string())?;
            take(&mut cas, id, &map);
            if cas.structures.len() > STRUCTURES {
                return Err(format!("it has more than {STRUCTURES} feature structures"));
            }
        }
    }
    Ok(cas)
}

fn take(cas: &mut Cas, id: Option<i64>, map: &Map<String, Value>) {
    let words = |name: &str| map.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let id = id.or_else(|| map.get("%ID").and_then(Value::as_i64)).unwrap_or(-1);
    let kind = words("%TYPE");
    if kind == "uima.cas.Sofa" {
        cas.sofas.push(Sofa { id, name: words("sofaID"), text: words("sofaString") });
        return;
    }
    let offset = |name: &str| map.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let mut s = Structure {
        id,
        kind,
        sofa: map.get("@sofa").and_then(Value::as_i64),
        begin: offset("begin"),
        end: offset("end"),
        ..Structure::default()
    };
    s.broken = map.contains_key("begin") && (s.begin.is_none() || s.end.is_none());
    for (name, value) in map {
        match name.as_str() {
            "begin" | "end" | "@sofa" => {}
            "%ELEMENTS" => {
                s.elements = value.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
                let plain: Vec<String> = value.as_array().into_iter().flatten().filter_map(plain).collect();
                s.features.push(("elements".into(), Feature::Plain(plain.join("|"))));
            }
            name if name.starts_with('%') => {}
            name => {
                if let Some(name) = name.strip_prefix('@') {
                    s.features.push((name.to_owned(), Feature::Others(value.as_i64().into_iter().collect())));
                } else {
                    let name = name.trim_start_matches(['#', '^']);
                    s.features.extend(plain(value).map(|v| (name.to_owned(), Feature::Plain(v))));
                }
            }
        }
    }
    cas.structures.push(s);
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        Value::Array(all) => Some(all.iter().filter_map(plain).collect::<Vec<_>>().join("|")),
        Value::Null | Value::Object(_) => None,
    }
}
