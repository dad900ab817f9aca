use super::fixture::{add, id, link, set, view};
use crate::app::coding::grid::{details, model, plain_states, row_choices, shape, state_for_cell, step};
use crate::app::coding::keys::{Offer, offers};
use crate::app::coding::place::{PanelAt, Place, RowKey, Stop};
use crate::app::coding::questions::{is_open, next_open};
use crate::model::Answer;

const STANCE: PanelAt = PanelAt::Book(2);

fn row(value: &str) -> RowKey {
    RowKey { value: value.into(), link: None }
}

#[test]
fn obligatory_rows_stand_there_and_quoted_sources_have_rows_of_their_own() {
    let mut view = view();
    let grid = model(&view, STANCE, None).unwrap();
    assert_eq!(grid.rows, [row("1"), row("2"), row("3")]);
    assert_eq!(grid.columns, ["RUS", "AZE", "UKR"]);
    assert_eq!(grid.cells.get(&(1, 0)), Some(&vec![id(11)]));

    let late = add(&mut view, 21, "ATT", &[], &[("source", "بيسكوف"), ("content", "الوزارة")]);
    let early = add(&mut view, 20, "ATT", &[], &[("source", "الكرملين"), ("content", "موسكو")]);
    view.records.sort_by_key(|r| r.first_byte().unwrap_or(usize::MAX));
    for (n, source) in [(31, late), (32, early)] {
        let record = add(&mut view, n, "STN", &[("S1", "WEST"), ("S2", "4")], &[]);
        link(&mut view, record, "source", source);
    }
    let grid = model(&view, STANCE, None).unwrap();
    let quoted: Vec<_> = grid.rows.iter().filter_map(|r| r.link).collect();
    assert_eq!(quoted, [early, late], "in the order of the text");
    assert_eq!(grid.columns, ["RUS", "AZE", "UKR", "WEST"]);
}

#[test]
fn a_new_cell_offers_each_quoted_source_once() {
    let mut view = view();
    add(&mut view, 20, "ATT", &[], &[("source", "الكرملين"), ("content", "موسكو")]);
    add(&mut view, 21, "ATT", &[], &[("source", "الكرملين"), ("content", "الوزارة")]);
    let rows = row_choices(&view, STANCE);
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[3], RowKey { value: "4".into(), link: Some(id(20)) });
}

#[test]
fn words_that_are_no_source_are_not_offered_as_holders() {
    let mut view = view();
    add(&mut view, 20, "ATT", &[("R4", "scare_label")], &[("content", "موسكو")]);
    add(&mut view, 21, "ATT", &[("R4", "title_name")], &[("content", "الوزارة")]);
    let open = add(&mut view, 22, "ATT", &[], &[("source", "بيسكوف")]);
    let holders: Vec<_> = row_choices(&view, STANCE).into_iter().filter_map(|row| row.link).collect();
    assert_eq!(holders, [open], "while the form is open it may be a source");
    let stance = add(&mut view, 31, "STN", &[("S1", "RUS"), ("S2", "4")], &[]);
    let place = Place { panel: STANCE, ..Place::default() };
    let stop = Stop::Link { record: stance, link: "source".into() };
    let ends: Vec<_> = offers(&view, &place, &stop).into_iter().map(|o| o.offer).collect();
    assert_eq!(ends, [Offer::To(open)]);
    // A stance whose source turns out to be none wants another one.
    link(&mut view, stance, "source", open);
    assert!(!is_open(&view, &place, &stop));
    set(&mut view, open, "R4", Answer::code("scare_label"));
    assert!(is_open(&view, &place, &stop));
}

#[test]
fn states_beside_the_scale_are_those_under_which_it_does_not_apply() {
    let view = view();
    let (unit, grid) = shape(&view, STANCE).unwrap();
    let states: Vec<_> = plain_states(unit, grid).iter().map(|v| v.code.as_str()).collect();
    assert_eq!(states, ["mixed", "no_stance", "not_inferable"]);
    assert_eq!(state_for_cell(unit, grid).as_deref(), Some("expressed"));
}

#[test]
fn the_details_of_a_cell_come_before_the_next_cell() {
    let mut view = view();
    let mut place = Place { panel: STANCE, ..Place::default() };
    let first = Stop::Cell { row: row("2"), column: "RUS".into() };
    place.stop = next_open(&view, &place, None);
    assert_eq!(place.stop, Some(first.clone()));
    set(&mut view, id(11), "S4", Answer::code("expressed"));
    set(&mut view, id(11), "S3", Answer::code("1"));
    assert_eq!(next_open(&view, &place, Some(&first)), Some(Stop::question(id(11), "S5")));
    set(&mut view, id(11), "S5", Answer::code("2"));
    set(&mut view, id(11), "S7", Answer::code("3"));
    let words = Stop::Span { record: id(11), role: "evidence".into() };
    let next = next_open(&view, &place, Some(&Stop::question(id(11), "S7")));
    assert_eq!(next, Some(words.clone()), "a stance that is expressed has its evidence");
    let next = next_open(&view, &place, Some(&words));
    assert_eq!(next, Some(Stop::Cell { row: row("2"), column: "AZE".into() }));
    let (unit, grid) = shape(&view, STANCE).unwrap();
    let record = view.record(id(11)).unwrap();
    assert!(details(unit, grid, record).iter().all(|v| !["S1", "S2", "S3", "S4"].contains(&v.code.as_str())));
}

#[test]
fn arrows_reach_empty_cells_and_stay_inside() {
    let view = view();
    let start = Stop::Cell { row: row("2"), column: "RUS".into() };
    assert_eq!(step(&view, STANCE, Some(&start), -1, 0), Some(Stop::Cell { row: row("1"), column: "RUS".into() }));
    assert_eq!(step(&view, STANCE, Some(&start), 0, -1), Some(start.clone()));
    assert_eq!(step(&view, STANCE, Some(&start), 9, 9), Some(Stop::Cell { row: row("3"), column: "UKR".into() }));
}
