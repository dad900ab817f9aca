//! The figures of the agreement screen are computed beside the window: the table at once, then the intervals, line by line.

use super::tasks::waker;
use super::{Logic, Screen, clock_of_jobs};
use crate::app::agreement::{AgreementWish, Line, Opened, REPLICATES, SEED};
use crate::app::theme::Mood;
use crate::jobs::{Job, JobError, Poll, Progress};
use crate::project::AgreementData;
use crate::report::{Assurance, NoAssurance, Pairs, Week};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Seconds without a change before figures are computed anew: an import changes something with every page.
const QUIET: f64 = 0.3;

/// What comes out of the work, piece by piece.
enum Part {
    Lines(Vec<Line>),
    Interval(usize, Result<Assurance, NoAssurance>),
}

/// What one line has beside its figures.
type OfLine = (Pairs, Vec<Week>);

/// Work on the figures.
#[derive(Default)]
pub(super) struct Figures {
    table: Option<(Job<()>, Receiver<Part>, Arc<AgreementData>)>,
    pairs: Option<(usize, Job<OfLine>)>,
    /// The project (or person) and the state of its answers that is worked on, and since when it is known.
    of: Option<((u64, u64), f64)>,
}

impl Figures {
    fn progress(&self) -> Option<Progress> {
        self.table.as_ref().map(|(job, _, _)| job.progress())
    }
}

impl Logic {
    /// Computes the agreement while its screen is shown to somebody who may see it, and takes in what is ready.
    pub(super) fn compute_agreement(&mut self, ctx: &egui::Context) {
        let wanted = self.study.as_ref().is_some_and(|study| study.screen == Screen::Agreement && study.sees_figures());
        if !wanted {
            self.figures = Figures::default();
            if let Some(study) = &mut self.study {
                study.agreement.progress = None;
            }
            return;
        }
        self.take_figures();
        self.begin_figures(ctx);
        let progress = self.figures.progress();
        if let Some(study) = &mut self.study {
            study.agreement.progress = progress;
        }
    }

    fn take_figures(&mut self) {
        let Some(study) = &mut self.study else { return };
        let view = &mut study.agreement;
        let mut failed = None;
        if let Some((job, parts, data)) = &self.figures.table {
            let ended = job.poll();
            for part in parts.try_iter() {
                match part {
                    Part::Lines(lines) => {
                        view.data = Arc::clone(data);
                        view.lines = Some(lines);
                        view.pairs = None;
                        view.opened = None;
                        view.stale = false;
                    }
                    Part::Interval(at, assurance) => {
                        if let Some(line) = view.lines.as_mut().and_then(|lines| lines.get_mut(at)) {
                            line.assurance = Some(assurance);
                        }
                    }
                }
            }
            if let Poll::Done(result) = ended {
                view.stopped = result.is_err();
                failed = result.err();
                self.figures.table = None;
            }
        }
        if let Some((line, job)) = &self.figures.pairs
            && let Poll::Done(result) = job.poll()
        {
            match result {
                Ok((pairs, weeks)) => {
                    view.pairs = Some((*line, pairs));
                    view.weeks = weeks;
                }
                Err(error) => failed = Some(error),
            }
            self.figures.pairs = None;
        }
        // What was stopped was stopped by the person, who sees that it was.
        if let Some(error) = failed.filter(|error| !matches!(error, JobError::Cancelled { .. })) {
            self.tell(Mood::Bad, self.strings().job_refusal(&error));
        }
    }

    fn begin_figures(&mut self, ctx: &egui::Context) {
        let Some(study) = &mut self.study else { return };
        let now = (self.seating, study.changes);
        let since = match self.figures.of {
            Some((of, since)) if of == now => since,
            _ => {
                // Figures of older answers are not worth the wait.
                self.figures = Figures { of: Some((now, self.time)), ..Figures::default() };
                self.time
            }
        };
        let view = &study.agreement;
        let complete = view.lines.as_ref().is_some_and(|lines| lines.iter().all(|line| line.assurance.is_some()));
        if (complete && !view.stale) || view.stopped || self.figures.table.is_some() {
            return;
        }
        let wait = since + QUIET - self.time;
        if view.lines.is_some() && wait > 0.0 {
            ctx.request_repaint_after_secs(wait as f32);
            return;
        }
        match study.project().agreement_data_of(&study.agreement.choice) {
            Ok(data) => {
                let data = Arc::new(data);
                let (sender, parts) = channel();
                let of = Arc::clone(&data);
                let job = Job::spawn("agreement", clock_of_jobs(), Some(waker(ctx)), move |monitor| {
                    compute(&of, &sender, monitor)
                });
                self.figures.table = Some((job, parts, data));
            }
            Err(error) => {
                study.agreement.stopped = true;
                self.refuse(&error);
            }
        }
    }

    /// Carries out a wish of the agreement screen.
    pub(super) fn agreement_wish(&mut self, ctx: &egui::Context, wish: AgreementWish) {
        let Some(study) = &mut self.study else { return };
        match wish {
            AgreementWish::Stop => {
                if let Some((job, _, _)) = &self.figures.table {
                    job.cancel();
                }
            }
            AgreementWish::Choose(choice) => study.compare(choice),
            AgreementWish::Compute => study.agreement.stopped = false,
            AgreementWish::Open { variable, unit, pair } => self.open_behind(variable, unit, pair),
            AgreementWish::Pairs(line) => {
                if self.figures.pairs.as_ref().is_some_and(|(of, _)| *of == line) {
                    return;
                }
                let data = Arc::clone(&study.agreement.data);
                let variable = study.agreement.lines.as_ref().and_then(|lines| lines.get(line)).map(|l| l.variable);
                let Some(variable) = variable else { return };
                let job = Job::spawn("agreement of pairs", clock_of_jobs(), Some(waker(ctx)), move |monitor| {
                    let Some(of) = data.variables.get(variable) else { return Ok((Pairs::default(), Vec::new())) };
                    let weeks = Week::all(of, &data.weeks(variable), monitor)?;
                    Ok((Pairs::of(of, monitor)?, weeks))
                });
                self.figures.pairs = Some((line, job));
            }
        }
        ctx.request_repaint();
    }

    /// Reads what two coders made of a unit.
    fn open_behind(&mut self, variable: usize, unit: usize, pair: (usize, usize)) {
        let Some(study) = &mut self.study else { return };
        let data = &study.agreement.data;
        let of = |coder| data.coding(variable, unit, coder);
        let Some((first, second)) = of(pair.0).zip(of(pair.1)) else { return };
        let read = |(coder, coding)| study.project().coding_view(coder, coding);
        match read(first).and_then(|first| Ok([first, read(second)?])) {
            Ok(views) => study.agreement.opened = Some(Opened { variable, unit, pair, views }),
            Err(error) => self.refuse(&error),
        }
    }
}

fn compute(
    data: &AgreementData,
    parts: &Sender<Part>,
    monitor: &crate::jobs::Monitor,
) -> Result<(), crate::jobs::Cancelled> {
    let lines = Line::all(data, monitor)?;
    let variables: Vec<usize> = lines.iter().map(|line| line.variable).collect();
    // Nobody listens any more when another state of the answers is worked on; the next check then ends this.
    parts.send(Part::Lines(lines)).ok();
    monitor.set_total(variables.len() as u64);
    for (at, variable) in variables.into_iter().enumerate() {
        monitor.check()?;
        let Some(of) = data.variables.get(variable) else { continue };
        let assurance = Assurance::of(of, REPLICATES, SEED, &monitor.apart())?;
        parts.send(Part::Interval(at, assurance)).ok();
        monitor.advance(1);
    }
    Ok(())
}
