//! Typed identifiers and the one time stamp type.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that was minted elsewhere (version 7, so that ids sort by creation).
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }
    )+};
}

ids! {
    /// An imported document.
    DocumentId,
    /// A coded story inside a document.
    ArticleId,
    /// One coder's pass over one article in one round.
    CodingId,
    /// One coded instance of a unit.
    RecordId,
    /// A text span of a record in a named role.
    AnchorId,
    /// A named link from one record to another.
    LinkId,
    /// A memo on a record, a coding or a document.
    MemoId,
    /// A flag on a record or a coding.
    FlagId,
    /// A person who codes.
    CoderId,
    /// A round of coding (training, pilot, main, recoding).
    RoundId,
    /// The task of a coder to code an article in a round.
    AssignmentId,
    /// An immutable version of a codebook.
    CodebookVersionId,
    /// A zone of a document.
    ZoneId,
    /// Something that a rule found and offers to the coder.
    ProposalId,
    /// A stretch of working time on a coding.
    WorkTimeId,
}

/// A moment: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC; the bare number where it lies outside the calendar.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(t) => t.fmt(f),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}
