//! Declaring an article done, and what is missing until then.

use super::bench::{Bench, Window, press, press_with, started};
use super::fixture::set;
use crate::app::context::Intent;
use crate::model::{Answer, AnswerState, CodingState};
use crate::project::Command;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

#[test]
fn done_is_refused_with_the_list_or_forced_with_a_reason() {
    let mut window = started();
    press(&mut window, Key::Enter);
    assert!(window.query_by_role_and_label(Role::TextInput, "Outlet").is_some(), "an open field comes first");
    press(&mut window, Key::Escape);
    window.get_by_role_and_label(Role::Button, "A1 Genre: not answered").click();
    window.run_steps(3);
    press(&mut window, Key::Enter);
    window.get_by_label("Not everything is answered");
    assert!(window.state().asked.is_empty(), "nothing was finished");
    press(&mut window, Key::W);
    window.event(Event::Text("نص مقطوع".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    let coding = &window.state().view.coding;
    assert_eq!((coding.state, coding.forced_reason.as_deref()), (CodingState::Done, Some("نص مقطوع")));
    let next = Intent::App(crate::app::command::AppCommand::NextArticle);
    assert!(window.state().intents.contains(&next), "and on to the next article");
}

#[test]
fn enter_behind_a_set_never_tries_to_finish() {
    let mut window = started();
    let refused = |window: &Window| window.query_by_label("Not everything is answered").is_some();
    press_with(&mut window, Modifiers::ALT, Key::Num4);
    for key in [Key::A, Key::Num2, Key::Enter, Key::Num1, Key::Enter] {
        press(&mut window, key);
    }
    window.get_by_role_and_label(Role::Group, "C6 Denied for: not answered");
    press(&mut window, Key::Num5);
    window.get_by_role_and_label(Role::RadioGroup, "C7 Scope: not answered");
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::RadioGroup, "C7 Scope: not answered");
    assert!(!refused(&window), "nobody excludes the others and has led on already");
    press(&mut window, Key::Enter);
    assert!(refused(&window), "the second Enter is meant");
}

#[test]
fn enter_closes_the_last_set_of_a_panel() {
    let mut bench = Bench::new(super::fixture::view());
    for unit in ["DOC", "ART"] {
        let record = bench.view.records_of(unit).next().unwrap().id;
        for variable in bench.view.book.unit(unit).unwrap().variables.clone() {
            if variable.code != "A7" {
                set(&mut bench.view, record, &variable.code, Answer::sure(AnswerState::CannotDecide));
            }
        }
    }
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Num1);
    press(&mut window, Key::Enter);
    assert!(window.query_by_label("Not everything is answered").is_none());
    window.get_by_role_and_label(Role::Button, "A7 Frames: Conflict, strategy");
    press(&mut window, Key::N);
    window.get_by_role_and_label(Role::RadioGroup, "Writer · Russia");
}

#[test]
fn a_complete_article_is_done_by_one_key() {
    let mut bench = Bench::new(super::fixture::view());
    for record in bench.view.records.clone() {
        let unit = bench.view.book.unit(&record.unit).unwrap().clone();
        for variable in &unit.variables {
            let answer = Answer::sure(AnswerState::CannotDecide);
            bench
                .view
                .records
                .iter_mut()
                .find(|r| r.id == record.id)
                .unwrap()
                .answers
                .entry(variable.code.clone())
                .or_insert(answer);
        }
    }
    bench.view.missing.clear();
    let coding = bench.view.coding.id;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().asked, [Command::Finish { coding, reason: None }]);
}

#[test]
fn a_done_article_is_closed_until_it_is_opened_again() {
    let mut bench = Bench::new(super::fixture::view());
    bench.view.coding.state = CodingState::Done;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Num1);
    assert!(window.state().asked.is_empty());
    window.get_by_role_and_label(Role::Button, "Open again").click();
    window.run_steps(3);
    assert_eq!(window.state().view.coding.state, CodingState::Begun);
}

#[test]
fn a_done_article_is_opened_again_by_one_key_that_stands_in_the_foot_line() {
    let mut bench = Bench::new(super::fixture::view());
    bench.view.coding.state = CodingState::Done;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    let foot = |window: &Window| window.state().keys.iter().map(|k| k.key.clone()).collect::<Vec<_>>();
    assert!(foot(&window).contains(&"Shift+Enter".to_owned()), "{:?}", foot(&window));
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.state().view.coding.state, CodingState::Begun);
    assert!(!foot(&window).contains(&"Shift+Enter".to_owned()), "nothing is left to open again");
    // It changes nothing in an open article, and so makes no step to undo.
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.state().asked.len(), 1, "{:?}", window.state().asked);
}

#[test]
fn the_missing_list_leads_to_its_place() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num5);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::Group, "D2 Outlet country: not answered");
}
