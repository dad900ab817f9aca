//! Brennan and Prediger's coefficient.

use crate::agreement::gwet::Observed;
use crate::agreement::outcome::{Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Brennan-Prediger (also Bennett's S, Randolph's free-marginal kappa): chance draws every declared category alike.
///
/// # Formula
/// (`p_a` - `p_e`) / (1 - `p_e`), `p_e` = `T_w` / q^2, which is 1/q for identity weights; q the *declared* categories.
/// # Source
/// Brennan & Prediger (1981); weights, missing values and standard error Gwet (2014). Reproduced in
/// `tests/it/agreement/brennan_prediger_1981.rs`.
/// # Undefined
/// Fewer than two coders, nothing pairable, or fewer than two declared categories. Without variation it is 1.
pub fn brennan_prediger(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    let compute = || {
        let observed = Observed::of(ratings, weights)?;
        let categories = ratings.categories().len();
        if categories < 2 {
            return Err(Undefined::OneCategory);
        }
        Ok(observed.corrected(observed.weights.sum(categories) / (categories as f64).powi(2), None))
    };
    Outcome::new(ratings.counts(), compute())
}
