//! Which key does what on the coding screen. One list answers the keyboard, labels the buttons and fills the foot line.

use super::grid;
use super::place::{PanelAt, Place, RowKey, Stop};
use super::records;
use crate::app::command::{AppCommand, Scope};
pub(crate) use crate::app::keyboard::{char_of, key_char, pressed};
use crate::model::{AnswerState, Cardinality, Codebook, Kind, PanelView, RecordId, Unit, Value, ValueDef, Variable};
use crate::project::CodingView;
use std::collections::BTreeSet;

/// What a value key says.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Offer {
    /// One value of a choice.
    Value(String),
    /// One label of a set, on or off.
    Label(String),
    /// None of the labels of a set.
    NoLabel,
    /// A name used before, or the words of the record's own span.
    Name(String),
    /// A fact about the page, in its words.
    Fact(String),
    /// A value of a grid's cell.
    Cell(String),
    /// A state of a grid's cell.
    State(String),
    /// The row of a new cell.
    Row(RowKey),
    /// The column of a new cell.
    Column(String),
    /// The other end of a link.
    To(RecordId),
}

/// An offer with its key.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Offered {
    /// The key; `None` where there are more offers than keys.
    pub(crate) key: Option<char>,
    /// What it says.
    pub(crate) offer: Offer,
    /// Whether it is the answer now.
    pub(crate) on: bool,
}

/// Keys in the order in which they are given out.
const POOL: &str = "1234567890-=;',.ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Keys that no value may have: those of commands that work on this screen, and those of all roles.
pub(crate) fn reserved(book: &Codebook) -> BTreeSet<char> {
    let roles = book.units.iter().flat_map(|u| &u.roles).filter_map(|r| char_of(&r.key));
    let commands = AppCommand::ALL.iter().filter(|c| c.scope().overlaps(Scope::Coding));
    let plain = commands.flat_map(|c| c.shortcuts()).filter(|s| !s.ctrl && !s.alt && !s.shift);
    plain.filter_map(|s| key_char(s.key)).chain(roles).collect()
}

/// A key for each of a list of wishes: its own where it is free, and else the next free one of the pool.
pub(crate) fn give_keys(wishes: &[Option<char>], reserved: &BTreeSet<char>) -> Vec<Option<char>> {
    let mut taken: BTreeSet<char> = reserved.clone();
    let mut out: Vec<Option<char>> = wishes.iter().map(|wish| wish.filter(|c| taken.insert(*c))).collect();
    let mut pool = POOL.chars();
    for slot in out.iter_mut().filter(|slot| slot.is_none()) {
        *slot = pool.by_ref().find(|c| taken.insert(*c));
    }
    out
}

/// The keys of a question's values where they are asked, in the order of the values; `None` for a value that no key says.
pub(crate) fn value_keys(book: &Codebook, unit: &Unit, variable: &Variable) -> Vec<Option<char>> {
    let shape = book.panels.iter().find_map(|panel| match &panel.view {
        PanelView::Grid(shape) if panel.units.contains(&unit.code) => Some(shape),
        _ => None,
    });
    let own = variable.values.iter().map(wish);
    let Some(shape) = shape.filter(|s| s.state == variable.code) else {
        return give_keys(&own.collect::<Vec<_>>(), &reserved(book));
    };
    // In a cell the states share the keys with the values of the scale, which come first.
    let scale = unit.variable(&shape.cell).map(|v| v.values.as_slice()).unwrap_or_default();
    let plain = grid::plain_states(unit, shape);
    let wishes: Vec<Option<char>> = scale.iter().chain(plain.iter().copied()).map(wish).collect();
    let keys = give_keys(&wishes, &reserved(book));
    let of_state = |v: &ValueDef| plain.iter().position(|p| p.code == v.code);
    variable.values.iter().map(|v| of_state(v).and_then(|at| keys.get(scale.len() + at).copied().flatten())).collect()
}

/// What the value keys say at a stop.
pub(crate) fn offers(view: &CodingView, place: &Place, stop: &Stop) -> Vec<Offered> {
    let plain: Vec<(Option<char>, Offer, bool)> = match stop {
        Stop::Question { record, variable } => {
            let Some(record) = view.record(*record) else { return Vec::new() };
            let Some(unit) = view.book.unit(&record.unit) else { return Vec::new() };
            let Some(variable) = unit.variable(variable) else { return Vec::new() };
            question_offers(view, unit, variable, record)
        }
        Stop::Link { record, link } => link_offers(view, *record, link),
        Stop::Span { .. } => Vec::new(),
        Stop::Cell { row, column } => cell_offers(view, place.panel, row, column),
        Stop::NewCell { row: None, .. } => grid::row_choices(view, place.panel)
            .into_iter()
            .map(|row| (own_key(view, place.panel, &row), Offer::Row(row), false))
            .collect(),
        Stop::NewCell { row: Some(_), .. } => column_offers(view, place.panel),
    };
    let wishes: Vec<Option<char>> = plain.iter().map(|(wish, ..)| *wish).collect();
    let keys = give_keys(&wishes, &reserved(&view.book));
    plain.into_iter().zip(keys).map(|((_, offer, on), key)| Offered { key, offer, on }).collect()
}

