//! What shares words: the list of pairs, and two articles side by side.

mod columns;
mod entries;
mod list;
mod screen;
#[cfg(test)]
mod tests;

pub(super) use screen::{Back, ReuseScreen};

use crate::jobs::Progress;
use crate::model::ArticleId;
use crate::project::{Comparison, Reuse};
use std::sync::Arc;

/// What the screen reads: what was found, and the two articles that are open.
#[derive(Debug, Default)]
pub struct ReuseView {
    /// What was found; `None` until it is.
    pub(crate) found: Option<Arc<Reuse>>,
    /// How far the reading and counting is, while it runs.
    pub(crate) progress: Option<Progress>,
    /// Whether pages have changed since it was found.
    pub(crate) stale: bool,
    /// Whether somebody stopped it.
    pub(crate) stopped: bool,
    /// The two that are compared.
    pub(crate) opened: Option<(ArticleId, ArticleId, Arc<Comparison>)>,
}

/// What is asked of the room's logic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReuseWish {
    /// To find what shares words.
    Find,
    /// To stop finding it; what was found before stays.
    Stop,
    /// To hold two articles against each other.
    Compare(ArticleId, ArticleId),
}
