//! Data files in JSON: an object with `kind`, `levels`, `categories` and, under `data`, what was judged.
//!
//! The text is read twice: once for what stands around the data, which may follow after them, and once for the data, whose
//! items are checked while they are read, so that an error knows its line and column.

use super::data_matrix::{Matrix, MatrixData, drawn};
use super::data_spans::{Bodies, Body, CoderMap, CodersOf, RelationBody, SegmentBody, SpanBody};
use super::error::{JudgementsError, Malformed, Place};
use super::parts::{self, length_of};
use super::{Cells, Read, Reading};
use crate::model::{Judgements, Level, Marked, MarkedText, Segments, Tied};
use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::Read as Input;

/// Weights of gamma's dissimilarity, as a data file asks for them.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize)]
pub struct GammaWeights {
    /// Of the position.
    pub alpha: f64,
    /// Of the category.
    pub beta: f64,
    /// What it costs to leave a span unaligned.
    pub delta_empty: f64,
}

/// Differences between categories that somebody has written down.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnWeights {
    /// The categories of its rows and columns; those of the data if absent.
    pub order: Option<Vec<String>>,
    /// The rows.
    pub table: Vec<Vec<f64>>,
}

/// A data file.
#[derive(Clone, PartialEq, Debug)]
pub struct DataFile {
    /// What kind of data it says it holds.
    pub kind: String,
    /// The levels of measurement that it names.
    pub levels: Vec<String>,
    /// What was judged.
    pub content: Judgements,
    /// A table of differences between categories.
    pub weights: Option<OwnWeights>,
    /// Weights of gamma.
    pub gamma: Option<GammaWeights>,
    /// Whether the file says that gamma is not asked for (`gamma_params` is null).
    pub without_gamma: bool,
    /// The spans that the alpha of 1995 is computed on, where they are others: that coefficient needs no parts that fit
    /// together.
    pub spans_of_1995: Option<Marked>,
}

/// A label that may be written as a number.
#[derive(Deserialize, Debug)]
#[serde(untagged)]
pub(super) enum Label {
    Text(String),
    Number(serde_json::Number),
    Truth(bool),
}

impl Label {
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
        }
    }
}

/// What stands around the data.
#[derive(Deserialize)]
struct Around {
    kind: Option<String>,
    #[serde(default)]
    levels: Option<Vec<String>>,
    level: Option<String>,
    categories: Option<Vec<Label>>,
    roles: Option<Vec<String>>,
    custom_weights: Option<Vec<Vec<f64>>>,
    custom_order: Option<Vec<Label>>,
    #[serde(default)]
    gamma_params: Gamma,
    alpha_u_1995: Option<Of1995>,
    generator: Option<serde_json::Value>,
    data: Option<Shape>,
    matrix: Option<IgnoredAny>,
    length: Option<u64>,
    text: Option<String>,
}

/// What a file says of gamma.
#[derive(Default)]
enum Gamma {
    #[default]
    Nothing,
    NotAsked,
    Weights(GammaWeights),
}

impl<'de> Deserialize<'de> for Gamma {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(|weights| weights.map_or(Self::NotAsked, Self::Weights))
    }
}

/// Spans in the form of the paper of 1995: `[start, length, coder, label]`, coders from 0.
#[derive(Deserialize)]
struct Of1995 {
    begin: u64,
    length: u64,
    units: Vec<(u64, u64, usize, Label)>,
}

impl Of1995 {
    fn into_marked(self) -> Option<Marked> {
        let coders: Vec<String> =
            (0..=self.units.iter().map(|unit| unit.2).max()?.min(1_000)).map(|coder| coder.to_string()).collect();
        let mut body = SpanBody::new(self.length, None);
        let mut lists: Vec<Vec<(u64, u64, Label)>> = coders.iter().map(|_| Vec::new()).collect();
        for (start, length, coder, label) in self.units {
            let start = start.checked_sub(self.begin)?;
            lists.get_mut(coder)?.push((start, start.checked_add(length)?, label));
        }
        for (coder, list) in coders.into_iter().zip(lists) {
            body.begin(coder);
            for item in list {
                body.item(item).ok()?;
            }
        }
        let (categories, coders, codings) = body.finish();
        let text = MarkedText { name: "1".into(), length: self.length, codings, parts: None };
        Some(Marked { coders, categories, texts: vec![text] })
    }
}

/// What is to be known of the data before they are read.
#[derive(Deserialize)]
struct Shape {
    length: Option<u64>,
    text: Option<String>,
    matrix: Option<IgnoredAny>,
    #[serde(default)]
    coders: Coders,
}

/// Whether each coder's judgements stand under `coders`, and not the names alone.
#[derive(Default)]
struct Coders(bool);

