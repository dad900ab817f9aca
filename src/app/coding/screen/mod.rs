//! The screen itself: follows the open article, draws, and turns wishes into commands.

mod heard;
mod wishes;

use super::acts::{self, Then};
use super::article::{self, Page};
use super::draw::{Drafts, Pen};
use super::find::Find;
use super::front::ONE_SIDE;
use super::input::{self, Desk, Move};
use super::keep::{Keeping, Kept};
use super::menu::Menu;
use super::place::{Place, Stop};
use super::spans::{self, SpanModel};
use super::work_time::WorkTimer;
use super::{layout, questions, undone};
use crate::app::bidi::article::{ArticleView, ScrollPlace};
use crate::app::context::{Asks, Intent, Look};
use crate::app::settings::{CODING_PLACE, CODING_WIDTH};
use crate::model::{CodingId, ProposalId, Record, RecordId, Timestamp};
use crate::project::{CodingView, Command};
use egui::Ui;

/// Seconds between two writings of the coder's place.
const PLACE_PAUSE: f64 = 1.0;

/// What the coding screen remembers between frames.
#[derive(Default)]
pub struct CodingScreen {
    keeping: Keeping,
    keeping_is_read: bool,
    open: Option<Open>,
}

/// What belongs to the open article.
#[allow(clippy::struct_excessive_bools)] // independent facts, no states of one machine
pub(super) struct Open {
    coding: CodingId,
    pub(super) place: Place,
    pub(super) waved: Vec<ProposalId>,
    pub(super) drafts: Drafts,
    pub(super) reader: ArticleView,
    pub(super) find: Find,
    pub(super) page: Page,
    pub(super) models: Vec<SpanModel>,
    pub(super) menu: Option<Menu>,
    /// Whether the arrows move in the panels instead of the article.
    pub(super) in_panel: bool,
    /// The same of the frame before.
    pub(super) was_in_panel: bool,
    /// Whether there is room for one side only: the one that has the keyboard is in sight.
    pub(super) one_side: bool,
    pub(super) hovered: Option<RecordId>,
    pub(super) folds: u32,
    pub(super) focus_moved: bool,
    /// Room of the screen and width of the panels while no button was held.
    pub(super) width: Option<(f32, f32)>,
    pub(super) new_width: Option<f32>,
    asked: Vec<(Command, Then, Option<Stop>)>,
    last: Option<Stop>,
    shown: Place,
    seen: Vec<Record>,
    timer: WorkTimer,
    began: Timestamp,
    place_kept_at: f64,
}

impl CodingScreen {
    /// Draws the article and its panels into the room that the window leaves.
    pub fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodingView, asks: &mut Asks) {
        let now = ui.input(|i| i.time);
        self.follow(look, view, now);
        let Some(open) = &mut self.open else { return };
        open.one_side = ui.available_width() < ONE_SIDE;
        open.see(look, view);
        open.hear(look, view, asks, now);
        questions::settle(view, &mut open.place);
        open.focus_moved = open.shown != open.place;
        open.shown.clone_from(&open.place);

        let desk = Desk {
            look,
            view,
            place: &open.place,
            waved: &open.waved,
            in_panel: open.in_panel,
            missing_at: open.drafts.missing_at,
            caret: open.reader.caret(),
            finding: open.find.is_open,
            under_menu: open.menu.is_some(),
            last: open.last.as_ref(),
        };
        let (mut wishes, moves) = input::read(ui, &desk);
        for change in moves {
            open.go(change);
        }
        wishes.extend(layout::show(ui, look, view, open));
        for wish in wishes {
            open.bring_to_front(look, view, asks, wish);
        }
        layout::hints(look, view, open, asks);
        if let Some(width) = open.new_width.take() {
            asks.setting(CODING_WIDTH, width.to_string());
        }
        open.keep_memo(ui, look, view, asks, now);
        open.count_time(ui, look, asks, now);
        let due = now - open.place_kept_at > PLACE_PAUSE;
        if look.leaving || due {
            open.place_kept_at = now;
            if self.keeping.put(open.coding, open.kept()) {
                asks.setting(CODING_PLACE, self.keeping.text());
            }
        } else {
            ui.ctx().request_repaint_after_secs(PLACE_PAUSE as f32);
        }
    }

    /// Whether words stand in a field that are not on disk yet.
    pub(crate) fn is_writing(&self) -> bool {
        self.open.as_ref().is_some_and(Open::has_unkept_words)
    }

    /// Opens what is to be shown, where it was left.
    fn follow(&mut self, look: &Look<'_>, view: &CodingView, now: f64) {
        if !self.keeping_is_read {
            self.keeping = Keeping::read(look.settings.get(CODING_PLACE));
            self.keeping_is_read = true;
        }
        if self.open.as_ref().is_some_and(|open| open.coding == view.coding.id) {
            return;
        }
        let kept = self.keeping.get(view.coding.id);
        let mut reader = ArticleView::new();
        for fold in &kept.open_folds {
            reader.set_open(*fold, true);
        }
        if kept == Kept::default() {
            let first = view.document.blocks.get(view.article.blocks.start).map_or(0, |b| b.span.start());
            reader.place_caret(first);
            reader.scroll_to(first);
        } else {
            reader.place_caret(kept.caret);
            reader.set_scroll_place(ScrollPlace { at: kept.scroll_at, fraction: kept.scroll_fraction });
        }
        self.open = Some(Open {
            coding: view.coding.id,
            place: kept.place,
            waved: kept.waved,
            drafts: Drafts::default(),
            reader,
            find: self.open.as_ref().map(|before| Find::again(&before.find)).unwrap_or_default(),
            page: Page::default(),
            models: Vec::new(),
            menu: None,
            in_panel: false,
            one_side: false,
            was_in_panel: false,
            hovered: None,
            folds: 0,
            focus_moved: true,
            width: None,
            new_width: None,
            asked: Vec::new(),
            last: None,
            shown: Place::default(),
            seen: view.records.clone(),
            timer: WorkTimer::start(now),
            began: look.now,
            place_kept_at: now,
        });
    }
}

