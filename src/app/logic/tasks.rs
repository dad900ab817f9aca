//! What runs beside the window: reading files, writing the demo, dialogs of the desktop.

use super::apart::Apart;
use super::dialog::{Dialog, Purpose};
use super::notice::Notice;
use super::reading::{Next, Reading};
use super::study::Study;
use super::{Departure, Logic, Screen, clock_of_jobs};
use crate::app::strings::Strings;
use crate::app::theme::Mood;
use crate::import::{How, ImportBatch};
use crate::jobs::{Job, JobError, Monitor, Poll, Progress, Wake};
use crate::project::{OfFile, ProjectError, write_demo_watched};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long one frame may store pages; the coder must not feel it.
const SHARE_OF_FRAME: Duration = Duration::from_millis(8);
/// Documents that are stored in one step: each step waits for the disk.
const STEP: usize = 4;
/// Remarks about files that one message names.
const REMARKS: usize = 12;

/// How the reading of files ended.
enum End {
    /// All were read, or somebody asked to stop.
    Read(Result<(), JobError>),
    /// The project takes no more.
    Refused(ProjectError),
}

/// Background work.
#[derive(Default)]
pub(in crate::app) struct Tasks {
    reading: Option<Reading>,
    dialog: Option<Dialog>,
    demo: Option<Job<Result<PathBuf, ProjectError>>>,
    pub(super) apart: Option<Apart>,
}

impl Tasks {
    /// How far the reading of files is.
    pub(in crate::app) fn reading(&self) -> Option<Progress> {
        self.reading.as_ref().map(Reading::progress)
    }

    /// Whether the demo is being written.
    pub(in crate::app) fn writes_demo(&self) -> bool {
        self.demo.is_some()
    }

    /// Work that has the project for itself.
    pub(in crate::app) fn apart(&self) -> Option<&Apart> {
        self.apart.as_ref()
    }

    /// Asks what runs to stop.
    pub(super) fn cancel(&self) {
        if let Some(apart) = &self.apart {
            apart.cancel();
        }
        if let Some(reading) = &self.reading {
            reading.cancel();
        }
        if let Some(demo) = &self.demo {
            demo.cancel();
        }
    }

    /// Stops what belongs to the open project.
    pub(super) fn stop(&mut self) {
        self.reading = None;
    }

    /// Begins to write the demo; `name` is what the work is called.
    pub(super) fn write_demo(&mut self, name: &str, path: PathBuf) {
        if self.demo.is_none() {
            let job = Job::spawn(name, clock_of_jobs(), None, move |monitor| match demo_at(&path, monitor) {
                Err(ProjectError::Stopped(stopped)) => Err(stopped),
                written => Ok(written),
            });
            self.demo = Some(job);
        }
    }
}

fn demo_at(path: &Path, monitor: &Monitor) -> Result<PathBuf, ProjectError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| ProjectError::Demo(error.to_string()))?;
    drop(write_demo_watched(path, monitor)?);
    Ok(path.to_path_buf())
}

/// Stores documents in one step, or, if that is refused, one by one.
///
/// # Errors
/// The project takes no more.
fn store(
    study: &mut Study,
    reading: &mut Reading,
    batches: &[ImportBatch],
    strings: &'static Strings,
) -> Result<(), ProjectError> {
    let all: Vec<&ImportBatch> = batches.iter().collect();
    if all.is_empty() {
        return Ok(());
    }
    match study.take_in(&all) {
        Ok(imported) => imported.iter().for_each(|one| reading.count(one, strings)),
        Err(error) if error.stops_all() => return Err(error),
        Err(error) if all.len() == 1 => reading.remarks.push(strings.project_error(&error)),
        Err(_) => batches.iter().try_for_each(|one| store(study, reading, std::slice::from_ref(one), strings))?,
    }
    Ok(())
}

pub(super) fn waker(ctx: &egui::Context) -> Wake {
    let ctx = ctx.clone();
    Box::new(move || ctx.request_repaint())
}

impl Logic {
    /// Looks what has become of background work.
    pub(super) fn poll(&mut self, ctx: &egui::Context) {
        if self.tasks.demo.is_some() {
            // The job knows no window; a few looks a second are enough for something that takes seconds.
            ctx.request_repaint_after_secs(0.1);
        }
        if let Some(Poll::Done(ended)) = self.tasks.demo.as_ref().map(Job::poll) {
            self.tasks.demo = None;
            match ended {
                Ok(written) => self.demo_is_there(written),
                Err(error @ JobError::Cancelled { .. }) => self.mention(self.strings().job_refusal(&error)),
                Err(error) => self.tell(Mood::Bad, self.strings().job_refusal(&error)),
            }
        }
        if let Some(dialog) = &self.tasks.dialog
            && let Some(paths) = dialog.chosen()
        {
            let purpose = dialog.purpose;
            self.tasks.dialog = None;
            if !paths.is_empty() {
                self.chosen = Some((purpose, paths));
            }
        }
        self.store_what_was_read(ctx);
        self.poll_apart(ctx);
    }

