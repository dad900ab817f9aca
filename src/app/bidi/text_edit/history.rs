//! Undo inside one field.

use super::buffer::Cursor;

/// How many steps a field keeps.
const ROOM: usize = 200;
/// Typing that pauses longer than this, in seconds, begins a new step.
const PAUSE: f64 = 1.5;

/// What an edit was, for joining typed letters to one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Typing,
    Deleting,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
struct Snapshot {
    text: String,
    cursor: Cursor,
}

/// Earlier and later states of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
    last: Option<(Kind, f64)>,
}

impl History {
    /// To be called with the state before an edit; joins it with the last one while the same kind goes on.
    pub(super) fn before_edit(&mut self, text: &str, cursor: Cursor, kind: Kind, time: f64) {
        let goes_on = kind != Kind::Other
            && cursor.is_collapsed()
            && self.last.is_some_and(|(last, at)| last == kind && time - at < PAUSE);
        self.last = Some((kind, time));
        self.redo.clear();
        if goes_on && !self.undo.is_empty() {
            return;
        }
        if self.undo.len() == ROOM {
            self.undo.remove(0);
        }
        self.undo.push(Snapshot { text: text.to_owned(), cursor });
    }

    /// Ends the step that is being typed, as when the caret is moved.
    pub(super) fn end_step(&mut self) {
        self.last = None;
    }

    /// Goes one step back; `false` at the beginning.
    pub(super) fn undo(&mut self, text: &mut String, cursor: &mut Cursor) -> bool {
        Self::swap(&mut self.undo, &mut self.redo, text, cursor, &mut self.last)
    }

    /// Goes one step forward again; `false` at the end.
    pub(super) fn redo(&mut self, text: &mut String, cursor: &mut Cursor) -> bool {
        Self::swap(&mut self.redo, &mut self.undo, text, cursor, &mut self.last)
    }

    fn swap(
        from: &mut Vec<Snapshot>,
        to: &mut Vec<Snapshot>,
        text: &mut String,
        cursor: &mut Cursor,
        last: &mut Option<(Kind, f64)>,
    ) -> bool {
        let Some(snapshot) = from.pop() else { return false };
        to.push(Snapshot { text: std::mem::replace(text, snapshot.text), cursor: *cursor });
        *cursor = snapshot.cursor;
        *last = None;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::layout::Caret;

    fn type_in(history: &mut History, text: &mut String, letters: &str, time: f64) {
        history.before_edit(text, Cursor::at(Caret::before(text.len())), Kind::Typing, time);
        text.push_str(letters);
    }

    #[test]
    fn letters_typed_in_one_go_are_one_step_and_come_back() {
        let (mut history, mut text, mut cursor) = (History::default(), String::new(), Cursor::default());
        type_in(&mut history, &mut text, "ن", 0.0);
        type_in(&mut history, &mut text, "ص", 0.2);
        type_in(&mut history, &mut text, " آخر", 5.0);
        assert!(history.undo(&mut text, &mut cursor));
        assert_eq!(text, "نص");
        assert!(history.undo(&mut text, &mut cursor));
        assert_eq!(text, "");
        assert!(!history.undo(&mut text, &mut cursor));
        assert!(history.redo(&mut text, &mut cursor) && history.redo(&mut text, &mut cursor));
        assert_eq!(text, "نص آخر");
        assert!(!history.redo(&mut text, &mut cursor));
    }

    #[test]
    fn typing_after_undo_forgets_what_was_undone() {
        let (mut history, mut text, mut cursor) = (History::default(), String::new(), Cursor::default());
        type_in(&mut history, &mut text, "أ", 0.0);
        history.undo(&mut text, &mut cursor);
        type_in(&mut history, &mut text, "ب", 0.1);
        assert!(!history.redo(&mut text, &mut cursor));
        assert_eq!(text, "ب");
    }
}
