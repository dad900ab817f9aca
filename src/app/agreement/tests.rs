//! The agreement screen on a report of made-up answers.

use super::{AgreementScreen, AgreementView, AgreementWish, Line, SEED};
use crate::app::bench::{Bench, Window, press};
use crate::app::command::Scope;
use crate::app::context::Intent;
use crate::app::strings::Strings;
use crate::jobs::{Monitor, Progress};
use crate::model::{Answer, AnswerState, Bilingual, Codebook, Kind, Level, UiLanguage, Value};
use crate::model::{Judgements, Marked, MarkedSpan, MarkedText};
use crate::project::{AgreementChoice, AgreementData, Facet, LeftOut, Offered, default_codebook};
use crate::report::{Assurance, Forecast, Influence, Marks, MarksLine, Pairs, VariableData, Week};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

/// Few resamples: the figures of the room `agreement` have tests of their own.
const FEW: usize = 200;

struct State {
    screen: AgreementScreen,
    view: AgreementView,
    book: Arc<Codebook>,
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
        articles: vec![Vec::new(); rows.len()],
        records: Vec::new(),
        cells: rows.iter().map(|row| row.chars().map(cell).collect()).collect(),
    }
}

fn data() -> AgreementData {
    let article = ("Article", "المقال");
    AgreementData {
        variables: vec![
            variable("A1", article, ("Genre", "النوع"), &["111", "122", "22?", "11-", "222", "111"]),
            variable("A3", article, ("Signed", "التوقيع"), &["111", "111"]),
            variable("C1", ("Disclaimer", "إخلاء المسؤولية"), ("Present", "الوجود"), &["1--", "2--"]),
        ],
        unfinished_codings: 2,
        ..AgreementData::default()
    }
}

/// What the room's logic makes of the answers.
fn computed(data: AgreementData) -> AgreementView {
    let monitor = Monitor::silent();
    let mut lines = Line::all(&data, &monitor).unwrap();
    for line in &mut lines {
        let of = &data.variables[line.variable];
        line.assurance = Some(Assurance::of(of, FEW, SEED, &monitor).unwrap());
    }
    let pairs = (0, Pairs::of(&data.variables[0], &monitor).unwrap());
    let influence = Influence::of(&data.variables[0], &monitor).unwrap();
    let marks = Some(data.marks.iter().filter_map(|m| MarksLine::of(m, SEED, &monitor).unwrap()).collect());
    AgreementView {
        influence,
        marks,
        data: Arc::new(data),
        lines: Some(lines),
        pairs: Some(pairs),
        ..AgreementView::default()
    }
}

fn bench(view: AgreementView) -> Bench<State> {
    let book = default_codebook();
    let state = State { screen: AgreementScreen::default(), view, book };
    Bench::new(state, Scope::Agreement, |state, ui, look, asks| {
        state.screen.ui(ui, look, &state.view, &state.book, asks);
    })
}

fn labels(window: &Window<State>, role: Role) -> Vec<String> {
    window.query_all_by_role(role).filter_map(|n| n.accesskit_node().label()).collect()
}

fn rows(window: &Window<State>) -> Vec<String> {
    labels(window, Role::Row)
}

/// Which of the cells (or rows) is chosen.
fn chosen(window: &Window<State>, role: Role) -> Vec<String> {
    let is_on =
        |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled().is_some_and(|t| t == egui::accesskit::Toggled::True);
    window.query_all_by_role(role).filter(is_on).filter_map(|n| n.accesskit_node().label()).collect()
}

fn wishes(window: &Window<State>) -> Vec<AgreementWish> {
    let wish = |intent: &Intent| match intent {
        Intent::Agreement(wish) => Some(wish.clone()),
        _ => None,
    };
    window.state().intents.iter().filter_map(wish).collect()
}

