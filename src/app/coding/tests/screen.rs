use super::bench::{Bench, window};
use super::fixture::{TEXT, add, id, set};
use crate::app::context::Intent;
use crate::model::{Answer, AnswerState, ArticleId, CodingId, CodingState, NoteTarget, Record, UiLanguage, Value};
use crate::project::{Beside, Command};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

type Window = Harness<'static, Bench>;

fn press(window: &mut Window, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

fn press_with(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run_steps(3);
}

/// Selects so many words from the caret on.
fn select_words(window: &mut Window, words: usize) {
    for _ in 0..words {
        press_with(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    }
}

fn skip_words(window: &mut Window, words: usize) {
    for _ in 0..words {
        press_with(window, Modifiers::COMMAND, Key::ArrowLeft);
    }
}

fn attributions(window: &Window) -> Vec<Record> {
    window.state().view.records_of("ATT").cloned().collect()
}

fn started() -> Window {
    let mut window = window();
    window.run_steps(4);
    window
}

#[test]
fn an_attribution_is_three_selections_and_four_keys() {
    let mut window = started();
    // «قال | الكرملين | إن موسكو سترد»
    select_words(&mut window, 1);
    press(&mut window, Key::C);
    skip_words(&mut window, 0);
    select_words(&mut window, 1);
    press(&mut window, Key::S);
    select_words(&mut window, 3);
    press(&mut window, Key::T);
    press(&mut window, Key::Num2);

    let made = attributions(&window);
    assert_eq!(made.len(), 1);
    let quotes: Vec<_> = ["cue", "source", "content"]
        .iter()
        .flat_map(|role| made[0].anchors_of(role).map(|a| a.quote.as_str()))
        .collect();
    assert_eq!(quotes, ["قال", "الكرملين", "إن موسكو سترد"]);
    assert_eq!(made[0].code_of("R4"), Some("indirect"));
    assert_eq!(window.state().asked.len(), 4, "each key is one step to undo");
}

#[test]
fn the_next_attribution_begins_by_itself_and_the_caret_stays() {
    let mut window = started();
    for key in [Key::C, Key::S, Key::T] {
        select_words(&mut window, 1);
        press(&mut window, key);
    }
    select_words(&mut window, 1);
    press(&mut window, Key::S);
    let made = attributions(&window);
    assert_eq!(made.len(), 2);
    let words: Vec<_> = made.iter().flat_map(|r| r.anchors.iter().map(|a| a.quote.as_str())).collect();
    assert_eq!(words, ["قال", "الكرملين", "إن", "موسكو"], "each selection began where the last one ended");
}

#[test]
fn an_article_variable_is_one_key_and_the_focus_moves_on() {
    let mut window = started();
    window.get_by_role_and_label(Role::Button, "A1 Genre: not answered").click();
    window.run_steps(3);
    press(&mut window, Key::Num6);
    let state = window.state();
    assert_eq!(state.view.record(id(2)).unwrap().code_of("A1"), Some("6"));
    assert_eq!(state.asked.len(), 1);
    let group = window.get_by_role_and_label(Role::RadioGroup, "A2 Label on page: not answered");
    assert!(group.rect().height() > 60.0, "the next question is open");
}

#[test]
fn the_next_open_question_is_the_one_below_and_not_one_that_was_left_out() {
    let mut window = started();
    window.get_by_role_and_label(Role::Button, "A2 Label on page: not answered").click();
    window.run_steps(3);
    press(&mut window, Key::Num2);
    press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    press(&mut window, Key::N);
    window.get_by_role_and_label(Role::RadioGroup, "A3 Label contradicts: not answered");
}

#[test]
fn a_stance_row_of_a_quoted_source_is_three_keys() {
    let mut bench = Bench::new(super::fixture::view());
    let source = add(&mut bench.view, 20, "ATT", &[], &[("source", "الكرملين"), ("content", "موسكو")]);
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(3);
    press_with(&mut window, Modifiers::ALT, Key::Num3);
    press(&mut window, Key::L);
    for key in [Key::Num4, Key::Num5, Key::Num2] {
        press(&mut window, key);
    }
    let state = window.state();
    assert_eq!(state.asked.len(), 1, "{:?}", state.asked);
    let row = state.view.records_of("STN").find(|r| r.code_of("S2") == Some("4")).unwrap();
    assert_eq!((row.code_of("S1"), row.code_of("S3"), row.links[0].to), (Some("WEST"), Some("-1"), source));
    window.get_by_role_and_label(Role::GridCell, "الكرملين, The West: Against");
}

#[test]
fn sources_of_one_name_are_told_apart_by_their_numbers() {
    let mut bench = Bench::new(super::fixture::view());
    for (n, cue) in [(20, "قال"), (21, "وأضاف")] {
        add(&mut bench.view, n, "ATT", &[], &[("source", "الكرملين"), ("cue", cue)]);
        let stance = add(&mut bench.view, n + 10, "STN", &[("S1", "RUS"), ("S2", "4")], &[]);
        super::fixture::link(&mut bench.view, stance, "source", id(n));
    }
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(3);
    press_with(&mut window, Modifiers::ALT, Key::Num3);
    for number in [1, 2] {
        let name = format!("\u{2068}الكرملين\u{2069} {number}, Russia: not answered");
        window.get_by_role_and_label(Role::GridCell, &name);
    }
}

#[test]
fn evidence_is_attached_to_the_cell_by_one_key() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num3);
    press(&mut window, Key::Num4);
    assert_eq!(window.state().view.record(id(11)).unwrap().code_of("S3"), Some("1"));
    press(&mut window, Key::Num2);
    press(&mut window, Key::Num3);
    window.get_by_role_and_label(Role::Group, "Evidence: words to mark");
    select_words(&mut window, 2);
    press(&mut window, Key::E);
    window.get_by_role_and_label(Role::RadioGroup, "Writer · Azerbaijan");
    let row = window.state().view.record(id(11)).unwrap();
    assert_eq!(row.anchors_of("evidence").map(|a| a.quote.as_str()).collect::<Vec<_>>(), ["قال الكرملين"]);
}

