//! Optional: every reference case of the folder that `MIZAN_AGREEMENT_CASES` names, for all measures that exist.
//!
//! A case is a JSON file with `kind`, `categories`, `data.matrix` (coder x unit, null is missing) or a `generator`, and
//! `expected`: per measure a `value` with `tol`, or `undefined: true`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mizan::agreement::{
    Category, Differences, Inference, IntervalMethod, Level, Material, Outcome, Ratings, SetRatings,
    alpha_without_each_unit, custom_estimates, measures, set_measures,
};
use mizan::jobs::Monitor;
use serde_json::Value;

fn label(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn transposed<T>(matrix: &[Value], cell: impl Fn(&Value) -> Option<T>) -> Vec<Vec<Option<T>>> {
    let rows: Vec<&Vec<Value>> = matrix.iter().map(|row| row.as_array().unwrap()).collect();
    (0..rows[0].len()).map(|unit| rows.iter().map(|row| cell(&row[unit])).collect()).collect()
}

/// The linear congruential generator that the large case describes.
fn generated(generator: &Value) -> Vec<Vec<Option<String>>> {
    let text = |key: &str| generator[key].as_str().unwrap().parse::<u64>().unwrap();
    let (mult, inc) = (text("mult"), text("inc"));
    let mut state = generator["seed"].as_u64().unwrap();
    let mut next = move || {
        state = state.wrapping_mul(mult).wrapping_add(inc);
        state >> 33
    };
    let (units, coders) = (generator["units"].as_u64().unwrap(), generator["coders"].as_u64().unwrap());
    let mut rows = Vec::new();
    for _ in 0..units {
        let truth = next() % 5;
        let mut cell = || {
            if next() % 100 < 20 {
                None
            } else if next() % 100 < 70 {
                Some(truth.to_string())
            } else {
                Some((next() % 5).to_string())
            }
        };
        rows.push((0..coders).map(|_| cell()).collect());
    }
    rows
}

fn coded(case: &Value) -> Ratings {
    let rows = match case["data"]["matrix"].as_array() {
        Some(matrix) => transposed(matrix, |v| (!v.is_null()).then(|| label(v))),
        None => generated(&case["generator"]),
    };
    let declared = case["categories"].as_array().map(|list| list.iter().map(|v| Category::new(label(v))).collect());
    let coders = case["data"]["coders"].as_array().unwrap().len();
    Ratings::from_labels(Level::Nominal, declared, coders, rows).unwrap()
}

fn computed(case: &Value) -> BTreeMap<String, Outcome> {
    let mut outcomes = BTreeMap::new();
    if case["kind"] == "sets" {
        let labels = |v: &Value| v.as_array().map(|set| set.iter().map(label).collect::<Vec<_>>());
        let rows = transposed(case["data"]["matrix"].as_array().unwrap(), labels);
        let coders = case["data"]["coders"].as_array().unwrap().len();
        let sets = SetRatings::from_labels(None, coders, rows).unwrap();
        outcomes.extend(set_measures().iter().flat_map(|m| m.compute_all(&sets)));
        return outcomes;
    }
    let ratings = coded(case);
    outcomes.extend(measures().iter().flat_map(|m| m.compute_all(&ratings)));
    if let Some(table) = case["custom_weights"].as_array() {
        let row = |r: &Value| r.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
        let table: Vec<Vec<f64>> = table.iter().map(row).collect();
        let differences = Differences::new(table).unwrap();
        let found = custom_estimates(&ratings, &differences, Inference::default(), &Monitor::silent()).unwrap();
        outcomes.extend(found.into_iter().map(|estimate| (estimate.key, estimate.outcome)));
    }
    outcomes
}

/// What differs between one expectation and one outcome, if anything.
fn difference(expected: &Value, outcome: &Outcome) -> Option<String> {
    let close = |found: f64, wanted: f64, tol: f64| (found - wanted).abs() <= tol + 1e-9;
    let figure = match (&outcome.result, expected["undefined"] == true) {
        (Err(_), true) => return None,
        (Ok(figure), false) => figure,
        (found, _) => return Some(format!("{found:?}, expected {expected}")),
    };
    let (wanted, tol) = (expected["value"].as_f64().unwrap(), expected["tol"].as_f64().unwrap());
    if !close(figure.value, wanted, tol) {
        return Some(format!("{}, expected {wanted}", figure.value));
    }
    if let Some(interval) = figure.interval {
        let method = match interval.method {
            "t" => "gwet_t",
            "normal" => "normal_fce",
            "Fisher's z" => "lin_z_transform",
            other => other,
        };
        if let Some([low, high]) = expected["ci95"][method].as_array().map(Vec::as_slice) {
            // One peer prints twelve decimals, others fifteen.
            if !close(interval.low, low.as_f64()?, 1e-8) || !close(interval.high, high.as_f64()?, 1e-8) {
                return Some(format!("interval {interval:?}, expected {low} to {high}"));
            }
        }
    }
    let error = figure.error?;
    let methods: &[(&str, Option<f64>)] = match error.source {
        "Gwet (2014)" => &[("gwet2014", Some(error.value)), ("null_fleiss_nee_landis_1979", error.under_null)],
        "Fleiss, Cohen & Everitt (1969)" => {
            &[("fleiss_cohen_everitt_1969", Some(error.value)), ("null_fce_1969", error.under_null)]
        }
        other => panic!("no reference for errors of {other}"),
    };
    methods.iter().find_map(|(method, found)| {
        let (wanted, found) = (expected["se"][method].as_f64()?, (*found)?);
        (!close(found, wanted, 1e-8)).then(|| format!("{method} error {found}, expected {wanted}"))
    })
}

/// Figures that only `DKPro` gives and that follow another definition than the papers: its AC2 takes distances between
/// values in place of ranks, and with missing data its two-coder coefficients divide by all units.
fn is_one_peers_own(measure: &str, expected: &Value, case: &Value) -> bool {
    let by = expected["by"].as_array().map_or(&[][..], Vec::as_slice);
    let only_dkpro = !by.is_empty() && by.iter().all(|b| b.as_str().is_some_and(|name| name.starts_with("dkpro")));
    let cells = || case["data"]["matrix"].as_array().into_iter().flatten().filter_map(Value::as_array).flatten();
    let own_distance = measure == "ac2_quadratic" && (cells().any(Value::is_null) || cells().any(Value::is_f64));
    let own_denominator = measure == "scott_pi" && cells().any(Value::is_null);
    only_dkpro && (own_distance || own_denominator)
}

/// Intervals, risks and influences by resampling that differ from a case's `expected_bootstrap`.
fn resampling_differences(case: &Value) -> (usize, Vec<String>) {
    let (mut right, mut wrong) = (0, Vec::new());
    let ratings = coded(case);
    for (measure, expected) in case["expected_bootstrap"].as_object().into_iter().flatten() {
        let levels = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];
        let level = levels.into_iter().find(|l| *measure == format!("alpha_{l}")).unwrap();
        let mut check = |what: &str, found: f64, wanted: &Value, tol: f64| {
            if (found - wanted.as_f64().unwrap()).abs() <= tol {
                right += 1;
            } else {
                wrong.push(format!("{} {measure} {what}: {found}, expected {wanted}", case["id"]));
            }
        };
        for (key, method) in [
            ("kalpha_pairs", IntervalMethod::Kalpha),
            ("unit_percentile", IntervalMethod::Percentile),
            ("unit_bca", IntervalMethod::Bca),
        ] {
            let wanted = &expected[key];
            let inference = Inference { method, replicates: 20_000, seed: 1 };
            let found = Material::Values(&ratings).estimate(measure, inference, &Monitor::silent()).unwrap().unwrap();
            let (found, interval) = (&found[0], found[0].interval().unwrap());
            let tol = wanted["tol_ci"].as_f64().unwrap();
            check(key, interval.low, &wanted["ci95"][0], tol);
            check(key, interval.high, &wanted["ci95"][1], tol);
            for (required, q) in wanted["q_below"].as_object().into_iter().flatten() {
                let tol = wanted["tol_q"].as_f64().unwrap();
                check(&format!("{key} q({required})"), found.q_below(required.parse().unwrap()).unwrap(), q, tol);
            }
        }
        let without = alpha_without_each_unit(&ratings, level).unwrap();
        let wanted = expected["leave_one_unit_out"]["values"].as_array().unwrap();
        assert_eq!(without.len(), wanted.len());
        for (unit, (found, wanted)) in without.iter().zip(wanted).enumerate() {
            check(&format!("without unit {unit}"), found.unwrap(), wanted, 1e-8);
        }
    }
    (right, wrong)
}

