//! Means of Cohen's kappa over pairs of coders.

use crate::agreement::coefficients::cohen_kappa::cohen;
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Light's kappa: the mean of Cohen's kappa over all pairs of coders, each over the pair's common units.
///
/// # Formula
/// 2 / (r (r - 1)) sum over g < h of kappa(g, h)
/// # Source
/// Light (1971).
/// # Undefined
/// Fewer than two coders, nothing pairable, or any pair undefined; the reason names the pair.
pub fn light_kappa(ratings: &Ratings) -> Outcome {
    let coders = ratings.coders();
    let pairs = (0..coders).flat_map(|i| (i + 1..coders).map(move |j| (i, j)));
    mean(ratings, pairs)
}

/// One coder (from 0) against the rest: the mean of Cohen's kappa with every other coder.
///
/// # Formula
/// 1 / (r - 1) sum over h of kappa(coder, h)
/// # Source
/// Light (1971), per coder.
/// # Undefined
/// As [`light_kappa`], for the pairs of this coder. Also if there is no such coder.
pub fn coder_mean_kappa(ratings: &Ratings, coder: usize) -> Outcome {
    match ratings.require_coder(coder) {
        Ok(()) => mean(ratings, (0..ratings.coders()).filter(|other| *other != coder).map(|other| (coder, other))),
        Err(undefined) => Outcome::new(ratings.counts(), Err(undefined)),
    }
}

fn mean(ratings: &Ratings, pairs: impl Iterator<Item = (usize, usize)>) -> Outcome {
    let compute = || {
        ratings.require_pairable()?;
        let (mut sum, mut number) = (0.0, 0.0);
        for (i, j) in pairs {
            let kappa = cohen(ratings, i, j, Weights::Identity).map_err(|reason| Undefined::Pair {
                first: i + 1,
                second: j + 1,
                reason: Box::new(reason),
            })?;
            sum += kappa.value;
            number += 1.0;
        }
        Ok(Figure::derived(sum / number))
    };
    Outcome::new(ratings.counts(), compute())
}
