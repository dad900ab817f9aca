//! Caret movement over a whole stack: left and right as seen, up and down, and to the ends of lines.

use super::caret::Caret;
use super::paragraph::ParagraphLayout;
use super::stack::{Row, Stack};
use crate::text::segment;
use std::ops::Range;
use std::sync::Arc;

/// A side of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Towards the left edge.
    Left,
    /// Towards the right edge.
    Right,
}

impl Stack {
    /// The caret one grapheme further to a side, as the reader sees it; at a paragraph's edge the neighbouring
    /// paragraph's nearest end. Stays where it is at the ends of the text.
    pub fn step(&self, caret: Caret, side: Side) -> Caret {
        let Some((n, row, layout)) = self.home(caret) else { return caret };
        let start = row.spec.text.start;
        let local = Caret { at: caret.at.saturating_sub(start), ..caret };
        let moved = match side {
            Side::Left => layout.left_of(local),
            Side::Right => layout.right_of(local),
        };
        if let Some(moved) = moved {
            return moved.shifted(start);
        }
        if self.onward(caret, side) {
            self.next_start(n).unwrap_or(caret)
        } else {
            self.previous_end(n).unwrap_or(caret)
        }
    }

    /// Whether a side of the screen is the reading direction at the caret's paragraph.
    pub fn onward(&self, caret: Caret, side: Side) -> bool {
        let rtl = self.home(caret).is_some_and(|(_, _, layout)| layout.direction.is_rtl());
        (side == Side::Left) == rtl
    }

    /// The caret's place: `x`, top and bottom of the letters, in pixels from the top left corner of the stack.
    pub fn caret_place(&self, caret: Caret) -> Option<(f32, f64, f64)> {
        let (_, row, layout) = self.home(caret)?;
        let (x, line) = layout.caret_x(Caret { at: caret.at.saturating_sub(row.spec.text.start), ..caret });
        let line = layout.lines.get(line)?;
        Some((x, row.y + f64::from(line.content_top), row.y + f64::from(line.content_bottom)))
    }

    /// The caret `lines` lines further down (or up when negative) nearest to `x`; the first or last place of the text
    /// when there are no more lines.
    pub fn step_lines(&self, caret: Caret, x: f32, lines: isize) -> Caret {
        let Some((mut n, row, layout)) = self.home(caret) else { return caret };
        let mut line =
            layout.line_of(Caret { at: caret.at.saturating_sub(row.spec.text.start), ..caret }).cast_signed() + lines;
        loop {
            let Some((row, layout)) = self.paragraph(n) else { return caret };
            let count = layout.lines.len().cast_signed();
            let start = row.spec.text.start;
            if line < 0 {
                let Some((above, (_, layout))) = self.paragraph_before(n) else { return Caret::after(start) };
                line += layout.lines.len().cast_signed();
                n = above;
            } else if line >= count {
                let Some((below, _)) = self.paragraph_after(n) else { return Caret::before(row.spec.text.end) };
                line -= count;
                n = below;
            } else {
                return layout.hit_line(line.unsigned_abs(), x).shifted(start);
            }
        }
    }

    /// The caret itself where its byte is shown; otherwise (in text that has no row, as what is folded away) the next
    /// place that is shown: onward the following paragraph's beginning, back the one before's end, and where there is
    /// none the nearest at the other side.
    pub fn nearest(&self, caret: Caret, onward: bool) -> Caret {
        let rows = self.rows();
        let after = rows.partition_point(|row| row.spec.text.start <= caret.at);
        let before = rows[..after].iter().rfind(|row| row.is_paragraph()).map(|row| row.spec.text.end);
        if before.is_some_and(|end| caret.at <= end) {
            return caret;
        }
        let before = before.map(Caret::before);
        let after = rows[after..].iter().find(|row| row.is_paragraph()).map(|row| Caret::after(row.spec.text.start));
        (if onward { after.or(before) } else { before.or(after) }).unwrap_or(caret)
    }

    /// The range cut to what is shown at both of its ends; empty where nothing of it is.
    pub fn shown_part(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.nearest(Caret::after(range.start), true).at;
        start..self.nearest(Caret::before(range.end), false).at.max(start)
    }

    /// The caret at an edge of a paragraph that has words: onward where the next one begins (or, with `extend`, where
    /// this one ends, so that a selection holds it and no more), back where this one begins; from there on to the
    /// neighbour's. At the last edge the text's own end.
    pub fn paragraph_edge(&self, text: &str, caret: Caret, onward: bool, extend: bool) -> Caret {
        let has_words = |row: &&Row| row.is_paragraph() && !segment::trim(text, &row.spec.text).is_empty();
        let start = |row: &Row| Caret::after(row.spec.text.start);
        let end = |row: &Row| Caret::before(segment::trim(text, &row.spec.text).end);
        let mut rows = self.rows().iter().filter(has_words);
        match (onward, extend) {
            (true, false) => rows.map(start).find(|edge| edge.at > caret.at),
            (true, true) => rows.map(end).find(|edge| edge.at > caret.at),
            (false, _) => rows.rfind(|row| row.spec.text.start < caret.at).map(start),
        }
        .unwrap_or_else(|| self.nearest(if onward { Caret::before(text.len()) } else { Caret::after(0) }, !onward))
    }

    /// Where the caret's line begins in reading order.
    pub fn line_start(&self, caret: Caret) -> Caret {
        self.on_line(caret, ParagraphLayout::line_start)
    }

    /// Where the caret's line ends in reading order.
    pub fn line_end(&self, caret: Caret) -> Caret {
        self.on_line(caret, ParagraphLayout::line_end)
    }

    fn on_line(&self, caret: Caret, place: impl Fn(&ParagraphLayout, usize) -> Caret) -> Caret {
        let Some((_, row, layout)) = self.home(caret) else { return caret };
        let start = row.spec.text.start;
        let line = layout.line_of(Caret { at: caret.at.saturating_sub(start), ..caret });
        place(layout, line).shifted(start)
    }

    fn home(&self, caret: Caret) -> Option<(usize, &Row, &Arc<ParagraphLayout>)> {
        let n = self.row_of(caret.at);
        let (row, layout) = self.paragraph(n)?;
        Some((n, row, layout))
    }

    fn paragraph(&self, n: usize) -> Option<(&Row, &Arc<ParagraphLayout>)> {
        let row = self.rows().get(n)?;
        Some((row, row.layout.as_ref()?))
    }

    fn paragraph_after(&self, n: usize) -> Option<(usize, (&Row, &Arc<ParagraphLayout>))> {
        let next = (n + 1..self.rows().len()).find(|m| self.rows()[*m].is_paragraph())?;
        Some((next, self.paragraph(next)?))
    }

    fn paragraph_before(&self, n: usize) -> Option<(usize, (&Row, &Arc<ParagraphLayout>))> {
        let above = (0..n).rev().find(|m| self.rows()[*m].is_paragraph())?;
        Some((above, self.paragraph(above)?))
    }

    fn next_start(&self, n: usize) -> Option<Caret> {
        let (_, (row, _)) = self.paragraph_after(n)?;
        Some(Caret::after(row.spec.text.start))
    }

    fn previous_end(&self, n: usize) -> Option<Caret> {
        let (_, (row, _)) = self.paragraph_before(n)?;
        Some(Caret::before(row.spec.text.end))
    }
}
