//! Fleiss (1971), Measuring nominal scale agreement among many raters: table 1, 30 patients, six psychiatrists.

use mizan::agreement::{Basis, Weights, category_kappa, fleiss_kappa, percent_agreement};

use super::{assert_published, from_unit_counts};

/// Depression, personality disorder, schizophrenia, neurosis, other.
const TABLE_1: [&[usize]; 30] = [
    &[0, 0, 0, 6, 0],
    &[0, 3, 0, 0, 3],
    &[0, 1, 4, 0, 1],
    &[0, 0, 0, 0, 6],
    &[0, 3, 0, 3, 0],
    &[2, 0, 4, 0, 0],
    &[0, 0, 4, 0, 2],
    &[2, 0, 3, 1, 0],
    &[2, 0, 0, 4, 0],
    &[0, 0, 0, 0, 6],
    &[1, 0, 0, 5, 0],
    &[1, 1, 0, 4, 0],
    &[0, 3, 3, 0, 0],
    &[1, 0, 0, 5, 0],
    &[0, 2, 0, 3, 1],
    &[0, 0, 5, 0, 1],
    &[3, 0, 0, 1, 2],
    &[5, 1, 0, 0, 0],
    &[0, 2, 0, 4, 0],
    &[1, 0, 2, 0, 3],
    &[0, 0, 0, 0, 6],
    &[0, 1, 0, 5, 0],
    &[0, 2, 0, 1, 3],
    &[2, 0, 0, 4, 0],
    &[1, 0, 0, 4, 1],
    &[0, 5, 0, 1, 0],
    &[4, 0, 0, 0, 2],
    &[0, 2, 0, 4, 0],
    &[1, 0, 5, 0, 0],
    &[0, 0, 0, 0, 6],
];

#[test]
fn mean_agreement_of_pairs() {
    // The paper prints .5556, from rounded per-patient figures; exactly it is 5/9.
    assert_published(&percent_agreement(&from_unit_counts(&TABLE_1)), 5.0 / 9.0, 12);
}

#[test]
fn kappa_and_its_expected_part() {
    let outcome = fleiss_kappa(&from_unit_counts(&TABLE_1), Weights::Identity);
    assert_published(&outcome, 0.430, 3);
    let Basis::Agreement { expected: Some(expected), .. } = outcome.result.unwrap().basis else { panic!() };
    assert!((expected - 0.2201).abs() < 0.0005, "{expected}");
}

#[test]
fn kappa_of_each_diagnosis() {
    let ratings = from_unit_counts(&TABLE_1);
    // Table 2 of the paper, computed from rounded figures.
    for (category, published) in [0.248, 0.248, 0.517, 0.470, 0.565].into_iter().enumerate() {
        let value = category_kappa(&ratings, category).value().unwrap();
        assert!((value - published).abs() < 0.005, "category {category}: {value}, printed {published}");
    }
}
