//! Keys, clipboard and input method.

use super::super::motion::{Motion, Walker};
use super::buffer::{self, Cursor, Extent};
use super::history::Kind;
use super::state::EditState;
use crate::text::layout::Caret;
use crate::text::segment;
use egui::{Event, ImeEvent, Key, Modifiers};
use std::ops::Range;

/// What an event did to a field.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) changed: bool,
    pub(super) moved: bool,
    pub(super) copied: Option<String>,
    /// Enter in a field of one line.
    pub(super) finished: bool,
}

impl EditState {
    /// Applies one event to the text. `page` is the number of lines of a page.
    pub(super) fn handle(
        &mut self,
        text: &mut String,
        event: &Event,
        multiline: bool,
        page: isize,
        time: f64,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        match event {
            Event::Copy => outcome.copied = self.selected(text),
            Event::Cut => {
                outcome.copied = self.selected(text);
                if outcome.copied.is_some() {
                    self.edit(text, Kind::Other, time, |text, cursor| buffer::insert(text, cursor, ""));
                    outcome.changed = true;
                }
            }
            Event::Paste(pasted) => outcome.changed = self.type_in(text, pasted, Kind::Other, multiline, time),
            Event::Text(typed) if typed != "\n" && typed != "\r" => {
                outcome.changed = self.type_in(text, typed, Kind::Typing, multiline, time);
            }
            Event::Ime(ime) => outcome.changed = self.compose(text, ime, multiline, time),
            Event::Key { key, pressed: true, modifiers, .. } if self.preedit.is_empty() => {
                self.key(text, *key, *modifiers, multiline, page, time, &mut outcome);
            }
            _ => {}
        }
        outcome.moved |= outcome.changed;
        if outcome.moved {
            self.touched = time;
            self.cursor.fit(text);
        }
        if outcome.changed {
            self.column = None;
            self.seen.clone_from(text);
        }
        outcome
    }

    fn edit(&mut self, text: &mut String, kind: Kind, time: f64, act: impl FnOnce(&mut String, &mut Cursor)) {
        self.history.before_edit(text, self.cursor, kind, time);
        act(text, &mut self.cursor);
    }

    fn selected(&self, text: &str) -> Option<String> {
        let range = self.cursor.range();
        (!range.is_empty()).then(|| segment::slice(text, &range).to_owned())
    }

    fn type_in(&mut self, text: &mut String, typed: &str, kind: Kind, multiline: bool, time: f64) -> bool {
        // Carriage returns and other line ends from the clipboard become the text's own.
        let mut typed = typed.replace("\r\n", "\n").replace('\r', "\n");
        if !multiline {
            typed = typed.replace('\n', " ");
        }
        typed.retain(|c| c == '\n' || c == '\t' || !c.is_control());
        if typed.is_empty() {
            return false;
        }
        self.preedit.clear();
        self.edit(text, kind, time, |text, cursor| buffer::insert(text, cursor, &typed));
        true
    }

    fn compose(&mut self, text: &mut String, event: &ImeEvent, multiline: bool, time: f64) -> bool {
        match event {
            ImeEvent::Preedit { text: composing, .. } => {
                self.preedit = composing.replace(['\n', '\r'], " ");
                self.touched = time;
                false
            }
            ImeEvent::Commit(done) => {
                self.preedit.clear();
                self.type_in(text, done, Kind::Typing, multiline, time)
            }
            ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
                let at = self.cursor.caret.at;
                let around = surrounding(text, at, *before_chars, *after_chars);
                if around.is_empty() {
                    return false;
                }
                self.edit(text, Kind::Other, time, |text, cursor| {
                    *cursor = Cursor { caret: Caret::after(around.start), anchor: around.end };
                    buffer::insert(text, cursor, "");
                });
                true
            }
            _ => false,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one place for all keys; the field's settings come with the event")]
    fn key(
        &mut self,
        text: &mut String,
        key: Key,
        held: Modifiers,
        multiline: bool,
        page: isize,
        time: f64,
        outcome: &mut Outcome,
    ) {
        let control = held.command || held.ctrl;
        match key {
            // At an end of the text there is nothing to delete, and nothing to undo.
            Key::Backspace if self.cursor.range() == (0..0) => {}
            Key::Delete if self.cursor.range() == (text.len()..text.len()) => {}
            Key::Backspace | Key::Delete => {
                let extent = if control { Extent::Word } else { Extent::Letter };
                self.edit(text, Kind::Deleting, time, |text, cursor| {
                    outcome.changed = buffer::delete(text, cursor, key == Key::Delete, extent);
                });
            }
            Key::Enter if multiline && !control => outcome.changed = self.type_in(text, "\n", Kind::Typing, true, time),
            Key::Enter if !multiline => outcome.finished = true,
            Key::Z if control && !held.shift => outcome.changed = self.history.undo(text, &mut self.cursor),
            Key::Z | Key::Y if control => outcome.changed = self.history.redo(text, &mut self.cursor),
            Key::A if control => {
                self.cursor = Cursor::all(text);
                outcome.moved = true;
            }
            _ => {
                let Some(motion) = Motion::of(key, held) else { return };
                let (caret, selection) = (self.cursor.caret, self.cursor.range());
                let walker = Walker { stack: &self.stack, text, caret, selection, page };
                let caret = walker.target(motion, held.shift, &mut self.column);
                self.cursor.go(caret, held.shift);
                self.history.end_step();
                outcome.moved = true;
            }
        }
    }
}

fn surrounding(text: &str, at: usize, before: usize, after: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let (head, tail) = text.split_at(at);
    let start = head.char_indices().rev().take(before).last().map_or(at, |(start, _)| start);
    let end = at + tail.chars().take(after).map(char::len_utf8).sum::<usize>();
    start..end
}
