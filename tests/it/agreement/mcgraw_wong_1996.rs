//! `McGraw` & Wong (1996), Forming inferences about some intraclass correlation coefficients: their names, and the interval of
//! ICC(A,k) by their table 7, on the data of Shrout & Fleiss.

use mizan::agreement::{Inference, Level, Material, Ratings};
use mizan::jobs::Monitor;

#[test]
fn six_names_for_six_values() {
    let rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
    let ratings = Ratings::from_numbers(Level::Interval, 4, rows.map(|row| row.map(|v| Some(f64::from(v))))).unwrap();
    let figure = |key: &str| {
        let found =
            Material::Values(&ratings).estimate(key, Inference::default(), &Monitor::silent()).unwrap().unwrap();
        found[0].outcome.result.clone().unwrap()
    };
    for (theirs, shrout_fleiss) in [
        ("icc_1", "icc1"),
        ("icc_k", "icc1k"),
        ("icc_a_1", "icc2"),
        ("icc_a_k", "icc2k"),
        ("icc_c_1", "icc3"),
        ("icc_c_k", "icc3k"),
    ] {
        assert_eq!(figure(theirs), figure(shrout_fleiss), "{theirs}");
    }
    // Table 7 gives n (MSR - F MSE) / (F (MSC - MSE) + n MSR); R's psych prints .0711 and .9272.
    let interval = figure("icc_a_k").interval.unwrap();
    assert!(
        (interval.low - 0.071_136_815).abs() < 1e-8 && (interval.high - 0.927_232_040).abs() < 1e-8,
        "{interval:?}"
    );
}
