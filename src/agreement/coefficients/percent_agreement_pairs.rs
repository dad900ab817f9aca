//! Percent agreement as the mean over pairs of coders.

use crate::agreement::outcome::{Figure, Outcome};
use crate::agreement::pair_table::PairTable;
use crate::agreement::ratings::Ratings;

/// Percent agreement: the mean over pairs of coders of the share of their common units on which they agree.
///
/// # Formula
/// 1/m sum over pairs (i, j) with common units of (units alike) / (units coded by both); m such pairs.
/// # Source
/// Holsti (1969), Content Analysis for the Social Sciences and Humanities.
/// # Undefined
/// Fewer than two coders or nothing pairable. Without variation it is 1.
pub fn percent_agreement_pairs(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_pairable()?;
        let coders = ratings.coders();
        let pairs = (0..coders).flat_map(|i| (i + 1..coders).map(move |j| (i, j)));
        let figures: Vec<f64> = pairs.filter_map(|(i, j)| PairTable::of(ratings, i, j).agreement()).collect();
        Ok(Figure::agreement(figures.iter().sum::<f64>() / figures.len() as f64))
    };
    Outcome::new(ratings.counts(), compute())
}
