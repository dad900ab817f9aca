//! What the coder wants, whether said by key or by mouse: the same list for both.

use super::keys::Offer;
use super::place::{PanelAt, Stop};
use super::reading::Reading;
use crate::model::{AnchorId, AnswerState, ArticleId, Missing, NoteTarget, ProposalId, RecordId, ZoneKind};
use std::ops::Range;

/// A wish of the coder. Drawing collects them; the screen carries them out afterwards.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Wish {
    /// Opens a panel.
    Panel(PanelAt),
    /// Puts the focus somewhere.
    Focus(Stop),
    /// Takes the focus from an answered question behind which nothing is open.
    Leave,
    /// Chooses a record.
    Choose(RecordId),
    /// Answers by an offer; the flag says "not sure".
    Say(Stop, Offer, bool),
    /// Cannot decide, or does not apply.
    State(Stop, AnswerState),
    /// Makes a question open again.
    Clear(Stop),
    /// Switches the doubt.
    Doubt,
    /// Opens the field of a question, with the first letter if one was typed.
    Write(Stop, String),
    /// Takes what was written.
    Written(Stop, String),
    /// Closes the field without taking it.
    StopWriting,
    /// Codes the selection by a role key; the flag asks for a new record.
    Role(char, bool),
    /// Accepts a proposal.
    Accept(ProposalId),
    /// Waves a proposal away.
    Wave(ProposalId),
    /// Takes a record away.
    RemoveRecord(RecordId),
    /// Takes a span away.
    RemoveAnchor(AnchorId),
    /// Moves an edge of a span.
    MoveAnchor(AnchorId, Range<usize>),
    /// Hangs a record under another, or frees it.
    Hang(RecordId),
    /// A new record of a unit.
    New(String),
    /// Moves a record of an ordered list.
    Move(RecordId, isize),
    /// Sets or clears a flag.
    Flag(NoteTarget, String),
    /// Opens the list of the other flags.
    OtherFlags,
    /// Opens or closes the memo.
    Memo,
    /// Goes to something that is missing.
    GoTo(Missing),
    /// Opens the field for the reason of "done all the same".
    Reason,
    /// Done; with a reason although something is missing.
    Finish(Option<String>),
    /// Opens a done coding again.
    Reopen,
    /// To another article.
    Article(ArticleId),
    /// On to the next article.
    NextArticle,
    /// Shows words of the article.
    Show(Range<usize>),
    /// Says what a block is.
    Zone(usize, ZoneKind),
    /// Selects or finds words of the article.
    Read(Reading),
    /// Opens or folds the lines that are not the article.
    Fold,
}
