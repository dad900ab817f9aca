//! Coefficients with differences that the researcher writes down.

use crate::agreement::coefficients::alpha::{alpha_with, require_variation};
use crate::agreement::coefficients::brennan_prediger::brennan_prediger;
use crate::agreement::coefficients::cohen_kappa::cohen_kappa;
use crate::agreement::coefficients::conger_kappa::conger_kappa;
use crate::agreement::coefficients::fleiss_kappa::fleiss_kappa;
use crate::agreement::coefficients::gwet_ac::gwet_ac;
use crate::agreement::coefficients::weighted_agreement::percent_agreement_weighted;
use crate::agreement::estimate::Estimate;
use crate::agreement::metric::Metric;
use crate::agreement::outcome::{Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::resampling::{Inference, Statistic};
use crate::agreement::resampling_model::AlphaModel;
use crate::agreement::statistics::{OfProfiles, OfRows};
use crate::agreement::weights::Weights;
use crate::jobs::{Cancelled, Monitor};

/// How different each pair of declared categories is: zero or more, zero on the diagonal, the same both ways.
///
/// For alpha they stand in place of `delta^2`, as they are. For the others a difference d is the agreement 1 - d / the
/// largest d, which for Cohen's kappa is the same as working on the differences.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences {
    table: Vec<Vec<f64>>,
    weights: Vec<Vec<f64>>,
}

impl Differences {
    /// Checks a table with one row and one column per declared category, in their order.
    pub fn new(table: Vec<Vec<f64>>) -> Result<Self, Undefined> {
        let categories = table.len();
        if let Some(row) = table.iter().find(|row| row.len() != categories) {
            return Err(Undefined::WrongTable { rows: row.len(), categories });
        }
        let cells = (0..categories).flat_map(|k| (0..categories).map(move |l| (k, l)));
        let mut largest = 0.0_f64;
        for (k, l) in cells {
            let (there, back) = (table[k][l], table[l][k]);
            let is_equal = (there - back).abs() <= 1e-12 * there.abs();
            if !there.is_finite() || there < 0.0 || !is_equal || (k == l && there != 0.0) {
                return Err(Undefined::BadTable);
            }
            largest = largest.max(there);
        }
        if largest <= 0.0 {
            return Err(Undefined::NoDifference);
        }
        let weights = table.iter().map(|row| row.iter().map(|d| 1.0 - d / largest).collect()).collect();
        Ok(Self { table, weights })
    }

    /// Ends early where the table belongs to other categories.
    fn require_fit(&self, ratings: &Ratings) -> Result<(), Undefined> {
        let (rows, categories) = (self.table.len(), ratings.categories().len());
        if rows == categories { Ok(()) } else { Err(Undefined::WrongTable { rows, categories }) }
    }

    fn weigh(&self, ratings: &Ratings, coefficient: fn(&Ratings, Weights<'_>) -> Outcome) -> Outcome {
        match self.require_fit(ratings) {
            Ok(()) => coefficient(ratings, Weights::Table(&self.weights)),
            Err(undefined) => Outcome::new(ratings.counts(), Err(undefined)),
        }
    }

    fn metric(&self) -> Metric<'_> {
        Metric::Function(Box::new(|a, b| self.table[a][b]))
    }
}

/// Krippendorff's alpha with a table of differences, used as they stand (not squared) in place of `delta^2`.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha), with the difference of c and k for `delta^2`.
/// # Source
/// Krippendorff (2004), Content Analysis, 2nd ed., chapter 11: metrics are the researcher's choice.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha); also if the table has other categories.
pub fn alpha_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    match differences.require_fit(ratings) {
        Ok(()) => alpha_with(ratings, || Ok(differences.metric())),
        Err(undefined) => Outcome::new(ratings.counts(), Err(undefined)),
    }
}

/// Cohen's weighted kappa with a table of differences.
///
/// # Formula
/// 1 - (sum of `v_kl` `p_kl`) / (sum of `v_kl` `p_k.` `p_.l`)
/// # Source
/// Cohen (1968), reproduced in `tests/it/agreement/cohen_1968.rs`; standard errors Fleiss, Cohen & Everitt (1969).
/// # Undefined
/// As [`cohen_kappa`](crate::agreement::cohen_kappa); also if the table has other categories.
pub fn cohen_kappa_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    differences.weigh(ratings, cohen_kappa)
}

