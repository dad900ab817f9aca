use super::fixture::{State, bench, open};
use crate::app::bench::{Window, press, press_with, take};
use crate::app::command::AppCommand;
use crate::app::context::Intent;
use crate::import::QuestionKind;
use crate::model::{Direction, UiLanguage, ZoneKind, ZoneOrigin};
use crate::project::Command;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const REVIEW: &str = "01-press-review-corridor.txt";
const TWO: &str = "05-two-articles.txt";

fn doubtful(window: &Window<State>) -> Vec<usize> {
    let unsure = |z: &&crate::model::Zone| matches!(&z.origin, ZoneOrigin::Rule { confidence, .. } if *confidence < crate::project::DOUBT);
    open(window).zones.iter().filter(unsure).map(|z| z.block).collect()
}

#[test]
fn a_digit_says_what_the_block_is() {
    let mut window = bench(&[REVIEW]).window();
    let (document, first) = (open(&window).document.id, open(&window).articles[0].blocks.start);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Num5);
    press(&mut window, Key::X);
    let block = first + 1;
    assert_eq!(
        take(&mut window),
        [
            Command::SetZone { document, block, kind: ZoneKind::Caption },
            Command::SetZone { document, block, kind: ZoneKind::Boilerplate }
        ]
    );
}

#[test]
fn the_list_at_the_pointer_has_the_same_keys() {
    let mut window = bench(&[REVIEW]).window();
    let document = open(&window).document.id;
    let block = open(&window).articles[0].blocks.start + 1;
    let words = open(&window).document.text.quote(open(&window).document.blocks[block].span).to_owned();
    let place = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|l| l.ends_with(&words));
    window.query_all_by_role(Role::ListItem).find(place).unwrap().click_secondary();
    window.run_steps(3);
    window.get_by_role_and_label(Role::MenuItemRadio, "crosshead");
    press(&mut window, Key::Num6);
    assert_eq!(take(&mut window), [Command::SetZone { document, block, kind: ZoneKind::Crosshead }]);
    assert!(window.query_by_role_and_label(Role::MenuItemRadio, "crosshead").is_none(), "the list is closed");
}

#[test]
fn a_page_is_found_again_as_it_was_left() {
    use super::fixture::view;
    let mut window = bench(&[REVIEW, TWO]).window();
    let first = open(&window).articles[0].blocks.start;
    let label = format!("{first} lines: navigation");
    window.get_by_role_and_label(Role::DisclosureTriangle, &label).click();
    window.run_steps(3);
    let lines = |window: &Window<State>| window.query_all_by_role(Role::ListItem).count();
    let shown = lines(&window);
    for _ in 0..3 {
        press(&mut window, Key::ArrowDown);
    }
    press(&mut window, Key::Num5);
    let said = take(&mut window);

    let go = |window: &mut Window<State>, name: &str, n| {
        window.state_mut().state.open = Some(view(name, n));
        window.run_steps(3);
    };
    go(&mut window, TWO, 2);
    press(&mut window, Key::Num5);
    assert_ne!(take(&mut window), said, "another page has a cursor of its own");
    go(&mut window, REVIEW, 1);
    assert_eq!(lines(&window), shown, "what was unfolded still is");
    press(&mut window, Key::Num5);
    assert_eq!(take(&mut window), said, "the cursor is where it was");
}

