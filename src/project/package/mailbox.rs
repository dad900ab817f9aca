//! The mailbox: a folder that several computers share (a university drive, a synchronised folder), in which packages come and go.
//!
//! Whoever watches it sees which packages are new. A file that is not whole is left alone: it may still be on its way.

use super::envelope::{Sealed, Sender};
use super::error::PackageError;
use super::{PACKAGE_EXTENSION, copy_of, identity};
use crate::model::CoderId;
use crate::project::files::read_up_to;
use crate::project::protect::{ProtectError, Protected, reveal};
use crate::project::{Packed, Project, ProjectError};
use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// File fact: the folder.
const MAILBOX: &str = "mailbox";
/// File facts: packages that came in, by the BLAKE3 of their files.
const TAKEN: &str = "taken:";

/// What lies in a mailbox.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mailbox {
    /// Packages that this project has not taken in, in the order of their names.
    pub new: Vec<PathBuf>,
    /// How many it has taken in.
    pub taken: usize,
    /// Files that are not whole: still on their way, or damaged.
    pub not_whole: Vec<PathBuf>,
    /// How many are not for this file: of other projects, or on their way to somebody.
    pub others: usize,
}

/// What a file in a mailbox is.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Letter {
    NotWhole,
    NoPackage,
    Package { hash: String, from: Sender, of: Option<(String, CoderId)> },
}

/// Looks into a mailbox again and again; what was read once and has not changed is not read again. Needs no project, so it can look while
/// somebody works in that.
#[derive(Clone, Debug)]
pub struct MailboxWatch {
    folder: PathBuf,
    project: String,
    own: Option<CoderId>,
    taken: BTreeSet<String>,
    seen: HashMap<PathBuf, (u64, Option<SystemTime>, Letter)>,
}

impl MailboxWatch {
    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The same, with what another one has read already.
    #[must_use]
    pub fn knowing(self, other: Self) -> Self {
        Self { seen: other.seen, ..self }
    }

    /// What lies there now.
    ///
    /// # Errors
    /// The folder cannot be read: the drive is not there, or it was removed.
    pub fn look(&mut self) -> std::io::Result<Mailbox> {
        let is_package = |p: &Path| p.extension().is_some_and(|e| e.eq_ignore_ascii_case(PACKAGE_EXTENSION));
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if is_package(&path) && !hidden {
                files.push(path);
            }
        }
        files.sort();
        let mut found = Mailbox::default();
        let mut seen = HashMap::new();
        for path in files {
            let facts = std::fs::metadata(&path).map(|m| (m.len(), m.modified().ok())).unwrap_or_default();
            let known =
                self.seen.remove(&path).filter(|(len, at, _)| (*len, *at) == facts).map(|(_, _, letter)| letter);
            let letter = known.unwrap_or_else(|| Letter::at(&path));
            match &letter {
                Letter::NotWhole => found.not_whole.push(path.clone()),
                Letter::NoPackage => {}
                Letter::Package { hash, .. } if self.taken.contains(hash) => found.taken += 1,
                Letter::Package { from, of, .. } if self.is_for_us(*from, of.as_ref()) => found.new.push(path.clone()),
                Letter::Package { .. } => found.others += 1,
            }
            seen.insert(path, (facts.0, facts.1, letter));
        }
        self.seen = seen;
        Ok(found)
    }

    /// Whether a package is for this file. A protected one does not say of which project it is, or whose.
    fn is_for_us(&self, from: Sender, of: Option<&(String, CoderId)>) -> bool {
        let (Some((project, coder)), right) = (of, (from == Sender::Lead) == self.own.is_some()) else {
            return (from == Sender::Lead) == self.own.is_some();
        };
        right && *project == self.project && self.own.is_none_or(|own| own == *coder)
    }
}

impl Letter {
    fn at(path: &Path) -> Self {
        // Somebody may be writing it.
        let Ok(bytes) = read_up_to(path, u64::MAX - 1) else { return Self::NotWhole };
        let hash = blake3::hash(&bytes).to_hex().to_string();
        if let Some(kind) = Protected::of(&bytes) {
            let from = match kind {
                Protected::Project => return Self::NoPackage,
                Protected::Package => Sender::Lead,
                Protected::Answer => Sender::Coder,
            };
            return match reveal(path, &mut Cursor::new(bytes), &mut std::io::sink(), None) {
                // All that it lacks are the words.
                Err(ProtectError::Needed { .. }) => Self::Package { hash, from, of: None },
                _ => Self::NotWhole,
            };
        }
        if Protected::may_begin(&bytes) {
            return Self::NotWhole;
        }
        match Sealed::open(path, bytes) {
            Ok(Sealed { manifest, .. }) => {
                Self::Package { hash, from: manifest.from, of: Some((manifest.project, manifest.coder)) }
            }
            Err(PackageError::CutOff { .. } | PackageError::Damaged { .. }) => Self::NotWhole,
            Err(_) => Self::NoPackage,
        }
    }
}

/// The fact that a package came in.
pub(super) fn taken(hash: &str) -> String {
    format!("{TAKEN}{hash}")
}

impl Project {
    /// The folder that is watched, if there is one.
    pub fn mailbox(&self) -> Result<Option<PathBuf>, ProjectError> {
        Ok(self.store.file_fact(MAILBOX)?.filter(|folder| !folder.is_empty()).map(PathBuf::from))
    }

    /// Watches a folder, or none. Neither undone nor merged: other computers have the folder elsewhere.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn set_mailbox(&mut self, folder: Option<&Path>) -> Result<(), ProjectError> {
        let folder = match folder {
            Some(folder) => {
                let unreadable = |reason| ProjectError::Unreadable { path: folder.to_path_buf(), reason };
                std::fs::read_dir(folder).map_err(unreadable)?;
                std::path::absolute(folder).map_err(unreadable)?.display().to_string()
            }
            None => String::new(),
        };
        let step = self.quiet_step(None, "set_mailbox");
        self.store.write(&step, |tx| tx.put_file_fact(MAILBOX, &folder).map_err(ProjectError::from))?;
        Ok(())
    }

    /// Who looks into the mailbox, if there is one; it knows what came in until now.
    pub fn watch_mailbox(&self) -> Result<Option<MailboxWatch>, ProjectError> {
        let Some(folder) = self.mailbox()? else { return Ok(None) };
        let taken = self.store.file_facts_named(TAKEN)?.into_iter();
        Ok(Some(MailboxWatch {
            folder,
            project: identity(&self.store)?,
            own: copy_of(&self.store)?,
            taken: taken.filter_map(|key| key.strip_prefix(TAKEN).map(str::to_owned)).collect(),
            seen: HashMap::new(),
        }))
    }

    /// Where a package is written if nobody says otherwise: into the mailbox, or beside the project.
    pub fn place_of(&self, packed: &Packed) -> Result<PathBuf, ProjectError> {
        let name = packed.file_name();
        Ok(self.mailbox()?.map_or_else(|| self.path().with_file_name(&name), |folder| folder.join(&name)))
    }
}
