//! The share of the most frequent value.

use crate::agreement::ratings::Ratings;

/// The most frequent category among the pairable values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LargestShare {
    /// Its index among the categories; the first of several equally frequent ones.
    pub category: usize,
    /// Its part of the pairable values, above 0 up to 1.
    pub share: f64,
}

/// Share of the largest category: a reader needs it beside a coefficient, because a chance-corrected one falls when
/// nearly all values are the same.
///
/// # Formula
/// max over k of `n_k` / n, over pairable values.
/// # Source
/// The prevalence problem: Feinstein & Cicchetti (1990).
/// # Undefined
/// `None` if nothing is pairable.
pub fn largest_share(ratings: &Ratings) -> Option<LargestShare> {
    let totals = ratings.unit_counts().pairable_totals();
    let n: f64 = totals.iter().sum();
    let mut largest: Option<LargestShare> = None;
    for (category, total) in totals.iter().enumerate().filter(|(_, total)| **total > 0.0) {
        let share = total / n;
        if largest.is_none_or(|l| share > l.share) {
            largest = Some(LargestShare { category, share });
        }
    }
    largest
}
