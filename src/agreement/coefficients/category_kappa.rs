//! Fleiss' kappa of one category against all others.

use crate::agreement::gwet::Observed;
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Kappa of one category (from 0) against the rest: which values coders tell apart.
///
/// # Formula
/// Fleiss' kappa of the values "k" and "not k":
/// 1 - [mean over pairable units of `n_uk` (`n_u` - `n_uk`) / (`n_u` (`n_u` - 1))] / [`pi_k` (1 - `pi_k`)]
/// # Source
/// Fleiss (1971), p. 381; missing values as in Gwet (2014). Reproduced in `tests/it/agreement/fleiss_1971.rs`.
/// # Undefined
/// As [`fleiss_kappa`](crate::agreement::fleiss_kappa); also if nobody gave the value, or everybody always.
pub fn category_kappa(ratings: &Ratings, category: usize) -> Outcome {
    let compute = || {
        ratings.require_category(category)?;
        let observed = Observed::of(ratings, Weights::Identity)?;
        observed.require_variation(ratings)?;
        let share = observed.prevalence[category];
        if share <= 0.0 {
            return Err(Undefined::NeverUsed { value: ratings.label(category) });
        }
        let apart = observed.units.pairable().map(|profile| {
            let given = profile.counts.iter().find(|(k, _)| *k as usize == category).map_or(0, |(_, n)| *n);
            let (given, total) = (f64::from(given), f64::from(profile.total));
            profile.weight * 2.0 * given * (total - given) / (total * (total - 1.0))
        });
        let agreement = 1.0 - apart.sum::<f64>() / observed.pairable;
        Ok(Figure::corrected(agreement, share.powi(2) + (1.0 - share).powi(2)))
    };
    Outcome::new(ratings.counts(), compute())
}