#[test]
fn a_line_has_its_counts_and_figures() {
    let view = computed(data());
    let line = &view.lines.as_ref().unwrap()[0];
    let alpha = format!("{:.3}", line.basics.alpha.value().unwrap());
    let assurance = line.assurance.clone().unwrap().unwrap();
    let interval = format!("95 % interval: [{:.3}, {:.3}]", assurance.low, assurance.high);
    let window = bench(view).window();
    let said = &rows(&window)[0];
    for part in ["A1 Genre", "units: 6", "coders: 3", "cannot decide: 1", "level: nominal", "News", "overlap: 100 %"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    // 17 answers were asked for (one coder has not the fourth unit), one has no value.
    assert!(said.contains("missing: 6 %") && said.contains(" AC1: "), "{said}");
    assert!(said.contains(&alpha) && said.contains(&interval), "{alpha} {interval} in {said}");
    assert!(said.contains("q below .667: ") && said.contains("shown to be: neither"), "{said}");
}

#[test]
fn what_has_no_figure_says_why() {
    let window = bench(computed(data())).window();
    let lines = rows(&window);
    assert!(lines[1].contains("No alpha: no variation: every compared value is “News”"), "{}", lines[1]);
    assert!(!lines[1].contains("interval"), "{}", lines[1]);
    assert!(lines[2].contains("no unit was coded by two or more coders"), "{}", lines[2]);
}

#[test]
fn full_agreement_on_two_values_has_an_alpha_but_no_interval() {
    let full = variable("A1", ("Article", "المقال"), ("Genre", "النوع"), &["111", "222"]);
    let window = bench(computed(AgreementData { variables: vec![full], ..AgreementData::default() })).window();
    let line = &rows(&window)[0];
    assert!(line.contains("alpha: 1.000"), "{line}");
    assert!(line.contains("No interval: ") && !line.contains("shown to be"), "{line}");
}

#[test]
fn intervals_that_are_still_computed_are_dots_and_no_figures() {
    let mut view = computed(data());
    for line in view.lines.as_mut().unwrap() {
        line.assurance = None;
    }
    view.progress = Some(Progress { done: 1, total: Some(3), elapsed: std::time::Duration::ZERO });
    let mut window = bench(view).window();
    assert!(!rows(&window)[0].contains("interval"), "{}", rows(&window)[0]);
    window.get_by_label("Computing intervals: 1 of 3 questions");
    let bar = window.get_by_role(Role::ProgressIndicator);
    assert!((bar.accesskit_node().numeric_value().unwrap() - 100.0 / 3.0).abs() < 1e-6);
    press(&mut window, Key::Escape);
    assert_eq!(wishes(&window), [AgreementWish::Stop]);
}

#[test]
fn stale_and_stopped_figures_say_so() {
    let stale = AgreementView { stale: true, ..computed(data()) };
    bench(stale.clone()).window().get_by_label_contains("Out of date: answers have changed");
    let mut window = bench(AgreementView { stopped: true, ..stale }).window();
    window.get_by_label("Stopped: the figures are of older answers.");
    press(&mut window, Key::R);
    assert_eq!(wishes(&window), [AgreementWish::Compute]);
    bench(computed(data())).window().get_by_label("All figures are up to date.");
}

#[test]
fn lines_stand_under_the_headings_of_their_units() {
    let window = bench(computed(data())).window();
    let heading = |name: &str| window.get_by_role_and_label(Role::Heading, name).rect().top();
    let row = |at: usize| window.query_all_by_role(Role::Row).nth(at).unwrap().rect().top();
    assert!(heading("Article") < row(0) && row(1) < heading("Disclaimer") && heading("Disclaimer") < row(2));
}

#[test]
fn unfinished_codings_are_said_to_be_left_out() {
    let window = bench(computed(data())).window();
    window.get_by_label("2 codings that are begun but not done are left out.");
}

#[test]
fn arrows_move_from_line_to_line_and_ask_for_the_pairs_of_each() {
    let mut window = bench(computed(data())).window();
    assert_eq!(wishes(&window), [], "the pairs of the first line are there");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowUp);
    let at = chosen(&window, Role::Row);
    assert!(at.len() == 1 && at[0].starts_with("A3 Signed"), "{at:?}");
    assert_eq!(wishes(&window).last(), Some(&AgreementWish::Pairs(1)));
}

