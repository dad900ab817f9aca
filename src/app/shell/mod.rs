//! The frame of the window: bar, queue, foot line, start, sheets, messages. Draws and wishes; changes nothing.

mod bar;
mod columns;
mod damage;
mod empty;
mod export;
mod feedback;
mod foot;
mod forms;
mod keys;
mod menu;
mod merge;
mod moved;
mod palette;
mod queue;
mod report;
mod row;
mod sheet;
mod start;
mod who;
mod words;

use forms::Reply;
pub(super) use sheet::Sheet;

use super::adjudication::AdjudicationScreen;
use super::agreement::AgreementScreen;
use super::codebook::CodebookScreen;
use super::coding::CodingScreen;
use super::command::AppCommand;
use super::context::{Asks, Intent, KeyHint, Look};
use super::importing::{ImportScreen, Listed};
use super::logic::{Departure, Logic, Purpose, Screen, Secret, Study};
use super::priors::PriorsScreen;
use super::team::TeamScreen;
use super::theme::space;
use egui::{Area, CentralPanel, Frame, Id, Margin, Order, Panel, Rect, Stroke, Ui, pos2, vec2};
use std::path::{Path, PathBuf};

/// Points of width below which the queue stands aside, so that the article keeps its measure.
const NARROW: f32 = 960.0;

/// The screens, each with what it remembers between frames.
#[derive(Default)]
pub(super) struct Screens {
    coding: CodingScreen,
    priors: PriorsScreen,
    importing: ImportScreen,
    codebook: CodebookScreen,
    team: TeamScreen,
    agreement: AgreementScreen,
    adjudication: AdjudicationScreen,
}

impl Screens {
    /// How much larger the window is to be drawn while a screen is shown: for a room that looks at a wall.
    pub(super) fn enlarged(&self, screen: Option<Screen>) -> f32 {
        if screen == Some(Screen::Adjudication) { self.adjudication.enlarged() } else { 1.0 }
    }
}

/// What the frame of the window wishes.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Wish {
    /// A command.
    Command(AppCommand),
    /// To end what is on the screen.
    Depart(Departure),
    /// A dialog of the desktop: what for, its title, the name of the file.
    Dialog(Purpose, String, String),
    /// To go on in a copy of what is open.
    Copy(PathBuf),
    /// Something that screens can wish, too.
    Intent(Intent),
    /// A new person, who is the one at the window.
    Join {
        /// Their name.
        name: String,
        /// Whether they lead.
        lead: bool,
    },
    /// The message has been read.
    Dismiss,
    /// To go on with a passphrase.
    Words(Secret, String),
}

/// What the frame of the window remembers between frames.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts, no states of one machine
pub(super) struct Shell {
    /// What lies above the window.
    pub(super) sheet: Option<Sheet>,
    /// Files that a dialog gave for the project.
    pub(super) files: Vec<PathBuf>,
    /// Whether the search field still has to get the keyboard.
    pub(super) search_begins: bool,
    /// Whether the window is too narrow for a queue beside article and panels.
    pub(super) is_narrow: bool,
    /// Whether the queue is shown all the same.
    pub(super) narrow_queue: bool,
    /// Whether the menu is open.
    pub(super) menu_is_open: bool,
    search: String,
    queue: queue::Shown,
    keys: Vec<KeyHint>,
    started: bool,
}

impl Shell {
    /// Another project or coder.
    pub(super) fn forget(&mut self) {
        let files = std::mem::take(&mut self.files);
        *self = Self { files, ..Self::default() };
    }

    /// Lays a sheet above the window.
    pub(super) fn open_sheet(&mut self, sheet: Sheet) {
        self.sheet = Some(sheet);
    }

    /// Takes the sheet away.
    pub(super) fn close_sheet(&mut self) {
        self.sheet = None;
    }

    /// The project's file is in its place again.
    pub(super) fn close_moved(&mut self) {
        self.sheet.take_if(|sheet| matches!(sheet, Sheet::Moved(_)));
    }

    /// What has become of the path that a sheet gave, if it waits to hear that: refused, it stays open and says why under
    /// the field; otherwise it has done its work.
    pub(super) fn answer_sheet(&mut self, refusal: impl FnOnce() -> Option<String>) {
        let Some(reply) = self.sheet.as_mut().and_then(Sheet::reply).filter(|reply| reply.waits) else { return };
        match refusal() {
            Some(why) => *reply = Reply { lacks: Some(why), waits: false, begins: true },
            None => self.sheet = None,
        }
    }

    /// A dialog gave the file of a new project or of a copy.
    pub(super) fn place_chosen(&mut self, path: &Path) {
        match &mut self.sheet {
            Some(Sheet::New(new)) => new.take_place(path),
            Some(Sheet::Moved(moved)) => moved.take_place(path),
            Some(Sheet::CodebookTo(files)) => files.take_place(path),
            Some(Sheet::Report(report)) => report.take_place(path),
            Some(Sheet::Export(export)) => export.take_folder(path),
            _ => {}
        }
    }

