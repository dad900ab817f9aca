//! Quantiles of the normal, t and F distributions, from their textbook series. Relative error below 1e-10 in the range
//! of degrees of freedom that agreement data have.

use std::f64::consts::PI;

/// ln of the gamma function for x > 0, Lanczos' approximation (g = 7, nine terms).
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        return (PI / (PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let term = |(i, c): (usize, &f64)| c / (x + i as f64 + 1.0);
    let series = 0.999_999_999_999_809_9 + TERMS.iter().enumerate().map(term).sum::<f64>();
    let t = x + 7.5;
    0.5 * (2.0 * PI).ln() + (x + 0.5) * t.ln() - t + series.ln()
}

/// Regularised incomplete beta function, by Lentz' continued fraction.
pub(crate) fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast on this side only.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_cdf(1.0 - x, b, a);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp() / a;
    let tiny = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let (mut above, mut below) = (1.0, 1.0 / tiny(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = below;
    for round in 1..10_000 {
        let m = f64::from(round);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for step in [even, odd] {
            below = 1.0 / tiny(1.0 + step * below);
            above = tiny(1.0 + step / above);
            change = above * below;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    front * fraction
}

/// The x in 0..1 at which [`beta_cdf`] reaches `p`, by bisection to the last digit.
fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..1_100 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if beta_cdf(middle, a, b) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Quantile of Fisher's F with `d1` and `d2` degrees of freedom.
pub(crate) fn f_quantile(p: f64, d1: f64, d2: f64) -> f64 {
    // Solved on the side where x is small, because 1 - x would lose its digits.
    if p < 0.5 {
        let x = beta_quantile(p, d1 / 2.0, d2 / 2.0);
        d2 * x / (d1 * (1.0 - x))
    } else {
        let x = beta_quantile(1.0 - p, d2 / 2.0, d1 / 2.0);
        d2 * (1.0 - x) / (d1 * x)
    }
}

/// Quantile of Student's t with `degrees` of freedom, for p of .5 or more.
pub(crate) fn t_quantile(p: f64, degrees: f64) -> f64 {
    let x = beta_quantile(2.0 * (1.0 - p), degrees / 2.0, 0.5);
    (degrees * (1.0 - x) / x).sqrt()
}

/// Quantile of the standard normal distribution, by bisection.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    if p >= 1.0 {
        return f64::INFINITY;
    }
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let (mut low, mut high) = (-40.0_f64, 40.0_f64);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if normal_cdf(middle) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Distribution function of the standard normal, by the series of the error function and its continued fraction.
pub(crate) fn normal_cdf(x: f64) -> f64 {
    let (z, square) = (x.abs(), x * x);
    let density = (-square / 2.0).exp() / (2.0 * PI).sqrt();
    let upper = if z < 5.0 {
        let (mut term, mut sum, mut n) = (z, z, 1.0);
        while term > sum * 1e-17 {
            n += 2.0;
            term *= square / n;
            sum += term;
        }
        0.5 - density * sum
    } else {
        let fraction = (1..200).rev().fold(z, |tail, k| z + f64::from(k) / tail);
        density / fraction
    };
    if x < 0.0 { upper } else { 1.0 - upper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_close(found: f64, wanted: f64) {
        assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found} {wanted}");
    }

    #[test]
    fn quantiles_of_printed_tables() {
        assert_close(normal_quantile(0.975), 1.959_963_984_540_054);
        assert_close(normal_quantile(0.025), -1.959_963_984_540_054);
        assert_close(normal_quantile(0.5), 0.0);
        assert_close(t_quantile(0.975, 1.0), 12.706_204_736_432_095);
        assert_close(t_quantile(0.975, 11.0), 2.200_985_160_082_949);
        assert_close(t_quantile(0.975, 1e6), 1.959_966_356_814_107);
        assert_close(f_quantile(0.95, 1.0, 1.0), 161.447_638_797_588_1);
    }

    #[test]
    fn f_with_two_degrees_above_has_a_closed_form() {
        for (p, d2) in [(0.975, 15.0), (0.025, 3.0), (0.5, 80.0)] {
            let closed = d2 / 2.0 * ((1.0_f64 - p).powf(-2.0 / d2) - 1.0);
            assert_close(f_quantile(p, 2.0, d2), closed);
        }
    }

    #[test]
    fn one_side_is_the_other_turned_over() {
        for (d1, d2) in [(3.0, 7.0), (40.0, 1.5), (199.0, 199.0)] {
            assert_close(f_quantile(0.025, d1, d2) * f_quantile(0.975, d2, d1), 1.0);
        }
        // t squared is F with one degree of freedom.
        assert_close(t_quantile(0.975, 9.0).powi(2), f_quantile(0.95, 1.0, 9.0));
    }

    #[test]
    fn tails_of_the_normal_distribution() {
        assert_close(normal_cdf(1.0), 0.841_344_746_068_542_9);
        assert!((normal_cdf(-6.0) / 9.865_876_450_376_98e-10 - 1.0).abs() < 1e-9);
        assert!((normal_cdf(-5.0) / 2.866_515_718_791_939e-7 - 1.0).abs() < 1e-8);
        assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    }
}
