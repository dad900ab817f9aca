//! Mathet, Widlöcher & Métivier (2015), The unified and holistic method gamma: figure 10, and the alignment against brute
//! force.

use mizan::agreement::{
    Continua, Continuum, Dissimilarity, GammaFamily, GammaOptions, Inference, IntervalMethod, NoInterval, Sampler,
    Span, Undefined, best_alignment, gamma, gamma_estimates, positional_dissimilarity,
};
use mizan::jobs::{Job, JobError, Monitor};
use proptest::prelude::*;

use super::krippendorff_2016::figure_12_11;

type Marks = Vec<(u64, u64, &'static str)>;

fn one(length: u64, codings: Vec<Option<Marks>>) -> Continua {
    Continua::from_labels(None, codings.len(), [(length, codings)]).unwrap()
}

fn figure_10() -> Continua {
    let joe = vec![(4, 14, "A"), (20, 30, "B")];
    let jack = vec![(4, 14, "A"), (20, 25, "B")];
    let william = vec![(14, 24, "A"), (40, 44, "B")];
    one(60, vec![Some(joe), Some(jack), Some(william)])
}

fn family(continua: &Continua, options: &GammaOptions) -> GammaFamily {
    gamma(continua, options, &Monitor::silent()).unwrap().unwrap()
}

fn undefined(continua: &Continua) -> Undefined {
    gamma(continua, &GammaOptions::default(), &Monitor::silent()).unwrap().unwrap_err()
}

#[test]
fn positions_as_in_figure_10() {
    let printed = [
        ((4.0, 14.0), (40.0, 44.0), 22.2),
        ((4.0, 14.0), (4.0, 14.0), 0.0),
        ((4.0, 14.0), (20.0, 25.0), 3.2),
        ((4.0, 14.0), (14.0, 24.0), 1.0),
        ((20.0, 30.0), (20.0, 25.0), 0.11),
        ((20.0, 25.0), (14.0, 24.0), 0.22),
    ];
    for (a, b, wanted) in printed {
        let found = positional_dissimilarity(a, b).unwrap();
        assert!((found - wanted).abs() < 0.05, "{a:?} {b:?}: {found}");
        assert_eq!(Some(found), positional_dissimilarity(b, a));
    }
    assert_eq!(positional_dissimilarity((3.0, 3.0), (1.0, 2.0)), None);
}

#[test]
fn alignment_of_figure_10_by_hand() {
    let continua = figure_10();
    let alignment = best_alignment(&continua.continua()[0], &Dissimilarity::default()).unwrap();
    // The three A; both B that overlap; the last B alone.
    let wanted = vec![vec![(0, 0), (1, 0), (2, 0)], vec![(0, 1), (1, 1)], vec![(2, 1)]];
    assert_eq!(alignment.unitary, wanted);
    assert!((alignment.cost - ((0.0 + 1.0 + 1.0) / 3.0 + (1.0 / 9.0 + 2.0) / 3.0 + 1.0)).abs() < 1e-12);
    assert!(alignment.gap() <= 0.0, "proven");
    let found = family(&continua, &GammaOptions::default());
    // Two spans per coder.
    assert!((found.observed_disorder - alignment.cost / 2.0).abs() < 1e-12);
}

#[test]
fn identical_spans_have_gamma_one_and_no_expected_perfection() {
    let marks = || Some(vec![(0, 5, "x"), (10, 20, "y")]);
    for sampler in [Sampler::Shuffle, Sampler::Statistical] {
        let found =
            family(&one(30, vec![marks(), marks(), marks()]), &GammaOptions { sampler, ..GammaOptions::default() });
        for outcome in [&found.gamma, &found.gamma_cat, &found.gamma_k[0], &found.gamma_cat_counted] {
            assert_eq!(outcome.value(), Some(1.0));
        }
        assert!(found.gap <= 0.0, "proven");
    }
}

#[test]
fn one_category_says_nothing_about_categories() {
    let continua = one(40, vec![Some(vec![(2, 9, "x"), (20, 28, "x")]), Some(vec![(3, 9, "x")])]);
    let found = family(&continua, &GammaOptions::default());
    assert_eq!(found.gamma_cat.undefined(), Some(&Undefined::NoDifference));
    assert_eq!(found.gamma_k[0].undefined(), Some(&Undefined::NoDifference));
    assert!(found.gamma.value().is_some());
}

#[test]
fn categories_that_never_meet_or_never_occur() {
    let found = family(&figure_12_11(), &GammaOptions::default());
    // Value 7 was marked by one coder alone.
    assert_eq!(found.gamma_k[6].undefined(), Some(&Undefined::NothingAligned));
    assert_eq!(found.gamma_k[0].value(), Some(1.0));
    let declared = Some(vec!["x".to_owned(), "z".to_owned()]);
    let codings = vec![Some(vec![(0, 5, "x")]), Some(vec![(0, 6, "x")])];
    let unused = Continua::from_labels(declared, 2, [(30, codings)]).unwrap();
    let found = family(&unused, &GammaOptions::default());
    assert_eq!(found.gamma_k[1].undefined(), Some(&Undefined::NeverUsed { value: "z".into() }));
}

#[test]
fn edges() {
    assert_eq!(undefined(&one(30, vec![Some(vec![]), Some(vec![])])), Undefined::NothingMarked);
    assert_eq!(undefined(&one(30, vec![Some(vec![(1, 2, "x")])])), Undefined::TooFewCoders { coders: 1 });
    assert_eq!(undefined(&one(30, vec![Some(vec![(1, 2, "x")]), None])), Undefined::NothingPairable);
    let continua = figure_10();
    let with = |dissimilarity| GammaOptions { dissimilarity, ..GammaOptions::default() };
    let bad = with(Dissimilarity { alpha: 0.0, ..Dissimilarity::default() });
    assert_eq!(gamma(&continua, &bad, &Monitor::silent()).unwrap().unwrap_err(), Undefined::BadWeights);
    let table = with(Dissimilarity { categories: Some(vec![vec![0.0]]), ..Dissimilarity::default() });
    let wrong = Undefined::WrongTable { rows: 1, categories: 2 };
    assert_eq!(gamma(&continua, &table, &Monitor::silent()).unwrap().unwrap_err(), wrong);
    // One coder marked nothing: everything of the other is left alone.
    let alone = family(&one(30, vec![Some(vec![(1, 5, "x"), (8, 9, "x")]), Some(vec![])]), &GammaOptions::default());
    assert!((alone.observed_disorder - 2.0).abs() < 1e-12);
}

#[test]
fn a_continuum_without_spans_or_with_one_coder_changes_nothing() {
    let both = (30, vec![Some(vec![(1, 5, "x"), (8, 19, "y")]), Some(vec![(2, 5, "x")])]);
    let (empty, alone) = ((90, vec![Some(vec![]), Some(vec![])]), (50, vec![Some(vec![(0, 9, "x")]), None]));
    let labels = || Some(vec!["x".to_owned(), "y".to_owned()]);
    let with = Continua::from_labels(labels(), 2, [empty, both.clone(), alone]).unwrap();
    let without = Continua::from_labels(labels(), 2, [both]).unwrap();
    let options = GammaOptions::default();
    assert_eq!(family(&with, &options).gamma.value(), family(&without, &options).gamma.value());
}

#[test]
fn the_seed_is_all_that_chance_depends_on() {
    let (continua, options) = (figure_10(), GammaOptions::default());
    let (first, again) = (family(&continua, &options), family(&continua, &options));
    assert_eq!(first, again);
    let other = family(&continua, &GammaOptions { seed: 1, ..options.clone() });
    assert_ne!(first.gamma.value(), other.gamma.value());
    let precise = family(&continua, &GammaOptions { precision: Some(0.01), ..options });
    assert!(precise.samples > first.samples, "{}", precise.samples);
    let known = 1.96 * precise.expected_deviation / (precise.samples as f64).sqrt();
    let expected = precise.observed_disorder / (1.0 - precise.gamma.value().unwrap());
    assert!(known <= 0.011 * expected, "{known} of {expected}");
}

/// Texts are drawn with their alignments: leaving one out gives gamma of the other texts with the same samples.
#[test]
fn gamma_of_several_texts_has_an_interval_over_texts() {
    let text = |shift: u64, label: &'static str| {
        let one = vec![(3 + shift, 9 + shift, "x"), (20, 28, label)];
        (60, vec![Some(one), Some(vec![(3, 9, "x"), (21, 28, "y")]), Some(vec![(4, 9, "x")])])
    };
    let texts = [text(0, "y"), text(2, "x"), text(6, "y"), (9, vec![Some(vec![]), Some(vec![]), None]), text(30, "x")];
    let continua = Continua::from_labels(None, 3, texts).unwrap();
    let options = GammaOptions { samples: 30, ..GammaOptions::default() };
    let bootstrap = Inference { method: IntervalMethod::Percentile, replicates: 300, seed: 5 };
    let drawn = gamma_estimates(&continua, &options, bootstrap, &Monitor::silent()).unwrap();
    let whole = family(&continua, &options);
    let of = |key: &str| drawn.iter().find(|e| e.key == key).unwrap_or_else(|| panic!("no {key}"));
    assert_eq!(of("gamma_shuffle").value(), whole.gamma.value());
    assert_eq!(of("gamma_cat_aligned_shuffle").value(), whole.gamma_cat.value());
    assert_eq!(of("gamma_k_shuffle.y").value(), whole.gamma_k_counted[1].value());
    assert_eq!(of("gamma_observed_disorder").value(), Some(whole.observed_disorder));
    let (value, interval) = (of("gamma_shuffle").value().unwrap(), of("gamma_shuffle").interval().unwrap());
    assert!(interval.low < value && value < interval.high, "{value} {interval:?}");
    assert_eq!(of("gamma_shuffle").replicates.len(), 300);
    // A single text cannot be drawn.
    let one = gamma_estimates(&figure_10(), &options, bootstrap, &Monitor::silent()).unwrap();
    assert_eq!(one[0].no_interval, Some(NoInterval::TooFewUnits));
    let nothing = Continua::from_labels(None, 2, [(30, vec![Some(Marks::new()), Some(vec![])])]).unwrap();
    let nothing = gamma_estimates(&nothing, &options, bootstrap, &Monitor::silent()).unwrap();
    assert!(nothing.iter().all(|e| e.outcome.undefined() == Some(&Undefined::NothingMarked)));
}

