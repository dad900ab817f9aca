//! Krippendorff's alpha in Gwet's notation, with weights over ranks.

use crate::agreement::coefficients::alpha::require_variation;
use crate::agreement::gwet::{standard_error, weighted_pairs};
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::unit_counts::Profile;
use crate::agreement::weights::Weights;

/// Alpha with agreement weights over the rank of the declared categories, and Gwet's standard error.
///
/// With identity weights it is nominal alpha, with quadratic weights interval alpha of the ranks. With ordinal weights
/// it is **not** Krippendorff's ordinal alpha.
///
/// # Formula
/// (`p_a` - `p_e`) / (1 - `p_e`) over pairable units, r the mean of `n_u`, N the sum: `p_a` = (1 - 1/N) p' + 1/N,
/// p' = mean over units of sum over k of `n_uk` (sum over l of `w_kl` `n_ul` - 1) / (r (`n_u` - 1)),
/// `p_e` = sum over k, l of `w_kl` `pi_k` `pi_l`, `pi_k` = mean of `n_uk` / r.
/// # Source
/// Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.; Gwet (2011) on the variance of alpha.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha).
pub fn gwet_alpha(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    Outcome::new(ratings.counts(), figure(ratings, weights))
}

pub(crate) fn figure(ratings: &Ratings, weights: Weights<'_>) -> Result<Figure, Undefined> {
    require_variation(ratings)?;
    let (units, weights) = (ratings.unit_counts(), weights.allowed_by(ratings));
    let totals = units.pairable_totals();
    let values: f64 = totals.iter().sum();
    let n: f64 = units.pairable().map(|p| p.weight).sum();
    let mean_total = values / n;
    let shares: Vec<f64> = totals.iter().map(|total| total / values).collect();
    let agreeing = weights.times(&shares);
    let expected: f64 = shares.iter().zip(&agreeing).map(|(share, a)| share * a).sum();

    let agreement_of =
        |p: &Profile<'_>| weighted_pairs(p, weights, units.categories()) / (mean_total * (f64::from(p.total) - 1.0));
    let raw = units.pairable().map(|p| p.weight * agreement_of(&p)).sum::<f64>() / n;
    let observed = (1.0 - 1.0 / values) * raw + 1.0 / values;
    let raw_alpha = (raw - expected) / (1.0 - expected);
    let deviations = units.pairable().map(|p| {
        // Units with more values than the mean weigh more in both parts; the linearised parts take that back.
        let excess = f64::from(p.total) / mean_total - 1.0;
        let own = (agreement_of(&p) - observed * excess - expected) / (1.0 - expected);
        let by_chance = p.counts.iter().map(|(k, n)| agreeing[*k as usize] * f64::from(*n)).sum::<f64>() / mean_total;
        let chance = by_chance - expected * excess - expected;
        let linear = own - 2.0 * (1.0 - raw_alpha) * chance / (1.0 - expected);
        p.weight * (linear - raw_alpha).powi(2)
    });
    let squares = deviations.sum();
    Ok(Figure::corrected(observed, expected).with_t_interval(standard_error(squares, n), n))
}
