//! Krippendorff (2004), Content Analysis, 2nd ed., p. 246: two tables with the same agreement and other marginals.

use mizan::agreement::{
    Differences, Level, Weights, alpha, alpha_custom, brennan_prediger, cohen_kappa, percent_agreement, scott_pi,
};

use super::{assert_published, from_table};

const EVEN: [&[usize]; 3] = [&[12, 9, 9], &[9, 14, 9], &[9, 9, 20]];
const ONE_SIDED: [&[usize]; 3] = [&[12, 18, 18], &[0, 14, 18], &[0, 0, 20]];

#[test]
fn disagreement_that_is_one_sided_leaves_alpha_where_it_was() {
    let (even, one_sided) = (from_table(Level::Nominal, &EVEN), from_table(Level::Nominal, &ONE_SIDED));
    assert_published(&percent_agreement(&even), 0.46, 12);
    assert_published(&percent_agreement(&one_sided), 0.46, 12);
    let (a, b) = (alpha(&even).value().unwrap(), alpha(&one_sided).value().unwrap());
    assert!((a - b).abs() < 1e-12, "alpha does not ask who gave a value: {a} {b}");
    // alpha = 1 - (1 - 1/n)(1 - pi) with pi = .1857659... over n = 200 values.
    assert_published(&alpha(&even), 0.189_837_153, 9);
}

#[test]
fn a_table_of_ones_is_the_nominal_metric() {
    let ratings = from_table(Level::Nominal, &EVEN);
    let ones = vec![vec![0.0, 1.0, 1.0], vec![1.0, 0.0, 1.0], vec![1.0, 1.0, 0.0]];
    let ones = Differences::new(ones).unwrap();
    let (nominal, custom) = (alpha(&ratings).value().unwrap(), alpha_custom(&ratings, &ones).value().unwrap());
    assert!((nominal - custom).abs() < 1e-12);
}

#[test]
fn kappa_rewards_one_sided_disagreement_and_pi_does_not() {
    let (even, one_sided) = (from_table(Level::Nominal, &EVEN), from_table(Level::Nominal, &ONE_SIDED));
    for ratings in [&even, &one_sided] {
        assert_published(&scott_pi(ratings), 0.186, 3);
        assert_published(&brennan_prediger(ratings, Weights::Identity), 0.19, 3);
    }
    assert_published(&cohen_kappa(&even, Weights::Identity), 0.186, 3);
    assert_published(&cohen_kappa(&one_sided, Weights::Identity), 0.258, 3);
}
