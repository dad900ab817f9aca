//! Indices that explain a kappa of two coders.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::pair_table::PairTable;
use crate::agreement::ratings::Ratings;

/// Prevalence- and bias-adjusted kappa.
///
/// # Formula
/// 2 `p_o` - 1, over the units that both coded.
/// # Source
/// Byrt, Bishop & Carlin (1993), made for two categories; with more it is a linear rescaling of percent agreement, and
/// [`brennan_prediger`](crate::agreement::brennan_prediger) is the better choice.
/// # Undefined
/// Other than two coders, or no unit that both coded. Without variation it is 1.
pub fn pabak(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        let observed = PairTable::of(ratings, 0, 1).agreement().ok_or(Undefined::NothingPairable)?;
        Ok(Figure::corrected(observed, 0.5))
    };
    Outcome::new(ratings.counts(), compute())
}

/// How uneven the two categories are: positive when both coders lean to the first declared one.
///
/// # Formula
/// (a - d) / n, a units with the first category from both, d with the second.
/// # Source
/// Byrt, Bishop & Carlin (1993).
/// # Undefined
/// Other than two coders or two declared categories, or no unit that both coded.
pub fn prevalence_index(ratings: &Ratings) -> Outcome {
    index(ratings, |table| table.get(0, 0) - table.get(1, 1))
}

/// How unevenly the two coders use the categories: positive when the first coder gives the first category more often.
///
/// # Formula
/// (b - c) / n, b units with the first category from the first coder only, c from the second only.
/// # Source
/// Byrt, Bishop & Carlin (1993).
/// # Undefined
/// As [`prevalence_index`].
pub fn bias_index(ratings: &Ratings) -> Outcome {
    index(ratings, |table| table.get(0, 1) - table.get(1, 0))
}

fn index(ratings: &Ratings, difference: impl FnOnce(&PairTable) -> f64) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        let categories = ratings.categories().len();
        if categories != 2 {
            return Err(Undefined::NotTwoCategories { categories });
        }
        let table = PairTable::of(ratings, 0, 1);
        Ok(Figure::derived(difference(&table) / table.units()))
    };
    Outcome::new(ratings.counts(), compute())
}
