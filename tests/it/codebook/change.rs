//! Two versions of a codebook: what differs, and what becomes of answers.

use mizan::model::{Answer, AnswerState, Change, Codebook, Fate, FateError, Fates, Kind, Value, ValueDef, changes};
use mizan::project::{TEMPLATES, Template, default_codebook};

/// The built-in codebook as a newer version, changed by hand.
fn newer(change: impl FnOnce(&mut Codebook)) -> Codebook {
    let mut book = (*default_codebook()).clone();
    book.version = "1.1".into();
    change(&mut book);
    assert_eq!(book.problems(), []);
    book
}

fn variable<'a>(book: &'a mut Codebook, code: &str) -> &'a mut mizan::model::Variable {
    book.units.iter_mut().flat_map(|u| &mut u.variables).find(|v| v.code == code).unwrap()
}

fn value(code: &str) -> ValueDef {
    serde_json::from_value(serde_json::json!({ "code": code, "label": { "en": code, "ar": code } })).unwrap()
}

#[test]
fn the_same_codebook_differs_in_nothing_and_every_answer_holds() {
    let (before, after) = (default_codebook(), newer(|_| {}));
    assert_eq!(changes(&before, &after), []);
    let fates = Fates::new(&before, &after, []).unwrap();
    for (_, variable) in before.units.iter().flat_map(|u| u.variables.iter().map(move |v| (u, v))) {
        for value in &variable.values {
            let answer = match variable.kind {
                Kind::Set => Answer::sure(AnswerState::Coded(Value::Codes(vec![value.code.clone()]))),
                _ => Answer::code(value.code.as_str()),
            };
            assert_eq!(fates.of(&variable.code, &answer), Fate::Kept, "{} {}", variable.code, value.code);
        }
        let undecided = Answer::sure(AnswerState::CannotDecide);
        assert_eq!(fates.of(&variable.code, &undecided), Fate::Kept);
    }
}

#[test]
fn each_difference_is_named_once_by_its_codes() {
    let before = default_codebook();
    let after = newer(|book| {
        variable(book, "A8k").values.retain(|v| v.code != "caption");
        variable(book, "A8k").values.push(value("archive"));
        variable(book, "A4").label.ar = "نبرة العنوان كله".into();
        variable(book, "A5").values.reverse();
        variable(book, "D1").optional = true;
        let unit = book.units.iter_mut().find(|u| u.code == "DSC").unwrap();
        unit.variables.retain(|v| v.code != "V1");
        book.flags.pop();
    });
    let variable = |code: &str| code.to_owned();
    let expected = [
        Change::VariableChanged { variable: variable("D1"), what: "need" },
        Change::Reworded { place: "A4".into() },
        Change::VariableChanged { variable: variable("A5"), what: "rank" },
        Change::ValueAdded { variable: variable("A8k"), value: "archive".into() },
        Change::ValueRemoved { variable: variable("A8k"), value: "caption".into() },
        Change::VariableRemoved { variable: variable("V1") },
        Change::Arranged,
    ];
    assert_eq!(changes(&before, &after), expected);
}

#[test]
fn an_answer_holds_is_mapped_is_asked_again_or_laid_aside() {
    let before = default_codebook();
    let after = newer(|book| {
        variable(book, "A8k").values.retain(|v| v.code != "caption" && v.code != "deck");
        variable(book, "A4").kind = Kind::Set;
        let unit = book.units.iter_mut().find(|u| u.code == "DSC").unwrap();
        unit.variables.retain(|v| v.code != "V1");
    });
    let line = |v: &str, from: &str, to: Option<&str>| (v.to_owned(), from.to_owned(), to.map(str::to_owned));
    let table = [line("A8k", "caption", Some("external")), line("A1", "*", None)];
    let fates = Fates::new(&before, &after, table).unwrap();
    let tone = &before.variable("A4").unwrap().1.values[0].code;
    let genre = &before.variable("A1").unwrap().1.values[0].code;
    let of = |variable: &str, code: &str| fates.of(variable, &Answer::code(code));
    assert_eq!(of("A8k", "footer"), Fate::Kept);
    assert_eq!(of("A8k", "caption"), Fate::Mapped(Answer::code("external")));
    assert_eq!(of("A8k", "deck"), Fate::Again, "nothing says what it becomes");
    assert_eq!(of("V1", "yes"), Fate::Aside);
    assert_eq!(of("A1", genre), Fate::Again, "its meaning has changed, says the table");
    let one = Answer::sure(AnswerState::Coded(Value::Codes(vec![tone.clone()])));
    assert_eq!(of("A4", tone), Fate::Mapped(one), "one of several is still one");
    let doubtful = Answer { unsure: true, ..Answer::code("caption") };
    let Fate::Mapped(mapped) = fates.of("A8k", &doubtful) else { panic!() };
    assert!(mapped.unsure, "doubt goes along");
}

