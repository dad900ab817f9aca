//! Looking for words in a text: spelling, marks and the particles that Arabic writes onto a word make no difference.

use super::fold::{fold_hamza_onto, fold_onto};
use std::ops::Range;

/// Places of one text that are told.
const PLACES: usize = 1_000;
/// Letters of a word from which particles before it and endings are found as well.
const OPEN: usize = 3;
/// What Arabic writes onto the beginning of a word, folded.
const PARTICLES: [&str; 20] = [
    "وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "وب", "ول", "وك", "فل", "و", "ف",
    "ب", "ل", "ك",
];
/// The alef of the accusative.
const CASE: &str = "ا";
/// Before a word whose hamza is on any seat, in a list of words; no word has it.
const ANY_SEAT: &str = "\u{1}";

/// What is looked for: words that must all occur, in any order; words in quotation marks must stand beside each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    terms: Vec<Vec<Wanted>>,
}

/// A word that is looked for, folded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    word: Spelling,
    any_seat: Option<Spelling>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Spelling {
    letters: String,
    reach: Reach,
}

/// What is found beside a word itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    /// Nothing.
    Alone,
    /// Particles before it, and the alef of the accusative behind it.
    Case,
    /// Particles before it and all endings.
    Open,
}

impl Spelling {
    fn new(letters: &str, is_any_seat: bool) -> Self {
        // Who looks for «الحكومة» means «للحكومة» and «حكومة» too.
        let bare = letters.strip_prefix("ال").filter(|rest| rest.chars().count() >= OPEN);
        let letters = bare.unwrap_or(letters).to_owned();
        let reach = match letters.chars().count() {
            // Water (ماء) is no beginning of a hundred (مائة): with hamza on any seat, three letters are too few to go on from.
            OPEN if is_any_seat => Reach::Case,
            OPEN.. => Reach::Open,
            _ => Reach::Alone,
        };
        Self { letters, reach }
    }

    /// Whether a folded word of a text is this one.
    fn is(&self, word: &str) -> bool {
        let fits = |w: &str| match (w.strip_prefix(self.letters.as_str()), self.reach) {
            (Some(""), _) | (Some(_), Reach::Open) => true,
            (Some(ending), Reach::Case) => ending == CASE,
            _ => false,
        };
        fits(word) || self.reach != Reach::Alone && PARTICLES.iter().any(|p| word.strip_prefix(p).is_some_and(fits))
    }
}

impl Wanted {
    fn new(word: &str, any_seat: Option<&str>) -> Self {
        Self { word: Spelling::new(word, false), any_seat: any_seat.map(|w| Spelling::new(w, true)) }
    }

    fn is(&self, word: &str, any_seat: Option<&str>) -> bool {
        self.word.is(word) || self.any_seat.as_ref().zip(any_seat).is_some_and(|(wanted, word)| wanted.is(word))
    }

    /// The words of a list of [`each_key`] that are this one: all that begin so (`true`), or the one that is so.
    pub fn keys(&self) -> Vec<(String, bool)> {
        let mut out = Vec::with_capacity(3 * PARTICLES.len() + 3);
        for (mark, spelling) in [("", Some(&self.word)), (ANY_SEAT, self.any_seat.as_ref())] {
            let Some(Spelling { letters, reach }) = spelling else { continue };
            let particles = if *reach == Reach::Alone { &[] } else { &PARTICLES[..] };
            for particle in [""].iter().chain(particles) {
                let key = [mark, particle, letters].concat();
                if *reach == Reach::Case {
                    out.push((format!("{key}{CASE}"), false));
                }
                out.push((key, *reach == Reach::Open));
            }
        }
        out
    }
}

