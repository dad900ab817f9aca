//! Bootstrap and jackknife of alpha. The figures for Hayes and Krippendorff's table were computed once with scipy's
//! bootstrap (20,000 replicates) over the Python package krippendorff; tolerances cover the sampling error of both.

use mizan::agreement::{
    Category, Continua, Estimate, GammaOptions, Inference, IntervalMethod, Level, Material, NoInterval, Ratings,
    SetRatings, Undefined, alpha_nominal, alpha_without_each_unit, gamma_estimates, measures,
};
use mizan::jobs::{CancelToken, Job, JobError, Monitor, on_threads};

use super::from_coder_rows;
use super::hayes_krippendorff_2007::TABLE_1;

fn estimate(material: Material<'_>, key: &str, inference: Inference) -> Estimate {
    let mut all = material.estimate(key, inference, &Monitor::silent()).unwrap().unwrap();
    assert_eq!(all.len(), 1, "{key} is one figure");
    all.remove(0)
}

fn draw(ratings: &Ratings, level: Level, method: IntervalMethod, replicates: usize, seed: u64) -> Estimate {
    estimate(Material::Values(ratings), &format!("alpha_{level}"), Inference { method, replicates, seed })
}

#[track_caller]
fn assert_interval(resampled: &Estimate, low: f64, high: f64, tolerance: f64) {
    let found = resampled.interval().unwrap();
    assert!((found.low - low).abs() < tolerance && (found.high - high).abs() < tolerance, "{found:?}");
}

#[test]
fn percentile_intervals_agree_with_other_programs() {
    let ratings = from_coder_rows(Level::Ordinal, &TABLE_1);
    for (level, low, high, below) in [
        (Level::Nominal, 0.3366, 0.5989, 0.6755),
        (Level::Ordinal, 0.6253, 0.8423, 0.0002),
        (Level::Interval, 0.6384, 0.8359, 0.0001),
    ] {
        let resampled = draw(&ratings, level, IntervalMethod::Percentile, 3_000, 5);
        assert_interval(&resampled, low, high, 0.012);
        assert!((resampled.q_below(0.5).unwrap() - below).abs() < 0.02);
    }
}

#[test]
fn bias_corrected_intervals_agree_with_other_programs() {
    let ratings = from_coder_rows(Level::Ordinal, &TABLE_1);
    for (level, low, high) in
        [(Level::Nominal, 0.3525, 0.6182), (Level::Ordinal, 0.6434, 0.8517), (Level::Interval, 0.6488, 0.8421)]
    {
        assert_interval(&draw(&ratings, level, IntervalMethod::Bca, 3_000, 6), low, high, 0.012);
    }
}

#[test]
fn the_same_seed_gives_the_same_replicates_and_another_seed_others() {
    let ratings = from_coder_rows(Level::Nominal, &TABLE_1);
    let replicates = |seed| draw(&ratings, Level::Nominal, IntervalMethod::Bca, 300, seed).replicates;
    assert_eq!(replicates(1), replicates(1));
    assert_ne!(replicates(1), replicates(2));
}

