//! Taking in what packages bring.

use super::envelope::{Content, Manifest, Sealed, Sender};
use super::error::PackageError;
use super::mailbox::taken;
use super::{PROJECT_KEY, copy_of, identity};
use crate::jobs::{Monitor, Results, Room, in_order};
use crate::model::{CoderId, Timestamp};
use crate::project::lifecycle::books_of;
use crate::project::protect::Passphrase;
use crate::project::{Project, ProjectError};
use crate::store::{Home, MergeCounts, Step, Store, StoreError, StoredKey, Tx};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Packages that are unpacked or wait to come in, and the bytes of their files.
const ROOM: Room = Room { items: 4, weight: 256 << 20 };

/// How packages are opened.
#[derive(Clone, Copy, Default)]
pub struct Opening<'a> {
    /// The words of those that a passphrase protects.
    pub passphrase: Option<&'a Passphrase>,
    /// Who watches, and may stop it. Packages are counted.
    pub monitor: Option<&'a Monitor>,
}

/// What became of packages, or what would become of them.
#[derive(Debug)]
pub struct MergeReport {
    /// One for each file, in the order given.
    pub packages: Vec<PackageReport>,
    /// Whether it was done, and not only looked at.
    pub done: bool,
}

/// What became of one package.
#[derive(Debug)]
pub struct PackageReport {
    /// Its file.
    pub path: PathBuf,
    /// What it says about itself, if it is a package.
    pub manifest: Option<Manifest>,
    /// Its rows by table.
    pub counts: BTreeMap<&'static str, MergeCounts>,
    /// Rows that wait, because what they belong to was taken away or is not there.
    pub waiting: usize,
    /// Whether a passphrase protects it.
    pub protected: bool,
    /// The BLAKE3 of the file; empty where it was not read.
    pub hash: String,
    /// Why nothing of it was taken.
    pub refused: Option<ProjectError>,
}

/// Sums over all tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct MergeSum {
    /// Rows that were not there.
    pub new: usize,
    /// Rows whose newer version was taken.
    pub changed: usize,
    /// Rows that are the same, or newer here.
    pub unchanged: usize,
}

impl PackageReport {
    fn of(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            manifest: None,
            counts: BTreeMap::new(),
            waiting: 0,
            protected: false,
            hash: String::new(),
            refused: None,
        }
    }

    /// Whose work it is, by the name in the package.
    pub fn name(&self) -> Option<&str> {
        self.manifest.as_ref().map(|m| m.name.as_str())
    }

    /// Whose work it is.
    pub fn coder(&self) -> Option<CoderId> {
        self.manifest.as_ref().map(|m| m.coder)
    }

    /// When it was packed, by the clock of that computer.
    pub fn made_at(&self) -> Option<Timestamp> {
        self.manifest.as_ref().map(|m| m.made_at)
    }

    /// Sums over all tables.
    pub fn sum(&self) -> MergeSum {
        let mut sum = MergeSum::default();
        for count in self.counts.values() {
            sum.new += count.new;
            sum.changed += count.changed;
            sum.unchanged += count.unchanged + count.older;
        }
        sum
    }

    /// Counts of a table.
    pub fn of_table(&self, table: &str) -> MergeCounts {
        self.counts.get(table).copied().unwrap_or_default()
    }
}

impl MergeReport {
    /// Packages that were refused.
    pub fn refused(&self) -> usize {
        self.packages.iter().filter(|p| p.refused.is_some()).count()
    }

    /// Whether any package brings something.
    pub fn brings_something(&self) -> bool {
        self.packages.iter().any(|p| p.sum().new + p.sum().changed > 0)
    }
}

/// Why the step ends: it failed, or it was only to be looked at.
enum Halt {
    Failed(ProjectError),
    Looked,
}

impl From<StoreError> for Halt {
    fn from(e: StoreError) -> Self {
        Self::Failed(e.into())
    }
}

