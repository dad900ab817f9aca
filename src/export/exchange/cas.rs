//! What a UIMA CAS of one coder's work on one text holds, for both ways of writing it down: a type for each unit with the role, what ties
//! records together and the questions as features; records without words; answers about the text; and what the file rests on.

use super::offsets::Offsets;
use super::texts::{Text, Work};
use super::webanno::identifier;
use crate::model::{Codebook, Mark};

/// The feature with the role of a span.
const ROLE: &str = "role";
/// The feature with a coder's note.
const NOTE: &str = "note";
/// Of records without words.
const WHOLE: &str = "mizan.whole.";
/// Of answers about the text as a whole.
const FACTS: &str = "mizan.Text";
/// Of what the file rests on.
const ABOUT: &str = "mizan.About";

/// A type.
pub(super) struct Type {
    pub(super) name: String,
    pub(super) above: &'static str,
    /// Its features, all of them strings: as UIMA wants them named, and what they are.
    pub(super) features: Vec<(String, String)>,
}

/// A feature structure; its id is its place in the list, from 2.
pub(super) struct Structure {
    pub(super) kind: String,
    /// UTF-16 offsets, for annotations.
    pub(super) place: Option<(u32, u32)>,
    pub(super) features: Vec<(String, String)>,
}

/// The id of the text; structures follow.
pub(super) const SOFA: usize = 1;

/// The types of a codebook.
pub(super) fn types(book: &Codebook) -> Vec<Type> {
    let mut out = Vec::new();
    let structure = [ROLE, Mark::RECORD, Mark::PARENT];
    let states = [Mark::UNSURE, Mark::CANNOT_DECIDE, Mark::NOT_APPLICABLE, Mark::NONE_OF_THEM, NOTE];
    let named = |name: &str| (identifier(name), name.to_owned());
    for unit in &book.units {
        let mut features: Vec<(String, String)> = structure.iter().map(|n| named(n)).collect();
        features.extend(unit.links.iter().map(|l| named(&Mark::link_attribute(&l.code))));
        features.extend(unit.variables.iter().map(|v| (identifier(&v.code), format!("{} ({})", v.label.en, v.code))));
        features.extend(states.iter().map(|n| named(n)));
        let code = identifier(&unit.code);
        out.push(Type { name: format!("mizan.{code}"), above: "uima.tcas.Annotation", features: features.clone() });
        out.push(Type { name: format!("{WHOLE}{code}"), above: "uima.tcas.Annotation", features });
    }
    let mut facts: Vec<(String, String)> = Vec::new();
    for variable in book.units.iter().flat_map(|u| &u.variables) {
        facts.push((identifier(&variable.code), format!("{} ({})", variable.label.en, variable.code)));
    }
    facts.extend(states.iter().map(|n| named(n)));
    out.push(Type { name: FACTS.to_owned(), above: "uima.tcas.Annotation", features: facts });
    let about = ["coder", "round", "codebook", "text_blake3", "offset_unit"].iter().map(|n| named(n)).collect();
    out.push(Type { name: ABOUT.to_owned(), above: "uima.cas.AnnotationBase", features: about });
    out
}

/// The structures of a work.
pub(super) fn structures(text: &Text, work: &Work, offsets: &Offsets) -> Vec<Structure> {
    let pairs = [
        ("coder", work.coder.clone()),
        ("round", work.round.clone()),
        ("codebook", format!("{} {}", work.book.id, work.book.version)),
        ("text_blake3", text.hash.clone()),
        ("offset_unit", "UTF-16 code units".to_owned()),
    ];
    let about = pairs.into_iter().map(|(n, v)| (n.to_owned(), v)).collect();
    let mut out = vec![Structure { kind: ABOUT.to_owned(), place: None, features: about }];
    // What is said of a whole article stands on all of it.
    let whole = |at| {
        let (begin, end) = work.article_at(at);
        Some((offsets.units(begin), offsets.units(end)))
    };
    for (begin, _) in &work.articles {
        let facts = work.set.facts.iter().filter(|f| f.at == Some(*begin));
        let features = joined(facts.map(|f| (identifier(&f.name), f.value.clone())));
        if !features.is_empty() {
            out.push(Structure { kind: FACTS.to_owned(), place: whole(Some(*begin)), features });
        }
    }
    for mark in &work.set.marks {
        let features = features(mark);
        for piece in &mark.pieces {
            let place = Some((offsets.units(piece.start()), offsets.units(piece.end())));
            let kind = format!("mizan.{}", identifier(&mark.layer));
            out.push(Structure { kind, place, features: features.clone() });
        }
    }
    for mark in &work.wordless {
        let kind = format!("{WHOLE}{}", identifier(&mark.layer));
        out.push(Structure { kind, place: whole(mark.at), features: features(mark) });
    }
    out
}

fn features(mark: &Mark) -> Vec<(String, String)> {
    let role = (!mark.label.is_empty()).then(|| (ROLE.to_owned(), mark.label.clone()));
    let note = mark.note.clone().map(|note| (NOTE.to_owned(), note));
    let own = mark.attributes.iter().map(|(n, v)| (identifier(n), v.clone()));
    role.into_iter().chain(own).chain(note).collect()
}

/// Several facts of one name are one feature.
fn joined(pairs: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (name, value) in pairs {
        match out.iter_mut().find(|(n, _)| *n == name) {
            Some((_, there)) => {
                there.push('|');
                there.push_str(&value);
            }
            None => out.push((name, value)),
        }
    }
    out
}
