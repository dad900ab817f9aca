//! Carries out what screens ask for: applies commands, keeps views fresh, runs background work.
//!
//! Nothing here draws. The window asks [`Logic::prepare`] before a frame and gives back the wishes after it.

mod adjudication;
mod agreement;
mod apart;
mod beside;
mod carry_out;
mod codebook;
mod columns;
mod damage;
mod dialog;
mod exporting;
mod mail;
mod memory;
mod moved;
mod notice;
mod open;
mod oversight;
mod packages;
mod reading;
mod reporting;
mod reuse;
mod steps;
mod study;
mod tasks;
mod training;

pub(in crate::app) use apart::Apart;
pub(crate) use columns::ColumnsLook;
pub(crate) use damage::Damage;
pub(crate) use dialog::{ENDING, Purpose};
pub(crate) use mail::MailLook;
pub(crate) use memory::WindowMemory;
pub(crate) use moved::Moved;
pub(crate) use notice::Notice;
pub(crate) use open::typed_path;
pub(crate) use packages::{AsksWords, MergeLook, Secret};
pub(crate) use study::{Screen, Study};

use super::context::{Done, Intent};
use super::settings::Settings;
use super::strings::Strings;
use super::theme::Mood;
use super::window::Options;
use crate::model::{ArticleId, CoderId, DocumentId, Timestamp, UiLanguage};
use crate::project::{Feedback, ProjectError, Template};
use agreement::Figures;
use reuse::Finding;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tasks::Tasks;

/// Seconds between two rolling backups.
const BACKUP_EVERY: f64 = 600.0;

/// Seconds that a message is shown at least.
const LEAST_SEEN: f64 = 1.0;

/// The clock of background work: time since it began.
fn clock_of_jobs() -> crate::jobs::Clock {
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}

/// Something that ends what is on the screen: it waits one frame, in which the screen gives away what is half written.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Departure {
    /// To a screen.
    Screen(Screen),
    /// To an article.
    Article(ArticleId),
    /// To a document on the import screen.
    Document(DocumentId),
    /// Another coder.
    Coder(CoderId),
    /// To the start.
    Close,
    /// To another project.
    Open(PathBuf),
    /// To a new project.
    Create {
        /// Its name.
        title: String,
        /// Its file.
        path: PathBuf,
        /// The codebook that it begins with.
        template: Template,
    },
    /// To the demo.
    Demo,
    /// To the start, although the project's file is gone and no copy was saved.
    Abandon,
    /// To what can still be read of a damaged project.
    Rescue(PathBuf),
    /// To a copy of a backup, in place of a damaged project.
    Backup {
        /// The backup.
        backup: PathBuf,
        /// The damaged project.
        of: PathBuf,
    },
}

/// Everything of the window that is not drawing.
pub(super) struct Logic {
    options: Options,
    memory: WindowMemory,
    /// The open project.
    pub(super) study: Option<Study>,
    /// Settings while no project is open.
    settings: Settings,
    tasks: Tasks,
    beside: beside::Beside,
    figures: Figures,
    mail: mail::Mail,
    finding: Finding,
    reporting: reporting::Reporting,
    overseeing: oversight::Overseeing,
    /// The message that stands now.
    pub(super) notice: Option<Notice>,
    /// What became of the commands of the last frame.
    pub(super) done: Vec<Done>,
    departures: Vec<Departure>,
    /// Counts projects and coders, so that screens know when to forget.
    pub(super) seating: u64,
    /// What a dialog of the desktop gave.
    pub(super) chosen: Option<(Purpose, Vec<PathBuf>)>,
    /// A damaged project that somebody wanted to open.
    pub(super) damage: Option<Damage>,
    /// What has become of the project's file, where somebody has to say how work goes on.
    pub(super) moved: Option<Moved>,
    /// What merging would do, where somebody has to say whether it is to be done.
    pub(super) merge_look: Option<MergeLook>,
    /// Tables that wait for a word on their columns.
    pub(super) columns_look: Option<ColumnsLook>,
    /// What a coder hears after an article of a training round.
    pub(super) feedback: Option<Feedback>,
    /// What a passphrase is needed for.
    pub(super) asks_words: Option<AsksWords>,
    /// The words of the packages that were looked at, until they are merged.
    words: Option<crate::project::Passphrase>,
    /// Whether somebody has to say who is coding.
    pub(super) asks_who: bool,
    backup_at: f64,
    time: f64,
    focused: bool,
    /// The frame in which somebody was held back when they wanted to go.
    held_back: Option<u64>,
    /// The message as it was first seen, and when.
    seen: Option<(Notice, f64)>,
}

