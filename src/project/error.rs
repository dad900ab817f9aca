//! Why a use case was refused or failed: one sentence each, for a person.

use super::bundle::BundleError;
use super::package::PackageError;
use super::protect::ProtectError;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::jobs::Cancelled;
use crate::model::{CodebookError, FateError, Missing, SpanError};
use crate::store::{Refusal, StoreError};
use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was changed. In every case the project holds what it held before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file to be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// An export.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A package.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A replication bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// A passphrase, or a file that one protects.
    #[error(transparent)]
    Protect(#[from] ProtectError),
    /// A report could not be made.
    #[error(transparent)]
    Report(#[from] crate::report::ReportError),
    /// Long work was stopped on request.
    #[error(transparent)]
    Stopped(#[from] Cancelled),
    /// A file that the system does not give.
    #[error("{} cannot be read; it was left out: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The open project among the files that are to be imported.
    #[error("{} is the open project itself, not a page; it was left out", path.display())]
    OwnFile {
        /// The file.
        path: PathBuf,
    },
    /// Something that a command speaks of is not there.
    #[error("there is no such {what} in the project any more; nothing was changed")]
    Gone {
        /// What kind of thing, such as `record`.
        what: &'static str,
    },
    /// A code that the codebook does not define.
    #[error("the codebook has no {what} \u{201c}{code}\u{201d}; nothing was changed")]
    NotInCodebook {
        /// What kind of thing, such as `variable`.
        what: &'static str,
        /// The code.
        code: String,
    },
    /// An answer that its question does not allow.
    #[error("{problem} for the question {variable}; the answer was not saved and the old one stands")]
    WrongAnswer {
        /// Code of the question.
        variable: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Only a person can do this.
    #[error("nobody is chosen as coder; choose who is working, then repeat this")]
    NobodyChosen,
    /// The work of another coder.
    #[error("this is the work of another coder; nothing was changed")]
    NotYours,
    /// A coding that its coder declared done.
    #[error("this article is done; open it again to change its codes")]
    Done,
    /// Answers are missing.
    #[error("{} still missing; give a reason to be done all the same", count(missing.len()))]
    Incomplete {
        /// What is missing, in the order of the codebook.
        missing: Vec<Missing>,
    },
    /// A selection of nothing but spaces, or outside the text.
    #[error("the selection holds no words of the article; nothing was coded")]
    NoWords,
    /// A record that the codebook wants to stand there.
    #[error("the codebook asks for this record in every article; it cannot be taken away or doubled")]
    MustStay,
    /// A record would hang under one that hangs under it, or under one of another kind.
    #[error("this record cannot hang under that one; nothing was changed")]
    CannotHang,
    /// A link would lead to a record of another kind, or to one that the codebook rules out for it.
    #[error("the codebook does not allow a link to this record; nothing was changed")]
    CannotLink,
    /// Somebody has coded the article.
    #[error("somebody has coded this article already, so its borders stay as they are")]
    AlreadyCoded,
    /// Blocks that cannot be an article.
    #[error("an article cannot be made of these lines: {problem}")]
    WrongBorders {
        /// Why.
        problem: &'static str,
    },
    /// A draw that cannot be made.
    #[error("{problem}; nothing was handed out")]
    WrongDraw {
        /// Why.
        problem: &'static str,
    },
    /// A training that cannot be.
    #[error("{problem}; nothing was changed")]
    WrongTraining {
        /// Why.
        problem: &'static str,
    },
    /// A coding of a training round whose coder has seen the reference.
    #[error("the reference of this article was shown, so its codes stay as they are; go on with the next article")]
    ReferenceSeen,
    /// A name without a letter.
    #[error("a name is needed")]
    NoName,
    /// A name that another person has.
    #[error("there is already a coder called {0}; choose another name")]
    NameTaken(String),
    /// A name that another round has.
    #[error("there is already a round called {0}; choose another name")]
    RoundTaken(String),
    /// What undo or redo would change was changed again since.
    #[error("\u{201c}{0}\u{201d} cannot be undone or redone: what it changed was changed again since")]
    Conflict(String),
    /// A setting of the project that cannot be read.
    #[error("the project lacks {what}; \u{201c}mizan check\u{201d} says more")]
    Lacks {
        /// What.
        what: &'static str,
    },
    /// A file that is no sound codebook.
    #[error("{0}; nothing was published")]
    Codebook(#[from] CodebookError),
    /// Another codebook for codings that are there.
    #[error(
        "this is the codebook \u{201c}{next}\u{201d}, and the project is coded under \u{201c}{now}\u{201d}; begin a project of its own for it"
    )]
    OtherCodebook {
        /// Name of the project's codebook.
        now: String,
        /// Name of the other one.
        next: String,
    },
    /// A version that is published already.
    #[error("the version {0} is published already and cannot change; give the new one another version")]
    VersionPublished(String),
    /// A table that says what becomes of answers does not fit the two versions.
    #[error("the table of answers does not fit: {0}; nothing was published")]
    AnswerTable(#[from] FateError),
    /// Codings cannot be carried over while coders code copies of them.
    #[error(
        "packages of this project are with coders, and what they code meanwhile is under the older version; nothing was published. Publish without carrying codings over: they stay under their version"
    )]
    PackagesAreOut,
    /// A case that cannot be decided so.
    #[error("{0}; nothing was decided")]
    Undecided(#[from] WhyUndecided),
    /// The demo's own files contradict each other.
    #[error("the demo could not be written: {0}")]
    Demo(String),
}

/// Why a case cannot be decided so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum WhyUndecided {
    /// No value is held by more than half of the coders.
    #[error("no value is held by more than half of the coders")]
    NoMajority,
    /// The coder has judged nothing there.
    #[error("this coder has judged nothing in this case")]
    NothingThere,
    /// What was decided before it rules it out.
    #[error("what was decided before rules this question out")]
    RuledOut,
    /// First it must be decided whether there is such a record at all.
    #[error("first decide whether there is such a record at all")]
    Waits,
    /// A value of another kind than the question asks for.
    #[error("this is no value for this question")]
    OtherKind,
    /// The article was adjudicated under another version of the codebook.
    #[error("this article was adjudicated under another version of the codebook")]
    OtherVersion,
}

/// A row of a table in a word for a person.
fn thing(table: &str) -> &'static str {
    match table {
        "articles" => "article",
        "coders" => "coder",
        "rounds" => "round",
        "documents" => "document",
        "codings" => "coding",
        "records" => "record",
        "proposals" => "suggestion",
        _ => "entry",
    }
}

