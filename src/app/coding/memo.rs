//! The memo: opened by key, kept while it is written and when the screen is left.

use super::acts;
use super::draw::MemoDraft;
use super::screen::Open;
use super::wish::Wish;
use crate::app::context::{Asks, Look};
use crate::model::NoteTarget;
use crate::project::{CodingView, Command};
use egui::Ui;

/// Seconds until a memo that was refused is tried again.
const MEMO_AGAIN: f64 = 10.0;
/// Seconds after the last letter until a memo is kept.
const MEMO_PAUSE: f64 = 1.5;
/// Seconds after which a memo is kept although the letters go on, so that a fluent writer loses no more than a few words to
/// a power cut.
const MEMO_LONGEST: f64 = 4.0;

impl Open {
    /// Opens the memo on what has the focus; keeps and closes it when it is open.
    pub(super) fn memo(&mut self, view: &CodingView, asks: &mut Asks) {
        if let Some(memo) = self.drafts.memo.take() {
            write_memo(&memo, asks);
            return;
        }
        let target = acts::note_target(view, &self.place);
        let text = view.memos.iter().find(|m| m.target == target).map(|m| m.text.clone()).unwrap_or_default();
        let kept = text.clone();
        self.drafts.memo = Some(MemoDraft { target, kept, text, typed_at: 0.0, unkept_since: None, begins: true });
    }

    /// Keeps what was written of the memo after a pause, and at once when the screen is left.
    pub(super) fn keep_memo(&mut self, ui: &Ui, look: &Look<'_>, view: &CodingView, asks: &mut Asks, now: f64) {
        // What is refused stays in its field.
        if look.leaving
            && let Some(writing) = self.drafts.writing.clone()
        {
            self.carry_out(look, view, asks, Wish::Written(writing.stop, writing.text));
        }
        let Some(memo) = &mut self.drafts.memo else { return };
        if memo.text == memo.kept {
            memo.unkept_since = None;
            return;
        }
        let since = *memo.unkept_since.get_or_insert(now);
        let waits = (memo.typed_at + MEMO_PAUSE).min(since + MEMO_LONGEST) - now;
        if look.leaving || waits <= 0.0 {
            write_memo(memo, asks);
            memo.kept.clone_from(&memo.text);
            memo.unkept_since = None;
        } else {
            ui.ctx().request_repaint_after_secs(waits as f32);
        }
    }

    /// A memo that was refused stays in its field and is tried again later, and at once when the field is left.
    pub(super) fn keep_refused_memo(&mut self, view: &CodingView, target: NoteTarget, text: &str, now: f64) {
        let kept = view.memos.iter().find(|m| m.target == target).map(|m| m.text.clone()).unwrap_or_default();
        let draft = || {
            let (text, kept) = (text.to_owned(), String::new());
            MemoDraft { target, text, kept, typed_at: 0.0, unkept_since: None, begins: false }
        };
        let memo = self.drafts.memo.get_or_insert_with(draft);
        if memo.target == target {
            memo.kept = kept;
            memo.typed_at = now + MEMO_AGAIN;
            memo.unkept_since = Some(now + MEMO_AGAIN);
        }
    }

    /// Whether words stand in a field that are not on disk yet.
    pub(super) fn has_unkept_words(&self) -> bool {
        let memo = self.drafts.memo.as_ref().is_some_and(|m| m.text != m.kept);
        memo || self.drafts.writing.as_ref().is_some_and(|w| w.text != w.kept)
    }
}

fn write_memo(memo: &MemoDraft, asks: &mut Asks) {
    if memo.text != memo.kept {
        asks.project(Command::SetMemo { target: memo.target, text: memo.text.trim().to_owned() });
    }
}
