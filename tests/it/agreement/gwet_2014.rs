//! Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 6: cumulative probabilities of the benchmark scales. The
//! first two figures stand in the vignette of the author's package irrCAC, the others were computed with it.

use mizan::agreement::{BenchmarkScale, benchmark, benchmark_reached};

#[track_caller]
fn assert_cumulative(value: f64, error: f64, scale: BenchmarkScale, wanted: &[f64]) {
    let levels = benchmark(value, error, scale).unwrap();
    assert_eq!(levels.len(), wanted.len());
    for (level, wanted) in levels.iter().zip(wanted) {
        assert!((level.cumulative - wanted).abs() < 5e-6, "{level:?}, expected {wanted}");
    }
}

#[test]
fn cumulative_probabilities_as_printed() {
    let landis_koch = [0.39674, 0.88336, 0.99542, 0.99997, 1.0, 1.0];
    assert_cumulative(0.77544, 0.14295, BenchmarkScale::LandisKoch, &landis_koch);
    assert_cumulative(0.77544, 0.14295, BenchmarkScale::Altman, &[0.39674, 0.88336, 0.99542, 0.99997, 1.0]);
    assert_cumulative(0.77544, 0.14295, BenchmarkScale::Fleiss, &[0.544_137, 0.99542, 1.0]);
    // Cut at 1: what the normal distribution has beyond it is shared out.
    assert_cumulative(0.95, 0.2, BenchmarkScale::Fleiss, &[0.735_003, 0.995_023, 1.0]);
}

#[test]
fn a_level_counts_as_reached_at_95_percent() {
    let levels = benchmark(0.77544, 0.14295, BenchmarkScale::LandisKoch).unwrap();
    // The figure itself is "substantial"; of that one cannot be sure.
    assert_eq!(benchmark_reached(&levels).map(|level| level.name), Some("moderate"));
    let exact = benchmark(0.6, 0.0, BenchmarkScale::LandisKoch).unwrap();
    assert_eq!(benchmark_reached(&exact).map(|level| level.name), Some("substantial"));
    assert_eq!(benchmark(0.6, f64::NAN, BenchmarkScale::Altman), None);
    assert_eq!(benchmark(1.2, 0.1, BenchmarkScale::Altman), None);
}
