//! The sheet that asks for a passphrase, and the page that stands while work has the project for itself.

use super::Wish;
use super::forms::{Reply, enters, lacks, named};
use super::row::{about, column, in_line};
use crate::app::bidi::{Label, Style};
use crate::app::context::{Intent, Look};
use crate::app::logic::{Apart, AsksWords, Secret};
use crate::app::parts::Chip;
use crate::app::theme::{SIZE_LARGE, SIZE_TEXT, space};
use egui::{Align2, CentralPanel, CornerRadius, Frame, Id, Sense, TextEdit, Ui, vec2};

/// A passphrase that is being written.
pub(in crate::app) struct Words {
    secret: Secret,
    first: String,
    again: String,
    pub(super) reply: Reply,
}

// What somebody has written is nobody else's business.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("secret", &self.secret).finish_non_exhaustive()
    }
}

impl Words {
    pub(super) fn new(asks: AsksWords) -> Self {
        let reply = Reply { lacks: asks.lacks, ..Reply::default() };
        Self { secret: asks.secret, first: String::new(), again: String::new(), reply }
    }

    pub(super) fn title(&self, look: &Look<'_>) -> &'static str {
        let words = look.strings.team;
        if self.secret.is_new() { words.words_new_title } else { words.words_open_title }
    }
}

/// Asks for the passphrase; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, sheet: &mut Words, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.team;
    let (what, does) = match &sheet.secret {
        Secret::Open(_) => (words.words_open_about, words.words_open),
        Secret::Look(_) => (words.words_look_about, words.words_look),
        Secret::Pack(_) => (words.words_pack_about, words.words_pack),
        Secret::Lock => (words.words_lock_about, words.words_lock),
    };
    about(ui, look, what);
    if let Secret::Open(path) = &sheet.secret {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ui.add(Label::new(&name).style(Style::new(SIZE_TEXT).bold()).wrap());
    }
    let ids = [Id::unique("words"), Id::unique("words-again")];
    let entered = enters(ui, &ids);
    let first = secret_field(ui, look, words.words, &mut sheet.first, ids[0]);
    if std::mem::take(&mut sheet.reply.begins) {
        first.request_focus();
    }
    let mut changed = first.changed();
    if sheet.secret.is_new() {
        changed |= secret_field(ui, look, words.words_again, &mut sheet.again, ids[1]).changed();
    }
    if changed {
        sheet.reply.lacks = None;
    }
    lacks(ui, look, &sheet.reply);
    ui.add_space(space(1));
    let pressed =
        in_line(ui, look, |ui| Chip { on: Some(true), ..Chip::button(Some("Enter"), does) }.show(ui, look).clicked());
    if !pressed && !entered {
        return false;
    }
    if sheet.secret.is_new() && sheet.again.is_empty() && ui.memory(|m| !m.has_focus(ids[1])) && entered {
        // Enter goes on to the second field, as in every form.
        ui.memory_mut(|m| m.request_focus(ids[1]));
        return false;
    }
    if sheet.secret.is_new() && sheet.first != sheet.again {
        sheet.reply.lack(words.words_differ);
        return false;
    }
    wishes.push(Wish::Words(sheet.secret.clone(), std::mem::take(&mut sheet.first)));
    true
}

/// A field whose letters are not shown. Its dots have no direction of their own.
fn secret_field(ui: &mut Ui, look: &Look<'_>, name: &str, text: &mut String, id: Id) -> egui::Response {
    named(ui, name);
    let side = if look.rtl_ui { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let field = TextEdit::singleline(text).password(true).id(id).align(side);
    let field = field.desired_width(f32::INFINITY).margin(vec2(space(2), space(1)));
    let response = ui.add(field);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// How much is done, from the side where reading begins; nothing where that cannot be known.
fn bar(ui: &mut Ui, look: &Look<'_>, width: f32, share: Option<f64>) {
    let Some(share) = share else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(width, space(1)), Sense::hover());
    let radius = CornerRadius::same(2);
    ui.painter().rect_filled(rect, radius, look.theme.edge);
    let done = width * share as f32;
    let filled = if look.rtl_ui { rect.with_min_x(rect.right() - done) } else { rect.with_max_x(rect.left() + done) };
    ui.painter().rect_filled(filled, radius, look.theme.accent);
}

/// What stands in the window while work has the project.
pub(super) fn working(ui: &mut Ui, look: &Look<'_>, work: &Apart, wishes: &mut Vec<Wish>) {
    CentralPanel::default().frame(Frame::new().fill(look.theme.paper)).show(ui, |ui| {
        let width = 360.0_f32.min(ui.available_width() - space(8));
        let area = ui.max_rect();
        let place = egui::Rect::from_center_size(area.center(), vec2(width, space(30)));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place).layout(column(look)), |ui| {
            ui.spacing_mut().item_spacing.y = space(3);
            ui.add(Label::new(work.name()).style(Style::new(SIZE_LARGE).bold()).heading());
            let progress = work.progress();
            bar(ui, look, width, progress.fraction());
            if let Some(total) = progress.total.filter(|total| *total > 1) {
                about(ui, look, &look.strings.packages_done(progress.done, total));
            }
            let cancelled =
                in_line(ui, look, |ui| Chip::button(Some("Esc"), look.strings.shell.cancel).show(ui, look).clicked());
            if cancelled || ui.input(|i| i.key_pressed(egui::Key::Escape)) {
                wishes.push(Wish::Intent(Intent::CancelJob));
            }
        });
    });
}
