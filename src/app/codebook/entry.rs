//! The parts of a codebook in their order, and the words by which they are found.

use crate::model::{Bilingual, Codebook, Unit, Variable};
use crate::text::fold::fold;

/// A part of the codebook that can be gone to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Entry<'a> {
    /// A unit with its roles, links and obligatory records.
    Unit(&'a Unit),
    /// A question of a unit.
    Question(&'a Unit, &'a Variable),
    /// The flags.
    Flags,
}

/// All parts in their order.
pub(super) fn entries(book: &Codebook) -> Vec<Entry<'_>> {
    let mut out = Vec::new();
    for unit in &book.units {
        out.push(Entry::Unit(unit));
        out.extend(unit.variables.iter().map(|variable| Entry::Question(unit, variable)));
    }
    if !book.flags.is_empty() {
        out.push(Entry::Flags);
    }
    out
}

/// The words of each part in both languages, folded for search.
pub(super) fn folded(book: &Codebook) -> Vec<String> {
    entries(book).iter().map(|entry| fold(&words(book, *entry)).as_str().to_owned()).collect()
}

/// The parts that hold every word of a search; all of them for an empty one.
pub(super) fn found(folded: &[String], search: &str) -> Vec<usize> {
    let search = fold(search);
    let words: Vec<&str> = search.as_str().split_whitespace().collect();
    (0..folded.len()).filter(|at| words.iter().all(|word| folded[*at].contains(word))).collect()
}

fn words(book: &Codebook, entry: Entry<'_>) -> String {
    let mut out = String::new();
    let mut add = |code: &str, texts: &[&Bilingual]| {
        out.push_str(code);
        for text in texts {
            for word in [" ", &text.en, " ", &text.ar, " "] {
                out.push_str(word);
            }
        }
    };
    match entry {
        Entry::Unit(unit) => {
            add(&unit.code, &[&unit.label, &unit.definition]);
            for role in &unit.roles {
                add(&role.code, &[&role.label, &role.definition]);
            }
            for link in &unit.links {
                add(&link.code, &[&link.label]);
            }
        }
        Entry::Question(_, variable) => {
            add(&variable.code, &[&variable.label, &variable.question, &variable.definition]);
            for value in &variable.values {
                add(&value.code, &[&value.label, &value.definition, &value.example, &value.counter_example]);
            }
        }
        Entry::Flags => {
            for flag in &book.flags {
                add(&flag.code, &[&flag.label]);
            }
        }
    }
    out
}
