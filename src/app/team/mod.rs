//! The team: who codes what, and how far they are.

mod acts;
mod audit;
mod grid;
mod oversight;
mod people;
mod progress;
mod rounds;
mod screen;
mod side;
#[cfg(test)]
mod tests;

pub(crate) use oversight::Oversight;
pub use oversight::{AuditForm, TeamWish};
pub use screen::TeamScreen;

use crate::app::logic::MailLook;
use crate::model::{Coder, CoderId, Round, RoundId};
use crate::project::{DocumentSummary, Handout, OwnProgress, ProjectInfo, QueueItem, Training};

/// What the team screen shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Team {
    /// Counts of the project.
    pub info: ProjectInfo,
    /// The people.
    pub coders: Vec<Coder>,
    /// The documents with their articles.
    pub documents: Vec<DocumentSummary>,
    /// The round of the study itself.
    pub round: RoundId,
    /// Whether coders are asked about themselves before they code.
    pub asks_priors: bool,
    /// All rounds.
    pub rounds: Vec<Round>,
    /// The rounds that train: how, articles that have a reference, and all articles.
    pub trainings: Vec<(RoundId, Training, (usize, usize))>,
    /// How they were handed out.
    pub handouts: Vec<Handout>,
    /// The queue of each coder.
    pub queues: Vec<(CoderId, Vec<QueueItem>)>,
    /// How far the person at the window is with their own work.
    pub own: Option<OwnProgress>,
    /// Who is at the window now.
    pub active: Option<CoderId>,
    /// The coder whose copy this is; `None` for the project of the team.
    pub copy_of: Option<CoderId>,
    /// The mailbox, where one is watched.
    pub mail: Option<MailLook>,
}
