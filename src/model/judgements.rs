//! What several coders judged, as a table or a file brings it: names, and indices into lists of names.
//!
//! Not here: what the figures mean (room `agreement`), how a file is read (room `import`).

use crate::model::names::Names;

/// Stands for a missing value in [`Rated::cells`].
pub const NOT_RATED: u32 = u32::MAX;

/// One value that coders could give.
#[derive(Clone, PartialEq, Debug)]
pub struct RatedValue {
    /// As it was written.
    pub label: String,
    /// The number that it stands for, if it is one; always finite.
    pub number: Option<f64>,
}

/// What the values of a table are.
#[derive(Clone, PartialEq, Debug)]
pub enum RatedValues {
    /// One value a cell.
    Single {
        /// The values in rank order, or in the order of their letters.
        values: Vec<RatedValue>,
        /// Whether the order is a rank: the values were declared, or are numbers.
        ranked: bool,
    },
    /// A set of labels a cell.
    Sets {
        /// All labels.
        labels: Vec<String>,
        /// Per value the indices of its labels, ascending; none for the empty set.
        sets: Vec<Vec<usize>>,
    },
    /// An ordered list of links a cell.
    Chains {
        /// Per value its links in their order; none for the empty chain.
        chains: Vec<Vec<String>>,
    },
}

/// Coders x units.
#[derive(Clone, PartialEq, Debug)]
pub struct Rated {
    /// Names of the coders.
    pub coders: Vec<String>,
    /// Names of the units.
    pub units: Names,
    /// What the indices in `cells` stand for.
    pub values: RatedValues,
    /// Unit after unit, one index into the values per coder, or [`NOT_RATED`].
    pub cells: Vec<u32>,
}

/// One stretch of a text with a category: `start` belongs to it, `end` does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MarkedSpan {
    /// First position, from 0.
    pub start: u64,
    /// First position after it.
    pub end: u64,
    /// Index into the categories.
    pub category: usize,
}

/// What coders marked in one text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkedText {
    /// Its name.
    pub name: String,
    /// Its length in positions.
    pub length: u64,
    /// Per coder the spans; `None` for a coder who was not asked.
    pub codings: Vec<Option<Vec<MarkedSpan>>>,
    /// Its words and sentences, where the text itself is known.
    pub parts: Option<TextParts>,
}

/// The parts of a text as (start, end), ascending and without overlap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextParts {
    /// Words, without the spaces and signs between them.
    pub words: Vec<(u64, u64)>,
    /// Sentences, without the spaces between them.
    pub sentences: Vec<(u64, u64)>,
}

/// Spans: coders x texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marked {
    /// Names of the coders.
    pub coders: Vec<String>,
    /// The categories.
    pub categories: Vec<String>,
    /// The texts.
    pub texts: Vec<MarkedText>,
}

/// Segments: coders x texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segments {
    /// Names of the coders.
    pub coders: Vec<String>,
    /// Per text and coder the number of atoms of each segment; `None` for a coder who was not asked.
    pub texts: Vec<Vec<Option<Vec<u64>>>>,
}

/// One attribution or other group of spans in roles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TiedSpans {
    /// Per role the fragments (start, end); none if the role was left open.
    pub anchors: Vec<Vec<(u64, u64)>>,
    /// The one of the same coder and text that it is nested in.
    pub parent: Option<usize>,
    /// Per attribute an index into its values.
    pub attributes: Vec<Option<usize>>,
}

/// A question that was answered for each relation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// The answers that occur, in the order of their letters.
    pub values: Vec<String>,
}

/// Relations: coders x texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tied {
    /// Names of the coders.
    pub coders: Vec<String>,
    /// Names of the roles.
    pub roles: Vec<String>,
    /// What was asked of each relation.
    pub attributes: Vec<Attribute>,
    /// Per text and coder the relations; `None` for a coder who was not asked.
    pub texts: Vec<Vec<Option<Vec<TiedSpans>>>>,
}

/// What a file holds.
#[derive(Clone, PartialEq, Debug)]
pub enum Judgements {
    /// Coded values, single or in sets.
    Rated(Rated),
    /// Spans on texts.
    Marked(Marked),
    /// Segments of texts.
    Segments(Segments),
    /// Relations of spans.
    Tied(Tied),
    /// Values of a coefficient with their standard errors, to be held against scales.
    Points(Vec<(f64, f64)>),
    /// Pairs of spans (start, end, start, end), to be told how far they are apart.
    Pairs(Vec<[f64; 4]>),
    /// Questions of planning: the name of a formula with the parameters of each question.
    Plans(Vec<(String, Vec<Vec<f64>>)>),
}

impl Judgements {
    /// Names of the coders; none where nobody in particular judged.
    pub fn coders(&self) -> &[String] {
        match self {
            Self::Rated(Rated { coders, .. })
            | Self::Marked(Marked { coders, .. })
            | Self::Segments(Segments { coders, .. })
            | Self::Tied(Tied { coders, .. }) => coders,
            Self::Points(_) | Self::Pairs(_) | Self::Plans(_) => &[],
        }
    }

    /// What two coders judged, by their places from 0. Categories and units stay those of all.
    #[must_use]
    pub fn of_two(&self, first: usize, second: usize) -> Self {
        fn two<T: Clone>(list: &[T], first: usize, second: usize) -> Vec<T> {
            [first, second].into_iter().filter_map(|coder| list.get(coder).cloned()).collect()
        }
        let names = |coders: &[String]| two(coders, first, second);
        match self {
            Self::Rated(rated) => {
                let rows = rated.cells.chunks_exact(rated.coders.len().max(1));
                Self::Rated(Rated {
                    coders: names(&rated.coders),
                    units: rated.units.clone(),
                    values: rated.values.clone(),
                    cells: rows.flat_map(|row| two(row, first, second)).collect(),
                })
            }
            Self::Marked(marked) => {
                let text = |text: &MarkedText| MarkedText {
                    name: text.name.clone(),
                    length: text.length,
                    codings: two(&text.codings, first, second),
                    parts: text.parts.clone(),
                };
                Self::Marked(Marked {
                    coders: names(&marked.coders),
                    categories: marked.categories.clone(),
                    texts: marked.texts.iter().map(text).collect(),
                })
            }
            Self::Segments(Segments { coders, texts }) => {
                let texts = texts.iter().map(|text| two(text, first, second)).collect();
                Self::Segments(Segments { coders: names(coders), texts })
            }
            Self::Tied(tied) => Self::Tied(Tied {
                coders: names(&tied.coders),
                roles: tied.roles.clone(),
                attributes: tied.attributes.clone(),
                texts: tied.texts.iter().map(|text| two(text, first, second)).collect(),
            }),
            other => other.clone(),
        }
    }
}
