//! Cues: words of a story that introduce what somebody said. They are candidates; a coder decides.

mod lists;

use super::lines::Line;
use super::normal::{Word, normal};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A cue: its bytes in the frozen text, the rule, how sure.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Found {
    /// Bytes of the frozen text: the cue's words only.
    pub range: Range<usize>,
    /// Stable name of the rule.
    pub rule: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
}

const VERB: &str = "cue.verb";
const PHRASE: &str = "cue.source_phrase";

/// One cue's words: normal forms, and whether any ending is allowed.
type Entry = (Vec<(String, bool)>, &'static str);

/// Cues by the first three letters of their first word.
#[derive(Default)]
struct Cues(BTreeMap<String, Vec<Entry>>);

impl Cues {
    fn of(verbs: &str, phrases: &str) -> Self {
        let mut cues = Self::default();
        cues.add(verbs, VERB);
        cues.add(phrases, PHRASE);
        cues
    }

    fn add(&mut self, entries: &str, rule: &'static str) {
        for entry in entries.split('|') {
            let words: Vec<(String, bool)> = entry
                .split(|c: char| c.is_whitespace() || c == '\'')
                .filter(|w| !w.is_empty())
                .map(|w| w.strip_suffix('*').map_or_else(|| (normal(w), false), |stem| (normal(stem), true)))
                .collect();
            if let Some((first, _)) = words.first() {
                self.0.entry(head(first)).or_default().push((words, rule));
            }
        }
    }

    /// The longest cue that begins with the word at `at` in the given form: its number of words and its rule.
    fn longest(&self, words: &[Word], at: usize, form: &str) -> Option<(usize, &'static str)> {
        let mut best: Option<(usize, &'static str)> = None;
        for (entry, rule) in self.0.get(&head(form))? {
            let fits = entry.iter().enumerate().all(|(i, (stem, open))| {
                let norm = if i == 0 { Some(form) } else { words.get(at + i).map(|w| w.norm.as_str()) };
                norm.is_some_and(|n| if *open { n.starts_with(stem.as_str()) } else { n == stem })
            });
            if fits && best.is_none_or(|(len, _)| entry.len() > len) {
                best = Some((entry.len(), rule));
            }
        }
        best
    }
}

/// The first letters, by which entries are found. Stems with any ending are longer than that.
fn head(word: &str) -> String {
    word.chars().take(2).collect()
}

fn arabic() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| {
        let mut cues = Cues::of(lists::ARABIC_FORMS, lists::ARABIC_PHRASES);
        for (past, present) in lists::ARABIC_VERBS {
            let forms = [
                (*past).to_owned(),
                format!("{past}ت"),
                format!("{past}وا"),
                format!("ي{present}"),
                format!("ت{present}"),
                format!("ن{present}"),
                format!("ي{present}ون"),
                format!("ي{present}ان"),
            ];
            // «بين» is "between" far more often than "he made clear"
            let forms = if normal(past) == "بين" { &forms[3..5] } else { &forms[..] };
            cues.add(&forms.join("|"), VERB);
        }
        cues
    });
    &CUES
}

/// The cues of a language, for words of a script.
fn cues(language: &str, script: Script) -> Option<&'static Cues> {
    macro_rules! once {
        ($verbs:ident, $phrases:ident) => {{
            static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::of(lists::$verbs, lists::$phrases));
            Some(&*CUES)
        }};
    }
    match (script, language) {
        (Script::Arabic, "fa") => once!(PERSIAN, PERSIAN_PHRASES),
        (Script::Arabic, "ur") | (Script::Other, _) => None,
        (Script::Arabic, _) => Some(arabic()),
        (Script::Cyrillic, "uk") => once!(UKRAINIAN, UKRAINIAN_PHRASES),
        (Script::Cyrillic, "bg") => once!(BULGARIAN, BULGARIAN_PHRASES),
        (Script::Cyrillic, _) => once!(RUSSIAN, RUSSIAN_PHRASES),
        (Script::Latin, "de") => once!(GERMAN, GERMAN_PHRASES),
        (Script::Latin, "fr") => once!(FRENCH, FRENCH_PHRASES),
        (Script::Latin, "es") => once!(SPANISH, SPANISH_PHRASES),
        (Script::Latin, "tr") => once!(TURKISH, TURKISH_PHRASES),
        (Script::Latin, _) => once!(ENGLISH, ENGLISH_PHRASES),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Cyrillic,
    Latin,
    Other,
}

fn script(word: &str) -> Script {
    match word.chars().next() {
        Some('\u{600}'..='\u{6FF}') => Script::Arabic,
        Some('\u{400}'..='\u{52F}') => Script::Cyrillic,
        Some('a'..='z') => Script::Latin,
        _ => Script::Other,
    }
}

/// The cues of a block whose page is in `language`. `text` is the whole frozen text.
pub(super) fn find(line: &Line, text: &str, language: Option<&str>) -> Vec<Found> {
    let language = language.unwrap_or_default();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(word) = line.words.get(at) {
        let found = cues(language, script(&word.norm)).and_then(|cues| {
            let bare = if script(&word.norm) == Script::Arabic { word.norm.strip_prefix(['و', 'ف']) } else { None };
            [Some(word.norm.as_str()), bare].into_iter().flatten().find_map(|form| cues.longest(&line.words, at, form))
        });
        let Some((len, rule)) = found else {
            at += 1;
            continue;
        };
        let end = line.words.get(at + len - 1).map_or(word.end, |w| w.end);
        let sure = if introduces(line, text, at + len, end) { 0.85 } else { 0.65 };
        out.push(Found { range: word.start..end, rule, confidence: if rule == PHRASE { 0.8 } else { sure } });
        at += len;
    }
    out
}

/// Words that open what was said.
const THAT: &[&str] =
    &["ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "that", "что", "чтобы", "що", "че", "كه", "dass", "que"];

/// Whether a colon, a quotation mark or a "that" follows soon.
fn introduces(line: &Line, text: &str, next: usize, end: usize) -> bool {
    let that = line.words.iter().skip(next).take(10).any(|w| THAT.contains(&w.norm.as_str()));
    let after: String = text.get(end..line.span.end()).unwrap_or_default().chars().take(60).collect();
    that || after.contains([':', '"', '«', '“', '„'])
}
