//! Zwick (1988), Another look at interrater agreement, p. 376: even marginals make kappa, pi and S equal.

use mizan::agreement::{Level, Weights, brennan_prediger, cohen_kappa, scott_pi};

use super::{assert_published, from_table};

const TABLE_1: [&[usize]; 4] = [&[20, 0, 0, 5], &[0, 10, 15, 0], &[0, 15, 10, 0], &[5, 0, 0, 20]];

#[test]
fn three_coefficients_one_value() {
    let ratings = from_table(Level::Nominal, &TABLE_1);
    for outcome in
        [cohen_kappa(&ratings, Weights::Identity), scott_pi(&ratings), brennan_prediger(&ratings, Weights::Identity)]
    {
        assert_published(&outcome, 0.467, 3);
    }
}