#[test]
fn several_blocks_are_said_at_once() {
    let mut window = bench(&[REVIEW]).window();
    let first = open(&window).articles[0].blocks.start;
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Key::Num7);
    let blocks: Vec<usize> = take(&mut window)
        .into_iter()
        .map(|c| match c {
            Command::SetZone { block, kind: ZoneKind::Body, .. } => block,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(blocks, [first, first + 1, first + 2]);
}

#[test]
fn a_folded_run_says_how_many_lines_of_what_and_opens() {
    let mut window = bench(&[REVIEW]).window();
    let before = open(&window).articles[0].blocks.start;
    let label = format!("{before} lines: navigation");
    let words = open(&window).document.text.quote(open(&window).document.blocks[0].span).to_owned();
    let folded = |window: &Window<State>| {
        window
            .query_all_by_role(Role::ListItem)
            .all(|n| !n.accesskit_node().label().is_some_and(|l| l.contains(&words)))
    };
    assert!(folded(&window));
    window.get_by_role_and_label(Role::DisclosureTriangle, &label).click();
    window.run_steps(3);
    assert!(!folded(&window), "its first line is to be seen");
    press(&mut window, Key::O);
    assert!(folded(&window), "the key folds it again");
    assert!(take(&mut window).is_empty(), "looking changes nothing");
}

#[test]
fn an_article_is_split_and_joined() {
    let mut window = bench(&[TWO]).window();
    let (first, second) = (open(&window).articles[0].clone(), open(&window).articles[1].clone());
    // The second article is in question, so the cursor is at its beginning.
    press(&mut window, Key::J);
    press(&mut window, Key::S);
    assert_eq!(take(&mut window), [Command::JoinArticles { first: first.id, second: second.id }]);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::S);
    let [Command::SplitArticle { article, at_block }] = take(&mut window)[..] else { panic!() };
    assert!(article == second.id && at_block > second.blocks.start);
}

#[test]
fn a_split_at_the_first_block_is_refused_with_a_sentence() {
    let mut window = bench(&[REVIEW]).window();
    press(&mut window, Key::S);
    let said = window.state().intents.iter().any(|i| matches!(i, Intent::Message(..)));
    assert!(said && window.state().asked().is_empty());
}

#[test]
fn a_page_with_two_articles_asks() {
    let mut window = bench(&[TWO]).window();
    let view = open(&window).clone();
    assert_eq!(view.document.metadata["question"], QuestionKind::TwoArticles.code());
    window.get_by_role_and_label(Role::Button, "Two articles: keep the cut").click();
    window.run_steps(3);
    let settled = Command::SetMetadata { document: view.document.id, key: "question".into(), value: String::new() };
    assert_eq!(take(&mut window), std::slice::from_ref(&settled));
    window.get_by_role_and_label(Role::Button, "One article").click();
    window.run_steps(3);
    let joined = Command::JoinArticles { first: view.articles[0].id, second: view.articles[1].id };
    assert_eq!(take(&mut window), std::slice::from_ref(&joined), "joining settles the question");
    press(&mut window, Key::K);
    press(&mut window, Key::U);
    assert_eq!(take(&mut window), [settled, joined], "the keys do the same");
}

#[test]
fn a_page_that_was_not_cut_is_split_from_the_bar() {
    let mut bench = bench(&[TWO]);
    let view = bench.state.open.as_mut().unwrap();
    let second = view.articles.pop().unwrap();
    view.articles[0].blocks.end = second.blocks.end;
    let article = view.articles[0].id;
    let mut window = bench.window();
    let end = window.state().state.open.as_ref().unwrap().articles[0].blocks.start;
    press(&mut window, Key::ArrowDown);
    window.get_by_role_and_label(Role::Button, "Two articles: split here").click();
    window.run_steps(3);
    assert_eq!(take(&mut window), [Command::SplitArticle { article, at_block: end + 1 }]);
}

