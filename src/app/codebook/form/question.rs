//! A question: words, answer, skip logic, values.

use super::condition::{self, Slot};
use super::{Pen, field, rows};
use crate::app::codebook::editor::Act;
use crate::app::coding::value_keys;
use crate::app::command::AppCommand;
use crate::app::parts::{self, flow, isolate};
use crate::app::theme::space;
use crate::model::{Bilingual, BookField, BookPart, Codebook, Kind, Level, NewPart, Unit, ValueDef, Variable, Weight};
use egui::Ui;

const KINDS: [Kind; 7] = [Kind::Choice, Kind::Set, Kind::Number, Kind::Date, Kind::Text, Kind::Entity, Kind::Depth];
const LEVELS: [Level; 5] = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio, Level::None];

/// Draws the form of a question.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>, book: &mut Codebook, code: &str) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    let Some(unit) = book.variable(code).map(|(unit, _)| unit.clone()) else { return };
    let keys = unit.variable(code).map(|variable| value_keys(book, &unit, variable)).unwrap_or_default();
    let part = BookPart::Question(code.to_owned());
    let Some(variable) = book.question_mut(code) else { return };
    field::head(ui, pen, &part, code, &variable.label);
    field::pair(ui, pen, &part, words.label, &mut variable.label, 0);
    field::said(ui, pen, &part, BookField::Label);
    field::pair(ui, pen, &part, words.question, &mut variable.question, 1);
    field::pair(ui, pen, &part, words.definition, &mut variable.definition, 2);
    answer(ui, pen, &part, variable);
    let slot = Slot {
        part: &part,
        field: BookField::Condition,
        name: words.asked,
        without: words.always,
        unit: &unit,
        own: Some(code),
    };
    condition::show(ui, pen, &slot, &mut variable.applies_if);
    ui.add_space(space(2));
    field::switch(ui, pen, &mut variable.optional, words.optional);
    field::switch(ui, pen, &mut variable.allow_na, words.allow_na);
    if matches!(variable.kind, Kind::Choice | Kind::Set) {
        values(ui, pen, &part, variable, &keys);
    } else {
        field::said(ui, pen, &part, BookField::Values);
    }
    field::title(ui, pen, words.facts);
    let mut facts = variable.from_document.join(", ");
    let before = facts.clone();
    field::line(ui, pen, &part, words.facts, &mut facts, space(100));
    if facts != before {
        let names = facts.split([',', '،']).map(str::trim).map(str::to_owned);
        variable.from_document = names.collect();
    }
    // A name that is not begun yet is no name.
    if !look.typing {
        variable.from_document.retain(|name| !name.is_empty());
    }
    field::said(ui, pen, &part, BookField::Facts);
    field::code(ui, pen, &part, code);
}

/// What an answer looks like, and its level.
fn answer(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, variable: &mut Variable) {
    let (strings, words) = (pen.look.strings, pen.look.strings.drafting);
    field::title(ui, pen, words.kind);
    let kinds = KINDS.map(|kind| (kind, strings.kind(kind).to_owned())).into();
    let before = variable.kind;
    field::choice(ui, pen, part, words.kind, &mut variable.kind, kinds);
    if variable.kind != before {
        follow_kind(pen, variable);
    }
    if variable.kind == Kind::Set {
        flow(ui, pen.look.rtl_ui, |ui| {
            parts::note(ui, pen.look, words.most);
            field::most(ui, pen, part, words.most, &mut variable.max);
        });
        field::said(ui, pen, part, BookField::Most);
    }
    field::title(ui, pen, words.level);
    let levels = LEVELS.map(|level| (level, strings.level(level).to_owned())).into();
    field::choice(ui, pen, part, words.level, &mut variable.level, levels);
    field::said(ui, pen, part, BookField::Kind);
}

/// Values and level that fit another kind of answer: those of the published version where it had them.
fn follow_kind(pen: &Pen<'_>, variable: &mut Variable) {
    let takes_values = matches!(variable.kind, Kind::Choice | Kind::Set);
    if !takes_values {
        variable.values.clear();
        variable.max = None;
    } else if variable.values.is_empty() {
        let old = pen.published.variable(&variable.code).map(|(_, v)| v.values.clone()).unwrap_or_default();
        variable.values = if old.is_empty() { ["1", "2"].map(|code| ValueDef::new(code.into())).into() } else { old };
    }
    variable.level = match variable.kind {
        Kind::Choice if matches!(variable.level, Level::Nominal | Level::Ordinal) => variable.level,
        Kind::Choice | Kind::Set | Kind::Entity => Level::Nominal,
        Kind::Number => Level::Ratio,
        Kind::Date => Level::Interval,
        Kind::Text => Level::None,
        Kind::Depth => Level::Ordinal,
    };
}

