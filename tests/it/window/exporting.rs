//! Exports from the window: chosen by keys, written beside the project, and made by who leads alone.

use super::bench::Window;
use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

#[test]
fn an_export_is_chosen_by_keys_and_stands_beside_the_project() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::E);
    assert!(window.value("Where to").ends_with(" csv-wide"), "{}", window.value("Where to"));
    window.key(Key::ArrowDown);
    assert!(window.value("Where to").ends_with("press.xlsx"), "the place follows the form");
    window.click(Role::CheckBox, "Names of coders");
    window.harness.get_by_role_and_label(Role::TextInput, "Where to").focus();
    window.steps();
    window.key(Key::Enter);
    window.wait_until("the message", |window| window.says("Exported: 2 files"));
    assert!(!window.has("Where to"));
    let written = |name: &str| std::fs::read(window.folder.path().join(name)).unwrap();
    assert!(written("press.xlsx").starts_with(b"PK"));
    let about: serde_json::Value = serde_json::from_slice(&written("press.mizan-export.json")).unwrap();
    assert_eq!((&about["coders"], &about["format"]), (&"pseudonyms".into(), &"XLSX".into()));
}

#[test]
fn who_sees_their_own_work_alone_makes_no_export_of_everybodys() {
    let mut window = Window::with_coder("سامي");
    window.ctrl(Key::E);
    assert!(!window.has("Where to") && window.says("only who leads"));
}
