//! Opening: every way in, its checks and its refusals.

use super::header::{Claim, claim, claim_new, glance, judge};
use super::journal::Stacks;
use super::migrate::{MIGRATIONS, run, version_after};
use super::{Access, Store, StoreError};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

impl Store {
    /// Makes a new project file. A file that is there already is never replaced.
    ///
    /// # Errors
    /// The file exists, or its folder cannot be written.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        // Reserves the name without a gap in which somebody else could take it. No lock is held yet.
        std::fs::File::create_new(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.to_path_buf() },
            std::io::ErrorKind::StorageFull => StoreError::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnlyFolder { path: path.to_path_buf(), folder: folder_of(path) }
            }
            _ => StoreError::CannotOpen { path: path.to_path_buf(), detail: e.to_string() },
        })?;
        let made = claim_new(path).and_then(|claim| Self::fill_new(path, claim));
        if made.is_err() {
            // Only the file that was made above, which holds nothing yet.
            std::fs::remove_file(path).unwrap_or_default();
        }
        made
    }

    fn fill_new(path: &Path, claim: Claim) -> Result<Self, StoreError> {
        let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        own(&conn, path)?;
        one_file(&conn, path)?;
        run(&mut conn, path, MIGRATIONS)?;
        Self::ready(conn, path, Access::Write, Some(claim), true)
    }

    /// Opens a project for work and keeps everybody else out until it is dropped.
    ///
    /// # Errors
    /// One variant of [`StoreError`] for each way in which a file is not a sound, writable project of this version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path.as_ref(), MIGRATIONS)
    }

    pub(super) fn open_with(path: &Path, migrations: &[&str]) -> Result<Self, StoreError> {
        let claim = claim(path, version_after(migrations))?;
        let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let version = identify(&conn, path, version_after(migrations))?;
        if conn.is_readonly("main").map_err(|e| StoreError::at_open(&e, path))? {
            return Err(StoreError::ReadOnlyFile { path: path.to_path_buf() });
        }
        own(&conn, path)?;
        let examined = sound(&conn, path)?;
        one_file(&conn, path)?;
        writable(&conn, path)?;
        if version < version_after(migrations) {
            super::backup::before_migration(&conn, path, version)?;
            run(&mut conn, path, migrations)?;
        }
        Self::ready(conn, path, Access::Write, Some(claim), examined)
    }

    /// Opens a sound project for reading only; nothing is written, also not to its folder.
    ///
    /// # Errors
    /// As [`Store::open`], except that read-only files and folders are welcome. A file of an older version cannot be
    /// brought up to date here and is refused.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let newest = version_after(MIGRATIONS);
        glance(path, newest)?;
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let version = identify(&conn, path, newest)?;
        if version < newest {
            return Err(StoreError::Migration {
                path: path.to_path_buf(),
                from: version,
                to: newest,
                detail: "it is open for reading only".into(),
            });
        }
        let examined = sound(&conn, path)?;
        Self::ready(conn, path, Access::Read, None, examined)
    }

    /// Opens what can still be read of a damaged project. Nothing is checked and nothing is ever written.
    ///
    /// # Errors
    /// The file is no project, is open elsewhere, or not even its first page can be read.
    pub fn open_for_rescue(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        glance(path, version_after(MIGRATIONS))?;
        let lenient = |conn: Connection| -> Result<Connection, StoreError> {
            // Nothing is written here; with this SQLite reads on in a file that is shorter than its header says.
            conn.pragma_update(None, "writable_schema", true).map_err(|e| StoreError::at_open(&e, path))?;
            Ok(conn)
        };
        let usual = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(lenient).and_then(|conn| {
            identify(&conn, path, version_after(MIGRATIONS))?;
            Self::ready(conn, path, Access::Rescue, None, true)
        });
        match usual {
            Err(
                StoreError::Damaged { .. }
                | StoreError::DamagedPart { .. }
                | StoreError::CannotOpen { .. }
                | StoreError::Interrupted { .. },
            ) => {
                // An interrupted step beside the file, or a folder without permission, stops a plain reader; taking the
                // file as a fixed picture asks for neither.
                let conn = connect_immutable(path).and_then(lenient)?;
                identify(&conn, path, version_after(MIGRATIONS))?;
                Self::ready(conn, path, Access::Rescue, None, true)
            }
            other => other,
        }
    }

    fn ready(
        conn: Connection,
        path: &Path,
        access: Access,
        claim: Option<Claim>,
        examined: bool,
    ) -> Result<Self, StoreError> {
        conn.set_prepared_statement_cache_capacity(128);
        let stacks = match (Stacks::load(&conn), access) {
            (Ok(stacks), _) => stacks,
            // What is to be rescued are records; the history may be what is damaged.
            (Err(_), Access::Rescue) => Stacks::default(),
            (Err(e), _) => return Err(e),
        };
        let path = path.to_path_buf();
        Ok(Self {
            conn,
            path,
            access,
            stacks,
            texts: RefCell::default(),
            words: RefCell::default(),
            lost: RefCell::default(),
            backed_up: None,
            steps: 0,
            examined,
            claim,
        })
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn connect(path: &Path, mode: OpenFlags) -> Result<Connection, StoreError> {
    let flags = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| StoreError::at_open(&e, path))?;
    careful(&conn).map_err(|e| StoreError::at_open(&e, path))?;
    Ok(conn)
}

