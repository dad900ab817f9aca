//! What the caller sets, and what it hears back.

use egui::{Color32, Rect, Response};
use std::ops::Range;

/// The colours of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// The page.
    pub paper: Color32,
    /// Text.
    pub ink: Color32,
    /// Bylines, captions, folded lines.
    pub quiet: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// The caret, and the handles of a span that can be dragged.
    pub accent: Color32,
}

/// How an article is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleOptions<'a> {
    /// What a screen reader calls the article.
    pub name: &'a str,
    /// Colours.
    pub palette: Palette,
    /// 1 is the normal size of letters.
    pub zoom: f32,
    /// Whether a selection by pointer is widened to whole words (unless Alt is held).
    pub snap: bool,
    /// The record whose pieces are lit and whose edges can be dragged.
    pub active_group: Option<u64>,
    /// Places that were found, in text order; each has a frame, and the one that is selected a thicker one.
    pub hits: &'a [Range<usize>],
    /// Whether there is a lane of labels in the margin.
    pub margin: bool,
    /// Whether the scroll bar stands at the left.
    pub bar_at_left: bool,
}

impl<'a> ArticleOptions<'a> {
    /// The usual: zoom 1, whole words, labels in the margin, no record lit.
    pub fn new(name: &'a str, palette: Palette) -> Self {
        Self { name, palette, zoom: 1.0, snap: true, active_group: None, hits: &[], margin: true, bar_at_left: false }
    }
}

/// An edge of a span on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeDrag {
    /// The span.
    pub span: u64,
    /// Where it would lie now, on grapheme boundaries.
    pub range: Range<usize>,
    /// Whether it was let go: only then is it to be stored.
    pub finished: bool,
}

/// What happened in an article this frame.
#[derive(Debug)]
pub struct ArticleResponse {
    /// The whole view; has the focus when arrows move its caret. Serves for context menus.
    pub response: Response,
    /// What is selected now, trimmed of spaces; never empty.
    pub selection: Option<Range<usize>>,
    /// The selection is complete: the pointer was let go, or a key extended it.
    pub selection_finished: bool,
    /// The caret's byte.
    pub caret: usize,
    /// Spans over the caret, shortest first: what a coder without a mouse points at.
    pub at_caret: Vec<u64>,
    /// Spans under the pointer, shortest first; none while it lies still and keys are pressed.
    pub hovered: Vec<u64>,
    /// Spans that were clicked, all that lie at that place, shortest first; one when its chip was clicked.
    pub clicked: Vec<u64>,
    /// A stack marker in the margin was clicked: where it is, for a list of [`ArticleResponse::clicked`].
    pub stack: Option<Rect>,
    /// An edge is being dragged or was let go.
    pub edge: Option<EdgeDrag>,
    /// The header of this folded group was clicked; the view has opened or closed it already.
    pub fold: Option<u32>,
    /// The secondary button was pressed at this byte.
    pub secondary: Option<usize>,
}
