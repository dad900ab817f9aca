//! Agreement weights over the rank of the declared categories: 1 on the diagonal, less with distance.

use crate::agreement::ratings::Ratings;

/// How much a partial agreement counts.
///
/// Words without a declared order ([`Ratings::is_ranked`]) have no distance: there every choice acts as `Identity`, so
/// that AC2 becomes AC1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weights<'a> {
    /// 1 for the same category, else 0.
    Identity,
    /// 1 - |k - l| / (q - 1), Cicchetti & Allison 1971.
    Linear,
    /// 1 - (k - l)^2 / (q - 1)^2, Fleiss & Cohen 1973.
    Quadratic,
    /// 1 - C(|k - l| + 1, 2) / C(q, 2), Gwet 2014.
    Ordinal,
    /// A symmetric table, one row and one column per declared category, 1 on the diagonal.
    Table(&'a [Vec<f64>]),
}

impl Weights<'_> {
    /// The weight of ranks `k` and `l` (from 0) among `categories`: 0 to 1.
    pub fn weight(self, k: usize, l: usize, categories: usize) -> f64 {
        if k == l {
            return 1.0;
        }
        let (distance, widest) = (k.abs_diff(l) as f64, categories.saturating_sub(1).max(1) as f64);
        match self {
            Self::Identity => 0.0,
            Self::Linear => 1.0 - distance / widest,
            Self::Quadratic => 1.0 - (distance / widest).powi(2),
            Self::Ordinal => 1.0 - distance * (distance + 1.0) / (widest * (widest + 1.0)),
            Self::Table(table) => table[k][l],
        }
    }

    /// The weights that these ratings allow. Whoever writes a table has said what the distances are.
    pub(crate) fn allowed_by(self, ratings: &Ratings) -> Self {
        if ratings.is_ranked() || matches!(self, Self::Table(_)) { self } else { Self::Identity }
    }

    /// Sum of all weights of the square table.
    pub(crate) fn sum(self, categories: usize) -> f64 {
        if let Self::Table(table) = self {
            return table.iter().flatten().sum();
        }
        let q = categories as f64;
        let apart = |d: usize| 2.0 * (q - d as f64) * self.weight(0, d, categories);
        q + (1..categories).map(apart).sum::<f64>()
    }

    /// For every category k the sum over l of the weight times `shares[l]`.
    pub(crate) fn times(self, shares: &[f64]) -> Vec<f64> {
        if self == Self::Identity {
            return shares.to_vec();
        }
        let used: Vec<(usize, f64)> = shares.iter().copied().enumerate().filter(|(_, s)| *s > 0.0).collect();
        let row = |k| used.iter().map(|(l, share)| self.weight(k, *l, shares.len()) * share).sum();
        (0..shares.len()).map(row).collect()
    }
}
