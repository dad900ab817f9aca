//! Exports: the project as a source, the disk as a target, one use case for window and command line.

mod folder;
pub(super) mod names;
mod source;

pub use source::Exporting;

use super::{Project, ProjectError};
use crate::export::{ExportChoice, ExportError, ExportTarget, Format};
use crate::jobs::{Cancelled, Monitor};
pub(super) use folder::Folder;
use std::path::PathBuf;

/// What is to be exported, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportOrder {
    /// Name of the format.
    pub format: String,
    /// The folder, which is made if need be; or a file, for a format that is one.
    pub to: PathBuf,
    /// Whether files that are there are replaced.
    pub force: bool,
    /// What is left out.
    pub choice: ExportChoice,
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// The files, where they are now.
    pub files: Vec<PathBuf>,
    /// What could not be read of a damaged project, one sentence each.
    pub lost: Vec<String>,
}

impl Project {
    /// Exports into a folder. Until all is written nothing stands there, and nothing if somebody stops it.
    ///
    /// # Errors
    /// There is no such format, something cannot be read or written, a file is there already, or it was stopped.
    pub fn export(&self, order: &ExportOrder, monitor: &Monitor) -> Result<Exported, ProjectError> {
        let format = Format::named(&order.format)?;
        let mut folder = Folder::at(&order.to, format.file, order.force, monitor)?;
        let lost = self.export_to(format, order.choice, &mut folder, monitor)?;
        Ok(Exported { files: folder.commit()?, lost })
    }

    /// Exports to any target; what could not be read of a damaged project comes back.
    ///
    /// # Errors
    /// As [`Project::export`].
    pub fn export_to(
        &self,
        format: &Format,
        choice: ExportChoice,
        target: &mut dyn ExportTarget,
        monitor: &Monitor,
    ) -> Result<Vec<String>, ProjectError> {
        let mut source = self.exporting(choice, monitor)?;
        match format.export(&mut source, target) {
            Ok(()) => Ok(crate::export::ExportSource::lost(&source)),
            Err(ExportError::Stopped) => Err(source.trouble().unwrap_or(ProjectError::Stopped(Cancelled))),
            Err(error) => Err(error.into()),
        }
    }
}
