//! Declaring an article done: what stops it, what it stops, and how it is opened again.

use super::{Desk, Desktop, REVIEW, code, flag, memo, set, span};
use mizan::model::{CoderId, CodingState, Missing, NoteTarget};
use mizan::project::{Command, ProjectError};

fn begun() -> (Desk, CoderId, Desktop) {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    (desk, coder, at)
}

fn finish(at: Desktop, reason: Option<&str>) -> Command {
    Command::Finish { coding: at.coding, reason: reason.map(Into::into) }
}

#[test]
fn done_is_refused_with_the_list_of_what_is_missing() {
    let (mut desk, coder, at) = begun();
    at.new_record(&mut desk, "ATT");
    let expected = at.view(&desk).missing;
    assert!(expected.iter().any(|m| matches!(m, Missing::Anchor { role, .. } if role == "content")));
    assert!(expected.iter().any(|m| matches!(m, Missing::Answer { variable, .. } if variable == "A1")));
    // A reason of nothing but spaces is none.
    for reason in [None, Some(""), Some(" \u{a0}\n")] {
        match desk.refused(Some(coder), finish(at, reason)) {
            ProjectError::Incomplete { missing } => assert_eq!(missing, expected),
            other => panic!("{other:?}"),
        }
    }
    let error = desk.refused(Some(coder), finish(at, None));
    assert!(error.to_string().starts_with(&format!("{} answers are still missing", expected.len())), "{error}");
}

#[test]
fn a_reason_forces_it_and_stays_until_it_is_opened_again() {
    let (mut desk, coder, at) = begun();
    desk.does(Some(coder), finish(at, Some("  الصفحة مقطوعة ")));
    let coding = at.view(&desk).coding;
    assert_eq!((coding.state, coding.forced_reason.as_deref()), (CodingState::Done, Some("الصفحة مقطوعة")));
    assert!(matches!(desk.refused(Some(coder), finish(at, Some("again"))), ProjectError::Done));
    desk.does(Some(coder), Command::Reopen { coding: at.coding });
    let coding = at.view(&desk).coding;
    assert_eq!((coding.state, coding.forced_reason), (CodingState::Begun, None));
    desk.undoes(Some(coder));
    assert_eq!(at.view(&desk).coding.forced_reason.as_deref(), Some("الصفحة مقطوعة"));
}

#[test]
fn a_complete_article_needs_no_reason_and_keeps_none() {
    let (mut desk, coder, at) = begun();
    let book = desk.project.codebook().unwrap();
    // Answers until nothing is asked any more; skip logic brings up new questions on the way.
    for _ in 0..200 {
        let Some(missing) = at.view(&desk).missing.first().cloned() else { break };
        match missing {
            Missing::Answer { record, unit, variable } => {
                let asked = book.unit(&unit).unwrap().variable(&variable).unwrap();
                let unc = mizan::model::Answer::sure(mizan::model::AnswerState::CannotDecide);
                let first = asked.values.iter().find(|v| v.code != "yes").map_or(unc, |v| match asked.kind {
                    mizan::model::Kind::Set => super::codes(&[&v.code]),
                    _ => code(&v.code),
                });
                desk.does(Some(coder), set(record, &variable, first));
            }
            Missing::Anchor { record, role, .. } => {
                let words = at.words(&desk, "لا ينبغي المبالغة");
                desk.does(Some(coder), span(record, &role, words));
            }
            other => panic!("{other:?}"),
        }
    }
    desk.does(Some(coder), finish(at, Some("for no reason")));
    let coding = at.view(&desk).coding;
    assert_eq!((coding.state, coding.forced_reason), (CodingState::Done, None));
}

#[test]
fn done_work_refuses_every_change_of_codes() {
    let (mut desk, coder, at) = begun();
    let [record, other] = [(); 2].map(|()| at.new_record(&mut desk, "ATT"));
    let words = at.words(&desk, "لا ينبغي المبالغة");
    let anchor = desk.does(Some(coder), span(record, "content", words.clone())).anchor.unwrap();
    let quoted = desk.does(Some(coder), at.add_stance("RUS", "4")).record.unwrap();
    let link = at.new_record(&mut desk, "CHN");
    desk.does(Some(coder), finish(at, Some("cut off")));
    let changes = [
        at.add("ATT"),
        Command::RemoveRecord { record },
        set(record, "R4", code("direct")),
        Command::SetAnswers { record, answers: [("R4".to_owned(), Some(code("direct")))].into() },
        span(record, "cue", words.clone()),
        Command::MoveAnchor { anchor, range: words.start..words.end - 4 },
        Command::RemoveAnchor { anchor },
        Command::SetParent { record, parent: Some(other) },
        Command::MoveRecord { record: link, position: 0 },
        Command::SetLink { record: quoted, role: "source".into(), to: Some(record) },
        finish(at, None),
    ];
    for actor in [Some(coder), None] {
        for change in changes.clone() {
            let said = format!("{change:?}");
            let error = desk.refused(actor, change);
            assert!(matches!(error, ProjectError::Done), "{said}: {error:?}");
        }
    }
    // A doubt may come late.
    desk.does(Some(coder), memo(NoteTarget::Record(record), "شك متأخر"));
    desk.does(Some(coder), flag(NoteTarget::Coding(at.coding), "ask_lead", true));
    desk.does(Some(coder), Command::Reopen { coding: at.coding });
    for change in changes {
        desk.does(Some(coder), change.clone());
        if matches!(change, Command::RemoveRecord { .. } | Command::RemoveAnchor { .. }) {
            desk.undoes(Some(coder));
        }
        if matches!(change, Command::SetLink { .. }) {
            break;
        }
    }
}
