//! Judgements that others have made elsewhere: tables of ratings, spans and relations (CSV), and data files (JSON).
//!
//! Bytes in, plain [`Judgements`](crate::model::Judgements) out. What people and spreadsheets write is told from the content where
//! the content is clear, and refused with a sentence where it could mean two things. A wrong file gives [`Malformed`]: file,
//! line, column, what is wrong and what was expected.

mod cell;
mod data;
mod data_matrix;
mod data_spans;
mod error;
mod parts;
mod rated;
mod sheet;
mod spans;
mod tied;
mod values;
mod weights;

pub use data::{DataFile, GammaWeights, OwnWeights, read_data};
pub use error::{JudgementsError, Malformed, Place};
pub use rated::read_ratings;
pub use spans::{TableOfTexts, read_spans};
pub use tied::read_relations;
pub use weights::read_weights;

use crate::model::Level;

/// How a table of ratings is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// The unit, then one column per coder.
    Wide,
    /// Columns `unit`, `coder` and `value`, one rating a row.
    Long,
}

/// What a cell of ratings holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Cells {
    /// One value.
    #[default]
    Single,
    /// A set of labels with `|` between them; `|` alone is the empty set.
    Sets,
    /// A chain of links in their order with `|` between them; `|` alone is the empty chain.
    Chains,
}

/// What the caller knows of the values in a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// `None` if the head tells.
    pub layout: Option<Layout>,
    /// The level of measurement; from interval on values must be numbers.
    pub level: Level,
    /// What a cell holds.
    pub cells: Cells,
    /// The categories in their rank order; without them those that occur.
    pub categories: Option<Vec<String>>,
    /// What stands for a missing value beside the empty cell.
    pub missing: Vec<String>,
    /// Whether the file itself tells words from missing values, as JSON does.
    pub typed: bool,
}

impl Default for Reading {
    fn default() -> Self {
        let (level, cells, typed) = (Level::Nominal, Cells::Single, false);
        Self { layout: None, level, cells, categories: None, missing: Vec::new(), typed }
    }
}

/// What was read, and what a person should know of how it was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Read<T> {
    /// The content.
    pub content: T,
    /// Sentences in English.
    pub notices: Vec<String>,
}