#[test]
fn enter_leads_to_coders_and_values_and_escape_back() {
    let mut window = bench(computed(data())).window();
    // أمل and بسام agree on four of six units, the others on more.
    let worst = "\u{2068}أمل\u{2069} and \u{2068}بسام\u{2069}";
    let said = labels(&window, Role::Cell);
    let pairs: Vec<&String> = said.iter().filter(|l| l.contains("alpha")).collect();
    assert_eq!(pairs.len(), 3, "{said:?}");
    let hints = |window: &Window<State>| window.state().keys.iter().map(|h| h.does.clone()).collect::<Vec<_>>();
    assert!(hints(&window).contains(&"coder by coder".to_owned()));
    press(&mut window, Key::Enter);
    assert!(hints(&window).contains(&"value by value".to_owned()), "{:?}", hints(&window));
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::ArrowUp);
    let at = chosen(&window, Role::Cell);
    assert!(at.iter().any(|l| l.starts_with(worst)), "{at:?}");
    press(&mut window, Key::Enter);
    press(&mut window, Key::Home);
    press(&mut window, Key::ArrowRight);
    let at = chosen(&window, Role::Cell);
    let cell = "\u{2068}أمل\u{2069}: \u{2068}News\u{2069}, \u{2068}بسام\u{2069}: \u{2068}Column\u{2069} (1 unit)";
    assert!(at.iter().any(|l| l == cell), "{at:?}");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Escape);
    press(&mut window, Key::ArrowDown);
    assert!(chosen(&window, Role::Row)[0].starts_with("A3 Signed"));
}

#[test]
fn the_map_is_mirrored_and_its_figures_stay() {
    let left_of = |language| {
        let window = bench(computed(data())).language(language).window();
        let x = |role: Role, part: &str| {
            window
                .get_all_by_role(role)
                .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(part)))
                .unwrap()
                .rect()
                .center()
                .x
        };
        let table = x(Role::Row, "A1");
        let first = window.query_all_by_role(Role::Cell).next().unwrap().rect().center().x;
        (table, first)
    };
    let (table, map) = left_of(UiLanguage::En);
    assert!(table < map, "the side stands at the end of lines");
    let (table, map) = left_of(UiLanguage::Ar);
    assert!(map < table);
}

#[test]
fn the_forest_plot_says_what_the_table_says() {
    let mut window = bench(computed(data())).window();
    let table = rows(&window);
    press(&mut window, Key::Num2);
    assert_eq!(chosen(&window, Role::Tab), ["Forest plot"]);
    assert_eq!(rows(&window), table);
    press(&mut window, Key::ArrowDown);
    assert!(chosen(&window, Role::Row)[0].starts_with("A3 Signed"));
    press(&mut window, Key::Num1);
    assert_eq!(chosen(&window, Role::Tab), ["Table"]);
    assert!(chosen(&window, Role::Row)[0].starts_with("A3 Signed"), "the place is kept");
}

#[test]
fn weeks_are_said_with_their_figures_or_reasons() {
    let mut view = computed(data());
    let of = view.data.variables[0].clone();
    let weeks = [Some(2800), Some(2800), Some(2800), Some(2801), Some(2802), Some(2802)];
    view.weeks = Week::all(&of, &weeks, &Monitor::silent()).unwrap();
    let mut window = bench(view.clone()).window();
    press(&mut window, Key::Num3);
    let said = rows(&window);
    assert_eq!(said.len(), 3);
    assert!(said[0].starts_with("Week of 2023-08-28: 3 units, alpha "), "{said:?}");
    assert!(said[1].contains("1 unit, No alpha: no variation"), "{said:?}");
    assert!(said[2].contains("agree 100 %"), "{said:?}");
    press(&mut window, Key::ArrowDown);
    assert!(window.query_all_by_label("A3 Signed").next().is_some());
    assert_eq!(rows(&window).len(), 0, "the weeks of another question are no weeks of this one");
    // Without a second week there is no course.
    view.weeks.truncate(1);
    let mut window = bench(view).window();
    press(&mut window, Key::Num3);
    window.get_by_label_contains("a course over time needs two");
}

