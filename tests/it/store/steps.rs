//! Steps: what is written comes back; what changes nothing leaves no trace; undo and redo.

use super::sample::*;
use mizan::model::{
    Anchor, Answer, AnswerState, Article, Coder, Direction, Document, FrozenText, NoteTarget, Record, Timestamp, Value,
};
use mizan::store::{Finding, Kind, Refusal, Store, StoreError};

fn place() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    (dir, path)
}

#[test]
fn everything_written_comes_back() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    let whole = full_record(2, 1);
    by_one(&mut store, "add", |tx| {
        tx.put_record(&sample_record(1))?;
        tx.put_record(&whole)?;
        tx.put_memo(&memo_on(1, 1, NoteTarget::Record(record(2))))?;
        tx.put_flag(&flag_on(1, 1, NoteTarget::Coding(coding(1))))?;
        tx.put_memo(&memo_on(2, 2, NoteTarget::Document(document(1))))?;
        tx.put_work_time(&worked(1, 40))?;
        tx.put_work_time(&worked(2, 2))?;
        tx.set_coder_setting(coder(1), "zoom", "1.5")
    });
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.records(coding(1)).unwrap(), vec![sample_record(1), whole.clone()]);
    assert_eq!(store.record(record(2)).unwrap(), Some(whole));
    assert_eq!(store.all_records().unwrap()[&coding(1)].len(), 2);
    assert_eq!(store.records(coding(2)).unwrap(), Vec::<Record>::new());
    assert_eq!(store.record_of_anchor(anchor(21)).unwrap(), Some(record(2)));
    assert_eq!(store.memos(coding(1)).unwrap(), vec![memo_on(1, 1, NoteTarget::Record(record(2)))]);
    assert_eq!(store.flags(coding(1)).unwrap(), vec![flag_on(1, 1, NoteTarget::Coding(coding(1)))]);
    assert_eq!(store.memos_on_document(document(1)).unwrap().len(), 1);
    assert_eq!(store.all_memos().unwrap().len(), 2);
    assert_eq!(store.work_sum(coding(1)).unwrap().active_ms, 42);
    assert_eq!(store.work_sums().unwrap()[&coding(1)].idle_ms, 14);
    assert_eq!(store.coder_setting(coder(1), "zoom").unwrap().as_deref(), Some("1.5"));
    assert_eq!(store.codings().unwrap(), vec![sample_coding(1, 1), sample_coding(2, 2)]);

    let stored = store.document(document(1)).unwrap().unwrap();
    let given = sample_document(1);
    assert_eq!((stored.text, stored.blocks, stored.source), (given.text, given.blocks, given.source));
    assert_eq!((stored.metadata, stored.language, stored.title), (given.metadata, given.language, given.title));
    assert_eq!(store.source_bytes(document(1)).unwrap().unwrap(), source(1));
    let hash = blake3::hash(&source(1)).to_hex();
    assert_eq!(store.document_by_hash(&hash).unwrap().unwrap().id, document(1));
    assert_eq!(store.document_by_hash("00").unwrap(), None);
    assert_eq!(store.zones(document(1)).unwrap().len(), 1);
    assert_eq!(store.proposals(document(1)).unwrap().len(), 1);
    assert_eq!(store.articles_of(document(1)).unwrap(), store.articles().unwrap());
    assert_eq!(store.assignments_of(coder(1)).unwrap(), store.assignments().unwrap());
    assert_eq!(store.codebook_versions().unwrap()[0].json, BOOK);
    assert_eq!(store.coders().unwrap()[0].name, "سلمى");
    assert_eq!(store.rounds().unwrap().len(), 1);
    assert_eq!(store.project_setting("title").unwrap().as_deref(), Some("تجربة"));
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
}

