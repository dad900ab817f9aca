//! Kendall's coefficient of concordance.

use crate::agreement::numeric::{Scale, complete_units, mid_ranks};
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;

/// Kendall's W: do coders rank the units alike?
///
/// # Formula
/// 12 S / (m^2 (n^3 - n) - m T): S the squared deviations of the units' rank sums from their mean, m coders, n units, T the
/// sum over coders and groups of t equal values of t^3 - t if `corrected` for ties, else 0. Units that not all coders coded are
/// left out.
/// # Source
/// Kendall & Babington Smith (1939); ties Siegel & Castellan (1988).
/// # Undefined
/// Fewer than two coders, fewer than two units that all coders coded, words without a declared order, or (corrected)
/// coders who all gave equal values throughout.
pub fn kendall_w(ratings: &Ratings, corrected: bool) -> Outcome {
    let compute = || {
        let coders: Vec<usize> = (0..ratings.coders()).collect();
        let rows = complete_units(ratings, &coders, Scale::Rank)?;
        if rows.len() < 2 {
            return Err(Undefined::TooFewUnits { units: rows.len() });
        }
        let (n, m) = (rows.len() as f64, coders.len() as f64);
        let (mut sums, mut ties) = (vec![0.0; rows.len()], 0.0);
        for coder in &coders {
            let (ranks, of_coder) = mid_ranks(&rows.iter().map(|row| row[*coder]).collect::<Vec<_>>());
            sums.iter_mut().zip(ranks).for_each(|(sum, rank)| *sum += rank);
            ties += of_coder;
        }
        let mean = m * (n + 1.0) / 2.0;
        let squares: f64 = sums.iter().map(|sum| (sum - mean).powi(2)).sum();
        let most = m * m * (n.powi(3) - n) - if corrected { m * ties } else { 0.0 };
        if most <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        Ok(Figure::derived(12.0 * squares / most))
    };
    Outcome::new(ratings.counts(), compute())
}
