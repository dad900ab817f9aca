//! Books (EPUB): each chapter is a page, in the order of the book.

use super::registry::{Format, Recognition, Source};
use super::sink::Sink;
use super::xml;
use super::{ImportError, WarningKind, archive, html};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "epub", endings: &["epub"], recognise, read };

/// Chapters of one book.
const CHAPTERS: usize = 2_000;
/// Bytes of all chapters together.
const UNPACKED: usize = 64_000_000;

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(300)).unwrap_or(bytes);
    let mark = b"application/epub+zip";
    if bytes.starts_with(b"PK\x03\x04") && head.windows(mark.len()).any(|w| w == mark) {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let damaged = |reason: &str| ImportError::Damaged { file: source.name.to_owned(), reason: reason.to_owned() };
    let container = archive::part(source.bytes, "META-INF/container.xml")
        .ok_or_else(|| damaged("its list of contents is missing"))?;
    let mut opf = None;
    each(&xml::text_of(&container), |name, tag, _| {
        if name == "rootfile" && opf.is_none() {
            opf = xml::attribute(tag, "full-path");
        }
    });
    let opf = opf.ok_or_else(|| damaged("its list of contents is missing"))?;
    let package = archive::part(source.bytes, &opf).ok_or_else(|| damaged("its list of contents is missing"))?;
    let (mut files, mut spine) = (BTreeMap::new(), Vec::new());
    let mut facts: BTreeMap<&str, String> = BTreeMap::new();
    let mut keep = |name: &'static str, value: &str| {
        facts.entry(name).or_insert_with(|| value.to_owned());
    };
    each(&xml::text_of(&package), |name, tag, text| match name {
        "item" => {
            if let (Some(id), Some(href)) = (xml::attribute(tag, "id"), xml::attribute(tag, "href")) {
                files.insert(id, href);
            }
        }
        "itemref" => spine.extend(xml::attribute(tag, "idref")),
        "dc:title" => keep("book", text),
        "dc:creator" => keep("author", text),
        "dc:publisher" => keep("outlet", text),
        _ => {}
    });
    let folder = opf.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut unpacked = 0;
    for id in spine.iter().take(CHAPTERS) {
        if sink.is_stopped() || unpacked > UNPACKED {
            break;
        }
        let Some(href) = files.get(id) else { continue };
        let inner = format!("{folder}{}", plain(href.split('#').next().unwrap_or(href)));
        let name = format!("{}: {inner}", source.name);
        let Some(page) = archive::part(source.bytes, &inner) else {
            sink.warn(&name, None, WarningKind::LeftOut { reason: "it is not in the file".into() });
            continue;
        };
        unpacked += page.len();
        let part = Source { name: &name, bytes: &page };
        match html::read_as(part, FORMAT.name, &page, None) {
            Ok(mut batch) => {
                for document in &mut batch.documents {
                    for (fact, value) in facts.iter().filter(|(_, v)| !v.is_empty()) {
                        document.metadata.entry((*fact).to_owned()).or_insert_with(|| value.clone());
                    }
                }
                sink.put(batch);
            }
            // A page of nothing but a picture is no loss of words.
            Err(ImportError::Empty { .. }) => {}
            Err(error) => sink.warn(&name, None, WarningKind::LeftOut { reason: error.to_string() }),
        }
    }
    if sink.documents() == 0 {
        return Err(ImportError::Empty { file: source.name.to_owned() });
    }
    Ok(())
}

/// Calls `told` for each element, with the text directly inside it.
fn each(text: &str, mut told: impl FnMut(&str, &BytesStart<'_>, &str)) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut open, mut words): (Option<BytesStart<'_>>, String) = (None, String::new());
    let mut tell = |open: Option<BytesStart<'_>>, words: &mut String| {
        if let Some(tag) = open {
            told(&xml::name(tag.name().as_ref()), &tag, words.trim());
        }
        words.clear();
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => tell(open.replace(tag), &mut words),
            Ok(Event::Empty(tag)) => {
                tell(open.take(), &mut words);
                tell(Some(tag), &mut words);
            }
            Ok(Event::End(_)) => tell(open.take(), &mut words),
            Ok(Event::Text(text)) => words.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => words.push_str(&xml::letters(&reference)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    tell(open.take(), &mut words);
}

/// An address without its percent signs.
fn plain(href: &str) -> String {
    let mut out = Vec::with_capacity(href.len());
    let bytes = href.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let figures = bytes.get(at + 1..at + 3).and_then(|f| std::str::from_utf8(f).ok());
        let letter = figures.filter(|_| *byte == b'%').and_then(|f| u8::from_str_radix(f, 16).ok());
        out.push(letter.unwrap_or(*byte));
        at += if letter.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
