//! Editing a text by caret and selection: what the keys do, without a screen.

use crate::text::layout::Caret;
use crate::text::segment;
use std::ops::Range;

/// A caret and the other end of its selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) caret: Caret,
    pub(super) anchor: usize,
}

impl Cursor {
    pub(super) fn at(caret: Caret) -> Self {
        Self { caret, anchor: caret.at }
    }

    /// The whole text, with the caret at its end.
    pub(super) fn all(text: &str) -> Self {
        Self { caret: Caret::before(text.len()), anchor: 0 }
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.anchor.min(self.caret.at)..self.anchor.max(self.caret.at)
    }

    pub(super) fn is_collapsed(&self) -> bool {
        self.anchor == self.caret.at
    }

    /// Moves the caret, with the anchor unless it extends a selection.
    pub(super) fn go(&mut self, caret: Caret, extend: bool) {
        self.caret = caret;
        if !extend {
            self.anchor = caret.at;
        }
    }

    /// Moves both ends to grapheme boundaries of a text that may have been changed elsewhere.
    pub(super) fn fit(&mut self, text: &str) {
        self.caret.at = segment::floor(text, self.caret.at);
        self.anchor = segment::floor(text, self.anchor);
    }
}

/// How much a deletion takes when nothing is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Letter,
    Word,
}

/// Puts `inserted` in the place of the selection.
pub(super) fn insert(text: &mut String, cursor: &mut Cursor, inserted: &str) {
    cursor.fit(text);
    let range = cursor.range();
    let end = range.start + inserted.len();
    text.replace_range(range, inserted);
    // A mark joins the letter before it, so the caret after it holds to that letter.
    *cursor = Cursor::at(Caret::before(segment::ceil(text, end)));
}

/// Deletes the selection, or backward or forward from the caret. Returns whether anything changed.
pub(super) fn delete(text: &mut String, cursor: &mut Cursor, forward: bool, extent: Extent) -> bool {
    cursor.fit(text);
    let at = cursor.caret.at;
    let range = match (cursor.is_collapsed(), forward, extent) {
        (false, ..) => cursor.range(),
        (true, true, Extent::Letter) => at..segment::next(text, at),
        (true, true, Extent::Word) => at..segment::next_word(text, at),
        (true, false, Extent::Letter) => before(text, at)..at,
        (true, false, Extent::Word) => segment::previous_word(text, at)..at,
    };
    if range.is_empty() {
        return false;
    }
    text.replace_range(range.clone(), "");
    *cursor = Cursor::at(Caret::after(segment::floor(text, range.start)));
    true
}

/// Where a backspace begins: it takes a vowel mark alone, so that a wrong one can be replaced without its letter, and
/// otherwise the whole grapheme.
fn before(text: &str, at: usize) -> usize {
    let whole = segment::previous(text, at);
    match text.get(..at).and_then(|head| head.chars().next_back()) {
        Some(mark @ '\u{064B}'..='\u{0655}') => at - mark.len_utf8(),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn backspace_takes_a_vowel_mark_before_its_letter() {
        let mut text = "سَ".to_owned();
        let mut cursor = Cursor::at(Caret::before(text.len()));
        assert!(delete(&mut text, &mut cursor, false, Extent::Letter));
        assert_eq!((text.as_str(), cursor.caret.at), ("س", 2));
        assert!(delete(&mut text, &mut cursor, false, Extent::Letter));
        assert!(!delete(&mut text, &mut cursor, false, Extent::Letter));
    }

    #[test]
    fn a_selection_is_replaced_whole() {
        let mut text = "قال نعم".to_owned();
        let mut cursor = Cursor { caret: Caret::after(0), anchor: "قال".len() };
        insert(&mut text, &mut cursor, "أجاب");
        assert_eq!(text, "أجاب نعم");
        assert_eq!(cursor, Cursor::at(Caret::before("أجاب".len())));
    }

    proptest! {
        #[test]
        fn the_caret_stays_between_graphemes(
            start in "[أ-ي\u{64B}-\u{652}a e\u{301}\u{200D}\u{1F469}\n]{0,20}",
            steps in prop::collection::vec((0usize..60, 0usize..60, 0u8..6), 0..20),
        ) {
            let mut text = start;
            for (caret, anchor, act) in steps {
                let mut cursor = Cursor { caret: Caret::after(caret), anchor };
                match act {
                    0 => insert(&mut text, &mut cursor, "\u{64E}"),
                    1 => insert(&mut text, &mut cursor, "\u{200D}\u{1F469}"),
                    n => { delete(&mut text, &mut cursor, n % 2 == 0, if n < 4 { Extent::Letter } else { Extent::Word }); }
                }
                prop_assert!(segment::is_boundary(&text, cursor.caret.at));
                prop_assert!(cursor.is_collapsed());
            }
        }
    }
}
