//! Paragraphs below each other: their places, laid out when they are needed.

use super::caret::Caret;
use super::paragraph::{ParagraphLayout, RectPx};
use super::typesetter::{TextStyle, Typesetter};
use std::ops::Range;
use std::sync::Arc;

/// What a row of a stack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A paragraph of the text.
    Paragraph,
    /// A line that is not part of the text (the header of a folded group), with a number of the caller's.
    Marker(u32),
}

/// What a row should be, before it is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct RowSpec {
    /// Paragraph or marker.
    pub kind: RowKind,
    /// The row's bytes in the document, without the line feed; empty for a marker.
    pub text: Range<usize>,
    /// How it is set; a marker takes one line of this style.
    pub style: TextStyle,
    /// Space above, in logical points.
    pub space_above: f32,
    /// Space below, in logical points.
    pub space_below: f32,
}

/// A row in its place.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub spec: RowSpec,
    /// Upper edge of its first line in pixels from the top of the stack.
    pub y: f64,
    /// Height of its lines in pixels, without the space around; estimated until it is laid out.
    pub height: f32,
    /// Its layout once there is one. Markers have none.
    pub layout: Option<Arc<ParagraphLayout>>,
}

impl Row {
    /// Whether it is a paragraph of the text.
    pub fn is_paragraph(&self) -> bool {
        self.spec.kind == RowKind::Paragraph
    }

    fn is_done(&self) -> bool {
        self.layout.is_some() || !self.is_paragraph()
    }
}

/// Paragraphs below each other in one width and scale.
///
/// Rows are laid out on demand ([`Stack::ensure`], [`Stack::ensure_around`]); until then their heights are guesses.
/// Whoever lays out rows above what is on the screen should keep the place by a [`Caret`] and not by pixels.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    rows: Vec<Row>,
    width: f32,
    scale: f32,
    height: f64,
    unfinished: usize,
}

impl Stack {
    /// A stack of rows in text order, `width` physical pixels wide, at `scale` pixels for each point.
    pub fn new(specs: Vec<RowSpec>, width: f32, scale: f32) -> Self {
        let rows: Vec<Row> = specs
            .into_iter()
            .map(|spec| Row { height: guess_height(&spec, width, scale), y: 0.0, layout: None, spec })
            .collect();
        let unfinished = rows.iter().filter(|row| !row.is_done()).count();
        let mut stack = Self { rows, width, scale, height: 0.0, unfinished };
        stack.place_from(0);
        stack
    }

    /// A stack of rows that are laid out already where `old` has the same paragraph text in the same style and width.
    /// `text` and `old_text` are the documents of the two; used for fields, whose text changes a little at a time.
    pub fn reusing(specs: Vec<RowSpec>, width: f32, scale: f32, text: &str, old: &Self, old_text: &str) -> Self {
        let mut stack = Self::new(specs, width, scale);
        let bits = |value: f32| value.to_bits();
        if bits(old.width) != bits(width) || bits(old.scale) != bits(scale) {
            return stack;
        }
        let total = stack.rows.len();
        let surplus = old.rows.len().cast_signed() - total.cast_signed();
        for n in 0..total {
            // An edit changes one place: rows before it keep their number from the top, rows after it from the end.
            let from_end = usize::try_from(n.cast_signed() + surplus).ok();
            let twin = [Some(n), from_end].into_iter().flatten().filter_map(|m| old.rows.get(m)).find(|row| {
                let new = &stack.rows[n].spec;
                row.layout.is_some()
                    && row.spec.style == new.style
                    && old_text.get(row.spec.text.clone()) == text.get(new.text.clone())
            });
            if let Some(layout) = twin.and_then(|row| row.layout.clone()) {
                stack.rows[n].height = layout.height;
                stack.rows[n].layout = Some(layout);
                stack.unfinished -= 1;
            }
        }
        stack.place_from(0);
        stack
    }

    /// The rows from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The width in pixels.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// Pixels for each logical point.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// The whole height in pixels; a guess while rows are unfinished.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// How many rows are not laid out yet.
    pub fn unfinished(&self) -> usize {
        self.unfinished
    }

    /// Lays out the rows of a range of indices. Returns the bytes that were laid out anew.
    pub fn ensure(&mut self, typesetter: &mut Typesetter, text: &str, rows: Range<usize>) -> usize {
        let mut bytes = 0;
        let mut first = None;
        for n in rows.start..rows.end.min(self.rows.len()) {
            let row = &mut self.rows[n];
            if row.is_done() {
                continue;
            }
            let paragraph = text.get(row.spec.text.clone()).unwrap_or_default();
            let layout = typesetter.paragraph(paragraph, &row.spec.style, Some(self.width), self.scale);
            row.height = layout.height;
            row.layout = Some(Arc::new(layout));
            self.unfinished -= 1;
            bytes += paragraph.len().max(1);
            first.get_or_insert(n);
        }
        if let Some(first) = first {
            self.place_from(first);
        }
        bytes
    }

    /// Lays out every row.
    pub fn ensure_all(&mut self, typesetter: &mut Typesetter, text: &str) {
        self.ensure(typesetter, text, 0..self.rows.len());
    }

