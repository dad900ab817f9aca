//! Shrout & Fleiss (1979), Intraclass correlations: table 2, six targets, four judges; results of table 4.

use mizan::agreement::IccModel::{OneWay, TwoWayAgreement, TwoWayConsistency};
use mizan::agreement::{Level, Ratings, Undefined, icc};

use super::{assert_published, from_coder_rows};

fn table_2() -> Ratings {
    let rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
    Ratings::from_numbers(Level::Interval, 4, rows.map(|row| row.map(|v| Some(f64::from(v))))).unwrap()
}

#[test]
fn six_forms() {
    let ratings = table_2();
    for (model, averaged, published) in [
        (OneWay, false, 0.17),
        (OneWay, true, 0.44),
        (TwoWayAgreement, false, 0.29),
        (TwoWayAgreement, true, 0.62),
        (TwoWayConsistency, false, 0.71),
        (TwoWayConsistency, true, 0.91),
    ] {
        assert_published(&icc(&ratings, model, averaged), published, 2);
    }
}

#[test]
fn intervals_hold_their_value_and_widen_from_consistency_to_agreement() {
    let ratings = table_2();
    let of = |model| icc(&ratings, model, false).result.unwrap();
    for figure in [of(OneWay), of(TwoWayAgreement), of(TwoWayConsistency)] {
        let interval = figure.interval.unwrap();
        assert!(interval.low < figure.value && figure.value < interval.high && interval.high < 1.0, "{interval:?}");
    }
    assert!(of(TwoWayAgreement).interval.unwrap().low < of(TwoWayConsistency).interval.unwrap().low);
}

#[test]
fn a_coder_who_is_always_stricter_lowers_agreement_and_leaves_consistency() {
    let ratings = from_coder_rows(Level::Interval, &["12345", "34567"]);
    assert_published(&icc(&ratings, TwoWayConsistency, false), 1.0, 12);
    assert!(icc(&ratings, TwoWayAgreement, false).value().unwrap() < 0.6);
}

#[test]
fn one_unit_or_no_variation_gives_no_correlation() {
    let one = from_coder_rows(Level::Interval, &["1", "2"]);
    assert_eq!(icc(&one, OneWay, false).undefined(), Some(&Undefined::TooFewUnits { units: 1 }));
    let same = Ratings::from_numbers(Level::Interval, 3, [[Some(0.1); 3]; 7]).unwrap();
    for model in [OneWay, TwoWayAgreement, TwoWayConsistency] {
        assert_eq!(icc(&same, model, false).undefined(), Some(&Undefined::NoVariance));
    }
}
