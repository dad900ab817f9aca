//! What is to be put right in a codebook: as much as the schema asks for, and what must hold together beyond it.

use super::{book, schema_errors};
use mizan::model::{
    BookField, BookPart, BookProblem, Codebook, Condition, Kind, Level, PanelView, UiLanguage, Unit, Variable, Weight,
};
use mizan::project::TEMPLATES;

type Spoil = fn(&mut Codebook);

fn unit<'a>(book: &'a mut Codebook, code: &str) -> &'a mut Unit {
    book.units.iter_mut().find(|u| u.code == code).unwrap()
}

fn question<'a>(book: &'a mut Codebook, code: &str) -> &'a mut Variable {
    book.units.iter_mut().flat_map(|u| &mut u.variables).find(|v| v.code == code).unwrap()
}

#[test]
fn nothing_is_to_be_put_right_in_the_codebooks_to_begin_with() {
    for template in TEMPLATES {
        let book = template.codebook();
        assert_eq!(book.findings(), [], "{}", template.name);
        assert_eq!(schema_errors(&serde_json::to_value(&book).unwrap()), Vec::<String>::new());
    }
}

/// Each thing that the schema forbids and the types allow, with the part and field at which it is said.
fn forbidden_by_the_schema() -> Vec<(BookPart, BookField, Spoil)> {
    let ask = |code: &str| BookPart::Question(code.into());
    let role = || BookPart::Role("ATT".into(), "cue".into());
    let value = |code: &str| BookPart::Value("A1".into(), code.into());
    vec![
        (BookPart::Book, BookField::Code, |b| b.id = "media bias".into()),
        (BookPart::Book, BookField::Version, |b| b.version.clear()),
        (BookPart::Book, BookField::Units, |b| b.units.clear()),
        (BookPart::Unit("CHN".into()), BookField::Label, |b| unit(b, "CHN").label.ar.clear()),
        (ask("A 1"), BookField::Code, |b| question(b, "A1").code = "A 1".into()),
        (ask("A1"), BookField::Label, |b| question(b, "A1").label.en.clear()),
        (ask("A1"), BookField::Values, |b| question(b, "A1").values.clear()),
        (ask("D6"), BookField::Values, |b| {
            let values = question(b, "A1").values.clone();
            question(b, "D6").values = values;
        }),
        (ask("A7"), BookField::Most, |b| question(b, "A7").max = Some(0)),
        (ask("A3"), BookField::Condition, |b| {
            question(b, "A3").applies_if = Some(Condition::Is { variable: "A2".into(), any_of: Vec::new() });
        }),
        (ask("A3"), BookField::Condition, |b| question(b, "A3").applies_if = Some(Condition::All(Vec::new()))),
        (ask("D1"), BookField::Facts, |b| question(b, "D1").from_document = vec!["outlet".into(), "outlet".into()]),
        (value("ö"), BookField::Code, |b| question(b, "A1").values[0].code = "ö".into()),
        (value("2"), BookField::Label, |b| question(b, "A1").values[1].label.ar.clear()),
        (value("2"), BookField::Key, |b| question(b, "A1").values[1].key = Some(String::new())),
        (role(), BookField::Key, |b| unit(b, "ATT").roles[1].key.clear()),
        (role(), BookField::Color, |b| unit(b, "ATT").roles[1].color = "red".into()),
        (role(), BookField::Most, |b| unit(b, "ATT").roles[1].max = Some(0)),
        (role(), BookField::StandsFor, |b| unit(b, "ATT").roles[1].variable = Some("R 2".into())),
        (BookPart::Panel("sources".into()), BookField::Units, |b| b.panels[1].units.clear()),
        (BookPart::Flag("QBROKEN".into()), BookField::Label, |b| b.flags[1].label.en.clear()),
    ]
}

#[test]
fn what_the_schema_forbids_is_said_at_the_field_concerned_and_cannot_be_published() {
    for (part, field, spoil) in forbidden_by_the_schema() {
        let mut spoilt = book();
        spoil(&mut spoilt);
        let refused = schema_errors(&serde_json::to_value(&spoilt).unwrap());
        assert!(!refused.is_empty(), "the schema accepts {part:?} {field:?}");
        let found = spoilt.findings();
        let said = found.iter().any(|f| f.part == part && f.field == field && f.weight > Weight::Advice);
        assert!(said, "{part:?} {field:?}: {found:?}");
        assert!(spoilt.fit_to_publish().is_err());
    }
}

#[test]
fn what_must_hold_together_beyond_the_schema_is_said_too() {
    let is = |variable: &str, value: &str| Condition::Is { variable: variable.into(), any_of: vec![value.into()] };
    let mut spoilt = book();
    question(&mut spoilt, "A1").applies_if = Some(is("A2", "none"));
    question(&mut spoilt, "A2").applies_if = Some(is("A1", "1"));
    question(&mut spoilt, "A4").applies_if = Some(is("A1", "no such value"));
    question(&mut spoilt, "C3").level = Level::Ordinal;
    question(&mut spoilt, "S2").kind = Kind::Set;
    unit(&mut spoilt, "ATT").roles[1].key = "s".into();
    unit(&mut spoilt, "ATT").roles[2].required_if = Some(Condition::HasAnchor("nobody".into()));
    spoilt.panels.retain(|p| p.code != "disclaimer");
    let found: Vec<(String, BookField, BookProblem, Weight)> =
        spoilt.findings().into_iter().map(|f| (f.part.to_string(), f.field, f.problem, f.weight)).collect();
    let expected = [
        ("the variable A1", BookField::Condition, BookProblem::Circle("A2".into()), Weight::Blocks),
        ("the variable A2", BookField::Condition, BookProblem::Circle("A1".into()), Weight::Blocks),
        ("the variable A4", BookField::Condition, BookProblem::Unknown("no such value".into()), Weight::Blocks),
        ("the role content", BookField::Needed, BookProblem::Unknown("nobody".into()), Weight::Blocks),
        ("the unit DSC", BookField::Units, BookProblem::NoPanel, Weight::Advice),
        ("the variable C3", BookField::Kind, BookProblem::WrongLevel, Weight::Advice),
        ("the role cue", BookField::Key, BookProblem::KeyTwice("source".into()), Weight::Blocks),
        ("the panel stance", BookField::View, BookProblem::NotAChoice("S2".into()), Weight::Blocks),
    ];
    assert_eq!(found, expected.map(|(part, field, problem, weight)| (part.to_owned(), field, problem, weight)));
    assert_eq!(spoilt.problems(), [], "it can be read all the same");
}

#[test]
fn a_label_that_lacks_a_language_says_which() {
    let mut spoilt = book();
    question(&mut spoilt, "A1").label.ar.clear();
    let said: Vec<String> = spoilt.findings().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["the variable A1: the Arabic words are missing"]);
    assert_eq!(spoilt.findings()[0].problem, BookProblem::NoWords(UiLanguage::Ar));
}

#[test]
fn a_grid_of_questions_that_its_unit_does_not_have_is_refused() {
    let mut spoilt = book();
    let PanelView::Grid(grid) = &mut spoilt.panels[2].view else { panic!("the stances are a grid") };
    grid.rows = "A1".into();
    assert!(spoilt.fit_to_publish().is_err());
}
