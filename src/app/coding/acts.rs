//! What each act of the coder changes, as commands; and where the focus goes afterwards.

use super::grid;
use super::keys::Offer;
use super::place::{PanelAt, Place, RowKey, Stop, panel_of};
use super::records;
use super::typed::{date, number};
use crate::model::{
    Answer, AnswerState, Cardinality, FrozenText, Kind, NoteTarget, Proposal, ProposalId, Record, RecordId, Role, Unit,
    Value, Variable, missing_in_record,
};
use crate::project::{CodingView, Command};
use crate::text::segment;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where the focus goes once the commands are done.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Then {
    /// Nowhere.
    Stay,
    /// To the next open question.
    Advance,
    /// To the record that was made, in the panel of its unit.
    ToNew(String),
    /// To a record that is there.
    To(RecordId),
    /// To a stop.
    At(Stop),
}

/// Why an act did nothing. The screen has a sentence for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// A role key without a selection.
    NothingSelected,
    /// A role of a unit that has only chosen records, without one.
    NoRecordChosen,
    /// The set holds as many labels as it may.
    SetIsFull,
    /// The text is no number, or no date.
    NotANumber,
    /// The text is no date.
    NotADate,
    /// The coding is done.
    CodingIsDone,
    /// Nothing to hang it under.
    NoParent,
    /// No answer that could be doubted.
    NoAnswer,
    /// The record has to stay.
    MustStay,
    /// The answers about the page belong to another article, which is done.
    PageIsDone,
}

/// What an act does.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Change {
    /// Its changes.
    pub(crate) commands: Vec<Command>,
    /// The focus afterwards.
    pub(crate) then: Then,
}

impl Change {
    pub(crate) fn one(command: Command, then: Then) -> Self {
        Self { commands: vec![command], then }
    }
    pub(crate) const fn none(then: Then) -> Self {
        Self { commands: Vec::new(), then }
    }
}

/// Where a role key would put the selection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// Into a new record.
    New,
    /// Into a record that is there.
    Into(RecordId),
}

/// Where a role key would put the selection: into the chosen record, or into a new one where that is finished or the
/// role is full. `fresh` (Shift) asks for a new one.
pub(crate) fn target(
    view: &CodingView,
    place: &Place,
    unit: &Unit,
    role: &Role,
    fresh: bool,
) -> Result<Target, Refusal> {
    if unit.cardinality == Cardinality::One {
        return view.records_of(&unit.code).next().map(|r| Target::Into(r.id)).ok_or(Refusal::NoRecordChosen);
    }
    let in_grid = panel_of(&view.book, &unit.code)
        .is_some_and(|at| grid::shape(view, PanelAt::Book(at)).is_some_and(|(u, _)| u.code == unit.code));
    let chosen = chosen_record(view, place, unit);
    if in_grid {
        return chosen.map(|r| Target::Into(r.id)).ok_or(Refusal::NoRecordChosen);
    }
    let Some(record) = chosen.filter(|_| !fresh) else { return Ok(Target::New) };
    let full = role.max.is_some_and(|max| record.anchors_of(&role.code).count() >= max);
    let finished = missing_in_record(unit, record).is_empty();
    let has_all = unit.roles.iter().all(|r| record.anchors_of(&r.code).next().is_some());
    let begins = full || (!place.by_hand && (finished || (has_all && !role.required)));
    Ok(if begins { Target::New } else { Target::Into(record.id) })
}

fn chosen_record<'a>(view: &'a CodingView, place: &Place, unit: &Unit) -> Option<&'a Record> {
    let by_focus = place.record(view).and_then(|id| view.record(id)).filter(|r| r.unit == unit.code);
    by_focus.or_else(|| place.chosen(view, &unit.code).and_then(|id| view.record(id)))
}

