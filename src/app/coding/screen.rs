//! The screen itself: follows the open article, draws, and turns wishes into commands.

use super::acts::{self, Change, Refusal, Then};
use super::article::{self, Page};
use super::draw::{Drafts, Pen, Writing};
use super::find::Find;
use super::front::{Front, ONE_SIDE, front};
use super::input::{self, Desk, Move};
use super::keep::{Keeping, Kept};
use super::keys::Offer;
use super::place::{PanelAt, Place, Stop, panel_of, role_of_key};
use super::spans::{self, SpanModel};
use super::wish::Wish;
use super::work_time::WorkTimer;
use super::{grid, layout, questions, undone};
use crate::app::bidi::article::{ArticleView, ScrollPlace};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::settings::{CODING_PLACE, CODING_WIDTH};
use crate::app::theme::Mood;
use crate::model::{
    AnswerState, Cardinality, CodingId, CodingState, Kind, Missing, ProposalId, Record, RecordId, Timestamp, Value,
};
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
    pub(super) menu: Option<layout::Menu>,
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

    /// What became of the commands that were asked for.
    fn hear(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, now: f64) {
        for done in look.done {
            if let (Command::SetMemo { target, text }, None) = (&done.command, &done.outcome) {
                self.keep_refused_memo(view, *target, text, now);
            }
            let Some(at) = self.asked.iter().position(|(command, ..)| *command == done.command) else { continue };
            let (command, then, stop) = self.asked.remove(at);
            let Some(outcome) = &done.outcome else {
                if matches!(command, Command::Finish { .. }) {
                    self.refuse_done();
                } else if let Some((stop, words)) = stop.zip(words_of(&command)) {
                    self.begin_writing(view, stop, words);
                }
                continue;
            };
            if matches!(&command, Command::AddAnchor { .. })
                || matches!(&command, Command::AddRecord { anchors, .. } if !anchors.is_empty())
            {
                // What was selected is coded; the caret stays where it was.
                self.reader.select(None);
            }
            let marked = self.place.stop.clone().filter(|s| matches!(s, Stop::Span { .. }));
            match then {
                Then::To(_) if marked.as_ref().is_some_and(|s| !questions::is_open(view, &self.place, s)) => {
                    self.advance(view, marked);
                }
                Then::ToNew(unit) => {
                    let Some(record) = outcome.record else { continue };
                    self.place.chosen.insert(unit.clone(), record);
                    self.place.by_hand = false;
                    self.open_panel_of(view, &unit);
                    self.place.stop = self.first_of(view, record);
                }
                Then::Advance => self.advance(view, stop),
                then => self.then(view, then),
            }
            if matches!(command, Command::Finish { .. }) {
                self.drafts.refused = false;
                self.drafts.reason.clear();
                asks.app(AppCommand::NextArticle);
            }
        }
        // What was asked for is answered in the next frame; anything older never will be.
        if look.done.is_empty() {
            self.asked.clear();
        }
        if view.missing.is_empty() || view.coding.state == CodingState::Done {
            self.drafts.refused = false;
        }
        self.drafts.missing_at = self.drafts.missing_at.min(view.missing.len().saturating_sub(1));
    }

    fn then(&mut self, view: &CodingView, then: Then) {
        match then {
            Then::To(record) => {
                let Some(unit) = view.record(record).map(|r| r.unit.clone()) else { return };
                self.place.chosen.insert(unit.clone(), record);
                self.open_panel_of(view, &unit);
            }
            Then::At(stop) => {
                self.place.stop = Some(stop);
            }
            Then::Stay | Then::Advance | Then::ToNew(_) => {}
        }
    }

    fn advance(&mut self, view: &CodingView, stop: Option<Stop>) {
        let Some(stop) = stop else { return };
        if self.place.stop.as_ref().is_some_and(|now| questions::same(now, &stop)) {
            self.place.stop = questions::next_open(view, &self.place, Some(&stop));
        }
        self.last = Some(stop);
    }

    fn open_panel_of(&mut self, view: &CodingView, unit: &str) {
        let shows = |at: usize| view.book.panels.get(at).is_some_and(|p| p.units.iter().any(|u| u == unit));
        let already = matches!(self.place.panel, PanelAt::Book(at) if shows(at));
        if let Some(at) = panel_of(&view.book, unit).filter(|_| !already) {
            self.place.panel = PanelAt::Book(at);
            self.place.stop = None;
        }
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
            drafts: &mut self.drafts,
            wishes: Vec::new(),
            hovered: None,
            focus_moved: self.focus_moved,
            has_keyboard: self.in_panel,
        }
    }

    fn ask(&mut self, view: &CodingView, asks: &mut Asks, change: Change, stop: Option<&Stop>) {
        let Change { commands, then } = change;
        if commands.is_empty() {
            self.then(view, then);
            return;
        }
        let last = commands.len() - 1;
        for (at, command) in commands.into_iter().enumerate() {
            let then = if at == last { then.clone() } else { Then::Stay };
            self.asked.push((command.clone(), then, stop.cloned()));
            asks.project(command);
        }
    }

    fn refuse(look: &Look<'_>, asks: &mut Asks, refusal: Refusal) {
        asks.intents.push(Intent::Message(Mood::Warn, look.strings.refusal(refusal).to_owned()));
    }

    fn refuse_done(&mut self) {
        self.place.panel = PanelAt::Missing;
        self.in_panel = true;
        self.drafts.refused = true;
        self.drafts.missing_at = 0;
    }

    /// Carries a wish out where it can be seen.
    fn bring_to_front(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, wish: Wish) {
        let has_words = self.reader.selection().is_some();
        let side = if self.one_side { front(&wish, self.in_panel, has_words) } else { Front::Stays };
        if side != Front::PanelsFirst {
            self.carry_out(look, view, asks, wish);
        }
        match side {
            Front::Stays => {}
            Front::Panels | Front::PanelsFirst => self.in_panel = true,
            Front::Article => self.in_panel = false,
        }
    }

    pub(super) fn carry_out(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, wish: Wish) {
        let is_done = view.coding.state == CodingState::Done;
        let changes = !matches!(
            wish,
            Wish::Panel(_)
                | Wish::Focus(_)
                | Wish::Leave
                | Wish::Choose(_)
                | Wish::GoTo(_)
                | Wish::Show(_)
                | Wish::Fold
                | Wish::Read(_)
                | Wish::Reopen
                | Wish::NextArticle
                | Wish::Article(_)
                | Wish::StopWriting
                | Wish::Memo
                | Wish::Flag(..)
        );
        if is_done && changes {
            return Self::refuse(look, asks, Refusal::CodingIsDone);
        }
        let change = match wish {
            Wish::Say(stop, offer, unsure) => self.say(view, &stop, &offer, unsure).map(|s| (s, Some(stop))),
            Wish::State(stop, state) => Ok((acts::set_state(view, &self.place, &stop, &state), Some(stop))),
            Wish::Clear(stop) => Ok((acts::clear(view, &self.place, &stop), Some(stop))),
            Wish::Doubt => acts::doubt(view, &self.place, self.last.as_ref()).map(|s| (s, None)),
            Wish::Written(stop, words) => self.written(view, &stop, &words).map(|s| (s, Some(stop))),
            Wish::Role(key, fresh) => self.code(view, key, fresh).map(|s| (s, None)),
            Wish::Accept(id) => Ok((self.accept(view, id), self.place.stop.clone())),
            Wish::RemoveRecord(id) => acts::remove(view, id).map(|s| (s, None)),
            Wish::Hang(id) => acts::hang(view, id).map(|s| (s, None)),
            Wish::New(unit) => {
                Ok((view.book.unit(&unit).map_or(Change::none(Then::Stay), |u| acts::new_record(view, u)), None))
            }
            Wish::Move(id, by) => Ok((acts::move_by(view, id, by).unwrap_or(Change::none(Then::Stay)), None)),
            Wish::Flag(target, code) => Ok((acts::flag(view, target, &code), None)),
            Wish::RemoveAnchor(anchor) => Ok((Change::one(Command::RemoveAnchor { anchor }, Then::Stay), None)),
            Wish::MoveAnchor(anchor, range) => {
                Ok((Change::one(Command::MoveAnchor { anchor, range }, Then::Stay), None))
            }
            Wish::Zone(block, kind) => {
                let command = Command::SetZone { document: view.document.id, block, kind };
                Ok((Change::one(command, Then::Stay), None))
            }
            Wish::Reopen => Ok((Change::one(Command::Reopen { coding: view.coding.id }, Then::Stay), None)),
            Wish::Finish(reason) => {
                if reason.is_none() && !view.missing.is_empty() {
                    return self.refuse_done();
                }
                Ok((Change::one(Command::Finish { coding: view.coding.id, reason }, Then::Stay), None))
            }
            Wish::NextArticle => return asks.app(AppCommand::NextArticle),
            Wish::Article(article) => return asks.intents.push(Intent::OpenArticle(article)),
            Wish::Focus(stop)
                if stop.record().and_then(|id| view.record(id)).is_some_and(|r| view.is_closed_beside(r)) =>
            {
                Err(Refusal::PageIsDone)
            }
            Wish::Memo => return self.memo(view, asks),
            Wish::Read(wanted) => return self.read(look, view, asks, wanted),
            moving => return self.move_about(view, moving),
        };
        match change {
            Ok((change, stop)) => self.ask(view, asks, change, stop.as_ref()),
            Err(refusal) => Self::refuse(look, asks, refusal),
        }
    }

    /// Wishes that change nothing but where the coder is.
    fn move_about(&mut self, view: &CodingView, wish: Wish) {
        match wish {
            Wish::Panel(panel) => {
                // The list of what is missing has lines to walk through; behind it the arrows are the article's again.
                if panel == PanelAt::Missing || self.place.panel == PanelAt::Missing {
                    self.in_panel = panel == PanelAt::Missing;
                }
                self.place.panel = panel;
                self.last = None;
                self.place.stop = None;
                self.place.stop = questions::next_open(view, &self.place, None);
            }
            Wish::Leave => {
                self.last = None;
                self.place.stop = None;
            }
            Wish::Focus(stop) => {
                self.place.by_hand = true;
                self.last = None;
                self.place.stop = Some(stop);
            }
            Wish::Choose(record) => self.choose(view, record, true),
            Wish::Write(stop, first) => self.begin_writing(view, stop, first),
            Wish::StopWriting => self.drafts.writing = None,
            Wish::Reason => {
                self.drafts.refused = true;
                self.drafts.reason_begins = true;
            }
            Wish::Wave(id) => self.wave(view, id),
            Wish::GoTo(missing) => self.go_to(view, &missing),
            Wish::Show(range) => self.reader.scroll_to(range.start),
            Wish::Fold => {
                let any = (0..self.folds).any(|fold| self.reader.is_open(fold));
                for fold in 0..self.folds {
                    self.reader.set_open(fold, !any);
                }
            }
            _ => {}
        }
    }

    fn go_to(&mut self, view: &CodingView, missing: &Missing) {
        questions::go_to(view, &mut self.place, missing);
        let record = self.place.record(view).and_then(|id| view.record(id));
        self.bring(record.and_then(Record::first_byte));
        self.in_panel = false;
        self.drafts.refused = false;
    }

    pub(super) fn choose(&mut self, view: &CodingView, id: RecordId, scroll: bool) {
        let Some(record) = view.record(id) else { return };
        let unit = record.unit.clone();
        self.place.chosen.insert(unit.clone(), id);
        self.place.by_hand = true;
        self.open_panel_of(view, &unit);
        self.place.stop = grid::stop_of(view, self.place.panel, record).or_else(|| self.first_of(view, id));
        self.bring(record.first_byte().filter(|_| scroll));
    }

    /// The first open question of a record, or else its first one.
    fn first_of(&self, view: &CodingView, id: RecordId) -> Option<Stop> {
        let all = questions::stops(view, &self.place);
        let own = |s: &&Stop| matches!(s, Stop::Question { record, .. } if *record == id);
        let open = all.iter().filter(own).find(|s| questions::is_open(view, &self.place, s));
        open.or_else(|| all.iter().find(own)).cloned()
    }

    fn say(&mut self, view: &CodingView, stop: &Stop, offer: &Offer, unsure: bool) -> Result<Change, Refusal> {
        let change = acts::say(view, &self.place, stop, offer, unsure)?;
        // The focus follows what is answered, also where the mouse answered something else than what had it.
        self.place.stop = Some(stop.clone());
        Ok(change)
    }

    fn written(&mut self, view: &CodingView, stop: &Stop, words: &str) -> Result<Change, Refusal> {
        let Some((unit, variable, record)) = super::keys::question(view, stop) else {
            self.drafts.writing = None;
            return Ok(Change::none(Then::Stay));
        };
        let same = match unit.state(record, variable) {
            AnswerState::Coded(Value::Text(now)) => now == words.trim(),
            _ => words.trim().is_empty(),
        };
        let change = acts::write(variable, record.id, words)?;
        self.drafts.writing = None;
        Ok(if same { Change::none(Then::Stay) } else { change })
    }

    fn begin_writing(&mut self, view: &CodingView, stop: Stop, first: String) {
        let Some((unit, variable, record)) = super::keys::question(view, &stop) else { return };
        if !matches!(variable.kind, Kind::Number | Kind::Date | Kind::Text | Kind::Entity) {
            return;
        }
        let now = match unit.state(record, variable) {
            AnswerState::Coded(Value::Text(text) | Value::Date(text)) => text,
            AnswerState::Coded(Value::Number(n)) => n.to_string(),
            _ => String::new(),
        };
        let kept = now.clone();
        let text = if first.is_empty() { now } else { first };
        self.place.stop = Some(stop.clone());
        self.drafts.writing = Some(Writing { stop, text, kept, begins: true });
    }

    fn code(&mut self, view: &CodingView, key: char, fresh: bool) -> Result<Change, Refusal> {
        let Some((unit, role)) = role_of_key(&view.book, self.place.panel, key) else {
            return Ok(Change::none(Then::Stay));
        };
        let selected = self.reader.selection().ok_or(Refusal::NothingSelected)?;
        let range = acts::without_marks(&view.document.text, selected).ok_or(Refusal::NothingSelected)?;
        acts::code_selection(view, &self.place, unit, role, range, fresh)
    }

    fn accept(&mut self, view: &CodingView, id: ProposalId) -> Change {
        let Some(proposal) = view.proposals.iter().find(|p| p.id == id) else { return Change::none(Then::Stay) };
        let serves = |u: &crate::model::Unit| u.roles.iter().find(|r| r.proposed_by == Some(proposal.kind)).cloned();
        let Some((unit, role)) = view.book.units.iter().find_map(|u| serves(u).map(|r| (u, r))) else {
            return Change::none(Then::Stay);
        };
        self.open_panel_of(view, &unit.code);
        self.bring(Some(proposal.span.start()));
        // What was said, or who said it, mostly follows.
        self.reader.place_caret(proposal.span.end());
        // The questions about the only one of its kind follow at once, also where they hide the article.
        self.in_panel = self.one_side && unit.cardinality == Cardinality::One;
        let change = acts::accept(view, unit, &role, proposal);
        if self.place.stop.is_none() {
            self.place.stop = role
                .implies
                .keys()
                .next()
                .zip(view.records_of(&unit.code).next())
                .map(|(variable, record)| Stop::question(record.id, variable));
        }
        change
    }

    fn wave(&mut self, view: &CodingView, id: ProposalId) {
        let Some(proposal) = view.proposals.iter().find(|p| p.id == id) else { return };
        self.waved.push(id);
        for unit in &view.book.units {
            for role in unit.roles.iter().filter(|r| r.proposed_by == Some(proposal.kind)) {
                if acts::open_proposals(view, unit, role, &self.waved).is_empty() {
                    let then = acts::after_reject(view, unit, role);
                    self.then(view, then);
                }
            }
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

/// What somebody wrote as an answer.
fn words_of(command: &Command) -> Option<String> {
    let Command::SetAnswer { answer: Some(answer), .. } = command else { return None };
    match &answer.state {
        AnswerState::Coded(Value::Text(words) | Value::Date(words)) => Some(words.clone()),
        AnswerState::Coded(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}
