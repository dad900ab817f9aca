//! What differs between two versions of a codebook, and what becomes of the answers that were given under the older one.

use super::{Codebook, Kind, Unit, Variable};
use crate::model::{Answer, AnswerState, Value};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// One difference between two versions, by the codes of what differs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A unit is new.
    UnitAdded {
        /// Its code.
        unit: String,
    },
    /// A unit is gone; its records stay in the project.
    UnitRemoved {
        /// Its code.
        unit: String,
    },
    /// Something about a unit other than its questions: how many records, roles, links, obligatory rows.
    UnitChanged {
        /// Its code.
        unit: String,
        /// What: `scope`, `cardinality`, `order`, `nesting`, `roles`, `links`, `rows`.
        what: &'static str,
    },
    /// A question is new.
    VariableAdded {
        /// Its code.
        variable: String,
    },
    /// A question is gone; its answers stay in the project.
    VariableRemoved {
        /// Its code.
        variable: String,
    },
    /// Something about a question that can change what an answer means or when it is asked.
    VariableChanged {
        /// Its code.
        variable: String,
        /// What: `unit`, `kind`, `level`, `condition`, `rank`, `limit`, `need`.
        what: &'static str,
    },
    /// A value is new.
    ValueAdded {
        /// Code of the question.
        variable: String,
        /// Its code.
        value: String,
    },
    /// A value is gone.
    ValueRemoved {
        /// Code of the question.
        variable: String,
        /// Its code.
        value: String,
    },
    /// Words that coders read are others: label, question, definition, example.
    Reworded {
        /// Code of a unit, variable, role or panel, or `variable=value`.
        place: String,
    },
    /// Panels, flags, keys or colours are others.
    Arranged,
}

/// All differences, in the order of the newer version; what is gone stands behind what is there.
pub fn changes(before: &Codebook, after: &Codebook) -> Vec<Change> {
    let mut out = Vec::new();
    let words = |book: &Codebook| (book.title.clone(), book.description.clone());
    if words(before) != words(after) {
        out.push(Change::Reworded { place: after.id.clone() });
    }
    for unit in &after.units {
        match before.unit(&unit.code) {
            None => out.push(Change::UnitAdded { unit: unit.code.clone() }),
            Some(old) => of_unit(old, unit, &mut out),
        }
        for variable in &unit.variables {
            match before.variable(&variable.code) {
                None => out.push(Change::VariableAdded { variable: variable.code.clone() }),
                Some((old_unit, old)) => of_variable((old_unit, old), (unit, variable), &mut out),
            }
        }
    }
    let gone = before.units.iter().filter(|u| after.unit(&u.code).is_none());
    out.extend(gone.map(|u| Change::UnitRemoved { unit: u.code.clone() }));
    let gone = before.units.iter().flat_map(|u| &u.variables).filter(|v| after.variable(&v.code).is_none());
    out.extend(gone.map(|v| Change::VariableRemoved { variable: v.code.clone() }));
    if (&before.panels, &before.flags) != (&after.panels, &after.flags) {
        out.push(Change::Arranged);
    }
    out
}

fn of_unit(old: &Unit, new: &Unit, out: &mut Vec<Change>) {
    let differs = [
        ("scope", old.scope != new.scope),
        ("cardinality", old.cardinality != new.cardinality),
        ("order", old.ordered != new.ordered),
        ("nesting", old.nests != new.nests),
        ("roles", old.roles != new.roles),
        ("links", old.links != new.links),
        ("rows", old.obligatory != new.obligatory),
    ];
    let differs = differs.into_iter().filter(|(_, yes)| *yes);
    out.extend(differs.map(|(what, _)| Change::UnitChanged { unit: new.code.clone(), what }));
    if (&old.label, &old.definition) != (&new.label, &new.definition) {
        out.push(Change::Reworded { place: new.code.clone() });
    }
}

fn of_variable((old_unit, old): (&Unit, &Variable), (new_unit, new): (&Unit, &Variable), out: &mut Vec<Change>) {
    let ranks = |v: &Variable, other: &Variable| -> Vec<String> {
        v.values.iter().map(|d| d.code.clone()).filter(|code| other.value(code).is_some()).collect()
    };
    let differs = [
        ("unit", old_unit.code != new_unit.code),
        ("kind", old.kind != new.kind),
        ("level", old.level != new.level),
        ("condition", old.applies_if != new.applies_if),
        ("rank", ranks(old, new) != ranks(new, old)),
        ("limit", old.max != new.max),
        ("need", (old.optional, old.allow_na) != (new.optional, new.allow_na)),
    ];
    let code = || new.code.clone();
    let differs = differs.into_iter().filter(|(_, yes)| *yes);
    out.extend(differs.map(|(what, _)| Change::VariableChanged { variable: code(), what }));
    if (&old.label, &old.question, &old.definition) != (&new.label, &new.question, &new.definition) {
        out.push(Change::Reworded { place: code() });
    }
    for value in &new.values {
        match old.value(&value.code) {
            None => out.push(Change::ValueAdded { variable: code(), value: value.code.clone() }),
            Some(before) if before != value => {
                out.push(Change::Reworded { place: format!("{}={}", new.code, value.code) });
            }
            Some(_) => {}
        }
    }
    let gone = old.values.iter().filter(|v| new.value(&v.code).is_none());
    out.extend(gone.map(|v| Change::ValueRemoved { variable: code(), value: v.code.clone() }));
}

