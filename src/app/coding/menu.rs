//! The small list at the pointer: marks that lie on each other, or what a block is. Its lines have keys of their own.

use super::article;
use super::draw::Pen;
use super::records;
use super::screen::Open;
use super::spans::{SpanModel, Stands};
use super::wish::Wish;
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::keyboard::{LINE_KEYS, take_sign};
use crate::app::parts::{self, Chip, cap, flow};
use crate::app::theme::{SIZE_SMALL, space};
use crate::model::{RecordId, ZoneKind};
use crate::project::CodingView;
use egui::{Id, Pos2, Role, Ui, vec2};

/// Width of the list in points: a mark with its words and a button.
const WIDTH: f32 = space(90);
/// Room in points that the button behind a mark is sure of.
const BUTTON: f32 = space(24);

/// A small list that opens at the pointer.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    at: Pos2,
    spans: Vec<u64>,
    block: Option<usize>,
}

impl Menu {
    /// Of spans that lie on each other.
    pub(super) const fn of_spans(at: Pos2, spans: Vec<u64>) -> Self {
        Self { at, spans, block: None }
    }
    /// Of a block and the spans at the pointer.
    pub(super) const fn of_block(at: Pos2, block: usize, spans: Vec<u64>) -> Self {
        Self { at, spans, block: Some(block) }
    }
}

/// Draws the list while it is open.
pub(super) fn show(ui: &Ui, look: &Look<'_>, view: &CodingView, open: &mut Open, wishes: &mut Vec<Wish>) {
    let Some(menu) = open.menu.clone() else { return };
    let mut chosen: Option<RecordId> = None;
    let models = std::mem::take(&mut open.models);
    let mut pen = open.pen(look, view);
    let mut is_open = true;
    let pressed = take_sign(ui);
    let popup = egui::Popup::new(Id::unique("coding-menu"), ui.ctx().clone(), menu.at, ui.layer_id())
        .kind(egui::PopupKind::Menu)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .width(WIDTH)
        .layout(parts::column(look))
        .open_bool(&mut is_open);
    let mut close = false;
    popup.show(|ui| {
        ui.spacing_mut().item_spacing = vec2(space(1), space(1));
        ui.set_width(WIDTH);
        let marks = menu.spans.iter().filter_map(|id| article::model_of(&models, *id));
        for (at, model) in marks.enumerate() {
            let key = LINE_KEYS.chars().nth(at);
            let is_pressed = key.is_some() && key == pressed;
            close |= mark(ui, &mut pen, view, model, key, is_pressed, &mut chosen);
        }
        if let Some(block) = menu.block {
            close |= kinds(ui, &mut pen, view, block);
        }
    });
    wishes.append(&mut pen.wishes);
    open.models = models;
    if let Some(record) = chosen {
        open.choose(view, record, false);
        open.in_panel |= open.one_side;
    }
    if close || !is_open {
        open.menu = None;
    }
}

/// One mark of the list. Its key chooses the record, or takes what is proposed.
fn mark(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    view: &CodingView,
    model: &SpanModel,
    key: Option<char>,
    is_pressed: bool,
    chosen: &mut Option<RecordId>,
) -> bool {
    let words = pen.look.strings.coding;
    let quote = view.document.text.as_str().get(model.range.clone()).map(records::one_line).unwrap_or_default();
    let key = key.map(cap);
    let mut close = is_pressed;
    match model.stands {
        Stands::Coded { record, anchor } => {
            let name = format!("{}: {}", model.label, parts::isolate(&quote));
            if is_pressed {
                *chosen = Some(record);
            }
            flow(ui, pen.look.rtl_ui, |ui| {
                let line = |ui: &mut Ui| {
                    ui.set_max_width(WIDTH - BUTTON);
                    let chip = Chip { name: &model.label, one_way: true, ..Chip::button(key.as_deref(), &name) };
                    chip.show(ui, pen.look).clicked()
                };
                if ui.scope(line).inner {
                    *chosen = Some(record);
                    close = true;
                }
                if !pen.is_done() && Chip::button(None, words.remove).show(ui, pen.look).clicked() {
                    pen.wish(Wish::RemoveAnchor(anchor));
                    close = true;
                }
            });
        }
        Stands::Proposed { proposal } => {
            if is_pressed {
                pen.wish(Wish::Accept(proposal));
            }
            let title = format!("{} · {}", model.label, words.proposed);
            ui.add(Label::new(&title).style(Style::new(SIZE_SMALL).bold()).color(pen.look.theme.quiet));
            flow(ui, pen.look.rtl_ui, |ui| {
                if Chip::button(key.as_deref(), words.accept).show(ui, pen.look).clicked() {
                    pen.wish(Wish::Accept(proposal));
                    close = true;
                }
                if Chip::button(None, words.reject).show(ui, pen.look).clicked() {
                    pen.wish(Wish::Wave(proposal));
                    close = true;
                }
            });
        }
    }
    close
}

/// What a block is.
fn kinds(ui: &mut Ui, pen: &mut Pen<'_>, view: &CodingView, block: usize) -> bool {
    let words = pen.look.strings.coding;
    let now = view.zones.iter().find(|z| z.block == block).map(|z| z.kind);
    ui.add(Label::new(words.this_block).style(Style::new(SIZE_SMALL).bold()).color(pen.look.theme.quiet));
    let mut close = false;
    for kind in ZoneKind::ALL {
        let on = now == Some(kind);
        let chip = Chip { on: Some(on), role: Role::MenuItemRadio, ..Chip::button(None, pen.look.strings.zone(kind)) };
        if chip.show(ui, pen.look).clicked() {
            if !on {
                pen.wish(Wish::Zone(block, kind));
            }
            close = true;
        }
    }
    close
}
