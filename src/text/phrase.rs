//! Phrases (what stands between two marks), quotations, and pieces of text that grow from a word to its paragraph.

use super::segment;
use std::ops::Range;

/// The word that `at` stands in or before, in its paragraph; behind the last one that one. Empty where there is none.
pub fn word_from(text: &str, at: usize) -> Range<usize> {
    let at = segment::floor(text, at);
    let paragraph = segment::paragraph_at(text, at);
    let onward = segment::next_word(text, at);
    let end = if has_letters(text, &(at..onward)) { onward } else { segment::previous_word(text, at) };
    let inside = if end > at { segment::previous(text, end) } else { end };
    let word = segment::word_at(text, inside.max(paragraph.start));
    if has_letters(text, &word) { segment::trim(text, &word) } else { at..at }
}

/// The phrase from `at` on: from the word that `at` stands in or before to the next comma or the like, or to the end of
/// its sentence, the mark itself left out. A quotation or bracket that begins on the way is taken whole.
pub fn phrase_from(text: &str, at: usize) -> Range<usize> {
    let at = segment::floor(text, at);
    let end = next_phrase(text, at);
    let ahead = segment::slice(text, &(at..end));
    if !ahead.contains(char::is_alphanumeric) {
        return at..at;
    }
    let start = at + ahead.len() - ahead.trim_start_matches(is_around).len();
    let word = segment::word_at(text, start);
    let start = if has_letters(text, &word) { word.start } else { start };
    segment::floor(text, start)..end
}

/// Where the phrase at `at` ends, or the next one behind it that has letters: before its comma or the like. Behind the
/// last one the end of the text.
pub fn next_phrase(text: &str, at: usize) -> usize {
    let mut at = segment::floor(text, at);
    loop {
        let paragraph = segment::paragraph_at(text, at);
        let line = Line::new(segment::slice(text, &paragraph));
        let inside = at - paragraph.start;
        let is_ahead = |phrase: &Range<usize>| has_letters(line.text, &(phrase.start.max(inside)..phrase.end));
        // From the innermost quotation that holds the place outward.
        let parts = line.parts(|part| part.start <= inside && inside < part.end);
        if let Some(found) = parts.iter().find_map(|part| line.phrases(part).into_iter().find(is_ahead)) {
            return segment::ceil(text, paragraph.start + found.end);
        }
        if paragraph.end >= text.len() {
            return text.len();
        }
        at = paragraph.end + 1;
    }
}

/// The next larger piece of text that holds a range: whole words, phrase, quotation (without its marks and with them),
/// sentence, paragraph, paragraphs. `None` where nothing is larger, commas and the like aside.
pub fn grow(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let range = segment::clamp(text, range);
    let first = segment::paragraph_at(text, range.start);
    let last = segment::paragraph_at(text, range.end);
    let mut pieces = vec![segment::snap_to_words(text, &range), segment::trim(text, &(first.start..last.end))];
    if first == last {
        let line = Line::new(segment::slice(text, &first));
        let around = line.around(&(range.start - first.start..range.end - first.start));
        pieces.extend(
            around.iter().map(|piece| segment::clamp(text, &(first.start + piece.start..first.start + piece.end))),
        );
    }
    let more = |added: Range<usize>| !segment::slice(text, &added).trim_matches(is_around).is_empty();
    let is_larger = |piece: &Range<usize>| {
        let holds = piece.start <= range.start && range.end <= piece.end;
        holds
            && (piece.start < range.start && more(piece.start..range.start)
                || range.end < piece.end && more(range.end..piece.end))
    };
    pieces.into_iter().filter(is_larger).min_by_key(ExactSizeIterator::len)
}

/// A paragraph and its quotations.
struct Line<'a> {
    text: &'a str,
    /// With their marks, each before those inside it.
    quotations: Vec<Range<usize>>,
}

