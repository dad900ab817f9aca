//! Files are read in the background and stored one by one, so that the coder goes on meanwhile.

use super::clock_of_jobs;
use crate::import::{self, ImportBatch};
use crate::jobs::{Cancelled, Job, JobError, Poll, Progress, Wake};
use crate::model::DocumentId;
use crate::project::{ProjectError, read_file};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};

/// Pages that may wait to be stored; a folder of thousands must not fill the memory.
const WAITING: usize = 16;

/// A file as it was read.
#[derive(Debug)]
pub(super) enum Read {
    /// What is to be stored.
    Page(Box<ImportBatch>),
    /// Why nothing is.
    Failed(ProjectError),
}

/// Files on their way into the project.
pub(super) struct Reading {
    job: Job<()>,
    pages: Receiver<Read>,
    end: Option<Result<(), JobError>>,
    /// Files that were stored or that failed.
    pub(super) handled: usize,
    /// Documents stored so far.
    pub(super) documents: usize,
    /// Documents that were there already.
    pub(super) known: usize,
    /// Questions that a person has to answer.
    pub(super) questions: usize,
    /// The first new document.
    pub(super) first: Option<DocumentId>,
    /// What was doubtful or failed.
    pub(super) remarks: Vec<String>,
}

/// What comes next of a reading.
pub(super) enum Next {
    /// A file.
    File(Read),
    /// Nothing now.
    Later,
    /// It has ended.
    End(Result<(), JobError>),
}

impl Reading {
    /// Begins to read files, and the files in folders.
    pub(super) fn begin(name: &str, paths: Vec<PathBuf>, wake: Wake) -> Self {
        let (sender, pages) = sync_channel(WAITING);
        let job = Job::spawn(name, clock_of_jobs(), Some(wake), move |monitor| {
            let files = files_in(&paths);
            monitor.set_total(files.len() as u64);
            for file in files {
                monitor.check()?;
                // Waits until there is room. Whoever stops it goes on taking, or has let go of the other end.
                sender.send(read(&file)).map_err(|_| Cancelled)?;
                monitor.advance(1);
            }
            Ok(())
        });
        Self {
            job,
            pages,
            end: None,
            handled: 0,
            documents: 0,
            known: 0,
            questions: 0,
            first: None,
            remarks: Vec::new(),
        }
    }

    /// The next file, if there is one.
    pub(super) fn next(&mut self) -> Next {
        // Asked first: a job that has ended has sent everything before.
        if self.end.is_none()
            && let Poll::Done(result) = self.job.poll()
        {
            self.end = Some(result);
        }
        match self.pages.try_recv() {
            Ok(read) => {
                self.handled += 1;
                Next::File(read)
            }
            Err(_) => self.end.take().map_or(Next::Later, Next::End),
        }
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        self.job.progress()
    }

    /// Asks it to stop; what is stored stays.
    pub(super) fn cancel(&self) {
        self.job.cancel();
    }
}

fn read(file: &Path) -> Read {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match read_file(file).and_then(|bytes| Ok(import::read(&name, &bytes)?)) {
        Ok(batch) => Read::Page(Box::new(batch)),
        Err(error) => Read::Failed(error),
    }
}

/// The files that are meant: those named, and those in named folders (hidden ones aside), sorted by name.
fn files_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> =
                fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            inside.retain(|p| p.is_file() && !hidden(p));
            inside.sort();
            out.extend(inside);
        } else {
            out.push(path.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn all(mut reading: Reading) -> (usize, Vec<String>, Result<(), JobError>) {
        let (mut pages, mut failed) = (0, Vec::new());
        loop {
            match reading.next() {
                Next::File(Read::Page(batch)) => pages += batch.documents.len(),
                Next::File(Read::Failed(why)) => failed.push(why.to_string()),
                Next::Later => thread::yield_now(),
                Next::End(result) => return (pages, failed, result),
            }
        }
    }

    #[test]
    fn a_folder_is_read_and_what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..40 {
            let page = format!("عنوان الخبر رقم {n}\n\nقال متحدث باسم المركز إن التقرير سيصدر قريبًا.\n");
            fs::write(folder.path().join(format!("{n}.txt")), page).unwrap();
        }
        fs::write(folder.path().join("a.pdf"), b"%PDF-1.4 ...").unwrap();
        fs::write(folder.path().join(".hidden"), "x").unwrap();
        let missing = folder.path().join("missing.txt");
        let paths = vec![folder.path().to_path_buf(), missing];
        let (pages, failed, result) = all(Reading::begin("read", paths, Box::new(|| {})));
        assert_eq!((pages, failed.len(), result), (40, 2, Ok(())));
        assert!(failed[0].contains("a.pdf") && failed[1].contains("missing.txt"), "{failed:?}");
    }

    #[test]
    fn a_cancelled_reading_ends_although_more_pages_wait_than_there_is_room_for() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..WAITING * 3 {
            fs::write(folder.path().join(format!("{n}.txt")), "عنوان\n\nنص الخبر هنا.\n").unwrap();
        }
        let mut reading = Reading::begin("read", vec![folder.path().to_path_buf()], Box::new(|| {}));
        reading.cancel();
        let end = loop {
            if let Next::End(end) = reading.next() {
                break end;
            }
            thread::yield_now();
        };
        assert!(end.is_ok() || end == Err(JobError::Cancelled { name: "read".into() }));
    }
}
