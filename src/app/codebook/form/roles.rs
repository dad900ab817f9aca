//! The roles of spans in a unit: words, key, line and colour, when they are needed, what they settle.

use super::condition::{self, Slot};
use super::{Pen, field, rows};
use crate::app::codebook::editor::Act;
use crate::app::parts::{self, flow};
use crate::app::theme::space;
use crate::model::{BookField, BookPart, Kind, LineStyle, NewPart, ProposalKind, ROLE_COLORS, Role, Unit};
use egui::{Sense, Ui, vec2};

const LINES: [LineStyle; 5] =
    [LineStyle::Solid, LineStyle::Double, LineStyle::Dotted, LineStyle::Dashed, LineStyle::Boxed];

/// Draws the roles; `now` is the unit as it was before this frame.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>, now: &Unit, unit: &mut Unit) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    field::title(ui, pen, words.roles);
    let code = unit.code.clone();
    for role in &mut unit.roles {
        let part = BookPart::Role(code.clone(), role.code.clone());
        let (name, own, key) = (role.label.get(look.language).to_owned(), role.code.clone(), role.key.clone());
        let sign = Some((role.line, look.theme.role(&role.color)));
        rows::signed(ui, pen, &part, (Some(&key), &name, &own), sign, |ui, pen| one(ui, pen, &part, now, role));
    }
    field::add(ui, pen, None, words.add_role, Act::Add(BookPart::Unit(code.clone()), NewPart::Role));
    let old = pen.published.unit(&code).map(|u| u.roles.as_slice()).unwrap_or_default();
    let gone: Vec<(BookPart, String)> = old
        .iter()
        .filter(|role| unit.role(&role.code).is_none())
        .map(|role| (BookPart::Role(code.clone(), role.code.clone()), role.label.get(look.language).to_owned()))
        .collect();
    field::retired(ui, pen, &gone);
}

fn one(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, unit: &Unit, role: &mut Role) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    flow(ui, look.rtl_ui, |ui| field::ways(ui, pen, part, false));
    field::pair(ui, pen, part, words.label, &mut role.label, 0);
    field::said(ui, pen, part, BookField::Label);
    field::pair(ui, pen, part, words.definition, &mut role.definition, 1);
    field::title(ui, pen, words.key);
    field::line(ui, pen, part, words.key, &mut role.key, space(12));
    field::said(ui, pen, part, BookField::Key);
    looks(ui, pen, part, role);
    field::title(ui, pen, words.most);
    field::most(ui, pen, part, words.most, &mut role.max);
    field::said(ui, pen, part, BookField::Most);
    let (needed, applies) = (words.needed, words.applies);
    if role.required {
        field::title(ui, pen, needed);
    } else {
        let slot = Slot { part, field: BookField::Needed, name: needed, without: words.never, unit, own: None };
        condition::show(ui, pen, &slot, &mut role.required_if);
    }
    field::switch(ui, pen, &mut role.required, look.strings.codebook.needed);
    let slot = Slot { part, field: BookField::Condition, name: applies, without: words.always, unit, own: None };
    condition::show(ui, pen, &slot, &mut role.applies_if);
    field::title(ui, pen, words.proposed_by);
    let proposers = [None, Some(ProposalKind::Disclaimer), Some(ProposalKind::Cue)];
    let proposers = proposers.map(|kind| (kind, look.strings.proposer_name(kind).to_owned())).into();
    field::choice(ui, pen, part, words.proposed_by, &mut role.proposed_by, proposers);
    implies(ui, pen, part, unit, role);
    field::title(ui, pen, words.stands_for);
    let mut code = role.variable.clone().unwrap_or_default();
    field::line(ui, pen, part, words.stands_for, &mut code, space(30));
    role.variable = (!code.is_empty()).then_some(code);
    field::said(ui, pen, part, BookField::StandsFor);
    let code = role.code.clone();
    field::code(ui, pen, part, &code);
}

/// Line and colour, each shown as it will be drawn.
fn looks(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, role: &mut Role) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().min(space(60)), space(8)), Sense::hover());
    let mut cursor = parts::Cursor::new(rect, look.rtl_ui);
    let at = cursor.take(space(40));
    let color = look.theme.role(&role.color);
    let name = parts::galley(ui, role.label.get(look.language), &crate::app::bidi::Style::new(14.0), at.width());
    parts::paint_in(ui, &name, at.translate(vec2(0.0, -2.0)), color);
    parts::role_line(ui, at, role.line, color);
    field::title(ui, pen, words.line);
    let lines = LINES.map(|line| (line, look.strings.line_name(line).to_owned())).into();
    field::choice(ui, pen, part, words.line, &mut role.line, lines);
    field::title(ui, pen, words.color);
    let colors = ROLE_COLORS.map(|color| (color.to_owned(), look.strings.color_name(color))).into();
    field::choice(ui, pen, part, words.color, &mut role.color, colors);
    field::said(ui, pen, part, BookField::Color);
}

/// The answers that a span settles.
fn implies(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, unit: &Unit, role: &mut Role) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    field::title(ui, pen, words.implies);
    let now = role.implies.keys().next().cloned();
    let mut question = now.clone();
    let choices = unit.variables.iter().filter(|v| v.kind == Kind::Choice);
    let options: Vec<(Option<String>, String)> = std::iter::once((None, words.nobody.to_owned()))
        .chain(choices.map(|v| (Some(v.code.clone()), v.label.get(look.language).to_owned())))
        .collect();
    field::choice(ui, pen, part, words.implies, &mut question, options);
    if question != now {
        role.implies.clear();
        let first = question.as_ref().and_then(|code| unit.variable(code)?.values.first());
        role.implies.extend(question.clone().zip(first.map(|value| value.code.clone())));
    }
    for (code, value) in &mut role.implies {
        let Some(variable) = unit.variable(code) else { continue };
        let values = variable.values.iter().map(|v| (v.code.clone(), v.label.get(look.language).to_owned())).collect();
        field::choice(ui, pen, part, words.answer_is, value, values);
    }
    field::said(ui, pen, part, BookField::Implies);
}
