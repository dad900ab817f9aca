//! What a wish does: the commands that it becomes, and where it leads.

use super::Open;
use crate::app::coding::acts::{self, Change, Refusal, Then};
use crate::app::coding::draw::Writing;
use crate::app::coding::front::{Front, front};
use crate::app::coding::keys::{self, Offer};
use crate::app::coding::place::{PanelAt, Stop, role_of_key};
use crate::app::coding::wish::Wish;
use crate::app::coding::{grid, questions};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::theme::Mood;
use crate::model::{AnswerState, Cardinality, CodingState, Kind, Missing, ProposalId, Record, RecordId, Value};
use crate::project::{CodingView, Command};

impl Open {
    pub(super) fn ask(&mut self, view: &CodingView, asks: &mut Asks, change: Change, stop: Option<&Stop>) {
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

    pub(super) fn refuse_done(&mut self) {
        self.place.panel = PanelAt::Missing;
        self.in_panel = true;
        self.drafts.refused = true;
        self.drafts.missing_at = 0;
    }

    /// Carries a wish out where it can be seen.
    pub(super) fn bring_to_front(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, wish: Wish) {
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

    pub(in crate::app::coding) fn carry_out(
        &mut self,
        look: &Look<'_>,
        view: &CodingView,
        asks: &mut Asks,
        wish: Wish,
    ) {
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
                | Wish::OtherFlags
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
            Wish::OtherFlags => self.drafts.flags_begin = true,
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

    pub(in crate::app::coding) fn choose(&mut self, view: &CodingView, id: RecordId, scroll: bool) {
        let Some(record) = view.record(id) else { return };
        let unit = record.unit.clone();
        self.place.chosen.insert(unit.clone(), id);
        self.place.by_hand = true;
        self.open_panel_of(view, &unit);
        self.place.stop = grid::stop_of(view, self.place.panel, record).or_else(|| self.first_of(view, id));
        self.bring(record.first_byte().filter(|_| scroll));
    }

    /// The first open question of a record, or else its first one.
    pub(super) fn first_of(&self, view: &CodingView, id: RecordId) -> Option<Stop> {
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
        let Some((unit, variable, record)) = keys::question(view, stop) else {
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

    pub(super) fn begin_writing(&mut self, view: &CodingView, stop: Stop, first: String) {
        let Some((unit, variable, record)) = keys::question(view, &stop) else { return };
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
        let selected = self.reader.selected_words().ok_or(Refusal::NothingSelected)?;
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
}
