//! Correlations of coders: do they order units alike, whatever their scales?

use crate::agreement::numeric::{Scale, complete_units, mid_ranks};
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::Ratings;

/// Which correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correlation {
    /// Pearson's r of the values.
    Pearson,
    /// Spearman's rho: Pearson's r of the mid-ranks.
    Spearman,
    /// Kendall's tau-b.
    KendallTauB,
}

/// Correlation of two coders over the units that both coded. It ignores constant differences, so it is no agreement.
///
/// # Formula
/// Pearson: `s_xy` / (`s_x` `s_y`). Spearman: the same of mid-ranks. Tau-b: (C - D) / root of ((p - `t_x`) (p - `t_y`)), with C
/// concordant and D discordant of p pairs of units, t the pairs tied for one coder.
/// # Source
/// Pearson (1896); Spearman (1904); Kendall (1945).
/// # Undefined
/// Other than two coders, fewer than two units that both coded, a coder without variation; for Pearson values that are no
/// numbers, else words without a declared order.
pub fn correlation(ratings: &Ratings, which: Correlation) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        of_pair(ratings, 0, 1, which).map(Figure::derived)
    };
    Outcome::new(ratings.counts(), compute())
}

/// From here on a correlation is 1 but for rounding.
const PERFECT: f64 = 1.0 - 1e-12;

/// Mean of the correlations of all pairs of coders, through Fisher's z.
///
/// # Formula
/// tanh(mean over g < h of artanh(correlation of g and h)). A pair that correlates perfectly has no finite z and is left out,
/// unless all pairs do.
/// # Source
/// Fisher (1921); `meancor` and `meanrho` of R's irr package do the same.
/// # Undefined
/// Fewer than two coders, nothing pairable, or any pair undefined; the reason names the pair.
pub fn mean_correlation(ratings: &Ratings, which: Correlation) -> Outcome {
    let compute = || {
        ratings.require_pairable()?;
        let coders = ratings.coders();
        let mut pairs = Vec::new();
        for (i, j) in (0..coders).flat_map(|i| (i + 1..coders).map(move |j| (i, j))) {
            let named = |reason| Undefined::Pair { first: i + 1, second: j + 1, reason: Box::new(reason) };
            pairs.push(of_pair(ratings, i, j, which).map_err(named)?);
        }
        let finite: Vec<f64> = pairs.iter().filter(|r| r.abs() < PERFECT).map(|r| r.atanh()).collect();
        let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
        Ok(Figure::derived(if finite.is_empty() { mean(&pairs) } else { mean(&finite).tanh() }))
    };
    Outcome::new(ratings.counts(), compute())
}

fn of_pair(ratings: &Ratings, first: usize, second: usize, which: Correlation) -> Result<f64, Undefined> {
    let scale = if which == Correlation::Pearson { Scale::Value } else { Scale::Rank };
    let rows = match complete_units(ratings, &[first, second], scale) {
        Err(Undefined::NoCompleteUnit) => return Err(Undefined::NothingPairable),
        rows => rows?,
    };
    if rows.len() < 2 {
        return Err(Undefined::TooFewUnits { units: rows.len() });
    }
    let column = |c: usize| rows.iter().map(|row| row[c]).collect::<Vec<f64>>();
    let (x, y) = (column(0), column(1));
    // Asked of the values themselves: the variance of equal numbers is not always zero to the last digit.
    let constant = |numbers: &[f64]| numbers.iter().all(|v| v.total_cmp(&numbers[0]).is_eq());
    if constant(&x) || constant(&y) {
        return Err(Undefined::NoVariance);
    }
    let value = match which {
        Correlation::Pearson => pearson(&x, &y),
        Correlation::Spearman => pearson(&mid_ranks(&x).0, &mid_ranks(&y).0),
        Correlation::KendallTauB => tau_b(&x, &y),
    };
    if value.is_finite() { Ok(value) } else { Err(Undefined::NoVariance) }
}

fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let (mut squares_x, mut squares_y, mut products) = (0.0, 0.0, 0.0);
    for (from_x, from_y) in x.iter().map(|v| v - mean_x).zip(y.iter().map(|v| v - mean_y)) {
        squares_x += from_x * from_x;
        squares_y += from_y * from_y;
        products += from_x * from_y;
    }
    products / (squares_x * squares_y).sqrt()
}

/// Counts inversions by merging, so that many units stay quick: Knight (1966).
fn tau_b(x: &[f64], y: &[f64]) -> f64 {
    let mut pairs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let ties =
        |sizes: &mut dyn Iterator<Item = usize>| -> f64 { sizes.map(|n| n as f64 * (n as f64 - 1.0) / 2.0).sum() };
    let both = ties(&mut pairs.chunk_by(|a, b| a == b).map(<[_]>::len));
    let in_x = ties(&mut pairs.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()).map(<[_]>::len));
    let mut ordered: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let discordant = sort_counting_swaps(&mut ordered);
    let in_y = ties(&mut ordered.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(<[_]>::len));
    let all = x.len() as f64 * (x.len() as f64 - 1.0) / 2.0;
    let concordant = all - in_x - in_y + both - discordant;
    (concordant - discordant) / ((all - in_x) * (all - in_y)).sqrt()
}

fn sort_counting_swaps(items: &mut [f64]) -> f64 {
    if items.len() < 2 {
        return 0.0;
    }
    let (left, right) = items.split_at_mut(items.len() / 2);
    let mut swaps = sort_counting_swaps(left) + sort_counting_swaps(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut rest = &*left;
    for item in &*right {
        while let [first, others @ ..] = rest {
            if first > item {
                break;
            }
            merged.push(*first);
            rest = others;
        }
        swaps += rest.len() as f64;
        merged.push(*item);
    }
    merged.extend_from_slice(rest);
    items.copy_from_slice(&merged);
    swaps
}
