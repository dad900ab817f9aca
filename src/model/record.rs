//! Codings and what coders make in them: records, answers, anchors, links, memos, flags, working time.

use super::{
    AnchorId, ArticleId, ByteSpan, Cardinality, Codebook, CodebookVersionId, CoderId, CodingId, DocumentId, FlagId,
    LinkId, MemoId, ProposalId, RecordId, RoundId, Scope, Timestamp, WorkTimeId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a coding has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodingState {
    /// Begun.
    Begun,
    /// Declared done by its coder.
    Done,
}

impl CodingState {
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Done => "done",
        }
    }
    /// The state with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Begun, Self::Done].into_iter().find(|k| k.code() == code)
    }
}

/// One coder's pass over one article in one round. "Assigned" is an assignment without a coding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coding {
    /// Identity.
    pub id: CodingId,
    /// The article.
    pub article: ArticleId,
    /// Its coder.
    pub coder: CoderId,
    /// The round.
    pub round: RoundId,
    /// The version of the codebook it was begun under.
    pub codebook: CodebookVersionId,
    /// How far it is.
    pub state: CodingState,
    /// Why it was declared done although answers were missing.
    pub forced_reason: Option<String>,
}

/// One coded instance of a unit by one coder.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// Identity.
    pub id: RecordId,
    /// The coding it belongs to. A record on the page as a whole belongs to one coding, and the coder's other codings of the
    /// page show it.
    pub coding: CodingId,
    /// Code of its unit in the codebook.
    pub unit: String,
    /// The record it hangs under (an attribution inside another's content).
    pub parent: Option<RecordId>,
    /// Place in an ordered list (links of a chain), from 0.
    pub position: Option<i64>,
    /// The proposal that the coder was shown for it: suggestions steer coders, so each record says so.
    pub proposal: Option<ProposalId>,
    /// Answers by code of the variable. A variable that is absent is not yet coded.
    pub answers: BTreeMap<String, Answer>,
    /// Anchors in text order within each role.
    pub anchors: Vec<Anchor>,
    /// Links to other records.
    pub links: Vec<Link>,
}

impl Record {
    /// The anchors of a role.
    pub fn anchors_of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Anchor> {
        self.anchors.iter().filter(move |a| a.role == role)
    }
    /// The stored answer of a variable as a state, without skip logic.
    pub fn stored(&self, variable: &str) -> AnswerState {
        self.answers.get(variable).map_or(AnswerState::NotYetCoded, |a| a.state.clone())
    }
    /// The code of a single-choice answer, if coded.
    pub fn code_of(&self, variable: &str) -> Option<&str> {
        match &self.answers.get(variable)?.state {
            AnswerState::Coded(Value::Code(code)) => Some(code),
            _ => None,
        }
    }
    /// First byte of the record in the text (its earliest anchor).
    pub fn first_byte(&self) -> Option<usize> {
        self.anchors.iter().map(|a| a.span.start()).min()
    }
}

/// Depth of nesting of a record: 1 for one that hangs under none.
pub fn nesting_depth(record: &Record, all: &[Record]) -> usize {
    let mut depth = 1;
    let mut at = record.parent;
    // Longer than the list would be a circle: the project refuses those, whoever reads a damaged file survives them.
    while let Some(parent) = at.and_then(|id| all.iter().find(|r| r.id == id)) {
        depth += 1;
        if depth > all.len() {
            break;
        }
        at = parent.parent;
    }
    depth
}

/// The records that a coder works with in an article: its own, and those on the page as a whole that the coder's other
/// codings of the page hold, in the order given. Where a page has two records of one question all the same (two files of
/// a project were brought together), the article's own one is taken, or else the first.
pub fn with_records_of_page(book: &Codebook, own: Vec<Record>, beside: Vec<Record>) -> Vec<Record> {
    let mut out = own;
    for record in beside {
        let Some(unit) = book.unit(&record.unit).filter(|u| u.scope == Scope::Document) else { continue };
        let row = unit.row_of(&record);
        let is_there = |r: &Record| r.unit == record.unit && row.is_some() && unit.row_of(r) == row;
        let is_only = |r: &Record| r.unit == record.unit && unit.cardinality == Cardinality::One;
        if !out.iter().any(|r| is_only(r) || is_there(r)) {
            out.push(record);
        }
    }
    out
}

/// The four states of an answer. They are different and never merged.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// A value.
    Coded(Value),
    /// The question does not apply.
    NotApplicable,
    /// It applies, but the coder cannot decide (`UNC`).
    CannotDecide,
    /// Nobody has answered yet.
    NotYetCoded,
}

/// A record's answer to a variable.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// Its state; a stored answer is never `NotYetCoded`.
    pub state: AnswerState,
    /// "Not sure": the answer stands, and the coder doubts it.
    pub unsure: bool,
}

impl Answer {
    /// A sure answer.
    pub const fn sure(state: AnswerState) -> Self {
        Self { state, unsure: false }
    }
    /// A sure single-choice answer.
    pub fn code(code: impl Into<String>) -> Self {
        Self::sure(AnswerState::Coded(Value::Code(code.into())))
    }
}

/// A coded value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// The code of one value of the variable.
    Code(String),
    /// Codes of a multi-label variable, in the order of the codebook, without doubles. Empty means "none of them".
    Codes(Vec<String>),
    /// A number.
    Number(f64),
    /// A calendar date, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Date(String),
    /// Free text.
    Text(String),
}

/// A text span of a record in a named role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// Identity.
    pub id: AnchorId,
    /// Code of the role in the codebook.
    pub role: String,
    /// Its bytes.
    pub span: ByteSpan,
    /// The exact text at the span, so that the span proves itself.
    pub quote: String,
}

/// A named link from a record to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// Code of the link in the codebook.
    pub role: String,
    /// The other record.
    pub to: RecordId,
}

/// What a memo or a flag is attached to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteTarget {
    /// A record.
    Record(RecordId),
    /// A coding as a whole.
    Coding(CodingId),
    /// A document (import questions).
    Document(DocumentId),
}

/// A note in the coder's own words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Memo {
    /// Identity.
    pub id: MemoId,
    /// Whose.
    pub coder: CoderId,
    /// On what.
    pub target: NoteTarget,
    /// The words.
    pub text: String,
}

/// A mark such as "ask the lead".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flag {
    /// Identity.
    pub id: FlagId,
    /// Whose.
    pub coder: CoderId,
    /// On what.
    pub target: NoteTarget,
    /// Code of the flag in the codebook.
    pub code: String,
}

/// A stretch of working time on a coding; idle time is kept apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkTime {
    /// Identity.
    pub id: WorkTimeId,
    /// The coding.
    pub coding: CodingId,
    /// When it began.
    pub started_at: Timestamp,
    /// Milliseconds with the coder at work.
    pub active_ms: i64,
    /// Milliseconds with the article open and nobody at work.
    pub idle_ms: i64,
}
