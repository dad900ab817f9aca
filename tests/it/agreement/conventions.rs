//! The edges: what is undefined says why, and is never NaN, 0 or 1.

use mizan::agreement::{
    Category, Caution, Correlation, Differences, Level, Ratings, RatingsError, SetRatings, Undefined, Weights,
    ac2_custom, alpha_custom, alpha_interval, alpha_label, alpha_nominal, alpha_ordinal, alpha_ratio, alpha_set_masi,
    alpha_without_coder, bias_index, bp_custom, brennan_prediger, category_kappa, coder_mean_kappa, cohen_kappa,
    cohen_kappa_custom, cohen_kappa_max, conger_kappa, correlation, every_pair, fleiss_kappa, fleiss_kappa_custom,
    gwet_ac, kendall_w, largest_share, light_kappa, lin_ccc, mean_correlation, measures, pabak, percent_agreement,
    percent_agreement_all, percent_agreement_pairs, percent_agreement_weighted, prevalence_index, scott_pi,
    specific_agreement,
};

use super::from_coder_rows;

const CHANCE_CORRECTED: [fn(&Ratings) -> mizan::agreement::Outcome; 4] =
    [alpha_nominal, alpha_ordinal, alpha_interval, alpha_ratio];

#[test]
fn no_variation_is_undefined_with_the_value_that_everybody_gave() {
    let ratings = from_coder_rows(Level::Nominal, &["3333333333", "3333333333", "3333333333"]);
    for alpha in CHANCE_CORRECTED {
        let outcome = alpha(&ratings);
        assert_eq!(outcome.undefined(), Some(&Undefined::NoVariation { value: "3".into() }));
        assert_eq!(outcome.counts.pairable_values, 30, "counts are given all the same");
    }
    assert_eq!(percent_agreement(&ratings).value(), Some(1.0));
    assert_eq!(percent_agreement_pairs(&ratings).value(), Some(1.0));
    assert_eq!(percent_agreement_all(&ratings).value(), Some(1.0));
    let sentence = alpha_nominal(&ratings).undefined().unwrap().to_string();
    assert_eq!(
        sentence,
        "no variation: every compared value is \u{201c}3\u{201d}, so there was nothing to disagree about"
    );
}

#[test]
fn a_value_that_only_one_coder_gave_to_a_unit_is_no_variation() {
    let ratings = from_coder_rows(Level::Nominal, &["AAB", "AA."]);
    // Gwet's family takes prevalence from all rated units, so there is variation for it.
    assert_eq!(fleiss_kappa(&ratings, Weights::Identity).value(), Some(1.0));
    assert!(cohen_kappa(&ratings, Weights::Identity).undefined().is_some());
    assert_eq!(alpha_nominal(&ratings).undefined(), Some(&Undefined::NoVariation { value: "A".into() }));
    assert_eq!(ratings.counts().pairable_values, 4);
    assert_eq!((ratings.counts().rated_units, ratings.counts().pairable_units), (3, 2));
}

#[test]
fn single_values_move_neither_totals_nor_mid_ranks() {
    let with = from_coder_rows(Level::Ordinal, &["1233555", "1134...", "2234..."]);
    let without = from_coder_rows(Level::Ordinal, &["1233", "1134", "2234"]);
    for alpha in CHANCE_CORRECTED {
        let (a, b) = (alpha(&with).value().unwrap(), alpha(&without).value().unwrap());
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }
}

#[test]
fn one_unit_with_disagreement_is_zero_and_says_that_it_is_one_unit() {
    let outcome = alpha_nominal(&from_coder_rows(Level::Nominal, &["A", "B"]));
    assert_eq!(outcome.value(), Some(0.0));
    assert_eq!(outcome.caution, Some(Caution::SingleUnit));
}

