//! What an export reads.

use crate::model::{Article, Codebook, Coding, Document, Flag, Memo, Record};
use std::sync::Arc;

/// Everything of a project that is exported.
#[derive(Clone, Debug)]
pub struct ExportView {
    /// Name of the project.
    pub title: String,
    /// Codings in a fixed order: document, article, coder, round.
    pub codings: Vec<ExportCoding>,
    /// Memos and flags on whole pages, by page and coder.
    pub pages: Vec<PageNotes>,
    /// What could not be read, one sentence each; only of a damaged project.
    pub lost: Vec<String>,
}

/// What one coder noted on a page as a whole.
#[derive(Clone, Debug)]
pub struct PageNotes {
    /// The page.
    pub document: Arc<Document>,
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
    /// Milliseconds at work.
    pub active_ms: i64,
    /// Milliseconds with the article open and nobody at work.
    pub idle_ms: i64,
}
