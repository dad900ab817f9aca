//! Alpha as a function of how often each distinct unit profile was drawn.

use std::collections::HashMap;

use crate::agreement::metric::Metric;
use crate::agreement::outcome::Undefined;
use crate::agreement::ratings::{MISSING, Ratings};
use crate::agreement::resampling::Statistic;

/// Everything about alpha that does not change from replicate to replicate.
pub(crate) struct AlphaModel<'a> {
    metric: Metric<'a>,
    /// Mid-ranks depend on the values drawn, so the ordinal metric is made anew each time.
    ordinal: bool,
    categories: usize,
    starts: Vec<usize>,
    entries: Vec<(u32, u32)>,
    totals: Vec<u32>,
    weights: Vec<f64>,
    /// How often each category stands in each profile, category after category, where that is quicker to add up than the
    /// entries; else empty.
    columns: Vec<f64>,
    /// Disagreement within one unit of each profile, over its number of values less one.
    within: Vec<f64>,
    /// Number of pairable values of each category.
    values: Vec<f64>,
    /// Disagreement within all units; nothing where the metric depends on the values drawn.
    observed: f64,
}

/// Up to so many times the entries, whole columns are added up more quickly.
const DENSE: usize = 4;

/// Sum of the products, in a fixed order that lets a processor add several at once.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a, more_of_a), (b, more_of_b)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    let rest: f64 = more_of_a.iter().zip(more_of_b).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

/// The observed coincidences as kinds of pairs.
pub(crate) struct Coincidences {
    /// Squared difference and share of each kind.
    pub(crate) kinds: Vec<(f64, f64)>,
    /// Number of unordered pairs of values within units.
    pub(crate) pairs: u64,
    /// Expected disagreement.
    pub(crate) expected: f64,
}

impl<'a> AlphaModel<'a> {
    pub(crate) fn new(ratings: &Ratings, metric: Metric<'a>, ordinal: bool) -> Result<Self, Undefined> {
        let units = ratings.unit_counts();
        let metric = metric.tabulated(units.categories());
        let mut this = Self {
            metric,
            ordinal,
            categories: units.categories(),
            starts: vec![0],
            entries: Vec::new(),
            totals: Vec::new(),
            weights: Vec::new(),
            columns: Vec::new(),
            within: Vec::new(),
            values: Vec::new(),
            observed: 0.0,
        };
        for profile in units.pairable() {
            this.entries.extend(profile.counts);
            this.starts.push(this.entries.len());
            this.totals.push(profile.total);
            this.weights.push(profile.weight);
            this.within.push(this.metric.within(profile.counts, profile.total) / f64::from(profile.total - 1));
        }
        let profiles = this.weights.len();
        if this.categories * profiles <= DENSE * this.entries.len() {
            this.columns = vec![0.0; this.categories * profiles];
            for profile in 0..profiles {
                for (category, n) in &this.entries[this.starts[profile]..this.starts[profile + 1]] {
                    this.columns[*category as usize * profiles + profile] = f64::from(*n);
                }
            }
        }
        this.values = this.values_of(&this.weights);
        this.observed = dot(&this.weights, &this.within);
        if this.value(&this.weights).is_some() { Ok(this) } else { Err(Undefined::NoDifference) }
    }

    fn values_of(&self, weights: &[f64]) -> Vec<f64> {
        if !self.columns.is_empty() {
            return self.columns.chunks_exact(weights.len()).map(|column| dot(weights, column)).collect();
        }
        let mut values = vec![0.0; self.categories];
        for (profile, weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            for (category, n) in self.counts(profile) {
                values[*category as usize] += weight * f64::from(*n);
            }
        }
        values
    }

