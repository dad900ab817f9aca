//! An article coded in the real window by keyboard alone, kept in a real project, found again the next day.

use super::bench::{Window, options};
use egui::{Key, Modifiers, Role, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable as _;
use mizan::model::{AnswerState, CodingState, Record, Value};
use mizan::project::{CodingView, Command, Project};

/// A press review: navigation, headline, deck, speech, a disclaimer.
const PAGE: &str = "الرئيسية\nأخبار\nرياضة\nاتصل بنا\n\n\
    لماذا تأخر الاتفاق بين موسكو وباكو؟\n\n\
    حول الاتفاق الجديد، كتب إيفان بيتروف، في \"إزفيستيا\":\n\n\
    قال الكرملين إن موسكو سترد على القرار في الأيام المقبلة، وإن الباب ما زال مفتوحا أمام الوسطاء.\n\n\
    وأضاف المتحدث أن الوزارة قالت إن المفاوضات مستمرة، وإن أحدا لا يريد أن تنقطع قبل نهاية العام الحالي.\n\n\
    المقالة تعبر فقط عن رأي الصحيفة أو الكاتب\n";

/// A window on a project with the page, and its only coder at it.
fn at_work() -> Window {
    at_work_on(PAGE)
}

fn at_work_on(page: &str) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.mizan");
    let mut project = Project::create(&path, "صحافة").unwrap();
    project.import_bytes(None, "page.txt", page.as_bytes()).unwrap();
    project.apply(None, Command::AskPriors { on: false }).unwrap();
    project.apply(None, Command::AddCoder { name: "أمل".into(), lead: true }).unwrap();
    drop(project);
    let options = options(folder.path(), Some(path));
    Window::start(folder, options)
}

/// What is in the file, once the window is closed.
fn kept(window: &Window) -> CodingView {
    let mut project = window.project();
    let coder = project.coders().unwrap()[0].id;
    let article = project.queue(coder).unwrap()[0].article;
    let coding = project.open_coding(coder, article).unwrap();
    project.coding_view(coder, coding).unwrap()
}

fn panel(window: &mut Window, number: Key) {
    window.key_with(Modifiers::ALT, number);
}

/// Selects so many words from the caret on.
fn select_words(window: &mut Window, words: usize) {
    for _ in 0..words {
        window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    }
}

/// Says "cannot decide" until a question has the focus.
fn skip_to(window: &mut Window, question: &str) {
    for _ in 0..20 {
        if window.harness.query_by_role_and_label(Role::RadioGroup, question).is_some() {
            return;
        }
        window.key(Key::X);
    }
    panic!("{question} never got the focus: {:?}", window.labels());
}

fn only<'a>(view: &'a CodingView, unit: &'a str) -> &'a Record {
    view.records_of(unit).next().unwrap()
}

fn quotes(record: &Record, role: &str) -> Vec<String> {
    record.anchors_of(role).map(|a| a.quote.clone()).collect()
}

