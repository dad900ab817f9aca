//! Benchmark scales, read with the uncertainty of the figure.

use crate::agreement::distributions::normal_cdf;

/// A scale that calls a coefficient weak or strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BenchmarkScale {
    /// Landis & Koch (1977): six levels.
    LandisKoch,
    /// Altman (1991): five levels.
    Altman,
    /// Fleiss (1981): three levels.
    Fleiss,
}

/// A level of a benchmark scale and how sure it is that the coefficient reaches it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BenchmarkLevel {
    /// As the paper calls it.
    pub name: &'static str,
    /// Lower end of the level.
    pub low: f64,
    /// Upper end of the level.
    pub high: f64,
    /// Probability that the coefficient lies in this level or a higher one, 0 to 1.
    pub cumulative: f64,
}

/// A level is reached where this probability is.
const SURE: f64 = 0.95;

impl BenchmarkScale {
    /// The key in reports: `benchmark_landis_koch`, `benchmark_altman`, `benchmark_fleiss`.
    pub fn key(self) -> &'static str {
        match self {
            Self::LandisKoch => "benchmark_landis_koch",
            Self::Altman => "benchmark_altman",
            Self::Fleiss => "benchmark_fleiss",
        }
    }

    /// All scales.
    pub fn all() -> [Self; 3] {
        [Self::LandisKoch, Self::Altman, Self::Fleiss]
    }

    /// Names and lower ends, from the highest level down.
    fn levels(self) -> &'static [(&'static str, f64)] {
        match self {
            Self::LandisKoch => &[
                ("almost perfect", 0.8),
                ("substantial", 0.6),
                ("moderate", 0.4),
                ("fair", 0.2),
                ("slight", 0.0),
                ("poor", -1.0),
            ],
            Self::Altman => &[("very good", 0.8), ("good", 0.6), ("moderate", 0.4), ("fair", 0.2), ("poor", -1.0)],
            Self::Fleiss => &[("excellent", 0.75), ("intermediate to good", 0.4), ("poor", -1.0)],
        }
    }
}

/// The levels of a scale, from the highest down, each with the probability that the coefficient reaches it.
///
/// # Formula
/// P(low <= X <= high) = [F((k - low) / se) - F((k - high) / se)] / [F((k + 1) / se) - F((k - 1) / se)], F the normal
/// distribution; cumulated from the highest level down.
/// # Source
/// Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 6. Reproduced in
/// `tests/it/agreement/gwet_2014.rs`.
/// # Undefined
/// `None` for a value outside -1..=1 or a standard error that is no number of zero or more. With an error of zero the
/// coefficient is where it is.
pub fn benchmark(value: f64, standard_error: f64, scale: BenchmarkScale) -> Option<Vec<BenchmarkLevel>> {
    if !(-1.0..=1.0).contains(&value) || !standard_error.is_finite() || standard_error < 0.0 {
        return None;
    }
    // The probability that the coefficient lies above a point.
    let above = |point: f64| {
        if standard_error > 0.0 {
            normal_cdf((value - point) / standard_error)
        } else {
            f64::from(u8::from(value >= point))
        }
    };
    let (beyond, all) = if standard_error > 0.0 { (above(1.0), above(-1.0) - above(1.0)) } else { (0.0, 1.0) };
    let (mut levels, mut high) = (Vec::new(), 1.0);
    for (name, low) in scale.levels() {
        let cumulative = ((above(*low) - beyond) / all).clamp(0.0, 1.0);
        levels.push(BenchmarkLevel { name, low: *low, high, cumulative });
        high = *low;
    }
    Some(levels)
}

/// Gwet's rule: the highest level that the coefficient reaches with a probability of 95 %.
pub fn benchmark_reached(levels: &[BenchmarkLevel]) -> Option<&BenchmarkLevel> {
    levels.iter().find(|level| level.cumulative >= SURE)
}
