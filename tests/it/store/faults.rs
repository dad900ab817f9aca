//! Files that are no sound, writable project: each has its own sentence, and none is harmed.

use super::sample::*;
use mizan::store::{Access, Store, StoreError};
use std::path::{Path, PathBuf};

fn dir() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}

/// Opening fails in every way that must fail, harms no byte, and leaves nothing beside the file.
fn refused(path: &Path) -> StoreError {
    let bytes = std::fs::read(path).unwrap();
    let around = listing(path.parent().unwrap());
    let error = Store::open(path).unwrap_err();
    assert!(Store::open_read_only(path).is_err());
    assert!(matches!(Store::create(path), Err(StoreError::Exists { .. })));
    assert_eq!(std::fs::read(path).unwrap(), bytes);
    assert_eq!(listing(path.parent().unwrap()), around);
    error
}

fn sentence(error: &StoreError, path: &Path, end: &str) {
    let said = error.to_string();
    let rest = said.strip_prefix(&path.display().to_string()).unwrap_or_else(|| panic!("{said}"));
    assert!(rest.contains(end), "{said}");
}

#[test]
fn a_file_of_another_kind() {
    let dir = dir();
    for (name, bytes) in [("notes.txt", "قال الوزير".as_bytes()), ("one", b"x"), ("big", &[7; 9000])] {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotAProject { .. }), "{error:?}");
        sentence(&error, &path, " is no Mizan project: it is a file of another kind, and was left as it is");
        assert!(matches!(Store::open_for_rescue(&path), Err(StoreError::NotAProject { .. })));
    }
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error, StoreError::NotAProject { .. }), "{error:?}");
}

#[test]
fn a_file_without_a_byte() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    std::fs::write(&path, b"").unwrap();
    let error = refused(&path);
    assert!(matches!(error, StoreError::Empty { .. }), "{error:?}");
    sentence(&error, &path, " is empty: it is no Mizan project");
    assert!(error.to_string().ends_with("p.mizan.backups"), "{error}");
}

#[test]
fn a_missing_file_is_not_made() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    for error in [Store::open(&path), Store::open_read_only(&path), Store::open_for_rescue(&path)] {
        let error = error.unwrap_err();
        assert!(matches!(error, StoreError::Missing { .. }), "{error:?}");
        assert!(error.to_string().starts_with("there is no file "), "{error}");
    }
    assert_eq!(listing(dir.path()), Vec::<PathBuf>::new());
    // Nor a project in a folder that is not there.
    assert!(Store::create(dir.path().join("no/p.mizan")).is_err());
}

#[test]
fn a_database_of_another_program() {
    let dir = dir();
    let path = dir.path().join("other.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE coders (id, name); INSERT INTO coders VALUES (1, 'x');").unwrap();
    drop(other);
    let error = refused(&path);
    assert!(matches!(error, StoreError::OtherProgram { .. }), "{error:?}");
    sentence(&error, &path, " is a database of another program, no Mizan project; it was left as it is");
    // Also one that keeps a log beside the file.
    let path = dir.path().join("log.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; PRAGMA application_id = 5; CREATE TABLE t (x);").unwrap();
    drop(other);
    assert!(matches!(refused(&path), StoreError::OtherProgram { .. }));
}

#[test]
fn a_file_of_a_newer_version() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = refused(&path);
    assert!(matches!(error, StoreError::Newer { file: 99, .. }), "{error:?}");
    sentence(&error, &path, " was written by a newer Mizan (file version 99, this program knows up to 6)");
    assert!(error.to_string().ends_with("update this program to open it"));
}

#[test]
fn a_truncated_file_at_every_kind_of_length() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&mizan::model::Record { links: vec![], ..full_record(1, 1) }));
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    let page = 4096;
    assert_eq!(whole.len() % page, 0);
    let pages = (1..whole.len() / page).flat_map(|n| [n * page - 1, n * page, n * page + 1]);
    let some = (0..whole.len()).step_by(1777);
    let lengths =
        (0..130).chain([511, 512, 513, 1023, 1024]).chain(pages).chain(some).chain(whole.len() - 3..whole.len());
    let cut = dir.path().join("cut.mizan");
    let mut rescued = 0;
    for len in lengths {
        std::fs::write(&cut, &whole[..len]).unwrap();
        let error = refused(&cut);
        if len == 0 {
            assert!(matches!(error, StoreError::Empty { .. }), "{len}: {error:?}");
        } else {
            assert!(matches!(error, StoreError::Damaged { .. }), "{len}: {error:?}");
            sentence(&error, &cut, " is damaged (");
            assert!(error.to_string().contains("nothing was written to it. Open it for rescue (reading only)"));
        }
        // What the rescue can read it reads, and never panics on the rest.
        if let Ok(mut store) = Store::open_for_rescue(&cut) {
            assert_eq!(store.access(), Access::Rescue);
            if store.all_records().is_ok_and(|r| r.values().flatten().count() == 1) {
                rescued += 1;
            }
            drop((store.documents(), store.coders(), store.check(), store.content_dump(), store.journal(1..9)));
            let refused = store.write(&step(None, "no"), |tx| tx.set_project_setting("a", "b")).unwrap_err();
            assert!(matches!(refused, StoreError::ReadOnlyStore), "{refused:?}");
        }
        assert_eq!(std::fs::read(&cut).unwrap(), &whole[..len]);
    }
    assert!(rescued > 0, "a file that lacks only its last page still shows its records");
}

