//! Intervals by resampling, for any coefficient that is a function of how often each kind of unit occurs.

use thiserror::Error;

use crate::agreement::distributions::{normal_cdf, normal_quantile, t_quantile};
use crate::agreement::outcome::{CONFIDENCE, Interval};
use crate::agreement::random::{Multinomial, Random};
use crate::agreement::resampling_model::Coincidences;
use crate::jobs::{Cancelled, Monitor, in_parts};

/// How an interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IntervalMethod {
    /// As the paper of the coefficient gives it; none where no paper does.
    #[default]
    Analytic,
    /// Units with replacement; bias-corrected and accelerated interval (Efron 1987). The one to choose: it keeps its
    /// coverage with few units and uneven categories.
    Bca,
    /// Units with replacement; percentile interval (Efron 1979).
    Percentile,
    /// Pairs of values drawn from the observed coincidences, expected disagreement fixed (Hayes & Krippendorff 2007): for
    /// alpha of coded values only. Kept for comparison with old papers: its intervals are too narrow when units have many
    /// values.
    Kalpha,
    /// Leaving out one unit after the other; t interval (Quenouille 1956, Tukey 1958; Efron & Tibshirani 1993, chapter 11).
    Jackknife,
}

impl IntervalMethod {
    /// The key of the method in reports: `analytic`, `bca`, `percentile`, `kalpha`, `jackknife`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Analytic => "analytic",
            Self::Bca => "bca",
            Self::Percentile => "percentile",
            Self::Kalpha => "kalpha",
            Self::Jackknife => "jackknife",
        }
    }

    /// All methods, in the order of their keys' description.
    pub fn all() -> [Self; 5] {
        [Self::Analytic, Self::Bca, Self::Percentile, Self::Kalpha, Self::Jackknife]
    }
}

/// What to compute beside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inference {
    /// How the interval is made.
    pub method: IntervalMethod,
    /// Number of replicates of a bootstrap; 10,000 for a figure in print.
    pub replicates: usize,
    /// The same seed gives the same replicates on any number of threads.
    pub seed: u64,
}

impl Default for Inference {
    /// The interval of the paper; 10,000 replicates where a bootstrap is chosen.
    fn default() -> Self {
        Self { method: IntervalMethod::Analytic, replicates: 10_000, seed: 1 }
    }
}

/// Why a defined coefficient has no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoInterval {
    /// No paper that this program follows gives one, or what it gives has no value here.
    #[error("there is no formula for this interval, or it has no value for these data; choose a bootstrap")]
    NoFormula,
    /// Nothing to draw from.
    #[error("an interval needs two or more units that can be drawn")]
    TooFewUnits,
    /// Krippendorff's bootstrap of another coefficient.
    #[error("Krippendorff's own bootstrap is defined for alpha of coded values only")]
    OnlyForAlpha,
    /// No replicate at all.
    #[error("no replicate had a value")]
    NoReplicate,
    /// A jackknife that fails on one unit.
    #[error("without one of the units the coefficient has no value, so there is no jackknife")]
    HangsOnOneUnit,
}

/// A coefficient as a function of how often each kind of unit occurs.
pub(crate) trait Statistic: Sync {
    /// Number of units of each kind, as observed.
    fn weights(&self) -> &[f64];

    /// The value if each kind occurs that often; `None` where it is undefined.
    fn value(&self, weights: &[f64]) -> Option<f64>;

    /// The value with one unit of a kind less.
    fn without(&self, kind: usize) -> Option<f64> {
        let mut weights = self.weights().to_vec();
        weights[kind] -= 1.0;
        self.value(&weights)
    }

    /// What Krippendorff's bootstrap draws from.
    fn coincidences(&self) -> Option<Coincidences> {
        None
    }
}

/// An interval with what it was read off.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resampled {
    pub(crate) interval: Interval,
    pub(crate) standard_error: f64,
    /// Defined replicates in ascending order; none of a jackknife.
    pub(crate) replicates: Vec<f64>,
    /// Replicates without a value, left out of all figures.
    pub(crate) undefined: usize,
}