#[test]
fn every_kind_of_record_is_made_by_keyboard_alone_and_found_again() {
    let mut window = at_work();

    // The page and the article.
    window.key(Key::W);
    window.write("روسيا اليوم");
    window.key(Key::Enter);
    skip_to(&mut window, "A1 Genre: not answered");
    window.key(Key::Num6);

    // A link of the chain: a name in Arabic.
    window.key(Key::L);
    window.key(Key::W);
    window.write("إزفيستيا");
    window.key(Key::Enter);

    // Two attributions from proposed cues, the second hanging under the first.
    panel(&mut window, Key::Num2);
    window.key(Key::A);
    select_words(&mut window, 2);
    window.key(Key::S);
    window.key(Key::A);
    select_words(&mut window, 1);
    window.key(Key::S);
    select_words(&mut window, 3);
    window.key(Key::T);
    window.key(Key::Num2);
    window.key(Key::H);
    window.key(Key::F);

    // A stance with its evidence: the words behind the caret.
    panel(&mut window, Key::Num3);
    window.key(Key::Num4);
    select_words(&mut window, 2);
    window.key(Key::E);

    // The disclaimer, proposed by rule and accepted; a memo on it.
    panel(&mut window, Key::Num4);
    window.key(Key::A);
    window.key(Key::M);
    window.write("نموذج يتكرر تحت كل مقال");
    window.key_with(Modifiers::COMMAND, Key::Enter);

    let mut window = window.restart();
    assert!(window.says("المقالة تعبر فقط عن رأي الصحيفة أو الكاتب"), "{:?}", window.labels());
    assert!(window.says("نموذج يتكرر تحت كل مقال"), "the memo is where it was: {:?}", window.labels());
    panel(&mut window, Key::Num2);
    assert!(window.says("إيفان بيتروف"));
    window.close();

    let view = kept(&window);
    let answered = |unit, variable| only(&view, unit).stored(variable);
    assert_eq!(answered("DOC", "D1"), AnswerState::Coded(Value::Text("روسيا اليوم".into())));
    assert_eq!(answered("DOC", "D3"), AnswerState::CannotDecide);
    assert_eq!(answered("ART", "A1"), AnswerState::Coded(Value::Code("6".into())));
    assert_eq!(answered("CHN", "A8"), AnswerState::Coded(Value::Text("إزفيستيا".into())));
    let attributions: Vec<_> = view.records_of("ATT").collect();
    assert_eq!(attributions.len(), 2, "{attributions:?}");
    assert_eq!(
        (quotes(attributions[0], "cue"), quotes(attributions[0], "source")),
        (vec!["كتب".into()], vec!["إيفان بيتروف".into()])
    );
    assert_eq!(
        (quotes(attributions[1], "cue"), quotes(attributions[1], "source"), quotes(attributions[1], "content")),
        (vec!["قال".into()], vec!["الكرملين".into()], vec!["إن موسكو سترد".into()])
    );
    assert_eq!((attributions[1].parent, attributions[1].code_of("R4")), (Some(attributions[0].id), Some("indirect")));
    assert!(attributions.iter().all(|a| a.proposal.is_some()), "the proposals were shown, and the records say so");
    assert!(view.flags.iter().any(|f| f.target == mizan::model::NoteTarget::Record(attributions[1].id)));
    let stance = view.records_of("STN").find(|r| r.code_of("S1") == Some("RUS")).unwrap();
    assert_eq!((stance.code_of("S4"), stance.code_of("S3")), (Some("expressed"), Some("1")));
    assert_eq!(quotes(stance, "evidence"), ["على القرار"]);
    let disclaimer = only(&view, "DSC");
    assert_eq!(quotes(disclaimer, "disclaimer"), ["المقالة تعبر فقط عن رأي الصحيفة أو الكاتب"]);
    assert_eq!(disclaimer.code_of("C1"), Some("yes"));
    assert_eq!(view.memos.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["نموذج يتكرر تحت كل مقال"]);
}

#[test]
fn undo_reaches_across_panels_and_over_a_restart() {
    let mut window = at_work();
    skip_to(&mut window, "A1 Genre: not answered");
    window.key(Key::Num6);
    panel(&mut window, Key::Num3);
    window.key(Key::Num7);
    panel(&mut window, Key::Num4);
    window.key(Key::A);

    window.ctrl(Key::Z);
    assert!(window.is_chosen(Role::Tab, "Disclaimer 3"), "{:?}", window.labels());
    let mut window = window.restart();
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert!(window.says("Undid: answer"));
    window.close();
    let view = kept(&window);
    assert_eq!(only(&view, "DSC").stored("C1"), AnswerState::NotYetCoded);
    assert_eq!(only(&view, "ART").stored("A1"), AnswerState::NotYetCoded);
    assert!(only(&view, "DSC").anchors.is_empty());
}

#[test]
fn done_is_refused_with_the_list_and_forced_with_a_reason() {
    let mut window = at_work();
    skip_to(&mut window, "A1 Genre: not answered");
    window.key(Key::Enter);
    assert!(window.has("Not everything is answered") && window.has("Article: Genre"), "{:?}", window.labels());
    assert!(!window.says("Done: "), "nothing was finished");
    window.key(Key::W);
    window.write("نص مقطوع");
    window.key(Key::Enter);
    assert!(window.has("Done with gaps: 1"), "{:?}", window.labels());
    window.close();
    let coding = kept(&window).coding;
    assert_eq!((coding.state, coding.forced_reason.as_deref()), (CodingState::Done, Some("نص مقطوع")));
}

#[test]
fn whoever_closes_over_something_that_is_refused_is_told_once() {
    let mut window = at_work();
    for _ in 0..10 {
        if window.says("Write: Articles") {
            break;
        }
        window.key(Key::X);
    }
    window.key(Key::W);
    window.write("كثيرة");
    assert!(closes(&mut window).contains(&ViewportCommand::CancelClose), "{:?}", window.labels());
    assert!(window.says("This is no number"), "{:?}", window.labels());
    assert_eq!(window.value("Articles"), "كثيرة", "it can be put right");
    // Whoever goes all the same is not kept.
    assert!(!closes(&mut window).contains(&ViewportCommand::CancelClose));
}

/// Asks the window to close; what it says to that.
fn closes(window: &mut Window) -> Vec<ViewportCommand> {
    let root = window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    window.harness.step();
    let said = window.harness.output().viewport_output[&ViewportId::ROOT].commands.clone();
    window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    window.steps();
    said
}

