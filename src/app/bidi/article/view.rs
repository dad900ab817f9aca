//! What an article view remembers between frames.

use super::super::clicks::ClickSeries;
use super::place::ScrollPlace;
use super::select::Grown;
use super::span::{Span, SpanIndex};
use super::text::ArticleText;
use crate::text::layout::{Caret, Stack, Typesetter};
use crate::text::segment;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that are laid out ahead in one frame: some three milliseconds of work.
const AHEAD: usize = 16 * 1024;
/// Space that stays between the caret's line and the edge of the screen, in points.
const MARGIN: f32 = 24.0;
/// Space above and below the article, in points.
pub(super) const PAD: f32 = 24.0;

/// What the pointer is doing while its button is down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Drag {
    #[default]
    Nothing,
    /// Selecting, from the unit that the press took.
    Select { from: Range<usize>, presses: u32 },
    /// Moving one edge of a span.
    Edge { span: u64, range: Range<usize>, end: bool },
}

/// What the next frame is to bring onto the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A place to read on from: a third below the top.
    Read(usize),
    /// A piece of text; a page that shows it already does not move.
    See(Range<usize>),
}

impl Goal {
    fn start(&self) -> usize {
        match self {
            Self::Read(at) => *at,
            Self::See(range) => range.start,
        }
    }
}

/// A reader's place in an article: scroll, caret, selection, opened folds. Kept by the caller, one for each article.
#[derive(Default)]
pub struct ArticleView {
    pub(super) caret: Caret,
    pub(super) anchor: usize,
    pub(super) selection: Option<Range<usize>>,
    pub(super) open: BTreeSet<u32>,
    pub(super) drag: Drag,
    pub(super) clicks: ClickSeries,
    /// The span whose chip the pointer was on in the last frame.
    pub(super) pointed_chip: Option<u64>,
    /// Whether a key was pressed since the pointer moved: a pointer that was left lying points at nothing.
    pub(super) pointer_rests: bool,
    /// The column that up and down keep, in pixels.
    pub(super) column: Option<f32>,
    /// When the caret last moved, in seconds.
    pub(super) touched: f64,
    /// Pixels of the stack above the screen; negative while the space above the article is seen.
    pub(super) offset: f64,
    /// The offset was set here and egui's scroll area must follow.
    pub(super) offset_is_new: bool,
    pub(super) stack: Stack,
    pub(super) index: SpanIndex,
    /// Changes whenever the rows of the stack do.
    pub(super) layout_number: u64,
    pub(super) goal: Option<Goal>,
    pub(super) text: Arc<str>,
    /// The keyboard is to go to the article.
    pub(super) wants_focus: bool,
    /// The steps by which the selection has grown.
    pub(super) grown: Vec<Grown>,
    /// The upper edge of the screen in the last frame, in points.
    top: Option<f32>,
    place: ScrollPlace,
    key: Option<(u64, u32, u32, u32)>,
}

impl ArticleView {
    /// A reader at the top of the page.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is selected, if anything.
    pub fn selection(&self) -> Option<Range<usize>> {
        self.selection.clone()
    }

    /// Selects a range (cut to whole graphemes when it is shown), or nothing. The caret goes to its end.
    pub fn select(&mut self, range: Option<Range<usize>>) {
        if let Some(range) = &range {
            self.anchor = range.start;
            self.caret = Caret::before(range.end);
        } else {
            self.anchor = self.caret.at;
        }
        self.selection = range.filter(|range| !range.is_empty());
        self.column = None;
    }

    /// Gives the keyboard to the article in the next frame.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// The caret's byte.
    pub fn caret(&self) -> usize {
        self.caret.at
    }

    /// Places the caret and selects nothing.
    pub fn place_caret(&mut self, at: usize) {
        self.caret = Caret::after(at);
        self.anchor = at;
        self.selection = None;
        self.column = None;
    }

