//! Saved web pages: all their text as blocks with the tags they came from, and what the markup says about each.
//!
//! The charset comes from a byte order mark, the page's own word, or the bytes (`charset`); the markup is walked once (`tree`); names of
//! classes and properties become hints (`names`), linked data and the head become facts (`facts`). Scripts, styles and templates hold no text
//! of the page; everything else is kept, also what a browser hides, and is judged later like any other block.

mod facts;
mod marks;
mod names;
mod tags;
mod tree;

pub(super) use facts::iso_date;

use super::charset::{self, Decoded};
use super::page::{self, BLOCK_LIMIT, TEXT_LIMIT};
use super::registry::{Format, Recognition, Source};
use super::{ImportBatch, ImportError, WarningKind};
use crate::model::{Block, FrozenText};
use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use tree::{Element, Walk, Walked};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format {
    name: "html",
    endings: &["html", "htm", "xhtml", "shtml", "php", "aspx"],
    recognise,
    read: |source, sink| sink.put_one(read(source)),
};

/// Bytes of a page with everything that was saved into it.
pub(super) const LIMIT: usize = 32_000_000;
/// Attributes of one tag. More are never meant, and the tokenizer compares each with all before it.
const ATTRIBUTES: usize = 1_000;
/// Bytes that the tokenizer gets at once.
const CHUNK: usize = 1 << 16;

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    // Letters of ASCII stand out in UTF-16 as well once its NULs are gone.
    let plain: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let plain = plain
        .strip_prefix(b"\xEF\xBB\xBF")
        .or_else(|| plain.strip_prefix(b"\xFF\xFE"))
        .or_else(|| plain.strip_prefix(b"\xFE\xFF"))
        .unwrap_or(&plain);
    let text = plain.trim_ascii_start();
    let marks: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    if marks.iter().any(|m| text.starts_with(m)) {
        return Recognition::Certain;
    }
    let has = |mark: &[u8]| text.windows(mark.len()).any(|w| w == mark);
    if text.starts_with(b"<") && (has(b"<html") || has(b"<body") || has(b"<!doctype html")) {
        return Recognition::Certain;
    }
    let tags: [&[u8]; 6] = [b"<div", b"<p>", b"<p ", b"<article", b"<h1", b"<meta "];
    if text.starts_with(b"<") && !text.starts_with(b"<?xml") && tags.iter().any(|t| has(t)) {
        Recognition::Possible
    } else {
        Recognition::No
    }
}

fn read(source: Source<'_>) -> Result<ImportBatch, ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let decoded = charset::decode(source.bytes, declared);
    let walked = walk(&decoded.text);
    document(source, FORMAT.name, &decoded, &walked)
}

/// The text of a piece of markup, its blocks parted by line feeds.
pub(super) fn text_of(markup: &str) -> String {
    walk(markup).text
}

/// Reads a page that another format holds: its bytes are the page's, its format is the other's.
pub(super) fn read_as(
    source: Source<'_>,
    format: &'static str,
    page: &[u8],
    charset: Option<&str>,
) -> Result<ImportBatch, ImportError> {
    let named = charset.and_then(|c| Encoding::for_label(c.as_bytes()));
    let decoded = match named {
        Some(encoding) if std::str::from_utf8(page).is_err() => charset::decode_as(page, encoding),
        _ => charset::decode(page, declared),
    };
    document(source, format, &decoded, &walk(&decoded.text))
}

