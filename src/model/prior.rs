//! What a coder says about themselves before they code: feelings towards actors, first language.

use super::{Answer, CodebookVersionId, CoderId, RoundId};

/// An answer to a question that is asked of a coder and not of an article.
#[derive(Clone, PartialEq, Debug)]
pub struct Prior {
    /// Whose.
    pub coder: CoderId,
    /// What was asked.
    pub item: PriorItem,
    /// The round that the coder was about to begin.
    pub round: RoundId,
    /// The version of the codebook that asked.
    pub codebook: CodebookVersionId,
    /// The answer.
    pub answer: Answer,
}

/// What is asked of a coder: a variable of a unit, about a subject where the unit has a row for each of several.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PriorItem {
    /// Code of the unit.
    pub unit: String,
    /// The value that the row is about, such as an actor; empty for the only row of a unit.
    pub subject: String,
    /// Code of the variable.
    pub variable: String,
}

impl PriorItem {
    /// As it is stored: its parts joined by `/`.
    pub fn to_line(&self) -> String {
        format!("{}/{}/{}", self.unit, self.subject, self.variable)
    }

    /// What a stored line says; `None` where it is none.
    pub fn from_line(line: &str) -> Option<Self> {
        let mut parts = line.splitn(3, '/').map(str::to_owned);
        Some(Self { unit: parts.next()?, subject: parts.next()?, variable: parts.next()? })
    }
}