/// Fleiss' kappa with a table of differences; see [`fleiss_kappa`](crate::agreement::fleiss_kappa).
///
/// # Formula
/// As there, with `w_kl` = 1 - `d_kl` / largest d.
/// # Source
/// Gwet (2014).
/// # Undefined
/// As there; also if the table has other categories.
pub fn fleiss_kappa_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    differences.weigh(ratings, fleiss_kappa)
}

/// Conger's kappa with a table of differences; see [`conger_kappa`](crate::agreement::conger_kappa).
///
/// # Formula
/// As there, with `w_kl` = 1 - `d_kl` / largest d.
/// # Source
/// Gwet (2014).
/// # Undefined
/// As there; also if the table has other categories.
pub fn conger_kappa_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    differences.weigh(ratings, conger_kappa)
}

/// Gwet's AC2 with a table of differences; see [`gwet_ac`](crate::agreement::gwet_ac).
///
/// # Formula
/// As there, with `w_kl` = 1 - `d_kl` / largest d.
/// # Source
/// Gwet (2014).
/// # Undefined
/// As there; also if the table has other categories.
pub fn ac2_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    differences.weigh(ratings, gwet_ac)
}

/// Brennan-Prediger with a table of differences; see [`brennan_prediger`](crate::agreement::brennan_prediger).
///
/// # Formula
/// As there, with `w_kl` = 1 - `d_kl` / largest d.
/// # Source
/// Gwet (2014).
/// # Undefined
/// As there; also if the table has other categories.
pub fn bp_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    differences.weigh(ratings, brennan_prediger)
}

/// Percent agreement with a table of differences; see
/// [`percent_agreement_weighted`](crate::agreement::percent_agreement_weighted).
///
/// # Formula
/// As there, with `w_kl` = 1 - `d_kl` / largest d.
/// # Source
/// Gwet (2014).
/// # Undefined
/// As there; also if the table has other categories.
pub fn percent_agreement_custom(ratings: &Ratings, differences: &Differences) -> Outcome {
    differences.weigh(ratings, percent_agreement_weighted)
}

type Custom = fn(&Ratings, &Differences) -> Outcome;

/// All coefficients that take a table of differences, with their keys and whether they ask who gave which value.
static CUSTOM: [(&str, Custom, bool); 6] = [
    ("percent_agreement_custom", percent_agreement_custom, false),
    ("cohen_kappa_custom", cohen_kappa_custom, true),
    ("fleiss_kappa_custom", fleiss_kappa_custom, false),
    ("conger_kappa_custom", conger_kappa_custom, true),
    ("ac2_custom", ac2_custom, false),
    ("bp_custom", bp_custom, false),
];

/// All coefficients with a table of differences, with their intervals: `alpha_custom`, `percent_agreement_custom`,
/// `cohen_kappa_custom`, `fleiss_kappa_custom`, `conger_kappa_custom`, `ac2_custom`, `bp_custom`.
pub fn custom_estimates(
    ratings: &Ratings,
    differences: &Differences,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Vec<Estimate>, Cancelled> {
    let model = || -> Option<Box<dyn Statistic + '_>> {
        require_variation(ratings).ok()?;
        Some(Box::new(AlphaModel::new(ratings, differences.metric(), false).ok()?))
    };
    let alpha = alpha_custom(ratings, differences);
    let mut found = vec![Estimate::of("alpha_custom".to_owned(), alpha, model, inference, monitor)?];
    for (key, coefficient, asks_who) in CUSTOM {
        let compute = move |r: &Ratings| coefficient(r, differences);
        let statistic = || -> Option<Box<dyn Statistic + '_>> {
            Some(if asks_who {
                Box::new(OfRows::new(ratings, compute))
            } else {
                Box::new(OfProfiles::new(ratings, compute))
            })
        };
        found.push(Estimate::of(key.to_owned(), compute(ratings), statistic, inference, monitor)?);
    }
    Ok(found)
}
