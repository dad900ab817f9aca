//! Folding for search: what a reader takes for the same letters compares equal, and every hit finds its way back.

use crate::text::segment;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// A text folded for comparison, with the way back to the bytes that it was folded from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// One entry for each source grapheme that left something: where its folded bytes start, and its source bytes.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    folded_start: usize,
    source_start: usize,
    source_end: usize,
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The source bytes behind a range of folded bytes, widened to whole source graphemes.
    ///
    /// An empty or outlying range gives an empty range at the nearest place in the source.
    pub fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        let end = folded.end.min(self.text.len());
        let Some(first) = self.piece_at(folded.start) else {
            let at = self.pieces.last().map_or(0, |piece| piece.source_end);
            return at..at;
        };
        if folded.start >= end {
            return first.source_start..first.source_start;
        }
        let last = self.piece_at(end - 1).unwrap_or(first);
        first.source_start..last.source_end
    }

    /// Every place in the source where `needle` occurs, in order and without overlap; none for an empty needle.
    pub fn find_all<'a>(&'a self, needle: &'a Folded) -> impl Iterator<Item = Range<usize>> + 'a {
        let nothing = needle.text.is_empty();
        self.text
            .match_indices(needle.text.as_str())
            .filter(move |_| !nothing)
            .map(|(at, found)| self.source_range(at..at + found.len()))
    }

    fn piece_at(&self, folded_byte: usize) -> Option<Piece> {
        if folded_byte >= self.text.len() {
            return None;
        }
        let after = self.pieces.partition_point(|piece| piece.folded_start <= folded_byte);
        self.pieces.get(after.checked_sub(1)?).copied()
    }
}

/// Folds a text for search.
///
/// Compatibility forms are composed (NFKC: presentation forms, ligatures, full width); tashkeel, tatweel, joiners and
/// bidi marks go; the forms of alef, the seats of hamza, ya and alef maqsura, ta marbuta and ha, Persian kaf and ya,
/// and all decimal digits become one each; letters become lower case.
///
/// ```
/// use mizan::text::fold::fold;
/// let page = fold("إِنَّ الحُكومــة أعلنت");
/// let hits: Vec<_> = page.find_all(&fold("الحكومه")).collect();
/// assert_eq!(&"إِنَّ الحُكومــة أعلنت"[hits[0].clone()], "الحُكومــة");
/// ```
pub fn fold(source: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(source.len()), pieces: Vec::with_capacity(source.len() / 2) };
    for (source_start, grapheme) in source.grapheme_indices(true) {
        let folded_start = folded.text.len();
        for composed in grapheme.nfkc() {
            fold_letter(composed, &mut folded.text);
        }
        if folded.text.len() > folded_start {
            folded.pieces.push(Piece { folded_start, source_start, source_end: source_start + grapheme.len() });
        }
    }
    folded
}

/// The folded text alone, as a key for sorting and comparing.
pub fn fold_key(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    fold_onto(source, &mut text);
    text
}

/// Appends what [`fold_key`] makes of a text. A space takes no part in any composition, so what is between spaces folds for itself, and one
/// rare letter does not make the whole text slow.
pub(super) fn fold_onto(source: &str, out: &mut String) {
    for part in source.split_inclusive(' ') {
        if part.chars().all(is_simple) {
            part.chars().for_each(|letter| fold_letter(letter, out));
        } else {
            for composed in part.nfkc() {
                fold_letter(composed, out);
            }
        }
    }
}

/// Appends a word folded so that the seat of a hamza makes no difference, if it has one behind its first letter that can sit elsewhere.
///
/// On waw, on ya and alone it is one hamza: schools of spelling differ (مسؤول and مسئول, شؤون and شئون), and so do the cases of one
/// word (أعضاؤه, أعضائه, أعضاءه). Ya with hamza at the end is ya and hamza, as in شئ for شيء and شاطئ for شاطيء. On alef it stays an
/// alef as [`fold_key`] has it: that hamza is left out as often as it is written, and رأي must not become a part of رئيس.
pub(super) fn fold_hamza_onto(word: &str, out: &mut String) -> bool {
    let is_hamza = |c: char| matches!(c, 'ء' | 'ؤ' | 'ئ' | '\u{0654}' | '\u{0655}' | '\u{FB50}'..='\u{FEFC}');
    if !word.chars().any(is_hamza) {
        return false;
    }
    let start = out.len();
    let (mut has_hamza, mut ends_on_ya) = (false, false);
    for letter in word.nfkc() {
        if matches!(letter, 'ء' | 'ؤ' | 'ئ') {
            has_hamza |= out.len() > start;
            ends_on_ya = letter == 'ئ';
            out.push('ء');
        } else {
            let before = out.len();
            fold_letter(letter, out);
            ends_on_ya &= out.len() == before;
        }
    }
    if ends_on_ya {
        out.pop();
        out.push_str(if out.ends_with('ي') { "ء" } else { "يء" });
    }
    if !has_hamza {
        out.truncate(start);
    }
    has_hamza
}

