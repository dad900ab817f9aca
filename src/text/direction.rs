//! Base direction by content: of a document, and of each paragraph in it.

use unicode_segmentation::UnicodeSegmentation as _;

/// The direction in which a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Lines start at the left edge.
    #[default]
    Ltr,
    /// Lines start at the right edge.
    Rtl,
}

impl Direction {
    /// Whether lines start at the right edge.
    pub fn is_rtl(self) -> bool {
        self == Self::Rtl
    }
}

/// Where a document's direction comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BaseDirection {
    /// From its letters, paragraph by paragraph.
    #[default]
    Auto,
    /// The reader said so; it holds for every paragraph.
    Forced(Direction),
}

/// The direction of a letter, or `None` for what has none of its own (digits, punctuation, marks).
pub fn letter_direction(letter: char) -> Option<Direction> {
    let code = u32::from(letter);
    let rtl =
        matches!(code, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF);
    if rtl {
        // Arabic-Indic digits and Arabic marks lie in the same blocks but are not letters.
        (letter.is_alphabetic() && !letter.is_numeric()).then_some(Direction::Rtl)
    } else {
        letter.is_alphabetic().then_some(Direction::Ltr)
    }
}

/// The direction of the first letter that stands in no isolate: what is isolated takes no part in its surroundings (rule P2 of Unicode's
/// bidirectional algorithm), so a sentence that begins with a name in another script keeps its own direction.
fn first_strong(text: &str) -> Option<Direction> {
    let mut depth = 0_usize;
    text.chars().find_map(|c| {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => return letter_direction(c),
            _ => {}
        }
        None
    })
}

/// The direction of a whole document: that of most of its words, and in a tie that of its first letter.
///
/// Words and not letters are counted, because Latin words (addresses, product names) run longer than Arabic ones.
pub fn document_direction(text: &str) -> Direction {
    // A page's character is plain from its beginning; a megabyte need not be read.
    const ENOUGH_WORDS: usize = 4000;
    let (mut rtl, mut ltr) = (0usize, 0usize);
    for word in text.unicode_words().take(ENOUGH_WORDS) {
        match first_strong(word) {
            Some(Direction::Rtl) => rtl += 1,
            Some(Direction::Ltr) => ltr += 1,
            None => {}
        }
    }
    match rtl.cmp(&ltr) {
        std::cmp::Ordering::Greater => Direction::Rtl,
        std::cmp::Ordering::Less => Direction::Ltr,
        std::cmp::Ordering::Equal => first_strong(text).unwrap_or_default(),
    }
}

/// The direction of one paragraph inside a document of direction `document`.
///
/// In a right-to-left document a paragraph that holds any right-to-left letter is right-to-left even when it begins
/// with a Latin name, as a typesetter would have it; only a paragraph wholly in another script keeps its own
/// direction. In a left-to-right document the first letter decides (Unicode's rule P2). A paragraph without letters
/// follows the document.
pub fn paragraph_direction(paragraph: &str, document: Direction, base: BaseDirection) -> Direction {
    if let BaseDirection::Forced(direction) = base {
        return direction;
    }
    match document {
        Direction::Rtl if paragraph.chars().any(|c| letter_direction(c) == Some(Direction::Rtl)) => Direction::Rtl,
        _ => first_strong(paragraph).unwrap_or(document),
    }
}

/// The direction of a short string that stands alone (a label, a title): right-to-left when it has any such letter
/// and does not begin with a left-to-right one, or when most of its words are right-to-left.
pub fn label_direction(text: &str) -> Direction {
    document_direction(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_name_at_the_start_does_not_turn_an_arabic_paragraph() {
        let paragraph = "Reuters: أعلنت الوزارة اليوم";
        assert_eq!(paragraph_direction(paragraph, Direction::Rtl, BaseDirection::Auto), Direction::Rtl);
        assert_eq!(paragraph_direction(paragraph, Direction::Ltr, BaseDirection::Auto), Direction::Ltr);
    }

    #[test]
    fn a_paragraph_without_letters_follows_the_document() {
        assert_eq!(paragraph_direction("2018 (12)", Direction::Rtl, BaseDirection::Auto), Direction::Rtl);
        assert_eq!(paragraph_direction("١٢٣", Direction::Ltr, BaseDirection::Auto), Direction::Ltr);
    }

    #[test]
    fn a_wholly_latin_paragraph_keeps_its_direction_unless_forced() {
        assert_eq!(paragraph_direction("All rights reserved", Direction::Rtl, BaseDirection::Auto), Direction::Ltr);
        let forced = BaseDirection::Forced(Direction::Rtl);
        assert_eq!(paragraph_direction("All rights reserved", Direction::Ltr, forced), Direction::Rtl);
    }

    #[test]
    fn a_name_in_an_isolate_does_not_turn_its_sentence() {
        let line = "\u{2068}سامي\u{2069} (\u{2068}back.mizanpack\u{2069}): 0 new";
        assert_eq!(document_direction(line), Direction::Ltr);
        assert_eq!(paragraph_direction(line, Direction::Ltr, BaseDirection::Auto), Direction::Ltr);
        // An isolate that nothing ends reaches to the end, and text that is isolated whole follows its surroundings.
        assert_eq!(paragraph_direction("\u{2068}سامي", Direction::Ltr, BaseDirection::Auto), Direction::Ltr);
    }

    #[test]
    fn words_decide_for_the_document() {
        assert_eq!(document_direction("RT\n\nقال الوزير إن المحادثات مستمرة"), Direction::Rtl);
        assert_eq!(document_direction("The paper «الشرق» was founded in Cairo"), Direction::Ltr);
        assert_eq!(document_direction("۱۲۳"), Direction::Ltr);
        assert_eq!(document_direction("شهر May"), Direction::Rtl);
    }
}
