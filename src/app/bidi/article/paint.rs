//! Drawing the text, the spans below it and the selection.

use super::frame::Frame;
use super::span::{LANES, LineStyle, Placed};
use super::text::BlockStyle;
use super::view::{ArticleView, Drag};
use crate::text::layout::{RectPx, Row};
use egui::{Color32, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use std::ops::Range;

/// Distance of the lines of stacked spans, in points.
const LANE: f32 = 3.0;
/// How much of the colour of what is not lit remains.
const FADED: f32 = 0.35;
/// How much of a span's colour lies behind its words.
const TINT: f32 = 0.14;

impl Frame<'_> {
    /// Draws some rows with everything that lies on them.
    pub(super) fn paint(&self, ui: &Ui, view: &ArticleView, rows: Range<usize>, lit: Option<u64>) {
        let painter = ui.painter();
        let mut behind = Mesh::default();
        let mut lines = Vec::new();
        for n in rows.clone() {
            self.spans_on_row(view, n, lit, &mut behind, &mut lines);
        }
        if let Some(selection) = &view.selection {
            for rect in rows.clone().flat_map(|n| self.rects(view, n, selection)) {
                behind.add_colored_rect(rect, self.options.palette.selection);
            }
        }
        for n in rows.clone() {
            self.hits_on_row(view, n, &mut behind, &mut lines);
        }
        painter.add(Shape::mesh(behind));
        painter.extend(lines);
        let visible = view.stack.rows().get(rows).unwrap_or_default().iter();
        self.bidi.paint(
            painter,
            visible.filter_map(|row| {
                let layout = row.layout.as_deref()?;
                let [x, y] = self.origin;
                Some((layout, [x, y + row.y as f32], self.ink(row)))
            }),
        );
        for handle in self.handles(view) {
            painter.rect_filled(handle, 1.0, self.options.palette.accent);
        }
    }

    fn ink(&self, row: &Row) -> Color32 {
        let at = row.spec.text.start;
        let folded = self.article.fold_at(at).is_some();
        match self.article.style_at(at) {
            BlockStyle::Byline | BlockStyle::Caption | BlockStyle::Quiet => self.options.palette.quiet,
            _ if folded => self.options.palette.quiet,
            _ => self.options.palette.ink,
        }
    }

    fn spans_on_row(&self, view: &ArticleView, n: usize, lit: Option<u64>, behind: &mut Mesh, lines: &mut Vec<Shape>) {
        for Placed { span, lane } in view.index.on_row(n) {
            let Some(span) = self.spans.get(*span) else { continue };
            let is_lit = lit == Some(span.group);
            if *lane >= LANES && !is_lit {
                continue;
            }
            let strength = if lit.is_some() && !is_lit { FADED } else { 1.0 };
            let color = span.color.gamma_multiply(strength);
            let tint = if is_lit { TINT * 2.0 } else { TINT * strength };
            for rect in self.rects(view, n, &view.range_now(span)) {
                behind.add_colored_rect(rect, span.color.gamma_multiply(tint));
                let y = rect.bottom() + f32::from((*lane).min(LANES - 1)) * LANE;
                line(lines, span.line, rect, y, color);
            }
        }
        self.dragged_beyond(view, n, behind);
    }

    /// Frames around what was found: the colour alone would tell too little.
    fn hits_on_row(&self, view: &ArticleView, n: usize, behind: &mut Mesh, frames: &mut Vec<Shape>) {
        let Some(row) = view.stack.rows().get(n).filter(|row| row.is_paragraph()) else { return };
        let bytes = &row.spec.text;
        let first = self.options.hits.partition_point(|hit| hit.end <= bytes.start);
        let accent = self.options.palette.accent;
        for hit in self.options.hits[first..].iter().take_while(|hit| hit.start < bytes.end) {
            let is_now = view.selection.as_ref() == Some(hit);
            let width = if is_now { 2.0 } else { 1.0 };
            for rect in self.rects(view, n, hit) {
                if !is_now {
                    behind.add_colored_rect(rect, accent.gamma_multiply(TINT));
                }
                let frame = rect.expand2(vec2(1.0, 0.0));
                frames.push(Shape::rect_stroke(frame, 3.0, Stroke::new(width, accent), StrokeKind::Outside));
            }
        }
    }

    /// A span whose edge is dragged onto a row that the index does not know yet.
    fn dragged_beyond(&self, view: &ArticleView, n: usize, behind: &mut Mesh) {
        let Drag::Edge { span, range, .. } = &view.drag else { return };
        let Some(dragged) = self.spans.iter().find(|other| other.id == *span) else { return };
        if !view.index.on_row(n).iter().any(|placed| self.spans.get(placed.span).is_some_and(|s| s.id == *span)) {
            for rect in self.rects(view, n, range) {
                behind.add_colored_rect(rect, dragged.color.gamma_multiply(TINT * 2.0));
            }
        }
    }

    /// The rectangles of a range on a row, in points on the screen.
    pub(super) fn rects(&self, view: &ArticleView, row: usize, range: &Range<usize>) -> Vec<Rect> {
        let Some(y) = view.stack.rows().get(row).map(|row| row.y as f32) else { return Vec::new() };
        let [left, top] = self.origin;
        let place = |RectPx { x0, y0, x1, y1, .. }: RectPx| {
            Rect::from_min_max(pos2(left + x0, top + y + y0) / self.scale, pos2(left + x1, top + y + y1) / self.scale)
        };
        let on_screen = self.screen.expand(24.0);
        view.stack.rects_in_row(row, range).into_iter().map(place).filter(|rect| on_screen.intersects(*rect)).collect()
    }

    /// Draws the caret while the article has the focus.
    pub(super) fn paint_caret(&self, ui: &Ui, view: &ArticleView) {
        let Some((x, top, bottom)) = view.stack.caret_place(view.caret) else { return };
        let (left, y0) = self.to_screen(x, top);
        let (_, y1) = self.to_screen(x, bottom);
        let cursor = &ui.visuals().text_cursor;
        let since = (ui.input(|input| input.time) - view.touched).max(0.0) as f32;
        let period = (cursor.on_duration + cursor.off_duration).max(0.1);
        let phase = since % period;
        let shown = !cursor.blink || phase < cursor.on_duration;
        if shown {
            let rect = Rect::from_min_max(pos2(left - 1.0, y0), pos2(left + 1.0, y1));
            ui.painter().rect_filled(rect, 0.0, self.options.palette.accent);
        }
        if cursor.blink {
            let next = if shown { cursor.on_duration } else { period } - phase;
            ui.ctx().request_repaint_after_secs(next.max(0.05));
        }
    }
}

