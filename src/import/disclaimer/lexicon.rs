//! Word classes of disclaimers in ten languages, and which classes each word of a sentence belongs to.
//!
//! An entry is a word in any spelling; `*` at its end means any ending; words with spaces are an expression, whose classes go to
//! its first word. Arabic words are also looked up without the particles that are written with them (و ف ب ل ك ال).

use super::super::normal::{Word, normal};
use super::words::ENTRIES;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A set of word classes.
pub(super) type Classes = u64;

/// Opinion, view, position, editorial line.
pub(super) const OPINION: Classes = 1;
/// Author, writer, owner of an opinion.
pub(super) const WRITER: Classes = 1 << 1;
/// Newspaper, editors, site.
pub(super) const OUTLET: Classes = 1 << 2;
/// Company, institute, management: an outlet only where more speaks for it.
pub(super) const BODY: Classes = 1 << 3;
/// Source, third party.
pub(super) const SOURCE: Classes = 1 << 4;
/// Article, column, content.
pub(super) const TEXT: Classes = 1 << 5;
/// Comments, replies, posts of users.
pub(super) const COMMENT: Classes = 1 << 6;
/// Users, readers, commenters.
pub(super) const USER: Classes = 1 << 7;
/// Published, expressed, contained here.
pub(super) const SHOWN: Classes = 1 << 8;
/// Reflects, represents, expresses.
pub(super) const RELATE: Classes = 1 << 9;
/// Not.
pub(super) const NOT: Classes = 1 << 10;
/// Necessarily, may, always.
pub(super) const HEDGE: Classes = 1 << 11;
/// Only, solely, own, personal.
pub(super) const ONLY: Classes = 1 << 12;
/// Responsibility, liability.
pub(super) const DUTY: Classes = 1 << 13;
/// Shares, endorses, adopts.
pub(super) const SHARE: Classes = 1 << 14;
/// Differs from, coincides with.
pub(super) const DIFFER: Classes = 1 << 15;
/// Binds, commits («n'engage que»).
pub(super) const ENGAGE: Classes = 1 << 16;
/// Means, implies.
pub(super) const MEAN: Classes = 1 << 17;
/// The act of publishing.
pub(super) const PUBLISH: Classes = 1 << 18;
/// Variety, range.
pub(super) const VARIETY: Classes = 1 << 19;
/// Debate, dialogue.
pub(super) const DEBATE: Classes = 1 << 20;
/// Government, party, people: owners that are no outlet.
pub(super) const STATE: Classes = 1 << 21;
/// Remarks, statements: what a person in the story said.
pub(super) const REMARK: Classes = 1 << 22;
/// Said, added: a person in the story speaks.
pub(super) const SAID: Classes = 1 << 23;
/// A negation of the past, as stories have it.
pub(super) const PAST: Classes = 1 << 24;
/// "Those of", "belongs to": ownership without a verb of expressing.
pub(super) const BELONG: Classes = 1 << 25;
/// This, the present.
pub(super) const THIS: Classes = 1 << 26;
/// We, our: the outlet speaking.
pub(super) const WE: Classes = 1 << 27;
/// A newspaper's words that mean something else («تحرير الشام», «الإدارة الأمريكية»); it takes `OUTLET` and `BODY` away.
pub(super) const NO_OUTLET: Classes = 1 << 28;

struct Expression {
    rest: Vec<(String, bool)>,
    first_prefix: Option<String>,
    classes: Classes,
}

#[derive(Default)]
struct Lexicon {
    exact: BTreeMap<String, Classes>,
    prefix: BTreeMap<String, Classes>,
    /// Expressions by the first letter of their first word.
    expressions: BTreeMap<char, Vec<(String, Expression)>>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let mut lexicon = Lexicon::default();
        for (classes, entries) in ENTRIES {
            for entry in entries.split('|').map(str::trim).filter(|e| !e.is_empty()) {
                lexicon.add(*classes, entry);
            }
        }
        lexicon
    });
    &LEXICON
}

