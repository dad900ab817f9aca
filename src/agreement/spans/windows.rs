//! Errors of segmentation that a window counts as it moves over the text.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::spans::boundary::outcome;
use crate::agreement::spans::segmentations::Segmentations;

/// `WindowDiff`, the mean over texts and pairs of coders, the earlier coder being the reference: a penalty, 0 is best.
///
/// # Formula
/// Share of the N - k places of a window at which both coders have a different number of cuts inside; k = half the mean
/// length of the reference's segments (half numbers to the even one), at least 2.
/// # Source
/// Pevzner & Hearst (2002), A critique and improvement of an evaluation metric for text segmentation.
/// # Undefined
/// Fewer than two coders, no text cut by two of them, or a text that is not longer than the window.
pub fn window_diff(segmentations: &Segmentations) -> Outcome {
    penalty(segmentations, |here, reference| here != reference)
}

/// `WindowDiff` that also counts the windows that begin before the text or end after it, so that cuts near the ends weigh as
/// much as others; the mean over texts and pairs of coders, the earlier coder being the reference.
///
/// # Formula
/// Windows with a different number of cuts / (N + k + 1), the text being lengthened by k atoms at both ends.
/// # Source
/// Lamprier, Amghar, Levrat & Saubion (2007), On evaluation methodologies for text segmentation algorithms.
/// # Undefined
/// Fewer than two coders, or no text cut by two of them.
pub fn window_diff_lamprier(segmentations: &Segmentations) -> Outcome {
    let compute = || {
        segmentations.require_pairs()?;
        let (mut sum, mut number) = (0.0, 0.0);
        for (length, reference, other) in segmentations.pairs() {
            let window = window(length, reference);
            // Places are counted from the first atom of the lengthened text.
            let inside = |cuts: &[u64], at: u64| {
                let before = |place: u64| cuts.partition_point(|cut| cut + window <= place);
                before(at + window) - before(at)
            };
            let wrong = (0..length + window).filter(|at| inside(other, *at) != inside(reference, *at)).count();
            sum += wrong as f64 / (length + window + 1) as f64;
            number += 1.0;
        }
        Ok(Figure::derived(sum / number))
    };
    outcome(segmentations, compute())
}

/// Length k of the window for the first coder's segments of the first text, as [`window_diff`] takes it.
///
/// # Formula
/// Half the mean length of a segment, rounded (half numbers to the even one), at least 2.
/// # Source
/// Pevzner & Hearst (2002).
/// # Undefined
/// As [`window_diff_lamprier`].
pub fn window_size(segmentations: &Segmentations) -> Outcome {
    let compute = || {
        segmentations.require_pairs()?;
        let first = segmentations.pairs().next().map(|(length, reference, _)| window(length, reference));
        first.map(|window| Figure::derived(window as f64)).ok_or(Undefined::NothingPairable)
    };
    outcome(segmentations, compute())
}

/// `P_k`, the mean over texts and pairs of coders, the earlier coder being the reference: a penalty, 0 is best.
///
/// # Formula
/// Share of the N - k places of a window whose ends lie in one segment for one coder and in different segments for the
/// other; k as in [`window_diff`].
/// # Source
/// Beeferman, Berger & Lafferty (1999), Statistical models for text segmentation.
/// # Undefined
/// As [`window_diff`].
pub fn pk(segmentations: &Segmentations) -> Outcome {
    penalty(segmentations, |here, reference| (here > 0) != (reference > 0))
}

/// Half the mean length of the segments, as the reference program rounds it.
pub(crate) fn window(length: u64, cuts: &[u64]) -> u64 {
    let twice = 2 * (cuts.len() as u64 + 1);
    let (whole, rest) = (length / twice, length % twice);
    let up = 2 * rest > twice || (2 * rest == twice && whole % 2 == 1);
    (whole + u64::from(up)).max(2)
}

fn penalty(segmentations: &Segmentations, differs: impl Fn(usize, usize) -> bool) -> Outcome {
    let compute = || {
        segmentations.require_pairs()?;
        let (mut sum, mut number) = (0.0, 0.0);
        for (length, reference, other) in segmentations.pairs() {
            let window = window(length, reference);
            if length <= window {
                return Err(Undefined::WindowTooLong { length, window });
            }
            // A cut at position p lies in the window from atom i to atom i + k if i < p <= i + k.
            let inside = |cuts: &[u64], at: u64| {
                cuts.partition_point(|cut| *cut <= at + window) - cuts.partition_point(|cut| *cut <= at)
            };
            let places = length - window;
            let wrong = (0..places).filter(|at| differs(inside(other, *at), inside(reference, *at))).count();
            sum += wrong as f64 / places as f64;
            number += 1.0;
        }
        Ok(Figure::derived(sum / number))
    };
    outcome(segmentations, compute())
}
