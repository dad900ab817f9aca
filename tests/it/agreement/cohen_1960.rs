//! Cohen (1960), A coefficient of agreement for nominal scales.

use mizan::agreement::{Basis, Level, Weights, cohen_kappa, cohen_kappa_max, percent_agreement};

use super::{assert_published, from_table};

/// Proportions of 200 cases, as units of .005.
const TABLE_2: [&[usize]; 3] = [&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]];

/// P. 37: proportions of 100 cases, less agreement than by chance.
const TABLE_1: [&[usize]; 3] = [&[25, 12, 3], &[13, 2, 15], &[12, 16, 2]];

#[test]
fn kappa_and_its_parts() {
    let ratings = from_table(Level::Nominal, &TABLE_2);
    let outcome = cohen_kappa(&ratings, Weights::Identity);
    assert_published(&outcome, 0.492, 3);
    let Basis::Agreement { observed, expected: Some(expected) } = outcome.result.unwrap().basis else { panic!() };
    assert!((observed - 0.70).abs() < 1e-12 && (expected - 0.41).abs() < 1e-12, "{observed} {expected}");
    assert_published(&cohen_kappa_max(&ratings), 0.831, 3);
}

#[test]
fn less_agreement_than_by_chance_is_negative() {
    let ratings = from_table(Level::Nominal, &TABLE_1);
    assert_published(&percent_agreement(&ratings), 0.29, 12);
    // (.29 - .35) / (1 - .35)
    assert_published(&cohen_kappa(&ratings, Weights::Identity), -0.06 / 0.65, 12);
}
