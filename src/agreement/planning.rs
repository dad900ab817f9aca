//! How many units a study of agreement needs.

use thiserror::Error;

use crate::agreement::distributions::{normal_cdf, normal_quantile};

/// What cannot be planned with. The sentence is made for a person.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum PlanError {
    /// A number outside its range.
    #[error("{name} must lie between {low} and {high}; here is {value}")]
    Range {
        /// Which number.
        name: &'static str,
        /// As given.
        value: f64,
        /// Must be larger than this.
        low: f64,
        /// Must be smaller than this.
        high: f64,
    },
    /// Nothing between what is expected and what is required.
    #[error("the expected value must differ from the bound; here both are {value}")]
    NoDistance {
        /// Both.
        value: f64,
    },
    /// An expectation that lies on the wrong side of a bound.
    #[error("the expected value {expected} must lie above the lower bound {low}{}", upper(*.high))]
    NotBetween {
        /// The value that is expected.
        expected: f64,
        /// The lower bound.
        low: f64,
        /// The upper bound, if one is asked for.
        high: Option<f64>,
    },
    /// Rates and kappa that no two coders can have together.
    #[error("no two coders can have these rates and this kappa together")]
    Impossible,
    /// More units than anybody codes.
    #[error("this would need more than {most} units")]
    TooMany {
        /// The largest number that is given.
        most: u64,
    },
}

fn upper(high: Option<f64>) -> String {
    high.map_or_else(String::new, |high| format!(" and below the upper bound {high}"))
}

/// Nobody codes more.
const MOST_UNITS: u64 = 1_000_000_000;

/// Units that a test of Krippendorff's alpha needs.
///
/// `required`: the smallest alpha that is acceptable; `rarest`: the expected share of the rarest value; `significance`: the
/// risk of accepting data that do not reach it, such as .05.
///
/// # Formula
/// N = 2 z^2 [ (1 + a)(3 - a) / (4 (1 - a) p (1 - p)) - a ], z the one-sided normal quantile.
/// # Source
/// Krippendorff (2011), Agreement and information in the reliability of coding, from Bloch & Kraemer (1989), equation 3.7.
/// Reproduced in `tests/it/agreement/planning.rs`.
pub fn units_for_alpha(required: f64, rarest: f64, significance: f64) -> Result<u64, PlanError> {
    within("the required alpha", required, 0.0, 1.0)?;
    within("the share of the rarest value", rarest, 0.0, 1.0)?;
    within("the significance", significance, 0.0, 0.5)?;
    let z = normal_quantile(1.0 - significance);
    let spread = 4.0 * (1.0 - required) * rarest * (1.0 - rarest);
    whole(2.0 * z.powi(2) * ((1.0 + required) * (3.0 - required) / spread - required))
}

/// A test of Cohen's kappa of two coders and two values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KappaTest {
    /// How often each coder gives the first value, 0 to 1.
    pub rates: (f64, f64),
    /// The kappa that is expected.
    pub expected: f64,
    /// The kappa that is to be excluded.
    pub null: f64,
    /// Risk of finding a difference where there is none.
    pub significance: f64,
    /// Probability of finding the difference.
    pub power: f64,
    /// Whether a kappa on the other side of the null counts, too.
    pub two_sided: bool,
}

/// Units that a test of Cohen's kappa needs: two coders with their own rates, two values.
///
/// # Formula
/// N = ((`z_a` root of `Q_0` + `z_b` root of `Q_1`) / (`k_1` - `k_0`))^2, Q the variance of kappa (Fleiss, Cohen & Everitt 1969)
/// times N.
/// # Source
/// Cantor (1996), Sample-size calculations for Cohen's kappa. Reproduced in `tests/it/agreement/planning.rs`.
pub fn units_for_kappa_test(test: &KappaTest) -> Result<u64, PlanError> {
    within("the rate of the first coder", test.rates.0, 0.0, 1.0)?;
    within("the rate of the second coder", test.rates.1, 0.0, 1.0)?;
    within("the significance", test.significance, 0.0, 0.5)?;
    within("the power", test.power, 0.0, 1.0)?;
    if (test.expected - test.null).abs() < 1e-9 {
        return Err(PlanError::NoDistance { value: test.null });
    }
    let tail = if test.two_sided { test.significance / 2.0 } else { test.significance };
    let (null, expected) = (variance(test.rates, test.null)?, variance(test.rates, test.expected)?);
    let root = normal_quantile(1.0 - tail) * null.sqrt() + normal_quantile(test.power) * expected.sqrt();
    whole((root / (test.expected - test.null)).powi(2))
}

