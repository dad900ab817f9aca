//! Feinstein & Cicchetti (1990), High agreement but low kappa: the two paradoxes; indices of Byrt et al. (1993) and
//! specific agreements of Cicchetti & Feinstein (1990) on the same tables.

use mizan::agreement::{
    Level, Weights, bias_index, cohen_kappa, pabak, percent_agreement, prevalence_index, specific_agreement,
};

use super::{assert_published, from_table};

const BALANCED: [&[usize]; 2] = [&[40, 9], &[6, 45]];
const BIASED: [&[usize]; 2] = [&[45, 15], &[25, 15]];

#[test]
fn balanced_marginals() {
    let ratings = from_table(Level::Nominal, &BALANCED);
    assert_published(&percent_agreement(&ratings), 0.85, 2);
    assert_published(&cohen_kappa(&ratings, Weights::Identity), 0.70, 2);
    assert_published(&pabak(&ratings), 0.70, 12);
    assert_published(&prevalence_index(&ratings), -0.05, 12);
    assert_published(&bias_index(&ratings), 0.03, 12);
    assert_published(&specific_agreement(&ratings, 0), 80.0 / 95.0, 12);
    assert_published(&specific_agreement(&ratings, 1), 90.0 / 105.0, 12);
}

#[test]
fn uneven_marginals_lower_kappa_at_the_same_kind_of_agreement() {
    let ratings = from_table(Level::Nominal, &BIASED);
    assert_published(&percent_agreement(&ratings), 0.60, 2);
    assert_published(&cohen_kappa(&ratings, Weights::Identity), 0.13, 2);
    assert_published(&prevalence_index(&ratings), 0.30, 12);
    assert_published(&bias_index(&ratings), -0.10, 12);
}
