//! The influence of one coder on alpha.

use crate::agreement::coefficients::alpha::alpha_at;
use crate::agreement::outcome::Outcome;
use crate::agreement::ratings::{Level, Ratings};

/// Krippendorff's alpha of all coders but one (from 0): who pulls it down.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha), after leaving the coder's values out.
/// # Source
/// Krippendorff (2004), chapter 11, on finding unreliable coders.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha) for the remaining coders. Also if there is no such coder.
pub fn alpha_without_coder(ratings: &Ratings, level: Level, coder: usize) -> Outcome {
    match ratings.require_coder(coder) {
        Ok(()) => alpha_at(&ratings.without_coder(coder), level),
        Err(undefined) => Outcome::new(ratings.counts(), Err(undefined)),
    }
}
