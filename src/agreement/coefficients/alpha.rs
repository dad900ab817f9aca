//! Krippendorff's alpha at the four levels of measurement.

use crate::agreement::coefficients::gwet_alpha;
use crate::agreement::metric::Metric;
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::{Level, Ratings};
use crate::agreement::weights::Weights;

/// Krippendorff's alpha at the ratings' own level of measurement: any number of coders, missing values.
///
/// # Formula
/// alpha = 1 - `D_o` / `D_e`, over pairable values only:
/// `D_o` = 1/n sum over units u of 1/(`n_u` - 1) sum over ordered pairs of values in u of `delta^2`,
/// `D_e` = 1/(n (n - 1)) sum over all ordered pairs of values of `delta^2`.
///
/// `delta^2`: nominal 0 or 1; ordinal (sum of the frequencies from rank c to rank k, less half of both ends)^2;
/// interval (c - k)^2; ratio ((c - k) / (c + k))^2, with 0/0 = 0. At nominal level with Gwet's standard error.
/// # Source
/// Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Hayes & Krippendorff (2007). Reproduced in
/// `tests/it/agreement/krippendorff_2011.rs`.
/// # Undefined
/// Fewer than two coders, nothing pairable, or no variation among the pairable values (`D_e` = 0). At interval and ratio
/// level also for values that are no numbers, at ratio level for negative ones, at ordinal level for words without a
/// declared order.
pub fn alpha(ratings: &Ratings) -> Outcome {
    alpha_at(ratings, ratings.level())
}

/// Krippendorff's alpha with the nominal metric; see [`alpha`].
pub fn alpha_nominal(ratings: &Ratings) -> Outcome {
    alpha_at(ratings, Level::Nominal)
}

/// Krippendorff's alpha with the ordinal metric over the rank of the categories; see [`alpha`].
pub fn alpha_ordinal(ratings: &Ratings) -> Outcome {
    alpha_at(ratings, Level::Ordinal)
}

/// Krippendorff's alpha with the interval metric; see [`alpha`].
pub fn alpha_interval(ratings: &Ratings) -> Outcome {
    alpha_at(ratings, Level::Interval)
}

/// Krippendorff's alpha with the ratio metric; see [`alpha`].
pub fn alpha_ratio(ratings: &Ratings) -> Outcome {
    alpha_at(ratings, Level::Ratio)
}

/// Alpha at a level that the caller chooses.
pub(crate) fn alpha_at(ratings: &Ratings, level: Level) -> Outcome {
    let mut outcome = alpha_with(ratings, || Metric::for_level(level, ratings));
    if let (Level::Nominal, Ok(figure), Ok(gwet)) =
        (level, &mut outcome.result, gwet_alpha::figure(ratings, Weights::Identity))
    {
        (figure.error, figure.interval) = (gwet.error, gwet.interval);
    }
    outcome
}

/// Alpha with any metric; the metric is only asked for when there is something to compare.
pub(crate) fn alpha_with<'a>(ratings: &Ratings, metric: impl FnOnce() -> Result<Metric<'a>, Undefined>) -> Outcome {
    let compute = || {
        require_variation(ratings)?;
        let (observed, expected) = metric()?.disagreement(ratings.unit_counts());
        if expected <= 0.0 {
            return Err(Undefined::NoDifference);
        }
        Ok(Figure::from_disagreement(observed, expected))
    };
    Outcome::new(ratings.counts(), compute())
}

/// Ends early where alpha has no value at any level: nothing pairable, or one value only among the pairable ones.
pub(crate) fn require_variation(ratings: &Ratings) -> Result<(), Undefined> {
    ratings.require_pairable()?;
    let totals = ratings.unit_counts().pairable_totals();
    let mut used = totals.iter().enumerate().filter(|(_, n)| **n > 0.0).map(|(category, _)| category);
    match (used.next(), used.next()) {
        (Some(only), None) => Err(Undefined::NoVariation { value: ratings.label(only) }),
        _ => Ok(()),
    }
}