/// Resamples a statistic whose value on the whole data is `value`.
///
/// Counts one item of progress per replicate.
pub(crate) fn resample(
    statistic: &dyn Statistic,
    value: f64,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Result<Resampled, NoInterval>, Cancelled> {
    let units: f64 = statistic.weights().iter().sum();
    if units < 2.0 {
        return Ok(Err(NoInterval::TooFewUnits));
    }
    let drawn = match inference.method {
        IntervalMethod::Analytic => return Ok(Err(NoInterval::NoFormula)),
        IntervalMethod::Jackknife => return Ok(jackknife(&left_out(statistic, monitor)?, value, units)),
        IntervalMethod::Bca | IntervalMethod::Percentile => draw_units(statistic, units, inference, monitor)?,
        IntervalMethod::Kalpha => match statistic.coincidences() {
            Some(coincidences) => draw_pairs(&coincidences, inference, monitor)?,
            None => return Ok(Err(NoInterval::OnlyForAlpha)),
        },
    };
    let mut replicates: Vec<f64> = drawn.iter().copied().flatten().collect();
    let undefined = drawn.len() - replicates.len();
    if replicates.is_empty() {
        return Ok(Err(NoInterval::NoReplicate));
    }
    replicates.sort_by(f64::total_cmp);
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let (low, high) = if inference.method == IntervalMethod::Bca {
        corrected_tails(statistic, value, &replicates, tail, monitor)?
    } else {
        (tail, 1.0 - tail)
    };
    let (low, high) = (quantile(&replicates, low), quantile(&replicates, high));
    let interval = Interval { low, high, method: inference.method.key() };
    let n = replicates.len() as f64;
    let mean = replicates.iter().sum::<f64>() / n;
    let standard_error = (replicates.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0)).sqrt();
    Ok(Ok(Resampled { interval, standard_error, replicates, undefined }))
}

/// Draws all replicates, each from its own stream of random numbers.
fn replicate<S>(
    inference: Inference,
    monitor: &Monitor,
    scratch: impl Fn() -> S + Sync,
    one: impl Fn(&mut Random, &mut S) -> Option<f64> + Sync,
) -> Result<Vec<Option<f64>>, Cancelled> {
    monitor.set_total(inference.replicates as u64);
    let parts = in_parts(inference.replicates, 16, |range| {
        let mut scratch = scratch();
        let draw = |number| {
            monitor.check()?;
            let value = one(&mut Random::stream(inference.seed, number as u64), &mut scratch);
            monitor.advance(1);
            Ok(value)
        };
        range.map(draw).collect::<Result<Vec<_>, Cancelled>>()
    });
    joined(parts)
}

fn joined<T>(parts: Vec<Result<Vec<T>, Cancelled>>) -> Result<Vec<T>, Cancelled> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(part?);
    }
    Ok(all)
}

