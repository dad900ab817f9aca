//! Plain types of the field: ids, spans, documents, zones, codebook, records, answers, coders. No I/O, no SQL.
//!
//! Words, as the field uses them: a *document* is what was imported; an *article* is the coded story inside it; a
//! *unit* is a kind of thing the codebook has coded; a *record* is one coded instance of a unit; a *variable* is a
//! question with a level of measurement; an *answer* is a record's value for a variable; an *anchor* is a span of the
//! text in a named role; a *coding* is one coder's pass over one article in one round.

mod annotations;
mod codebook;
mod completeness;
mod condition;
mod decision;
mod document;
mod frozen;
mod id;
mod judgements;
mod names;
mod people;
mod prior;
mod record;

pub use annotations::{AnnotationSet, Fact, Mark, Tie};
pub use codebook::{
    Bilingual, BookField, BookPart, BookProblem, Cardinality, Change, Codebook, CodebookError, Fate, FateError, Fates,
    Finding, FlagKind, Grid, Kind, Level, LineStyle, LinkRole, NewPart, Panel, PanelView, ROLE_COLORS, Role, Scope,
    UiLanguage, Unit, ValueDef, Variable, Weight, WordsOf, changes, is_code, wordings,
};
pub use completeness::{Missing, missing_in_record, missing_records};
pub use condition::Condition;
pub use decision::{Cause, Decision, Manner};
pub use document::{
    Article, Block, Direction, Document, DocumentSource, Proposal, ProposalKind, Zone, ZoneKind, ZoneOrigin,
    effective_zones,
};
pub use frozen::{ByteSpan, FrozenText, SpanError};
pub use id::{
    AnchorId, ArticleId, AssignmentId, CodebookVersionId, CoderId, CodingId, DocumentId, FlagId, LinkId, MemoId,
    ProposalId, RecordId, RoundId, Timestamp, WorkTimeId, ZoneId,
};
pub use judgements::{
    Attribute, Judgements, Marked, MarkedSpan, MarkedText, NOT_RATED, Rated, RatedValue, RatedValues, Segments,
    TextParts, Tied, TiedSpans,
};
pub use names::Names;
pub use people::{Assignment, Coder, Round, RoundKind};
pub use prior::{Prior, PriorItem};
pub use record::{
    Anchor, Answer, AnswerState, Coding, CodingState, Flag, Link, Memo, NoteTarget, Record, Value, WorkTime,
    nesting_depth, with_records_of_page,
};