impl Logic {
    /// A window without a project, or with the one that was named or open last.
    pub(super) fn new(options: Options) -> Self {
        let mut memory = WindowMemory::read(options.memory.clone());
        memory.settings.entry(super::settings::LANGUAGE.into()).or_insert_with(|| {
            match options.language {
                UiLanguage::En => "en",
                UiLanguage::Ar => "ar",
            }
            .into()
        });
        let settings = memory.settings(&BTreeMap::new());
        let first = options.project.clone();
        let last = memory.open.clone().filter(|path| path.exists());
        let mut logic = Self {
            options,
            memory,
            study: None,
            settings,
            tasks: Tasks::default(),
            beside: beside::Beside::default(),
            figures: Figures::default(),
            mail: mail::Mail::default(),
            finding: Finding::default(),
            reporting: reporting::Reporting::default(),
            overseeing: oversight::Overseeing::default(),
            notice: None,
            done: Vec::new(),
            departures: Vec::new(),
            seating: 0,
            chosen: None,
            damage: None,
            moved: None,
            merge_look: None,
            columns_look: None,
            feedback: None,
            asks_words: None,
            words: None,
            asks_who: false,
            backup_at: 0.0,
            time: 0.0,
            focused: false,
            held_back: None,
            seen: None,
        };
        if let Some(path) = first.or(last) {
            logic.open(&path);
        }
        logic
    }

    /// Settings that hold now.
    pub(super) fn settings(&self) -> &Settings {
        self.study.as_ref().map_or(&self.settings, |study| &study.settings)
    }

    /// The language that holds now.
    pub(super) fn language(&self) -> UiLanguage {
        self.settings().language().unwrap_or(self.options.language)
    }

