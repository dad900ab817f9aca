//! Spans, segments and relations of a data file: per coder a list, checked item by item while it is read.

use super::data::{AROUND, Label};
use crate::model::{MarkedSpan, Names, TiedSpans};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// What takes in the lists of the coders.
pub(super) trait Body {
    /// One item of a list.
    type Item;
    /// A coder's list begins.
    fn begin(&mut self, coder: String);
    /// The coder was not asked.
    fn absent(&mut self);
    /// One item, or what is wrong with it.
    fn item(&mut self, item: Self::Item) -> Result<(), String>;
    /// The list ends.
    fn end(&mut self) -> Result<(), String>;
}

/// The coders and, for each, the items of one text.
pub(super) struct Bodies<T> {
    pub(super) coders: Vec<String>,
    pub(super) codings: Vec<Option<Vec<T>>>,
}

impl<T> Bodies<T> {
    const fn new() -> Self {
        Self { coders: Vec::new(), codings: Vec::new() }
    }

    fn begin(&mut self, coder: String) {
        self.coders.push(coder);
        self.codings.push(Some(Vec::new()));
    }

    fn absent(&mut self) {
        if let Some(last) = self.codings.last_mut() {
            *last = None;
        }
    }

    fn push(&mut self, item: T) {
        if let Some(Some(last)) = self.codings.last_mut() {
            last.push(item);
        }
    }
}

/// An object with one list per coder under `coders`.
pub(super) struct CodersOf<'a, B>(pub(super) &'a mut B);

/// An object with one list per coder.
pub(super) struct CoderMap<'a, B>(pub(super) &'a mut B);

impl<'de, B: Body<Item: Deserialize<'de>>> DeserializeSeed<'de> for CodersOf<'_, B> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, B: Body<Item: Deserialize<'de>>> Visitor<'de> for CodersOf<'_, B> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with \u{201c}coders\u{201d}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut found = false;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "coders" && !found {
                map.next_value_seed(CoderMap(&mut *self.0))?;
                found = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if found { Ok(()) } else { Err(A::Error::missing_field("coders")) }
    }
}

impl<'de, B: Body<Item: Deserialize<'de>>> DeserializeSeed<'de> for CoderMap<'_, B> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, B: Body<Item: Deserialize<'de>>> Visitor<'de> for CoderMap<'_, B> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the name and the list of each coder")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = std::collections::BTreeSet::new();
        while let Some(coder) = map.next_key::<String>()? {
            if AROUND.contains(&coder.as_str()) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if !seen.insert(coder.clone()) {
                return Err(A::Error::custom(format!(
                    "the coder \u{201c}{coder}\u{201d} stands twice; one list per coder was expected"
                )));
            }
            self.0.begin(coder);
            map.next_value_seed(Items(&mut *self.0))?;
        }
        Ok(())
    }
}

struct Items<'a, B>(&'a mut B);

impl<'de, B: Body<Item: Deserialize<'de>>> DeserializeSeed<'de> for Items<'_, B> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de, B: Body<Item: Deserialize<'de>>> Visitor<'de> for Items<'_, B> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or null for a coder who was not asked")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.absent();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<B::Item>()? {
            self.0.item(item).map_err(A::Error::custom)?;
        }
        self.0.end().map_err(A::Error::custom)
    }
}

/// Spans `[start, end, label]`.
pub(super) struct SpanBody {
    length: u64,
    declared: Option<Vec<String>>,
    labels: Names,
    bodies: Bodies<MarkedSpan>,
}

impl SpanBody {
    pub(super) fn new(length: u64, declared: Option<Vec<String>>) -> Self {
        let labels = declared.iter().flatten().collect();
        Self { length, declared, labels, bodies: Bodies::new() }
    }

    /// Categories (in the order of their letters unless declared), coders and spans.
    pub(super) fn finish(mut self) -> (Vec<String>, Vec<String>, Vec<Option<Vec<MarkedSpan>>>) {
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        if self.declared.is_none() {
            order.sort_by(|a, b| self.labels.get(*a).cmp(self.labels.get(*b)));
        }
        for span in self.bodies.codings.iter_mut().flatten().flatten() {
            span.category = order.iter().position(|old| *old == span.category).unwrap_or(span.category);
        }
        let categories = order.iter().map(|index| self.labels.get(*index).to_owned()).collect();
        (categories, self.bodies.coders, self.bodies.codings)
    }
}

impl Body for SpanBody {
    type Item = (u64, u64, Label);

    fn begin(&mut self, coder: String) {
        self.bodies.begin(coder);
    }

    fn absent(&mut self) {
        self.bodies.absent();
    }

