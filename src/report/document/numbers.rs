//! Numbers as the language of the report writes them.

use crate::model::UiLanguage;

/// A language, with short words for what is written in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Lang(pub(super) UiLanguage);

impl Lang {
    pub(super) const fn is_arabic(self) -> bool {
        matches!(self.0, UiLanguage::Ar)
    }

    /// The one of two texts.
    pub(super) const fn t<'t>(self, en: &'t str, ar: &'t str) -> &'t str {
        if self.is_arabic() { ar } else { en }
    }

    /// The code of the language.
    pub(super) const fn code(self) -> &'static str {
        if self.is_arabic() { "ar" } else { "en" }
    }

    /// Digits, decimal sign and minus of the language.
    pub(super) fn digits(self, figure: &str) -> String {
        let arabic = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from('\u{0660}') + u32::from(c) - u32::from('0')).unwrap_or(c),
            '.' => '\u{066B}',
            '-' => '\u{2212}',
            other => other,
        };
        if self.is_arabic() { figure.chars().map(arabic).collect() } else { figure.replace('-', "\u{2212}") }
    }

    pub(super) fn count(self, n: usize) -> String {
        let plain = n.to_string();
        let (mark, mut out) = (if self.is_arabic() { '\u{066C}' } else { ',' }, String::new());
        for (place, digit) in plain.chars().enumerate() {
            if place > 0 && (plain.len() - place).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        if self.is_arabic() { self.digits(&out) } else { out }
    }

    pub(super) fn number(self, value: f64, places: usize) -> String {
        let text = format!("{value:.places$}");
        // A rounded zero has no sign.
        let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
        self.digits(if is_zero { text.trim_start_matches('-') } else { &text })
    }

    /// A figure that cannot be above 1: in English without the zero before the point, as APA writes it.
    pub(super) fn unit(self, value: f64, places: usize) -> String {
        let text = self.number(value, places);
        if self.is_arabic() {
            return text;
        }
        match text.strip_prefix("0.").map(|rest| format!(".{rest}")) {
            Some(short) => short,
            None => text.strip_prefix("\u{2212}0.").map_or(text.clone(), |rest| format!("\u{2212}.{rest}")),
        }
    }

    pub(super) fn percent(self, share: f64) -> String {
        let figure = self.number(share * 100.0, 1);
        if self.is_arabic() { format!("{figure}٪") } else { format!("{figure} %") }
    }

    /// Two bounds, each already written.
    pub(super) fn between(self, low: &str, high: &str) -> String {
        if self.is_arabic() { format!("[{low}؛ {high}]") } else { format!("[{low}, {high}]") }
    }

    /// Names one after another.
    pub(super) fn list(self, names: &[String]) -> String {
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) if self.is_arabic() => format!("{} و{last}", rest.join("، ")),
            Some((last, [first])) => format!("{first} and {last}"),
            Some((last, rest)) => format!("{}, and {last}", rest.join(", ")),
        }
    }

    /// Parts without an "and".
    pub(super) fn parts(self, parts: &[String]) -> String {
        parts.join(if self.is_arabic() { "؛ " } else { "; " })
    }

    /// A date, of which only the digits change.
    pub(super) fn date(self, date: &str) -> String {
        if self.is_arabic() {
            date.chars()
                .map(|c| if c == '-' { c } else { self.digits(&c.to_string()).chars().next().unwrap_or(c) })
                .collect()
        } else {
            date.to_owned()
        }
    }

    /// A name in the marks that keep its direction apart from the sentence around it.
    #[allow(clippy::unused_self)] // read beside what the language decides
    pub(super) fn name(self, name: &str) -> String {
        format!("\u{2068}{name}\u{2069}")
    }
}

/// The form of a counted thing: English (one, more), Arabic (one, two, 3 to 10, 11 to 99, hundreds).
pub(super) fn counted(lang: Lang, n: usize, en: [&str; 2], ar: [&str; 5]) -> String {
    let form = match (lang.is_arabic(), n, n % 100) {
        (false, 1, _) => en[0],
        (false, ..) => en[1],
        (true, 1, _) => ar[0],
        (true, 2, _) => ar[1],
        (true, _, 3..=10) => ar[2],
        (true, _, 11..=99) => ar[3],
        (true, ..) => ar[4],
    };
    form.replace("{}", &lang.count(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_as_the_language_writes_them() {
        let (en, ar) = (Lang(UiLanguage::En), Lang(UiLanguage::Ar));
        assert_eq!(
            [en.unit(0.8512, 2), en.unit(-0.05, 2), en.unit(1.0, 2), en.unit(-0.001, 2)],
            [".85", "\u{2212}.05", "1.00", ".00"]
        );
        assert_eq!((ar.unit(0.85, 2).as_str(), ar.percent(0.5).as_str()), ("٠٫٨٥", "٥٠٫٠٪"));
        assert_eq!((en.count(1_234_567), ar.count(1234)), ("1,234,567".to_owned(), "١٬٢٣٤".to_owned()));
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!((en.list(&names), ar.list(&names)), ("a, b, and c".to_owned(), "a، b وc".to_owned()));
        let articles =
            |n| counted(ar, n, ["{} article", "{} articles"], ["مقال واحد", "مقالان", "{} مقالات", "{} مقالًا", "{} مقال"]);
        assert_eq!([1, 2, 3, 11, 100].map(articles), ["مقال واحد", "مقالان", "٣ مقالات", "١١ مقالًا", "١٠٠ مقال"]);
    }
}
