//! Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua: further developments;
//! the example of three coders that Krippendorff (2019), Content Analysis, 4th ed., prints as figure 12.11.

use mizan::agreement::{Continua, Undefined, bu_alpha, cu_alpha, cu_coverage, ku_alpha, ku_coverage, u_alpha};

use super::assert_published;

pub(super) const ALEX: &[(u64, u64, &str)] =
    &[(2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7")];
pub(super) const PAUL: &[(u64, u64, &str)] = &[(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")];
pub(super) const SUZAN: &[(u64, u64, &str)] =
    &[(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")];

pub(super) fn figure_12_11() -> Continua {
    let codings = [ALEX, PAUL, SUZAN].map(|spans| Some(spans.to_vec()));
    Continua::from_labels(None, 3, [(60, codings.to_vec())]).unwrap()
}

#[test]
fn the_family_as_printed() {
    let continua = figure_12_11();
    assert_published(&u_alpha(&continua), 0.510, 3);
    assert_published(&bu_alpha(&continua), 0.413, 3);
    assert_published(&cu_alpha(&continua), 0.724, 3);
}

#[test]
fn single_categories_as_printed() {
    let continua = figure_12_11();
    for (category, printed) in [(0, 1.0), (1, 0.0), (2, 0.0), (3, 0.0), (4, 1.0), (5, 1.0)] {
        assert_published(&ku_alpha(&continua, category), printed, 12);
    }
    // Value 7 never meets another valued unit.
    assert_eq!(ku_alpha(&continua, 6).undefined(), Some(&Undefined::NothingShared));
    assert_eq!(ku_coverage(&continua, 6).value(), Some(0.0));
}

#[test]
fn coverage_by_hand() {
    let continua = figure_12_11();
    // Positions marked by two coders count twice, by three three times, over m - 1; 83 of 180.
    assert_published(&cu_coverage(&continua), 83.0 / 180.0, 12);
    // Value 5: 1 position of Alex and Paul, 3 of Alex and Suzan, 4 of Paul and Suzan, out of 18.
    assert_published(&ku_coverage(&continua, 4), 8.0 / 18.0, 12);
}
