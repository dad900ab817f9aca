//! Files are read in the background and stored one by one, so that the coder goes on meanwhile.

use super::clock_of_jobs;
use crate::app::strings::Strings;
use crate::import::How;
use crate::jobs::{Cancelled, Job, JobError, Poll, Progress, Wake};
use crate::model::DocumentId;
use crate::project::{AnnotationSum, Imported, OfFile, files_in, read_files};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};

/// Pages that may wait to be stored; a folder of thousands must not fill the memory.
const WAITING: usize = 16;

/// Files on their way into the project.
pub(super) struct Reading {
    job: Job<()>,
    pages: Receiver<OfFile>,
    end: Option<Result<(), JobError>>,
    /// Files that were stored or that failed.
    pub(super) handled: usize,
    /// Whether something of a file came whose end has not come: who stops then has taken it in, at least in part.
    pub(super) is_inside: bool,
    /// Documents stored so far.
    pub(super) documents: usize,
    /// Documents that were there already.
    pub(super) known: usize,
    /// Questions that a person has to answer.
    pub(super) questions: usize,
    /// What annotations of other programs brought.
    pub(super) annotations: AnnotationSum,
    /// The first new document.
    pub(super) first: Option<DocumentId>,
    /// What was doubtful or failed.
    pub(super) remarks: Vec<String>,
}

/// What comes next of a reading.
pub(super) enum Next {
    /// Something of a file.
    Piece(Box<OfFile>),
    /// Nothing now.
    Later,
    /// It has ended.
    End(Result<(), JobError>),
}

impl Reading {
    /// Begins to read files, and the files in folders.
    pub(super) fn begin(name: &str, paths: Vec<PathBuf>, how: How, wake: Wake) -> Self {
        let (sender, pages) = sync_channel(WAITING);
        let job = Job::spawn(name, clock_of_jobs(), Some(wake), move |monitor| {
            let files = files_in(&paths);
            monitor.set_total(files.len() as u64);
            let mut unheard = false;
            read_files(&files, &how, monitor, |next| {
                let Some((_, piece)) = next else { return ControlFlow::Continue(()) };
                let ended = matches!(piece, OfFile::End);
                // Waits until there is room. Whoever stops it goes on taking, or has let go of the other end.
                unheard = sender.send(piece).is_err();
                monitor.advance(u64::from(ended));
                if unheard { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            monitor.check()?;
            if unheard { Err(Cancelled) } else { Ok(()) }
        });
        Self {
            job,
            pages,
            end: None,
            handled: 0,
            is_inside: false,
            documents: 0,
            known: 0,
            questions: 0,
            annotations: AnnotationSum::default(),
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
            Ok(piece) => {
                self.is_inside = !matches!(piece, OfFile::End);
                self.handled += usize::from(!self.is_inside);
                Next::Piece(Box::new(piece))
            }
            Err(_) => self.end.take().map_or(Next::Later, Next::End),
        }
    }

    /// Counts what was stored of a file.
    pub(super) fn count(&mut self, imported: &Imported, strings: &Strings) {
        self.documents += imported.documents.len();
        self.known += imported.known.len();
        self.questions += imported.questions;
        self.annotations.add(imported.annotations);
        self.remarks.extend(imported.warnings.iter().map(|w| strings.import_warning(w)));
        self.first = self.first.or(imported.documents.first().copied());
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::thread;

    fn all(mut reading: Reading) -> (usize, Vec<String>, Result<(), JobError>) {
        let (mut pages, mut failed) = (0, Vec::new());
        loop {
            match reading.next() {
                Next::Piece(piece) => match *piece {
                    OfFile::Read(batch) => pages += batch.documents.len(),
                    OfFile::Failed(why) => failed.push(why.to_string()),
                    OfFile::End => {}
                },
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
        let (pages, failed, result) = all(Reading::begin("read", paths, How::default(), Box::new(|| {})));
        assert_eq!((pages, failed.len(), result), (40, 2, Ok(())));
        assert!(failed[0].contains("a.pdf") && failed[1].contains("missing.txt"), "{failed:?}");
    }

    #[test]
    fn a_cancelled_reading_ends_although_more_pages_wait_than_there_is_room_for() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..WAITING * 3 {
            fs::write(folder.path().join(format!("{n}.txt")), "عنوان\n\nنص الخبر هنا.\n").unwrap();
        }
        let mut reading = Reading::begin("read", vec![folder.path().to_path_buf()], How::default(), Box::new(|| {}));
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
