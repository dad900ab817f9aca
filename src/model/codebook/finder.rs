//! Looks for what is to be put right: what the schema asks for, what must hold together, and advice.

use super::finding::is_code;
use super::{
    Bilingual, BookField, BookPart, BookProblem, Codebook, Finding, Kind, Level, LinkRole, PanelView, ROLE_COLORS,
    Role, Scope, UiLanguage, Unit, Variable, Weight,
};
use crate::model::Condition;
use std::collections::BTreeSet;

impl Codebook {
    /// Everything that is to be put right, in the order of the codebook: what the schema asks for, what must hold together, and advice.
    pub fn findings(&self) -> Vec<Finding> {
        let mut finder = Finder { book: self, out: Vec::new() };
        finder.book();
        self.units.iter().for_each(|unit| finder.unit(unit));
        finder.panels();
        for flag in &self.flags {
            finder.named(&BookPart::Flag(flag.code.clone()), &flag.code, &flag.label);
        }
        finder.out
    }
}

struct Finder<'a> {
    book: &'a Codebook,
    out: Vec<Finding>,
}

impl Finder<'_> {
    fn say(&mut self, part: &BookPart, field: BookField, weight: Weight, problem: BookProblem) {
        self.out.push(Finding { part: part.clone(), field, problem, weight });
    }

    fn unique<'a>(&mut self, part: impl Fn(&str) -> BookPart, codes: impl Iterator<Item = &'a String>) {
        let mut seen = BTreeSet::new();
        for code in codes {
            if !seen.insert(code) {
                self.say(&part(code), BookField::Code, Weight::Fatal, BookProblem::Twice(code.clone()));
            }
        }
    }

    fn code(&mut self, part: &BookPart, field: BookField, code: &str) {
        if !is_code(code) {
            self.say(part, field, Weight::Blocks, BookProblem::WrongCode(code.to_owned()));
        }
    }

    fn words(&mut self, part: &BookPart, weight: Weight, words: &Bilingual) {
        for (text, language) in [(&words.en, UiLanguage::En), (&words.ar, UiLanguage::Ar)] {
            if text.is_empty() {
                self.say(part, BookField::Label, weight, BookProblem::NoWords(language));
            }
        }
    }

    fn named(&mut self, part: &BookPart, code: &str, label: &Bilingual) {
        self.code(part, BookField::Code, code);
        self.words(part, Weight::Blocks, label);
    }

    fn known(&mut self, part: &BookPart, field: BookField, weight: Weight, code: &str, is_known: bool) {
        if !is_known {
            self.say(part, field, weight, BookProblem::Unknown(code.to_owned()));
        }
    }

    fn most(&mut self, part: &BookPart, most: Option<usize>) {
        if most == Some(0) {
            self.say(part, BookField::Most, Weight::Blocks, BookProblem::WrongMost);
        }
    }

    fn book(&mut self) {
        let book = self.book;
        self.unique(|code| BookPart::Unit(code.into()), book.units.iter().map(|u| &u.code));
        self.unique(|code| BookPart::Panel(code.into()), book.panels.iter().map(|p| &p.code));
        self.unique(|code| BookPart::Flag(code.into()), book.flags.iter().map(|f| &f.code));
        let variables = book.units.iter().flat_map(|u| u.variables.iter().map(|v| &v.code));
        self.unique(|code| BookPart::Question(code.into()), variables);
        self.code(&BookPart::Book, BookField::Code, &book.id);
        if book.version.is_empty() {
            self.say(&BookPart::Book, BookField::Version, Weight::Blocks, BookProblem::NoVersion);
        }
        self.words(&BookPart::Book, Weight::Advice, &book.title);
        if book.units.is_empty() {
            self.say(&BookPart::Book, BookField::Units, Weight::Blocks, BookProblem::NoUnits);
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let part = BookPart::Unit(unit.code.clone());
        self.named(&part, &unit.code, &unit.label);
        let unit_code = unit.code.clone();
        self.unique(move |code| BookPart::Role(unit_code.clone(), code.into()), unit.roles.iter().map(|r| &r.code));
        if unit.variables.is_empty() && unit.roles.is_empty() {
            self.say(&part, BookField::Questions, Weight::Advice, BookProblem::NoQuestions);
        }
        let shown = self.book.panels.iter().any(|p| p.units.contains(&unit.code));
        if !shown && unit.scope != Scope::Coder {
            self.say(&part, BookField::Units, Weight::Advice, BookProblem::NoPanel);
        }
        unit.variables.iter().for_each(|variable| self.variable(unit, variable));
        unit.roles.iter().for_each(|role| self.role(unit, role));
        unit.links.iter().for_each(|link| self.link(unit, link));
        for row in &unit.obligatory {
            for (variable, value) in row {
                let known = unit.variable(variable).is_some_and(|v| v.value(value).is_some());
                self.known(&part, BookField::Rows, Weight::Fatal, value, known);
            }
        }
    }

    fn variable(&mut self, unit: &Unit, variable: &Variable) {
        let part = BookPart::Question(variable.code.clone());
        self.named(&part, &variable.code, &variable.label);
        let code = variable.code.clone();
        self.unique(move |value| BookPart::Value(code.clone(), value.into()), variable.values.iter().map(|v| &v.code));
        let needs_values = matches!(variable.kind, Kind::Choice | Kind::Set);
        if needs_values == variable.values.is_empty() {
            let problem = if needs_values { BookProblem::NoValues } else { BookProblem::HasValues };
            self.say(&part, BookField::Values, Weight::Fatal, problem);
        }
        if variable.kind == Kind::Choice && variable.values.len() == 1 {
            self.say(&part, BookField::Values, Weight::Advice, BookProblem::OneValue);
        }
        if !fits(variable) {
            self.say(&part, BookField::Kind, Weight::Advice, BookProblem::WrongLevel);
        }
        self.most(&part, variable.max);
        if let Some(condition) = &variable.applies_if {
            self.condition(&part, BookField::Condition, unit, condition);
            self.order(&part, unit, variable, condition);
        }
        for (at, value) in variable.values.iter().enumerate() {
            let part = BookPart::Value(variable.code.clone(), value.code.clone());
            self.named(&part, &value.code, &value.label);
            let Some(key) = &value.key else { continue };
            if key.is_empty() {
                self.say(&part, BookField::Key, Weight::Blocks, BookProblem::LongKey(String::new()));
            } else if key.chars().count() != 1 {
                self.say(&part, BookField::Key, Weight::Advice, BookProblem::LongKey(key.clone()));
            }
            let same = variable.values[..at].iter().find(|other| other.key.as_ref().is_some_and(|k| same_key(k, key)));
            if let Some(other) = same {
                self.say(&part, BookField::Key, Weight::Advice, BookProblem::KeyTwice(other.code.clone()));
            }
        }
        let mut seen = BTreeSet::new();
        for fact in &variable.from_document {
            self.code(&part, BookField::Facts, fact);
            if !seen.insert(fact) {
                self.say(&part, BookField::Facts, Weight::Blocks, BookProblem::Twice(fact.clone()));
            }
        }
    }

    /// What a question rests on is asked before it, and is not the question itself.
    fn order(&mut self, part: &BookPart, unit: &Unit, variable: &Variable, condition: &Condition) {
        let place = |code: &str| unit.variables.iter().position(|v| v.code == code);
        let own = place(&variable.code);
        let (mut open, mut seen): (Vec<&str>, BTreeSet<&str>) = (condition.variables(), BTreeSet::new());
        while let Some(code) = open.pop() {
            if code == variable.code {
                let by = condition.variables().first().map_or_else(String::new, |c| (*c).to_owned());
                self.say(part, BookField::Condition, Weight::Blocks, BookProblem::Circle(by));
                return;
            }
            if seen.insert(code) {
                let next = unit.variable(code).and_then(|v| v.applies_if.as_ref());
                open.extend(next.into_iter().flat_map(Condition::variables));
            }
        }
        let later = condition.variables().into_iter().find(|code| place(code) > own);
        if let Some(code) = later.map(str::to_owned) {
            self.say(part, BookField::Condition, Weight::Advice, BookProblem::AsksLater(code));
        }
    }

    fn condition(&mut self, part: &BookPart, field: BookField, unit: &Unit, condition: &Condition) {
        match condition {
            Condition::Is { variable, any_of } => {
                let known = unit.variable(variable);
                self.known(part, field, Weight::Fatal, variable, known.is_some());
                if any_of.is_empty() {
                    self.say(part, field, Weight::Blocks, BookProblem::EmptyCondition);
                }
                for value in any_of {
                    let there = known.is_none_or(|v| v.value(value).is_some());
                    self.known(part, field, Weight::Blocks, value, there);
                }
            }
            Condition::AtLeast { variable, .. } => {
                self.known(part, field, Weight::Fatal, variable, unit.variable(variable).is_some());
            }
            Condition::HasAnchor(role) | Condition::NoAnchor(role) => {
                self.known(part, field, Weight::Blocks, role, unit.role(role).is_some());
            }
            Condition::All(parts) | Condition::Any(parts) => {
                if parts.is_empty() {
                    self.say(part, field, Weight::Blocks, BookProblem::EmptyCondition);
                }
                for inner in parts {
                    self.condition(part, field, unit, inner);
                }
            }
            Condition::Not(inner) => self.condition(part, field, unit, inner),
        }
    }

    fn role(&mut self, unit: &Unit, role: &Role) {
        let part = BookPart::Role(unit.code.clone(), role.code.clone());
        self.named(&part, &role.code, &role.label);
        if let Some(variable) = &role.variable {
            self.code(&part, BookField::StandsFor, variable);
        }
        if role.key.chars().count() != 1 {
            self.say(&part, BookField::Key, Weight::Blocks, BookProblem::LongKey(role.key.clone()));
        }
        if !ROLE_COLORS.contains(&role.color.as_str()) {
            self.say(&part, BookField::Color, Weight::Blocks, BookProblem::WrongColor(role.color.clone()));
        }
        self.most(&part, role.max);
        for (field, condition) in [(BookField::Condition, &role.applies_if), (BookField::Needed, &role.required_if)] {
            if let Some(condition) = condition {
                self.condition(&part, field, unit, condition);
            }
        }
        for (variable, value) in &role.implies {
            let known = unit.variable(variable).is_some_and(|v| v.value(value).is_some());
            self.known(&part, BookField::Implies, Weight::Fatal, value, known);
        }
    }

    fn link(&mut self, unit: &Unit, link: &LinkRole) {
        let part = BookPart::Link(unit.code.clone(), link.code.clone());
        self.named(&part, &link.code, &link.label);
        let other = self.book.unit(&link.to_unit);
        self.known(&part, BookField::Units, Weight::Fatal, &link.to_unit, other.is_some());
        if let Some(condition) = &link.required_if {
            self.condition(&part, BookField::Needed, unit, condition);
        }
        if let Some((other, condition)) = other.zip(link.accepts_if.as_ref()) {
            self.condition(&part, BookField::Accepts, other, condition);
        }
    }

    fn panels(&mut self) {
        let book = self.book;
        for panel in &book.panels {
            let part = BookPart::Panel(panel.code.clone());
            self.named(&part, &panel.code, &panel.label);
            if panel.units.is_empty() {
                self.say(&part, BookField::Units, Weight::Blocks, BookProblem::NoUnits);
            }
            let units: Vec<&Unit> = panel.units.iter().filter_map(|code| book.unit(code)).collect();
            for code in &panel.units {
                self.known(&part, BookField::Units, Weight::Fatal, code, book.unit(code).is_some());
            }
            for unit in units.iter().filter(|u| u.scope == Scope::Coder) {
                self.say(&part, BookField::Units, Weight::Advice, BookProblem::CoderInPanel(unit.code.clone()));
            }
            let mut seen: Vec<(&str, &str)> = Vec::new();
            for (unit, role) in units.iter().flat_map(|u| u.roles.iter().map(move |r| (u, r))) {
                if let Some((_, other)) = seen.iter().find(|(key, _)| same_key(key, &role.key)) {
                    let part = BookPart::Role(unit.code.clone(), role.code.clone());
                    self.say(&part, BookField::Key, Weight::Blocks, BookProblem::KeyTwice((*other).to_owned()));
                }
                seen.push((&role.key, &role.code));
            }
            if let PanelView::Grid(grid) = &panel.view {
                for code in [&grid.rows, &grid.columns, &grid.cell, &grid.state] {
                    let here = units.iter().find_map(|u| u.variable(code));
                    let anywhere = book.variable(code).is_some();
                    match here {
                        Some(v) if v.kind == Kind::Choice => {}
                        Some(_) => {
                            self.say(&part, BookField::View, Weight::Blocks, BookProblem::NotAChoice(code.clone()));
                        }
                        None => {
                            let weight = if anywhere { Weight::Blocks } else { Weight::Fatal };
                            self.say(&part, BookField::View, weight, BookProblem::Unknown(code.clone()));
                        }
                    }
                }
                if let Some(role) = &grid.evidence {
                    let known = units.iter().any(|u| u.role(role).is_some());
                    self.known(&part, BookField::View, Weight::Blocks, role, known);
                }
            }
        }
    }
}

fn same_key(a: &str, b: &str) -> bool {
    !a.is_empty() && a.eq_ignore_ascii_case(b)
}

/// Whether a level can be meant for a kind of answer.
fn fits(variable: &Variable) -> bool {
    let numbers = || variable.values.iter().all(|v| v.code.parse::<f64>().is_ok());
    match (variable.kind, variable.level) {
        (Kind::Set, level) => matches!(level, Level::Nominal | Level::None),
        (Kind::Choice, Level::Interval | Level::Ratio) => numbers(),
        (Kind::Text, level) => level == Level::None,
        (Kind::Entity, level) => matches!(level, Level::Nominal | Level::None),
        (Kind::Date, level) => level != Level::Ratio,
        (Kind::Choice | Kind::Number | Kind::Depth, _) => true,
    }
}
