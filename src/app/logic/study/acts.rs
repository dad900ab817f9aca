//! What is done with the project: commands, packages, pages, working time, backups. Each drops what it touched.

use super::Study;
use crate::import::ColumnMap;
use crate::model::{CoderId, CodingId, Timestamp};
use crate::project::{
    AnswerLine, BackupBeside, CodebookPlan, Command, MergeReport, Opening, Outcome, Packed, ProjectError,
};
use std::path::{Path, PathBuf};

impl Study {
    /// Remembers what columns of tables hold; everything that is remembered of them.
    pub(in crate::app::logic) fn remember_columns(
        &mut self,
        maps: &[ColumnMap],
    ) -> Result<Vec<ColumnMap>, ProjectError> {
        self.project.remember_columns(maps)?;
        self.project.remembered_columns()
    }

    /// Carries a command out.
    pub(in crate::app::logic) fn apply(&mut self, command: Command) -> Result<Outcome, ProjectError> {
        let outcome = self.project.apply(self.coder, command)?;
        self.touched(&outcome);
        Ok(outcome)
    }

    /// Publishes a new version of the codebook.
    pub(in crate::app::logic) fn publish_codebook(
        &mut self,
        json: &str,
        answers: &[AnswerLine],
        carry_over: bool,
    ) -> Result<CodebookPlan, ProjectError> {
        let plan = self.project.publish_codebook(self.coder, json, answers, carry_over)?;
        self.all_touched();
        Ok(plan)
    }

    /// Watches a folder in which packages come and go, or none.
    pub(in crate::app::logic) fn set_mailbox(&mut self, folder: Option<&Path>) -> Result<(), ProjectError> {
        self.project.set_mailbox(folder)
    }

    /// Packs for a coder, or what the coder of this copy did.
    pub(in crate::app::logic) fn pack(&mut self, coder: CoderId) -> Result<Packed, ProjectError> {
        self.project.pack(coder)
    }

    /// What merging packages would do.
    pub(in crate::app::logic) fn preview_merge(
        &mut self,
        paths: &[PathBuf],
        opening: Opening<'_>,
    ) -> Result<MergeReport, ProjectError> {
        self.project.preview_merge(paths, opening)
    }

    /// Merges packages.
    pub(in crate::app::logic) fn merge(
        &mut self,
        paths: &[PathBuf],
        opening: Opening<'_>,
    ) -> Result<MergeReport, ProjectError> {
        let report = self.project.merge_with(self.coder, paths, opening)?;
        if report.brings_something() {
            self.book = self.project.codebook()?;
            self.all_touched();
        }
        Ok(report)
    }

    /// Takes the last step back, or does it again.
    pub(in crate::app::logic) fn reverse(&mut self, redo: bool) -> Result<Option<Outcome>, ProjectError> {
        let coder = self.coder;
        let outcome = if redo { self.project.redo(coder) } else { self.project.undo(coder) }?;
        if let Some(outcome) = &outcome {
            self.touched(outcome);
        }
        Ok(outcome)
    }

    /// Stores what was read from files, in one step.
    pub(in crate::app::logic) fn take_in(
        &mut self,
        batches: &[&crate::import::ImportBatch],
    ) -> Result<Vec<crate::project::Imported>, ProjectError> {
        let imported = self.project.import_batches(self.coder, batches)?;
        if imported.iter().any(|i| !i.documents.is_empty() || i.annotations.is_any()) {
            self.all_touched();
        }
        Ok(imported)
    }

    /// Keeps working time.
    pub(in crate::app::logic) fn record_work(
        &mut self,
        coding: CodingId,
        started_at: Timestamp,
        active_ms: i64,
        idle_ms: i64,
    ) -> Result<(), ProjectError> {
        // Nobody is at work while nothing can be kept.
        if !self.is_writable() || self.away {
            return Ok(());
        }
        self.project.record_work(coding, started_at, active_ms, idle_ms)?;
        if let Some(view) = self.coding.as_mut().filter(|v| v.coding.id == coding) {
            let fresh = self.project.coding_view(view.coding.coder, coding)?;
            (view.active_ms, view.idle_ms) = (fresh.active_ms, fresh.idle_ms);
        }
        Ok(())
    }

    /// Writes a backup, if anything has changed.
    pub(in crate::app::logic) fn backup(&mut self) -> Result<Option<PathBuf>, ProjectError> {
        if self.is_writable() { self.project.backup() } else { Ok(None) }
    }

    /// Begins a backup that another thread makes, if anything has changed.
    pub(in crate::app::logic) fn backup_beside(&mut self) -> Result<Option<BackupBeside>, ProjectError> {
        self.project.backup_beside()
    }

    /// Keeps a backup that another thread made; `None` if it has to be made again.
    pub(in crate::app::logic) fn keep_backup(
        &mut self,
        backup: &BackupBeside,
    ) -> Result<Option<PathBuf>, ProjectError> {
        self.project.keep_backup(backup)
    }

    /// Whether a step was made since a backup was begun.
    pub(in crate::app::logic) fn was_changed_since(&self, backup: &BackupBeside) -> bool {
        self.project.was_changed_since(backup)
    }

    /// Another thread has examined the file; if it found it unsound, it is examined here.
    pub(in crate::app::logic) fn examined(&mut self, is_sound: bool) -> Result<(), ProjectError> {
        if is_sound {
            self.project.is_examined();
            return Ok(());
        }
        self.project.examine()
    }

    /// The action that undo (or redo) would reverse.
    pub(crate) fn step_to_reverse(&self, redo: bool) -> Option<&str> {
        if redo { self.project.redo_action(self.coder) } else { self.project.undo_action(self.coder) }
    }
}
