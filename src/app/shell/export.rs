//! The sheet of exports: which form, what is left out, where to.

use super::Wish;
use super::forms::{Reply, enters, home, lacks, named, path_style};
use super::row::{Row, about, group, in_line};
use crate::app::bidi::TextEdit;
use crate::app::context::{Intent, Look};
use crate::app::logic::{Purpose, typed_path};
use crate::app::parts::{Chip, flow};
use crate::app::scroll;
use crate::app::theme::space;
use crate::export::{ExportChoice, FORMATS, Format};
use crate::project::ExportOrder;
use egui::{Align, Id, Key, Modifiers, Role, ScrollArea, Ui};
use std::path::{Path, PathBuf};

/// An export that is being chosen.
#[derive(Debug)]
pub(in crate::app) struct Exporting {
    /// The project, beside which files are put unless somebody says otherwise.
    project: PathBuf,
    /// Place of the format in the registry.
    at: usize,
    moved: bool,
    choice: ExportChoice,
    place: String,
    /// Whether the place follows the format, as it does until somebody writes it.
    follows: bool,
    pub(super) reply: Reply,
}

impl Exporting {
    pub(super) fn new(project: &Path) -> Self {
        let mut out = Self {
            project: project.to_path_buf(),
            at: 0,
            moved: true,
            choice: ExportChoice::default(),
            place: String::new(),
            follows: true,
            reply: Reply::default(),
        };
        out.choose(FORMATS.iter().position(|f| f.name == "csv-wide").unwrap_or(0));
        out
    }

    /// Takes the folder that a dialog gave.
    pub(super) fn take_folder(&mut self, folder: &Path) {
        let name = Path::new(&self.place).file_name().unwrap_or_default();
        self.place = folder.join(name).display().to_string();
        self.follows = false;
    }

    fn format(&self) -> &'static Format {
        FORMATS.get(self.at).unwrap_or(&FORMATS[0])
    }

    fn choose(&mut self, at: usize) {
        self.at = at.min(FORMATS.len() - 1);
        self.moved = true;
        if self.follows {
            self.place = free_place(&self.project, self.format()).display().to_string();
        }
    }

    fn order(&self) -> ExportOrder {
        let to = typed_path(&self.place, home().as_deref());
        ExportOrder { format: self.format().name.to_owned(), to, force: false, choice: self.choice }
    }
}

/// A place beside the project where nothing stands: a folder, or a file for a format that is one.
fn free_place(project: &Path, format: &Format) -> PathBuf {
    let stem = project.file_stem().unwrap_or_default().to_string_lossy();
    let ending = format.file.and_then(|file| Path::new(file).extension()).map(|e| e.to_string_lossy().into_owned());
    let named = |again: &str| match &ending {
        Some(ending) => project.with_file_name(format!("{stem}{again}.{ending}")),
        None => project.with_file_name(format!("{stem} {}{again}", format.name)),
    };
    let is_free = |path: &PathBuf| !path.exists();
    let numbered = (2..1000).map(|n| named(&format!(" {n}")));
    std::iter::once(named("")).chain(numbered).find(is_free).unwrap_or_else(|| named(""))
}

/// Asks for form, place and what is left out; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, sheet: &mut Exporting, high: f32, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.exporting;
    about(ui, look, words.about);
    keys(ui, sheet);
    let id = Id::unique("export-place");
    let entered = enters(ui, &[id]);
    let area = ScrollArea::vertical().max_height((high - space(82)).max(space(24)));
    let (at, moved, mut clicked) = (sheet.at, std::mem::take(&mut sheet.moved), None);
    group(ui, look, words.form);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (n, format) in FORMATS.iter().enumerate() {
                let (title, note) = look.strings.export_format(format.name);
                let row = Row { note, on: n == at, ..Row::new(title) }.show(ui, look);
                if n == at && moved {
                    row.scroll_to_me(Some(Align::Center));
                }
                if row.clicked() {
                    clicked = Some(n);
                }
            }
        })
    });
    if let Some(clicked) = clicked {
        sheet.choose(clicked);
    }
    ui.add_space(space(1));
    group(ui, look, words.left_out);
    flow(ui, look.rtl_ui, |ui| {
        let choice = &mut sheet.choice;
        for (name, on) in [(words.pseudonyms, &mut choice.pseudonyms), (words.no_texts, &mut choice.without_texts)] {
            if Chip::answer(None, name, *on, Role::CheckBox).show(ui, look).clicked() {
                *on = !*on;
            }
        }
    });
    about(ui, look, words.left_out_about);
    named(ui, words.place);
    let field = ui.add(TextEdit::singleline(&mut sheet.place, words.place).style(path_style()).id(id));
    if std::mem::take(&mut sheet.reply.begins) {
        field.request_focus();
    }
    if field.changed() {
        sheet.follows = false;
        sheet.reply.lacks = None;
    }
    lacks(ui, look, &sheet.reply);
    ui.add_space(space(1));
    let pressed = in_line(ui, look, |ui| {
        let pressed = Chip { on: Some(true), ..Chip::button(Some("Enter"), words.export) }.show(ui, look).clicked();
        if Chip::button(None, words.choose_folder).show(ui, look).clicked() {
            wishes.push(Wish::Dialog(Purpose::Target, words.choose_folder.to_owned(), String::new()));
        }
        pressed
    });
    if !pressed && !entered {
        return false;
    }
    if sheet.place.trim().is_empty() {
        sheet.reply.lack(look.strings.frame.no_path);
        return false;
    }
    wishes.push(Wish::Intent(Intent::Export(sheet.order())));
    true
}

/// Up and down go through the forms, also while the place is written.
fn keys(ui: &Ui, sheet: &mut Exporting) {
    // On a slow machine one frame may hear of several presses.
    let times = |key: Key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    let (down, up) = (times(Key::ArrowDown), times(Key::ArrowUp));
    if down + up > 0 {
        sheet.choose((sheet.at + down).saturating_sub(up));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_follows_the_form_until_somebody_writes_it_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("study.mizan");
        let mut sheet = Exporting::new(&project);
        assert!(sheet.place.ends_with("study csv-wide"), "{}", sheet.place);
        sheet.choose(FORMATS.iter().position(|f| f.name == "xlsx").unwrap());
        assert!(sheet.place.ends_with("study.xlsx"), "{}", sheet.place);
        std::fs::write(folder.path().join("study.qdpx"), b"mine").unwrap();
        sheet.choose(FORMATS.iter().position(|f| f.name == "refi-qda").unwrap());
        assert!(sheet.place.ends_with("study 2.qdpx"), "{}", sheet.place);
        sheet.take_folder(Path::new("/elsewhere"));
        sheet.choose(0);
        assert_eq!(sheet.order().to, Path::new("/elsewhere/study 2.qdpx"));
    }
}
