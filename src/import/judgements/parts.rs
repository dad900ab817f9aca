//! The words and sentences of a text, by the positions of its characters.

use crate::model::TextParts;
use crate::text::segment::{sentences, trim, words};

/// The words and sentences of a text. A position is a character (a code point of Unicode), from 0.
pub(super) fn of(text: &str) -> TextParts {
    let mut found = TextParts::default();
    // Characters before the paragraph.
    let mut before = 0;
    for paragraph in text.split('\n') {
        let mut at = Counter { text: paragraph, byte: 0, character: before };
        let words = words(paragraph).into_iter().map(|word| (at.place(word.start), at.place(word.end)));
        found.words.extend(words);
        let mut at = Counter { text: paragraph, byte: 0, character: before };
        let whole = sentences(paragraph).into_iter().map(|sentence| trim(paragraph, &sentence));
        let filled = whole.filter(|sentence| !sentence.is_empty());
        found.sentences.extend(filled.map(|sentence| (at.place(sentence.start), at.place(sentence.end))));
        before += paragraph.chars().count() as u64 + 1;
    }
    found
}

/// The length of a text that is told, counted, or both.
pub(super) fn length_of(text: Option<&str>, told: Option<u64>) -> Result<Option<u64>, String> {
    let counted = text.map(|text| text.chars().count() as u64);
    match (counted, told) {
        (Some(counted), Some(told)) if counted != told => Err(format!(
            "the text has {counted} characters, but its length is given as {told}; one of the two is wrong"
        )),
        _ => Ok(counted.or(told)),
    }
}

/// Counts characters up to bytes that come in ascending order.
struct Counter<'a> {
    text: &'a str,
    byte: usize,
    character: u64,
}

impl Counter<'_> {
    fn place(&mut self, byte: usize) -> u64 {
        self.character += self.text.get(self.byte..byte).map_or(0, |between| between.chars().count() as u64);
        self.byte = byte;
        self.character
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_sentences_stand_where_their_characters_do() {
        let text = "قال الوزير: «لن نتراجع». ثم خرج.\nA b-c 3.5!";
        let parts = of(text);
        let letters: Vec<char> = text.chars().collect();
        let cut = |(start, end): &(u64, u64)| letters[*start as usize..*end as usize].iter().collect::<String>();
        let words: Vec<String> = parts.words.iter().map(cut).collect();
        assert_eq!(words, ["قال", "الوزير", "لن", "نتراجع", "ثم", "خرج", "A", "b", "c", "3.5"]);
        let sentences: Vec<String> = parts.sentences.iter().map(cut).collect();
        assert_eq!(sentences, ["قال الوزير: «لن نتراجع».", "ثم خرج.", "A b-c 3.5!"]);
    }

    #[test]
    fn two_lengths_of_one_text_are_refused() {
        assert_eq!(length_of(Some("خبر"), Some(3)), Ok(Some(3)));
        assert_eq!((length_of(None, Some(4)), length_of(None, None)), (Ok(Some(4)), Ok(None)));
        assert!(length_of(Some("خبر"), Some(6)).unwrap_err().contains("3 characters"));
    }
}
