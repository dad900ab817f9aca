//! What is in focus is in sight.

use super::bench::Bench;
use super::fixture::{add, view};
use crate::model::CodingId;
use egui::{Key, Modifiers, Rect, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

type Window = Harness<'static, Bench>;

fn press(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run_steps(6);
}

/// Where the line of the notes begins.
fn room_end(window: &Window) -> f32 {
    window.get_by_role_and_label(Role::Button, "Memo").rect().top()
}

fn question(window: &Window, name: &str) -> Rect {
    window.get_by_label(name).rect()
}

#[test]
fn a_question_that_is_pushed_down_by_what_is_marked_above_it_stays_in_sight() {
    let mut bench = Bench::new(view());
    for n in 20..32 {
        add(&mut bench.view, n, "ATT", &[("R4", "scare_label")], &[("content", "موسكو")]);
    }
    let mut window = bench.window(1280.0, 640.0);
    window.run_steps(4);
    press(&mut window, Modifiers::ALT, Key::Num2);
    for key in [Key::C, Key::S, Key::T] {
        press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
        press(&mut window, Modifiers::NONE, key);
    }
    let bottom = room_end(&window);
    let card = question(&window, "R4 Quote form: not answered");
    assert!(card.bottom() <= bottom, "{card:?} ends at {bottom}");
}

#[test]
fn the_next_article_begins_with_the_title_above_its_first_question() {
    let mut window = Bench::new(view()).window(1280.0, 520.0);
    window.run_steps(4);
    let title = |window: &Window| window.get_by_role_and_label(Role::Heading, "Document").rect();
    let first = title(&window);
    for _ in 0..12 {
        press(&mut window, Modifiers::NONE, Key::Tab);
    }
    assert!(title(&window).bottom() < 0.0, "scrolled away");
    let mut next = view();
    next.coding.id = CodingId::from_uuid(uuid::Uuid::from_u128(950));
    window.state_mut().view = next;
    window.run_steps(6);
    assert_eq!(title(&window), first);
}
