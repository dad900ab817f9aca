//! Documents of Word and its kin (DOCX): paragraphs with their styles, and what the document says about itself.

use super::ImportError;
use super::archive;
use super::paragraphs::{self, PARAGRAPHS, Paragraph};
use super::registry::{Format, Recognition, Source};
use super::sink::Sink;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "docx", endings: &["docx", "docm"], recognise, read };

/// Letters of one document.
const LIMIT: usize = 8_000_000;

fn recognise(bytes: &[u8]) -> Recognition {
    let mark = b"word/document.xml";
    if bytes.starts_with(b"PK\x03\x04") && bytes.windows(mark.len()).any(|w| w == mark) {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let damaged = |reason: String| ImportError::Damaged { file: source.name.to_owned(), reason };
    let xml = archive::part(source.bytes, "word/document.xml").ok_or_else(|| damaged("its text is missing".into()))?;
    let xml = String::from_utf8(xml).map_err(|_| damaged("its text is not UTF-8".into()))?;
    let paragraphs = text_of(&xml).map_err(|e| damaged(e.to_string()))?;
    let letters: usize = paragraphs.iter().map(|p| p.text.len()).sum();
    if letters > LIMIT {
        return Err(ImportError::TooLarge { file: source.name.to_owned(), bytes: letters, limit: LIMIT });
    }
    let core =
        archive::part(source.bytes, "docProps/core.xml").and_then(|c| String::from_utf8(c).ok()).unwrap_or_default();
    paragraphs::read(source, FORMAT.name, "utf-8", &paragraphs, &facts(&core), sink)
}

fn text_of(xml: &str) -> Result<Vec<Paragraph>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut out: Vec<Paragraph> = Vec::new();
    // Paragraphs stand in each other where a text box is drawn.
    let mut open: Vec<Paragraph> = Vec::new();
    let (mut text, mut bold, mut cells, mut deleted) = (false, false, 0_u32, 0_u32);
    while out.len() <= PARAGRAPHS {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"p" => {
                    bold = false;
                    if open.len() < 50 {
                        open.push(Paragraph { cell: cells > 0, ..Paragraph::default() });
                    }
                }
                b"r" => bold = false,
                b"t" => text = true,
                b"tc" => cells += 1,
                b"del" | b"moveFrom" => deleted += 1,
                b"pStyle" => style(&tag, &mut open),
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                b"br" | b"cr" => push(&mut open, "\n", false),
                b"tab" => push(&mut open, "\t", false),
                b"noBreakHyphen" => push(&mut open, "\u{2011}", false),
                b"b" | b"bCs" => bold = value(&tag).is_none_or(|v| v != "0" && v != "false"),
                b"pStyle" => style(&tag, &mut open),
                b"numPr" => open.iter_mut().last().into_iter().for_each(|p| p.item = true),
                b"p" => out.push(Paragraph::default()),
                _ => {}
            },
            Event::Text(words) if text && deleted == 0 => push(&mut open, &words.decode()?, bold),
            Event::GeneralRef(reference) if text && deleted == 0 => {
                let named = match reference.resolve_char_ref()? {
                    Some(c) => c.to_string(),
                    None => match &*reference.decode()? {
                        "lt" => "<".into(),
                        "gt" => ">".into(),
                        "amp" => "&".into(),
                        "quot" => "\"".into(),
                        "apos" => "'".into(),
                        other => format!("&{other};"),
                    },
                };
                push(&mut open, &named, bold);
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                b"p" => out.extend(open.pop()),
                b"t" => text = false,
                b"tc" => cells = cells.saturating_sub(1),
                b"del" | b"moveFrom" => deleted = deleted.saturating_sub(1),
                b"numPr" => open.iter_mut().last().into_iter().for_each(|p| p.item = true),
                _ => {}
            },
            _ => {}
        }
    }
    out.append(&mut open);
    Ok(out)
}

fn push(open: &mut [Paragraph], words: &str, bold: bool) {
    if let Some(paragraph) = open.last_mut() {
        // A carriage return would end a line of the frozen text twice.
        paragraph.text.extend(words.chars().map(|c| if c == '\r' { '\n' } else { c }));
        paragraph.bold += if bold { words.chars().filter(|c| !c.is_whitespace()).count() } else { 0 };
    }
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == b"val")?;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

/// `Heading1`, `Title`, and their names in other languages' versions, which keep the number.
fn style(tag: &BytesStart<'_>, open: &mut [Paragraph]) {
    let Some(name) = value(tag).map(|v| v.to_lowercase()) else { return };
    let level = name.chars().find_map(|c| c.to_digit(10)).unwrap_or(1) as u8;
    let heading = [
        "heading",
        "title",
        "titre",
        "titel",
        "überschrift",
        "заголовок",
        "titulo",
        "título",
        "baslik",
        "başlık",
        "عنوان",
    ];
    let is_heading =
        heading.iter().any(|h| name.contains(h)) || (name.len() == 1 && name.chars().all(|c| c.is_ascii_digit()));
    if let Some(paragraph) = open.last_mut() {
        paragraph.heading = match () {
            () if name.contains("subtitle") => 2,
            () if is_heading => level.clamp(1, 6),
            () => paragraph.heading,
        };
        paragraph.item |= name.contains("list");
    }
}

/// Author and date of `docProps/core.xml`. When the file was saved is no date of publication.
fn facts(core: &str) -> BTreeMap<String, String> {
    let between = |tag: &str| {
        let start = core.find(&format!("<{tag}"))?;
        let from = start + core.get(start..)?.find('>')? + 1;
        let end = from + core.get(from..)?.find("</")?;
        core.get(from..end).map(str::trim).filter(|v| !v.is_empty() && !v.contains('<')).map(str::to_owned)
    };
    let named = [("file_author", "dc:creator"), ("file_created", "dcterms:created")];
    named.into_iter().filter_map(|(name, tag)| between(tag).map(|v| (name.to_owned(), v))).collect()
}
