//! Percent agreement as the mean over units.

use crate::agreement::coefficients::weighted_agreement::percent_agreement_weighted;
use crate::agreement::outcome::Outcome;
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Percent agreement: the mean, over units with two or more values, of the share of agreeing pairs.
///
/// # Formula
/// `p_a` = 1/n' sum over units of sum over k of `n_uk` (`n_uk` - 1) / (`n_u` (`n_u` - 1)); n' units with `n_u` >= 2.
/// # Source
/// Fleiss (1971); Gwet (2014) for missing values and the standard error. Reproduced in `tests/it/agreement/fleiss_1971.rs`.
/// # Undefined
/// Fewer than two coders or nothing pairable. Without variation it is 1.
pub fn percent_agreement(ratings: &Ratings) -> Outcome {
    percent_agreement_weighted(ratings, Weights::Identity)
}
