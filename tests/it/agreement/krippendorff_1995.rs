//! Krippendorff (1995), On the reliability of unitizing continuous data, p. 57: pairs of coders on a continuum of 24. The
//! paper's own coefficient is the older alpha, which it prints for a fine scale; the newer family is checked by hand.

use mizan::agreement::{Basis, Continua, Undefined, alpha_u_1995, bu_alpha, cu_alpha, u_alpha};

fn pair(a: &[(u64, u64)], b: &[(u64, u64)]) -> Continua {
    let coding = |spans: &[(u64, u64)]| Some(spans.iter().map(|(start, end)| (*start, *end, "A")).collect());
    Continua::from_labels(None, 2, [(24, vec![coding(a), coding(b)])]).unwrap()
}

#[test]
fn bertha_and_bill() {
    let continua = pair(&[(2, 10), (14, 20)], &[(4, 8), (15, 17)]);
    let outcome = u_alpha(&continua);
    // Unmatched: 8 positions of 24. Marked 14 + 6, unmarked 10 + 18; squares of the spans 64 + 36 + 16 + 4.
    let (observed, expected) = (8.0 / 24.0, 2.0 * 20.0 * 28.0 / (48.0 * 48.0 - 120.0 - 28.0));
    let Basis::Disagreement { observed: found, expected: by_chance } = outcome.result.clone().unwrap().basis else {
        panic!("{outcome:?}")
    };
    assert!((found - observed).abs() < 1e-12 && (by_chance - expected).abs() < 1e-12, "{outcome:?}");
    assert!((outcome.value().unwrap() - 0.358_333_333_333).abs() < 1e-9);
    assert_eq!(outcome.value(), bu_alpha(&continua).value(), "one category: where and what are one question");
    assert_eq!(cu_alpha(&continua).undefined(), Some(&Undefined::NoVariation { value: "A".into() }));
}

#[test]
fn adjacent_spans_are_not_one_span() {
    let jill = [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)];
    let (apart, joined) = (pair(&[(0, 18)], &jill), pair(&[(0, 18)], &[(0, 10)]));
    assert!((u_alpha(&apart).value().unwrap() - 0.422_023_809_523_8).abs() < 1e-9);
    assert!(u_alpha(&joined).value().unwrap() > u_alpha(&apart).value().unwrap());
}

/// Spans of both coders on a continuum of 24, as finely divided as the paper's limit asks for.
fn fine(a: &[(u64, u64)], b: &[(u64, u64)]) -> Continua {
    let coding = |spans: &[(u64, u64)]| {
        Some(spans.iter().map(|(start, end)| (start * 50_000, end * 50_000, "A")).collect::<Vec<_>>())
    };
    Continua::from_labels(None, 2, [(24 * 50_000, vec![coding(a), coding(b)])]).unwrap()
}

#[test]
fn the_alpha_of_1995_for_its_three_pairs() {
    let jill = [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)];
    let gerret = [(2, 8), (10, 12), (14, 18), (20, 22)];
    let gill = [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)];
    assert_1995(&fine(&[(2, 10), (14, 20)], &[(4, 8), (15, 17)]), 0.553, 0.552_946_814_9);
    assert_1995(&fine(&[(0, 18)], &jill), -0.926, -0.928_384_671_2);
    // Printed .679; DKPro Statistics gives what is found here.
    assert_1995(&fine(&gerret, &gill), 0.679, 0.693_078_789_3);
}

#[track_caller]
fn assert_1995(continua: &Continua, printed: f64, computed: f64) {
    let value = alpha_u_1995(continua, None).value().unwrap();
    assert!((value - printed).abs() < 0.02 && (value - computed).abs() < 1e-9, "{value} for {printed}");
}

/// Krippendorff (2004), Content Analysis, 2nd ed., p. 254: two categories of one coder may overlap.
#[test]
fn the_alpha_of_1995_per_category() {
    let i = vec![(75, 145, "c"), (220, 250, "c"), (30, 90, "k"), (150, 200, "k")];
    let j = vec![(70, 150, "c"), (205, 225, "c"), (250, 270, "c"), (30, 90, "k"), (150, 200, "k")];
    let continua = Continua::from_labels(None, 2, [(300, vec![Some(i), Some(j)])]).unwrap();
    let value = |category| (alpha_u_1995(&continua, category).value().unwrap() * 1e4).round() / 1e4;
    // The book prints .8591 for both, from rounded parts.
    assert_eq!((value(Some(0)), value(Some(1)), value(None)), (0.7286, 1.0, 0.8587));
    let overlapping = pair(&[(0, 5), (3, 8)], &[(1, 4)]);
    let expected = Undefined::Overlapping { continuum: 1, coder: 1, position: 3 };
    assert_eq!(alpha_u_1995(&overlapping, None).undefined(), Some(&expected));
    let nothing = pair(&[], &[]);
    assert_eq!(alpha_u_1995(&nothing, None).undefined(), Some(&Undefined::NothingMarked));
}
