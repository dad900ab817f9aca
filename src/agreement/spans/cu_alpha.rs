//! Krippendorff's alpha for the coding of spans, apart from where they are.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::spans::continua::{Continua, Span};
use crate::agreement::spans::outcome;
use crate::agreement::spans::unitizing::{Coincidences, only};

/// cu-alpha: where coders marked the same positions, do they agree on the category?
///
/// # Formula
/// As [`u_alpha`](crate::agreement::u_alpha) over the intersections of marked spans only: `l_ck` = length on which one coder's c
/// meets another coder's k, divided by m - 1. `D_e` divides by `l..`^2 - sum over spans g of coder i of 1/(m - 1) times the
/// sum over the other coders j of L(g and what j marked)^2.
/// # Source
/// Krippendorff, Mathet, Bouvry & Widlöcher (2016), equations 10 and 11; Krippendorff (2019), section 12.6.5: .724, which the pairwise
/// self-pairing gives and the one over the union of the other coders (.7256) does not.
/// # Undefined
/// As [`u_alpha`](crate::agreement::u_alpha); also if no position was marked by two coders, or all such positions carry one
/// category. With more than two coders, also where so few spans meet that their pairs with themselves make up all pairs and
/// more, so that nothing can be expected.
pub fn cu_alpha(continua: &Continua) -> Outcome {
    let compute = || {
        let sums = shared(continua)?;
        sums.alpha(|label| only(continua, Some(label)))
    };
    outcome(continua, compute())
}

/// (k)u-alpha of one category (from 0): is what one coder calls k called k by the others who marked it?
///
/// # Formula
/// As [`cu_alpha`] with `D_o` = (`l_k.` - `l_kk`) / `l_k.` and `D_e` = `l_k.` (`l..` - `l_k.`) / (`l_k.` `l..` - self-pairs
/// of the spans of k).
/// # Source
/// As [`cu_alpha`], equation 13b; section 12.6.6.
/// # Undefined
/// As [`cu_alpha`]; also if there is no such category, nobody used it, or no span of it was marked by another coder.
pub fn ku_alpha(continua: &Continua, category: usize) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        continua.require_used(category)?;
        let sums = shared(continua)?;
        if sums.compared[category] <= 0.0 {
            return Err(Undefined::NothingShared);
        }
        if sums.compared[category] >= sums.total() {
            return Err(only(continua, Some(category)));
        }
        sums.alpha_of(category)
    };
    outcome(continua, compute())
}

/// Share of the continuum that [`cu_alpha`] rests on.
///
/// # Formula
/// `l..` of [`cu_alpha`] / (sum over continua of coders times length)
/// # Source
/// As [`cu_alpha`].
/// # Undefined
/// Fewer than two coders, no continuum with two of them, a length of zero, or overlapping spans. Zero, not undefined, where
/// nothing was marked by two coders.
pub fn cu_coverage(continua: &Continua) -> Outcome {
    let compute = || {
        match continua.require_spans() {
            Ok(()) | Err(Undefined::NothingMarked) => {}
            Err(other) => return Err(other),
        }
        continua.require_partition()?;
        let possible: f64 = continua.pairable().map(|c| c.coded() as f64 * c.length as f64).sum();
        if possible <= 0.0 {
            return Err(Undefined::NoValues);
        }
        Ok(Figure::derived(Coincidences::without_gaps(continua).total() / possible))
    };
    outcome(continua, compute())
}

/// Share of the spans of one category (from 0) that [`ku_alpha`] rests on.
///
/// # Formula
/// `l_k.` of [`cu_alpha`] / length of all spans of k
/// # Source
/// As [`ku_alpha`].
/// # Undefined
/// As [`u_alpha`](crate::agreement::u_alpha), except for lack of variation; also if there is no such category or nobody used it.
pub fn ku_coverage(continua: &Continua, category: usize) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        continua.require_used(category)?;
        continua.require_partition()?;
        let spans = continua.pairable().flat_map(super::continua::Continuum::spans);
        let length: u64 = spans.filter(|span| span.category == category).map(Span::len).sum();
        Ok(Figure::derived(Coincidences::without_gaps(continua).compared[category] / length as f64))
    };
    outcome(continua, compute())
}

/// The sums over what two or more coders marked.
fn shared(continua: &Continua) -> Result<Coincidences, Undefined> {
    continua.require_spans()?;
    continua.require_partition()?;
    let sums = Coincidences::without_gaps(continua);
    if sums.total() > 0.0 { Ok(sums) } else { Err(Undefined::NothingShared) }
}
