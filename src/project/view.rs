//! What a screen or a command line reads: plain copies, made in few queries, never another coder's records.

use crate::model::{
    Article, ArticleId, Codebook, Coding, CodingId, CodingState, Document, DocumentId, Flag, Memo, Missing, Proposal,
    Record, RecordId, RoundId, Timestamp, Zone, nesting_depth,
};
use std::sync::Arc;

/// An article in a coder's queue.
#[derive(Clone, PartialEq, Debug)]
pub struct QueueItem {
    /// The article.
    pub article: ArticleId,
    /// Its document.
    pub document: DocumentId,
    /// Whether its document has no other article.
    pub is_alone: bool,
    /// Its title.
    pub title: String,
    /// The outlet, if known.
    pub outlet: Option<String>,
    /// The round it is to be coded in.
    pub round: RoundId,
    /// The coding, once begun.
    pub coding: Option<CodingId>,
    /// `None`: to do, or only looked at so far.
    pub state: Option<CodingState>,
    /// Whether it was declared done with answers missing.
    pub has_gaps: bool,
}

/// Everything that the coding screen shows of one article.
#[derive(Clone, Debug)]
pub struct CodingView {
    /// The coding.
    pub coding: Coding,
    /// The article.
    pub article: Article,
    /// Its document with text and blocks.
    pub document: Arc<Document>,
    /// The codebook version of the coding.
    pub book: Arc<Codebook>,
    /// The zones of the document that hold, in text order.
    pub zones: Vec<Zone>,
    /// The coder's records: in text order, those without a span last; links of a chain by position. Those on the page as a
    /// whole are here too where another coding of the page holds them.
    pub records: Vec<Record>,
    /// The other articles of the page whose codings hold some of the records.
    pub beside: Vec<Beside>,
    /// Memos on the coding and its records.
    pub memos: Vec<Memo>,
    /// Flags on the coding and its records.
    pub flags: Vec<Flag>,
    /// Proposals inside the article (disclaimers: of the whole document); empty where suggestions are switched off.
    pub proposals: Vec<Proposal>,
    /// What is still missing.
    pub missing: Vec<Missing>,
    /// Milliseconds at work so far.
    pub active_ms: i64,
    /// Milliseconds with the article open and nobody at work.
    pub idle_ms: i64,
    /// Names used so far for questions of kind `entity`, by variable, sorted.
    pub entities: Vec<(String, Vec<String>)>,
}

impl CodingView {
    /// The record with an id.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.iter().find(|r| r.id == id)
    }
    /// The records of a unit, in the view's order.
    pub fn records_of<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |r| r.unit == unit)
    }
    /// The other article of the page that a record belongs to; `None` for one of this article.
    pub fn beside(&self, record: &Record) -> Option<&Beside> {
        self.beside.iter().find(|b| b.coding == record.coding)
    }
    /// Whether a record belongs to another article of the page that is done.
    pub fn is_closed_beside(&self, record: &Record) -> bool {
        self.beside(record).is_some_and(|b| b.is_done)
    }
    /// Whether the answers of a record are closed, with this article or with the one that it belongs to.
    pub fn is_closed(&self, record: &Record) -> bool {
        self.coding.state == CodingState::Done || self.is_closed_beside(record)
    }
    /// Depth of nesting of a record: 1 for one that hangs under none.
    pub fn depth(&self, record: &Record) -> usize {
        nesting_depth(record, &self.records)
    }
}

/// An article of the same page whose coding holds what the coder answered about the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beside {
    /// The coding.
    pub coding: CodingId,
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// Whether it is done: then what it holds is closed.
    pub is_done: bool,
}

/// A document in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct DocumentSummary {
    /// Identity.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Name of its file.
    pub file_name: String,
    /// Language, if known.
    pub language: Option<String>,
    /// The outlet, if known.
    pub outlet: Option<String>,
    /// Questions of the import that a person has to settle, by code, with commas between them.
    pub question: Option<String>,
    /// Its articles.
    pub articles: Vec<Article>,
    /// When it was imported.
    pub imported_at: Timestamp,
}

/// A rule that is less sure than this asks for a look.
pub const DOUBT: f64 = 0.7;

/// What was found in a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DocumentFinds {
    /// Blocks of whose kind a rule is not sure.
    pub doubtful: usize,
    /// Disclaimers that are offered.
    pub disclaimers: usize,
}

/// A document with its text and zones, for the import screen.
#[derive(Clone, Debug)]
pub struct DocumentView {
    /// The document.
    pub document: Arc<Document>,
    /// Zones that hold.
    pub zones: Vec<Zone>,
    /// Its articles.
    pub articles: Vec<Article>,
    /// What rules propose in it.
    pub proposals: Vec<Proposal>,
}

/// Counts of a project.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct ProjectInfo {
    /// Name of the project.
    pub title: String,
    /// Codebook and version.
    pub codebook: String,
    /// Documents.
    pub documents: usize,
    /// Articles.
    pub articles: usize,
    /// Codings per coder: name, begun, done, records.
    pub coders: Vec<CoderInfo>,
    /// Whether suggestions are shown.
    pub suggestions: bool,
}

/// Counts of one coder.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct CoderInfo {
    /// Name.
    pub name: String,
    /// Whether this person leads.
    pub lead: bool,
    /// Articles in the queue in which nothing is coded yet.
    pub to_do: usize,
    /// Codings in which something is coded.
    pub begun: usize,
    /// Codings done.
    pub done: usize,
    /// Records in these codings.
    pub records: usize,
    /// Minutes at work.
    pub active_minutes: i64,
}
