//! What a coder hears after an article of a training round.

use super::{Logic, Screen};

impl Logic {
    /// Shows how the open article was coded beside its reference; with `asked`, it is said where there is nothing to show.
    pub(super) fn show_feedback(&mut self, asked: bool) {
        let Some(study) = &self.study else { return };
        let open = study.coding.as_ref().filter(|_| study.screen == Screen::Coding);
        let found = open.map_or(Ok(None), |view| study.project().feedback(view.coding.coder, view.coding.id));
        match found {
            Ok(Some(feedback)) => self.feedback = Some(feedback),
            Ok(None) if asked => self.mention(self.strings().training.none_yet),
            Ok(None) => {}
            Err(error) => self.refuse(&error),
        }
    }
}
