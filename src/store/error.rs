//! What can go wrong with a project file, each with its own sentence: what happened, what was kept, what to do.

use crate::model::{CodebookError, SpanError};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the store refused or failed. In every case the file holds what it held before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no file {}: check the name, or make a new project there", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A new project would replace a file.
    #[error("{} exists already and was left as it is: choose another name for the new project", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file without a byte.
    #[error("{} is empty: it is no Mizan project (perhaps a copy that was cut off); take a backup from the folder {}",
        path.display(), super::backup_folder(path).display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Not a database at all.
    #[error("{} is no Mizan project: it is a file of another kind, and was left as it is", path.display())]
    NotAProject {
        /// The file.
        path: PathBuf,
    },
    /// A database of another program.
    #[error("{} is a database of another program, no Mizan project; it was left as it is", path.display())]
    OtherProgram {
        /// The file.
        path: PathBuf,
    },
    /// Written by a later version of the program.
    #[error("{} was written by a newer Mizan (file version {file}, this program knows up to {program}) and was left \
        as it is: update this program to open it", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of the file.
        file: i64,
        /// Newest version that this program knows.
        program: i64,
    },
    /// Somebody else holds the file.
    #[error("{} is open in another window or program: close it there, then open it here", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The last step before a crash is half in the file, and reading alone cannot take it back.
    #[error("{} holds a step that was interrupted; opening it for work takes that step back and loses nothing else. \
        Open it for work, or copy it together with its -journal file to a folder that can be written", path.display())]
    Interrupted {
        /// The file.
        path: PathBuf,
    },
    /// Somebody began to work on the file after it was opened for reading here.
    #[error("the project is open for work in another window or program now: close it there, then repeat this")]
    LockedNow,
    /// The file may not be written.
    #[error("{} is read-only, so nothing could be saved: allow writing, copy it elsewhere, or open it for reading only",
        path.display())]
    ReadOnlyFile {
        /// The file.
        path: PathBuf,
    },
    /// The folder may not be written, so no step could be made safe.
    #[error("the folder {} does not allow writing, so {} could not be saved safely: allow writing, copy the project \
        elsewhere, or open it for reading only", folder.display(), path.display())]
    ReadOnlyFolder {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// The file is a damaged project.
    #[error("{} is damaged ({detail}); nothing was written to it. Open it for rescue (reading only), or take the \
        newest backup from the folder {}", path.display(), super::backup_folder(path).display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        detail: String,
    },
    /// The operating system does not give the file.
    #[error("{} cannot be opened ({detail}); nothing was changed", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// The file was taken away from its place while it was open.
    #[error("{} was moved, renamed or deleted while it was open: this step was not saved, everything before it is kept. \
        Put the file back in its place, then repeat it", path.display())]
    Moved {
        /// Where it stood.
        path: PathBuf,
    },
    /// Another file was put in its place while it was open.
    #[error("another file was put in the place of {} while it was open: this step was not saved, everything before it \
        is kept, and the other file was left as it is. Put the first one back in its place, then repeat it",
        path.display())]
    Replaced {
        /// Where it stood.
        path: PathBuf,
    },
    /// A part of an open file turned out to be damaged.
    #[error(
        "a part of the project file cannot be read ({detail}); the last step was not saved and nothing else was \
        changed. Close the project and take the newest backup, or open it for rescue"
    )]
    DamagedPart {
        /// What SQLite found.
        detail: String,
    },
    /// A stored row does not mean what it should.
    #[error("a row of the project is damaged: {finding}. Nothing was changed; \"mizan check\" lists all such rows")]
    DamagedRow {
        /// The row and its problem.
        finding: Box<super::Finding>,
    },
    /// No space left.
    #[error("the disk is full: this step was not saved, everything before it is safe. Free some space, then repeat it")]
    DiskFull,
    /// The project is open for reading only.
    #[error("the project is open for reading only: this step was not saved. Open it for writing to go on working")]
    ReadOnlyStore,
    /// The older file could not be brought up to date.
    #[error("{} could not be brought from version {from} to version {to} ({detail}); it is still as it was",
        path.display())]
    Migration {
        /// The file.
        path: PathBuf,
        /// Its version.
        from: i64,
        /// The version it should get.
        to: i64,
        /// What went wrong.
        detail: String,
    },
    /// No usable backup was made.
    #[error("no backup could be made at {} ({detail}); the project itself is unharmed. Check that the folder can be \
        written and has space", path.display())]
    Backup {
        /// Where.
        path: PathBuf,
        /// What went wrong.
        detail: String,
    },
    /// A span that does not fit its text.
    #[error("the span was not saved: {0}")]
    Span(#[from] SpanError),
    /// A codebook that does not hold together.
    #[error("the codebook was not saved: {0}")]
    Codebook(#[from] CodebookError),
    /// A step that would contradict what is stored.
    #[error("nothing was saved: {0}")]
    Refused(Refusal),
    /// The step cannot be undone or redone, because what it changed was changed again since.
    #[error("\"{action}\" cannot be reversed, because {}; nothing was changed",
        if *needed_elsewhere { "other work depends on it now" } else { "what it changed was changed again since" })]
    Conflict {
        /// Action of the step.
        action: String,
        /// Table of the row in question.
        table: &'static str,
        /// Key of the row.
        key: String,
        /// Whether the row itself is untouched and rows around it forbid the reversal.
        needed_elsewhere: bool,
    },
    /// Anything else that SQLite says.
    #[error("the project file could not be used ({0}); the step was not saved, everything before it is safe")]
    Sqlite(#[source] rusqlite::Error),
}