impl<'a> Line<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, quotations: quotations(text) }
    }

    /// The insides of the quotations that hold a place, from the innermost, and at last the whole paragraph.
    fn parts(&self, holds: impl Fn(&Range<usize>) -> bool) -> Vec<Range<usize>> {
        let mut found: Vec<_> = self.quotations.iter().rev().map(|outer| self.inside(outer)).filter(holds).collect();
        found.push(0..self.text.len());
        found
    }

    fn inside(&self, quotation: &Range<usize>) -> Range<usize> {
        let marked = self.text.get(quotation.clone()).unwrap_or_default();
        let width = |mark: Option<char>| mark.map_or(0, char::len_utf8);
        let start = quotation.start + width(marked.chars().next());
        start..(quotation.end - width(marked.chars().next_back())).max(start)
    }

    /// The phrases of a part in their order, without the marks and spaces around them.
    fn phrases(&self, part: &Range<usize>) -> Vec<Range<usize>> {
        let blank_at = |at: usize| self.text[at..].chars().next().is_none_or(char::is_whitespace);
        let commas = self.text.char_indices().filter(|(_, c)| is_comma(*c)).map(|(at, c)| at + c.len_utf8());
        let pieces = self.pieces(part, commas.filter(|cut| blank_at(*cut)));
        pieces.into_iter().map(|piece| self.bare(piece)).filter(|phrase| !phrase.is_empty()).collect()
    }

    /// A part cut where sentences end, and at further places. What stands in a quotation of that part is not cut.
    fn pieces(&self, part: &Range<usize>, further: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
        let quoted = |cut: usize| {
            let mut within = self.quotations.iter().filter(|q| part.start <= q.start && q.end <= part.end);
            within.any(|q| q.start < cut && cut < q.end)
        };
        let ends = segment::sentences(self.text).into_iter().map(|sentence| sentence.end);
        let mut cuts: Vec<usize> = ends.chain(further).collect();
        cuts.retain(|cut| part.start < *cut && *cut < part.end && !quoted(*cut));
        cuts.extend([part.start, part.end]);
        cuts.sort_unstable();
        cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    /// A range without the commas, stops and spaces around it.
    fn bare(&self, range: Range<usize>) -> Range<usize> {
        let words = &self.text[range.clone()];
        let start = range.end - words.trim_start_matches(is_around).len();
        start..(start + words.trim_matches(is_around).len())
    }

    /// Phrases, quotations and sentences that hold a range, or the runs of them that do.
    fn around(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let run = |pieces: Vec<Range<usize>>| {
            let mut touched = pieces.into_iter().filter(|piece| piece.end > range.start && piece.start < range.end);
            let first = touched.next()?;
            Some(first.start..touched.next_back().map_or(first.end, |last| last.end))
        };
        let mut found = self.quotations.clone();
        for part in self.parts(|part| part.start <= range.start && range.end <= part.end) {
            let sentences = self.pieces(&part, std::iter::empty());
            found.extend(run(self.phrases(&part)));
            found.extend(run(sentences).map(|sentence| segment::trim(self.text, &sentence)));
            found.push(self.bare(part));
        }
        // The whole paragraph is no quotation: its last stop belongs to it.
        found.pop();
        found
    }
}

/// The quotations and brackets of a paragraph with their marks, each before those inside it. A mark without its partner
/// begins none.
fn quotations(paragraph: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, mark) in paragraph.char_indices() {
        let closes = |opened: char| match opened {
            '«' => mark == '»',
            '“' | '„' => matches!(mark, '”' | '“'),
            '(' => mark == ')',
            '[' => mark == ']',
            // The straight mark is its own partner.
            same => mark == same,
        };
        if let Some(n) = open.iter().rposition(|(opened, _)| closes(*opened)) {
            found.push(open[n].1..at + mark.len_utf8());
            open.truncate(n);
        } else if matches!(mark, '«' | '“' | '„' | '(' | '[' | '"') {
            open.push((mark, at));
        }
    }
    found.sort_by_key(|quotation: &Range<usize>| (quotation.start, std::cmp::Reverse(quotation.end)));
    found
}

/// Marks that part the phrases of a sentence, where a space follows.
fn is_comma(letter: char) -> bool {
    matches!(letter, ',' | '،' | ';' | '؛' | ':' | '–' | '—')
}

/// What stands around words and belongs to none: spaces, commas and stops, but no quotation marks.
fn is_around(letter: char) -> bool {
    is_comma(letter)
        || matches!(letter, '.' | '…' | '!' | '?' | '؟')
        || letter.is_whitespace()
        || segment::is_invisible(letter)
}

