//! Intraclass correlations.

use crate::agreement::distributions::f_quantile;
use crate::agreement::numeric::{Scale, complete_units};
use crate::agreement::outcome::{CONFIDENCE, Figure, Interval, Outcome, Undefined};
use crate::agreement::ratings::Ratings;

/// Which intraclass correlation. The names of Shrout & Fleiss stand first, those of Mc Graw & Wong in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IccModel {
    /// ICC(1,\*) \[one-way random\]: each unit has coders of its own.
    OneWay,
    /// ICC(2,\*) \[ICC(A,\*), two-way, absolute agreement\]: the same coders for all units; a coder who is always stricter
    /// counts as disagreement. The value is the same for coders drawn at random and for fixed ones.
    TwoWayAgreement,
    /// ICC(3,\*) \[ICC(C,\*), two-way, consistency\]: the same coders for all units; constant differences do not count.
    TwoWayConsistency,
}

/// Intraclass correlation of single codings, or of the mean of all coders if `averaged`.
///
/// # Formula
/// From the mean squares between units B, within units W, between coders J and residual E, n units, k coders:
/// ICC(1,1) = (B - W) / (B + (k - 1) W), ICC(1,k) = (B - W) / B;
/// ICC(2,1) = (B - E) / (B + (k - 1) E + k (J - E) / n), ICC(2,k) = (B - E) / (B + (J - E) / n);
/// ICC(3,1) = (B - E) / (B + (k - 1) E), ICC(3,k) = (B - E) / B. Units that not all coders coded are left out.
/// # Source
/// Shrout & Fleiss (1979), with their F intervals; the interval of ICC(2,k) by Spearman-Brown from that of ICC(2,1), as
/// they say; that is the interval of `McGraw` & Wong (1996), too, whose ICC(1), ICC(k), ICC(A,1), ICC(A,k), ICC(C,1), ICC(C,k)
/// have these values, whether the coders were drawn at random or are all there are. Reproduced in `tests/it/agreement/shrout_fleiss_1979.rs`.
/// # Undefined
/// Fewer than two coders, fewer than two units that all coders coded, values that are no numbers, or no variation at
/// all between those units.
pub fn icc(ratings: &Ratings, model: IccModel, averaged: bool) -> Outcome {
    let compute = || {
        let squares = MeanSquares::of(ratings)?;
        let mut figure = Figure::derived(squares.value(model, averaged).ok_or(Undefined::NoVariance)?);
        figure.interval = squares.interval(model, averaged);
        Ok(figure)
    };
    Outcome::new(ratings.counts(), compute())
}

struct MeanSquares {
    units: f64,
    coders: f64,
    between: f64,
    within: f64,
    coder: f64,
    residual: f64,
}

impl MeanSquares {
    fn of(ratings: &Ratings) -> Result<Self, Undefined> {
        let coders: Vec<usize> = (0..ratings.coders()).collect();
        let rows = complete_units(ratings, &coders, Scale::Value)?;
        let (n, k) = (rows.len() as f64, coders.len() as f64);
        if rows.len() < 2 {
            return Err(Undefined::TooFewUnits { units: rows.len() });
        }
        let grand = rows.iter().flatten().sum::<f64>() / (n * k);
        let unit_means: Vec<f64> = rows.iter().map(|row| row.iter().sum::<f64>() / k).collect();
        let coder_means: Vec<f64> = coders.iter().map(|c| rows.iter().map(|row| row[*c]).sum::<f64>() / n).collect();
        let squares = |means: &[f64]| means.iter().map(|m| (m - grand).powi(2)).sum::<f64>();
        let (mut within, mut residual) = (0.0, 0.0);
        for (row, unit) in rows.iter().zip(&unit_means) {
            for (value, coder) in row.iter().zip(&coder_means) {
                within += (value - unit).powi(2);
                residual += (value - unit - coder + grand).powi(2);
            }
        }
        Ok(Self {
            units: n,
            coders: k,
            between: k * squares(&unit_means) / (n - 1.0),
            within: within / (n * (k - 1.0)),
            coder: n * squares(&coder_means) / (k - 1.0),
            residual: residual / ((n - 1.0) * (k - 1.0)),
        })
    }

    fn value(&self, model: IccModel, averaged: bool) -> Option<f64> {
        let (n, k) = (self.units, self.coders);
        let error = if model == IccModel::OneWay { self.within } else { self.residual };
        let strictness = if model == IccModel::TwoWayAgreement { (self.coder - self.residual) / n } else { 0.0 };
        let all = if averaged { self.between + strictness } else { self.between + (k - 1.0) * error + k * strictness };
        // What rounding leaves where the parts cancel out is nothing to divide by.
        let noise = 1e-12 * (self.between + self.within + self.coder + self.residual);
        (all.abs() > noise).then(|| (self.between - error) / all)
    }

    fn interval(&self, model: IccModel, averaged: bool) -> Option<Interval> {
        let (n, k) = (self.units, self.coders);
        let upper = f64::midpoint(1.0, CONFIDENCE);
        let (low, high) = match model {
            IccModel::OneWay => self.by_ratio(self.between / self.within, n * (k - 1.0), upper),
            IccModel::TwoWayConsistency => self.by_ratio(self.between / self.residual, (n - 1.0) * (k - 1.0), upper),
            IccModel::TwoWayAgreement => {
                let (rho, ratio) = (self.value(model, false)?, self.coder / self.residual);
                let rest = n * (1.0 + (k - 1.0) * rho) - k * rho;
                let freedom = (k - 1.0) * (n - 1.0) * (k * rho * ratio + rest).powi(2)
                    / ((n - 1.0) * (k * rho * ratio).powi(2) + rest.powi(2));
                if !freedom.is_finite() {
                    return None;
                }
                let (f_low, f_high) = (f_quantile(upper, n - 1.0, freedom), f_quantile(upper, freedom, n - 1.0));
                let noise = k * self.coder + (k * n - k - n) * self.residual;
                let low = n * (self.between - f_low * self.residual) / (f_low * noise + n * self.between);
                let high = n * (f_high * self.between - self.residual) / (noise + n * f_high * self.between);
                (low, high)
            }
        };
        // Spearman-Brown: from one coding to the mean of k.
        let step = |x: f64| if averaged { k * x / (1.0 + (k - 1.0) * x) } else { x };
        let (low, high) = (step(low), step(high));
        (low.is_finite() && high.is_finite()).then_some(Interval { low, high, method: "F" })
    }

    /// Bounds of a single coding's ICC from the F ratio of units to error.
    fn by_ratio(&self, ratio: f64, error_freedom: f64, upper: f64) -> (f64, f64) {
        let (n, k) = (self.units, self.coders);
        let low = ratio / f_quantile(upper, n - 1.0, error_freedom);
        let high = ratio * f_quantile(upper, error_freedom, n - 1.0);
        ((low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0))
    }
}
