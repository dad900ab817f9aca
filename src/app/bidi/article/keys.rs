//! The article without a mouse: arrows move the caret, Shift extends, Ctrl goes by word and paragraph, Alt by sentence.

use super::super::motion::{Motion, Walker};
use super::text::ArticleText;
use super::view::ArticleView;
use crate::text::layout::{Caret, Typesetter};
use crate::text::segment;
use egui::{Event, Key};

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
                if let Some(motion) = Motion::of(*key, *modifiers) {
                    self.walk(typesetter, text, motion, modifiers.shift, height);
                    effect = Effect { moved: true, extended: modifiers.shift, copied: None };
                }
            }
            _ => {}
        }
        effect
    }

    fn walk(&mut self, typesetter: &mut Typesetter, text: &str, motion: Motion, extend: bool, height: f32) {
        self.stack.ensure_around(typesetter, text, self.caret.at, height);
        let before = self.stack.caret_place(self.caret);
        let line = before.map_or(40.0, |(_, top, bottom)| (bottom - top) as f32 * 1.2);
        let page = (height / line.max(1.0)).floor().max(2.0) as isize - 1;
        let selection = self.selection.clone().unwrap_or(self.caret.at..self.caret.at);
        let walker = Walker { stack: &self.stack, text, caret: self.caret, selection, page };
        let caret = walker.target(motion, extend, &mut self.column);
        self.go(caret, extend);
        self.stack.ensure_around(typesetter, text, self.caret.at, height);
        let after = self.stack.caret_place(self.caret);
        if let (Motion::Pages(_), Some((_, from, _)), Some((_, to, _))) = (motion, before, after) {
            // The caret keeps its height on the screen, so that the eye finds the line where it left off.
            self.scroll_by_hand(self.offset + to - from);
        }
        self.show_caret(height);
        if let Motion::Paragraph { .. } = motion {
            self.show_paragraph(height);
        }
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
}
