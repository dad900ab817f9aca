//! Drawing a field.

use super::state::EditState;
use super::{Field, PADDING};
use crate::text::layout::RectPx;
use egui::{Rect, Response, Stroke, StrokeKind, Ui, pos2, vec2};
use std::ops::Range;

/// Width of the caret in points.
const CARET: f32 = 1.5;

impl Field<'_> {
    /// Draws the field; returns the caret's rectangle when it has the focus.
    pub(super) fn paint(&self, ui: &Ui, state: &EditState, response: &Response, rect: Rect) -> Option<Rect> {
        let focused = response.has_focus();
        let visuals = ui.visuals();
        if self.edit.frame {
            let widget = ui.style().interact(response);
            let stroke = if focused { visuals.selection.stroke } else { widget.bg_stroke };
            ui.painter().rect(rect, widget.corner_radius, visuals.text_edit_bg_color(), stroke, StrokeKind::Inside);
        }
        // A long line ends inside the frame; the caret at its end needs a little more.
        let inside = rect.shrink2(vec2(PADDING.x - CARET, 1.0));
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(inside));
        let origin = self.origin(state, rect);
        if focused && !state.cursor.is_collapsed() && state.preedit.is_empty() {
            for selected in self.rects(state, origin, &state.cursor.range()) {
                painter.rect_filled(selected, 0.0, visuals.selection.bg_fill.gamma_multiply(0.6));
            }
        }
        let empty = self.edit.text.is_empty() && state.preedit.is_empty();
        if empty {
            self.paint_hint(ui, &painter, rect);
        } else {
            let paragraphs = state.stack.rows().iter().filter_map(|row| {
                let layout = row.layout.as_deref()?;
                Some((layout, [origin[0], origin[1] + row.y as f32], visuals.text_color()))
            });
            self.bidi.paint(&painter, paragraphs);
        }
        for composed in self.rects(state, origin, &state.composing()) {
            painter.hline(composed.x_range(), composed.bottom(), Stroke::new(1.0, visuals.text_color()));
        }
        if !focused {
            return None;
        }
        let caret = self.caret_rect(state, origin)?;
        paint_caret(ui, state, &painter, caret);
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect,
                cursor_rect: caret,
                should_interrupt_composition: false,
            });
        });
        Some(caret)
    }

    fn paint_hint(&self, ui: &Ui, painter: &egui::Painter, rect: Rect) {
        let width = rect.width() - 2.0 * PADDING.x;
        let hint = self.bidi.elided(ui.ctx(), self.edit.hint, &self.edit.style, width);
        let x =
            if hint.direction().is_rtl() { rect.right() - PADDING.x - hint.size().x } else { rect.left() + PADDING.x };
        hint.paint(painter, pos2(x, rect.top() + PADDING.y), ui.visuals().weak_text_color());
    }

    fn caret_rect(&self, state: &EditState, origin: [f32; 2]) -> Option<Rect> {
        let (x, top, bottom) = state.stack.caret_place(state.shown_caret())?;
        let scale = self.scale;
        let left = (origin[0] + x).round() / scale;
        let y = |y: f64| (origin[1] + y as f32) / scale;
        Some(Rect::from_min_max(pos2(left, y(top)), pos2(left + CARET, y(bottom))))
    }

    fn rects(&self, state: &EditState, origin: [f32; 2], range: &Range<usize>) -> Vec<Rect> {
        if range.is_empty() {
            return Vec::new();
        }
        let scale = self.scale;
        let mut found = Vec::new();
        for (n, row) in state.stack.rows().iter().enumerate() {
            let top = origin[1] + row.y as f32;
            found.extend(state.stack.rects_in_row(n, range).into_iter().map(|RectPx { x0, y0, x1, y1, .. }| {
                let (left, right) = (origin[0] + x0, origin[0] + x1);
                Rect::from_min_max(pos2(left, top + y0) / scale, pos2(right, top + y1) / scale)
            }));
        }
        found
    }
}

/// Draws the caret, or nothing in the dark half of its blinking, and asks for the frame of the next change.
fn paint_caret(ui: &Ui, state: &EditState, painter: &egui::Painter, caret: Rect) {
    let cursor = &ui.visuals().text_cursor;
    let since = (ui.input(|input| input.time) - state.touched).max(0.0) as f32;
    let period = cursor.on_duration + cursor.off_duration;
    let phase = since % period.max(0.1);
    let shown = !cursor.blink || phase < cursor.on_duration;
    if shown {
        painter.rect_filled(caret, 0.0, cursor.stroke.color);
    }
    if cursor.blink {
        let next = if shown { cursor.on_duration } else { period } - phase;
        ui.ctx().request_repaint_after_secs(next.max(0.05));
    }
}
