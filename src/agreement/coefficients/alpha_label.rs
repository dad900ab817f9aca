//! One binary alpha per label of a multi-label variable.

use crate::agreement::coefficients::alpha::alpha_nominal;
use crate::agreement::outcome::{Outcome, Undefined};
use crate::agreement::sets::SetRatings;

/// Krippendorff's nominal alpha of "this label was given: yes or no", for one label (from 0).
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha) at nominal level on the two values.
/// # Source
/// Krippendorff (2011), binary data.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha): a label that nobody or everybody gave has no variation. Also if there is no such
/// label.
pub fn alpha_label(sets: &SetRatings, label: usize) -> Outcome {
    match sets.label_ratings(label) {
        Some(ratings) => alpha_nominal(&ratings),
        None => Outcome::new(sets.counts(), Err(Undefined::NoSuchIndex { index: label, len: sets.labels().len() })),
    }
}