#[test]
fn every_measure_is_undefined_without_material() {
    let nobody = from_coder_rows(Level::Nominal, &[".....", "....."]);
    let alone = from_coder_rows(Level::Nominal, &["ABA"]);
    let apart = from_coder_rows(Level::Nominal, &["AB..", "..AB"]);
    let empty = Ratings::from_codes(Level::Nominal, vec![], 0, Vec::<Vec<Option<usize>>>::new()).unwrap();
    for measure in measures() {
        for ratings in [&nobody, &alone, &apart, &empty] {
            for (key, outcome) in measure.compute_all(ratings) {
                assert!(outcome.result.is_err(), "{key}: {outcome:?}");
                assert!(!outcome.undefined().unwrap().to_string().is_empty());
            }
        }
    }
    assert_eq!(alpha_nominal(&nobody).undefined(), Some(&Undefined::NoValues));
    assert_eq!(alpha_nominal(&alone).undefined(), Some(&Undefined::TooFewCoders { coders: 1 }));
    assert_eq!(alpha_nominal(&apart).undefined(), Some(&Undefined::NothingPairable));
    assert_eq!(largest_share(&apart), None);
}

#[test]
fn kappas_without_variation_are_undefined_and_ac1_and_bp_ask_what_was_declared() {
    let rows = || (0..5).map(|_| [Some("A"), Some("A")]);
    let one = Ratings::from_labels(Level::Nominal, None, 2, rows()).unwrap();
    let declared = vec![Category::new("A"), Category::new("B")];
    let two = Ratings::from_labels(Level::Nominal, Some(declared), 2, rows()).unwrap();
    let no_variation = Undefined::NoVariation { value: "A".into() };
    for ratings in [&one, &two] {
        let identity = Weights::Identity;
        for outcome in [
            cohen_kappa(ratings, identity),
            cohen_kappa_max(ratings),
            scott_pi(ratings),
            fleiss_kappa(ratings, identity),
            conger_kappa(ratings, identity),
            category_kappa(ratings, 0),
        ] {
            assert_eq!(outcome.undefined(), Some(&no_variation));
        }
        let pair = Undefined::Pair { first: 1, second: 2, reason: Box::new(no_variation.clone()) };
        assert_eq!(light_kappa(ratings).undefined(), Some(&pair));
    }
    for coefficient in [gwet_ac, brennan_prediger] {
        assert_eq!(coefficient(&one, Weights::Identity).undefined(), Some(&Undefined::OneCategory));
        assert_eq!(coefficient(&two, Weights::Identity).value(), Some(1.0));
    }
    assert_eq!(specific_agreement(&two, 1).undefined(), Some(&Undefined::NeverUsed { value: "B".into() }));
}

#[test]
fn one_unit_with_disagreement_is_minus_one_where_chance_knows_no_coders() {
    let ratings = from_coder_rows(Level::Nominal, &["A", "B"]);
    for (outcome, expected) in [
        (cohen_kappa(&ratings, Weights::Identity), 0.0),
        (fleiss_kappa(&ratings, Weights::Identity), -1.0),
        (brennan_prediger(&ratings, Weights::Identity), -1.0),
        (gwet_ac(&ratings, Weights::Identity), -1.0),
    ] {
        assert_eq!(outcome.value(), Some(expected));
        assert_eq!(outcome.caution, Some(Caution::SingleUnit));
    }
    let error = fleiss_kappa(&ratings, Weights::Identity).result.unwrap().error;
    assert_eq!(error, None, "one unit has no spread");
}

#[test]
fn words_without_a_declared_order_have_no_rank() {
    let words = from_coder_rows(Level::Ordinal, &["ABCAB", "ACCBB"]);
    assert_eq!(alpha_ordinal(&words).undefined(), Some(&Undefined::NotRanked));
    assert_eq!(gwet_ac(&words, Weights::Quadratic).value(), gwet_ac(&words, Weights::Identity).value());
    let numbers = from_coder_rows(Level::Ordinal, &["12312", "13322"]);
    assert_ne!(gwet_ac(&numbers, Weights::Quadratic).value(), gwet_ac(&numbers, Weights::Identity).value());
}

