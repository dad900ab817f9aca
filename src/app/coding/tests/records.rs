use super::fixture::{add, id, view};
use crate::app::coding::records::{hangs_under, likely_parent, lines, name, own_words};
use crate::model::{Answer, AnswerState, Value};

#[test]
fn nested_records_stand_under_the_one_they_hang_under() {
    let mut view = view();
    add(&mut view, 20, "ATT", &[], &[("source", "الكرملين")]);
    add(&mut view, 21, "ATT", &[], &[("source", "بيسكوف")]);
    add(&mut view, 22, "ATT", &[], &[("source", "الوزارة")]);
    view.records.iter_mut().find(|r| r.id == id(22)).unwrap().parent = Some(id(20));
    let order: Vec<_> = lines(&view, "ATT").iter().map(|l| (l.record, l.indent, l.number)).collect();
    assert_eq!(order, [(id(20), 0, 1), (id(22), 1, 2), (id(21), 0, 3)]);
    let inner = view.record(id(22)).unwrap();
    assert!(hangs_under(&view, inner, id(20)) && !hangs_under(&view, inner, id(21)));
}

#[test]
fn a_record_is_called_by_its_entity_or_else_by_its_words() {
    let mut view = view();
    let record = add(&mut view, 20, "ATT", &[], &[("content", "موسكو"), ("source", "الكرملين")]);
    assert_eq!(name(&view, view.record(record).unwrap()), "الكرملين");
    let country = Answer::sure(AnswerState::Coded(Value::Text("RU".into())));
    super::fixture::set(&mut view, record, "R8", country);
    assert_eq!(name(&view, view.record(record).unwrap()), "الكرملين", "its country is not its name");
    let answer = Answer::sure(AnswerState::Coded(Value::Text("RUS-KREMLIN".into())));
    super::fixture::set(&mut view, record, "R5", answer);
    assert_eq!(name(&view, view.record(record).unwrap()), "RUS-KREMLIN");
}

#[test]
fn records_of_one_name_have_words_of_their_own() {
    let mut view = view();
    add(&mut view, 20, "ATT", &[], &[("source", "الكرملين"), ("content", "موسكو سترد"), ("content", "إن")]);
    add(&mut view, 21, "ATT", &[], &[("source", "الكرملين")]);
    let own = |n| view.record(id(n)).and_then(|r| own_words(view.book.unit("ATT").unwrap(), r));
    assert_eq!(own(20).as_deref(), Some("إن"), "the content's first words in the text");
    assert_eq!(own(21), None);
}

#[test]
fn a_record_hangs_under_the_one_whose_words_hold_its_own() {
    let mut view = view();
    let outer = add(&mut view, 20, "ATT", &[], &[("source", "بيسكوف"), ("content", "أن الوزارة قالت إنها مستعدة")]);
    add(&mut view, 21, "ATT", &[], &[("source", "الكرملين")]);
    let inner = add(&mut view, 22, "ATT", &[], &[("source", "الوزارة"), ("cue", "قالت")]);
    assert_eq!(likely_parent(&view, view.record(inner).unwrap()), Some(outer));
    let first = view.record(id(21)).unwrap();
    assert_eq!(likely_parent(&view, first), None, "nothing stands before it");
}
