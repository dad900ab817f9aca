//! What is asked before the first article: in its place, by keys, once.

use super::bench::{Window, options, project};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::project::{Command, Project};

/// A window with سامي at it, who has not coded yet.
fn asked() -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.mizan");
    project(&path);
    Project::open(&path).unwrap().apply(None, Command::AskPriors { on: true }).unwrap();
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    window.click(Role::Button, "سامي");
    window
}

#[test]
fn it_is_answered_by_keys_and_then_the_first_article_opens() {
    let mut window = asked();
    window.wait_for("Before you begin");
    assert!(window.says("9 questions open") && !window.has("Genre"));
    for _ in 0..7 {
        window.key(Key::Num1);
    }
    window.wait_until("feelings", |w| w.says("2 questions open"));
    window.key(Key::W);
    window.write("ar-SY");
    window.key(Key::Enter);
    window.wait_until("language", |w| w.says("1 question open"));
    window.key(Key::X);
    window.wait_until("the article", |w| !w.has("Before you begin"));
    window.close();
    let project = window.project();
    let sami = project.coders().unwrap()[1].id;
    assert_eq!(project.priors_open(sami).unwrap(), (0, 9));
    let first = project.priors(sami).unwrap().into_iter().next().unwrap();
    assert_eq!(first.answer, Some(mizan::model::Answer::code("-2")));
}

#[test]
fn it_can_be_put_off_until_the_next_start() {
    let mut window = asked();
    window.wait_for("Before you begin");
    window.key(Key::Escape);
    assert!(!window.has("Before you begin"));
    let mut window = window.restart();
    window.wait_for("Before you begin");
    // In Arabic, too.
    window.key_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::L);
    window.wait_for("قبل أن تبدأ");
    let chips = window.harness.query_all_by_role(Role::RadioButton).filter_map(|n| n.accesskit_node().label());
    assert!(chips.into_iter().any(|label| label.starts_with("روسيا: ")));
}
