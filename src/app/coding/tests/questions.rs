use super::fixture::{add, id, set, view};
use crate::app::coding::place::{PanelAt, Place, Stop};
use crate::app::coding::questions::{go_to, neighbour, next_open, settle, stops};
use crate::app::coding::undone::show_change;
use crate::model::{Answer, ArticleId, CodingId, Missing};
use crate::project::Beside;

fn at(panel: usize) -> Place {
    Place { panel: PanelAt::Book(panel), ..Place::default() }
}

#[test]
fn skip_logic_takes_a_question_out_of_the_order_at_once() {
    let mut view = view();
    let asks = |view: &_, code: &str| stops(view, &at(0)).contains(&Stop::question(id(2), code));
    assert!(!asks(&view, "A3"), "not asked while A2 is open");
    set(&mut view, id(2), "A2", Answer::code("news"));
    assert!(asks(&view, "A3"));
    set(&mut view, id(2), "A2", Answer::code("none"));
    assert!(!asks(&view, "A3"));
}

#[test]
fn the_next_unanswered_question_comes_by_itself_and_wraps_round() {
    let mut view = view();
    let mut place = at(0);
    settle(&view, &mut place);
    assert_eq!(place.stop, Some(Stop::question(id(1), "D1")));
    set(&mut view, id(2), "A1", Answer::code("6"));
    let next = next_open(&view, &place, Some(&Stop::question(id(2), "A1")));
    assert_eq!(next, Some(Stop::question(id(2), "A2")));
    let wrapped = next_open(&view, &place, Some(&Stop::question(id(2), "A7")));
    assert_eq!(wrapped, Some(Stop::question(id(1), "D1")));
}

#[test]
fn tab_goes_both_ways_also_over_answered_questions() {
    let mut view = view();
    set(&mut view, id(2), "A1", Answer::code("1"));
    let mut place = at(0);
    place.stop = Some(Stop::question(id(2), "A2"));
    assert_eq!(neighbour(&view, &place, true), Some(Stop::question(id(2), "A1")));
    place.stop = Some(Stop::question(id(1), "D1"));
    let last = neighbour(&view, &place, true);
    assert_eq!(last, Some(Stop::question(id(2), "A7")), "round the corner");
}

#[test]
fn a_list_asks_only_about_the_chosen_record() {
    let mut view = view();
    let first = add(&mut view, 21, "ATT", &[], &[("content", "موسكو")]);
    add(&mut view, 22, "ATT", &[], &[("content", "الوزارة")]);
    let mut place = at(1);
    assert_eq!(stops(&view, &place), []);
    place.chosen.insert("ATT".into(), first);
    let all = stops(&view, &place);
    assert!(!all.is_empty() && all.iter().all(|s| matches!(s, Stop::Question { record, .. } if *record == first)));
}

#[test]
fn focus_stays_on_a_question_that_is_still_asked_and_leaves_one_that_is_gone() {
    let mut view = view();
    set(&mut view, id(2), "A2", Answer::code("news"));
    let mut place = at(0);
    place.stop = Some(Stop::question(id(2), "A3"));
    settle(&view, &mut place);
    assert_eq!(place.stop, Some(Stop::question(id(2), "A3")));
    set(&mut view, id(2), "A2", Answer::code("none"));
    settle(&view, &mut place);
    assert_eq!(place.stop, Some(Stop::question(id(1), "D1")));
}

#[test]
fn the_missing_list_leads_to_panel_record_and_question() {
    let mut view = view();
    let record = add(&mut view, 21, "ATT", &[("R4", "direct")], &[("content", "موسكو")]);
    let mut place = at(0);
    let missing = Missing::Answer { record, unit: "ATT".into(), variable: "R7".into() };
    go_to(&view, &mut place, &missing);
    assert_eq!((place.panel, place.stop), (PanelAt::Book(1), Some(Stop::question(record, "R7"))));
    let mut place = at(0);
    go_to(&view, &mut place, &Missing::Answer { record: id(12), unit: "STN".into(), variable: "S4".into() });
    assert!(matches!(place.stop, Some(Stop::Cell { ref column, .. }) if column == "AZE"));
}

#[test]
fn undo_leads_to_the_panel_the_record_and_the_question_that_it_changed() {
    let mut view = view();
    let record = add(&mut view, 21, "ATT", &[("R4", "direct")], &[("content", "موسكو")]);
    let mut place = at(3);
    let before = view.records.clone();
    assert!(!show_change(&view, &before, &mut place));
    set(&mut view, record, "R4", Answer::code("mixed"));
    assert!(show_change(&view, &before, &mut place));
    assert_eq!((place.panel, place.stop.clone()), (PanelAt::Book(1), Some(Stop::question(record, "R4"))));

    let before = view.records.clone();
    set(&mut view, id(13), "S4", Answer::code("mixed"));
    show_change(&view, &before, &mut place);
    assert!(matches!(place.stop, Some(Stop::Cell { ref column, .. }) if column == "UKR"));

    let before = view.records.clone();
    view.records.retain(|r| r.id != record);
    show_change(&view, &before, &mut place);
    assert_eq!(place.panel, PanelAt::Book(1), "where the record was");
}

#[test]
fn what_another_article_of_the_page_has_closed_is_not_asked() {
    let mut view = view();
    let elsewhere = CodingId::from_uuid(uuid::Uuid::from_u128(990));
    view.records.iter_mut().find(|r| r.unit == "DOC").unwrap().coding = elsewhere;
    let beside = |is_done| Beside {
        coding: elsewhere,
        article: ArticleId::from_uuid(uuid::Uuid::from_u128(991)),
        title: "المقال الأول".into(),
        is_done,
    };
    view.beside = vec![beside(false)];
    assert!(stops(&view, &at(0)).contains(&Stop::question(id(1), "D1")), "open there, it can be answered from here");
    view.beside = vec![beside(true)];
    let all = stops(&view, &at(0));
    assert!(all.iter().all(|s| s.record() == Some(id(2))), "{all:?}");
}