#[test]
fn a_declared_level_that_nobody_used_still_widens_the_scale() {
    let rows = || [[Some("1"), Some("2")], [Some("2"), Some("2")], [Some("1"), Some("1")]];
    let scale = |top: usize| Some((1..=top).map(|k| Category::new(k.to_string())).collect());
    let two = Ratings::from_labels(Level::Ordinal, scale(2), 2, rows()).unwrap();
    let five = Ratings::from_labels(Level::Ordinal, scale(5), 2, rows()).unwrap();
    let agreement = |r: &Ratings| percent_agreement_weighted(r, Weights::Linear).value().unwrap();
    assert!((agreement(&two) - 2.0 / 3.0).abs() < 1e-12);
    assert!((agreement(&five) - (0.75 + 2.0) / 3.0).abs() < 1e-12);
    assert_eq!(alpha_ordinal(&two).value(), alpha_ordinal(&five).value(), "alpha asks for used ranks only");
}

#[test]
fn coefficients_of_two_coders_refuse_three_and_indices_of_two_categories_more() {
    let three = from_coder_rows(Level::Nominal, &["AB", "AB", "BB"]);
    for coefficient in [scott_pi, cohen_kappa_max, pabak, prevalence_index, bias_index] {
        assert_eq!(coefficient(&three).undefined(), Some(&Undefined::NotTwoCoders { coders: 3 }));
    }
    let categories = from_coder_rows(Level::Nominal, &["ABC", "ABB"]);
    for index in [prevalence_index, bias_index] {
        assert_eq!(index(&categories).undefined(), Some(&Undefined::NotTwoCategories { categories: 3 }));
    }
}

#[test]
fn correlations_see_order_only_and_need_variation_from_both() {
    let stricter = from_coder_rows(Level::Interval, &["12345", "34567"]);
    for which in [Correlation::Pearson, Correlation::Spearman, Correlation::KendallTauB] {
        assert!((correlation(&stricter, which).value().unwrap() - 1.0).abs() < 1e-12);
        assert!((mean_correlation(&stricter, which).value().unwrap() - 1.0).abs() < 1e-12);
        let constant =
            Ratings::from_numbers(Level::Interval, 2, [0.3, 0.7, 0.9].map(|v| [Some(0.1), Some(v)])).unwrap();
        assert_eq!(correlation(&constant, which).undefined(), Some(&Undefined::NoVariance));
    }
    // Means 3 and 5, both variances 2: 2 * 2 / (2 + 2 + 4).
    assert!((lin_ccc(&stricter).value().unwrap() - 0.5).abs() < 1e-12);
    assert_eq!(kendall_w(&stricter, false).value(), Some(1.0));
}

#[test]
fn every_pair_stands_by_itself_and_lights_kappa_is_their_mean() {
    let ratings = from_coder_rows(Level::Nominal, &["AABBCC", "AABBCA", "ABBBCC"]);
    let pairs = every_pair(&ratings, |pair| cohen_kappa(pair, Weights::Identity));
    assert_eq!(pairs.iter().map(|p| (p.first, p.second)).collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 2)]);
    let mean = pairs.iter().map(|p| p.outcome.value().unwrap()).sum::<f64>() / 3.0;
    assert!((mean - light_kappa(&ratings).value().unwrap()).abs() < 1e-12);
    assert_eq!(ratings.of_coders(&[2, 0, 9]).coders(), 2);
    assert_eq!(ratings.of_coders(&[2, 0]).code(1, 0), ratings.code(1, 2));
}