#[test]
fn a_screen_reader_finds_the_article_and_its_marks_in_arabic() {
    let mut window = at_work();
    assert!(window.says("قال الكرملين إن موسكو سترد على القرار"));
    assert!(window.lists("لماذا تأخر الاتفاق بين موسكو وباكو؟"));
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(window.says("دليل الترميز") && window.says("الاتفاق"), "{:?}", window.labels());
}

#[test]
fn nothing_is_offered_where_suggestions_are_off() {
    let mut window = at_work();
    panel(&mut window, Key::Num4);
    assert!(window.says("Proposed by rule"));
    window.close();
    window.project().apply(None, Command::SetSuggestions { on: false }).unwrap();
    let mut window = window.restart();
    assert!(!window.says("Proposed by rule"), "{:?}", window.labels());
    window.close();
    assert!(kept(&window).proposals.is_empty());
}

#[test]
fn an_attribution_is_marked_by_its_units_and_not_by_walking_there() {
    let mut window = at_work();
    panel(&mut window, Key::Num2);
    // Past headline and deck to «قال | الكرملين | إن موسكو سترد على القرار في الأيام المقبلة»، …
    for key in [Key::ArrowDown, Key::ArrowDown] {
        window.ctrl(key);
    }
    for key in [Key::G, Key::C, Key::G, Key::S, Key::V, Key::T] {
        window.key(key);
    }
    window.close();
    let view = kept(&window);
    let made = only(&view, "ATT");
    assert_eq!(quotes(made, "cue"), ["قال"]);
    assert_eq!(quotes(made, "source"), ["الكرملين"]);
    assert_eq!(quotes(made, "content"), ["إن موسكو سترد على القرار في الأيام المقبلة"]);
}

#[test]
fn words_are_found_whatever_their_hamzas_and_marked_at_once() {
    let mut window = at_work();
    panel(&mut window, Key::Num2);
    window.ctrl(Key::F);
    window.write("إتفآق");
    assert!(window.has("1 of 2"), "{:?}", window.labels());
    window.key(Key::Enter);
    assert!(window.has("2 of 2"), "the field keeps the keyboard");
    window.key(Key::Enter);
    assert!(window.has("1 of 2"), "and round again");
    window.key_with(Modifiers::SHIFT, Key::Enter);
    assert!(window.has("2 of 2"));
    window.key(Key::Escape);
    assert!(!window.has("2 of 2"), "the bar is closed");
    window.key(Key::G);
    window.key(Key::S);
    window.close();
    assert_eq!(quotes(only(&kept(&window), "ATT"), "source"), ["الاتفاق"], "the second, grown to its word");
}

#[test]
fn finding_opens_a_fold_only_for_words_that_stand_nowhere_else() {
    let mut window = at_work();
    let seen = |window: &Window| window.has("رياضة");
    window.ctrl(Key::F);
    window.write("ا");
    assert!(!seen(&window), "the first letter is in the article, too");
    window.key(Key::Backspace);
    window.write("رياضه");
    assert!(window.has("1 of 1") && seen(&window), "{:?}", window.labels());
    window.write("ضضض");
    assert!(window.has("Not in this article"));
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.key(Key::F3);
    assert!(window.says("This article has it only here."), "what was found is still selected: {:?}", window.labels());
}

#[test]
fn the_next_place_of_a_selected_name_is_one_key_away() {
    let mut window = at_work();
    panel(&mut window, Key::Num2);
    // «لماذا تأخر الاتفاق بين | موسكو», and further down «إن موسكو سترد».
    for _ in 0..4 {
        window.ctrl(Key::ArrowLeft);
    }
    window.key(Key::G);
    window.key(Key::F3);
    select_words(&mut window, 1);
    window.key(Key::S);
    window.close();
    assert_eq!(quotes(only(&kept(&window), "ATT"), "source"), ["موسكو سترد"]);
}

#[test]
fn the_bar_that_finds_moves_no_line_of_a_long_page() {
    let speech = "وقال المتحدث إن موسكو سترد على القرار في الأيام المقبلة، وإن الباب ما زال مفتوحا أمام الوسطاء.\n\n";
    let mut window = at_work_on(&PAGE.replacen("وأضاف", &[speech.repeat(20), "وأضاف".to_owned()].concat(), 1));
    let line = |window: &Window| window.harness.get_by_label_contains("قال الكرملين").rect().top();
    let before = line(&window);
    window.ctrl(Key::F);
    assert!((line(&window) - before).abs() < 1.0, "{} and {before}", line(&window));
    window.key(Key::Escape);
    assert!((line(&window) - before).abs() < 1.0);
}
