use super::bench::{Bench, window};
use crate::app::context::Intent;
use crate::app::theme::Mood;
use crate::model::CodingState;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

type Window = Harness<'static, Bench>;

fn press(window: &mut Window, held: Modifiers, keys: &[Key]) {
    for key in keys {
        window.key_press_modifiers(held, *key);
        window.run_steps(3);
    }
}

fn write(window: &mut Window, words: &str) {
    window.event(Event::Text(words.into()));
    window.run_steps(3);
}

fn quotes(window: &Window) -> Vec<String> {
    let records = window.state().view.records_of("ATT");
    records.flat_map(|record| record.anchors.iter().map(|anchor| anchor.quote.clone())).collect()
}

fn started(bench: Bench) -> Window {
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    window
}

#[test]
fn an_attribution_is_three_keys_that_select_and_three_that_code() {
    let mut window = window();
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, &[Key::G, Key::C, Key::G, Key::S, Key::V, Key::T]);
    assert_eq!(quotes(&window), ["قال", "الكرملين", "إن موسكو سترد"]);
}

#[test]
fn less_is_selected_again_and_the_bar_below_offers_the_same_by_mouse() {
    let mut window = window();
    window.run_steps(4);
    window.get_by_role_and_label(Role::Button, "Select a word, then more").click();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, &[Key::G]);
    press(&mut window, Modifiers::SHIFT, &[Key::G]);
    press(&mut window, Modifiers::NONE, &[Key::C]);
    assert_eq!(quotes(&window), ["قال"]);
}

#[test]
fn a_key_that_selects_gives_the_arrows_back_to_the_article() {
    let mut window = window();
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, &[Key::F6, Key::G]);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, &[Key::ArrowLeft]);
    press(&mut window, Modifiers::NONE, &[Key::S]);
    assert_eq!(quotes(&window), ["قال الكرملين"]);
}

#[test]
fn the_bar_opens_on_the_selected_words_and_typing_replaces_them() {
    let mut window = window();
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, &[Key::G]);
    press(&mut window, Modifiers::COMMAND, &[Key::F]);
    window.get_by_label("1 of 3");
    write(&mut window, "موسكو");
    window.get_by_label("1 of 1");
    let field = window.get_by_role_and_label(Role::TextInput, "Find in the article");
    assert_eq!(egui_kittest::kittest::NodeT::accesskit_node(&field).value().as_deref(), Some("موسكو"));
    window.get_by_role_and_label(Role::Button, "Close").click();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, &[Key::S]);
    assert_eq!(quotes(&window), ["موسكو"], "what was found is selected");
}

#[test]
fn escape_in_the_article_closes_the_bar_first_and_keeps_what_was_found() {
    let mut window = window();
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, &[Key::F]);
    write(&mut window, "الوزارة");
    window.get_by_role_and_label(Role::Button, "next").click();
    window.run_steps(3);
    let article = window.get_by_label("عنوان").rect();
    window.drag_at(article.center_bottom() - egui::vec2(0.0, 20.0));
    window.run_steps(2);
    window.drop_at(article.center_bottom() - egui::vec2(0.0, 20.0));
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, &[Key::F3, Key::Escape]);
    assert!(window.query_by_role_and_label(Role::TextInput, "Find in the article").is_none());
    press(&mut window, Modifiers::NONE, &[Key::S]);
    assert_eq!(quotes(&window), ["الوزارة"]);
}

#[test]
fn a_name_that_stands_only_once_is_said_to() {
    let mut window = window();
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, &[Key::ArrowLeft]);
    press(&mut window, Modifiers::NONE, &[Key::G, Key::F3]);
    let said = Intent::Message(Mood::Plain, "This article has it only here.".into());
    assert!(window.state().intents.contains(&said), "{:?}", window.state().intents);
    press(&mut window, Modifiers::NONE, &[Key::S]);
    assert_eq!(quotes(&window), ["الكرملين"]);
}

#[test]
fn without_words_the_next_place_asks_for_them_also_in_a_done_article() {
    let mut bench = Bench::new(super::fixture::view());
    bench.view.coding.state = CodingState::Done;
    let mut window = started(bench);
    press(&mut window, Modifiers::NONE, &[Key::F3]);
    write(&mut window, "قال");
    window.get_by_label("1 of 3");
    press(&mut window, Modifiers::NONE, &[Key::F3]);
    window.get_by_label("2 of 3");
    assert!(window.state().asked.is_empty());
}