    /// Alpha of units that hold these values; `None` without two values or without variation.
    fn alpha(&self, observed: impl FnOnce(&Metric<'_>) -> f64, values: &[f64]) -> Option<f64> {
        if values.iter().filter(|n| **n > 0.0).count() < 2 {
            return None;
        }
        let n: f64 = values.iter().sum();
        let ranks = self.ordinal.then(|| Metric::mid_ranks(values));
        let metric = ranks.as_ref().unwrap_or(&self.metric);
        let expected = metric.overall(values);
        (expected > 0.0).then(|| 1.0 - observed(metric) * (n - 1.0) / expected)
    }

    /// Disagreement within units that occur that often.
    fn within(&self, metric: &Metric<'_>, weights: &[f64]) -> f64 {
        if !self.ordinal {
            return dot(weights, &self.within);
        }
        let drawn = weights.iter().enumerate().filter(|(_, w)| **w > 0.0);
        let within = |(profile, weight): (usize, &f64)| {
            let total = self.totals[profile];
            weight * metric.within(self.counts(profile), total) / f64::from(total - 1)
        };
        drawn.map(within).sum()
    }

    /// The profile of a row of codes; `None` if it is not pairable.
    pub(crate) fn profiles_of<'r>(&self, rows: impl Iterator<Item = &'r [u32]>) -> Vec<Option<usize>> {
        let known: HashMap<&[(u32, u32)], usize> = (0..self.weights.len()).map(|p| (self.counts(p), p)).collect();
        let (mut sorted, mut counts) = (Vec::new(), Vec::new());
        let of_row = |row: &[u32]| {
            sorted.clear();
            sorted.extend(row.iter().copied().filter(|c| *c != MISSING));
            sorted.sort_unstable();
            counts.clear();
            counts.extend(sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)));
            known.get(counts.as_slice()).copied()
        };
        rows.map(of_row).collect()
    }

    fn counts(&self, profile: usize) -> &[(u32, u32)] {
        &self.entries[self.starts[profile]..self.starts[profile + 1]]
    }
}

impl Statistic for AlphaModel<'_> {
    /// Number of units of each pairable profile.
    fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn value(&self, weights: &[f64]) -> Option<f64> {
        self.alpha(|metric| self.within(metric, weights), &self.values_of(weights))
    }

    fn without(&self, profile: usize) -> Option<f64> {
        let mut values = self.values.clone();
        self.counts(profile).iter().for_each(|(category, n)| values[*category as usize] -= f64::from(*n));
        let observed = |metric: &Metric<'_>| {
            if !self.ordinal {
                return (self.observed - self.within[profile]).max(0.0);
            }
            let total = self.totals[profile];
            let own = metric.within(self.counts(profile), total) / f64::from(total - 1);
            self.within(metric, &self.weights) - own
        };
        self.alpha(observed, &values)
    }

    /// Kinds of pairs of values within units, each unit weighing 1 / (values - 1) as in the coincidence matrix.
    fn coincidences(&self) -> Option<Coincidences> {
        let n: f64 = self.values.iter().sum();
        let ranks = self.ordinal.then(|| Metric::mid_ranks(&self.values));
        let metric = ranks.as_ref().unwrap_or(&self.metric);
        let (mut shares, mut pairs) = (std::collections::BTreeMap::<(u32, u32), f64>::new(), 0.0);
        for (profile, weight) in self.weights.iter().enumerate() {
            let total = f64::from(self.totals[profile]);
            pairs += weight * total * (total - 1.0) / 2.0;
            let counts = self.counts(profile);
            for (i, (a, m)) in counts.iter().enumerate() {
                let own = f64::from(*m) * (f64::from(*m) - 1.0);
                *shares.entry((*a, *a)).or_default() += weight * own / (total - 1.0) / n;
                for (b, k) in &counts[i + 1..] {
                    *shares.entry((*a, *b)).or_default() += weight * 2.0 * f64::from(*m * *k) / (total - 1.0) / n;
                }
            }
        }
        let kinds = shares.into_iter().map(|((a, b), share)| (metric.squared(a as usize, b as usize), share));
        Some(Coincidences {
            kinds: kinds.collect(),
            pairs: f64::round(pairs) as u64,
            expected: metric.overall(&self.values) / (n * (n - 1.0)),
        })
    }
}
