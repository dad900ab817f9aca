//! Intervals of alpha by resampling, and the probability that alpha falls short of what is required.

use crate::agreement::coefficients::alpha::require_variation;
use crate::agreement::coefficients::alpha_set::SetDistance;
use crate::agreement::distributions::{normal_cdf, normal_quantile};
use crate::agreement::metric::Metric;
use crate::agreement::outcome::{CONFIDENCE, Interval, Undefined};
use crate::agreement::random::{Multinomial, Random};
use crate::agreement::ratings::{Level, Ratings};
use crate::agreement::resampling_model::AlphaModel;
use crate::agreement::sets::SetRatings;
use crate::jobs::{Cancelled, Monitor, in_parts};

/// How replicates and interval are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resampling {
    /// Units with replacement; bias-corrected and accelerated interval (Efron 1987). The default: it keeps its coverage
    /// with few units and uneven categories.
    Bca,
    /// Units with replacement; percentile interval (Efron 1979).
    Percentile,
    /// Pairs of values drawn from the observed coincidences, expected disagreement fixed (Hayes & Krippendorff 2007). Kept
    /// for comparison with old papers: its intervals are too narrow when units have many values.
    Kalpha,
}

impl Resampling {
    /// The key of the method in reports: `bca`, `percentile`, `kalpha`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Bca => "bca",
            Self::Percentile => "percentile",
            Self::Kalpha => "kalpha",
        }
    }
}

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// How replicates and interval are made.
    pub method: Resampling,
    /// Number of replicates; 10,000 for a figure in print.
    pub replicates: usize,
    /// The same seed gives the same replicates on any number of threads.
    pub seed: u64,
}

/// The replicates of alpha.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampled {
    /// Interval at [`CONFIDENCE`].
    pub interval: Interval,
    /// Standard deviation of the replicates.
    pub standard_error: f64,
    /// Defined replicates in ascending order.
    pub replicates: Vec<f64>,
    /// Replicates without a value (no variation among the units drawn), left out of all figures.
    pub undefined: usize,
}

impl Resampled {
    /// q: the share of replicates below a required value, that is the risk of accepting data that do not reach it.
    pub fn q_below(&self, required: f64) -> f64 {
        self.replicates.partition_point(|alpha| *alpha < required) as f64 / self.replicates.len() as f64
    }
}

/// Resamples Krippendorff's alpha at a level of measurement. Cost depends on the distinct unit profiles, not on the units.
///
/// Counts one item of progress per replicate; ends early with [`Cancelled`].
///
/// # Source
/// Efron (1979, 1987) for units, with the jackknife's acceleration; Hayes & Krippendorff (2007) and Krippendorff (2011) for
/// pairs. Checked in `tests/it/agreement/resampling.rs`.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha); also if every replicate is undefined.
pub fn bootstrap_alpha(
    ratings: &Ratings,
    level: Level,
    bootstrap: Bootstrap,
    monitor: &Monitor,
) -> Result<Result<Resampled, Undefined>, Cancelled> {
    let model = require_variation(ratings)
        .and_then(|()| Metric::for_level(level, ratings))
        .and_then(|metric| AlphaModel::new(ratings, metric, level == Level::Ordinal));
    match model {
        Ok(model) => run(&model, bootstrap, monitor),
        Err(undefined) => Ok(Err(undefined)),
    }
}

/// Resamples Krippendorff's alpha of sets of labels; see [`bootstrap_alpha`].
///
/// # Source
/// As [`bootstrap_alpha`].
/// # Undefined
/// As [`alpha_set_masi`](crate::agreement::alpha_set_masi); also if every replicate is undefined.
pub fn bootstrap_alpha_set(
    sets: &SetRatings,
    distance: SetDistance,
    bootstrap: Bootstrap,
    monitor: &Monitor,
) -> Result<Result<Resampled, Undefined>, Cancelled> {
    let ratings = sets.as_nominal();
    match require_variation(ratings).and_then(|()| AlphaModel::new(ratings, distance.metric(sets), false)) {
        Ok(model) => run(&model, bootstrap, monitor),
        Err(undefined) => Ok(Err(undefined)),
    }
}

/// Alpha of all units but one, for every unit (from 0): which article pulls alpha down. `None` where the rest has no
/// alpha. A unit that is not pairable changes nothing.
///
/// # Source
/// The jackknife of Quenouille (1956), as in [`bootstrap_alpha`].
/// # Undefined
/// As [`alpha`](crate::agreement::alpha) of all units.
pub fn alpha_without_each_unit(ratings: &Ratings, level: Level) -> Result<Vec<Option<f64>>, Undefined> {
    require_variation(ratings)?;
    let metric = Metric::for_level(level, ratings)?;
    let model = AlphaModel::new(ratings, metric, level == Level::Ordinal)?;
    let without = model.without_each_profile();
    let whole = model.alpha_of(model.weights());
    let profiles = model.profiles_of(ratings.rows());
    Ok(profiles.into_iter().map(|profile| profile.map_or(whole, |p| without[p])).collect())
}

