//! A unit: words, what it belongs to, roles, links, records from the start, its questions.

use super::condition::{self, Slot};
use super::{Pen, field, question, roles, rows};
use crate::app::codebook::editor::Act;
use crate::app::command::AppCommand;
use crate::app::parts::{Chip, flow};
use crate::app::theme::space;
use crate::model::{BookField, BookPart, Cardinality, Codebook, Kind, LinkRole, NewPart, Scope, Unit};
use egui::{Role, Ui};
use std::collections::BTreeMap;

/// Draws the form of a unit.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>, book: &mut Codebook, code: &str) {
    let (strings, words) = (pen.look.strings, pen.look.strings.drafting);
    let language = pen.look.language;
    let units: Vec<Unit> = book.units.clone();
    let part = BookPart::Unit(code.to_owned());
    let Some(unit) = book.unit_mut(code) else { return };
    field::head(ui, pen, &part, code, &unit.label);
    field::said(ui, pen, &part, BookField::Units);
    field::said(ui, pen, &part, BookField::Questions);
    field::pair(ui, pen, &part, words.label, &mut unit.label, 0);
    field::said(ui, pen, &part, BookField::Label);
    field::pair(ui, pen, &part, words.definition, &mut unit.definition, 2);
    field::title(ui, pen, words.scope);
    let scopes = [Scope::Article, Scope::Document, Scope::Coder];
    let scopes = scopes.map(|scope| (scope, strings.scope_name(scope).to_owned())).into();
    field::choice(ui, pen, &part, words.scope, &mut unit.scope, scopes);
    field::title(ui, pen, words.cardinality);
    let many = [Cardinality::One, Cardinality::Many].map(|c| (c, strings.cardinality_name(c).to_owned())).into();
    field::choice(ui, pen, &part, words.cardinality, &mut unit.cardinality, many);
    if unit.cardinality == Cardinality::Many {
        field::switch(ui, pen, &mut unit.ordered, words.ordered);
        field::switch(ui, pen, &mut unit.nests, words.nests);
    }
    ui.add_space(space(2));
    let key = AppCommand::AddQuestion.key_label();
    field::add(ui, pen, key.as_deref(), words.add_question, Act::Add(part.clone(), NewPart::Question));
    let gone = question::retired_of(pen, unit);
    field::retired(ui, pen, &gone);
    let now = unit.clone();
    roles::show(ui, pen, &now, unit);
    links(ui, pen, &units, &now, unit);
    if unit.cardinality == Cardinality::Many {
        obligatory(ui, pen, &part, &now, &mut unit.obligatory);
    }
    let gone: Vec<(BookPart, String)> = pen
        .published
        .units
        .iter()
        .filter(|old| !units.iter().any(|u| u.code == old.code))
        .map(|old| (BookPart::Unit(old.code.clone()), old.label.get(language).to_owned()))
        .collect();
    field::retired(ui, pen, &gone);
    field::code(ui, pen, &part, code);
}

fn links(ui: &mut Ui, pen: &mut Pen<'_>, units: &[Unit], now: &Unit, unit: &mut Unit) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    field::title(ui, pen, words.links);
    let code = unit.code.clone();
    for link in &mut unit.links {
        let part = BookPart::Link(code.clone(), link.code.clone());
        let (name, own) = (link.label.get(look.language).to_owned(), link.code.clone());
        rows::row(ui, pen, &part, (None, &name, &own), |ui, pen| one_link(ui, pen, &part, units, now, link));
    }
    field::add(ui, pen, None, words.add_link, Act::Add(BookPart::Unit(code.clone()), NewPart::Link));
    let old = pen.published.unit(&code).map(|u| u.links.as_slice()).unwrap_or_default();
    let gone = old.iter().filter(|l| !unit.links.iter().any(|now| now.code == l.code));
    let gone: Vec<(BookPart, String)> =
        gone.map(|l| (BookPart::Link(code.clone(), l.code.clone()), l.label.get(look.language).to_owned())).collect();
    field::retired(ui, pen, &gone);
}

fn one_link(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, units: &[Unit], now: &Unit, link: &mut LinkRole) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    flow(ui, look.rtl_ui, |ui| field::ways(ui, pen, part, false));
    field::pair(ui, pen, part, words.label, &mut link.label, 0);
    field::said(ui, pen, part, BookField::Label);
    field::title(ui, pen, words.to_unit);
    let to = units.iter().filter(|u| u.scope != Scope::Coder);
    let to = to.map(|u| (u.code.clone(), u.label.get(look.language).to_owned())).collect();
    field::choice(ui, pen, part, words.to_unit, &mut link.to_unit, to);
    field::said(ui, pen, part, BookField::Units);
    let needed =
        Slot { part, field: BookField::Needed, name: words.needed, without: words.never, unit: now, own: None };
    condition::show(ui, pen, &needed, &mut link.required_if);
    if let Some(other) = units.iter().find(|u| u.code == link.to_unit) {
        let accepts = Slot {
            part,
            field: BookField::Accepts,
            name: words.accepts,
            without: words.always,
            unit: other,
            own: None,
        };
        condition::show(ui, pen, &accepts, &mut link.accepts_if);
    }
    let code = link.code.clone();
    field::code(ui, pen, part, &code);
}

/// Records that stand there from the start: each a value of some questions, by which it is known.
fn obligatory(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, unit: &Unit, rows: &mut Vec<BTreeMap<String, String>>) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    field::title(ui, pen, words.rows);
    field::said(ui, pen, part, BookField::Rows);
    // The questions by which the records so far are known; for a first one any choice can be it.
    let known: Vec<String> = rows.iter().flat_map(BTreeMap::keys).cloned().collect();
    let choices = || unit.variables.iter().filter(|v| v.kind == Kind::Choice && !v.values.is_empty());
    let asked: Vec<_> = choices().filter(|v| known.is_empty() || known.contains(&v.code)).collect();
    let mut gone = None;
    for (at, row) in rows.iter_mut().enumerate() {
        ui.push_id(("row", at), |ui| {
            super::framed(ui, look, |ui| {
                for variable in choices().filter(|v| asked.iter().any(|a| a.code == v.code)) {
                    crate::app::parts::note(ui, look, variable.label.get(look.language));
                    let mut now = row.get(&variable.code).cloned();
                    let none = (None, words.row_none.to_owned());
                    let values =
                        variable.values.iter().map(|v| (Some(v.code.clone()), v.label.get(look.language).to_owned()));
                    let options = std::iter::once(none).chain(values).collect();
                    let name = look.strings.list(&[variable.label.get(look.language), &look.strings.number(at + 1)]);
                    field::choice(ui, pen, part, &name, &mut now, options);
                    match now {
                        Some(value) => row.insert(variable.code.clone(), value),
                        None => row.remove(&variable.code),
                    };
                }
                let spoken = look.strings.list(&[words.take_away, &look.strings.number(at + 1)]);
                let chip = Chip { name: &spoken, role: Role::Button, ..Chip::button(None, words.take_away) };
                if chip.show(ui, look).clicked() {
                    gone = Some(at);
                }
            });
        });
    }
    if let Some(at) = gone {
        rows.remove(at);
        pen.chosen = true;
    }
    if !asked.is_empty() && Chip::button(None, words.add_row).show(ui, look).clicked() {
        let first = asked.first().and_then(|v| v.values.first().map(|d| (v.code.clone(), d.code.clone())));
        rows.push(first.into_iter().collect());
        pen.chosen = true;
    }
}
