//! Reading how far everybody is and who did what when, while a lead looks at it: some at a time, and what takes long beside the
//! window.

use super::tasks::waker;
use super::{Logic, Screen, Study, clock_of_jobs};
use crate::app::strings::Strings;
use crate::app::team::{AuditForm, Oversight, TeamWish};
use crate::app::theme::Mood;
use crate::jobs::{Job, JobError, Poll};
use crate::project::{AgreementReading, AuditFilter, ProjectError, RoundProgress, audit_table};
use std::path::PathBuf;
use std::sync::Arc;

/// Seconds without a change before figures are computed anew.
const QUIET: f64 = 0.3;
/// Codings that are read in one frame.
const READ_AT_ONCE: usize = 24;
/// Steps of the journal that are read in one frame.
const STEPS_AT_ONCE: i64 = 200;
/// Entries of the trail that are kept for the screen: the newest.
const KEPT: usize = 5_000;

/// Work on what a lead looks after.
#[derive(Default)]
pub(super) struct Overseeing {
    /// The project (or person) and the state of its answers that was read, and since when it is known.
    of: Option<((u64, u64), f64)>,
    /// The round whose agreement is read, by place.
    reading: Option<(usize, Box<AgreementReading>)>,
    measuring: Option<(usize, Job<RoundProgress>)>,
}

impl Logic {
    /// Reads on what the team screen shows to a lead.
    pub(super) fn oversee(&mut self, ctx: &egui::Context) {
        let Some(study) = &mut self.study else { return };
        if study.screen != Screen::Team || !study.sees_figures() {
            let view = &mut study.oversight;
            (view.progress.wanted, view.audit.wanted) = (false, false);
            (view.progress.failed, view.audit.failed) = (false, false);
            self.overseeing = Overseeing::default();
            return;
        }
        let done = self.look_at_progress(ctx).and_then(|()| self.read_trail(ctx));
        if let Err(error) = done {
            if let Some(study) = &mut self.study {
                // What cannot be read now is not read again with every frame.
                let Oversight { progress, audit, .. } = study.oversight.as_mut();
                (progress.failed, audit.failed) = (progress.failed | progress.wanted, audit.failed | audit.wanted);
                (progress.wanted, audit.wanted) = (false, false);
            }
            self.refuse(&error);
        }
    }

    fn look_at_progress(&mut self, ctx: &egui::Context) -> Result<(), ProjectError> {
        let Some(study) = &mut self.study else { return Ok(()) };
        if !study.oversight.progress.wanted {
            self.overseeing = Overseeing::default();
            return Ok(());
        }
        let now = (self.seating, study.changes);
        let since = match self.overseeing.of {
            Some((of, since)) if of == now => since,
            _ => {
                // Figures of older answers are not worth the wait.
                self.overseeing = Overseeing { of: Some((now, self.time)), ..Overseeing::default() };
                let fresh = study.project().progress_counts()?;
                study.oversight.progress.begin(fresh);
                self.time
            }
        };
        let wait = since + QUIET - self.time;
        if wait > 0.0 {
            ctx.request_repaint_after_secs(wait as f32);
            return Ok(());
        }
        if let Some((place, job)) = &self.overseeing.measuring {
            let Poll::Done(ended) = job.poll() else { return Ok(()) };
            let place = *place;
            self.overseeing.measuring = None;
            match ended {
                Ok(round) => study.oversight.progress.take(place, round),
                Err(error) => {
                    (study.oversight.progress.wanted, study.oversight.progress.failed) = (false, true);
                    if !matches!(error, JobError::Cancelled { .. }) {
                        let said = self.strings().job_refusal(&error);
                        self.tell(Mood::Bad, said);
                    }
                    return Ok(());
                }
            }
        }
        let Some((place, round)) = study.oversight.progress.unmeasured() else { return Ok(()) };
        let mut reading = match self.overseeing.reading.take() {
            Some((of, reading)) if of == place => reading,
            _ => Box::new(study.project().begin_agreement(&round.choice())?),
        };
        study.project().read_agreement(&mut reading, READ_AT_ONCE)?;
        ctx.request_repaint();
        if !reading.is_complete() {
            self.overseeing.reading = Some((place, reading));
            return Ok(());
        }
        let mut round = round.clone();
        let job = Job::spawn("progress", clock_of_jobs(), Some(waker(ctx)), move |monitor| {
            round.measure(&reading.data(), monitor)?;
            Ok(round)
        });
        self.overseeing.measuring = Some((place, job));
        Ok(())
    }

    fn read_trail(&mut self, ctx: &egui::Context) -> Result<(), ProjectError> {
        let Some(study) = &mut self.study else { return Ok(()) };
        if !study.oversight.audit.wanted {
            return Ok(());
        }
        let before = study.oversight.audit.reading.take();
        let mut reading = match before {
            Some(reading) => reading,
            None => study.project().begin_audit(AuditFilter::default(), KEPT)?,
        };
        let read = study.project().read_audit(&mut reading, STEPS_AT_ONCE);
        if !reading.is_complete() {
            ctx.request_repaint();
        }
        study.oversight.audit.book = Some(Arc::clone(&study.book));
        study.oversight.audit.reading = Some(reading);
        read
    }

    /// Carries out a wish of who leads.
    pub(super) fn team_wish(&mut self, ctx: &egui::Context, wish: TeamWish) {
        let language = self.language();
        let Some(study) = &mut self.study else { return };
        let view = &mut study.oversight;
        match wish {
            TeamWish::Plan(handout) => {
                let planned = study.project().plan_handout(&handout);
                let planned = planned.map_err(|error| Strings::of(language).project_error(&error));
                study.oversight.rounds.plan = Some((handout, planned));
            }
            TeamWish::NoPlan => view.rounds.plan = None,
            TeamWish::Progress => (view.progress.wanted, view.audit.wanted) = (true, false),
            TeamWish::Audit => (view.progress.wanted, view.audit.wanted) = (false, true),
            TeamWish::Only(filter) => match study.project().begin_audit(filter, KEPT) {
                Ok(reading) => study.oversight.audit.reading = Some(reading),
                Err(error) => self.refuse(&error),
            },
            TeamWish::Save(form) => self.save_trail(form),
        }
        ctx.request_repaint();
    }

    fn save_trail(&mut self, form: AuditForm) {
        let Some(study) = &self.study else { return };
        let filter = study.oversight.audit.reading.as_ref().map(|r| r.filter().clone()).unwrap_or_default();
        let entries = match study.project().audit(&filter) {
            Ok(entries) => entries,
            Err(error) => return self.refuse(&error),
        };
        let (bytes, ending) = match form {
            AuditForm::Csv => (audit_table(&entries), "csv"),
            AuditForm::Json => (serde_json::to_vec_pretty(&entries).unwrap_or_default(), "json"),
        };
        let strings = self.strings();
        match written_beside(study, "audit", ending, &bytes) {
            Ok(path) => self.tell(Mood::Good, strings.audit_saved(&path, entries.len())),
            Err((path, error)) => self.tell(Mood::Bad, strings.not_written(&path, &error)),
        }
    }
}

/// Writes a file beside the project under a name that no file has.
fn written_beside(study: &Study, what: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, (PathBuf, std::io::Error)> {
    let stem = study.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut number = 1;
    loop {
        let counted = if number == 1 { String::new() } else { format!("-{number}") };
        let path = study.path().with_file_name(format!("{stem}-{what}{counted}.{ending}"));
        let made = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let done = made.and_then(|mut file| std::io::Write::write_all(&mut file, bytes).and_then(|()| file.sync_all()));
        match done {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err((path, error)),
        }
    }
}