fn run(
    model: &AlphaModel<'_>,
    bootstrap: Bootstrap,
    monitor: &Monitor,
) -> Result<Result<Resampled, Undefined>, Cancelled> {
    monitor.set_total(bootstrap.replicates as u64);
    let Some(alpha) = model.alpha_of(model.weights()) else { return Ok(Err(Undefined::NoDifference)) };
    let drawn = match bootstrap.method {
        Resampling::Kalpha => pairs(model, bootstrap, monitor)?,
        Resampling::Bca | Resampling::Percentile => units(model, bootstrap, monitor)?,
    };
    let mut replicates: Vec<f64> = drawn.iter().copied().flatten().collect();
    let undefined = drawn.len() - replicates.len();
    if replicates.is_empty() {
        return Ok(Err(Undefined::NoVariance));
    }
    replicates.sort_by(f64::total_cmp);
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let (low, high) = match bootstrap.method {
        Resampling::Bca => corrected_tails(model, alpha, &replicates, tail),
        Resampling::Percentile | Resampling::Kalpha => (tail, 1.0 - tail),
    };
    let interval =
        Interval { low: quantile(&replicates, low), high: quantile(&replicates, high), method: bootstrap.method.key() };
    let n = replicates.len() as f64;
    let mean = replicates.iter().sum::<f64>() / n;
    let standard_error = (replicates.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0)).sqrt();
    Ok(Ok(Resampled { interval, standard_error, replicates, undefined }))
}

/// Draws all replicates, each from its own stream of random numbers.
fn replicate<S>(
    bootstrap: Bootstrap,
    monitor: &Monitor,
    scratch: impl Fn() -> S + Sync,
    one: impl Fn(&mut Random, &mut S) -> Option<f64> + Sync,
) -> Result<Vec<Option<f64>>, Cancelled> {
    let parts = in_parts(bootstrap.replicates, 16, |range| {
        let mut scratch = scratch();
        let draw = |number| {
            monitor.check()?;
            let alpha = one(&mut Random::stream(bootstrap.seed, number as u64), &mut scratch);
            monitor.advance(1);
            Ok(alpha)
        };
        range.map(draw).collect::<Result<Vec<_>, Cancelled>>()
    });
    let mut all = Vec::new();
    for part in parts {
        all.extend(part?);
    }
    Ok(all)
}

fn units(model: &AlphaModel<'_>, bootstrap: Bootstrap, monitor: &Monitor) -> Result<Vec<Option<f64>>, Cancelled> {
    let number: f64 = model.weights().iter().sum();
    let multinomial = Multinomial::new(number.round() as u64, model.weights());
    let scratch = || (Vec::new(), Vec::new());
    replicate(bootstrap, monitor, scratch, |random, (counts, weights)| {
        multinomial.draw(random, counts);
        weights.clear();
        weights.extend(counts.iter().map(|n| f64::from(*n)));
        model.alpha_of(weights)
    })
}

fn pairs(model: &AlphaModel<'_>, bootstrap: Bootstrap, monitor: &Monitor) -> Result<Vec<Option<f64>>, Cancelled> {
    let coincidences = model.coincidences();
    let shares: Vec<f64> = coincidences.kinds.iter().map(|(_, share)| *share).collect();
    let multinomial = Multinomial::new(coincidences.pairs, &shares);
    replicate(bootstrap, monitor, Vec::new, |random, counts| {
        multinomial.draw(random, counts);
        let differences = counts.iter().zip(&coincidences.kinds);
        let sum: f64 = differences.map(|(n, (difference, _))| f64::from(*n) * difference).sum();
        // Krippendorff cuts at -1, the value of systematic disagreement between two coders.
        Some((1.0 - sum / coincidences.pairs as f64 / coincidences.expected).max(-1.0))
    })
}

/// The tails that `BCa` reads off the replicates in place of the nominal ones.
fn corrected_tails(model: &AlphaModel<'_>, alpha: f64, replicates: &[f64], tail: f64) -> (f64, f64) {
    // Ties with the estimate count half, so that replicates that are all equal to it show no bias.
    let below = replicates.partition_point(|r| *r < alpha - 1e-12);
    let not_above = replicates.partition_point(|r| *r <= alpha + 1e-12);
    let bias = normal_quantile((below + not_above) as f64 / (2 * replicates.len()) as f64);
    if !bias.is_finite() {
        return if bias > 0.0 { (1.0 - tail, 1.0) } else { (0.0, tail) };
    }
    let acceleration = acceleration(model);
    let corrected = |tail: f64| {
        let shifted = bias + normal_quantile(tail);
        normal_cdf(bias + shifted / (1.0 - acceleration * shifted))
    };
    (corrected(tail), corrected(1.0 - tail))
}

/// Skewness of the jackknife, over six.
fn acceleration(model: &AlphaModel<'_>) -> f64 {
    let without = model.without_each_profile();
    let defined = || without.iter().zip(model.weights()).filter_map(|(alpha, n)| alpha.map(|a| (a, *n)));
    let units: f64 = defined().map(|(_, n)| n).sum();
    let mean = defined().map(|(a, n)| n * a).sum::<f64>() / units;
    let moment = |power| defined().map(|(a, n)| n * (mean - a).powi(power)).sum::<f64>();
    let acceleration = moment(3) / (6.0 * moment(2).powf(1.5));
    if acceleration.is_finite() { acceleration } else { 0.0 }
}

/// Linear interpolation between the two nearest of ascending numbers.
fn quantile(ascending: &[f64], share: f64) -> f64 {
    let place = share.clamp(0.0, 1.0) * (ascending.len() - 1) as f64;
    let (low, high) = (ascending[place.floor() as usize], ascending[place.ceil() as usize]);
    low + (high - low) * place.fract()
}
