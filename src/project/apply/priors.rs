//! What a coder says before they code.

use super::answer::put_answer;
use super::people::main_round;
use super::{Act, unit_of};
use crate::model::{Answer, Prior, PriorItem, Scope};
use crate::project::ProjectError;
use crate::project::lifecycle::PRIORS;
use crate::project::priors::{asks, current_version, is_open, row, said};

impl Act<'_, '_> {
    pub(super) fn ask_priors(&mut self, on: bool) -> Result<(), ProjectError> {
        Ok(self.tx.set_project_setting(PRIORS, if on { "on" } else { "off" })?)
    }

    /// Keeps the acting person's answer about themselves.
    pub(super) fn set_prior(&mut self, item: PriorItem, answer: Option<Answer>) -> Result<(), ProjectError> {
        let coder = self.actor()?;
        let codebook = current_version(self.store())?;
        let book = self.books.get(&codebook).cloned().ok_or(ProjectError::Lacks { what: "a codebook" })?;
        let unit = unit_of(&book, &item.unit)?;
        if unit.scope != Scope::Coder {
            return Err(ProjectError::NotInCodebook { what: "unit", code: item.unit });
        }
        if !asks(unit, &item) {
            return Err(ProjectError::NotInCodebook { what: "question", code: item.variable });
        }
        let mut record = row(unit, &item.subject, &said(self.store(), coder)?);
        put_answer(unit, &mut record, &item.variable, answer)?;
        let answer = record.answers.remove(&item.variable);
        if is_open(answer.as_ref()) {
            self.tx.clear_prior(coder, &item)?;
            return Ok(());
        }
        let Some(answer) = answer else { return Ok(()) };
        let task = self.store().assignments_of(coder)?.into_iter().next();
        let round = task.map_or_else(|| main_round(self.store()).map(|r| r.id), |task| Ok(task.round))?;
        Ok(self.tx.put_prior(&Prior { coder, item, round, codebook, answer })?)
    }
}