#[test]
fn many_units_narrow_the_interval_as_the_root_of_their_number() {
    // The same profiles a hundred times: enough units for the other way of drawing.
    let many: Vec<String> = TABLE_1.iter().map(|row| row.repeat(100)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let few = draw(&from_coder_rows(Level::Nominal, &TABLE_1), Level::Nominal, IntervalMethod::Percentile, 2_000, 3);
    let many = draw(&from_coder_rows(Level::Nominal, &many), Level::Nominal, IntervalMethod::Percentile, 2_000, 3);
    let ratio = few.standard_error().unwrap().value / many.standard_error().unwrap().value;
    assert!((ratio - 10.0).abs() < 1.5, "{ratio}");
}

#[test]
fn sets_of_one_label_are_resampled_like_nominal_values() {
    let rows = [[0, 0], [1, 1], [2, 1], [0, 0], [1, 2], [2, 2], [0, 1]];
    let labels = || ["a", "b", "c"].map(String::from).to_vec();
    let sets = SetRatings::from_codes(labels(), 2, rows.map(|row| row.map(|k| Some([k])))).unwrap();
    let categories = labels().into_iter().map(Category::new).collect();
    let ratings = Ratings::from_codes(Level::Nominal, categories, 2, rows.map(|row| row.map(Some))).unwrap();
    let bootstrap = Inference { method: IntervalMethod::Bca, replicates: 500, seed: 8 };
    let nominal = estimate(Material::Values(&ratings), "alpha_nominal", bootstrap);
    for key in ["alpha_set_masi", "alpha_set_jaccard", "alpha_set_nominal"] {
        let of_sets = estimate(Material::Sets(&sets), key, bootstrap);
        assert!((of_sets.interval().unwrap().low - nominal.interval().unwrap().low).abs() < 1e-9, "{key}");
        let errors = [&of_sets, &nominal].map(|e| e.standard_error().unwrap().value);
        assert!((errors[0] - errors[1]).abs() < 1e-9, "{key}");
    }
    let labels = Material::Sets(&sets).estimate("alpha_label", bootstrap, &Monitor::silent()).unwrap().unwrap();
    let keys: Vec<&str> = labels.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["alpha_label.a", "alpha_label.b", "alpha_label.c"]);
    assert!(labels.iter().all(|e| e.interval().is_some()));
}

#[test]
fn perfect_agreement_stays_perfect_where_it_is_defined() {
    let ratings = from_coder_rows(Level::Nominal, &["AAAAB", "AAAAB"]);
    for method in [IntervalMethod::Bca, IntervalMethod::Percentile] {
        let resampled = draw(&ratings, Level::Nominal, method, 1_000, 4);
        assert_interval(&resampled, 1.0, 1.0, 1e-12);
        // A draw without the fifth unit has no variation: (4/5)^5 of them.
        assert!(
            (resampled.undefined_replicates as f64 / 1_000.0 - 0.32768).abs() < 0.06,
            "{}",
            resampled.undefined_replicates
        );
        assert_eq!(resampled.replicates.len() + resampled.undefined_replicates, 1_000);
    }
}

#[test]
fn what_has_no_alpha_has_no_interval() {
    let same = from_coder_rows(Level::Nominal, &["AAA", "AAA"]);
    let found = draw(&same, Level::Nominal, IntervalMethod::Bca, 10, 1);
    assert_eq!(found.outcome.undefined(), Some(&Undefined::NoVariation { value: "A".into() }));
    assert_eq!((found.interval(), found.no_interval), (None, None), "the reason is that of the value");
    let reason =
        |ratings: &Ratings, method, replicates| draw(ratings, Level::Nominal, method, replicates, 1).no_interval;
    let two = from_coder_rows(Level::Nominal, &["AB", "AB"]);
    assert_eq!(reason(&two, IntervalMethod::Bca, 0), Some(NoInterval::NoReplicate));
    assert_eq!(reason(&two, IntervalMethod::Jackknife, 0), Some(NoInterval::HangsOnOneUnit));
    let one = from_coder_rows(Level::Nominal, &["A", "B"]);
    for method in IntervalMethod::all() {
        assert_eq!(reason(&one, method, 10), Some(NoInterval::TooFewUnits), "{method:?}");
    }
    let kalpha = Inference { method: IntervalMethod::Kalpha, replicates: 10, seed: 1 };
    assert_eq!(estimate(Material::Values(&two), "ac1", kalpha).no_interval, Some(NoInterval::OnlyForAlpha));
    let none = estimate(Material::Values(&two), "percent_agreement_all", Inference::default());
    assert_eq!(none.no_interval, Some(NoInterval::NoFormula));
    assert!(Material::Values(&two).estimate("alpha", kalpha, &Monitor::silent()).unwrap().is_none());
}

/// Every replicate of a coefficient is the coefficient of units copied out one by one.
#[test]
fn drawing_kinds_of_units_is_drawing_units() {
    let rows = ["ABCABACCBA", "ABCBBACABA", "ACCBA.CBB."];
    let ratings = from_coder_rows(Level::Nominal, &rows);
    let few = Inference { method: IntervalMethod::Percentile, replicates: 40, seed: 3 };
    for measure in measures() {
        let whole = measure.compute_all(&ratings);
        let estimates = measure.estimate_all(&ratings, few, &Monitor::silent()).unwrap();
        assert_eq!(whole.len(), estimates.len());
        for ((key, outcome), estimate) in whole.into_iter().zip(estimates) {
            assert_eq!(key, estimate.key);
            assert_eq!(outcome.value(), estimate.value(), "{key}");
            if outcome.value().is_some() {
                assert_eq!(estimate.replicates.len() + estimate.undefined_replicates, 40, "{key}");
                assert!(estimate.interval().is_some(), "{key}: {:?}", estimate.no_interval);
            }
        }
    }
}

