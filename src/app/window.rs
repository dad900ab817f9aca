//! One frame after the other: keys, drawing, and then what was wished for.

use super::codebook::CodebookWish;
use super::command::{AppCommand, Scope};
use super::context::{Asks, Intent, Look, PackageWish};
use super::logic::{Departure, ENDING, Logic, Notice, Purpose, Screen, WindowMemory};
use super::pace::Pace;
use super::settings::{MOTION, ThemeChoice};
use super::shell::{Screens, Sheet, Shell, Wish};
use super::theme::{Mood, Theme, Tone};
use crate::model::UiLanguage;
use crate::project::{Clock, LOCKED_EXTENSION, PACKAGE_EXTENSION};
use directories::{BaseDirs, ProjectDirs, UserDirs};
use egui::{Context, Ui, ViewportCommand, ViewportInfo};
use std::path::{Path, PathBuf};

/// Where the window finds its things. Tests bring their own places.
#[derive(Clone, Debug)]
pub struct Options {
    /// The project to open at once.
    pub project: Option<PathBuf>,
    /// The file in which the window remembers itself; `None`: it remembers nothing.
    pub memory: Option<PathBuf>,
    /// The folder that is offered for new projects.
    pub documents: PathBuf,
    /// Where the demo stands.
    pub demo: PathBuf,
    /// Whether dialogs of the desktop are asked for.
    pub dialogs: bool,
    /// The language of somebody who has not chosen one.
    pub language: UiLanguage,
    /// The clock.
    pub clock: Clock,
}

impl Options {
    /// The usual places of a desktop.
    pub fn of_desktop(project: Option<PathBuf>) -> Self {
        let dirs = ProjectDirs::from("", "", "mizan");
        let home = BaseDirs::new().map(|d| d.home_dir().to_path_buf()).unwrap_or_default();
        let documents = UserDirs::new().and_then(|d| d.document_dir().map(PathBuf::from)).unwrap_or(home);
        let data = dirs.as_ref().map_or_else(|| documents.clone(), |d| d.data_dir().to_path_buf());
        let speaks_arabic = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
            .is_some_and(|value| value.starts_with("ar"));
        Self {
            // As it is shown to people, who may not know from which folder the program was started.
            project: project.map(|path| std::path::absolute(&path).unwrap_or(path)),
            memory: dirs.map(|d| d.config_dir().join("window.json")),
            documents,
            demo: data.join(format!("demo.{ENDING}")),
            dialogs: true,
            language: if speaks_arabic { UiLanguage::Ar } else { UiLanguage::En },
            clock: Clock::system(),
        }
    }

    /// The size that the window had last, and whether it filled the screen. It does where nobody has said otherwise: a
    /// first size that is too large for the screen hides the line of keys at its foot.
    pub(super) fn size_kept(&self) -> (Option<[f32; 2]>, bool) {
        let memory = WindowMemory::read(self.memory.clone());
        let size = memory.size.filter(|size| size.iter().all(|s| s.is_finite()));
        (size, memory.maximized.unwrap_or(size.is_none()))
    }
}

/// The window.
pub struct App {
    logic: Logic,
    shell: Shell,
    screens: Screens,
    seating: u64,
    /// Commands that a screen is to carry out in the next frame.
    given: Vec<AppCommand>,
    /// Whether a text field had the focus at the end of the last frame.
    typing: bool,
    dressed: Option<(Tone, bool)>,
    title: String,
    size: Option<[f32; 2]>,
    maximized: Option<bool>,
    first_size: FirstSize,
    pace: Pace,
}

/// What becomes of the window's first size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FirstSize {
    /// The window is not shown yet.
    Hidden {
        /// Whether it is to fill the screen.
        fill: bool,
    },
    /// It is as it was wanted; from now on it is the person's.
    Settled,
}

impl App {
    /// A window in an egui context.
    pub fn new(ctx: &Context, options: Options) -> Self {
        // Sizes are kept per coder, by this program's own commands.
        ctx.options_mut(|o| o.zoom_with_keyboard = false);
        let (_, fill) = options.size_kept();
        Self {
            logic: Logic::new(options),
            shell: Shell::default(),
            screens: Screens::default(),
            seating: 0,
            given: Vec::new(),
            typing: false,
            dressed: None,
            title: String::new(),
            size: None,
            maximized: None,
            first_size: FirstSize::Hidden { fill },
            pace: Pace::default(),
        }
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let mut closing = ctx.input(|i| i.viewport().close_requested());
        if closing && self.logic.keeps_open() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            closing = false;
        }
        let stood = self.logic.notice.clone();
        self.logic.prepare(&ctx);
        let came = self.logic.notice != stood;
        self.follow(&ctx);
        let theme = self.dress(&ctx);
        self.take_dropped(&ctx);

