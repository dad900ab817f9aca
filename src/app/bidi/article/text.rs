//! What an article view shows: the document's text, the looks of its blocks, and what is folded away.

use crate::text::direction::{BaseDirection, Direction, document_direction, paragraph_direction};
use crate::text::fonts::Face;
use crate::text::layout::{RowKind, RowSpec, TextStyle};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How a block looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlockStyle {
    /// The article's title.
    Headline,
    /// The lines below the title that sum the article up.
    Deck,
    /// Author, place and date.
    Byline,
    /// A title inside the article.
    Crosshead,
    /// The article itself.
    #[default]
    Body,
    /// The text of a picture.
    Caption,
    /// What is not the article: navigation, related links, comments.
    Quiet,
}

/// A part of the document in one look. Whatever no block covers is body text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the document.
    pub range: Range<usize>,
    /// How it looks.
    pub style: BlockStyle,
    /// The folded group that it belongs to: an index into the folds of [`ArticleText::new`].
    pub fold: Option<u32>,
}

/// A group of blocks that shows as one line until it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The line, such as "12 lines: navigation".
    pub label: String,
}

/// A document as an article view shows it. Make a new one when the looks of its blocks change; the view keeps its
/// place as long as the text is the same.
#[derive(Clone, Debug)]
pub struct ArticleText {
    text: Arc<str>,
    blocks: Vec<Block>,
    folds: Vec<Fold>,
    base: BaseDirection,
    direction: Direction,
    stamp: u64,
}

/// Each [`ArticleText`] is told from every other by a number, so that a view knows when to lay out anew.
static STAMPS: AtomicU64 = AtomicU64::new(1);

impl ArticleText {
    /// A document: paragraphs separated by line feeds, blocks in text order, and the groups that they fold into.
    pub fn new(text: Arc<str>, mut blocks: Vec<Block>, folds: Vec<Fold>, base: BaseDirection) -> Self {
        blocks.sort_by_key(|block| block.range.start);
        let direction = match base {
            BaseDirection::Auto => document_direction(&text),
            BaseDirection::Forced(direction) => direction,
        };
        Self { text, blocks, folds, base, direction, stamp: STAMPS.fetch_add(1, Ordering::Relaxed) }
    }

    /// The whole document.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The direction of the document, by its letters or forced.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    pub(super) fn stamp(&self) -> u64 {
        self.stamp
    }

    pub(super) fn fold_label(&self, fold: u32) -> &str {
        self.folds.get(fold as usize).map_or("", |fold| fold.label.as_str())
    }

    /// The look of the paragraph that begins at a byte.
    pub(super) fn style_at(&self, at: usize) -> BlockStyle {
        self.block_at(at).map_or(BlockStyle::Body, |block| block.style)
    }

    /// The folded group that a byte lies in.
    pub(super) fn fold_at(&self, at: usize) -> Option<u32> {
        self.block_at(at)?.fold.filter(|fold| (*fold as usize) < self.folds.len())
    }

    fn block_at(&self, at: usize) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.range.start <= at);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        (at < block.range.end || block.range.start == at).then_some(block)
    }

    /// One row for each paragraph that is to be seen, and one for the header of each folded group.
    pub(super) fn rows(&self, open: &BTreeSet<u32>, zoom: f32) -> Vec<RowSpec> {
        let mut rows = Vec::new();
        let mut start = 0;
        let mut last_fold = None;
        for line in self.text.split('\n') {
            let fold = self.fold_at(start);
            if let Some(fold) = fold.filter(|fold| last_fold != Some(*fold)) {
                rows.push(marker(fold, start, self.direction, zoom));
            }
            last_fold = fold;
            if fold.is_none_or(|fold| open.contains(&fold)) {
                let direction = paragraph_direction(line, self.direction, self.base);
                let style = if fold.is_some() { BlockStyle::Quiet } else { self.style_at(start) };
                // A carriage return before the line feed is one character with it: no caret stands between them.
                let line =
                    if start + line.len() < self.text.len() { line.strip_suffix('\r').unwrap_or(line) } else { line };
                rows.push(row(start..start + line.len(), line.trim().is_empty(), style, direction, zoom));
            }
            start += line.len() + 1;
        }
        rows
    }
}

