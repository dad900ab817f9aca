//! Fleiss' kappa.

use crate::agreement::gwet::Observed;
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Fleiss' kappa: chance draws from one distribution of categories, shared by all coders.
///
/// # Formula
/// (`p_a` - `p_e`) / (1 - `p_e`); `p_a` as in [`percent_agreement_weighted`](crate::agreement::percent_agreement_weighted),
/// `p_e` = sum over k, l of `w_kl` `pi_k` `pi_l`, `pi_k` the mean over rated units of `n_uk` / `n_u`.
/// # Source
/// Fleiss (1971); weights, missing values and standard error Gwet (2014); error under the null hypothesis Fleiss, Nee &
/// Landis (1979), given for identity weights when every unit has equally many values. Reproduced in
/// `tests/it/agreement/fleiss_1971.rs`.
/// # Undefined
/// Fewer than two coders, nothing pairable, or one category only among the rated units.
pub fn fleiss_kappa(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    Outcome::new(ratings.counts(), fleiss(ratings, weights))
}

pub(crate) fn fleiss(ratings: &Ratings, weights: Weights<'_>) -> Result<Figure, Undefined> {
    let observed = Observed::of(ratings, weights)?;
    observed.require_variation(ratings)?;
    let agreeing = observed.weights.times(&observed.prevalence);
    let expected = observed.prevalence.iter().zip(&agreeing).map(|(share, a)| share * a).sum();
    let mut figure = observed.corrected(
        expected,
        Some(&|profile| {
            let of_category = |(k, n): &(u32, u32)| agreeing[*k as usize] * f64::from(*n);
            profile.counts.iter().map(of_category).sum::<f64>() / f64::from(profile.total)
        }),
    );
    if let Some(error) = &mut figure.error {
        error.under_null = null_error(&observed);
    }
    Ok(figure)
}

fn null_error(observed: &Observed<'_>) -> Option<f64> {
    let mut totals = observed.units.profiles().map(|p| p.total);
    let coders = totals.next()?;
    if observed.weights != Weights::Identity || totals.any(|t| t != coders) {
        return None;
    }
    let (mut both, mut skew) = (0.0, 0.0);
    for p in &observed.prevalence {
        both += p * (1.0 - p);
        skew += p * (1.0 - p) * (1.0 - 2.0 * p);
    }
    let pairs = observed.rated * f64::from(coders) * (f64::from(coders) - 1.0);
    Some((2.0 / pairs * (both.powi(2) - skew)).sqrt() / both).filter(|e| e.is_finite())
}
