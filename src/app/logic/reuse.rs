//! What shares words is read from the project a little in each frame, and found beside the window.

use super::tasks::waker;
use super::{Logic, clock_of_jobs};
use crate::app::importing::ReuseWish;
use crate::app::theme::Mood;
use crate::jobs::{Job, JobError, Poll, Progress};
use crate::model::ArticleId;
use crate::project::{LEAST_SHARED, Reuse, ReuseReading};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Documents that are read between two looks at the clock.
const AT_ONCE: usize = 16;
/// Time of a frame that reading may take: the window goes on meanwhile.
const SHARE_OF_FRAME: Duration = Duration::from_millis(8);

/// Work on finding what shares words.
#[derive(Default)]
pub(super) struct Finding {
    /// What is read so far, and since when.
    reading: Option<(ReuseReading, Instant)>,
    job: Option<Job<Reuse>>,
    /// The project (or person) that it is done for.
    of: u64,
}

impl Finding {
    fn progress(&self) -> Option<Progress> {
        let reading = self.reading.as_ref().map(|(reading, since)| {
            let (done, total) = reading.progress();
            // Reading is the first of three parts: the texts are gone through twice more.
            Progress { done: done as u64, total: Some(3 * total as u64), elapsed: since.elapsed() }
        });
        reading.or_else(|| {
            let progress = self.job.as_ref()?.progress();
            let third = progress.total.map(|total| total / 2);
            Some(Progress {
                done: progress.done + third.unwrap_or(0),
                total: progress.total.zip(third).map(|(total, third)| total + third),
                elapsed: progress.elapsed,
            })
        })
    }
}

impl Logic {
    /// Reads on, and takes in what was found.
    pub(super) fn find_reuse(&mut self, ctx: &egui::Context) {
        let Some(study) = self.study.as_mut().filter(|_| self.finding.of == self.seating) else {
            self.finding = Finding { of: self.seating, ..Finding::default() };
            return;
        };
        if let Some((mut reading, since)) = self.finding.reading.take() {
            let began = Instant::now();
            let mut read = Ok(());
            while read.is_ok() && !reading.is_complete() && began.elapsed() < SHARE_OF_FRAME {
                read = study.project().read_reuse(&mut reading, AT_ONCE);
            }
            match read {
                Ok(()) if reading.is_complete() => {
                    let work = move |monitor: &crate::jobs::Monitor| reading.find(LEAST_SHARED, monitor);
                    self.finding.job = Some(Job::spawn("reuse", clock_of_jobs(), Some(waker(ctx)), work));
                }
                Ok(()) => {
                    self.finding.reading = Some((reading, since));
                    ctx.request_repaint();
                }
                Err(error) => {
                    study.reuse.stopped = true;
                    study.reuse.progress = None;
                    return self.refuse(&error);
                }
            }
        }
        let ended = self.finding.job.as_ref().map(Job::poll);
        let mut failed = None;
        if let Some(Poll::Done(result)) = ended {
            self.finding.job = None;
            match result {
                Ok(found) => {
                    study.reuse.found = Some(Arc::new(found));
                    study.reuse.opened = None;
                }
                Err(error) => {
                    study.reuse.stopped = true;
                    failed = Some(error).filter(|error| !matches!(error, JobError::Cancelled { .. }));
                }
            }
        }
        study.reuse.progress = self.finding.progress();
        if let Some(error) = failed {
            self.tell(Mood::Bad, self.strings().job_refusal(&error));
        }
    }

    /// Carries out a wish of the view of what shares words.
    pub(super) fn reuse_wish(&mut self, ctx: &egui::Context, wish: ReuseWish) {
        let Some(study) = &mut self.study else { return };
        match wish {
            ReuseWish::Find => match study.project().begin_reuse() {
                Ok(reading) => {
                    self.finding = Finding { reading: Some((reading, Instant::now())), job: None, of: self.seating };
                    study.reuse.stale = false;
                    study.reuse.stopped = false;
                    study.reuse.progress = self.finding.progress();
                }
                Err(error) => {
                    study.reuse.stopped = true;
                    self.refuse(&error);
                }
            },
            ReuseWish::Stop => {
                self.finding = Finding { of: self.seating, ..Finding::default() };
                study.reuse.progress = None;
                study.reuse.stopped = true;
                // What was found before is of older pages.
                study.reuse.stale = study.reuse.found.is_some();
            }
            ReuseWish::Compare(first, second) => self.hold_together(first, second),
        }
        ctx.request_repaint();
    }

    fn hold_together(&mut self, first: ArticleId, second: ArticleId) {
        let Some(study) = &mut self.study else { return };
        match study.project().compare_articles(first, second) {
            Ok(both) => study.reuse.opened = Some((first, second, Arc::new(both))),
            Err(error) => {
                // An article that is gone is in no finding of today.
                study.reuse.found = None;
                study.reuse.stopped = true;
                self.refuse(&error);
            }
        }
    }
}
