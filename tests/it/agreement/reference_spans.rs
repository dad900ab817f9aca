//! Optional, like `reference_cases`: the cases of kinds spans and segmentation in the folder that `MIZAN_AGREEMENT_CASES` names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mizan::agreement::{Continua, Outcome, Segmentations, segmentation_measures, span_measures};
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
                span_measures().iter().flat_map(|m| m.compute_all(&continua)).collect()
            }
            Some("segmentation") => {
                let segmentations = segmentations(&case);
                segmentation_measures().iter().map(|m| (m.key.to_owned(), (m.compute)(&segmentations))).collect()
            }
            _ => continue,
        };
        let definitions = case["reference_only"].as_object().into_iter().flatten();
        for (measure, expected) in case["expected"].as_object().unwrap().iter().chain(definitions) {
            match outcomes.get(measure).map(|outcome| difference(expected, outcome)) {
                Some(None) => right += 1,
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
