//! The list of a unit's records: in text order, nested ones under the record that they hang under.

use crate::model::{AnswerState, Kind, Record, RecordId, Unit, Value};
use crate::project::CodingView;

/// A line of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ListLine {
    /// The record.
    pub(crate) record: RecordId,
    /// 0 for one that hangs under none.
    pub(crate) indent: usize,
    /// Place among its siblings' whole list, from 1: the number that people say ("attribution 4").
    pub(crate) number: usize,
}

/// The records of a unit as lines: parents in the view's order, each followed by what hangs under it.
pub(crate) fn lines(view: &CodingView, unit: &str) -> Vec<ListLine> {
    let mut out = Vec::new();
    let records: Vec<&Record> = view.records_of(unit).collect();
    let is_root = |r: &Record| r.parent.is_none_or(|p| !records.iter().any(|other| other.id == p));
    for root in records.iter().filter(|r| is_root(r)) {
        push(&mut out, &records, root, 0);
    }
    for (i, line) in out.iter_mut().enumerate() {
        line.number = i + 1;
    }
    out
}

fn push(out: &mut Vec<ListLine>, records: &[&Record], record: &Record, indent: usize) {
    // A circle of parents has no root; the limit keeps a broken file from hanging the screen.
    if out.iter().any(|line| line.record == record.id) || out.len() > records.len() {
        return;
    }
    out.push(ListLine { record: record.id, indent, number: 0 });
    for child in records.iter().filter(|r| r.parent == Some(record.id)) {
        push(out, records, child, indent + 1);
    }
}

/// A short name of a record: what its first entity question says, or else the words of its first span.
/// Empty where nothing is known yet.
pub(crate) fn name(view: &CodingView, record: &Record) -> String {
    let Some(unit) = view.book.unit(&record.unit) else { return String::new() };
    entity(unit, record).or_else(|| quote(unit, record)).unwrap_or_default()
}

/// What the first question of kind entity says. Later ones name something else, such as the country of a source.
pub(crate) fn entity(unit: &Unit, record: &Record) -> Option<String> {
    let first = unit.variables.iter().find(|v| v.kind == Kind::Entity)?;
    match record.stored(&first.code) {
        AnswerState::Coded(Value::Text(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

fn quote(unit: &Unit, record: &Record) -> Option<String> {
    let first = unit.roles.iter().find_map(|role| record.anchors_of(&role.code).next());
    first.map(|a| one_line(&a.quote))
}

/// The words that are a record's own: those of the role that every record of its unit has to mark, in the order of the
/// text. `None` where nothing is marked, or no role has to be.
pub(crate) fn own_words(unit: &Unit, record: &Record) -> Option<String> {
    let role = unit.roles.iter().find(|role| role.required)?;
    record.anchors_of(&role.code).min_by_key(|a| a.span.start()).map(|a| one_line(&a.quote))
}

/// White space of any kind as single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `record` hangs, directly or not, under `above`.
pub(crate) fn hangs_under(view: &CodingView, record: &Record, above: RecordId) -> bool {
    let mut at = record.parent;
    for _ in 0..=view.records.len() {
        match at {
            None => return false,
            Some(id) if id == above => return true,
            Some(id) => at = view.record(id).and_then(|r| r.parent),
        }
    }
    false
}

/// The record that a record would hang under: the smallest other one of its unit with a span around all of its spans,
/// or else the one before it in the text that does not hang under it.
pub(crate) fn likely_parent(view: &CodingView, record: &Record) -> Option<RecordId> {
    let others: Vec<&Record> =
        view.records_of(&record.unit).filter(|r| r.id != record.id && !hangs_under(view, r, record.id)).collect();
    let around = |r: &&&Record| {
        let widest = r.anchors.iter().max_by_key(|a| a.span.len());
        !record.anchors.is_empty() && widest.is_some_and(|w| record.anchors.iter().all(|own| w.span.contains(own.span)))
    };
    let size = |r: &&Record| r.anchors.iter().map(|a| a.span.len()).max().unwrap_or(usize::MAX);
    if let Some(inner) = others.iter().filter(around).min_by_key(|r| size(r)) {
        return Some(inner.id);
    }
    let start = record.first_byte()?;
    others.iter().filter(|r| r.first_byte().is_some_and(|b| b < start)).max_by_key(|r| r.first_byte()).map(|r| r.id)
}
