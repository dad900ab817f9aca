//! Graphemes, words, sentences and paragraphs, as byte ranges; and selections widened to whole words.

use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// Whether a character is a format control that prints nothing: joiners, bidi marks, embeddings and isolates.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}')
}

/// Whether `at` lies between two graphemes of `text`, or at one of its ends.
pub fn is_boundary(text: &str, at: usize) -> bool {
    at <= text.len()
        && text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The last grapheme boundary at or before `at`; the end of the text when `at` is beyond it.
pub fn floor(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if is_boundary(text, at) { at } else { previous(text, at) }
}

/// The first grapheme boundary at or after `at`.
pub fn ceil(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at.min(text.len()));
    if is_boundary(text, at) { at } else { next(text, at) }
}

/// The grapheme boundary after `at`, or the end.
pub fn next(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The grapheme boundary before `at`, or 0.
pub fn previous(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// A range moved inward to the text and outward to whole graphemes.
pub fn clamp(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = floor(text, range.start.min(range.end));
    start..ceil(text, range.end.max(range.start)).max(start)
}

/// The text of a range, after [`clamp`].
pub fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(clamp(text, range)).unwrap_or_default()
}

/// The paragraph (without its line feed) that holds `at`.
pub fn paragraph_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let (before, after) = text.split_at(at);
    let start = before.rfind('\n').map_or(0, |found| found + 1);
    let end = after.find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// The word, run of spaces, or single sign at `at` (Unicode's word bounds, which keep «أ.ف.ب» and marks together).
pub fn word_at(text: &str, at: usize) -> Range<usize> {
    let paragraph = paragraph_at(text, at);
    let line = text.get(paragraph.clone()).unwrap_or_default();
    piece_at(&paragraph, at, line.split_word_bound_indices().map(|(start, word)| start..start + word.len()))
}

/// The sentence at `at`, without the spaces after it.
///
/// Unicode's sentence bounds, joined again where the stop belongs to an abbreviation («د. سلطان», «أ.ف.ب.», "Mr.")
/// or is an ellipsis («..», «...») that the sentence runs on from, as Arabic newspapers use it.
pub fn sentence_at(text: &str, at: usize) -> Range<usize> {
    let paragraph = paragraph_at(text, at);
    let line = text.get(paragraph.clone()).unwrap_or_default();
    let found = piece_at(&paragraph, at, sentences(line).into_iter());
    trim(text, &found)
}

fn piece_at(paragraph: &Range<usize>, at: usize, pieces: impl Iterator<Item = Range<usize>>) -> Range<usize> {
    let inside = at.clamp(paragraph.start, paragraph.end) - paragraph.start;
    let mut last = 0..0;
    for piece in pieces {
        last = piece;
        if inside < last.end {
            break;
        }
    }
    paragraph.start + last.start..paragraph.start + last.end
}

/// The words of one paragraph, without the spaces and signs between them.
pub fn words(paragraph: &str) -> Vec<Range<usize>> {
    paragraph.unicode_word_indices().map(|(start, word)| start..start + word.len()).collect()
}

/// The sentences of one paragraph, each with the spaces after it; together they are the whole paragraph.
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, sentence) in paragraph.split_sentence_bound_indices() {
        let end = start + sentence.len();
        match found.last_mut() {
            Some(last) if runs_on(&paragraph[last.clone()], sentence) => last.end = end,
            _ => found.push(start..end),
        }
    }
    found
}

/// Whether the stop at the end of `before` is no end of a sentence.
fn runs_on(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let Some(stem) = before.strip_suffix('.') else {
        return before.ends_with('…') && !starts_upper(after);
    };
    if stem.ends_with('.') {
        return !starts_upper(after);
    }
    let token = stem.rsplit(|c: char| !(c.is_alphanumeric() || c == '.' || is_mark(c))).next().unwrap_or_default();
    let letters = |part: &str| part.chars().filter(|c| !is_mark(*c)).count();
    let initials = !token.is_empty()
        && token.split('.').all(|part| letters(part) == 1 && part.chars().next().is_some_and(char::is_alphabetic));
    initials || ABBREVIATIONS.contains(&token)
}

