//! Rolling copies: whole, checked, the newest kept, nothing ever replaced.

use super::sample::*;
use mizan::model::Timestamp;
use mizan::store::{Store, StoreError, backup_folder, backups_beside};

const DAY: i64 = 86_400_000;

#[test]
fn a_backup_is_the_project() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = filled(&dir.path().join("p.mizan"));
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    let target = dir.path().join("مشروع copy.mizan");
    store.backup_to(&target).unwrap();
    assert!(matches!(store.backup_to(&target), Err(StoreError::Exists { .. })));
    let mut copy = Store::open(&target).unwrap();
    assert_eq!(copy.content_dump().unwrap(), store.content_dump().unwrap());
    // The history is in it, too, and both go their own ways.
    assert_eq!(copy.undo(Some(coder(1)), Timestamp(1)).unwrap().unwrap().action, "add");
    assert_eq!(store.records(coding(1)).unwrap().len(), 1);
    let nowhere = store.backup_to(dir.path().join("no/folder.mizan")).unwrap_err();
    assert!(matches!(nowhere, StoreError::Backup { .. }), "{nowhere:?}");
    assert!(nowhere.to_string().contains("the project itself is unharmed"));
}

#[test]
fn the_rolling_set_keeps_the_newest_and_skips_idle_hours() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    let mut store = filled(&path);
    let folder = backup_folder(&path);
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("notes.txt"), "a stranger").unwrap();
    let first = store.backup_rolling(Timestamp(0), 3).unwrap().unwrap();
    assert_eq!(store.backup_rolling(Timestamp(DAY), 3).unwrap(), None, "nothing was done since");
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.backup_rolling(Timestamp(DAY), 3).unwrap(), None, "also not before the window was closed");
    let mut made = vec![first];
    for day in 1..6_u64 {
        by_one(&mut store, "add", |tx| tx.put_record(&sample_record(day)));
        let at = Timestamp(DAY * i64::try_from(day).unwrap());
        made.push(store.backup_rolling(at, 3).unwrap().unwrap());
    }
    assert_eq!(store.backups(), made[3..]);
    assert_eq!(backups_beside(&path), store.backups());
    let records = |i: usize| Store::open_read_only(&made[i]).unwrap().records(coding(1)).unwrap().len();
    assert_eq!((records(3), records(5)), (3, 5));
    assert!(folder.join("notes.txt").exists());
    // A clock that was set back: the copy of today's work stays.
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(9)));
    let early = store.backup_rolling(Timestamp(1), 3).unwrap().unwrap();
    assert!(early.exists());
}
