//! Keys of this frame as wishes. Single keys work only while no text field has the focus.

use super::acts;
use super::grid;
use super::keys;
use super::place::{PanelAt, Place, Stop, role_of_key};
use super::questions;
use super::reading::Reading;
use super::records;
use super::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::context::Look;
use crate::model::{AnswerState, Kind, PanelView, ProposalId, RecordId};
use crate::project::CodingView;
use egui::{Event, Key, Modifiers, Ui};

/// What reading the keys rests on.
pub(crate) struct Desk<'a> {
    /// What every screen may look at.
    pub(crate) look: &'a Look<'a>,
    /// The coding.
    pub(crate) view: &'a CodingView,
    /// Where the coder is.
    pub(crate) place: &'a Place,
    /// Proposals that were waved away.
    pub(crate) waved: &'a [ProposalId],
    /// Whether the panels have the keyboard instead of the article.
    pub(crate) in_panel: bool,
    /// The line of the missing list that the keys are on.
    pub(crate) missing_at: usize,
    /// The caret's byte.
    pub(crate) caret: usize,
    /// Whether the bar that finds is open.
    pub(crate) finding: bool,
    /// Whether the small list at the pointer is open: it has the keys.
    pub(crate) under_menu: bool,
    /// What was answered last, while the focus has moved on by itself.
    pub(crate) last: Option<&'a Stop>,
}

/// What a key moves, beside wishes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Move {
    /// The keyboard goes to the other side.
    SwitchSide,
    /// To another line of the missing list.
    MissingLine(usize),
}

/// Wishes and moves of this frame, in the order of the keys. Used keys are taken out of the input.
pub(crate) fn read(ui: &Ui, desk: &Desk<'_>) -> (Vec<Wish>, Vec<Move>) {
    let (mut wishes, mut moves) = (Vec::new(), Vec::new());
    if desk.under_menu || egui::Popup::is_any_open(ui.ctx()) {
        // Keys of what lies under an open list are not meant.
        return (wishes, moves);
    }
    for command in desk.look.commands {
        desk.command(*command, &mut wishes, &mut moves);
    }
    if desk.look.typing {
        return (wishes, moves);
    }
    let mut tab = false;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return true };
            let used = desk.key(*key, *physical_key, *modifiers, &mut wishes, &mut moves);
            tab |= used && *key == Key::Tab;
            !used
        });
    });
    if tab {
        // egui has noted the key before anybody could use it; the questions have their own order.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    (wishes, moves)
}

