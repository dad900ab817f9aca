//! The lists of coefficients of spans and segmentations that need no options.

use crate::agreement::outcome::Outcome;
use crate::agreement::registry::KeyedFigure;
use crate::agreement::spans::alpha_u_1995::alpha_u_1995;
use crate::agreement::spans::boundary::{
    BoundaryChance, boundary_agreement, boundary_exact_f1, boundary_f1, boundary_similarity, segmentation_similarity,
};
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::cu_alpha::{cu_alpha, cu_coverage, ku_alpha, ku_coverage};
use crate::agreement::spans::f1::SpanMatch::{Exact, Overlap, Soft};
use crate::agreement::spans::f1::{agr_directional_mean, span_f1_mean, span_f1_pooled};
use crate::agreement::spans::positions::{position_alpha, position_f1, position_kappa};
use crate::agreement::spans::runs::Labelling::{Binary, Labelled};
use crate::agreement::spans::runs::Positions::Characters;
use crate::agreement::spans::segmentations::Segmentations;
use crate::agreement::spans::u_alpha::{bu_alpha, u_alpha};
use crate::agreement::spans::windows::{pk, window_diff, window_diff_lamprier, window_size};

/// How a coefficient of spans is computed.
#[derive(Debug, Clone, Copy)]
pub enum SpanCompute {
    /// One figure.
    Whole(fn(&Continua) -> Outcome),
    /// One figure per category, given by its index; the key is `name.LABEL`.
    PerCategory(fn(&Continua, usize) -> Outcome),
}

/// A coefficient of spans.
#[derive(Debug, Clone, Copy)]
pub struct SpanMeasure {
    /// Name in reports, exports and on the command line; never changes.
    pub key: &'static str,
    /// The function behind it.
    pub compute: SpanCompute,
}

const fn whole(key: &'static str, compute: fn(&Continua) -> Outcome) -> SpanMeasure {
    SpanMeasure { key, compute: SpanCompute::Whole(compute) }
}

const fn per_category(key: &'static str, compute: fn(&Continua, usize) -> Outcome) -> SpanMeasure {
    SpanMeasure { key, compute: SpanCompute::PerCategory(compute) }
}

static SPAN_MEASURES: &[SpanMeasure] = &[
    whole("u_alpha", u_alpha),
    whole("bu_alpha", bu_alpha),
    whole("bu_alpha_merged", |c| bu_alpha(&c.merged())),
    whole("cu_alpha", cu_alpha),
    whole("cu_coverage", cu_coverage),
    per_category("ku_alpha", ku_alpha),
    per_category("ku_coverage", ku_coverage),
    whole("alpha_u_1995", |c| alpha_u_1995(c, None)),
    per_category("alpha_u_1995", |c, k| alpha_u_1995(c, Some(k))),
    whole("char_alpha", |c| position_alpha(c, Characters, Labelled)),
    whole("char_binary_alpha", |c| position_alpha(c, Characters, Binary)),
    whole("char_kappa_mean", |c| position_kappa(c, Characters)),
    whole("char_f1_mean", |c| position_f1(c, Characters)),
    whole("f1_exact_labelled_mean", |c| span_f1_mean(c, Exact, true)),
    whole("f1_exact_unlabelled_mean", |c| span_f1_mean(c, Exact, false)),
    whole("f1_overlap_labelled_mean", |c| span_f1_mean(c, Overlap, true)),
    whole("f1_overlap_unlabelled_mean", |c| span_f1_mean(c, Overlap, false)),
    whole("f1_soft_labelled_mean", |c| span_f1_mean(c, Soft, true)),
    whole("f1_soft_unlabelled_mean", |c| span_f1_mean(c, Soft, false)),
    whole("f1_exact_labelled_pooled", |c| span_f1_pooled(c, Exact, true)),
    whole("f1_exact_unlabelled_pooled", |c| span_f1_pooled(c, Exact, false)),
    whole("f1_overlap_labelled_pooled", |c| span_f1_pooled(c, Overlap, true)),
    whole("f1_overlap_unlabelled_pooled", |c| span_f1_pooled(c, Overlap, false)),
    whole("f1_soft_labelled_pooled", |c| span_f1_pooled(c, Soft, true)),
    whole("f1_soft_unlabelled_pooled", |c| span_f1_pooled(c, Soft, false)),
    whole("agr_directional_mean", agr_directional_mean),
];

/// A coefficient of segmentations.
#[derive(Debug, Clone, Copy)]
pub struct SegmentationMeasure {
    /// Name in reports, exports and on the command line; never changes.
    pub key: &'static str,
    /// The function behind it.
    pub compute: fn(&Segmentations) -> Outcome,
}

static SEGMENTATION_MEASURES: &[SegmentationMeasure] = &[
    SegmentationMeasure { key: "boundary_similarity_mean", compute: boundary_similarity },
    SegmentationMeasure { key: "boundary_f1_mean", compute: boundary_f1 },
    SegmentationMeasure { key: "boundary_exact_f1_mean", compute: boundary_exact_f1 },
    SegmentationMeasure { key: "segmentation_similarity_mean", compute: segmentation_similarity },
    SegmentationMeasure { key: "seg_actual_agreement", compute: |s| boundary_agreement(s, BoundaryChance::None) },
    SegmentationMeasure { key: "seg_fleiss_kappa", compute: |s| boundary_agreement(s, BoundaryChance::OwnShare) },
    SegmentationMeasure { key: "seg_fleiss_pi", compute: |s| boundary_agreement(s, BoundaryChance::MeanShare) },
    SegmentationMeasure { key: "window_diff_mean", compute: window_diff },
    SegmentationMeasure { key: "window_diff_lamprier_mean", compute: window_diff_lamprier },
    SegmentationMeasure { key: "pk_mean", compute: pk },
    SegmentationMeasure { key: "window_size_first", compute: window_size },
];

/// All coefficients of segmentations, in the order of reports.
pub fn segmentation_measures() -> &'static [SegmentationMeasure] {
    SEGMENTATION_MEASURES
}

/// All coefficients of spans, in the order of reports.
pub fn span_measures() -> &'static [SpanMeasure] {
    SPAN_MEASURES
}

/// The coefficient of spans with this key (without a category).
pub fn span_measure(key: &str) -> Option<&'static SpanMeasure> {
    SPAN_MEASURES.iter().find(|m| m.key == key)
}

impl SpanMeasure {
    /// Every figure of this coefficient with its full key.
    pub fn compute_all(&self, continua: &Continua) -> Vec<(String, Outcome)> {
        self.figures(continua).into_iter().map(|(key, compute)| (key, compute(continua))).collect()
    }

    /// One figure, or one per category of these continua.
    pub(crate) fn figures(&self, continua: &Continua) -> Vec<KeyedFigure<'static, Continua>> {
        match self.compute {
            SpanCompute::Whole(f) => vec![(self.key.to_owned(), Box::new(f))],
            SpanCompute::PerCategory(f) => {
                let figure = |(i, label): (usize, &String)| -> KeyedFigure<'static, Continua> {
                    (format!("{}.{label}", self.key), Box::new(move |c| f(c, i)))
                };
                continua.categories().iter().enumerate().map(figure).collect()
            }
        }
    }
}
