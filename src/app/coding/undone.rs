//! Undo and redo reach across panels: the coder is led to what changed, so that it can be seen.

use super::grid;
use super::place::{PanelAt, Place, Stop, panel_of};
use crate::model::Record;
use crate::project::CodingView;

/// Puts the coder where records differ from how they were; `false` where nothing differs.
pub(crate) fn show_change(view: &CodingView, before: &[Record], place: &mut Place) -> bool {
    let old = |record: &Record| before.iter().find(|b| b.id == record.id);
    let gone = before.iter().find(|b| view.record(b.id).is_none());
    let changed = view.records.iter().find(|now| old(now) != Some(now));
    let Some(record) = changed.or(gone) else { return false };
    let shown_here = matches!(place.panel, PanelAt::Book(at) if view.book.panels.get(at).is_some_and(|p| p.units.contains(&record.unit)));
    if !shown_here {
        let Some(panel) = panel_of(&view.book, &record.unit) else { return true };
        place.panel = PanelAt::Book(panel);
        place.stop = None;
    }
    let Some(record) = changed else { return true };
    place.chosen.insert(record.unit.clone(), record.id);
    place.by_hand = true;
    let variable = old(record).and_then(|old| differing(old, record));
    let cell = grid::stop_of(view, place.panel, record);
    place.stop = match variable {
        Some(code) if cell.is_none() || !grid::is_cell_variable(view, place.panel, &code) => {
            Some(Stop::question(record.id, &code))
        }
        _ => cell.or_else(|| place.stop.take()),
    };
    true
}

/// The first variable whose answer differs.
fn differing(old: &Record, new: &Record) -> Option<String> {
    let codes = new.answers.keys().chain(old.answers.keys());
    codes.into_iter().find(|code| old.answers.get(*code) != new.answers.get(*code)).cloned()
}
