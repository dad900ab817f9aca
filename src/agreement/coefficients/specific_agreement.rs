//! Agreement on one value.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;

/// Specific agreement on one category (from 0): given that one coder gave it, how often another did too.
///
/// # Formula
/// sum over units of `n_uk` (`n_uk` - 1) / sum over units of `n_uk` (`n_u` - 1)
/// # Source
/// Cicchetti & Feinstein (1990) for two coders and two categories; the general form is the same for all.
/// # Undefined
/// Fewer than two coders, nothing pairable, no such category, or nobody gave it to a pairable unit.
pub fn specific_agreement(ratings: &Ratings, category: usize) -> Outcome {
    let compute = || {
        ratings.require_category(category)?;
        ratings.require_pairable()?;
        let (mut both, mut any) = (0.0, 0.0);
        for profile in ratings.unit_counts().pairable() {
            if let Some((_, n)) = profile.counts.iter().find(|(k, _)| *k as usize == category) {
                let n = f64::from(*n);
                both += profile.weight * n * (n - 1.0);
                any += profile.weight * n * (f64::from(profile.total) - 1.0);
            }
        }
        if any > 0.0 {
            Ok(Figure::agreement(both / any))
        } else {
            Err(Undefined::NeverUsed { value: ratings.label(category) })
        }
    };
    Outcome::new(ratings.counts(), compute())
}
