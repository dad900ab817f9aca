//! The report and the findings: read from the project a little in each frame, computed and written beside the window.

use super::tasks::waker;
use super::{Logic, Screen, clock_of_jobs};
use crate::app::theme::Mood;
use crate::jobs::{Job, JobError, Monitor, Poll, Progress};
use crate::project::{ProjectError, ReportChoice, ReportOrder, ReportReading, Reported, write_report};
use crate::report::{Findings, Origin, ReportOptions};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Codings that are read between two looks at the clock.
const AT_ONCE: usize = 16;
/// Time of a frame that reading may take: the window goes on meanwhile.
const SHARE_OF_FRAME: Duration = Duration::from_millis(8);

/// The state of the answers that findings are of: the project (or person) at the window, and the changes.
type State = (u64, u64);

/// What is made of what is read.
enum Task {
    Findings,
    Report(ReportOrder),
}

/// What was made.
enum Made {
    Findings(Findings),
    Report(Box<Result<Reported, ProjectError>>),
}

/// Something on its way.
struct Work {
    task: Option<Task>,
    reading: Option<Box<ReportReading>>,
    job: Option<Job<Made>>,
    since: Instant,
}

impl Work {
    fn progress(&self) -> Progress {
        if let Some(job) = &self.job {
            let progress = job.progress();
            // Reading was the first half.
            let total = progress.total.unwrap_or(1);
            return Progress { done: total + progress.done, total: Some(2 * total), elapsed: self.since.elapsed() };
        }
        let (left, whole) = self.reading.as_ref().map_or((0, 1), |reading| reading.progress());
        let done = whole.saturating_sub(left) as u64;
        Progress { done, total: Some(2 * (whole as u64).max(1)), elapsed: self.since.elapsed() }
    }
}

/// Work on the report and on the findings.
#[derive(Default)]
pub(super) struct Reporting {
    findings: Option<Work>,
    report: Option<Work>,
    /// What the findings are of that are there, or on their way.
    of: Option<(State, Origin)>,
    seating: u64,
}

impl Logic {
    /// How far the report is that is being written.
    pub(in crate::app) fn report_progress(&self) -> Option<Progress> {
        self.reporting.report.as_ref().map(Work::progress)
    }

    /// Where the report of the open project would stand: beside it, where nothing stands yet. `None` for a coder, who does not see how
    /// others coded.
    pub(in crate::app) fn place_for_report(&self) -> Option<PathBuf> {
        let study = self.study.as_ref().filter(|study| study.sees_figures())?;
        let stem = study.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = |n: usize| {
            let name = if n == 1 { format!("{stem}-report") } else { format!("{stem}-report-{n}") };
            study.path().with_file_name(name)
        };
        (1..1_000).map(folder).find(|folder| !folder.exists())
    }

    /// Computes what the study found.
    pub(super) fn find_findings(&mut self, origin: Origin) {
        let Some(study) = self.study.as_mut().filter(|study| study.sees_figures()) else { return };
        study.agreement.found.origin = origin;
        study.agreement.found.stopped = false;
        let now = (self.seating, study.changes);
        if self.reporting.findings.is_some() && self.reporting.of == Some((now, origin)) {
            return;
        }
        let choice = ReportChoice { agreement: study.agreement.choice.clone(), without_marks: true, findings: origin };
        match study.project().begin_report(&choice) {
            Ok(reading) => {
                self.reporting.of = Some((now, origin));
                self.reporting.findings = Some(begun(reading.for_findings(), Task::Findings));
            }
            Err(error) => {
                study.agreement.found.stopped = true;
                self.refuse(&error);
            }
        }
    }