/// The variance of kappa of two coders and two values, times the number of units.
fn variance(rates: (f64, f64), kappa: f64) -> Result<f64, PlanError> {
    let (first, second) = ([rates.0, 1.0 - rates.0], [rates.1, 1.0 - rates.1]);
    let chance = first[0] * second[0] + first[1] * second[1];
    let observed = kappa * (1.0 - chance) + chance;
    let both = (observed - 1.0 + first[0] + second[0]) / 2.0;
    let cells = [[both, first[0] - both], [second[0] - both, observed - both]];
    if cells.iter().flatten().any(|share| *share < -1e-9) {
        return Err(PlanError::Impossible);
    }
    let mut sum = 0.0;
    for (k, row) in cells.iter().enumerate() {
        for (l, share) in row.iter().enumerate() {
            let weight = f64::from(u8::from(k == l)) * (1.0 - chance);
            sum += share * (weight - (second[k] + first[l]) * (1.0 - observed)).powi(2);
        }
    }
    Ok((sum - (observed * chance - 2.0 * chance + observed).powi(2)) / (1.0 - chance).powi(4))
}

/// What is assumed of coders who all give the first of two values equally often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EqualCoders {
    /// How often each gives the first value, 0 to 1.
    pub rate: f64,
    /// How many code each unit.
    pub coders: u32,
}

impl EqualCoders {
    fn check(self) -> Result<(), PlanError> {
        within("the rate of the value", self.rate, 0.0, 1.0)?;
        within("the number of coders", f64::from(self.coders), 1.0, 1_000.0)
    }

    /// Probability that none, one ... all of the coders give the first value to a unit.
    fn shares(self, kappa: f64) -> Vec<f64> {
        let (p, coders) = (self.rate, f64::from(self.coders));
        let mut choose = 1.0;
        (0..=self.coders)
            .map(|given| {
                let x = f64::from(given);
                let by_chance = choose * p.powf(x) * (1.0 - p).powf(coders - x);
                choose *= (coders - x) / (x + 1.0);
                let agreed = match given {
                    0 => 1.0 - p,
                    all if all == self.coders => p,
                    _ => 0.0,
                };
                (1.0 - kappa) * by_chance + kappa * agreed
            })
            .collect()
    }

    /// How far one kappa is from another, per unit, in the square of the goodness of fit.
    fn misfit(self, kappa: f64, model: f64) -> f64 {
        let parts = self.shares(kappa).into_iter().zip(self.shares(model));
        parts.map(|(found, expected)| (found - expected).powi(2) / expected).sum()
    }
}

/// Units that a test of kappa needs, with two coders or more who give the value equally often.
///
/// # Formula
/// N = noncentrality / sum over x of (`P_x`(`k_1`) - `P_x`(`k_0`))^2 / `P_x`(`k_0`), `P_x` the probability that x coders give the
/// value under the common correlation model; the noncentrality of chi-square with one degree of freedom that has the power.
/// # Source
/// Donner & Eliasziw (1992), A goodness-of-fit approach to inference procedures for the kappa statistic; Altaye, Donner &
/// Klar (2001) for more than two coders. Checked in `tests/it/agreement/planning.rs` against R's kappaSize.
pub fn units_for_kappa_power(
    coders: EqualCoders,
    null: f64,
    expected: f64,
    significance: f64,
    power: f64,
) -> Result<u64, PlanError> {
    coders.check()?;
    within("the kappa to be excluded", null, 0.0, 1.0)?;
    within("the expected kappa", expected, 0.0, 1.0)?;
    within("the significance", significance, 0.0, 1.0)?;
    within("the power", power, significance, 1.0)?;
    if (expected - null).abs() < 1e-9 {
        return Err(PlanError::NoDistance { value: null });
    }
    let z = normal_quantile(1.0 - significance / 2.0);
    let reached = |shift: f64| normal_cdf(shift - z) + normal_cdf(-shift - z) >= power;
    whole(first_where(0.0, 100.0, reached).powi(2) / coders.misfit(expected, null))
}

