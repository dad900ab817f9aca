//! Words as rules compare them: one spelling for what readers take as the same word. Offsets point into the frozen text.

use crate::text::fold::fold_key;
use unicode_normalization::UnicodeNormalization as _;

/// A word and its normal form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// The form that rules compare.
    pub norm: String,
    /// First byte in the frozen text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// The words of a piece of text that starts at byte `offset` of the frozen text.
pub(super) fn words(piece: &str, offset: usize) -> Vec<Word> {
    let mut out = Vec::new();
    let mut start = None;
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let inside = if start.is_some() { is_word_part(c, next) } else { is_letter(c) };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(&mut out, piece, from, at, offset);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        push(&mut out, piece, from, piece.len(), offset);
    }
    out
}

/// The normal form of a whole line: its words with single spaces, for comparing lines.
pub(super) fn key(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    for word in words(piece, 0) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.norm);
    }
    out
}

fn push(out: &mut Vec<Word>, piece: &str, from: usize, to: usize, offset: usize) {
    let Some(text) = piece.get(from..to) else { return };
    let norm = normal(text);
    if !norm.is_empty() {
        out.push(Word { norm, start: offset + from, end: offset + to });
    }
}

/// Whether a character continues a word: letters, digits, marks, tatweel, soft hyphen and joiners that stand inside
/// a letter group. The Cyrillic apostrophe is a letter's sign; the Latin one separates words.
fn is_word_part(c: char, next: Option<char>) -> bool {
    if is_letter(c) || is_silent(c) || is_mark(c) {
        return true;
    }
    matches!(c, '\'' | '’' | 'ʼ') && next.is_some_and(|n| matches!(n, 'є' | 'ї' | 'ю' | 'я' | 'Є' | 'Ї' | 'Ю' | 'Я'))
}

/// Letters and digits; those of our languages without a look into the tables.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{660}'..='\u{669}' | '\u{410}'..='\u{44F}' => true,
        _ => c.is_alphanumeric(),
    }
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}')
}

/// Signs without a sound: tatweel, soft hyphen, bidi marks, joiner, variation selectors. The zero-width non-joiner is not among
/// them, since in Persian it parts a word from its ending.
const fn is_silent(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{AD}' | '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// The normal form of one word: folded as for search, and without accents, since disclaimers are typed with and without them.
pub(super) fn normal(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().filter(|c| *c != '\'').map(|c| c.to_ascii_lowercase()).collect();
    }
    let folded = fold_key(word);
    if folded.chars().all(|c| matches!(c, '\u{621}'..='\u{64A}' | 'پ' | 'چ' | 'ژ' | 'گ' | '0'..='9')) {
        return folded;
    }
    let mut out = String::with_capacity(word.len());
    for c in folded.nfkd() {
        if is_mark(c) || is_silent(c) {
            continue;
        }
        match c {
            '\'' | '’' | 'ʼ' => {}
            'ے' => out.push('ي'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            _ => out.push(c),
        }
    }
    if out.chars().any(|c| ('\u{430}'..='\u{45F}').contains(&c)) && out.chars().any(|c| !is_cyrillic(c)) {
        out = out.chars().map(cyrillic_twin).collect();
    }
    out
}

const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

/// The Cyrillic letter that a Latin or Greek one was typed for.
const fn cyrillic_twin(c: char) -> char {
    match c {
        'a' | 'α' => 'а',
        'e' | 'ε' => 'е',
        'o' | 'ο' => 'о',
        'c' => 'с',
        'p' | 'ρ' => 'р',
        'x' | 'χ' => 'х',
        'y' | 'υ' => 'у',
        'i' | 'ι' => 'і',
        'k' | 'κ' => 'к',
        'm' => 'м',
        't' | 'τ' => 'т',
        'h' => 'н',
        'b' => 'в',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        assert_eq!(normal("تُعبّر"), normal("تعبر"));
        assert_eq!(normal("رأى"), normal("رأي"));
        assert_eq!(normal("الموجودة"), normal("الموجوده"));
        assert_eq!(normal("الآراء"), "الاراء");
        assert_eq!(normal("الـ"), "ال");
        assert_eq!(normal("Редaкция"), normal("редакция"));
        assert_eq!(normal("Ёлка"), "елка");
        assert_eq!(normal("OPINIÓN"), "opinion");
        assert_eq!(normal("İdari"), "idari");
        assert_eq!(normal("٢٠٢٤"), "2024");
    }

    #[test]
    fn words_know_where_they_stand() {
        let found = words("لا، تعـبر l'auteur обов'язково", 10);
        let norms: Vec<_> = found.iter().map(|w| w.norm.as_str()).collect();
        assert_eq!(norms, ["لا", "تعبر", "l", "auteur", "обовязково"]);
        assert_eq!((found[0].start, found[0].end), (10, 14));
    }
}
