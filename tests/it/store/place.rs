//! The file is renamed, replaced, deleted or carried off while it is open: no step goes to where nobody finds it, and
//! nothing that was saved is lost.

use super::crash::try_elsewhere;
use super::sample::*;
use mizan::store::{Finding, Store, StoreError, backup_folder};
use std::fs;
use std::path::{Path, PathBuf};

/// A project that has written since it was opened, so that it holds its journal.
fn at_work(folder: &Path) -> (PathBuf, Store) {
    let path = folder.join("p.mizan");
    let mut store = filled(&path);
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    (path, store)
}

#[track_caller]
fn refuses(store: &mut Store) -> StoreError {
    let (before, steps) = (store.content_dump().unwrap(), store.last_step().unwrap());
    let error = store.write(&step(Some(coder(1)), "add"), |tx| tx.put_record(&sample_record(2))).unwrap_err();
    assert_eq!((store.content_dump().unwrap(), store.last_step().unwrap()), (before, steps));
    error
}

#[test]
fn a_renamed_project_takes_no_step_until_it_is_called_as_before() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut store) = at_work(dir.path());
    let other = dir.path().join("renamed.mizan");
    assert!(store.in_place().is_ok() && store.renamed_to().is_none());

    fs::rename(&path, &other).unwrap();
    // Its bytes are not read here: that would end the lock of this process.
    let about = |path: &Path| fs::metadata(path).map(|m| (m.len(), m.modified().unwrap())).unwrap();
    let before = about(&other);
    let error = refuses(&mut store);
    assert!(matches!(&error, StoreError::Moved { path: p } if *p == path), "{error:?}");
    let said = error.to_string();
    assert!(said.contains(" was moved, renamed or deleted while it was open: this step was not saved"), "{said}");
    assert_eq!(about(&other), before, "no byte was written");
    assert!(store.undo(Some(coder(1)), mizan::model::Timestamp(2)).is_err(), "an undo is a step, too");
    assert_eq!(store.renamed_to(), Some(other.canonicalize().unwrap()));
    assert!(store.stands_at(&other) && !store.stands_at(&path));
    // What is open is open under its new name, too, and looking for it opens no door to others.
    assert!(matches!(Store::open(&other), Err(StoreError::Locked { .. })));
    assert!(try_elsewhere(&other).contains("is open in another window"));

    fs::rename(&other, &path).unwrap();
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(2)));
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.records(coding(1)).unwrap().len(), 2);
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
}

#[test]
fn a_deleted_project_is_whole_in_a_copy_under_its_old_name() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut store) = at_work(dir.path());
    let content = store.content_dump().unwrap();
    fs::remove_file(&path).unwrap();
    assert!(matches!(refuses(&mut store), StoreError::Moved { .. }));
    assert_eq!(store.renamed_to(), None);

    let beside = store.backup_rolling(mizan::model::Timestamp(1), 3).unwrap().unwrap();
    assert_eq!(Store::open_read_only(&beside).unwrap().content_dump().unwrap(), content);
    store.backup_to(&path).unwrap();
    assert!(matches!(store.in_place(), Err(StoreError::Replaced { .. })), "the copy is another file");
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.content_dump().unwrap(), content);
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(2)));
    drop(store);
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert_eq!(Store::open(&path).unwrap().check().unwrap(), Vec::<Finding>::new());
}

#[test]
fn a_file_in_the_place_of_the_open_one_is_left_alone_and_so_is_its_journal() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut store) = at_work(dir.path());
    let newer = dir.path().join("from elsewhere.mizan");
    drop(filled(&newer));
    fs::rename(&newer, &path).unwrap();
    let error = refuses(&mut store);
    assert!(matches!(&error, StoreError::Replaced { path: p } if *p == path), "{error:?}");
    assert!(error.to_string().starts_with("another file was put in the place of "), "{error}");

    // Somebody else works on the other file, and is in the midst of a step when the project is closed here.
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("PRAGMA cache_size = 2; BEGIN; UPDATE coders SET name = 'nobody';").unwrap();
    let journal = dir.path().join("p.mizan-journal");
    let written = fs::read(&journal).unwrap();
    drop(store);
    assert_eq!(fs::read(&journal).unwrap(), written);
    drop(raw);
    assert_eq!(Store::open(&path).unwrap().coders().unwrap().len(), 2);
}

#[test]
fn a_folder_that_was_carried_off_is_not_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("study");
    fs::create_dir(&folder).unwrap();
    let (path, mut store) = at_work(&folder);
    let there = dir.path().join("elsewhere");
    fs::rename(&folder, &there).unwrap();
    assert!(matches!(refuses(&mut store), StoreError::Moved { .. }));
    let backup = store.backup_rolling(mizan::model::Timestamp(1), 3).unwrap_err();
    assert!(matches!(backup, StoreError::Backup { .. }), "{backup:?}");
    assert!(!folder.exists() && !backup_folder(&path).exists());
    drop(store);
    let there = there.join("p.mizan");
    assert_eq!(Store::open(there).unwrap().records(coding(1)).unwrap().len(), 1);
}

#[test]
fn a_step_that_is_overtaken_is_taken_back_whole() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut store) = at_work(dir.path());
    let content = store.content_dump().unwrap();
    let other = dir.path().join("renamed.mizan");
    let error = store.write(&step(Some(coder(1)), "add"), |tx| {
        tx.put_record(&sample_record(2))?;
        fs::rename(&path, &other).unwrap();
        Ok::<_, StoreError>(())
    });
    assert!(matches!(error, Err(StoreError::Moved { .. })), "{error:?}");
    drop(store);
    let store = Store::open(&other).unwrap();
    assert_eq!(store.content_dump().unwrap(), content);
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
}

#[test]
fn a_second_name_of_the_open_file_is_no_second_file() {
    let dir = tempfile::tempdir().unwrap();
    let (path, store) = at_work(dir.path());
    let second = dir.path().join("second.mizan");
    fs::hard_link(&path, &second).unwrap();
    for opened in [Store::open(&second), Store::open_read_only(&second), Store::open_for_rescue(&second)] {
        assert!(matches!(opened, Err(StoreError::Locked { .. })), "{opened:?}");
    }
    assert!(try_elsewhere(&path).contains("is open in another window"));
    drop(store);
}
