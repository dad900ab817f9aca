//! Fournier's boundary edit distance and what is made of it.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::spans::plain_outcome;
use crate::agreement::spans::segmentations::Segmentations;

/// How far a cut may be moved and still count as a near miss: over one place, Fournier's default (`n_t` = 2).
const NEAR: u64 = 2;

/// What turns the cuts of one coder into those of another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Edits {
    /// Cuts at the same place.
    pub(crate) matches: f64,
    /// Cuts that have no counterpart.
    pub(crate) misses: f64,
    /// Pairs of cuts that are near misses.
    pub(crate) near: f64,
}

impl Edits {
    /// Near misses are taken from the left, each cut in one at most.
    pub(crate) fn between(a: &[u64], b: &[u64]) -> Self {
        let only = |a: &[u64], b: &[u64]| -> Vec<u64> {
            a.iter().filter(|cut| b.binary_search(cut).is_err()).copied().collect()
        };
        let (only_a, only_b) = (only(a, b), only(b, a));
        let matches = (a.len() - only_a.len()) as f64;
        let mut alone: Vec<(u64, bool)> = only_a.into_iter().map(|cut| (cut, true)).collect();
        alone.extend(only_b.into_iter().map(|cut| (cut, false)));
        alone.sort_unstable();
        let (mut near, mut at) = (0, 0);
        while at + 1 < alone.len() {
            let ((first, of_a), (second, too)) = (alone[at], alone[at + 1]);
            let is_near = of_a != too && second - first < NEAR;
            near += usize::from(is_near);
            at += 1 + usize::from(is_near);
        }
        Self { matches, misses: (alone.len() - 2 * near) as f64, near: near as f64 }
    }

    /// Weight of a near miss: the distance over which the cut was moved, as a share of `n_t`.
    const WEIGHT: f64 = 1.0 / NEAR as f64;

    /// Edits, near misses counted in part.
    fn weighted(&self) -> f64 {
        self.misses + self.near * Self::WEIGHT
    }

    /// Places that are cut by either coder, a near miss being one.
    fn places(&self) -> f64 {
        self.matches + self.misses + self.near
    }
}

/// Boundary similarity B, the mean over texts and pairs of coders: 1 if all cuts are the same, 0 if none is, near misses in
/// between.
///
/// # Formula
/// 1 - (`A_e` + `w_t` `T_e`) / (`A_e` + `T_e` + `B_M`): cuts without a counterpart, near misses (cuts one place apart,
/// weight 1/2), cuts at the same place.
/// # Source
/// Fournier (2013), Evaluating text segmentation using boundary edit distance, section 4.
/// # Undefined
/// Fewer than two coders, no text cut by two of them, or a pair who both made no cut (0/0; its reference program prints 1).
pub fn boundary_similarity(segmentations: &Segmentations) -> Outcome {
    mean(segmentations, |_, edits| {
        if edits.places() > 0.0 { Ok(1.0 - edits.weighted() / edits.places()) } else { Err(Undefined::NoCuts) }
    })
}

/// Segmentation similarity S, the mean over texts and pairs of coders. High wherever cuts are rare; prefer B.
///
/// # Formula
/// 1 - (`A_e` + `w_t` `T_e`) / (length - 1)
/// # Source
/// Fournier & Inkpen (2012), Segmentation similarity and agreement; weights as in [`boundary_similarity`].
/// # Undefined
/// Fewer than two coders, no text cut by two of them, or a text of one atom, which cannot be cut.
pub fn segmentation_similarity(segmentations: &Segmentations) -> Outcome {
    mean(segmentations, |length, edits| {
        if length > 1 { Ok(1.0 - edits.weighted() / (length - 1) as f64) } else { Err(Undefined::NoCuts) }
    })
}

/// F1 of the cuts, the mean over texts and pairs of coders; a near miss counts as half a cut found.
///
/// # Formula
/// 2 TP / (2 TP + misses), TP = `B_M` + `w_t` `T_e`
/// # Source
/// Fournier (2013), section 4.2: confusion matrix from boundary edit distance.
/// # Undefined
/// As [`boundary_similarity`].
pub fn boundary_f1(segmentations: &Segmentations) -> Outcome {
    mean(segmentations, |_, edits| {
        let found = edits.matches + edits.near * Edits::WEIGHT;
        let all = 2.0 * found + edits.misses;
        if all > 0.0 { Ok(2.0 * found / all) } else { Err(Undefined::NoCuts) }
    })
}

