//! The next version of the codebook on the demo: drafted, tried out, published, with what becomes of the answers so far.

use super::bench::{Window, options};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use mizan::model::Codebook;
use mizan::project::{AgreementChoice, Facet, Project, write_demo};

/// A window on the demo with somebody at it, on the codebook screen.
fn on_codebook(name: &str) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.mizan");
    drop(write_demo(&path).unwrap());
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    window.click(Role::Button, name);
    window.ctrl(Key::Num3);
    window
}

/// A window in which the lead has begun a draft and looks at a question.
fn drafting(question: &str) -> Window {
    let mut window = on_codebook("أمل");
    window.key(Key::E);
    window.wait_for("As coders will see it");
    press(&mut window, question);
    window
}

/// Presses what bears some words in its name.
#[track_caller]
fn press(window: &mut Window, words: &str) {
    let found = window.harness.query_all_by_label_contains(words).next();
    let Some(node) = found else { panic!("nothing says {words:?}: {:?}", window.labels()) };
    // By what a screen reader does: the thing may have to be scrolled to.
    node.click_accesskit();
    window.steps();
}

/// What stands on disk once the window is closed.
fn on_disk(mut window: Window) -> (Project, tempfile::TempDir) {
    window.close();
    (window.project(), window.folder)
}

fn label(book: &Codebook, question: &str, value: &str) -> Option<String> {
    book.variable(question)?.1.value(value).map(|v| v.label.en.clone())
}

#[test]
fn the_lead_adds_a_value_by_keyboard_sees_it_as_coders_will_and_publishes_it() {
    let mut window = drafting("A1 Genre");
    window.key(Key::V);
    assert!(window.says("2 to be put right"), "a value without words: {:?}", window.labels());
    assert!(window.has("The English words are missing."));
    window.write("Photo story");
    window.key(Key::Tab);
    window.write("قصة مصورة");
    window.key(Key::Escape);
    let left = ["1 to be put right", "2 to be put right"].into_iter().find(|left| window.says(left));
    assert_eq!(left, None);
    let tried = window.harness.query_all_by_role_and_label(Role::RadioButton, "Photo story");
    assert_eq!(tried.count(), 1, "the panel beside the form has it");
    window.key(Key::P);
    window.wait_until("a plan", |window| window.says("Carry the codings so far over"));
    assert!(window.says("new value") && window.says("Photo story"), "{:?}", window.labels());
    press(&mut window, "Publish \u{2068}1.1\u{2069}");
    window.wait_until("a message", |window| window.says("is published"));
    assert!(!window.says("Edit the draft"), "there is none any more");
    let (project, _folder) = on_disk(window);
    let versions = project.codebooks().unwrap();
    assert_eq!(versions.len(), 2);
    let (old, new) = (&versions[0], &versions[1]);
    assert_eq!((label(&old.1, "A1", "10"), label(&new.1, "A1", "10").as_deref()), (None, Some("Photo story")));
    assert!(old.0.codings > 0 && new.0.codings == 0 && new.0.holds, "the codings so far stay under theirs");
    // And agreement can be had for each of them.
    let data = project.agreement_data().unwrap();
    let offered = data.offered.iter().filter(|o| o.facet == Facet::Version).count();
    assert_eq!(offered, 2);
    let first = data.offered.iter().find(|o| o.facet == Facet::Version && o.codings > 0).unwrap();
    let choice = AgreementChoice::default().with(first);
    assert!(!project.agreement_data_of(&choice).unwrap().variables.is_empty());
}

#[test]
fn a_draft_is_there_again_after_a_crash_and_can_be_taken_back_step_by_step() {
    let mut window = drafting("A1 Genre");
    let field = "A1: Label, English";
    window.harness.get_by_role_and_label(Role::TextInput, field).focus();
    window.steps();
    window.write(" of text");
    // Nobody leaves the field; the words go to disk after a moment all the same.
    window.harness.run_steps(150);
    // The program ends without a last frame.
    window.harness.state_mut().crash();
    let mut window = window.restart();
    window.ctrl(Key::Num3);
    window.key(Key::E);
    window.click(Role::ListItem, "A1 Genre of text");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.harness.query_all_by_role_and_label(Role::ListItem, "A1 Genre").next().is_some());
    assert!(window.says("draft of the codebook"), "{:?}", window.labels());
}

#[test]
fn a_retired_value_becomes_another_one_in_the_answers_so_far() {
    let mut window = drafting("A1 Genre");
    press(&mut window, "News report (1)");
    window.key(Key::Delete);
    assert!(window.harness.query_all_by_label_contains("News report (1)").next().is_none());
    window.key(Key::P);
    window.wait_until("a plan", |window| window.says("Carry the codings so far over"));
    press(&mut window, "become \u{201c}\u{2068}Analysis");
    press(&mut window, "Carry the codings so far over");
    window.wait_until("a plan", |window| window.says("Nothing is deleted"));
    press(&mut window, "Publish \u{2068}1.1\u{2069}");
    window.wait_until("a message", |window| window.says("is published"));
    let (project, _folder) = on_disk(window);
    let versions = project.codebook_versions().unwrap();
    assert!(versions[0].codings == 0 && versions[1].codings > 0, "{versions:?}");
    let next = serde_json::to_string(&project.draft_to_begin_with().unwrap().book).unwrap();
    let given = project.plan_codebook(&next, &[]).unwrap().given["A1"].clone();
    assert!(!given.contains_key("1") && given["2"] > 0, "{given:?}");
}