#[test]
fn it_can_be_stopped() {
    let clock = std::sync::Arc::new(|| std::time::Duration::ZERO);
    let job = Job::spawn("gamma", clock, None, |monitor| {
        // Begins when it has been told to stop.
        while monitor.check().is_ok() {
            std::thread::yield_now();
        }
        gamma(&figure_10(), &GammaOptions::default(), monitor)
    });
    job.cancel();
    assert_eq!(job.wait().unwrap_err(), JobError::Cancelled { name: "gamma".into() });
}

/// The cheapest alignment among all of them: each span joins one of the tuples so far, or begins a new one.
fn by_force(
    spans: &[(usize, Span)],
    tuples: &mut Vec<Vec<(usize, Span)>>,
    weights: &Dissimilarity,
    coders: usize,
) -> f64 {
    let Some((next, rest)) = spans.split_first() else {
        return tuples.iter().map(|tuple| cost(tuple, weights, coders)).sum();
    };
    let mut best = f64::INFINITY;
    for index in 0..tuples.len() {
        if tuples[index].iter().all(|(coder, _)| coder != &next.0) {
            tuples[index].push(*next);
            best = best.min(by_force(rest, tuples, weights, coders));
            tuples[index].pop();
        }
    }
    tuples.push(vec![*next]);
    best = best.min(by_force(rest, tuples, weights, coders));
    tuples.pop();
    best
}

