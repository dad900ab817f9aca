//! The codebook screen on the default codebook.

use super::{CodebookScreen, CodebookView};
use crate::app::bench::{Bench, Window, press};
use crate::app::command::Scope;
use crate::app::strings::Strings;
use crate::model::{Codebook, UiLanguage};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

struct State {
    screen: CodebookScreen,
    book: Codebook,
    view: CodebookView,
}

fn bench() -> Bench<State> {
    let book = Codebook::from_json(include_str!("../../../assets/codebook/media-bias-1.json")).unwrap();
    let view = CodebookView { book: Arc::new(book.clone()), ..CodebookView::default() };
    Bench::new(State { screen: CodebookScreen::default(), book, view }, Scope::Codebook, |state, ui, look, asks| {
        state.screen.ui(ui, look, &state.view, asks);
    })
}

fn contents(window: &Window<State>) -> Vec<String> {
    window.query_all_by_role(Role::ListItem).filter_map(|n| n.accesskit_node().label()).collect()
}

fn search(window: &mut Window<State>, words: &str) {
    press(window, Key::Slash);
    window.event(egui::Event::Text(words.into()));
    window.run_steps(3);
}

#[test]
fn every_unit_and_question_is_in_the_contents() {
    let window = bench().window();
    let book = &window.state().state.book;
    let expected = book.units.iter().map(|u| 1 + u.variables.len()).sum::<usize>() + 1;
    let lines = contents(&window);
    assert_eq!(lines.len(), expected);
    assert!(lines.contains(&"A1 Genre".to_owned()) && lines.contains(&"Flags".to_owned()), "{lines:?}");
}

#[test]
fn search_finds_a_value_in_either_language_and_spelling() {
    let mut window = bench().window();
    let value = window.state().state.book.variable("C3").unwrap().1.values[0].label.clone();
    search(&mut window, &value.ar.to_uppercase());
    let found = contents(&window);
    assert!(found.contains(&"C3 Form".to_owned()) && found.len() < 20, "{found:?}");
    press(&mut window, Key::Escape);
    assert!(contents(&window).len() > 40, "Escape shows all again");
    search(&mut window, "qqqq");
    assert!(contents(&window).is_empty());
    window.get_by_label("Nothing in the codebook has these words.");
}

#[test]
fn a_question_says_its_level_values_keys_and_condition() {
    let mut window = bench().window();
    window.get_by_role_and_label(Role::ListItem, "A3 Label contradicts").click();
    window.run_steps(4);
    window.get_by_label("Asked if “Label on page” is not “None”.");
    for value in ["1: Yes (yes)", "2: No (no)"] {
        assert!(window.query_all_by_label(value).next().is_some(), "{value}");
    }
}

#[test]
fn arrows_go_from_part_to_part_and_pages_from_unit_to_unit() {
    let mut window = bench().window();
    let chosen = |window: &Window<State>| {
        let on = |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        window.query_all_by_role(Role::ListItem).find(on).and_then(|n| n.accesskit_node().label()).unwrap()
    };
    let units: Vec<String> =
        window.state().state.book.units.iter().map(|u| format!("{} {}", u.code, u.label.en)).collect();
    assert_eq!(chosen(&window), units[0]);
    press(&mut window, Key::ArrowDown);
    assert_ne!(chosen(&window), units[0]);
    press(&mut window, Key::PageDown);
    assert_eq!(chosen(&window), units[1]);
    press(&mut window, Key::End);
    assert_eq!(chosen(&window), "Flags");
}

#[test]
fn skip_logic_is_said_in_words() {
    let bench = bench();
    let said = |strings: &Strings, code: &str| {
        let (unit, variable) = bench.state.book.variable(code).unwrap();
        strings.condition(unit, variable.applies_if.as_ref().unwrap())
    };
    assert_eq!(said(&Strings::EN, "S3"), "“Status” is “Expressed”");
    assert_eq!(said(&Strings::AR, "S3"), "كان جواب «حالة الموقف» «معبَّر عنه»");
    assert!(said(&Strings::EN, "C5").contains("has at least 2 labels"), "{}", said(&Strings::EN, "C5"));
    assert!(said(&Strings::AR, "R11").contains("حُدِّدت كلمات في دور «لفظ الإسناد»"), "{}", said(&Strings::AR, "R11"));
}

#[test]
fn arabic_is_found_by_screen_readers() {
    let window = bench().language(UiLanguage::Ar).window();
    window.get_by_role_and_label(Role::ListItem, "A1 النوع الصحفي");
    let title = window.state().state.book.title.ar.clone();
    window.get_by_role_and_label(Role::Heading, &title);
}

#[test]
#[ignore = "writes pictures for people"]
fn pictures() {
    bench().pictures("codebook");
    let mut searched = bench();
    searched.state.screen.search = "الإسناد".into();
    searched.pictures("codebook-search");
}
