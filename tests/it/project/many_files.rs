//! Importing many files at once: in their order, in few steps, and what is done stays.

use super::Desk;
use mizan::import::{How, ImportBatch};
use mizan::jobs::Monitor;
use mizan::project::{Done, Project};
use std::ops::ControlFlow;
use std::path::PathBuf;

fn pages(folder: &std::path::Path, count: usize) -> Vec<PathBuf> {
    (0..count)
        .map(|n| {
            let path = folder.join(format!("{n:03}.txt"));
            // The first pages are the longest, so that later ones are ready before them.
            let more = "وأضاف أن اللجنة ستجتمع مرة أخرى يوم الخميس للنظر في الملاحظات.\n\n".repeat((count - n) * 4);
            std::fs::write(&path, format!("عنوان الخبر رقم {n}\n\nقال متحدث إن التقرير سيصدر قريبا.\n\n{more}"))
                .unwrap();
            path
        })
        .collect()
}

fn titles(project: &Project) -> Vec<String> {
    project.documents().unwrap().into_iter().map(|d| d.title).collect()
}

fn expected(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(|n| format!("عنوان الخبر رقم {n}")).collect()
}

fn documents(batch: &ImportBatch) -> usize {
    batch.documents.len()
}

#[test]
fn files_go_in_in_their_order_and_in_few_steps() {
    let mut desk = Desk::empty();
    let folder = tempfile::tempdir().unwrap();
    let mut files = pages(folder.path(), 90);
    files.insert(40, folder.path().join("missing.txt"));
    let mut told = Vec::new();
    desk.project.import_files(None, &files, &How::default(), &Monitor::silent(), |at, done| {
        match done {
            Done::Imported(imported, batch) => {
                assert_eq!((imported.documents.len(), documents(&batch)), (1, 1));
                told.push((at, true));
            }
            Done::Failed(error) => {
                assert!(error.to_string().contains("missing.txt"), "{error}");
                told.push((at, false));
            }
            Done::End => {}
        }
        ControlFlow::Continue(())
    });
    assert_eq!(told, (0..91).map(|at| (at, at != 40)).collect::<Vec<_>>());
    assert_eq!(titles(&desk.project), expected(0..90));
    assert!(desk.project.undo(None).unwrap().is_some());
    let left = titles(&desk.project).len();
    assert!((1..90).contains(&left), "many documents are one step, and not all: {left}");
    // Again: nothing is new.
    let mut known = 0;
    desk.project.import_files(None, &files[..30], &How::default(), &Monitor::silent(), |_, done| {
        if let Done::Imported(imported, _) = done {
            known += imported.known.len();
        }
        ControlFlow::Continue(())
    });
    assert_eq!(known, 30);
}

#[test]
fn whoever_stops_keeps_what_is_done() {
    let mut desk = Desk::empty();
    let folder = tempfile::tempdir().unwrap();
    let files = pages(folder.path(), 200);
    let mut stored = 0;
    desk.project.import_files(None, &files, &How::default(), &Monitor::silent(), |_, done| match done {
        Done::Imported(..) => {
            stored += 1;
            ControlFlow::Continue(())
        }
        _ if stored > 0 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    let kept = titles(&desk.project);
    assert!(stored > 0 && kept.len() >= stored && kept.len() < 200, "{stored} told, {} kept", kept.len());
    assert_eq!(kept, expected(0..kept.len()));
}
