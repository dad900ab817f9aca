//! Opening a package: a project of its own for its coder.

use super::envelope::{Sealed, Sender};
use super::error::PackageError;
use super::merge::{Opening, take_in};
use super::pack::mark_copy;
use super::{copy_of, identity};
use crate::project::{Clock, MergeReport, Project, ProjectError};
use crate::store::{Step, Store};
use std::path::{Path, PathBuf};

/// The copy that a package was opened as.
#[derive(Debug)]
pub struct OpenedPackage {
    /// The coder's project.
    pub project: PathBuf,
    /// Whether it was made now; otherwise it was there and took in what is new.
    pub is_new: bool,
    /// What the package brought.
    pub report: MergeReport,
}

/// Opens a package for its coder: makes the project beside it (or at `target`), or brings the one that is there up to date.
///
/// # Errors
/// It is no package of somebody who leads, or a file of another project stands in its place; that file is left as it is.
pub fn open_package(
    package: &Path,
    target: Option<&Path>,
    opening: Opening<'_>,
) -> Result<OpenedPackage, ProjectError> {
    let sealed = Sealed::read(package, opening.passphrase)?;
    let manifest = &sealed.manifest;
    if manifest.from == Sender::Coder {
        let (path, name) = (package.to_path_buf(), manifest.name.clone());
        return Err(PackageError::IsAnAnswer { path, name }.into());
    }
    let project = target.map_or_else(|| package.with_extension("mizan"), Path::to_path_buf);
    let files = [package.to_path_buf()];
    if project.exists() {
        let mut there = Project::open(&project)?;
        let is_same = copy_of(&there.store)? == Some(manifest.coder) && identity(&there.store)? == manifest.project;
        if !is_same {
            return Err(PackageError::InTheWay { path: project }.into());
        }
        there.backup()?;
        let mut report = there.merge_with(Some(manifest.coder), &files, opening)?;
        refuse(&mut report)?;
        return Ok(OpenedPackage { project, is_new: false, report });
    }
    let mut store = Store::create(&project)?;
    let at = Clock::system().now();
    let step = Step { coder: None, action: "open_package".into(), undoable: false, at };
    let made = mark_copy(&mut store, &step, manifest.coder, sealed.protected)
        .and_then(|()| take_in(&mut store, &step, &files, opening, true))
        .and_then(|mut report| refuse(&mut report).map(|()| report));
    drop(store);
    match made {
        Ok(report) => Ok(OpenedPackage { project, is_new: true, report }),
        Err(error) => {
            // It was made a moment ago and holds nothing; left there it would be no project.
            std::fs::remove_file(&project).unwrap_or_default();
            Err(error)
        }
    }
}

/// A package that was refused is no copy.
fn refuse(report: &mut MergeReport) -> Result<(), ProjectError> {
    report.packages.iter_mut().find_map(|p| p.refused.take()).map_or(Ok(()), Err)
}
