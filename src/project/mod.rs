//! The use cases, shared by window and command line: commands, undo, views.
//!
//! [`Project::apply`] is the one door for change: one command, one transaction, one step of the journal, and an
//! [`Outcome`] that names what was touched. Everything else reads.
//!
//! Not here: how things are stored (room `store`), how they look (room `app`), what a format looks like (rooms `import`
//! and `export`), how a coefficient is computed (room `agreement`).

mod account;
mod adjudication;
mod agreement_choice;
mod agreement_data;
mod agreement_marks;
mod annotations;
mod apply;
mod audit;
mod begun;
mod bundle;
mod clock;
mod codebook;
mod columns;
mod command;
mod demo;
mod draft;
mod error;
mod export;
mod files;
mod frames;
mod handout;
mod import;
mod lifecycle;
mod lock;
mod package;
mod page_work;
mod place;
mod priors;
mod progress;
mod protect;
mod queries;
mod report;
mod rescue;
mod reuse;
mod search;
mod shown;
mod templates;
mod training;
mod undo;
mod view;

pub use account::{
    ArticleAccount, DisclaimerAccount, DocumentAccount, FileAccounts, WarningAccount, ZoneAccount, account_of_refusal,
};
pub use adjudication::{
    Against, AgainstQuestion, Asked, Bulk, Case, CaseFilter, CaseId, Cases, CauseCount, How, Judged, RuleToSharpen,
    Ruled, Ruling, SheetError, SheetLine, Standing, Take, Verdict, read_sheet, write_sheet,
};
pub use agreement_choice::{AgreementChoice, Facet, LeftOut, Offered};
pub use agreement_data::{AgreementData, AgreementReading};
pub use annotations::{AnnotationChoice, AnnotationLabels, AnnotationSum, LabelProposal, LabelsError, proposed_labels};
pub use audit::{AuditEntry, AuditFilter, AuditReading, audit_table};
pub use bundle::{BundleError, BundleOrder, Bundled, Difference, Verified, verify_bundle};
pub use clock::{Clock, Mint};
pub use codebook::{AnswerCounts, AnswerLine, CodebookPlan, VersionInfo};
pub use columns::columns_of;
pub use command::{Command, Outcome};
pub use demo::{write_demo, write_demo_watched};
pub use draft::CodebookDraft;
pub use error::{ProjectError, WhyUndecided};
pub use export::{ExportOrder, Exported, Exporting};
pub use files::{Done, OfFile, files_in, read_file, read_files};
pub use handout::{Handout, HandoutPlan, Overlap, Sample, Stratum};
pub use import::Imported;
pub use lifecycle::{check, default_codebook};
pub use lock::{LOCKED_EXTENSION, Locked, lock_project, unlock_project};
pub use package::{
    Mailbox, MailboxWatch, Manifest, MergeReport, MergeSum, OpenedPackage, Opening, PACKAGE_EXTENSION, PackageError,
    PackageReport, Packed, Sender, is_package, open_package,
};
pub use priors::PriorQuestion;
pub use progress::{Alarm, CoderProgress, OwnProgress, QuestionProgress, RoundProgress, Unfinished};
pub use protect::{Passphrase, ProtectError, Protected, SHORTEST_PASSPHRASE};
pub use report::{ReportChoice, ReportOrder, ReportReading, Reported, write_report};
pub use rescue::{Backup, backups, copy_backup};
pub use reuse::{
    ComparedParagraph, ComparedSide, Comparison, LEAST_SHARED, Reuse, ReuseArticle, ReusePair, ReuseReading,
};
pub use search::{Found, Highlight, SearchHit};
pub use templates::{TEMPLATES, Template};
pub use training::{Feedback, Reference, Training, TrainingState};
pub use view::{
    Beside, CoderInfo, CodingView, DOUBT, DocumentFinds, DocumentSummary, DocumentView, ProjectInfo, QueueItem,
};

// What is in an error of the store is said by whoever speaks to a person.
pub use crate::store::{BackupBeside, Finding, Refusal, StoreError, backup_folder};

use crate::model::{Codebook, CodebookVersionId, CoderId, CodingId, Document, DocumentId, Timestamp, WorkTimeId};
use crate::store::Store;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An open project.
#[derive(Debug)]
pub struct Project {
    store: Store,
    clock: Clock,
    mint: Mint,
    /// Versions of the codebook; they cannot change.
    books: BTreeMap<CodebookVersionId, Arc<Codebook>>,
    /// The version that new codings get.
    book: CodebookVersionId,
    /// The coder whose copy the file is; `None` for the project of the team.
    copy_of: Option<CoderId>,
    /// How annotations in imported files are taken in.
    annotations: AnnotationChoice,
    cache: RefCell<Cache>,
    /// Stretches of working time that may still grow.
    working: BTreeMap<(CodingId, Timestamp), WorkTimeId>,
}

/// What is kept between views, because reading it for each key that a coder presses would be felt.
#[derive(Debug, Default)]
struct Cache {
    documents: BTreeMap<DocumentId, Arc<Document>>,
    /// Names that a coder used, by question.
    names: Option<(CoderId, BTreeMap<String, BTreeSet<String>>)>,
    /// What the pages of each outlet have in common.
    frames: Option<frames::Frames>,
}
