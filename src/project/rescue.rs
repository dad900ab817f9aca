//! What is left of a damaged project: what can still be read of it, and the backups beside it.

use super::lifecycle::default_codebook;
use super::{Clock, Mint, Project, ProjectError};
use crate::model::{CodebookVersionId, Timestamp};
use crate::store::{Access, Store, StoreError, backup_time, backups_beside};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A backup beside a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// When it was made, as its name says.
    pub at: Option<Timestamp>,
}

/// The rolling backups beside a project, newest first; the project itself need not be readable.
pub fn backups(project: &Path) -> Vec<Backup> {
    let newest_first = backups_beside(project).into_iter().rev();
    newest_first.map(|path| Backup { at: backup_time(&path), path }).collect()
}

/// Makes a project of a backup, under a name of its own beside the project that it is of. No file is replaced.
///
/// # Errors
/// The backup cannot be read, or the folder cannot be written.
pub fn copy_backup(backup: &Path, project: &Path) -> Result<PathBuf, ProjectError> {
    let source = Store::open_read_only(backup)?;
    let name = project.file_stem().unwrap_or_default().to_string_lossy();
    let stamp = backup.file_stem().unwrap_or_default().to_string_lossy();
    for n in 1..1000_u32 {
        let again = if n == 1 { String::new() } else { format!(" {n}") };
        let target = project.with_file_name(format!("{name} {stamp}{again}.mizan"));
        match source.backup_to(&target) {
            Ok(()) => return Ok(target),
            Err(StoreError::Exists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Exists { path: project.with_file_name(format!("{name} {stamp}.mizan")) }.into())
}

impl Project {
    /// Opens what can still be read of a damaged project. Nothing is ever written, and any view may lack what is damaged.
    ///
    /// # Errors
    /// The file is no project, is open elsewhere, or not even its beginning can be read.
    pub fn open_for_rescue(path: impl AsRef<Path>) -> Result<Self, ProjectError> {
        let clock = Clock::system();
        let mint = Mint::random(clock.clone());
        let store = Store::open_for_rescue(path)?;
        let mut books: std::collections::BTreeMap<_, _> = store
            .codebook_versions()
            .unwrap_or_default()
            .into_iter()
            .map(|version| (version.id, Arc::new(version.book)))
            .collect();
        if books.is_empty() {
            // Without any codebook nothing could be shown, not even the pages.
            books.insert(CodebookVersionId::from_uuid(mint.uuid()), default_codebook());
        }
        Self::with_books(store, clock, mint, books)
    }

    /// Something that could not be read since this was asked last; only of a damaged project.
    pub fn take_lost(&self) -> Option<ProjectError> {
        self.store.take_lost().into_iter().next().map(ProjectError::from)
    }

    /// Whether this is a view of what is left of a damaged project.
    pub fn is_rescue(&self) -> bool {
        self.store.access() == Access::Rescue
    }
}
