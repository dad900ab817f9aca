use super::fixture::{add, id, set, view};
use crate::app::coding::keys::{Offer, give_keys, offers, pressed, reserved};
use crate::app::coding::place::{PanelAt, Place, Stop};
use crate::model::{Answer, AnswerState, Value};
use egui::Key;
use std::collections::BTreeSet;

#[test]
fn no_value_of_the_codebook_shares_a_key_with_a_role_or_a_command() {
    let view = view();
    let taken = reserved(&view.book);
    for unit in &view.book.units {
        for variable in &unit.variables {
            let wishes: Vec<_> =
                variable.values.iter().map(|v| v.key.as_deref().and_then(crate::app::coding::keys::char_of)).collect();
            let keys = give_keys(&wishes, &taken);
            let distinct: BTreeSet<_> = keys.iter().flatten().collect();
            assert_eq!(distinct.len(), variable.values.len(), "{}: every value has a key of its own", variable.code);
            assert!(keys.iter().flatten().all(|k| !taken.contains(k)), "{}", variable.code);
        }
    }
}

#[test]
fn an_arabic_layout_presses_the_same_keys() {
    assert_eq!(pressed(Key::S, Some(Key::S)), Some('S'));
    assert_eq!(pressed(Key::CloseBracket, Some(Key::D)), Some('D'), "Shift+D of an Arabic layout");
    assert_eq!(pressed(Key::Exclamationmark, Some(Key::Num1)), Some('1'), "Shift+1");
    assert_eq!(pressed(Key::A, Some(Key::Q)), Some('A'), "AZERTY keeps its letters");
    assert_eq!(pressed(Key::Num3, None), Some('3'));
    assert_eq!(pressed(Key::ArrowUp, Some(Key::ArrowUp)), None);
}

#[test]
fn ordinal_scales_have_their_keys_from_left_to_right() {
    let view = view();
    let offered = offers(&view, &Place::default(), &Stop::question(id(2), "A5"));
    let keys: String = offered.iter().filter_map(|o| o.key).collect();
    assert_eq!(keys, "12345");
    assert_eq!(offered[4].offer, Offer::Value("2".into()));
}

#[test]
fn a_cell_offers_the_scale_and_the_states_in_one_row_of_keys() {
    let mut view = view();
    let place = Place { panel: PanelAt::Book(2), ..Place::default() };
    let stop =
        Stop::Cell { row: crate::app::coding::place::RowKey { value: "2".into(), link: None }, column: "RUS".into() };
    let offered = offers(&view, &place, &stop);
    let keys: String = offered.iter().filter_map(|o| o.key).collect();
    assert_eq!(keys, "12345678");
    assert_eq!(offered[6].offer, Offer::State("no_stance".into()));
    assert!(offered.iter().all(|o| !o.on));
    set(&mut view, id(11), "S4", Answer::code("no_stance"));
    set(&mut view, id(11), "S3", Answer::code("1"));
    let on: Vec<_> = offers(&view, &place, &stop).into_iter().filter(|o| o.on).map(|o| o.offer).collect();
    assert_eq!(on, [Offer::State("no_stance".into())], "a stored value that does not apply is not shown as coded");
}

#[test]
fn the_words_of_the_source_are_the_first_name_that_is_offered() {
    let mut view = view();
    let first = add(&mut view, 20, "ATT", &[("R4", "direct")], &[("source", "الكرملين")]);
    let name = Answer::sure(AnswerState::Coded(Value::Text("RUS-KREMLIN".into())));
    set(&mut view, first, "R5", name);
    let second = add(&mut view, 21, "ATT", &[("R4", "direct")], &[("source", "بيسكوف")]);
    let offered = offers(&view, &Place::default(), &Stop::question(second, "R5"));
    let names: Vec<_> = offered.iter().map(|o| (o.key, &o.offer)).collect();
    assert_eq!(names, [(Some('1'), &Offer::Name("بيسكوف".into())), (Some('2'), &Offer::Name("RUS-KREMLIN".into()))]);
}