/// Leaving out units through the profiles and the distinct rows gives what ratings without these units give.
#[test]
fn jackknife_errors_are_those_of_the_textbook() {
    let rows = ["ABCABACCBAAB", "ABCBBACABAAB", "ACCBA.CBBCAC"];
    let ratings = from_coder_rows(Level::Nominal, &rows);
    let without = |unit: usize| {
        let rest = rows.map(|row| row.char_indices().filter(|(i, _)| *i != unit).map(|(_, c)| c).collect::<String>());
        from_coder_rows(Level::Nominal, &rest.each_ref().map(String::as_str))
    };
    let jackknife = Inference { method: IntervalMethod::Jackknife, ..Inference::default() };
    for key in ["alpha_nominal", "ac1", "fleiss_kappa", "conger_kappa", "light_kappa", "percent_agreement_pairs"] {
        let found = estimate(Material::Values(&ratings), key, jackknife);
        let left: Vec<f64> = (0..12)
            .map(|u| estimate(Material::Values(&without(u)), key, Inference::default()).value().unwrap())
            .collect();
        let mean = left.iter().sum::<f64>() / 12.0;
        let wanted = (11.0 / 12.0 * left.iter().map(|l| (l - mean).powi(2)).sum::<f64>()).sqrt();
        assert!((found.standard_error().unwrap().value - wanted).abs() < 1e-12, "{key}");
        let interval = found.interval().unwrap();
        // 2.200985 is the t quantile of 11 degrees of freedom.
        assert!((found.value().unwrap() - interval.low - 2.200_985_160 * wanted).abs() < 1e-8, "{key}");
    }
}

/// Gwet's error of AC1 is a linearisation of what the bootstrap measures.
#[test]
fn bootstrap_errors_are_near_the_analytic_ones() {
    let many: Vec<String> = TABLE_1.iter().map(|row| row.repeat(5)).collect();
    let ratings = from_coder_rows(Level::Nominal, &many.iter().map(String::as_str).collect::<Vec<_>>());
    let bootstrap = Inference { method: IntervalMethod::Bca, replicates: 1_000, seed: 2 };
    for key in ["alpha_nominal", "ac1", "fleiss_kappa", "bp", "conger_kappa", "percent_agreement"] {
        let analytic = estimate(Material::Values(&ratings), key, Inference::default());
        let drawn = estimate(Material::Values(&ratings), key, bootstrap);
        let errors = [&analytic, &drawn].map(|e| e.standard_error().unwrap().value);
        assert!((errors[0] / errors[1] - 1.0).abs() < 0.1, "{key}: {errors:?}");
        let lows = [&analytic, &drawn].map(|e| e.interval().unwrap().low);
        assert!((lows[0] - lows[1]).abs() < errors[1] / 2.0, "{key}: {lows:?}");
    }
}

#[test]
fn a_job_counts_replicates_and_can_be_cancelled() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let ratings = from_coder_rows(Level::Nominal, &TABLE_1);
    let endless = Inference { method: IntervalMethod::Bca, replicates: 50_000_000, seed: 1 };
    let wake = Box::new(move || tell.send(()).unwrap_or_default());
    let clock = std::sync::Arc::new(|| std::time::Duration::ZERO);
    let job = Job::spawn("bootstrap", clock, Some(wake), move |monitor| {
        Material::Values(&ratings).estimate("alpha_nominal", endless, monitor)
    });
    told.recv().unwrap();
    assert_eq!(job.progress().total, Some(50_000_000));
    let token: CancelToken = job.cancel_token();
    token.cancel();
    assert_eq!(job.wait().unwrap_err(), JobError::Cancelled { name: "bootstrap".into() });
}

