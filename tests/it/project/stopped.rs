//! An export that is stopped or refused leaves nothing behind, and no half of it ever stands in its place.

use mizan::export::{ExportChoice, ExportError};
use mizan::jobs::{Job, Monitor};
use mizan::project::{ExportOrder, Project, ProjectError, write_demo};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

fn order(format: &str, to: &Path) -> ExportOrder {
    ExportOrder { format: format.to_owned(), to: to.to_path_buf(), force: false, choice: ExportChoice::default() }
}

#[test]
fn what_is_stopped_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.mizan");
    drop(write_demo(&path).unwrap());
    for format in ["csv", "csv-wide", "xlsx", "brat", "refi-qda"] {
        let (go, wait) = std::sync::mpsc::channel();
        let (path, order) = (path.clone(), order(format, &folder.path().join("deep/inside")));
        let job = Job::spawn("export", Arc::new(|| Duration::ZERO), None, move |monitor| {
            wait.recv().unwrap_or_default();
            Ok(Project::open_read_only(&path).unwrap().export(&order, monitor))
        });
        job.cancel();
        go.send(()).unwrap();
        assert!(matches!(job.wait(), Ok(Err(ProjectError::Stopped(_)))), "{format}");
        assert!(!folder.path().join("deep").exists(), "{format}");
    }
}

#[test]
fn a_file_that_is_there_stays_and_nothing_is_written_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let demo = write_demo(&folder.path().join("demo.mizan")).unwrap();
    let to = folder.path().join("tables");
    std::fs::create_dir(&to).unwrap();
    std::fs::write(to.join("read.py"), b"mine").unwrap();
    let refused = demo.export(&order("csv-wide", &to), &Monitor::silent()).unwrap_err();
    assert!(matches!(refused, ProjectError::Export(ExportError::AlreadyThere { .. })), "{refused}");
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), 1);
    assert_eq!(std::fs::read(to.join("read.py")).unwrap(), b"mine");
    let again = ExportOrder { force: true, ..order("csv-wide", &to) };
    assert!(demo.export(&again, &Monitor::silent()).unwrap().files.contains(&to.join("read.py")));
    assert_ne!(std::fs::read(to.join("read.py")).unwrap(), b"mine");
}