    /// Draws the window.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        logic: &Logic,
        screens: &mut Screens,
        asks: &mut Asks,
        wishes: &mut Vec<Wish>,
    ) {
        self.is_narrow = ui.available_width() < NARROW;
        let state = bar::State {
            is_narrow: self.is_narrow,
            is_writing: screens.coding.is_writing() || screens.codebook.is_writing(),
        };
        self.menu_is_open = bar::show(ui, look, logic, state, wishes);
        foot::show(ui, look, &self.keys, wishes);
        let apart = logic.tasks().apart();
        match &logic.study {
            _ if apart.is_some() => {
                if let Some(work) = apart {
                    words::working(ui, look, work, wishes);
                }
            }
            Some(study) => {
                self.started = false;
                self.middle(ui, look, study, screens, asks, wishes);
            }
            None => start::show(ui, look, logic, &mut self.started, asks, wishes),
        }
        self.keys = std::mem::take(&mut asks.keys);
        if self.sheet.is_some() {
            // What lies under a sheet has no keys.
            self.keys = vec![KeyHint { key: "Esc".into(), does: look.strings.shell.close.into() }];
        }
        foot::message(ui, look, logic, wishes);
        self.sheets(ui, look, logic, wishes);
        foot::drop_target(ui, look);
    }

    fn middle(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        study: &Study,
        screens: &mut Screens,
        asks: &mut Asks,
        wishes: &mut Vec<Wish>,
    ) {
        let on_coding = study.screen == Screen::Coding;
        if on_coding && !self.is_narrow && look.settings.is_on(super::settings::QUEUE) {
            self.queue_panel(ui, look, study, wishes);
        }
        let room = ui.available_rect_before_wrap();
        let page = Frame::new().fill(look.theme.paper);
        CentralPanel::default().frame(page).show(ui, |ui| match study.screen {
            Screen::Coding => match (&study.coding, &study.priors) {
                (None, Some(priors)) => screens.priors.ui(ui, look, priors, asks),
                (Some(view), _) => screens.coding.ui(ui, look, view, asks),
                (None, None) => empty::coding(ui, look, study, asks, wishes),
            },
            Screen::Import => {
                let list = Listed { documents: &study.documents, finds: &study.finds };
                screens.importing.ui(ui, look, list, study.document.as_ref(), &study.reuse, asks);
            }
            Screen::Codebook => screens.codebook.ui(ui, look, &study.codebook, asks),
            Screen::Team => {
                if let Some(team) = &study.team {
                    screens.team.ui(ui, look, team, &study.oversight, asks);
                }
            }
            Screen::Agreement if study.sees_figures() => {
                screens.agreement.ui(ui, look, &study.agreement, &study.book, asks);
            }
            Screen::Adjudication if study.sees_figures() => {
                screens.adjudication.ui(ui, look, &study.adjudication, asks);
            }
            Screen::Agreement | Screen::Adjudication => empty::figures(ui, look),
        });
        if on_coding && self.is_narrow && self.narrow_queue {
            self.queue_drawer(ui, room, look, study, wishes);
        }
    }

    /// In a narrow window the queue lies over the article instead of squeezing it, until an article is chosen.
    fn queue_drawer(&mut self, ui: &Ui, room: Rect, look: &Look<'_>, study: &Study, wishes: &mut Vec<Wish>) {
        let width = (room.width() * 0.8).min(360.0);
        let left = if look.rtl_ui { room.right() - width } else { room.left() };
        let frame = Frame::new()
            .fill(look.theme.surface)
            .stroke(Stroke::new(1.0, look.theme.edge))
            .shadow(look.theme.shadow())
            .inner_margin(Margin::same(8));
        let area = Area::new(Id::unique("queue-drawer")).order(Order::Middle).fixed_pos(pos2(left, room.top()));
        let asked = wishes.len();
        area.show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                let inside = vec2(width - space(4), room.height() - space(4));
                ui.set_min_size(inside);
                ui.set_max_size(inside);
                queue::show(ui, look, study, &mut self.search, &mut self.search_begins, &mut self.queue, wishes);
            });
        });
        self.narrow_queue = wishes.len() == asked;
    }

    fn queue_panel(&mut self, ui: &mut Ui, look: &Look<'_>, study: &Study, wishes: &mut Vec<Wish>) {
        // The panels of the coding screen stand at the other side.
        let panels_at_right = look.settings.panels_at_start() == look.rtl_ui;
        let width = (ui.available_width() * 0.19).clamp(224.0, 304.0).round();
        let frame = Frame::new().fill(look.theme.surface).inner_margin(Margin { left: 8, right: 8, top: 8, bottom: 0 });
        let side = if panels_at_right { Panel::left("queue") } else { Panel::right("queue") };
        side.frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
            queue::show(ui, look, study, &mut self.search, &mut self.search_begins, &mut self.queue, wishes);
        });
    }
}
