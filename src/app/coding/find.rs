//! Finding words in the article: what is looked for, where it stands, and which place is the one now.

use crate::text::fold::{Folded, fold};
use std::ops::Range;
use std::sync::Arc;

/// Letters of a selection that are taken over as words to look for; more is a passage, not a name.
const SELECTED: usize = 80;

/// What is looked for in one article.
#[derive(Debug, Default)]
pub(crate) struct Find {
    /// Whether the bar is shown.
    pub(crate) is_open: bool,
    /// Whether the field still has to get the keyboard, with all of its words selected.
    pub(crate) begins: bool,
    /// What is written in the field.
    pub(crate) words: String,
    /// Where the search began: what is written is looked for from there on.
    from: usize,
    page: Option<(Arc<str>, Folded)>,
    sought: String,
    hits: Vec<Range<usize>>,
}

impl Find {
    /// The words of another article's search, to be looked for in this one.
    pub(crate) fn again(other: &Self) -> Self {
        Self { words: other.words.clone(), ..Self::default() }
    }

    /// Opens the bar, on selected words if they are a few of one line.
    pub(crate) fn open(&mut self, selected: Option<&str>, caret: usize) {
        if let Some(name) = selected.filter(|name| is_name(name)) {
            name.clone_into(&mut self.words);
        }
        self.is_open = true;
        self.begins = true;
        self.from = caret;
    }

    /// Looks for the words in a text. Does nothing where that is known already.
    pub(crate) fn look(&mut self, text: &Arc<str>) {
        let same_page = self.page.as_ref().is_some_and(|(page, _)| Arc::ptr_eq(page, text));
        if same_page && self.sought == self.words {
            return;
        }
        if !same_page {
            self.page = Some((Arc::clone(text), fold(text)));
        }
        self.sought.clone_from(&self.words);
        let needle = fold(self.words.trim());
        let page = self.page.as_ref().map(|(_, page)| page);
        self.hits = page.map_or_else(Vec::new, |page| page.find_all(&needle).collect());
    }

    /// Whether there is anything to look for.
    pub(crate) fn has_words(&self) -> bool {
        !fold(self.words.trim()).as_str().is_empty()
    }

    /// Where the words stand, in text order.
    pub(crate) fn hits(&self) -> &[Range<usize>] {
        &self.hits
    }

    /// The number of a place among the hits.
    pub(crate) fn number_of(&self, selection: Option<&Range<usize>>) -> Option<usize> {
        let selection = selection?;
        self.hits.binary_search_by_key(&selection.start, |hit| hit.start).ok().filter(|n| self.hits[*n] == *selection)
    }

    /// What is written is looked for from where the search began, and then from the top; lines that are folded away come
    /// last, so that typing does not open them.
    pub(crate) fn first(&self, is_seen: impl Fn(usize) -> bool) -> Option<Range<usize>> {
        let ahead = self.hits.partition_point(|hit| hit.end <= self.from);
        let (before, after) = self.hits.split_at(ahead);
        let mut in_order = after.iter().chain(before);
        in_order.clone().find(|hit| is_seen(hit.start)).or_else(|| in_order.next()).cloned()
    }

    /// The hit behind a place of the text (the caret or what is selected), or before it; from the last one on to the
    /// first.
    pub(crate) fn next(&self, place: &Range<usize>, back: bool) -> Option<Range<usize>> {
        let hit = if back {
            let before = self.hits.partition_point(|hit| hit.start < place.start);
            self.hits[..before].last().or(self.hits.last())
        } else {
            let onward = |hit: &&Range<usize>| hit.start >= place.start && *hit != place;
            self.hits.iter().find(onward).or(self.hits.first())
        };
        hit.cloned()
    }

    /// Takes selected words to look for, unless they are what is looked for already.
    pub(crate) fn take(&mut self, selected: &str) {
        let is_other = fold(selected.trim()).as_str() != fold(self.words.trim()).as_str();
        if is_other && is_name(selected) {
            selected.clone_into(&mut self.words);
        }
    }
}

fn is_name(words: &str) -> bool {
    !words.contains('\n') && words.chars().count() <= SELECTED
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, words: &str) -> Find {
        let mut find = Find { words: words.into(), ..Find::default() };
        find.look(&Arc::from(text));
        find
    }

    #[test]
    fn letters_are_found_in_every_form_and_each_place_is_whole() {
        let text = "أُسرةٌ وأسره؛ الأُســـرة";
        let found: Vec<&str> = find(text, "اسرة ").hits().iter().map(|hit| &text[hit.clone()]).collect();
        assert_eq!(found, ["أُسرةٌ", "أسره", "أُســـرة"]);
        assert!(find(text, " ـَ ").hits().is_empty() && !find(text, " ـَ ").has_words());
    }

    #[test]
    fn next_and_previous_go_from_the_caret_and_round() {
        let find = find("نعم لا نعم لا نعم", "نعم");
        let hits = find.hits().to_vec();
        let next = |place: Range<usize>, back| find.next(&place, back).unwrap();
        assert_eq!(next(0..0, false), hits[0], "a place at the caret counts");
        assert_eq!((next(hits[0].clone(), false), next(hits[2].clone(), false)), (hits[1].clone(), hits[0].clone()));
        assert_eq!((next(hits[1].clone(), true), next(hits[0].clone(), true)), (hits[0].clone(), hits[2].clone()));
        assert_eq!(next(0..hits[1].end, false), hits[0], "inside of what is selected");
        assert_eq!(find.number_of(Some(&hits[1])), Some(1));
        assert_eq!(find.number_of(Some(&(hits[1].start..hits[1].end + 1))), None);
    }

    #[test]
    fn what_is_typed_is_looked_for_from_the_caret_on_and_in_folded_lines_last() {
        let mut find = find("نعم لا نعم لا نعم", "نعم");
        let hits = find.hits().to_vec();
        find.from = hits[1].start;
        assert_eq!(find.first(|_| true), Some(hits[1].clone()));
        assert_eq!(find.first(|at| at != hits[1].start), Some(hits[2].clone()));
        assert_eq!(find.first(|at| at == 0), Some(hits[0].clone()), "round to the top");
        assert_eq!(find.first(|_| false), Some(hits[1].clone()), "opened only where there is no other");
    }

    #[test]
    fn a_passage_is_no_name_to_look_for() {
        let mut find = find("نص", "نص");
        find.take("سطر\nسطر");
        find.take(&"طويل ".repeat(40));
        assert_eq!(find.words, "نص");
        find.take("اسم");
        assert_eq!(find.words, "اسم");
    }
}
