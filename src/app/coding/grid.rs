//! Rows and columns of a grid panel: which cells stand there, and what their keys are.

use super::place::{PanelAt, Place, RowKey, Stop};
use super::questions;
use super::records;
use crate::model::{
    AnswerState, Grid, LinkRole, Panel, PanelView, Record, RecordId, Unit, Variable, missing_in_record,
};
use crate::project::CodingView;
use std::collections::BTreeMap;

/// The grid of a panel as it is drawn.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct GridModel {
    /// Rows: values without a link in the order of the codebook, then linked records in text order.
    pub(crate) rows: Vec<RowKey>,
    /// Codes of the columns that are needed or used, in the order of the codebook.
    pub(crate) columns: Vec<String>,
    /// The records of each cell, by index of row and column.
    pub(crate) cells: BTreeMap<(usize, usize), Vec<RecordId>>,
}

/// The unit, the panel's shape and its two parting variables, if the open panel is a grid.
pub(crate) fn shape(view: &CodingView, panel: PanelAt) -> Option<(&Unit, &Grid)> {
    let PanelAt::Book(at) = panel else { return None };
    let panel = view.book.panels.get(at)?;
    let PanelView::Grid(grid) = &panel.view else { return None };
    Some((grid_unit(view, panel, grid)?, grid))
}

fn grid_unit<'a>(view: &'a CodingView, panel: &Panel, grid: &Grid) -> Option<&'a Unit> {
    panel.units.iter().filter_map(|c| view.book.unit(c)).find(|u| u.variable(&grid.rows).is_some())
}

/// The link that a row value needs, such as the quoted source of "quoted source".
pub(crate) fn link_of<'a>(unit: &'a Unit, grid: &Grid, value: &str) -> Option<&'a LinkRole> {
    let mut probe = blank(unit);
    probe.answers.insert(grid.rows.clone(), crate::model::Answer::code(value));
    unit.links.iter().find(|l| l.required_if.as_ref().is_some_and(|c| c.holds(&probe) == Some(true)))
}

