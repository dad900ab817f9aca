//! Changing a codebook while it is a draft: adding, renaming, moving and retiring its parts.
//!
//! Nothing here judges what comes out ([`Codebook::findings`] does), but no code of a unit or a question ever stands twice.

use super::{
    Bilingual, BookPart, Codebook, FlagKind, LinkRole, NewPart, Panel, PanelView, Role, Unit, ValueDef, Variable,
};
use crate::model::Condition;

impl Codebook {
    /// Adds a part behind the one that is named: a unit behind a unit, a question behind a question (or first in a unit), and so on.
    /// `retired` are codebooks whose codes must not come to mean something else. The new part, with a code of its own.
    pub fn add(&mut self, behind: &BookPart, new: NewPart, retired: &[&Codebook]) -> Option<BookPart> {
        Some(match new {
            NewPart::Unit => {
                let code = self.free("U1", |book, code| book.unit(code).is_some(), retired);
                let at = self.units.iter().position(|u| *behind == BookPart::Unit(u.code.clone()));
                let at = at.map_or(self.units.len(), |at| at + 1);
                self.units.insert(at, Unit::new(code.clone()));
                BookPart::Unit(code)
            }
            NewPart::Question => {
                let (unit, question) = match behind {
                    BookPart::Unit(unit) => (unit.clone(), None),
                    BookPart::Question(question) => (self.variable(question)?.0.code.clone(), Some(question.clone())),
                    _ => return None,
                };
                let last = self.unit(&unit)?.variables.last().map_or("Q0", |v| v.code.as_str());
                let code = self.free(&following(last), |book, code| book.variable(code).is_some(), retired);
                let unit = self.units.iter_mut().find(|u| u.code == unit)?;
                let at = question.and_then(|code| unit.variables.iter().position(|v| v.code == code));
                unit.variables.insert(at.map_or(0, |at| at + 1), Variable::new(code.clone()));
                BookPart::Question(code)
            }
            NewPart::Value => {
                let (BookPart::Question(question) | BookPart::Value(question, _)) = behind else { return None };
                let values = &self.variable(question)?.1.values;
                let taken = |book: &Codebook, code: &str| {
                    book.variable(question).is_some_and(|(_, variable)| variable.value(code).is_some())
                };
                let first = values.last().map_or_else(|| "1".to_owned(), |v| following(&v.code));
                let code = self.free(&first, taken, retired);
                let values = &mut self.question_mut(question)?.values;
                let at = values.iter().position(|v| *behind == BookPart::Value(question.clone(), v.code.clone()));
                values.insert(at.map_or(values.len(), |at| at + 1), ValueDef::new(code.clone()));
                BookPart::Value(question.clone(), code)
            }
            NewPart::Role => {
                let (BookPart::Unit(unit) | BookPart::Role(unit, _)) = behind else { return None };
                let taken = |book: &Codebook, code: &str| book.unit(unit).is_some_and(|u| u.role(code).is_some());
                let code = self.free("span1", taken, retired);
                self.unit_mut(unit)?.roles.push(Role::new(code.clone()));
                BookPart::Role(unit.clone(), code)
            }
            NewPart::Link => {
                let (BookPart::Unit(unit) | BookPart::Link(unit, _)) = behind else { return None };
                let taken = |book: &Codebook, code: &str| {
                    book.unit(unit).is_some_and(|u| u.links.iter().any(|l| l.code == code))
                };
                let code = self.free("link1", taken, retired);
                let to_unit = unit.clone();
                let label = Bilingual::default();
                let link = LinkRole { code: code.clone(), label, to_unit, required_if: None, accepts_if: None };
                self.unit_mut(unit)?.links.push(link);
                BookPart::Link(unit.clone(), code)
            }
            NewPart::Panel => {
                let taken = |book: &Codebook, code: &str| book.panels.iter().any(|p| p.code == code);
                let code = self.free("panel1", taken, retired);
                let label = Bilingual::default();
                self.panels.push(Panel { code: code.clone(), label, units: Vec::new(), view: PanelView::Form });
                BookPart::Panel(code)
            }
            NewPart::Flag => {
                let taken = |book: &Codebook, code: &str| book.flags.iter().any(|f| f.code == code);
                let code = self.free("flag1", taken, retired);
                self.flags.push(FlagKind { code: code.clone(), label: Bilingual::default() });
                BookPart::Flag(code)
            }
        })
    }

