//! The headers of folded groups: one quiet line that opens and closes them.

use super::super::galley::Style;
use super::frame::Frame;
use super::options::ArticleResponse;
use super::view::ArticleView;
use crate::text::layout::RowKind;
use egui::{CursorIcon, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

impl Frame<'_> {
    /// Draws the headers among some rows and takes their clicks.
    pub(super) fn folds(&self, ui: &Ui, view: &mut ArticleView, rows: Range<usize>, out: &mut ArticleResponse) {
        let mut clicked = None;
        for row in view.stack.rows().get(rows).unwrap_or_default() {
            let RowKind::Marker(fold) = row.spec.kind else { continue };
            let (_, top) = self.to_screen(0.0, row.y);
            let rect =
                Rect::from_min_size(pos2(self.column.left(), top), vec2(self.column.width(), row.height / self.scale));
            let response = ui.interact(rect, self.id.with(("fold", fold)), Sense::click());
            let label = self.article.fold_label(fold);
            let open = view.is_open(fold);
            let hovered = response.hovered() || response.has_focus();
            if hovered {
                ui.set_cursor_icon(CursorIcon::PointingHand);
                ui.painter().rect_filled(rect, 4.0, self.options.palette.quiet.gamma_multiply(0.12));
            }
            self.fold_header(ui, rect, label, open);
            response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, label));
            if response.clicked() {
                clicked = Some((fold, !open));
            }
        }
        if let Some((fold, open)) = clicked {
            view.set_open(fold, open);
            out.fold = Some(fold);
            ui.ctx().request_repaint();
        }
    }

    fn fold_header(&self, ui: &Ui, rect: Rect, label: &str, open: bool) {
        let rtl = self.article.direction().is_rtl();
        let quiet = self.options.palette.quiet;
        let style = Style::new(13.0 * self.options.zoom);
        let text = self.bidi.elided(ui.ctx(), label, &style, rect.width() - 24.0);
        let size = text.size();
        let toward = if rtl { -1.0 } else { 1.0 };
        let edge = if rtl { rect.right() } else { rect.left() };
        let tip = pos2(edge + toward * 8.0, rect.center().y);
        let triangle = if open {
            vec![tip + vec2(-4.0, -2.0), tip + vec2(4.0, -2.0), tip + vec2(0.0, 3.0)]
        } else {
            vec![tip + vec2(-2.0 * toward, -4.0), tip + vec2(-2.0 * toward, 4.0), tip + vec2(3.0 * toward, 0.0)]
        };
        ui.painter().add(Shape::convex_polygon(triangle, quiet, Stroke::NONE));
        let x = if rtl { edge - 18.0 - size.x } else { edge + 18.0 };
        text.paint(ui.painter(), pos2(x, rect.center().y - size.y / 2.0), quiet);
        let remainder = if rtl { rect.left()..=(x - 10.0) } else { (x + size.x + 10.0)..=rect.right() };
        ui.painter().hline(remainder, rect.center().y, Stroke::new(1.0, quiet.gamma_multiply(0.3)));
    }
}