#[test]
fn a_proposed_disclaimer_is_one_key() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num4);
    window.get_by_label_contains("Proposed by rule, not coded");
    assert_eq!(window.state().view.record(id(3)).unwrap().code_of("C1"), None, "nothing is set by itself");
    press(&mut window, Key::A);
    let record = window.state().view.record(id(3)).unwrap();
    assert_eq!(record.code_of("C1"), Some("yes"));
    assert!(record.proposal.is_some() && record.anchors.len() == 1);
    assert!(window.query_by_label_contains("Proposed by rule").is_none());
}

#[test]
fn a_wrong_proposal_is_waved_away_and_the_question_asked() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num4);
    press(&mut window, Key::R);
    assert!(window.query_by_label_contains("Proposed by rule").is_none());
    press(&mut window, Key::Num2);
    assert_eq!(window.state().view.record(id(3)).unwrap().code_of("C1"), Some("no"));
}

#[test]
fn doubt_costs_one_key_before_or_after_the_answer() {
    let mut window = started();
    window.get_by_role_and_label(Role::Button, "A1 Genre: not answered").click();
    window.run_steps(3);
    press_with(&mut window, Modifiers::SHIFT, Key::Num1);
    let answers = |window: &Window| window.state().view.record(id(2)).unwrap().answers.clone();
    assert_eq!(answers(&window)["A1"], Answer { unsure: true, ..Answer::code("1") });
    press(&mut window, Key::Num1);
    press(&mut window, Key::U);
    assert_eq!(answers(&window)["A2"], Answer { unsure: true, ..Answer::code("news") });
    press(&mut window, Key::X);
    assert_eq!(answers(&window)["A3"], Answer::sure(AnswerState::CannotDecide));
}