pub(super) fn connect_immutable(path: &Path) -> Result<Connection, StoreError> {
    let mut uri = String::from("file:");
    for byte in std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(*byte)),
            other => uri.extend(['%', hex(other >> 4), hex(other & 15)]),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = Connection::open_with_flags(&uri, flags).map_err(|e| StoreError::at_open(&e, path))?;
    careful(&conn).map_err(|e| StoreError::at_open(&e, path))?;
    Ok(conn)
}

fn hex(nibble: u8) -> char {
    char::from_digit(nibble.into(), 16).unwrap_or('0')
}

/// Settings that touch no file.
fn careful(conn: &Connection) -> rusqlite::Result<()> {
    // A second opener is told at once; waiting would only look like a hang.
    conn.busy_timeout(std::time::Duration::ZERO)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "temp_store", "memory")
}

/// Whose file it is, and of which version, as SQLite sees it (after rolling back an interrupted step).
fn identify(conn: &Connection, path: &Path, newest: i64) -> Result<i64, StoreError> {
    let at = |e: rusqlite::Error| StoreError::at_open(&e, path);
    let application: i64 = conn.pragma_query_value(None, "application_id", |r| r.get(0)).map_err(at)?;
    let version: i64 = conn.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(at)?;
    judge(path, application, version, newest)
}

/// Takes the file for this connection alone and sets how safely it writes.
fn own(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let set = || -> rusqlite::Result<()> {
        conn.pragma_update(None, "locking_mode", "exclusive")?;
        conn.pragma_update(None, "synchronous", "full")?;
        // In exclusive mode the lock of the first transaction stays.
        conn.execute_batch("BEGIN EXCLUSIVE; COMMIT;")
    };
    set().map_err(|e| in_folder(&e, path))
}

/// Makes the file the whole project again, if another tool gave it a log beside it. This may write, so it comes after
/// the examination.
fn one_file(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    conn.pragma_update(None, "journal_mode", "delete").map_err(|e| in_folder(&e, path))
}

/// Bytes of a file that is examined whole when it is opened. Of a larger one that is what holds it together, and the rest while it is open
/// ([`Store::examination`]): whoever opens 100,000 articles should not wait until all their texts have been read.
const AT_ONCE: i64 = 48 << 20;
/// What is examined of a large file when it is opened. The lists of pages and of work are read whole anyway, before anything is shown.
const FIRST: [&str; 5] = ["project_settings", "codebook_versions", "coders", "rounds", "journal"];

