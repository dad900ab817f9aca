//! Percent agreement that counts near misses in part.

use crate::agreement::gwet::Observed;
use crate::agreement::outcome::{Figure, Outcome};
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Percent agreement with weights over the rank of the declared categories.
///
/// # Formula
/// 1/n' sum over pairable units of sum over k of `n_uk` (sum over l of `w_kl` `n_ul` - 1) / (`n_u` (`n_u` - 1))
/// # Source
/// Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., with its standard error.
/// # Undefined
/// As [`percent_agreement`](crate::agreement::percent_agreement), which it is with [`Weights::Identity`].
pub fn percent_agreement_weighted(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    let figure = Observed::of(ratings, weights).map(|observed| {
        // Corrected by nothing, it has the error of a mean over units.
        let corrected = observed.corrected(0.0, None);
        Figure { basis: Figure::agreement(corrected.value).basis, ..corrected }
    });
    Outcome::new(ratings.counts(), figure)
}
