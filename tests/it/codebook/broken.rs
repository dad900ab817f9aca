use super::{ASSET, json, schema_errors};
use mizan::model::{Codebook, CodebookError};
use serde_json::{Value, json as value};

fn read(book: &Value) -> Result<Codebook, CodebookError> {
    Codebook::from_json(&book.to_string())
}

/// The place of a unit in the file.
fn unit<'a>(book: &'a mut Value, code: &str) -> &'a mut Value {
    book["units"].as_array_mut().unwrap().iter_mut().find(|u| u["code"] == code).unwrap()
}

fn variable<'a>(book: &'a mut Value, unit_code: &str, code: &str) -> &'a mut Value {
    unit(book, unit_code)["variables"].as_array_mut().unwrap().iter_mut().find(|v| v["code"] == code).unwrap()
}

#[test]
fn text_that_is_no_codebook_is_refused_with_its_place() {
    assert!(matches!(Codebook::from_json("{"), Err(CodebookError::Json(_))));
    let mut book = json(ASSET);
    book["colour"] = value!("red");
    let Err(CodebookError::Json(said)) = read(&book) else { panic!("an unknown member was accepted") };
    assert!(said.contains("colour"), "{said}");
    assert!(!schema_errors(&book).is_empty());
}

#[test]
fn a_code_twice_is_refused() {
    let mut book = json(ASSET);
    variable(&mut book, "ART", "A2")["code"] = value!("A1");
    let said = read(&book).unwrap_err();
    assert_eq!(said, CodebookError::Duplicate { code: "A1".into(), place: "the variables".into() });

    let mut book = json(ASSET);
    variable(&mut book, "ART", "A3")["values"][1]["code"] = value!("yes");
    let said = read(&book).unwrap_err();
    assert_eq!(said, CodebookError::Duplicate { code: "yes".into(), place: "the variable A3".into() });
}

#[test]
fn a_condition_on_an_unknown_question_is_refused() {
    let mut book = json(ASSET);
    variable(&mut book, "STN", "S3")["applies_if"] = value!({"is": {"variable": "S99", "any_of": ["x"]}});
    let said = read(&book).unwrap_err();
    assert_eq!(said, CodebookError::Unknown { code: "S99".into(), place: "the variable S3".into() });
}

#[test]
fn a_condition_on_a_question_of_another_unit_is_refused() {
    let mut book = json(ASSET);
    variable(&mut book, "STN", "S3")["applies_if"] = value!({"is": {"variable": "A1", "any_of": ["1"]}});
    assert!(matches!(read(&book), Err(CodebookError::Unknown { code, .. }) if code == "A1"));
}

#[test]
fn a_panel_or_link_to_an_unknown_unit_is_refused() {
    let mut book = json(ASSET);
    book["panels"][1]["units"] = value!(["NIX"]);
    let said = read(&book).unwrap_err();
    assert_eq!(said, CodebookError::Unknown { code: "NIX".into(), place: "the panel sources".into() });

    let mut book = json(ASSET);
    unit(&mut book, "STN")["links"][0]["to_unit"] = value!("NIX");
    assert!(matches!(read(&book), Err(CodebookError::Unknown { code, .. }) if code == "NIX"));

    // What a link accepts is said by the questions of its other end.
    let mut book = json(ASSET);
    unit(&mut book, "STN")["links"][0]["accepts_if"] = value!({"is": {"variable": "S4", "any_of": ["mixed"]}});
    assert!(matches!(read(&book), Err(CodebookError::Unknown { code, .. }) if code == "S4"));
}

#[test]
fn an_obligatory_row_with_an_unknown_value_is_refused() {
    let mut book = json(ASSET);
    unit(&mut book, "STN")["obligatory"][0]["S1"] = value!("MOON");
    assert!(matches!(read(&book), Err(CodebookError::Unknown { code, .. }) if code == "MOON"));
}

#[test]
fn a_choice_without_values_is_refused_by_program_and_schema() {
    let mut book = json(ASSET);
    variable(&mut book, "ART", "A1")["values"] = value!([]);
    let said = read(&book).unwrap_err();
    assert_eq!(said, CodebookError::Wrong { place: "the variable A1".into(), problem: "it has no values".into() });
    assert!(!schema_errors(&book).is_empty());

    let mut book = json(ASSET);
    variable(&mut book, "DOC", "D6")["values"] = value!([{"code": "x", "label": {"en": "x", "ar": "س"}}]);
    assert!(matches!(read(&book), Err(CodebookError::Wrong { .. })));
    assert!(!schema_errors(&book).is_empty());
}

#[test]
fn the_schema_refuses_what_the_shape_forbids() {
    type Break = fn(&mut Value);
    let breaks: [(&str, Break); 11] = [
        ("no title", |b| drop(b.as_object_mut().unwrap().remove("title"))),
        ("no units", |b| b["units"] = value!([])),
        ("a label in one language", |b| drop(b["title"].as_object_mut().unwrap().remove("ar"))),
        ("an empty label", |b| variable(b, "ART", "A1")["label"]["ar"] = value!("")),
        ("a code with a space", |b| variable(b, "ART", "A1")["code"] = value!("A 1")),
        ("an unknown level", |b| variable(b, "ART", "A1")["level"] = value!("rank")),
        ("an unknown kind", |b| variable(b, "ART", "A1")["kind"] = value!("list")),
        ("an unknown line", |b| unit(b, "ATT")["roles"][0]["line"] = value!("wavy")),
        ("an unknown colour", |b| unit(b, "ATT")["roles"][0]["color"] = value!("red")),
        ("two conditions in one", |b| {
            variable(b, "STN", "S3")["applies_if"] = value!({"has_anchor": "a", "no_anchor": "b"});
        }),
        ("an unknown scope", |b| unit(b, "ATT")["scope"] = value!("world")),
    ];
    for (what, change) in breaks {
        let mut book = json(ASSET);
        change(&mut book);
        assert!(!schema_errors(&book).is_empty(), "{what} was accepted");
    }
}

#[test]
fn schema_and_program_agree_on_what_a_condition_is() {
    let conditions = [
        value!({"is": {"variable": "A1", "any_of": ["1"]}}),
        value!({"at_least": {"variable": "A7", "count": 2}}),
        value!({"has_anchor": "x"}),
        value!({"no_anchor": "x"}),
        value!({"all": [{"has_anchor": "x"}]}),
        value!({"any": [{"not": {"has_anchor": "x"}}]}),
    ];
    for condition in conditions {
        let mut book = json(ASSET);
        variable(&mut book, "ART", "A2")["applies_if"] = condition.clone();
        assert_eq!(schema_errors(&book), Vec::<String>::new(), "{condition}");
        assert!(read(&book).is_ok(), "{condition}");
    }
}
