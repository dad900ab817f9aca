//! What is an answer: each kind of question takes its own kind of value and nothing else.

use super::{Desk, Desktop, REVIEW, code, coded, codes, set};
use mizan::model::{Answer, AnswerState, CoderId, Kind, RecordId, Value};
use mizan::project::{Command, ProjectError};

fn begun() -> (Desk, CoderId, Desktop) {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    (desk, coder, at)
}

#[track_caller]
fn accepted(desk: &mut Desk, at: Desktop, record: RecordId, variable: &str, given: Answer, kept: &AnswerState) {
    desk.does(Some(at.coder), set(record, variable, given));
    assert_eq!(&at.record(desk, record).stored(variable), kept, "{variable}");
}

#[track_caller]
fn refused(desk: &mut Desk, at: Desktop, record: RecordId, variable: &str, given: impl Into<Answer>) -> String {
    let given = given.into();
    let old = at.record(desk, record);
    let error = desk.refused(Some(at.coder), set(record, variable, given.clone()));
    assert!(matches!(error, ProjectError::WrongAnswer { .. }), "{variable} {given:?}: {error:?}");
    assert_eq!(at.record(desk, record), old);
    error.to_string()
}

#[test]
fn a_choice_is_one_of_the_values() {
    let (mut desk, _, at) = begun();
    let article = at.first(&desk, "ART");
    accepted(&mut desk, at, article, "A1", code("6"), &code("6").state);
    for wrong in [code("10"), code(""), codes(&["6"]), coded(Value::Number(6.0)), coded(Value::Text("6".into()))] {
        refused(&mut desk, at, article, "A1", wrong);
    }
    let sentence = refused(&mut desk, at, article, "A1", code("10"));
    assert!(sentence.contains("no such value") && sentence.contains("A1"), "{sentence}");
}

#[test]
fn a_set_stands_in_the_order_of_the_codebook_without_doubles_and_within_its_limit() {
    let (mut desk, _, at) = begun();
    let article = at.first(&desk, "ART");
    let given = codes(&["peace_mediation", "security", "peace_mediation"]);
    accepted(&mut desk, at, article, "A7", given, &codes(&["security", "peace_mediation"]).state);
    // "None of them" is an answer, and another one than "not yet coded".
    accepted(&mut desk, at, article, "A7", codes(&[]), &codes(&[]).state);
    let four = codes(&["security", "humanitarian", "great_power", "peace_mediation"]);
    assert!(refused(&mut desk, at, article, "A7", four).contains("too many"));
    refused(&mut desk, at, article, "A7", codes(&["security", "nothing"]));
    refused(&mut desk, at, article, "A7", code("security"));
    // Named twice is named once: three values are within the limit.
    let thrice = codes(&["security", "security", "humanitarian", "great_power"]);
    let kept = codes(&["security", "humanitarian", "great_power"]);
    accepted(&mut desk, at, article, "A7", thrice, &kept.state);
}

#[test]
fn numbers_dates_and_names() {
    let (mut desk, _, at) = begun();
    let page = at.first(&desk, "DOC");
    for number in [0.0, 2.0, -1.5, 0.1 + 0.2, 1e300] {
        accepted(&mut desk, at, page, "D6", coded(Value::Number(number)), &AnswerState::Coded(Value::Number(number)));
    }
    for number in [f64::NAN, f64::INFINITY] {
        refused(&mut desk, at, page, "D6", coded(Value::Number(number)));
    }
    for date in ["2024-08-19", "2024-02", "1999"] {
        accepted(
            &mut desk,
            at,
            page,
            "D4",
            coded(Value::Date(date.into())),
            &AnswerState::Coded(Value::Date(date.into())),
        );
    }
    for date in ["2023-02-29", "19 أغسطس 2024", "", "2024-8-9", "24-08-19"] {
        assert!(refused(&mut desk, at, page, "D4", coded(Value::Date(date.into()))).contains("YYYY-MM-DD"));
    }
    refused(&mut desk, at, page, "D4", coded(Value::Text("2024-08-19".into())));
    let name = |text: &str| coded(Value::Text(text.into()));
    accepted(&mut desk, at, page, "D1", name(" \u{a0}الشرق الأوسط\n"), &name("الشرق الأوسط").state);
    // Nothing but spaces is no name: the question is open again.
    accepted(&mut desk, at, page, "D1", name(" \u{a0} "), &AnswerState::NotYetCoded);
}

#[test]
fn four_states_are_kept_apart() {
    let (mut desk, coder, at) = begun();
    let book = desk.project.codebook().unwrap();
    let na = Answer::sure(AnswerState::NotApplicable);
    let unc = Answer::sure(AnswerState::CannotDecide);
    for unit in ["DOC", "ART", "DSC"] {
        let record = at.first(&desk, unit);
        for variable in &book.unit(unit).unwrap().variables {
            accepted(&mut desk, at, record, &variable.code, unc.clone(), &AnswerState::CannotDecide);
            if variable.allow_na {
                accepted(&mut desk, at, record, &variable.code, na.clone(), &AnswerState::NotApplicable);
            } else {
                let sentence = refused(&mut desk, at, record, &variable.code, na.clone());
                assert!(sentence.contains("does not apply"), "{sentence}");
            }
            desk.does(Some(coder), set(record, &variable.code, None));
            assert_eq!(at.record(&desk, record).stored(&variable.code), AnswerState::NotYetCoded);
        }
    }
    let article = at.first(&desk, "ART");
    let doubtful = Answer { unsure: true, ..code("6") };
    desk.does(Some(coder), set(article, "A1", doubtful.clone()));
    assert_eq!(at.record(&desk, article).answers["A1"], doubtful);
    accepted(&mut desk, at, article, "A1", Answer::sure(AnswerState::NotYetCoded), &AnswerState::NotYetCoded);
}

#[test]
fn questions_of_other_units_and_computed_ones_are_not_answered() {
    let (mut desk, coder, at) = begun();
    let attribution = at.new_record(&mut desk, "ATT");
    for variable in ["A1", "XYZ", "", "R9"] {
        let error = desk.refused(Some(coder), set(attribution, variable, code("1")));
        assert!(matches!(error, ProjectError::NotInCodebook { what: "question", .. }), "{error:?}");
    }
    let depth = desk.project.codebook().unwrap().variable("R9").unwrap().1.kind;
    assert_eq!(depth, Kind::Depth, "the codebook's computed question is another one now");
}

#[test]
fn several_answers_are_one_step_or_none() {
    let (mut desk, coder, at) = begun();
    let stance = at.stance(&desk, "UKR");
    let answers = |s3: &str| Command::SetAnswers {
        record: stance,
        answers: [("S4".to_owned(), Some(code("expressed"))), ("S3".to_owned(), Some(code(s3)))].into(),
    };
    desk.refused(Some(coder), answers("9"));
    desk.does(Some(coder), answers("-2"));
    assert_eq!(at.record(&desk, stance).code_of("S3"), Some("-2"));
    desk.undoes(Some(coder));
    assert_eq!(at.record(&desk, stance).stored("S4"), AnswerState::NotYetCoded);
}
