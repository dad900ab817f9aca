//! The edges of everything that compares spans.

use mizan::agreement::{
    Continua, Labelling, Positions, SpanMatch, SpansError, Undefined, agr_directional_mean, bu_alpha, cu_alpha,
    cu_coverage, ku_alpha, ku_coverage, matched_spans, position_alpha, position_f1, position_kappa, span_f1_mean,
    span_f1_pooled, span_measures, u_alpha,
};

type Marks = Vec<(u64, u64, &'static str)>;

fn one(length: u64, codings: Vec<Option<Marks>>) -> Continua {
    Continua::from_labels(None, codings.len(), [(length, codings)]).unwrap()
}

#[track_caller]
fn assert_all_undefined(continua: &Continua, reason: &Undefined) {
    for (key, outcome) in span_measures().iter().flat_map(|m| m.compute_all(continua)) {
        if !key.contains("coverage") {
            assert_eq!(outcome.undefined(), Some(reason), "{key}");
        }
    }
}

#[test]
fn nobody_marked_anything() {
    let continua = one(30, vec![Some(vec![]), Some(vec![])]);
    assert_all_undefined(&continua, &Undefined::NothingMarked);
    assert_eq!(cu_coverage(&continua).value(), Some(0.0));
}

#[test]
fn an_empty_document_and_no_document() {
    assert_all_undefined(&one(0, vec![Some(vec![]), Some(vec![])]), &Undefined::NothingMarked);
    assert_eq!(cu_coverage(&one(0, vec![Some(vec![]), Some(vec![])])).undefined(), Some(&Undefined::NoValues));
    let none = Continua::from_labels::<String>(None, 2, []).unwrap();
    assert_all_undefined(&none, &Undefined::NoValues);
}

#[test]
fn one_coder_and_coders_who_never_met() {
    assert_all_undefined(&one(30, vec![Some(vec![(0, 5, "x")])]), &Undefined::TooFewCoders { coders: 1 });
    let apart = [(30, vec![Some(vec![(0, 5, "x")]), None]), (30, vec![None, Some(vec![(0, 5, "x")])])];
    let apart = Continua::from_labels(None, 2, apart).unwrap();
    assert_all_undefined(&apart, &Undefined::NothingPairable);
}

#[test]
fn a_continuum_with_one_coder_changes_nothing() {
    let both = (30, vec![Some(vec![(0, 5, "x"), (9, 12, "y")]), Some(vec![(1, 5, "x"), (9, 14, "x")])]);
    let alone = (90, vec![Some(vec![(3, 50, "y")]), None]);
    let declared = || Some(vec!["x".to_owned(), "y".to_owned()]);
    let with = Continua::from_labels(declared(), 2, [both.clone(), alone]).unwrap();
    let without = Continua::from_labels(declared(), 2, [both]).unwrap();
    for measure in span_measures() {
        let values = |c: &Continua| measure.compute_all(c).into_iter().map(|(k, o)| (k, o.value())).collect::<Vec<_>>();
        assert_eq!(values(&with), values(&without));
    }
}

#[test]
fn a_coder_who_marked_nothing_counts_and_one_who_was_not_asked_does_not() {
    let marks = || Some(vec![(0, 5, "x"), (9, 12, "x")]);
    let asked = one(30, vec![marks(), marks(), Some(vec![])]);
    let not_asked = one(30, vec![marks(), marks(), None]);
    assert!(u_alpha(&asked).value().unwrap() < 0.5);
    assert_eq!(u_alpha(&not_asked).value(), Some(1.0));
    assert_eq!(span_f1_mean(&asked, SpanMatch::Exact, true).value(), Some(1.0 / 3.0));
    assert_eq!(span_f1_mean(&not_asked, SpanMatch::Exact, true).value(), Some(1.0));
}

#[test]
fn two_of_three_marked_nothing_so_their_pair_has_no_f1() {
    let continua = one(30, vec![Some(vec![(0, 5, "x")]), Some(vec![]), Some(vec![])]);
    let reason = Undefined::Pair { first: 2, second: 3, reason: Box::new(Undefined::NothingMarked) };
    assert_eq!(span_f1_mean(&continua, SpanMatch::Overlap, true).undefined(), Some(&reason));
    assert_eq!(position_f1(&continua, Positions::Characters).undefined(), Some(&reason));
    assert_eq!(span_f1_pooled(&continua, SpanMatch::Overlap, true).value(), Some(0.0));
}

#[test]
fn everybody_marked_everything() {
    let same = one(30, vec![Some(vec![(0, 30, "x")]), Some(vec![(0, 30, "x")])]);
    assert_eq!(u_alpha(&same).undefined(), Some(&Undefined::NoVariation { value: "x".into() }));
    assert_eq!(bu_alpha(&same).undefined(), Some(&Undefined::EverythingMarked));
    assert_eq!(cu_coverage(&same).value(), Some(1.0));
    assert_eq!(position_f1(&same, Positions::Characters).value(), Some(1.0));
    let parts = one(30, vec![Some(vec![(0, 10, "x"), (10, 30, "y")]), Some(vec![(0, 12, "x"), (12, 30, "y")])]);
    assert_eq!(bu_alpha(&parts).undefined(), Some(&Undefined::EverythingMarked));
    assert!(u_alpha(&parts).value().unwrap() > 0.8);
    let binary = position_alpha(&parts, Positions::Characters, Labelling::Binary);
    assert_eq!(binary.undefined(), Some(&Undefined::EverythingMarked));
}

#[test]
fn a_category_that_nobody_used() {
    let declared = Some(vec!["x".to_owned(), "y".to_owned(), "z".to_owned()]);
    let codings = vec![Some(vec![(0, 5, "x"), (6, 9, "y")]), Some(vec![(0, 5, "x"), (6, 9, "y")])];
    let continua = Continua::from_labels(declared, 2, [(30, codings)]).unwrap();
    assert_eq!(ku_alpha(&continua, 2).undefined(), Some(&Undefined::NeverUsed { value: "z".into() }));
    assert_eq!(ku_coverage(&continua, 2).undefined(), Some(&Undefined::NeverUsed { value: "z".into() }));
    assert_eq!(ku_alpha(&continua, 3).undefined(), Some(&Undefined::NoSuchIndex { index: 3, len: 3 }));
    assert_eq!(u_alpha(&continua).value(), Some(1.0));
}

#[test]
fn nothing_shared_leaves_only_the_categories_without_a_figure() {
    let continua = one(30, vec![Some(vec![(0, 5, "x")]), Some(vec![(10, 15, "y")])]);
    assert_eq!(cu_alpha(&continua).undefined(), Some(&Undefined::NothingShared));
    assert!(u_alpha(&continua).value().unwrap() < 0.0);
    assert_eq!(span_f1_mean(&continua, SpanMatch::Soft, false).value(), Some(0.0));
    assert_eq!(agr_directional_mean(&continua).value(), Some(0.0));
}

#[test]
fn spans_that_meet_only_themselves_leave_nothing_to_expect() {
    // Two of three coders marked one span, and disagree on it: no figure, least of all the 1 of a division by zero.
    let continua = one(30, vec![Some(vec![(0, 5, "x")]), Some(vec![(0, 5, "y")]), Some(vec![])]);
    assert_eq!(cu_alpha(&continua).undefined(), Some(&Undefined::OnlySelfPairs));
    assert_eq!(ku_alpha(&continua, 0).undefined(), Some(&Undefined::OnlySelfPairs));
    let two = one(30, vec![Some(vec![(0, 5, "x")]), Some(vec![(0, 5, "y")])]);
    assert_eq!(cu_alpha(&two).value(), Some(0.0));
}

#[test]
fn overlapping_spans_of_one_coder() {
    let nested = one(70, vec![Some(vec![(0, 30, "f"), (5, 12, "l")]), Some(vec![(0, 28, "f"), (6, 12, "l")])]);
    let reason = Undefined::Overlapping { continuum: 1, coder: 1, position: 5 };
    for outcome in [u_alpha(&nested), cu_alpha(&nested), position_kappa(&nested, Positions::Characters)] {
        assert_eq!(outcome.undefined(), Some(&reason));
    }
    assert_eq!(span_f1_mean(&nested, SpanMatch::Overlap, true).value(), Some(1.0));
    // Marked or not is still one question per position: 28 of 30 common.
    let f1 = position_f1(&nested, Positions::Characters).value().unwrap();
    assert!((f1 - 56.0 / 58.0).abs() < 1e-12);
    assert!(position_alpha(&nested, Positions::Characters, Labelling::Binary).value().is_some());
    assert!(u_alpha(&nested.of_category(0)).value().is_some(), "one category by itself has no overlap");
}

#[test]
fn words_take_the_label_that_covers_most_of_them() {
    // Four words of five characters, a blank after each.
    let words = vec![vec![(0, 5), (6, 11), (12, 17), (18, 23)]];
    let a = Some(vec![(0, 7, "x"), (8, 16, "y")]);
    let b = Some(vec![(0, 5, "x"), (6, 11, "y"), (12, 17, "y")]);
    let continua = one(24, vec![a, b]);
    let tokens = Positions::Tokens(&words);
    // Word two of the first coder: one character x, three y. So both read x y y -.
    assert_eq!(position_alpha(&continua, tokens, Labelling::Labelled).value(), Some(1.0));
    assert_eq!(position_kappa(&continua, tokens).value(), Some(1.0));
    assert_eq!(position_f1(&continua, tokens).value(), Some(1.0));
    assert!(position_alpha(&continua, Positions::Characters, Labelling::Labelled).value().unwrap() < 1.0);
    let reason = position_alpha(&continua, Positions::Tokens(&[]), Labelling::Labelled);
    assert_eq!(reason.undefined(), Some(&Undefined::NoValues), "no words, no figure");
}

#[test]
fn soft_f1_counts_shares_once() {
    // The first coder's ten positions are covered by six, in two spans that overlap each other.
    let continua = one(30, vec![Some(vec![(0, 10, "x")]), Some(vec![(0, 4, "x"), (2, 6, "x"), (20, 24, "x")])]);
    let matched = matched_spans(&continua, SpanMatch::Soft, true, 0, 1);
    assert!((matched.of_first - 0.6).abs() < 1e-12 && (matched.of_second - 2.0).abs() < 1e-12, "{matched:?}");
    let (precision, recall) = (0.6, 2.0 / 3.0);
    let f1 = span_f1_mean(&continua, SpanMatch::Soft, true).value().unwrap();
    assert!((f1 - 2.0 * precision * recall / (precision + recall)).abs() < 1e-12);
    // One-to-one: only one of the two spans is matched.
    let whole = matched_spans(&continua, SpanMatch::Overlap, true, 0, 1);
    assert_eq!(whole.share_of_second(), Some(1.0 / 3.0));
}

#[test]
fn spans_that_do_not_fit_are_refused_with_their_place() {
    let one = |length, marks: Marks| Continua::from_labels(None, 2, [(length, vec![Some(vec![]), Some(marks)])]);
    let error = one(30, vec![(5, 5, "x")]).unwrap_err();
    assert_eq!(error, SpansError::Empty { continuum: 1, coder: 2, start: 5, end: 5 });
    let error = one(30, vec![(5, 31, "x")]).unwrap_err();
    assert_eq!(error, SpansError::Outside { continuum: 1, coder: 2, start: 5, end: 31, length: 30 });
    let error = Continua::from_labels(Some(vec!["y".into()]), 1, [(9, vec![Some(vec![(0, 1, "x")])])]).unwrap_err();
    assert_eq!(error, SpansError::Undeclared { continuum: 1, coder: 1, value: "x".into() });
    let error = Continua::from_labels(None, 3, [(9, vec![Some(vec![(0, 1, "x")])])]).unwrap_err();
    assert_eq!(error, SpansError::Codings { continuum: 1, found: 1, coders: 3 });
    let twice = Continua::new(vec!["a".into(), "a".into()], 1, []).unwrap_err();
    assert_eq!(twice, SpansError::DeclaredTwice { label: "a".into() });
    assert!(matches!(one(1 << 50, vec![]).unwrap_err(), SpansError::TooLong { .. }));
}