    /// The words that hold now.
    pub(super) fn strings(&self) -> &'static Strings {
        Strings::of(self.language())
    }

    /// Now.
    pub(super) fn now(&self) -> Timestamp {
        self.options.clock.now()
    }

    /// What the window remembers.
    pub(super) fn memory(&self) -> &WindowMemory {
        &self.memory
    }

    /// Where a new project of a name would stand.
    pub(super) fn place_for(&self, title: &str) -> PathBuf {
        self.options.documents.join(open::file_name(title))
    }

    /// Whether the screen gives away what is half written now, because something ends it.
    pub(super) fn is_leaving(&self) -> bool {
        !self.departures.is_empty()
    }

    /// What runs in the background.
    pub(super) fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    /// Shows a message.
    pub(super) fn tell(&mut self, mood: Mood, text: impl Into<String>) {
        self.notice = Some(Notice::new(mood, text));
    }

    /// Shows why something was refused.
    pub(super) fn refuse(&mut self, error: &ProjectError) {
        if error.is_moved() && self.study.is_some() {
            return self.ask_about_file(error);
        }
        self.tell(Mood::Bad, self.strings().project_error(error));
    }

    /// Brings the queue into sight.
    pub(super) fn show_queue(&mut self) {
        self.set(super::settings::QUEUE, "on");
        if self.study.as_ref().is_some_and(|s| s.screen != Screen::Coding) {
            self.depart(Departure::Screen(Screen::Coding));
        }
    }

    /// Looks for words in the texts of the queue.
    pub(super) fn look_for(&mut self, words: &str) {
        if let Some(Err(error)) = self.study.as_mut().map(|study| study.look_for(words)) {
            self.refuse(&error);
        }
    }

    /// Adds a person, who is the one at the window from now on.
    pub(super) fn join(&mut self, name: String, lead: bool) {
        let Some(study) = &mut self.study else { return };
        match study.apply(crate::project::Command::AddCoder { name, lead }) {
            Ok(outcome) => {
                self.notice = None;
                if let Some(coder) = outcome.coder {
                    self.depart(Departure::Coder(coder));
                }
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Looks after background work and makes the views fresh. Before drawing.
    pub(super) fn prepare(&mut self, ctx: &egui::Context) {
        self.time = ctx.input(|i| i.time);
        self.age_notice(ctx);
        let was_focused = std::mem::replace(&mut self.focused, ctx.input(|i| i.focused));
        let away = self.study.as_ref().is_some_and(|s| s.away);
        if away || self.focused && !was_focused {
            // Whoever comes back to the window may have been tidying up folders.
            self.look_after_file();
        }
        if away {
            ctx.request_repaint_after_secs(LEAST_SEEN as f32);
        }
        self.poll(ctx);
        self.look_after_mail(ctx);
        self.poll_beside(ctx);
        if let Some(study) = &mut self.study {
            let refreshed = study.refresh();
            let unread = study.unread.take();
            if let Some(error) = refreshed.err().or(unread) {
                self.refuse(&error);
            }
            let wait = self.backup_at + BACKUP_EVERY - self.time;
            if wait <= 0.0 {
                self.backup_in_passing();
            } else {
                ctx.request_repaint_after_secs(wait as f32);
            }
        }
        self.compute_agreement(ctx);
        self.find_reuse(ctx);
        self.look_after_report(ctx);
        self.read_cases();
        self.oversee(ctx);
    }

    /// What only said how things are goes with the next key or click; what was refused stays until it is dismissed or
    /// something else is done.
    fn age_notice(&mut self, ctx: &egui::Context) {
        let Some(notice) = &self.notice else {
            self.seen = None;
            return;
        };
        match &self.seen {
            Some((seen, at)) if seen == notice => {
                let acts = ctx.input(|i| {
                    i.pointer.any_pressed()
                        || i.events.iter().any(|e| matches!(e, egui::Event::Key { pressed: true, repeat: false, .. }))
                });
                let passing = matches!(notice.mood, Mood::Plain | Mood::Good);
                if passing && acts && self.time - at > LEAST_SEEN {
                    self.notice = None;
                }
            }
            _ => self.seen = Some((notice.clone(), self.time)),
        }
    }

    /// An older message is no answer to what was done now; one that was never seen stays for its moment.
    fn settle_notice(&mut self) {
        let is_new = match (&self.seen, &self.notice) {
            (Some((seen, at)), Some(notice)) if seen == notice => self.time - at < LEAST_SEEN,
            _ => true,
        };
        self.notice.take_if(|notice| !is_new || !matches!(notice.mood, Mood::Plain | Mood::Good));
    }

    /// Ends what is on the screen, after its last frame. Does so at once where nothing is open.
    pub(super) fn depart(&mut self, departure: Departure) {
        if self.tasks.apart().is_some() {
            // It comes back when the work has ended, and would then be in the way of what is asked for now.
            return self.mention(self.strings().team.busy);
        }
        if self.study.is_some() {
            if !self.waits_for_file(&departure) {
                self.departures.push(departure);
            }
        } else {
            self.arrive(departure);
        }
    }

    /// Whether the message that stands now is a refusal.
    pub(super) fn is_refusing(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| matches!(notice.mood, Mood::Bad | Mood::Warn))
    }

    /// Stays where something was refused that the screen gave away in its last frame, so that it is not lost; whoever wants
    /// to go all the same asks again.
    pub(super) fn stays(&mut self, ctx: &egui::Context) -> bool {
        // A frame may be drawn in several passes, and only the first has something to give away.
        let frame = ctx.cumulative_frame_nr();
        let refused = self.is_refusing() || self.done.iter().any(|done| done.outcome.is_none());
        let gives_up = self.departures.contains(&Departure::Abandon);
        let stays = match self.held_back {
            Some(held) if held == frame => true,
            held => refused && !gives_up && held.is_none(),
        };
        self.held_back = stays.then_some(frame);
        if stays {
            self.departures.clear();
        }
        stays
    }

    /// Carries out what waited for the screen's last frame.
    pub(super) fn arrive_all(&mut self) {
        for departure in std::mem::take(&mut self.departures) {
            self.arrive(departure);
        }
    }

    /// The window closes: nothing is half written any more.
    pub(super) fn shut(&mut self, size: Option<[f32; 2]>, maximized: Option<bool>) {
        self.memory.size = size.or(self.memory.size);
        self.memory.maximized = maximized.or(self.memory.maximized);
        self.backup_quietly();
        self.study = None;
        self.memory.write();
    }

    /// Wishes of a frame that concern the project, in their order. What concerns the window itself comes back.
    pub(super) fn carry_out_all(&mut self, ctx: &egui::Context, intents: Vec<Intent>) -> Vec<Intent> {
        intents.into_iter().filter_map(|intent| self.carry_out(ctx, intent)).collect()
    }
}