impl Lexicon {
    fn add(&mut self, classes: Classes, entry: &str) {
        let parts: Vec<(String, bool)> = entry
            .split_whitespace()
            .map(|w| w.strip_suffix('*').map_or((normal(w), false), |stem| (normal(stem), true)))
            .collect();
        match parts.split_first() {
            Some(((word, true), [])) => *self.prefix.entry(word.clone()).or_default() |= classes,
            Some(((word, false), [])) => *self.exact.entry(word.clone()).or_default() |= classes,
            Some(((word, open), rest)) => {
                let Some(first) = word.chars().next() else { return };
                let expression = Expression { rest: rest.to_vec(), first_prefix: open.then(|| word.clone()), classes };
                self.expressions.entry(first).or_default().push((word.clone(), expression));
            }
            None => {}
        }
    }

    fn of_form(&self, form: &str) -> Classes {
        let mut found = self.exact.get(form).copied().unwrap_or(0);
        for (at, c) in form.char_indices().skip(1).take(14) {
            if let Some(classes) = form.get(..at + c.len_utf8()).and_then(|p| self.prefix.get(p)) {
                found |= classes;
            }
        }
        found
    }

    fn expressions_at(&self, words: &[Word], at: usize, form: &str) -> Classes {
        let Some(list) = form.chars().next().and_then(|c| self.expressions.get(&c)) else { return 0 };
        let mut found = 0;
        for (first, expression) in list {
            let starts = match &expression.first_prefix {
                Some(stem) => form.starts_with(stem.as_str()),
                None => form == first,
            };
            let goes_on = || {
                expression.rest.iter().enumerate().all(|(i, (stem, open))| {
                    words.get(at + 1 + i).is_some_and(|w| {
                        forms(&w.norm).iter().any(|f| if *open { f.starts_with(stem.as_str()) } else { *f == stem })
                    })
                })
            };
            if starts && goes_on() {
                found |= expression.classes;
            }
        }
        found
    }
}

/// German verbs whose particle stands at the sentence's end: the beginnings of the verb, the particle, what both are together.
const PARTED: &[(&[&str], &str, Classes)] = &[
    (&["gib", "geb", "gab"], "wieder", RELATE),
    (&["stell"], "dar", RELATE),
    (&["druck"], "aus", RELATE),
    (&["spiegel"], "wider", RELATE),
    (&["stimm"], "uberein", DIFFER),
];

/// The classes of each word.
pub(super) fn classify(words: &[Word]) -> Vec<Classes> {
    let mut out = classify_each(words);
    for (verbs, particle, classes) in PARTED {
        let Some(end) = words.iter().rposition(|w| w.norm == *particle) else { continue };
        let verb = words.iter().take(end).position(|w| verbs.iter().any(|v| w.norm.starts_with(v)));
        if let Some(slot) = verb.and_then(|v| out.get_mut(v)) {
            *slot |= classes;
        }
    }
    out
}

fn classify_each(words: &[Word]) -> Vec<Classes> {
    let lexicon = lexicon();
    words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let mut found = 0;
            for form in forms(&word.norm) {
                found |= lexicon.of_form(form) | lexicon.expressions_at(words, at, form);
            }
            if word.norm.contains("redaktion") {
                found |= OUTLET;
            }
            if found & NO_OUTLET != 0 {
                found &= !(OUTLET | BODY);
            }
            found
        })
        .collect()
}

/// A word and, in Arabic script, what is left of it without its particles.
pub(in super::super) fn forms(norm: &str) -> Vec<&str> {
    let mut out = vec![norm];
    if !norm.chars().next().is_some_and(|c| ('\u{620}'..='\u{6FF}').contains(&c)) {
        return out;
    }
    let keep = |s: &&str| s.chars().nth(1).is_some();
    let mut stems = vec![norm];
    if let Some(rest) = norm.strip_prefix(['و', 'ف']).filter(keep) {
        stems.push(rest);
        out.push(rest);
    }
    for stem in stems {
        for particle in ["ال", "لل", "بال", "كال", "ب", "ل", "ك"] {
            if let Some(rest) = stem.strip_prefix(particle).filter(keep) {
                out.push(rest);
            }
        }
    }
    out
}