/// Units with which the interval of kappa is expected to begin at `low` or above (one-sided), and to end at `high` or below
/// if that is given (then two-sided).
///
/// # Formula
/// The smallest n with n times the misfit of [`units_for_kappa_power`] at the bounds of at least the quantile of chi-square.
/// # Source
/// Rotondi & Donner (2012), A confidence interval approach to sample size estimation for interobserver agreement studies
/// with multiple raters and outcomes.
pub fn units_for_kappa_interval(
    coders: EqualCoders,
    expected: f64,
    low: f64,
    high: Option<f64>,
    significance: f64,
) -> Result<u64, PlanError> {
    coders.check()?;
    within("the expected kappa", expected, 0.0, 1.0)?;
    within("the lower bound", low, 0.0, 1.0)?;
    within("the upper bound", high.unwrap_or(0.5), 0.0, 1.0)?;
    within("the significance", significance, 0.0, 0.5)?;
    if low >= expected || high.is_some_and(|high| high <= expected) {
        return Err(PlanError::NotBetween { expected, low, high });
    }
    let needed = |bound: f64| critical(significance, high.is_some()) / coders.misfit(expected, bound);
    whole(needed(low).max(high.map_or(0.0, needed)))
}

/// The lower bound of kappa that so many units can be expected to give (one-sided).
///
/// # Formula
/// The kappa below the expected one whose misfit, times n, is the quantile of chi-square; see [`units_for_kappa_interval`].
/// # Source
/// As [`units_for_kappa_interval`].
pub fn kappa_lower_bound(coders: EqualCoders, expected: f64, units: u64, significance: f64) -> Result<f64, PlanError> {
    coders.check()?;
    within("the expected kappa", expected, 0.0, 1.0)?;
    within("the significance", significance, 0.0, 0.5)?;
    within("the number of units", units as f64, 0.0, MOST_UNITS as f64)?;
    let critical = critical(significance, false);
    let distance = first_where(0.0, expected, |d| units as f64 * coders.misfit(expected, expected - d) >= critical);
    Ok(expected - distance)
}

/// The quantile of chi-square with one degree of freedom.
fn critical(significance: f64, two_sided: bool) -> f64 {
    let tail = if two_sided { significance / 2.0 } else { significance };
    normal_quantile(1.0 - tail).powi(2)
}

/// How many more double-coded units it takes until the lower bound of a coefficient reaches a target, if the coefficient
/// stays as it is.
///
/// `units` is the number of pairable units that `value` and its lower bound `low` rest on; zero where the target is reached.
///
/// # Formula
/// n ((value - low) / (value - target))^2 - n: an interval narrows with the root of the number of units.
/// # Source
/// The root law of standard errors; tested on bootstrap intervals in `tests/it/agreement/planning.rs`.
pub fn more_units_until(value: f64, low: f64, units: usize, target: f64) -> Result<u64, PlanError> {
    if low >= target {
        return Ok(0);
    }
    if value <= target {
        return Err(PlanError::NotBetween { expected: value, low: target, high: None });
    }
    let all = whole(units as f64 * ((value - low) / (value - target)).powi(2))?;
    Ok(all.saturating_sub(units as u64))
}

fn within(name: &'static str, value: f64, low: f64, high: f64) -> Result<(), PlanError> {
    if low < value && value < high { Ok(()) } else { Err(PlanError::Range { name, value, low, high }) }
}

/// The next whole number; what rounding adds to a whole number does not count.
fn whole(units: f64) -> Result<u64, PlanError> {
    if units.is_finite() && units <= MOST_UNITS as f64 {
        Ok((units - 1e-9).ceil().max(1.0) as u64)
    } else {
        Err(PlanError::TooMany { most: MOST_UNITS })
    }
}

/// The first place where something holds that goes on holding, by bisection; `high` if it holds nowhere before.
fn first_where(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle }
    }
    high
}
