//! Difference functions of Krippendorff's alpha and the sums over pairs of values that alpha is made of.

use crate::agreement::outcome::Undefined;
use crate::agreement::ratings::{Category, Level, Ratings};
use crate::agreement::unit_counts::UnitCounts;

/// A squared difference between two categories: zero on the diagonal, symmetric, never negative.
pub(crate) enum Metric<'a> {
    /// 0 or 1.
    Nominal,
    /// Squared difference of scores, one per category (interval values, ordinal mid-ranks).
    Scores(Vec<f64>),
    /// Any function of two categories.
    Function(Box<dyn Fn(usize, usize) -> f64 + Sync + 'a>),
}

impl Metric<'_> {
    /// The metric that belongs to a level of measurement, for the values that these ratings hold.
    ///
    /// Ordinal: the distance of mid-ranks among the *pairable* values, which is Krippendorff's sum of frequencies
    /// from one rank to the other less half of both ends.
    pub(crate) fn for_level(level: Level, ratings: &Ratings) -> Result<Self, Undefined> {
        let totals = ratings.unit_counts().pairable_totals();
        match level {
            Level::Nominal => Ok(Self::Nominal),
            Level::Ordinal if !ratings.is_ranked() => Err(Undefined::NotRanked),
            Level::Ordinal => Ok(Self::mid_ranks(&totals)),
            Level::Interval => Ok(Self::Scores(numbers(ratings, &totals)?)),
            Level::Ratio => {
                let values = numbers(ratings, &totals)?;
                let negative = values.iter().zip(&totals).position(|(v, n)| *n > 0.0 && *v < 0.0);
                if let Some(category) = negative {
                    return Err(Undefined::NegativeOnRatio { value: ratings.label(category) });
                }
                Ok(Self::Function(Box::new(move |a, b| {
                    let sum = values[a] + values[b];
                    if sum == 0.0 { 0.0 } else { ((values[a] - values[b]) / sum).powi(2) }
                })))
            }
        }
    }

    /// The ordinal metric among these numbers of values per rank.
    pub(crate) fn mid_ranks(totals: &[f64]) -> Self {
        let mut below = 0.0;
        let mid_rank = totals.iter().map(|n| {
            let rank = below + n / 2.0;
            below += n;
            rank
        });
        Self::Scores(mid_rank.collect())
    }

    /// The same with a function written out as a table, for metrics that are asked many times, unless that would be large.
    pub(crate) fn tabulated(self, categories: usize) -> Self {
        match self {
            Self::Function(f) if categories <= 1_024 => {
                let cell = |i: usize| f(i / categories, i % categories);
                let table: Vec<f64> = (0..categories * categories).map(cell).collect();
                Self::Function(Box::new(move |a, b| table[a * categories + b]))
            }
            other => other,
        }
    }

    pub(crate) fn squared(&self, a: usize, b: usize) -> f64 {
        match self {
            Self::Nominal => f64::from(u8::from(a != b)),
            Self::Scores(scores) => (scores[a] - scores[b]).powi(2),
            Self::Function(f) => f(a, b),
        }
    }

    /// Sum of the squared differences over all ordered pairs of values in one unit.
    pub(crate) fn within(&self, counts: &[(u32, u32)], total: u32) -> f64 {
        if let Self::Nominal = self {
            let same: f64 = counts.iter().map(|(_, n)| f64::from(*n).powi(2)).sum();
            return f64::from(total).powi(2) - same;
        }
        let mut sum = 0.0;
        for (i, (a, n)) in counts.iter().enumerate() {
            for (b, m) in &counts[i + 1..] {
                sum += 2.0 * f64::from(*n) * f64::from(*m) * self.squared(*a as usize, *b as usize);
            }
        }
        sum
    }

    /// Sum of the squared differences over all ordered pairs of values, whatever their units.
    pub(crate) fn overall(&self, totals: &[f64]) -> f64 {
        let n: f64 = totals.iter().sum();
        match self {
            Self::Nominal => n.powi(2) - totals.iter().map(|m| m.powi(2)).sum::<f64>(),
            Self::Scores(scores) => {
                // Centred on the mean, so that large values with small differences keep their digits.
                let mean = totals.iter().zip(scores).map(|(m, s)| m * s).sum::<f64>() / n;
                2.0 * n * totals.iter().zip(scores).map(|(m, s)| m * (s - mean).powi(2)).sum::<f64>()
            }
            Self::Function(f) => {
                let used: Vec<(usize, f64)> = totals.iter().copied().enumerate().filter(|(_, m)| *m > 0.0).collect();
                let row = |(i, (a, n)): (usize, &(usize, f64))| -> f64 {
                    used[i + 1..].iter().map(|(b, m)| 2.0 * n * m * f(*a, *b)).sum()
                };
                used.iter().enumerate().map(row).sum()
            }
        }
    }

    /// Observed and expected disagreement of Krippendorff's alpha.
    pub(crate) fn disagreement(&self, units: &UnitCounts) -> (f64, f64) {
        let totals = units.pairable_totals();
        let n: f64 = totals.iter().sum();
        let within = units.pairable().map(|p| p.weight * self.within(p.counts, p.total) / f64::from(p.total - 1));
        (within.sum::<f64>() / n, self.overall(&totals) / (n * (n - 1.0)))
    }
}

fn numbers(ratings: &Ratings, totals: &[f64]) -> Result<Vec<f64>, Undefined> {
    let number = |(category, total): (&Category, &f64)| match category.value {
        Some(value) => Ok(value),
        // A declared value that nobody used need not be a number.
        None if *total == 0.0 => Ok(0.0),
        None => Err(Undefined::NotNumeric { value: category.label.clone() }),
    };
    ratings.categories().iter().zip(totals).map(number).collect()
}
