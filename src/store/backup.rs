//! Copies of a project, made by SQLite's own backup and each checked by opening it.

use super::migrate::APPLICATION_ID;
use super::{Store, StoreError};
use crate::model::Timestamp;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};

/// Pages copied at a time.
const PAGES: i32 = 1024;
/// Tables whose rows are counted in the original and in the copy.
const COUNTED: [&str; 6] = ["documents", "document_texts", "codings", "records", "answers", "journal_changes"];

/// What identifies the newest step of a file: number, time.
pub(super) type LastStep = Option<(i64, i64)>;

/// The folder beside a project where its rolling backups are kept: `<file name>.backups`.
pub fn backup_folder(project: &Path) -> PathBuf {
    let mut name = project.file_name().unwrap_or_default().to_os_string();
    name.push(".backups");
    project.with_file_name(name)
}

/// A copy that is to be made by another thread.
#[derive(Debug)]
pub struct BackupBeside {
    source: PathBuf,
    target: PathBuf,
    newest_step: LastStep,
    /// Steps that were made before.
    steps: u64,
}

impl Drop for BackupBeside {
    fn drop(&mut self) {
        // What nobody kept; a copy that was kept has another name.
        std::fs::remove_file(part_of(&self.target)).unwrap_or_default();
    }
}

impl BackupBeside {
    /// Makes the copy and examines it.
    ///
    /// # Errors
    /// As [`Store::backup_to`]; or a step was made meanwhile.
    pub fn make(&self) -> Result<(), StoreError> {
        proved(&super::open::connect_immutable(&self.source)?, &self.target).map(drop)
    }
}

impl Store {
    /// Writes a checked copy of the project. A file that is there already is never replaced.
    ///
    /// # Errors
    /// [`StoreError::Exists`], [`StoreError::Backup`], or [`StoreError::DiskFull`]; no half copy is left behind.
    pub fn backup_to(&self, path: impl AsRef<Path>) -> Result<(), StoreError> {
        copy(&self.conn, path.as_ref())
    }

    /// Adds a checked copy to the rolling set beside the project and keeps the newest `keep` (at least one). The copy's
    /// name carries the time. `None` if nothing was changed since the newest copy, so that idle hours push no copy out.
    pub fn backup_rolling(&mut self, at: Timestamp, keep: usize) -> Result<Option<PathBuf>, StoreError> {
        let Some((target, newest_step)) = self.next_backup(at)? else { return Ok(None) };
        copy(&self.conn, &target)?;
        self.kept(target, newest_step, keep).map(Some)
    }

    /// As [`Store::backup_rolling`], but the copying is left to another thread, because it takes seconds for a large file. Nothing is kept
    /// until [`Store::keep_backup`].
    pub fn backup_beside(&mut self, at: Timestamp) -> Result<Option<BackupBeside>, StoreError> {
        let (steps, source) = (self.steps, self.path.clone());
        Ok(self.next_backup(at)?.map(|(target, newest_step)| BackupBeside { source, target, newest_step, steps }))
    }

    /// Adds a copy that was made beside the window to the rolling set; `None` if a step was made meanwhile, of which the copy may hold a
    /// part: then it is deleted.
    pub fn keep_backup(&mut self, backup: &BackupBeside, keep: usize) -> Result<Option<PathBuf>, StoreError> {
        let target = backup.target.clone();
        if self.was_changed_since(backup) || target.exists() {
            return Ok(None);
        }
        let fail = |e: std::io::Error| StoreError::Backup { path: target.clone(), detail: e.to_string() };
        std::fs::rename(part_of(&target), &target).map_err(fail)?;
        self.kept(target, backup.newest_step, keep).map(Some)
    }

    /// Whether a step was made since a copy was begun.
    pub fn was_changed_since(&self, backup: &BackupBeside) -> bool {
        backup.steps != self.steps
    }

    /// Where the next rolling copy goes, and the newest step that it will hold; `None` if the newest copy holds that.
    fn next_backup(&mut self, at: Timestamp) -> Result<Option<(PathBuf, LastStep)>, StoreError> {
        let folder = backup_folder(&self.path);
        let newest_step = last_step(&self.conn)?;
        let have = rolling(&folder);
        let newest_copy = have.last().and_then(|p| if self.backed_up.is_some() { self.backed_up } else { peek(p) });
        if newest_copy == Some(newest_step) && !have.is_empty() {
            self.backed_up = Some(newest_step);
            return Ok(None);
        }
        let fail = |e: std::io::Error| StoreError::Backup { path: folder.clone(), detail: e.to_string() };
        make_folder(&folder).map_err(fail)?;
        let stamp = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().strftime("%Y-%m-%dT%H-%M-%S-%3fZ");
        let target = (0..100)
            .map(|n| folder.join(if n == 0 { format!("{stamp}.mizan") } else { format!("{stamp}_{n:02}.mizan") }))
            .find(|p| !p.exists())
            .unwrap_or_else(|| folder.join("backup.mizan"));
        Ok(Some((target, newest_step)))
    }