/// F1 of the cuts at exactly the same place, the mean over texts and pairs of coders.
///
/// # Formula
/// 2 |A and B| / (|A| + |B|)
/// # Source
/// Hripcsak & Rothschild (2005).
/// # Undefined
/// As [`boundary_similarity`].
pub fn boundary_exact_f1(segmentations: &Segmentations) -> Outcome {
    mean(segmentations, |_, edits| {
        let all = 2.0 * (edits.matches + edits.near) + edits.misses;
        if all > 0.0 { Ok(2.0 * edits.matches / all) } else { Err(Undefined::NoCuts) }
    })
}

/// Which chance a coefficient of [`boundary_agreement`] takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundaryChance {
    /// None: observed agreement.
    None,
    /// That of each coder's own share of places cut (Davies & Fleiss).
    OwnShare,
    /// That of the mean share of places cut (Fleiss).
    MeanShare,
}

/// Agreement on cuts over all texts and pairs of coders together, corrected for chance or not.
///
/// # Formula
/// `A_a` = sum of (places - weighted edits) / sum of places, places and edits as in [`boundary_similarity`];
/// kappa and pi = (`A_a` - `A_e`) / (1 - `A_e`), `A_e` = mean over pairs of coders of the product of their shares of
/// possible places cut (kappa), or the square of the mean share (pi).
/// # Source
/// Fournier & Inkpen (2012), section 4; Fournier (2013), section 5.
/// # Undefined
/// Fewer than two coders, no text cut by two of them, no cut at all, or every place cut by all.
pub fn boundary_agreement(segmentations: &Segmentations, chance: BoundaryChance) -> Outcome {
    let compute = || {
        segmentations.require_pairs()?;
        let (mut same, mut places) = (0.0, 0.0);
        for (_, a, b) in segmentations.pairs() {
            let edits = Edits::between(a, b);
            same += edits.places() - edits.weighted();
            places += edits.places();
        }
        if places <= 0.0 {
            return Err(Undefined::NoCuts);
        }
        let observed = same / places;
        let expected = match chance {
            BoundaryChance::None => return Ok(Figure::agreement(observed)),
            BoundaryChance::OwnShare => by_own_shares(segmentations)?,
            BoundaryChance::MeanShare => by_mean_share(segmentations),
        };
        if expected >= 1.0 { Err(Undefined::EverythingMarked) } else { Ok(Figure::corrected(observed, expected)) }
    };
    outcome(segmentations, compute())
}

fn by_own_shares(segmentations: &Segmentations) -> Result<f64, Undefined> {
    let (mut sum, mut pairs) = (0.0, 0.0);
    let share = |coder: usize| {
        let own = segmentations.texts().iter().filter(|t| t.cuts.iter().flatten().count() >= 2);
        let own =
            own.filter_map(|t| Some((t.cuts.get(coder)?.as_ref()?.len() as f64, t.length.saturating_sub(1) as f64)));
        let (cuts, possible) = own.fold((0.0, 0.0), |sum, text| (sum.0 + text.0, sum.1 + text.1));
        (possible > 0.0).then(|| cuts / possible)
    };
    let shares: Vec<f64> = (0..segmentations.coders()).filter_map(share).collect();
    for (index, first) in shares.iter().enumerate() {
        for second in &shares[index + 1..] {
            sum += first * second;
            pairs += 1.0;
        }
    }
    if pairs > 0.0 { Ok(sum / pairs) } else { Err(Undefined::NothingPairable) }
}

fn by_mean_share(segmentations: &Segmentations) -> f64 {
    let (mut sum, mut number) = (0.0, 0.0);
    for (length, a, b) in segmentations.pairs().filter(|(length, _, _)| *length > 1) {
        sum += (a.len() + b.len()) as f64 / (length - 1) as f64;
        number += 2.0;
    }
    (sum / number).powi(2)
}

/// The mean of one figure per text and pair of coders.
fn mean(segmentations: &Segmentations, value: impl Fn(u64, Edits) -> Result<f64, Undefined>) -> Outcome {
    let compute = || {
        segmentations.require_pairs()?;
        let (mut sum, mut number) = (0.0, 0.0);
        for (length, a, b) in segmentations.pairs() {
            sum += value(length, Edits::between(a, b))?;
            number += 1.0;
        }
        Ok(Figure::derived(sum / number))
    };
    outcome(segmentations, compute())
}

pub(crate) fn outcome(segmentations: &Segmentations, result: Result<Figure, Undefined>) -> Outcome {
    plain_outcome(segmentations.counts(), result)
}