/// What of a selection is coded: without spaces, and without the commas and the full stop that stand around the words.
/// Quotation marks and colons stay, and so does a selection of nothing but marks. `None` where only spaces are selected.
pub(crate) fn without_marks(text: &FrozenText, selected: Range<usize>) -> Option<Range<usize>> {
    let whole = text.trimmed_span(selected)?;
    let words = text.quote(whole);
    let comma = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | ';' | '؛');
    let inner = words.trim_start_matches(|c| comma(c) || c == '.');
    let start = whole.end() - inner.len();
    let inner = inner.trim_end_matches(comma);
    // One full stop closes a sentence; the last one of an ellipsis or of an abbreviation belongs to its word.
    let before = inner.strip_suffix('.').filter(|rest| {
        let capitals = rest.chars().next_back().is_some_and(char::is_uppercase);
        !capitals && !rest.ends_with('.')
    });
    let inner = before.unwrap_or(inner).trim_end_matches(comma);
    let inside = text.trimmed_span(start..start + inner.len()).unwrap_or(whole);
    Some(inside.range())
}

/// Codes a selection in a role.
pub(crate) fn code_selection(
    view: &CodingView,
    place: &Place,
    unit: &Unit,
    role: &Role,
    range: Range<usize>,
    fresh: bool,
) -> Result<Change, Refusal> {
    Ok(match target(view, place, unit, role, fresh)? {
        Target::New => {
            let command = Command::AddRecord {
                coding: view.coding.id,
                unit: unit.code.clone(),
                parent: None,
                answers: BTreeMap::new(),
                anchors: vec![(role.code.clone(), range)],
                links: Vec::new(),
                proposal: None,
            };
            Change::one(command, Then::ToNew(unit.code.clone()))
        }
        Target::Into(record) => {
            let command = Command::AddAnchor { record, role: role.code.clone(), range, proposal: None };
            Change::one(command, Then::To(record))
        }
    })
}

/// Says an offer at a stop. `unsure` (Shift) marks the answer as doubted.
pub(crate) fn say(
    view: &CodingView,
    place: &Place,
    stop: &Stop,
    offer: &Offer,
    unsure: bool,
) -> Result<Change, Refusal> {
    let coded = |value| Answer { state: AnswerState::Coded(value), unsure };
    match (stop, offer) {
        (Stop::Question { record, variable }, Offer::Value(code)) => {
            Ok(answer(*record, variable, coded(Value::Code(code.clone()))))
        }
        (Stop::Question { record, variable }, Offer::Name(name)) => {
            Ok(answer(*record, variable, coded(Value::Text(name.clone()))))
        }
        (Stop::Question { record, variable }, Offer::Fact(words)) => {
            let value = super::keys::question(view, stop).map(|(_, asked, _)| value_of(asked, words)).transpose()?;
            Ok(value.flatten().map_or_else(|| Change::none(Then::Stay), |v| answer(*record, variable, coded(v))))
        }
        (Stop::Question { record, variable }, Offer::NoLabel) => {
            Ok(answer(*record, variable, coded(Value::Codes(Vec::new()))))
        }
        (Stop::Question { .. }, Offer::Label(code)) => toggle(view, stop, code, unsure),
        (Stop::Link { record, link }, Offer::To(to)) => {
            let command = Command::SetLink { record: *record, role: link.clone(), to: Some(*to) };
            Ok(Change::one(command, Then::Advance))
        }
        (Stop::Cell { row, column }, Offer::Cell(_) | Offer::State(_)) => {
            Ok(say_cell(view, place.panel, row, column, offer, unsure))
        }
        (Stop::NewCell { .. }, Offer::Row(row)) => {
            Ok(Change::none(Then::At(Stop::NewCell { row: Some(row.clone()), column: None })))
        }
        (Stop::NewCell { row: Some(row), .. }, Offer::Column(column)) => {
            Ok(Change::none(Then::At(Stop::Cell { row: row.clone(), column: column.clone() })))
        }
        _ => Ok(Change::none(Then::Stay)),
    }
}

fn answer(record: RecordId, variable: &str, answer: Answer) -> Change {
    let command = Command::SetAnswer { record, variable: variable.to_owned(), answer: Some(answer) };
    Change::one(command, Then::Advance)
}