#[test]
fn done_is_refused_with_the_list_or_forced_with_a_reason() {
    let mut window = started();
    press(&mut window, Key::Enter);
    assert!(window.query_by_role_and_label(Role::TextInput, "Outlet").is_some(), "an open field comes first");
    press(&mut window, Key::Escape);
    window.get_by_role_and_label(Role::Button, "A1 Genre: not answered").click();
    window.run_steps(3);
    press(&mut window, Key::Enter);
    window.get_by_label("Not everything is answered");
    assert!(window.state().asked.is_empty(), "nothing was finished");
    press(&mut window, Key::W);
    window.event(Event::Text("نص مقطوع".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    let coding = &window.state().view.coding;
    assert_eq!((coding.state, coding.forced_reason.as_deref()), (CodingState::Done, Some("نص مقطوع")));
    let next = Intent::App(crate::app::command::AppCommand::NextArticle);
    assert!(window.state().intents.contains(&next), "and on to the next article");
}

#[test]
fn enter_behind_a_set_never_tries_to_finish() {
    let mut window = started();
    let refused = |window: &Window| window.query_by_label("Not everything is answered").is_some();
    press_with(&mut window, Modifiers::ALT, Key::Num4);
    for key in [Key::A, Key::Num2, Key::Enter, Key::Num1, Key::Enter] {
        press(&mut window, key);
    }
    window.get_by_role_and_label(Role::Group, "C6 Denied for: not answered");
    press(&mut window, Key::Num5);
    window.get_by_role_and_label(Role::RadioGroup, "C7 Scope: not answered");
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::RadioGroup, "C7 Scope: not answered");
    assert!(!refused(&window), "nobody excludes the others and has led on already");
    press(&mut window, Key::Enter);
    assert!(refused(&window), "the second Enter is meant");
}

#[test]
fn enter_closes_the_last_set_of_a_panel() {
    let mut bench = Bench::new(super::fixture::view());
    for unit in ["DOC", "ART"] {
        let record = bench.view.records_of(unit).next().unwrap().id;
        for variable in bench.view.book.unit(unit).unwrap().variables.clone() {
            if variable.code != "A7" {
                set(&mut bench.view, record, &variable.code, Answer::sure(AnswerState::CannotDecide));
            }
        }
    }
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Num1);
    press(&mut window, Key::Enter);
    assert!(window.query_by_label("Not everything is answered").is_none());
    window.get_by_role_and_label(Role::Button, "A7 Frames: Conflict, strategy");
    press(&mut window, Key::N);
    window.get_by_role_and_label(Role::RadioGroup, "Writer · Russia");
}

#[test]
fn the_arrows_come_back_to_the_article() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num5);
    press_with(&mut window, Modifiers::ALT, Key::Num2);
    select_words(&mut window, 1);
    press(&mut window, Key::C);
    assert_eq!(attributions(&window).len(), 1, "behind the missing list");
    press(&mut window, Key::F6);
    press(&mut window, Key::F6);
    select_words(&mut window, 1);
    press(&mut window, Key::S);
    assert_eq!(attributions(&window)[0].anchors.len(), 2, "after a visit to the panels");
}

#[test]
fn a_complete_article_is_done_by_one_key() {
    let mut bench = Bench::new(super::fixture::view());
    for record in bench.view.records.clone() {
        let unit = bench.view.book.unit(&record.unit).unwrap().clone();
        for variable in &unit.variables {
            let answer = Answer::sure(AnswerState::CannotDecide);
            bench
                .view
                .records
                .iter_mut()
                .find(|r| r.id == record.id)
                .unwrap()
                .answers
                .entry(variable.code.clone())
                .or_insert(answer);
        }
    }
    bench.view.missing.clear();
    let coding = bench.view.coding.id;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().asked, [Command::Finish { coding, reason: None }]);
}

#[test]
fn the_memo_is_kept_while_it_is_written_and_when_the_screen_is_left() {
    let mut window = started();
    press(&mut window, Key::M);
    window.event(Event::Text("ملاحظة".into()));
    window.run_steps(2);
    assert!(window.state().asked.is_empty(), "not yet");
    window.state_mut().leaving = true;
    window.run_steps(2);
    let memo = Command::SetMemo { target: NoteTarget::Record(id(1)), text: "ملاحظة".into() };
    assert_eq!(window.state().asked, [memo]);
    assert!(window.state().intents.iter().any(|i| matches!(i, Intent::Work { .. })), "time is written when leaving");
}

#[test]
fn a_memo_that_is_written_without_a_pause_is_kept_meanwhile() {
    let mut window = started();
    press(&mut window, Key::M);
    // A letter in each second but one: never a pause that would end the writing.
    let letters_until_kept = (1..=12).find(|_| {
        window.event(Event::Text("ن".into()));
        window.run_steps(60);
        !window.state().asked.is_empty()
    });
    let kept = letters_until_kept.expect("the letters go on, and the memo is not kept");
    assert!((3..=5).contains(&kept), "kept after {kept} letters, a second each");
    let memo = |text: String| Command::SetMemo { target: NoteTarget::Record(id(1)), text };
    assert_eq!(window.state().asked, [memo("ن".repeat(kept))]);
}

