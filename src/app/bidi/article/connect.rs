//! Thin lines between the pieces of the lit record. They run between the lines of the text and beside it, never through
//! its letters, where they would look like a deletion.

use super::frame::Frame;
use super::span::Span;
use super::view::ArticleView;
use crate::text::layout::Caret;
use egui::{Color32, Pos2, Shape, Stroke, Ui, pos2};

/// Points between the letters and a line that runs along them.
const GAP: f32 = 4.0;
/// Points between the column and a line that runs down beside it.
const BESIDE: f32 = 6.0;
/// Radius of corners in points.
const CORNER: f32 = 4.0;

/// Where a caret stands on the screen: its `x`, and top and bottom of the letters.
#[derive(Clone, Copy)]
struct Stand {
    x: f32,
    top: f32,
    bottom: f32,
}

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
            let ends = (self.stand(view, Caret::before(from.end)), self.stand(view, Caret::after(to.start)));
            if let (Some(from), Some(to)) = ends {
                let beside =
                    if self.lane_is_right() { self.column.right() + BESIDE } else { self.column.left() - BESIDE };
                self.connector(ui, from, to, beside, pair[1].color);
            }
        }
    }

    fn connector(&self, ui: &Ui, from: Stand, to: Stand, beside: f32, color: Color32) {
        let screen = self.screen;
        let unseen = (from.bottom < screen.top() && to.bottom < screen.top())
            || (from.top > screen.bottom() && to.top > screen.bottom());
        if unseen {
            return;
        }
        let stroke = Stroke::new(1.25, color.gamma_multiply(0.8));
        let path = route(from, to, beside);
        let ends = path.first().copied().into_iter().chain(path.last().copied());
        for end in ends {
            ui.painter().circle_filled(end, 2.0, stroke.color);
        }
        ui.painter().add(Shape::line(rounded(&path), stroke));
    }

    /// Where a caret stands, or the upper edge of its paragraph when that is not laid out yet.
    fn stand(&self, view: &ArticleView, caret: Caret) -> Option<Stand> {
        let unlaid = || {
            let y = view.stack.rows().get(view.stack.row_of(caret.at))?.y;
            Some((view.stack.width() / 2.0, y, y))
        };
        let (x, top, bottom) = view.stack.caret_place(caret).or_else(unlaid)?;
        let ((x, top), (_, bottom)) = (self.to_screen(x, top), self.to_screen(x, bottom));
        Some(Stand { x, top, bottom })
    }
}

/// The corners of a line from below one place to another: under the words on the same line, between two lines that follow
/// each other, and otherwise down beside the column.
fn route(from: Stand, to: Stand, beside: f32) -> Vec<Pos2> {
    let start = pos2(from.x, from.bottom);
    if to.top < from.bottom {
        let under = from.bottom.max(to.bottom) + GAP;
        return vec![start, pos2(from.x, under), pos2(to.x, under), pos2(to.x, to.bottom)];
    }
    let end = pos2(to.x, to.top);
    let (under, over) = (from.bottom + GAP, to.top - GAP);
    // Another line of text in between would need more than two heights of letters.
    if to.top - from.bottom < 2.0 * (to.bottom - to.top) {
        let between = f32::midpoint(from.bottom, to.top);
        return vec![start, pos2(from.x, between), pos2(to.x, between), end];
    }
    vec![start, pos2(from.x, under), pos2(beside, under), pos2(beside, over), pos2(to.x, over), end]
}

/// The same line with its corners rounded.
fn rounded(path: &[Pos2]) -> Vec<Pos2> {
    let mut out = Vec::with_capacity(path.len() * 5);
    out.extend(path.first());
    for corner in path.windows(3) {
        let [before, at, after] = [corner[0], corner[1], corner[2]];
        let (back, on) = (before - at, after - at);
        let cut = |side: egui::Vec2| at + side.normalized() * CORNER.min(side.length() / 2.0);
        let (enter, leave) = (cut(back), cut(on));
        for step in 0..=4_u8 {
            let t = f32::from(step) / 4.0;
            let (a, b) = (enter.lerp(at, t), at.lerp(leave, t));
            out.push(a.lerp(b, t));
        }
    }
    out.extend(path.last());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn line(n: f32) -> (f32, f32) {
        (n * 38.0 + 8.0, n * 38.0 + 30.0)
    }

    fn stand(x: f32, n: f32) -> Stand {
        let (top, bottom) = line(n);
        Stand { x, top, bottom }
    }

    /// Whether a stretch of the path runs through the letters of a line inside the column.
    fn crosses_letters(path: &[Pos2], column: (f32, f32)) -> bool {
        path.windows(2).any(|pair| {
            (0..9_u8).any(|n| {
                let (top, bottom) = line(f32::from(n));
                let (high, low) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
                let inside = pair.iter().all(|p| p.x > column.0 && p.x < column.1);
                inside && high < bottom - 0.1 && low > top + 0.1
            })
        })
    }

    #[test]
    fn lines_run_between_the_lines_and_beside_the_column() {
        let column = (100.0, 600.0);
        for (from, to) in [
            (stand(300.0, 1.0), stand(200.0, 1.0)),
            (stand(120.0, 1.0), stand(580.0, 2.0)),
            (stand(300.0, 0.0), stand(400.0, 5.0)),
        ] {
            let path = route(from, to, 606.0);
            assert!(!crosses_letters(&path, column), "{path:?}");
            assert_eq!(path[0], pos2(from.x, from.bottom));
        }
        assert!(
            crosses_letters(&[pos2(300.0, 68.0), pos2(200.0, 106.0)], column),
            "the judge sees a line through letters"
        );
    }
}
