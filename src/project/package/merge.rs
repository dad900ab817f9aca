//! Taking in what packages bring.

use super::envelope::{Manifest, Sealed, Sender};
use super::error::PackageError;
use super::{PROJECT_KEY, copy_of, identity};
use crate::model::{CoderId, Timestamp};
use crate::project::lifecycle::books_of;
use crate::project::read_file;
use crate::project::{Project, ProjectError};
use crate::store::{Home, MergeCounts, Step, Store, StoreError, StoredKey, Tx};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
        Self { path: path.to_path_buf(), manifest: None, counts: BTreeMap::new(), waiting: 0, refused: None }
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
        self.merge_or_look(actor, files, true)
    }

    /// Says what [`Project::merge`] would do. It is done, counted, and taken back.
    ///
    /// # Errors
    /// As for [`Project::merge`].
    pub fn preview_merge(&mut self, files: &[PathBuf]) -> Result<MergeReport, ProjectError> {
        self.merge_or_look(None, files, false)
    }

    fn merge_or_look(
        &mut self,
        actor: Option<CoderId>,
        files: &[PathBuf],
        act: bool,
    ) -> Result<MergeReport, ProjectError> {
        let step = self.quiet_step(actor, "merge");
        let report = take_in(&mut self.store, &step, files, act)?;
        if act {
            (self.books, self.book) = books_of(&self.store)?;
            self.cache.take();
        }
        Ok(report)
    }
}

/// Takes in packages, or looks what that would do.
pub(super) fn take_in(
    store: &mut Store,
    step: &Step,
    files: &[PathBuf],
    act: bool,
) -> Result<MergeReport, ProjectError> {
    let mut reports = Vec::with_capacity(files.len());
    let own = copy_of(store)?;
    let written = store.write(step, |tx| {
        for path in files {
            let mut report = PackageReport::of(path);
            match one(tx, own, path, &mut report) {
                Ok(()) => {}
                Err(e) if e.stops_all() => return Err(Halt::Failed(e)),
                Err(e) => report.refused = Some(e),
            }
            reports.push(report);
        }
        if act { Ok(()) } else { Err(Halt::Looked) }
    });
    match written {
        Err(Halt::Failed(e)) => Err(e),
        Ok(_) | Err(Halt::Looked) => Ok(MergeReport { packages: reports, done: act }),
    }
}

fn one(tx: &mut Tx<'_>, own: Option<CoderId>, path: &Path, report: &mut PackageReport) -> Result<(), ProjectError> {
    let sealed = Sealed::open(path, read_file(path)?)?;
    report.manifest = Some(sealed.manifest.clone());
    admit(tx.store(), own, &sealed)?;
    let content = sealed.content()?;
    let (manifest, malformed) = (&sealed.manifest, |e: StoreError| -> ProjectError {
        match e {
            StoreError::Refused(why) => {
                PackageError::Malformed { path: path.to_path_buf(), detail: why.to_string() }.into()
            }
            StoreError::Span(_) | StoreError::Codebook(_) => {
                PackageError::Malformed { path: path.to_path_buf(), detail: e.to_string() }.into()
            }
            other => other.into(),
        }
    });
    let merged = tx
        .part(|tx| {
            let home = if own.is_some() { Home::Copy } else { Home::Team };
            if home == Home::Copy && manifest.from == Sender::Lead {
                for text in &content.texts {
                    tx.put_travelling_text(text)?;
                }
                let public = |public: &str, secret| StoredKey { public: public.to_owned(), secret };
                tx.put_key(PROJECT_KEY, &public(&manifest.project_key, None))?;
                tx.put_key(&manifest.coder.to_string(), &public(&manifest.coder_key, content.secret.clone()))?;
            }
            tx.merge(manifest.coder, content.rows, home)
        })
        .map_err(malformed)?;
    report.counts = merged.counts;
    report.waiting = merged.waiting;
    Ok(())
}

/// Whether a package may come into this file: it is of this project, of a coder whom the file knows by identity, and
/// signed with the key that is kept here for its sender. A new copy believes the first package that it is made of.
fn admit(store: &Store, own: Option<CoderId>, sealed: &Sealed) -> Result<(), ProjectError> {
    let manifest = &sealed.manifest;
    let path = || sealed.path.clone();
    let name = || manifest.name.clone();
    if store.last_step()? == 0 {
        return Ok(());
    }
    if manifest.project != identity(store)? {
        return Err(PackageError::OtherProject { path: path(), title: manifest.title.clone() }.into());
    }
    if own.is_some_and(|own| own != manifest.coder) {
        return Err(PackageError::OtherCoder { path: path(), name: name() }.into());
    }
    let owner = match manifest.from {
        Sender::Lead => PROJECT_KEY.to_owned(),
        Sender::Coder => manifest.coder.to_string(),
    };
    let is_here = store.coders()?.iter().any(|c| c.id == manifest.coder);
    match store.key(&owner)? {
        Some(key) if is_here && key.public == sealed.signer() => {
            let goes_out = own.is_none() && manifest.from == Sender::Lead;
            if goes_out { Err(PackageError::GoesOut { path: path(), name: name() }.into()) } else { Ok(()) }
        }
        Some(_) if is_here => Err(sealed.forged().into()),
        _ => Err(PackageError::Stranger { path: path(), name: name() }.into()),
    }
}
