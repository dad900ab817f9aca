//! The frozen text of a document and the only way to make a span over it.

use serde::Serialize;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use thiserror::Error;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The text of a document as it was imported. It never changes, so a span stays true for ever.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenText(Arc<str>);

/// A half-open range of UTF-8 bytes whose two ends are grapheme boundaries of the document it was made on.
///
/// Only [`FrozenText::span`] makes one, so no other code can hold a span that splits a letter from its marks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
pub struct ByteSpan {
    start: usize,
    end: usize,
}

/// Why a range is no span of a text. All offsets are UTF-8 bytes.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum SpanError {
    /// `start >= end`.
    #[error("the range {start}..{end} is empty")]
    Empty {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
    },
    /// `end` lies behind the text.
    #[error("the range {start}..{end} reaches beyond the text, which has {len} bytes")]
    OutOfText {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
        /// Length of the text.
        len: usize,
    },
    /// An end stands inside a user-perceived character.
    #[error("byte {at} stands inside a character")]
    InsideGrapheme {
        /// The offending end.
        at: usize,
    },
    /// The text at the range is not the stored quote.
    #[error("the text at {start}..{end} is not the stored quote")]
    QuoteDiffers {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
    },
}

impl ByteSpan {
    /// First byte.
    pub const fn start(self) -> usize {
        self.start
    }
    /// Byte after the last.
    pub const fn end(self) -> usize {
        self.end
    }
    /// Length in bytes; never 0.
    #[allow(clippy::len_without_is_empty)] // a span is never empty
    pub const fn len(self) -> usize {
        self.end - self.start
    }
    /// The same as a standard range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
    /// Whether both share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl FrozenText {
    /// Freezes a text.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }
    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The shared text, without copying it.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }
    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The span of a range of bytes, if it is one.
    ///
    /// # Errors
    /// Empty, outside the text, or an end inside a grapheme.
    ///
    /// ```
    /// use mizan::model::FrozenText;
    /// let text = FrozenText::new("قالَ بيان");
    /// assert!(text.span(0, "قالَ".len()).is_ok());
    /// assert!(text.span(0, "قال".len()).is_err(), "the fatha belongs to its letter");
    /// ```
    pub fn span(&self, start: usize, end: usize) -> Result<ByteSpan, SpanError> {
        if start >= end {
            return Err(SpanError::Empty { start, end });
        }
        if end > self.0.len() {
            return Err(SpanError::OutOfText { start, end, len: self.0.len() });
        }
        for at in [start, end] {
            if !self.is_boundary(at) {
                return Err(SpanError::InsideGrapheme { at });
            }
        }
        Ok(ByteSpan { start, end })
    }

    /// The span of a range whose text is known: the range proves itself by the quote.
    pub fn span_quoted(&self, start: usize, end: usize, quote: &str) -> Result<ByteSpan, SpanError> {
        let span = self.span(start, end)?;
        if self.quote(span) == quote { Ok(span) } else { Err(SpanError::QuoteDiffers { start, end }) }
    }

    /// The largest span inside a range once white space at both ends is left out; `None` where nothing is left.
    /// Ends inside a grapheme move inwards.
    pub fn trimmed_span(&self, range: Range<usize>) -> Option<ByteSpan> {
        let end_limit = range.end.min(self.0.len());
        let mut start = range.start.min(end_limit);
        while start < end_limit && !self.is_boundary(start) {
            start += 1;
        }
        let mut end = end_limit;
        while end > start && !self.is_boundary(end) {
            end -= 1;
        }
        let slice = self.0.get(start..end)?;
        let stands = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        if stands(slice.chars().next()) && stands(slice.chars().next_back()) {
            return Some(ByteSpan { start, end });
        }
        let mut first = None;
        let mut last = 0;
        for (i, g) in slice.grapheme_indices(true) {
            if !g.chars().all(char::is_whitespace) {
                first.get_or_insert(i);
                last = i + g.len();
            }
        }
        Some(ByteSpan { start: start + first?, end: start + last })
    }

    /// The text of a span; empty if the span belongs to a longer text.
    pub fn quote(&self, span: ByteSpan) -> &str {
        self.0.get(span.range()).unwrap_or_default()
    }

    /// Whether a byte offset is a grapheme boundary of this text.
    pub fn is_boundary(&self, at: usize) -> bool {
        at <= self.0.len()
            && self.0.is_char_boundary(at)
            && GraphemeCursor::new(at, self.0.len(), true).is_boundary(&self.0, 0).unwrap_or(false)
    }
}

impl fmt::Debug for FrozenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FrozenText({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_inside_a_grapheme_is_refused() {
        let t = FrozenText::new("a👩\u{200d}👧b");
        assert_eq!(t.span(1, 5), Err(SpanError::InsideGrapheme { at: 5 }));
        assert!(t.span(1, t.len() - 1).is_ok());
        assert_eq!(t.span(3, 3), Err(SpanError::Empty { start: 3, end: 3 }));
        assert!(matches!(t.span(0, 99), Err(SpanError::OutOfText { .. })));
    }

    #[test]
    fn trimming_leaves_out_spaces_of_every_kind() {
        let t = FrozenText::new(" \u{a0}قال \n");
        let s = t.trimmed_span(0..t.len()).unwrap();
        assert_eq!(t.quote(s), "قال");
        assert_eq!(t.trimmed_span(0..3), None);
    }

    #[test]
    fn a_span_proves_itself_by_its_quote() {
        let t = FrozenText::new("قال بيان");
        assert!(t.span_quoted(0, 6, "قال").is_ok());
        assert_eq!(t.span_quoted(0, 6, "بيان"), Err(SpanError::QuoteDiffers { start: 0, end: 6 }));
    }
}
