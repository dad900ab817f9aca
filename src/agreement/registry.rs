//! The one list of coefficients: a new one is a line here, a file under `coefficients/` and a test.

use crate::agreement::coefficients::alpha::{alpha_interval, alpha_nominal, alpha_ordinal, alpha_ratio};
use crate::agreement::coefficients::alpha_label::alpha_label;
use crate::agreement::coefficients::alpha_set::{alpha_set_jaccard, alpha_set_masi, alpha_set_nominal};
use crate::agreement::coefficients::alpha_without_coder::alpha_without_coder;
use crate::agreement::coefficients::brennan_prediger::brennan_prediger;
use crate::agreement::coefficients::category_kappa::category_kappa;
use crate::agreement::coefficients::cohen_kappa::{cohen_kappa, cohen_kappa_max};
use crate::agreement::coefficients::conger_kappa::conger_kappa;
use crate::agreement::coefficients::correlation::Correlation::{KendallTauB, Pearson, Spearman};
use crate::agreement::coefficients::correlation::{correlation, mean_correlation};
use crate::agreement::coefficients::fleiss_kappa::fleiss_kappa;
use crate::agreement::coefficients::gwet_ac::gwet_ac;
use crate::agreement::coefficients::gwet_alpha::gwet_alpha;
use crate::agreement::coefficients::icc::IccModel::{OneWay, TwoWayAgreement, TwoWayConsistency};
use crate::agreement::coefficients::icc::icc;
use crate::agreement::coefficients::kendall_w::kendall_w;
use crate::agreement::coefficients::light_kappa::{coder_mean_kappa, light_kappa};
use crate::agreement::coefficients::lin_ccc::lin_ccc;
use crate::agreement::coefficients::percent_agreement::percent_agreement;
use crate::agreement::coefficients::percent_agreement_all::percent_agreement_all;
use crate::agreement::coefficients::percent_agreement_pairs::percent_agreement_pairs;
use crate::agreement::coefficients::scott_pi::scott_pi;
use crate::agreement::coefficients::specific_agreement::specific_agreement;
use crate::agreement::coefficients::two_by_two::{bias_index, pabak, prevalence_index};
use crate::agreement::coefficients::weighted_agreement::percent_agreement_weighted;
use crate::agreement::outcome::Outcome;
use crate::agreement::ratings::{Level, Ratings};
use crate::agreement::sets::SetRatings;
use crate::agreement::weights::Weights::{Identity, Linear, Ordinal, Quadratic};

/// How a coefficient of coded values is computed.
#[derive(Debug, Clone, Copy)]
pub enum Compute {
    /// One figure.
    Whole(fn(&Ratings) -> Outcome),
    /// One figure per category, given by its index; the key is `name.LABEL`.
    PerCategory(fn(&Ratings, usize) -> Outcome),
    /// One figure per coder, given by its index; the key is `name.INDEX`.
    PerCoder(fn(&Ratings, usize) -> Outcome),
}

/// A coefficient of coded values.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Name in reports, exports and on the command line; never changes.
    pub key: &'static str,
    /// The function behind it.
    pub compute: Compute,
}

/// How a coefficient of sets of labels is computed.
#[derive(Debug, Clone, Copy)]
pub enum SetCompute {
    /// One figure.
    Whole(fn(&SetRatings) -> Outcome),
    /// One figure per label, given by its index; the key is `name.LABEL`.
    PerLabel(fn(&SetRatings, usize) -> Outcome),
}

/// A coefficient of sets of labels.
#[derive(Debug, Clone, Copy)]
pub struct SetMeasure {
    /// Name in reports, exports and on the command line; never changes.
    pub key: &'static str,
    /// The function behind it.
    pub compute: SetCompute,
}

const fn whole(key: &'static str, compute: fn(&Ratings) -> Outcome) -> Measure {
    Measure { key, compute: Compute::Whole(compute) }
}

const fn per_category(key: &'static str, compute: fn(&Ratings, usize) -> Outcome) -> Measure {
    Measure { key, compute: Compute::PerCategory(compute) }
}

const fn per_coder(key: &'static str, compute: fn(&Ratings, usize) -> Outcome) -> Measure {
    Measure { key, compute: Compute::PerCoder(compute) }
}

