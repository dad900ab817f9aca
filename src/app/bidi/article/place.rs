//! Where the reader is, in terms that survive another width, zoom or folding.

use crate::text::layout::{Caret, Stack};

/// The line at the top of the screen, and how much of it is above.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScrollPlace {
    /// The first byte of the line.
    pub at: usize,
    /// How much of the line's height is above the top edge; negative for space above it.
    pub fraction: f32,
}

impl ScrollPlace {
    /// The place at a height of a stack.
    pub(super) fn at_height(stack: &Stack, y: f64) -> Self {
        let Some(row) = stack.rows().get(stack.row_at_y(y.max(0.0))) else { return Self::default() };
        let start = row.spec.text.start;
        let inside = (y - row.y) as f32;
        match row.layout.as_deref().and_then(|layout| layout.lines.get(layout.line_at_y(inside))) {
            Some(line) => {
                let height = (line.bottom - line.top).max(1.0);
                Self { at: start + line.text.start, fraction: (inside - line.top) / height }
            }
            None => Self { at: start, fraction: inside / row.height.max(1.0) },
        }
    }

    /// The height of the place in a stack whose row there is laid out.
    pub(super) fn height(self, stack: &Stack) -> f64 {
        let Some(row) = stack.rows().get(stack.row_of(self.at)) else { return 0.0 };
        let local = Caret::after(self.at.saturating_sub(row.spec.text.start));
        match row.layout.as_deref().and_then(|layout| layout.lines.get(layout.line_of(local))) {
            Some(line) => row.y + f64::from(line.top + self.fraction * (line.bottom - line.top)),
            None => row.y + f64::from(self.fraction * row.height),
        }
    }
}