#[test]
fn the_headline_is_asked_for_after_the_articles() {
    let mut bench = bench(&[TWO]);
    let view = bench.state.open.as_mut().unwrap();
    let mut document = (*view.document).clone();
    document.metadata.insert("question".into(), "which_headline, two_articles".into());
    view.document = document.into();
    let (id, first) = (view.document.id, view.articles[1].blocks.start);
    let mut window = bench.window();
    press(&mut window, Key::H);
    assert!(take(&mut window).is_empty(), "the other question comes first");
    press(&mut window, Key::K);
    let left = Command::SetMetadata { document: id, key: "question".into(), value: "which_headline".into() };
    assert_eq!(take(&mut window), [left]);

    let view = window.state_mut().state.open.as_mut().unwrap();
    let mut document = (*view.document).clone();
    document.metadata.insert("question".into(), "which_headline".into());
    view.document = document.into();
    window.run_steps(2);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::H);
    assert_eq!(
        take(&mut window),
        [
            Command::SetZone { document: id, block: first + 1, kind: ZoneKind::Headline },
            Command::SetMetadata { document: id, key: "question".into(), value: String::new() }
        ]
    );
}

#[test]
fn doubtful_blocks_are_found_and_confirmed() {
    let mut window = bench(&[REVIEW]).window();
    let document = open(&window).document.id;
    let first = open(&window).articles[0].blocks.start;
    let all = doubtful(&window);
    let block = *all.iter().find(|b| **b > first).or(all.first()).unwrap();
    let kind = open(&window).zones.iter().find(|z| z.block == block).unwrap().kind;
    press(&mut window, Key::N);
    press(&mut window, Key::Enter);
    assert_eq!(take(&mut window), [Command::SetZone { document, block, kind }]);
}

#[test]
fn blocks_outside_of_articles_become_one() {
    let mut bench = bench(&["clean.txt"]);
    bench.state.open.as_mut().unwrap().articles.clear();
    let mut window = bench.window();
    let document = open(&window).document.id;
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Key::A);
    assert_eq!(take(&mut window), [Command::MarkArticle { document, blocks: 0..2 }]);
}

#[test]
fn blocks_of_an_article_become_no_other() {
    let mut window = bench(&[REVIEW]).window();
    press(&mut window, Key::A);
    assert!(take(&mut window).is_empty());
}

#[test]
fn the_direction_is_said_by_key_and_by_button() {
    let mut window = bench(&[REVIEW]).window();
    let document = open(&window).document.id;
    press(&mut window, Key::D);
    window.get_by_role_and_label(Role::RadioButton, "left to right").click();
    window.run_steps(3);
    assert_eq!(
        take(&mut window),
        [
            Command::SetDirection { document, direction: Some(Direction::Rtl) },
            Command::SetDirection { document, direction: Some(Direction::Ltr) }
        ]
    );
}

#[test]
fn facts_are_written_without_setting_kinds() {
    let mut window = bench(&[REVIEW]).window();
    let document = open(&window).document.id;
    press(&mut window, Key::E);
    for letter in ["ال", "مدار 7"] {
        window.event(egui::Event::Text(letter.into()));
        window.run_steps(2);
    }
    press(&mut window, Key::Num7);
    assert!(take(&mut window).is_empty(), "digits belong to the field");
    press(&mut window, Key::Enter);
    let fact = Command::SetMetadata { document, key: "outlet".into(), value: "المدار 7".into() };
    assert_eq!(take(&mut window), [fact]);
}

#[test]
fn escape_gives_a_fact_up() {
    let mut window = bench(&[REVIEW]).window();
    press(&mut window, Key::E);
    window.event(egui::Event::Text("RT".into()));
    window.run_steps(2);
    press(&mut window, Key::Escape);
    assert!(take(&mut window).is_empty());
}

#[test]
fn what_is_half_written_is_kept_when_another_document_comes() {
    let mut window = bench(&[REVIEW, TWO]).window();
    let document = open(&window).document.id;
    press(&mut window, Key::E);
    window.event(egui::Event::Text("RT".into()));
    window.run_steps(2);
    window.state_mut().state.open = Some(super::fixture::view(TWO, 2));
    window.run_steps(2);
    assert_eq!(take(&mut window), [Command::SetMetadata { document, key: "outlet".into(), value: "RT".into() }]);
}