    /// Opens a dialog of the desktop, where the desktop has any.
    pub(in crate::app) fn ask_dialog(&mut self, ctx: &egui::Context, purpose: Purpose, title: &str, name: &str) {
        if self.options.dialogs && self.tasks.dialog.is_none() {
            self.tasks.dialog = Some(Dialog::open(purpose, title, name, waker(ctx)));
        }
    }

    /// Begins to read files into the project.
    pub(super) fn read_files(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        if self.study.is_none() || paths.is_empty() {
            return;
        }
        if self.tasks.reading.is_some() {
            return self.tell(Mood::Warn, self.strings().frame.still_busy);
        }
        // A path that leads nowhere is said at once, where it can be put right; what else fails is said at the end.
        if let [path] = paths.as_slice()
            && let Err(reason) = fs::metadata(path)
        {
            return self.refuse(&ProjectError::Unreadable { path: path.clone(), reason });
        }
        self.look_at_tables(ctx, paths);
    }

    /// Begins to read files whose columns are known.
    pub(super) fn begin_reading(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>, how: How) {
        self.notice = None;
        self.tasks.reading = Some(Reading::begin(self.strings().frame.reading, paths, how, waker(ctx)));
    }

    fn store_what_was_read(&mut self, ctx: &egui::Context) {
        let strings = self.strings();
        let (Some(mut reading), Some(study)) = (self.tasks.reading.take(), self.study.as_mut()) else { return };
        let began = Instant::now();
        let mut waiting = Vec::new();
        let ended = loop {
            let next = if began.elapsed() > SHARE_OF_FRAME { None } else { Some(reading.next()) };
            match next {
                Some(Next::Piece(piece)) => match *piece {
                    OfFile::End => {}
                    OfFile::Failed(why) => reading.remarks.push(strings.project_error(&why)),
                    OfFile::Read(batch) => waiting.push(batch),
                },
                Some(Next::Later | Next::End(_)) | None => {
                    if let Err(error) = store(study, &mut reading, &waiting, strings) {
                        break Some(End::Refused(error));
                    }
                    match next {
                        Some(Next::End(result)) => break Some(End::Read(result)),
                        Some(_) => {}
                        None => ctx.request_repaint(),
                    }
                    break None;
                }
            }
            if waiting.len() >= STEP {
                if let Err(error) = store(study, &mut reading, &waiting, strings) {
                    break Some(End::Refused(error));
                }
                waiting.clear();
            }
        };
        match ended {
            None => self.tasks.reading = Some(reading),
            Some(end) => self.has_read(reading, &end),
        }
    }

    fn has_read(&mut self, mut reading: Reading, end: &End) {
        let strings = self.strings();
        let total = reading.progress().total.and_then(|n| usize::try_from(n).ok()).unwrap_or(reading.handled);
        let left = total.saturating_sub(reading.handled + usize::from(reading.is_inside));
        let mut lines = vec![strings.added(reading.documents, reading.known, reading.questions)];
        lines.extend(strings.annotated(reading.annotations));
        match end {
            End::Read(Err(JobError::Cancelled { .. })) => lines.push(strings.stopped(left)),
            End::Read(Err(error)) => lines.push(strings.job_refusal(error)),
            End::Read(Ok(())) => {}
            End::Refused(error) => {
                // The file that was refused is one of those that were not added.
                lines.push(strings.not_added(left + 1));
                reading.remarks.insert(0, strings.project_error(error));
            }
        }
        lines.extend(reading.remarks.iter().take(REMARKS).cloned());
        let more = reading.remarks.len().saturating_sub(REMARKS);
        lines.extend((more > 0).then(|| strings.and_more(more)));
        let mood = if reading.remarks.is_empty() { Mood::Good } else { Mood::Warn };
        self.notice = Some(Notice { mood, lines });
        let busy_coding = self.study.as_ref().is_some_and(|s| s.screen == Screen::Coding && s.coding.is_some());
        if matches!(end, End::Refused(error) if error.is_moved()) {
            self.look_after_file();
        } else if let Some(first) = reading.first.filter(|_| !busy_coding) {
            self.depart(Departure::Document(first));
        }
    }
}