/// Letters that neither compose nor decompose in a way that folding leaves standing: they fold one by one.
fn is_simple(letter: char) -> bool {
    matches!(letter,
        ' '..='~' | '\u{0621}'..='\u{0652}' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' | 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی'
        | '\u{0410}'..='\u{044F}' | '،' | '؛' | '؟' | '«' | '»' | '‘' | '’' | '“' | '”' | '–' | '—' | '\n')
}

fn fold_letter(letter: char, out: &mut String) {
    let one = match letter {
        ' '..='~' => letter.to_ascii_lowercase(),
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ؤ' => 'و',
        'ى' | 'ئ' | 'ی' | 'ې' | 'ۍ' => 'ي',
        'ة' | 'ہ' | 'ۂ' | 'ۃ' | 'ە' | 'ۀ' | 'ھ' => 'ه',
        'ک' | 'ڪ' => 'ك',
        '\u{0621}'..='\u{063F}' | '\u{0641}'..='\u{064A}' => letter,
        'ς' => 'σ',
        '\u{0660}'..='\u{0669}' => ascii_digit(letter, 0x0660),
        '\u{06F0}'..='\u{06F9}' => ascii_digit(letter, 0x06F0),
        other if is_dropped(other) => return,
        other => {
            out.extend(other.to_lowercase().filter(|c| !is_dropped(*c)));
            return;
        }
    };
    out.push(one);
}

fn ascii_digit(digit: char, zero: u32) -> char {
    char::from_digit(u32::from(digit) - zero, 10).unwrap_or(digit)
}

/// Marks and controls that a reader does not search for.
fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\u{0610}'..='\u{061A}' // honorific and Quranic marks
        | '\u{0640}' // tatweel
        | '\u{064B}'..='\u{065F}' | '\u{0670}' // tashkeel, hamza above and below, superscript alef
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{08D3}'..='\u{08E1}' | '\u{08E3}'..='\u{08FF}'
        | '\u{00AD}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
        || segment::is_invisible(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_that_fold_one_by_one_fold_as_in_a_text(text in "[ -~\u{0621}-\u{0652}\u{0660}-\u{0669}۰-۹پچژکگیА-я،؛؟«»‘’“”–—\n]{0,24}") {
            prop_assert!(text.chars().all(is_simple));
            prop_assert_eq!(fold_key(&text), fold(&text).text);
        }

        #[test]
        fn a_text_folds_as_its_graphemes_do(text in "(?s)([ a-zئءاﻻ\u{300}-\u{345}\u{64B}-\u{655}\u{AC00}\u{AC01}\u{1100}-\u{1102}\u{1161}-\u{1163}\u{200D}ﷺ…\u{A0}\u{2126}]|.){0,16}") {
            prop_assert_eq!(fold_key(&text), fold(&text).text);
        }
    }

    #[test]
    fn one_key_for_what_reads_the_same() {
        for (a, b) in [
            ("أُسْرَة", "اسره"),
            ("على", "علي"),
            ("مسؤول", "مسوول"),
            ("كتــاب", "كتاب"),
            ("\u{FEFB}", "لا"),
            ("ﷺ", "صلي الله عليه وسلم"),
            ("١٢۳", "123"),
            ("Ｒｅｕｔｅｒｓ", "reuters"),
            ("می\u{200C}خواهم", "ميخواهم"),
            ("\u{202B}قال\u{202C}", "قال"),
            ("ИЗВЕСТИЯ", "известия"),
            ("caf\u{0065}\u{0301}", "CAFÉ"),
        ] {
            assert_eq!(fold_key(a), fold_key(b), "{a} and {b}");
        }
        assert_ne!(fold_key("كتب"), fold_key("كتاب"));
    }

    #[test]
    fn a_hit_covers_the_marks_of_its_letters() {
        let source = "وقالَ المُتَحَدِّثُ: «نعم»";
        let hits: Vec<_> = fold(source).find_all(&fold("المتحدث")).map(|hit| &source[hit]).collect();
        assert_eq!(hits, ["المُتَحَدِّثُ"]);
    }

    #[test]
    fn an_empty_needle_finds_nothing() {
        assert_eq!(fold("نص").find_all(&fold("ـَ")).count(), 0);
    }

    proptest! {
        #[test]
        fn every_folded_range_leads_to_whole_graphemes(source in "[أ-ي\u{64B}-\u{652}a-zA-Z0-9 ﷺﻻ\u{200F}é]{0,40}", from in 0usize..90, len in 0usize..50) {
            let folded = fold(&source);
            let found = folded.source_range(from..from + len);
            prop_assert!(found.start <= found.end && found.end <= source.len());
            prop_assert!(segment::is_boundary(&source, found.start) && segment::is_boundary(&source, found.end));
        }

        #[test]
        fn folding_twice_changes_nothing(source in "\\PC{0,30}") {
            let once = fold_key(&source);
            prop_assert_eq!(fold_key(&once), once);
        }
    }
}