#[test]
fn a_removed_record_comes_back_whole() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    let child = Record { parent: Some(record(2)), ..full_record(3, 2) };
    by_one(&mut store, "add", |tx| {
        tx.put_record(&Record { links: vec![], ..full_record(1, 1) })?;
        tx.put_record(&full_record(2, 1))?;
        tx.put_record(&child)?;
        tx.put_memo(&memo_on(1, 1, NoteTarget::Record(record(3))))?;
        tx.put_flag(&flag_on(1, 1, NoteTarget::Record(record(2))))
    });
    let before = store.content_dump().unwrap();
    assert!(by_one(&mut store, "remove", |tx| tx.delete_record(record(2))));
    assert_eq!(store.records(coding(1)).unwrap().len(), 1);
    assert_eq!((store.memos(coding(1)).unwrap().len(), store.flags(coding(1)).unwrap().len()), (0, 0));
    let after = store.content_dump().unwrap();
    drop(store);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.undo_label(Some(coder(1))), Some("remove"));
    let reversal = store.undo(Some(coder(1)), Timestamp(9)).unwrap().unwrap();
    assert_eq!(reversal.action, "remove");
    assert!(reversal.touched.iter().any(|t| t.table == "records" && t.record == Some(record(3))));
    assert!(reversal.touched.iter().all(|t| t.coding == Some(coding(1))));
    assert_eq!(store.content_dump().unwrap(), before);
    drop(store);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.redo_label(Some(coder(1))), Some("remove"));
    store.redo(Some(coder(1)), Timestamp(10)).unwrap().unwrap();
    assert_eq!(store.content_dump().unwrap(), after);
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
}

#[test]
fn a_write_that_changes_nothing_leaves_no_trace() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&Record { links: vec![], ..full_record(1, 1) }));
    let steps = store.last_step().unwrap();
    let same = store
        .write(&step(Some(coder(2)), "same"), |tx| -> Result<(), StoreError> {
            tx.put_record(&Record { links: vec![], ..full_record(1, 1) })?;
            // There and back again.
            tx.put_answer(record(1), "R4", &Answer::code("other"))?;
            tx.put_answer(record(1), "R4", &Answer::code("direct"))
        })
        .unwrap();
    assert_eq!((same.step, same.touched.len()), (None, 0));
    assert_eq!(store.last_step().unwrap(), steps);
    drop(store);
    let raw = rusqlite::Connection::open(&path).unwrap();
    let (revision, by): (i64, String) = raw
        .query_row("SELECT revision, updated_by FROM answers WHERE variable = 'R4'", [], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap();
    assert_eq!((revision, by), (1, coder(1).to_string()));
}

#[test]
fn revisions_grow_by_one_with_each_step_also_on_undo() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    by_one(&mut store, "answer", |tx| tx.put_answer(record(1), "R4", &Answer::code("a")));
    by_one(&mut store, "answer", |tx| {
        tx.put_answer(record(1), "R4", &Answer::code("b"))?;
        tx.put_answer(record(1), "R4", &Answer::code("c"))
    });
    store.undo(Some(coder(1)), Timestamp(1)).unwrap();
    assert_eq!(store.record(record(1)).unwrap().unwrap().code_of("R4"), Some("a"));
    by_one(&mut store, "clear", |tx| tx.clear_answer(record(1), "R4"));
    drop(store);
    let raw = rusqlite::Connection::open(&path).unwrap();
    let row: (i64, bool) =
        raw.query_row("SELECT revision, deleted FROM answers", [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    assert_eq!(row, (4, true));
}

#[test]
fn an_error_in_a_step_takes_all_of_it_back() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    let before = store.content_dump().unwrap();
    let failed = store.write(&step(Some(coder(1)), "half"), |tx| {
        tx.put_record(&sample_record(1))?;
        tx.put_document(&sample_document(2), &source(2))?;
        assert!(tx.store().text(document(2))?.is_some());
        tx.put_answer(record(99), "R4", &Answer::code("a"))
    });
    assert!(matches!(failed, Err(StoreError::Refused(Refusal::NoSuch { .. }))), "{failed:?}");
    assert_eq!(store.content_dump().unwrap(), before);
    assert_eq!(store.text(document(2)).unwrap(), None);
    assert_eq!(store.undo_label(Some(coder(1))), None);
}

