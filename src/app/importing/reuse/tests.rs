use super::{ReuseView, ReuseWish};
use crate::app::bench::{Window, press};
use crate::app::context::Intent;
use crate::app::importing::tests::fixture::{State, bench};
use crate::jobs::{Monitor, Progress};
use crate::model::UiLanguage;
use crate::project::{LEAST_SHARED, Project};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

const PAGE: &str = "01-press-review-corridor.txt";
const STORY: [&str; 3] = [
    "The Russian president landed in Baku on Sunday evening for a state visit of two days, the first in six years, officials said.",
    "He will meet his host on Monday and the two are expected to sign agreements on transport and energy, the Kremlin said in a statement.",
    "Analysts see the visit as a sign that both sides want to keep the corridor on the table although Armenia objects to it.",
];

/// A project in which the second page is a copy of the first without its end, and what is found in it.
fn project() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let mut project = Project::create(folder.path().join("s.mizan"), "Study").unwrap();
    for (outlet, date, title, story) in [
        ("The Herald", "2024-08-18", "Putin lands in Baku for a visit", &STORY[..]),
        ("Daily Wire", "2024-08-19", "Russian leader begins his visit to Azerbaijan", &STORY[..2]),
    ] {
        let page = format!(
            "<html><head><title>{title}</title><meta property=\"og:site_name\" content=\"{outlet}\">\
             <meta property=\"article:published_time\" content=\"{date}\"></head>\
             <body><article><h1>{title}</h1><p>{}</p></article></body></html>",
            story.join("</p><p>")
        );
        project.import_bytes(None, &format!("{outlet}.html"), page.as_bytes()).unwrap();
    }
    (folder, project)
}

fn view(project: &Project) -> ReuseView {
    let mut reading = project.begin_reuse().unwrap();
    while !reading.is_complete() {
        project.read_reuse(&mut reading, 8).unwrap();
    }
    let found = reading.find(LEAST_SHARED, &Monitor::silent()).unwrap();
    let (a, b) = (found.articles[0].article, found.articles[1].article);
    let both = Arc::new(project.compare_articles(a, b).unwrap());
    ReuseView { found: Some(Arc::new(found)), opened: Some((a, b, both)), ..ReuseView::default() }
}

fn wishes(window: &mut Window<State>) -> Vec<ReuseWish> {
    let wish = |intent: &Intent| if let Intent::Reuse(wish) = intent { Some(*wish) } else { None };
    let asked = window.state().intents.iter().filter_map(wish).collect();
    window.state_mut().intents.clear();
    asked
}

fn labels(window: &Window<State>, role: Role) -> Vec<String> {
    window.query_all_by_role(role).filter_map(|n| n.accesskit_node().label()).collect()
}

#[test]
fn a_key_finds_what_shares_words_and_escape_stops_it() {
    let mut window = bench(&[PAGE]).window();
    press(&mut window, Key::R);
    assert!(wishes(&mut window).contains(&ReuseWish::Find));
    window.state_mut().state.reuse.progress = Some(Progress { done: 3, total: Some(9), ..Progress::default() });
    window.run_steps(2);
    window.get_by_label_contains("3 of 9");
    wishes(&mut window);
    press(&mut window, Key::Escape);
    assert_eq!(wishes(&mut window), [ReuseWish::Stop]);
}

#[test]
fn two_articles_stand_side_by_side_with_what_was_cut() {
    let (_folder, project) = project();
    let mut window = bench(&[PAGE]).window();
    window.state_mut().state.reuse = view(&project);
    press(&mut window, Key::R);
    window.run_steps(3);
    window.get_by_label_contains("The first is the older one.");
    assert!(labels(&window, Role::ListItem)[0].contains("The Herald"));
    let rows: Vec<String> = labels(&window, Role::ListItem).into_iter().filter(|l| l.contains(" | ")).collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[3].starts_with("Analysts") && rows[3].ends_with(" | nothing"), "{rows:?}");
    assert_eq!(wishes(&mut window), [], "what is compared is there already");
    // The first difference is in the headlines, the next is the end that was cut.
    press(&mut window, Key::N);
    let chosen = |window: &Window<State>| {
        let row = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains(" | "));
        let selected =
            |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        window.query_all_by_role(Role::ListItem).filter(row).position(|n| selected(&n))
    };
    assert_eq!(chosen(&window), Some(3));
    press(&mut window, Key::N);
    assert_eq!(chosen(&window), Some(0));
    press(&mut window, Key::Num2);
    let second = window.state().state.reuse.opened.as_ref().unwrap().2.sides[1].document.id;
    assert!(window.state().intents.contains(&Intent::OpenDocument(second)));
    window.run_steps(2);
    assert!(labels(&window, Role::ListItem).iter().all(|l| !l.contains(" | ")), "the page is shown");
}

#[test]
fn changed_pages_are_said_and_compared_again_by_key() {
    let (_folder, project) = project();
    let mut window = bench(&[PAGE]).language(UiLanguage::Ar).window();
    window.state_mut().state.reuse = ReuseView { stale: true, ..view(&project) };
    press(&mut window, Key::R);
    window.get_by_label_contains("تغيرت صفحات");
    press(&mut window, Key::F);
    assert_eq!(wishes(&mut window), [ReuseWish::Find]);
}
