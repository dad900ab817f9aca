//! Scroll bars at the side where lines end: at the left in a mirrored window, where egui knows the right side only.

use egui::scroll_area::{ScrollAreaOutput, ScrollBarVisibility};
use egui::{CornerRadius, Id, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

/// Least height of the handle, in points.
const LEAST: f32 = 24.0;

/// Shows a vertical scroll area; `contents` calls its `show` (or `show_rows`, `show_viewport`).
pub(crate) fn show<R>(
    ui: &mut Ui,
    mirrored: bool,
    area: ScrollArea,
    contents: impl FnOnce(&mut Ui, ScrollArea) -> ScrollAreaOutput<R>,
) -> ScrollAreaOutput<R> {
    if !mirrored {
        return contents(ui, area);
    }
    let bar = ui.spacing().scroll.allocated_width();
    let room = ui.available_rect_before_wrap();
    let inside = room.with_min_x(room.left() + bar);
    let bar_id = ui.next_auto_id().with("bar at the left");
    let mut area = area.scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    if let Some(dragged_to) = ui.data_mut(|data| data.remove_temp::<f32>(bar_id)) {
        area = area.vertical_scroll_offset(dragged_to);
    }
    let builder = UiBuilder::new().max_rect(inside).layout(*ui.layout());
    let output = ui.scope_builder(builder, |ui| contents(ui, area)).inner;
    let seen = output.inner_rect;
    let track = Rect::from_x_y_ranges(room.left()..=room.left() + ui.spacing().scroll.bar_width, seen.y_range());
    draw(ui, bar_id, track, &output);
    output
}

/// Draws the bar, and moves the contents with its handle.
fn draw<R>(ui: &Ui, id: Id, track: Rect, output: &ScrollAreaOutput<R>) {
    let hidden = output.content_size.y - output.inner_rect.height();
    if hidden < 1.0 {
        return;
    }
    let share = output.inner_rect.height() / output.content_size.y;
    let high = (track.height() * share).max(LEAST).min(track.height());
    let way = (track.height() - high).max(1.0);
    let offset = output.state.clamped_offset().y;
    let response = ui.interact(track, id, Sense::click_and_drag());
    let place = |offset: f32| track.top() + way * (offset / hidden).clamp(0.0, 1.0);
    if let Some(at) = response.interact_pointer_pos() {
        let top = place(offset);
        let by = response.drag_delta().y;
        let on_handle = (top..top + high).contains(&(at.y - by));
        let target = if on_handle || response.dragged() && !response.drag_started() {
            offset + by * hidden / way
        } else {
            (at.y - high / 2.0 - track.top()) * hidden / way
        };
        if (target - offset).abs() > 0.1 {
            // The area takes it up in the next frame: only it may move what it shows.
            ui.data_mut(|data| data.insert_temp(id, target.clamp(0.0, hidden)));
            ui.ctx().request_repaint();
        }
    }
    let style = &ui.spacing().scroll;
    let strength = if response.dragged() {
        style.interact_handle_opacity
    } else if response.hovered() {
        style.active_handle_opacity
    } else {
        style.dormant_handle_opacity
    };
    let handle = Rect::from_min_size(pos2(track.left(), place(offset)), vec2(track.width(), high));
    let round = CornerRadius::same((track.width() / 2.0) as u8);
    ui.painter().rect_filled(handle, round, ui.visuals().text_color().gamma_multiply(strength));
}
