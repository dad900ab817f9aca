//! The screens of the window.

use crate::app::command::Scope;

/// What stands in the middle of the window.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Screen {
    /// The article and its questions.
    Coding,
    /// Documents and their parts.
    Import,
    /// The codebook.
    Codebook,
    /// People and their work.
    Team,
    /// How far coders agree.
    Agreement,
    /// What is decided where they differ.
    Adjudication,
}

impl Screen {
    /// All screens, in the order of the bar.
    pub(crate) const ALL: [Self; 6] =
        [Self::Coding, Self::Import, Self::Codebook, Self::Team, Self::Agreement, Self::Adjudication];

    /// The stable name in settings.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Coding => "coding",
            Self::Import => "import",
            Self::Codebook => "codebook",
            Self::Team => "team",
            Self::Agreement => "agreement",
            Self::Adjudication => "adjudication",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The scope of commands that the screen carries out itself.
    pub(crate) const fn scope(self) -> Scope {
        match self {
            Self::Coding => Scope::Coding,
            Self::Import => Scope::Import,
            Self::Agreement => Scope::Agreement,
            Self::Team => Scope::Team,
            Self::Codebook => Scope::Codebook,
            Self::Adjudication => Scope::Project,
        }
    }
}
