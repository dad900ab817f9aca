//! Sheets with a path: a new project, a project to open, pages to add. Dialogs of the desktop are offered beside the
//! field, because not every desktop has them.

use super::Wish;
use super::row::{Row, about, group, in_line};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::codebook::CodebookWish;
use crate::app::context::{Intent, Look};
use crate::app::logic::{Departure, Logic, Purpose, typed_path};
use crate::app::parts::{Chip, flow};
use crate::app::scroll;
use crate::app::theme::{SIZE_TEXT, space};
use crate::project::{TEMPLATES, Template};
use crate::text::direction::Direction;
use egui::{Id, Key, Role, ScrollArea, Ui};
use std::path::{Path, PathBuf};

/// What a sheet hears of the path that it gave.
#[derive(Debug)]
pub(super) struct Reply {
    /// What is lacking or was refused.
    pub(super) lacks: Option<String>,
    /// Whether the answer is still to come.
    pub(super) waits: bool,
    /// Whether the first field is to get the keyboard.
    pub(super) begins: bool,
}

impl Default for Reply {
    fn default() -> Self {
        Self { lacks: None, waits: false, begins: true }
    }
}

impl Reply {
    /// Something is lacking. Enter gives the keyboard away; whoever has to go on writing gets it back.
    pub(super) fn lack(&mut self, what: &str) {
        *self = Self { lacks: Some(what.to_owned()), waits: false, begins: true };
    }
    /// A path was given.
    pub(super) fn wait(&mut self) {
        *self = Self { lacks: None, waits: true, begins: false };
    }
}

/// Name and file of a project that is to begin.
#[derive(Debug)]
pub(in crate::app) struct NewProject {
    title: String,
    place: String,
    /// Whether the file follows the name, as it does until somebody writes it.
    follows: bool,
    template: Template,
    pub(super) reply: Reply,
}

impl NewProject {
    pub(super) fn new(place: &Path) -> Self {
        Self {
            title: String::new(),
            place: place.display().to_string(),
            follows: true,
            template: TEMPLATES[0],
            reply: Reply::default(),
        }
    }

    /// Takes the file that a dialog gave.
    pub(super) fn take_place(&mut self, path: &Path) {
        self.place = path.display().to_string();
        self.follows = false;
    }
}

/// A path that is being written.
#[derive(Debug, Default)]
pub(in crate::app) struct Files {
    path: String,
    pub(super) reply: Reply,
}

impl Files {
    /// A path to begin with.
    pub(super) fn at(path: &Path) -> Self {
        Self { path: path.display().to_string(), reply: Reply::default() }
    }

    /// Takes the file that a dialog gave.
    pub(super) fn take_place(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }
}

pub(super) fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|d| d.home_dir().to_path_buf())
}

/// Paths are written from left to right, whatever letters they have.
pub(super) fn path_style() -> Style {
    Style::new(SIZE_TEXT).direction(Direction::Ltr)
}

pub(super) fn named(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).style(Style::new(SIZE_TEXT).bold()));
}

pub(super) fn lacks(ui: &mut Ui, look: &Look<'_>, reply: &Reply) {
    if let Some(what) = &reply.lacks {
        ui.add(Label::new(what).style(Style::new(SIZE_TEXT)).color(look.theme.bad).wrap());
    }
}

/// Whether Enter is pressed in a field; asked before the field takes the key.
pub(super) fn enters(ui: &Ui, fields: &[Id]) -> bool {
    fields.iter().any(|id| ui.memory(|m| m.has_focus(*id))) && ui.input(|i| i.key_pressed(Key::Enter))
}

/// Asks for name and file; whether nothing more is to be asked.
pub(super) fn new_project(
    ui: &mut Ui,
    look: &Look<'_>,
    logic: &Logic,
    new: &mut NewProject,
    wishes: &mut Vec<Wish>,
) -> bool {
    let words = look.strings.frame;
    let ids = [Id::unique("new-title"), Id::unique("new-place")];
    let entered = enters(ui, &ids);
    about(ui, look, words.door_new_about);
    named(ui, words.title);
    let title = ui.add(TextEdit::singleline(&mut new.title, words.title).hint(words.title_hint).id(ids[0]));
    if std::mem::take(&mut new.reply.begins) {
        title.request_focus();
    }
    if title.changed() {
        new.reply.lacks = None;
        if new.follows {
            new.place = logic.place_for(&new.title).display().to_string();
        }
    }
    named(ui, words.place);
    let place = ui.add(TextEdit::singleline(&mut new.place, words.place).style(path_style()).id(ids[1]));
    if place.changed() {
        new.follows = false;
        new.reply.lacks = None;
    }
    named(ui, words.codebook);
    let said = [
        (words.codebook_whole, words.codebook_whole_about),
        (words.codebook_stance, words.codebook_stance_about),
        (words.codebook_attribution, words.codebook_attribution_about),
        (words.codebook_blank, words.codebook_blank_about),
    ];
    let mut is_for = "";
    flow(ui, look.rtl_ui, |ui| {
        for (template, (name, what)) in TEMPLATES.into_iter().zip(said) {
            if Chip::answer(None, name, template == new.template, Role::RadioButton).show(ui, look).clicked() {
                new.template = template;
            }
            if template == new.template {
                is_for = what;
            }
        }
    });
    about(ui, look, is_for);
    lacks(ui, look, &new.reply);
    ui.add_space(space(1));
    let pressed = in_line(ui, look, |ui| {
        let create = Chip { on: Some(true), ..Chip::button(None, words.create) };
        let pressed = create.show(ui, look).clicked();
        if Chip::button(None, words.choose_place).show(ui, look).clicked() {
            let name = Path::new(&new.place).file_name().unwrap_or_default().to_string_lossy().into_owned();
            wishes.push(Wish::Dialog(Purpose::Place, words.door_new.to_owned(), name));
        }
        pressed
    });
    if !pressed && !entered {
        return false;
    }
    if new.title.trim().is_empty() {
        new.reply.lack(words.no_name);
    } else if new.place.trim().is_empty() {
        new.reply.lack(words.no_path);
    } else {
        let path = typed_path(&new.place, home().as_deref());
        new.reply.wait();
        let title = new.title.trim().to_owned();
        wishes.push(Wish::Depart(Departure::Create { title, path, template: new.template }));
    }
    false
}

