use super::{ASSET, SCHEMA, book, json, schema_errors};
use mizan::model::{Cardinality, Kind, Level, LineStyle, PanelView, Scope, Unit, Variable};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Each code of the codebook's first five sections with its level of measurement; spans stand as `None`.
const CODES: [(&str, Option<Level>); 65] = [
    ("P1", Some(Level::Ordinal)),
    ("P2", Some(Level::Nominal)),
    ("D1", Some(Level::Nominal)),
    ("D2", Some(Level::Nominal)),
    ("D3", Some(Level::Nominal)),
    ("D4", Some(Level::Interval)),
    ("D5", Some(Level::Nominal)),
    ("D6", Some(Level::Ratio)),
    ("D7", Some(Level::Nominal)),
    ("D8", Some(Level::Nominal)),
    ("D9", Some(Level::Nominal)),
    ("A1", Some(Level::Nominal)),
    ("A2", Some(Level::Nominal)),
    ("A3", Some(Level::Nominal)),
    ("A4", Some(Level::Ordinal)),
    ("A5", Some(Level::Ordinal)),
    ("A6", Some(Level::Ordinal)),
    ("A7", Some(Level::Nominal)),
    ("A8", Some(Level::Nominal)),
    ("A8t", Some(Level::Nominal)),
    ("A8k", Some(Level::Nominal)),
    ("A8c", Some(Level::Ordinal)),
    ("S1", Some(Level::Nominal)),
    ("S1w", Some(Level::Nominal)),
    ("S1p", Some(Level::Nominal)),
    ("S2", Some(Level::Nominal)),
    ("S3", Some(Level::Ordinal)),
    ("S4", Some(Level::Nominal)),
    ("S5", Some(Level::Ordinal)),
    ("S6", None),
    ("S7", Some(Level::Ordinal)),
    ("R1", None),
    ("R2", None),
    ("R3", None),
    ("R4", Some(Level::Nominal)),
    ("R5", Some(Level::Nominal)),
    ("R6", Some(Level::Nominal)),
    ("R7", Some(Level::Ordinal)),
    ("R8", Some(Level::Nominal)),
    ("R9", Some(Level::Ordinal)),
    ("R10", Some(Level::Nominal)),
    ("R11", Some(Level::Ordinal)),
    ("R12", Some(Level::Nominal)),
    ("R13", Some(Level::Nominal)),
    ("C1", Some(Level::Nominal)),
    ("C2", None),
    ("C3", Some(Level::Nominal)),
    ("C4", Some(Level::Nominal)),
    ("C5", Some(Level::Nominal)),
    ("C6", Some(Level::Nominal)),
    ("C7", Some(Level::Nominal)),
    ("C8", Some(Level::Nominal)),
    ("C9", Some(Level::Nominal)),
    ("C10", Some(Level::Nominal)),
    ("C11", Some(Level::Nominal)),
    ("V1", Some(Level::Nominal)),
    // Parts of questions that the codebook names without a code of their own.
    ("P1t", Some(Level::Nominal)),
    ("P2t", Some(Level::Nominal)),
    ("R10n", Some(Level::Nominal)),
    // Values that the codebook gives by code are checked below; units follow here.
    ("DOC", None),
    ("ART", None),
    ("CHN", None),
    ("STN", None),
    ("ATT", None),
    ("DSC", None),
];

fn values(variable: &str) -> Vec<String> {
    let book = book();
    let (_, variable) = book.variable(variable).unwrap();
    variable.values.iter().map(|v| v.code.clone()).collect()
}

#[test]
fn the_asset_follows_the_schema() {
    assert_eq!(schema_errors(&json(ASSET)), Vec::<String>::new());
}

#[test]
fn the_schema_is_a_schema_of_2020_12() {
    let schema = json(SCHEMA);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::draft202012::meta::validate(&schema).is_ok());
}