impl Open {
    fn kept(&self) -> Kept {
        let scroll = self.reader.scroll_place();
        Kept {
            place: self.place.clone(),
            scroll_at: scroll.at,
            scroll_fraction: scroll.fraction,
            caret: self.reader.caret(),
            open_folds: (0..self.folds).filter(|fold| self.reader.is_open(*fold)).collect(),
            waved: self.waved.clone(),
        }
    }

    /// Leads to what undo or redo changed: whatever changed although this screen asked for nothing.
    fn see(&mut self, look: &Look<'_>, view: &CodingView) {
        if self.seen == view.records {
            return;
        }
        if look.done.is_empty() && undone::show_change(view, &self.seen, &mut self.place) {
            let record = self.place.record(view).and_then(|id| view.record(id));
            self.bring(record.and_then(Record::first_byte));
        }
        self.seen.clone_from(&view.records);
    }

    fn go(&mut self, change: Move) {
        match change {
            Move::SwitchSide => self.in_panel = !self.in_panel,
            Move::MissingLine(at) => self.drafts.missing_at = at,
        }
        self.focus_moved = true;
    }

    /// Everything that the panels read.
    pub(super) fn pen<'a>(&'a mut self, look: &'a Look<'a>, view: &'a CodingView) -> Pen<'a> {
        Pen {
            look,
            view,
            place: &self.place,
            waved: &self.waved,
            reads_from: acts::reads_from(view, self.reader.caret()),
            drafts: &mut self.drafts,
            wishes: Vec::new(),
            hovered: None,
            focus_moved: self.focus_moved,
            has_keyboard: self.in_panel,
        }
    }

    fn count_time(&mut self, ui: &Ui, look: &Look<'_>, asks: &mut Asks, now: f64) {
        let had_input = ui.input(|i| !i.events.is_empty() || i.pointer.delta() != egui::Vec2::ZERO);
        self.timer.tick(now, had_input);
        if !look.leaving && !self.timer.is_due(now) {
            return;
        }
        let began = std::mem::replace(&mut self.began, look.now);
        if let Some(stretch) = self.timer.take(now) {
            asks.intents.push(Intent::Work {
                coding: self.coding,
                started_at: began,
                active_ms: stretch.active_ms,
                idle_ms: stretch.idle_ms,
            });
        }
    }

    /// The group of spans that is lit: the record under the pointer in the panels, or the chosen one.
    pub(super) fn lit(&self, view: &CodingView) -> Option<u64> {
        self.hovered.or_else(|| self.place.record(view)).map(article::group)
    }

    /// The spans of this frame.
    pub(super) fn read_spans(&mut self, look: &Look<'_>, view: &CodingView) {
        self.models = spans::spans(view, &self.place, &self.waved, look.language);
    }
}