    /// The first code from `from` on that neither this codebook nor a retired one has.
    fn free(&self, from: &str, taken: impl Fn(&Self, &str) -> bool, retired: &[&Self]) -> String {
        let mut code = from.to_owned();
        while taken(self, &code) || retired.iter().any(|book| taken(book, &code)) {
            code = following(&code);
        }
        code
    }

    /// The unit with a code.
    pub fn unit_mut(&mut self, code: &str) -> Option<&mut Unit> {
        self.units.iter_mut().find(|u| u.code == code)
    }

    /// The question with a code.
    pub fn question_mut(&mut self, code: &str) -> Option<&mut Variable> {
        self.units.iter_mut().flat_map(|u| &mut u.variables).find(|v| v.code == code)
    }

    /// Whether a part is there.
    pub fn has(&self, part: &BookPart) -> bool {
        match part {
            BookPart::Book => true,
            BookPart::Unit(unit) => self.unit(unit).is_some(),
            BookPart::Role(unit, role) => self.unit(unit).is_some_and(|u| u.role(role).is_some()),
            BookPart::Link(unit, link) => self.unit(unit).is_some_and(|u| u.links.iter().any(|l| l.code == *link)),
            BookPart::Question(question) => self.variable(question).is_some(),
            BookPart::Value(question, value) => {
                self.variable(question).is_some_and(|(_, variable)| variable.value(value).is_some())
            }
            BookPart::Panel(panel) => self.panels.iter().any(|p| p.code == *panel),
            BookPart::Flag(flag) => self.flags.iter().any(|f| f.code == *flag),
        }
    }

    /// Takes a part out. Panels show a unit that is taken out no longer; what else speaks of the part is left for whoever decides it.
    pub fn retire(&mut self, part: &BookPart) {
        match part {
            BookPart::Book => {}
            BookPart::Unit(unit) => {
                self.units.retain(|u| u.code != *unit);
                self.panels.iter_mut().for_each(|panel| panel.units.retain(|code| code != unit));
            }
            BookPart::Role(unit, role) => {
                self.unit_mut(unit).into_iter().for_each(|u| u.roles.retain(|r| r.code != *role));
            }
            BookPart::Link(unit, link) => {
                self.unit_mut(unit).into_iter().for_each(|u| u.links.retain(|l| l.code != *link));
            }
            BookPart::Question(question) => {
                self.units.iter_mut().for_each(|unit| unit.variables.retain(|v| v.code != *question));
            }
            BookPart::Value(question, value) => {
                self.question_mut(question).into_iter().for_each(|v| v.values.retain(|d| d.code != *value));
            }
            BookPart::Panel(panel) => self.panels.retain(|p| p.code != *panel),
            BookPart::Flag(flag) => self.flags.retain(|f| f.code != *flag),
        }
    }

    /// Puts a part back as it was in an older version, at its old place as far as that is there. Whether it is there now.
    pub fn restore(&mut self, part: &BookPart, from: &Self) -> bool {
        if self.has(part) || !from.has(part) {
            return self.has(part);
        }
        match part {
            BookPart::Unit(code) => {
                let Some(mut unit) = from.unit(code).cloned() else { return false };
                // A question that has moved to another unit stays there.
                unit.variables.retain(|v| self.variable(&v.code).is_none());
                put_back(&mut self.units, unit, &from.units, |u| &u.code);
                for old in from.panels.iter().filter(|p| p.units.contains(code)) {
                    for panel in self.panels.iter_mut().filter(|p| p.code == old.code && !p.units.contains(code)) {
                        panel.units.push(code.clone());
                    }
                }
            }
            BookPart::Question(code) => {
                let Some((old, variable)) = from.variable(code) else { return false };
                let Some(unit) = self.unit_mut(&old.code) else { return false };
                put_back(&mut unit.variables, variable.clone(), &old.variables, |v| &v.code);
            }
            BookPart::Value(question, value) => {
                let Some((_, old)) = from.variable(question) else { return false };
                let (Some(variable), Some(value)) = (self.question_mut(question), old.value(value)) else {
                    return false;
                };
                put_back(&mut variable.values, value.clone(), &old.values, |v| &v.code);
            }
            BookPart::Role(code, role) => {
                let (Some(unit), Some(old)) = (self.unit_mut(code), from.unit(code)) else { return false };
                old.role(role)
                    .into_iter()
                    .for_each(|role| put_back(&mut unit.roles, role.clone(), &old.roles, |r| &r.code));
            }
            BookPart::Link(code, link) => {
                let (Some(unit), Some(old)) = (self.unit_mut(code), from.unit(code)) else { return false };
                let link = old.links.iter().find(|l| l.code == *link);
                if let Some(link) = link {
                    put_back(&mut unit.links, link.clone(), &old.links, |l| &l.code);
                }
            }
            BookPart::Panel(code) => {
                let panel = from.panels.iter().find(|p| p.code == *code).cloned();
                if let Some(panel) = panel {
                    put_back(&mut self.panels, panel, &from.panels, |p| &p.code);
                }
            }
            BookPart::Flag(code) => {
                let flag = from.flags.iter().find(|f| f.code == *code).cloned();
                if let Some(flag) = flag {
                    put_back(&mut self.flags, flag, &from.flags, |f| &f.code);
                }
            }
            BookPart::Book => {}
        }
        self.has(part)
    }

