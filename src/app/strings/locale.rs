//! Numbers, counts and times as a language writes them for people.

use crate::model::{Timestamp, UiLanguage};

/// A whole number in the digits of the language.
pub fn number(language: UiLanguage, n: i64) -> String {
    digits(language, &n.to_string())
}

/// A number with a fixed count of decimals.
pub fn decimal(language: UiLanguage, x: f64, places: usize) -> String {
    digits(language, &format!("{x:.places$}"))
}

/// A share from 0 to 1 in whole per cent.
pub fn percent(language: UiLanguage, share: f64) -> String {
    let figure = decimal(language, share * 100.0, 0);
    match language {
        UiLanguage::En => format!("{figure} %"),
        UiLanguage::Ar => format!("{figure}٪"),
    }
}

/// The minus of figures: a dash of a digit's width. None of the shipped typefaces has Unicode's own minus sign.
const MINUS: char = '\u{2013}';

/// Writes the digits, the decimal point and the minus of a figure as the language does.
pub fn digits(language: UiLanguage, figure: &str) -> String {
    let arabic = |c: char| match c {
        '0'..='9' => char::from_u32(u32::from('\u{0660}') + u32::from(c) - u32::from('0')).unwrap_or(c),
        '.' => '\u{066B}',
        '-' => MINUS,
        other => other,
    };
    let latin = |c: char| if c == '-' { MINUS } else { c };
    match language {
        UiLanguage::En => figure.chars().map(latin).collect(),
        UiLanguage::Ar => figure.chars().map(arabic).collect(),
    }
}

/// The forms that a counted thing takes; `{}` stands for the number.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// English: one, more.
    pub en: [&'static str; 2],
    /// Arabic: none, one, two, 3-10, 11-99, whole hundreds.
    pub ar: [&'static str; 6],
}

impl Counted {
    /// The thing, counted.
    pub fn of(&self, language: UiLanguage, n: usize) -> String {
        let form = match language {
            UiLanguage::En => self.en[usize::from(n != 1)],
            UiLanguage::Ar => self.ar[arabic_form(n)],
        };
        form.replace("{}", &number(language, i64::try_from(n).unwrap_or(i64::MAX)))
    }
}

/// Plural category of Arabic.
///
/// # Source
/// Unicode CLDR, plural rules for `ar`: zero, one, two, few, many, other.
const fn arabic_form(n: usize) -> usize {
    match (n, n % 100) {
        (0, _) => 0,
        (1, _) => 1,
        (2, _) => 2,
        (_, 3..=10) => 3,
        (_, 11..=99) => 4,
        _ => 5,
    }
}

/// Hour and minute in the zone of the computer.
pub fn clock_time(language: UiLanguage, at: Timestamp) -> String {
    zoned(at).map_or_else(String::new, |t| digits(language, &format!("{:02}:{:02}", t.hour(), t.minute())))
}

/// Day of the calendar in the zone of the computer, as 2026-03-09.
pub fn day(language: UiLanguage, at: Timestamp) -> String {
    zoned(at).map_or_else(String::new, |t| date(language, &format!("{:04}-{:02}-{:02}", t.year(), t.month(), t.day())))
}

/// A date as answers keep it (`2026-03-09`, `2026-03`, `2026`) in the digits of the language. Its hyphens are no minus
/// signs.
pub fn date(language: UiLanguage, text: &str) -> String {
    text.split('-').map(|part| digits(language, part)).collect::<Vec<_>>().join("-")
}

fn zoned(at: Timestamp) -> Option<jiff::Zoned> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|t| t.to_zoned(jiff::tz::TimeZone::system()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_the_language_does() {
        assert_eq!(number(UiLanguage::Ar, 1205), "١٢٠٥");
        assert_eq!(number(UiLanguage::En, 1205), "1205");
        assert_eq!(decimal(UiLanguage::Ar, 0.873, 2), "٠٫٨٧");
        assert_eq!(decimal(UiLanguage::En, -0.5, 1), "–0.5");
        assert_eq!(percent(UiLanguage::Ar, 0.5), "٥٠٪");
        assert_eq!(date(UiLanguage::Ar, "2024-08-19"), "٢٠٢٤-٠٨-١٩");
        assert_eq!(date(UiLanguage::En, "2024-08"), "2024-08");
    }

    #[test]
    fn arabic_counts_take_six_forms() {
        let forms: Vec<usize> = [0, 1, 2, 3, 10, 11, 99, 100, 101, 103, 111].into_iter().map(arabic_form).collect();
        assert_eq!(forms, [0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4]);
    }
}
