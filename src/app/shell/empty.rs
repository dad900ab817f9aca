//! Screens without content say why, and what can be done.

use super::Wish;
use super::row::{about, column, heading};
use crate::app::bidi::Label;
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Look};
use crate::app::logic::Study;
use crate::app::parts::Chip;
use crate::app::theme::space;
use egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// Width of an explanation in points.
const WIDTH: f32 = 460.0;

/// A column in the middle of the screen, a little above its half.
pub(super) fn in_the_middle(ui: &mut Ui, look: &Look<'_>, contents: impl FnOnce(&mut Ui)) {
    let room = ui.max_rect();
    let width = WIDTH.min(room.width() - space(8));
    let top = room.top() + (room.height() * 0.28).min(220.0);
    let rect = Rect::from_min_size(pos2(room.center().x - width / 2.0, top), vec2(width, room.bottom() - top));
    let mut middle = ui.new_child(UiBuilder::new().max_rect(rect).layout(column(look)));
    middle.spacing_mut().item_spacing.y = space(3);
    contents(&mut middle);
}

/// The coding screen without an article.
pub(super) fn coding(ui: &mut Ui, look: &Look<'_>, study: &Study, asks: &mut Asks, wishes: &mut Vec<Wish>) {
    let words = look.strings.frame;
    let (title, why, ways): (&str, &str, &[AppCommand]) = if study.coder.is_none() {
        (words.nobody_chosen, words.who_about, &[AppCommand::ChooseCoder])
    } else if !study.queue.is_empty() {
        (words.nothing_open, "", &[AppCommand::NextArticle])
    } else if !study.has_documents {
        (words.queue_empty, words.add_about, &[AppCommand::AddFiles, AppCommand::GoImport])
    } else if study.sees_figures() {
        (words.queue_empty, words.queue_empty_lead, &[AppCommand::GoTeam])
    } else {
        (words.queue_empty, words.queue_empty_coder, &[AppCommand::ChooseCoder])
    };
    in_the_middle(ui, look, |ui| {
        heading(ui, title);
        if !why.is_empty() {
            about(ui, look, why);
        }
        for command in ways {
            asks.key_of(*command, look.strings);
            if Chip::button(command.key_label().as_deref(), command.name(look.strings)).show(ui, look).clicked() {
                wishes.push(Wish::Command(*command));
            }
        }
    });
}

/// The agreement, to somebody who codes.
pub(super) fn figures(ui: &mut Ui, look: &Look<'_>) {
    let words = look.strings.frame;
    in_the_middle(ui, look, |ui| {
        heading(ui, words.figures_are_for_leads);
        ui.add(Label::new(words.figures_why).color(look.theme.quiet).wrap());
    });
}