        let leaving = closing || self.logic.is_leaving();
        let (own, of_window) = self.pressed(&ctx, leaving);
        let mut wishes = Vec::new();
        let mut asks = Asks::default();
        {
            let settings = self.logic.settings();
            let language = self.logic.language();
            let look = Look {
                theme: &theme,
                strings: self.logic.strings(),
                language,
                rtl_ui: language == UiLanguage::Ar,
                zoom: settings.zoom(),
                motion: settings.is_on(MOTION),
                now: self.logic.now(),
                typing: self.typing || self.shell.sheet.is_some(),
                leaving,
                commands: &own,
                done: &self.logic.done,
                settings,
            };
            self.shell.show(ui, &look, &self.logic, &mut self.screens, &mut asks, &mut wishes);
        }
        // egui says where an input method would write exactly when a text field has the focus.
        self.typing = ctx.output(|output| output.ime.is_some());

        self.logic.done.clear();
        let goes = leaving && self.logic.is_refusing();
        // What ended in the background in this frame is no older message, also where it leads somewhere else.
        let news = self.logic.notice.take_if(|_| came && goes);
        if goes || wishes.iter().any(|wish| matches!(wish, Wish::Depart(_) | Wish::Intent(_))) {
            // An older message is no answer to what is asked for now.
            self.logic.notice = None;
        }
        let said_before = self.logic.notice.clone();
        if !asks.intents.is_empty() || !of_window.is_empty() || !wishes.is_empty() {
            self.logic.look_after_file();
        }
        let rest = self.logic.carry_out_all(&ctx, asks.intents);
        if leaving {
            if self.logic.stays(&ctx) {
                if closing {
                    ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                }
                closing = false;
            } else {
                self.logic.arrive_all();
            }
            ctx.request_repaint();
        }
        for intent in rest {
            if let Intent::App(command) = intent {
                self.command(&ctx, command);
            }
        }
        for command in of_window {
            self.command(&ctx, command);
        }
        for wish in wishes {
            self.fulfil(&ctx, wish);
        }
        if self.logic.is_leaving() {
            ctx.request_repaint();
        } else {
            self.answer_sheet(said_before.as_ref());
        }
        if self.logic.notice.is_none() {
            self.logic.notice = news;
        }
        let viewport = ctx.input(|i| i.viewport().clone());
        self.settle_first_size(&ctx, &viewport);
        self.maximized = viewport.maximized.or(self.maximized);
        if self.maximized != Some(true) {
            // The size behind a window that fills the screen is the one to go back to.
            self.size = viewport.inner_rect.map(|r| [r.width(), r.height()]).or(self.size);
        }
        if closing {
            self.logic.shut(self.size, self.maximized);
        }
    }

    /// Lets the window fill its screen if it did so last, or if it is larger than the screen of today. X11's window managers
    /// pass over what a window asks for before it is shown, and it is shown after its first frame.
    fn settle_first_size(&mut self, ctx: &Context, viewport: &ViewportInfo) {
        let FirstSize::Hidden { fill } = self.first_size else { return };
        if ctx.cumulative_frame_nr() == 0 {
            return ctx.request_repaint();
        }
        self.first_size = FirstSize::Settled;
        let window = viewport.outer_rect.or(viewport.inner_rect).map(|r| r.size());
        let too_large = window.zip(viewport.monitor_size).is_some_and(|(w, screen)| w.x > screen.x || w.y > screen.y);
        if (fill || too_large) && viewport.maximized != Some(true) {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }

    /// Whatever was refused since a sheet gave its path is said in that sheet.
    fn answer_sheet(&mut self, said_before: Option<&Notice>) {
        let logic = &mut self.logic;
        if self.seating != logic.seating {
            // Another project is open; all that lay above the window goes.
            return;
        }
        self.shell.answer_sheet(|| {
            let is_new = |n: &Notice| matches!(n.mood, Mood::Bad | Mood::Warn) && said_before != Some(n);
            logic.notice.take_if(|n| is_new(n)).map(|notice| notice.lines.join(" "))
        });
    }

    /// Another project or coder: screens forget, and somebody may have to say who they are.
    fn follow(&mut self, ctx: &Context) {
        if self.seating != self.logic.seating {
            self.seating = self.logic.seating;
            self.screens = Screens::default();
            self.given.clear();
            self.shell.forget();
        }
        if let Some(damage) = self.logic.damage.take() {
            self.shell.open_sheet(Sheet::damaged(damage));
        }
        if let Some(moved) = self.logic.moved.take() {
            // Whoever is answering already goes on writing.
            if !matches!(self.shell.sheet, Some(Sheet::Moved(_) | Sheet::Open(_))) {
                self.shell.open_sheet(Sheet::moved(moved));
            }
        } else if !self.logic.study.as_ref().is_some_and(|s| s.away) {
            self.shell.close_moved();
        }
        if let Some(look) = self.logic.merge_look.take() {
            self.shell.open_sheet(Sheet::merge_looked(look));
        }
        if let Some(look) = self.logic.columns_look.take() {
            self.shell.open_sheet(Sheet::columns(look));
        }
        if let Some(feedback) = self.logic.feedback.take() {
            self.shell.open_sheet(Sheet::feedback(feedback));
        }
        if let Some(asks) = self.logic.asks_words.take() {
            self.shell.open_sheet(Sheet::words(asks));
        }
        if std::mem::take(&mut self.logic.asks_who) {
            self.shell.open_sheet(Sheet::who());
        }
        if let Some((purpose, paths)) = self.logic.chosen.take() {
            match (purpose, paths.first().cloned()) {
                (Purpose::Open, Some(path)) => {
                    self.shell.close_sheet();
                    self.logic.depart(Departure::Open(path));
                }
                (Purpose::Place | Purpose::CodebookTo | Purpose::Target, Some(path)) => self.shell.place_chosen(&path),
                (Purpose::Codebook, Some(path)) => {
                    self.shell.close_sheet();
                    self.logic.carry_out_all(ctx, vec![Intent::Codebook(CodebookWish::Import(path))]);
                }
                (Purpose::Pages, Some(_)) => {
                    self.shell.close_sheet();
                    self.shell.files.extend(paths);
                }
                (Purpose::Packages, Some(_)) => {
                    self.shell.close_sheet();
                    self.logic.package_wish(PackageWish::Look(paths));
                }
                (Purpose::Folder, Some(folder)) => {
                    self.shell.close_sheet();
                    self.logic.package_wish(PackageWish::Mailbox(Some(folder)));
                }
                (Purpose::ReportFolder, Some(folder)) => self.shell.place_chosen(&folder),
                (_, None) => {}
            }
        }
    }

    /// Colours, size and title, where they have changed.
    fn dress(&mut self, ctx: &Context) -> Theme {
        let settings = self.logic.settings();
        let dark = match settings.theme() {
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
            ThemeChoice::System => ctx.system_theme() == Some(egui::Theme::Dark),
        };
        let tone = if dark { Tone::Dark } else { Tone::Light };
        let (theme, motion) = (Theme::of(tone), settings.is_on(MOTION));
        if self.dressed != Some((tone, motion)) {
            theme.apply(ctx, motion);
            self.dressed = Some((tone, motion));
        }
        let screen = self.logic.study.as_ref().map(|study| study.screen);
        let scale = settings.scale() * self.screens.enlarged(screen);
        if (ctx.zoom_factor() - scale).abs() > f32::EPSILON {
            ctx.set_zoom_factor(scale);
        }
        let title =
            self.logic.study.as_ref().map_or_else(|| "Mizan".to_owned(), |s| format!("{} \u{2013} Mizan", s.title));
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        theme
    }

    /// Files that were dropped on the window: a project is opened, pages are added.
    fn take_dropped(&mut self, ctx: &Context) {
        let mut paths: Vec<PathBuf> =
            ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
        paths.append(&mut self.shell.files);
        let (projects, pages): (Vec<_>, Vec<_>) = paths
            .into_iter()
            .partition(|p| [ENDING, PACKAGE_EXTENSION, LOCKED_EXTENSION].iter().any(|e| has_ending(p, e)));
        if let Some(project) = projects.into_iter().next() {
            self.logic.depart(Departure::Open(project));
        }
        if !pages.is_empty() {
            self.logic.carry_out_all(ctx, vec![Intent::Import(pages)]);
        }
    }

    /// Commands by key: those of the screen, and those of the window.
    fn pressed(&mut self, ctx: &Context, leaving: bool) -> (Vec<AppCommand>, Vec<AppCommand>) {
        // Keys of what lies under a sheet or the open menu are not meant. Lists of a screen have its keys, too.
        let covered = self.shell.sheet.is_some() || self.shell.menu_is_open;
        let here = match &self.logic.study {
            None => Scope::Everywhere,
            Some(_) if covered => Scope::Everywhere,
            Some(study) if study.screen == Screen::Coding && study.coding.is_none() => Scope::Project,
            Some(study) => study.screen.scope(),
        };
        let typing = self.typing || covered;
        let pressed = AppCommand::take_pressed(ctx, here, typing);
        let (of_window, own): (Vec<_>, Vec<_>) = pressed.into_iter().partition(|c| c.scope() <= Scope::Project);
        self.given.extend(own);
        // A screen that is being left does nothing new; the one that follows gets the keys.
        let own = if leaving { Vec::new() } else { std::mem::take(&mut self.given) };
        (own, of_window)
    }

    /// Carries out a command of any scope.
    fn command(&mut self, ctx: &Context, command: AppCommand) {
        let strings = self.logic.strings();
        if self.logic.study.is_none() && command.scope() != Scope::Everywhere {
            return;
        }
        if command.scope() > Scope::Project {
            let screen = self.logic.study.as_ref().map(|s| s.screen.scope());
            if screen == Some(command.scope()) {
                self.given.push(command);
                ctx.request_repaint();
            }
            return;
        }
        match command {
            AppCommand::NewProject => {
                let place = self.logic.place_for("");
                self.shell.open_sheet(Sheet::new_project(&place));
            }
            AppCommand::OpenProject => {
                self.shell.open_sheet(Sheet::open_project());
                self.logic.ask_dialog(ctx, Purpose::Open, strings.frame.door_open, "");
            }
            AppCommand::AddFiles => {
                self.shell.open_sheet(Sheet::add_files());
                self.logic.ask_dialog(ctx, Purpose::Pages, strings.frame.choose_files, "");
            }
            AppCommand::ImportCodebook => {
                self.shell.open_sheet(Sheet::codebook_from());
                self.logic.ask_dialog(ctx, Purpose::Codebook, strings.command.import_codebook, "");
            }
            AppCommand::ExportCodebook => {
                let place = self.logic.place_of_codebook();
                let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.shell.open_sheet(Sheet::codebook_to(&place));
                self.logic.ask_dialog(ctx, Purpose::CodebookTo, strings.command.export_codebook, &name);
            }
            AppCommand::ChooseMailbox => {
                self.shell.open_sheet(Sheet::mailbox());
                self.logic.ask_dialog(ctx, Purpose::Folder, strings.command.choose_mailbox, "");
            }
            AppCommand::ExportData => {
                if self.logic.may_export()
                    && let Some(study) = &self.logic.study
                {
                    self.shell.open_sheet(Sheet::export(study.path()));
                }
            }
            AppCommand::MergePackages if self.logic.new_mail().is_some() => {
                self.logic.new_mail().into_iter().for_each(|wish| self.logic.package_wish(wish));
            }
            AppCommand::MergePackages => {
                self.shell.open_sheet(Sheet::merge());
                self.logic.ask_dialog(ctx, Purpose::Packages, strings.command.merge_packages, "");
            }
            AppCommand::WriteReport => match self.logic.place_for_report() {
                Some(place) => self.shell.open_sheet(Sheet::report(&place)),
                None => self.logic.tell(Mood::Warn, strings.reporting.seen),
            },
            AppCommand::ChooseCoder => self.shell.open_sheet(Sheet::who()),
            AppCommand::Palette => self.shell.open_sheet(Sheet::palette()),
            AppCommand::Keys => self.shell.open_sheet(Sheet::Keys),
            AppCommand::Search => {
                self.shell.search_begins = true;
                self.shell.narrow_queue = true;
                self.logic.show_queue();
            }
            AppCommand::ToggleQueue if self.shell.is_narrow => self.shell.narrow_queue = !self.shell.narrow_queue,
            other => self.logic.command(other),
        }
        ctx.request_repaint();
    }

    /// What the frame of the window wishes.
    fn fulfil(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Command(command) => self.command(ctx, command),
            Wish::Depart(departure) => self.logic.depart(departure),
            Wish::Dialog(purpose, title, name) => self.logic.ask_dialog(ctx, purpose, &title, &name),
            Wish::Intent(intent) => {
                self.logic.carry_out_all(ctx, vec![intent]);
            }
            Wish::Copy(path) => self.logic.go_on_in_copy(&path),
            Wish::Join { name, lead } => self.logic.join(name, lead),
            Wish::Words(secret, words) => self.logic.take_words(secret, &words),
            Wish::Dismiss => self.logic.notice = None,
        }
        ctx.request_repaint();
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        if self.pace.measure(&mut input.events, self.typing) {
            ctx.request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.logic.shut(self.size, self.maximized);
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}