/// A document made of a page that was walked; other formats hold pages too.
fn document(
    source: Source<'_>,
    format: &'static str,
    decoded: &Decoded<'_>,
    walked: &Walked,
) -> Result<ImportBatch, ImportError> {
    let file = || source.name.to_owned();
    if walked.pieces.is_empty() {
        return Err(ImportError::Empty { file: file() });
    }
    if walked.text.len() > TEXT_LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: walked.text.len(), limit: TEXT_LIMIT });
    }
    if walked.pieces.len() > BLOCK_LIMIT {
        return Err(ImportError::TooManyBlocks { file: file(), blocks: walked.pieces.len(), limit: BLOCK_LIMIT });
    }
    let mut facts = facts::facts(walked);
    let text = FrozenText::new(walked.text.as_str());
    let mut kept = Vec::with_capacity(walked.pieces.len());
    let mut blocks = Vec::with_capacity(walked.pieces.len());
    for (at, piece) in walked.pieces.iter().enumerate() {
        if let Some(span) = text.trimmed_span(piece.range.clone()) {
            blocks.push(Block { span, path: Some(path(&walked.elements, piece.element)) });
            kept.push(at);
        }
    }
    let day = |(piece, date): &(usize, String)| Some((kept.partition_point(|k| k < piece), iso_date(date)?));
    facts.times = walked.times.iter().filter_map(day).collect();
    let markup = marks::markup(walked, &kept, facts);
    let broken = markup.facts.broken_data;
    let mut batch = page::batch(source, format, text, blocks, Some(&markup))?;
    let mut warn = |line, kind| batch.warnings.push(super::Warning { file: file(), line, kind });
    if let Some((line, count)) = decoded.unreadable {
        warn(Some(line), WarningKind::UnreadableBytes { count, encoding: decoded.encoding.clone() });
    }
    if let Some(named) = &decoded.overruled {
        warn(None, WarningKind::OtherEncoding { named: named.clone(), read_as: decoded.encoding.clone() });
    }
    if walked.nul {
        warn(None, WarningKind::NulBytes);
    }
    if walked.deep {
        warn(None, WarningKind::DeepNesting);
    }
    if broken > 0 {
        warn(None, WarningKind::BrokenData { count: broken });
    }
    for document in &mut batch.documents {
        document.metadata.insert("encoding".into(), decoded.encoding.clone());
    }
    Ok(batch)
}

/// The charset that a page names: `<meta charset=…>`, `content="…; charset=…"`, or `<?xml encoding=…?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    for key in [&b"charset"[..], b"encoding"] {
        let mut from = 0;
        while let Some(at) = find(lower.get(from..)?, key) {
            from += at + key.len();
            let rest = lower.get(from..)?.trim_ascii_start();
            let Some(rest) = rest.strip_prefix(b"=") else { continue };
            let rest = rest.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
            let end =
                rest.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(rest.len());
            if let Some(encoding) = rest.get(..end).and_then(Encoding::for_label) {
                // A page whose charset can be read as ASCII is not in UTF-16, whatever it says.
                return Some(encoding.output_encoding());
            }
        }
    }
    None
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|w| w == what)
}

/// Walks a page's markup.
fn walk(text: &str) -> Walked {
    let tokenizer = Tokenizer::new(Walk::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    for part in without_floods(text) {
        let mut rest = part;
        while !rest.is_empty() {
            let mut cut = rest.len().min(CHUNK);
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            let (chunk, behind) = rest.split_at(cut);
            queue.push_back(StrTendril::from(chunk));
            while !queue.is_empty() {
                drop(tokenizer.feed(&queue));
            }
            rest = behind;
        }
    }
    tokenizer.end();
    tokenizer.sink.finish()
}

/// The page without the attributes of a tag beyond [`ATTRIBUTES`].
fn without_floods(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut out, mut kept, mut at) = (Vec::new(), 0, 0);
    while let Some(open) = bytes.get(at..).and_then(|b| b.iter().position(|c| *c == b'<')).map(|p| p + at) {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut quote, mut count, mut space, mut cut) = (None, 0, false, None);
        while let Some(byte) = bytes.get(at) {
            match (quote, byte) {
                (Some(q), b) if b == q => quote = None,
                (Some(_), _) => {}
                (None, b'>') => break,
                (None, b'"' | b'\'') if bytes.get(at - 1) == Some(&b'=') => quote = Some(byte),
                (None, b) if b.is_ascii_whitespace() || *b == b'/' => space = true,
                (None, _) => {
                    count += usize::from(space);
                    space = false;
                    if count > ATTRIBUTES && cut.is_none() {
                        cut = Some(at);
                    }
                }
            }
            at += 1;
        }
        if let Some(cut) = cut {
            out.extend(text.get(kept..cut));
            kept = at;
        }
    }
    out.extend(text.get(kept..));
    out
}

/// `html/body/article/p`.
fn path(elements: &[Element], element: u32) -> String {
    let mut names = Vec::new();
    let mut at = element as usize;
    while at > 0
        && let Some(e) = elements.get(at)
    {
        names.push(&*e.name);
        at = e.parent as usize;
        // The path tells where a block stood; the far ends of a page that is nested for its own sake tell nothing.
        if names.len() >= 40 {
            break;
        }
    }
    names.push("html");
    names.reverse();
    names.join("/")
}