fn draw_units(
    statistic: &dyn Statistic,
    units: f64,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Vec<Option<f64>>, Cancelled> {
    let multinomial = Multinomial::new(units.round() as u64, statistic.weights());
    let scratch = || (Vec::new(), Vec::new());
    replicate(inference, monitor, scratch, |random, (counts, weights)| {
        multinomial.draw(random, counts);
        weights.clear();
        weights.extend(counts.iter().map(|n| f64::from(*n)));
        statistic.value(weights)
    })
}

fn draw_pairs(
    coincidences: &Coincidences,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Vec<Option<f64>>, Cancelled> {
    let shares: Vec<f64> = coincidences.kinds.iter().map(|(_, share)| *share).collect();
    let multinomial = Multinomial::new(coincidences.pairs, &shares);
    replicate(inference, monitor, Vec::new, |random, counts| {
        multinomial.draw(random, counts);
        let differences = counts.iter().zip(&coincidences.kinds);
        let sum: f64 = differences.map(|(n, (difference, _))| f64::from(*n) * difference).sum();
        // Krippendorff cuts at -1, the value of systematic disagreement between two coders.
        Some((1.0 - sum / coincidences.pairs as f64 / coincidences.expected).max(-1.0))
    })
}

/// Kinds beyond this number are not all left out in turn: every second, third ... stands for its neighbours.
const MOST_LEFT_OUT: usize = 4_000;

/// The value with one unit less, and the number of units that this one stands for.
fn left_out(statistic: &dyn Statistic, monitor: &Monitor) -> Result<Vec<(Option<f64>, f64)>, Cancelled> {
    let weights = statistic.weights();
    let kinds: Vec<usize> = (0..weights.len()).filter(|kind| weights[*kind] > 0.0).collect();
    let step = kinds.len().div_ceil(MOST_LEFT_OUT).max(1);
    let chosen: Vec<usize> = kinds.into_iter().step_by(step).collect();
    let units: f64 = weights.iter().sum();
    let standing: f64 = chosen.iter().map(|kind| weights[*kind]).sum();
    let parts = in_parts(chosen.len(), 16, |range| {
        let one = |kind: &usize| {
            monitor.check()?;
            Ok((statistic.without(*kind), weights[*kind] * units / standing))
        };
        chosen[range].iter().map(one).collect::<Result<Vec<_>, Cancelled>>()
    });
    joined(parts)
}

fn jackknife(without: &[(Option<f64>, f64)], value: f64, units: f64) -> Result<Resampled, NoInterval> {
    let mut values = Vec::with_capacity(without.len());
    for (left, number) in without {
        values.push((left.ok_or(NoInterval::HangsOnOneUnit)?, *number));
    }
    let mean = values.iter().map(|(left, number)| left * number).sum::<f64>() / units;
    let squares: f64 = values.iter().map(|(left, number)| number * (left - mean).powi(2)).sum();
    let standard_error = ((units - 1.0) / units * squares).sqrt();
    let half = t_quantile(f64::midpoint(1.0, CONFIDENCE), units - 1.0) * standard_error;
    let method = IntervalMethod::Jackknife.key();
    let interval = Interval { low: value - half, high: (value + half).min(value.max(1.0)), method };
    Ok(Resampled { interval, standard_error, replicates: Vec::new(), undefined: 0 })
}

/// The tails that `BCa` reads off the replicates in place of the nominal ones.
fn corrected_tails(
    statistic: &dyn Statistic,
    value: f64,
    replicates: &[f64],
    tail: f64,
    monitor: &Monitor,
) -> Result<(f64, f64), Cancelled> {
    // Ties with the estimate count half, so that replicates that are all equal to it show no bias.
    let below = replicates.partition_point(|r| *r < value - 1e-12);
    let not_above = replicates.partition_point(|r| *r <= value + 1e-12);
    let bias = normal_quantile((below + not_above) as f64 / (2 * replicates.len()) as f64);
    if !bias.is_finite() {
        return Ok(if bias > 0.0 { (1.0 - tail, 1.0) } else { (0.0, tail) });
    }
    let acceleration = acceleration(&left_out(statistic, monitor)?);
    let corrected = |tail: f64| {
        let shifted = bias + normal_quantile(tail);
        normal_cdf(bias + shifted / (1.0 - acceleration * shifted))
    };
    Ok((corrected(tail), corrected(1.0 - tail)))
}

/// Skewness of the jackknife, over six.
fn acceleration(without: &[(Option<f64>, f64)]) -> f64 {
    let defined = || without.iter().filter_map(|(left, number)| left.map(|l| (l, *number)));
    let units: f64 = defined().map(|(_, n)| n).sum();
    let mean = defined().map(|(left, n)| n * left).sum::<f64>() / units;
    let moment = |power| defined().map(|(left, n)| n * (mean - left).powi(power)).sum::<f64>();
    let acceleration = moment(3) / (6.0 * moment(2).powf(1.5));
    if acceleration.is_finite() { acceleration } else { 0.0 }
}

/// Linear interpolation between the two nearest of ascending numbers.
fn quantile(ascending: &[f64], share: f64) -> f64 {
    let place = share.clamp(0.0, 1.0) * (ascending.len() - 1) as f64;
    let (low, high) = (ascending[place.floor() as usize], ascending[place.ceil() as usize]);
    low + (high - low) * place.fract()
}
