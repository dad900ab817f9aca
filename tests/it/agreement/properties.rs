//! What holds for any data.

use mizan::agreement::{
    Category, ChainRatings, Differences, Inference, IntervalMethod, Level, Material, Ratings, SetRatings, Weights,
    ac2_custom, alpha_chain, alpha_custom, alpha_interval, alpha_nominal, alpha_ordinal, alpha_ratio,
    alpha_set_jaccard, alpha_set_masi, alpha_set_nominal, alpha_without_coder, bp_custom, brennan_prediger,
    cohen_kappa, cohen_kappa_custom, conger_kappa, conger_kappa_custom, fleiss_kappa, fleiss_kappa_custom, gwet_ac,
    gwet_alpha, light_kappa, measures, percent_agreement, percent_agreement_pairs, percent_agreement_weighted,
    scott_pi, specific_agreement,
};
use proptest::prelude::*;

type Rows = Vec<Vec<Option<usize>>>;

const CATEGORIES: usize = 4;

fn rows(coders: usize, missing: bool) -> impl Strategy<Value = Rows> {
    let empty = u32::from(missing);
    let cell = prop_oneof![empty => Just(None), 4 => (0..CATEGORIES).prop_map(Some)];
    prop::collection::vec(prop::collection::vec(cell, coders), 1..25)
}

fn ratings(rows: &Rows) -> Ratings {
    let categories = (0..CATEGORIES).map(|k| Category::numbered(format!("v{k}"), k as f64)).collect();
    Ratings::from_codes(Level::Nominal, categories, rows[0].len(), rows).unwrap()
}

fn all_figures(rows: &Rows) -> Vec<(String, Option<f64>)> {
    let ratings = ratings(rows);
    let outcomes = measures().iter().flat_map(|m| m.compute_all(&ratings));
    outcomes.map(|(key, outcome)| (key, outcome.value())).collect()
}

#[track_caller]
fn assert_same(found: &[(String, Option<f64>)], wanted: &[(String, Option<f64>)], skip: &[&str]) {
    for ((key, a), (other, b)) in found.iter().zip(wanted) {
        assert_eq!(key, other);
        if skip.iter().any(|s| key.starts_with(s)) {
            continue;
        }
        match (a, b) {
            (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9, "{key}: {a} {b}"),
            _ => assert_eq!(a.is_some(), b.is_some(), "{key}: {a:?} {b:?}"),
        }
    }
}

fn reordered<T: Clone>(items: &[T], keys: &[u32]) -> Vec<T> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|i| (keys[i % keys.len()].wrapping_mul(*i as u32 + 1), *i));
    order.into_iter().map(|i| items[i].clone()).collect()
}

