//! What holds for any spans.

use mizan::agreement::{
    Continua, Continuum, Inference, IntervalMethod, Labelling, Level, Material, NoInterval, Positions, Ratings, Span,
    SpanMatch, alpha_nominal, bu_alpha, light_kappa, position_alpha, position_kappa, span_f1_mean, span_measures,
    u_alpha,
};
use mizan::jobs::Monitor;
use proptest::prelude::*;

const CATEGORIES: usize = 3;
const LENGTH: u64 = 40;

/// Spans of one coder that do not overlap: gap and length in turn.
fn coding() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec((0_u64..6, 1_u64..8, 0..CATEGORIES), 0..7).prop_map(|parts| {
        let (mut at, mut spans) = (0, Vec::new());
        for (gap, length, category) in parts {
            let (start, end) = (at + gap, at + gap + length);
            if end <= LENGTH {
                spans.push(Span { start, end, category });
                at = end;
            }
        }
        spans
    })
}

fn continua(coders: usize) -> impl Strategy<Value = Continua> {
    let asked = move || prop::collection::vec(prop_oneof![5 => coding().prop_map(Some), 1 => Just(None)], coders);
    prop::collection::vec(asked(), 1..4).prop_map(move |all| made(coders, all))
}

fn made(coders: usize, all: Vec<Vec<Option<Vec<Span>>>>) -> Continua {
    let labels = (0..CATEGORIES).map(|k| format!("k{k}")).collect();
    let continua = all.into_iter().map(|codings| Continuum { length: LENGTH, codings });
    Continua::new(labels, coders, continua).unwrap()
}

fn codings(continua: &Continua) -> Vec<Vec<Option<Vec<Span>>>> {
    continua.continua().iter().map(|c| c.codings.clone()).collect()
}

fn figures(continua: &Continua) -> Vec<(String, Option<f64>)> {
    let all = span_measures().iter().flat_map(|m| m.compute_all(continua));
    all.map(|(key, outcome)| (key, outcome.value())).collect()
}

fn assert_same(a: &[(String, Option<f64>)], b: &[(String, Option<f64>)]) {
    for ((key, a), (_, b)) in a.iter().zip(b) {
        assert_eq!(a.is_some(), b.is_some(), "{key}: {a:?} {b:?}");
        assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-9, "{key}: {a:?} {b:?}");
    }
}

/// Each position as a unit.
fn positions(continua: &Continua) -> Ratings {
    let rows = continua.continua().iter().flat_map(|continuum| {
        let label = |coding: &Vec<Span>, at: u64| {
            coding.iter().find(|s| s.start <= at && at < s.end).map_or(CATEGORIES, |s| s.category)
        };
        let row = move |at| continuum.codings.iter().map(|c| Some(label(c.as_ref()?, at))).collect::<Vec<_>>();
        (0..continuum.length).map(row)
    });
    let categories = (0..=CATEGORIES).map(|k| mizan::agreement::Category::new(format!("k{k}"))).collect();
    Ratings::from_codes(Level::Nominal, categories, continua.coders(), rows).unwrap()
}