#[test]
fn who_does_not_lead_reads_and_changes_nothing() {
    let mut window = on_codebook("سامي");
    assert!(!window.says("Begin a new version"));
    window.key(Key::E);
    assert!(window.says("Only the lead changes the codebook.") && !window.has("As coders will see it"));
}

#[test]
fn a_codebook_goes_to_a_file_and_a_draft_comes_from_one() {
    let mut window = drafting("A1 Genre");
    let file = window.folder.path().join("book.json");
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    window.key(Key::Escape);
    let mut book = (*mizan::project::default_codebook()).clone();
    book.version = "2.0".into();
    book.title.en = "Another study".into();
    std::fs::write(&file, serde_json::to_string(&book).unwrap()).unwrap();
    press(&mut window, "From a file");
    window.write(&file.display().to_string());
    window.key(Key::Enter);
    window.wait_until("a message", |window| window.says("now what stood in the file"));
    assert!(window.says("Edit the draft \u{2068}2.0\u{2069}"), "{:?}", window.labels());
    let (project, _folder) = on_disk(window);
    let draft = project.codebook_draft().unwrap().unwrap();
    assert_eq!((draft.book.version.as_str(), draft.book.title.en.as_str()), ("2.0", "Another study"));
}

#[test]
fn skip_logic_is_chosen_line_by_line_and_tried_out_beside_the_form() {
    let mut window = drafting("A2 Label on page");
    press(&mut window, "Asked: only if");
    assert!(window.has("Nothing is chosen in the condition."));
    press(&mut window, "\u{2068}A1\u{2069} \u{2068}Genre");
    press(&mut window, "A1: the answer is: Editorial");
    press(&mut window, "A1: the answer is: Satire");
    assert!(window.has("Only if \u{201c}Genre\u{201d} is \u{201c}Editorial\u{201d} or \u{201c}Satire\u{201d}."));
    assert!(window.says("The question is not asked now."), "{:?}", window.labels());
    // Answered in the panel beside the form, where it is kept nowhere.
    press(&mut window, "A1 Genre: not answered");
    window.harness.get_by_role_and_label(Role::RadioButton, "Satire").click_accesskit();
    window.steps();
    assert!(!window.says("The question is not asked now."));
    // A question cannot rest on one that rests on it.
    window.click(Role::ListItem, "A1 Genre");
    press(&mut window, "Asked: only if");
    press(&mut window, "\u{2068}A2\u{2069} \u{2068}Label on page");
    press(&mut window, "A2: the answer is: None");
    assert!(window.says("It rests on itself, by way of A2"), "{:?}", window.labels());
    let (project, _folder) = on_disk(window);
    let draft = project.codebook_draft().unwrap().unwrap();
    let asked = draft.book.variable("A2").unwrap().1.applies_if.clone();
    assert_eq!(asked.map(|c| c.variables().join(" ")), Some("A1".into()));
    assert!(draft.book.fit_to_publish().is_err());
}

#[test]
fn key_colour_and_line_of_marked_words_are_chosen_and_a_key_twice_is_said_at_its_field() {
    let mut window = drafting("ATT Attribution");
    press(&mut window, "Cue (cue)");
    press(&mut window, "ATT cue: Colour: green");
    press(&mut window, "ATT cue: Line: a box");
    window.harness.get_by_role_and_label(Role::TextInput, "ATT cue: Key").focus();
    window.steps();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.write("S");
    window.key(Key::Escape);
    assert!(window.says("has the same key"), "{:?}", window.labels());
    let (project, _folder) = on_disk(window);
    let draft = project.codebook_draft().unwrap().unwrap();
    let cue = draft.book.unit("ATT").unwrap().role("cue").unwrap().clone();
    assert_eq!((cue.key.as_str(), cue.color.as_str(), cue.line), ("S", "content", mizan::model::LineStyle::Boxed));
}

#[test]
fn a_new_unit_with_its_question_has_a_panel_that_is_called_as_it_is() {
    let mut window = drafting("A7 Frames");
    window.key(Key::U);
    window.write("Photo");
    window.key(Key::Tab);
    window.write("صورة");
    window.key(Key::Escape);
    window.key(Key::A);
    window.write("Shows");
    window.key(Key::Tab);
    window.write("تُظهر");
    window.key(Key::Escape);
    let (project, _folder) = on_disk(window);
    let draft = project.codebook_draft().unwrap().unwrap();
    let (unit, question) = draft.book.variable("Q1").unwrap();
    assert_eq!(
        (unit.label.en.as_str(), unit.label.ar.as_str(), question.label.en.as_str()),
        ("Photo", "صورة", "Shows")
    );
    let after = draft.book.units.iter().position(|u| u.code == unit.code).unwrap();
    assert_eq!(draft.book.units[after - 1].code, "ART", "behind the unit of the question that was chosen");
    let panel = draft.book.panels.last().unwrap();
    assert_eq!((&panel.units, &panel.label), (&vec![unit.code.clone()], &unit.label));
}