/// A record without anything, for asking conditions "what if".
fn blank(unit: &Unit) -> Record {
    let nil = uuid::Uuid::nil();
    Record {
        id: RecordId::from_uuid(nil),
        coding: crate::model::CodingId::from_uuid(nil),
        unit: unit.code.clone(),
        parent: None,
        position: None,
        proposal: None,
        answers: BTreeMap::new(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

/// The row of a record.
pub(crate) fn row_of(unit: &Unit, grid: &Grid, record: &Record) -> Option<RowKey> {
    let value = record.code_of(&grid.rows)?.to_owned();
    let link =
        link_of(unit, grid, &value).and_then(|l| record.links.iter().find(|own| own.role == l.code)).map(|l| l.to);
    Some(RowKey { value, link })
}

/// The stop of the cell that a record stands in.
pub(crate) fn stop_of(view: &CodingView, panel: PanelAt, record: &Record) -> Option<Stop> {
    let (unit, grid) = shape(view, panel)?;
    if record.unit != unit.code {
        return None;
    }
    Some(Stop::Cell { row: row_of(unit, grid, record)?, column: record.code_of(&grid.columns)?.to_owned() })
}

/// Whether a variable is answered in the cell itself.
pub(crate) fn is_cell_variable(view: &CodingView, panel: PanelAt, variable: &str) -> bool {
    shape(view, panel).is_some_and(|(_, g)| [&g.rows, &g.columns, &g.cell, &g.state].iter().any(|c| *c == variable))
}

/// The grid of the open panel. The cell in focus has its row and column although it is still empty.
pub(crate) fn model(view: &CodingView, panel: PanelAt, focus: Option<&Stop>) -> Option<GridModel> {
    let (unit, grid) = shape(view, panel)?;
    let rows_of = &unit.variable(&grid.rows)?.values;
    let columns_of = &unit.variable(&grid.columns)?.values;
    let records: Vec<&Record> = view.records_of(&unit.code).collect();
    let (focused_row, focused_column) = match focus {
        Some(Stop::Cell { row, column }) => (Some(row), Some(column)),
        _ => (None, None),
    };
    let columns: Vec<String> = columns_of
        .iter()
        .map(|v| v.code.clone())
        .filter(|code| {
            focused_column == Some(code)
                || unit.obligatory.iter().any(|row| row.get(&grid.columns) == Some(code))
                || records.iter().any(|r| r.code_of(&grid.columns) == Some(code))
        })
        .collect();
    let mut rows = Vec::new();
    for value in rows_of {
        if link_of(unit, grid, &value.code).is_none() {
            rows.push(RowKey { value: value.code.clone(), link: None });
            continue;
        }
        let mut linked: Vec<RowKey> = Vec::new();
        for record in records.iter().filter(|r| r.code_of(&grid.rows) == Some(&value.code)) {
            linked.extend(row_of(unit, grid, record).filter(|row| !linked.contains(row)));
        }
        let pending = focused_row.filter(|row| row.value == value.code && !linked.contains(row));
        linked.extend(pending.cloned());
        // Sources in the order of the text; a row whose source is still open comes last.
        linked.sort_by_key(|row| {
            row.link.map_or((1, 0), |id| (0, view.records.iter().position(|r| r.id == id).unwrap_or(usize::MAX)))
        });
        rows.extend(linked);
    }
    let mut cells: BTreeMap<(usize, usize), Vec<RecordId>> = BTreeMap::new();
    for record in records {
        let row = row_of(unit, grid, record).and_then(|key| rows.iter().position(|r| *r == key));
        let column = record.code_of(&grid.columns).and_then(|code| columns.iter().position(|c| c == code));
        if let (Some(row), Some(column)) = (row, column) {
            cells.entry((row, column)).or_default().push(record.id);
        }
    }
    Some(GridModel { rows, columns, cells })
}

/// Every row that a new cell can begin with: the values, and the records that a value can be linked to (each name once).
pub(crate) fn row_choices(view: &CodingView, panel: PanelAt) -> Vec<RowKey> {
    let Some((unit, grid)) = shape(view, panel) else { return Vec::new() };
    let Some(variable) = unit.variable(&grid.rows) else { return Vec::new() };
    let mut out = Vec::new();
    for value in &variable.values {
        let Some(link) = link_of(unit, grid, &value.code) else {
            out.push(RowKey { value: value.code.clone(), link: None });
            continue;
        };
        let mut names: Vec<String> = Vec::new();
        for record in view.records_of(&link.to_unit).filter(|r| link.accepts(r)) {
            let name = records::name(view, record);
            if !names.contains(&name) {
                names.push(name);
                out.push(RowKey { value: value.code.clone(), link: Some(record.id) });
            }
        }
    }
    out
}

/// The first record of a cell.
pub(crate) fn record_at(view: &CodingView, panel: PanelAt, row: &RowKey, column: &str) -> Option<RecordId> {
    let (unit, grid) = shape(view, panel)?;
    view.records_of(&unit.code)
        .find(|r| r.code_of(&grid.columns) == Some(column) && row_of(unit, grid, r).as_ref() == Some(row))
        .map(|r| r.id)
}

/// Whether a cell stands there without its answer.
pub(crate) fn cell_is_open(view: &CodingView, panel: PanelAt, row: &RowKey, column: &str) -> bool {
    let Some((unit, grid)) = shape(view, panel) else { return false };
    let Some(record) = record_at(view, panel, row, column).and_then(|id| view.record(id)) else { return false };
    [&grid.state, &grid.cell].into_iter().filter_map(|code| unit.variable(code)).any(|variable| {
        unit.applies(record, variable) != Some(false) && unit.state(record, variable) == AnswerState::NotYetCoded
    })
}

/// Stops of a grid: each cell that has a record; behind it the other questions of its record, if it is the chosen one or
/// something is missing in it; at the end the new cell.
pub(super) fn stops(view: &CodingView, place: &Place, panel: &Panel, grid: &Grid) -> Vec<Stop> {
    let Some(unit) = grid_unit(view, panel, grid) else { return Vec::new() };
    let Some(model) = model(view, place.panel, place.stop.as_ref()) else { return Vec::new() };
    let focused = match &place.stop {
        Some(Stop::Cell { row, column }) => record_at(view, place.panel, row, column),
        stop => stop.as_ref().and_then(Stop::record),
    };
    let mut out = Vec::new();
    for (row_index, row) in model.rows.iter().enumerate() {
        for (column_index, column) in model.columns.iter().enumerate() {
            let empty = Vec::new();
            let here = model.cells.get(&(row_index, column_index)).unwrap_or(&empty);
            let stop = Stop::Cell { row: row.clone(), column: column.clone() };
            let is_focused_empty = here.is_empty() && place.stop.as_ref() == Some(&stop);
            if is_focused_empty || !here.is_empty() {
                out.push(stop);
            }
            for record in here.iter().filter_map(|id| view.record(*id)) {
                let details = !missing_in_record(unit, record).is_empty() || focused == Some(record.id);
                if details {
                    push_details(&mut out, unit, grid, record);
                }
            }
        }
    }
    out.push(match &place.stop {
        Some(new @ Stop::NewCell { .. }) => new.clone(),
        _ => Stop::NewCell { row: None, column: None },
    });
    out
}

fn push_details(out: &mut Vec<Stop>, unit: &Unit, grid: &Grid, record: &Record) {
    out.extend(details(unit, grid, record).into_iter().map(|v| Stop::question(record.id, &v.code)));
    questions::push_rest(out, unit, record);
}

/// The questions of a cell's record that stand below the grid.
pub(crate) fn details<'a>(unit: &'a Unit, grid: &Grid, record: &Record) -> Vec<&'a Variable> {
    let own = [&grid.rows, &grid.columns, &grid.cell, &grid.state];
    questions::asked(unit, record).into_iter().filter(|v| !own.contains(&&v.code)).collect()
}

/// The state under which the cell's variable applies: choosing a cell value settles it.
pub(crate) fn state_for_cell(unit: &Unit, grid: &Grid) -> Option<String> {
    let state = unit.variable(&grid.state)?;
    let cell = unit.variable(&grid.cell)?;
    let mut probe = blank(unit);
    if unit.applies(&probe, cell) == Some(true) {
        return None;
    }
    state.values.iter().map(|v| v.code.clone()).find(|code| {
        probe.answers.insert(grid.state.clone(), crate::model::Answer::code(code.clone()));
        unit.applies(&probe, cell) == Some(true)
    })
}

/// The states that are offered beside the cell values: those under which the cell's variable does not apply.
pub(crate) fn plain_states<'a>(unit: &'a Unit, grid: &Grid) -> Vec<&'a crate::model::ValueDef> {
    let (Some(state), Some(cell)) = (unit.variable(&grid.state), unit.variable(&grid.cell)) else {
        return Vec::new();
    };
    let mut probe = blank(unit);
    state
        .values
        .iter()
        .filter(|v| {
            probe.answers.insert(grid.state.clone(), crate::model::Answer::code(v.code.clone()));
            unit.applies(&probe, cell) == Some(false)
        })
        .collect()
}

/// The next cell in a direction (rows down, columns on), empty ones too; stays at the edges.
pub(crate) fn step(view: &CodingView, panel: PanelAt, from: Option<&Stop>, down: isize, on: isize) -> Option<Stop> {
    let model = model(view, panel, from)?;
    let at = |list_len: usize, now: usize, by: isize| now.saturating_add_signed(by).min(list_len.saturating_sub(1));
    let (row, column) = match from {
        Some(Stop::Cell { row, column }) => {
            let r = model.rows.iter().position(|k| k == row).unwrap_or(0);
            let c = model.columns.iter().position(|k| k == column).unwrap_or(0);
            (at(model.rows.len(), r, down), at(model.columns.len(), c, on))
        }
        _ => (0, 0),
    };
    Some(Stop::Cell { row: model.rows.get(row)?.clone(), column: model.columns.get(column)?.clone() })
}