fn wish(value: &ValueDef) -> Option<char> {
    value.key.as_deref().and_then(char_of)
}

fn question_offers(
    view: &CodingView,
    unit: &Unit,
    variable: &Variable,
    record: &crate::model::Record,
) -> Vec<(Option<char>, Offer, bool)> {
    let now = unit.state(record, variable);
    match variable.kind {
        Kind::Choice => variable
            .values
            .iter()
            .map(|v| {
                let on = matches!(&now, AnswerState::Coded(Value::Code(code)) if *code == v.code);
                (wish(v), Offer::Value(v.code.clone()), on)
            })
            .collect(),
        Kind::Set => {
            let labels = variable.values.iter().map(|v| {
                let on = matches!(&now, AnswerState::Coded(Value::Codes(codes)) if codes.contains(&v.code));
                (wish(v), Offer::Label(v.code.clone()), on)
            });
            let none = matches!(&now, AnswerState::Coded(Value::Codes(codes)) if codes.is_empty());
            // A set that names its own "nobody" needs no second way to say it.
            let names_none = variable.values.iter().any(|v| v.alone);
            labels.chain((!names_none).then_some((None, Offer::NoLabel, none))).collect()
        }
        Kind::Entity => names_for(view, unit, variable, record)
            .into_iter()
            .map(|name| {
                let on = matches!(&now, AnswerState::Coded(Value::Text(text)) if *text == name);
                (None, Offer::Name(name), on)
            })
            .collect(),
        Kind::Number | Kind::Date | Kind::Text | Kind::Depth => facts(view, variable)
            .into_iter()
            .filter_map(|fact| {
                let value = super::acts::value_of(variable, &fact).ok().flatten()?;
                Some((None, Offer::Fact(fact), now == AnswerState::Coded(value)))
            })
            .collect(),
    }
}

/// What the page is known to say of a question, as the codebook names it.
pub(crate) fn facts(view: &CodingView, variable: &Variable) -> Vec<String> {
    let named = variable.from_document.iter().filter_map(|name| view.document.fact(name));
    named.map(records::one_line).collect()
}

/// Names that are offered for an entity: the record's own words first, then names of the same question in this article
/// (in the order of the records), then the rest of the project's; nine at most.
pub(crate) fn names_for(
    view: &CodingView,
    unit: &Unit,
    variable: &Variable,
    record: &crate::model::Record,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut push = |name: String| {
        if !name.trim().is_empty() && !out.contains(&name) && out.len() < 9 {
            out.push(name);
        }
    };
    if let AnswerState::Coded(Value::Text(now)) = record.stored(&variable.code) {
        push(now);
    }
    let first_entity = unit.variables.iter().find(|v| v.kind == Kind::Entity);
    if first_entity.is_some_and(|v| v.code == variable.code) {
        let words = unit.roles.first().and_then(|role| record.anchors_of(&role.code).next());
        if let Some(anchor) = words {
            push(records::one_line(&anchor.quote));
        }
    }
    facts(view, variable).into_iter().for_each(&mut push);
    for other in view.records_of(&unit.code) {
        if let AnswerState::Coded(Value::Text(name)) = other.stored(&variable.code) {
            push(name);
        }
    }
    for (code, names) in &view.entities {
        if *code == variable.code {
            for name in names {
                push(name.clone());
            }
        }
    }
    out
}

fn link_offers(view: &CodingView, id: RecordId, link: &str) -> Vec<(Option<char>, Offer, bool)> {
    let Some(record) = view.record(id) else { return Vec::new() };
    let Some(role) = view.book.unit(&record.unit).and_then(|u| u.links.iter().find(|l| l.code == link)) else {
        return Vec::new();
    };
    let now = record.links.iter().find(|l| l.role == link).map(|l| l.to);
    let others = view.records_of(&role.to_unit).filter(|r| role.accepts(r));
    others.map(|r| (None, Offer::To(r.id), now == Some(r.id))).collect()
}

fn cell_offers(view: &CodingView, panel: PanelAt, row: &RowKey, column: &str) -> Vec<(Option<char>, Offer, bool)> {
    let Some((unit, shape)) = grid::shape(view, panel) else { return Vec::new() };
    let record = grid::record_at(view, panel, row, column).and_then(|id| view.record(id));
    let code_now = |variable: &str| record.and_then(|r| r.code_of(variable)).map(str::to_owned);
    let state_now = code_now(&shape.state);
    let plain = grid::plain_states(unit, shape);
    let has_plain = plain.iter().any(|v| Some(&v.code) == state_now.as_ref());
    let cell_now = if has_plain { None } else { code_now(&shape.cell) };
    let cells = unit.variable(&shape.cell).map(|v| v.values.as_slice()).unwrap_or_default();
    let cells = cells.iter().map(|v| (wish(v), Offer::Cell(v.code.clone()), cell_now.as_ref() == Some(&v.code)));
    let states = plain.iter().map(|v| (wish(v), Offer::State(v.code.clone()), state_now.as_ref() == Some(&v.code)));
    cells.chain(states).collect()
}

