//! A new value in a case, while it is put together.

use crate::app::bidi::{Style, TextEdit};
use crate::app::coding::value_keys;
use crate::app::context::Look;
use crate::app::keyboard::{self, LINE_KEYS};
use crate::app::parts::{self, Chip};
use crate::app::theme::{SIZE_TEXT, space};
use crate::model::{AnswerState, Kind, Unit, Value, Variable};
use crate::project::{Asked, Case, Cases, Ruled};
use egui::{Id, Key, Role, Ui};
use std::ops::Range;

/// A new value so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Codes of a set.
    codes: Vec<String>,
    /// Words.
    text: String,
    /// Whether the field is to get the keyboard.
    begins: bool,
    /// Whether the words are no value.
    wrong: bool,
}

/// What a key came to.
pub(super) enum Heard {
    /// It means nothing here.
    Nothing,
    /// It was used, and the value is not complete yet.
    Noted,
    /// The value is complete.
    Value(Ruled),
}

/// What can be taken by one key.
struct Offer {
    key: String,
    text: String,
    gives: AnswerState,
}

impl Draft {
    /// A new value, not yet begun.
    pub(super) fn begin() -> Self {
        Self { begins: true, ..Self::default() }
    }

    /// A key that was pressed while the value is put together.
    pub(super) fn key(
        &mut self,
        cases: &Cases,
        case: &Case,
        key: Key,
        physical: Option<Key>,
        selection: Option<Range<usize>>,
    ) -> Heard {
        let sign = keyboard::pressed(key, physical);
        match &case.asked {
            Asked::There => match sign {
                Some('1') => Heard::Value(Ruled::There(true)),
                Some('2') => Heard::Value(Ruled::There(false)),
                _ => Heard::Nothing,
            },
            Asked::Spans(_) => match (key, selection) {
                (Key::Enter, Some(range)) => Heard::Value(Ruled::Spans(vec![range])),
                (Key::Enter, None) => Heard::Noted,
                (Key::Backspace | Key::Delete, _) => Heard::Value(Ruled::Spans(Vec::new())),
                _ => Heard::Nothing,
            },
            Asked::Answer(code) => {
                let Some((unit, variable)) = question(cases, case, code) else { return Heard::Nothing };
                if key == Key::Enter && variable.kind == Kind::Set {
                    return Heard::Value(Ruled::Answer(self.set(variable)));
                }
                let offers = offers(cases, unit, variable);
                let pressed = offers.iter().find(|offer| sign.is_some() && keyboard::char_of(&offer.key) == sign);
                match pressed.map(|offer| self.press(variable, &offer.gives)) {
                    None => Heard::Nothing,
                    Some(None) => Heard::Noted,
                    Some(Some(ruled)) => Heard::Value(ruled),
                }
            }
        }
    }

    fn set(&self, variable: &Variable) -> AnswerState {
        let codes = variable.values.iter().map(|v| v.code.clone()).filter(|code| self.codes.contains(code));
        AnswerState::Coded(Value::Codes(codes.collect()))
    }

    /// What a pressed value comes to: in a set it goes in or out.
    fn press(&mut self, variable: &Variable, gives: &AnswerState) -> Option<Ruled> {
        match gives {
            AnswerState::Coded(Value::Code(code)) if variable.kind == Kind::Set => {
                if let Some(at) = self.codes.iter().position(|c| c == code) {
                    self.codes.remove(at);
                } else {
                    self.codes.push(code.clone());
                }
                None
            }
            other => Some(Ruled::Answer(other.clone())),
        }
    }

