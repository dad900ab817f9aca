//! Cohen's kappa and weighted kappa.

use crate::agreement::outcome::{Figure, Outcome, StandardError, Undefined};
use crate::agreement::pair_table::PairTable;
use crate::agreement::ratings::Ratings;
use crate::agreement::weights::Weights;

/// Cohen's kappa of two coders, weighted over the rank of the declared categories unless `weights` is the identity.
///
/// # Formula
/// (`p_o` - `p_e`) / (1 - `p_e`), `p_o` = sum of `w_kl` `p_kl`, `p_e` = sum of `w_kl` `p_k.` `p_.l`, over the units that both
/// coded.
/// # Source
/// Cohen (1960), weighted Cohen (1968); standard errors (for an interval, and for the test against zero) Fleiss, Cohen &
/// Everitt (1969). Reproduced in `tests/it/agreement/cohen_1960.rs`.
/// # Undefined
/// Other than two coders, no unit that both coded, or both gave one and the same value throughout.
pub fn cohen_kappa(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        cohen(ratings, 0, 1, weights)
    };
    Outcome::new(ratings.counts(), compute())
}

/// The highest kappa that the marginals of the two coders allow.
///
/// # Formula
/// (sum over k of min(`p_k.`, `p_.k`) - `p_e`) / (1 - `p_e`)
/// # Source
/// Cohen (1960), p. 42.
/// # Undefined
/// As [`cohen_kappa`].
pub fn cohen_kappa_max(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        let table = PairTable::of(ratings, 0, 1);
        require_variation(ratings, &table)?;
        let (mut possible, mut expected) = (0.0, 0.0);
        for (first, second) in table.first_totals().iter().zip(table.second_totals()) {
            possible += first.min(*second) / table.units();
            expected += first * second / table.units().powi(2);
        }
        Ok(Figure::corrected(possible, expected))
    };
    Outcome::new(ratings.counts(), compute())
}

/// Kappa of any two coders (from 0), for the coefficients that average it.
pub(crate) fn cohen(ratings: &Ratings, first: usize, second: usize, weights: Weights<'_>) -> Result<Figure, Undefined> {
    let table = PairTable::of(ratings, first, second);
    require_variation(ratings, &table)?;
    let weights = weights.allowed_by(ratings);
    let (n, q) = (table.units(), ratings.categories().len());
    let shares = |totals: &[f64]| -> Vec<f64> { totals.iter().map(|total| total / n).collect() };
    let (rows, columns) = (shares(table.first_totals()), shares(table.second_totals()));
    let (of_row, of_column) = (weights.times(&columns), weights.times(&rows));
    let observed: f64 = table.cells().map(|((k, l), units)| weights.weight(k, l, q) * units / n).sum();
    let expected: f64 = rows.iter().zip(&of_row).map(|(share, weight)| share * weight).sum();
    let figure = Figure::corrected(observed, expected);

    let left = 1.0 - figure.value;
    let cells = table
        .cells()
        .map(|((k, l), units)| units / n * (weights.weight(k, l, q) - (of_row[k] + of_column[l]) * left).powi(2));
    let for_interval = cells.sum::<f64>() - (figure.value - expected * left).powi(2);
    let used = |shares: &[f64]| -> Vec<(usize, f64)> {
        shares.iter().copied().enumerate().filter(|(_, share)| *share > 0.0).collect()
    };
    let (used_rows, used_columns) = (used(&rows), used(&columns));
    let by_chance = used_rows.iter().flat_map(|(k, row)| {
        let (of_row, of_column) = (&of_row, &of_column);
        let cell = move |(l, column): &(usize, f64)| {
            row * column * (weights.weight(*k, *l, q) - (of_row[*k] + of_column[*l])).powi(2)
        };
        used_columns.iter().map(cell)
    });
    let for_test = by_chance.sum::<f64>() - expected.powi(2);
    // Rounding can leave a variance of zero just below it.
    let error = |variance: f64| variance.max(0.0).sqrt() / ((1.0 - expected) * n.sqrt());
    Ok(figure.with_normal_interval(StandardError {
        value: error(for_interval),
        under_null: Some(error(for_test)),
        source: "Fleiss, Cohen & Everitt (1969)",
    }))
}

/// Ends early where the two coders have no common unit or one and the same value throughout.
fn require_variation(ratings: &Ratings, table: &PairTable) -> Result<(), Undefined> {
    let mut cells = table.cells().map(|(cell, _)| cell);
    match (cells.next(), cells.next()) {
        (None, _) => Err(Undefined::NothingPairable),
        (Some((k, l)), None) if k == l => Err(Undefined::NoVariation { value: ratings.label(k) }),
        _ => Ok(()),
    }
}
