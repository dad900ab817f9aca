//! Percent agreement as the share of units on which all coders agree.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;

/// Percent agreement: the share of the units that all coders coded on which all of them agree.
///
/// # Formula
/// (units with one value from everybody) / (units with a value from everybody)
/// # Source
/// Holsti (1969); Neuendorf (2002) calls it simple agreement of all coders.
/// # Undefined
/// Fewer than two coders, or no unit that all coders coded. Without variation it is 1.
pub fn percent_agreement_all(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_pairable()?;
        let (mut alike, mut complete) = (0.0, 0.0);
        for profile in ratings.unit_counts().pairable().filter(|p| p.total as usize == ratings.coders()) {
            complete += profile.weight;
            alike += if profile.counts.len() == 1 { profile.weight } else { 0.0 };
        }
        if complete > 0.0 { Ok(Figure::agreement(alike / complete)) } else { Err(Undefined::NoCompleteUnit) }
    };
    Outcome::new(ratings.counts(), compute())
}
