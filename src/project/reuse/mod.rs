//! Which articles share their words: who copied whom, and what was cut.
//!
//! Articles are compared by their shingles, runs of five words of the story, whatever the marks and letter forms. An index of the smallest
//! shingle numbers (`MinHash` by threshold: Broder 1997; a threshold in place of a fixed number, so that a short text is found in a long one) names
//! candidates, and all shingles of these are counted: a figure is exact, only a pair that shares little can be missed.

mod align;
mod compare;
mod pairs;
mod reading;
mod shingles;
#[cfg(test)]
mod tests;

pub use compare::{ComparedParagraph, ComparedSide, Comparison};
pub use reading::ReuseReading;

use crate::model::{ArticleId, DocumentId};
use serde::Serialize;

/// The containment from which on a pair is shown: among pages of the study, unrelated ones share less than .10 and
/// edited copies more than .50.
pub const LEAST_SHARED: f64 = 0.5;

/// What shares words in a project.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reuse {
    /// All articles, oldest first; those without a date last, in the order of their import.
    pub articles: Vec<ReuseArticle>,
    /// Articles of exactly the same words, by their places in `articles`; only the first of each stands in pairs.
    pub equal: Vec<Vec<usize>>,
    /// Pairs, those that share most first; of each later article its five nearest.
    pub pairs: Vec<ReusePair>,
}

/// An article that is compared.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReuseArticle {
    /// The article.
    pub article: ArticleId,
    /// Its document.
    pub document: DocumentId,
    /// Name of the document's file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication (`2024-08-19`), where it is known.
    pub date: Option<String>,
}

/// Two articles that share words, by their places in [`Reuse::articles`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ReusePair {
    /// The one that is older, or was imported before.
    pub first: usize,
    /// The other one.
    pub second: usize,
    /// Shingles that stand in both.
    pub shared: usize,
    /// Shingles of each.
    pub shingles: [usize; 2],
    /// The part of the smaller one that stands in the other, from 0 to 1.
    pub containment: f64,
}

impl Reuse {
    /// Whether the first of two articles is known to be the older one: both days are known and differ.
    pub fn is_older(&self, first: usize, second: usize) -> bool {
        let day = |at: usize| self.articles.get(at).and_then(|a| a.date.as_deref());
        day(first).zip(day(second)).is_some_and(|(a, b)| a < b)
    }
}