#[test]
fn the_undo_history_is_each_coders_own() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    by_one(&mut store, "first", |tx| tx.put_record(&sample_record(1)));
    let theirs = Record { coding: coding(2), ..sample_record(2) };
    store.write(&step(Some(coder(2)), "theirs"), |tx| tx.put_record(&theirs)).unwrap();
    assert_eq!(store.undo(Some(coder(1)), Timestamp(1)).unwrap().unwrap().action, "first");
    assert_eq!(store.undo(Some(coder(1)), Timestamp(2)).unwrap(), None);
    assert_eq!(store.undo_label(Some(coder(2))), Some("theirs"));
    // A step that cannot be undone leaves the redo branch, one that can clears it.
    let quiet = mizan::store::Step { undoable: false, ..step(Some(coder(1)), "work") };
    store.write(&quiet, |tx| tx.put_work_time(&worked(1, 1))).unwrap();
    assert_eq!(store.redo_label(Some(coder(1))), Some("first"));
    by_one(&mut store, "other", |tx| tx.put_record(&sample_record(3)));
    assert_eq!(store.redo_label(Some(coder(1))), None);
    let kinds: Vec<_> = store.journal(1..100).unwrap().iter().map(|e| (e.action.clone(), e.kind)).collect();
    let expected = [("set_up", Kind::Do), ("first", Kind::Do), ("theirs", Kind::Do), ("first", Kind::Undo)];
    assert_eq!(kinds[..4], expected.map(|(a, k)| (a.to_owned(), k)));
}

#[test]
fn undo_never_overwrites_what_somebody_else_did_since() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    by_one(&mut store, "answer", |tx| tx.put_answer(record(1), "R4", &Answer::code("a")));
    store.write(&step(Some(coder(2)), "fix"), |tx| tx.put_answer(record(1), "R4", &Answer::code("b"))).unwrap();
    let before = store.content_dump().unwrap();
    let refused = store.undo(Some(coder(1)), Timestamp(1));
    assert!(matches!(&refused, Err(StoreError::Conflict { table: "answers", .. })), "{refused:?}");
    assert!(refused.unwrap_err().to_string().contains("was changed again since; nothing was changed"));
    assert_eq!(store.content_dump().unwrap(), before);

    store.undo(Some(coder(2)), Timestamp(2)).unwrap().unwrap();
    store.undo(Some(coder(1)), Timestamp(3)).unwrap().unwrap();
    // The lead notes something on the record; then its making cannot be undone under the note.
    store
        .write(&step(Some(coder(2)), "memo"), |tx| tx.put_memo(&memo_on(1, 2, NoteTarget::Record(record(1)))))
        .unwrap();
    let refused = store.undo(Some(coder(1)), Timestamp(4)).unwrap_err();
    assert!(refused.to_string().contains("other work depends on it now"), "{refused}");
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
}

#[test]
fn the_journal_tells_who_did_what() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    by_one(&mut store, "answer", |tx| {
        tx.put_answer(record(1), "R4", &Answer::code("a"))?;
        tx.put_answer(record(1), "R5", &Answer::code("b"))
    });
    store.undo(Some(coder(1)), Timestamp(77)).unwrap();
    let all = store.journal(1..i64::MAX).unwrap();
    assert_eq!(all.iter().map(|e| e.seq).collect::<Vec<_>>(), vec![1, 2, 3, 4]);
    assert!(all[0].changes.len() > 10);
    assert_eq!(all[1].changes.len(), 1);
    let undo = &all[3];
    assert_eq!((undo.kind, undo.reverses, undo.at, undo.coder), (Kind::Undo, Some(3), Timestamp(77), Some(coder(1))));
    // The last change is reversed first.
    let keys: Vec<_> = undo.changes.iter().map(|c| c.key.as_str()).collect();
    assert_eq!(keys, [format!("{}/R5", record(1)), format!("{}/R4", record(1))]);
    assert_eq!(undo.changes[0].after, None);
    let before = undo.changes[0].before.as_deref().unwrap();
    assert_eq!(before, r#"{"state":"coded","value":"{\"code\":\"b\"}","unsure":0}"#);
    assert_eq!(store.journal(3..4).unwrap(), all[2..3]);
}