#[test]
fn the_forecast_is_said_in_words() {
    let window = bench(computed(data())).window();
    window.get_by_role_and_label(Role::Heading, "How many units are needed");
    let words = Strings::EN;
    assert_eq!(words.forecast(Forecast::More(1), 0.8), "1 unit more until the lower bound reaches 0.80.");
    assert_eq!(Strings::AR.forecast(Forecast::More(3), 0.667), "يلزم بعد: ٣ وحدات، حتى يبلغ الحد الأدنى ٠٫٦٦٧.");
    assert!(words.forecast(Forecast::NotByUnits, 0.8).contains("alpha itself"));
}

#[test]
fn the_axis_holds_every_figure_and_runs_from_left_to_right() {
    use super::forest::{Axis, least};
    let mut lines = computed(data()).lines.unwrap();
    let room = egui::Rangef::new(100.0, 500.0);
    for line in &mut lines {
        line.assurance = None;
    }
    let from_zero = Axis::new(least(&lines), room);
    assert!(from_zero.x(0.0) < from_zero.x(0.667) && from_zero.x(0.667) < from_zero.x(0.8));
    assert!(from_zero.x(0.0) > 100.0 && from_zero.x(1.0) < 500.0 && from_zero.x(1.0) > 480.0);
    let (low, high, standard_error, replicates, without_alpha) = (-0.43, 0.9, 0.3, 100, 0);
    let (below_tentative, below_reliable) = (0.5, 0.6);
    lines[0].assurance =
        Some(Ok(Assurance { low, high, standard_error, below_tentative, below_reliable, replicates, without_alpha }));
    let below_zero = Axis::new(least(&lines), room);
    assert!(below_zero.x(-0.5) < below_zero.x(-0.43) && below_zero.x(-0.43) < below_zero.x(0.0));
    assert!((below_zero.x(-0.9) - below_zero.x(-0.5)).abs() < 1e-3, "what lies below stands at the end");
}

#[test]
fn what_is_compared_is_chosen_by_keys_and_only_where_there_is_a_choice() {
    let offer = |facet, key: &str, on| Offered { facet, key: key.into(), name: bilingual(key, key), codings: 3, on };
    let offered =
        vec![offer(Facet::Round, "main", true), offer(Facet::Month, "", true), offer(Facet::Month, "2025-05", false)];
    let mut view = computed(AgreementData { offered, left_out: vec![left_out()], ..data() });
    view.choice.without.insert((Facet::Month, "2025-05".into()));
    let mut window = bench(view.clone()).window();
    window.get_by_label("Left out: 4 finished codings under codebook \u{2068}media-bias 0.9\u{2069}.");
    window.get_by_label("Put aside: \u{2068}2025-05\u{2069}.");
    press(&mut window, Key::C);
    let boxes = labels(&window, Role::CheckBox);
    assert_eq!(boxes.len(), 2, "one round leaves no choice: {boxes:?}");
    assert!(boxes[0].contains("Month of publication: not known"), "{boxes:?}");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    assert_eq!(wishes(&window), [AgreementWish::Choose(AgreementChoice::default())], "taken in again");
    // Where everything is put aside there is still a way back.
    let nothing = AgreementView { lines: Some(Vec::new()), ..view };
    let mut window = bench(nothing).window();
    press(&mut window, Key::C);
    assert_eq!(labels(&window, Role::CheckBox).len(), 2);
}

fn left_out() -> LeftOut {
    LeftOut { version: "media-bias 0.9".into(), codings: 4 }
}

#[test]
fn it_says_when_there_is_nothing_yet() {
    let window = bench(AgreementView::default()).window();
    window.get_by_label("The agreement is being computed.");
    let window = bench(AgreementView { lines: Some(Vec::new()), ..AgreementView::default() }).window();
    window.get_by_label_contains("Nothing to compare yet");
}

