//! Coefficients over single positions: characters, words or sentences, each with the label of the span that covers it.

use std::collections::BTreeMap;

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::outcome;
use crate::agreement::spans::pairs::mean_over_pairs;
use crate::agreement::spans::runs::{ABSENT, GAP, Labelling, Positions, Runs};
use crate::agreement::spans::unitizing::{Coincidences, only};

/// Krippendorff's alpha with each position as a unit: nominal over the categories and the gap, or marked against unmarked.
///
/// A long span weighs as much as its positions, and neighbouring positions are not independent; so this is for comparison
/// with studies that report it, and [`u_alpha`](crate::agreement::u_alpha) is the coefficient of unitizing.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha) at nominal level.
/// # Source
/// Krippendorff (2011); positions as units as in Artstein & Poesio (2008), Inter-coder agreement for computational
/// linguistics, section 4.3.
/// # Undefined
/// Fewer than two coders, nobody marked anything, all positions carry one label; and, unless labels are told apart only as
/// marked and unmarked, spans of one coder that overlap.
pub fn position_alpha(continua: &Continua, positions: Positions, labelling: Labelling) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        if labelling == Labelling::Labelled {
            continua.require_partition()?;
        }
        let sums = Coincidences::with_gaps(continua, positions, labelling, true);
        if sums.total() <= 0.0 {
            return Err(Undefined::NoValues);
        }
        sums.alpha(|label| match labelling {
            Labelling::Labelled => only(continua, Some(label).filter(|l| *l < continua.categories().len())),
            Labelling::Binary if label == 1 => only(continua, None),
            Labelling::Binary => Undefined::EverythingMarked,
        })
    };
    outcome(continua, compute())
}

/// Cohen's kappa with each position as a unit, the mean over all pairs of coders.
///
/// # Formula
/// As [`light_kappa`](crate::agreement::light_kappa) over categories and the gap.
/// # Source
/// Cohen (1960); Light (1971).
/// # Undefined
/// As [`position_alpha`]; also if a pair of coders gave one and the same label to all positions.
pub fn position_kappa(continua: &Continua, positions: Positions) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        continua.require_partition()?;
        mean_over_pairs(continua, |first, second| kappa_of_pair(continua, positions, first, second))
    };
    outcome(continua, compute())
}

/// F1 of marked positions whatever their category, the mean over all pairs of coders.
///
/// # Formula
/// 2 |A and B| / (|A| + |B|), A and B the positions that either coder marked.
/// # Source
/// Hripcsak & Rothschild (2005), Agreement, the F-measure, and reliability in information retrieval.
/// # Undefined
/// Fewer than two coders, nobody marked anything, or a pair of coders who both marked nothing.
pub fn position_f1(continua: &Continua, positions: Positions) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        mean_over_pairs(continua, |first, second| {
            let (mut both, mut either) = (0.0, 0.0);
            for_each_common(continua, positions, Labelling::Binary, first, second, |length, a, b| {
                either += length * f64::from(u8::from(a != GAP) + u8::from(b != GAP));
                both += length * f64::from(u8::from(a != GAP && b != GAP));
            });
            if either > 0.0 { Ok(2.0 * both / either) } else { Err(Undefined::NothingMarked) }
        })
    };
    outcome(continua, compute())
}

fn kappa_of_pair(continua: &Continua, positions: Positions, first: usize, second: usize) -> Result<f64, Undefined> {
    let mut table: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for_each_common(continua, positions, Labelling::Labelled, first, second, |length, a, b| {
        *table.entry((a, b)).or_default() += length;
    });
    let (mut rows, mut columns) = (BTreeMap::<u32, f64>::new(), BTreeMap::<u32, f64>::new());
    let (mut total, mut same) = (0.0, 0.0);
    for ((a, b), length) in &table {
        *rows.entry(*a).or_default() += length;
        *columns.entry(*b).or_default() += length;
        total += length;
        same += if a == b { *length } else { 0.0 };
    }
    match (table.keys().next(), table.len()) {
        (None, _) => return Err(Undefined::NothingPairable),
        (Some((a, b)), 1) if a == b => return Err(only(continua, Some(*a as usize).filter(|_| *a < GAP))),
        _ => {}
    }
    let chance: f64 = rows.iter().filter_map(|(label, a)| Some(a * columns.get(label)?)).sum();
    Ok(Figure::corrected(same / total, chance / (total * total)).value)
}

/// Calls `visit` with the length and both labels of every stretch of the continua that both coders worked on.
fn for_each_common(
    continua: &Continua,
    positions: Positions,
    labelling: Labelling,
    first: usize,
    second: usize,
    mut visit: impl FnMut(f64, u32, u32),
) {
    let pair = continua.of_coders(&[first, second]);
    for (number, continuum) in pair.continua().iter().enumerate().filter(|(_, c)| c.is_pairable()) {
        for run in Runs::of(continuum, number, positions, labelling).iter() {
            if let [a, b] = run.labels
                && *a != ABSENT
                && *b != ABSENT
            {
                visit(run.length, *a, *b);
            }
        }
    }
}
