//! Coding by keyboard on the whole screen.

use super::bench::{Bench, Window, attributions, press, press_with, select_words, skip_words, started};
use super::fixture::{TEXT, add, id, set};
use crate::app::context::Intent;
use crate::model::{Answer, AnswerState, ArticleId, CodingId, NoteTarget, UiLanguage, Value};
use crate::project::{Beside, Command};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

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