impl Query {
    /// Reads what a person wrote.
    ///
    /// ```
    /// use mizan::text::search::Query;
    /// let text = "أعلنت الحكومــةُ أنّ المَسؤولين";
    /// let places = Query::new("حكومه مسئول").find(text).unwrap();
    /// assert_eq!(&text[places[0].clone()], "الحكومــةُ");
    /// assert_eq!(&text[places[1].clone()], "المَسؤولين");
    /// assert_eq!(Query::new("\"المسؤولين الحكومة\"").find(text), None);
    /// ```
    pub fn new(written: &str) -> Self {
        let quotes = ['"', '«', '»', '“', '”', '„'];
        let mut terms = Vec::new();
        for (n, part) in written.split(quotes).enumerate() {
            let mut words = Vec::new();
            each_word(part, |_, word, any_seat| words.push(Wanted::new(word, any_seat)));
            if n % 2 == 1 && words.len() > 1 {
                terms.push(words);
            } else {
                terms.extend(words.into_iter().map(|w| vec![w]));
            }
        }
        Self { terms }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// What must occur: each one a word, or several that must stand beside each other.
    pub fn terms(&self) -> &[Vec<Wanted>] {
        &self.terms
    }

    /// The bytes of the words that were found, in the order of the text; `None` unless all occur.
    pub fn find(&self, text: &str) -> Option<Vec<Range<usize>>> {
        if self.is_empty() {
            return None;
        }
        let longest = self.terms.iter().map(Vec::len).max().unwrap_or(0);
        let mut found: Vec<Vec<Range<usize>>> = vec![Vec::new(); self.terms.len()];
        // The words that were read last: where each stands, and which words of each term it is.
        let mut last: std::collections::VecDeque<(Range<usize>, Vec<Vec<bool>>)> = std::collections::VecDeque::new();
        each_word(text, |at, word, any_seat| {
            let is = |wanted: &Vec<Wanted>| wanted.iter().map(|w| w.is(word, any_seat)).collect();
            last.push_back((at, self.terms.iter().map(is).collect()));
            if last.len() > longest {
                last.pop_front();
            }
            for (n, (term, places)) in self.terms.iter().zip(&mut found).enumerate() {
                let Some(first) = last.len().checked_sub(term.len()) else { continue };
                let fits = |(at, (_, is)): (usize, &(Range<usize>, Vec<Vec<bool>>))| {
                    is.get(n).and_then(|is| is.get(at)).is_some_and(|is| *is)
                };
                if places.len() < PLACES
                    && last.iter().skip(first).enumerate().all(fits)
                    && let (Some((start, _)), Some((end, _))) = (last.get(first), last.back())
                {
                    places.push(start.start..end.end);
                }
            }
        });
        if found.iter().any(Vec::is_empty) {
            return None;
        }
        let mut out: Vec<Range<usize>> = found.into_iter().flatten().collect();
        out.sort_by_key(|r| (r.start, r.end));
        out.dedup();
        Some(out)
    }
}

/// Tells each word of a text: its bytes, how it is spelled when folded, and with its hamza on any seat where it has one.
fn each_word(text: &str, mut told: impl FnMut(Range<usize>, &str, Option<&str>)) {
    let (mut word, mut any_seat) = (String::new(), String::new());
    for at in tokens(text) {
        let Some(written) = text.get(at.clone()) else { continue };
        word.clear();
        any_seat.clear();
        fold_onto(written, &mut word);
        if !word.is_empty() {
            let has_hamza = fold_hamza_onto(written, &mut any_seat);
            told(at, &word, has_hamza.then_some(any_seat.as_str()));
        }
    }
}

/// Tells the entries of each word of a text in a list of words: its number in the text, from 0, and the entry. A word with a hamza has
/// two. [`Wanted::keys`] are found among them.
pub fn each_key(text: &str, mut told: impl FnMut(u32, &str)) {
    let (mut number, mut key) = (0, String::new());
    each_word(text, |_, word, any_seat| {
        told(number, word);
        if let Some(any_seat) = any_seat {
            key.clear();
            key.push_str(ANY_SEAT);
            key.push_str(any_seat);
            told(number, &key);
        }
        number += 1;
    });
}

/// The bytes of the words of a text.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if is_letter(c) {
                break at;
            }
        };
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !is_letter(*c) && !joins(*c) {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
}