proptest! {
    #[test]
    fn the_order_of_units_changes_nothing(data in rows(3, true), keys in prop::collection::vec(any::<u32>(), 8)) {
        assert_same(&all_figures(&reordered(&data, &keys)), &all_figures(&data), &[]);
    }

    #[test]
    fn the_order_of_coders_changes_nothing(data in rows(3, true), shift in 1_usize..3) {
        let mut rotated = data.clone();
        for unit in &mut rotated {
            unit.rotate_left(shift);
        }
        // These name a coder or a side in their key or sign.
        assert_same(&all_figures(&rotated), &all_figures(&data), &["coder_mean_kappa", "alpha_without_coder", "bias_index"]);
    }

    #[test]
    fn the_names_of_nominal_categories_change_nothing(data in rows(3, true), shift in 1..CATEGORIES) {
        let rename = |k: usize| (k + shift) % CATEGORIES;
        let renamed: Rows = data.iter().map(|u| u.iter().map(|c| c.map(rename)).collect()).collect();
        for measure in [alpha_nominal, percent_agreement, percent_agreement_pairs] {
            let (a, b) = (measure(&ratings(&data)).value(), measure(&ratings(&renamed)).value());
            prop_assert_eq!(a.is_some(), b.is_some());
            prop_assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn reversing_the_scale_changes_no_ranked_coefficient(data in rows(3, true)) {
        let reversed: Rows =
            data.iter().map(|u| u.iter().map(|c| c.map(|k| CATEGORIES - 1 - k)).collect()).collect();
        for measure in [alpha_ordinal, alpha_interval] {
            let (a, b) = (measure(&ratings(&data)).value(), measure(&ratings(&reversed)).value());
            prop_assert_eq!(a.is_some(), b.is_some());
            prop_assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn no_value_is_above_one_and_none_is_infinite(data in rows(4, true)) {
        for (key, value) in all_figures(&data) {
            if let Some(value) = value {
                prop_assert!(value.is_finite(), "{}", key);
                // ICC(2,k) has no upper bound when coders differ less than chance would have it.
                prop_assert!(value <= 1.0 + 1e-9 || key == "icc2k", "{} {}", key, value);
            }
        }
    }

    #[test]
    fn perfect_agreement_with_variation_is_one(codes in prop::collection::vec(0..CATEGORIES, 2..20), coders in 2_usize..5) {
        prop_assume!(codes.iter().any(|c| *c != codes[0]));
        let data: Rows = codes.iter().map(|c| vec![Some(*c); coders]).collect();
        for measure in [alpha_nominal, alpha_ordinal, alpha_interval, alpha_ratio, percent_agreement] {
            let value = measure(&ratings(&data)).value().unwrap();
            prop_assert!((value - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn alpha_of_two_coders_is_pi_corrected_for_small_samples(data in rows(2, false)) {
        // With n = 2N values: 1 - alpha = (1 - pi) (n - 1) / n, Krippendorff (2011).
        let coded = ratings(&data);
        let Some(alpha) = alpha_nominal(&coded).value() else { return Ok(()) };
        let n = 2.0 * data.len() as f64;
        let share = |k: usize| data.iter().flatten().filter(|c| **c == Some(k)).count() as f64 / n;
        let by_chance: f64 = (0..CATEGORIES).map(|k| share(k).powi(2)).sum();
        let pi = (percent_agreement(&coded).value().unwrap() - by_chance) / (1.0 - by_chance);
        prop_assert!((1.0 - alpha - (1.0 - pi) * (n - 1.0) / n).abs() < 1e-9);
    }

    #[test]
    fn coefficients_of_many_coders_are_those_of_two_where_there_are_two(data in rows(2, false)) {
        let coded = ratings(&data);
        let table: Vec<Vec<f64>> =
            (0..CATEGORIES).map(|a| (0..CATEGORIES).map(|b| f64::from(u8::from(a != b))).collect()).collect();
        let quadratic: Vec<Vec<f64>> =
            (0..CATEGORIES).map(|a| (0..CATEGORIES).map(|b| (a as f64 - b as f64).powi(2)).collect()).collect();
        let (table, quadratic) = (Differences::new(table).unwrap(), Differences::new(quadratic).unwrap());
        let same = [
            (cohen_kappa(&coded, Weights::Identity), conger_kappa(&coded, Weights::Identity)),
            (cohen_kappa(&coded, Weights::Quadratic), conger_kappa(&coded, Weights::Quadratic)),
            (cohen_kappa(&coded, Weights::Identity), light_kappa(&coded)),
            (cohen_kappa(&coded, Weights::Identity), cohen_kappa_custom(&coded, &table)),
            (cohen_kappa(&coded, Weights::Quadratic), cohen_kappa_custom(&coded, &quadratic)),
            (scott_pi(&coded), fleiss_kappa(&coded, Weights::Identity)),
            (percent_agreement(&coded), percent_agreement_weighted(&coded, Weights::Identity)),
        ];
        for (number, (a, b)) in same.into_iter().enumerate() {
            prop_assert_eq!(a.value().is_some(), b.value().is_some(), "pair {}", number);
            prop_assert!((a.value().unwrap_or(0.0) - b.value().unwrap_or(0.0)).abs() < 1e-9, "pair {}", number);
        }
    }

    #[test]
    fn alpha_in_gwets_notation_is_alpha(data in rows(4, true)) {
        let coded = ratings(&data);
        let same = [
            (alpha_nominal(&coded), gwet_alpha(&coded, Weights::Identity)),
            (alpha_interval(&coded), gwet_alpha(&coded, Weights::Quadratic)),
        ];
        for (a, b) in same {
            prop_assert_eq!(a.value().is_some(), b.value().is_some());
            prop_assert!((a.value().unwrap_or(0.0) - b.value().unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn specific_agreements_average_to_percent_agreement_without_missing_values(data in rows(3, false)) {
        let coded = ratings(&data);
        let share = |k: usize| data.iter().flatten().filter(|c| **c == Some(k)).count() as f64 / (3 * data.len()) as f64;
        let mean: f64 = (0..CATEGORIES).map(|k| share(k) * specific_agreement(&coded, k).value().unwrap_or(0.0)).sum();
        prop_assert!((mean - percent_agreement(&coded).value().unwrap()).abs() < 1e-9);
    }

    #[test]
    fn metrics_written_out_as_tables_give_the_same_alpha(data in rows(3, true)) {
        let coded = ratings(&data);
        let table = |f: fn(f64, f64) -> f64| -> Vec<Vec<f64>> {
            (0..CATEGORIES).map(|a| (0..CATEGORIES).map(|b| f(a as f64, b as f64)).collect()).collect()
        };
        let interval = alpha_custom(&coded, &Differences::new(table(|a, b| (a - b).powi(2))).unwrap()).value();
        let nominal = alpha_custom(&coded, &Differences::new(table(|a, b| (a - b).abs().min(1.0))).unwrap()).value();
        for (a, b) in [(alpha_interval(&coded).value(), interval), (alpha_nominal(&coded).value(), nominal)] {
            prop_assert_eq!(a.is_some(), b.is_some());
            prop_assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn two_categories_make_all_levels_equal(data in rows(3, true)) {
        let binary: Rows = data.iter().map(|u| u.iter().map(|c| c.map(|k| k % 2)).collect()).collect();
        let coded = ratings(&binary);
        let nominal = alpha_nominal(&coded).value();
        for other in [alpha_ordinal(&coded).value(), alpha_interval(&coded).value(), alpha_ratio(&coded).value()] {
            prop_assert_eq!(other.is_some(), nominal.is_some());
            prop_assert!((other.unwrap_or(0.0) - nominal.unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn sets_of_one_label_are_nominal_values(data in rows(3, true)) {
        let labels: Vec<String> = (0..CATEGORIES).map(|k| format!("v{k}")).collect();
        let single = data.iter().map(|u| u.iter().map(|c| c.map(|k| vec![k])).collect::<Vec<_>>());
        let sets = SetRatings::from_codes(labels, 3, single).unwrap();
        let nominal = alpha_nominal(&ratings(&data)).value();
        for measure in [alpha_set_masi, alpha_set_jaccard, alpha_set_nominal] {
            let value = measure(&sets).value();
            prop_assert_eq!(value.is_some(), nominal.is_some());
            prop_assert!((value.unwrap_or(0.0) - nominal.unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn many_categories_are_counted_like_few(data in rows(5, true)) {
        // Forty declared categories do not fit into one packed key, so the general way of counting is taken.
        let declared = |n: usize| (0..n).map(|k| Category::numbered(k.to_string(), k as f64)).collect();
        let few = Ratings::from_codes(Level::Nominal, declared(CATEGORIES), 5, &data).unwrap();
        let many = Ratings::from_codes(Level::Nominal, declared(50), 5, &data).unwrap();
        prop_assert_eq!(few.counts(), many.counts());
        let (few, many) = (few.unit_counts().profiles(), many.unit_counts().profiles());
        prop_assert_eq!(few.collect::<Vec<_>>(), many.collect::<Vec<_>>());
    }

    #[test]
    fn written_out_weights_are_the_weights(data in rows(3, true)) {
        let coded = ratings(&data);
        let table = (0..CATEGORIES).map(|a| (0..CATEGORIES).map(|b| (a as f64 - b as f64).powi(2)).collect()).collect();
        let squares = Differences::new(table).unwrap();
        let same = [
            (fleiss_kappa_custom(&coded, &squares), fleiss_kappa(&coded, Weights::Quadratic)),
            (conger_kappa_custom(&coded, &squares), conger_kappa(&coded, Weights::Quadratic)),
            (ac2_custom(&coded, &squares), gwet_ac(&coded, Weights::Quadratic)),
            (bp_custom(&coded, &squares), brennan_prediger(&coded, Weights::Quadratic)),
        ];
        for (a, b) in same {
            let parts = |o: &mizan::agreement::Outcome| {
                let figure = o.result.clone().ok();
                figure.map(|f| (f.value, f.error.map_or(0.0, |e| e.value)))
            };
            match (parts(&a), parts(&b)) {
                (Some(a), Some(b)) => prop_assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9),
                (a, b) => prop_assert_eq!(a.is_some(), b.is_some()),
            }
        }
    }

    #[test]
    fn of_two_identical_coders_either_can_be_left_out(data in rows(2, true)) {
        let doubled: Rows = data.iter().map(|u| vec![u[0], u[0], u[1]]).collect();
        let coded = ratings(&doubled);
        for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
            let without = |coder| alpha_without_coder(&coded, level, coder).value();
            prop_assert_eq!(without(0), without(1));
        }
        // Coders who are all the same agree as fully as any number of them can.
        let same: Rows = data.iter().map(|u| vec![u[0]; 4]).collect();
        if let Some(alpha) = alpha_nominal(&ratings(&same)).value() {
            prop_assert!((alpha - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn chains_of_one_link_are_nominal_values(data in rows(3, true)) {
        let link = |cell: &Option<usize>| cell.map(|k| [format!("v{k}")]);
        let chains = ChainRatings::from_links(3, data.iter().map(|u| u.iter().map(link).collect::<Vec<_>>())).unwrap();
        let (chain, nominal) = (alpha_chain(&chains).value(), alpha_nominal(&ratings(&data)).value());
        prop_assert_eq!(chain.is_some(), nominal.is_some());
        prop_assert!((chain.unwrap_or(0.0) - nominal.unwrap_or(0.0)).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn an_interval_holds_its_order_and_its_seed(data in rows(3, true), seed in any::<u64>()) {
        let coded = ratings(&data);
        for method in [IntervalMethod::Bca, IntervalMethod::Percentile, IntervalMethod::Jackknife] {
            for key in ["alpha_ordinal", "ac1", "light_kappa", "icc2"] {
                let inference = Inference { method, replicates: 60, seed };
                let estimate = || {
                    Material::Values(&coded).estimate(key, inference, &mizan::jobs::Monitor::silent()).unwrap().unwrap()
                };
                let found = estimate();
                prop_assert_eq!(&found, &estimate());
                if let Some(interval) = found[0].interval() {
                    prop_assert!(interval.low <= interval.high && interval.low.is_finite() && interval.high.is_finite());
                    prop_assert!(found[0].standard_error().unwrap().value >= 0.0);
                } else {
                    prop_assert!(found[0].value().is_none() || found[0].no_interval.is_some());
                }
            }
        }
    }
}