impl<'de> Deserialize<'de> for Coders {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(CodersVisitor)
    }
}

struct CodersVisitor;

impl<'de> Visitor<'de> for CodersVisitor {
    type Value = Coders;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names, or an object with the list of each coder")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Coders, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Coders(true))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Coders, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Coders(false))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Coders, E> {
        Ok(Coders(false))
    }
}

#[derive(Deserialize)]
struct Points {
    points: Vec<(f64, f64)>,
}

#[derive(Deserialize)]
struct Pairs {
    pairs: Vec<[f64; 4]>,
}

const KINDS: &str = "coding, sets, chains, spans, segmentation or relations";

/// Reads a data file. `categories` of the caller go before those of the file.
///
/// # Errors
/// As [`read_ratings`](super::read_ratings); the column counts bytes.
pub fn read_data(
    file: &str,
    mut input: impl Input,
    categories: Option<Vec<String>>,
) -> Result<Read<DataFile>, JudgementsError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|source| JudgementsError::Unreadable { file: file.to_owned(), source })?;
    let source = Source { file, bytes: bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes) };
    let around: Around = source.read(Whole(std::marker::PhantomData))?;
    let shape = around.data.as_ref();
    let has_matrix = around.matrix.is_some() || shape.is_some_and(|s| s.matrix.is_some()) || around.generator.is_some();
    let text = shape.and_then(|s| s.text.as_deref()).or(around.text.as_deref());
    let told = shape.and_then(|s| s.length).or(around.length);
    let length = length_of(text, told).map_err(|what| source.wrong(&what))?;
    let kind = around.kind.clone().or_else(|| match (has_matrix, length) {
        (true, _) => Some("coding".to_owned()),
        (false, Some(_)) => Some("spans".to_owned()),
        (false, None) => None,
    });
    let kind = kind.ok_or_else(|| source.wrong(&format!("there is no \u{201c}kind\u{201d}; expected was {KINDS}")))?;
    let nested = around.data.is_some();
    let under_coders = shape.is_some_and(|s| s.coders.0);
    let labels = |list: Vec<Label>| list.into_iter().map(Label::into_text).collect::<Vec<_>>();
    let categories = categories.or(around.categories.map(labels));
    let levels: Vec<String> = around.levels.into_iter().flatten().chain(around.level).collect();
    let ranked = levels.iter().any(|level| level != "nominal");
    let level = if ranked { Level::Ordinal } else { Level::Nominal };
    let mut notices = Vec::new();
    let content = match kind.as_str() {
        "coding" | "adversarial" | "sets" | "chains" => {
            let cells = match kind.as_str() {
                "sets" => Cells::Sets,
                "chains" => Cells::Chains,
                _ => Cells::Single,
            };
            let reading = Reading { level, categories, cells, typed: true, ..Reading::default() };
            let matrix = match &around.generator {
                Some(generator) => drawn(generator).map_err(|what| source.wrong(&what))?,
                None => source.read(Inside { nested, seed: MatrixData::default() })?,
            };
            let read = rated(&source, nested, matrix, &reading)?;
            notices = read.notices;
            read.content
        }
        "spans" => {
            let length = length.ok_or_else(|| source.wrong("there is no \u{201c}length\u{201d} of the text in \u{201c}data\u{201d}; a whole number was expected, or the \u{201c}text\u{201d} itself"))?;
            let mut body = SpanBody::new(length, categories);
            source.read(Inside { nested, seed: CodersOf(&mut body) })?;
            let (categories, coders, codings) = body.finish();
            let text = MarkedText { name: "1".into(), length, codings, parts: text.map(parts::of) };
            Judgements::Marked(Marked { coders, categories, texts: vec![text] })
        }
        "segmentation" => {
            let mut body = SegmentBody::default();
            if under_coders {
                source.read(Inside { nested, seed: CodersOf(&mut body) })?;
            } else {
                source.read(Inside { nested, seed: CoderMap(&mut body) })?;
            }
            Judgements::Segments(Segments { coders: body.coders, texts: vec![body.codings] })
        }
        "relations" => {
            let mut body = RelationBody::new(around.roles);
            if under_coders {
                source.read(Inside { nested, seed: CodersOf(&mut body) })?;
            } else {
                source.read(Inside { nested, seed: CoderMap(&mut body) })?;
            }
            let Bodies { coders, codings } = body.bodies;
            Judgements::Tied(Tied { coders, roles: body.roles, attributes: Vec::new(), texts: vec![codings] })
        }
        "benchmark" => Judgements::Points(source.read(Inside { nested, seed: Whole::<Points>::new() })?.points),
        "dissim" => Judgements::Pairs(source.read(Inside { nested, seed: Whole::<Pairs>::new() })?.pairs),
        "planning" => {
            let plans =
                source.read(Inside { nested, seed: Whole::<serde_json::Map<String, serde_json::Value>>::new() })?;
            let mut all = Vec::new();
            for (name, questions) in plans {
                if AROUND.contains(&name.as_str()) && !nested {
                    continue;
                }
                let questions = Vec::<Vec<f64>>::deserialize(questions).map_err(|error| {
                    source.wrong(&format!("\u{201c}{name}\u{201d}: {error}; lists of numbers were expected"))
                })?;
                all.push((name, questions));
            }
            Judgements::Plans(all)
        }
        other => {
            return Err(source.wrong(&format!("the kind \u{201c}{other}\u{201d} is not known; expected was {KINDS}")));
        }
    };
    let spans_of_1995 = around.alpha_u_1995.map(|older| {
        let what = "\u{201c}alpha_u_1995\u{201d} holds a span that is not within begin and length";
        older.into_marked().ok_or_else(|| source.wrong(what))
    });
    let spans_of_1995 = spans_of_1995.transpose()?;
    let (without_gamma, gamma) = match around.gamma_params {
        Gamma::Nothing => (false, None),
        Gamma::NotAsked => (true, None),
        Gamma::Weights(weights) => (false, Some(weights)),
    };
    let weights = around.custom_weights.map(|table| OwnWeights { order: around.custom_order.map(labels), table });
    Ok(Read { content: DataFile { kind, levels, content, weights, gamma, without_gamma, spans_of_1995 }, notices })
}