fn count(n: usize) -> String {
    if n == 1 { "one answer is".into() } else { format!("{n} answers are") }
}

impl From<SpanError> for ProjectError {
    fn from(_: SpanError) -> Self {
        Self::NoWords
    }
}

impl ProjectError {
    /// Whether the project is sound and only may not be written: then it can still be opened for reading.
    pub const fn allows_reading(&self) -> bool {
        matches!(self, Self::Store(StoreError::ReadOnlyFile { .. } | StoreError::ReadOnlyFolder { .. }))
    }

    /// Whether the project's file is not where it was opened.
    pub const fn is_moved(&self) -> bool {
        matches!(self, Self::Store(StoreError::Moved { .. } | StoreError::Replaced { .. }))
    }

    /// Whether the next step would be refused as well, so that long work ends here.
    pub const fn stops_all(&self) -> bool {
        self.is_moved() || matches!(self, Self::Store(StoreError::DiskFull | StoreError::LockedNow))
    }

    /// Whether the project is damaged: then what is left of it can be looked at, and a backup can take its place.
    pub const fn is_damage(&self) -> bool {
        use StoreError as S;
        matches!(
            self,
            Self::Store(S::Damaged { .. } | S::DamagedPart { .. } | S::DamagedRow { .. }) | Self::Lacks { .. }
        )
    }

    /// Whether there is not even a beginning of a project in the file: if backups lie beside it, it was one.
    pub const fn is_no_project(&self) -> bool {
        matches!(self, Self::Store(StoreError::Empty { .. } | StoreError::NotAProject { .. }))
    }

    /// The clearer sentence where the store's speaks of tables.
    pub(super) fn clearer(self) -> Self {
        match self {
            Self::Store(StoreError::Refused(Refusal::NameTaken(name))) => Self::NameTaken(name),
            Self::Store(StoreError::Refused(Refusal::Circle(_))) => Self::CannotHang,
            Self::Store(StoreError::Refused(Refusal::NoSuch { parent, .. })) => Self::Gone { what: thing(parent) },
            Self::Store(StoreError::Conflict { action, .. }) => Self::Conflict(action),
            other => other,
        }
    }
}