/// Whether a sign is a letter or digit; those of most texts are known without a look at the tables of Unicode.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{0620}'..='\u{064A}' | '\u{0660}'..='\u{0669}' | '\u{0410}'..='\u{044F}' => true,
        '\u{064B}'..='\u{0652}' | '«' | '»' | '،' | '؛' | '؟' => false,
        other => other.is_alphanumeric(),
    }
}

/// Signs inside a word that are none of its letters: tashkeel, tatweel, joiners, soft hyphen, accents.
const fn joins(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        Query::new(query).find(text).unwrap_or_default().into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn spellings_and_particles_make_no_difference() {
        let text = "وللإدارةِ رأيٌ آخر؛ قال الأمريكيّ إنّ علـى الادارة أن تعلن، كما في إدارتها.";
        assert_eq!(found("الإدارة", text), ["وللإدارةِ", "الادارة"]);
        assert_eq!(found("إدار", text), ["وللإدارةِ", "الادارة", "إدارتها"]);
        assert_eq!(found("راي", text), ["رأيٌ"]);
        assert_eq!(found("امريكى", text), ["الأمريكيّ"]);
        assert_eq!(found("على", text), ["علـى"]);
        assert_eq!(found("می‌گوید", "او میگوید که کتاب"), ["میگوید"]);
        assert_eq!(found("كتاب", "او میگوید که کتاب"), ["کتاب"]);
        // A hamza on another seat, as schools of spelling and cases of a word have it; but an opinion is no president.
        assert_eq!(found("مسئول", "المسؤولين ومسئولة ومسوول"), ["المسؤولين", "ومسئولة"]);
        assert_eq!(found("مسؤول", "المسؤولين ومسئولة ومسوول"), ["المسؤولين", "ومسئولة", "ومسوول"]);
        assert_eq!(found("شؤون الأعضاء", "شئون أعضائه، وأعضاؤها"), ["شئون", "أعضائه", "وأعضاؤها"]);
        assert_eq!(found("شيء", "لا شئ ولا بشيئا ولا شيئين"), ["شئ", "بشيئا"]);
        assert_eq!(found("ماء", "مائة ماء ومائدة"), ["ماء"]);
        assert_eq!(found("شاطئ", "الشاطيء"), ["الشاطيء"]);
        assert_eq!(found("رأي", "الرئيس ورؤية ورأيه"), ["ورأيه"]);
        assert_eq!(found("رؤى", "الرئيس ورؤى"), ["ورؤى"]);
        // A stretch of the line between two words is no word.
        assert_eq!(found("\"وزير الدفاع\"", "وزير ــ الدفاع"), ["وزير ــ الدفاع"]);
        assert_eq!(found("РЕДАКЦИЯ", "Мнение редакция"), ["редакция"]);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..='\u{FFFF}' {
            let is_mark = ('\u{064B}'..='\u{0652}').contains(&c);
            assert_eq!(is_letter(c), c.is_alphanumeric() && !is_mark, "{c:?}");
        }
    }

    #[test]
    fn all_words_must_occur_and_quoted_ones_beside_each_other() {
        let text = "وزير الخارجية الروسي ثم وزير الدفاع";
        assert_eq!(found("وزير دفاع", text), ["وزير", "وزير", "الدفاع"]);
        assert_eq!(found("\"وزير الدفاع\"", text), ["وزير الدفاع"]);
        assert_eq!(found("وزير الصحة", text), Vec::<&str>::new());
        assert_eq!(found("\"الدفاع وزير\"", text), Vec::<&str>::new());
        assert_eq!(found("", text), Vec::<&str>::new());
        assert_eq!(found(" ، ", text), Vec::<&str>::new());
        // A word of two letters is no beginning of others.
        assert_eq!(found("في", "في فيلم"), ["في"]);
    }
}
