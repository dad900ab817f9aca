//! Keys that move a caret, the same in the article and in every field.

use crate::text::layout::{Caret, Side, Stack};
use crate::text::segment;
use egui::{Key, Modifiers};
use std::ops::Range;

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Motion {
    /// One grapheme to a side of the screen.
    Letter(Side),
    /// To the word's edge at a side.
    Word(Side),
    /// To the sentence's edge at a side.
    Sentence(Side),
    /// To the paragraph's edge: onward or back.
    Paragraph {
        /// Whether it leads on in the text.
        onward: bool,
    },
    /// So many lines down, or up when negative.
    Lines(isize),
    /// So many screens down, or up when negative.
    Pages(isize),
    /// Where the line begins.
    LineStart,
    /// Where the line ends.
    LineEnd,
    /// The first place of the text.
    First,
    /// The last place of the text.
    Last,
}

impl Motion {
    /// What a key means, if it moves the caret at all. Shift says what becomes of the selection, not where to go.
    pub(in crate::app) fn of(key: Key, held: Modifiers) -> Option<Self> {
        let control = held.command || held.ctrl;
        let aside = |side| match (control, held.alt) {
            (true, _) => Self::Word(side),
            (false, true) => Self::Sentence(side),
            (false, false) => Self::Letter(side),
        };
        Some(match key {
            Key::ArrowLeft => aside(Side::Left),
            Key::ArrowRight => aside(Side::Right),
            Key::ArrowUp if control => Self::Paragraph { onward: false },
            Key::ArrowDown if control => Self::Paragraph { onward: true },
            Key::ArrowUp => Self::Lines(-1),
            Key::ArrowDown => Self::Lines(1),
            Key::PageUp => Self::Pages(-1),
            Key::PageDown => Self::Pages(1),
            Key::Home if control => Self::First,
            Key::End if control => Self::Last,
            Key::Home => Self::LineStart,
            Key::End => Self::LineEnd,
            _ => return None,
        })
    }
}

/// A caret in its text.
pub(super) struct Walker<'a> {
    /// The text's rows; those near the caret are laid out.
    pub(super) stack: &'a Stack,
    /// The text.
    pub(super) text: &'a str,
    /// Where the caret stands.
    pub(super) caret: Caret,
    /// What is selected; may be empty.
    pub(super) selection: Range<usize>,
    /// Lines of a screen.
    pub(super) page: isize,
}

impl Walker<'_> {
    /// Where the caret goes: always to a place that is shown. `extend`: the selection goes with it. `column` is what
    /// lines keep, in pixels.
    pub(super) fn target(&self, motion: Motion, extend: bool, column: &mut Option<f32>) -> Caret {
        let lines = match motion {
            Motion::Lines(lines) => Some(lines),
            Motion::Pages(pages) => Some(pages * self.page),
            _ => None,
        };
        if let Some(lines) = lines {
            let x = column.or_else(|| self.stack.caret_place(self.caret).map(|(x, ..)| x)).unwrap_or_default();
            *column = Some(x);
            return self.stack.step_lines(self.caret, x, lines);
        }
        *column = None;
        let (stack, text, caret) = (self.stack, self.text, self.caret);
        match motion {
            // An arrow without Shift leaves a selection at that side.
            Motion::Letter(side) if !extend && !self.selection.is_empty() => {
                if stack.onward(caret, side) {
                    Caret::before(self.selection.end)
                } else {
                    Caret::after(self.selection.start)
                }
            }
            Motion::Letter(side) => stack.step(caret, side),
            Motion::Word(side) => self.beside(side, segment::next_word, segment::previous_word),
            Motion::Sentence(side) => self.beside(side, segment::next_sentence, segment::previous_sentence),
            Motion::Paragraph { onward } => stack.paragraph_edge(text, caret, onward, extend),
            Motion::LineStart => stack.line_start(caret),
            Motion::LineEnd => stack.line_end(caret),
            Motion::First => stack.nearest(Caret::after(0), true),
            Motion::Last => stack.nearest(Caret::before(text.len()), false),
            Motion::Lines(_) | Motion::Pages(_) => caret,
        }
    }

    fn beside(
        &self,
        side: Side,
        next: impl Fn(&str, usize) -> usize,
        previous: impl Fn(&str, usize) -> usize,
    ) -> Caret {
        let at = self.caret.at;
        if self.stack.onward(self.caret, side) {
            self.stack.nearest(Caret::before(next(self.text, at)), true)
        } else {
            self.stack.nearest(Caret::after(previous(self.text, at)), false)
        }
    }
}
