//! The screen in windows of every size.

use super::bench::{Bench, Window, attributions, press, press_with, select_words, started};
use super::fixture::add;
use crate::model::UiLanguage;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn a_width_that_was_dragged_is_kept_and_found_again() {
    let mut window = started();
    let edge = |window: &Window| window.get_by_role_and_label(Role::Tab, "Article 13").rect().left() - 12.0;
    let from = egui::pos2(edge(&window), 400.0);
    let to = from - egui::vec2(60.0, 0.0);
    window.hover_at(from);
    window.run_steps(2);
    window.drag_at(from);
    window.run_steps(2);
    window.hover_at(to);
    window.run_steps(2);
    window.drop_at(to);
    window.run_steps(3);
    let moved = edge(&window);
    assert!((moved - to.x).abs() < 4.0, "{moved} is not {}", to.x);
    let mut bench = Bench::new(super::fixture::view());
    bench.settings.clone_from(&window.state().settings);
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    assert!((edge(&window) - moved).abs() < 2.0);
}

#[test]
fn a_tiny_window_still_shows_the_question() {
    for (width, height) in [(512.0, 320.0), (300.0, 200.0), (90.0, 60.0)] {
        let mut window = Bench::new(super::fixture::view()).window(width, height);
        window.run_steps(4);
        press(&mut window, Key::Tab);
        window.get_by_role_and_label(Role::Group, "D2 Outlet country: not answered");
    }
}

/// Nine targets in the grid, as a long article can need them.
fn wide_grid(language: UiLanguage) -> Bench {
    let mut bench = Bench::new(super::fixture::view());
    for (n, target) in ["ARM", "WEST", "TUR", "IRN", "IND", "OTHER"].into_iter().enumerate() {
        let answers = [("S1", target), ("S2", "2"), ("S4", "not_inferable")];
        add(&mut bench.view, 40 + n as u128, "STN", &answers, &[]);
    }
    bench.language = language;
    bench
}

#[test]
fn a_state_is_whole_in_its_cell_however_many_columns_there_are() {
    for (language, word) in [(UiLanguage::En, "inferable"), (UiLanguage::Ar, "يُستنتج")] {
        let mut window = wide_grid(language).window(1024.0, 800.0);
        window.run_steps(4);
        press_with(&mut window, Modifiers::ALT, Key::Num3);
        let style = crate::app::bidi::Style::new(crate::app::theme::SIZE_SMALL);
        let needed = crate::app::bidi::Bidi::of(&window.ctx).galley(&window.ctx, word, &style, None).size();
        let cells: Vec<_> = window.query_all_by_role(Role::GridCell).map(|cell| cell.rect()).collect();
        assert_eq!(cells.len(), 3 * 9);
        assert!(cells.iter().all(|cell| cell.width() >= needed.x + 4.0), "{needed} {:?}", cells[0]);
    }
}

#[test]
fn the_rows_keep_their_names_beside_the_columns_that_scroll() {
    for language in [UiLanguage::En, UiLanguage::Ar] {
        let mut window = wide_grid(language).window(1024.0, 800.0);
        window.run_steps(4);
        press_with(&mut window, Modifiers::ALT, Key::Num3);
        let names = |window: &Window| window.query_all_by_role(Role::RowHeader).map(|n| n.rect()).collect::<Vec<_>>();
        let before = names(&window);
        let room = before[0].left().min(590.0)..before[0].right().max(1012.0);
        let focused = |window: &Window| {
            let mut cells = window.query_all_by_role(Role::GridCell);
            let on =
                |cell: &egui_kittest::Node<'_>| cell.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
            cells.find(on).unwrap().rect()
        };
        press(&mut window, Key::F6);
        for _ in 0..9 {
            press(&mut window, if language == UiLanguage::En { Key::ArrowRight } else { Key::ArrowLeft });
            window.run_steps(20);
            let (cell, name) = (focused(&window), names(&window)[1]);
            assert_eq!(names(&window), before, "the names stay");
            let beside =
                if language == UiLanguage::En { cell.left() >= name.right() } else { cell.right() <= name.left() };
            assert!(beside, "{cell:?} {name:?}");
            assert!(room.contains(&cell.left()) || language == UiLanguage::Ar, "{cell:?}");
        }
    }
}

#[test]
fn in_a_small_window_article_and_questions_take_turns() {
    let mut window = Bench::new(super::fixture::view()).window(512.0, 320.0);
    window.run_steps(4);
    let asks = |window: &Window| window.query_by_role_and_label(Role::Group, "D1 Outlet: not answered").is_some();
    assert!(!asks(&window), "the article has all the room");
    // An answer to a question that nobody sees is none.
    press(&mut window, Key::X);
    assert!(window.state().asked.is_empty() && asks(&window));
    press(&mut window, Key::X);
    assert_eq!(window.state().asked.len(), 1);
    let question = window.get_by_role_and_label(Role::Group, "D2 Outlet country: not answered").rect();
    assert!(question.width() > 420.0, "{question:?}");
    press(&mut window, Key::F6);
    assert!(window.query_by_role_and_label(Role::Group, "D2 Outlet country: not answered").is_none());
    // Words are selected and coded there, without leaving it.
    select_words(&mut window, 1);
    press(&mut window, Key::C);
    select_words(&mut window, 1);
    press(&mut window, Key::S);
    assert_eq!(attributions(&window)[0].anchors.len(), 2);
    window.get_by_role_and_label(Role::Button, "Questions").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::RadioGroup, "R4 Quote form: not answered");
    window.get_by_role_and_label(Role::Button, "Text").click();
    window.run_steps(3);
    press(&mut window, Key::N);
    assert!(window.query_by_role_and_label(Role::Button, "Text").is_some(), "what is missing is shown");
    press(&mut window, Key::M);
    window.event(Event::Text("ملاحظة".into()));
    window.run_steps(2);
    window.get_by_value("ملاحظة");
}