/// The mean over all pairs of coders, an empty side costing `delta_empty`.
fn cost(tuple: &[(usize, Span)], weights: &Dissimilarity, coders: usize) -> f64 {
    let pairs = (coders * (coders - 1) / 2) as f64;
    let (mut sum, mut filled) = (0.0, 0.0);
    for (index, (_, a)) in tuple.iter().enumerate() {
        for (_, b) in &tuple[index + 1..] {
            let bounds = |s: &Span| (s.start as f64, s.end as f64);
            let position = positional_dissimilarity(bounds(a), bounds(b)).unwrap();
            let category = f64::from(u8::from(a.category != b.category));
            sum += (weights.alpha * position + weights.beta * category) * weights.delta_empty;
            filled += 1.0;
        }
    }
    (sum + (pairs - filled) * weights.delta_empty) / pairs
}

fn codings(coders: usize, most: usize) -> impl Strategy<Value = Vec<Vec<Span>>> {
    let span = (0_u64..30, 1_u64..10, 0_usize..3);
    let span = span.prop_map(|(start, length, category)| Span { start, end: start + length, category });
    prop::collection::vec(prop::collection::vec(span, 0..=most), coders)
}

fn assert_best(codings: &[Vec<Span>], weights: &Dissimilarity) -> Result<(), TestCaseError> {
    let of_coder = |(coder, spans): (usize, &Vec<Span>)| spans.iter().map(|s| (coder, *s)).collect::<Vec<_>>();
    let all: Vec<(usize, Span)> = codings.iter().enumerate().flat_map(of_coder).collect();
    let continuum = Continuum { length: 60, codings: codings.iter().cloned().map(Some).collect() };
    let Some(found) = best_alignment(&continuum, weights) else {
        prop_assert!(all.is_empty());
        return Ok(());
    };
    let best = by_force(&all, &mut Vec::new(), weights, codings.len());
    prop_assert!((found.cost - best).abs() < 1e-8, "{} instead of {}", found.cost, best);
    prop_assert!(found.gap() < 1e-12, "not proven: {:?}", found);
    // Each span once, and the cost is that of the tuples shown.
    let mut seen: Vec<(usize, usize)> = found.unitary.iter().flatten().copied().collect();
    seen.sort_unstable();
    let each: Vec<(usize, usize)> =
        codings.iter().enumerate().flat_map(|(c, spans)| (0..spans.len()).map(move |i| (c, i))).collect();
    prop_assert_eq!(seen, each);
    let shown = found.unitary.iter().map(|tuple| {
        let spans: Vec<(usize, Span)> = tuple.iter().map(|(c, i)| (*c, codings[*c][*i])).collect();
        cost(&spans, weights, codings.len())
    });
    prop_assert!((shown.sum::<f64>() - found.cost).abs() < 1e-8);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn two_coders_are_aligned_as_by_brute_force(codings in codings(2, 5)) {
        assert_best(&codings, &Dissimilarity::default())?;
    }

    #[test]
    fn three_coders_are_aligned_as_by_brute_force(codings in codings(3, 3), alpha in 0.3_f64..4.0, beta in 0.0_f64..3.0, delta_empty in 0.5_f64..2.0) {
        assert_best(&codings, &Dissimilarity { alpha, beta, delta_empty, categories: None })?;
    }

    #[test]
    fn five_coders_are_aligned_as_by_brute_force(codings in codings(5, 2)) {
        assert_best(&codings, &Dissimilarity::default())?;
    }

    #[test]
    fn four_coders_are_aligned_as_by_brute_force(codings in codings(4, 2), shift in 0_u64..12) {
        // Spread out, so that there are parts that touch.
        let mut codings = codings;
        for span in codings.iter_mut().flatten().step_by(2) {
            (span.start, span.end) = (span.start + shift, span.end + shift);
        }
        assert_best(&codings, &Dissimilarity::default())?;
    }

    #[test]
    fn the_order_of_coders_changes_no_disorder(codings in codings(4, 8), shift in 1_usize..4) {
        let cost = |codings: &[Vec<Span>]| {
            let continuum = Continuum { length: 60, codings: codings.iter().cloned().map(Some).collect() };
            best_alignment(&continuum, &Dissimilarity::default()).map_or(0.0, |a| a.cost)
        };
        let mut turned = codings.clone();
        turned.rotate_left(shift);
        prop_assert!((cost(&codings) - cost(&turned)).abs() < 1e-8);
    }
}