const ABBREVIATIONS: [&str; 16] =
    ["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Sen", "Gov", "No", "vs", "etc", "им", "стр", "тыс", "الخ"];

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0300}'..='\u{036F}')
        || is_invisible(letter)
}

fn starts_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// A range without the white space and invisible marks at its ends; empty (at its start) when nothing is left.
pub fn trim(text: &str, range: &Range<usize>) -> Range<usize> {
    let range = clamp(text, range);
    let inside = &text[range.clone()];
    let blank = |c: char| c.is_whitespace() || is_invisible(c);
    let start = range.start + (inside.len() - inside.trim_start_matches(blank).len());
    let kept = inside.trim_matches(blank).len();
    if kept == 0 {
        return range.start..range.start;
    }
    // A joiner or mark that belongs to the last letter stays with it.
    floor(text, start)..ceil(text, start + kept)
}

/// What a drag over `range` means: the whole words that it touches, without the spaces at its ends.
///
/// An empty range stays empty where it is.
pub fn snap_to_words(text: &str, range: &Range<usize>) -> Range<usize> {
    let range = trim(text, range);
    if range.is_empty() {
        return range;
    }
    let first = word_at(text, range.start);
    let last = word_at(text, previous(text, range.end));
    trim(text, &(first.start.min(range.start)..last.end.max(range.end)))
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// The end of the word at or after `at`: where Ctrl with the forward arrow goes. Stops at each paragraph's end.
pub fn next_word(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let paragraph = paragraph_at(text, at);
    if at == paragraph.end {
        return next(text, at);
    }
    let line = text.get(paragraph.clone()).unwrap_or_default();
    line.split_word_bound_indices()
        .filter(|(_, piece)| is_word(piece))
        .map(|(start, piece)| paragraph.start + start + piece.len())
        .find(|end| *end > at)
        .unwrap_or(paragraph.end)
}

/// The start of the word at or before `at`: where Ctrl with the backward arrow goes. Stops at each paragraph's start.
pub fn previous_word(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let paragraph = paragraph_at(text, at);
    if at == paragraph.start {
        return previous(text, at);
    }
    let line = text.get(paragraph.clone()).unwrap_or_default();
    line.split_word_bound_indices()
        .filter(|(_, piece)| is_word(piece))
        .map(|(start, _)| paragraph.start + start)
        .take_while(|start| *start < at)
        .last()
        .unwrap_or(paragraph.start)
}

/// The end of the sentence at or after `at`, or of the next paragraph's first sentence.
pub fn next_sentence(text: &str, at: usize) -> usize {
    let mut at = floor(text, at);
    loop {
        let paragraph = paragraph_at(text, at);
        let line = text.get(paragraph.clone()).unwrap_or_default();
        let ends =
            sentences(line).into_iter().map(|s| trim(text, &(paragraph.start + s.start..paragraph.start + s.end)));
        if let Some(found) = ends.map(|sentence| sentence.end).find(|end| *end > at) {
            return found;
        }
        if paragraph.end >= text.len() {
            return text.len();
        }
        at = paragraph.end + 1;
    }
}

/// The start of the sentence before `at`, or of the previous paragraph's last sentence.
pub fn previous_sentence(text: &str, at: usize) -> usize {
    let mut at = floor(text, at);
    loop {
        let paragraph = paragraph_at(text, at);
        let line = text.get(paragraph.clone()).unwrap_or_default();
        let starts = sentences(line).into_iter().map(|sentence| paragraph.start + sentence.start);
        if let Some(found) = starts.take_while(|start| *start < at).last() {
            return found;
        }
        let Some(before) = paragraph.start.checked_sub(1) else { return 0 };
        at = before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(paragraph: &str) -> Vec<&str> {
        sentences(paragraph).into_iter().map(|range| paragraph[range].trim()).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(split("قال د. سلطان إن الأمر واضح. ثم غادر."), ["قال د. سلطان إن الأمر واضح.", "ثم غادر."]);
        assert_eq!(
            split("ذكرت أ.ف.ب. أن القمة أُجلت. وأكدت إ.ب.أ ذلك."),
            ["ذكرت أ.ف.ب. أن القمة أُجلت.", "وأكدت إ.ب.أ ذلك."]
        );
        assert_eq!(split("Mr. Smith met J. Doe. They talked."), ["Mr. Smith met J. Doe.", "They talked."]);
    }

    #[test]
    fn an_ellipsis_runs_on_unless_a_capital_follows() {
        assert_eq!(
            split("تغيّر المشهد.. فالسوق لم تعد كما كانت. انتهى"),
            ["تغيّر المشهد.. فالسوق لم تعد كما كانت.", "انتهى"]
        );
        assert_eq!(split("انتظرنا... ولم يأت أحد؟ نعم!"), ["انتظرنا... ولم يأت أحد؟", "نعم!"]);
        assert_eq!(split("He left... Then silence."), ["He left...", "Then silence."]);
    }

    #[test]
    fn a_sentence_keeps_its_closing_quotes() {
        assert_eq!(split("قال: «لن نتراجع.» وأضاف شيئًا."), ["قال: «لن نتراجع.»", "وأضاف شيئًا."]);
    }

    #[test]
    fn a_click_anywhere_in_a_word_gives_the_word() {
        let text = "سطر\nأعلنت «الوِزارة» اليوم";
        let at = text.find("زارة").unwrap();
        assert_eq!(&text[word_at(text, at)], "الوِزارة");
        assert_eq!(&text[word_at(text, 0)], "سطر");
        assert_eq!(&text[sentence_at(text, at)], "أعلنت «الوِزارة» اليوم");
    }

    #[test]
    fn snapping_takes_whole_words_and_no_spaces() {
        let text = "قال المتحدث الرسمي أمس";
        let from = text.find("متحدث").unwrap();
        let to = text.find(" أمس").unwrap() + 1;
        assert_eq!(&text[snap_to_words(text, &(from..to))], "المتحدث الرسمي");
        assert!(snap_to_words(text, &(from..from)).is_empty());
    }

    #[test]
    fn word_steps_stop_at_paragraph_ends() {
        let text = "أول ثانٍ\nثالث";
        let stops: Vec<usize> = std::iter::successors(Some(0), |at| Some(next_word(text, *at))).take(5).collect();
        let line_end = text.find('\n').unwrap();
        assert_eq!(stops, [0, "أول".len(), line_end, line_end + 1, text.len()]);
        assert_eq!(previous_word(text, line_end + 1), line_end);
        assert_eq!(previous_word(text, line_end), "أول ".len());
    }

    #[test]
    fn sentence_steps_cross_paragraphs() {
        let text = "أول. ثان.\n\nثالث.";
        let first = next_sentence(text, 0);
        assert_eq!(&text[..first], "أول.");
        let second = next_sentence(text, first);
        assert_eq!(&text[..second], "أول. ثان.");
        assert_eq!(next_sentence(text, second), text.len());
        assert_eq!(previous_sentence(text, text.len()), text.find("ثالث").unwrap());
        assert_eq!(previous_sentence(text, text.find("ثالث").unwrap()), text.find("ثان").unwrap());
    }

    proptest! {
        #[test]
        fn no_offset_breaks_anything(text in "[أ-ي\u{64B}-\u{652}a-z .\n\u{1F468}\u{200D}\u{1F469}é!؟«»]{0,40}", a in 0usize..200, b in 0usize..200) {
            let ok = |at: usize| is_boundary(&text, at);
            prop_assert!(ok(floor(&text, a)) && ok(ceil(&text, a)) && ok(next(&text, a)) && ok(previous(&text, a)));
            prop_assert!(ok(next_word(&text, a)) && ok(previous_word(&text, a)));
            prop_assert!(ok(next_sentence(&text, a)) && ok(previous_sentence(&text, a)));
            for range in [clamp(&text, &(a..b)), trim(&text, &(a..b)), snap_to_words(&text, &(a..b)), word_at(&text, a), sentence_at(&text, a), paragraph_at(&text, a)] {
                prop_assert!(range.start <= range.end && ok(range.start) && ok(range.end), "{range:?}");
            }
        }
    }
}
