//! What an export reads: a head, and then page after page, so that a project of any size is never held whole.

use crate::export::ExportError;
use crate::model::{
    Answer, Article, Assignment, Codebook, CodebookVersionId, Coder, Coding, Decision, Document, Flag, Memo, PriorItem,
    Record, Round, Timestamp, Zone,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is left out of an export, over all formats alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ExportChoice {
    /// Coders bear names that are the same in every export of the project and tell nobody who they are.
    pub pseudonyms: bool,
    /// Words of the articles are left out, quotes too.
    pub without_texts: bool,
}

/// A version of the codebook.
#[derive(Clone, Debug)]
pub struct ExportBook {
    /// Identity.
    pub id: CodebookVersionId,
    /// BLAKE3 of its JSON, in hexadecimal.
    pub hash: String,
    /// The codebook.
    pub book: Arc<Codebook>,
}

/// Whose work there is: a coder in a round.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Worked {
    /// Name of the coder, as it is exported.
    pub coder: String,
    /// Name of the round.
    pub round: String,
}

/// What is known before the first page.
#[derive(Clone, Debug)]
pub struct ExportHead {
    /// Name of the project.
    pub title: String,
    /// What is left out.
    pub choice: ExportChoice,
    /// Versions of the codebook, oldest first.
    pub books: Vec<ExportBook>,
    /// The version that new codings get.
    pub current: CodebookVersionId,
    /// The version that something was coded under last.
    pub newest: Option<Arc<Codebook>>,
    /// Everybody, with the names that they are exported under.
    pub coders: Vec<Coder>,
    /// The rounds.
    pub rounds: Vec<Round>,
    /// Who worked in which round.
    pub works: BTreeSet<Worked>,
    /// Who has what to do.
    pub assignments: Vec<Assignment>,
    /// What was decided where coders differ.
    pub decisions: Vec<Decision>,
    /// What coders said about themselves before they coded, by coder and question.
    pub priors: Vec<ExportPrior>,
}

/// What a coder said about themselves.
#[derive(Clone, Debug)]
pub struct ExportPrior {
    /// Name of the coder, as it is exported.
    pub coder: String,
    /// Name of the round that they were about to begin.
    pub round: String,
    /// Name and version of the codebook that asked; empty where that is lost.
    pub codebook: String,
    /// What was asked.
    pub item: PriorItem,
    /// The answer.
    pub answer: Answer,
}

/// A page with everything that was made on it.
#[derive(Clone, Debug)]
pub struct ExportPage {
    /// The page. Where words are left out its text has others of the same length in their place.
    pub document: Arc<Document>,
    /// BLAKE3 of its text as it was imported, in hexadecimal.
    pub text_hash: String,
    /// What its parts are.
    pub zones: Vec<Zone>,
    /// Its articles in text order.
    pub articles: Vec<Article>,
    /// Codings of them, by article, coder and round.
    pub codings: Vec<ExportCoding>,
    /// Memos and flags on the page as a whole, by coder.
    pub notes: Vec<PageNotes>,
}

/// What one coder noted on a page as a whole.
#[derive(Clone, Debug)]
pub struct PageNotes {
    /// Name of the coder.
    pub coder: String,
    /// Their memos.
    pub memos: Vec<Memo>,
    /// Their flags.
    pub flags: Vec<Flag>,
}

/// One coding with what it belongs to.
#[derive(Clone, Debug)]
pub struct ExportCoding {
    /// The coding.
    pub coding: Coding,
    /// Name of its coder.
    pub coder: String,
    /// Name of its round.
    pub round: String,
    /// Its document.
    pub document: Arc<Document>,
    /// Its article.
    pub article: Article,
    /// How many articles its document has.
    pub articles: usize,
    /// The codebook it was coded under.
    pub book: Arc<Codebook>,
    /// Its records.
    pub records: Vec<Record>,
    /// Its memos.
    pub memos: Vec<Memo>,
    /// Its flags.
    pub flags: Vec<Flag>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Milliseconds at work.
    pub active_ms: i64,
    /// Milliseconds with the article open and nobody at work.
    pub idle_ms: i64,
}

/// Where an export reads from.
pub trait ExportSource {
    /// What is known before the first page.
    fn head(&self) -> &ExportHead;

    /// The next page, in a fixed order; `None` behind the last.
    ///
    /// # Errors
    /// [`ExportError::Stopped`]: somebody stopped it, or it cannot be read, which the source itself knows.
    fn next_page(&mut self) -> Result<Option<ExportPage>, ExportError>;

    /// What could not be read so far, one sentence each; only of a damaged project.
    fn lost(&self) -> Vec<String>;
}
