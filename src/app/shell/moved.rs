//! The sheet of a project whose file is gone from its place: to go on in a copy, or where the file is now.

use super::Wish;
use super::forms::{Reply, enters, home, lacks, named, path_style};
use super::row::{about, in_line};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::command::AppCommand;
use crate::app::context::Look;
use crate::app::logic::{Departure, Moved, Purpose, typed_path};
use crate::app::parts::Chip;
use crate::app::theme::{SIZE_TEXT, space};
use egui::{Id, Ui};
use std::path::Path;

/// A project whose file is gone, and the path for a copy as it is written.
#[derive(Debug)]
pub(in crate::app) struct MovedFile {
    why: String,
    place: String,
    pub(super) reply: Reply,
}

impl MovedFile {
    pub(super) fn new(moved: Moved) -> Self {
        Self { why: moved.why, place: moved.place.display().to_string(), reply: Reply::default() }
    }

    /// Takes the file that a dialog gave.
    pub(super) fn take_place(&mut self, path: &Path) {
        self.place = path.display().to_string();
    }
}

/// Offers the ways; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, moved: &mut MovedFile, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.frame;
    let id = Id::unique("copy-place");
    let entered = enters(ui, &[id]);
    ui.add(Label::new(&moved.why).style(Style::new(SIZE_TEXT)).color(look.theme.ink).wrap());
    about(ui, look, words.file_gone_about);
    ui.add_space(space(1));
    named(ui, words.copy_as);
    let field = ui.add(TextEdit::singleline(&mut moved.place, words.copy_as).style(path_style()).id(id));
    if std::mem::take(&mut moved.reply.begins) {
        field.request_focus();
    }
    if field.changed() {
        moved.reply.lacks = None;
    }
    lacks(ui, look, &moved.reply);
    ui.add_space(space(1));
    let pressed = in_line(ui, look, |ui| {
        let pressed = Chip { on: Some(true), ..Chip::button(None, words.go_on_in_copy) }.show(ui, look).clicked();
        if Chip::button(None, words.choose_place).show(ui, look).clicked() {
            let name = Path::new(&moved.place).file_name().unwrap_or_default().to_string_lossy().into_owned();
            wishes.push(Wish::Dialog(Purpose::Place, words.copy_as.to_owned(), name));
        }
        pressed
    });
    in_line(ui, look, |ui| {
        if Chip::button(None, words.open_where_it_is).show(ui, look).clicked() {
            wishes.push(Wish::Command(AppCommand::OpenProject));
        }
        if Chip::button(None, words.close_without_copy).show(ui, look).clicked() {
            wishes.push(Wish::Depart(Departure::Abandon));
        }
    });
    if pressed || entered {
        if moved.place.trim().is_empty() {
            moved.reply.lack(words.no_path);
        } else {
            moved.reply.wait();
            wishes.push(Wish::Copy(typed_path(&moved.place, home().as_deref())));
        }
    }
    false
}
