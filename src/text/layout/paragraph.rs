//! The flattened result of laying out one paragraph. All coordinates are physical pixels from its top left corner.

use crate::text::direction::Direction;
use std::ops::Range;

/// One positioned glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Which font file: an index for [`super::Typesetter::face`].
    pub face: u16,
    /// The glyph's number in that font; 0 is the box for what no font has.
    pub id: u16,
    /// The pen position.
    pub x: f32,
    /// The baseline.
    pub y: f32,
}

/// One grapheme in its line. Clusters of a line are stored from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// First byte in the paragraph.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Left edge.
    pub x0: f32,
    /// Right edge; equal to the left one for what takes no room.
    pub x1: f32,
    /// Whether it stands in right-to-left order.
    pub rtl: bool,
    /// A space at which the line was broken: it stands beyond the line's end and is not marked.
    pub hanging: bool,
}

impl Cluster {
    /// The edge before its first byte in reading order.
    pub fn leading(&self) -> f32 {
        if self.rtl { self.x1 } else { self.x0 }
    }

    /// The edge after its last byte in reading order.
    pub fn trailing(&self) -> f32 {
        if self.rtl { self.x0 } else { self.x1 }
    }

    /// Its bytes in the paragraph.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn is_wide(&self) -> bool {
        self.x1 - self.x0 > 0.01
    }
}

/// One line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its bytes in the paragraph, with the space at a break.
    pub text: Range<usize>,
    /// Upper edge of the line's band; bands touch each other.
    pub top: f32,
    /// Lower edge of the band.
    pub bottom: f32,
    /// Upper edge of the letters, for carets and highlights.
    pub content_top: f32,
    /// Lower edge of the letters.
    pub content_bottom: f32,
    /// The baseline.
    pub baseline: f32,
    pub(crate) clusters: Range<usize>,
    pub(crate) glyphs: Range<usize>,
}

/// A rectangle on one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RectPx {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
    /// The line's index in its paragraph.
    pub line: usize,
}

/// One paragraph, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphLayout {
    /// Its base direction.
    pub direction: Direction,
    /// The width it was set to, or that of its longest line.
    pub width: f32,
    /// The sum of its lines' heights.
    pub height: f32,
    /// The font size.
    pub size: f32,
    /// Bytes in the paragraph.
    pub text_len: usize,
    /// Its lines from the top; never empty.
    pub lines: Vec<Line>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) glyphs: Vec<Glyph>,
}

impl ParagraphLayout {
    /// The clusters of a line from left to right.
    pub fn clusters(&self, line: &Line) -> &[Cluster] {
        self.clusters.get(line.clusters.clone()).unwrap_or_default()
    }

    /// The glyphs of a line.
    pub fn glyphs(&self, line: &Line) -> &[Glyph] {
        self.glyphs.get(line.glyphs.clone()).unwrap_or_default()
    }

    /// The index of the line at height `y`; the first or last for a point outside.
    pub fn line_at_y(&self, y: f32) -> usize {
        self.lines.partition_point(|line| line.bottom <= y).min(self.lines.len().saturating_sub(1))
    }

    /// The bytes of the grapheme under a point, or `None` beside the text.
    pub fn cluster_at(&self, x: f32, y: f32) -> Option<Range<usize>> {
        let line = self.lines.get(self.line_at_y(y))?;
        if y < line.top || y > line.bottom {
            return None;
        }
        self.clusters(line).iter().find(|cluster| cluster.x0 <= x && x < cluster.x1).map(Cluster::bytes)
    }

    /// The rectangles that cover a byte range: one for each run of neighbours on each line, so a range across a
    /// change of direction gives several. The space at a line break is left out.
    pub fn rects(&self, range: &Range<usize>) -> Vec<RectPx> {
        let mut rects = Vec::new();
        if range.start >= range.end {
            return rects;
        }
        let first = self.lines.partition_point(|line| line.text.end <= range.start);
        for (number, line) in self.lines.iter().enumerate().skip(first) {
            if line.text.start >= range.end {
                break;
            }
            let mut open: Option<(f32, f32)> = None;
            let mut close = |run: Option<(f32, f32)>| {
                if let Some((x0, x1)) = run {
                    rects.push(RectPx { x0, y0: line.content_top, x1, y1: line.content_bottom, line: number });
                }
            };
            for cluster in self.clusters(line).iter().filter(|cluster| cluster.is_wide() && !cluster.hanging) {
                let inside = (cluster.start as usize) < range.end && cluster.end as usize > range.start;
                open = match (open, inside) {
                    (Some((x0, x1)), true) if (cluster.x0 - x1).abs() < 0.51 => Some((x0, cluster.x1)),
                    (run, true) => {
                        close(run);
                        Some((cluster.x0, cluster.x1))
                    }
                    (run, false) => {
                        close(run);
                        None
                    }
                };
            }
            close(open);
        }
        rects
    }
}