    /// Moves a part among its like. A question that is moved beyond the first or last of its unit stays.
    pub fn shift(&mut self, part: &BookPart, forth: bool) {
        match part {
            BookPart::Book => {}
            BookPart::Unit(code) => swap(&mut self.units, forth, |u| u.code == *code),
            BookPart::Question(code) => {
                self.units.iter_mut().for_each(|u| swap(&mut u.variables, forth, |v| v.code == *code));
            }
            BookPart::Value(question, code) => {
                self.question_mut(question).into_iter().for_each(|v| swap(&mut v.values, forth, |d| d.code == *code));
            }
            BookPart::Role(unit, code) => {
                self.unit_mut(unit).into_iter().for_each(|u| swap(&mut u.roles, forth, |r| r.code == *code));
            }
            BookPart::Link(unit, code) => {
                self.unit_mut(unit).into_iter().for_each(|u| swap(&mut u.links, forth, |l| l.code == *code));
            }
            BookPart::Panel(code) => swap(&mut self.panels, forth, |p| p.code == *code),
            BookPart::Flag(code) => swap(&mut self.flags, forth, |f| f.code == *code),
        }
    }

    /// Gives a part another code, everywhere where it is spoken of. Refused, with what stands in the way left as it is, where the code is taken.
    pub fn rename(&mut self, part: &BookPart, to: &str) -> Option<BookPart> {
        let renamed = match part {
            BookPart::Book => {
                to.clone_into(&mut self.id);
                return Some(BookPart::Book);
            }
            BookPart::Unit(_) => BookPart::Unit(to.into()),
            BookPart::Role(unit, _) => BookPart::Role(unit.clone(), to.into()),
            BookPart::Link(unit, _) => BookPart::Link(unit.clone(), to.into()),
            BookPart::Question(_) => BookPart::Question(to.into()),
            BookPart::Value(question, _) => BookPart::Value(question.clone(), to.into()),
            BookPart::Panel(_) => BookPart::Panel(to.into()),
            BookPart::Flag(_) => BookPart::Flag(to.into()),
        };
        if self.has(&renamed) || !self.has(part) {
            return None;
        }
        let set = |code: &mut String, from: &str| {
            if code == from {
                to.clone_into(code);
            }
        };
        match part {
            BookPart::Book => {}
            BookPart::Unit(from) => {
                for unit in &mut self.units {
                    set(&mut unit.code, from);
                    unit.links.iter_mut().for_each(|link| set(&mut link.to_unit, from));
                }
                self.panels.iter_mut().flat_map(|p| &mut p.units).for_each(|code| set(code, from));
            }
            BookPart::Question(from) => self.rename_question(from, to),
            BookPart::Value(question, from) => self.rename_value(question, from, to),
            BookPart::Role(unit, from) => {
                for panel in self.panels.iter_mut().filter(|p| p.units.contains(unit)) {
                    if let PanelView::Grid(grid) = &mut panel.view {
                        grid.evidence.iter_mut().for_each(|role| set(role, from));
                    }
                }
                let unit = self.unit_mut(unit)?;
                unit.roles.iter_mut().for_each(|role| set(&mut role.code, from));
                unit.each_condition(&mut |condition| {
                    if let Condition::HasAnchor(role) | Condition::NoAnchor(role) = condition {
                        set(role, from);
                    }
                });
            }
            BookPart::Link(unit, from) => {
                self.unit_mut(unit).into_iter().flat_map(|u| &mut u.links).for_each(|l| set(&mut l.code, from));
            }
            BookPart::Panel(from) => self.panels.iter_mut().for_each(|p| set(&mut p.code, from)),
            BookPart::Flag(from) => self.flags.iter_mut().for_each(|f| set(&mut f.code, from)),
        }
        Some(renamed)
    }

