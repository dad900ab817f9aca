//! The article without a mouse: arrows move the caret, Shift extends, Ctrl goes by word, Alt by sentence.

use super::text::ArticleText;
use super::view::ArticleView;
use crate::text::layout::{Caret, Side, Typesetter};
use crate::text::segment;
use egui::{Event, Key, Modifiers};

/// What a key did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) moved: bool,
    pub(super) extended: bool,
    pub(super) copied: Option<String>,
}

impl ArticleView {
    /// Applies one event. `height` is that of the screen in pixels.
    pub(super) fn handle(
        &mut self,
        typesetter: &mut Typesetter,
        article: &ArticleText,
        event: &Event,
        height: f32,
    ) -> Effect {
        let text = article.text();
        let mut effect = Effect::default();
        match event {
            Event::Copy => effect.copied = self.selection.as_ref().map(|range| segment::slice(text, range).to_owned()),
            Event::Key { key: Key::A, pressed: true, modifiers, .. } if modifiers.command => {
                let paragraph = segment::trim(text, &segment::paragraph_at(text, self.caret.at));
                self.select(Some(paragraph));
                effect = Effect { moved: true, extended: true, copied: None };
            }
            Event::Key { key: Key::Escape, pressed: true, .. } => {
                self.select(None);
                effect.moved = true;
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                self.stack.ensure_around(typesetter, text, self.caret.at, height);
                if let Some(caret) = self.target(text, *key, *modifiers, height) {
                    self.go(caret, modifiers.shift);
                    self.stack.ensure_around(typesetter, text, self.caret.at, height);
                    effect = Effect { moved: true, extended: modifiers.shift, copied: None };
                }
            }
            _ => {}
        }
        effect
    }

    fn go(&mut self, caret: Caret, extend: bool) {
        self.caret = caret;
        if extend {
            let range = self.anchor.min(caret.at)..self.anchor.max(caret.at);
            self.selection = (!range.is_empty()).then_some(range);
        } else {
            self.anchor = caret.at;
            self.selection = None;
        }
    }

    fn target(&mut self, text: &str, key: Key, held: Modifiers, height: f32) -> Option<Caret> {
        let caret = self.caret;
        let line = self.stack.caret_place(caret).map_or(40.0, |(_, top, bottom)| (bottom - top) as f32 * 1.2);
        let page = (height / line.max(1.0)).floor().max(2.0) as isize - 1;
        let lines = match key {
            Key::ArrowUp => Some(-1),
            Key::ArrowDown => Some(1),
            Key::PageUp => Some(-page),
            Key::PageDown => Some(page),
            _ => None,
        };
        if let Some(lines) = lines {
            let x = self.column.or_else(|| self.stack.caret_place(caret).map(|(x, ..)| x)).unwrap_or_default();
            self.column = Some(x);
            return Some(self.stack.step_lines(caret, x, lines));
        }
        let by_word = held.command || held.ctrl;
        let target = match key {
            Key::ArrowLeft | Key::ArrowRight => {
                let side = if key == Key::ArrowLeft { Side::Left } else { Side::Right };
                let onward = self.stack.onward(caret, side);
                match (by_word, held.alt, onward) {
                    (true, _, true) => Caret::before(segment::next_word(text, caret.at)),
                    (true, _, false) => Caret::after(segment::previous_word(text, caret.at)),
                    (_, true, true) => Caret::before(segment::next_sentence(text, caret.at)),
                    (_, true, false) => Caret::after(segment::previous_sentence(text, caret.at)),
                    _ => self.arrow(side, onward, held.shift),
                }
            }
            Key::Home if by_word => Caret::after(0),
            Key::End if by_word => Caret::before(text.len()),
            Key::Home => self.stack.line_start(caret),
            Key::End => self.stack.line_end(caret),
            _ => return None,
        };
        self.column = None;
        Some(target)
    }

    /// One grapheme to a side; without Shift an arrow leaves a selection at that side.
    fn arrow(&self, side: Side, onward: bool, extend: bool) -> Caret {
        match &self.selection {
            Some(range) if !extend && onward => Caret::before(range.end),
            Some(range) if !extend => Caret::after(range.start),
            _ => self.stack.step(self.caret, side),
        }
    }
}
