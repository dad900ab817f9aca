//! Packages: one file with what one coder needs, and the way back.
//!
//! Who leads packs for a coder ([`Project::pack`]): the pages, the codebooks, the coder's assignments and own work, never
//! another coder's. The coder opens it ([`open_package`]) as a project of its own, codes offline, and packs it again: that
//! package holds the coder's work alone. Whoever leads merges what comes back ([`Project::merge`]), in any order and any
//! number of times.
//!
//! Not here: which version of a row holds (room `store`), what a passphrase does ([`super::protect`]).

mod copy;
mod envelope;
mod error;
mod keys;
mod mailbox;
mod merge;
mod pack;

pub use copy::{OpenedPackage, open_package};
pub use envelope::{Manifest, Sender, is_package};
pub use error::PackageError;
pub use mailbox::{Mailbox, MailboxWatch};
pub use merge::{MergeReport, MergeSum, Opening, PackageReport};
pub use pack::Packed;

use super::{Project, ProjectError};
use crate::model::CoderId;
use crate::store::Store;

/// The ending of a package's file name.
pub const PACKAGE_EXTENSION: &str = "mizanpack";

/// Project setting: what makes two files copies of one project.
pub(super) const IDENTITY: &str = "identity";
/// File fact: the coder whose copy the file is.
const COPY_OF: &str = "copy_of";
/// File fact: the package came with a passphrase, so the work goes back with one.
const PROTECTED: &str = "protected";
/// Owner of the project's own key.
const PROJECT_KEY: &str = "project";

/// What makes two files copies of one project. Files from before packages go by the codebook that they began with.
fn identity(store: &Store) -> Result<String, ProjectError> {
    if let Some(identity) = store.project_setting(IDENTITY)? {
        return Ok(identity);
    }
    let first = store.codebook_versions()?.into_iter().map(|v| v.id).min();
    first.map(|id| id.to_string()).ok_or(ProjectError::Lacks { what: "a codebook" })
}

/// The coder whose copy a file is; `None` for the project of the team.
pub(super) fn copy_of(store: &Store) -> Result<Option<CoderId>, ProjectError> {
    Ok(store.file_fact(COPY_OF)?.and_then(|id| id.parse().ok()))
}

impl Project {
    /// The coder whose copy this file is; `None` for the project of the team.
    pub const fn copy_of(&self) -> Option<CoderId> {
        self.copy_of
    }

    /// Whether this is a copy whose package a passphrase protected: the work is to go back with one.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn goes_back_protected(&self) -> Result<bool, ProjectError> {
        Ok(self.store.file_fact(PROTECTED)?.is_some())
    }

    /// Whether a package was ever made of this project: then coders may have work on computers of their own.
    pub(super) fn has_packages(&self) -> Result<bool, ProjectError> {
        Ok(self.store.key(PROJECT_KEY)?.is_some())
    }
}