/// The matrix as values. A value that is refused is looked up in the text once more, to name its place.
fn rated(
    source: &Source<'_>,
    nested: bool,
    matrix: Matrix,
    reading: &Reading,
) -> Result<Read<Judgements>, JudgementsError> {
    let (coders, holds_sets) = (matrix.coders.len(), matrix.holds_sets);
    let cells = if holds_sets && reading.cells == Cells::Single { Cells::Sets } else { reading.cells };
    let reading = Reading { cells, ..reading.clone() };
    let meaning = match matrix.texts.meaning(&reading) {
        Ok(meaning) => meaning,
        Err(wrong) => {
            let stop = MatrixData { stop_at: Some((wrong.line, wrong.column, wrong.what.clone())) };
            source.read(Inside { nested, seed: stop })?;
            return Err(source.wrong(&wrong.what));
        }
    };
    let (content, notices) = matrix.into_rated(meaning, coders);
    Ok(Read { content: Judgements::Rated(content), notices })
}

/// Names that stand beside the data, where these are not by themselves.
pub(super) const AROUND: [&str; 13] = [
    "id",
    "kind",
    "level",
    "levels",
    "categories",
    "roles",
    "custom_weights",
    "custom_order",
    "gamma_params",
    "generator",
    "notes",
    "source",
    "text",
];

struct Source<'a> {
    file: &'a str,
    bytes: &'a [u8],
}

impl<'a> Source<'a> {
    fn read<S: DeserializeSeed<'a>>(&self, seed: S) -> Result<S::Value, JudgementsError> {
        let mut from = serde_json::Deserializer::from_slice(self.bytes);
        let read = seed.deserialize(&mut from).and_then(|value| from.end().map(|()| value));
        read.map_err(|error| {
            let place = Place { line: Some(error.line() as u64), column: Some(error.column()), heading: None };
            let text = error.to_string();
            let what = text.rfind(" at line ").map_or(text.as_str(), |at| &text[..at]).to_owned();
            let place = if error.line() == 0 { Place::default() } else { place };
            Malformed { file: self.file.to_owned(), place, what }.into()
        })
    }

    fn wrong(&self, what: &str) -> JudgementsError {
        Malformed { file: self.file.to_owned(), place: Place::default(), what: what.to_owned() }.into()
    }
}

/// A type that can be read without knowing anything else.
struct Whole<T>(std::marker::PhantomData<T>);

impl<T> Whole<T> {
    fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Whole<T> {
    type Value = T;
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::deserialize(from)
    }
}

/// The data: under the name `data`, or the whole object.
struct Inside<S> {
    nested: bool,
    seed: S,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Inside<S> {
    type Value = S::Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<S::Value, D::Error> {
        if self.nested { from.deserialize_map(self) } else { self.seed.deserialize(from) }
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Inside<S> {
    type Value = S::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with \u{201c}data\u{201d}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<S::Value, A::Error> {
        let (mut seed, mut found) = (Some(self.seed), None);
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match seed.take_if(|_| key == "data") {
                Some(seed) => found = Some(map.next_value_seed(seed)?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        found.ok_or_else(|| serde::de::Error::missing_field("data"))
    }
}
