//! When something is asked, needed or can be marked: in words, and taken apart into lines that can be changed.

use super::{Pen, field, framed};
use crate::app::codebook::editor::Act;
use crate::app::parts::{self, Chip, flow, isolate};
use crate::app::theme::space;
use crate::model::{BookField, BookPart, Condition, Kind, Unit};
use egui::{Role, Ui};

/// Which condition of which part.
pub(super) struct Slot<'a> {
    /// The part that it belongs to.
    pub(super) part: &'a BookPart,
    /// Which of its conditions.
    pub(super) field: BookField,
    /// What it is called.
    pub(super) name: &'a str,
    /// What holds without a condition.
    pub(super) without: &'a str,
    /// The unit by whose questions and roles it is decided.
    pub(super) unit: &'a Unit,
    /// The question that cannot rest on itself.
    pub(super) own: Option<&'a str>,
}

/// Draws the condition in words and, while it is open, its lines.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>, slot: &Slot<'_>, condition: &mut Option<Condition>) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    field::title(ui, pen, slot.name);
    let place = (slot.part.clone(), slot.field);
    let is_open = pen.condition.as_ref() == Some(&place);
    match condition {
        None => {
            flow(ui, look.rtl_ui, |ui| {
                let always = Chip::answer(None, slot.without, true, Role::RadioButton);
                always.show(ui, look);
                let spoken = format!("{}: {}", slot.name, words.only_if);
                let only_if = Chip { name: &spoken, ..Chip::answer(None, words.only_if, false, Role::RadioButton) };
                if only_if.show(ui, look).clicked()
                    && let Some(first) = first(slot)
                {
                    *condition = Some(first);
                    pen.chosen = true;
                    pen.act(Act::Condition(Some(place.clone())));
                }
            });
        }
        Some(now) => {
            parts::text(
                ui,
                look,
                &format!("{} {}.", look.strings.codebook.only_if, look.strings.condition(slot.unit, now)),
            );
            let mut gone = false;
            flow(ui, look.rtl_ui, |ui| {
                let (text, next) = if is_open { (words.done, None) } else { (words.change, Some(place.clone())) };
                let spoken = format!("{}: {text}", slot.name);
                if (Chip { name: &spoken, ..Chip::button(None, text) }).show(ui, look).clicked() {
                    pen.act(Act::Condition(next));
                }
                let spoken = format!("{}: {}", slot.name, slot.without);
                if (Chip { name: &spoken, ..Chip::button(None, slot.without) }).show(ui, look).clicked() {
                    gone = true;
                }
            });
            if is_open {
                framed(ui, look, |ui| gone |= group(ui, pen, slot, now));
            }
            if gone {
                *condition = None;
                pen.chosen = true;
            }
        }
    }
    field::said(ui, pen, slot.part, slot.field);
}

/// What a new condition begins with: the first question that it can rest on, or else the first role.
fn first(slot: &Slot<'_>) -> Option<Condition> {
    let question = questions(slot).next();
    let is = question.map(|code| Condition::Is { variable: code.to_owned(), any_of: Vec::new() });
    is.or_else(|| slot.unit.roles.first().map(|role| Condition::HasAnchor(role.code.clone())))
}

fn questions<'a>(slot: &'a Slot<'_>) -> impl Iterator<Item = &'a str> {
    let can = |kind| matches!(kind, Kind::Choice | Kind::Set);
    let own = slot.own;
    let all = slot.unit.variables.iter().filter(move |v| can(v.kind) && Some(v.code.as_str()) != own);
    all.map(|v| v.code.as_str())
}

/// Draws a group of lines; whether nothing is left of it.
fn group(ui: &mut Ui, pen: &mut Pen<'_>, slot: &Slot<'_>, condition: &mut Condition) -> bool {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    let taken = std::mem::replace(condition, Condition::All(Vec::new()));
    let (mut all, mut lines) = match taken {
        Condition::All(lines) => (true, lines),
        Condition::Any(lines) => (false, lines),
        one => (true, vec![one]),
    };
    if lines.len() > 1 {
        flow(ui, look.rtl_ui, |ui| {
            for (is_all, text) in [(true, words.all_of), (false, words.any_of)] {
                if Chip::answer(None, text, all == is_all, Role::RadioButton).show(ui, look).clicked() {
                    pen.chosen |= all != is_all;
                    all = is_all;
                }
            }
        });
    }
    let mut gone = None;
    for (at, one) in lines.iter_mut().enumerate() {
        ui.push_id(("condition", at), |ui| {
            if line(ui, pen, slot, one) {
                gone = Some(at);
            }
        });
        ui.add_space(space(1));
    }
    if let Some(at) = gone {
        lines.remove(at);
        pen.chosen = true;
    }
    if Chip::button(None, words.add_condition).show(ui, look).clicked()
        && let Some(first) = first(slot)
    {
        lines.push(first);
        pen.chosen = true;
    }
    let empty = lines.is_empty();
    *condition = match lines.pop() {
        Some(one) if lines.is_empty() => one,
        last => {
            lines.extend(last);
            if all { Condition::All(lines) } else { Condition::Any(lines) }
        }
    };
    empty
}