#[test]
fn documents_are_turned_by_key_and_chosen_by_a_press() {
    let mut window = bench(&[REVIEW, TWO]).window();
    let second = window.state().state.documents[1].clone();
    press(&mut window, Key::PageDown);
    let label = format!("{}, 2 articles, Arabic, question open", second.title);
    window.get_by_role_and_label(Role::ListItem, &label).click();
    window.run_steps(3);
    let opened = window.state().intents.iter().filter(|i| **i == Intent::OpenDocument(second.id)).count();
    assert_eq!(opened, 2);
}

#[test]
fn an_empty_project_says_how_to_begin() {
    let mut window = bench(&[]).window();
    window.get_by_label_contains("or drop them on the window");
    window.get_by_role_and_label(Role::Button, "Add files…").click();
    window.run_steps(3);
    assert_eq!(window.state().intents, [Intent::App(AppCommand::AddFiles)]);
}

#[test]
fn arabic_is_found_by_screen_readers() {
    let window = bench(&[TWO]).language(UiLanguage::Ar).window();
    let title = open(&window).articles[1].title.clone();
    window.get_by_role_and_label(Role::Heading, &format!("المقال ٢: {title}"));
    window.get_by_role_and_label(Role::Button, "مقالان: إبقاء القسمة");
    window.get_by_role_and_label(Role::RadioButton, "إخلاء مسؤولية");
    assert!(window.state().keys.iter().any(|k| k.key == "S" && k.does == "هنا يبدأ مقال ثانٍ"));
}

#[test]
fn one_key_says_the_same_where_the_same_rule_fired() {
    let mut window = bench(&[REVIEW]).window();
    let document = open(&window).document.id;
    let block = open(&window).articles[0].blocks.start;
    press(&mut window, Key::M);
    press_with(&mut window, Modifiers::SHIFT, Key::M);
    let alike = |everywhere| Command::SetAlike { document, block, everywhere };
    assert_eq!(take(&mut window), [alike(false), alike(true)]);
}

#[test]
fn a_page_that_is_right_is_accepted_by_one_key_and_the_next_one_follows() {
    use super::fixture::view;
    let mut window = bench(&[TWO, REVIEW]).window();
    let (document, next) = (open(&window).document.id, view(REVIEW, 2).document.id);
    let unsure = doubtful(&window);
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert!(window.state().intents.contains(&Intent::OpenDocument(next)));
    let said = take(&mut window);
    let settled = Command::SetMetadata { document, key: "question".into(), value: String::new() };
    assert!(said.contains(&settled), "{said:?}");
    let blocks: std::collections::BTreeSet<usize> =
        said.iter().filter_map(|c| if let Command::SetZone { block, .. } = c { Some(*block) } else { None }).collect();
    assert!(blocks.iter().all(|b| unsure.contains(b)), "only what was doubtful: {blocks:?}");
}

#[test]
fn a_page_is_shown_as_it_was_built_and_nothing_is_folded() {
    let mut window = bench(&[REVIEW]).window();
    let lines = |window: &Window<State>| window.query_all_by_role(Role::DisclosureTriangle).count();
    assert!(lines(&window) > 0);
    press(&mut window, Key::V);
    assert_eq!(lines(&window), 0);
    press(&mut window, Key::V);
    assert!(lines(&window) > 0);
}

#[test]
fn the_list_tells_what_is_doubtful_and_asks_for_what_is_not_counted() {
    use crate::project::DocumentFinds;
    let mut window = bench(&[REVIEW]).window();
    let document = open(&window).document.id;
    assert!(window.state().intents.contains(&Intent::CountFinds(vec![document])));
    window.state_mut().state.finds.insert(document, DocumentFinds { doubtful: 3, disclaimers: 1 });
    window.state_mut().intents.clear();
    window.run_steps(2);
    let told = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains("1 disclaimer"));
    assert!(window.query_all_by_role(Role::ListItem).any(|n| told(&n)));
    assert_eq!(window.state().intents, []);
}