    /// Brings a byte onto the screen in the next frame, opening the fold that it lies in.
    pub fn scroll_to(&mut self, at: usize) {
        self.goal = Some(Goal::Read(at));
    }

    /// Selects a piece of text and brings it onto the screen in the next frame, opening the fold that it lies in.
    pub fn show_selected(&mut self, range: Range<usize>) {
        self.select(Some(range.clone()));
        self.goal = Some(Goal::See(range));
    }

    /// Where the reader is, to be kept.
    pub fn scroll_place(&self) -> ScrollPlace {
        self.place
    }

    /// Goes back to a place that was kept.
    pub fn set_scroll_place(&mut self, place: ScrollPlace) {
        self.place = place;
        // The next frame lays out anew and finds the place again.
        self.key = None;
    }

    /// Whether a folded group is open.
    pub fn is_open(&self, fold: u32) -> bool {
        self.open.contains(&fold)
    }

    /// Opens or closes a folded group.
    pub fn set_open(&mut self, fold: u32, open: bool) {
        if open {
            self.open.insert(fold);
        } else {
            self.open.remove(&fold);
        }
        self.key = None;
    }

    /// Paragraphs that are still to be laid out in the background.
    pub fn unfinished(&self) -> usize {
        self.stack.unfinished()
    }

    /// Makes the stack for a text, width (pixels), scale and zoom, and lays out what `height` pixels will show.
    pub(super) fn lay_out(
        &mut self,
        typesetter: &mut Typesetter,
        article: &ArticleText,
        width: f32,
        scale: f32,
        zoom: f32,
        height: f32,
    ) {
        self.follow(article);
        let goal_starts = self.goal.as_ref().map(|goal| segment::paragraph_at(article.text(), goal.start()).start);
        if let Some(fold) = goal_starts.and_then(|at| article.fold_at(at))
            && !self.is_open(fold)
        {
            self.set_open(fold, true);
        }
        let text = Arc::clone(article.text());
        let key = Some((article.stamp(), width.to_bits(), scale.to_bits(), zoom.to_bits()));
        if key != self.key {
            self.key = key;
            let rows = article.rows(&self.open, zoom);
            self.stack = Stack::reusing(rows, width, scale, &text, &self.stack, &text);
            self.layout_number += 1;
            self.restore(typesetter, &text);
        }
        self.leave_folds();
        if let Some(goal) = self.goal.take() {
            self.reach(typesetter, &text, &goal, height);
        }
        self.stack.ensure_between(typesetter, &text, self.offset, self.offset + f64::from(height));
    }

    fn reach(&mut self, typesetter: &mut Typesetter, text: &str, goal: &Goal, height: f32) {
        let at = goal.start();
        self.stack.ensure_around(typesetter, text, at, height);
        let (y, bottom) = self.stack.caret_place(Caret::after(at)).map_or((0.0, 0.0), |(_, top, bottom)| (top, bottom));
        // A third from the top: what leads up to it is on the screen too.
        let third = y - f64::from(height) / 3.0;
        match goal {
            Goal::See(range) if y >= self.offset && bottom <= self.offset + f64::from(height) => {
                let last = self.stack.row_of(range.end);
                self.stack.ensure(typesetter, text, self.stack.row_of(at)..last + 1);
                let end = self.stack.caret_place(Caret::before(range.end)).map_or(bottom, |(_, _, bottom)| bottom);
                self.show_between(y, end, height);
            }
            Goal::See(range) if range.is_empty() => self.show_between(y, bottom, height),
            _ => self.scroll_by_hand(third),
        }
    }

    /// Keeps the lines where they are on the screen when something opens or closes above them: its upper edge is now at
    /// `top`, in points.
    pub(super) fn stay_under(&mut self, top: f32) {
        let moved = self.top.replace(top).map_or(0.0, |before| top - before);
        if moved != 0.0 {
            self.scroll_by_hand(self.offset + f64::from(moved * self.stack.scale()));
        }
    }

