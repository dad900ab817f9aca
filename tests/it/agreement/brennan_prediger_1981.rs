//! Brennan & Prediger (1981), Coefficient kappa: some uses, misuses, and alternatives, p. 691.

use mizan::agreement::{Level, Weights, brennan_prediger, cohen_kappa, percent_agreement};

use super::{assert_published, from_table};

const TABLE_2: [&[usize]; 3] = [&[50, 0, 10], &[0, 10, 10], &[10, 10, 0]];

#[test]
fn chance_by_the_number_of_categories() {
    let ratings = from_table(Level::Nominal, &TABLE_2);
    assert_published(&percent_agreement(&ratings), 0.60, 2);
    assert_published(&cohen_kappa(&ratings, Weights::Identity), 0.29, 2);
    assert_published(&brennan_prediger(&ratings, Weights::Identity), 0.40, 2);
}