static MEASURES: &[Measure] = &[
    whole("percent_agreement", percent_agreement),
    whole("percent_agreement_pairs", percent_agreement_pairs),
    whole("percent_agreement_all", percent_agreement_all),
    whole("percent_agreement_linear", |r| percent_agreement_weighted(r, Linear)),
    whole("percent_agreement_quadratic", |r| percent_agreement_weighted(r, Quadratic)),
    whole("percent_agreement_ordinal", |r| percent_agreement_weighted(r, Ordinal)),
    whole("alpha_nominal", alpha_nominal),
    whole("alpha_ordinal", alpha_ordinal),
    whole("alpha_interval", alpha_interval),
    whole("alpha_ratio", alpha_ratio),
    whole("cohen_kappa", |r| cohen_kappa(r, Identity)),
    whole("cohen_kappa_linear", |r| cohen_kappa(r, Linear)),
    whole("cohen_kappa_quadratic", |r| cohen_kappa(r, Quadratic)),
    whole("cohen_kappa_max", cohen_kappa_max),
    whole("scott_pi", scott_pi),
    whole("fleiss_kappa", |r| fleiss_kappa(r, Identity)),
    whole("fleiss_kappa_linear", |r| fleiss_kappa(r, Linear)),
    whole("fleiss_kappa_quadratic", |r| fleiss_kappa(r, Quadratic)),
    whole("fleiss_kappa_ordinal", |r| fleiss_kappa(r, Ordinal)),
    whole("conger_kappa", |r| conger_kappa(r, Identity)),
    whole("conger_kappa_linear", |r| conger_kappa(r, Linear)),
    whole("conger_kappa_quadratic", |r| conger_kappa(r, Quadratic)),
    whole("conger_kappa_ordinal", |r| conger_kappa(r, Ordinal)),
    whole("light_kappa", light_kappa),
    whole("ac1", |r| gwet_ac(r, Identity)),
    whole("ac2_linear", |r| gwet_ac(r, Linear)),
    whole("ac2_quadratic", |r| gwet_ac(r, Quadratic)),
    whole("ac2_ordinal", |r| gwet_ac(r, Ordinal)),
    whole("bp", |r| brennan_prediger(r, Identity)),
    whole("bp_linear", |r| brennan_prediger(r, Linear)),
    whole("bp_quadratic", |r| brennan_prediger(r, Quadratic)),
    whole("bp_ordinal", |r| brennan_prediger(r, Ordinal)),
    whole("gwet_alpha_linear", |r| gwet_alpha(r, Linear)),
    whole("gwet_alpha_quadratic", |r| gwet_alpha(r, Quadratic)),
    whole("gwet_alpha_ordinal", |r| gwet_alpha(r, Ordinal)),
    whole("icc1", |r| icc(r, OneWay, false)),
    whole("icc1k", |r| icc(r, OneWay, true)),
    whole("icc2", |r| icc(r, TwoWayAgreement, false)),
    whole("icc2k", |r| icc(r, TwoWayAgreement, true)),
    whole("icc3", |r| icc(r, TwoWayConsistency, false)),
    whole("icc3k", |r| icc(r, TwoWayConsistency, true)),
    whole("lin_ccc", lin_ccc),
    whole("kendall_w", |r| kendall_w(r, false)),
    whole("kendall_w_ties", |r| kendall_w(r, true)),
    whole("kendall_tau_b", |r| correlation(r, KendallTauB)),
    whole("pearson_r", |r| correlation(r, Pearson)),
    whole("spearman_rho", |r| correlation(r, Spearman)),
    whole("mean_pairwise_pearson", |r| mean_correlation(r, Pearson)),
    whole("mean_pairwise_spearman", |r| mean_correlation(r, Spearman)),
    whole("pabak", pabak),
    whole("prevalence_index", prevalence_index),
    whole("bias_index", bias_index),
    per_category("specific_agreement", specific_agreement),
    per_category("category_kappa", category_kappa),
    per_coder("coder_mean_kappa", coder_mean_kappa),
    per_coder("alpha_without_coder.nominal", |r, coder| alpha_without_coder(r, Level::Nominal, coder)),
    per_coder("alpha_without_coder.ordinal", |r, coder| alpha_without_coder(r, Level::Ordinal, coder)),
    per_coder("alpha_without_coder.interval", |r, coder| alpha_without_coder(r, Level::Interval, coder)),
    per_coder("alpha_without_coder.ratio", |r, coder| alpha_without_coder(r, Level::Ratio, coder)),
];

static SET_MEASURES: &[SetMeasure] = &[
    SetMeasure { key: "alpha_set_masi", compute: SetCompute::Whole(alpha_set_masi) },
    SetMeasure { key: "alpha_set_jaccard", compute: SetCompute::Whole(alpha_set_jaccard) },
    SetMeasure { key: "alpha_set_nominal", compute: SetCompute::Whole(alpha_set_nominal) },
    SetMeasure { key: "alpha_label", compute: SetCompute::PerLabel(alpha_label) },
];

/// All coefficients of coded values, in the order of reports.
pub fn measures() -> &'static [Measure] {
    MEASURES
}

/// All coefficients of sets of labels, in the order of reports.
pub fn set_measures() -> &'static [SetMeasure] {
    SET_MEASURES
}

/// The coefficient of coded values with this key (without a category or coder).
pub fn measure(key: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|m| m.key == key)
}

/// The coefficient of sets with this key (without a label).
pub fn set_measure(key: &str) -> Option<&'static SetMeasure> {
    SET_MEASURES.iter().find(|m| m.key == key)
}

impl Measure {
    /// Every figure of this coefficient with its full key.
    pub fn compute_all(&self, ratings: &Ratings) -> Vec<(String, Outcome)> {
        match self.compute {
            Compute::Whole(f) => vec![(self.key.to_owned(), f(ratings))],
            Compute::PerCategory(f) => {
                let labels = ratings.categories().iter().enumerate();
                labels.map(|(i, category)| (format!("{}.{}", self.key, category.label), f(ratings, i))).collect()
            }
            Compute::PerCoder(f) => {
                (0..ratings.coders()).map(|i| (format!("{}.{i}", self.key), f(ratings, i))).collect()
            }
        }
    }
}

impl SetMeasure {
    /// Every figure of this coefficient with its full key.
    pub fn compute_all(&self, sets: &SetRatings) -> Vec<(String, Outcome)> {
        match self.compute {
            SetCompute::Whole(f) => vec![(self.key.to_owned(), f(sets))],
            SetCompute::PerLabel(f) => {
                let labels = sets.labels().iter().enumerate();
                labels.map(|(i, label)| (format!("{}.{label}", self.key), f(sets, i))).collect()
            }
        }
    }
}
