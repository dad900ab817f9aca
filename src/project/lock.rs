//! A project that is put away: one file that only those can read who know its passphrase.
//!
//! While somebody works, the project lies readable on the disk, because "saved" means that it is in that one file. Whoever carries it or
//! leaves it on a shared drive locks it, and goes on from the locked file by unlocking it.

use super::protect::{Passphrase, ProtectError, Protected, protect, reveal};
use super::{Project, ProjectError};
use crate::store::{backup_folder, is_open_here};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The ending of a locked project's file name.
pub const LOCKED_EXTENSION: &str = "mizanlock";

/// A project that was locked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Locked {
    /// The locked file.
    pub path: PathBuf,
    /// The readable project and its backups, which are no longer there; empty if they were to be kept.
    pub removed: Vec<PathBuf>,
}

/// Locks a project: writes it to `target` so that the passphrase is needed to read it, proves that this can be read again, and only then
/// removes the readable project and its backups, unless they are to be kept. An older locked file in that place is replaced.
///
/// What is removed is taken out of its folder; disks may keep what stood on them until they write over it.
///
/// # Errors
/// It is no sound project, somebody has it open, or the disk refuses. The project stays as it was then.
pub fn lock_project(project: &Path, target: &Path, words: &Passphrase, keep: bool) -> Result<Locked, ProjectError> {
    // Sound, whole after an interrupted step, and nobody else's at the moment.
    drop(Project::open(project)?);
    let disk = |path: &Path| {
        let path = path.to_path_buf();
        move |reason| ProtectError::Disk { path, reason }
    };
    let mut from = File::open(project).map_err(disk(project))?;
    let mut part = part_beside(target).map_err(disk(target))?;
    let mut hash = blake3::Hasher::new();
    let mut read = Tee { from: &mut from, hash: &mut hash };
    protect(Protected::Project, &mut read, part.as_file_mut(), words).map_err(disk(target))?;
    part.as_file().sync_all().map_err(disk(target))?;
    let mut again = blake3::Hasher::new();
    reveal(target, part.as_file_mut(), &mut again, Some(words))?;
    if again.finalize() != hash.finalize() {
        return Err(ProtectError::Damaged { path: target.to_path_buf() }.into());
    }
    part.persist(target).map_err(|e| disk(target)(e.error))?;
    let mut removed = Vec::new();
    if !keep {
        let backups = backup_folder(project);
        fs::remove_file(project).map_err(disk(project))?;
        removed.push(project.to_path_buf());
        if backups.is_dir() {
            fs::remove_dir_all(&backups).map_err(disk(&backups))?;
            removed.push(backups);
        }
    }
    Ok(Locked { path: target.to_path_buf(), removed })
}

/// Unlocks a project into a new file; the locked one stays.
///
/// # Errors
/// The passphrase is missing or wrong, the file is damaged, what is in it is no project, or `target` is there already; then nothing is
/// written.
pub fn unlock_project(locked: &Path, target: &Path, words: Option<&Passphrase>) -> Result<(), ProjectError> {
    let disk = |path: &Path| {
        let path = path.to_path_buf();
        move |reason| ProtectError::Disk { path, reason }
    };
    let taken = || ProtectError::InTheWay { path: target.to_path_buf() };
    if is_open_here(target) || target.exists() {
        return Err(taken().into());
    }
    let mut from = File::open(locked).map_err(disk(locked))?;
    let mut part = part_beside(target).map_err(disk(target))?;
    reveal(locked, &mut from, part.as_file_mut(), words)?;
    part.as_file().sync_all().map_err(disk(target))?;
    part.persist_noclobber(target).map_err(|e| match e.error.kind() {
        io::ErrorKind::AlreadyExists => taken(),
        _ => disk(target)(e.error),
    })?;
    match Project::open(target) {
        Ok(_) => Ok(()),
        Err(error) if error.is_damage() => Ok(()),
        Err(error) => {
            // It was written a moment ago from the locked file, which is still there.
            fs::remove_file(target).unwrap_or_default();
            Err(error)
        }
    }
}

/// A file beside the one that it is to become. It goes with the program, also where something fails.
fn part_beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".mizan-").suffix(".part").tempfile_in(folder)
}

/// Hashes what is read.
struct Tee<'a> {
    from: &'a mut File,
    hash: &'a mut blake3::Hasher,
}

impl io::Read for Tee<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.hash.write_all(into.get(..n).unwrap_or_default())?;
        Ok(n)
    }
}