#[test]
fn every_case_of_the_folder() {
    let Some(folder) = std::env::var_os("MIZAN_AGREEMENT_CASES") else {
        println!("skipped: MIZAN_AGREEMENT_CASES is not set");
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(Path::new(&folder)).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "json"));
    files.sort();
    let (mut right, mut wrong, mut missing, mut own) = (0, Vec::new(), BTreeSet::new(), 0);
    for path in &files {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        if !["coding", "adversarial", "sets"].iter().any(|kind| case["kind"] == *kind) {
            continue;
        }
        let outcomes = computed(&case);
        if case.get("expected_bootstrap").is_some() {
            let (agreeing, differing) = resampling_differences(&case);
            right += agreeing;
            wrong.extend(differing);
        }
        for (measure, expected) in case["expected"].as_object().unwrap() {
            match outcomes.get(measure).map(|outcome| difference(expected, outcome)) {
                Some(None) => right += 1,
                Some(Some(_)) if is_one_peers_own(measure, expected, &case) => own += 1,
                Some(Some(difference)) => wrong.push(format!("{} {measure}: {difference}", case["id"])),
                None => {
                    missing.insert(measure.split('.').next().unwrap_or(measure).to_owned());
                }
            }
        }
    }
    println!("{right} expected values reproduced, {} not, {own} of one peer's own definition passed over", wrong.len());
    println!("not built: {missing:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right > 0, "no case found in the folder");
}
