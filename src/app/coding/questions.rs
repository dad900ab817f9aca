//! The order in which questions are asked, and which comes next.

use super::grid;
use super::place::{PanelAt, Place, Stop};
use crate::model::{AnswerState, Cardinality, Missing, PanelView, Record, Unit, Variable, missing_in_record};
use crate::project::CodingView;

/// The questions of a record that apply now, in the order of the codebook.
pub(crate) fn asked<'a>(unit: &'a Unit, record: &Record) -> Vec<&'a Variable> {
    unit.variables.iter().filter(|v| v.is_asked() && unit.applies(record, v) == Some(true)).collect()
}

/// How many questions of a record skip logic leaves out.
pub(crate) fn skipped(unit: &Unit, record: &Record) -> usize {
    unit.variables.iter().filter(|v| v.is_asked() && unit.applies(record, v) == Some(false)).count()
}

/// The links of a record that can be set: those that are needed now, and those that are set.
pub(crate) fn linkable<'a>(unit: &'a Unit, record: &Record) -> Vec<&'a str> {
    let wanted = |l: &&crate::model::LinkRole| {
        l.required_if.as_ref().is_none_or(|c| c.holds(record) == Some(true))
            || record.links.iter().any(|own| own.role == l.code)
    };
    unit.links.iter().filter(wanted).map(|l| l.code.as_str()).collect()
}

/// What the keys can answer in the open panel, in the order of work.
pub(crate) fn stops(view: &CodingView, place: &Place) -> Vec<Stop> {
    let PanelAt::Book(at) = place.panel else { return Vec::new() };
    let Some(panel) = view.book.panels.get(at) else { return Vec::new() };
    if let PanelView::Grid(shape) = &panel.view {
        return grid::stops(view, place, panel, shape);
    }
    let mut out = Vec::new();
    for unit in panel.units.iter().filter_map(|code| view.book.unit(code)) {
        match unit.cardinality {
            Cardinality::One => {
                for record in view.records_of(&unit.code).filter(|r| !view.is_closed_beside(r)) {
                    push_record(&mut out, unit, record);
                }
            }
            Cardinality::Many => {
                let chosen = place.chosen(view, &unit.code).and_then(|id| view.record(id));
                if let Some(record) = chosen.filter(|r| !view.is_closed_beside(r)) {
                    push_record(&mut out, unit, record);
                }
            }
        }
    }
    out
}

fn push_record(out: &mut Vec<Stop>, unit: &Unit, record: &Record) {
    out.extend(asked(unit, record).into_iter().map(|v| Stop::question(record.id, &v.code)));
    push_rest(out, unit, record);
}

/// Links, and words that still have to be marked.
pub(super) fn push_rest(out: &mut Vec<Stop>, unit: &Unit, record: &Record) {
    out.extend(linkable(unit, record).into_iter().map(|l| Stop::Link { record: record.id, link: l.to_owned() }));
    out.extend(missing_in_record(unit, record).into_iter().filter_map(|missing| match missing {
        Missing::Anchor { record, role, .. } => Some(Stop::Span { record, role }),
        _ => None,
    }));
}

/// Whether a stop still wants an answer. Optional questions do not.
pub(crate) fn is_open(view: &CodingView, place: &Place, stop: &Stop) -> bool {
    match stop {
        Stop::Question { record, variable } => {
            let Some(record) = view.record(*record) else { return false };
            let Some(unit) = view.book.unit(&record.unit) else { return false };
            unit.variable(variable).is_some_and(|v| {
                !v.optional
                    && unit.applies(record, v) == Some(true)
                    && unit.state(record, v) == AnswerState::NotYetCoded
            })
        }
        Stop::Link { record, link } => view
            .missing
            .iter()
            .any(|m| matches!(m, Missing::Link { record: r, link: l, .. } if r == record && l == link)),
        Stop::Span { record, role } => {
            let Some(record) = view.record(*record) else { return false };
            let Some(unit) = view.book.unit(&record.unit) else { return false };
            missing_in_record(unit, record).iter().any(|m| matches!(m, Missing::Anchor { role: r, .. } if r == role))
        }
        Stop::Cell { row, column } => grid::cell_is_open(view, place.panel, row, column),
        Stop::NewCell { .. } => false,
    }
}

/// The next stop that wants an answer, after `from` and then from the start of the panel; `None` where all are answered.
pub(crate) fn next_open(view: &CodingView, place: &Place, from: Option<&Stop>) -> Option<Stop> {
    let all = stops(view, place);
    let start = from.and_then(|f| all.iter().position(|s| same(s, f))).map_or(0, |i| i + 1);
    let (before, after) = all.split_at(start.min(all.len()));
    after.iter().chain(before).find(|s| is_open(view, place, s)).cloned()
}

/// The neighbour of a stop; the first or last one where there was none.
pub(crate) fn neighbour(view: &CodingView, place: &Place, back: bool) -> Option<Stop> {
    let all = stops(view, place);
    let at = place.stop.as_ref().and_then(|f| all.iter().position(|s| same(s, f)));
    let next = match (at, back) {
        (None, false) => 0,
        (None, true) => all.len().checked_sub(1)?,
        (Some(i), false) => (i + 1) % all.len().max(1),
        (Some(i), true) => i.checked_sub(1).unwrap_or(all.len().saturating_sub(1)),
    };
    all.get(next).cloned()
}

/// Whether two stops are the same place (a new cell stays itself while its row and column are chosen).
pub(crate) fn same(a: &Stop, b: &Stop) -> bool {
    matches!((a, b), (Stop::NewCell { .. }, Stop::NewCell { .. })) || a == b
}

/// Puts the focus where it makes sense after the view has changed: keeps it where it can stay, and else goes to the
/// first open question of the panel. Where all are answered nothing has the focus, so that a stray key changes no
/// answer; a grid then waits for a new cell.
pub(crate) fn settle(view: &CodingView, place: &mut Place) {
    place.chosen.retain(|_, id| view.record(*id).is_some());
    let all = stops(view, place);
    let stays = place.stop.as_ref().is_some_and(|now| all.iter().any(|s| same(s, now)));
    if !stays {
        let new_cell = || all.last().filter(|s| matches!(s, Stop::NewCell { .. })).cloned();
        place.stop = next_open(view, place, None).or_else(new_cell);
    }
}

/// Where a missing thing is: the panel and, where there is a record, the record and the question.
pub(crate) fn go_to(view: &CodingView, place: &mut Place, missing: &Missing) {
    let (unit, record) = (missing.unit(), missing.record());
    let Some(panel) = super::place::panel_of(&view.book, unit) else { return };
    place.panel = PanelAt::Book(panel);
    place.by_hand = true;
    let Some(id) = record else {
        place.stop = None;
        return settle(view, place);
    };
    place.chosen.insert(unit.to_owned(), id);
    let in_cell = view.record(id).and_then(|r| grid::stop_of(view, place.panel, r));
    place.stop = match missing {
        Missing::Answer { variable, .. } => match (&in_cell, grid::is_cell_variable(view, place.panel, variable)) {
            (Some(cell), true) => Some(cell.clone()),
            _ => Some(Stop::question(id, variable)),
        },
        Missing::Link { link, .. } => Some(Stop::Link { record: id, link: link.clone() }),
        Missing::Anchor { role, .. } => Some(Stop::Span { record: id, role: role.clone() }),
        Missing::Record { .. } => in_cell,
    };
    settle(view, place);
}
