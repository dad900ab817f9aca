//! The figures of the agreement screen are computed beside the window: the table at once, then the intervals, line by line.

use super::tasks::waker;
use super::{Logic, Screen, clock_of_jobs};
use crate::app::agreement::{AgreementWish, Line, Opened, REPLICATES, SEED};
use crate::app::theme::Mood;
use crate::jobs::{Job, JobError, Poll, Progress};
use crate::project::{AgreementData, AgreementReading};
use crate::report::{Assurance, Influence, MarksLine, NoAssurance, Pairs, Week};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Seconds without a change before figures are computed anew: an import changes something with every page.
const QUIET: f64 = 0.3;

/// Codings that are read from the project in one frame: few enough that nobody feels it, for the project can only be read
/// where it is written.
const READ_AT_ONCE: usize = 24;

/// What comes out of the work, piece by piece.
enum Part {
    Lines(Arc<AgreementData>, Vec<Line>),
    Interval(usize, Result<Assurance, NoAssurance>),
    Marks(Vec<MarksLine>),
}

/// What one line has beside its figures.
type OfLine = (Pairs, Vec<Week>, Influence);

/// Work on the figures.
#[derive(Default)]
pub(super) struct Figures {
    /// What is compared, as far as it is read.
    reading: Option<Box<AgreementReading>>,
    table: Option<(Job<()>, Receiver<Part>)>,
    pairs: Option<(usize, Job<OfLine>)>,
    /// The project (or person) and the state of its answers that is worked on, and since when it is known.
    of: Option<((u64, u64), f64)>,
}

impl Figures {
    fn progress(&self) -> Option<Progress> {
        let reads = self.reading.as_ref().map(|_| Progress::default());
        self.table.as_ref().map(|(job, _)| job.progress()).or(reads)
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
        if let Some((job, parts)) = &self.figures.table {
            let ended = job.poll();
            for part in parts.try_iter() {
                match part {
                    Part::Lines(data, lines) => {
                        view.data = data;
                        view.lines = Some(lines);
                        view.pairs = None;
                        view.influence = Influence::default();
                        view.marks = None;
                        view.opened = None;
                        view.stale = false;
                    }
                    Part::Interval(at, assurance) => {
                        if let Some(line) = view.lines.as_mut().and_then(|lines| lines.get_mut(at)) {
                            line.assurance = Some(assurance);
                        }
                    }
                    Part::Marks(marks) => view.marks = Some(marks),
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
                Ok((pairs, weeks, influence)) => {
                    view.pairs = Some((*line, pairs));
                    view.weeks = weeks;
                    view.influence = influence;
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
        let has_all = |lines: &Vec<Line>| lines.iter().all(|line| line.assurance.is_some()) && view.marks.is_some();
        let complete = view.lines.as_ref().is_some_and(has_all);
        if (complete && !view.stale) || view.stopped || self.figures.table.is_some() {
            return;
        }
        let wait = since + QUIET - self.time;
        if view.lines.is_some() && wait > 0.0 {
            ctx.request_repaint_after_secs(wait as f32);
            return;
        }
        let begun = match self.figures.reading.take() {
            Some(reading) => Ok(reading),
            None => study.project().begin_agreement(&study.agreement.choice).map(Box::new),
        };
        let read = begun.and_then(|mut reading| {
            study.project().read_agreement(&mut reading, READ_AT_ONCE)?;
            Ok(reading)
        });
        match read {
            Ok(reading) if reading.is_complete() => {
                let (sender, parts) = channel();
                let job = Job::spawn("agreement", clock_of_jobs(), Some(waker(ctx)), move |monitor| {
                    compute(*reading, &sender, monitor)
                });
                self.figures.table = Some((job, parts));
            }
            Ok(reading) => {
                self.figures.reading = Some(reading);
                ctx.request_repaint();
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
                if let Some((job, _)) = &self.figures.table {
                    job.cancel();
                } else if self.figures.reading.take().is_some() {
                    study.agreement.stopped = true;
                }
            }
            AgreementWish::Choose(choice) => {
                if let Err(error) = study.compare(choice) {
                    self.refuse(&error);
                }
            }
            AgreementWish::Compute => study.agreement.stopped = false,
            AgreementWish::Findings(origin) => self.find_findings(origin),
            AgreementWish::StopReport => self.stop_report(),
            AgreementWish::WriteReport { to, findings, without_marks } => {
                self.write_report(to, findings, without_marks);
            }
            AgreementWish::Open { variable, unit, pair } => self.open_behind(variable, unit, pair),
            AgreementWish::Pairs(line) => {
                if self.figures.pairs.as_ref().is_some_and(|(of, _)| *of == line) {
                    return;
                }
                let data = Arc::clone(&study.agreement.data);
                let variable = study.agreement.lines.as_ref().and_then(|lines| lines.get(line)).map(|l| l.variable);
                let Some(variable) = variable else { return };
                let job = Job::spawn("agreement of pairs", clock_of_jobs(), Some(waker(ctx)), move |monitor| {
                    let Some(of) = data.variables.get(variable) else { return Ok(OfLine::default()) };
                    let weeks = Week::all(of, &data.weeks(variable), monitor)?;
                    let influence = Influence::of(of, monitor)?;
                    Ok((Pairs::of(of, monitor)?, weeks, influence))
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
    reading: AgreementReading,
    parts: &Sender<Part>,
    monitor: &crate::jobs::Monitor,
) -> Result<(), crate::jobs::Cancelled> {
    let data = Arc::new(reading.data());
    let lines = Line::all(&data, monitor)?;
    let variables: Vec<usize> = lines.iter().map(|line| line.variable).collect();
    // Nobody listens any more when another state of the answers is worked on; the next check then ends this.
    parts.send(Part::Lines(Arc::clone(&data), lines)).ok();
    monitor.set_total((variables.len() + data.marks.len()) as u64);
    for (at, variable) in variables.into_iter().enumerate() {
        monitor.check()?;
        let Some(of) = data.variables.get(variable) else { continue };
        let assurance = Assurance::of(of, REPLICATES, SEED, &monitor.apart())?;
        parts.send(Part::Interval(at, assurance)).ok();
        monitor.advance(1);
    }
    let mut marks = Vec::new();
    for of in &data.marks {
        marks.extend(MarksLine::of(of, SEED, monitor)?);
        monitor.advance(1);
    }
    parts.send(Part::Marks(marks)).ok();
    Ok(())
}
