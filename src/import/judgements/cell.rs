//! What stands in one cell, as people and spreadsheets write it.

/// The content without white space and invisible marks around it, which nobody sees and nobody means.
pub(super) fn clean(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] | [first @ last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)),
    }
}

/// Marks of direction, joiners and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A number with what its comma may mean.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Number {
    /// With a comma read as the decimal mark; always finite.
    pub(super) value: f64,
    /// How it uses a comma.
    pub(super) comma: Comma,
}

/// The use of a comma in a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Comma {
    /// There is none.
    Absent,
    /// It can only be a decimal mark: `2,5`.
    Decimal,
    /// A decimal mark or one between thousands: `1,234`.
    Unclear,
}

/// Western, Arabic-Indic and Persian digits with `.`, `,` or `٫` before the decimals, a sign, an exponent.
pub(super) fn number(text: &str) -> Option<Number> {
    let plain = with_western_digits(text);
    let (whole, decimals) = plain.split_once(',').unwrap_or((&plain, ""));
    let comma = match plain.matches(',').count() {
        0 => Comma::Absent,
        1 if plain.contains('.') => return None,
        1 => {
            let digits = whole.trim_start_matches(['-', '+']);
            let thousands = decimals.len() == 3 && (1..=3).contains(&digits.len()) && !digits.starts_with('0');
            if thousands { Comma::Unclear } else { Comma::Decimal }
        }
        _ => return None,
    };
    let plain = plain.replace(',', ".");
    // Rust also reads "inf" and "nan".
    let known = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    let value = plain.parse().ok().filter(|v: &f64| known && v.is_finite())?;
    // Adding zero makes -0 the same number as 0.
    Some(Number { value: value + 0.0, comma })
}

/// A position or a length: digits alone.
pub(super) fn whole_number(text: &str) -> Option<u64> {
    let plain = with_western_digits(text);
    // Tables with empty cells are often written with every number as 12.0.
    let digits = plain.strip_suffix(".0").unwrap_or(&plain);
    digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The same text with `٣` and `۳` as 3, `٫` as a point and `−` as a hyphen.
pub(super) fn with_western_digits(text: &str) -> String {
    let western = |c: char| {
        let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
        match c {
            '\u{0660}'..='\u{0669}' => digit(0x0660),
            '\u{06F0}'..='\u{06F9}' => digit(0x06F0),
            '\u{066B}' => '.',
            '\u{2212}' => '-',
            other => other,
        }
    };
    text.chars().map(western).collect()
}

/// Words that many programs write for a value that is not there, and that some codebooks have as a value.
pub(super) fn may_stand_for_nothing(text: &str) -> bool {
    let words = ["na", "n/a", "#n/a", "nan", "<na>", "null", ".", "#null!", "#value!", "#div/0!"];
    words.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value) in [
            ("3", 3.0),
            ("-2.5", -2.5),
            ("2,5", 2.5),
            ("٢٫٥", 2.5),
            ("۱۲", 12.0),
            ("−1", -1.0),
            ("+4", 4.0),
            ("1e3", 1000.0),
            ("0,125", 0.125),
            (".5", 0.5),
            ("-0", 0.0),
        ] {
            let found = number(text).unwrap();
            assert_eq!((found.value, found.comma == Comma::Unclear), (value, false), "{text}");
        }
        for text in ["", "x", "inf", "NaN", "1.234,5", "1,2,3", "1 000", "0x10", "e", "-", "1e999", "٣x"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("1,234").map(|n| n.comma), Some(Comma::Unclear));
        assert_eq!(number("٢,٥").map(|n| n.comma), Some(Comma::Decimal));
    }

    #[test]
    fn positions_are_whole() {
        assert_eq!((whole_number("١٢"), whole_number("12.0"), whole_number("0")), (Some(12), Some(12), Some(0)));
        for text in ["", "-1", "+1", "1.5", "1,0", "x", "99999999999999999999"] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn nobody_sees_what_is_cut_off() {
        for text in ["مؤيد", " مؤيد\t", "\u{200f}مؤيد\u{200e}", "\u{a0}مؤيد\u{feff}", "\u{202b}مؤيد\u{202c}"]
        {
            assert_eq!(clean(text), "مؤيد");
        }
        assert_eq!((clean("a b"), clean(" "), clean("x"), clean(" x")), ("a b", "", "x", "x"));
    }
}