impl Desk<'_> {
    fn is_done(&self) -> bool {
        self.view.coding.state == crate::model::CodingState::Done
    }

    fn command(&self, command: AppCommand, wishes: &mut Vec<Wish>, moves: &mut Vec<Move>) {
        let stop = self.place.stop.clone();
        let record = self.place.record(self.view);
        match command {
            AppCommand::NextMissing => wishes.extend(self.missing(false).map(Wish::GoTo)),
            AppCommand::PreviousMissing => wishes.extend(self.missing(true).map(Wish::GoTo)),
            AppCommand::Finish => wishes.push(self.enter()),
            AppCommand::Reopen => wishes.extend(self.is_done().then_some(Wish::Reopen)),
            AppCommand::Memo => wishes.push(Wish::Memo),
            AppCommand::AskLead => {
                let flag = self.view.book.flags.first().map(|f| f.code.clone());
                let target = acts::note_target(self.view, self.place);
                wishes.extend(flag.map(|code| Wish::Flag(target, code)));
            }
            AppCommand::OtherFlags => wishes.push(Wish::OtherFlags),
            AppCommand::NotSure => wishes.push(Wish::Doubt),
            AppCommand::CannotDecide => wishes.extend(stop.map(|s| Wish::State(s, AnswerState::CannotDecide))),
            AppCommand::NotApplicable => {
                let allowed = stop.filter(|s| keys::question(self.view, s).is_some_and(|(_, v, _)| v.allow_na));
                wishes.extend(allowed.map(|s| Wish::State(s, AnswerState::NotApplicable)));
            }
            AppCommand::ClearAnswer => wishes.extend(stop.map(Wish::Clear)),
            AppCommand::WriteAnswer if self.place.panel == PanelAt::Missing => wishes.push(Wish::Reason),
            AppCommand::WriteAnswer => wishes.extend(stop.map(|s| Wish::Write(s, String::new()))),
            AppCommand::AcceptProposal => wishes.extend(self.proposal().map(Wish::Accept)),
            AppCommand::RejectProposal => wishes.extend(self.proposal().map(Wish::Wave)),
            AppCommand::HangUnder => wishes.extend(record.map(Wish::Hang)),
            AppCommand::NewRecord => wishes.extend(self.new_record()),
            AppCommand::RemoveRecord => wishes.extend(self.remove(record)),
            AppCommand::NextRecord => self.step(1, wishes, moves),
            AppCommand::PreviousRecord => self.step(-1, wishes, moves),
            AppCommand::MoveUp => wishes.extend(record.map(|r| Wish::Move(r, -1))),
            AppCommand::MoveDown => wishes.extend(record.map(|r| Wish::Move(r, 1))),
            AppCommand::FoldLines => wishes.push(Wish::Fold),
            AppCommand::GrowSelection => wishes.push(Wish::Read(Reading::Grow)),
            AppCommand::ShrinkSelection => wishes.push(Wish::Read(Reading::Shrink)),
            AppCommand::SelectPhrase => wishes.push(Wish::Read(Reading::Phrase)),
            AppCommand::FindWords => wishes.push(Wish::Read(Reading::Find)),
            AppCommand::FindNext => wishes.push(Wish::Read(Reading::Next { back: false })),
            AppCommand::FindPrevious => wishes.push(Wish::Read(Reading::Next { back: true })),
            AppCommand::SwitchSide => moves.push(Move::SwitchSide),
            AppCommand::NextPanel => wishes.push(Wish::Panel(self.panel(1))),
            AppCommand::PreviousPanel => wishes.push(Wish::Panel(self.panel(-1))),
            _ => {}
        }
    }

    fn key(
        &self,
        key: Key,
        physical: Option<Key>,
        held: Modifiers,
        wishes: &mut Vec<Wish>,
        moves: &mut Vec<Move>,
    ) -> bool {
        if held.alt && !held.command && !held.ctrl {
            return self.alt(key, physical, wishes);
        }
        if held.command || held.ctrl {
            return false;
        }
        match key {
            Key::Escape if self.finding => {
                wishes.push(Wish::Read(Reading::Close));
                return true;
            }
            Key::Tab => {
                wishes.extend(questions::neighbour(self.view, self.place, held.shift).map(Wish::Focus));
                return true;
            }
            // The table of commands leaves Enter to a widget with the focus, and the article is one.
            Key::Enter if !held.shift => {
                wishes.push(self.enter());
                return true;
            }
            Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight if self.in_panel && !held.any() => {
                return self.arrow(key, wishes, moves);
            }
            _ => {}
        }
        let Some(pressed) = keys::pressed(key, physical) else { return false };
        self.letter(pressed, held.shift, wishes)
    }

    fn letter(&self, pressed: char, shift: bool, wishes: &mut Vec<Wish>) -> bool {
        if self.is_done() {
            return false;
        }
        if let Some(stop) = &self.place.stop {
            let offers = keys::offers(self.view, self.place, stop);
            if let Some(offered) = offers.into_iter().find(|o| o.key == Some(pressed)) {
                wishes.push(Wish::Say(stop.clone(), offered.offer, shift));
                return true;
            }
            let writes_digits = keys::question(self.view, stop)
                .is_some_and(|(_, v, _)| matches!(v.kind, Kind::Number | Kind::Date) && pressed.is_ascii_digit());
            if writes_digits && !shift {
                wishes.push(Wish::Write(stop.clone(), pressed.to_string()));
                return true;
            }
        }
        if role_of_key(&self.view.book, self.place.panel, pressed).is_some() {
            wishes.push(Wish::Role(pressed, shift));
            return true;
        }
        false
    }

    fn alt(&self, key: Key, physical: Option<Key>, wishes: &mut Vec<Wish>) -> bool {
        let Some(digit) = keys::pressed(key, physical).and_then(|c| c.to_digit(10)) else { return false };
        let panels = self.view.book.panels.len();
        let at = (digit as usize).checked_sub(1).filter(|at| *at <= panels);
        let Some(at) = at else { return false };
        wishes.push(Wish::Panel(if at == panels { PanelAt::Missing } else { PanelAt::Book(at) }));
        true
    }

    fn arrow(&self, key: Key, wishes: &mut Vec<Wish>, moves: &mut Vec<Move>) -> bool {
        let toward = |reading: isize| if self.look.rtl_ui { -reading } else { reading };
        if grid::shape(self.view, self.place.panel).is_some() {
            let (down, on) = match key {
                Key::ArrowUp => (-1, 0),
                Key::ArrowDown => (1, 0),
                Key::ArrowRight => (0, toward(1)),
                _ => (0, toward(-1)),
            };
            let from = match &self.place.stop {
                Some(stop @ Stop::Cell { .. }) => Some(stop.clone()),
                _ => self
                    .place
                    .record(self.view)
                    .and_then(|id| grid::stop_of(self.view, self.place.panel, self.view.record(id)?)),
            };
            wishes.extend(grid::step(self.view, self.place.panel, from.as_ref(), down, on).map(Wish::Focus));
            return true;
        }
        match key {
            Key::ArrowDown if self.place.panel == PanelAt::Missing => self.step(1, wishes, moves),
            Key::ArrowUp if self.place.panel == PanelAt::Missing => self.step(-1, wishes, moves),
            Key::ArrowDown => wishes.extend(questions::neighbour(self.view, self.place, false).map(Wish::Focus)),
            Key::ArrowUp => wishes.extend(questions::neighbour(self.view, self.place, true).map(Wish::Focus)),
            _ => return false,
        }
        true
    }

    /// Enter: on with a set or a field, to a missing thing, or else done.
    fn enter(&self) -> Wish {
        if self.is_done() {
            return Wish::NextArticle;
        }
        if self.set_led_on() {
            return self.place.stop.clone().map_or(Wish::Leave, Wish::Focus);
        }
        if self.place.panel == PanelAt::Missing
            && let Some(missing) = self.view.missing.get(self.missing_at)
        {
            return Wish::GoTo(missing.clone());
        }
        if let Some(stop) = &self.place.stop
            && let Some((unit, variable, record)) = keys::question(self.view, stop)
        {
            let open = unit.state(record, variable) == AnswerState::NotYetCoded;
            match variable.kind {
                Kind::Set if !open => return self.onward(stop),
                Kind::Number | Kind::Date | Kind::Text | Kind::Entity if open && !variable.optional => {
                    return Wish::Write(stop.clone(), String::new());
                }
                _ => {}
            }
        }
        Wish::Finish(None)
    }

    /// Whether a set has just led on by itself, as it does with a label that excludes the others: the Enter that ends
    /// every other set says nothing more then, and above all not that the article is done.
    fn set_led_on(&self) -> bool {
        let Some(last) = self.last.filter(|last| self.place.stop.as_ref() != Some(last)) else { return false };
        let is_set = keys::question(self.view, last).is_some_and(|(_, v, _)| v.kind == Kind::Set);
        is_set && !self.view.missing.is_empty()
    }

    /// Behind a set: the next question of the panel, or none, as behind every other last question.
    fn onward(&self, stop: &Stop) -> Wish {
        match questions::next_open(self.view, self.place, Some(stop)) {
            Some(next) => Wish::Focus(next),
            None if self.view.missing.is_empty() => Wish::Finish(None),
            None => Wish::Leave,
        }
    }

    /// The next thing that is missing behind the focus, or before it.
    fn missing(&self, back: bool) -> Option<crate::model::Missing> {
        let all = &self.view.missing;
        let at = |stop: &Stop| all.iter().position(|m| self.is_at(m, stop));
        let here = self.place.stop.as_ref().and_then(at);
        // From an answered question on to the open one after it, not back to one that was left out on purpose.
        let onward = || questions::next_open(self.view, self.place, self.place.stop.as_ref()).as_ref().and_then(at);
        let next = match (here, back) {
            (Some(at), false) => (at + 1) % all.len(),
            (Some(at), true) => at.checked_sub(1).unwrap_or(all.len() - 1),
            (None, false) => onward().or_else(|| self.first_here(all)).unwrap_or(0),
            (None, true) => all.len().checked_sub(1)?,
        };
        all.get(next).cloned()
    }

    /// Whether something missing is what a stop asks for.
    fn is_at(&self, missing: &crate::model::Missing, stop: &Stop) -> bool {
        use crate::model::Missing;
        match (missing, stop) {
            (Missing::Answer { record, variable, .. }, Stop::Question { record: r, variable: v }) => {
                record == r && variable == v
            }
            (Missing::Link { record, link, .. }, Stop::Link { record: r, link: l }) => record == r && link == l,
            (Missing::Anchor { record, role, .. }, Stop::Span { record: r, role: own }) => record == r && role == own,
            (Missing::Answer { record, variable, .. }, Stop::Cell { .. }) => {
                self.place.record(self.view) == Some(*record)
                    && grid::is_cell_variable(self.view, self.place.panel, variable)
            }
            _ => false,
        }
    }

    /// The first missing thing of the open panel, so that the coder is not sent away from what is at hand.
    fn first_here(&self, all: &[crate::model::Missing]) -> Option<usize> {
        let PanelAt::Book(panel) = self.place.panel else { return None };
        let units = &self.view.book.panels.get(panel)?.units;
        all.iter().position(|m| units.iter().any(|u| u == m.unit()))
    }

    fn proposal(&self) -> Option<ProposalId> {
        let from = acts::reads_from(self.view, self.caret);
        acts::next_proposal(self.view, self.place, self.waved, from).map(|(_, _, p)| p.id)
    }

    fn new_record(&self) -> Option<Wish> {
        if let Some(unit) = keys::makes_new(self.view, self.place.panel) {
            return Some(Wish::New(unit.code.clone()));
        }
        grid::shape(self.view, self.place.panel).map(|_| Wish::Focus(Stop::NewCell { row: None, column: None }))
    }

    /// The span of the chosen record that the caret stands in, or else the record.
    fn remove(&self, record: Option<RecordId>) -> Option<Wish> {
        let record = record.and_then(|id| self.view.record(id))?;
        let anchor = record.anchors.iter().find(|a| a.span.start() <= self.caret && self.caret < a.span.end());
        match anchor.filter(|_| !self.in_panel && record.anchors.len() > 1) {
            Some(anchor) => Some(Wish::RemoveAnchor(anchor.id)),
            None => Some(Wish::RemoveRecord(record.id)),
        }
    }

    /// The next record of a list, cell of a grid, line of the missing list, or question.
    fn step(&self, by: isize, wishes: &mut Vec<Wish>, moves: &mut Vec<Move>) {
        let PanelAt::Book(at) = self.place.panel else {
            let last = self.view.missing.len().saturating_sub(1);
            moves.push(Move::MissingLine(self.missing_at.saturating_add_signed(by).min(last)));
            return;
        };
        let Some(panel) = self.view.book.panels.get(at) else { return };
        match &panel.view {
            PanelView::List => {
                let lines: Vec<RecordId> =
                    panel.units.iter().flat_map(|u| records::lines(self.view, u)).map(|l| l.record).collect();
                let now = panel.units.iter().find_map(|u| self.place.chosen(self.view, u));
                let from = now.and_then(|id| lines.iter().position(|l| *l == id));
                let next = match from {
                    None if by > 0 => 0,
                    None => lines.len().saturating_sub(1),
                    Some(at) => at.saturating_add_signed(by).min(lines.len().saturating_sub(1)),
                };
                wishes.extend(lines.get(next).copied().map(Wish::Choose));
            }
            PanelView::Grid(_) => {
                let cells: Vec<Stop> = questions::stops(self.view, self.place)
                    .into_iter()
                    .filter(|s| matches!(s, Stop::Cell { .. }))
                    .collect();
                let here = self
                    .place
                    .record(self.view)
                    .and_then(|id| grid::stop_of(self.view, self.place.panel, self.view.record(id)?));
                let from = here.and_then(|s| cells.iter().position(|c| *c == s));
                let next = from.map_or(0, |at| at.saturating_add_signed(by).min(cells.len().saturating_sub(1)));
                wishes.extend(cells.get(next).cloned().map(Wish::Focus));
            }
            PanelView::Form => {
                wishes.extend(questions::neighbour(self.view, self.place, by < 0).map(Wish::Focus));
            }
        }
    }

    fn panel(&self, by: isize) -> PanelAt {
        let panels = self.view.book.panels.len();
        let now = match self.place.panel {
            PanelAt::Book(at) => at,
            PanelAt::Missing => panels,
        };
        let next = (now + panels + 1).saturating_add_signed(by) % (panels + 1);
        if next == panels { PanelAt::Missing } else { PanelAt::Book(next) }
    }
}