    /// Writes the report into a folder.
    pub(super) fn write_report(&mut self, to: PathBuf, findings: Origin, without_marks: bool) {
        let Some(study) = self.study.as_ref().filter(|study| study.sees_figures()) else { return };
        if self.reporting.report.is_some() {
            return self.tell(Mood::Warn, self.strings().frame.still_busy);
        }
        let choice = ReportChoice { agreement: study.agreement.choice.clone(), without_marks, findings };
        match study.project().begin_report(&choice) {
            Ok(reading) => {
                let order = ReportOrder { to, force: false, options: ReportOptions::default() };
                self.notice = None;
                self.reporting.report = Some(begun(reading, Task::Report(order)));
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Stops both.
    pub(super) fn stop_report(&mut self) {
        if let Some(study) = self.study.as_mut().filter(|_| self.reporting.findings.is_some()) {
            study.agreement.found.stopped = true;
        }
        self.reporting.findings = None;
        // A job that is dropped stops, and leaves nothing half written.
        drop(self.reporting.report.take());
    }

    /// Reads on, and takes in what was made. Before drawing.
    pub(super) fn look_after_report(&mut self, ctx: &egui::Context) {
        if self.reporting.seating != self.seating || self.study.is_none() {
            self.reporting = Reporting { seating: self.seating, ..Reporting::default() };
        }
        let Some(study) = &self.study else { return };
        let now = (self.seating, study.changes);
        let is_fresh = self.reporting.of.is_some_and(|(state, _)| state == now);
        // Findings are computed for who looks at them.
        if study.screen != Screen::Agreement {
            self.reporting.findings = None;
        }
        if let Some(work) = self.reporting.findings.take() {
            self.reporting.findings = self.go_on(ctx, work);
        }
        if let Some(work) = self.reporting.report.take() {
            self.reporting.report = self.go_on(ctx, work);
        }
        let progress = self.reporting.findings.as_ref().map(Work::progress);
        if let Some(study) = &mut self.study {
            study.agreement.found.progress = progress;
            study.agreement.found.stale = study.agreement.found.findings.is_some() && !is_fresh;
        }
    }

    /// Goes on with something; gives it back while it is not done.
    fn go_on(&mut self, ctx: &egui::Context, mut work: Work) -> Option<Work> {
        let study = self.study.as_ref()?;
        if let Some(mut reading) = work.reading.take() {
            let (began, mut read) = (Instant::now(), Ok(()));
            while read.is_ok() && !reading.is_complete() && began.elapsed() < SHARE_OF_FRAME {
                read = study.project().read_report(&mut reading, AT_ONCE);
            }
            ctx.request_repaint();
            match read {
                Ok(()) if reading.is_complete() => {
                    let task = work.task.take()?;
                    let make = move |monitor: &Monitor| make(*reading, &task, monitor);
                    work.job = Some(Job::spawn("report", clock_of_jobs(), Some(waker(ctx)), make));
                }
                Ok(()) => work.reading = Some(reading),
                Err(error) => {
                    self.refuse(&error);
                    return None;
                }
            }
            return Some(work);
        }
        match work.job.as_ref()?.poll() {
            Poll::Running => return Some(work),
            Poll::Done(Ok(Made::Findings(findings))) => {
                if let Some(study) = &mut self.study {
                    study.agreement.found.findings = Some(Arc::new(findings));
                }
            }
            Poll::Done(Ok(Made::Report(made))) => match *made {
                Ok(reported) => {
                    let folder = reported.files.first().and_then(|file| file.parent());
                    let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
                    self.tell(Mood::Good, self.strings().report_written(&crate::app::parts::isolate(&folder)));
                }
                Err(error) => self.refuse(&error),
            },
            Poll::Done(Err(JobError::Cancelled { .. })) => {}
            Poll::Done(Err(error)) => {
                if let Some(study) = &mut self.study {
                    study.agreement.found.stopped = true;
                }
                self.tell(Mood::Bad, self.strings().job_refusal(&error));
            }
        }
        None
    }
}

fn begun(reading: ReportReading, task: Task) -> Work {
    Work { task: Some(task), reading: Some(Box::new(reading)), job: None, since: Instant::now() }
}

fn make(reading: ReportReading, task: &Task, monitor: &Monitor) -> Result<Made, crate::jobs::Cancelled> {
    let options = ReportOptions::default();
    match task {
        Task::Findings => {
            let material = reading.findings_material();
            Ok(Made::Findings(Findings::of(&material, options.finding_replicates, options.seed, monitor)?))
        }
        Task::Report(order) => match write_report(&reading.material(), order, monitor) {
            Err(ProjectError::Stopped(stopped)) => Err(stopped),
            made => Ok(Made::Report(Box::new(made))),
        },
    }
}
