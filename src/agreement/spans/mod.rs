//! Spans on continua: unitizing, single positions, whole spans, and the alignment of many coders.
//!
//! [`Continua`] holds what coders marked, [`Segmentations`] where they cut a text, [`Relations`] which
//! spans they tied together. One file per coefficient (a family shares its file); the shared sums stand in
//! `unitizing`, `runs` and `pairs`. [`gamma()`] aligns all coders at once: `tuples` generates what a best alignment can contain,
//! `prices` bounds its cost, `cover` finds it, `samplers` draw what chance would make.
//!
//! Conventions that hold for every coefficient here:
//! - A coder who marked nothing still counts; a coder who was not asked does not.
//! - If nobody marked anything, every coefficient is undefined (coverage is 0).
//! - Several continua are put one behind the other; a figure is not a mean over continua.
//! - Spans of one coder that overlap make every coefficient undefined that needs one label per position.

mod alignment;
mod alpha_u_1995;
mod boundary;
mod categories;
mod continua;
mod cover;
mod cu_alpha;
mod dissimilarity;
mod f1;
mod gamma;
mod gamma_estimates;
mod matching;
mod pairs;
mod positions;
mod prices;
mod registry;
mod relation_alignment;
mod relation_f1;
mod relations;
mod runs;
mod samplers;
mod segmentations;
mod texts;
mod tokens;
mod tuples;
mod u_alpha;
mod unitizing;
mod windows;

pub use alignment::{Alignment, best_alignment};
pub use alpha_u_1995::alpha_u_1995;
pub use boundary::{
    BoundaryChance, boundary_agreement, boundary_exact_f1, boundary_f1, boundary_similarity, segmentation_similarity,
};
pub use continua::{Continua, Continuum, LabelledCodings, Span, SpansError};
pub use cu_alpha::{cu_alpha, cu_coverage, ku_alpha, ku_coverage};
pub use dissimilarity::{Dissimilarity, positional_dissimilarity};
pub use f1::{Matched, SpanMatch, agr_directional, agr_directional_mean, matched_spans, span_f1_mean, span_f1_pooled};
pub use gamma::{GammaFamily, GammaOptions, gamma};
pub use gamma_estimates::gamma_estimates;
pub use positions::{position_alpha, position_f1, position_kappa};
pub use registry::{SegmentationMeasure, SpanCompute, SpanMeasure, segmentation_measures, span_measure, span_measures};
pub use relation_alignment::{AlignedRelations, align_relations, nesting_agreement};
pub(crate) use relation_f1::relation_measures;
pub use relation_f1::{RelationMatch, matched_relations, relation_agr, relation_f1, relation_figures, role_f1};
pub use relations::{Relation, RelationCodings, Relations, RelationsError};
pub use runs::{Labelling, Positions};
pub use samplers::Sampler;
pub use segmentations::{SegmentationError, Segmentations, Segmented};
pub use tokens::Tokenized;
pub use u_alpha::{bu_alpha, u_alpha};
pub use windows::{pk, window_diff, window_diff_lamprier, window_size};

use crate::agreement::outcome::{Counts, Figure, Outcome, Undefined};

/// Puts the counts of the continua beside a result.
fn outcome(continua: &Continua, result: Result<Figure, Undefined>) -> Outcome {
    plain_outcome(continua.counts(), result)
}

/// One text with many spans needs no warning that it is one unit.
fn plain_outcome(counts: Counts, result: Result<Figure, Undefined>) -> Outcome {
    Outcome { caution: None, ..Outcome::new(counts, result) }
}