/// Draws one line; whether it is to be taken away.
fn line(ui: &mut Ui, pen: &mut Pen<'_>, slot: &Slot<'_>, condition: &mut Condition) -> bool {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    let negated = matches!(condition, Condition::Not(_));
    let mut inner = match std::mem::replace(condition, Condition::All(Vec::new())) {
        Condition::Not(inner) => *inner,
        plain => plain,
    };
    let (mut not, mut gone) = (negated, false);
    flow(ui, look.rtl_ui, |ui| {
        if Chip::answer(None, words.not, not, Role::CheckBox).show(ui, look).clicked() {
            not = !not;
            pen.chosen = true;
        }
        gone = Chip::button(None, words.take_away).show(ui, look).clicked();
    });
    if matches!(inner, Condition::All(_) | Condition::Any(_)) {
        framed(ui, look, |ui| gone |= group(ui, pen, slot, &mut inner));
    } else {
        rests_on(ui, pen, slot, &mut inner);
        answers(ui, pen, slot, &mut inner);
    }
    *condition = if not { Condition::Not(Box::new(inner)) } else { inner };
    gone
}

/// The questions and roles that a line can rest on.
fn rests_on(ui: &mut Ui, pen: &mut Pen<'_>, slot: &Slot<'_>, condition: &mut Condition) {
    let look = pen.look;
    parts::note(ui, look, look.strings.drafting.choose_question);
    let now = match condition {
        Condition::Is { variable, .. } | Condition::AtLeast { variable, .. } => variable.clone(),
        _ => String::new(),
    };
    let role_now = match condition {
        Condition::HasAnchor(role) | Condition::NoAnchor(role) => role.clone(),
        _ => String::new(),
    };
    flow(ui, look.rtl_ui, |ui| {
        for code in questions(slot) {
            let label = slot.unit.variable(code).map_or("", |v| v.label.get(look.language));
            let text = format!("{} {}", isolate(code), isolate(label));
            let chip = Chip { one_way: true, ..Chip::answer(None, &text, now == code, Role::RadioButton) };
            if chip.show(ui, look).clicked() && now != code {
                *condition = Condition::Is { variable: code.to_owned(), any_of: Vec::new() };
                pen.chosen = true;
            }
        }
        for role in &slot.unit.roles {
            let text = role.label.get(look.language);
            if Chip::answer(None, text, role_now == role.code, Role::RadioButton).show(ui, look).clicked()
                && role_now != role.code
            {
                *condition = Condition::HasAnchor(role.code.clone());
                pen.chosen = true;
            }
        }
    });
}

/// What must be so of what a line rests on.
fn answers(ui: &mut Ui, pen: &mut Pen<'_>, slot: &Slot<'_>, condition: &mut Condition) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    if let Condition::HasAnchor(role) | Condition::NoAnchor(role) = &*condition {
        let (role, marked) = (role.clone(), matches!(condition, Condition::HasAnchor(_)));
        flow(ui, look.rtl_ui, |ui| {
            for (is, text) in [(true, words.is_marked), (false, words.is_not_marked)] {
                if Chip::answer(None, text, marked == is, Role::RadioButton).show(ui, look).clicked() && marked != is {
                    let role = role.clone();
                    *condition = if is { Condition::HasAnchor(role) } else { Condition::NoAnchor(role) };
                    pen.chosen = true;
                }
            }
        });
        return;
    }
    let (Condition::Is { variable, .. } | Condition::AtLeast { variable, .. }) = &*condition else { return };
    let Some(question) = slot.unit.variable(variable) else { return };
    if question.kind == Kind::Set {
        let counts = matches!(condition, Condition::AtLeast { .. });
        flow(ui, look.rtl_ui, |ui| {
            for (is, text) in [(false, words.answer_is), (true, words.labels_at_least)] {
                if Chip::answer(None, text, counts == is, Role::RadioButton).show(ui, look).clicked() && counts != is {
                    let variable = question.code.clone();
                    *condition = if is {
                        Condition::AtLeast { variable, count: 2 }
                    } else {
                        Condition::Is { variable, any_of: Vec::new() }
                    };
                    pen.chosen = true;
                }
            }
        });
    } else {
        parts::note(ui, look, words.answer_is);
    }
    match condition {
        Condition::Is { any_of, .. } => {
            let options: Vec<(String, String)> =
                question.values.iter().map(|v| (v.code.clone(), v.label.get(look.language).to_owned())).collect();
            let part = BookPart::Question(question.code.clone());
            field::several(ui, pen, &part, words.answer_is, any_of, &options);
        }
        Condition::AtLeast { count, .. } => {
            let mut most = Some(*count);
            field::most(ui, pen, slot.part, words.labels_at_least, &mut most);
            *count = most.unwrap_or(0);
        }
        _ => {}
    }
}
