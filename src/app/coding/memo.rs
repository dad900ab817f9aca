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

impl Open {
    /// Opens the memo on what has the focus; keeps and closes it when it is open.
    pub(super) fn memo(&mut self, view: &CodingView, asks: &mut Asks) {
        if let Some(memo) = self.drafts.memo.take() {
            write_memo(&memo, asks);
            return;
        }
        let target = acts::note_target(view, &self.place);
        let text = view.memos.iter().find(|m| m.target == target).map(|m| m.text.clone()).unwrap_or_default();
        self.drafts.memo = Some(MemoDraft { target, kept: text.clone(), text, typed_at: 0.0, begins: true });
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
            return;
        }
        let waits = MEMO_PAUSE - (now - memo.typed_at);
        if look.leaving || waits <= 0.0 {
            write_memo(memo, asks);
            memo.kept.clone_from(&memo.text);
        } else {
            ui.ctx().request_repaint_after_secs(waits as f32);
        }
    }

    /// A memo that was refused stays in its field and is tried again later, and at once when the field is left.
    pub(super) fn keep_refused_memo(&mut self, view: &CodingView, target: NoteTarget, text: &str, now: f64) {
        let kept = view.memos.iter().find(|m| m.target == target).map(|m| m.text.clone()).unwrap_or_default();
        let draft = || MemoDraft { target, text: text.to_owned(), kept: String::new(), typed_at: 0.0, begins: false };
        let memo = self.drafts.memo.get_or_insert_with(draft);
        if memo.target == target {
            memo.kept = kept;
            memo.typed_at = now + MEMO_AGAIN;
        }
    }
}

fn write_memo(memo: &MemoDraft, asks: &mut Asks) {
    if memo.text != memo.kept {
        asks.project(Command::SetMemo { target: memo.target, text: memo.text.trim().to_owned() });
    }
}
