//! Numbers in, numbers out: ratings, distances, coefficients. Knows neither projects nor files.
//!
//! [`Ratings`] holds coded values (coders x units), [`SetRatings`] multi-label ones, [`Continua`] spans,
//! [`Relations`] what spans are tied together. A coefficient is one
//! file under `coefficients/` (for spans under `spans/`) and one line in the [registry](measures): a key and a
//! function that returns an [`Outcome`], the value with its observed and expected parts and its counts, or the
//! [`Undefined`] reason. A coefficient is never NaN, and never 0 or 1 by convention where its definition divides zero by zero.
//!
//! Conventions that hold for every coefficient:
//! - A unit is *pairable* when two or more coders gave it a value. A single value enters no chance-corrected
//!   coefficient of Krippendorff's or Cohen's family; Gwet's family uses it for the prevalence of the categories,
//!   as its paper says.
//! - Without variation there was nothing to disagree about: every chance-corrected coefficient whose expected part
//!   leaves no room is undefined.
//! - Weights run over the rank of the *declared* categories; so pass the codebook's list, not the observed values.

mod benchmark;
mod chains;
mod clusters;
mod coefficients;
mod distributions;
mod estimate;
mod gwet;
mod influence;
mod metric;
mod numeric;
mod outcome;
mod pair_table;
mod pairs;
mod planning;
mod random;
mod ratings;
mod registry;
mod resampling;
mod resampling_model;
mod sets;
mod spans;
mod statistics;
mod unit_counts;
mod weights;

pub use benchmark::{BenchmarkLevel, BenchmarkScale, benchmark, benchmark_reached};
pub use chains::ChainRatings;
pub use clusters::{
    Added, ClusteredFigure, ClusteredFigures, ClusteredGroup, LEAST_CLUSTERS, RatioPlace, clustered_figures,
};
pub use coefficients::alpha::{alpha, alpha_interval, alpha_nominal, alpha_ordinal, alpha_ratio};
pub use coefficients::alpha_chain::{alpha_chain, chain_similarity};
pub use coefficients::alpha_label::alpha_label;
pub use coefficients::alpha_set::{SetDistance, alpha_set_jaccard, alpha_set_masi, alpha_set_nominal};
pub use coefficients::alpha_without_coder::alpha_without_coder;
pub use coefficients::brennan_prediger::brennan_prediger;
pub use coefficients::category_kappa::category_kappa;
pub use coefficients::cohen_kappa::{cohen_kappa, cohen_kappa_max};
pub use coefficients::conger_kappa::conger_kappa;
pub use coefficients::correlation::{Correlation, correlation, mean_correlation};
pub use coefficients::custom::{
    Differences, ac2_custom, alpha_custom, bp_custom, cohen_kappa_custom, conger_kappa_custom, custom_estimates,
    fleiss_kappa_custom, percent_agreement_custom,
};
pub use coefficients::fleiss_kappa::fleiss_kappa;
pub use coefficients::gwet_ac::gwet_ac;
pub use coefficients::gwet_alpha::gwet_alpha;
pub use coefficients::icc::{IccModel, icc};
pub use coefficients::kendall_w::kendall_w;
pub use coefficients::largest_share::{LargestShare, largest_share};
pub use coefficients::light_kappa::{coder_mean_kappa, light_kappa};
pub use coefficients::lin_ccc::lin_ccc;
pub use coefficients::percent_agreement::percent_agreement;
pub use coefficients::percent_agreement_all::percent_agreement_all;
pub use coefficients::percent_agreement_pairs::percent_agreement_pairs;
pub use coefficients::scott_pi::scott_pi;
pub use coefficients::specific_agreement::specific_agreement;
pub use coefficients::two_by_two::{bias_index, pabak, prevalence_index};
pub use coefficients::weighted_agreement::percent_agreement_weighted;
pub use estimate::{Estimate, Material, token_estimates, token_keys};
pub use influence::{alpha_set_without_each_unit, alpha_without_each_unit};
pub use outcome::{Basis, CONFIDENCE, Caution, Counts, Figure, Interval, Outcome, StandardError, Undefined};
pub use pair_table::PairTable;
pub use pairs::{PairOutcome, every_pair};
pub use planning::{
    EqualCoders, KappaTest, PlanError, kappa_lower_bound, more_units_until, units_for_alpha, units_for_kappa_interval,
    units_for_kappa_power, units_for_kappa_test,
};
pub use ratings::{Category, Level, NOT_RATED, Ratings, RatingsError};
pub use registry::{Compute, Measure, SetCompute, SetMeasure, measure, measures, set_measure, set_measures};
pub use resampling::{Inference, IntervalMethod, NoInterval};
pub use sets::SetRatings;
pub use spans::{
    AlignedRelations, Alignment, BoundaryChance, Continua, Continuum, Dissimilarity, GammaFamily, GammaOptions,
    LabelledCodings, Labelling, Matched, Positions, Relation, RelationCodings, RelationMatch, Relations,
    RelationsError, Sampler, SegmentationError, SegmentationMeasure, Segmentations, Segmented, Span, SpanCompute,
    SpanMatch, SpanMeasure, SpansError, Tokenized, agr_directional, agr_directional_mean, align_relations,
    alpha_u_1995, best_alignment, boundary_agreement, boundary_exact_f1, boundary_f1, boundary_similarity, bu_alpha,
    cu_alpha, cu_coverage, gamma, gamma_estimates, ku_alpha, ku_coverage, matched_relations, matched_spans,
    nesting_agreement, pk, position_alpha, position_f1, position_kappa, positional_dissimilarity, relation_agr,
    relation_f1, relation_figures, role_f1, segmentation_measures, segmentation_similarity, span_f1_mean,
    span_f1_pooled, span_measure, span_measures, u_alpha, window_diff, window_diff_lamprier, window_size,
};
pub use unit_counts::{Profile, UnitCounts};
pub use weights::Weights;
