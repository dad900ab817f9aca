//! Disks that are full and files and folders that may not be written. Where the test cannot make one, it says so.

use super::sample::*;
use mizan::store::{Finding, Store, StoreError};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn run(program: &str, args: &[&str], path: &Path) -> bool {
    let status = Command::new(program).args(args).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|s| s.success())
}

/// A small disk of its own, for as long as it lives.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(folder: &Path) -> Option<Self> {
        run("mount", &["-t", "tmpfs", "-o", "size=1m", "tmpfs"], folder).then(|| Self(folder.to_path_buf()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        assert!(run("umount", &[], &self.0));
    }
}

/// Takes the permission to write from a file or folder; as root permission bits mean nothing, so the flag "immutable" of
/// the file system is tried, too.
struct Protected(PathBuf, bool);

impl Protected {
    fn new(path: &Path) -> Option<Self> {
        let mut mode = std::fs::metadata(path).unwrap().permissions();
        mode.set_readonly(true);
        std::fs::set_permissions(path, mode).unwrap();
        let may_write = || {
            if path.is_dir() {
                std::fs::File::create(path.join("probe")).and_then(|_| std::fs::remove_file(path.join("probe"))).is_ok()
            } else {
                std::fs::File::options().append(true).open(path).is_ok()
            }
        };
        if !may_write() {
            return Some(Self(path.to_path_buf(), false));
        }
        (run("chattr", &["+i"], path) && !may_write()).then(|| Self(path.to_path_buf(), true))
    }
}

impl Drop for Protected {
    fn drop(&mut self) {
        if self.1 {
            assert!(run("chattr", &["-i"], &self.0));
        }
        let mut mode = std::fs::metadata(&self.0).unwrap().permissions();
        #[allow(clippy::permissions_set_readonly_false)] // a temporary file that is deleted next
        mode.set_readonly(false);
        std::fs::set_permissions(&self.0, mode).unwrap();
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::new(dir.path()) else {
        println!("skipped: no small disk can be mounted here (the unit test with a page limit runs everywhere)");
        return;
    };
    let path = dir.path().join("p.mizan");
    let mut store = filled(&path);
    let ballast = dir.path().join("ballast");
    std::fs::write(&ballast, vec![1; 300_000]).unwrap();
    let mut saved = 0;
    let error = loop {
        let before = store.content_dump().unwrap();
        let done = store.write(&step(Some(coder(1)), "grow"), |tx| {
            tx.set_project_setting(&format!("key {saved}"), &"ق".repeat(5_000))
        });
        match done {
            Ok(_) => saved += 1,
            Err(e) => {
                assert_eq!(store.content_dump().unwrap(), before, "the project goes on being readable");
                break e;
            }
        }
        assert!(saved < 1_000, "the disk never fills");
    };
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert!(error.to_string().starts_with("the disk is full: this step was not saved, everything before it is safe"));
    // A backup finds no room either, says so, and leaves no half copy.
    let backup = store.backup_to(dir.path().join("b.mizan")).unwrap_err();
    assert!(matches!(backup, StoreError::DiskFull | StoreError::Backup { .. }), "{backup:?}");
    drop(store);
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.project_settings().unwrap().len(), saved + 1);
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
    // With space again, work goes on.
    std::fs::remove_file(&ballast).unwrap();
    store.write(&step(Some(coder(1)), "grow"), |tx| tx.set_project_setting("more", &"ق".repeat(5_000))).unwrap();
    drop(store);
    let new = {
        std::fs::write(&ballast, vec![1; 900_000]).unwrap_or_default();
        Store::create(dir.path().join("new.mizan")).unwrap_err()
    };
    assert!(matches!(new, StoreError::DiskFull), "{new:?}");
    assert!(!dir.path().join("new.mizan").exists(), "no half project is left");
    drop(disk);
}

#[test]
fn a_read_only_file_is_refused_for_work_and_can_be_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let bytes = std::fs::read(&path).unwrap();
    let Some(protected) = Protected::new(&path) else {
        println!("skipped: no file can be made read-only here");
        return;
    };
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnlyFile { .. }), "{error:?}");
    assert!(error.to_string().contains("is read-only, so nothing could be saved: allow writing, copy it elsewhere"));
    assert_eq!(Store::open_read_only(&path).unwrap().coders().unwrap().len(), 2);
    drop(protected);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    Store::open(&path).unwrap();
}

#[test]
fn a_read_only_folder_is_noticed_before_work_begins() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("p.mizan");
    drop(filled(&path));
    let bytes = std::fs::read(&path).unwrap();
    let Some(protected) = Protected::new(&folder) else {
        println!("skipped: no folder can be made read-only here");
        return;
    };
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnlyFolder { .. }), "{error:?}");
    assert!(error.to_string().contains("does not allow writing, so"), "{error}");
    let new = Store::create(folder.join("new.mizan")).unwrap_err();
    assert!(matches!(new, StoreError::ReadOnlyFolder { .. }), "{new:?}");
    assert_eq!(Store::open_read_only(&path).unwrap().coders().unwrap().len(), 2);
    drop(protected);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    Store::open(&path).unwrap();
}
