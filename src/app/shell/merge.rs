//! The sheet of merging: first the packages, then what they would bring, then the act.

use super::Wish;
use super::forms::{Files, path_field};
use super::row::{about, in_line};
use crate::app::bidi::{Label, Style};
use crate::app::context::{Intent, Look, PackageWish};
use crate::app::logic::{MergeLook, Purpose};
use crate::app::parts::Chip;
use crate::app::scroll;
use crate::app::theme::{SIZE_TEXT, space};
use egui::{Key, ScrollArea, Ui};

/// What is to be merged.
#[derive(Debug, Default)]
pub(in crate::app) struct Merging {
    pub(super) files: Files,
    look: Option<MergeLook>,
    /// Whether the button is to get the keyboard.
    begins: bool,
}

impl Merging {
    pub(super) fn looked(look: MergeLook) -> Self {
        Self { look: Some(look), begins: true, ..Self::default() }
    }
}

/// Asks for the folder in which packages come and go; whether nothing more is to be asked.
pub(super) fn mailbox(ui: &mut Ui, look: &Look<'_>, files: &mut Files, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.team;
    about(ui, look, words.mailbox_why);
    let field = (words.path_of_mailbox, words.mailbox_use);
    if let Some(path) = path_field(ui, look, files, field, (words.mailbox_choose, Purpose::Folder), wishes) {
        files.reply.wait();
        wishes.push(Wish::Intent(Intent::Packages(PackageWish::Mailbox(Some(path)))));
    }
    false
}

/// Asks for packages, or whether to merge those that were looked at; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, merging: &mut Merging, high: f32, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.team;
    let Some(found) = &merging.look else {
        about(ui, look, words.merge_about);
        let field = (words.path_of_packages, words.look_first);
        let given = path_field(ui, look, &mut merging.files, field, (words.choose_packages, Purpose::Packages), wishes);
        if let Some(path) = given {
            merging.files.reply.wait();
            wishes.push(Wish::Intent(Intent::Packages(PackageWish::Look(vec![path]))));
        }
        return false;
    };
    about(ui, look, if found.brings { words.merge_would } else { words.merge_nothing });
    let area = ScrollArea::vertical().max_height((high - space(48)).max(space(20)));
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space(2);
            for (line, refused) in &found.lines {
                let color = if *refused { look.theme.bad } else { look.theme.ink };
                ui.add(Label::new(line).style(Style::new(SIZE_TEXT)).color(color).wrap());
            }
        })
    });
    ui.add_space(space(1));
    let entered = ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Enter));
    let pressed = in_line(ui, look, |ui| {
        if !found.brings {
            return false;
        }
        let button = Chip { on: Some(true), ..Chip::button(Some("Enter"), words.merge) }.show(ui, look);
        if std::mem::take(&mut merging.begins) {
            button.request_focus();
        }
        button.clicked()
    });
    if found.brings && (pressed || entered) {
        wishes.push(Wish::Intent(Intent::Packages(PackageWish::Merge(found.paths.clone()))));
        return true;
    }
    entered
}
