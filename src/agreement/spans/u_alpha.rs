//! Krippendorff's alpha for unitizing.

use crate::agreement::outcome::{Outcome, Undefined};
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::outcome;
use crate::agreement::spans::runs::{Labelling, Positions};
use crate::agreement::spans::unitizing::{Coincidences, only};

/// u-alpha: do coders agree on where spans are and on what they are, gaps included?
///
/// # Formula
/// 1 - `D_o` / `D_e`; labels are the categories and the gap.
/// `D_o` = sum over c of (`l_c.` - `l_cc`) / `l..`, where `l_c.` is the length that all coders gave to c and `l_cc` the
/// length on which pairs of coders meet in c, divided by m - 1.
/// `D_e` = sum over c of `l_c.` (`l..` - `l_c.`) / (`l..`^2 - sum over spans of `L`^2 - length of all gaps): a span is not
/// paired with itself, nor is a position of a gap.
/// # Source
/// Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua: further
/// developments, equations 1 to 5; Krippendorff (2019), Content Analysis, 4th ed., section 12.6.3. Reproduced in
/// `tests/it/agreement/krippendorff_2016.rs`. Several continua are put one behind the other.
/// # Undefined
/// Fewer than two coders, nobody marked anything, spans of one coder overlap, or everything carries one and the same
/// label.
pub fn u_alpha(continua: &Continua) -> Outcome {
    with_gaps(continua, Labelling::Labelled)
}

/// |u-alpha: do coders agree on what is to be marked, whatever its category?
///
/// # Formula
/// As [`u_alpha`] with two labels, marked and gap; adjacent spans stay two spans.
/// # Source
/// As [`u_alpha`], equation 6; section 12.6.4.
/// # Undefined
/// As [`u_alpha`]; no variation means here that all coders marked everything.
pub fn bu_alpha(continua: &Continua) -> Outcome {
    with_gaps(continua, Labelling::Binary)
}

fn with_gaps(continua: &Continua, labelling: Labelling) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        continua.require_partition()?;
        let sums = Coincidences::with_gaps(continua, Positions::Characters, labelling, false);
        sums.alpha(|label| match labelling {
            Labelling::Labelled => only(continua, Some(label)),
            Labelling::Binary => Undefined::EverythingMarked,
        })
    };
    outcome(continua, compute())
}
