//! A damaged project: what can still be read of it is shown, or a backup is opened as a copy. Nothing is written to it.

use super::Logic;
use crate::app::strings::Strings;
use crate::app::theme::Mood;
use crate::project::{Backup, Project, ProjectError, backups, copy_backup};
use std::path::{Path, PathBuf};

/// A damaged project and what can be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Damage {
    /// Its file.
    pub(crate) path: PathBuf,
    /// What is wrong with it.
    pub(crate) why: String,
    /// Whether anything of it can be read.
    pub(crate) can_be_read: bool,
    /// The backups beside it, newest first.
    pub(crate) backups: Vec<Backup>,
}

impl Damage {
    /// What can be done about a file that could not be opened, if it is a damaged project.
    pub(super) fn of(path: &Path, error: &ProjectError, strings: &Strings) -> Option<Self> {
        let backups = backups(path);
        let can_be_read = error.is_damage();
        let was_project = can_be_read || error.is_no_project() && !backups.is_empty();
        let why = || strings.project_error(error);
        was_project.then(|| Self { path: path.to_path_buf(), why: why(), can_be_read, backups })
    }
}

impl Logic {
    /// Shows what can still be read of a damaged project.
    pub(super) fn rescue(&mut self, path: &Path) {
        match Project::open_for_rescue(path) {
            Ok(project) => {
                self.show(project);
                if self.study.as_ref().is_some_and(|s| s.is_rescue() && s.path() == path) {
                    self.tell(Mood::Warn, self.strings().frame.opened_for_rescue);
                }
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Opens a copy of a backup; the damaged file stays as it is.
    pub(super) fn take_backup(&mut self, backup: &Path, of: &Path) {
        match copy_backup(backup, of) {
            Ok(copy) => {
                // Whoever coded in the damaged project goes on in the copy.
                self.memory.goes_on(of, &copy);
                self.open(&copy);
                if self.study.as_ref().is_some_and(|s| s.path() == copy) {
                    let name = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    self.tell(Mood::Good, self.strings().copy_opened(&name));
                }
            }
            Err(error) => self.refuse(&error),
        }
    }
}
