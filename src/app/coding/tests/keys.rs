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

/// The view with facts about its page.
fn with_facts(facts: &[(&str, &str)]) -> crate::project::CodingView {
    let mut view = view();
    let mut document = (*view.document).clone();
    document.metadata.extend(facts.iter().map(|(name, fact)| ((*name).to_owned(), (*fact).to_owned())));
    view.document = std::sync::Arc::new(document);
    view
}

#[test]
fn facts_of_the_page_are_offered_where_the_codebook_asks_for_them_and_never_set() {
    let facts =
        [("outlet", " RT_AR "), ("date", "٢٠٢٤-١٠-١٨"), ("dateline", "الجمعة 18 أكتوبر"), ("byline", "أحمد سالم")];
    let mut view = with_facts(&facts);
    assert!(view.records.iter().all(|r| !r.answers.contains_key("D1") && !r.answers.contains_key("D4")));
    let place = Place::default();
    let at = |view: &_, record, variable: &str| offers(view, &place, &Stop::question(record, variable));

    let outlet = at(&view, id(1), "D1");
    assert_eq!(outlet.len(), 1);
    assert_eq!((outlet[0].key, &outlet[0].offer, outlet[0].on), (Some('1'), &Offer::Name("RT_AR".into()), false));
    // Names that were used before follow it; what was answered stands first.
    view.entities = vec![("D1".into(), vec!["AAWSAT".into(), "RT_AR".into()])];
    let names: Vec<_> = at(&view, id(1), "D1").into_iter().map(|o| o.offer).collect();
    assert_eq!(names, [Offer::Name("RT_AR".into()), Offer::Name("AAWSAT".into())]);

    // A printed line that is no date can be read beside the question, but is no answer.
    let date = at(&view, id(1), "D4");
    assert_eq!(date.iter().map(|o| &o.offer).collect::<Vec<_>>(), [&Offer::Fact("٢٠٢٤-١٠-١٨".into())]);
    let stop = Stop::question(id(1), "D4");
    let said = crate::app::coding::acts::say(&view, &place, &stop, &date[0].offer, false).unwrap();
    let coded = Answer::sure(AnswerState::Coded(Value::Date("2024-10-18".into())));
    let command =
        crate::project::Command::SetAnswer { record: id(1), variable: "D4".into(), answer: Some(coded.clone()) };
    assert_eq!(said.commands, [command]);
    set(&mut view, id(1), "D5", Answer::code("printed"));
    set(&mut view, id(1), "D4", coded);
    assert!(at(&view, id(1), "D4")[0].on);

    let link = add(&mut view, 30, "CHN", &[], &[]);
    assert_eq!(at(&view, link, "A8")[0].offer, Offer::Name("أحمد سالم".into()));
    assert!(at(&view, id(1), "D2").is_empty(), "a question that asks for no fact gets none");
    assert!(offers(&with_facts(&[]), &place, &stop).is_empty());
}