#[test]
fn everything_is_found_again_when_the_article_is_opened_anew() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num3);
    press(&mut window, Key::Num4);
    window.state_mut().leaving = true;
    window.run_steps(2);
    let old = window.state();
    let mut bench = Bench::new(old.view.clone());
    bench.settings.clone_from(&old.settings);
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    window.get_by_role_and_label(Role::RadioGroup, "S5 Explicitness: not answered");
}

#[test]
fn a_name_is_written_in_arabic_and_offered_again() {
    let mut window = started();
    press(&mut window, Key::W);
    window.event(Event::Text("الشرق الأوسط".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    let outlet = Answer::sure(AnswerState::Coded(Value::Text("الشرق الأوسط".into())));
    assert_eq!(window.state().view.record(id(1)).unwrap().answers["D1"], outlet);
    window.get_by_role_and_label(Role::Button, "D1 Outlet: الشرق الأوسط");
}

#[test]
fn a_refused_date_is_put_right_where_it_stands() {
    let mut bench = Bench::new(super::fixture::view());
    let page = bench.view.records_of("DOC").next().unwrap().id;
    for variable in ["D1", "D2", "D3"] {
        set(&mut bench.view, page, variable, Answer::sure(AnswerState::CannotDecide));
    }
    set(&mut bench.view, page, "D5", Answer::code("printed"));
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Num2);
    window.event(Event::Text("024-13-40".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    assert!(window.state().asked.is_empty());
    for _ in 0..5 {
        press(&mut window, Key::Backspace);
    }
    window.event(Event::Text("08-17".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    let date = Answer::sure(AnswerState::Coded(Value::Date("2024-08-17".into())));
    assert_eq!(window.state().view.record(page).unwrap().answers["D4"], date);
}

#[test]
fn an_arabic_window_names_its_values_in_arabic() {
    let mut bench = Bench::new(super::fixture::view());
    bench.language = UiLanguage::Ar;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    window.get_by_role_and_label(Role::Button, "A1 النوع الصحفي: بلا جواب").click();
    window.run_steps(3);
    let value = window.get_by_role_and_label(Role::RadioButton, "خبر");
    assert!(!value.accesskit_node().is_disabled());
}

#[test]
fn a_done_article_is_closed_until_it_is_opened_again() {
    let mut bench = Bench::new(super::fixture::view());
    bench.view.coding.state = CodingState::Done;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    press(&mut window, Key::Num1);
    assert!(window.state().asked.is_empty());
    window.get_by_role_and_label(Role::Button, "Open again").click();
    window.run_steps(3);
    assert_eq!(window.state().view.coding.state, CodingState::Begun);
}

#[test]
fn a_done_article_is_opened_again_by_one_key_that_stands_in_the_foot_line() {
    let mut bench = Bench::new(super::fixture::view());
    bench.view.coding.state = CodingState::Done;
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    let foot = |window: &Window| window.state().keys.iter().map(|k| k.key.clone()).collect::<Vec<_>>();
    assert!(foot(&window).contains(&"Shift+Enter".to_owned()), "{:?}", foot(&window));
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.state().view.coding.state, CodingState::Begun);
    assert!(!foot(&window).contains(&"Shift+Enter".to_owned()), "nothing is left to open again");
    // It changes nothing in an open article, and so makes no step to undo.
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.state().asked.len(), 1, "{:?}", window.state().asked);
}

#[test]
fn tab_moves_through_the_questions_and_never_out_of_the_article() {
    let mut window = started();
    press(&mut window, Key::Tab);
    window.get_by_role_and_label(Role::Group, "D2 Outlet country: not answered");
    press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    window.get_by_role_and_label(Role::Group, "D1 Outlet: not answered");
    select_words(&mut window, 1);
    press(&mut window, Key::C);
    assert_eq!(attributions(&window).len(), 1, "the article still has the arrows");
}

#[test]
fn the_foot_line_and_the_bar_of_the_selection_name_the_keys_that_work_now() {
    let mut window = started();
    let keys: Vec<_> = window.state().keys.iter().map(|k| k.key.clone()).collect();
    for key in ["X", "N", "M", "Tab"] {
        assert!(keys.contains(&key.to_owned()), "{key} in {keys:?}");
    }
    assert!(window.query_by_role_and_label(Role::Button, "Source").is_none(), "nothing is selected");
    select_words(&mut window, 1);
    for role in ["Source", "Cue", "Content", "Disclaimer"] {
        window.get_by_role_and_label(Role::Button, role);
    }
    assert!(window.query_by_role_and_label(Role::Button, "Evidence").is_none(), "no cell is chosen");
}

#[test]
fn a_selection_can_be_coded_by_its_button() {
    let mut window = started();
    select_words(&mut window, 1);
    window.get_by_role_and_label(Role::Button, "Cue").click();
    window.run_steps(3);
    assert_eq!(attributions(&window)[0].anchors[0].quote, "قال");
    assert!(TEXT.starts_with("قال"));
}

#[test]
fn the_missing_list_leads_to_its_place() {
    let mut window = started();
    press_with(&mut window, Modifiers::ALT, Key::Num5);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::Group, "D2 Outlet country: not answered");
}

#[test]
fn a_stack_of_marks_offers_each_of_them() {
    let mut bench = Bench::new(super::fixture::view());
    for (n, words) in [(20, "قال"), (21, "الكرملين"), (22, "إن موسكو"), (23, "موسكو"), (24, "سترد")]
    {
        add(&mut bench.view, n, "ATT", &[], &[("content", words)]);
    }
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    let stack = window.get_by_label("Content 1, Content 2, Content 3, Content 4, Content 5");
    stack.click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, "Content 4").click();
    window.run_steps(3);
    let chosen = window.get_by_role_and_label(Role::ListItem, "Attribution 4: موسكو");
    assert_eq!(chosen.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_mark_in_the_margin_opens_its_record() {
    let mut bench = Bench::new(super::fixture::view());
    let record = add(&mut bench.view, 20, "ATT", &[], &[("source", "الكرملين"), ("content", "موسكو")]);
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    window.get_by_role_and_label(Role::Button, "Source 1").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::RadioGroup, "R4 Quote form: not answered");
    press(&mut window, Key::Delete);
    assert_eq!(window.state().asked, [Command::RemoveRecord { record }]);
    assert!(attributions(&window).is_empty());
}

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

#[test]
fn what_the_page_prints_stands_beside_the_question_that_asks_for_it() {
    let mut window = started();
    let mut document = (*window.state().view.document).clone();
    document.metadata.insert("date".into(), "2024-10-18".into());
    document.metadata.insert("dateline".into(), "الجمعة 18 أكتوبر".into());
    window.state_mut().view.document = std::sync::Arc::new(document);
    window.run_steps(2);
    window.get_by_role_and_label(Role::Button, "D5 Date known from: not answered").click();
    window.run_steps(3);
    press(&mut window, Key::Num1);
    window.get_by_role_and_label(Role::Group, "D4 Date: not answered");
    window.get_by_label("On the page: الجمعة 18 أكتوبر");
    assert!(!window.state().view.record(id(1)).unwrap().answers.contains_key("D4"), "offered, not set");
    press(&mut window, Key::Num1);
    let date = Answer::sure(AnswerState::Coded(Value::Date("2024-10-18".into())));
    assert_eq!(window.state().view.record(id(1)).unwrap().answers["D4"], date);
}

#[test]
fn the_second_article_of_a_page_shows_what_was_answered_with_the_first_and_leads_there() {
    let mut bench = Bench::new(super::fixture::view());
    let coding = CodingId::from_uuid(uuid::Uuid::from_u128(990));
    let article = ArticleId::from_uuid(uuid::Uuid::from_u128(991));
    bench.view.records.iter_mut().find(|r| r.unit == "DOC").unwrap().coding = coding;
    bench.view.beside = vec![Beside { coding, article, title: "المقال الأول".into(), is_done: true }];
    set(&mut bench.view, id(1), "D1", Answer::code("RT"));
    let mut window = bench.window(1280.0, 800.0);
    window.run_steps(4);
    window.get_by_role_and_label(Role::RadioGroup, "A1 Genre: not answered");
    window.get_by_label_contains("closed with “\u{2068}المقال الأول\u{2069}”");
    window.get_by_role_and_label(Role::Button, "D1 Outlet: RT").click();
    window.run_steps(3);
    let says_why = |i: &Intent| matches!(i, Intent::Message(_, text) if text.contains("another article of the page"));
    assert!(window.state().intents.iter().any(says_why), "{:?}", window.state().intents);
    assert!(window.state().asked.is_empty());
    window.get_by_role_and_label(Role::Button, "Go to that article").click();
    window.run_steps(3);
    assert!(window.state().intents.contains(&Intent::OpenArticle(article)));
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
