//! The findings on a handful of made-up codings.

use super::view::FoundView;
use super::{AgreementScreen, AgreementView, AgreementWish};
use crate::app::bench::{Bench, Window, press};
use crate::app::command::Scope;
use crate::app::context::Intent;
use crate::jobs::Monitor;
use crate::model::{Answer, ArticleId, Codebook, CodingId, Record, RecordId, UiLanguage};
use crate::project::default_codebook;
use crate::report::{Findings, FoundArticle, FoundCoding, Origin, gather};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;
use uuid::Uuid;

struct State {
    screen: AgreementScreen,
    view: AgreementView,
    book: Arc<Codebook>,
}

fn record(unit: &str, answers: &[(&str, &str)]) -> Record {
    Record {
        id: RecordId::from_uuid(Uuid::nil()),
        coding: CodingId::from_uuid(Uuid::nil()),
        unit: unit.to_owned(),
        parent: None,
        position: None,
        proposal: None,
        answers: answers.iter().map(|(v, c)| ((*v).to_owned(), Answer::code(*c))).collect(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

/// Two outlets of six articles each; the second leans.
fn view() -> AgreementView {
    let article = |n: u128| FoundArticle {
        id: ArticleId::from_uuid(Uuid::from_u128(n)),
        title: format!("مقال {n}"),
        outlet: if n < 6 { "مرصد".into() } else { "Echo".into() },
        section: String::new(),
        language: "ar".into(),
    };
    let stance = |n: usize, target: &str| {
        let value = ["-2", "-1", "0", "1"][(n + target.len()) % 4];
        let value = if n < 6 { value } else { "1" };
        record("STN", &[("S1", target), ("S2", "2"), ("S4", "expressed"), ("S3", value)])
    };
    let records: Vec<Vec<Record>> = (0..12)
        .map(|n| {
            let source = record("ATT", &[("R4", "direct"), ("R6", if n % 3 == 0 { "expert" } else { "official" })]);
            vec![stance(n, "RUS"), stance(n, "WEST"), source]
        })
        .collect();
    let codings = records.iter().enumerate().map(|(article, records)| FoundCoding { article, weight: 1.0, records });
    let material = gather(&default_codebook(), Origin::All, (0..12).map(article).collect(), codings);
    let findings = Findings::of(&material, 200, 1, &Monitor::silent()).unwrap();
    let found = FoundView { findings: Some(Arc::new(findings)), ..FoundView::default() };
    AgreementView { lines: Some(Vec::new()), found, ..AgreementView::default() }
}

fn bench(view: AgreementView) -> Bench<State> {
    let state = State { screen: AgreementScreen::default(), view, book: default_codebook() };
    Bench::new(state, Scope::Agreement, |state, ui, look, asks| {
        state.screen.ui(ui, look, &state.view, &state.book, asks);
    })
}

fn on_findings(view: AgreementView) -> Window<State> {
    let mut window = bench(view).window();
    press(&mut window, Key::Num4);
    window
}

fn chosen(window: &Window<State>) -> String {
    let is_on =
        |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled().is_some_and(|t| t == egui::accesskit::Toggled::True);
    let mut rows = window.query_all_by_role(Role::Row).filter(is_on).filter_map(|n| n.accesskit_node().label());
    rows.next().unwrap_or_default()
}

fn wishes(window: &Window<State>) -> Vec<AgreementWish> {
    let wish = |intent: &Intent| match intent {
        Intent::Agreement(wish) => Some(wish.clone()),
        _ => None,
    };
    window.state().intents.iter().filter_map(wish).collect()
}

#[test]
fn arrows_lead_through_groups_and_values_and_their_articles_stand_beside() {
    let mut window = on_findings(view());
    assert!(
        chosen(&window).contains("All") && chosen(&window).contains("articles: 12, n = 12.0"),
        "{}",
        chosen(&window)
    );
    // Both outlets, then each of them, towards two targets.
    assert_eq!(window.query_all_by_role(Role::Row).count(), 6);
    for _ in 0..2 {
        press(&mut window, Key::ArrowDown);
    }
    assert!(chosen(&window).contains("Echo") && chosen(&window).contains("articles: 6"), "{}", chosen(&window));
    // The fourth value of the scale is what all of this outlet's articles have.
    assert!(window.query_by_label_contains("مقال 7").is_none());
    for _ in 0..3 {
        press(&mut window, Key::ArrowRight);
    }
    window.get_by_label_contains("مقال 7");
    window.get_by_label_contains("Mean: 1.00 (no interval)");
    press(&mut window, Key::PageDown);
    window.get_by_label("Who gets to speak: types of sources");
    assert_eq!(wishes(&window), []);
}

#[test]
fn what_is_old_or_of_other_codings_is_computed_and_what_was_stopped_is_not() {
    let mut stale = view();
    stale.found.stale = true;
    let window = on_findings(stale.clone());
    window.get_by_label("Out of date: answers have changed.");
    assert!(wishes(&window).contains(&AgreementWish::Findings(Origin::All)));
    stale.found.stopped = true;
    let mut window = on_findings(stale);
    assert_eq!(wishes(&window), []);
    press(&mut window, Key::R);
    assert_eq!(wishes(&window), [AgreementWish::Findings(Origin::All)]);
    let mut window = on_findings(view());
    press(&mut window, Key::A);
    assert_eq!(wishes(&window), [AgreementWish::Findings(Origin::Adjudicated)]);
}

#[test]
fn the_findings_have_arabic_words_in_an_arabic_window() {
    let mut window = bench(view()).language(UiLanguage::Ar).window();
    press(&mut window, Key::Num4);
    window.get_by_role_and_label(Role::Heading, "الموقف بحسب الوسيلة والهدف وصاحب الموقف");
    // The arrow that points to the end of lines goes on.
    for _ in 0..3 {
        press(&mut window, Key::ArrowLeft);
    }
    window.get_by_label_contains("مقال 7");
}
