//! The one list of coefficients: a new one is a line here, a file under `coefficients/` and a test.

use crate::agreement::coefficients::alpha::{alpha_interval, alpha_nominal, alpha_ordinal, alpha_ratio};
use crate::agreement::coefficients::alpha_label::alpha_label;
use crate::agreement::coefficients::alpha_set::SetDistance::{self, Equality, Jaccard, Masi};
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
    /// What is drawn when it is resampled.
    pub(crate) units: Units,
}

/// What tells two units apart for a coefficient.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Units {
    /// How often each value was given. It is alpha at this level, which has a quick way to be drawn.
    Alpha(Level),
    /// How often each value was given.
    Profiles,
    /// Who gave which value.
    Rows,
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
    /// Distance of two sets; equality for one label.
    pub(crate) distance: SetDistance,
}

/// Does not ask who gave a value.
const fn profiles(key: &'static str, compute: fn(&Ratings) -> Outcome) -> Measure {
    Measure { key, compute: Compute::Whole(compute), units: Units::Profiles }
}

/// Asks who gave which value.
const fn rows(key: &'static str, compute: fn(&Ratings) -> Outcome) -> Measure {
    Measure { key, compute: Compute::Whole(compute), units: Units::Rows }
}

const fn alpha(key: &'static str, level: Level, compute: fn(&Ratings) -> Outcome) -> Measure {
    Measure { key, compute: Compute::Whole(compute), units: Units::Alpha(level) }
}

const fn per_category(key: &'static str, compute: fn(&Ratings, usize) -> Outcome) -> Measure {
    Measure { key, compute: Compute::PerCategory(compute), units: Units::Profiles }
}

const fn per_coder(key: &'static str, compute: fn(&Ratings, usize) -> Outcome) -> Measure {
    Measure { key, compute: Compute::PerCoder(compute), units: Units::Rows }
}

const fn set(key: &'static str, distance: SetDistance, compute: fn(&SetRatings) -> Outcome) -> SetMeasure {
    SetMeasure { key, compute: SetCompute::Whole(compute), distance }
}

static MEASURES: &[Measure] = &[
    profiles("percent_agreement", percent_agreement),
    rows("percent_agreement_pairs", percent_agreement_pairs),
    profiles("percent_agreement_all", percent_agreement_all),
    profiles("percent_agreement_linear", |r| percent_agreement_weighted(r, Linear)),
    profiles("percent_agreement_quadratic", |r| percent_agreement_weighted(r, Quadratic)),
    profiles("percent_agreement_ordinal", |r| percent_agreement_weighted(r, Ordinal)),
    alpha("alpha_nominal", Level::Nominal, alpha_nominal),
    alpha("alpha_ordinal", Level::Ordinal, alpha_ordinal),
    alpha("alpha_interval", Level::Interval, alpha_interval),
    alpha("alpha_ratio", Level::Ratio, alpha_ratio),
    rows("cohen_kappa", |r| cohen_kappa(r, Identity)),
    rows("cohen_kappa_linear", |r| cohen_kappa(r, Linear)),
    rows("cohen_kappa_quadratic", |r| cohen_kappa(r, Quadratic)),
    rows("cohen_kappa_max", cohen_kappa_max),
    profiles("scott_pi", scott_pi),
    profiles("fleiss_kappa", |r| fleiss_kappa(r, Identity)),
    profiles("fleiss_kappa_linear", |r| fleiss_kappa(r, Linear)),
    profiles("fleiss_kappa_quadratic", |r| fleiss_kappa(r, Quadratic)),
    profiles("fleiss_kappa_ordinal", |r| fleiss_kappa(r, Ordinal)),
    rows("conger_kappa", |r| conger_kappa(r, Identity)),
    rows("conger_kappa_linear", |r| conger_kappa(r, Linear)),
    rows("conger_kappa_quadratic", |r| conger_kappa(r, Quadratic)),
    rows("conger_kappa_ordinal", |r| conger_kappa(r, Ordinal)),
    rows("light_kappa", light_kappa),
    profiles("ac1", |r| gwet_ac(r, Identity)),
    profiles("ac2_linear", |r| gwet_ac(r, Linear)),
    profiles("ac2_quadratic", |r| gwet_ac(r, Quadratic)),
    profiles("ac2_ordinal", |r| gwet_ac(r, Ordinal)),
    profiles("bp", |r| brennan_prediger(r, Identity)),
    profiles("bp_linear", |r| brennan_prediger(r, Linear)),
    profiles("bp_quadratic", |r| brennan_prediger(r, Quadratic)),
    profiles("bp_ordinal", |r| brennan_prediger(r, Ordinal)),
    profiles("gwet_alpha_linear", |r| gwet_alpha(r, Linear)),
    profiles("gwet_alpha_quadratic", |r| gwet_alpha(r, Quadratic)),
    profiles("gwet_alpha_ordinal", |r| gwet_alpha(r, Ordinal)),
    rows("icc1", |r| icc(r, OneWay, false)),
    rows("icc1k", |r| icc(r, OneWay, true)),
    rows("icc2", |r| icc(r, TwoWayAgreement, false)),
    rows("icc2k", |r| icc(r, TwoWayAgreement, true)),
    rows("icc3", |r| icc(r, TwoWayConsistency, false)),
    rows("icc3k", |r| icc(r, TwoWayConsistency, true)),
    rows("lin_ccc", lin_ccc),
    rows("kendall_w", |r| kendall_w(r, false)),
    rows("kendall_w_ties", |r| kendall_w(r, true)),
    rows("kendall_tau_b", |r| correlation(r, KendallTauB)),
    rows("pearson_r", |r| correlation(r, Pearson)),
    rows("spearman_rho", |r| correlation(r, Spearman)),
    rows("mean_pairwise_pearson", |r| mean_correlation(r, Pearson)),
    rows("mean_pairwise_spearman", |r| mean_correlation(r, Spearman)),
    rows("pabak", pabak),
    rows("prevalence_index", prevalence_index),
    rows("bias_index", bias_index),
    per_category("specific_agreement", specific_agreement),
    per_category("category_kappa", category_kappa),
    per_coder("coder_mean_kappa", coder_mean_kappa),
    per_coder("alpha_without_coder.nominal", |r, coder| alpha_without_coder(r, Level::Nominal, coder)),
    per_coder("alpha_without_coder.ordinal", |r, coder| alpha_without_coder(r, Level::Ordinal, coder)),
    per_coder("alpha_without_coder.interval", |r, coder| alpha_without_coder(r, Level::Interval, coder)),
    per_coder("alpha_without_coder.ratio", |r, coder| alpha_without_coder(r, Level::Ratio, coder)),
];

