//! The agreement screen on the demo: figures come by themselves, are renewed when something changes, and can be stopped.

use super::bench::{Window, options};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::project::write_demo;

/// A window on the demo with the lead at it, on the agreement screen.
fn on_demo() -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.mizan");
    drop(write_demo(&path).unwrap());
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    window.click(Role::Button, "أمل");
    window.ctrl(Key::Num5);
    window.wait_until("the table", |window| line(window, "A4").is_some());
    window
}

/// What a screen reader hears of a question.
fn line(window: &Window, variable: &str) -> Option<String> {
    let rows = window.harness.query_all_by_role(Role::Row);
    rows.filter_map(|n| n.accesskit_node().label()).find(|label| label.starts_with(variable))
}

/// The foot line.
fn foot(window: &Window) -> String {
    window.harness.get_by_role(Role::Status).accesskit_node().label().unwrap_or_default()
}

const STOPPED: &str = "Stopped: some intervals are not computed.";

#[test]
fn the_table_comes_before_the_intervals_and_what_is_stopped_stays_stopped() {
    let mut window = on_demo();
    assert!(foot(&window).contains("Esc Stop"), "{}", foot(&window));
    window.key(Key::Escape);
    window.wait_for(STOPPED);
    assert!(line(&window, "A4").unwrap().contains("alpha: 0.685"), "the figures that are there stay");
    assert!(!line(&window, "V1").unwrap().contains("interval"), "the last question has none yet");
    window.steps();
    assert!(window.has(STOPPED) && foot(&window).contains("R Compute"), "nothing begins by itself");
    window.key(Key::R);
    window.wait_until("an interval", |window| {
        line(window, "D3").is_some_and(|line| line.contains("95 % interval: [") && line.contains("shown to be"))
    });
}

#[test]
fn what_changed_meanwhile_is_computed_again() {
    let mut window = on_demo();
    window.key(Key::Escape);
    window.wait_for(STOPPED);
    window.ctrl(Key::Num1);
    // The lead has an article open; the one before it is done. Opened again, its answers are no finished work any more.
    window.key(Key::OpenBracket);
    window.key_with(Modifiers::SHIFT, Key::Enter);
    window.ctrl(Key::Num5);
    assert!(window.says("Out of date: answers have changed"), "{:?}", window.labels());
    assert!(line(&window, "A4").unwrap().contains("alpha: 0.685"), "old figures stay, marked");
    window.wait_for("2 codings that are begun but not done are left out.");
    assert!(!window.says("Out of date") && !line(&window, "A4").unwrap().contains("alpha: 0.685"));
}

#[test]
fn pairs_and_values_are_reached_by_keys_alone() {
    let mut window = on_demo();
    window.key(Key::Escape);
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    let all = "\u{2068}أمل\u{2069} and \u{2068}سامي\u{2069}: alpha";
    window.wait_until("the pairs of Ownership", |window| window.says(all) && foot(window).contains("Enter"));
    window.key(Key::Enter);
    assert!(foot(&window).contains("Enter value by value"), "{}", foot(&window));
    window.key(Key::Enter);
    assert!(foot(&window).contains("Esc back") && foot(&window).contains("Enter articles"), "{}", foot(&window));
    window.key(Key::Enter);
    // Both copies of the article, with what each coder said of it, and the rule.
    for name in ["سامي", "ليلى"] {
        let copy = format!("The article as \u{2068}{name}\u{2069} marked it");
        assert!(window.has(&copy), "{:?}", window.labels());
    }
    assert!(window.has("The codebook's rule"), "{:?}", window.labels());
    let answers = ["\u{2068}سامي\u{2069}: \u{2068}", "\u{2068}ليلى\u{2069}: \u{2068}"];
    assert!(
        answers.iter().all(|answer| window.labels().iter().any(|l| l.starts_with(answer) && !l.contains("no answer")))
    );
    assert_eq!(window.harness.query_all_by_role(Role::ListBoxOption).count(), 1, "one article lies behind this cell");
    window.key(Key::Escape);
    assert!(foot(&window).contains("Enter articles"));
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert!(foot(&window).contains("question"), "{}", foot(&window));
}

#[test]
fn a_coder_is_put_aside_by_keys_and_taken_in_again() {
    let mut window = on_demo();
    window.key(Key::Escape);
    window.key(Key::C);
    assert!(foot(&window).contains("Space"), "{}", foot(&window));
    assert!(line(&window, "A4").unwrap().contains("coders: 3"));
    window.key(Key::Space);
    assert!(!window.is_chosen(Role::CheckBox, "\u{2068}أمل\u{2069} (12 finished codings)"), "the tick goes at once");
    window.wait_for("Put aside: \u{2068}أمل\u{2069}.");
    assert!(line(&window, "A4").unwrap().contains("coders: 2"));
    // What is put aside stays in the list, to be taken in again.
    window.key(Key::Space);
    window.wait_until("all coders", |window| line(window, "A4").is_some_and(|l| l.contains("coders: 3")));
    assert!(!window.says("Put aside"));
    window.key(Key::Escape);
    assert!(foot(&window).contains("Enter"), "{}", foot(&window));
}

#[test]
fn findings_are_computed_for_who_looks_at_them_and_keys_lead_through_them() {
    let mut window = on_demo();
    window.key(Key::Num4);
    window.wait_until("the findings", |window| window.says("articles: 12, n = "));
    assert!(window.has("Stance by outlet, target and holder"));
    window.key(Key::PageDown);
    window.wait_until("the next finding", |window| window.has("Who gets to speak: types of sources"));
    // Nothing is adjudicated in the demo.
    window.key(Key::A);
    window.wait_until("no findings", |window| window.says("Nothing was found"));
    window.key(Key::A);
    window.wait_until("the findings again", |window| window.has("Stance by outlet, target and holder"));
}

#[test]
fn the_report_is_written_beside_the_window_and_says_where() {
    let mut window = on_demo();
    window.ctrl(Key::R);
    assert!(window.value("Folder of the report").ends_with("demo-report"), "{:?}", window.labels());
    window.key(Key::Enter);
    window.wait_until("the report", |window| window.says("The report is written: "));
    let folder = window.folder.path().join("demo-report");
    for name in ["report.en.html", "report.ar.html", "report.ar.xlsx", "recompute/recompute.py"] {
        assert!(folder.join(name).exists(), "{name}");
    }
    // What stands there is not touched: the next one gets a name of its own.
    window.ctrl(Key::R);
    assert!(window.value("Folder of the report").ends_with("demo-report-2"));
}