/// Whether the file was examined whole.
fn sound(conn: &Connection, path: &Path) -> Result<bool, StoreError> {
    let at = |e: rusqlite::Error| StoreError::at_open(&e, path);
    let pages: i64 = conn.query_row("PRAGMA page_count", [], |r| r.get(0)).map_err(at)?;
    let page_size: i64 = conn.query_row("PRAGMA page_size", [], |r| r.get(0)).map_err(at)?;
    let is_small = pages.saturating_mul(page_size) <= AT_ONCE;
    if is_small {
        whole(conn, path, "PRAGMA quick_check(1)")?;
    } else {
        FIRST.iter().try_for_each(|table| whole(conn, path, &format!("PRAGMA quick_check({table})")))?;
    }
    // A copy that was cut off between two pages can pass when the lost pages were free.
    let len = std::fs::metadata(path).map_or(i64::MAX, |m| i64::try_from(m.len()).unwrap_or(i64::MAX));
    if len < pages.saturating_mul(page_size) {
        let detail = format!("it should have {} bytes and has {len}", pages * page_size);
        return Err(StoreError::Damaged { path: path.to_path_buf(), detail });
    }
    Ok(is_small)
}

fn whole(conn: &Connection, path: &Path, check: &str) -> Result<(), StoreError> {
    let verdict: String = conn.query_row(check, [], |r| r.get(0)).map_err(|e| StoreError::at_open(&e, path))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(StoreError::Damaged { path: path.to_path_buf(), detail: one_line(&verdict) })
}

impl Store {
    /// What is still to be examined of a large file that was opened for work, to be done beside the window by another thread; `None` if
    /// all is examined. What it finds may come of a step that was made meanwhile: [`Store::examine`] then decides.
    pub fn examination(&self) -> Option<impl FnOnce() -> Result<(), StoreError> + Send + use<>> {
        let path = self.path.clone();
        (!self.examined && self.access != Access::Rescue).then_some(move || {
            // As a fixed picture of the file it asks for no lock; SQLite closes it only when the lock of this process is not needed any more.
            whole(&connect_immutable(&path)?, &path, "PRAGMA quick_check(1)")
        })
    }

    /// Examines the whole file as far as its opening has not, and waits for it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn examine(&mut self) -> Result<(), StoreError> {
        if !self.examined {
            whole(&self.conn, &self.path, "PRAGMA quick_check(1)")?;
            self.examined = true;
        }
        Ok(())
    }

    /// Whether the file is so large that what reads all of it is done beside the window.
    pub fn is_large(&self) -> bool {
        let pages: i64 = self.conn.pragma_query_value(None, "page_count", |r| r.get(0)).unwrap_or(0);
        pages > AT_ONCE / 4096
    }

    /// An [`Store::examination`] found nothing.
    pub fn is_examined(&mut self) {
        self.examined = true;
    }
}

/// What SQLite found, without the heading that it may put above it.
pub(super) fn one_line(verdict: &str) -> String {
    verdict.lines().filter(|line| !line.starts_with("***")).collect::<Vec<_>>().join("; ")
}

/// Tries a write that is taken back, so that a folder in which no step could be made safe is noticed before work begins.
fn writable(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let tried = conn.pragma_query_value(None, "user_version", |r| r.get::<_, i64>(0)).and_then(|version| {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let tried = conn.pragma_update(None, "user_version", version);
        if !conn.is_autocommit() {
            conn.execute_batch("ROLLBACK")?;
        }
        tried
    });
    match tried {
        Ok(()) => Ok(()),
        // A full disk does not stop anybody from reading; the first step that needs space will say so.
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::DiskFull) => Ok(()),
        Err(e) => Err(in_folder(&e, path)),
    }
}

fn in_folder(e: &rusqlite::Error, path: &Path) -> StoreError {
    match (e.sqlite_error_code(), e.sqlite_error().map(|f| f.extended_code)) {
        (Some(ErrorCode::CannotOpen), _) | (_, Some(rusqlite::ffi::SQLITE_READONLY_DIRECTORY)) => {
            StoreError::ReadOnlyFolder { path: path.to_path_buf(), folder: folder_of(path) }
        }
        _ => StoreError::at_open(e, path),
    }
}