/// Switches a label of a set; taking the last one away makes the question open again.
fn toggle(view: &CodingView, stop: &Stop, code: &str, unsure: bool) -> Result<Change, Refusal> {
    let Some((unit, variable, record)) = super::keys::question(view, stop) else { return Ok(Change::none(Then::Stay)) };
    let now: Vec<String> = match unit.state(record, variable) {
        AnswerState::Coded(Value::Codes(codes)) => codes,
        _ => Vec::new(),
    };
    let has = now.iter().any(|c| c == code);
    let is_alone = |code: &str| variable.value(code).is_some_and(|v| v.alone);
    if !has && is_alone(code) {
        let only = AnswerState::Coded(Value::Codes(vec![code.to_owned()]));
        return Ok(self::answer(record.id, &variable.code, Answer { state: only, unsure }));
    }
    if !has && variable.max.is_some_and(|max| now.len() >= max) {
        return Err(Refusal::SetIsFull);
    }
    let next: Vec<String> = variable
        .values
        .iter()
        .map(|v| v.code.clone())
        .filter(|c| if c == code { !has } else { now.contains(c) && !is_alone(c) })
        .collect();
    let answer = (!next.is_empty()).then_some(Answer { state: AnswerState::Coded(Value::Codes(next)), unsure });
    let command = Command::SetAnswer { record: record.id, variable: variable.code.clone(), answer };
    Ok(Change::one(command, Then::Stay))
}

fn say_cell(view: &CodingView, panel: PanelAt, row: &RowKey, column: &str, offer: &Offer, unsure: bool) -> Change {
    let Some((unit, shape)) = grid::shape(view, panel) else { return Change::none(Then::Stay) };
    let coded = |code: &str| Answer { state: AnswerState::Coded(Value::Code(code.to_owned())), unsure };
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    match offer {
        Offer::Cell(code) => {
            if let Some(state) = grid::state_for_cell(unit, shape) {
                answers.insert(shape.state.clone(), coded(&state));
            }
            answers.insert(shape.cell.clone(), coded(code));
        }
        Offer::State(code) => {
            answers.insert(shape.state.clone(), coded(code));
        }
        _ => return Change::none(Then::Stay),
    }
    if let Some(record) = grid::record_at(view, panel, row, column) {
        let answers = answers.into_iter().map(|(k, v)| (k, Some(v))).collect();
        return Change::one(Command::SetAnswers { record, answers }, Then::Advance);
    }
    answers.insert(shape.rows.clone(), Answer::code(row.value.clone()));
    answers.insert(shape.columns.clone(), Answer::code(column));
    let link = grid::link_of(unit, shape, &row.value).zip(row.link).map(|(l, to)| (l.code.clone(), to));
    let command = Command::AddRecord {
        coding: view.coding.id,
        unit: unit.code.clone(),
        parent: None,
        answers,
        anchors: Vec::new(),
        links: link.into_iter().collect(),
        proposal: None,
    };
    Change::one(command, Then::Advance)
}

/// Writes the words of an open question; empty words make it open again.
///
/// # Errors
/// The words are no number or no date where the question wants one.
pub(crate) fn write(variable: &Variable, record: RecordId, words: &str) -> Result<Change, Refusal> {
    let answer = value_of(variable, words)?.map(|v| Answer::sure(AnswerState::Coded(v)));
    let then = if answer.is_some() { Then::Advance } else { Then::Stay };
    Ok(Change::one(Command::SetAnswer { record, variable: variable.code.clone(), answer }, then))
}

/// What words mean as an answer to an open question; `None` for no words.
pub(crate) fn value_of(variable: &Variable, words: &str) -> Result<Option<Value>, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    Ok(Some(match variable.kind {
        Kind::Number => Value::Number(number(words).ok_or(Refusal::NotANumber)?),
        Kind::Date => Value::Date(date(words).ok_or(Refusal::NotADate)?),
        _ => Value::Text(words.to_owned()),
    }))
}

/// The question at a stop applies, but the coder cannot decide; or it does not apply.
pub(crate) fn set_state(view: &CodingView, place: &Place, stop: &Stop, state: &AnswerState) -> Change {
    match stop {
        Stop::Question { record, variable } => answer(*record, variable, Answer::sure(state.clone())),
        Stop::Cell { row, column } => {
            let Some((_, shape)) = grid::shape(view, place.panel) else { return Change::none(Then::Stay) };
            match grid::record_at(view, place.panel, row, column) {
                Some(record) => answer(record, &shape.state, Answer::sure(state.clone())),
                None => Change::none(Then::Stay),
            }
        }
        Stop::Link { .. } | Stop::Span { .. } | Stop::NewCell { .. } => Change::none(Then::Stay),
    }
}