/// A path, with the dialog beside it; the path when it is given.
pub(super) fn path_field(
    ui: &mut Ui,
    look: &Look<'_>,
    files: &mut Files,
    (name, does): (&str, &str),
    (dialog, purpose): (&str, Purpose),
    wishes: &mut Vec<Wish>,
) -> Option<PathBuf> {
    let id = Id::unique("path");
    let entered = enters(ui, &[id]);
    named(ui, name);
    let field = ui.add(TextEdit::singleline(&mut files.path, name).style(path_style()).id(id));
    if std::mem::take(&mut files.reply.begins) {
        field.request_focus();
    }
    if field.changed() {
        files.reply.lacks = None;
    }
    lacks(ui, look, &files.reply);
    ui.add_space(space(1));
    let pressed = in_line(ui, look, |ui| {
        let pressed = Chip { on: Some(true), ..Chip::button(None, does) }.show(ui, look).clicked();
        if Chip::button(None, dialog).show(ui, look).clicked() {
            wishes.push(Wish::Dialog(purpose, dialog.to_owned(), String::new()));
        }
        pressed
    });
    if !pressed && !entered {
        return None;
    }
    if files.path.trim().is_empty() {
        files.reply.lack(look.strings.frame.no_path);
        return None;
    }
    Some(typed_path(&files.path, home().as_deref()))
}

/// Asks for a project; whether nothing more is to be asked.
pub(super) fn open_project(
    ui: &mut Ui,
    look: &Look<'_>,
    logic: &Logic,
    files: &mut Files,
    wishes: &mut Vec<Wish>,
) -> bool {
    let words = look.strings.frame;
    about(ui, look, words.door_open_about);
    let given =
        path_field(ui, look, files, (words.path_of_project, words.open), (words.choose_file, Purpose::Open), wishes);
    let mut chosen = given;
    let recent = &logic.memory().recent;
    if !recent.is_empty() {
        ui.add_space(space(1));
        group(ui, look, words.recent);
        scroll::show(ui, look.rtl_ui, ScrollArea::vertical().max_height(space(60)), |ui, area| {
            area.show(ui, |ui| {
                for project in recent {
                    let path = project.path.display().to_string();
                    let row = Row { note: &path, role: Role::Button, ..Row::new(&project.title) };
                    if row.show(ui, look).clicked() {
                        files.path = path;
                        chosen = Some(project.path.clone());
                    }
                }
            })
        });
    }
    if let Some(path) = chosen {
        files.reply.wait();
        wishes.push(Wish::Depart(Departure::Open(path)));
    }
    false
}

/// Asks for pages; whether nothing more is to be asked.
pub(super) fn add_files(ui: &mut Ui, look: &Look<'_>, files: &mut Files, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.frame;
    about(ui, look, words.add_about);
    let given = path_field(
        ui,
        look,
        files,
        (words.path_of_pages, words.add_these),
        (words.choose_files, Purpose::Pages),
        wishes,
    );
    if let Some(path) = given {
        files.reply.wait();
        wishes.push(Wish::Intent(Intent::Import(vec![path])));
    }
    false
}

/// Asks for a codebook that the draft becomes; whether nothing more is to be asked.
pub(super) fn codebook_from(ui: &mut Ui, look: &Look<'_>, files: &mut Files, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.drafting;
    about(ui, look, words.import_about);
    let field = (words.path_of_import, words.import_does);
    let dialog = (look.strings.frame.choose_file, Purpose::Codebook);
    if let Some(path) = path_field(ui, look, files, field, dialog, wishes) {
        files.reply.wait();
        wishes.push(Wish::Intent(Intent::Codebook(CodebookWish::Import(path))));
    }
    false
}

/// Asks where the codebook is to be written; whether nothing more is to be asked.
pub(super) fn codebook_to(ui: &mut Ui, look: &Look<'_>, files: &mut Files, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.drafting;
    about(ui, look, words.export_about);
    let field = (words.path_of_export, words.export_does);
    let dialog = (look.strings.frame.choose_place, Purpose::CodebookTo);
    if let Some(path) = path_field(ui, look, files, field, dialog, wishes) {
        files.reply.wait();
        wishes.push(Wish::Intent(Intent::Codebook(CodebookWish::Export(path))));
    }
    false
}
