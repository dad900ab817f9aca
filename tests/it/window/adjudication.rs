//! The adjudication screen on the demo, by keyboard: cases are found, decided, taken back, and nobody's name is told too early.

use super::bench::{Window, options};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::model::Cause;
use mizan::project::{AgreementChoice, Cases, Standing, write_demo};

/// A window on the demo with the lead at it, on the adjudication screen.
fn on_demo() -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.mizan");
    drop(write_demo(&path).unwrap());
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    window.click(Role::Button, "أمل");
    window.ctrl(Key::Num6);
    window.wait_until("the cases", |window| !rows(window).is_empty());
    window
}

/// The lines of the list.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all_by_role(Role::ListBoxOption);
    rows.filter_map(|n| n.accesskit_node().label()).collect()
}

/// The chosen line.
fn chosen(window: &Window) -> String {
    let is_on =
        |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled().is_some_and(|t| t == egui::accesskit::Toggled::True);
    let rows = window.harness.query_all_by_role(Role::ListBoxOption);
    rows.filter(is_on).find_map(|n| n.accesskit_node().label()).unwrap_or_default()
}

/// What the coders hold, as a screen reader hears it.
fn held(window: &Window) -> Vec<String> {
    let chips = window.harness.query_all_by_role(Role::RadioButton).filter_map(|n| n.accesskit_node().label());
    chips.filter(|label| label.contains("\u{2069}: \u{2068}")).collect()
}

fn open(window: &Window) -> (usize, usize) {
    let label = window.labels().into_iter().find(|l| l.ends_with("decided") && l.contains(" open, ")).unwrap();
    let number = |n: usize| label.split(' ').nth(n).unwrap().parse().unwrap();
    (number(0), number(2))
}

/// What stands on disk.
fn cases(window: Window) -> Cases {
    let mut window = window;
    window.close();
    window.project().cases(&AgreementChoice::default(), None).unwrap()
}

#[test]
fn a_case_is_decided_by_a_digit_with_cause_and_reason() {
    let mut window = on_demo();
    let (before, _) = open(&window);
    let first = chosen(&window);
    assert!(held(&window).len() > 1, "{:?}", window.labels());
    assert!(held(&window)[0].starts_with("\u{2068}A\u{2069}"), "letters for names: {:?}", held(&window));
    // The second cause, then a reason, then what the first coder who judged holds.
    window.key(Key::C);
    window.key(Key::C);
    assert!(window.is_chosen(Role::RadioButton, "Unclear rule"));
    window.key(Key::W);
    window.write("القاعدة لا تذكر هذا");
    window.key(Key::Enter);
    window.key(Key::Num1);
    window.wait_until("the next case", |window| chosen(window) != first);
    // What follows from the decision may be closed with it.
    assert!(open(&window).0 < before && open(&window).1 == 1);
    let now = cases(window);
    let decided: Vec<_> = now.cases.iter().filter(|c| c.decision.is_some()).collect();
    assert_eq!(decided.len(), 1);
    let decision = decided[0].decision.as_ref().unwrap();
    assert_eq!((decision.cause, decision.reason.as_str()), (Some(Cause::UnclearRule), "القاعدة لا تذكر هذا"));
    assert_eq!(decided[0].ruled, decided[0].cells[0]);
}

#[test]
fn majority_bulk_and_undo_by_keys() {
    let mut window = on_demo();
    let before = open(&window);
    // Down to a case that has a majority.
    for _ in 0..40 {
        if window.labels().iter().any(|l| l.starts_with("Majority")) {
            break;
        }
        window.key(Key::N);
    }
    let at = chosen(&window);
    window.key(Key::M);
    window.wait_until("a decision", |window| open(window).1 == before.1 + 1);
    window.ctrl(Key::Z);
    window.wait_until("the case again", |window| open(window) == before);
    assert!(rows(&window).contains(&at));
    assert!(window.says("Take over what all hold"));
    window.key(Key::B);
    window.wait_until("all taken over", |window| !window.says("Take over what all hold"));
    assert_eq!(open(&window).1, 0, "what all hold is no decision");
    let now = cases(window);
    assert!(now.cases.iter().all(|c| c.standing != Standing::Unanimous));
    assert!(now.cases.iter().any(|c| c.standing == Standing::Settled && c.decision.is_none()));
}

