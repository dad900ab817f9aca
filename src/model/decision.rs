//! What was decided where coders differ.

use super::{CoderId, CodingId, RecordId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

impl CoderId {
    /// Whose the adjudicated codings are: nobody's among the people, the same in every project. So the adjudicated coding
    /// stands beside those of the coders, and no coder's package carries or brings it.
    pub const ADJUDICATED: Self = Self::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_6164_6a75_6467));
}

/// How a decision came about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// What one of the coders has was taken.
    Coder,
    /// What more than half of the coders have was taken.
    Majority,
    /// Something that none of them need have.
    New,
}

/// Why coders differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Somebody slipped.
    Slip,
    /// The rule of the codebook is unclear.
    UnclearRule,
    /// The text can be read in several ways.
    AmbiguousText,
    /// The codebook lacks the value that fits.
    MissingValue,
}

impl Manner {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Coder, Self::Majority, Self::New];
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coder => "coder",
            Self::Majority => "majority",
            Self::New => "new",
        }
    }
    /// The manner with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }
}

impl Cause {
    /// All of them, in the order of keys and lists.
    pub const ALL: [Self; 4] = [Self::Slip, Self::UnclearRule, Self::AmbiguousText, Self::MissingValue];
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::UnclearRule => "unclear_rule",
            Self::AmbiguousText => "ambiguous_text",
            Self::MissingValue => "missing_value",
        }
    }
    /// The cause with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// A decision on one question of the adjudicated coding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// The adjudicated record of what coders made, also where there is to be none; for what stands in a coding from the start
    /// a name that no record has.
    pub thing: RecordId,
    /// Code of the variable, `role:` with the code of a role, or `there`.
    pub item: String,
    /// The adjudicated coding.
    pub coding: CodingId,
    /// How it came about.
    pub manner: Manner,
    /// Whose coding it was taken from, where it was one coder's.
    pub taken_from: Option<CoderId>,
    /// Why the coders differ, as far as somebody said.
    pub cause: Option<Cause>,
    /// The reason in words; may be empty.
    pub reason: String,
    /// False where it was decided that there is no such record.
    pub there: bool,
    /// Who decided; `None` for the command line without a name.
    pub coder: Option<CoderId>,
    /// When.
    pub at: Timestamp,
}