    fn rename_question(&mut self, from: &str, to: &str) {
        let set = |code: &mut String| {
            if code == from {
                to.clone_into(code);
            }
        };
        for unit in &mut self.units {
            unit.variables.iter_mut().for_each(|v| set(&mut v.code));
            for role in &mut unit.roles {
                if let Some(value) = role.implies.remove(from) {
                    role.implies.insert(to.to_owned(), value);
                }
            }
            for row in &mut unit.obligatory {
                if let Some(value) = row.remove(from) {
                    row.insert(to.to_owned(), value);
                }
            }
            unit.each_condition(&mut |condition| match condition {
                Condition::Is { variable, .. } | Condition::AtLeast { variable, .. } => set(variable),
                _ => {}
            });
        }
        for panel in &mut self.panels {
            if let PanelView::Grid(grid) = &mut panel.view {
                [&mut grid.rows, &mut grid.columns, &mut grid.cell, &mut grid.state].into_iter().for_each(set);
            }
        }
    }

    fn rename_value(&mut self, question: &str, from: &str, to: &str) {
        let set = |code: &mut String| {
            if code == from {
                to.clone_into(code);
            }
        };
        for unit in &mut self.units {
            let variables = unit.variables.iter_mut().filter(|v| v.code == question);
            variables.flat_map(|v| &mut v.values).for_each(|value| set(&mut value.code));
            unit.roles.iter_mut().filter_map(|r| r.implies.get_mut(question)).for_each(set);
            unit.obligatory.iter_mut().filter_map(|row| row.get_mut(question)).for_each(set);
            unit.each_condition(&mut |condition| match condition {
                Condition::Is { variable, any_of } if variable == question => any_of.iter_mut().for_each(set),
                _ => {}
            });
        }
    }
}

impl Unit {
    /// Every condition of the unit, and every part of each.
    fn each_condition(&mut self, with: &mut impl FnMut(&mut Condition)) {
        let asked = self.variables.iter_mut().filter_map(|v| v.applies_if.as_mut());
        let of_roles = self.roles.iter_mut().flat_map(|r| r.applies_if.iter_mut().chain(&mut r.required_if));
        let of_links = self.links.iter_mut().flat_map(|l| l.required_if.iter_mut().chain(&mut l.accepts_if));
        asked.chain(of_roles).chain(of_links).for_each(|condition| condition.each(with));
    }
}

impl Condition {
    fn each(&mut self, with: &mut impl FnMut(&mut Self)) {
        with(self);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.each(with)),
            Self::Not(inner) => inner.each(with),
            Self::Is { .. } | Self::AtLeast { .. } | Self::HasAnchor(_) | Self::NoAnchor(_) => {}
        }
    }
}

/// The code behind one: `A8` behind `A7`, `other1` behind `other`.
fn following(code: &str) -> String {
    let digits = code.chars().rev().take_while(char::is_ascii_digit).count();
    let (name, number) = code.split_at(code.len() - digits);
    let number = number.parse::<u64>().unwrap_or(0).saturating_add(1);
    // A sign before a number is part of it: nothing follows -1 but 2.
    format!("{}{number}", if name == "-" { "" } else { name })
}

fn swap<T>(things: &mut [T], forth: bool, is: impl Fn(&T) -> bool) {
    let Some(at) = things.iter().position(is) else { return };
    let to = if forth { at + 1 } else { at.wrapping_sub(1) };
    if to < things.len() {
        things.swap(at, to);
    }
}

/// Inserts a thing behind the nearest of those that stood before it and are still there.
fn put_back<T>(into: &mut Vec<T>, thing: T, old: &[T], code: impl Fn(&T) -> &String) {
    let before = old.iter().take_while(|o| code(o) != code(&thing));
    let at = before.filter_map(|o| into.iter().position(|now| code(now) == code(o))).last();
    let at = at.map_or(0, |at| at + 1);
    into.insert(at, thing);
}
