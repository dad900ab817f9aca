//! The language of a text as a BCP-47 tag.

use super::normal::is_letter;
use whatlang::Lang;

/// Letters below which the statistics of trigrams say too little.
const SHORT: usize = 120;
/// Characters that are read; more do not change the answer.
const SAMPLE: usize = 8_000;

/// Letters that mark a language within its script, for short texts.
const MARKS: &[(&str, &str)] = &[("fa", "پچژگکی"), ("ur", "ٹڈڑےںھ"), ("uk", "іїєґІЇЄҐ"), ("ar", "ةيىكأإؤ")];

/// The language of a text, or `None` where neither statistics nor letters tell it.
pub(super) fn detect(text: &str) -> Option<String> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let letters = sample.chars().filter(|c| is_letter(*c) && !is_digit(*c)).count();
    if letters == 0 {
        return None;
    }
    let arabic = sample.chars().filter(|c| is_arabic(*c)).count();
    if arabic * 2 > letters {
        return Some(by_marks(&sample, &["fa", "ur", "ar"]).unwrap_or("ar").to_owned());
    }
    let info = whatlang::detect(&sample)?;
    if letters < SHORT && !info.is_reliable() {
        let cyrillic = sample.chars().filter(|c| ('\u{400}'..='\u{4FF}').contains(c)).count();
        if cyrillic * 2 > letters {
            return Some(by_marks(&sample, &["uk"]).unwrap_or("ru").to_owned());
        }
        if info.confidence() < 0.2 {
            return None;
        }
    }
    Some(tag(info.lang()).to_owned())
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D5}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The language whose marking letters are most frequent.
fn by_marks(sample: &str, among: &[&str]) -> Option<&'static str> {
    let count = |set: &str| {
        let marks: Vec<char> = set.chars().collect();
        // Spaces, stops and most letters of English are no mark of any.
        sample.chars().filter(|c| !c.is_ascii() && marks.contains(c)).count()
    };
    let mut best = None;
    for (tag, set) in MARKS.iter().filter(|(t, _)| among.contains(t)) {
        let n = count(set);
        if n > 0 && best.is_none_or(|(_, b)| n > b) {
            best = Some((*tag, n));
        }
    }
    best.map(|(tag, _)| tag)
}

/// The two-letter tag where there is one.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Ron => "ro",
        Lang::Ell => "el",
        Lang::Hye => "hy",
        Lang::Kat => "ka",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Hin => "hi",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Hun => "hu",
        Lang::Cat => "ca",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        other => other.code(),
    }
}
