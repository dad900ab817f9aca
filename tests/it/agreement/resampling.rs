//! Bootstrap and jackknife of alpha. The figures for Hayes and Krippendorff's table were computed once with scipy's
//! bootstrap (20,000 replicates) over the Python package krippendorff; tolerances cover the sampling error of both.

use mizan::agreement::{
    Bootstrap, Category, Level, Ratings, Resampled, Resampling, SetDistance, SetRatings, Undefined, alpha_nominal,
    alpha_without_each_unit, bootstrap_alpha, bootstrap_alpha_set,
};
use mizan::jobs::{CancelToken, Job, JobError, Monitor};

use super::from_coder_rows;
use super::hayes_krippendorff_2007::TABLE_1;

fn draw(ratings: &Ratings, level: Level, method: Resampling, replicates: usize, seed: u64) -> Resampled {
    let bootstrap = Bootstrap { method, replicates, seed };
    bootstrap_alpha(ratings, level, bootstrap, &Monitor::silent()).unwrap().unwrap()
}

#[track_caller]
fn assert_interval(resampled: &Resampled, low: f64, high: f64, tolerance: f64) {
    let found = resampled.interval;
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
        let resampled = draw(&ratings, level, Resampling::Percentile, 3_000, 5);
        assert_interval(&resampled, low, high, 0.012);
        assert!((resampled.q_below(0.5) - below).abs() < 0.02);
    }
}

#[test]
fn bias_corrected_intervals_agree_with_other_programs() {
    let ratings = from_coder_rows(Level::Ordinal, &TABLE_1);
    for (level, low, high) in
        [(Level::Nominal, 0.3525, 0.6182), (Level::Ordinal, 0.6434, 0.8517), (Level::Interval, 0.6488, 0.8421)]
    {
        assert_interval(&draw(&ratings, level, Resampling::Bca, 3_000, 6), low, high, 0.012);
    }
}

#[test]
fn the_same_seed_gives_the_same_replicates_and_another_seed_others() {
    let ratings = from_coder_rows(Level::Nominal, &TABLE_1);
    let replicates = |seed| draw(&ratings, Level::Nominal, Resampling::Bca, 300, seed).replicates;
    assert_eq!(replicates(1), replicates(1));
    assert_ne!(replicates(1), replicates(2));
}

#[test]
fn many_units_narrow_the_interval_as_the_root_of_their_number() {
    // The same profiles a hundred times: enough units for the other way of drawing.
    let many: Vec<String> = TABLE_1.iter().map(|row| row.repeat(100)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let few = draw(&from_coder_rows(Level::Nominal, &TABLE_1), Level::Nominal, Resampling::Percentile, 2_000, 3);
    let many = draw(&from_coder_rows(Level::Nominal, &many), Level::Nominal, Resampling::Percentile, 2_000, 3);
    let ratio = few.standard_error / many.standard_error;
    assert!((ratio - 10.0).abs() < 1.5, "{ratio}");
}

#[test]
fn sets_of_one_label_are_resampled_like_nominal_values() {
    let rows = [[0, 0], [1, 1], [2, 1], [0, 0], [1, 2], [2, 2], [0, 1]];
    let labels = || ["a", "b", "c"].map(String::from).to_vec();
    let sets = SetRatings::from_codes(labels(), 2, rows.map(|row| row.map(|k| Some([k])))).unwrap();
    let categories = labels().into_iter().map(Category::new).collect();
    let ratings = Ratings::from_codes(Level::Nominal, categories, 2, rows.map(|row| row.map(Some))).unwrap();
    let bootstrap = Bootstrap { method: Resampling::Bca, replicates: 500, seed: 8 };
    let nominal = bootstrap_alpha(&ratings, Level::Nominal, bootstrap, &Monitor::silent()).unwrap().unwrap();
    for distance in [SetDistance::Masi, SetDistance::Jaccard, SetDistance::Equality] {
        let of_sets = bootstrap_alpha_set(&sets, distance, bootstrap, &Monitor::silent()).unwrap().unwrap();
        assert!((of_sets.interval.low - nominal.interval.low).abs() < 1e-9, "{distance:?}");
        assert!((of_sets.standard_error - nominal.standard_error).abs() < 1e-9, "{distance:?}");
    }
}

#[test]
fn perfect_agreement_stays_perfect_where_it_is_defined() {
    let ratings = from_coder_rows(Level::Nominal, &["AAAAB", "AAAAB"]);
    for method in [Resampling::Bca, Resampling::Percentile] {
        let resampled = draw(&ratings, Level::Nominal, method, 1_000, 4);
        assert_interval(&resampled, 1.0, 1.0, 1e-12);
        // A draw without the fifth unit has no variation: (4/5)^5 of them.
        assert!((resampled.undefined as f64 / 1_000.0 - 0.32768).abs() < 0.06, "{}", resampled.undefined);
        assert_eq!(resampled.replicates.len() + resampled.undefined, 1_000);
    }
}

#[test]
fn what_has_no_alpha_has_no_interval() {
    let bootstrap = Bootstrap { method: Resampling::Bca, replicates: 10, seed: 1 };
    let same = from_coder_rows(Level::Nominal, &["AAA", "AAA"]);
    let found = bootstrap_alpha(&same, Level::Nominal, bootstrap, &Monitor::silent()).unwrap();
    assert_eq!(found, Err(Undefined::NoVariation { value: "A".into() }));
    let none = Bootstrap { replicates: 0, ..bootstrap };
    let two = from_coder_rows(Level::Nominal, &["AB", "AB"]);
    assert!(bootstrap_alpha(&two, Level::Nominal, none, &Monitor::silent()).unwrap().is_err());
}

#[test]
fn a_job_counts_replicates_and_can_be_cancelled() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let ratings = from_coder_rows(Level::Nominal, &TABLE_1);
    let endless = Bootstrap { method: Resampling::Bca, replicates: 50_000_000, seed: 1 };
    let wake = Box::new(move || tell.send(()).unwrap_or_default());
    let clock = std::sync::Arc::new(|| std::time::Duration::ZERO);
    let job = Job::spawn("bootstrap", clock, Some(wake), move |monitor| {
        bootstrap_alpha(&ratings, Level::Nominal, endless, monitor)
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