    fn item(&mut self, (start, end, label): Self::Item) -> Result<(), String> {
        sound(start, end)?;
        if end > self.length {
            return Err(format!("the span ends at {end}, behind the end of the text ({} positions)", self.length));
        }
        let label = label.into_text();
        let (category, new) = self.labels.add(&label).ok_or("too many categories")?;
        if let Some(declared) = self.declared.as_ref().filter(|_| new) {
            let list = declared.join(", ");
            return Err(format!(
                "the category \u{201c}{label}\u{201d} is not among the declared ones ({list}); declare it or correct it"
            ));
        }
        self.bodies.push(MarkedSpan { start, end, category: category as usize });
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        Ok(())
    }
}

fn sound(start: u64, end: u64) -> Result<(), String> {
    if start < end {
        return Ok(());
    }
    Err(format!("the span {start} to {end} holds no position; the end (first position after it) must be larger"))
}

/// Segments as their numbers of atoms.
#[derive(Default)]
pub(super) struct SegmentBody {
    pub(super) coders: Vec<String>,
    pub(super) codings: Vec<Option<Vec<u64>>>,
    length: Option<u64>,
}

impl Body for SegmentBody {
    type Item = u64;

    fn begin(&mut self, coder: String) {
        self.coders.push(coder);
        self.codings.push(Some(Vec::new()));
    }

    fn absent(&mut self) {
        if let Some(last) = self.codings.last_mut() {
            *last = None;
        }
    }

    fn item(&mut self, mass: u64) -> Result<(), String> {
        if mass == 0 {
            return Err("a segment of 0 atoms; 1 or more were expected".into());
        }
        if let Some(Some(last)) = self.codings.last_mut() {
            last.push(mass);
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let masses = self.codings.last().and_then(Option::as_ref).into_iter().flatten();
        let sum = masses.fold(0_u64, |sum, mass| sum.saturating_add(*mass));
        match *self.length.get_or_insert(sum) {
            length if length == sum => Ok(()),
            length => Err(format!(
                "these segments add up to {sum} atoms, those of the first coder to {length}; the same text was expected"
            )),
        }
    }
}

/// An anchor: `[start, end]`, a list of such fragments, or null for a role that was left open.
pub(super) struct Fragments(Vec<(u64, u64)>);

impl<'de> Deserialize<'de> for Fragments {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FragmentsVisitor(PhantomData))
    }
}

struct FragmentsVisitor(PhantomData<()>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Piece {
    Position(u64),
    Fragment(u64, u64),
}

impl<'de> Visitor<'de> for FragmentsVisitor {
    type Value = Fragments;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[start, end], a list of these, or null for a role that was left open")
    }

    fn visit_unit<E: Error>(self) -> Result<Fragments, E> {
        Ok(Fragments(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Fragments, A::Error> {
        let (mut fragments, mut start) = (Vec::new(), None);
        while let Some(piece) = list.next_element::<Piece>()? {
            match (piece, start) {
                (Piece::Fragment(start, end), None) => fragments.push((start, end)),
                (Piece::Position(position), None) if fragments.is_empty() => start = Some(position),
                (Piece::Position(end), Some(begin)) if fragments.is_empty() => {
                    fragments.push((begin, end));
                    start = None;
                }
                _ => return Err(A::Error::custom("an anchor was expected: [start, end] or a list of these")),
            }
        }
        if start.is_some() {
            return Err(A::Error::custom("a start without an end; [start, end] was expected"));
        }
        for (start, end) in &fragments {
            sound(*start, *end).map_err(A::Error::custom)?;
        }
        Ok(Fragments(fragments))
    }
}

/// Relations as one anchor per role.
pub(super) struct RelationBody {
    pub(super) roles: Vec<String>,
    pub(super) bodies: Bodies<TiedSpans>,
}

impl RelationBody {
    /// The roles of attributions unless others are named.
    pub(super) fn new(roles: Option<Vec<String>>) -> Self {
        let roles = roles.unwrap_or_else(|| ["source", "cue", "content"].map(str::to_owned).to_vec());
        Self { roles, bodies: Bodies::new() }
    }
}

impl Body for RelationBody {
    type Item = Vec<Fragments>;

    fn begin(&mut self, coder: String) {
        self.bodies.begin(coder);
    }

    fn absent(&mut self) {
        self.bodies.absent();
    }

    fn item(&mut self, anchors: Vec<Fragments>) -> Result<(), String> {
        if anchors.len() != self.roles.len() {
            let (found, expected, roles) = (anchors.len(), self.roles.len(), self.roles.join(", "));
            return Err(format!(
                "{found} anchors in a relation; {expected} were expected ({roles}), null for one that was left open"
            ));
        }
        let anchors = anchors.into_iter().map(|fragments| fragments.0).collect();
        self.bodies.push(TiedSpans { anchors, parent: None, attributes: Vec::new() });
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        Ok(())
    }
}
