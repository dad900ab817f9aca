//! Exports: beside the window, which shows how far they are and may stop them.

use super::{Logic, Study};
use crate::app::theme::Mood;
use crate::jobs::Monitor;
use crate::project::{ExportOrder, ProjectError};

impl Logic {
    /// Whether the one at the window may export: whoever sees everybody's figures, and a coder in a copy that holds their work alone.
    pub(in crate::app) fn may_export(&mut self) -> bool {
        let may = |study: &Study| study.sees_figures() || study.project().copy_of().is_some();
        let may = self.study.as_ref().is_some_and(may);
        if !may && self.study.is_some() {
            self.tell(Mood::Warn, self.strings().exporting.leads_only);
        }
        may
    }

    /// Exports the open project. It has the project for itself: nothing changes while it is read.
    pub(super) fn export(&mut self, order: ExportOrder) {
        if !self.may_export() {
            return;
        }
        let to = order.to.clone();
        let work = move |study: &mut Option<Study>, monitor: &Monitor| {
            study.as_ref().map(|study| study.project().export(&order, monitor))
        };
        self.set_apart(self.strings().exporting.working, work, move |logic, ended| match ended {
            None => {}
            Some(Ok(exported)) => {
                let mood = if exported.lost.is_empty() { Mood::Good } else { Mood::Warn };
                logic.tell(mood, logic.strings().exported(exported.files.len(), &to));
            }
            Some(Err(ProjectError::Stopped(_))) => logic.mention(logic.strings().exporting.stopped),
            Some(Err(error)) => logic.refuse(&error),
        });
    }
}