#[test]
fn a_step_that_panics_is_not_kept() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    let before = store.content_dump().unwrap();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(&step(Some(coder(1)), "half"), |tx| -> Result<(), StoreError> {
            tx.put_record(&sample_record(1))?;
            panic!("on purpose");
        })
    }));
    assert!(caught.is_err());
    by_one(&mut store, "nothing", |tx| tx.set_project_setting("title", "تجربة"));
    assert_eq!(store.content_dump().unwrap(), before);
}

#[test]
fn what_contradicts_itself_is_refused() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| {
        tx.put_record(&sample_record(1))?;
        tx.put_record(&Record { parent: Some(record(1)), ..sample_record(2) })
    });
    let before = store.content_dump().unwrap();
    let mut refused = |expected: &str, work: &dyn Fn(&mut mizan::store::Tx<'_>) -> Result<(), StoreError>| {
        let error = store.write(&step(Some(coder(1)), "no"), |tx| work(tx)).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(store.content_dump().unwrap(), before);
    };
    let nan = Answer::sure(AnswerState::Coded(Value::Number(f64::NAN)));
    let elsewhere = FrozenText::new("x".repeat(900)).span(0, 900).unwrap();
    let wrong_quote = Anchor { quote: "كييف".into(), ..sample_anchor(1, "cue", "باكو") };
    let beyond = Anchor { span: elsewhere, ..sample_anchor(1, "cue", "باكو") };
    let other_text = Document { text: FrozenText::new("x"), blocks: vec![], ..sample_document(1) };
    let namesake = Coder { id: coder(3), name: "Lead".into(), lead: false };
    refused("would hang under itself", &|tx| tx.put_record(&Record { parent: Some(record(2)), ..sample_record(1) }));
    refused("would hang under itself", &|tx| tx.put_record(&Record { parent: Some(record(1)), ..sample_record(1) }));
    refused("is not a number that can be kept", &|tx| tx.put_answer(record(1), "N", &nan));
    refused("clear the answer instead", &|tx| tx.put_answer(record(1), "N", &Answer::sure(AnswerState::NotYetCoded)));
    refused("is not the stored quote", &|tx| tx.put_anchor(record(1), &wrong_quote));
    refused("reaches beyond the text", &|tx| tx.put_anchor(record(1), &beyond));
    refused("is there already with another text", &|tx| tx.put_document(&other_text, &source(1)));
    refused("is there already with another text", &|tx| tx.update_document(&other_text));
    refused("do not have the stated hash", &|tx| tx.put_document(&sample_document(2), b"other bytes"));
    refused("there is already a coder called Lead", &|tx| tx.put_coder(&namesake));
    refused("is still needed by", &|tx| tx.delete_coder(coder(1)).map(drop));
    refused("is still needed by", &|tx| tx.delete_article(article(1)).map(drop));
    refused("is still needed by", &|tx| tx.delete_document(document(1)).map(drop));
    refused("is there already with another content", &|tx| {
        tx.put_codebook_version(book(), &BOOK.replace("Small", "S"))
    });
    refused("the codebook was not saved", &|tx| tx.put_codebook_version(book(), "{}"));
    refused("does not fit the blocks", &|tx| {
        tx.put_article(&Article { id: article(2), document: document(1), title: String::new(), blocks: 1..9 })
    });
}

#[test]
fn a_document_changes_only_where_it_may() {
    let (_dir, path) = place();
    let mut store = filled(&path);
    let mut changed = sample_document(1);
    changed.direction = Some(Direction::Ltr);
    changed.metadata.insert("date".into(), "2024-08".into());
    let touched = store.write(&step(Some(coder(1)), "facts"), |tx| tx.update_document(&changed)).unwrap().touched;
    assert_eq!(touched[0].document, Some(document(1)));
    let head = store.document_head(document(1)).unwrap().unwrap();
    assert_eq!((head.direction, head.metadata), (changed.direction, changed.metadata));
    store.undo(Some(coder(1)), Timestamp(1)).unwrap().unwrap();
    assert_eq!(store.document_head(document(1)).unwrap().unwrap().direction, None);
}
