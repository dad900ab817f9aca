//! Memos and flags: on records, on the article as a whole, on pages.

use super::{Desk, REVIEW, WIRE, flag, memo};
use mizan::model::{NoteTarget, RecordId};
use mizan::project::ProjectError;

#[test]
fn a_memo_is_written_changed_and_taken_away() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let record = at.first(&desk, "ART");
    for target in [NoteTarget::Record(record), NoteTarget::Coding(at.coding)] {
        let texts = |desk: &Desk| -> Vec<String> {
            at.view(desk).memos.into_iter().filter(|m| m.target == target).map(|m| m.text).collect()
        };
        desk.does(Some(coder), memo(target, "  هل النوع ٦؟\n"));
        assert_eq!(texts(&desk), ["هل النوع ٦؟"]);
        desk.does(Some(coder), memo(target, "نعم"));
        assert_eq!(texts(&desk), ["نعم"], "one memo of one person on one thing");
        assert!(!desk.does(Some(coder), memo(target, "نعم ")).changed);
        desk.does(Some(coder), memo(target, " \n"));
        assert!(texts(&desk).is_empty());
        assert!(!desk.does(Some(coder), memo(target, "")).changed);
        desk.undoes(Some(coder));
        assert_eq!(texts(&desk), ["نعم"]);
    }
}

#[test]
fn flags_are_set_and_cleared_one_by_one() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let record = at.first(&desk, "ART");
    let on = NoteTarget::Record(record);
    let flags = |desk: &Desk| -> Vec<String> {
        let mut set: Vec<_> = at.view(desk).flags.into_iter().map(|f| f.code).collect();
        set.sort();
        set
    };
    desk.does(Some(coder), flag(on, "ask_lead", true));
    assert!(!desk.does(Some(coder), flag(on, "ask_lead", true)).changed);
    desk.does(Some(coder), flag(on, "QBROKEN", true));
    assert_eq!(flags(&desk), ["QBROKEN", "ask_lead"]);
    desk.does(Some(coder), flag(on, "ask_lead", false));
    assert_eq!(flags(&desk), ["QBROKEN"]);
    assert!(!desk.does(Some(coder), flag(on, "ask_lead", false)).changed);
    let error = desk.refused(Some(coder), flag(on, "no such flag", true));
    assert!(matches!(error, ProjectError::NotInCodebook { what: "flag", .. }), "{error:?}");
}

#[test]
fn notes_on_a_page_are_exported() {
    let (mut desk, coder) = Desk::with(&[REVIEW, WIRE]);
    let page = NoteTarget::Document(desk.project.documents().unwrap()[1].id);
    desk.does(Some(coder), memo(page, "أين التاريخ؟"));
    desk.does(Some(coder), flag(page, "wrong_zone", true));
    let files = super::exported(&desk.project, "csv");
    let table = files.into_iter().find(|f| f.name == "page_notes.csv").unwrap();
    let text = String::from_utf8(table.bytes).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 2, "{text}");
    assert_eq!(rows[0], "\u{feff}document,file,source_blake3,title,coder,memo,flags");
    assert!(rows[1].contains(",wire.txt,") && rows[1].ends_with(",سلمى,أين التاريخ؟,wrong_zone"), "{text}");
}

#[test]
fn a_page_takes_notes_of_persons_only() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let page = NoteTarget::Document(desk.project.documents().unwrap()[0].id);
    desk.does(Some(coder), memo(page, "أين التاريخ؟"));
    desk.does(Some(coder), flag(page, "wrong_zone", true));
    for command in [memo(page, "x"), flag(page, "wrong_zone", true)] {
        assert!(matches!(desk.refused(None, command), ProjectError::NobodyChosen));
    }
    let nowhere = NoteTarget::Record(RecordId::from_uuid(uuid::Uuid::from_u128(1)));
    assert!(matches!(desk.refused(Some(coder), memo(nowhere, "x")), ProjectError::Gone { what: "record" }));
    let nowhere = NoteTarget::Document(mizan::model::DocumentId::from_uuid(uuid::Uuid::from_u128(1)));
    assert!(matches!(desk.refused(Some(coder), memo(nowhere, "x")), ProjectError::Gone { what: "document" }));
}