impl Project {
    /// Takes in packages in one transaction: all that can be taken, and nothing of one that is refused. The same packages
    /// in another order, or again, give the same project.
    ///
    /// # Errors
    /// The project itself cannot be written; nothing is changed then. What is wrong with a package stands in the report.
    pub fn merge(&mut self, actor: Option<CoderId>, files: &[PathBuf]) -> Result<MergeReport, ProjectError> {
        self.merge_with(actor, files, Opening::default())
    }

    /// As [`Project::merge`], for packages that a passphrase protects, and for work that is watched and may be stopped.
    ///
    /// # Errors
    /// As for [`Project::merge`]; and it was stopped, which changes nothing.
    pub fn merge_with(
        &mut self,
        actor: Option<CoderId>,
        files: &[PathBuf],
        opening: Opening<'_>,
    ) -> Result<MergeReport, ProjectError> {
        let step = self.quiet_step(actor, "merge");
        let report = take_in(&mut self.store, &step, files, opening, true)?;
        (self.books, self.book) = books_of(&self.store)?;
        self.cache.take();
        Ok(report)
    }

    /// Says what [`Project::merge_with`] would do. It is done, counted, and taken back.
    ///
    /// # Errors
    /// As for [`Project::merge_with`].
    pub fn preview_merge(&mut self, files: &[PathBuf], opening: Opening<'_>) -> Result<MergeReport, ProjectError> {
        let step = self.quiet_step(None, "merge");
        take_in(&mut self.store, &step, files, opening, false)
    }
}

/// Takes in packages, or looks what that would do. They are read, checked and unpacked on all processors, and come in in the order given.
pub(super) fn take_in(
    store: &mut Store,
    step: &Step,
    files: &[PathBuf],
    opening: Opening<'_>,
    act: bool,
) -> Result<MergeReport, ProjectError> {
    let silent = Monitor::silent();
    let monitor = opening.monitor.unwrap_or(&silent);
    monitor.set_total(files.len() as u64);
    let mut reports = Vec::with_capacity(files.len());
    let gate = Gate::of(store)?;
    let weight = |path: &&PathBuf| std::fs::metadata(path).map_or(0, |m| m.len());
    let unpack = |path: &PathBuf, results: &Results<Arrived>| {
        let mut report = PackageReport::of(path);
        let content = unpack(&gate, path, opening.passphrase, &mut report);
        results.put(Arrived { report, content });
    };
    let written = store.write(step, |tx| {
        let mut halt = None;
        in_order(files.iter(), ROOM, weight, unpack, |arrived| {
            if let Err(stopped) = monitor.check() {
                halt = Some(Halt::Failed(stopped.into()));
                return ControlFlow::Break(());
            }
            let Some(Arrived { mut report, content }) = arrived else { return ControlFlow::Continue(()) };
            match content.and_then(|content| one(tx, &gate, content, &mut report)) {
                Ok(()) => {}
                Err(e) if e.stops_all() => {
                    halt = Some(Halt::Failed(e));
                    return ControlFlow::Break(());
                }
                Err(e) => report.refused = Some(e),
            }
            reports.push(report);
            monitor.advance(1);
            ControlFlow::Continue(())
        });
        match halt {
            Some(halt) => Err(halt),
            None if act => Ok(()),
            None => Err(Halt::Looked),
        }
    });
    match written {
        Err(Halt::Failed(e)) => Err(e),
        Ok(_) | Err(Halt::Looked) => Ok(MergeReport { packages: reports, done: act }),
    }
}

/// A package that was read, and what is to be said of it.
struct Arrived {
    report: PackageReport,
    content: Result<Content, ProjectError>,
}

/// Reads a package. What is in it is unpacked only if it may come in.
fn unpack(
    gate: &Gate,
    path: &Path,
    words: Option<&Passphrase>,
    report: &mut PackageReport,
) -> Result<Content, ProjectError> {
    let sealed = Sealed::read(path, words)?;
    report.manifest = Some(sealed.manifest.clone());
    report.protected = sealed.protected;
    report.hash.clone_from(&sealed.file);
    gate.admit(&sealed)?;
    Ok(sealed.content()?)
}