#[test]
fn a_page_that_was_overwritten() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let whole = std::fs::read(&path).unwrap();
    let cut = dir.path().join("cut.mizan");
    let mut damaged = 0;
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xa5);
        std::fs::write(&cut, &bytes).unwrap();
        match Store::open(&cut) {
            Err(StoreError::Damaged { .. }) => damaged += 1,
            // The first page holds the mark of the file's kind.
            Err(StoreError::NotAProject { .. }) => assert_eq!(page, 0),
            Ok(_) => panic!("page {page} passed for sound"),
            Err(other) => panic!("{page}: {other:?}"),
        }
        assert_eq!(std::fs::read(&cut).unwrap(), bytes);
        if let Ok(store) = Store::open_for_rescue(&cut) {
            drop((store.all_records(), store.documents(), store.check(), store.content_dump()));
        }
    }
    assert_eq!(damaged, whole.len() / 4096 - 1);
}

#[test]
fn reading_only_writes_nothing() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let bytes = std::fs::read(&path).unwrap();
    let mut store = Store::open_read_only(&path).unwrap();
    assert_eq!(store.access(), Access::Read);
    assert_eq!(store.coders().unwrap().len(), 2);
    let error = store.write(&step(None, "no"), |tx| tx.set_project_setting("a", "b")).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnlyStore), "{error:?}");
    assert!(error.to_string().starts_with("the project is open for reading only: this step was not saved"));
    drop(store);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(listing(dir.path()), vec![path]);
}

#[test]
fn a_project_that_another_tool_gave_a_log_is_one_file_again() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "journal_mode", "wal").unwrap();
    assert_eq!(std::fs::read(&path).unwrap()[18], 2);
    let mut store = Store::open(&path).unwrap();
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    assert!(matches!(Store::open(&path), Err(StoreError::Locked { .. })));
    drop(store);
    assert_eq!(std::fs::read(&path).unwrap()[18], 1);
    assert_eq!(listing(dir.path()), vec![path.clone()]);
    assert_eq!(Store::open(&path).unwrap().records(coding(1)).unwrap().len(), 1);
}

/// A project as a crash in the middle of a step leaves it: pages half written, and the journal that takes them back.
fn interrupted(folder: &Path) -> (PathBuf, String) {
    let path = folder.join("source.mizan");
    let store = filled(&path);
    let content = store.content_dump().unwrap();
    drop(store);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("PRAGMA cache_size = 2; PRAGMA cache_spill = 1; BEGIN;").unwrap();
    raw.execute("UPDATE coders SET name = 'nobody'", []).unwrap();
    for i in 0..40 {
        let sql =
            "INSERT INTO project_settings (key, value, revision, created_at, updated_at) VALUES (?1, ?2, 1, 1, 1)";
        raw.execute(sql, (format!("half {i}"), "ن".repeat(2_000))).unwrap();
    }
    let copy = folder.join("crashed.mizan");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(folder.join("source.mizan-journal"), folder.join("crashed.mizan-journal")).unwrap();
    drop(raw);
    assert_ne!(std::fs::read(&path).unwrap(), std::fs::read(&copy).unwrap(), "pages of the step are in the file");
    (copy, content)
}

#[test]
fn an_interrupted_step_is_taken_back_by_opening() {
    let dir = dir();
    let (path, content) = interrupted(dir.path());
    let bytes = std::fs::read(&path).unwrap();
    let error = Store::open_read_only(&path).unwrap_err();
    assert!(matches!(error, StoreError::Interrupted { .. }), "{error:?}");
    sentence(&error, &path, " holds a step that was interrupted; opening it for work takes that step back");
    assert_eq!(Store::open_for_rescue(&path).unwrap().documents().unwrap().len(), 1);
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "reading took nothing back");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.content_dump().unwrap(), content);
    assert!(store.check().unwrap().is_empty());
    drop(store);
    assert_eq!(Store::open_read_only(&path).unwrap().content_dump().unwrap(), content);
}

#[test]
fn a_reader_is_told_when_somebody_begins_to_work() {
    let dir = dir();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.coders().unwrap().len(), 2);
    let writer = Store::open(&path).unwrap();
    let error = reader.coders().unwrap_err();
    assert!(matches!(error, StoreError::LockedNow), "{error:?}");
    assert!(error.to_string().starts_with("the project is open for work in another window or program now"));
    drop(writer);
    assert_eq!(reader.coders().unwrap().len(), 2);
}