fn has_letters(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).is_some_and(|words| words.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What grows from the first occurrence of some words, step by step.
    fn growth<'a>(text: &'a str, words: &str) -> Vec<&'a str> {
        let start = text.find(words).unwrap();
        let pieces = std::iter::successors(grow(text, &(start..start + words.len())), |now| grow(text, now));
        pieces.map(|piece| &text[piece]).collect()
    }

    #[test]
    fn a_selection_grows_from_word_to_phrase_sentence_and_paragraph() {
        let text = "وذكرت الوكالة، أن الرئيسين تناولا العشاء معًا، ثم غادرا. وبقي السفير.\nفقرة";
        let wanted = [
            "الرئيسين",
            "أن الرئيسين تناولا العشاء معًا",
            "وذكرت الوكالة، أن الرئيسين تناولا العشاء معًا، ثم غادرا.",
            "وذكرت الوكالة، أن الرئيسين تناولا العشاء معًا، ثم غادرا. وبقي السفير.",
        ];
        assert_eq!(growth(text, "رئيس"), wanted);
        assert_eq!(growth(text, "ثم غادرا")[0], wanted[2]);
    }

    #[test]
    fn a_quotation_is_a_step_of_its_own_without_its_marks_and_with_them() {
        let text = "وأضاف: «لن نتراجع، ولن نسكت. هذا قرارنا» أمس. وانتهى.";
        let wanted = [
            "لن نتراجع",
            "لن نتراجع، ولن نسكت.",
            "لن نتراجع، ولن نسكت. هذا قرارنا",
            "«لن نتراجع، ولن نسكت. هذا قرارنا»",
            "«لن نتراجع، ولن نسكت. هذا قرارنا» أمس",
            "وأضاف: «لن نتراجع، ولن نسكت. هذا قرارنا» أمس.",
            text,
        ];
        assert_eq!(growth(text, "نتراجع"), wanted);
    }

    #[test]
    fn a_phrase_ahead_leaves_its_mark_and_begins_with_a_word() {
        let text = "وذكر «الكرملين»، في بيان، أنه «سيجري التطرق، وكذلك. البحث» غدًا. قال د. سلطان ذلك";
        let from = |words: &str| &text[phrase_from(text, text.find(words).unwrap())];
        assert_eq!(from(" «الكرملين»"), "«الكرملين»");
        assert_eq!(from("، في"), "في بيان");
        assert_eq!(from("يان"), "بيان", "whole words");
        assert_eq!(from("أنه"), "أنه «سيجري التطرق، وكذلك. البحث» غدًا", "a quotation is taken whole");
        assert_eq!(from("سيجري"), "سيجري التطرق", "inside of it by its own marks");
        assert_eq!(from("وكذلك"), "وكذلك");
        assert_eq!(from("قال"), "قال د. سلطان ذلك", "an abbreviation ends nothing");
        let stops: Vec<&str> = std::iter::successors(Some(0), |at| Some(next_phrase(text, *at)))
            .skip(1)
            .take(5)
            .map(|at| text[..at].rsplit(' ').next().unwrap())
            .collect();
        assert_eq!(stops, ["«الكرملين»", "بيان", "غدًا", "ذلك", "ذلك"]);
    }

    #[test]
    fn a_phrase_ahead_reaches_into_the_next_paragraph() {
        let text = "انتهى.\n\nقال: نعم، أكيد";
        assert_eq!(&text[phrase_from(text, "انتهى".len())], "قال");
        assert_eq!(&text[phrase_from(text, text.find(": ").unwrap())], "نعم");
    }

    #[test]
    fn a_mark_without_its_partner_begins_no_quotation() {
        let text = "شاشة 15\" جديدة، ثم (أخرى، وهكذا";
        assert_eq!(&text[phrase_from(text, 0)], "شاشة 15\" جديدة");
        assert_eq!(&text[phrase_from(text, text.find("ثم").unwrap())], "ثم (أخرى");
    }

    #[test]
    fn the_word_at_a_place_is_the_one_ahead() {
        let text = "قال الكرملين، نعم.";
        let word = |at: usize| &text[word_from(text, at)];
        assert_eq!((word(0), word(2), word("قال".len())), ("قال", "قال", "الكرملين"));
        assert_eq!((word(text.find('،').unwrap()), word(text.len())), ("نعم", "نعم"));
        assert!(word_from("  .", 1).is_empty() && word_from("", 0).is_empty());
    }

    proptest! {
        /// Whatever the text, pieces lie between graphemes, hold what they grew from, and growing comes to an end.
        #[test]
        fn growing_ends_at_the_text_and_never_splits_a_grapheme(
            text in "[أ-ي\u{64B}-\u{652}a-z .،:\n\"()«»“”\u{1F468}\u{200D}é!؟0-9]{0,50}", a in 0usize..120, b in 0usize..120,
        ) {
            let ok = |range: &Range<usize>| segment::is_boundary(&text, range.start) && segment::is_boundary(&text, range.end);
            let (word, ahead) = (word_from(&text, a), phrase_from(&text, a));
            prop_assert!(ok(&word) && ok(&ahead) && word.start <= word.end && ahead.start <= ahead.end, "{word:?} {ahead:?}");
            let next = next_phrase(&text, a);
            prop_assert!(segment::is_boundary(&text, next) && (next > a.min(text.len()) || next == text.len()));
            let mut now = segment::clamp(&text, &(a..b));
            for step in 0.. {
                prop_assert!(step < 40, "{now:?} grows for ever");
                let Some(larger) = grow(&text, &now) else { break };
                prop_assert!(ok(&larger) && larger.start <= now.start && now.end <= larger.end && larger.len() > now.len());
                now = larger;
            }
        }
    }
}
