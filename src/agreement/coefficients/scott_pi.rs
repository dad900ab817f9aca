//! Scott's pi.

use crate::agreement::coefficients::fleiss_kappa::fleiss;
use crate::agreement::outcome::Outcome;
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Scott's pi: two coders, chance draws from the distribution of both together.
///
/// # Formula
/// (`p_o` - `p_e`) / (1 - `p_e`), `p_e` = sum over k of ((`p_1k` + `p_2k`) / 2)^2
/// # Source
/// Scott (1955); standard error Gwet (2014) for a table of two coders, which divides by n, not n - 1.
/// # Undefined
/// Other than two coders, nothing pairable, or one category only.
pub fn scott_pi(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        let mut figure = fleiss(ratings, Weights::Identity)?;
        let units = ratings.counts().rated_units as f64;
        if let Some(error) = &mut figure.error {
            error.value *= ((units - 1.0) / units).sqrt();
            error.under_null = None;
        }
        Ok(figure.with_t_interval(figure.error, units))
    };
    Outcome::new(ratings.counts(), compute())
}
