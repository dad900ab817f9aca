//! Undo and redo of one person's steps, also after a restart.

use super::apply::describe;
use super::{Outcome, Project, ProjectError};
use crate::model::CoderId;
use crate::store::{Reversal, Touched};

impl Project {
    /// Takes back the newest step of a person that can be undone; `None` if there is none.
    ///
    /// # Errors
    /// What the step changed was changed again since by somebody else; nothing is changed then.
    pub fn undo(&mut self, actor: Option<CoderId>) -> Result<Option<Outcome>, ProjectError> {
        let closed = self.closed_trainings(actor)?;
        let reversal = self.store.undo(actor, self.clock.now()).map_err(|e| ProjectError::from(e).clearer())?;
        let is_closed = |touched: &Touched| touched.coding.is_some_and(|coding| closed.contains(&coding));
        if reversal.as_ref().is_some_and(|reversal| reversal.touched.iter().any(is_closed)) {
            self.store.redo(actor, self.clock.now()).map_err(|e| ProjectError::from(e).clearer())?;
            return Err(ProjectError::ReferenceSeen);
        }
        Ok(self.reversed(reversal))
    }

    /// Does the step again that was undone last; `None` if there is none.
    ///
    /// # Errors
    /// As for [`Project::undo`].
    pub fn redo(&mut self, actor: Option<CoderId>) -> Result<Option<Outcome>, ProjectError> {
        let reversal = self.store.redo(actor, self.clock.now());
        Ok(self.reversed(reversal.map_err(|e| ProjectError::from(e).clearer())?))
    }

    /// The action that undo would take back (see [`super::Command::action`]).
    pub fn undo_action(&self, actor: Option<CoderId>) -> Option<&str> {
        self.store.undo_label(actor)
    }

    /// The action that redo would do again.
    pub fn redo_action(&self, actor: Option<CoderId>) -> Option<&str> {
        self.store.redo_label(actor)
    }

    fn reversed(&mut self, reversal: Option<Reversal>) -> Option<Outcome> {
        let reversal = reversal?;
        let mut outcome = Outcome { record: reversal.touched.iter().find_map(|t| t.record), ..Outcome::default() };
        describe(&mut outcome, &reversal.action, reversal.step.is_some(), &reversal.touched);
        self.cache.get_mut().forget(&reversal.touched);
        Some(outcome)
    }
}
