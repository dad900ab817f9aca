//! Krippendorff's alpha for sets of labels.

use crate::agreement::coefficients::alpha::{alpha_nominal, alpha_with};
use crate::agreement::metric::Metric;
use crate::agreement::outcome::Outcome;
use crate::agreement::sets::SetRatings;

/// Krippendorff's alpha with the MASI distance: the primary coefficient of a multi-label variable.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha) with, in place of `delta^2`, 1 - J M: J = |A and B| / |A or B|; M = 1 for equal
/// sets, 2/3 if one contains the other, 1/3 if they overlap, 0 if disjoint. Two empty sets are equal.
/// # Source
/// Passonneau (2006), Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha); no variation means that all compared sets are equal.
pub fn alpha_set_masi(sets: &SetRatings) -> Outcome {
    alpha_over(sets, SetDistance::Masi)
}

/// Krippendorff's alpha with the Jaccard distance.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha) with 1 - |A and B| / |A or B| in place of `delta^2`. Two empty sets are equal.
/// # Source
/// Passonneau (2006); the index is Jaccard's (1901).
/// # Undefined
/// As [`alpha_set_masi`].
pub fn alpha_set_jaccard(sets: &SetRatings) -> Outcome {
    alpha_over(sets, SetDistance::Jaccard)
}

/// Krippendorff's alpha with whole sets as nominal values: two sets are equal or not.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha) at nominal level.
/// # Source
/// Krippendorff (2011).
/// # Undefined
/// As [`alpha_set_masi`].
pub fn alpha_set_nominal(sets: &SetRatings) -> Outcome {
    alpha_nominal(sets.as_nominal())
}

fn alpha_over(sets: &SetRatings, distance: SetDistance) -> Outcome {
    alpha_with(sets.as_nominal(), || Ok(distance.metric(sets)))
}

/// How far two sets of labels are apart: 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetDistance {
    /// Passonneau's, see [`alpha_set_masi`].
    Masi,
    /// Jaccard's, see [`alpha_set_jaccard`].
    Jaccard,
    /// 0 for equal sets, else 1.
    Equality,
}

impl SetDistance {
    /// Distance of two sets, each ascending without repeats.
    pub fn between(self, a: &[u32], b: &[u32]) -> f64 {
        match self {
            Self::Masi => 1.0 - jaccard(a, b) * monotonicity(a, b),
            Self::Jaccard => 1.0 - jaccard(a, b),
            Self::Equality => f64::from(u8::from(a != b)),
        }
    }

    pub(crate) fn metric(self, sets: &SetRatings) -> Metric<'_> {
        let known = sets.sets();
        Metric::Function(Box::new(move |a, b| self.between(&known[a], &known[b])))
    }
}

fn monotonicity(a: &[u32], b: &[u32]) -> f64 {
    let shared = shared(a, b);
    if shared == a.len() && shared == b.len() {
        1.0
    } else if shared == a.len() || shared == b.len() {
        2.0 / 3.0
    } else if shared > 0 {
        1.0 / 3.0
    } else {
        0.0
    }
}

/// Number of labels in both; the sets ascend.
fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|label| b.binary_search(label).is_ok()).count()
}

fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let shared = shared(a, b);
    let either = a.len() + b.len() - shared;
    if either == 0 { 1.0 } else { shared as f64 / either as f64 }
}
