//! What `mizan check` finds, and that reading damaged rows is an error with a name.

use super::sample::*;
use mizan::model::Record;
use mizan::store::{Finding, Store, StoreError};
use rusqlite::Connection;
use std::path::Path;

/// A sound project with one record, then harmed behind the store's back.
fn harmed(dir: &Path, sql: &str) -> Store {
    let path = dir.join("p.mizan");
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&Record { links: vec![], ..full_record(1, 1) }));
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
    drop(store);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    raw.execute_batch(sql).unwrap();
    drop(raw);
    Store::open(&path).unwrap()
}

fn findings(sql: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    harmed(dir.path(), sql).check().unwrap().iter().map(ToString::to_string).collect()
}

fn one(sql: &str, expected: &str) {
    let found = findings(sql);
    assert!(found.iter().any(|f| f.contains(expected)), "{sql}: {found:?}");
}

#[test]
fn each_kind_of_harm_is_found() {
    const THAW: &str = "DROP TRIGGER document_texts_frozen_update; ";
    let thawed = |sql: &str| format!("{THAW}{sql}");
    one(&thawed("UPDATE document_texts SET source = x'00'"), "its source bytes do not have the stored hash");
    one(&thawed("UPDATE document_texts SET text = replace(text, 'باكو', 'كييف')"), "its text does not have the stored");
    one(&thawed("UPDATE document_texts SET text = 'ا' || text"), "is not the stored quote");
    one("UPDATE anchors SET start_byte = start_byte + 1 WHERE role = 'cue'", "stands inside a character");
    one("UPDATE answers SET unsure = 1 WHERE variable = 'R4'", "answers 0190");
    one("UPDATE answers SET unsure = 1 WHERE variable = 'R4'", "it is not as the journal says");
    one("UPDATE records SET deleted = 1", "its record (records) was taken away");
    one("UPDATE zones SET document = 'none'", "names a row of documents that is not there");
    one("INSERT INTO project_settings VALUES ('k', 'v', 1, 0, 0, 0, NULL)", "the journal does not know it");
    one(
        "DROP TRIGGER codebook_versions_immutable; UPDATE codebook_versions SET body = '{}'",
        "it does not have the stored hash",
    );
}

#[test]
fn what_is_frozen_refuses_every_other_program() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let raw = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE document_texts SET text = 'x'",
        "DELETE FROM document_texts",
        "UPDATE blocks SET start_byte = 0",
        "DELETE FROM blocks",
        "UPDATE journal SET action = 'x'",
        "DELETE FROM journal_changes",
        "UPDATE codebook_versions SET body = '{}'",
    ] {
        assert!(raw.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn a_damaged_row_is_an_error_with_a_name() {
    let dir = tempfile::tempdir().unwrap();
    let store = harmed(dir.path(), "UPDATE anchors SET start_byte = 1, end_byte = 999999 WHERE role = 'cue'");
    let error = store.records(coding(1)).unwrap_err();
    assert!(matches!(error, StoreError::DamagedRow { .. }), "{error:?}");
    assert!(error.to_string().contains("reaches beyond the text"), "{error}");
    assert!(store.records(coding(2)).unwrap().is_empty(), "the others can still be read");
    let dir = tempfile::tempdir().unwrap();
    let store = harmed(dir.path(), "UPDATE answers SET value = '{' WHERE variable = 'R4'");
    assert!(matches!(store.all_records(), Err(StoreError::DamagedRow { .. })));
    let dir = tempfile::tempdir().unwrap();
    let store = harmed(dir.path(), "UPDATE zones SET kind = 'moon'");
    let error = store.zones(document(1)).unwrap_err();
    assert!(error.to_string().contains("nobody knows its value \"moon\""), "{error}");
}
