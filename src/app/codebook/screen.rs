//! The screen itself.

use super::entry::{Entry, entries, folded, found};
use super::{contents, page};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Look};
use crate::app::keyboard;
use crate::app::theme::space;
use crate::model::Codebook;
use egui::{Key, Margin, Panel, Ui};

/// What the codebook screen remembers between frames.
#[derive(Debug, Default)]
pub struct CodebookScreen {
    /// What is searched for.
    pub(super) search: String,
    /// Whether the search field is to get the keyboard.
    pub(super) begins: bool,
    at: usize,
    moved: bool,
    /// Identity and version of the codebook, and the folded words of its parts.
    words: Option<(String, String, Vec<String>)>,
}

impl CodebookScreen {
    /// Draws the codebook.
    pub fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, book: &Codebook, asks: &mut Asks) {
        let parts = entries(book);
        self.read(book);
        let words = self.words.as_ref().map(|(_, _, words)| words.as_slice()).unwrap_or_default();
        let shown = found(words, &self.search);
        self.keys(ui, look, &parts, &shown);
        if !shown.contains(&self.at) {
            self.at = shown.first().copied().unwrap_or(0);
        }
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        let list = if look.rtl_ui { Panel::right("codebook-list") } else { Panel::left("codebook-list") };
        let list = list.frame(frame).resizable(true).default_size(space(68)).size_range(space(50)..=space(110));
        let before = self.at;
        list.show(ui, |ui| {
            if let Some(chosen) = contents::show(ui, look, self, &parts, &shown, (before, self.moved)) {
                self.at = chosen;
                self.moved = true;
            }
        });
        let paper = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(24, 12));
        let moved = std::mem::take(&mut self.moved);
        egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            if let Some(chosen) = page::show(ui, look, book, &parts, &shown, (self.at, moved)) {
                self.at = chosen;
            }
        });
        let words = look.strings.codebook;
        if look.typing {
            asks.key("Esc", look.strings.shell.close);
        } else {
            asks.key("\u{2191} \u{2193}", words.key_question);
            asks.key("/", words.key_search);
        }
    }

    /// Folds the words of a codebook that was not shown before.
    fn read(&mut self, book: &Codebook) {
        let same = self.words.as_ref().is_some_and(|(id, version, _)| *id == book.id && *version == book.version);
        if !same {
            self.words = Some((book.id.clone(), book.version.clone(), folded(book)));
        }
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, parts: &[Entry<'_>], shown: &[usize]) {
        self.begins |= look.commands.contains(&AppCommand::Search);
        keyboard::take(ui, look, |key, _, held| {
            let here = shown.iter().position(|at| *at == self.at).unwrap_or(0);
            let last = shown.len().saturating_sub(1);
            let is_unit = |at: &usize| matches!(parts.get(*at), Some(Entry::Unit(_) | Entry::Flags));
            let next = match key {
                Key::ArrowDown => (here + 1).min(last),
                Key::ArrowUp => here.saturating_sub(1),
                // From unit to unit.
                Key::PageDown => (here + 1..=last).find(|n| is_unit(&shown[*n])).unwrap_or(last),
                Key::PageUp => (0..here).rev().find(|n| is_unit(&shown[*n])).unwrap_or(0),
                Key::Home => 0,
                Key::End => last,
                Key::Slash if !held.shift => {
                    self.begins = true;
                    return true;
                }
                _ => return false,
            };
            self.at = shown.get(next).copied().unwrap_or(self.at);
            self.moved = true;
            true
        });
    }
}
