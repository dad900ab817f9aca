//! The lines of `everything.jsonl` as they are read back.

use crate::model::{
    AnchorId, Answer, ArticleId, AssignmentId, Cause, CodebookVersionId, CoderId, CodingId, CodingState, Direction,
    DocumentId, FlagId, LinkId, Manner, MemoId, NoteTarget, RecordId, RoundId, RoundKind, Timestamp, ZoneId, ZoneKind,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A line.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Line {
    Project { form: u32, title: String, current_codebook: CodebookVersionId },
    Codebook { id: CodebookVersionId, codebook: Box<serde_json::Value> },
    Coder { id: CoderId, name: String, lead: bool },
    Round { id: RoundId, name: String, purpose: RoundKind },
    Assignment { id: AssignmentId, coder: CoderId, article: ArticleId, round: RoundId, position: i64 },
    Prior(Box<PriorLine>),
    Document(Box<DocumentLine>),
    Coding(Box<CodingLine>),
    Decision(Box<DecisionLine>),
}

/// What a coder said about themselves; coder, round and codebook by name.
#[derive(Deserialize)]
pub(super) struct PriorLine {
    pub(super) coder: String,
    pub(super) round: String,
    pub(super) codebook: String,
    pub(super) unit: String,
    pub(super) subject: String,
    pub(super) variable: String,
    pub(super) answer: Answer,
}

#[derive(Deserialize)]
pub(super) struct DocumentLine {
    pub(super) id: DocumentId,
    pub(super) title: String,
    pub(super) file: String,
    pub(super) format: String,
    pub(super) imported_at: Timestamp,
    pub(super) language: Option<String>,
    pub(super) direction: Option<Direction>,
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) text: Option<String>,
    pub(super) shape: Option<String>,
    pub(super) blocks: Vec<(usize, usize, Option<String>)>,
    pub(super) zones: Vec<ZoneLine>,
    pub(super) articles: Vec<ArticleLine>,
    pub(super) notes: Vec<NotesLine>,
}

#[derive(Deserialize)]
pub(super) struct ZoneLine {
    pub(super) id: ZoneId,
    pub(super) block: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: ZoneKind,
    pub(super) repeat: bool,
    pub(super) rule: Option<String>,
    pub(super) confidence: Option<f64>,
    pub(super) coder: Option<CoderId>,
}

#[derive(Deserialize)]
pub(super) struct ArticleLine {
    pub(super) id: ArticleId,
    pub(super) title: String,
    pub(super) first_block: usize,
    pub(super) end_block: usize,
}

#[derive(Deserialize)]
pub(super) struct NotesLine {
    pub(super) memos: Vec<MemoLine>,
    pub(super) flags: Vec<FlagLine>,
}

#[derive(Deserialize)]
pub(super) struct MemoLine {
    pub(super) id: MemoId,
    pub(super) coder: CoderId,
    pub(super) on: NoteTarget,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct FlagLine {
    pub(super) id: FlagId,
    pub(super) coder: CoderId,
    pub(super) on: NoteTarget,
    pub(super) code: String,
}

#[derive(Deserialize)]
pub(super) struct CodingLine {
    pub(super) id: CodingId,
    pub(super) article: ArticleId,
    pub(super) coder: CoderId,
    pub(super) round: RoundId,
    pub(super) codebook: CodebookVersionId,
    pub(super) state: CodingState,
    pub(super) forced_reason: Option<String>,
    pub(super) begun_at: Timestamp,
    pub(super) active_ms: i64,
    pub(super) idle_ms: i64,
    pub(super) records: Vec<RecordLine>,
    pub(super) memos: Vec<MemoLine>,
    pub(super) flags: Vec<FlagLine>,
}

#[derive(Deserialize)]
pub(super) struct RecordLine {
    pub(super) id: RecordId,
    pub(super) unit: String,
    pub(super) parent: Option<RecordId>,
    pub(super) position: Option<i64>,
    pub(super) answers: BTreeMap<String, Answer>,
    pub(super) anchors: Vec<AnchorLine>,
    pub(super) links: Vec<LinkLine>,
}

#[derive(Deserialize)]
pub(super) struct AnchorLine {
    pub(super) id: AnchorId,
    pub(super) role: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quote: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LinkLine {
    pub(super) id: LinkId,
    pub(super) role: String,
    pub(super) to: RecordId,
}

#[derive(Deserialize)]
pub(super) struct DecisionLine {
    pub(super) thing: RecordId,
    pub(super) item: String,
    pub(super) coding: CodingId,
    pub(super) manner: Manner,
    pub(super) taken_from: Option<CoderId>,
    pub(super) cause: Option<Cause>,
    pub(super) reason: String,
    pub(super) there: bool,
    pub(super) coder: Option<CoderId>,
    pub(super) at: Timestamp,
}
