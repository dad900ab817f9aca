//! Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: examples A to D.

use mizan::agreement::{
    Counts, Level, alpha, alpha_interval, alpha_nominal, alpha_ordinal, alpha_ratio, percent_agreement,
};

use super::{assert_published, from_coder_rows};

/// Example C/D: four observers, twelve units, missing data.
const C: [&str; 4] = ["1233 2141 2...", "1233 2241 25.3", ".333 2342 251.", "1233 2441 251."];

#[test]
fn example_a_binary_data_two_observers() {
    let ratings = from_coder_rows(Level::Nominal, &["0100 0000 10", "1110 0100 00"]);
    assert_published(&alpha(&ratings), 0.095, 3);
    assert_published(&percent_agreement(&ratings), 0.6, 12);
}

#[test]
fn example_b_nominal_data_two_observers() {
    let ratings = from_coder_rows(Level::Nominal, &["aabb dccc edda", "babb bccc eddd"]);
    assert_published(&alpha(&ratings), 0.692, 3);
}

#[test]
fn example_c_nominal_data_any_number_of_observers_missing_data() {
    let ratings = from_coder_rows(Level::Nominal, &C);
    assert_published(&alpha(&ratings), 0.743, 3);
    let expected = Counts { units: 12, rated_units: 12, pairable_units: 11, coders: 4, pairable_values: 40 };
    assert_eq!(ratings.counts(), expected);
}

#[test]
fn example_d_the_same_data_at_other_levels() {
    let ratings = from_coder_rows(Level::Ordinal, &C);
    assert_published(&alpha(&ratings), 0.815, 3);
    assert_published(&alpha_nominal(&ratings), 0.743, 3);
    assert_published(&alpha_ordinal(&ratings), 0.815, 3);
    assert_published(&alpha_interval(&ratings), 0.849, 3);
    assert_published(&alpha_ratio(&ratings), 0.797, 3);
}

#[test]
fn example_c_coincidences_are_those_of_the_paper() {
    let ratings = from_coder_rows(Level::Nominal, &C);
    let thirds = |n: u32| f64::from(n) / 3.0;
    let published = [
        [7.0, thirds(4), thirds(1), thirds(1), 0.0],
        [thirds(4), 10.0, thirds(4), thirds(1), 0.0],
        [thirds(1), thirds(4), 8.0, thirds(1), 0.0],
        [thirds(1), thirds(1), thirds(1), 4.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 3.0],
    ];
    let found = ratings.unit_counts().coincidences();
    for (row, expected) in found.iter().zip(published) {
        for (cell, expected) in row.iter().zip(expected) {
            assert!((cell - expected).abs() < 1e-12, "{found:?}");
        }
    }
}
