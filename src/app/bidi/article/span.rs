//! Spans over the text, and which of them lie on which row.

use crate::text::layout::Stack;
use egui::Color32;
use std::ops::Range;

/// The second cue of a span beside its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineStyle {
    /// One line.
    #[default]
    Solid,
    /// Two thin lines.
    Double,
    /// Dots.
    Dotted,
    /// Dashes.
    Dashed,
    /// A frame around the words.
    Boxed,
    /// A wave.
    Wavy,
}

/// A marked piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The piece.
    pub id: u64,
    /// The record that it belongs to; pieces of one group light together.
    pub group: u64,
    /// Its bytes in the document.
    pub range: Range<usize>,
    /// Its colour on this paper.
    pub color: Color32,
    /// Its line.
    pub line: LineStyle,
    /// What the chip in the margin says; no chip when empty.
    pub label: String,
}

/// Lines below each other before spans are only counted.
pub(super) const LANES: u8 = 4;

/// A span on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Its place in the caller's list.
    pub(super) span: usize,
    /// The lane of its line; [`LANES`] when there is no more room and it is not drawn by itself.
    pub(super) lane: u8,
}

/// Which spans lie on which row of a stack.
#[derive(Default)]
pub(super) struct SpanIndex {
    key: Option<(u64, u64)>,
    rows: Vec<Vec<Placed>>,
}

impl SpanIndex {
    /// Brings the index up to date; `layout` is a number that changes with the rows of the stack.
    pub(super) fn update(&mut self, spans: &[Span], stack: &Stack, layout: u64) {
        let key = Some((fingerprint(spans), layout));
        if self.key == key {
            return;
        }
        self.key = key;
        self.rows.clear();
        self.rows.resize(stack.rows().len(), Vec::new());
        let mut order: Vec<usize> = (0..spans.len()).collect();
        order.sort_by_key(|n| {
            let range = &spans[*n].range;
            (range.start, std::cmp::Reverse(range.end), spans[*n].id)
        });
        let mut lane_ends = [0usize; LANES as usize];
        for n in order {
            let range = &spans[n].range;
            let free = lane_ends.iter().position(|end| *end <= range.start);
            if let Some(lane) = free {
                lane_ends[lane] = range.end;
            }
            // Lanes fit 8 bits: there are four of them.
            let lane = free.map_or(LANES, |lane| lane as u8);
            let first = stack.rows().partition_point(|row| row.spec.text.end <= range.start);
            for (row, placed) in stack.rows().iter().zip(&mut self.rows).skip(first) {
                if row.spec.text.start >= range.end {
                    break;
                }
                if row.is_paragraph() {
                    placed.push(Placed { span: n, lane });
                }
            }
        }
    }

    /// The spans on a row, in text order.
    pub(super) fn on_row(&self, row: usize) -> &[Placed] {
        self.rows.get(row).map(Vec::as_slice).unwrap_or_default()
    }

    /// The spans that cover a byte, innermost (shortest) first.
    pub(super) fn covering(&self, stack: &Stack, spans: &[Span], at: usize) -> Vec<u64> {
        let on_row = self.on_row(stack.row_of(at)).iter().filter_map(|placed| spans.get(placed.span));
        let mut found: Vec<&Span> = on_row.filter(|span| span.range.contains(&at)).collect();
        found.sort_by_key(|span| (span.range.len(), span.id));
        found.into_iter().map(|span| span.id).collect()
    }
}

/// A number that changes with what the index depends on. The list comes anew in every frame, and ten thousand spans
/// are cheaper to fold than to sort.
fn fingerprint(spans: &[Span]) -> u64 {
    let mix = |hash: u64, value: u64| (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    spans.iter().fold(spans.len() as u64, |hash, span| {
        mix(mix(mix(hash, span.id), span.range.start as u64), span.range.end as u64)
    })
}