fn values(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, variable: &mut Variable, keys: &[Option<char>]) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    field::title(ui, pen, words.values);
    field::said(ui, pen, part, BookField::Values);
    let (question, is_set) = (variable.code.clone(), variable.kind == Kind::Set);
    for (at, value) in variable.values.iter_mut().enumerate() {
        let part = BookPart::Value(question.clone(), value.code.clone());
        let key = keys.get(at).copied().flatten().map(parts::cap);
        let (name, code) = (value.label.get(look.language).to_owned(), value.code.clone());
        rows::row(ui, pen, &part, (key.as_deref(), &name, &code), |ui, pen| {
            one(ui, pen, &part, value, is_set, key.as_deref());
        });
    }
    let key = AppCommand::AddValue.key_label();
    let behind = pen.open.clone().filter(|open| matches!(open, BookPart::Value(of, _) if *of == question));
    field::add(ui, pen, key.as_deref(), words.add_value, Act::Add(behind.unwrap_or(part.clone()), NewPart::Value));
    let gone = pen.published.variable(&question).map(|(_, v)| v.values.as_slice()).unwrap_or_default();
    let gone = gone.iter().filter(|v| variable.value(&v.code).is_none());
    let gone: Vec<(BookPart, String)> = gone
        .map(|v| (BookPart::Value(question.clone(), v.code.clone()), v.label.get(look.language).to_owned()))
        .collect();
    field::retired(ui, pen, &gone);
}

/// The fields of a value.
fn one(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, value: &mut ValueDef, is_set: bool, given: Option<&str>) {
    let words = pen.look.strings.drafting;
    flow(ui, pen.look.rtl_ui, |ui| field::ways(ui, pen, part, false));
    field::pair(ui, pen, part, words.label, &mut value.label, 0);
    field::said(ui, pen, part, BookField::Label);
    let longer: [(&str, &mut Bilingual); 3] = [
        (words.definition, &mut value.definition),
        (words.example, &mut value.example),
        (words.counter_example, &mut value.counter_example),
    ];
    for (name, text) in longer {
        field::pair(ui, pen, part, name, text, 1);
    }
    field::title(ui, pen, words.key);
    flow(ui, pen.look.rtl_ui, |ui| {
        let mut key = value.key.clone().unwrap_or_default();
        field::line(ui, pen, part, words.key, &mut key, space(12));
        value.key = (!key.is_empty()).then_some(key);
        if value.key.is_none() {
            parts::note(ui, pen.look, words.by_place);
        }
    });
    if value.key.as_ref().is_some_and(|key| given.is_none_or(|given| !given.eq_ignore_ascii_case(key))) {
        let other = given.map(|given| format!("{} {}.", words.other_key, isolate(given)));
        parts::note(ui, pen.look, other.as_deref().unwrap_or(words.no_other_key));
    }
    field::said(ui, pen, part, BookField::Key);
    if is_set {
        field::switch(ui, pen, &mut value.alone, words.alone);
    }
    let code = value.code.clone();
    field::code(ui, pen, part, &code);
}

/// The questions of a unit that stand in the published version and not in the draft.
pub(super) fn retired_of(pen: &Pen<'_>, unit: &Unit) -> Vec<(BookPart, String)> {
    let old = pen.published.unit(&unit.code).map(|u| u.variables.as_slice()).unwrap_or_default();
    let gone = old.iter().filter(|v| unit.variable(&v.code).is_none());
    let name = |v: &Variable| format!("{} {}", v.code, v.label.get(pen.look.language));
    gone.map(|v| (BookPart::Question(v.code.clone()), name(v))).collect()
}

/// How much the worst finding of a question and its values weighs.
pub(in crate::app::codebook) fn worst(findings: &[crate::model::Finding], code: &str) -> Option<Weight> {
    let of = |part: &BookPart| matches!(part, BookPart::Question(q) | BookPart::Value(q, _) if q == code);
    findings.iter().filter(|f| of(&f.part)).map(|f| f.weight).max()
}
