//! The deck of a press review: who wrote the piece where («كتب فلان، في "جريدة"»).

use super::normal::{Word, words};

/// Verbs of writing, in normal form.
const WROTE: &[&str] = &[
    "كتب",
    "كتبت",
    "يكتب",
    "تكتب",
    "كتبا",
    "كتبوا",
    "пишет",
    "пишут",
    "написал",
    "написала",
    "рассуждает",
    "пише",
    "writes",
    "wrote",
    "writing",
];
/// Words between the writer and the newspaper.
const IN: &[&str] = &["في", "ب", "علي", "لـ", "ل", "لصحيفه", "بصحيفه", "в", "для", "на", "у", "in", "for", "at"];
/// Words of kind before a newspaper's name, and words that end a writer's.
const KIND: &[&str] = &[
    "صحيفه",
    "جريده",
    "مجله",
    "موقع",
    "مقال",
    "مقاله",
    "газете",
    "газеты",
    "журнале",
    "статье",
    "newspaper",
    "magazine",
    "the",
    "an",
    "a",
    "article",
];
/// Words between the verb and the newspaper's opening mark.
const REACH: usize = 14;

/// Whether a line reads like such a deck.
pub(super) fn is_press_review(words: &[Word], raw: &str) -> bool {
    if words.len() > 60 {
        return false;
    }
    let Some(at) = words.iter().position(|w| WROTE.contains(&w.norm.as_str())) else { return false };
    let quoted = ['"', '«', '“', '„'].iter().any(|q| raw.contains(*q));
    quoted && words.iter().skip(at + 1).take(8).any(|w| IN.contains(&w.norm.as_str()))
}

/// Writer and newspaper, as far as a deck names them.
///
/// ```
/// let found = mizan::import::press_review("حول الممر الجديد، كتبت ليلى حداد، في \"الأفق\":");
/// assert_eq!(found, Some((Some("ليلى حداد".into()), Some("الأفق".into()))));
/// ```
pub fn press_review(text: &str) -> Option<(Option<String>, Option<String>)> {
    let words = words(text, 0);
    if !is_press_review(&words, text) {
        return None;
    }
    let verb = words.iter().position(|w| WROTE.contains(&w.norm.as_str()))?;
    let newspaper = newspaper(text, &words, verb);
    let writer = writer(text, &words, verb);
    (writer.is_some() || newspaper.is_some()).then_some((writer, newspaper))
}

/// The first words in quotation marks behind the verb.
fn newspaper(text: &str, words: &[Word], verb: usize) -> Option<String> {
    let from = words.get(verb)?.end;
    let until = words.get(verb + REACH).map_or(text.len(), |w| w.start);
    let behind = text.get(from..)?;
    let open = behind.find(['"', '«', '“', '„']).filter(|at| from + at <= until)?;
    let inside = behind.get(open..)?;
    let first = inside.chars().next()?;
    let inside = inside.get(first.len_utf8()..)?;
    let close = inside.find(['"', '»', '”', '“'])?;
    let name = inside.get(..close)?.trim();
    (!name.is_empty() && name.split_whitespace().count() <= 6).then(|| name.to_owned())
}

/// The words between the verb and a comma, a preposition or the newspaper.
fn writer(text: &str, words: &[Word], verb: usize) -> Option<String> {
    let first = words.get(verb + 1)?;
    let mut end = first.start;
    for (at, word) in words.iter().enumerate().skip(verb + 1).take(7) {
        let parted =
            text.get(words.get(at - 1)?.end..word.start)?.contains(['،', ',', '"', '«', '“', '„', '؛', ':', '(']);
        if (at > verb + 1 && parted) || IN.contains(&word.norm.as_str()) || KIND.contains(&word.norm.as_str()) {
            break;
        }
        end = word.end;
    }
    let name = text.get(first.start..end)?.trim();
    ((2..=6).contains(&name.split_whitespace().count())).then(|| name.to_owned())
}
