//! The published codebook for reading: a version, its contents, its pages.

use super::entry::{Entry, entries, folded, found};
use super::screen::CodebookScreen;
use super::view::CodebookView;
use super::{contents, page};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, isolate};
use crate::app::theme::space;
use crate::model::{Codebook, changes};
use egui::{Key, Margin, Panel, Role, Ui};
use std::sync::Arc;

impl CodebookScreen {
    /// The published codebook for reading.
    pub(super) fn read_book(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        let book = self.version(view);
        let book = &*book;
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
            self.versions(ui, look, view);
            if let Some(chosen) = contents::show(ui, look, self, &parts, &shown, (before, self.moved)) {
                self.at = chosen;
                self.moved = true;
            }
        });
        let paper = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(24, 12));
        let moved = std::mem::take(&mut self.moved);
        egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            let before = before_it(view, book);
            if let Some(chosen) = page::show(ui, look, (book, before), &parts, &shown, (self.at, moved)) {
                self.at = chosen;
            }
        });
        let words = look.strings.codebook;
        if look.typing {
            asks.key("Esc", look.strings.shell.close);
        } else {
            asks.key("\u{2191} \u{2193}", words.key_question);
            asks.key("/", words.key_search);
            if view.may_edit {
                asks.key_of(AppCommand::EditCodebook, look.strings);
            }
        }
    }

    /// The version that is read: the one that new codings get, unless another was chosen.
    fn version(&self, view: &CodebookView) -> Arc<Codebook> {
        let chosen = self.older.as_ref().and_then(|version| view.versions.iter().find(|(v, _)| v.version == *version));
        Arc::clone(chosen.map_or(&view.book, |(_, book)| book))
    }

    /// The published versions, where there are several.
    fn versions(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView) {
        if view.versions.len() < 2 {
            return;
        }
        let words = look.strings.drafting;
        parts::heading(ui, look, words.versions);
        let shown = self.version(view).version.clone();
        for (info, _) in &view.versions {
            let codings = look.strings.counted_codings(info.codings);
            let said: Vec<&str> =
                std::iter::once(codings.as_str()).chain(info.holds.then_some(words.for_new)).collect();
            let text = format!("{}: {}", isolate(&info.version), look.strings.list(&said));
            let on = shown == info.version;
            let chip = Chip { one_way: true, ..Chip::answer(None, &text, on, Role::RadioButton) };
            if chip.show(ui, look).clicked() {
                self.older = (!info.holds).then(|| info.version.clone());
                self.at = 0;
            }
        }
        ui.add_space(space(2));
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

/// The version before one, where that is no other codebook, if anything differs.
fn before_it<'a>(view: &'a CodebookView, book: &Codebook) -> Option<&'a Codebook> {
    let at = view.versions.iter().position(|(_, b)| b.id == book.id && b.version == book.version)?;
    let (_, before) = view.versions.get(at.checked_sub(1)?)?;
    (before.id == book.id && !changes(before, book).is_empty()).then_some(before)
}
