//! Where the open file stands, and whether it still does.
//!
//! A file that is renamed, replaced or deleted while it is open goes on taking writes: they reach a file that nobody finds
//! under its name, and the journal that could take back an interrupted step lies beside another. SQLite asks for this only
//! before it opens a journal, which happens once while a project is held; so the store asks before each step.

use super::{Access, Store, StoreError};
use std::io;
use std::path::{Path, PathBuf};

/// What a file is, whatever it is called. Asking for it opens nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct FileId(Mark);

/// Device and inode.
#[cfg(unix)]
type Mark = (u64, u64);
/// Path and time of making: where a file cannot be renamed while it is open, only its disk can go away.
#[cfg(not(unix))]
type Mark = (PathBuf, Option<std::time::SystemTime>);

impl FileId {
    /// What stands at a path now.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        let about = std::fs::metadata(path)?;
        Ok(Self((about.dev(), about.ino())))
    }

    /// What stands at a path now.
    #[cfg(not(unix))]
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize()?;
        let made = std::fs::metadata(&path)?.created().ok();
        Ok(Self((path, made)))
    }
}

/// A file and where it stood when it was opened.
#[derive(Debug)]
pub(super) struct Place {
    id: FileId,
    /// Without links and without the working folder, as SQLite sees it.
    path: PathBuf,
}

impl Place {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self { id: FileId::of(path)?, path: path.canonicalize()? })
    }

    pub(super) const fn id(&self) -> &FileId {
        &self.id
    }

    fn holds(&self, path: &Path) -> bool {
        FileId::of(path).is_ok_and(|id| id == self.id)
    }
}

impl Store {
    /// Whether the file still stands where it was opened. A store that only reads does not mind.
    ///
    /// # Errors
    /// [`StoreError::Moved`] or [`StoreError::Replaced`]. Steps are refused until it stands there again.
    pub fn in_place(&self) -> Result<(), StoreError> {
        let Some(claim) = self.claim.as_ref().filter(|_| self.access == Access::Write) else { return Ok(()) };
        match FileId::of(&claim.place.path) {
            Ok(id) if id == claim.place.id => Ok(()),
            Ok(_) => Err(StoreError::Replaced { path: self.path.clone() }),
            // Whatever the system's reason: nobody can say that a step would be safe there.
            Err(_) => Err(StoreError::Moved { path: self.path.clone() }),
        }
    }

    /// Whether a path leads to the file that is open here for work.
    pub fn stands_at(&self, path: &Path) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.place.holds(path))
    }

    /// The other name that the file has now, if it is still in its folder.
    pub fn renamed_to(&self) -> Option<PathBuf> {
        let place = &self.claim.as_ref()?.place;
        let entries = std::fs::read_dir(place.path.parent()?).ok()?;
        entries.filter_map(|e| e.ok().map(|e| e.path())).find(|p| *p != place.path && place.holds(p))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if matches!(self.in_place(), Err(StoreError::Replaced { .. })) {
            // Closing deletes the journal by its name, and that name belongs to whoever has opened the other file. Where
            // this fails nothing is worse than before.
            self.conn.pragma_update(None, "journal_mode", "memory").unwrap_or_default();
        }
    }
}
