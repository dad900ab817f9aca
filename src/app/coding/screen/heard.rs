//! What became of the commands that were asked for, and where the coder is then.

use super::Open;
use crate::app::coding::acts::Then;
use crate::app::coding::place::{PanelAt, Stop, panel_of};
use crate::app::coding::questions;
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Look};
use crate::model::{AnswerState, CodingState, Value};
use crate::project::{CodingView, Command};

impl Open {
    /// What became of the commands that were asked for.
    pub(super) fn hear(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, now: f64) {
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

    pub(super) fn then(&mut self, view: &CodingView, then: Then) {
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

    pub(super) fn open_panel_of(&mut self, view: &CodingView, unit: &str) {
        let shows = |at: usize| view.book.panels.get(at).is_some_and(|p| p.units.iter().any(|u| u == unit));
        let already = matches!(self.place.panel, PanelAt::Book(at) if shows(at));
        if let Some(at) = panel_of(&view.book, unit).filter(|_| !already) {
            self.place.panel = PanelAt::Book(at);
            self.place.stop = None;
        }
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
