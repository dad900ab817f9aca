//! Plain text pages: UTF-8, UTF-16 or an older charset that is told by its bytes; with any line ends.

use super::charset::{self, Decoded};
use super::page::{self, TEXT_LIMIT};
use super::registry::{Format, Recognition, Source, foreign_mark};
use super::sink::Sink;
use super::{ImportError, Warning, WarningKind, paragraphs, press};
use crate::model::{Block, FrozenText};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "text", endings: &["txt", "text", "md"], recognise, read };

/// Bytes beyond ASCII from which a charset can be told.
const ENOUGH: usize = 10;

fn recognise(bytes: &[u8]) -> Recognition {
    if foreign_mark(bytes).is_some() { Recognition::No } else { Recognition::Possible }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    let too_large = || ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: TEXT_LIMIT };
    if source.bytes.len() > press::LIMIT {
        return Err(too_large());
    }
    let decoded = decode(source)?;
    let text = decoded.text.as_ref();
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if text.trim().is_empty() {
        return Err(ImportError::Empty { file: file() });
    }
    if text.bytes().filter(|b| *b == b'\n').count() < paragraphs::PARAGRAPHS {
        let lines = press::lines_of_text(&text);
        if let Some(export) = press::find(&lines) {
            for doubt in doubts(source, &decoded) {
                sink.warn(&doubt.file, doubt.line, doubt.kind);
            }
            return press::read(source, FORMAT.name, &decoded.encoding, &lines, export, sink);
        }
    }
    if source.bytes.len() > TEXT_LIMIT {
        return Err(too_large());
    }
    let text = FrozenText::new(text);
    let blocks = blocks(&text);
    let mut batch = page::batch(source, FORMAT.name, text, blocks, None)?;
    batch.warnings.append(&mut doubts(source, &decoded));
    if decoded.encoding != "utf-8" {
        for document in &mut batch.documents {
            document.metadata.insert("encoding".into(), decoded.encoding.clone());
        }
    }
    sink.put(batch);
    Ok(())
}

/// What is doubtful about a file's letters.
fn doubts(source: Source<'_>, decoded: &Decoded<'_>) -> Vec<Warning> {
    let mut out = Vec::new();
    let mut push = |line, kind| out.push(Warning { file: source.name.to_owned(), line, kind });
    if decoded.encoding != "utf-8" && !decoded.encoding.starts_with("utf-16") {
        push(None, WarningKind::GuessedEncoding { read_as: decoded.encoding.clone() });
    }
    if let Some((line, count)) = decoded.unreadable {
        push(Some(line), WarningKind::UnreadableBytes { count, encoding: decoded.encoding.clone() });
    }
    out
}

/// The letters of a file: UTF-8, UTF-16, or what the bytes look like where enough of them speak for it.
pub(super) fn decode(source: Source<'_>) -> Result<Decoded<'_>, ImportError> {
    let file = || source.name.to_owned();
    let decoded = charset::decode(source.bytes, |_| None);
    let utf16 = decoded.encoding.starts_with("utf-16");
    if let Some(at) = source.bytes.iter().position(|b| *b == 0).filter(|_| !utf16) {
        return Err(ImportError::HasNul { file: file(), byte: at, line: line_of(source.bytes, at) });
    }
    let guessed = !utf16 && (decoded.encoding != "utf-8" || decoded.unreadable.is_some());
    if guessed && (high_bytes(source.bytes) < ENOUGH || has_controls(&decoded.text)) {
        let at = std::str::from_utf8(source.bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
        return Err(ImportError::NotUtf8 { file: file(), byte: at, line: line_of(source.bytes, at) });
    }
    Ok(decoded)
}

fn high_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b >= 0x80).count()
}

/// Whether signs stand among the letters that no text has: the file is none.
fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}'))
}

/// Line of a byte, from 1, whatever the line ends.
fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or(bytes);
    let feeds =
        before.iter().enumerate().filter(|(i, b)| **b == b'\n' || (**b == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    feeds.count() + 1
}

/// The lines that hold more than white space, without the white space around them.
pub(super) fn blocks(text: &FrozenText) -> Vec<Block> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.as_str().split('\n') {
        let end = start + line.len();
        if let Some(span) = text.trimmed_span(start..end) {
            out.push(Block { span, path: None });
        }
        start = end + 1;
    }
    out
}
