//! Lin's concordance correlation.

use crate::agreement::distributions::normal_quantile;
use crate::agreement::numeric::{Scale, complete_units};
use crate::agreement::outcome::{CONFIDENCE, Figure, Interval, Outcome, Undefined};
use crate::agreement::ratings::Ratings;

/// Lin's concordance correlation of two coders: how close the pairs lie to the line of equality.
///
/// # Formula
/// 2 `s_xy` / (`s_x`^2 + `s_y`^2 + (mean x - mean y)^2), with sums divided by n. Interval by Fisher's z.
/// # Source
/// Lin (1989), and the correction of its variance, Lin (2000).
/// # Undefined
/// Other than two coders, no unit that both coded, values that are no numbers, or one and the same value throughout.
pub fn lin_ccc(ratings: &Ratings) -> Outcome {
    let compute = || {
        ratings.require_two_coders()?;
        let rows = complete_units(ratings, &[0, 1], Scale::Value)?;
        let n = rows.len() as f64;
        let mean = |c: usize| rows.iter().map(|row| row[c]).sum::<f64>() / n;
        let (x, y) = (mean(0), mean(1));
        let product = |a: usize, b: usize| {
            let means = [x, y];
            rows.iter().map(|row| (row[a] - means[a]) * (row[b] - means[b])).sum::<f64>() / n
        };
        let (xx, yy, xy) = (product(0, 0), product(1, 1), product(0, 1));
        let widest = xx + yy + (x - y).powi(2);
        if widest <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        let ccc = 2.0 * xy / widest;
        let mut figure = Figure::derived(ccc);
        figure.interval = interval(ccc, xy / (xx * yy).sqrt(), (x - y).powi(2) / (xx * yy).sqrt(), n);
        Ok(figure)
    };
    Outcome::new(ratings.counts(), compute())
}

/// `shift` is the squared difference of the means in units of both standard deviations.
fn interval(ccc: f64, pearson: f64, shift: f64, n: f64) -> Option<Interval> {
    let (square, one) = (ccc.powi(2), 1.0 - ccc.powi(2));
    let own = (1.0 - pearson.powi(2)) * square / (one * pearson.powi(2));
    let by_shift = 2.0 * ccc.powi(3) * (1.0 - ccc) * shift / (pearson * one.powi(2));
    let by_square = ccc.powi(4) * shift.powi(2) / (2.0 * pearson.powi(2) * one.powi(2));
    let half = normal_quantile(f64::midpoint(1.0, CONFIDENCE)) * ((own + by_shift - by_square) / (n - 2.0)).sqrt();
    let z = ccc.atanh();
    half.is_finite().then(|| Interval { low: (z - half).tanh(), high: (z + half).tanh(), method: "Fisher's z" })
}