    /// Caret and selection stand only where text is seen: what a fold has closed over them is left.
    fn leave_folds(&mut self) {
        self.caret = self.stack.nearest(self.caret, true);
        self.anchor = self.stack.nearest(Caret::after(self.anchor), true).at;
        self.selection =
            self.selection.take().map(|range| self.stack.shown_part(&range)).filter(|range| !range.is_empty());
    }

    /// Lays out a part of what is not on the screen. Returns whether there is more to do.
    pub(super) fn lay_out_ahead(&mut self, typesetter: &mut Typesetter) -> bool {
        if self.stack.unfinished() == 0 {
            return false;
        }
        let text = Arc::clone(&self.text);
        let top = self.stack.row_at_y(self.offset);
        let place = ScrollPlace::at_height(&self.stack, self.offset);
        self.stack.ensure_some(typesetter, &text, top, AHEAD);
        let kept = place.height(&self.stack);
        if (kept - self.offset).abs() > 0.5 {
            self.scroll_by_hand(kept);
        }
        self.stack.unfinished() > 0
    }

    /// Moves the page so that the caret's line is on the screen of `height` pixels.
    pub(super) fn show_caret(&mut self, height: f32) {
        if let Some((_, top, bottom)) = self.stack.caret_place(self.caret) {
            self.show_between(top, bottom, height);
        }
    }

    /// Moves the page so that the caret's paragraph is on the screen from the caret's line on, as far as it fits.
    pub(super) fn show_paragraph(&mut self, height: f32) {
        let row = self.stack.rows().get(self.stack.row_of(self.caret.at));
        if let (Some(row), Some((_, top, _))) = (row, self.stack.caret_place(self.caret)) {
            self.show_between(top, row.y + f64::from(row.height), height);
        }
    }

    /// Moves the page as little as shows what lies between two heights, or its beginning where it is too high.
    fn show_between(&mut self, top: f64, bottom: f64, height: f32) {
        let margin = f64::from(MARGIN * self.stack.scale());
        let (least, most) = (bottom + margin - f64::from(height), top - margin);
        if self.offset > most {
            self.scroll_by_hand(most);
        } else if self.offset < least {
            self.scroll_by_hand(least.min(most));
        }
    }

    pub(super) fn scroll_by_hand(&mut self, offset: f64) {
        self.offset = offset.max(-f64::from(PAD * self.stack.scale()));
        self.offset_is_new = true;
    }

    /// Takes the offset at which the page was shown.
    pub(super) fn shown_at(&mut self, offset: f64) {
        self.offset = offset;
        self.place = ScrollPlace::at_height(&self.stack, offset);
    }

    /// Where a span lies now: where it is dragged to, or where the caller says.
    pub(super) fn range_now(&self, span: &Span) -> Range<usize> {
        match &self.drag {
            Drag::Edge { span: dragged, range, .. } if *dragged == span.id => range.clone(),
            _ => span.range.clone(),
        }
    }

    /// Moves everything into a text that may be another one.
    fn follow(&mut self, article: &ArticleText) {
        let text = article.text();
        if !Arc::ptr_eq(&self.text, text) {
            if *self.text != **text {
                self.drag = Drag::Nothing;
                self.stack = Stack::default();
            }
            self.text = Arc::clone(text);
            self.key = None;
        }
        self.caret.at = segment::floor(text, self.caret.at);
        self.anchor = segment::floor(text, self.anchor);
        self.selection =
            self.selection.take().map(|range| segment::clamp(text, &range)).filter(|range| !range.is_empty());
    }

    fn restore(&mut self, typesetter: &mut Typesetter, text: &str) {
        let row = self.stack.row_of(self.place.at);
        self.stack.ensure(typesetter, text, row..row + 1);
        let offset = if self.place == ScrollPlace::default() { f64::MIN } else { self.place.height(&self.stack) };
        self.scroll_by_hand(offset);
    }
}
