//! Lists that open over the screen: they have the keys while they are open.

use super::bench::{Bench, window};
use super::fixture::{add, id, view};
use crate::model::{NoteTarget, UiLanguage};
use crate::project::Command;
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

type Window = Harness<'static, Bench>;

fn press(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run_steps(3);
}

/// Five contents so near to each other that they share a mark in the margin; its list is open.
fn stack(language: UiLanguage, label: &str) -> Window {
    let mut bench = Bench::new(view());
    bench.language = language;
    for (n, words) in [(20, "قال"), (21, "الكرملين"), (22, "إن موسكو سترد"), (23, "موسكو"), (24, "سترد")]
    {
        add(&mut bench.view, n, "ATT", &[], &[("content", words)]);
    }
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    window.get_by_label(label).click();
    window.run_steps(3);
    window
}

const IN_ENGLISH: &str = "Content 1, Content 2, Content 3, Content 4, Content 5";

#[test]
fn keys_of_an_open_list_of_marks_choose_among_them_and_answer_nothing_behind_it() {
    let mut window = stack(UiLanguage::En, IN_ENGLISH);
    for key in [Key::X, Key::N, Key::Delete, Key::A, Key::Num9] {
        press(&mut window, Modifiers::NONE, key);
    }
    assert!(window.state().asked.is_empty(), "{:?}", window.state().asked);
    press(&mut window, Modifiers::NONE, Key::Num4);
    assert!(window.state().asked.is_empty(), "{:?}", window.state().asked);
    let chosen = window.get_by_role_and_label(Role::ListItem, "Attribution 4: موسكو");
    assert_eq!(chosen.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    press(&mut window, Modifiers::NONE, Key::Num2);
    assert_eq!(window.state().asked.len(), 1, "the list is closed, and the key answers again");
}

#[test]
fn the_list_of_marks_is_mirrored_with_the_window() {
    let label = "المحتوى ١, المحتوى ٢, المحتوى ٣, المحتوى ٤, المحتوى ٥";
    let window = stack(UiLanguage::Ar, label);
    let mark = window.get_by_role_and_label(Role::Button, "المحتوى ٣").rect();
    let remove: Vec<_> = window.get_all_by_role_and_label(Role::Button, "حذف").map(|n| n.rect()).collect();
    let beside = remove.iter().find(|r| (r.center().y - mark.center().y).abs() < 2.0).unwrap();
    assert!(beside.right() < mark.left(), "the mark first, at the right: {mark:?} {beside:?}");
    let other = window.get_by_role_and_label(Role::Button, "المحتوى ٤").rect();
    assert!((other.right() - mark.right()).abs() < 1.0, "all begin at one edge: {other:?} {mark:?}");
}

#[test]
fn every_flag_is_set_by_keys() {
    let mut window = window();
    window.run_steps(4);
    press(&mut window, Modifiers::SHIFT, Key::F);
    let flag = window.state().view.book.flags[1].clone();
    window.get_by_role_and_label(Role::MenuItemCheckBox, flag.label.get(UiLanguage::En));
    press(&mut window, Modifiers::NONE, Key::X);
    assert!(window.state().asked.is_empty(), "what lies under the list is not meant");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let target = NoteTarget::Record(id(1));
    assert_eq!(window.state().asked, [Command::SetFlag { target, code: flag.code, on: true }]);
    press(&mut window, Modifiers::NONE, Key::X);
    assert_eq!(window.state().asked.len(), 2, "the list is closed");
}
