//! The file of an open project: whether it still stands where it was opened, and how work goes on where it does not.

use super::{Project, ProjectError};
use crate::store::Store;
use std::path::{Path, PathBuf};

impl Project {
    /// Whether the file still stands where it was opened.
    ///
    /// # Errors
    /// It was moved, renamed, deleted or replaced. Every step is refused until it stands there again.
    pub fn in_place(&self) -> Result<(), ProjectError> {
        Ok(self.store.in_place()?)
    }

    /// Whether a path leads to the file of this project, under whatever name.
    pub fn stands_at(&self, path: &Path) -> bool {
        self.store.stands_at(path)
    }

    /// The other name that the file has now, if it is still in its folder.
    pub fn renamed_to(&self) -> Option<PathBuf> {
        self.store.renamed_to()
    }

    /// Writes a checked copy of everything that was saved, also where the file itself is gone. No file is replaced.
    ///
    /// # Errors
    /// There is a file of that name, or the folder cannot be written; no half copy is left behind.
    pub fn copy_to(&self, path: &Path) -> Result<(), ProjectError> {
        Ok(self.store.backup_to(path)?)
    }

    /// The same project in its file under another name, or in a copy of it.
    ///
    /// # Errors
    /// The file cannot be opened. It is whole, but no longer open here.
    pub fn reopened_at(self, path: &Path) -> Result<Self, ProjectError> {
        // Given up first: it may be the same file, and closing deletes a journal by its name.
        drop(self.store);
        Ok(Self { store: Store::open(path)?, ..self })
    }
}
