//! A short text laid out for the screen: a label, a title, a cell.

use super::engine::Bidi;
use crate::text::direction::{BaseDirection, Direction, label_direction, paragraph_direction};
use crate::text::fonts::Face;
use crate::text::layout::{ParagraphLayout, TextStyle, Typesetter};
use egui::{Color32, Painter, Pos2, Rect, Vec2, pos2, vec2};
use std::ops::Range;

/// How a short text is set. Its direction comes from its letters unless it is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Which typefaces.
    pub face: Face,
    /// Font size in points.
    pub size: f32,
    /// Distance of baselines as a multiple of the size.
    pub line_height: f32,
    /// Bold instead of regular.
    pub bold: bool,
    /// The base direction, where it must not come from the letters.
    pub direction: Option<Direction>,
}

impl Style {
    /// The interface's sans at a size in points.
    pub fn new(size: f32) -> Self {
        Self { face: Face::Interface, size, line_height: 1.5, bold: false, direction: None }
    }

    /// The reading face at a size in points.
    pub fn reading(size: f32) -> Self {
        Self { face: Face::Reading, line_height: 1.7, ..Self::new(size) }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same in a given direction.
    #[must_use]
    pub fn direction(self, direction: Direction) -> Self {
        Self { direction: Some(direction), ..self }
    }

    pub(super) fn key(&self) -> (Face, u32, u32, bool, Option<Direction>) {
        (self.face, self.size.to_bits(), self.line_height.to_bits(), self.bold, self.direction)
    }

    /// The same for the text room, in a direction.
    pub(super) fn resolved(&self, direction: Direction) -> TextStyle {
        TextStyle { face: self.face, size: self.size, line_height: self.line_height, bold: self.bold, direction }
    }
}

/// A short text laid out at one scale; drawn with [`Galley::paint`].
#[derive(Debug)]
pub struct Galley {
    /// Each paragraph with its first byte in the text and the pixel of its top left corner.
    paragraphs: Vec<(usize, [f32; 2], ParagraphLayout)>,
    direction: Direction,
    size: Vec2,
    /// Pixels of a point.
    scale: f32,
}

impl Galley {
    pub(super) fn new(typesetter: &mut Typesetter, text: &str, style: &Style, width: Option<f32>, scale: f32) -> Self {
        let whole = style.direction.unwrap_or_else(|| label_direction(text));
        let limit = width.map(|width| (width * scale).floor().max(1.0));
        let mut paragraphs = Vec::new();
        let (mut start, mut y) = (0, 0.0f32);
        for line in text.split('\n') {
            let base = style.direction.map_or(BaseDirection::Auto, BaseDirection::Forced);
            let direction = paragraph_direction(line, whole, base);
            let layout = typesetter.paragraph(line, &style.resolved(direction), limit, scale);
            let height = layout.height.round();
            paragraphs.push((start, [0.0, y], layout));
            start += line.len() + 1;
            y += height;
        }
        // A text that needs less than its limit takes no more room than it needs.
        let ink = |layout: &ParagraphLayout| {
            let clusters = layout.lines.iter().flat_map(|line| layout.clusters(line));
            clusters.fold((f32::MAX, 0.0f32), |(x0, x1), c| (x0.min(c.x0), x1.max(c.x1)))
        };
        let needed = |layout: &ParagraphLayout| {
            let (x0, x1) = ink(layout);
            let used = if layout.direction.is_rtl() { layout.width - x0.min(layout.width) } else { x1 };
            limit.map_or(used, |limit| used.min(limit)).max(0.0)
        };
        let widest = paragraphs.iter().map(|(_, _, layout)| needed(layout)).fold(0.0, f32::max).ceil();
        for (_, origin, layout) in &mut paragraphs {
            if layout.direction.is_rtl() {
                origin[0] = (widest - layout.width).round();
            }
        }
        Self { paragraphs, direction: whole, size: vec2(widest, y) / scale, scale }
    }

    /// Width and height in points.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// The direction of the whole text.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The places of a range of bytes, in points from the top left corner: one for each run of neighbours on each line.
    pub fn rects(&self, range: &Range<usize>) -> Vec<Rect> {
        let scale = self.scale;
        let mut out = Vec::new();
        for (start, origin, layout) in &self.paragraphs {
            let within = range.start.saturating_sub(*start)..range.end.saturating_sub(*start);
            out.extend(layout.rects(&within).into_iter().map(|r| {
                let corner = pos2((origin[0] + r.x0) / scale, (origin[1] + r.y0) / scale);
                Rect::from_min_max(corner, pos2((origin[0] + r.x1) / scale, (origin[1] + r.y1) / scale))
            }));
        }
        out
    }

    /// How many bytes from the start of a one-line text take at most `width` points.
    pub(super) fn prefix_within(&self, width: f32) -> usize {
        let Some((_, _, layout)) = self.paragraphs.first() else { return 0 };
        let mut clusters: Vec<_> = layout.lines.iter().flat_map(|line| layout.clusters(line)).copied().collect();
        clusters.sort_by_key(|cluster| cluster.start);
        let all: f32 = clusters.iter().map(|cluster| cluster.x1 - cluster.x0).sum();
        let room = if all > 0.0 { width * all / self.size.x.max(1.0) } else { 0.0 };
        let mut used = 0.0;
        clusters
            .iter()
            .take_while(|c| {
                used += c.x1 - c.x0;
                used <= room
            })
            .last()
            .map_or(0, |c| c.end as usize)
    }

    /// Draws with the top left corner at `pos` (moved to a whole pixel).
    pub fn paint(&self, painter: &Painter, pos: Pos2, color: Color32) {
        let scale = painter.pixels_per_point();
        let corner = [(pos.x * scale).round(), (pos.y * scale).round()];
        Bidi::of(painter.ctx()).paint(
            painter,
            self.paragraphs
                .iter()
                .map(|(_, origin, layout)| (layout, [corner[0] + origin[0], corner[1] + origin[1]], color)),
        );
    }
}