#[test]
fn leaving_out_each_unit_is_alpha_of_the_rest() {
    let rows = ["ABCAB.B", "ABCBB.A", "ACCBA.."];
    let ratings = from_coder_rows(Level::Nominal, &rows);
    let without = alpha_without_each_unit(&ratings, Level::Nominal).unwrap();
    assert_eq!(without.len(), 7);
    for (unit, found) in without.iter().enumerate() {
        let rest: Vec<String> = rows
            .iter()
            .map(|row| row.chars().enumerate().map(|(i, c)| if i == unit { '.' } else { c }).collect())
            .collect();
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        let expected = alpha_nominal(&from_coder_rows(Level::Nominal, &rest)).value().unwrap();
        assert!((found.unwrap() - expected).abs() < 1e-12, "unit {unit}");
    }
    assert_eq!(without[5], alpha_nominal(&ratings).value(), "nobody coded unit 6");
}

#[test]
fn the_same_seed_gives_the_same_interval_on_any_number_of_threads() {
    let ratings = from_coder_rows(Level::Ordinal, &TABLE_1);
    let texts = (0..6_u64).map(|text| {
        let spans =
            |shift: u64| Some(vec![(shift, 9 + text, "a"), (20 + text, 30 + shift, ["a", "b"][(text % 2) as usize])]);
        (40, vec![spans(0), spans(text % 3), spans(2)])
    });
    let continua = Continua::from_labels(None, 3, texts).unwrap();
    let drawn = |threads| {
        on_threads(threads, || {
            let mut found = Vec::new();
            for method in [IntervalMethod::Bca, IntervalMethod::Percentile, IntervalMethod::Kalpha] {
                let inference = Inference { method, replicates: 200, seed: 11 };
                // By profiles of units, with ranks that are drawn, by rows, and by texts.
                for key in ["alpha_nominal", "alpha_ordinal", "ac2_ordinal", "light_kappa", "coder_mean_kappa"] {
                    found.extend(
                        Material::Values(&ratings).estimate(key, inference, &Monitor::silent()).unwrap().unwrap(),
                    );
                }
                found.extend(
                    Material::Spans(&continua).estimate("u_alpha", inference, &Monitor::silent()).unwrap().unwrap(),
                );
                let options = GammaOptions { samples: 12, ..GammaOptions::default() };
                found.extend(gamma_estimates(&continua, &options, inference, &Monitor::silent()).unwrap());
            }
            found
        })
    };
    let one = drawn(1);
    assert!(one.iter().filter(|estimate| estimate.interval().is_some()).count() > 10);
    for threads in [2, 3, 8] {
        assert_eq!(drawn(threads), one, "{threads} threads");
    }
}

#[test]
fn a_matrix_gives_the_same_figures_on_any_number_of_threads() {
    let cells: Vec<u8> = (0..300_000_u32).map(|n| [n % 4, n / 7 % 4, 9][(n / 3 % 3) as usize] as u8).collect();
    let categories = || (0..4).map(|k| Category::new(k.to_string())).collect::<Vec<_>>();
    let figures = |threads| {
        on_threads(threads, || {
            let ratings = Ratings::from_matrix(Level::Nominal, categories(), 3, &cells, 9).unwrap();
            (alpha_nominal(&ratings), ratings.unit_counts().clone())
        })
    };
    let one = figures(1);
    let rows = cells.chunks(3).map(|row| row.iter().map(|c| (*c != 9).then_some(*c as usize)).collect::<Vec<_>>());
    let plain = Ratings::from_codes(Level::Nominal, categories(), 3, rows).unwrap();
    assert_eq!(one, (alpha_nominal(&plain), plain.unit_counts().clone()));
    for threads in [2, 3, 8] {
        assert_eq!(figures(threads), one, "{threads} threads");
    }
    let wrong = [0_u8, 1, 2, 3, 4, 9];
    let error = Ratings::from_matrix(Level::Nominal, categories(), 3, &wrong, 9).unwrap_err();
    assert_eq!(error.to_string().split(':').next(), Some("unit 2, coder 2"));
    assert!(Ratings::from_matrix(Level::Nominal, categories(), 0, &[0_u8; 0], 9).is_ok());
}
