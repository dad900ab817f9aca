//! A file that is too large to be examined whole before it opens: the rest is examined and copied beside the window.

use super::crash::try_elsewhere;
use super::sample::*;
use mizan::jobs::Job;
use mizan::model::{Document, DocumentSource, Timestamp};
use mizan::store::{Finding, Store, StoreError, backup_folder, backups_beside};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A project with pages of which one was read from 49 MB, and the sound file.
fn large(path: &Path) -> Vec<u8> {
    let mut store = filled(path);
    let bytes = vec![b'x'; 49 << 20];
    let sample = sample_document(7);
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let source = DocumentSource { hash, byte_len: bytes.len() as u64, ..sample.source.clone() };
    by_one(&mut store, "import", |tx| tx.put_document(&Document { source, ..sample }, &bytes));
    drop(store);
    std::fs::read(path).unwrap()
}

/// Does something in another thread.
fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    Job::spawn("elsewhere", Arc::new(|| Duration::ZERO), None, move |_| Ok(work())).wait().unwrap()
}

#[test]
fn what_its_opening_leaves_is_examined_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    let sound = large(&path);
    let mut store = Store::open(&path).unwrap();
    assert!(store.is_large());
    let examine = store.examination().unwrap();
    elsewhere(examine).unwrap();
    assert!(try_elsewhere(&path).contains("is open in another window"), "the other thread has let nobody in");
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    store.is_examined();
    assert!(store.examination().is_none());
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
    drop(store);
    // A file that is cut off is refused at once.
    std::fs::write(&path, &sound[..sound.len() - 4096]).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Damaged { .. })));
    // Whatever page is overwritten: it is found before the project opens, or by whoever examines it then; never by nobody.
    std::fs::write(&path, &sound).unwrap();
    let write = |page: usize, bytes: &[u8]| {
        let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.seek(SeekFrom::Start(page as u64 * 4096)).unwrap();
        file.write_all(bytes).unwrap();
    };
    let mut later = 0;
    for page in (1..sound.len() / 4096).filter(|page| page % 9 == 5 && *page < 200 || page % 3001 == 0) {
        write(page, &[0xa5; 4096]);
        match Store::open(&path) {
            Err(StoreError::Damaged { .. } | StoreError::DamagedPart { .. }) => {}
            Err(other) => panic!("{page}: {other:?}"),
            Ok(mut store) => {
                let found = store.examination().unwrap()();
                assert!(matches!(found, Err(StoreError::Damaged { .. })), "page {page} passed for sound: {found:?}");
                assert!(later > 0 || matches!(store.examine(), Err(StoreError::Damaged { .. })));
                later += 1;
            }
        }
        write(page, &sound[page * 4096..][..4096]);
    }
    assert!(later > 5, "most of a large file is examined later: {later}");
}

#[test]
fn a_copy_that_is_made_beside_the_window_holds_no_half_step() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    let mut store = filled(&path);
    let backup = store.backup_beside(Timestamp(0)).unwrap().unwrap();
    let backup = elsewhere(move || backup.make().map(|()| backup)).unwrap();
    assert_eq!(backups_beside(&path).len(), 0, "nothing is a backup before somebody keeps it");
    let kept = store.keep_backup(&backup, 3).unwrap().unwrap();
    assert_eq!(backups_beside(&path), vec![kept.clone()]);
    assert_eq!(Store::open(&kept).unwrap().content_dump().unwrap(), store.content_dump().unwrap());
    assert!(store.backup_beside(Timestamp(1)).unwrap().is_none(), "nothing was done since");
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    let backup = store.backup_beside(Timestamp(2)).unwrap().unwrap();
    backup.make().unwrap();
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(2)));
    assert!(store.was_changed_since(&backup));
    assert!(store.keep_backup(&backup, 3).unwrap().is_none());
    drop(backup);
    let left: Vec<_> = std::fs::read_dir(backup_folder(&path)).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(left, vec![kept]);
    assert!(try_elsewhere(&path).contains("is open in another window"));
}
