//! Gwet's AC1 and AC2.

use crate::agreement::gwet::Observed;
use crate::agreement::outcome::{Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Gwet's AC1 (identity weights) or AC2: steady where nearly all values are the same.
///
/// # Formula
/// (`p_a` - `p_e`) / (1 - `p_e`), `p_e` = `T_w` / (q (q - 1)) sum over k of `pi_k` (1 - `pi_k`), `T_w` the sum of all
/// weights, q the *declared* categories.
/// # Source
/// Gwet (2008) for AC1; Gwet (2014) for AC2, missing values and the standard error.
/// # Undefined
/// Fewer than two coders, nothing pairable, or fewer than two declared categories. Without variation it is 1.
pub fn gwet_ac(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    let compute = || {
        let observed = Observed::of(ratings, weights)?;
        let categories = ratings.categories().len();
        if categories < 2 {
            return Err(Undefined::OneCategory);
        }
        let q = categories as f64;
        let scale = observed.weights.sum(categories) / (q * (q - 1.0));
        let expected = scale * observed.prevalence.iter().map(|share| share * (1.0 - share)).sum::<f64>();
        Ok(observed.corrected(
            expected,
            Some(&|profile| {
                let rare = |(k, n): &(u32, u32)| (1.0 - observed.prevalence[*k as usize]) * f64::from(*n);
                scale * profile.counts.iter().map(rare).sum::<f64>() / f64::from(profile.total)
            }),
        ))
    };
    Outcome::new(ratings.counts(), compute())
}
