//! The one list of everything that changes a project.

use super::{CodebookDraft, Handout, HandoutPlan, Ruling, Training};
use crate::model::{
    AnchorId, Answer, ArticleId, CodebookVersionId, CoderId, CodingId, Direction, DocumentId, NoteTarget, PriorItem,
    ProposalId, RecordId, RoundId, RoundKind, ZoneKind,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A change. [`super::Project::apply`] is the only door: one transaction, one step of the journal.
///
/// Ranges of text are UTF-8 bytes of the document; they are checked, and spaces at their ends are left out.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// A new person.
    AddCoder {
        /// Name, unique in the project.
        name: String,
        /// Whether this person leads.
        lead: bool,
    },
    /// A new name for a person; their work stays theirs.
    RenameCoder {
        /// Who.
        coder: CoderId,
        /// The new name.
        name: String,
    },
    /// Says whether a person leads: hands out work, and sees everybody's figures. Where nobody leads, everybody may.
    SetLead {
        /// Who.
        coder: CoderId,
        /// Whether they lead.
        lead: bool,
    },
    /// Begins a round.
    AddRound {
        /// Its name, unique in the project.
        name: String,
        /// What it is for.
        kind: RoundKind,
    },
    /// Hands out what was planned ([`super::Project::plan_handout`]); how it was drawn is kept in the project.
    HandOut {
        /// How it was drawn.
        handout: Handout,
        /// Who gets what.
        plan: HandoutPlan,
    },
    /// Says how a round trains, or that it does not.
    SetTraining {
        /// The round.
        round: RoundId,
        /// The reference and the pass mark.
        training: Option<Training>,
    },
    /// Puts articles into a coder's queue.
    Assign {
        /// Who.
        coder: CoderId,
        /// What.
        articles: Vec<ArticleId>,
        /// In which round.
        round: RoundId,
    },
    /// Takes articles out of a coder's queue; refused for those they have begun.
    Unassign {
        /// Who.
        coder: CoderId,
        /// What.
        articles: Vec<ArticleId>,
        /// In which round.
        round: RoundId,
    },
    /// Says what a block is.
    SetZone {
        /// The document.
        document: DocumentId,
        /// Index of the block.
        block: usize,
        /// What it is.
        kind: ZoneKind,
    },
    /// Says the same of all blocks that the rule which spoke of this block took for the same thing, and of which no person has spoken:
    /// what a person said of the block, or else that the rule is right.
    SetAlike {
        /// The document.
        document: DocumentId,
        /// Index of the block.
        block: usize,
        /// Whether on all pages of the outlet, and not on this one alone.
        everywhere: bool,
    },
    /// Cuts an article in two.
    SplitArticle {
        /// The article.
        article: ArticleId,
        /// Index of the block that begins the second one.
        at_block: usize,
    },
    /// Makes two neighbouring articles of a document one.
    JoinArticles {
        /// The one that stays.
        first: ArticleId,
        /// The one that is taken in; nobody may have coded it yet.
        second: ArticleId,
    },
    /// Marks blocks as an article where the import found none.
    MarkArticle {
        /// The document.
        document: DocumentId,
        /// Indices of its blocks, half-open.
        blocks: Range<usize>,
    },
    /// Sets the base direction of a document; `None` lets the content decide.
    SetDirection {
        /// The document.
        document: DocumentId,
        /// The direction.
        direction: Option<Direction>,
    },
    /// Sets or clears a fact about a document, such as `outlet` or `date`.
    SetMetadata {
        /// The document.
        document: DocumentId,
        /// Name of the fact.
        key: String,
        /// Its value; empty clears it.
        value: String,
    },
    /// Makes a record, with what is known of it from the start.
    AddRecord {
        /// The coding.
        coding: CodingId,
        /// Code of the unit.
        unit: String,
        /// The record it hangs under.
        parent: Option<RecordId>,
        /// First answers by code of the variable.
        answers: BTreeMap<String, Answer>,
        /// First anchors: role and bytes.
        anchors: Vec<(String, Range<usize>)>,
        /// First links: code of the link and the other record.
        links: Vec<(String, RecordId)>,
        /// The proposal that the coder was shown.
        proposal: Option<ProposalId>,
    },
    /// Takes a record away, with its anchors, answers, memos and what hangs under it. Undo brings all of it back.
    RemoveRecord {
        /// The record.
        record: RecordId,
    },
    /// Answers a question; `None` makes it "not yet coded" again.
    SetAnswer {
        /// The record.
        record: RecordId,
        /// Code of the variable.
        variable: String,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Answers several questions of one record in one step (a cell of a grid settles its state too), as `SetAnswer` does.
    SetAnswers {
        /// The record.
        record: RecordId,
        /// Answers by code of the variable.
        answers: BTreeMap<String, Option<Answer>>,
    },
    /// Adds a span in a role. What the role implies (such as "present = yes") is answered in the same step.
    AddAnchor {
        /// The record.
        record: RecordId,
        /// Code of the role.
        role: String,
        /// Bytes.
        range: Range<usize>,
        /// The proposal that was accepted by it.
        proposal: Option<ProposalId>,
    },
    /// Moves an edge of a span.
    MoveAnchor {
        /// The anchor.
        anchor: AnchorId,
        /// Its new bytes.
        range: Range<usize>,
    },
    /// Takes a span away.
    RemoveAnchor {
        /// The anchor.
        anchor: AnchorId,
    },
    /// Hangs a record under another of the same unit, or frees it.
    SetParent {
        /// The record.
        record: RecordId,
        /// What it hangs under.
        parent: Option<RecordId>,
    },
    /// Moves a record to a place in its ordered list.
    MoveRecord {
        /// The record.
        record: RecordId,
        /// The new place, from 0.
        position: usize,
    },
    /// Links a record to another; `None` takes the link away.
    SetLink {
        /// The record.
        record: RecordId,
        /// Code of the link.
        role: String,
        /// The other record.
        to: Option<RecordId>,
    },
    /// Writes the memo on something; empty text takes it away.
    SetMemo {
        /// On what.
        target: NoteTarget,
        /// The words.
        text: String,
    },
    /// Sets or clears a flag.
    SetFlag {
        /// On what.
        target: NoteTarget,
        /// Code of the flag.
        code: String,
        /// Whether it is set.
        on: bool,
    },
    /// Declares a coding done. Refused with the list of what is missing, unless a reason is given.
    Finish {
        /// The coding.
        coding: CodingId,
        /// Why it is done all the same.
        reason: Option<String>,
    },
    /// Opens a done coding again.
    Reopen {
        /// The coding.
        coding: CodingId,
    },
    /// Writes what was decided where coders differ ([`super::Cases::rulings`]) into the adjudicated codings of a round.
    Adjudicate {
        /// The round.
        round: RoundId,
        /// The version of the codebook.
        version: CodebookVersionId,
        /// What was decided.
        rulings: Vec<Ruling>,
    },
    /// Keeps the draft of the next version of the codebook; `None` throws it away. Nobody codes by a draft.
    DraftCodebook {
        /// The draft as it is now.
        draft: Option<Arc<CodebookDraft>>,
    },
    /// Says whether coders are asked about themselves before they code.
    AskPriors {
        /// Whether they are.
        on: bool,
    },
    /// Keeps the acting person's answer about themselves; `None` makes the question open again.
    SetPrior {
        /// What was asked.
        item: PriorItem,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Switches proposals (disclaimers, cues) on or off for the whole project.
    SetSuggestions {
        /// Whether they are shown.
        on: bool,
    },
}

impl Command {
    /// Whether it changes what is handed out: people, pages, assignments, settings. In a coder's copy that is who leads' to
    /// change, because it does not come back from there.
    pub const fn is_of_the_lead(&self) -> bool {
        matches!(
            self,
            Self::AddCoder { .. }
                | Self::RenameCoder { .. }
                | Self::SetLead { .. }
                | Self::AddRound { .. }
                | Self::HandOut { .. }
                | Self::SetTraining { .. }
                | Self::AskPriors { .. }
                | Self::Assign { .. }
                | Self::Unassign { .. }
                | Self::SplitArticle { .. }
                | Self::JoinArticles { .. }
                | Self::MarkArticle { .. }
                | Self::SetDirection { .. }
                | Self::SetMetadata { .. }
                | Self::SetSuggestions { .. }
                | Self::Adjudicate { .. }
                | Self::DraftCodebook { .. }
        )
    }

    /// Stable name for the journal and for messages such as "undid: answer".
    pub const fn action(&self) -> &'static str {
        match self {
            Self::AddCoder { .. } => "add_coder",
            Self::RenameCoder { .. } => "rename_coder",
            Self::SetLead { .. } => "set_lead",
            Self::AddRound { .. } => "add_round",
            Self::HandOut { .. } => "hand_out",
            Self::SetTraining { .. } => "set_training",
            Self::Assign { .. } => "assign",
            Self::Unassign { .. } => "unassign",
            Self::SetZone { .. } | Self::SetAlike { .. } => "set_zone",
            Self::SplitArticle { .. } => "split_article",
            Self::JoinArticles { .. } => "join_articles",
            Self::MarkArticle { .. } => "mark_article",
            Self::SetDirection { .. } => "set_direction",
            Self::SetMetadata { .. } => "set_metadata",
            Self::AddRecord { .. } => "add_record",
            Self::RemoveRecord { .. } => "remove_record",
            Self::SetAnswer { .. } | Self::SetAnswers { .. } => "set_answer",
            Self::AddAnchor { .. } => "add_anchor",
            Self::MoveAnchor { .. } => "move_anchor",
            Self::RemoveAnchor { .. } => "remove_anchor",
            Self::SetParent { .. } => "set_parent",
            Self::MoveRecord { .. } => "move_record",
            Self::SetLink { .. } => "set_link",
            Self::SetMemo { .. } => "set_memo",
            Self::SetFlag { .. } => "set_flag",
            Self::Finish { .. } => "finish",
            Self::Reopen { .. } => "reopen",
            Self::SetSuggestions { .. } => "set_suggestions",
            Self::AskPriors { .. } => "ask_priors",
            Self::SetPrior { .. } => "set_prior",
            Self::Adjudicate { .. } => "adjudicate",
            Self::DraftCodebook { .. } => "draft_codebook",
        }
    }
}

/// What an applied command (or an undo) touched, so that cached views of it are dropped.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// The record that was made.
    pub record: Option<RecordId>,
    /// The anchor that was made.
    pub anchor: Option<AnchorId>,
    /// The coder that was made.
    pub coder: Option<CoderId>,
    /// The articles that were made.
    pub articles: Vec<ArticleId>,
    /// The first coding that was touched, so that the window can go there.
    pub coding: Option<CodingId>,
    /// The first document that was touched outside codings.
    pub document: Option<DocumentId>,
    /// Whether anything changed at all.
    pub changed: bool,
    /// The action that was done or undone (see [`Command::action`]).
    pub action: String,
    /// Whether documents, zones, articles, coders or settings changed: then every view is stale, not only the coding's.
    pub project_wide: bool,
}
