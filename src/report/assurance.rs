//! How sure alpha is: its interval, and the risk that it falls short of what is required.

use crate::agreement::{
    BenchmarkLevel, BenchmarkScale, Estimate, Inference, IntervalMethod, Material as Compared, benchmark,
    benchmark_reached,
};
use crate::jobs::{Cancelled, Monitor};
use crate::model::Level;
use crate::report::VariableData;
use crate::report::model::Reason;
use crate::report::ratings::{Material, material};

/// From here on conclusions may be drawn tentatively (Krippendorff 2004).
pub const TENTATIVE: f64 = 0.667;
/// From here on data count as reliable (Krippendorff 2004).
pub const RELIABLE: f64 = 0.80;
/// The highest risk of falling short at which a requirement counts as met.
pub const RISK: f64 = 0.05;

/// The key of alpha for sets of labels.
const SET_ALPHA: &str = "alpha_set_masi";

/// The key of alpha at a level.
const fn alpha_key(level: Level) -> &'static str {
    match level {
        Level::Ordinal => "alpha_ordinal",
        Level::Interval => "alpha_interval",
        Level::Ratio => "alpha_ratio",
        Level::Nominal | Level::None => "alpha_nominal",
    }
}

/// What resampling says of alpha.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Assurance {
    /// Lower bound of the interval at 95 %.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Standard deviation of the resamples.
    pub standard_error: f64,
    /// Probability that alpha falls below [`TENTATIVE`].
    pub below_tentative: f64,
    /// Probability that alpha falls below [`RELIABLE`].
    pub below_reliable: f64,
    /// Resamples that the figures rest on.
    pub replicates: usize,
    /// Resamples without variation, which have no alpha and are left out.
    pub without_alpha: usize,
}

/// Krippendorff's requirements, met where the risk of falling short is at most [`RISK`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Benchmark {
    /// Not even tentative conclusions.
    Insufficient,
    /// Tentative conclusions.
    Tentative,
    /// Reliable.
    Reliable,
}

/// Why there is no interval although there may be an alpha.
#[derive(Clone, PartialEq, Debug)]
pub enum NoAssurance {
    /// Alpha itself is not defined.
    NoAlpha(Reason),
    /// One unit only was coded by two or more coders: there is nothing to resample.
    OneUnit,
    /// Every resample gives the same alpha (all units agree fully, or all in the same way): resampling cannot show how far
    /// alpha could be off.
    NoSpread,
}

impl Assurance {
    /// Resamples the units of a question, the same for the same seed on any number of threads; `monitor` counts the
    /// resamples.
    ///
    /// # Errors
    /// Stopped on request.
    ///
    /// # Source
    /// The bias-corrected and accelerated interval of Efron (1987); q as in Hayes & Krippendorff (2007).
    pub fn of(
        data: &VariableData,
        replicates: usize,
        seed: u64,
        monitor: &Monitor,
    ) -> Result<Result<Self, NoAssurance>, Cancelled> {
        let inference = Inference { method: IntervalMethod::Bca, replicates, seed };
        let material = material(data).0;
        let (compared, key) = match &material {
            Material::Values(ratings) => (Compared::Values(ratings), alpha_key(data.level)),
            Material::Sets(sets) => (Compared::Sets(sets), SET_ALPHA),
            Material::Unusable(reason) => return Ok(Err(NoAssurance::NoAlpha(Reason::Answers(reason.clone())))),
        };
        let found = compared.estimate(key, inference, monitor)?.and_then(|figures| figures.into_iter().next());
        Ok(found.ok_or(NoAssurance::NoSpread).and_then(|found| Self::from_estimate(&found)))
    }

    fn from_estimate(found: &Estimate) -> Result<Self, NoAssurance> {
        if let Some(reason) = found.outcome.undefined() {
            return Err(NoAssurance::NoAlpha(Reason::Coefficient(reason.clone())));
        }
        if found.outcome.counts.pairable_units < 2 {
            return Err(NoAssurance::OneUnit);
        }
        let spread = found.replicates.first().zip(found.replicates.last()).map_or(0.0, |(least, most)| most - least);
        let risks = found.q_below(TENTATIVE).zip(found.q_below(RELIABLE));
        let error = found.standard_error().map(|error| error.value);
        match (found.interval(), error, risks) {
            (Some(interval), Some(standard_error), Some((below_tentative, below_reliable))) if spread > 1e-12 => {
                Ok(Self {
                    low: interval.low,
                    high: interval.high,
                    standard_error,
                    below_tentative,
                    below_reliable,
                    replicates: found.replicates.len(),
                    without_alpha: found.undefined_replicates,
                })
            }
            _ => Err(NoAssurance::NoSpread),
        }
    }

    /// The highest level on the scale of Landis & Koch (1977) that alpha reaches with a probability of 95 %; `None` where
    /// it surely reaches none.
    ///
    /// # Source
    /// The probabilistic rule of Gwet (2014), with the standard error of the resamples.
    pub fn reached(&self, alpha: f64) -> Option<BenchmarkLevel> {
        let levels = benchmark(alpha, self.standard_error, BenchmarkScale::LandisKoch)?;
        benchmark_reached(&levels).copied()
    }

    /// The highest requirement that is met.
    pub fn benchmark(&self) -> Benchmark {
        if self.below_reliable <= RISK {
            Benchmark::Reliable
        } else if self.below_tentative <= RISK {
            Benchmark::Tentative
        } else {
            Benchmark::Insufficient
        }
    }
}
