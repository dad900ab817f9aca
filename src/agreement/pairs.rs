//! Every pair of coders by itself.

use crate::agreement::outcome::Outcome;
use crate::agreement::ratings::Ratings;

/// One coefficient of one pair of coders.
#[derive(Debug, Clone, PartialEq)]
pub struct PairOutcome {
    /// Index of the first coder, from 0.
    pub first: usize,
    /// Index of the second coder, above the first.
    pub second: usize,
    /// The coefficient of these two alone.
    pub outcome: Outcome,
}

/// A coefficient of every pair of coders, first by first coder, then by second: the cells of a heat map.
pub fn every_pair(ratings: &Ratings, coefficient: impl Fn(&Ratings) -> Outcome) -> Vec<PairOutcome> {
    let coders = ratings.coders();
    let pairs = (0..coders).flat_map(|first| (first + 1..coders).map(move |second| (first, second)));
    let of_pair = |(first, second)| {
        let outcome = coefficient(&ratings.of_coders(&[first, second]));
        PairOutcome { first, second, outcome }
    };
    pairs.map(of_pair).collect()
}