#[test]
fn arabic_has_its_own_figures_and_reasons() {
    let window = bench(computed(data())).language(UiLanguage::Ar).window();
    let lines = rows(&window);
    assert!(lines[0].contains("النوع") && lines[0].contains("وحدات: ٦"), "{}", lines[0]);
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
    let data = AgreementData {
        variables: vec![
            coded(Kind::Number, [Value::Number(12.0), Value::Number(12.0)]),
            coded(Kind::Date, [Value::Date("2024-08-19".into()), Value::Date("2024-08-19".into())]),
            coded(Kind::Entity, [name(), name()]),
        ],
        ..AgreementData::default()
    };
    let lines = rows(&bench(computed(data)).language(UiLanguage::Ar).window());
    assert!(lines[0].contains("\u{2068}١٢\u{2069} ١٠٠٪"), "{}", lines[0]);
    // The sentence under the line says it, too.
    assert!(lines[0].contains("«\u{2068}١٢\u{2069}»"), "{}", lines[0]);
    assert!(lines[1].contains("\u{2068}٢٠٢٤-٠٨-١٩\u{2069} ١٠٠٪"), "{}", lines[1]);
    assert!(lines[2].contains("قناة 24"), "a name keeps its letters: {}", lines[2]);
}

#[test]
fn a_rounded_certainty_is_not_called_certain() {
    use super::line::{coefficient, interval, probability};
    assert_eq!(probability(UiLanguage::En, 0.001), "<\u{a0}0.01");
    assert_eq!(probability(UiLanguage::En, 0.999), ">\u{a0}0.99");
    assert_eq!(probability(UiLanguage::En, 0.0), "0.00");
    assert_eq!(coefficient(UiLanguage::En, -0.0001), "0.000");
    assert_eq!(interval(UiLanguage::Ar, -0.25, 0.5), "[–٠٫٢٥٠؛ ٠٫٥٠٠]");
}

#[test]
#[ignore = "writes pictures for people"]
fn pictures() {
    let folder = tempfile::tempdir().unwrap();
    let demo = crate::project::write_demo(&folder.path().join("demo.mizan")).unwrap();
    bench(computed(demo.agreement_data().unwrap())).pictures("agreement");
}

/// Two coders who marked the sources of two articles.
fn sources() -> Marks {
    let span = |start, end| MarkedSpan { start, end, category: 0 };
    let text = |codings: [Vec<MarkedSpan>; 2]| MarkedText {
        name: "مقال".into(),
        length: 200,
        codings: codings.into_iter().map(Some).chain([None]).collect(),
        parts: None,
    };
    let texts = vec![
        text([vec![span(0, 20)], vec![span(0, 20)]]),
        text([vec![span(10, 20)], vec![span(12, 20), span(90, 95)]]),
    ];
    let coders = ["أمل", "بسام", "جنى"].map(str::to_owned).to_vec();
    let judgements = Judgements::Marked(Marked { coders, categories: vec!["source".into()], texts });
    Marks {
        code: "R1".into(),
        unit: bilingual("Attribution", "الإسناد"),
        label: bilingual("Source", "المصدر"),
        judgements,
    }
}

#[test]
fn what_was_marked_stands_below_the_questions_and_is_reached_by_arrows() {
    let mut window = bench(computed(AgreementData { marks: vec![sources()], ..data() })).window();
    window.run();
    let said = "marks: 5, articles: 2, coders: 2.";
    assert!(window.query_by_label(said).is_some());
    assert!(
        window.query_by_label_contains("u-alpha").is_some()
            && window.query_by_label_contains("F1 exact \u{2068}0.400\u{2069}").is_some()
    );
    assert_eq!(window.state().state.screen.at.mark, None);
    for _ in 0..3 {
        press(&mut window, Key::ArrowDown);
    }
    assert_eq!(window.state().state.screen.at.mark, Some(0));
    press(&mut window, Key::ArrowUp);
    assert_eq!((window.state().state.screen.at.mark, window.state().state.screen.at.line), (None, 2));
}

#[test]
fn an_article_that_pulls_alpha_down_opens_with_two_coders_who_differ() {
    let mut window = bench(computed(data())).window();
    window.run();
    let view = &window.state().state.view;
    let (unit, without) = view.influence.units[0];
    assert!(without > view.lines.as_ref().unwrap()[0].basics.alpha.value().unwrap());
    let name = format!("مقال: {}", super::line::coefficient(UiLanguage::En, without));
    window.get_all_by_label(&name).next().unwrap().click();
    window.run();
    let at = &window.state().state.screen.at;
    assert_eq!(at.focus, super::screen::Focus::Behind);
    let pair = at.pair.unwrap();
    let row = &window.state().state.view.data.variables[0].cells[unit];
    assert_ne!(row[pair.0], row[pair.1]);
}
