//! Caret positions inside one paragraph, and their movement in visual order.

use super::paragraph::{Line, ParagraphLayout};

/// To which of its two neighbours a caret holds where they are apart on the screen (at a change of direction, at the
/// end of a line).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// To the grapheme before it: drawn at that one's end.
    Before,
    /// To the grapheme after it: drawn at that one's beginning.
    #[default]
    After,
}

/// A caret: a byte offset on a grapheme boundary, and the side that it holds to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Caret {
    /// The byte before which typed text would go.
    pub at: usize,
    /// Where it is drawn when two places are possible.
    pub affinity: Affinity,
}

impl Caret {
    /// A caret that holds to the grapheme after it.
    pub fn after(at: usize) -> Self {
        Self { at, affinity: Affinity::After }
    }

    /// A caret that holds to the grapheme before it.
    pub fn before(at: usize) -> Self {
        Self { at, affinity: Affinity::Before }
    }

    /// The same caret with its offset moved, as between paragraph and document.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { at: self.at + by, ..self }
    }
}

/// A place between the clusters of a line, counted from the left: slot 0 is left of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) line: usize,
    pub(super) slot: usize,
}

impl ParagraphLayout {
    /// The caret nearest to a point; a point above or below counts for the first or last line.
    pub fn hit(&self, x: f32, y: f32) -> Caret {
        self.hit_line(self.line_at_y(y), x)
    }

    /// The caret nearest to `x` on a line.
    pub fn hit_line(&self, line: usize, x: f32) -> Caret {
        let Some(line) = self.lines.get(line) else { return Caret::default() };
        let clusters = self.clusters(line);
        let wide = || clusters.iter().filter(|cluster| cluster.is_wide());
        let Some(cluster) = wide().find(|cluster| x < cluster.x1).or_else(|| wide().next_back()) else {
            return Caret::after(line.text.start);
        };
        let left = x <= f32::midpoint(cluster.x0, cluster.x1);
        if left == cluster.rtl { Caret::before(cluster.end as usize) } else { Caret::after(cluster.start as usize) }
    }

    /// Where a caret is drawn: `x`, and its line's index.
    pub fn caret_x(&self, caret: Caret) -> (f32, usize) {
        let start_edge = if self.direction.is_rtl() { self.width } else { 0.0 };
        let Some(Slot { line, slot }) = self.slot_of(caret) else {
            return (start_edge, self.line_of(caret));
        };
        let clusters = self.lines.get(line).map(|line| self.clusters(line)).unwrap_or_default();
        let x = match (slot.checked_sub(1).and_then(|left| clusters.get(left)), clusters.get(slot)) {
            (Some(left), _) => left.x1,
            (None, Some(right)) => right.x0,
            (None, None) => start_edge,
        };
        (x, line)
    }

    /// The index of the line that a caret stands on.
    pub fn line_of(&self, caret: Caret) -> usize {
        let last = self.lines.len().saturating_sub(1);
        let after = self.lines.partition_point(|line| line.text.end <= caret.at).min(last);
        let at_break = self.lines.get(after).is_some_and(|line| line.text.start == caret.at);
        if caret.affinity == Affinity::Before && at_break { after.saturating_sub(1) } else { after }
    }

    /// Where a line begins in reading order.
    pub fn line_start(&self, line: usize) -> Caret {
        Caret::after(self.lines.get(line).map_or(0, |line| line.text.start))
    }

    /// Where a line ends in reading order, before the paragraph's next line.
    pub fn line_end(&self, line: usize) -> Caret {
        Caret::before(self.lines.get(line).map_or(0, |line| line.text.end))
    }

    /// The caret one grapheme to the left on the screen, or `None` at the paragraph's edge.
    pub fn left_of(&self, caret: Caret) -> Option<Caret> {
        let Some(Slot { line, slot }) = self.slot_of(caret) else {
            return self.neighbour_line(self.line_of(caret), false);
        };
        let clusters = self.clusters(self.lines.get(line)?);
        let Some(crossed) = clusters.get(..slot)?.iter().rfind(|cluster| cluster.is_wide()) else {
            return self.neighbour_line(line, false);
        };
        // The left edge of a right-to-left cluster is its end.
        Some(if crossed.rtl { Caret::before(crossed.end as usize) } else { Caret::after(crossed.start as usize) })
    }

    /// The caret one grapheme to the right on the screen, or `None` at the paragraph's edge.
    pub fn right_of(&self, caret: Caret) -> Option<Caret> {
        let Some(Slot { line, slot }) = self.slot_of(caret) else {
            return self.neighbour_line(self.line_of(caret), true);
        };
        let clusters = self.clusters(self.lines.get(line)?);
        let Some(crossed) = clusters.get(slot..)?.iter().find(|cluster| cluster.is_wide()) else {
            return self.neighbour_line(line, true);
        };
        Some(if crossed.rtl { Caret::after(crossed.start as usize) } else { Caret::before(crossed.end as usize) })
    }

    /// The caret's place among the clusters of its line; `None` on an empty line.
    pub(super) fn slot_of(&self, caret: Caret) -> Option<Slot> {
        let holds_after = |line: &Line| self.clusters(line).iter().position(|c| c.start as usize == caret.at);
        let holds_before = |line: &Line| self.clusters(line).iter().position(|c| c.end as usize == caret.at);
        let home = self.line_of(caret);
        let after = || {
            // A caret at the very end of a line has the next grapheme one line below.
            [home, home + 1].into_iter().find_map(|n| {
                let line = self.lines.get(n)?;
                let found = holds_after(line)?;
                let rtl = self.clusters(line).get(found)?.rtl;
                Some(Slot { line: n, slot: if rtl { found + 1 } else { found } })
            })
        };
        let before = || {
            [Some(home), home.checked_sub(1)].into_iter().flatten().find_map(|n| {
                let line = self.lines.get(n)?;
                let found = holds_before(line)?;
                let rtl = self.clusters(line).get(found)?.rtl;
                Some(Slot { line: n, slot: if rtl { found } else { found + 1 } })
            })
        };
        let exact = match caret.affinity {
            Affinity::After => after().or_else(before),
            Affinity::Before => before().or_else(after),
        };
        exact.or_else(|| self.slot_inside(home, caret.at))
    }

    /// A caret inside a cluster (an offset that is no grapheme boundary) stands at that cluster's beginning.
    fn slot_inside(&self, line: usize, at: usize) -> Option<Slot> {
        let clusters = self.clusters(self.lines.get(line)?);
        let found = clusters.iter().position(|cluster| cluster.bytes().contains(&at))?;
        Some(Slot { line, slot: if clusters.get(found)?.rtl { found + 1 } else { found } })
    }

    /// Beyond a line's edge in the reading direction comes the next line's beginning, against it the previous line's
    /// end.
    fn neighbour_line(&self, line: usize, to_right: bool) -> Option<Caret> {
        let onward = to_right != self.direction.is_rtl();
        let next = if onward { line + 1 } else { line.checked_sub(1)? };
        let target = self.lines.get(next)?;
        let enter_left = to_right;
        let clusters = self.clusters(target);
        let mut wide = clusters.iter().filter(|cluster| cluster.is_wide());
        let edge = if enter_left { wide.next() } else { wide.next_back() };
        Some(match edge {
            None => Caret::after(target.text.start),
            // The outer edge of the outermost cluster: its left one when the caret enters from the left.
            Some(cluster) if cluster.rtl == enter_left => Caret::before(cluster.end as usize),
            Some(cluster) => Caret::after(cluster.start as usize),
        })
    }
}
