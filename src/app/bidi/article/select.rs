//! Selections by key: from the word to its paragraph and back, and on from phrase to phrase.

use super::view::{ArticleView, Goal};
use crate::text::layout::Caret;
use crate::text::{phrase, segment};
use std::ops::Range;
use std::sync::Arc;

/// A selection that a key has made, and what was there before.
#[derive(Clone, Debug)]
pub(super) struct Grown {
    before: Option<Range<usize>>,
    caret: Caret,
    after: Range<usize>,
}

impl ArticleView {
    /// Selects the word that the caret stands in or before, or the next larger piece of text around what is selected:
    /// phrase, quotation, sentence, paragraph. Nothing happens where nothing is larger.
    pub fn grow_selection(&mut self) {
        let text = Arc::clone(&self.text);
        let larger = match &self.selection {
            Some(range) => phrase::grow(&text, range),
            None => Some(phrase::word_from(&text, self.caret.at)),
        };
        if let Some(larger) = larger {
            self.grow_to(&larger, larger.clone());
        }
    }

    /// Selects from the caret, or on from what is selected, to the next comma or the end of the sentence, whichever comes
    /// first, without the mark. Lines that are folded away are skipped.
    pub fn select_phrase(&mut self) {
        let text = Arc::clone(&self.text);
        let from = self.selection.as_ref().map_or(self.caret.at, |range| range.end);
        let mut ahead = phrase::phrase_from(&text, from);
        if !self.shows(ahead.end) {
            let seen = self.stack.nearest(Caret::before(ahead.end), true).at;
            ahead = phrase::phrase_from(&text, seen);
        }
        if ahead.end > from && self.shows(ahead.end) {
            let start = self.selection.as_ref().map_or(ahead.start, |range| range.start);
            self.grow_to(&(start..ahead.end), ahead.end..ahead.end);
        }
    }

    /// What of the selection is words to be marked: without the white space and the folded lines at its ends, so that
    /// nothing unseen is marked behind the last word that is seen.
    pub fn selected_words(&self) -> Option<Range<usize>> {
        let mut range = self.selection.clone()?;
        loop {
            let inner = segment::trim(&self.text, &self.stack.shown_part(&range));
            if inner == range || inner.is_empty() {
                return (!inner.is_empty()).then_some(inner);
            }
            range = inner;
        }
    }

    /// Goes back to the selection before the last of [`ArticleView::grow_selection`] and [`ArticleView::select_phrase`].
    /// Nothing happens where something else has been selected since.
    pub fn shrink_selection(&mut self) {
        let Some(step) = self.grown.pop().filter(|step| self.selection.as_ref() == Some(&step.after)) else { return };
        self.select(step.before.clone());
        if step.before.is_none() {
            self.caret = step.caret;
            self.anchor = step.caret.at;
        }
        self.goal = Some(Goal::See(self.caret.at..self.caret.at));
    }

    /// Whether a byte lies on a line that is shown: not in a fold that is closed.
    pub fn shows(&self, at: usize) -> bool {
        self.stack.nearest(Caret::after(at), true).at == at
    }

    fn grow_to(&mut self, range: &Range<usize>, see: Range<usize>) {
        let range = self.stack.shown_part(range);
        if range.is_empty() || self.selection.as_ref() == Some(&range) {
            return;
        }
        if self.grown.last().is_some_and(|last| self.selection.as_ref() != Some(&last.after)) {
            self.grown.clear();
        }
        self.grown.push(Grown { before: self.selection.clone(), caret: self.caret, after: range.clone() });
        self.select(Some(range));
        self.goal = Some(Goal::See(see));
    }
}
