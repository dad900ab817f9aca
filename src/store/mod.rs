//! The only room with SQL: open, migrate, transaction, journal, queries, check, backup.
//!
//! One file is the project at every moment. A [`Store`] holds it alone ([`Store::open`] takes the lock at once), writes
//! only in steps ([`Store::write`] hands out a [`Tx`], and all writing methods are there), and keeps before and after of
//! every row in an append-only journal, which is the undo history and the audit trail.
//!
//! Not here: what a step means (room `project`), the clock and the minting of ids (the caller brings both).

mod backup;
mod check;
mod convert;
mod dump;
mod error;
mod facts;
mod header;
mod journal;
mod merge;
mod migrate;
mod open;
mod place;
mod query_coding;
mod query_material;
mod row;
mod row_set;
mod settle;
mod table;
mod texts;
mod touched;
mod tx;
mod version;
mod words;
mod write_coding;
mod write_material;

pub use backup::{BackupBeside, backup_folder, backup_time, backups_beside};
pub use check::Finding;
pub use error::{Refusal, StoreError};
pub use facts::StoredKey;
pub use header::is_open_here;
pub use journal::{JournalChange, JournalEntry, Kind, Reversal};
pub use merge::{Home, Merged};
pub use query_coding::WorkSum;
pub use query_material::{CodebookVersion, DocumentHead};
pub use row_set::{MergeCounts, RowSet};
pub use texts::TravellingText;
pub use touched::Touched;
pub use tx::{Step, Tx, Written};

use crate::model::{DocumentId, FrozenText};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a store may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Work.
    Write,
    /// Read a sound project.
    Read,
    /// Read what is left of a damaged one.
    Rescue,
}

/// An open project file.
#[derive(Debug)]
pub struct Store {
    // Dropped first: the claim below must outlive the connection.
    conn: rusqlite::Connection,
    path: PathBuf,
    access: Access,
    stacks: journal::Stacks,
    /// Frozen texts that were read; they cannot change.
    texts: RefCell<BTreeMap<DocumentId, FrozenText>>,
    /// The index of words, once something was looked for.
    words: RefCell<Option<words::Index>>,
    /// What a rescue could not read, in the order in which it was met.
    lost: RefCell<Vec<StoreError>>,
    /// The newest step in the newest rolling backup, once known.
    backed_up: Option<backup::LastStep>,
    /// Steps that were tried since it was opened.
    steps: u64,
    /// Whether the whole file was examined.
    examined: bool,
    claim: Option<header::Claim>,
}

impl Store {
    /// The project file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What could not be read since this was asked last. Only a rescue leaves out what it cannot read; every other store
    /// fails instead.
    pub fn take_lost(&self) -> Vec<StoreError> {
        self.lost.take()
    }

    /// What this store may do.
    pub const fn access(&self) -> Access {
        self.access
    }
}