    /// Lays out the rows that may be reached by one caret movement from `at`, within `reach` pixels.
    pub fn ensure_around(&mut self, typesetter: &mut Typesetter, text: &str, at: usize, reach: f32) {
        let home = self.row_of(at);
        self.ensure(typesetter, text, home..home + 1);
        let (mut first, mut room) = (home, reach);
        while first > 0 && (room > 0.0 || !self.rows[first].is_paragraph()) {
            first -= 1;
            self.ensure(typesetter, text, first..first + 1);
            room -= self.rows[first].height;
        }
        let (mut last, mut room) = (home, reach);
        while last + 1 < self.rows.len() && (room > 0.0 || !self.rows[last].is_paragraph()) {
            last += 1;
            self.ensure(typesetter, text, last..last + 1);
            room -= self.rows[last].height;
        }
    }

    /// Lays out what lies between two heights, again until the guesses that moved the rows are settled.
    pub fn ensure_between(&mut self, typesetter: &mut Typesetter, text: &str, top: f64, bottom: f64) {
        let mut n = self.row_at_y(top);
        while self.rows.get(n).is_some_and(|row| row.y < bottom) {
            self.ensure(typesetter, text, n..n + 1);
            n += 1;
        }
    }

    /// Lays out unfinished rows until about `bytes` are done: first those after `from`, then those before it.
    pub fn ensure_some(&mut self, typesetter: &mut Typesetter, text: &str, from: usize, bytes: usize) {
        let total = self.rows.len();
        let onward = (from..total).find(|n| !self.rows[*n].is_done());
        let mut left = bytes;
        let (start, end) = match onward {
            Some(start) => (start, total),
            None => (0, from.min(total)),
        };
        let mut batch_end = start;
        while batch_end < end && left > 0 {
            let row = &self.rows[batch_end];
            if !row.is_done() {
                left = left.saturating_sub(row.spec.text.len().max(1));
            }
            batch_end += 1;
        }
        self.ensure(typesetter, text, start..batch_end);
    }

    /// The row at height `y`; the first or last for a point outside.
    pub fn row_at_y(&self, y: f64) -> usize {
        self.rows.partition_point(|row| row.y <= y).saturating_sub(1)
    }

    /// The paragraph row that holds a byte; of two neighbours the one that begins there.
    pub fn row_of(&self, at: usize) -> usize {
        self.paragraph_or_first(self.rows.partition_point(|row| row.spec.text.start <= at).saturating_sub(1))
    }

    /// The last paragraph row at or before a row, or else the first one of all.
    fn paragraph_or_first(&self, n: usize) -> usize {
        let before = self.rows.iter().take(n + 1).rposition(Row::is_paragraph);
        before.or_else(|| self.rows.iter().position(Row::is_paragraph)).unwrap_or(n)
    }

    /// The caret nearest to a point.
    pub fn hit(&self, x: f32, y: f64) -> Caret {
        // A marker has no place for a caret: take the paragraph before it, or the first.
        let n = self.paragraph_or_first(self.row_at_y(y));
        let Some(row) = self.rows.get(n) else { return Caret::default() };
        match &row.layout {
            Some(layout) => layout.hit(x, (y - row.y) as f32).shifted(row.spec.text.start),
            None => Caret::after(row.spec.text.start),
        }
    }

    /// The bytes of the grapheme under a point, or `None` beside the text.
    pub fn cluster_at(&self, x: f32, y: f64) -> Option<Range<usize>> {
        let row = self.rows.get(self.row_at_y(y))?;
        let bytes = row.layout.as_ref()?.cluster_at(x, (y - row.y) as f32)?;
        let start = row.spec.text.start;
        Some(start + bytes.start..start + bytes.end)
    }

    /// The rectangles of a byte range inside one row, in pixels from the top of that row's lines.
    pub fn rects_in_row(&self, row: usize, range: &Range<usize>) -> Vec<RectPx> {
        let Some(row) = self.rows.get(row) else { return Vec::new() };
        let Some(layout) = &row.layout else { return Vec::new() };
        let start = row.spec.text.start;
        layout.rects(&(range.start.saturating_sub(start)..range.end.saturating_sub(start)))
    }

    fn place_from(&mut self, first: usize) {
        let scale = self.scale;
        let mut y = match first.checked_sub(1).and_then(|n| self.rows.get(n)) {
            Some(above) => below(above, scale),
            None => 0.0,
        };
        for row in self.rows.iter_mut().skip(first) {
            row.y = y + f64::from((row.spec.space_above * scale).round());
            y = below(row, scale);
        }
        self.height = y;
    }
}

/// Rows begin on whole pixels, so that every line of a paragraph is drawn equally sharp.
fn below(row: &Row, scale: f32) -> f64 {
    row.y + f64::from(row.height.round()) + f64::from((row.spec.space_below * scale).round())
}

fn guess_height(spec: &RowSpec, width: f32, scale: f32) -> f32 {
    let line = spec.style.size * spec.style.line_height * scale;
    // Arabic letters take two bytes and some 0.45 of the font size; a guess is enough until the row is laid out.
    let run = spec.text.len() as f32 * spec.style.size * scale * 0.24;
    let lines = if spec.kind == RowKind::Paragraph { (run / width.max(1.0)).ceil().max(1.0) } else { 1.0 };
    (lines * line).round()
}