/// Makes a question open again, or takes a link away.
pub(crate) fn clear(view: &CodingView, place: &Place, stop: &Stop) -> Change {
    match stop {
        Stop::Question { record, variable } => {
            Change::one(Command::SetAnswer { record: *record, variable: variable.clone(), answer: None }, Then::Stay)
        }
        Stop::Link { record, link } => {
            Change::one(Command::SetLink { record: *record, role: link.clone(), to: None }, Then::Stay)
        }
        Stop::Cell { row, column } => {
            let cleared = grid::shape(view, place.panel).zip(grid::record_at(view, place.panel, row, column));
            cleared.map_or(Change::none(Then::Stay), |((_, shape), record)| {
                let answers = [(shape.state.clone(), None), (shape.cell.clone(), None)].into_iter().collect();
                Change::one(Command::SetAnswers { record, answers }, Then::Stay)
            })
        }
        Stop::Span { .. } => Change::none(Then::Stay),
        Stop::NewCell { .. } => Change::none(Then::At(Stop::NewCell { row: None, column: None })),
    }
}

/// Switches the doubt about an answer: that of the stop, or else of the one that was answered last.
pub(crate) fn doubt(view: &CodingView, place: &Place, last: Option<&Stop>) -> Result<Change, Refusal> {
    place.stop.iter().chain(last).find_map(|stop| doubt_at(view, place, stop)).ok_or(Refusal::NoAnswer)
}

fn doubt_at(view: &CodingView, place: &Place, stop: &Stop) -> Option<Change> {
    let (record, variable) = match stop {
        Stop::Question { record, variable } => (view.record(*record)?, variable.clone()),
        Stop::Cell { row, column } => {
            let (_, shape) = grid::shape(view, place.panel)?;
            let record = view.record(grid::record_at(view, place.panel, row, column)?)?;
            let cell = record.answers.contains_key(&shape.cell);
            (record, if cell { shape.cell.clone() } else { shape.state.clone() })
        }
        Stop::Link { .. } | Stop::Span { .. } | Stop::NewCell { .. } => return None,
    };
    let now = record.answers.get(&variable)?;
    let answer = Answer { state: now.state.clone(), unsure: !now.unsure };
    Some(Change::one(Command::SetAnswer { record: record.id, variable, answer: Some(answer) }, Then::Stay))
}

/// Where a coder reads whose caret stands at a byte: where its sentence begins.
pub(crate) fn reads_from(view: &CodingView, caret: usize) -> usize {
    segment::sentence_at(view.document.text.as_str(), caret).start
}

/// The next proposal that serves a role of the open panel and that nobody has taken or waved away: the first one from where
/// the coder reads, or else the first of those before.
pub(crate) fn next_proposal<'a>(
    view: &'a CodingView,
    place: &Place,
    waved: &[ProposalId],
    from: usize,
) -> Option<(&'a Unit, &'a Role, &'a Proposal)> {
    let PanelAt::Book(at) = place.panel else { return None };
    let panel = view.book.panels.get(at)?;
    panel.units.iter().filter_map(|c| view.book.unit(c)).find_map(|unit| {
        unit.roles.iter().find_map(|role| {
            let open = open_proposals(view, unit, role, waved);
            let open = open.into_iter().min_by_key(|p| (p.span.start() < from, p.span.start()))?;
            Some((unit, role, open))
        })
    })
}

/// Proposals for a role that are still open: not waved away, no span of the role over them, and what they would settle
/// not answered yet. (That a record was made beside a proposal says that it was shown, not that it was taken.)
pub(crate) fn open_proposals<'a>(
    view: &'a CodingView,
    unit: &Unit,
    role: &Role,
    waved: &[ProposalId],
) -> Vec<&'a Proposal> {
    let is_covered = |p: &Proposal, r: &Record| r.anchors_of(&role.code).any(|a| a.span.overlaps(p.span));
    let is_settled =
        |r: &Record| !role.implies.is_empty() && role.implies.keys().all(|variable| r.answers.contains_key(variable));
    let mut out: Vec<&Proposal> = view.proposals.iter().filter(|p| Some(p.kind) == role.proposed_by).collect();
    out.retain(|p| {
        let mut records = view.records_of(&unit.code);
        !waved.contains(&p.id) && !records.any(|r| is_covered(p, r) || is_settled(r))
    });
    out
}