/// Why a write contradicts what is stored.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The row that another speaks of is not there.
    #[error("{child} belongs to {parent} {key}, which is not there")]
    NoSuch {
        /// Table of the row to be written.
        child: &'static str,
        /// Table of the missing row.
        parent: &'static str,
        /// Its key.
        key: String,
    },
    /// A row is still needed by another.
    #[error("{parent} {key} is still needed by {child}")]
    StillNeeded {
        /// Table of the row to be taken away.
        parent: &'static str,
        /// Its key.
        key: String,
        /// Table of the row that needs it.
        child: &'static str,
    },
    /// Two coders of one name.
    #[error("there is already a coder called {0}")]
    NameTaken(String),
    /// The text of a document never changes.
    #[error("document {0} is there already with another text")]
    TextFrozen(String),
    /// A version of a codebook never changes.
    #[error("codebook version {0} is there already with another content")]
    CodebookFrozen(String),
    /// The source bytes do not have the hash that the document states.
    #[error("the source bytes of {0} do not have the stated hash")]
    HashDiffers(String),
    /// A number that is none.
    #[error("{0} is not a number that can be kept")]
    NotFinite(String),
    /// A record would hang under itself.
    #[error("record {0} would hang under itself")]
    Circle(String),
    /// A range of blocks or bytes does not fit the document.
    #[error("{0} does not fit the blocks of its document")]
    OutsideBlocks(String),
    /// A package with rows that are not its coder's.
    #[error("it holds rows of another coder")]
    OfAnotherCoder,
    /// A package whose rows do not hold together.
    #[error("its rows do not hold together ({0})")]
    Incoherent(String),
    /// An answer without a state that can be kept.
    #[error("\"not yet coded\" is no answer to keep for {0}: clear the answer instead")]
    NotYetCoded(String),
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        match e.sqlite_error_code() {
            Some(C::DiskFull) => Self::DiskFull,
            Some(C::ReadOnly) => Self::ReadOnlyStore,
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::LockedNow,
            Some(C::DatabaseCorrupt | C::NotADatabase) => Self::DamagedPart { detail: e.to_string() },
            _ => Self::Sqlite(e),
        }
    }
}

impl StoreError {
    /// The same error while a file is being opened, where the sentence can name the file.
    pub(super) fn at_open(e: &rusqlite::Error, path: &Path) -> Self {
        use rusqlite::ErrorCode as C;
        let path = path.to_path_buf();
        if e.sqlite_error().is_some_and(|f| f.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK) {
            return Self::Interrupted { path };
        }
        match e.sqlite_error_code() {
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Locked { path },
            Some(C::ReadOnly) => Self::ReadOnlyFile { path },
            Some(C::DiskFull) => Self::DiskFull,
            // The header was right (see `header`), so it is a project. An I/O failure: reading beyond its end.
            Some(C::NotADatabase | C::DatabaseCorrupt | C::SystemIoFailure) => {
                Self::Damaged { path, detail: e.to_string() }
            }
            _ => Self::CannotOpen { path, detail: e.to_string() },
        }
    }
}
