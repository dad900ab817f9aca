//! Krippendorff (1995), On the reliability of unitizing continuous data, p. 57: pairs of coders on a continuum of 24. The
//! paper's own coefficient is the older alpha; the newer family is checked on its data by hand.

use mizan::agreement::{Basis, Continua, Undefined, bu_alpha, cu_alpha, u_alpha};

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