    /// Draws it; what is to hold once it is complete.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        cases: &Cases,
        case: &Case,
        selection: Option<Range<usize>>,
    ) -> Option<Ruled> {
        let words = look.strings.adjudication;
        parts::heading(ui, look, words.new_value);
        match &case.asked {
            Asked::There => parts::flow(ui, look.rtl_ui, |ui| {
                let yes = Chip::button(Some("1"), words.there).show(ui, look).clicked();
                let no = Chip::button(Some("2"), words.not_there).show(ui, look).clicked();
                (yes || no).then_some(Ruled::There(yes))
            }),
            Asked::Spans(_) => {
                parts::note(ui, look, words.select_words);
                parts::flow(ui, look.rtl_ui, |ui| {
                    let can = selection.is_some();
                    let take = Chip { enabled: can, ..Chip::button(Some("Enter"), words.take_selection) };
                    let taken = take.show(ui, look).clicked().then_some(selection).flatten();
                    let none = Chip::button(Some("\u{232b}"), words.no_words).show(ui, look).clicked();
                    match taken {
                        Some(range) => Some(Ruled::Spans(vec![range])),
                        None => none.then(|| Ruled::Spans(Vec::new())),
                    }
                })
            }
            Asked::Answer(code) => {
                let (unit, variable) = question(cases, case, code)?;
                match variable.kind {
                    Kind::Choice | Kind::Set => self.values(ui, look, cases, unit, variable),
                    _ => self.words(ui, look, cases, case),
                }
            }
        }
    }

    fn values(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        cases: &Cases,
        unit: &Unit,
        variable: &Variable,
    ) -> Option<Ruled> {
        let mut out = None;
        let is_set = variable.kind == Kind::Set;
        for offer in offers(cases, unit, variable) {
            let text = match &offer.gives {
                AnswerState::CannotDecide => look.strings.coding.cannot_decide.to_owned(),
                AnswerState::NotApplicable => look.strings.coding.does_not_apply.to_owned(),
                AnswerState::Coded(Value::Code(code)) => {
                    variable.value(code).map_or(offer.text.clone(), |v| v.label.get(look.language).to_owned())
                }
                _ => offer.text.clone(),
            };
            let key = Some(offer.key.as_str()).filter(|key| !key.is_empty());
            let chip = match &offer.gives {
                AnswerState::Coded(Value::Code(code)) if is_set => {
                    Chip::answer(key, &text, self.codes.contains(code), Role::CheckBox)
                }
                _ => Chip::button(key, &text),
            };
            if chip.show(ui, look).clicked() {
                out = self.press(variable, &offer.gives);
            }
        }
        let done = is_set && Chip::button(Some("Enter"), look.strings.adjudication.decide).show(ui, look).clicked();
        if done { Some(Ruled::Answer(self.set(variable))) } else { out }
    }

    fn words(&mut self, ui: &mut Ui, look: &Look<'_>, cases: &Cases, case: &Case) -> Option<Ruled> {
        let words = look.strings.adjudication;
        let id = Id::unique("adjudication-value");
        let edit = TextEdit::singleline(&mut self.text, words.new_value).style(Style::new(SIZE_TEXT)).id(id);
        let field = ui.add(edit);
        if std::mem::take(&mut self.begins) {
            field.request_focus();
        }
        ui.add_space(space(1));
        if self.wrong {
            parts::note(ui, look, words.no_value);
        }
        if !(field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))) {
            return None;
        }
        let given = cases.given(case, self.text.trim()).ok();
        self.wrong = given.is_none();
        self.begins = self.wrong;
        given
    }
}

fn question<'c>(cases: &'c Cases, case: &Case, code: &str) -> Option<(&'c Unit, &'c Variable)> {
    let unit = cases.book.unit(&case.unit)?;
    Some((unit, unit.variable(code)?))
}

/// The values that can be taken, with the keys that they have while coding.
fn offers(cases: &Cases, unit: &Unit, variable: &Variable) -> Vec<Offer> {
    let keys = value_keys(&cases.book, unit, variable);
    let of_place = |n: usize| LINE_KEYS.chars().nth(n).map(String::from).unwrap_or_default();
    let mut out: Vec<Offer> = variable
        .values
        .iter()
        .enumerate()
        .map(|(n, value)| Offer {
            key: keys.get(n).copied().flatten().map_or_else(|| of_place(n), String::from),
            text: value.code.clone(),
            gives: AnswerState::Coded(Value::Code(value.code.clone())),
        })
        .collect();
    out.push(Offer { key: "X".into(), text: String::new(), gives: AnswerState::CannotDecide });
    if variable.allow_na {
        out.push(Offer { key: "I".into(), text: String::new(), gives: AnswerState::NotApplicable });
    }
    out
}