    /// Notes a copy that is there, and deletes the oldest ones.
    fn kept(&mut self, target: PathBuf, newest_step: LastStep, keep: usize) -> Result<PathBuf, StoreError> {
        let folder = backup_folder(&self.path);
        let fail = |e: std::io::Error| StoreError::Backup { path: folder.clone(), detail: e.to_string() };
        self.backed_up = Some(newest_step);
        let mut all = rolling(&folder);
        let surplus = all.len().saturating_sub(keep.max(1));
        for old in all.drain(..surplus) {
            // The copy just made is never among them, also when the clock was set back.
            if old != target {
                std::fs::remove_file(&old).map_err(fail)?;
            }
        }
        Ok(target)
    }

    /// The rolling backups beside the project, oldest first.
    pub fn backups(&self) -> Vec<PathBuf> {
        backups_beside(&self.path)
    }
}

/// Makes the folder of the backups, but not the project's own: one that was moved away is not to stand there again.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    match std::fs::create_dir(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// The rolling backups beside a project, oldest first; the project itself need not be readable.
pub fn backups_beside(project: &Path) -> Vec<PathBuf> {
    rolling(&backup_folder(project))
}

/// When a rolling backup was made, as its name says.
pub fn backup_time(backup: &Path) -> Option<Timestamp> {
    let name = backup.file_stem()?.to_str()?;
    let stamp = name.split('_').next()?.strip_suffix('Z')?;
    let (day, time) = stamp.split_once('T')?;
    let [hour, minute, second, milli] = time.split('-').collect::<Vec<_>>().try_into().ok()?;
    let at: jiff::Timestamp = format!("{day}T{hour}:{minute}:{second}.{milli}Z").parse().ok()?;
    Some(Timestamp(at.as_millisecond()))
}

/// Rolling copies in a folder, oldest first; their names begin with the year.
fn rolling(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut out: Vec<_> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "mizan"))
        .filter(|p| p.file_name().is_some_and(|n| n.as_encoded_bytes().first().is_some_and(u8::is_ascii_digit)))
        .collect();
    out.sort();
    out
}

fn last_step(conn: &Connection) -> Result<LastStep, StoreError> {
    let sql = "SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1";
    Ok(conn.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
}

/// The newest step of a copy, if it can be read.
fn peek(path: &Path) -> Option<LastStep> {
    last_step(&Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?).ok()
}

/// A copy of a file of an older version, made before it is changed.
pub(super) fn before_migration(conn: &Connection, path: &Path, version: i64) -> Result<PathBuf, StoreError> {
    let folder = backup_folder(path);
    make_folder(&folder).map_err(|e| StoreError::Backup { path: folder.clone(), detail: e.to_string() })?;
    let target = (1..10_000)
        .map(|n| folder.join(format!("before-migration-v{version}-{n}.mizan")))
        .find(|p| !p.exists())
        .unwrap_or_else(|| folder.join("before-migration.mizan"));
    copy(conn, &target)?;
    Ok(target)
}

fn copy(source: &Connection, target: &Path) -> Result<(), StoreError> {
    if target.exists() {
        return Err(StoreError::Exists { path: target.to_path_buf() });
    }
    let part = proved(source, target)?;
    std::fs::rename(&part, target).map_err(|e| {
        std::fs::remove_file(&part).unwrap_or_default();
        StoreError::Backup { path: target.to_path_buf(), detail: e.to_string() }
    })
}

/// The name of a copy until it has proved itself, so that whatever bears the name of a backup is one.
fn part_of(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    target.with_file_name(name)
}

/// Copies under another name and examines the copy; that name.
fn proved(source: &Connection, target: &Path) -> Result<PathBuf, StoreError> {
    let part = part_of(target);
    let done = copy_and_check(source, &part).map_err(|e| match StoreError::from(e) {
        StoreError::DiskFull => StoreError::DiskFull,
        other => StoreError::Backup { path: target.to_path_buf(), detail: innermost(&other) },
    });
    let done = done.and_then(|verdict| match verdict {
        None => Ok(part.clone()),
        Some(detail) => Err(StoreError::Backup { path: target.to_path_buf(), detail }),
    });
    if done.is_err() {
        std::fs::remove_file(&part).unwrap_or_default();
    }
    done
}

fn innermost(e: &StoreError) -> String {
    match e {
        StoreError::Sqlite(e) => e.to_string(),
        StoreError::DamagedPart { detail } => detail.clone(),
        other => other.to_string(),
    }
}

/// Copies, then opens the copy anew. The problem with it, if there is one.
fn copy_and_check(source: &Connection, part: &Path) -> rusqlite::Result<Option<String>> {
    if part.exists() {
        std::fs::remove_file(part).unwrap_or_default();
    }
    {
        let mut copy = Connection::open(part)?;
        copy.pragma_update(None, "synchronous", "full")?;
        Backup::new(source, &mut copy)?.run_to_completion(PAGES, std::time::Duration::ZERO, None)?;
    }
    let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let application: i64 = copy.pragma_query_value(None, "application_id", |r| r.get(0))?;
    if application != APPLICATION_ID {
        return Ok(Some("the copy does not bear Mizan's mark".into()));
    }
    let verdict: String = copy.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
    if verdict != "ok" {
        return Ok(Some(super::open::one_line(&verdict)));
    }
    for table in COUNTED {
        let sql = format!("SELECT count(*) FROM {table}");
        let count = |c: &Connection| c.query_row(&sql, [], |r| r.get::<_, i64>(0));
        if count(source)? != count(&copy)? {
            return Ok(Some(format!("the copy lacks rows of {table}")));
        }
    }
    Ok(None)
}
