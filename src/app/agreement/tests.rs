//! The agreement screen on a report of made-up answers.

use super::AgreementScreen;
use crate::app::bench::{Bench, press};
use crate::app::command::Scope;
use crate::model::{Answer, AnswerState, Bilingual, Kind, Level, UiLanguage, Value};
use crate::report::{AgreementReport, VariableData};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

struct State {
    screen: AgreementScreen,
    report: Option<AgreementReport>,
}

fn bilingual(en: &str, ar: &str) -> Bilingual {
    Bilingual { en: en.into(), ar: ar.into() }
}

/// Three coders, one letter each per unit; `-` for nothing, `?` for "cannot decide".
fn variable(code: &str, unit: (&str, &str), label: (&str, &str), rows: &[&str]) -> VariableData {
    let cell = |c: char| match c {
        '-' => None,
        '?' => Some(AnswerState::CannotDecide),
        c => Some(Answer::code(c.to_string()).state),
    };
    VariableData {
        variable: code.into(),
        row: Vec::new(),
        unit: bilingual(unit.0, unit.1),
        label: bilingual(label.0, label.1),
        level: Level::Nominal,
        kind: Kind::Choice,
        values: vec![("1".into(), bilingual("News", "خبر")), ("2".into(), bilingual("Column", "عمود رأي"))],
        coders: vec!["أمل".into(), "بسام".into(), "جنى".into()],
        units: rows.iter().map(|_| "مقال".into()).collect(),
        cells: rows.iter().map(|row| row.chars().map(cell).collect()).collect(),
    }
}

fn report() -> AgreementReport {
    let article = ("Article", "المقال");
    AgreementReport::of(
        &[
            variable("A1", article, ("Genre", "النوع"), &["111", "122", "22?", "11-"]),
            variable("A3", article, ("Signed", "التوقيع"), &["111", "111"]),
            variable("C1", ("Disclaimer", "إخلاء المسؤولية"), ("Present", "الوجود"), &["1--", "2--"]),
        ],
        2,
    )
}

fn bench(report: Option<AgreementReport>) -> Bench<State> {
    let state = State { screen: AgreementScreen::default(), report };
    Bench::new(state, Scope::Project, |state, ui, look, asks| {
        state.screen.ui(ui, look, state.report.as_ref(), asks);
    })
}

fn rows(window: &crate::app::bench::Window<State>) -> Vec<String> {
    window.query_all_by_role(Role::Row).filter_map(|n| n.accesskit_node().label()).collect()
}

#[test]
fn a_line_has_its_counts_and_figures() {
    let report = report();
    let alpha = format!("{:.3}", report.lines[0].alpha.value().unwrap());
    let window = bench(Some(report)).window();
    let line = &rows(&window)[0];
    for part in ["A1 Genre", "units: 4", "coders: 3", "cannot decide: 1", "level: nominal", "News"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert!(line.contains(&alpha), "{line}");
}

#[test]
fn a_line_without_variation_has_its_reason_and_no_figure() {
    let window = bench(Some(report())).window();
    let line = &rows(&window)[1];
    assert!(line.contains("alpha: none"), "{line}");
    assert!(line.contains("every compared value is “News”"), "the value by its label: {line}");
    assert!(!line.contains("1.0"), "{line}");
}

#[test]
fn lines_stand_under_their_units() {
    let window = bench(Some(report())).window();
    let heading = |name| window.get_by_role_and_label(Role::Heading, name).rect().top();
    let row = |at: usize| window.query_all_by_role(Role::Row).nth(at).unwrap().rect().top();
    assert!(heading("Article") < row(0) && row(1) < heading("Disclaimer") && heading("Disclaimer") < row(2));
}

#[test]
fn unfinished_codings_are_said_to_be_left_out() {
    let window = bench(Some(report())).window();
    window.get_by_label("2 codings that are begun but not done are left out.");
}

#[test]
fn arrows_move_from_line_to_line() {
    let mut window = bench(Some(report())).window();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowUp);
    let chosen: Vec<bool> = window
        .query_all_by_role(Role::Row)
        .map(|n| n.accesskit_node().toggled().is_some_and(|t| t == egui::accesskit::Toggled::True))
        .collect();
    assert_eq!(chosen, [false, true, false]);
}

#[test]
fn it_says_when_there_is_nothing_yet() {
    let window = bench(None).window();
    window.get_by_label("The agreement is being computed.");
    let window = bench(Some(AgreementReport::default())).window();
    window.get_by_label_contains("Nothing to compare yet");
}

#[test]
fn arabic_has_its_own_figures_and_reasons() {
    let window = bench(Some(report())).language(UiLanguage::Ar).window();
    let lines = rows(&window);
    assert!(lines[0].contains("النوع") && lines[0].contains("وحدات: ٤"), "{}", lines[0]);
    assert!(lines[1].contains("«\u{2068}خبر\u{2069}»"), "{}", lines[1]);
    assert!(lines[2].contains("لا وحدة رمّزها مرمِّزان"), "{}", lines[2]);
}

#[test]
fn arabic_writes_numbers_and_dates_that_were_coded_in_its_own_digits() {
    let page = ("Document", "الوثيقة");
    let coded = |kind, values: [Value; 2]| VariableData {
        level: if kind == Kind::Entity { Level::Nominal } else { Level::Interval },
        kind,
        values: Vec::new(),
        cells: vec![values.map(|v| Some(AnswerState::Coded(v))).into()],
        coders: vec!["أمل".into(), "بسام".into()],
        ..variable("D", page, ("Fact", "حقيقة"), &["--"])
    };
    let name = || Value::Text("قناة 24".into());
    let report = AgreementReport::of(
        &[
            coded(Kind::Number, [Value::Number(12.0), Value::Number(12.0)]),
            coded(Kind::Date, [Value::Date("2024-08-19".into()), Value::Date("2024-08-19".into())]),
            coded(Kind::Entity, [name(), name()]),
        ],
        0,
    );
    let lines = rows(&bench(Some(report)).language(UiLanguage::Ar).window());
    assert!(lines[0].contains("١٠٠٪ \u{2068}١٢\u{2069}"), "{}", lines[0]);
    // The sentence under the line says it, too.
    assert!(lines[0].contains("«\u{2068}١٢\u{2069}»"), "{}", lines[0]);
    assert!(lines[1].contains("١٠٠٪ \u{2068}٢٠٢٤-٠٨-١٩\u{2069}"), "{}", lines[1]);
    assert!(lines[2].contains("قناة 24"), "a name keeps its letters: {}", lines[2]);
}

#[test]
#[ignore = "writes pictures for people"]
fn pictures() {
    let folder = tempfile::tempdir().unwrap();
    let demo = crate::project::write_demo(&folder.path().join("demo.mizan")).unwrap();
    bench(Some(demo.agreement().unwrap())).pictures("agreement");
}
