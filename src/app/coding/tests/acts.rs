use super::fixture::{TEXT, add, id, link, set, view};
use crate::app::coding::acts::{Change, Target};
use crate::app::coding::acts::{
    Refusal, Then, accept, clear, code_selection, doubt, hang, move_by, next_proposal, reads_from, remove, say, target,
    without_marks, write,
};
use crate::app::coding::keys::Offer;
use crate::app::coding::place::{PanelAt, Place, RowKey, Stop, role_of_key};
use crate::app::coding::spans::{Stands, spans};
use crate::model::{Answer, AnswerState, FrozenText, ProposalId, UiLanguage, Value};
use crate::project::{CodingView, Command};

fn at(panel: usize) -> Place {
    Place { panel: PanelAt::Book(panel), ..Place::default() }
}

fn aim(view: &CodingView, place: &Place, key: char, fresh: bool) -> Result<Target, Refusal> {
    let (unit, role) = role_of_key(&view.book, place.panel, key).unwrap();
    target(view, place, unit, role, fresh)
}

/// The labels that a change leaves in a set; none where it makes the question open.
fn codes(change: &Change) -> Vec<String> {
    match &change.commands[0] {
        Command::SetAnswer { answer: Some(Answer { state: AnswerState::Coded(Value::Codes(c)), .. }), .. } => c.clone(),
        Command::SetAnswer { answer: None, .. } => Vec::new(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_role_key_begins_a_record_fills_it_and_begins_the_next() {
    let mut view = view();
    let mut place = at(1);
    assert_eq!(aim(&view, &place, 'S', false), Ok(Target::New));
    let first = add(&mut view, 20, "ATT", &[], &[("source", "الكرملين")]);
    place.chosen.insert("ATT".into(), first);
    assert_eq!(aim(&view, &place, 'C', false), Ok(Target::Into(first)));
    assert_eq!(aim(&view, &place, 'C', true), Ok(Target::New), "Shift asks for a new one");
    view.records.retain(|r| r.id != first);
    add(&mut view, 20, "ATT", &[], &[("source", "الكرملين"), ("cue", "قال"), ("content", "موسكو")]);
    assert_eq!(aim(&view, &place, 'C', false), Ok(Target::New), "one cue at most");
    assert_eq!(aim(&view, &place, 'S', false), Ok(Target::New), "it has all its parts");
    assert_eq!(aim(&view, &place, 'T', false), Ok(Target::Into(first)), "content may have several pieces");
}

#[test]
fn a_finished_attribution_is_left_alone_unless_it_was_chosen_by_hand() {
    let mut view = view();
    let mut place = at(1);
    let done = [("R4", "direct"), ("R6", "state"), ("R7", "2"), ("R10", "statement"), ("R12", "own"), ("R13", "no")];
    let first = add(&mut view, 20, "ATT", &done, &[("content", "موسكو")]);
    set(&mut view, first, "R8", Answer::sure(AnswerState::Coded(Value::Text("RU".into()))));
    set(&mut view, first, "R5", Answer::sure(AnswerState::Coded(Value::Text("KREMLIN".into()))));
    place.chosen.insert("ATT".into(), first);
    let missing = crate::model::missing_in_record(view.book.unit("ATT").unwrap(), view.record(first).unwrap());
    assert_eq!(missing, []);
    assert_eq!(aim(&view, &place, 'S', false), Ok(Target::New));
    place.by_hand = true;
    assert_eq!(aim(&view, &place, 'S', false), Ok(Target::Into(first)));
}

#[test]
fn coding_a_selection_gives_one_command_with_the_bytes() {
    let view = view();
    let (unit, role) = role_of_key(&view.book, PanelAt::Book(0), 'S').unwrap();
    let change = code_selection(&view, &at(0), unit, role, 7..23, false).unwrap();
    let Command::AddRecord { unit, anchors, .. } = &change.commands[0] else { panic!("{change:?}") };
    assert_eq!((unit.as_str(), anchors.as_slice()), ("ATT", &[("source".to_owned(), 7..23)][..]));
    assert_eq!(change.then, Then::ToNew("ATT".into()));
}

#[test]
fn a_cell_value_settles_the_state_in_the_same_step() {
    let view = view();
    let stop = Stop::Cell { row: RowKey { value: "2".into(), link: None }, column: "RUS".into() };
    let change = say(&view, &at(2), &stop, &Offer::Cell("1".into()), false).unwrap();
    let answers = [("S3".to_owned(), Some(Answer::code("1"))), ("S4".to_owned(), Some(Answer::code("expressed")))];
    assert_eq!(change.commands, [Command::SetAnswers { record: id(11), answers: answers.into_iter().collect() }]);
}

#[test]
fn a_new_stance_of_a_quoted_source_is_three_keys_and_one_step() {
    let mut view = view();
    let source = add(&mut view, 20, "ATT", &[], &[("source", "الكرملين"), ("content", "موسكو")]);
    let row = RowKey { value: "4".into(), link: Some(source) };
    let mut place = at(2);
    let mut stop = Stop::NewCell { row: None, column: None };
    for offer in [Offer::Row(row.clone()), Offer::Column("WEST".into())] {
        let Change { commands, then: Then::At(next) } = say(&view, &place, &stop, &offer, false).unwrap() else {
            panic!("the first two keys only choose")
        };
        assert_eq!(commands, []);
        stop = next;
        place.stop = Some(stop.clone());
    }
    let change = say(&view, &place, &stop, &Offer::Cell("-1".into()), false).unwrap();
    let Command::AddRecord { answers, links, .. } = &change.commands[0] else { panic!("{change:?}") };
    assert_eq!(change.commands.len(), 1);
    assert_eq!(links, &[("source".to_owned(), source)]);
    let codes: Vec<_> = ["S1", "S2", "S3", "S4"].iter().map(|v| answers[*v].clone()).collect();
    assert_eq!(codes, ["WEST", "4", "-1", "expressed"].map(Answer::code));
}

#[test]
fn evidence_goes_to_the_cell_in_focus_and_to_none_other() {
    let view = view();
    let mut place = at(2);
    assert_eq!(aim(&view, &place, 'E', false), Err(Refusal::NoRecordChosen));
    place.stop = Some(Stop::Cell { row: RowKey { value: "2".into(), link: None }, column: "AZE".into() });
    assert_eq!(aim(&view, &place, 'E', false), Ok(Target::Into(id(12))));
}

#[test]
fn a_set_is_built_by_its_keys_in_the_order_of_the_codebook_up_to_its_limit() {
    let mut view = view();
    let stop = Stop::question(id(2), "A7");
    let label = |code: &str| Offer::Label(code.into());
    let mut now = Vec::new();
    for code in ["security", "conflict_strategy", "humanitarian"] {
        let change = say(&view, &at(0), &stop, &label(code), false).unwrap();
        assert_eq!(change.then, Then::Stay, "more labels may follow");
        now = codes(&change);
        set(&mut view, id(2), "A7", Answer::sure(AnswerState::Coded(Value::Codes(now.clone()))));
    }
    assert_eq!(now, ["conflict_strategy", "security", "humanitarian"]);
    assert_eq!(say(&view, &at(0), &stop, &label("economy_energy"), false), Err(Refusal::SetIsFull));
    set(&mut view, id(2), "A7", Answer::sure(AnswerState::Coded(Value::Codes(vec!["security".into()]))));
    let change = say(&view, &at(0), &stop, &label("security"), false).unwrap();
    assert!(matches!(&change.commands[0], Command::SetAnswer { answer: None, .. }), "open again, not \"none\"");
    let none = say(&view, &at(0), &stop, &Offer::NoLabel, false).unwrap();
    assert_eq!(codes(&none), Vec::<String>::new());
    assert_eq!(none.then, Then::Advance);
}

#[test]
fn a_label_that_stands_alone_takes_the_others_place_and_the_focus_moves_on() {
    let mut view = view();
    let stop = Stop::question(id(3), "C6");
    let label = |code: &str| Offer::Label(code.into());
    let sets = |labels: &[&str]| {
        Answer::sure(AnswerState::Coded(Value::Codes(labels.iter().map(|c| (*c).to_owned()).collect())))
    };
    set(&mut view, id(3), "C6", sets(&["editors", "company"]));
    let change = say(&view, &at(3), &stop, &label("nobody"), false).unwrap();
    assert_eq!((codes(&change), change.then), (vec!["nobody".to_owned()], Then::Advance));
    set(&mut view, id(3), "C6", sets(&["nobody"]));
    let change = say(&view, &at(3), &stop, &label("owner"), false).unwrap();
    assert_eq!(codes(&change), ["owner"]);
}

#[test]
fn a_proposal_is_taken_by_one_key_and_says_so_in_the_record() {
    let mut view = view();
    let place = at(3);
    let (unit, role, proposal) = next_proposal(&view, &place, &[], 0).unwrap();
    let change = accept(&view, unit, role, proposal);
    let start = TEXT.find("المقالة").unwrap();
    assert_eq!(
        change.commands,
        [Command::AddAnchor {
            record: id(3),
            role: "disclaimer".into(),
            range: start..TEXT.len(),
            proposal: Some(proposal.id)
        }]
    );
    assert!(next_proposal(&view, &place, &[proposal.id], 0).is_none(), "one that was waved away is not offered again");
    let (unit, role, cue) = next_proposal(&view, &at(1), &[], 0).unwrap();
    let change = accept(&view, unit, role, cue);
    assert!(matches!(&change.commands[0], Command::AddRecord { proposal: Some(p), .. } if *p == cue.id));
    add(&mut view, 20, "ATT", &[], &[("cue", "وأضاف")]);
    assert!(next_proposal(&view, &at(1), &[], 0).is_none(), "a coded cue is not proposed");
}

#[test]
fn proposals_are_offered_from_the_sentence_that_is_read_and_then_those_before() {
    let mut view = view();
    let mut earlier = view.proposals[0].clone();
    earlier.id = ProposalId::from_uuid(uuid::Uuid::from_u128(699));
    earlier.span = view.document.text.span(0, "قال".len()).unwrap();
    view.proposals.push(earlier.clone());
    let later = view.proposals[0].id;
    let offered = |caret: usize, waved: &[ProposalId]| {
        next_proposal(&view, &at(1), waved, reads_from(&view, caret)).map(|(_, _, p)| p.id)
    };
    let second = TEXT.find("أن الوزارة").unwrap();
    assert_eq!(offered(0, &[]), Some(earlier.id));
    assert_eq!(offered(second, &[]), Some(later), "the cue of the sentence of the caret, also before it");
    assert_eq!(offered(second, &[later]), Some(earlier.id));
}

#[test]
fn a_proposal_stays_until_its_question_is_answered() {
    let mut view = view();
    let shown = next_proposal(&view, &at(3), &[], 0).map(|(_, _, p)| p.id);
    let record = view.records.iter_mut().find(|r| r.id == id(3)).unwrap();
    record.proposal = shown;
    assert_eq!(next_proposal(&view, &at(3), &[], 0).map(|(_, _, p)| p.id), shown, "shown is not taken");
    set(&mut view, id(3), "C1", Answer::code("no"));
    assert!(next_proposal(&view, &at(3), &[], 0).is_none());
}

#[test]
fn doubt_falls_on_the_answer_in_focus_or_else_on_the_last_one() {
    let mut view = view();
    let mut place = at(0);
    place.stop = Some(Stop::question(id(2), "A2"));
    assert_eq!(doubt(&view, &place, None), Err(Refusal::NoAnswer));
    set(&mut view, id(2), "A1", Answer::code("6"));
    let change = doubt(&view, &place, Some(&Stop::question(id(2), "A1"))).unwrap();
    let answer = Answer { unsure: true, ..Answer::code("6") };
    assert_eq!(change.commands, [Command::SetAnswer { record: id(2), variable: "A1".into(), answer: Some(answer) }]);
}

#[test]
fn numbers_and_dates_may_be_typed_in_arabic_digits() {
    let view = view();
    let (_, number) = view.book.variable("D6").unwrap();
    let change = write(number, id(1), "١٢").unwrap();
    let coded = |value| Some(Answer::sure(AnswerState::Coded(value)));
    let command = |answer| Command::SetAnswer { record: id(1), variable: "D6".into(), answer };
    assert_eq!(change.commands, [command(coded(Value::Number(12.0)))]);
    assert_eq!(write(number, id(1), "  ").unwrap().commands, [command(None)]);
    assert_eq!(write(number, id(1), "zwei"), Err(Refusal::NotANumber));
}

#[test]
fn obligatory_rows_and_only_records_stay() {
    let mut view = view();
    assert_eq!(remove(&view, id(11)), Err(Refusal::MustStay));
    assert_eq!(remove(&view, id(2)), Err(Refusal::MustStay));
    let free = add(&mut view, 20, "ATT", &[], &[("content", "موسكو")]);
    assert_eq!(remove(&view, free).unwrap().commands, [Command::RemoveRecord { record: free }]);
}

#[test]
fn links_of_a_chain_move_by_one_place_and_stay_inside() {
    let mut view = view();
    add(&mut view, 40, "CHN", &[], &[]);
    add(&mut view, 41, "CHN", &[], &[]);
    assert_eq!(move_by(&view, id(40), -1), None);
    let change = move_by(&view, id(40), 1).unwrap();
    assert_eq!(change.commands, [Command::MoveRecord { record: id(40), position: 1 }]);
}

#[test]
fn hanging_and_freeing_are_the_same_key() {
    let mut view = view();
    let outer = add(&mut view, 20, "ATT", &[], &[("content", "أن الوزارة قالت إنها مستعدة")]);
    let inner = add(&mut view, 21, "ATT", &[], &[("cue", "قالت")]);
    let change = hang(&view, inner).unwrap();
    assert_eq!(change.commands, [Command::SetParent { record: inner, parent: Some(outer) }]);
    view.records.iter_mut().find(|r| r.id == inner).unwrap().parent = Some(outer);
    assert_eq!(hang(&view, inner).unwrap().commands, [Command::SetParent { record: inner, parent: None }]);
}

#[test]
fn clearing_a_cell_opens_both_of_its_questions() {
    let mut view = view();
    set(&mut view, id(11), "S4", Answer::code("mixed"));
    let stop = Stop::Cell { row: RowKey { value: "2".into(), link: None }, column: "RUS".into() };
    let change = clear(&view, &at(2), &stop);
    let Command::SetAnswers { answers, .. } = &change.commands[0] else { panic!("{change:?}") };
    assert!(answers.len() == 2 && answers.values().all(Option::is_none));
}

#[test]
fn spans_are_in_text_order_with_numbers_and_proposals_apart() {
    let mut view = view();
    let record = add(&mut view, 20, "ATT", &[], &[("content", "إن موسكو سترد"), ("source", "الكرملين")]);
    link(&mut view, id(11), "source", record);
    let mut place = at(1);
    place.chosen.insert("ATT".into(), record);
    let all = spans(&view, &place, &[], UiLanguage::Ar);
    assert!(all.windows(2).all(|w| w[0].range.start <= w[1].range.start));
    let coded: Vec<_> = all.iter().filter(|s| matches!(s.stands, Stands::Coded { .. })).collect();
    assert_eq!(coded.iter().map(|s| s.color.as_str()).collect::<Vec<_>>(), ["source", "content"]);
    assert!(coded.iter().all(|s| s.chosen && s.label.ends_with(" ١")));
    assert_eq!(all.len() - coded.len(), 2, "a cue and a disclaimer are proposed");
}

#[test]
fn commas_and_the_full_stop_around_words_are_not_coded() {
    let text = FrozenText::new("قال، «إنه قادم».  U.S. ثم: (نعم)، .");
    let coded = |part: &str| {
        let start = text.as_str().find(part).unwrap();
        without_marks(&text, start..start + part.len()).map(|r| text.as_str()[r].to_owned())
    };
    assert_eq!(coded("، «إنه قادم». ").as_deref(), Some("«إنه قادم»"));
    assert_eq!(coded("U.S. ").as_deref(), Some("U.S."));
    assert_eq!(coded("ثم:").as_deref(), Some("ثم:"), "a colon may be the cue");
    assert_eq!(coded("، .").as_deref(), Some("، ."), "nothing but marks stays what it is");
    assert_eq!(coded("  "), None);
}
