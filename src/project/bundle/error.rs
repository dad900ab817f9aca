//! Why a file is no replication bundle that can be verified: one sentence each.

use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was bundled or verified.
#[derive(Debug, Error)]
pub enum BundleError {
    /// A file is there.
    #[error("{} is there already; nothing was written", path.display())]
    AlreadyThere {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be written, or what is gathered for it.
    #[error("{} could not be written: {reason}; nothing was bundled", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// The file cannot be read.
    #[error("{} cannot be read: {reason}; nothing was verified", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// It is something else.
    #[error("{} is no replication bundle of Mizan; nothing was verified", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// It was cut off, or changed so that it cannot be opened.
    #[error("{} is damaged or was cut off ({detail}); fetch it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// A newer program made it.
    #[error("{} was made by a newer Mizan; verify it with that one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
}
