//! From judgements as a file brings them to the types that coefficients work on.

use crate::agreement::{
    Category, ChainRatings, Continua, Continuum, Level, NOT_RATED, Ratings, RatingsError, Relation, Relations,
    RelationsError, SegmentationError, Segmentations, SetRatings, Span, SpansError,
};
use crate::model::{Attribute, Judgements, Marked, Rated, RatedValues, Segments, Tied};
use thiserror::Error;

/// What can be compared, ready to be computed with.
#[derive(Debug, Clone)]
pub enum Comparable {
    /// Coded values.
    Values(Ratings),
    /// Sets of labels.
    Sets(SetRatings),
    /// Ordered lists of links.
    Chains(ChainRatings),
    /// Spans on texts, and the parts of these texts where they are known.
    Spans(Continua, Option<Tokens>),
    /// Segments of texts.
    Segmentations(Segmentations),
    /// Relations of spans, and what was asked of each.
    Relations(Relations, Vec<AttributeCodes>),
    /// Values with standard errors, to be held against scales.
    Points(Vec<(f64, f64)>),
    /// Pairs of spans.
    Pairs(Vec<[f64; 4]>),
    /// Questions of planning.
    Plans(Vec<(String, Vec<Vec<f64>>)>),
}

/// Words and sentences, text by text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// Per text (start, end) of its words.
    pub words: Vec<Vec<(u64, u64)>>,
    /// Per text (start, end) of its sentences.
    pub sentences: Vec<Vec<(u64, u64)>>,
}

/// The answers to one question that was asked of every relation.
#[derive(Debug, Clone)]
pub struct AttributeCodes {
    /// Its name.
    pub name: String,
    /// The answers that occur.
    pub values: Vec<String>,
    /// Per text, coder and relation an index into the answers.
    pub codes: Vec<Vec<Vec<Option<usize>>>>,
}

/// Why judgements cannot be compared as they are.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotComparable {
    /// Values off their scale.
    #[error(transparent)]
    Ratings(#[from] RatingsError),
    /// Spans off their text.
    #[error(transparent)]
    Spans(#[from] SpansError),
    /// Segments that do not fit together.
    #[error(transparent)]
    Segments(#[from] SegmentationError),
    /// Relations that do not fit their roles.
    #[error(transparent)]
    Relations(#[from] RelationsError),
}

impl Comparable {
    /// Takes the judgements apart; a table of ten million cells is moved, not copied.
    pub fn new(judgements: Judgements, level: Level) -> Result<Self, NotComparable> {
        Ok(match judgements {
            Judgements::Rated(rated) => Self::rated(rated, level)?,
            Judgements::Marked(mut marked) => {
                let tokens = tokens(&mut marked);
                Self::Spans(continua(marked)?, tokens)
            }
            Judgements::Segments(Segments { coders, texts }) => {
                Self::Segmentations(Segmentations::from_masses(coders.len(), texts)?)
            }
            Judgements::Tied(tied) => relations(tied)?,
            Judgements::Points(points) => Self::Points(points),
            Judgements::Pairs(pairs) => Self::Pairs(pairs),
            Judgements::Plans(plans) => Self::Plans(plans),
        })
    }

    fn rated(rated: Rated, level: Level) -> Result<Self, NotComparable> {
        let coders = rated.coders.len();
        Ok(match rated.values {
            RatedValues::Single { values, ranked } => {
                let category = |value: crate::model::RatedValue| Category { label: value.label, value: value.number };
                let categories = values.into_iter().map(category).collect();
                Self::Values(Ratings::from_cells(level, categories, ranked, coders, rated.cells)?)
            }
            RatedValues::Sets { labels, sets } => {
                let set = |cell: &u32| sets.get(*cell as usize).filter(|_| *cell != NOT_RATED);
                let rows = rated.cells.chunks_exact(coders.max(1)).map(|row| row.iter().map(set).collect::<Vec<_>>());
                Self::Sets(SetRatings::from_codes(labels, coders, rows)?)
            }
            RatedValues::Chains { chains } => {
                let chain = |cell: &u32| chains.get(*cell as usize).filter(|_| *cell != NOT_RATED);
                let rows = rated.cells.chunks_exact(coders.max(1)).map(|row| row.iter().map(chain).collect::<Vec<_>>());
                Self::Chains(ChainRatings::from_links(coders, rows)?)
            }
        })
    }
}

/// The parts of the texts, if all texts are known.
fn tokens(marked: &mut Marked) -> Option<Tokens> {
    let parts: Option<Vec<crate::model::TextParts>> = marked.texts.iter_mut().map(|text| text.parts.take()).collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    let (words, sentences) = parts.into_iter().map(|parts| (parts.words, parts.sentences)).unzip();
    Some(Tokens { words, sentences })
}

fn continua(marked: Marked) -> Result<Continua, SpansError> {
    let texts = marked.texts.into_iter().map(|text| {
        let codings = text.codings.into_iter().map(|coding| {
            let spans = |list: Vec<crate::model::MarkedSpan>| {
                list.into_iter().map(|s| Span { start: s.start, end: s.end, category: s.category }).collect()
            };
            coding.map(spans)
        });
        Continuum { length: text.length, codings: codings.collect() }
    });
    Continua::new(marked.categories, marked.coders.len(), texts)
}

fn relations(tied: Tied) -> Result<Comparable, RelationsError> {
    let codes = |number: usize, attribute: &Attribute| {
        let of_coding = |coding: &Option<Vec<crate::model::TiedSpans>>| {
            coding.iter().flatten().map(|r| r.attributes.get(number).copied().flatten()).collect()
        };
        let codes = tied.texts.iter().map(|codings| codings.iter().map(of_coding).collect()).collect();
        AttributeCodes { name: attribute.name.clone(), values: attribute.values.clone(), codes }
    };
    let attributes = tied.attributes.iter().enumerate().map(|(number, attribute)| codes(number, attribute)).collect();
    let texts = tied.texts.into_iter().map(|codings| {
        let coding = |coding: Option<Vec<crate::model::TiedSpans>>| {
            coding.map(|list| list.into_iter().map(|r| Relation { anchors: r.anchors, parent: r.parent }).collect())
        };
        codings.into_iter().map(coding).collect()
    });
    let relations = Relations::new(tied.roles, tied.coders.len(), texts)?;
    Ok(Comparable::Relations(relations, attributes))
}