#[test]
fn every_code_of_the_codebook_is_there_at_its_level() {
    let book = book();
    let roles: BTreeSet<&str> =
        book.units.iter().flat_map(|u| &u.roles).filter_map(|r| r.variable.as_deref()).collect();
    for (code, level) in CODES {
        match level {
            Some(level) => {
                let found = book.variable(code).unwrap_or_else(|| panic!("{code} is missing"));
                assert_eq!(found.1.level, level, "{code}");
            }
            None => assert!(roles.contains(code) || book.unit(code).is_some(), "{code} is missing"),
        }
    }
    let known: BTreeSet<&str> = CODES.iter().map(|c| c.0).collect();
    for variable in book.units.iter().flat_map(|u| &u.variables) {
        assert!(known.contains(variable.code.as_str()), "{} is not in the codebook", variable.code);
    }
}

#[test]
fn values_that_the_codebook_gives_by_code_keep_them() {
    let scale = ["-2", "-1", "0", "1", "2"];
    for variable in ["P1", "A4", "A5", "S3"] {
        assert_eq!(values(variable), scale, "{variable}");
    }
    assert_eq!(values("A1"), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert_eq!(values("A6"), ["0", "1", "2", "3"]);
    assert_eq!(values("S1"), ["RUS", "AZE", "UKR", "ARM", "WEST", "TUR", "IRN", "IND", "OTHER"]);
    assert_eq!(values("S2"), ["1", "2", "3", "4"]);
    assert_eq!(values("S5"), ["1", "2", "3"]);
    assert_eq!(values("S7"), ["1", "2", "3"]);
    assert_eq!(values("R7"), ["0", "1", "2", "3"]);
    assert_eq!(values("R11"), ["-1", "0", "1"]);
    assert_eq!(values("A8c"), ["1", "2", "3"]);
    let sizes = [("A2", 6), ("A7", 11), ("S4", 4), ("R4", 5), ("R6", 15), ("R10", 6), ("R12", 5), ("C3", 7)];
    for (variable, size) in sizes.into_iter().chain([("C4", 6), ("C6", 5), ("C7", 7), ("C8", 7), ("C11", 5)]) {
        assert_eq!(values(variable).len(), size, "{variable}");
    }
    assert_eq!(book().variable("A7").unwrap().1.max, Some(3));
}

fn texts<'a>(value: &'a Value, path: &str, out: &mut Vec<(String, &'a str, &'a str)>) {
    match value {
        Value::Object(map) => {
            if let (Some(Value::String(en)), Some(Value::String(ar))) = (map.get("en"), map.get("ar")) {
                out.push((path.to_owned(), en, ar));
                return;
            }
            for (key, inner) in map {
                texts(inner, &format!("{path}/{key}"), out);
            }
        }
        Value::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                texts(inner, &format!("{path}/{i}"), out);
            }
        }
        _ => {}
    }
}

#[test]
fn every_text_stands_in_both_languages() {
    let asset = json(ASSET);
    let mut all = Vec::new();
    texts(&asset, "", &mut all);
    assert!(all.len() > 500, "only {} texts", all.len());
    for (path, en, ar) in all {
        assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "{path} has no English");
        assert!(ar.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c)), "{path} has no Arabic");
        assert!(!en.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c)), "{path}: Arabic in the English text");
        for text in [en, ar] {
            assert_eq!(text.trim(), text, "{path} has spaces at its ends");
        }
    }
}

#[test]
fn every_question_and_value_is_explained_and_labels_fit_a_button() {
    for variable in book().units.iter().flat_map(|u| &u.variables) {
        assert!(!variable.question.en.is_empty() && !variable.definition.en.is_empty(), "{}", variable.code);
        for value in &variable.values {
            let place = format!("{} {}", variable.code, value.code);
            assert!(!value.definition.en.is_empty(), "{place} has no definition");
            for label in [&value.label.en, &value.label.ar] {
                assert!(label.chars().count() <= 24, "{place}: {label} is too long for a button");
            }
        }
    }
}

