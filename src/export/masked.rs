//! A text without its words: each letter and digit gives way to an x of the same length, so that all offsets, marks and lines stay as they
//! are and whoever has the page can put its words back.

use unicode_normalization::char::is_combining_mark;

/// The text without its words. Marks over letters stay: they hold their letter's place together.
pub fn masked(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() && !is_combining_mark(c) { in_place_of(c) } else { c }).collect()
}

/// A letter that is as long in UTF-8 and in UTF-16, and joins no other.
const fn in_place_of(c: char) -> char {
    match c.len_utf8() {
        1 => 'x',
        2 => '\u{445}',
        3 => '\u{ff58}',
        _ => '\u{1d6a1}',
    }
}

#[cfg(test)]
mod tests {
    use super::{is_combining_mark, masked};
    use unicode_segmentation::UnicodeSegmentation as _;

    #[test]
    fn nothing_moves_and_no_letter_stays() {
        let text = "\u{feff}قالَ «المتحدّث» 😀: 12 ٪ of 𝒳\u{200f}!\r\nثانيًا 中文\t…";
        let out = masked(text);
        let edges = |t: &str| t.grapheme_indices(true).map(|(i, _)| i).collect::<Vec<_>>();
        assert_eq!(edges(text), edges(&out));
        assert_eq!(text.encode_utf16().count(), out.encode_utf16().count());
        assert_eq!(text.chars().count(), out.chars().count());
        let is_letter = |c: char| c.is_alphanumeric() && !is_combining_mark(c);
        assert!(out.chars().all(|c| !is_letter(c) || "x\u{445}\u{ff58}\u{1d6a1}".contains(c)), "{out}");
        assert!(out.contains("😀") && out.contains("\r\n") && out.contains('\u{64e}'));
    }
}