#[test]
fn a_new_value_is_taken_by_its_key_and_names_are_told_when_asked() {
    let mut window = on_demo();
    window.key(Key::G);
    window.key(Key::Home);
    // By question: the first one is a choice, that of the owner.
    assert!(window.has("Ownership"));
    let (before, decided) = open(&window);
    assert!(!window.labels().iter().any(|l| l.contains("سامي") && l.contains("\u{2069}: ")), "names are hidden");
    window.key(Key::R);
    assert!(held(&window).iter().all(|h| !h.starts_with("\u{2068}A\u{2069}")), "{:?}", held(&window));
    window.key(Key::R);
    window.key(Key::V);
    window.wait_for("cannot decide");
    window.key(Key::X);
    window.wait_until("the decision", |window| open(window).1 == decided + 1);
    assert!(open(&window).0 < before);
    // Decided cases come back into the list, and what the decisions tell is one key away.
    let listed = rows(&window).len();
    window.key(Key::S);
    assert!(rows(&window).len() >= listed);
    window.key(Key::T);
    window.wait_for("Rules to sharpen");
    window.key(Key::Escape);
    assert!(!window.has("Rules to sharpen"));
    let zoom = window.harness.ctx.zoom_factor();
    window.key(Key::P);
    window.steps();
    assert!(window.harness.ctx.zoom_factor() > zoom * 1.3, "large type for the wall");
    window.key(Key::Escape);
    window.steps();
    assert!((window.harness.ctx.zoom_factor() - zoom).abs() < 0.01);
}

#[test]
fn cases_are_narrowed_by_what_a_group_has_in_common() {
    let mut window = on_demo();
    window.key(Key::G);
    window.key(Key::Home);
    let all = rows(&window).len();
    let heads =
        |w: &Window| w.harness.query_all_by_role(Role::Heading).filter_map(|n| n.accesskit_node().label()).count();
    let before = heads(&window);
    // Only the first question; then only the two values, and the two coders, of the first case of it.
    window.key(Key::F);
    assert!(window.has("Only") && window.is_chosen(Role::CheckBox, "Ownership"), "{:?}", window.labels());
    let of_question = rows(&window).len();
    assert!(of_question < all && heads(&window) < before);
    window.key(Key::G);
    window.key(Key::Home);
    window.key(Key::F);
    let of_values = rows(&window).len();
    assert!(of_values <= of_question && of_values > 0);
    window.key(Key::G);
    window.key(Key::Home);
    window.key(Key::F);
    let chips = window.harness.query_all_by_role(Role::CheckBox).filter_map(|n| n.accesskit_node().label());
    assert_eq!(chips.filter(|label| label.contains("\u{2069} and \u{2068}")).count(), 1, "two coders, by letters");
    assert!(!rows(&window).is_empty());
    // The last one that was chosen goes first.
    window.key(Key::Backspace);
    let chips = window.harness.query_all_by_role(Role::CheckBox).filter_map(|n| n.accesskit_node().label());
    assert!(!chips.into_iter().any(|label| label.contains("\u{2069} and \u{2068}")));
    assert!(window.is_chosen(Role::CheckBox, "Ownership"));
    window.key(Key::Escape);
    assert!(!window.has("Only"));
}

#[test]
fn whoever_codes_does_not_see_what_others_coded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.mizan");
    drop(write_demo(&path).unwrap());
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    window.click(Role::Button, "سامي");
    window.ctrl(Key::Num6);
    window.steps();
    assert!(rows(&window).is_empty() && held(&window).is_empty());
    window.key_with(Modifiers::NONE, Key::B);
    assert!(window.says("lead"), "{:?}", window.labels());
}
