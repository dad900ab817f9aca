//! Draws the panels. Nothing here changes anything: what the coder wants is collected as wishes.

pub(super) mod find;
pub(super) mod form;
pub(super) mod grid_panel;
pub(super) mod list;
pub(super) mod missing;
pub(super) mod notes;
pub(super) mod question;
pub(super) mod tabs;

use super::place::{PanelAt, Place};
use super::wish::Wish;
use crate::app::context::Look;
use crate::app::strings::locale;
use crate::model::{AnswerState, CodingState, PanelView, ProposalId, RecordId, Value, Variable};
use crate::project::CodingView;
use egui::{Align, Layout, Ui};

/// What is being written and not yet taken.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// The field of a question.
    pub(crate) writing: Option<Writing>,
    /// The memo.
    pub(crate) memo: Option<MemoDraft>,
    /// The reason for "done all the same".
    pub(crate) reason: String,
    /// Whether the field of the reason still has to get the keyboard.
    pub(crate) reason_begins: bool,
    /// Whether the list of the other flags is to open.
    pub(crate) flags_begin: bool,
    /// The line of the missing list that the keys are on.
    pub(crate) missing_at: usize,
    /// Whether "done" was refused, so that the list offers the reason.
    pub(crate) refused: bool,
}

/// The open field of a question.
#[derive(Clone, Debug)]
pub(crate) struct Writing {
    /// Of which question.
    pub(crate) stop: super::place::Stop,
    /// The words so far.
    pub(crate) text: String,
    /// The words that are already kept.
    pub(crate) kept: String,
    /// Whether the field still has to get the keyboard.
    pub(crate) begins: bool,
}

/// The open memo.
#[derive(Debug)]
pub(crate) struct MemoDraft {
    /// On what.
    pub(crate) target: crate::model::NoteTarget,
    /// The words so far.
    pub(crate) text: String,
    /// The words that are already kept.
    pub(crate) kept: String,
    /// When a letter was typed last, in the window's seconds.
    pub(crate) typed_at: f64,
    /// Since when there are words that are not kept, in the window's seconds.
    pub(crate) unkept_since: Option<f64>,
    /// Whether the field still has to get the keyboard.
    pub(crate) begins: bool,
}

/// Everything that drawing reads, and the wishes that it collects.
pub(crate) struct Pen<'a> {
    /// What every screen may look at.
    pub(crate) look: &'a Look<'a>,
    /// The coding.
    pub(crate) view: &'a CodingView,
    /// Where the coder is.
    pub(crate) place: &'a Place,
    /// Proposals that were waved away.
    pub(crate) waved: &'a [ProposalId],
    /// Byte from which the coder reads on: what a rule proposes is offered from there.
    pub(crate) reads_from: usize,
    /// What is being written.
    pub(crate) drafts: &'a mut Drafts,
    /// What the coder wants.
    pub(crate) wishes: Vec<Wish>,
    /// The record under the pointer: its spans light up in the article.
    pub(crate) hovered: Option<RecordId>,
    /// Whether the focus has moved since the last frame: then it is scrolled into sight.
    pub(crate) focus_moved: bool,
    /// Whether the panels have the keyboard: then the focus is a real one.
    pub(crate) has_keyboard: bool,
}

impl Pen<'_> {
    /// Whether answers are closed.
    pub(crate) fn is_done(&self) -> bool {
        self.view.coding.state == CodingState::Done
    }
    /// Wishes for something.
    pub(crate) fn wish(&mut self, wish: Wish) {
        self.wishes.push(wish);
    }
    /// A column that begins where lines begin.
    pub(crate) fn column(&self) -> Layout {
        Layout::top_down(if self.look.rtl_ui { Align::Max } else { Align::Min })
    }
}

/// Draws a panel: its questions, its records, its grid, or what is missing.
pub(crate) fn draw_panel(ui: &mut Ui, pen: &mut Pen<'_>, panel: PanelAt) {
    let at = match panel {
        PanelAt::Missing => return missing::show(ui, pen),
        PanelAt::Book(at) => at,
    };
    let Some(panel) = pen.view.book.panels.get(at) else { return };
    match &panel.view {
        PanelView::Form => form::show(ui, pen, panel),
        PanelView::List => list::show(ui, pen, panel),
        PanelView::Grid(_) => grid_panel::show(ui, pen, panel),
    }
}

/// An answer in words; empty where there is none.
pub(crate) fn answer_text(look: &Look<'_>, variable: &Variable, state: &AnswerState) -> String {
    let words = look.strings.coding;
    let name = |code: &String| variable.value(code).map_or(code.as_str(), |v| v.label.get(look.language)).to_owned();
    match state {
        AnswerState::NotYetCoded => String::new(),
        AnswerState::NotApplicable => words.does_not_apply.to_owned(),
        AnswerState::CannotDecide => words.cannot_decide.to_owned(),
        AnswerState::Coded(Value::Code(code)) => name(code),
        AnswerState::Coded(Value::Codes(codes)) if codes.is_empty() => words.none_of_these.to_owned(),
        AnswerState::Coded(Value::Codes(codes)) => {
            // Labels hold commas themselves.
            let between = match look.language {
                crate::model::UiLanguage::En => "; ",
                crate::model::UiLanguage::Ar => "؛ ",
            };
            codes.iter().map(name).collect::<Vec<_>>().join(between)
        }
        AnswerState::Coded(Value::Number(n)) => locale::digits(look.language, &n.to_string()),
        AnswerState::Coded(Value::Date(day)) => locale::date(look.language, day),
        AnswerState::Coded(Value::Text(text)) => text.clone(),
    }
}
