//! Percent agreement as the mean over units.

use crate::agreement::outcome::{Figure, Outcome};
use crate::agreement::ratings::Ratings;

/// Percent agreement: the mean, over units with two or more values, of the share of agreeing pairs.
///
/// # Formula
/// `p_a` = 1/n' sum over units of sum over k of `n_uk` (`n_uk` - 1) / (`n_u` (`n_u` - 1)); n' units with `n_u` >= 2.
/// # Source
/// Fleiss (1971); Gwet (2014) for missing values. Reproduced in `tests/it/agreement/fleiss_1971.rs`.
/// # Undefined
/// Fewer than two coders or nothing pairable. Without variation it is 1.
pub fn percent_agreement(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_pairable()?;
        let (mut sum, mut units) = (0.0, 0.0);
        for profile in ratings.unit_counts().pairable() {
            let total = f64::from(profile.total);
            let same: f64 = profile.counts.iter().map(|(_, n)| f64::from(*n) * (f64::from(*n) - 1.0)).sum();
            sum += profile.weight * same / (total * (total - 1.0));
            units += profile.weight;
        }
        Ok(Figure::agreement(sum / units))
    };
    Outcome::new(ratings.counts(), compute())
}