fn marker(fold: u32, at: usize, direction: Direction, zoom: f32) -> RowSpec {
    RowSpec {
        kind: RowKind::Marker(fold),
        text: at..at,
        style: TextStyle { line_height: 2.0, ..TextStyle::interface(13.0 * zoom, direction) },
        space_above: 2.0,
        space_below: 2.0,
    }
}

/// Sizes in points at zoom 1. One type scale of five sizes serves the whole article.
fn row(text: Range<usize>, blank: bool, style: BlockStyle, direction: Direction, zoom: f32) -> RowSpec {
    let set = |face, size: f32, line_height, bold| TextStyle { face, size: size * zoom, line_height, bold, direction };
    let (style, above, below) = match style {
        BlockStyle::Headline => (set(Face::Reading, 30.0, 1.75, true), 8.0, 8.0),
        BlockStyle::Deck => (set(Face::Reading, 20.0, 1.7, true), 0.0, 8.0),
        BlockStyle::Byline => (set(Face::Interface, 15.0, 1.7, false), 0.0, 8.0),
        BlockStyle::Crosshead => (set(Face::Reading, 20.0, 1.7, true), 16.0, 4.0),
        BlockStyle::Body => (set(Face::Reading, 20.0, 1.9, false), 0.0, 12.0),
        BlockStyle::Caption => (set(Face::Interface, 15.0, 1.7, false), 4.0, 12.0),
        BlockStyle::Quiet => (set(Face::Interface, 13.0, 1.8, false), 0.0, 2.0),
    };
    // A blank line is a pause, not a paragraph of full height.
    let (style, below) = if blank { (TextStyle { line_height: 0.6, ..style }, 0.0) } else { (style, below) };
    RowSpec { kind: RowKind::Paragraph, text, style, space_above: above * zoom, space_below: below * zoom }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> ArticleText {
        let text: Arc<str> = "عنوان\nرئيسية\nأخبار\nالنص هنا".into();
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let blocks = vec![
            Block { range: 0..starts[1] - 1, style: BlockStyle::Headline, fold: None },
            Block { range: starts[1]..starts[2] - 1, style: BlockStyle::Quiet, fold: Some(0) },
            Block { range: starts[2]..starts[3] - 1, style: BlockStyle::Quiet, fold: Some(0) },
        ];
        ArticleText::new(text, blocks, vec![Fold { label: "2 lines: navigation".into() }], BaseDirection::Auto)
    }

    #[test]
    fn a_folded_group_is_one_row_until_it_is_opened() {
        let article = article();
        let kinds = |open: &BTreeSet<u32>| article.rows(open, 1.0).into_iter().map(|row| row.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&BTreeSet::new()), [RowKind::Paragraph, RowKind::Marker(0), RowKind::Paragraph]);
        let all = [RowKind::Paragraph, RowKind::Marker(0), RowKind::Paragraph, RowKind::Paragraph, RowKind::Paragraph];
        assert_eq!(kinds(&BTreeSet::from([0])), all);
    }

    #[test]
    fn a_carriage_return_before_the_line_feed_belongs_to_no_row() {
        let article = ArticleText::new("نص\r\n\r".into(), Vec::new(), Vec::new(), BaseDirection::Auto);
        let rows: Vec<_> = article.rows(&BTreeSet::new(), 1.0).into_iter().map(|row| row.text).collect();
        assert_eq!(rows, [0..4, 6..7]);
    }

    #[test]
    fn blocks_that_lie_beyond_the_text_change_nothing() {
        let blocks = vec![Block { range: 50..900, style: BlockStyle::Headline, fold: Some(7) }];
        let article = ArticleText::new("نص".into(), blocks, Vec::new(), BaseDirection::Auto);
        assert_eq!(article.rows(&BTreeSet::new(), 1.0).len(), 1);
        assert_eq!(article.fold_at(60), None);
    }
}