/// Accepts a proposal: into the only record of its unit, or as the first span of a new one.
pub(crate) fn accept(view: &CodingView, unit: &Unit, role: &Role, proposal: &Proposal) -> Change {
    let range = proposal.span.range();
    let only = view.records_of(&unit.code).next().filter(|_| unit.cardinality == Cardinality::One);
    match only {
        Some(record) => Change::one(
            Command::AddAnchor { record: record.id, role: role.code.clone(), range, proposal: Some(proposal.id) },
            Then::Advance,
        ),
        None => Change::one(
            Command::AddRecord {
                coding: view.coding.id,
                unit: unit.code.clone(),
                parent: None,
                answers: BTreeMap::new(),
                anchors: vec![(role.code.clone(), range)],
                links: Vec::new(),
                proposal: Some(proposal.id),
            },
            Then::ToNew(unit.code.clone()),
        ),
    }
}

/// Where the focus goes when a proposal is waved away: to the question that it would have settled.
pub(crate) fn after_reject(view: &CodingView, unit: &Unit, role: &Role) -> Then {
    let question = role.implies.keys().next();
    let record = view.records_of(&unit.code).next().filter(|_| unit.cardinality == Cardinality::One);
    match (record, question) {
        (Some(record), Some(variable)) => Then::At(Stop::question(record.id, variable)),
        _ => Then::Stay,
    }
}

/// Hangs a record under the one that it most likely belongs to; frees it if it hangs already.
pub(crate) fn hang(view: &CodingView, id: RecordId) -> Result<Change, Refusal> {
    let record = view.record(id).ok_or(Refusal::NoRecordChosen)?;
    let parent = match record.parent {
        Some(_) => None,
        None => Some(records::likely_parent(view, record).ok_or(Refusal::NoParent)?),
    };
    Ok(Change::one(Command::SetParent { record: id, parent }, Then::Stay))
}

/// A new record without a span.
pub(crate) fn new_record(view: &CodingView, unit: &Unit) -> Change {
    let command = Command::AddRecord {
        coding: view.coding.id,
        unit: unit.code.clone(),
        parent: None,
        answers: BTreeMap::new(),
        anchors: Vec::new(),
        links: Vec::new(),
        proposal: None,
    };
    Change::one(command, Then::ToNew(unit.code.clone()))
}

/// Takes a record away, unless it has to stand there (the only one of its unit, an obligatory row).
pub(crate) fn remove(view: &CodingView, id: RecordId) -> Result<Change, Refusal> {
    let record = view.record(id).ok_or(Refusal::NoRecordChosen)?;
    let unit = view.book.unit(&record.unit).ok_or(Refusal::NoRecordChosen)?;
    if unit.row_of(record).is_some() || unit.cardinality == Cardinality::One {
        return Err(Refusal::MustStay);
    }
    Ok(Change::one(Command::RemoveRecord { record: id }, Then::Stay))
}

/// Moves a record of an ordered list by one place.
pub(crate) fn move_by(view: &CodingView, id: RecordId, by: isize) -> Option<Change> {
    let record = view.record(id)?;
    let order: Vec<RecordId> = view.records_of(&record.unit).map(|r| r.id).collect();
    let at = order.iter().position(|r| *r == id)?;
    let to = at.checked_add_signed(by).filter(|to| *to < order.len())?;
    Some(Change::one(Command::MoveRecord { record: id, position: to }, Then::To(id)))
}

/// Sets a flag on what is in focus, or clears it.
pub(crate) fn flag(view: &CodingView, target: NoteTarget, code: &str) -> Change {
    let on = !view.flags.iter().any(|f| f.target == target && f.code == code);
    Change::one(Command::SetFlag { target, code: code.to_owned(), on }, Then::Stay)
}

/// What a memo or a flag is about: the record in focus (the coding where there is none).
pub(crate) fn note_target(view: &CodingView, place: &Place) -> NoteTarget {
    place.record(view).map_or(NoteTarget::Coding(view.coding.id), NoteTarget::Record)
}
