//! Where the coder is: panel, chosen records, the question that the keys answer.

use crate::model::{Codebook, RecordId, Role, Unit};
use crate::project::CodingView;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which panel is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum PanelAt {
    /// A panel of the codebook, by its place.
    Book(usize),
    /// The list of what is missing.
    Missing,
}

impl Default for PanelAt {
    fn default() -> Self {
        Self::Book(0)
    }
}

/// A row of a grid: a value of the row variable and, where that value needs one, the record it is linked to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(crate) struct RowKey {
    /// Code of the value.
    pub(crate) value: String,
    /// The linked record, such as the quoted source.
    pub(crate) link: Option<RecordId>,
}

/// Something that the keys answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Stop {
    /// A question of a record.
    Question {
        /// The record.
        record: RecordId,
        /// Code of the variable.
        variable: String,
    },
    /// A link of a record to another.
    Link {
        /// The record.
        record: RecordId,
        /// Code of the link.
        link: String,
    },
    /// Words that have to be marked in a role.
    Span {
        /// The record.
        record: RecordId,
        /// Code of the role.
        role: String,
    },
    /// A cell of a grid.
    Cell {
        /// Its row.
        row: RowKey,
        /// Code of its column.
        column: String,
    },
    /// The line that begins a new cell of a grid: first the row, then the column, then the value.
    NewCell {
        /// The row, once chosen.
        row: Option<RowKey>,
        /// The column, once chosen.
        column: Option<String>,
    },
}

impl Stop {
    /// A question.
    pub(crate) fn question(record: RecordId, variable: &str) -> Self {
        Self::Question { record, variable: variable.to_owned() }
    }

    /// The record that it names; a cell of a grid names none.
    pub(crate) fn record(&self) -> Option<RecordId> {
        match self {
            Self::Question { record, .. } | Self::Link { record, .. } | Self::Span { record, .. } => Some(*record),
            Self::Cell { .. } | Self::NewCell { .. } => None,
        }
    }
}

/// Where the coder is in an article; kept per article, so that it opens again as it was left.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The open panel.
    pub(crate) panel: PanelAt,
    /// The chosen record of each unit.
    pub(crate) chosen: BTreeMap<String, RecordId>,
    /// Whether the coder chose the record by hand: then a role key adds to it although nothing is missing.
    #[serde(default)]
    pub(crate) by_hand: bool,
    /// What the keys answer.
    pub(crate) stop: Option<Stop>,
}

impl Place {
    /// The chosen record of a unit, if it is still there.
    pub(crate) fn chosen(&self, view: &CodingView, unit: &str) -> Option<RecordId> {
        self.chosen.get(unit).copied().filter(|id| view.record(*id).is_some())
    }

    /// The record that the focus is on: that of the question, or the chosen one of the open panel.
    pub(crate) fn record(&self, view: &CodingView) -> Option<RecordId> {
        let by_stop = match &self.stop {
            Some(Stop::Cell { row, column }) => super::grid::record_at(view, self.panel, row, column),
            stop => stop.as_ref().and_then(Stop::record),
        };
        by_stop.filter(|id| view.record(*id).is_some()).or_else(|| {
            let PanelAt::Book(at) = self.panel else { return None };
            let panel = view.book.panels.get(at)?;
            panel.units.iter().find_map(|unit| self.chosen(view, unit))
        })
    }
}

/// The first panel that shows a unit.
pub(crate) fn panel_of(book: &Codebook, unit: &str) -> Option<usize> {
    book.panels.iter().position(|p| p.units.iter().any(|u| u == unit))
}

/// The role that a key codes: that of the open panel's units first, then of any unit that a panel shows.
pub(crate) fn role_of_key(book: &Codebook, panel: PanelAt, key: char) -> Option<(&Unit, &Role)> {
    let here = match panel {
        PanelAt::Book(at) => book.panels.get(at),
        PanelAt::Missing => None,
    };
    here.into_iter().chain(&book.panels).flat_map(|p| &p.units).find_map(|code| {
        let unit = book.unit(code)?;
        let role = unit.roles.iter().find(|r| super::keys::char_of(&r.key) == Some(key))?;
        Some((unit, role))
    })
}