/// Draws the second cue of a span below (or around) one of its rectangles.
fn line(shapes: &mut Vec<Shape>, style: LineStyle, rect: Rect, y: f32, color: Color32) {
    let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
    match style {
        LineStyle::Solid => shapes.push(Shape::line_segment(ends, Stroke::new(2.0, color))),
        LineStyle::Double => {
            for offset in [-1.25, 1.25] {
                let ends = ends.map(|end| pos2(end.x, end.y + offset));
                shapes.push(Shape::line_segment(ends, Stroke::new(1.0, color)));
            }
        }
        LineStyle::Dotted => shapes.extend(Shape::dotted_line(&ends, color, 4.0, 1.1)),
        LineStyle::Dashed => shapes.extend(Shape::dashed_line(&ends, Stroke::new(2.0, color), 6.0, 3.0)),
        LineStyle::Boxed => {
            let frame = Rect::from_min_max(rect.min, pos2(rect.right(), y.max(rect.bottom())));
            shapes.push(Shape::rect_stroke(frame, 2.0, Stroke::new(1.25, color), StrokeKind::Outside));
        }
        LineStyle::Wavy => {
            let steps = (rect.width() / 3.0).ceil().max(1.0) as usize;
            let wave = (0..=steps).map(|n| {
                let x = rect.left() + rect.width() * n as f32 / steps as f32;
                pos2(x, y + if n % 2 == 0 { -1.5 } else { 1.5 })
            });
            shapes.push(Shape::line(wave.collect(), Stroke::new(1.5, color)));
        }
    }
}

/// A painter that draws only on the screen of the article.
pub(super) fn on_screen(ui: &Ui, screen: Rect) -> Painter {
    ui.painter().with_clip_rect(ui.clip_rect().intersect(screen))
}
