//! Feeds (RSS, Atom): each entry is an article.

use super::charset;
use super::record::{Field, Record};
use super::registry::{Format, Recognition, Source};
use super::sink::Sink;
use super::xml::{self, Tags};
use super::{ImportError, WarningKind};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "feed", endings: &["rss", "atom", "xml", "rdf"], recognise, read };

/// Bytes of a feed.
const LIMIT: usize = 24_000_000;
/// Bytes of one entry.
const ENTRY: usize = 3_000_000;
/// Warnings about single entries.
const TOLD: usize = 50;

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let opens =
        text.starts_with("<?xml") || text.starts_with("<rss") || text.starts_with("<feed") || text.starts_with("<!--");
    if opens && ["<rss", "<feed", "<rdf:rdf"].iter().any(|m| text.contains(m)) {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

/// What an element of an entry holds, by its name with its prefix and by its name alone.
fn field(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Field::Title,
        "content:encoded" | "content" | "fulltext" | "yandex:full-text" => Field::Text,
        "description" | "summary" => Field::Deck,
        "pubdate" | "dc:date" | "published" | "dcterms:issued" => Field::Fact("date"),
        "author" | "dc:creator" | "author/name" => Field::Fact("author"),
        "link" | "guid" | "id" => Field::Fact("url"),
        "category" => Field::Fact("section"),
        "source" => Field::Fact("outlet"),
        "dc:language" => Field::Language,
        _ => return None,
    })
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let decoded = charset::decode(source.bytes, xml::declared);
    let text = decoded.text.as_ref();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut outlet, mut language) = (String::new(), None);
    let mut entry: Option<(Record, usize)> = None;
    let mut path = Tags::default();
    let (mut value, mut told) = (String::new(), 0);
    let mut damage = None;
    while !sink.is_stopped() {
        let before = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                damage = Some(error.to_string());
                break;
            }
        };
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = path.open(&tag);
                if entry.is_none() && (name == "item" || name == "entry") {
                    entry = Some((Record::default(), before));
                }
                if let (Some((record, _)), "link", Some(href)) =
                    (&mut entry, name.as_str(), xml::attribute(&tag, "href"))
                {
                    record.put("link", Some(Field::Fact("url")), &href);
                }
                value.clear();
            }
            Event::Empty(tag) => {
                let name = xml::name(tag.name().as_ref());
                if let (Some((record, _)), "link", Some(href)) =
                    (&mut entry, name.as_str(), xml::attribute(&tag, "href"))
                {
                    record.put("link", Some(Field::Fact("url")), &href);
                }
            }
            Event::End(tag) => {
                let name = xml::name(tag.name().as_ref());
                let parent = path.close();
                match &mut entry {
                    Some((_, from)) if name == "item" || name == "entry" => {
                        let part = text.get(*from..reader.buffer_position() as usize).unwrap_or_default();
                        let line = text.get(..*from).unwrap_or_default().matches('\n').count() + 1;
                        let Some((mut record, _)) = entry.take() else { break };
                        if record.text.is_empty() {
                            // Most feeds have nothing but the lead, which then is all there is.
                            record.text = std::mem::take(&mut record.deck);
                        }
                        if !outlet.is_empty() {
                            record.facts.entry("outlet".into()).or_insert_with(|| outlet.clone());
                        }
                        record.language = record.language.or_else(|| language.clone());
                        let part = Source { name: source.name, bytes: part.as_bytes() };
                        let done = if record.has_text() {
                            record
                                .read(part, FORMAT.name, &decoded.encoding)
                                .map_err(|e| WarningKind::LeftOut { reason: e.to_string() })
                        } else {
                            Err(WarningKind::NoText)
                        };
                        match done {
                            Ok(read) => sink.put_at(read, line),
                            Err(kind) if told < TOLD => {
                                told += 1;
                                sink.warn(source.name, Some(line), kind);
                            }
                            Err(_) => {}
                        }
                    }
                    Some((record, _)) => {
                        let nested = format!("{parent}/{name}");
                        if let Some(field) = field(&nested).or_else(|| field(&name)) {
                            record.put(&name, Some(field), value.trim());
                        }
                    }
                    None if name == "title" && (parent == "channel" || parent == "feed") && outlet.is_empty() => {
                        outlet = value.trim().chars().take(100).collect();
                    }
                    None if name == "language" => language = Some(value.trim().chars().take(2).collect()),
                    None => {}
                }
                value.clear();
            }
            Event::Text(words) => push(&mut value, &words.decode().unwrap_or_default()),
            Event::CData(words) => push(&mut value, &words.decode().unwrap_or_default()),
            Event::GeneralRef(reference) => push(&mut value, &xml::letters(&reference)),
            _ => {}
        }
    }
    match (sink.documents(), damage) {
        (0, Some(reason)) => Err(ImportError::Damaged { file: file(), reason }),
        (0, None) => Err(ImportError::Empty { file: file() }),
        (_, Some(reason)) => {
            sink.warn(source.name, None, WarningKind::BadRecord { reason });
            Ok(())
        }
        _ => Ok(()),
    }
}

fn push(value: &mut String, words: &str) {
    if value.len() + words.len() <= ENTRY {
        value.push_str(words);
    }
}
