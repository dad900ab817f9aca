//! Words as keys: what a reader takes for the same word is one number, whatever its marks and letter forms.

use super::fold::fold_key;
use super::segment::is_invisible;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// A word's key and its bytes in the text. Two words that [fold](fold_key) to the same letters have one key; that two
/// others share one happens once in four thousand million times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordKey {
    /// The number that stands for the folded word.
    pub key: u32,
    /// UTF-8 bytes of the text.
    pub bytes: Range<usize>,
}

/// The words of a text: runs of letters, digits and their marks. Signs and spaces are no words, so another punctuation
/// makes no other text.
pub fn word_keys(text: &str) -> impl Iterator<Item = WordKey> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, _) = rest.find(|(_, letter)| letter.is_alphanumeric())?;
            let mut end = text.len();
            while let Some((at, letter)) = rest.peek() {
                if !is_inside_word(*letter) {
                    end = *at;
                    break;
                }
                rest.next();
            }
            let folded = fold_key(text.get(start..end).unwrap_or_default());
            if !folded.is_empty() {
                return Some(WordKey { key: number(folded.as_bytes()), bytes: start..end });
            }
        }
    })
}

fn is_inside_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_invisible(letter)
}

/// FNV-1a, folded to half its width.
fn number(bytes: &[u8]) -> u32 {
    let wide =
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3));
    (wide ^ (wide >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        word_keys(text).map(|w| &text[w.bytes]).collect()
    }

    #[test]
    fn signs_and_spaces_are_no_words() {
        assert_eq!(words("«قالَ»، الوزيــر: 25%"), ["قالَ", "الوزيــر", "25"]);
        assert_eq!(words("e\u{301}te\u{301}, mi\u{200C}x"), ["e\u{301}te\u{301}", "mi\u{200C}x"]);
        assert_eq!(words(" … ـَ !").len(), 0);
    }

    #[test]
    fn what_reads_the_same_has_one_key() {
        let keys = |text| word_keys(text).map(|w| w.key).collect::<Vec<_>>();
        assert_eq!(keys("أعلنَت الحكومةُ، إلى"), keys("اعلنت الحكومه الي"));
        assert_ne!(keys("الحكومة"), keys("حكومة"));
    }
}
