//! The lane beside the text: a chip with the label of each span where it begins, and a stack where there are many.

use super::super::galley::{Galley, Style};
use super::frame::Frame;
use super::options::ArticleResponse;
use super::span::Span;
use super::view::ArticleView;
use crate::text::layout::Caret;
use egui::{CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// As many chips stand at one line; when there are more, a stack takes the place of the others.
const AT_ONE_PLACE: usize = 3;
/// Space between chips, in points.
const GAP: f32 = 2.0;

impl Frame<'_> {
    /// Draws the chips of some rows, from the top, each as near to its span's line as those above it let it.
    pub(super) fn margin(
        &self,
        ui: &Ui,
        view: &ArticleView,
        rows: Range<usize>,
        lit: Option<u64>,
        out: &mut ArticleResponse,
    ) {
        let Some(lane) = self.lane else { return };
        let mut free = f32::MIN;
        for (top, starting) in self.starts(view, rows) {
            let shown = if starting.len() > AT_ONE_PLACE { AT_ONE_PLACE - 1 } else { starting.len() };
            for span in &starting[..shown] {
                let text = self.chip_text(ui, &span.label);
                let rect = self.chip_rect(lane, &text, top.max(free));
                free = rect.bottom() + GAP;
                if self.screen.intersects(rect) {
                    let chip = self.chip(ui, rect, span, &text, lit);
                    if chip.hovered() {
                        out.hovered = vec![span.id];
                    }
                    if chip.clicked() {
                        out.clicked = vec![span.id];
                    }
                }
            }
            if shown < starting.len() {
                let text = self.chip_text(ui, &format!("+{}", starting.len() - shown));
                let rect = self.chip_rect(lane, &text, top.max(free));
                free = rect.bottom() + GAP;
                if self.screen.intersects(rect) && self.stack_marker(ui, rect, &text, &starting) {
                    out.clicked = starting.iter().map(|span| span.id).collect();
                    out.stack = Some(rect);
                }
            }
        }
    }

    /// The labelled spans that begin on some rows, by the line where they begin (its upper edge in points).
    fn starts(&self, view: &ArticleView, rows: Range<usize>) -> Vec<(f32, Vec<&Span>)> {
        let mut found = Vec::new();
        for n in rows {
            let Some(row) = view.stack.rows().get(n) else { break };
            let Some(layout) = row.layout.as_deref() else { continue };
            let mut lines: BTreeMap<usize, Vec<&Span>> = BTreeMap::new();
            for placed in view.index.on_row(n) {
                let Some(span) = self.spans.get(placed.span).filter(|span| !span.label.is_empty()) else { continue };
                if row.spec.text.contains(&span.range.start) {
                    let local = Caret::after(span.range.start - row.spec.text.start);
                    lines.entry(layout.line_of(local)).or_default().push(span);
                }
            }
            found.extend(lines.into_iter().filter_map(|(line, spans)| {
                let line = layout.lines.get(line)?;
                Some((self.to_screen(0.0, row.y + f64::from(line.content_top)).1, spans))
            }));
        }
        found
    }

    fn chip_text(&self, ui: &Ui, label: &str) -> Arc<Galley> {
        let style = Style { line_height: 1.35, ..Style::new((12.0 * self.options.zoom).clamp(10.0, 16.0)) };
        let width = self.lane.map_or(0.0, |lane| lane.width()) - 12.0;
        self.bidi.elided(ui.ctx(), label, &style, width)
    }

    /// Chips stand at the side of the lane that is near the text.
    fn chip_rect(&self, lane: Rect, text: &Galley, top: f32) -> Rect {
        let size = text.size() + vec2(12.0, 2.0);
        let left = if self.lane_is_right() { lane.left() } else { lane.right() - size.x };
        Rect::from_min_size(pos2(left, top), size)
    }

    fn chip(&self, ui: &Ui, rect: Rect, span: &Span, text: &Galley, lit: Option<u64>) -> Response {
        let response = ui.interact(rect, self.id.with(("chip", span.id)), Sense::click());
        let is_lit = lit == Some(span.group);
        let strength = if lit.is_some() && !is_lit { 0.35 } else { 1.0 };
        let painter = ui.painter();
        painter.rect_filled(rect, 3.0, span.color.gamma_multiply(if is_lit { 0.3 } else { 0.12 }));
        let bar_left = if self.lane_is_right() { rect.left() } else { rect.right() - 3.0 };
        painter.rect_filled(
            Rect::from_min_size(pos2(bar_left, rect.top()), vec2(3.0, rect.height())),
            1.5,
            span.color.gamma_multiply(strength),
        );
        text.paint(painter, rect.min + vec2(6.0, 1.0), self.options.palette.ink.gamma_multiply(strength.max(0.6)));
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &span.label));
        response
    }

    fn stack_marker(&self, ui: &Ui, rect: Rect, text: &Galley, starting: &[&Span]) -> bool {
        let key = starting.first().map_or(0, |span| span.id);
        let response = ui.interact(rect, self.id.with(("stack", key)), Sense::click());
        let quiet = self.options.palette.quiet;
        let painter = ui.painter();
        for back in [3.0, 0.0] {
            let sheet = rect.translate(vec2(back, back));
            painter.rect(sheet, 3.0, self.options.palette.paper, Stroke::new(1.0, quiet), StrokeKind::Inside);
        }
        text.paint(painter, rect.min + vec2(6.0, 1.0), self.options.palette.ink);
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        let names: Vec<&str> = starting.iter().take(12).map(|span| span.label.as_str()).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, names.join(", ")));
        response.clicked()
    }
}
