//! Plain text pages: UTF-8, with or without a byte order mark, with any line ends.

use super::page::{self, TEXT_LIMIT};
use super::registry::{Format, Recognition, Source, foreign_mark};
use super::{ImportBatch, ImportError};
use crate::model::{Block, FrozenText};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format {
    name: "text",
    endings: &["txt", "text", "md"],
    recognise,
    read: |source, sink| sink.put_one(read(source)),
};

fn recognise(bytes: &[u8]) -> Recognition {
    if foreign_mark(bytes).is_some() { Recognition::No } else { Recognition::Possible }
}

fn read(source: Source<'_>) -> Result<ImportBatch, ImportError> {
    let text = decode(source)?;
    if text.trim().is_empty() {
        return Err(ImportError::Empty { file: source.name.to_owned() });
    }
    let text = FrozenText::new(text);
    let blocks = blocks(&text);
    page::batch(source, FORMAT.name, text, blocks, None)
}

/// The text with LF line ends and without the byte order mark; otherwise untouched.
fn decode(source: Source<'_>) -> Result<String, ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > TEXT_LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: TEXT_LIMIT });
    }
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    let skipped = source.bytes.len() - bytes.len();
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(ImportError::HasNul { file: file(), byte: at + skipped, line: line_of(bytes, at) });
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let at = e.valid_up_to();
        ImportError::NotUtf8 { file: file(), byte: at + skipped, line: line_of(bytes, at) }
    })?;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() })
}

/// Line of a byte, from 1, whatever the line ends.
fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or(bytes);
    let feeds =
        before.iter().enumerate().filter(|(i, b)| **b == b'\n' || (**b == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    feeds.count() + 1
}

/// The lines that hold more than white space, without the white space around them.
fn blocks(text: &FrozenText) -> Vec<Block> {
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