fn own_key(view: &CodingView, panel: PanelAt, row: &RowKey) -> Option<char> {
    let (unit, shape) = grid::shape(view, panel)?;
    wish(unit.variable(&shape.rows)?.value(&row.value)?)
}

fn column_offers(view: &CodingView, panel: PanelAt) -> Vec<(Option<char>, Offer, bool)> {
    let Some((unit, shape)) = grid::shape(view, panel) else { return Vec::new() };
    let values = unit.variable(&shape.columns).map(|v| v.values.as_slice()).unwrap_or_default();
    values.iter().map(|v| (wish(v), Offer::Column(v.code.clone()), false)).collect()
}

/// What works now, for the foot line: the key and what it does.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Hint {
    /// A role codes the selection.
    Role {
        /// Its key.
        key: char,
        /// Code of the unit.
        unit: String,
        /// Code of the role.
        role: String,
    },
    /// The value keys answer the question in focus.
    Values {
        /// The first key.
        from: char,
        /// The last key.
        to: char,
    },
    /// A command with a key of its own.
    Command(AppCommand),
    /// Enter goes on.
    Enter,
}

/// What works now, most useful first. Keys that stand on a button in sight (roles beside the selection, proposals, acts on a record)
/// are not said twice: the foot stays one line.
pub(crate) fn hints(view: &CodingView, place: &Place, has_selection: bool) -> Vec<Hint> {
    let mut out = Vec::new();
    if view.coding.state == crate::model::CodingState::Done {
        return vec![Hint::Command(AppCommand::NextArticle), Hint::Command(AppCommand::Reopen)];
    }
    if let Some((unit, role)) = span(view, place.stop.as_ref()).filter(|_| !has_selection)
        && let Some(key) = char_of(&role.key)
    {
        out.push(Hint::Role { key, unit: unit.code.clone(), role: role.code.clone() });
    }
    if let Some(stop) = &place.stop {
        let keys: Vec<char> = offers(view, place, stop).iter().filter_map(|o| o.key).collect();
        if let (Some(from), Some(to)) = (keys.first(), keys.last()) {
            out.push(Hint::Values { from: *from, to: *to });
        }
        if let Some((unit, variable, record)) = question(view, stop) {
            if matches!(variable.kind, Kind::Text | Kind::Entity | Kind::Number | Kind::Date) {
                out.push(Hint::Command(AppCommand::WriteAnswer));
            }
            out.push(Hint::Command(AppCommand::CannotDecide));
            if variable.kind == Kind::Set && unit.state(record, variable) != AnswerState::NotYetCoded {
                out.push(Hint::Enter);
            }
        }
    }
    out.push(Hint::Command(AppCommand::NotSure));
    let several = place.record(view).and_then(|id| view.record(id)).is_some_and(|record| {
        let unit = view.book.unit(&record.unit);
        unit.is_some_and(|u| u.cardinality == Cardinality::Many) && view.records_of(&record.unit).nth(1).is_some()
    });
    if several {
        out.push(Hint::Command(AppCommand::NextRecord));
    }
    if place.panel == PanelAt::Missing {
        out.push(Hint::Command(AppCommand::WriteAnswer));
    }
    if view.missing.is_empty() {
        out.push(Hint::Command(AppCommand::Finish));
    } else {
        out.push(Hint::Command(AppCommand::NextMissing));
    }
    out.push(Hint::Command(AppCommand::Memo));
    out
}

/// The question of a stop with its unit and record.
pub(crate) fn question<'a>(
    view: &'a CodingView,
    stop: &Stop,
) -> Option<(&'a Unit, &'a Variable, &'a crate::model::Record)> {
    let Stop::Question { record, variable } = stop else { return None };
    let record = view.record(*record)?;
    let unit = view.book.unit(&record.unit)?;
    Some((unit, unit.variable(variable)?, record))
}

/// The role of a stop whose words are still to be marked.
pub(crate) fn span<'a>(view: &'a CodingView, stop: Option<&Stop>) -> Option<(&'a Unit, &'a crate::model::Role)> {
    let Some(Stop::Span { record, role }) = stop else { return None };
    let unit = view.book.unit(&view.record(*record)?.unit)?;
    Some((unit, unit.role(role)?))
}

/// The unit of the open panel of which a record can be made without a span: a chain.
pub(crate) fn makes_new(view: &CodingView, panel: PanelAt) -> Option<&Unit> {
    let PanelAt::Book(at) = panel else { return None };
    let units = &view.book.panels.get(at)?.units;
    units.iter().filter_map(|c| view.book.unit(c)).find(|u| u.cardinality == Cardinality::Many && u.ordered)
}
