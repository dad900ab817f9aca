//! The line at the foot: keys that work now; and above it, while there is one, the message.

use super::Wish;
use super::row::{column, key_cap, line_from_end};
use crate::app::bidi::{Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::{KeyHint, Look};
use crate::app::logic::{Logic, Notice};
use crate::app::parts::{Chip, Cursor, galley, paint_in, ring};
use crate::app::scroll;
use crate::app::theme::{Mood, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use egui::{
    Align2, Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Panel, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};

/// Height of the line in points.
const HEIGHT: f32 = space(8);

/// The keys that work now, and at the end the key of all keys.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, keys: &[KeyHint], wishes: &mut Vec<Wish>) {
    let frame = Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("foot").frame(frame).resizable(false).exact_size(HEIGHT).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let spoken: Vec<String> = keys.iter().map(|hint| format!("{} {}", hint.key, hint.does)).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, spoken.join(", ")));
        let style = Style::new(SIZE_SMALL);
        let all = AppCommand::Keys;
        let all_key = all.key_label().unwrap_or_default();
        let name = galley(ui, all.name(look.strings), &style, 160.0);
        let needed = name.size().x + space(9);
        let mut cursor = Cursor::new(rect, look.rtl_ui);
        let place = cursor.take_end(needed);
        let button = ui.interact(place, response.id.with("all keys"), Sense::click());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, all.name(look.strings)));
        if button.clicked() {
            wishes.push(Wish::Command(all));
        }
        if button.has_focus() {
            ring(ui, place.expand2(vec2(space(1), -2.0)), look.theme);
        }
        let ink = if button.hovered() { look.theme.accent } else { look.theme.quiet };
        let mut end = Cursor::new(place, look.rtl_ui);
        key_cap(ui, look, &mut end, &all_key);
        paint_in(ui, &name, end.take(name.size().x), ink);
        for hint in keys {
            let does = galley(ui, &hint.does, &style, 240.0);
            let cap = galley(ui, &hint.key, &style, 120.0).size().x.max(space(3)) + space(4);
            if cursor.room() < does.size().x + cap + space(8) {
                break;
            }
            key_cap(ui, look, &mut cursor, &hint.key);
            let at = cursor.take(does.size().x);
            paint_in(ui, &does, at, look.theme.quiet);
            cursor.skip(space(4));
        }
    });
}

/// The message lies over the foot line, so that nothing moves when it comes and goes.
pub(super) fn message(ui: &Ui, look: &Look<'_>, logic: &Logic, wishes: &mut Vec<Wish>) {
    let Some(notice) = &logic.notice else { return };
    let escape = !look.typing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let window = ui.ctx().content_rect();
    let area = Area::new(Id::unique("message")).order(Order::Middle).anchor(Align2::LEFT_BOTTOM, vec2(0.0, 0.0));
    let shown = area.show(ui.ctx(), |ui| {
        let edge = look.theme.mood(notice.mood);
        let frame = Frame::new().fill(look.theme.raised).inner_margin(Margin::symmetric(12, 2));
        let inside = frame.show(ui, |ui| {
            ui.set_width(window.width() - space(6));
            ui.set_min_height(HEIGHT - 4.0);
            ui.with_layout(line_from_end(look).with_cross_align(egui::Align::Min), |ui| {
                let dismissed = Chip::button(Some("Esc"), look.strings.frame.dismiss).show(ui, look).clicked();
                ui.add_space(space(2));
                let text_room = vec2(ui.available_width(), 0.0);
                let layout = column(look);
                ui.allocate_ui_with_layout(text_room, layout, |ui| sentences(ui, look, notice));
                dismissed
            })
            .inner
        });
        let rect = inside.response.rect;
        ui.painter().rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.0, look.theme.edge), StrokeKind::Inside);
        let bar = if look.rtl_ui {
            rect.with_min_x(rect.right() - space(1))
        } else {
            rect.with_max_x(rect.left() + space(1))
        };
        ui.painter().rect_filled(bar, 0.0, edge);
        inside.inner
    });
    if shown.inner || escape {
        wishes.push(Wish::Dismiss);
    }
}

fn sentences(ui: &mut Ui, look: &Look<'_>, notice: &Notice) {
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll::show(ui, look.rtl_ui, ScrollArea::vertical().max_height(space(40)), |ui, area| {
        area.show(ui, |ui| {
            ui.with_layout(column(look), |ui| {
                for (at, text) in notice.lines.iter().enumerate() {
                    // No information by colour alone: what failed says so by its weight, too.
                    let strong = at == 0 && notice.mood == Mood::Bad;
                    let style = if strong { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
                    ui.add_space(3.0);
                    let label = ui.add(Label::new(text).style(style).color(look.theme.ink).wrap());
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                }
            });
        })
    });
}

/// While files are held above the window: what letting go would do.
pub(super) fn drop_target(ui: &Ui, look: &Look<'_>) {
    if ui.input(|i| i.raw.hovered_files.is_empty()) {
        return;
    }
    let window = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(Order::Foreground, Id::unique("drop-target")));
    let inside = window.shrink(space(3));
    painter.rect(
        inside,
        CornerRadius::ZERO,
        look.theme.paper.gamma_multiply(0.85),
        Stroke::new(3.0, look.theme.accent),
        StrokeKind::Inside,
    );
    let text = galley(ui, look.strings.frame.drop_now, &Style::new(SIZE_LARGE).bold(), inside.width());
    text.paint(&painter, window.center() - text.size() / 2.0, look.theme.ink);
}