proptest! {
    #[test]
    fn the_order_of_coders_and_continua_changes_nothing(data in continua(3), shift in 1_usize..3) {
        let mut turned = codings(&data);
        for codings in &mut turned {
            codings.rotate_left(shift);
        }
        turned.reverse();
        assert_same(&figures(&made(3, turned)), &figures(&data));
    }

    #[test]
    fn the_names_of_categories_change_nothing(data in continua(3), shift in 1..CATEGORIES) {
        let mut renamed = codings(&data);
        for span in renamed.iter_mut().flatten().flatten().flatten() {
            span.category = (span.category + shift) % CATEGORIES;
        }
        let renamed = made(3, renamed);
        let of_one = |key: &str| key.starts_with("ku_") || key.starts_with("alpha_u_1995.");
        let whole = |c| figures(c).into_iter().filter(|(key, _)| !of_one(key)).collect::<Vec<_>>();
        assert_same(&whole(&renamed), &whole(&data));
    }

    #[test]
    fn reading_backwards_changes_nothing(data in continua(3)) {
        let mut mirrored = codings(&data);
        for span in mirrored.iter_mut().flatten().flatten().flatten() {
            (span.start, span.end) = (LENGTH - span.end, LENGTH - span.start);
        }
        assert_same(&figures(&made(3, mirrored)), &figures(&data));
    }

    #[test]
    fn identical_spans_agree_fully(spans in coding(), coders in 2_usize..5) {
        let data = made(coders, vec![vec![Some(spans); coders]]);
        for (key, value) in figures(&data) {
            if let Some(value) = value.filter(|_| key != "cu_coverage") {
                prop_assert!((value - 1.0).abs() < 1e-12, "{} {}", key, value);
            }
        }
    }

    #[test]
    fn nothing_is_above_one(data in continua(4)) {
        for (key, value) in figures(&data) {
            prop_assert!(value.is_none_or(|v| v.is_finite() && v <= 1.0 + 1e-9), "{} {:?}", key, value);
        }
    }

    #[test]
    fn positions_are_units(data in continua(3)) {
        let ratings = positions(&data);
        let found = position_alpha(&data, Positions::Characters, Labelling::Labelled).value();
        if let Some(found) = found {
            prop_assert!((found - alpha_nominal(&ratings).value().unwrap()).abs() < 1e-9);
        }
        if let (Some(found), Some(wanted)) = (position_kappa(&data, Positions::Characters).value(), light_kappa(&ratings).value()) {
            prop_assert!((found - wanted).abs() < 1e-9);
        }
    }

    #[test]
    fn tokens_of_one_character_are_characters(data in continua(3)) {
        let tokens: Vec<Vec<(u64, u64)>> = data.continua().iter().map(|c| (0..c.length).map(|p| (p, p + 1)).collect()).collect();
        for labelling in [Labelling::Labelled, Labelling::Binary] {
            let by_token = position_alpha(&data, Positions::Tokens(&tokens), labelling).value();
            prop_assert_eq!(by_token, position_alpha(&data, Positions::Characters, labelling).value());
        }
    }

    #[test]
    fn spans_of_length_one_make_unitizing_a_matter_of_positions(data in continua(3)) {
        let mut split = codings(&data);
        for coding in split.iter_mut().flatten().flatten() {
            *coding = coding.iter().flat_map(|s| (s.start..s.end).map(|p| Span { start: p, end: p + 1, ..*s })).collect();
        }
        let split = made(3, split);
        let (unitizing, positions) = (u_alpha(&split).value(), position_alpha(&data, Positions::Characters, Labelling::Labelled).value());
        prop_assert_eq!(unitizing.is_some(), positions.is_some());
        prop_assert!((unitizing.unwrap_or(0.0) - positions.unwrap_or(0.0)).abs() < 1e-9);
    }

    #[test]
    fn one_category_makes_both_unitizing_coefficients_equal(data in continua(3)) {
        let mut one = codings(&data);
        one.iter_mut().flatten().flatten().flatten().for_each(|s| s.category = 0);
        let one = made(3, one);
        if let Some(value) = u_alpha(&one).value() {
            prop_assert!((value - bu_alpha(&one).value().unwrap()).abs() < 1e-12);
        }
    }

    #[test]
    fn more_tolerant_matching_finds_more(data in continua(3)) {
        for labelled in [true, false] {
            let f1 = |how| span_f1_mean(&data, how, labelled).value();
            if let (Some(exact), Some(soft), Some(overlap)) = (f1(SpanMatch::Exact), f1(SpanMatch::Soft), f1(SpanMatch::Overlap)) {
                prop_assert!(exact <= soft + 1e-9 && exact <= overlap + 1e-9, "{} {} {}", exact, soft, overlap);
            }
        }
    }

    #[test]
    fn texts_are_drawn_whole(data in continua(3)) {
        let bootstrap = Inference { method: IntervalMethod::Percentile, replicates: 20, seed: 9 };
        for key in ["u_alpha", "ku_alpha", "f1_overlap_labelled_mean", "alpha_u_1995"] {
            let found = Material::Spans(&data).estimate(key, bootstrap, &Monitor::silent()).unwrap().unwrap();
            for estimate in found {
                let Some(value) = estimate.value() else { continue };
                prop_assert!(value.is_finite());
                let texts = estimate.outcome.counts.pairable_units;
                if texts < 2 {
                    prop_assert_eq!(estimate.no_interval, Some(NoInterval::TooFewUnits));
                } else {
                    prop_assert_eq!(estimate.replicates.len() + estimate.undefined_replicates, 20);
                }
            }
        }
    }
}
