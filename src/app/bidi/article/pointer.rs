//! The pointer in the text: selecting by drag and by repeated clicks.

use super::frame::Frame;
use super::options::ArticleResponse;
use super::view::{ArticleView, Drag};
use crate::text::layout::{Affinity, Caret};
use crate::text::segment;
use egui::{Event, Modifiers, PointerButton, Pos2, Ui};
use std::ops::Range;

/// A pointer that moves less than this between press and release, in points, has clicked.
const CLICK: f32 = 4.0;

impl Frame<'_> {
    /// Takes the pointer's events of this frame.
    pub(super) fn pointer(&self, ui: &Ui, view: &mut ArticleView, out: &mut ArticleResponse) {
        let (events, time, held) = ui.input(|input| (input.events.clone(), input.time, input.modifiers));
        for event in &events {
            match event {
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. }
                    if out.response.contains_pointer() && self.in_text(view, *pos) =>
                {
                    out.response.request_focus();
                    view.touched = time;
                    if !self.press_edge(view, *pos) {
                        self.press(view, *pos, time, held);
                    }
                }
                Event::PointerMoved(pos) => self.drag(view, *pos, held, out),
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => {
                    self.release(view, *pos, out);
                }
                Event::PointerButton { pos, button: PointerButton::Secondary, pressed: true, .. }
                    if out.response.contains_pointer() && self.in_text(view, *pos) =>
                {
                    let (x, y) = self.to_stack(*pos);
                    out.secondary = Some(view.stack.hit(x, y).at);
                    out.clicked = self.spans_at(view, *pos);
                }
                _ => {}
            }
        }
        self.scroll_while_dragging(ui, view, held, out);
    }

    /// Whether a point is on the column of text, and not on the header of a fold.
    fn in_text(&self, view: &ArticleView, pos: Pos2) -> bool {
        let (_, y) = self.to_stack(pos);
        let on_paragraph = view
            .stack
            .rows()
            .get(view.stack.row_at_y(y))
            .is_some_and(|row| row.is_paragraph() || y > row.y + f64::from(row.height));
        self.screen.contains(pos) && self.column.expand(12.0).x_range().contains(pos.x) && on_paragraph
    }

    fn press(&self, view: &mut ArticleView, pos: Pos2, time: f64, held: Modifiers) {
        let presses = view.clicks.press(pos, time);
        let (x, y) = self.to_stack(pos);
        let caret = view.stack.hit(x, y);
        view.column = None;
        if held.shift {
            view.drag = Drag::Select { from: view.anchor..view.anchor, presses: 1 };
            self.extend(view, caret, held);
            return;
        }
        let unit = self.unit(view, pos, caret, presses);
        view.caret = caret;
        view.anchor = unit.start;
        view.selection = (!unit.is_empty()).then(|| unit.clone());
        if !unit.is_empty() {
            view.caret = Caret::before(unit.end);
        }
        view.drag = Drag::Select { from: unit, presses };
    }

    fn drag(&self, view: &mut ArticleView, pos: Pos2, held: Modifiers, out: &mut ArticleResponse) {
        match view.drag.clone() {
            Drag::Nothing => {}
            Drag::Edge { .. } => self.drag_edge(view, pos, held, out),
            // A hand that trembles while it clicks does not select.
            Drag::Select { presses: 1, from }
                if from.is_empty() && view.selection.is_none() && view.clicks.pos().distance(pos) < CLICK => {}
            Drag::Select { presses, .. } => {
                let (x, y) = self.to_stack(pos);
                let caret = view.stack.hit(x, y);
                if presses > 1 {
                    self.extend_by_unit(view, pos, caret, presses);
                } else {
                    self.extend(view, caret, held);
                }
            }
        }
    }

    fn extend(&self, view: &mut ArticleView, caret: Caret, held: Modifiers) {
        let Drag::Select { from, .. } = &view.drag else { return };
        let raw = from.start.min(caret.at)..from.start.max(caret.at);
        let exact = !self.options.snap || held.alt;
        let text = self.article.text();
        let range = if exact { segment::clamp(text, &raw) } else { segment::snap_to_words(text, &raw) };
        // Without the spaces at its end a range may end in lines that are folded away.
        let range = view.stack.shown_part(&range);
        let backward = caret.at < from.start;
        view.selection = (!range.is_empty()).then(|| range.clone());
        if range.is_empty() {
            view.caret = caret;
            view.anchor = from.start;
        } else if backward {
            (view.anchor, view.caret) = (range.end, Caret::after(range.start));
        } else {
            (view.anchor, view.caret) = (range.start, Caret::before(range.end));
        }
    }

    fn extend_by_unit(&self, view: &mut ArticleView, pos: Pos2, caret: Caret, presses: u32) {
        let unit = self.unit(view, pos, caret, presses);
        let Drag::Select { from, .. } = &view.drag else { return };
        let range = from.start.min(unit.start)..from.end.max(unit.end);
        let backward = unit.start < from.start;
        (view.anchor, view.caret) =
            if backward { (range.end, Caret::after(range.start)) } else { (range.start, Caret::before(range.end)) };
        view.selection = (!range.is_empty()).then_some(range);
    }

    fn release(&self, view: &mut ArticleView, pos: Pos2, out: &mut ArticleResponse) {
        match std::mem::take(&mut view.drag) {
            Drag::Nothing => {}
            Drag::Edge { span, range, .. } => out.edge = Some(super::EdgeDrag { span, range, finished: true }),
            Drag::Select { presses, .. } => {
                if view.selection.is_some() {
                    out.selection_finished = true;
                } else if presses == 1 && view.clicks.pos().distance(pos) < CLICK {
                    out.clicked = self.spans_at(view, pos);
                }
            }
        }
    }

    /// What a press takes: nothing, the word, the sentence or the paragraph.
    fn unit(&self, view: &ArticleView, pos: Pos2, caret: Caret, presses: u32) -> Range<usize> {
        let text = self.article.text();
        let (x, y) = self.to_stack(pos);
        let at = view.stack.cluster_at(x, y).map_or_else(
            || {
                if caret.affinity == Affinity::Before {
                    segment::previous(text, caret.at).max(segment::paragraph_at(text, caret.at).start)
                } else {
                    caret.at
                }
            },
            |cluster| cluster.start,
        );
        match presses {
            2 => segment::trim(text, &segment::word_at(text, at)),
            3 => segment::sentence_at(text, at),
            4 => segment::trim(text, &segment::paragraph_at(text, at)),
            _ => caret.at..caret.at,
        }
    }

    /// Moves the page while the pointer holds a selection beyond the screen's edge.
    fn scroll_while_dragging(&self, ui: &Ui, view: &mut ArticleView, held: Modifiers, out: &mut ArticleResponse) {
        let Some(pos) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let beyond =
            if pos.y < self.screen.top() { pos.y - self.screen.top() } else { (pos.y - self.screen.bottom()).max(0.0) };
        if view.drag == Drag::Nothing || beyond.abs() < 0.5 {
            return;
        }
        view.scroll_by_hand(view.offset + f64::from(beyond * 0.4 * self.scale));
        self.drag(view, pos, held, out);
        ui.ctx().request_repaint();
    }
}
