//! What is still missing before a coding is complete.

use super::{AnswerState, Cardinality, Codebook, Record, RecordId, Scope, Unit};

/// One thing that is still missing in a coding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Missing {
    /// A unit that must have a record has none: an only record, or an obligatory row by its identifying values
    /// (variable, value).
    Record {
        /// Code of the unit.
        unit: String,
        /// The values that identify the row; empty for a unit with one record.
        row: Vec<(String, String)>,
    },
    /// A question that applies has no answer.
    Answer {
        /// The record.
        record: RecordId,
        /// Code of its unit.
        unit: String,
        /// Code of the variable.
        variable: String,
    },
    /// A role that is needed has no span.
    Anchor {
        /// The record.
        record: RecordId,
        /// Code of its unit.
        unit: String,
        /// Code of the role.
        role: String,
    },
    /// A link that is needed is not there, or leads to a record that it does not accept.
    Link {
        /// The record.
        record: RecordId,
        /// Code of its unit.
        unit: String,
        /// Code of the link.
        link: String,
    },
}

impl Missing {
    /// Code of the unit.
    pub fn unit(&self) -> &str {
        match self {
            Self::Record { unit, .. }
            | Self::Answer { unit, .. }
            | Self::Anchor { unit, .. }
            | Self::Link { unit, .. } => unit,
        }
    }
    /// The record that lacks something, where there is one.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Self::Record { .. } => None,
            Self::Answer { record, .. } | Self::Anchor { record, .. } | Self::Link { record, .. } => Some(*record),
        }
    }
}

/// What is missing inside one record, in the order of the codebook.
pub fn missing_in_record(unit: &Unit, record: &Record) -> Vec<Missing> {
    let mut out = Vec::new();
    for role in &unit.roles {
        let applies = role.applies_if.as_ref().is_none_or(|c| c.holds(record) == Some(true));
        let needed = role.required || role.required_if.as_ref().is_some_and(|c| c.holds(record) == Some(true));
        if applies && needed && record.anchors_of(&role.code).next().is_none() {
            out.push(Missing::Anchor { record: record.id, unit: unit.code.clone(), role: role.code.clone() });
        }
    }
    for variable in unit.variables.iter().filter(|v| v.is_asked() && !v.optional) {
        // A question whose condition is still open is not asked yet; the open condition is itself missing.
        let asked = unit.applies(record, variable) == Some(true);
        if asked && unit.state(record, variable) == AnswerState::NotYetCoded {
            out.push(Missing::Answer { record: record.id, unit: unit.code.clone(), variable: variable.code.clone() });
        }
    }
    for link in &unit.links {
        let needed = link.required_if.as_ref().is_some_and(|c| c.holds(record) == Some(true));
        if needed && !record.links.iter().any(|l| l.role == link.code) {
            out.push(Missing::Link { record: record.id, unit: unit.code.clone(), link: link.code.clone() });
        }
    }
    out
}

/// What is missing in a whole coding: records that must stand there, then each record, in the order of the codebook.
pub fn missing_records(book: &Codebook, records: &[Record]) -> Vec<Missing> {
    let mut out = Vec::new();
    for unit in book.units.iter().filter(|u| u.scope != Scope::Coder) {
        let own: Vec<&Record> = records.iter().filter(|r| r.unit == unit.code).collect();
        if unit.cardinality == Cardinality::One && own.is_empty() {
            out.push(Missing::Record { unit: unit.code.clone(), row: Vec::new() });
        }
        for row in &unit.obligatory {
            let present = own.iter().any(|r| row.iter().all(|(var, code)| r.code_of(var) == Some(code)));
            if !present {
                let row = row.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
                out.push(Missing::Record { unit: unit.code.clone(), row });
            }
        }
        for record in own {
            out.extend(missing_in_record(unit, record));
            out.extend(unaccepted_links(unit, record, records));
        }
    }
    out
}

/// Links to records that have since turned out to be something else, such as a source whose words are a scare quote.
fn unaccepted_links<'a>(unit: &'a Unit, record: &'a Record, all: &'a [Record]) -> impl Iterator<Item = Missing> + 'a {
    record.links.iter().filter_map(move |own| {
        let link = unit.links.iter().find(|l| l.code == own.role)?;
        let other = all.iter().find(|r| r.id == own.to)?;
        let (record, unit) = (record.id, unit.code.clone());
        (!link.accepts(other)).then(|| Missing::Link { record, unit, link: link.code.clone() })
    })
}