/// What becomes of an answer under a newer version.
#[derive(Clone, PartialEq, Debug)]
pub enum Fate {
    /// It holds as it is.
    Kept,
    /// It becomes another one, by the table.
    Mapped(Answer),
    /// It cannot hold: the question is asked again.
    Again,
    /// Nobody asks the question any more: it stays where it is, unseen.
    Aside,
}

/// Why a table of answers does not fit two versions of a codebook.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum FateError {
    /// A question that the older version does not have.
    #[error("the older codebook has no question {0}")]
    NoQuestion(String),
    /// A value that the older version does not have.
    #[error("{variable} has no value {value} in the older codebook")]
    NoOldValue {
        /// Code of the question.
        variable: String,
        /// The value.
        value: String,
    },
    /// A value that the newer version does not have.
    #[error("{variable} has no value {value} in the newer codebook")]
    NoNewValue {
        /// Code of the question.
        variable: String,
        /// The value.
        value: String,
    },
    /// All answers to a question would become one value.
    #[error("a line for all answers to {0} can only say that they are coded again")]
    AllBecomeOne(String),
    /// A line that stands twice.
    #[error("the value {value} of {variable} stands twice")]
    Twice {
        /// Code of the question.
        variable: String,
        /// The value.
        value: String,
    },
}

/// What becomes of answers between two versions: a table for values, and rules where the table says nothing.
///
/// The rules are careful: an answer holds only where the question is still of the same unit and kind, and its values are
/// still there. Words that changed do not matter to them; whoever changed what a question means says so in the table.
#[derive(Clone, Debug)]
pub struct Fates<'a> {
    before: &'a Codebook,
    after: &'a Codebook,
    /// (variable, value) to the new value; `None`: to be coded again. The value `*` stands for every answer.
    table: BTreeMap<(String, String), Option<String>>,
}

impl<'a> Fates<'a> {
    /// The rules between two versions, with a table of (variable, value, new value).
    ///
    /// # Errors
    /// The first line of the table that speaks of what the versions do not have, or that stands twice.
    pub fn new(
        before: &'a Codebook,
        after: &'a Codebook,
        table: impl IntoIterator<Item = (String, String, Option<String>)>,
    ) -> Result<Self, FateError> {
        let mut out = BTreeMap::new();
        for (variable, from, to) in table {
            let Some((_, old)) = before.variable(&variable) else { return Err(FateError::NoQuestion(variable)) };
            let new = after.variable(&variable).map(|(_, v)| v);
            if from == "*" && to.is_some() {
                return Err(FateError::AllBecomeOne(variable));
            }
            if from != "*" && old.value(&from).is_none() {
                return Err(FateError::NoOldValue { variable, value: from });
            }
            if let Some(value) = to.clone().filter(|to| new.is_none_or(|v| v.value(to).is_none())) {
                return Err(FateError::NoNewValue { variable, value });
            }
            let key = (variable, from);
            if out.contains_key(&key) {
                return Err(FateError::Twice { variable: key.0, value: key.1 });
            }
            out.insert(key, to);
        }
        Ok(Self { before, after, table: out })
    }

    /// What becomes of an answer.
    pub fn of(&self, variable: &str, answer: &Answer) -> Fate {
        let Some((unit, old)) = self.before.variable(variable) else { return Fate::Aside };
        let Some((new_unit, new)) = self.after.variable(variable) else { return Fate::Aside };
        if unit.code != new_unit.code {
            return Fate::Aside;
        }
        if self.table.contains_key(&(variable.to_owned(), "*".to_owned())) {
            return Fate::Again;
        }
        let AnswerState::Coded(value) = &answer.state else {
            let stays = answer.state != AnswerState::NotApplicable || new.allow_na;
            return if stays { Fate::Kept } else { Fate::Again };
        };
        let same_kind = old.kind == new.kind;
        let becomes = |state: Value| Answer { state: AnswerState::Coded(state), unsure: answer.unsure };
        match value {
            Value::Code(code) => match (self.value(new, code), new.kind) {
                (Some(to), Kind::Choice) if to == *code && same_kind => Fate::Kept,
                (Some(to), Kind::Choice) => Fate::Mapped(becomes(Value::Code(to))),
                // One of several is still one.
                (Some(to), Kind::Set) => Fate::Mapped(becomes(Value::Codes(vec![to]))),
                _ => Fate::Again,
            },
            Value::Codes(codes) => {
                let to: Option<BTreeSet<String>> = codes.iter().map(|code| self.value(new, code)).collect();
                let Some(to) = to.filter(|to| same_kind && new.max.is_none_or(|max| to.len() <= max)) else {
                    return Fate::Again;
                };
                let ordered: Vec<String> =
                    new.values.iter().map(|v| v.code.clone()).filter(|code| to.contains(code)).collect();
                if ordered == *codes { Fate::Kept } else { Fate::Mapped(becomes(Value::Codes(ordered))) }
            }
            _ if same_kind => Fate::Kept,
            _ => Fate::Again,
        }
    }

    /// The value that a value is in the newer version, if it is one there.
    fn value(&self, new: &Variable, code: &str) -> Option<String> {
        match self.table.get(&(new.code.clone(), code.to_owned())) {
            Some(to) => to.clone(),
            None => new.value(code).map(|v| v.code.clone()),
        }
    }
}
