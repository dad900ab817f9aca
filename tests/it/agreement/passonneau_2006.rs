//! Passonneau (2006): the four values of monotonicity, shown on one unit pair each so that the distance can be read
//! off the observed disagreement.

use mizan::agreement::{Basis, SetRatings, alpha_set_jaccard, alpha_set_masi};

/// Observed disagreement of one unit with two values is the distance itself.
fn distances(first: &[&str], second: &[&str]) -> (f64, f64) {
    let sets = SetRatings::from_labels(None, 2, [[Some(first), Some(second)]]).unwrap();
    let observed = |outcome: mizan::agreement::Outcome| match outcome.result.unwrap().basis {
        Basis::Disagreement { observed, .. } => observed,
        other => panic!("{other:?}"),
    };
    (observed(alpha_set_jaccard(&sets)), observed(alpha_set_masi(&sets)))
}

#[track_caller]
fn assert_distances((jaccard, masi): (f64, f64), expected: (f64, f64)) {
    assert!((jaccard - expected.0).abs() < 1e-12, "Jaccard {jaccard}");
    assert!((masi - expected.1).abs() < 1e-12, "MASI {masi}");
}

#[test]
fn subset_counts_two_thirds() {
    assert_distances(distances(&["a", "b"], &["a", "b", "c"]), (1.0 / 3.0, 1.0 - 2.0 / 3.0 * 2.0 / 3.0));
}

#[test]
fn overlap_counts_one_third() {
    assert_distances(distances(&["a", "b"], &["b", "c"]), (2.0 / 3.0, 1.0 - 1.0 / 3.0 * 1.0 / 3.0));
}

#[test]
fn disjoint_counts_nothing() {
    assert_distances(distances(&["a"], &["b"]), (1.0, 1.0));
}

#[test]
fn an_empty_set_is_as_far_from_any_label_as_a_disjoint_one() {
    assert_distances(distances(&[], &["a"]), (1.0, 1.0));
}

#[test]
fn two_empty_sets_are_equal() {
    let rows: [[Option<&[&str]>; 2]; 3] =
        [[Some(&[]), Some(&[])], [Some(&["a"]), Some(&["a"])], [Some(&[]), Some(&[])]];
    let sets = SetRatings::from_labels(None, 2, rows).unwrap();
    assert_eq!(alpha_set_masi(&sets).value(), Some(1.0));
    assert_eq!(alpha_set_jaccard(&sets).value(), Some(1.0));
}