#[test]
fn ties_lower_the_highest_concordance_that_ranks_allow() {
    let tied = from_coder_rows(Level::Ordinal, &["1122", "1122", "1122"]);
    assert_eq!(kendall_w(&tied, true).value(), Some(1.0));
    assert!((kendall_w(&tied, false).value().unwrap() - 0.8).abs() < 1e-12);
    let never_apart = from_coder_rows(Level::Ordinal, &["11", "22"]);
    assert_eq!(kendall_w(&never_apart, true).undefined(), Some(&Undefined::NoVariance));
    // Of six pairs of units two are tied for both coders, so all that can be concordant is.
    let tied = from_coder_rows(Level::Ordinal, &["1122", "1122"]);
    assert_eq!(correlation(&tied, Correlation::KendallTauB).value(), Some(1.0));
}

#[test]
fn leaving_out_the_careless_coder_raises_alpha() {
    let ratings = from_coder_rows(Level::Nominal, &["AABBCCAB", "AABBCCAB", "BCABACCA"]);
    let without = |coder| alpha_without_coder(&ratings, Level::Nominal, coder);
    assert_eq!(without(2).value(), Some(1.0));
    assert!(without(0).value() < alpha_nominal(&ratings).value());
    assert_eq!(without(2).counts.coders, 2);
    assert_eq!(without(3).undefined(), Some(&Undefined::NoSuchIndex { index: 3, len: 3 }));
    let kappa = |coder| coder_mean_kappa(&ratings, coder).value().unwrap();
    assert!(kappa(2) < kappa(0));
}

#[test]
fn a_pair_without_common_units_leaves_the_mean_of_pairs_undefined_and_is_named() {
    let ratings = from_coder_rows(Level::Nominal, &["ABAB...", "ABBB...", "....ABA"]);
    let pair = Undefined::Pair { first: 1, second: 3, reason: Box::new(Undefined::NothingPairable) };
    assert_eq!(light_kappa(&ratings).undefined(), Some(&pair));
    assert!(conger_kappa(&ratings, Weights::Identity).value().is_some());
}

#[test]
fn keys_are_unique() {
    let mut keys: Vec<&str> = measures().iter().map(|m| m.key).collect();
    keys.extend(mizan::agreement::set_measures().iter().map(|m| m.key));
    let number = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), number);
    assert!(mizan::agreement::measure("alpha_nominal").is_some() && mizan::agreement::measure("alpha").is_none());
}

#[test]
fn all_coders_together_need_a_unit_that_all_have_coded() {
    let ratings = from_coder_rows(Level::Nominal, &["AB.", "AB.", "..A"]);
    assert_eq!(percent_agreement_all(&ratings).undefined(), Some(&Undefined::NoCompleteUnit));
    assert_eq!(percent_agreement(&ratings).value(), Some(1.0));
}

#[test]
fn words_have_no_interval_and_negatives_no_ratio() {
    let words = from_coder_rows(Level::Nominal, &["AB", "BB"]);
    assert_eq!(alpha_interval(&words).undefined(), Some(&Undefined::NotNumeric { value: "A".into() }));
    let stance = Ratings::from_numbers(Level::Ordinal, 2, [[Some(-2.0), Some(1.0)], [Some(0.0), Some(0.0)]]).unwrap();
    assert_eq!(alpha_ratio(&stance).undefined(), Some(&Undefined::NegativeOnRatio { value: "-2".into() }));
    assert!(alpha_interval(&stance).value().is_some());
}

#[test]
fn a_declared_word_that_nobody_used_does_not_hinder_the_interval() {
    let categories = vec![Category::new("1"), Category::new("2"), Category::new("other")];
    let rows = [[Some("1"), Some("2")], [Some("1"), Some("1")]];
    let ratings = Ratings::from_labels(Level::Interval, Some(categories), 2, rows).unwrap();
    assert!(alpha_interval(&ratings).value().is_some());
}

#[test]
fn nought_beside_nought_is_no_difference_on_a_ratio_scale() {
    let rows = [[Some(0.0), Some(-0.0)], [Some(4.0), Some(4.0)]];
    let ratings = Ratings::from_numbers(Level::Ratio, 2, rows).unwrap();
    assert_eq!(alpha_ratio(&ratings).value(), Some(1.0));
}

