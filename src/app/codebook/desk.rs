//! The desk at which the draft is worked on: its parts, the form of one of them, and the panel as coders will see it.

use super::editor::{At, Editor};
use super::screen::CodebookScreen;
use super::view::CodebookView;
use super::{form, outline};
use crate::app::coding::{Preview, Tried};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip};
use crate::app::theme::space;
use egui::{Key, Margin, Panel, Ui};

/// Points of room from which on the panel is shown beside the form.
const WITH_PREVIEW: f32 = 1000.0;

/// How a panel at a side is made.
type Side = fn(&'static str) -> Panel;

impl CodebookScreen {
    /// The draft: its parts, the form of one of them, and the panel as coders will see it.
    pub(super) fn edit(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        let Some(editor) = &mut self.editor else { return };
        outline_keys(ui, look, editor);
        let room = ui.available_width();
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(8, 8));
        let (start, end) = if look.rtl_ui {
            (Panel::right as Side, Panel::left as Side)
        } else {
            (Panel::left as Side, Panel::right as Side)
        };
        let list = start("codebook-outline").frame(frame).resizable(true);
        list.default_size(space(54)).size_range(space(40)..=space(90)).show(ui, |ui| {
            if let Some(at) = outline::show(ui, look, editor) {
                editor.at = at;
                (editor.open, editor.condition) = (None, None);
            }
        });
        let has_room = room >= WITH_PREVIEW;
        if has_room {
            let preview = end("codebook-preview").frame(frame).resizable(true);
            preview.default_size((room * 0.31).clamp(340.0, 460.0)).size_range(280.0..=560.0).show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| self.preview.show_of(ui, look, editor));
            });
        }
        let paper = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 8));
        let chosen = egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            if has_room {
                return form::show(ui, look, view, editor);
            }
            let words = look.strings.drafting;
            let (key, text) =
                (AppCommand::TryCodebook.key_label(), if self.tries { words.to_form } else { words.preview });
            parts::flow(ui, look.rtl_ui, |ui| {
                if Chip::button(key.as_deref(), text).show(ui, look).clicked() {
                    self.tries = !self.tries;
                }
            });
            if !self.tries {
                return form::show(ui, look, view, editor);
            }
            ui.with_layout(parts::column(look), |ui| self.preview.show_of(ui, look, editor));
            false
        });
        let chosen = chosen.inner;
        editor.keep(ui, look, asks, chosen);
        edit_hints(look, asks);
    }
}

/// The panel as coders will see it.
#[derive(Default)]
pub(super) struct Tries(Preview);

impl Tries {
    fn show_of(&mut self, ui: &mut Ui, look: &Look<'_>, editor: &Editor) {
        let words = look.strings.drafting;
        parts::heading(ui, look, words.preview);
        parts::note(ui, look, words.preview_why);
        let book = &editor.draft.book;
        let (unit, question) = match &editor.at {
            At::Unit(code) => (Some(code.as_str()), None),
            At::Question(code) => (book.variable(code).map(|(unit, _)| unit.code.as_str()), Some(code.as_str())),
            At::Book | At::Panels | At::Flags => (None, None),
        };
        self.0.show(ui, look, Tried { book, edition: editor.edition, unit, question });
    }
}

/// Arrows go through the parts, Page keys from unit to unit.
fn outline_keys(ui: &Ui, look: &Look<'_>, editor: &mut Editor) {
    keyboard::take(ui, look, |key, _, _| {
        let all = At::all(&editor.draft.book);
        let here = all.iter().position(|at| *at == editor.at).unwrap_or(0);
        let last = all.len().saturating_sub(1);
        let is_unit = |at: &At| !matches!(at, At::Question(_));
        let next = match key {
            Key::ArrowDown => (here + 1).min(last),
            Key::ArrowUp => here.saturating_sub(1),
            Key::PageDown => (here + 1..=last).find(|n| is_unit(&all[*n])).unwrap_or(last),
            Key::PageUp => (0..here).rev().find(|n| is_unit(&all[*n])).unwrap_or(0),
            Key::Home => 0,
            Key::End => last,
            // Into the first field of the form.
            Key::Enter => {
                editor.begins = true;
                return true;
            }
            _ => return false,
        };
        editor.at = all[next].clone();
        (editor.open, editor.condition) = (None, None);
        editor.moved = true;
        true
    });
}

/// The keys that work while the draft is worked on.
fn edit_hints(look: &Look<'_>, asks: &mut Asks) {
    let words = look.strings.drafting;
    if look.typing {
        asks.key("Tab", words.key_fields);
        asks.key("Esc", look.strings.shell.close);
        return;
    }
    asks.key("\u{2191} \u{2193}", words.key_part);
    asks.key("Enter", words.key_fields);
    for command in [
        AppCommand::AddQuestion,
        AppCommand::AddValue,
        AppCommand::AddUnit,
        AppCommand::RetirePart,
        AppCommand::PartUp,
        AppCommand::NextFinding,
        AppCommand::PublishCodebook,
    ] {
        asks.key_of(command, look.strings);
    }
}
