//! What a field remembers between frames, and its layout.

use super::super::clicks::ClickSeries;
use super::super::galley::Style;
use super::buffer::Cursor;
use super::history::History;
use crate::text::direction::{BaseDirection, label_direction, paragraph_direction};
use crate::text::layout::{Caret, RowKind, RowSpec, Stack, Typesetter};
use std::ops::Range;

#[derive(Default)]
pub(super) struct EditState {
    pub(super) cursor: Cursor,
    pub(super) history: History,
    /// What the input method is composing, shown at the caret and not yet part of the text.
    pub(super) preedit: String,
    /// The column that up and down keep, in pixels.
    pub(super) column: Option<f32>,
    pub(super) clicks: ClickSeries,
    /// The unit that a drag selects: what the first press took.
    pub(super) dragged_from: Option<Range<usize>>,
    pub(super) click_count: u32,
    /// Pixels by which a line longer than its field is moved.
    pub(super) scroll: f32,
    /// When the caret last moved, so that it does not blink away while one types.
    pub(super) touched: f64,
    /// The text as it was left, to notice when it is changed elsewhere.
    pub(super) seen: String,
    pub(super) stack: Stack,
    shown: String,
    key: Option<(Style, f32, f32)>,
}

impl EditState {
    /// Follows a text that was changed from outside: writing goes on behind it, as behind a first letter that opened the
    /// field.
    pub(super) fn follow(&mut self, text: &str) {
        if self.seen != text {
            text.clone_into(&mut self.seen);
            self.cursor = Cursor::at(Caret::before(text.len()));
            self.history = History::default();
            self.preedit.clear();
        }
    }

    /// The bytes of the shown text that are being composed.
    pub(super) fn composing(&self) -> Range<usize> {
        let start = self.cursor.range().start;
        start..start + self.preedit.len()
    }

    /// The caret in the shown text.
    pub(super) fn shown_caret(&self) -> Caret {
        if self.preedit.is_empty() { self.cursor.caret } else { Caret::before(self.composing().end) }
    }

    /// Lays out the text with what is being composed in it. `width` in pixels is the field's; without wrapping the
    /// stack is as wide as its longest line.
    pub(super) fn lay_out(
        &mut self,
        typesetter: &mut Typesetter,
        text: &str,
        style: &Style,
        width: f32,
        scale: f32,
        wrap: bool,
    ) {
        let shown = if self.preedit.is_empty() {
            text.to_owned()
        } else {
            let range = self.cursor.range();
            [text.get(..range.start).unwrap_or_default(), &self.preedit, text.get(range.end..).unwrap_or_default()]
                .concat()
        };
        let key = Some((*style, width, scale));
        if key == self.key && shown == self.shown {
            return;
        }
        let whole = style.direction.unwrap_or_else(|| label_direction(&shown));
        let mut rows = Vec::new();
        let mut start = 0;
        for line in shown.split('\n') {
            let base = style.direction.map_or(BaseDirection::Auto, BaseDirection::Forced);
            let direction = paragraph_direction(line, whole, base);
            rows.push(RowSpec {
                kind: RowKind::Paragraph,
                text: start..start + line.len(),
                style: style.resolved(direction),
                space_above: 0.0,
                space_below: 0.0,
            });
            start += line.len() + 1;
        }
        let wide = if wrap {
            width
        } else {
            let natural = |row: &RowSpec| {
                let line = shown.get(row.text.clone()).unwrap_or_default();
                let layout = typesetter.paragraph(line, &row.style, None, scale);
                let ends = layout.lines.iter().flat_map(|line| layout.clusters(line)).map(|c| c.x1);
                // Spaces at the end hang outside of the layout's own width.
                ends.fold(layout.width, f32::max)
                    - layout.lines.iter().flat_map(|line| layout.clusters(line)).map(|c| c.x0).fold(0.0, f32::min)
            };
            rows.iter().map(natural).fold(width, f32::max).ceil()
        };
        self.stack = Stack::reusing(rows, wide, scale, &shown, &self.stack, &self.shown);
        self.stack.ensure_all(typesetter, &shown);
        self.shown = shown;
        self.key = key;
    }

    /// Moves a long line so that the caret is inside the field; `width` is the field's in pixels.
    pub(super) fn keep_caret_in(&mut self, width: f32) {
        let over = (self.stack.width() - width).max(0.0);
        let x = self.stack.caret_place(self.shown_caret()).map_or(0.0, |(x, ..)| x);
        let margin = 4.0;
        let least = (x - width + margin).clamp(0.0, over);
        let most = (x - margin).clamp(least, over.max(least));
        self.scroll = self.scroll.clamp(least, most);
    }
}