fn key_of(variable: &Variable, at: usize) -> Option<String> {
    let place = || (at < 9).then(|| (at + 1).to_string());
    variable.values[at].key.clone().or_else(place)
}

#[test]
fn every_value_has_a_key_and_keys_do_not_collide() {
    let book = book();
    let unit_keys = |unit: &Unit| -> BTreeSet<String> { unit.roles.iter().map(|r| r.key.clone()).collect() };
    for panel in &book.panels {
        let units: Vec<&Unit> = panel.units.iter().map(|c| book.unit(c).unwrap()).collect();
        let roles: BTreeSet<String> = units.iter().flat_map(|u| unit_keys(u)).collect();
        assert_eq!(roles.len(), units.iter().map(|u| u.roles.len()).sum::<usize>(), "roles of {}", panel.code);
        for variable in units.iter().flat_map(|u| &u.variables) {
            let mut seen = roles.clone();
            for at in 0..variable.values.len() {
                let key = key_of(variable, at).unwrap_or_else(|| panic!("{} {at} has no key", variable.code));
                assert!(seen.insert(key.clone()), "{}: the key {key} is taken", variable.code);
            }
        }
    }
}

#[test]
fn units_stand_in_the_panels_they_belong_to() {
    let book = book();
    let panels: BTreeMap<&str, Vec<&str>> =
        book.panels.iter().map(|p| (p.code.as_str(), p.units.iter().map(String::as_str).collect())).collect();
    assert_eq!(panels["article"], ["DOC", "ART", "CHN"]);
    assert_eq!(panels["sources"], ["ATT"]);
    assert_eq!(panels["stance"], ["STN"]);
    assert_eq!(panels["disclaimer"], ["DSC"]);
    let placed: BTreeSet<&str> = panels.values().flatten().copied().collect();
    for unit in &book.units {
        assert_eq!(placed.contains(unit.code.as_str()), unit.scope != Scope::Coder, "{}", unit.code);
    }
    let grid = book.panels.iter().find_map(|p| match &p.view {
        PanelView::Grid(grid) => Some(grid.clone()),
        PanelView::Form | PanelView::List => None,
    });
    let grid = grid.unwrap();
    assert_eq!((grid.rows.as_str(), grid.columns.as_str()), ("S2", "S1"));
    assert_eq!((grid.cell.as_str(), grid.state.as_str(), grid.evidence.as_deref()), ("S3", "S4", Some("evidence")));
}

#[test]
fn shapes_of_the_units() {
    let book = book();
    let one: Vec<&str> =
        book.units.iter().filter(|u| u.cardinality == Cardinality::One).map(|u| u.code.as_str()).collect();
    assert_eq!(one, ["CDR", "DOC", "ART", "DSC"]);
    assert!(book.unit("CHN").unwrap().ordered);
    assert!(book.unit("ATT").unwrap().nests);
    assert_eq!(book.variable("R9").unwrap().1.kind, Kind::Depth);
    let lines: Vec<(String, String, LineStyle, Option<usize>)> = ["ATT", "STN", "DSC"]
        .iter()
        .flat_map(|u| book.unit(u).unwrap().roles.clone())
        .map(|r| (r.code, r.key, r.line, r.max))
        .collect();
    let expected = [
        ("source", "S", LineStyle::Solid, None),
        ("cue", "C", LineStyle::Double, Some(1)),
        ("content", "T", LineStyle::Dotted, None),
        ("evidence", "E", LineStyle::Dashed, None),
        ("disclaimer", "D", LineStyle::Boxed, None),
    ];
    assert_eq!(lines, expected.map(|(code, key, line, max)| (code.to_owned(), key.to_owned(), line, max)));
    let rows = &book.unit("STN").unwrap().obligatory;
    let targets: Vec<&str> = rows.iter().filter(|r| r["S2"] == "2").map(|r| r["S1"].as_str()).collect();
    assert_eq!(targets, ["RUS", "AZE", "UKR"]);
}
