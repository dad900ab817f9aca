//! How many units are needed, against published figures and R's irr and kappaSize.

use mizan::agreement::{
    EqualCoders, Inference, IntervalMethod, KappaTest, Level, Material, PlanError, kappa_lower_bound, more_units_until,
    units_for_alpha, units_for_kappa_interval, units_for_kappa_power, units_for_kappa_test,
};
use mizan::jobs::Monitor;

use super::from_coder_rows;
use super::hayes_krippendorff_2007::TABLE_1;

/// The table that ATLAS.ti's manual prints from Krippendorff (2019): alpha .667, four equally frequent values, .05.
#[test]
fn units_for_alpha_as_printed() {
    assert_eq!(units_for_alpha(0.667, 0.25, 0.05), Ok(81));
    assert!(units_for_alpha(0.8, 0.25, 0.05).unwrap() > 81, "more is required");
    assert!(units_for_alpha(0.667, 0.05, 0.05).unwrap() > 81, "a rarer value");
}

/// `N.cohen.kappa` of R irr 0.84.1; the last line is the example of its manual.
#[test]
fn units_for_a_test_of_kappa() {
    let test = |rate, expected, null, power| {
        let (rates, significance, two_sided) = ((rate, rate), 0.05, false);
        units_for_kappa_test(&KappaTest { rates, expected, null, significance, power, two_sided })
    };
    assert_eq!(test(0.3, 0.8, 0.6, 0.8), Ok(100));
    assert_eq!(test(0.5, 0.7, 0.4, 0.9), Ok(66));
    assert_eq!(test(0.5, 0.7, 0.85, 0.8), Ok(96));
    let unequal =
        KappaTest { rates: (0.9, 0.1), expected: 0.9, null: 0.5, significance: 0.05, power: 0.8, two_sided: true };
    assert_eq!(units_for_kappa_test(&unequal), Err(PlanError::Impossible));
    assert_eq!(test(0.5, 0.6, 0.6, 0.8), Err(PlanError::NoDistance { value: 0.6 }));
}

/// `PowerBinary` of R kappaSize 1.2.
#[test]
fn units_for_the_power_of_kappa() {
    let of = |rate, coders| EqualCoders { rate, coders };
    assert_eq!(units_for_kappa_power(of(0.3, 2), 0.4, 0.6, 0.05, 0.8), Ok(191));
    assert_eq!(units_for_kappa_power(of(0.5, 3), 0.6, 0.8, 0.05, 0.8), Ok(74));
    let out = units_for_kappa_power(of(1.5, 3), 0.6, 0.8, 0.05, 0.8).unwrap_err();
    assert_eq!(out.to_string(), "the rate of the value must lie between 0 and 1; here is 1.5");
}

#[test]
fn units_for_an_interval_of_kappa_give_that_interval() {
    let coders = EqualCoders { rate: 0.3, coders: 2 };
    let units = units_for_kappa_interval(coders, 0.8, 0.6, None, 0.05).unwrap();
    assert_eq!(units, 52, "R kappaSize 1.2, CIBinary");
    let bound = |units| kappa_lower_bound(coders, 0.8, units, 0.05).unwrap();
    assert!(bound(units) >= 0.6 && bound(units - 1) < 0.6, "{} {}", bound(units), bound(units - 1));
    // Both bounds at the same confidence need more.
    assert!(units_for_kappa_interval(coders, 0.8, 0.6, Some(0.9), 0.05).unwrap() > units);
    let wrong = units_for_kappa_interval(coders, 0.5, 0.6, None, 0.05);
    assert_eq!(wrong, Err(PlanError::NotBetween { expected: 0.5, low: 0.6, high: None }));
}

/// The forecast from a part of the units is what all of them need.
#[test]
fn more_units_narrow_the_interval_as_forecast() {
    let bootstrap = Inference { method: IntervalMethod::Percentile, replicates: 2_000, seed: 4 };
    let lower_bound = |times: usize| {
        let rows: Vec<String> = TABLE_1.iter().map(|row| row.repeat(times)).collect();
        let ratings = from_coder_rows(Level::Ordinal, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let found = Material::Values(&ratings).estimate("alpha_ordinal", bootstrap, &Monitor::silent());
        let found = found.unwrap().unwrap().remove(0);
        (found.value().unwrap(), found.interval().unwrap().low, found.outcome.counts.pairable_units)
    };
    let (value, low, units) = lower_bound(1);
    let target = f64::midpoint(value, low);
    let more = more_units_until(value, low, units, target).unwrap();
    // Half the width needs four times the units.
    assert!((more as f64 - 3.0 * units as f64).abs() <= 1.0, "{more} more than {units}");
    let (_, reached, all) = lower_bound(4);
    assert_eq!(all as u64, 4 * units as u64);
    assert!((reached - target).abs() < 0.02, "{reached} for {target}");
    assert_eq!(more_units_until(value, low, units, low), Ok(0));
    assert!(more_units_until(value, low, units, value).is_err(), "alpha itself is too low");
}
