//! Units that all coders coded, as a table of numbers.

use crate::agreement::outcome::Undefined;
use crate::agreement::ratings::{MISSING, Ratings};

/// What stands for a category.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Its numeric value.
    Value,
    /// Its place among the declared categories.
    Rank,
}

/// Rows of units that were coded by all of `coders` (from 0), one number per coder.
///
/// Undefined without two coders, without such a unit, where all its values are equal, and where they have no number or
/// no rank.
pub(crate) fn complete_units(ratings: &Ratings, coders: &[usize], scale: Scale) -> Result<Vec<Vec<f64>>, Undefined> {
    ratings.require_pairable()?;
    if scale == Scale::Rank && !ratings.is_ranked() {
        return Err(Undefined::NotRanked);
    }
    let number = |code: u32| match (scale, ratings.categories().get(code as usize).and_then(|c| c.value)) {
        (Scale::Rank, _) => Ok(f64::from(code)),
        (Scale::Value, Some(value)) => Ok(value),
        (Scale::Value, None) => Err(Undefined::NotNumeric { value: ratings.label(code as usize) }),
    };
    let mut units = Vec::new();
    for (row, times) in ratings.rows() {
        let cells = coders.iter().map(|coder| row.get(*coder).copied().unwrap_or(MISSING));
        if cells.clone().all(|code| code != MISSING) {
            let unit = cells.map(number).collect::<Result<Vec<f64>, _>>()?;
            units.extend((1..times).map(|_| unit.clone()));
            units.push(unit);
        }
    }
    let Some(first) = units.first().and_then(|unit| unit.first()) else { return Err(Undefined::NoCompleteUnit) };
    // Asked of the values themselves: the variance of equal numbers is not always zero to the last digit.
    let constant = units.iter().flatten().all(|v| v.total_cmp(first).is_eq());
    if constant { Err(Undefined::NoVariance) } else { Ok(units) }
}

/// Mean ranks from 1 (equal numbers share the mean of their places), and the sum of t^3 - t over groups of t equal
/// numbers.
pub(crate) fn mid_ranks(numbers: &[f64]) -> (Vec<f64>, f64) {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    let (mut ranks, mut ties, mut before) = (vec![0.0; numbers.len()], 0.0, 0.0);
    for group in order.chunk_by(|a, b| numbers[*a].total_cmp(&numbers[*b]).is_eq()) {
        let size = group.len() as f64;
        for place in group {
            ranks[*place] = before + f64::midpoint(size, 1.0);
        }
        before += size;
        ties += size.powi(3) - size;
    }
    (ranks, ties)
}