#[test]
fn sets_are_mapped_label_by_label_and_keep_the_order_of_the_codebook() {
    let before = default_codebook();
    let codes: Vec<String> = before.variable("A7").unwrap().1.values.iter().map(|v| v.code.clone()).collect();
    let after = newer(|book| variable(book, "A7").values.retain(|v| v.code != codes[0]));
    let given = |codes: &[&String]| {
        Answer::sure(AnswerState::Coded(Value::Codes(codes.iter().map(|c| (*c).clone()).collect())))
    };
    let table = [("A7".to_owned(), codes[0].clone(), Some(codes[2].clone()))];
    let fates = Fates::new(&before, &after, table).unwrap();
    assert_eq!(fates.of("A7", &given(&[&codes[0], &codes[1]])), Fate::Mapped(given(&[&codes[1], &codes[2]])));
    assert_eq!(fates.of("A7", &given(&[&codes[0], &codes[2]])), Fate::Mapped(given(&[&codes[2]])), "two become one");
    assert_eq!(fates.of("A7", &given(&[])), Fate::Kept, "none of them is still none of them");
    let fates = Fates::new(&before, &after, []).unwrap();
    assert_eq!(fates.of("A7", &given(&[&codes[0], &codes[1]])), Fate::Again);
}

#[test]
fn a_table_that_does_not_fit_says_in_which_line() {
    let before = default_codebook();
    let after = newer(|book| variable(book, "A8k").values.retain(|v| v.code != "caption"));
    let why = |lines: &[(&str, &str, Option<&str>)]| {
        let lines = lines.iter().map(|(v, from, to)| ((*v).to_owned(), (*from).to_owned(), to.map(str::to_owned)));
        Fates::new(&before, &after, lines).unwrap_err()
    };
    assert_eq!(why(&[("Z9", "x", None)]), FateError::NoQuestion("Z9".into()));
    let (variable, value) = ("A8k".to_owned(), "caption".to_owned());
    assert_eq!(why(&[("A8k", "x", None)]), FateError::NoOldValue { variable: variable.clone(), value: "x".into() });
    assert_eq!(
        why(&[("A8k", "deck", Some("caption"))]),
        FateError::NoNewValue { variable: variable.clone(), value: value.clone() }
    );
    assert_eq!(why(&[("A8k", "*", Some("deck"))]), FateError::AllBecomeOne(variable.clone()));
    assert_eq!(why(&[("A8k", "caption", None), ("A8k", "caption", None)]), FateError::Twice { variable, value });
}

#[test]
fn every_template_is_a_sound_codebook_of_its_own() {
    for template in TEMPLATES {
        let book = Codebook::from_json(&template.json().unwrap()).unwrap();
        assert_eq!(book, template.codebook());
        assert_eq!((book.id.as_str(), book.version.as_str()), (template.name, "1.0"));
        assert!(!book.panels.is_empty() && !book.title.en.is_empty() && !book.title.ar.is_empty());
        let shown = |code: &String| book.panels.iter().any(|p| p.units.contains(code));
        assert!(book.units.iter().filter(|u| u.scope != mizan::model::Scope::Coder).all(|u| shown(&u.code)));
    }
    let units =
        |name: &str| Template::named(name).unwrap().codebook().units.into_iter().map(|u| u.code).collect::<Vec<_>>();
    assert_eq!(units("stance"), ["DOC", "ART", "STN"]);
    assert_eq!(units("attribution"), ["DOC", "ART", "CHN", "ATT"]);
    assert!(Template::named("none").is_none());
}
