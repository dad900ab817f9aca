//! Cohen (1968), Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit: table 1, two
//! psychiatrists, 200 patients; personality disorder, neurosis, psychosis.

use mizan::agreement::{
    Differences, Inference, IntervalMethod, Level, Weights, cohen_kappa, cohen_kappa_custom, custom_estimates,
};
use mizan::jobs::Monitor;

use super::{assert_published, from_table};

const TABLE_1: [&[usize]; 3] = [&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]];

fn disagreements() -> Differences {
    Differences::new(vec![vec![0.0, 1.0, 3.0], vec![1.0, 0.0, 6.0], vec![3.0, 6.0, 0.0]]).unwrap()
}

#[test]
fn kappa_and_weighted_kappa_as_printed() {
    let ratings = from_table(Level::Nominal, &TABLE_1);
    assert_published(&cohen_kappa(&ratings, Weights::Identity), 0.492, 3);
    assert_published(&cohen_kappa_custom(&ratings, &disagreements()), 0.348, 3);
}

/// The analytic error of Fleiss, Cohen & Everitt is that of the bootstrap.
#[test]
fn the_error_of_weighted_kappa_is_that_of_the_bootstrap() {
    let ratings = from_table(Level::Nominal, &TABLE_1);
    let bootstrap = Inference { method: IntervalMethod::Bca, replicates: 4_000, seed: 1968 };
    let error = |inference| {
        let all = custom_estimates(&ratings, &disagreements(), inference, &Monitor::silent()).unwrap();
        let keys: Vec<&str> = all.iter().map(|e| e.key.as_str()).collect();
        assert!(keys.contains(&"alpha_custom") && keys.contains(&"ac2_custom"), "{keys:?}");
        all.iter().find(|e| e.key == "cohen_kappa_custom").unwrap().standard_error().unwrap().value
    };
    let (analytic, drawn) = (error(Inference::default()), error(bootstrap));
    assert!((analytic / drawn - 1.0).abs() < 0.05, "{analytic} {drawn}");
}
