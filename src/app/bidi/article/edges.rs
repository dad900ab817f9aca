//! The edges of the active record's spans: found under the pointer, dragged, and drawn as handles.

use super::frame::Frame;
use super::options::{ArticleResponse, EdgeDrag};
use super::span::Span;
use super::view::{ArticleView, Drag};
use crate::text::layout::Caret;
use crate::text::segment;
use egui::{CursorIcon, Modifiers, Pos2, Rect, Ui, pos2, vec2};

/// How near the pointer must come to an edge, in points.
const REACH: f32 = 5.0;

impl Frame<'_> {
    /// Takes hold of an edge under the pointer.
    pub(super) fn press_edge(&self, view: &mut ArticleView, pos: Pos2) -> bool {
        let Some((span, end)) = self.edge_at(view, pos) else { return false };
        view.drag = Drag::Edge { span: span.id, range: span.range.clone(), end };
        true
    }

    /// Moves the edge that is held. The other edge stays, and at least one grapheme remains.
    pub(super) fn drag_edge(&self, view: &mut ArticleView, pos: Pos2, held: Modifiers, out: &mut ArticleResponse) {
        let Drag::Edge { span, range, end } = view.drag.clone() else { return };
        let text = self.article.text();
        let (x, y) = self.to_stack(pos);
        let at = view.stack.hit(x, y).at;
        let raw = if end { range.start..at.max(range.start) } else { at.min(range.end)..range.end };
        let exact = !self.options.snap || held.alt;
        let snapped = if exact { raw } else { segment::snap_to_words(text, &raw) };
        let snapped = view.stack.shown_part(&snapped);
        let moved = match (snapped.is_empty(), end) {
            (true, true) => range.start..segment::next(text, range.start),
            (true, false) => segment::previous(text, range.end)..range.end,
            // Snapping may widen the side that is not held; that one stays.
            (false, true) => range.start..snapped.end,
            (false, false) => snapped.start..range.end,
        };
        view.drag = Drag::Edge { span, range: moved.clone(), end };
        out.edge = Some(EdgeDrag { span, range: moved, finished: false });
    }

    /// Shows that an edge can be dragged.
    pub(super) fn edge_cursor(&self, ui: &Ui, view: &ArticleView) {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let held = matches!(view.drag, Drag::Edge { .. });
        if held || pointer.is_some_and(|pos| view.drag == Drag::Nothing && self.edge_at(view, pos).is_some()) {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
    }

    /// The handles of the active record, in points.
    pub(super) fn handles(&self, view: &ArticleView) -> Vec<Rect> {
        let edges = self.active_spans().flat_map(|span| [(span, false), (span, true)]);
        edges
            .filter_map(|(span, end)| self.edge_rect(view, span, end))
            .filter(|rect| self.screen.intersects(*rect))
            .collect()
    }

    fn edge_at(&self, view: &ArticleView, pos: Pos2) -> Option<(&Span, bool)> {
        if !self.screen.contains(pos) {
            return None;
        }
        let edges = self.active_spans().flat_map(|span| [(span, false), (span, true)]);
        edges
            .filter_map(|(span, end)| Some((self.edge_rect(view, span, end)?, span, end)))
            .filter(|(rect, ..)| rect.expand2(vec2(REACH, 1.0)).contains(pos))
            .min_by(|a, b| (a.0.center().x - pos.x).abs().total_cmp(&(b.0.center().x - pos.x).abs()))
            .map(|(_, span, end)| (span, end))
    }

    fn active_spans(&self) -> impl Iterator<Item = &Span> {
        let active = self.options.active_group;
        self.spans.iter().filter(move |span| Some(span.group) == active)
    }

    /// A thin rectangle at an edge of a span that is laid out.
    fn edge_rect(&self, view: &ArticleView, span: &Span, end: bool) -> Option<Rect> {
        let range = view.range_now(span);
        let caret = if end { Caret::before(range.end) } else { Caret::after(range.start) };
        let (x, top, bottom) = view.stack.caret_place(caret)?;
        let (left, y) = self.to_screen(x, top);
        let (_, y1) = self.to_screen(x, bottom);
        Some(Rect::from_min_max(pos2(left - 1.0, y), pos2(left + 1.0, y1)))
    }
}
