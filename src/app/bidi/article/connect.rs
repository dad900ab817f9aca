//! Thin lines between the pieces of the lit record.

use super::frame::Frame;
use super::span::Span;
use super::view::ArticleView;
use crate::text::layout::Caret;
use egui::epaint::CubicBezierShape;
use egui::{Color32, Pos2, Shape, Stroke, Ui, pos2, vec2};

impl Frame<'_> {
    /// Draws a line from each piece of a record to its next one in the text.
    pub(super) fn connect(&self, ui: &Ui, view: &ArticleView, group: u64) {
        let mut pieces: Vec<&Span> = self.spans.iter().filter(|span| span.group == group).collect();
        pieces.sort_by_key(|span| (span.range.start, span.range.end, span.id));
        for pair in pieces.windows(2) {
            let (from, to) = (view.range_now(pair[0]), view.range_now(pair[1]));
            // Pieces that overlap need no line to be seen together.
            if from.end > to.start {
                continue;
            }
            let ends = (self.below(view, Caret::before(from.end)), self.below(view, Caret::after(to.start)));
            if let (Some(from), Some(to)) = ends {
                self.connector(ui, from, to, pair[1].color);
            }
        }
    }

    fn connector(&self, ui: &Ui, from: Pos2, to: Pos2, color: Color32) {
        let screen = self.screen;
        let beside =
            (from.y < screen.top() && to.y < screen.top()) || (from.y > screen.bottom() && to.y > screen.bottom());
        if beside {
            return;
        }
        let stroke = Stroke::new(1.25, color.gamma_multiply(0.8));
        let sag = ((to.y - from.y).abs() * 0.3).clamp(8.0, 60.0);
        let curve = CubicBezierShape::from_points_stroke(
            [from, from + vec2(0.0, sag), to + vec2(0.0, if to.y > from.y + 4.0 { -sag } else { sag }), to],
            false,
            Color32::TRANSPARENT,
            stroke,
        );
        ui.painter().add(Shape::CubicBezier(curve));
        ui.painter().circle_filled(from, 2.0, stroke.color);
        ui.painter().circle_filled(to, 2.0, stroke.color);
    }

    /// The point below a caret, or the upper edge of its paragraph when that is not laid out yet.
    fn below(&self, view: &ArticleView, caret: Caret) -> Option<Pos2> {
        let (x, y) = match view.stack.caret_place(caret) {
            Some((x, _, bottom)) => (x, bottom),
            None => (view.stack.width() / 2.0, view.stack.rows().get(view.stack.row_of(caret.at))?.y),
        };
        let (x, y) = self.to_screen(x, y);
        Some(pos2(x, y))
    }
}
