//! Coders, rounds, assignments.

use super::{ArticleId, AssignmentId, CoderId, RoundId};
use serde::{Deserialize, Serialize};

/// A person who codes or leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coder {
    /// Identity; a change of name never separates a coder from their records.
    pub id: CoderId,
    /// Name on the screen, unique in the project.
    pub name: String,
    /// Whether this person hands out work and sees everybody's figures.
    pub lead: bool,
}

/// What a round is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// Learning the codebook.
    Training,
    /// Trying it.
    Pilot,
    /// The study.
    Main,
    /// The same coder again, for stability over time.
    Recoding,
    /// Settling disagreements.
    Adjudication,
}

impl RoundKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Training, Self::Pilot, Self::Main, Self::Recoding, Self::Adjudication];
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Pilot => "pilot",
            Self::Main => "main",
            Self::Recoding => "recoding",
            Self::Adjudication => "adjudication",
        }
    }
    /// The kind with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A round of coding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Round {
    /// Identity.
    pub id: RoundId,
    /// Name on the screen.
    pub name: String,
    /// What it is for.
    pub kind: RoundKind,
}

/// The task of a coder to code an article in a round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assignment {
    /// Identity.
    pub id: AssignmentId,
    /// Who.
    pub coder: CoderId,
    /// What.
    pub article: ArticleId,
    /// In which round.
    pub round: RoundId,
    /// Place in the coder's queue, from 0.
    pub position: i64,
}
