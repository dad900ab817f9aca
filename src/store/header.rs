//! What the first bytes of a file say, read before SQLite touches it: so a file of another program stays untouched, also
//! the journal that it may have left beside it.

use super::StoreError;
use super::migrate::APPLICATION_ID;
use super::place::{FileId, Place};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

const MAGIC: &[u8] = b"SQLite format 3\0";
/// Length of the header of an SQLite file, and where it keeps what is looked at here.
const HEADER: usize = 100;
const USER_VERSION_AT: usize = 60;
const APPLICATION_ID_AT: usize = 68;

/// Projects that this process has open for work.
///
/// On Unix, closing any handle of a file ends all locks that the process has on it. So a project that is open here is
/// never opened again, under whatever name, not even for a look at its header.
static OPEN: Mutex<BTreeSet<FileId>> = Mutex::new(BTreeSet::new());

fn open_here() -> MutexGuard<'static, BTreeSet<FileId>> {
    // A panic elsewhere cannot leave the set half changed.
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The claim of this process on a project, until it is dropped.
#[derive(Debug)]
pub(super) struct Claim {
    /// Where the file stood when it was opened.
    pub(super) place: Place,
}

impl Drop for Claim {
    fn drop(&mut self) {
        open_here().remove(self.place.id());
    }
}

/// Whether this process has a project open for work. Then nobody here may open the file in any other way.
pub fn is_open_here(path: &Path) -> bool {
    FileId::of(path).is_ok_and(|id| open_here().contains(&id))
}

/// Looks at a file that is to be opened for work, and claims it.
pub(super) fn claim(path: &Path, newest: i64) -> Result<Claim, StoreError> {
    let mut open = open_here();
    look(path, newest, &open)?;
    claim_in(&mut open, path)
}

/// Claims a file that was just made.
pub(super) fn claim_new(path: &Path) -> Result<Claim, StoreError> {
    claim_in(&mut open_here(), path)
}

fn claim_in(open: &mut BTreeSet<FileId>, path: &Path) -> Result<Claim, StoreError> {
    let place = Place::of(path).map_err(|e| cannot_open(path, &e))?;
    open.insert(place.id().clone());
    Ok(Claim { place })
}

/// Looks at a file that is to be read.
pub(super) fn glance(path: &Path, newest: i64) -> Result<(), StoreError> {
    look(path, newest, &open_here())
}

fn cannot_open(path: &Path, e: &std::io::Error) -> StoreError {
    match e.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing { path: path.to_path_buf() },
        _ => StoreError::CannotOpen { path: path.to_path_buf(), detail: e.to_string() },
    }
}

fn look(path: &Path, newest: i64, open: &BTreeSet<FileId>) -> Result<(), StoreError> {
    let path_buf = || path.to_path_buf();
    let cannot = |e: std::io::Error| cannot_open(path, &e);
    // Asking for the length opens nothing.
    if std::fs::metadata(path).map_err(cannot)?.is_dir() {
        return Err(StoreError::NotAProject { path: path_buf() });
    }
    if open.contains(&FileId::of(path).map_err(cannot)?) {
        return Err(StoreError::Locked { path: path_buf() });
    }
    let mut head = Vec::with_capacity(HEADER);
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(HEADER as u64).read_to_end(&mut head).map_err(cannot)?;
    if head.is_empty() {
        return Err(StoreError::Empty { path: path_buf() });
    }
    if !head.starts_with(MAGIC) && !MAGIC.starts_with(&head) {
        return Err(StoreError::NotAProject { path: path_buf() });
    }
    let (Some(version), Some(application)) = (number(&head, USER_VERSION_AT), number(&head, APPLICATION_ID_AT)) else {
        return Err(StoreError::Damaged { path: path_buf(), detail: format!("it ends after {} bytes", head.len()) });
    };
    judge(path, application, version, newest).map(drop)
}

/// Whose file it is, and of which version.
pub(super) fn judge(path: &Path, application: i64, version: i64, newest: i64) -> Result<i64, StoreError> {
    if application != APPLICATION_ID || version < 1 {
        return Err(StoreError::OtherProgram { path: path.to_path_buf() });
    }
    if version > newest {
        return Err(StoreError::Newer { path: path.to_path_buf(), file: version, program: newest });
    }
    Ok(version)
}

fn number(head: &[u8], at: usize) -> Option<i64> {
    let bytes = head.get(at..at + 4)?.try_into().ok()?;
    Some(i32::from_be_bytes(bytes).into())
}