static SET_MEASURES: &[SetMeasure] = &[
    set("alpha_set_masi", Masi, alpha_set_masi),
    set("alpha_set_jaccard", Jaccard, alpha_set_jaccard),
    set("alpha_set_nominal", Equality, alpha_set_nominal),
    SetMeasure { key: "alpha_label", compute: SetCompute::PerLabel(alpha_label), distance: Equality },
];

/// All coefficients of coded values, in the order of reports.
pub fn measures() -> &'static [Measure] {
    MEASURES
}

/// All coefficients of sets of labels, in the order of reports.
pub fn set_measures() -> &'static [SetMeasure] {
    SET_MEASURES
}

/// `McGraw` & Wong's names of the intraclass correlations, whose values are those of Shrout & Fleiss.
static OTHER_NAMES: [(&str, &str); 6] = [
    ("icc_1", "icc1"),
    ("icc_k", "icc1k"),
    ("icc_a_1", "icc2"),
    ("icc_a_k", "icc2k"),
    ("icc_c_1", "icc3"),
    ("icc_c_k", "icc3k"),
];

/// The coefficient of coded values with this key (without a category or coder). `McGraw` & Wong's `icc_1`, `icc_k`,
/// `icc_a_1`, `icc_a_k`, `icc_c_1` and `icc_c_k` are found, too.
pub fn measure(key: &str) -> Option<&'static Measure> {
    let key = OTHER_NAMES.iter().find(|(other, _)| *other == key).map_or(key, |(_, key)| key);
    MEASURES.iter().find(|m| m.key == key)
}

/// The coefficient of sets with this key (without a label).
pub fn set_measure(key: &str) -> Option<&'static SetMeasure> {
    SET_MEASURES.iter().find(|m| m.key == key)
}

/// One figure of a coefficient: its full key and what computes it.
pub(crate) type KeyedFigure<'a, Data> = (String, Box<dyn Fn(&Data) -> Outcome + Sync + 'a>);

impl Measure {
    /// Every figure of this coefficient with its full key.
    pub fn compute_all(&self, ratings: &Ratings) -> Vec<(String, Outcome)> {
        self.figures(ratings).into_iter().map(|(key, compute)| (key, compute(ratings))).collect()
    }

    /// One figure, or one per category or coder of these ratings.
    pub(crate) fn figures(&self, ratings: &Ratings) -> Vec<KeyedFigure<'static, Ratings>> {
        let indexed = |names: Vec<String>, f: fn(&Ratings, usize) -> Outcome| {
            let figure = |(i, name): (usize, String)| -> KeyedFigure<'static, Ratings> {
                (format!("{}.{name}", self.key), Box::new(move |r| f(r, i)))
            };
            names.into_iter().enumerate().map(figure).collect()
        };
        match self.compute {
            Compute::Whole(f) => vec![(self.key.to_owned(), Box::new(f))],
            Compute::PerCategory(f) => indexed(ratings.categories().iter().map(|c| c.label.clone()).collect(), f),
            Compute::PerCoder(f) => indexed((0..ratings.coders()).map(|i| i.to_string()).collect(), f),
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
