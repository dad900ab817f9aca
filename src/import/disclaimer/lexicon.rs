//! Word classes of disclaimers in ten languages, and which classes each word of a sentence belongs to.
//!
//! An entry is a word in any spelling; `*` at its end means any ending; words with spaces are an expression, whose classes go to
//! its first word. Arabic words are also looked up without the particles that are written with them (و ف ب ل ك ال).

use super::super::normal::{Word, normal};
use super::words::ENTRIES;
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

/// What follows the first word of an expression.
struct Expression {
    rest: Vec<(String, bool)>,
    classes: Classes,
}

/// A letter of an entry's word. The entries are a tree of letters, so that a word is looked up with all its beginnings at once.
#[derive(Default)]
struct Node {
    /// The letters that go on from here, sorted.
    next: Vec<(char, usize)>,
    /// Classes of a word that ends here, and of one that begins so.
    exact: Classes,
    prefix: Classes,
    /// Expressions whose first word ends here, or begins so.
    exact_expressions: Vec<Expression>,
    prefix_expressions: Vec<Expression>,
}

struct Lexicon(Vec<Node>);

fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let mut lexicon = Lexicon(vec![Node::default()]);
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
        let Some(((word, open), rest)) = parts.split_first().filter(|((word, _), _)| !word.is_empty()) else { return };
        let at = self.node(word);
        let Some(node) = self.0.get_mut(at) else { return };
        let expression = Expression { rest: rest.to_vec(), classes };
        match (open, rest.is_empty()) {
            (true, true) => node.prefix |= classes,
            (false, true) => node.exact |= classes,
            (true, false) => node.prefix_expressions.push(expression),
            (false, false) => node.exact_expressions.push(expression),
        }
    }

    /// The node at the end of a word's letters; what is not there is made.
    fn node(&mut self, word: &str) -> usize {
        let mut at = 0;
        for letter in word.chars() {
            let new = self.0.len();
            let Some(node) = self.0.get_mut(at) else { return at };
            at = match node.next.binary_search_by_key(&letter, |(l, _)| *l) {
                Ok(found) => node.next[found].1,
                Err(place) => {
                    node.next.insert(place, (letter, new));
                    self.0.push(Node::default());
                    new
                }
            };
        }
        at
    }

    /// The classes of a word in one of its forms; `behind` are the words that follow it.
    fn of_form(&self, form: &str, behind: &[Word]) -> Classes {
        let mut found = 0;
        let mut node = self.0.first();
        let mut letters = form.chars();
        let whole = loop {
            let Some(letter) = letters.next() else { break node };
            let next = node.and_then(|n| {
                let place = n.next.binary_search_by_key(&letter, |(l, _)| *l).ok()?;
                self.0.get(n.next[place].1)
            });
            let Some(here) = next else { break None };
            found |= here.prefix | goes_on(&here.prefix_expressions, behind);
            node = next;
        };
        if let Some(whole) = whole {
            found |= whole.exact | goes_on(&whole.exact_expressions, behind);
        }
        found
    }
}

/// The classes of those expressions whose further words are the next ones.
fn goes_on(expressions: &[Expression], behind: &[Word]) -> Classes {
    let is = |word: &Word, stem: &str, open: bool| {
        forms(&word.norm).any(|f| if open { f.starts_with(stem) } else { f == stem })
    };
    let fits = |e: &&Expression| {
        e.rest.len() <= behind.len() && e.rest.iter().zip(behind).all(|((stem, open), word)| is(word, stem, *open))
    };
    expressions.iter().filter(fits).fold(0, |sum, e| sum | e.classes)
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
                found |= lexicon.of_form(form, words.get(at + 1..).unwrap_or_default());
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
pub(in super::super) fn forms(norm: &str) -> impl Iterator<Item = &str> {
    let is_arabic = norm.chars().next().is_some_and(|c| ('\u{620}'..='\u{6FF}').contains(&c));
    let keep = |s: &&str| s.chars().nth(1).is_some();
    let bare = norm.strip_prefix(['و', 'ف']).filter(|_| is_arabic).filter(keep);
    let stems = [Some(norm).filter(|_| is_arabic), bare].into_iter().flatten();
    let without = stems.flat_map(move |stem| {
        ["ال", "لل", "بال", "كال", "ب", "ل", "ك"].into_iter().filter_map(move |p| stem.strip_prefix(p)).filter(keep)
    });
    std::iter::once(norm).chain(bare).chain(without)
}