#[test]
fn ranks_come_from_the_declared_order_and_numbers_sort_as_numbers() {
    let words = ["none", "slight", "strong"].map(Category::new).to_vec();
    let rows = [[Some("none"), Some("slight")], [Some("strong"), Some("strong")], [Some("none"), Some("none")]];
    let by_word = Ratings::from_labels(Level::Ordinal, Some(words), 2, rows).unwrap();
    let by_rank = from_coder_rows(Level::Ordinal, &["131", "231"]);
    assert_eq!(alpha_ordinal(&by_word).value(), alpha_ordinal(&by_rank).value());
    let ten = Ratings::from_labels(Level::Ordinal, None, 2, [[Some("10"), Some("9")], [Some("1"), Some("2")]]).unwrap();
    let labels: Vec<&str> = ten.categories().iter().map(|c| c.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "9", "10"]);
}

#[test]
fn a_matrix_of_codes_is_read_unit_by_unit() {
    let categories = || ["a", "b"].map(Category::new).to_vec();
    let read = |coders, cells: &[u8]| Ratings::from_matrix(Level::Nominal, categories(), coders, cells, 9);
    let ratings = read(2, &[0, 1, 9, 0, 1, 1]).unwrap();
    let cells: Vec<Option<usize>> = (0..6).map(|cell| ratings.code(cell / 2, cell % 2)).collect();
    assert_eq!(cells, [Some(0), Some(1), None, Some(0), Some(1), Some(1)]);
    assert_eq!((ratings.units(), ratings.coders(), ratings.counts().pairable_units), (3, 2, 2));
    let undeclared = RatingsError::Undeclared { unit: 2, coder: 1, value: "2".into() };
    assert_eq!(read(2, &[0, 1, 2, 0]).unwrap_err(), undeclared);
    assert_eq!(read(3, &[0, 1, 1, 0]).unwrap_err(), RatingsError::RowLength { unit: 2, found: 1, coders: 3 });
    assert_eq!(read(0, &[0]).unwrap_err(), RatingsError::RowLength { unit: 1, found: 1, coders: 0 });
    assert_eq!(read(0, &[]).unwrap().units(), 0);
    let far = Ratings::from_codes(Level::Nominal, categories(), 1, [[Some(usize::MAX)]]).unwrap_err();
    assert_eq!(far, RatingsError::Undeclared { unit: 1, coder: 1, value: usize::MAX.to_string() });
}

#[test]
fn a_table_of_differences_must_fit() {
    let ratings = from_coder_rows(Level::Nominal, &["AB", "BB"]);
    let wrong = |rows| Some(Undefined::WrongTable { rows, categories: 2 });
    let table = |rows: &[&[f64]]| Differences::new(rows.iter().map(|row| row.to_vec()).collect());
    let three = table(&[&[0.0, 1.0, 2.0], &[1.0, 0.0, 1.0], &[2.0, 1.0, 0.0]]).unwrap();
    for coefficient in [alpha_custom, cohen_kappa_custom, fleiss_kappa_custom, ac2_custom, bp_custom] {
        assert_eq!(coefficient(&ratings, &three).undefined().cloned(), wrong(3));
    }
    assert_eq!(table(&[&[0.0, 1.0], &[1.0]]).err(), wrong(1));
    assert_eq!(table(&[&[0.0, 0.0], &[0.0, 0.0]]), Err(Undefined::NoDifference));
    for bad in [[1.0, 1.0, 1.0, 0.0], [0.0, -1.0, -1.0, 0.0], [0.0, 1.0, 2.0, 0.0], [0.0, f64::NAN, f64::NAN, 0.0]] {
        assert_eq!(table(&[&bad[..2], &bad[2..]]), Err(Undefined::BadTable), "{bad:?}");
    }
}

