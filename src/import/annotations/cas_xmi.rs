//! UIMA CAS XMI, as INCEpTION, UIMA and dkpro-cassis write it. The type system is not needed: what a feature is, its value tells.

use super::cas::{Cas, Feature, STRUCTURES, Sofa, Structure};
use crate::import::registry::{Format, LARGEST, Recognition, Source};
use crate::import::sink::Sink;
use crate::import::{ImportError, charset, xml};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format =
    Format { name: "cas-xmi", endings: &["xmi", "xml"], recognise, read: |source, sink| read(source, None, sink) };

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let is = text.contains("<xmi:XMI") && text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    if is { Recognition::Certain } else { Recognition::No }
}

/// Reads a file; `annotator` is who annotated, where that is known.
pub(super) fn read(source: Source<'_>, annotator: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    if source.bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { file: source.name.to_owned(), bytes: source.bytes.len(), limit: LARGEST });
    }
    let decoded = charset::decode(source.bytes, xml::declared);
    let cas = cas_of(decoded.text.trim_start_matches('\u{feff}'))
        .map_err(|reason| ImportError::Damaged { file: source.name.to_owned(), reason })?;
    cas.put(source.name, FORMAT.name, annotator, sink)
}

fn cas_of(text: &str) -> Result<Cas, String> {
    let mut reader = Reader::from_str(text);
    let mut cas = Cas::default();
    let mut spaces: BTreeMap<String, String> = BTreeMap::new();
    // The structure whose values stand in elements, and the name of the value.
    let (mut depth, mut inside) = (0_usize, None::<String>);
    let mut words = String::new();
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Eof if depth > 0 => return Err("it is cut off: its last elements are not closed".into()),
            Event::Eof => break,
            Event::DocType(_) => return Err("it defines entities of its own, which no CAS does".into()),
            Event::Start(tag) => {
                depth += 1;
                match depth {
                    1 => spaces = namespaces(&tag),
                    2 => take(&mut cas, &tag, &spaces)?,
                    _ => {
                        inside = Some(String::from_utf8_lossy(tag.local_name().as_ref()).into_owned());
                        words.clear();
                    }
                }
            }
            Event::Empty(tag) if depth == 1 => take(&mut cas, &tag, &spaces)?,
            Event::Text(part) if inside.is_some() => {
                words.push_str(&part.decode().map_err(|e| e.to_string())?);
            }
            Event::GeneralRef(reference) if inside.is_some() => words.push_str(&xml::letters(&reference)),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let (Some(name), Some(last)) = (inside.take(), cas.structures.last_mut()) {
                    match last.features.iter_mut().find(|(n, _)| *n == name) {
                        Some((_, Feature::Plain(there))) => {
                            there.push('|');
                            there.push_str(&words);
                        }
                        _ => last.features.push((name, Feature::Plain(std::mem::take(&mut words)))),
                    }
                }
            }
            _ => {}
        }
        if cas.structures.len() > STRUCTURES {
            return Err(format!("it has more than {STRUCTURES} feature structures"));
        }
    }
    tell_references(&mut cas);
    Ok(cas)
}

/// Packages by their prefix: `xmlns:custom="http:///webanno/custom.ecore"` is `webanno.custom`.
fn namespaces(root: &BytesStart<'_>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for attribute in root.attributes().flatten() {
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            let address = String::from_utf8_lossy(&attribute.value).into_owned();
            let package = address.trim_start_matches("http:///").trim_end_matches(".ecore").replace('/', ".");
            out.insert(prefix.to_owned(), package);
        }
    }
    out
}

fn take(cas: &mut Cas, tag: &BytesStart<'_>, spaces: &BTreeMap<String, String>) -> Result<(), String> {
    let full = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
    let (prefix, local) = full.split_once(':').unwrap_or(("", &full));
    let package = spaces.get(prefix).map_or("", String::as_str);
    let mut values: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        values.push((name, value_of(&attribute.value)?));
    }
    let value = |name: &str| values.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let id = value("xmi:id").and_then(|id| id.parse().ok()).unwrap_or(-1);
    if package == "uima.cas" {
        if local == "Sofa" {
            let words = |name: &str| value(name).unwrap_or_default().to_owned();
            cas.sofas.push(Sofa { id, name: words("sofaID"), text: words("sofaString") });
        }
        return Ok(());
    }
    let offset = |name: &str| value(name).and_then(|v| v.parse().ok());
    let mut s = Structure {
        id,
        kind: if package.is_empty() { local.to_owned() } else { format!("{package}.{local}") },
        sofa: value("sofa").and_then(|v| v.parse().ok()),
        begin: offset("begin"),
        end: offset("end"),
        ..Structure::default()
    };
    s.broken = value("begin").is_some() && (s.begin.is_none() || s.end.is_none());
    let rest = values.into_iter().filter(|(n, _)| !matches!(n.as_str(), "xmi:id" | "sofa" | "begin" | "end"));
    s.features = rest.map(|(name, value)| (name, Feature::Plain(value))).collect();
    cas.structures.push(s);
    Ok(())
}

/// The value of an attribute. Line ends and tabs that are not written as references are spaces, as XML has it.
fn value_of(raw: &[u8]) -> Result<String, String> {
    let raw = String::from_utf8_lossy(raw).replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).map_err(|e| e.to_string())
}

/// Numbers that are ids, where the feature's name says that it leads to another structure, or where they lead to links.
fn tell_references(cas: &mut Cas) {
    let links: BTreeMap<i64, bool> = cas
        .structures
        .iter()
        .map(|s| (s.id, s.begin.is_none() && s.features.iter().any(|(n, _)| n == "target")))
        .collect();
    for s in &mut cas.structures {
        for (name, value) in &mut s.features {
            let Feature::Plain(words) = value else { continue };
            let ids: Option<Vec<i64>> = words.split_whitespace().map(|w| w.parse().ok()).collect();
            let Some(ids) = ids.filter(|ids| !ids.is_empty() && ids.iter().all(|id| links.contains_key(id))) else {
                continue;
            };
            let leads = matches!(name.as_str(), "Governor" | "Dependent" | "source" | "target" | "from" | "to");
            if leads || ids.iter().all(|id| links.get(id) == Some(&true)) {
                *value = Feature::Others(ids);
            }
        }
    }
}
