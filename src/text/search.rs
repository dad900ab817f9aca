//! Looking for words in a text: spelling, marks and the particles that Arabic writes onto a word make no difference.

use super::fold::fold_key;
use std::ops::Range;

/// Places of one text that are told.
const PLACES: usize = 1_000;
/// Letters of a word from which its endings are found as well.
const OPEN: usize = 3;
/// What Arabic writes onto the beginning of a word, folded; the longer first.
const PARTICLES: &[&str] = &[
    "وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "وب", "ول", "وك", "فل", "و", "ف",
    "ب", "ل", "ك",
];

/// What is looked for: words that must all occur, in any order; words in quotation marks must stand beside each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    terms: Vec<Vec<String>>,
}

impl Query {
    /// Reads what a person wrote.
    ///
    /// ```
    /// use mizan::text::search::Query;
    /// let text = "أعلنت الحكومــةُ أنّ المَسؤولين";
    /// let places = Query::new("حكومه مسوول").find(text).unwrap();
    /// assert_eq!(&text[places[0].clone()], "الحكومــةُ");
    /// assert_eq!(&text[places[1].clone()], "المَسؤولين");
    /// assert_eq!(Query::new("\"المسؤولين الحكومة\"").find(text), None);
    /// ```
    pub fn new(written: &str) -> Self {
        let quotes = ['"', '«', '»', '“', '”', '„'];
        let mut terms = Vec::new();
        for (n, part) in written.split(quotes).enumerate() {
            let words: Vec<String> = tokens(part).map(|at| fold_key(&part[at])).filter(|w| !w.is_empty()).collect();
            if n % 2 == 1 && words.len() > 1 {
                terms.push(words);
            } else {
                terms.extend(words.into_iter().map(|w| vec![w]));
            }
        }
        for word in terms.iter_mut().flatten() {
            // Who looks for «الحكومة» means «للحكومة» and «حكومة» too.
            if let Some(bare) = word.strip_prefix("ال").filter(|rest| rest.chars().count() >= OPEN) {
                *word = bare.to_owned();
            }
        }
        Self { terms }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The bytes of the words that were found, in the order of the text; `None` unless all occur.
    pub fn find(&self, text: &str) -> Option<Vec<Range<usize>>> {
        if self.is_empty() {
            return None;
        }
        let words: Vec<(Range<usize>, String)> =
            tokens(text).map(|at| (at.clone(), fold_key(text.get(at).unwrap_or_default()))).collect();
        let mut out: Vec<Range<usize>> = Vec::new();
        for term in &self.terms {
            let before = out.len();
            for window in words.windows(term.len()) {
                if window.iter().zip(term).all(|((_, word), wanted)| is(word, wanted))
                    && let (Some((first, _)), Some((last, _))) = (window.first(), window.last())
                    && out.len() - before < PLACES
                {
                    out.push(first.start..last.end);
                }
            }
            if out.len() == before {
                return None;
            }
        }
        out.sort_by_key(|r| (r.start, r.end));
        out.dedup();
        Some(out)
    }
}

/// Whether a folded word of a text is one that is looked for: itself, with an ending, or with particles before it.
fn is(word: &str, wanted: &str) -> bool {
    let open = wanted.chars().count() >= OPEN;
    let fits = |w: &str| if open { w.starts_with(wanted) } else { w == wanted };
    fits(word) || open && PARTICLES.iter().any(|p| word.strip_prefix(p).is_some_and(fits))
}

/// The bytes of the words of a text.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break at;
            }
        };
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !c.is_alphanumeric() && !joins(*c) {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
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
        assert_eq!(found("РЕДАКЦИЯ", "Мнение редакция"), ["редакция"]);
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
