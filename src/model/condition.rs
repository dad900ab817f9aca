//! Skip logic: when a question applies.

use super::{AnswerState, Record, Value};
use serde::{Deserialize, Serialize};

/// A condition over the answers of one record.
///
/// ```
/// use mizan::model::Condition;
/// let c: Condition = serde_json::from_str(r#"{"is": {"variable": "S4", "any_of": ["expressed"]}}"#).unwrap();
/// assert_eq!(c.variables(), ["S4"]);
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The variable's value (or one of its labels) is among these codes.
    Is {
        /// Code of the variable.
        variable: String,
        /// Codes of its values.
        any_of: Vec<String>,
    },
    /// The multi-label variable carries at least so many labels.
    AtLeast {
        /// Code of the variable.
        variable: String,
        /// How many.
        count: usize,
    },
    /// The record has an anchor in this role.
    HasAnchor(String),
    /// The record has no anchor in this role.
    NoAnchor(String),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

impl Condition {
    /// Whether it holds for a record. `None` where it rests on an answer that is not yet coded or undecided: then nobody
    /// knows yet whether the question applies.
    pub fn holds(&self, record: &Record) -> Option<bool> {
        match self {
            Self::Is { variable, any_of } => match record.stored(variable) {
                AnswerState::Coded(Value::Code(code)) => Some(any_of.contains(&code)),
                AnswerState::Coded(Value::Codes(codes)) => Some(codes.iter().any(|c| any_of.contains(c))),
                AnswerState::Coded(_) | AnswerState::NotApplicable => Some(false),
                AnswerState::CannotDecide | AnswerState::NotYetCoded => None,
            },
            Self::AtLeast { variable, count } => match record.stored(variable) {
                AnswerState::Coded(Value::Codes(codes)) => Some(codes.len() >= *count),
                AnswerState::Coded(_) | AnswerState::NotApplicable => Some(false),
                AnswerState::CannotDecide | AnswerState::NotYetCoded => None,
            },
            Self::HasAnchor(role) => Some(record.anchors_of(role).next().is_some()),
            Self::NoAnchor(role) => Some(record.anchors_of(role).next().is_none()),
            Self::All(parts) => {
                let states: Vec<_> = parts.iter().map(|c| c.holds(record)).collect();
                if states.contains(&Some(false)) {
                    Some(false)
                } else if states.contains(&None) {
                    None
                } else {
                    Some(true)
                }
            }
            Self::Any(parts) => {
                let states: Vec<_> = parts.iter().map(|c| c.holds(record)).collect();
                if states.contains(&Some(true)) {
                    Some(true)
                } else if states.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Self::Not(inner) => inner.holds(record).map(|b| !b),
        }
    }

    /// Codes of the variables it rests on, in order of mention.
    pub fn variables(&self) -> Vec<&str> {
        match self {
            Self::Is { variable, .. } | Self::AtLeast { variable, .. } => vec![variable],
            Self::HasAnchor(_) | Self::NoAnchor(_) => Vec::new(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::variables).collect(),
            Self::Not(inner) => inner.variables(),
        }
    }
}