#[test]
fn a_label_that_everybody_gave_has_no_variation_and_one_that_differs_has() {
    let sets = SetRatings::from_labels(None, 2, [[Some(vec!["l1"]), Some(vec!["l1", "l2"])]]).unwrap();
    assert_eq!(alpha_label(&sets, 0).undefined(), Some(&Undefined::NoVariation { value: "yes".into() }));
    assert_eq!(alpha_label(&sets, 1).value(), Some(0.0));
    assert_eq!(alpha_label(&sets, 2).undefined(), Some(&Undefined::NoSuchIndex { index: 2, len: 2 }));
    assert_eq!(alpha_set_masi(&sets).value(), Some(0.0));
}

#[test]
fn equal_sets_are_no_variation_in_whatever_order_their_labels_came() {
    let rows = [[Some(vec![0, 1]), Some(vec![1, 0, 1])], [Some(vec![1, 0]), Some(vec![0, 1])]];
    let sets = SetRatings::from_codes(vec!["a".into(), "b".into()], 2, rows).unwrap();
    assert_eq!(alpha_set_masi(&sets).undefined(), Some(&Undefined::NoVariation { value: "a | b".into() }));
}

#[test]
fn the_largest_category_is_counted_among_pairable_values() {
    let ratings = from_coder_rows(Level::Nominal, &["AABBBB", "AAB..."]);
    let largest = largest_share(&ratings).unwrap();
    assert_eq!(ratings.categories()[largest.category].label, "A");
    assert!((largest.share - 4.0 / 6.0).abs() < 1e-12);
}

#[test]
fn a_table_that_does_not_fit_is_refused_with_its_place() {
    let two = || vec![Category::new("a"), Category::new("b")];
    let error = Ratings::from_codes(Level::Nominal, two(), 2, [vec![Some(0), None], vec![Some(1)]]).unwrap_err();
    assert_eq!(error, RatingsError::RowLength { unit: 2, found: 1, coders: 2 });
    let error = Ratings::from_codes(Level::Nominal, two(), 2, [[Some(0), Some(2)]]).unwrap_err();
    assert_eq!(error, RatingsError::Undeclared { unit: 1, coder: 2, value: "2".into() });
    let error = Ratings::from_labels(Level::Nominal, Some(two()), 2, [[Some("a"), Some("ج")]]).unwrap_err();
    assert_eq!(error, RatingsError::Undeclared { unit: 1, coder: 2, value: "ج".into() });
    let twice = vec![Category::new("a"), Category::new("a")];
    let error = Ratings::from_codes(Level::Nominal, twice, 1, [[Some(0)]]).unwrap_err();
    assert_eq!(error, RatingsError::DeclaredTwice { label: "a".into() });
    let error = Ratings::from_numbers(Level::Ratio, 2, [[Some(1.0), Some(f64::NAN)]]).unwrap_err();
    assert_eq!(error, RatingsError::NotFinite { unit: 1, coder: 2 });
    let error = SetRatings::from_codes(vec!["a".into(), "a".into()], 1, [[Some(vec![1])]]).unwrap_err();
    assert_eq!(error, RatingsError::DeclaredTwice { label: "a".into() });
    let error = SetRatings::from_codes(vec!["a".into()], 1, [[Some(vec![1])]]).unwrap_err();
    assert_eq!(error, RatingsError::Undeclared { unit: 1, coder: 1, value: "1".into() });
}

#[test]
fn large_numbers_with_small_differences_keep_their_digits() {
    let rows = |offset: f64| [[1.0, 2.0], [3.0, 3.0], [5.0, 4.0]].map(|r| r.map(|v| Some(v + offset)));
    let small = Ratings::from_numbers(Level::Interval, 2, rows(0.0)).unwrap();
    let large = Ratings::from_numbers(Level::Interval, 2, rows(1e9)).unwrap();
    let (a, b) = (alpha_interval(&small).value().unwrap(), alpha_interval(&large).value().unwrap());
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}
