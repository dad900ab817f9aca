//! Work that needs the project for itself and takes longer than a frame: it has it on a thread of its own, and gives it back. Meanwhile
//! the window shows how far it is, and nothing else can be done in it.

use super::{Logic, clock_of_jobs};
use crate::app::logic::Study;
use crate::app::theme::Mood;
use crate::jobs::{Job, JobError, Monitor, Poll, Progress};

/// What is done in the window once the work has ended.
type Then = Box<dyn FnOnce(&mut Logic) + Send>;

/// Work that has the project.
pub(in crate::app) struct Apart {
    job: Job<Then>,
}

impl Apart {
    /// What the work is called.
    pub(in crate::app) fn name(&self) -> &str {
        self.job.name()
    }

    /// How far it is.
    pub(in crate::app) fn progress(&self) -> Progress {
        self.job.progress()
    }

    pub(super) fn cancel(&self) {
        self.job.cancel();
    }
}

impl Logic {
    /// Gives the open project, if there is one, to work on another thread; `then` goes on in the window with what comes of it, when the
    /// project is back.
    pub(super) fn set_apart<T: Send + 'static>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Option<Study>, &Monitor) -> T + Send + 'static,
        then: impl FnOnce(&mut Self, T) + Send + 'static,
    ) {
        let mut study = self.study.take();
        let job = Job::spawn(name, clock_of_jobs(), None, move |monitor| {
            let result = work(&mut study, monitor);
            let then: Then = Box::new(move |logic| {
                logic.study = study;
                then(logic, result);
            });
            Ok(then)
        });
        self.tasks.apart = Some(Apart { job });
    }

    /// Looks whether such work has ended.
    pub(super) fn poll_apart(&mut self, ctx: &egui::Context) {
        let Some(apart) = &self.tasks.apart else { return };
        match apart.job.poll() {
            // The job knows no window.
            Poll::Running => ctx.request_repaint_after_secs(0.05),
            Poll::Done(ended) => {
                self.tasks.apart = None;
                ctx.request_repaint();
                match ended {
                    Ok(then) => then(self),
                    Err(error @ JobError::Cancelled { .. }) => self.mention(self.strings().job_refusal(&error)),
                    Err(error) => self.tell(Mood::Bad, self.strings().job_refusal(&error)),
                }
            }
        }
    }
}
