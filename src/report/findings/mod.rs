//! What the study is for: how answers are distributed over outlets, targets, holders and sections, with intervals that
//! know that what stands in one article is not independent.
//!
//! Which distributions there are is data (`assets/report/findings.json`), by the codes of the codebook: what a study's
//! codebook does not ask is left out. The intervals are those of [`crate::agreement::clustered_figures`].

mod compute;
mod gather;
mod plan;
#[cfg(test)]
mod tests;

pub use compute::{Contrast, Finding, FindingGroup, Findings, GroupKey, Mean, Share};
pub use gather::{FindingsMaterial, FoundArticle, FoundCoding, Origin, gather};
pub use plan::Part;
