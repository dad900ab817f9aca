//! What the screen shows, and what it wishes.

use crate::model::Codebook;
use crate::project::{CodebookDraft, CodebookPlan, VersionInfo, default_codebook};
use std::path::PathBuf;
use std::sync::Arc;

/// What the screen shows.
#[derive(Debug)]
pub(crate) struct CodebookView {
    /// The version that new codings get.
    pub(crate) book: Arc<Codebook>,
    /// All versions, in the order in which they were published.
    pub(crate) versions: Vec<(VersionInfo, Arc<Codebook>)>,
    /// The draft of the next one.
    pub(crate) draft: Option<Arc<CodebookDraft>>,
    /// What publishing the draft would come to, or why it cannot be published; once it was asked for.
    pub(crate) plan: Option<Result<CodebookPlan, String>>,
    /// Whether who is at the window may change it, and the project is open for work.
    pub(crate) may_edit: bool,
    /// Whether coders have packages.
    pub(crate) packages_are_out: bool,
}

impl Default for CodebookView {
    fn default() -> Self {
        Self {
            book: default_codebook(),
            versions: Vec::new(),
            draft: None,
            plan: None,
            may_edit: false,
            packages_are_out: false,
        }
    }
}

impl CodebookView {
    /// Whether anything is coded: then codes are what answers are kept by.
    pub(super) fn has_codings(&self) -> bool {
        self.versions.iter().any(|(info, _)| info.codings > 0)
    }
}

/// What the screen wishes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodebookWish {
    /// To begin a draft.
    Begin,
    /// To know what publishing the draft would come to.
    Plan,
    /// To publish the draft; the flag says whether codings are carried over.
    Publish(bool),
    /// To take a codebook in a file over into the draft.
    Import(PathBuf),
    /// To write the draft, or the published version where there is none, into a file whose ending says the form.
    Export(PathBuf),
}
