//! A sentence with its word classes, and the questions that patterns ask of it.

use super::super::normal::Word;
use super::lexicon::{self, Classes, classify};

/// A sentence as the patterns see it.
pub(super) struct Sentence<'a> {
    /// Classes of each word.
    classes: Vec<Classes>,
    /// Whether each word stands inside quotation marks.
    quoted: &'a [bool],
}

impl<'a> Sentence<'a> {
    /// `quoted` tells for each word whether it stands inside quotation marks.
    pub(super) fn new(words: &[Word], quoted: &'a [bool]) -> Self {
        Self { classes: classify(words), quoted }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether the word at `at` is of one of the classes.
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|c| c & classes != 0)
    }

    /// Whether any word is.
    pub(super) fn has(&self, classes: Classes) -> bool {
        self.classes.iter().any(|c| c & classes != 0)
    }

    /// Whether any word in `from..to` is.
    pub(super) fn within(&self, from: usize, to: usize, classes: Classes) -> bool {
        self.first(from, to, classes).is_some()
    }

    /// The first word in `from..to` that is.
    pub(super) fn first(&self, from: usize, to: usize, classes: Classes) -> Option<usize> {
        (from..to.min(self.len())).find(|i| self.is(*i, classes))
    }

    /// All words that are.
    pub(super) fn all(&self, classes: Classes) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(move |i| self.is(*i, classes))
    }

    /// Number of words that are.
    pub(super) fn count(&self, classes: Classes) -> usize {
        self.all(classes).count()
    }

    /// Whether a negation belongs to the word at `at`: up to `reach` words before it or, as in German and Persian, behind.
    pub(super) fn negated(&self, at: usize) -> bool {
        self.is(at, lexicon::NOT)
            || self.within(at.saturating_sub(5), at, lexicon::NOT)
            || self.within(at + 1, at + 5, lexicon::NOT)
            || self.ends_denied()
    }

    /// Whether the sentence's last word denies, as Persian and Turkish verbs do.
    fn ends_denied(&self) -> bool {
        self.len().checked_sub(1).is_some_and(|last| self.is(last, lexicon::NOT))
    }

    /// Whether the word at `at` stands inside quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }
}

/// Which words of a block stand inside quotation marks. Straight marks count by parity. `text` is the block's text and `offset` its
/// first byte in the frozen text.
pub(super) fn quoted(words: &[Word], text: &str, offset: usize) -> Vec<bool> {
    let mut out = Vec::with_capacity(words.len());
    let mut marks = text.char_indices().peekable();
    let (mut straight, mut depth) = (false, 0_i32);
    for word in words {
        while let Some((_, c)) = marks.next_if(|(at, _)| at + offset < word.start) {
            match c {
                '"' => straight = !straight,
                '«' | '“' | '„' => depth += 1,
                '»' | '”' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        out.push(straight || depth > 0);
    }
    out
}