fn one(tx: &mut Tx<'_>, gate: &Gate, content: Content, report: &mut PackageReport) -> Result<(), ProjectError> {
    let Some(manifest) = &report.manifest else { return Ok(()) };
    let path = &report.path;
    let malformed = |e: StoreError| -> ProjectError {
        match e {
            StoreError::Refused(why) => PackageError::Malformed { path: path.clone(), detail: why.to_string() }.into(),
            StoreError::Span(_) | StoreError::Codebook(_) => {
                PackageError::Malformed { path: path.clone(), detail: e.to_string() }.into()
            }
            other => other.into(),
        }
    };
    let merged = tx
        .part(|tx| {
            let home = if gate.own.is_some() { Home::Copy } else { Home::Team };
            if home == Home::Copy && manifest.from == Sender::Lead {
                for text in &content.texts {
                    tx.put_travelling_text(text)?;
                }
                let public = |public: &str, secret| StoredKey { public: public.to_owned(), secret };
                tx.put_key(PROJECT_KEY, &public(&manifest.project_key, None))?;
                tx.put_key(&manifest.coder.to_string(), &public(&manifest.coder_key, content.secret.clone()))?;
            }
            tx.put_file_fact(&taken(&report.hash), &manifest.made_at.to_string())?;
            tx.merge(manifest.coder, content.rows, home)
        })
        .map_err(malformed)?;
    report.counts = merged.counts;
    report.waiting = merged.waiting;
    Ok(())
}

/// What the file knows of those from whom packages may come.
struct Gate {
    /// The coder whose copy it is.
    own: Option<CoderId>,
    /// What makes two files copies of one project; `None` in a new copy, which believes the package that it is made of.
    identity: Option<String>,
    coders: BTreeSet<CoderId>,
    /// Public keys by owner.
    keys: BTreeMap<String, String>,
}

impl Gate {
    fn of(store: &Store) -> Result<Self, ProjectError> {
        let own = copy_of(store)?;
        if store.last_step()? == 0 {
            return Ok(Self { own, identity: None, coders: BTreeSet::new(), keys: BTreeMap::new() });
        }
        let coders: BTreeSet<CoderId> = store.coders()?.iter().map(|c| c.id).collect();
        let mut keys = BTreeMap::new();
        for owner in coders.iter().map(ToString::to_string).chain([PROJECT_KEY.to_owned()]) {
            if let Some(key) = store.key(&owner)? {
                keys.insert(owner, key.public);
            }
        }
        Ok(Self { own, identity: Some(identity(store)?), coders, keys })
    }

    /// Whether a package may come into this file: it is of this project, of a coder whom the file knows by identity, and
    /// signed with the key that is kept here for its sender.
    fn admit(&self, sealed: &Sealed) -> Result<(), PackageError> {
        let manifest = &sealed.manifest;
        let path = || sealed.path.clone();
        let name = || manifest.name.clone();
        let Some(identity) = &self.identity else { return Ok(()) };
        if manifest.project != *identity {
            return Err(PackageError::OtherProject { path: path(), title: manifest.title.clone() });
        }
        if self.own.is_some_and(|own| own != manifest.coder) {
            return Err(PackageError::OtherCoder { path: path(), name: name() });
        }
        let owner = match manifest.from {
            Sender::Lead => PROJECT_KEY.to_owned(),
            Sender::Coder => manifest.coder.to_string(),
        };
        match self.keys.get(&owner).filter(|_| self.coders.contains(&manifest.coder)) {
            Some(key) if key == sealed.signer() => {
                let goes_out = self.own.is_none() && manifest.from == Sender::Lead;
                if goes_out { Err(PackageError::GoesOut { path: path(), name: name() }) } else { Ok(()) }
            }
            Some(_) => Err(sealed.forged()),
            None => Err(PackageError::Stranger { path: path(), name: name() }),
        }
    }
}
