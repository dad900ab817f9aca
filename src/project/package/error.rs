//! Why a package was not taken.

use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was taken from a package. The project holds what it held before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PackageError {
    /// Some other file.
    #[error("{} is no package of Mizan; nothing was taken from it", path.display())]
    NotAPackage {
        /// The file.
        path: PathBuf,
    },
    /// A file that ends too early.
    #[error("{} has {has} of {of} bytes: it was cut off, or is still being written; nothing was taken from it. Try again \
        once it is whole, or ask for it again", path.display())]
    CutOff {
        /// The file.
        path: PathBuf,
        /// Its bytes.
        has: u64,
        /// The bytes that it should have.
        of: u64,
    },
    /// The bytes are not those that were packed.
    #[error("{} was changed after it was packed, or damaged on its way; nothing was taken from it. Ask for it again",
        path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The signature is not that of the person from whom it says it comes.
    #[error("{} is not signed with the key of {name}; nothing was taken from it. Ask {name} whether it is theirs",
        path.display())]
    Forged {
        /// The file.
        path: PathBuf,
        /// Whose work it says it is.
        name: String,
    },
    /// A newer program wrote it.
    #[error("{} was packed by another version of Mizan ({version}); nothing was taken from it. Bring both to the same \
        version", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// The version that wrote it.
        version: String,
    },
    /// A package of another project.
    #[error("{} belongs to another project, \u{201c}{title}\u{201d}; nothing was taken from it", path.display())]
    OtherProject {
        /// The file.
        path: PathBuf,
        /// Name of that project.
        title: String,
    },
    /// A package for or from somebody else than the coder whose copy this is.
    #[error("{} is the package of {name}, and this is another coder's copy; nothing was taken from it", path.display())]
    OtherCoder {
        /// The file.
        path: PathBuf,
        /// Whose it is.
        name: String,
    },
    /// Nobody in this project has that identity.
    #[error("{} comes from {name}, for whom this project never made a package; nothing was taken from it. Merge it \
        where the package was made", path.display())]
    Stranger {
        /// The file.
        path: PathBuf,
        /// The name in the package.
        name: String,
    },
    /// A package on its way to a coder, brought to the project that it was made of.
    #[error("{} is the package that goes to {name}, and there is nothing in it that this project does not hold; nothing was \
        taken from it. Send it to {name}, and merge what comes back", path.display())]
    GoesOut {
        /// The file.
        path: PathBuf,
        /// Whose it is.
        name: String,
    },
    /// A coder's work, which cannot be opened but merged.
    #[error("{} is the work that {name} sends back, and nothing to code; open the project and merge it", path.display())]
    IsAnAnswer {
        /// The file.
        path: PathBuf,
        /// Whose work.
        name: String,
    },
    /// What is in it makes no sense.
    #[error("{} holds what no package holds ({detail}); nothing was taken from it", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The file where the copy should be made is another project.
    #[error("{} is there already and is not the copy that this package belongs to; it was left as it is. Open the \
        package from another folder", path.display())]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// In a copy, what belongs to who leads cannot be changed.
    #[error("this is a coder's copy: pages, people and assignments are changed by who leads; nothing was changed")]
    LeadsOnly,
    /// A copy packs the work of its own coder.
    #[error("this is the copy of another coder; nothing was packed")]
    NotThisCoder,
    /// No secret key to sign with.
    #[error("this file lacks the key to sign a package with; ask who leads for a new package")]
    NoKey,
}

impl PackageError {
    /// Whether it speaks of the open project and not of a package.
    pub const fn is_of_this_file(&self) -> bool {
        matches!(self, Self::LeadsOnly | Self::NotThisCoder | Self::NoKey)
    }
}
