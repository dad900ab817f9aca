//! What is known about a page, and the fields where it is written.

use super::screen::Wish;
use crate::app::bidi::{Style, TextEdit};
use crate::app::context::{Asks, Look};
use crate::app::parts;
use crate::app::theme::{SIZE_TEXT, space};
use crate::model::DocumentId;
use crate::project::{Command, DocumentView};
use egui::{Id, Key, Ui};

/// Facts that a person writes, by their names in the metadata.
pub(super) const KEYS: [&str; 3] = ["outlet", "date", "byline"];

/// What is being written.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// The words of each field, while they differ from what is kept.
    texts: [Option<String>; KEYS.len()],
    /// Whether the first field is to get the keyboard.
    pub(super) begins: bool,
}

impl Drafts {
    /// Keeps what is half written.
    pub(super) fn keep(&mut self, view: &DocumentView, asks: &mut Asks) {
        self.keep_of(view.document.id, asks);
    }

    /// Keeps what is half written about a document that is no longer shown.
    pub(super) fn keep_of(&mut self, document: DocumentId, asks: &mut Asks) {
        for (key, text) in KEYS.iter().zip(&mut self.texts) {
            if let Some(value) = text.take() {
                asks.project(Command::SetMetadata { document, key: (*key).into(), value: value.trim().into() });
            }
        }
    }
}

/// Draws the fields.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, view: &DocumentView, drafts: &mut Drafts, wishes: &mut Vec<Wish>) {
    let words = look.strings.importing;
    let names = [words.outlet, words.date, words.byline];
    for (at, (key, name)) in KEYS.into_iter().zip(names).enumerate() {
        let kept = view.document.metadata.get(key).map_or("", String::as_str);
        let mut text = drafts.texts[at].clone().unwrap_or_else(|| kept.to_owned());
        parts::note(ui, look, name);
        let id = Id::unique(("import-fact", view.document.id, key));
        // The date as the page prints it helps to write the date as the study wants it.
        let printed = view.document.metadata.get("dateline").filter(|_| key == "date").map_or("", String::as_str);
        let field = ui.add(TextEdit::singleline(&mut text, name).hint(printed).style(Style::new(SIZE_TEXT)).id(id));
        if at == 0 && std::mem::take(&mut drafts.begins) {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
            drafts.texts[at] = None;
            continue;
        }
        drafts.texts[at] = (text != kept).then_some(text);
        if field.lost_focus()
            && let Some(value) = drafts.texts[at].take()
        {
            wishes.push(Wish::Fact(key, value.trim().to_owned()));
        }
        let read_from = view.document.metadata.get("date_printed").filter(|p| key == "date" && p.as_str() != kept);
        if let Some(printed) = read_from {
            parts::note(ui, look, &format!("{} {}", words.date_printed, parts::isolate(printed)));
        }
        ui.add_space(space(1));
    }
}
