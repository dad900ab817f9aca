//! What is asked of a coder once, before the first article. It stands in the place of the article until everything is answered, or until the
//! coder puts it off.

use super::bidi::{Label, Style, TextEdit};
use super::context::{Asks, Intent, Look};
use super::keyboard;
use super::parts::{self, Chip, one_way};
use super::scroll;
use super::theme::{RADIUS, SIZE_LARGE, SIZE_TEXT, space};
use crate::model::{Answer, AnswerState, Codebook, Kind, PriorItem, Unit, Value, Variable};
use crate::project::{Command, PriorQuestion};
use egui::{CornerRadius, Id, Key, Margin, Role, ScrollArea, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Width of the questions, in points.
const WIDTH: f32 = 720.0;

/// What is still to be asked of the coder.
#[derive(Clone, Debug)]
pub(crate) struct PriorsView {
    /// The codebook that asks.
    pub(crate) book: Arc<Codebook>,
    /// The questions, answered ones too.
    pub(crate) questions: Vec<PriorQuestion>,
}

impl PriorsView {
    fn of<'v>(&'v self, item: &PriorItem) -> Option<(&'v Unit, &'v Variable)> {
        let unit = self.book.unit(&item.unit)?;
        Some((unit, unit.variable(&item.variable)?))
    }
}

/// What the questions remember between frames.
#[derive(Debug, Default)]
pub(crate) struct PriorsScreen {
    at: usize,
    moved: bool,
    /// Words that are being written, by question.
    words: BTreeMap<PriorItem, String>,
    /// Whether the field of the question is to get the keyboard.
    writes: bool,
}

impl PriorsScreen {
    /// Draws the questions.
    pub(crate) fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, view: &PriorsView, asks: &mut Asks) {
        let words = look.strings.priors;
        self.at = self.at.min(view.questions.len().saturating_sub(1));
        self.keys(ui, look, view, asks);
        let open = view.questions.iter().filter(|q| q.answer.is_none()).count();
        let margin = ((ui.available_width() - WIDTH) / 2.0).clamp(16.0, 600.0) as i8;
        let frame = egui::Frame::new().inner_margin(Margin::symmetric(margin, 16));
        frame.show(ui, |ui| {
            let area = ScrollArea::vertical().id_salt("priors").auto_shrink([false, false]);
            scroll::show(ui, look.rtl_ui, area, |ui, area| {
                area.show(ui, |ui| {
                    ui.with_layout(parts::column(look), |ui| {
                        ui.set_width(ui.available_width());
                        let style = one_way(look, Style::new(SIZE_LARGE).bold());
                        ui.add(Label::new(words.title).style(style).color(look.theme.ink).full_width().heading());
                        parts::text(ui, look, words.why);
                        parts::note(ui, look, &look.strings.priors_open(open));
                        let mut before: Option<&Unit> = None;
                        let mut asked: Option<&str> = None;
                        for (n, question) in view.questions.iter().enumerate() {
                            let Some((unit, variable)) = view.of(&question.item) else { continue };
                            if before.is_none_or(|b| b.code != unit.code) {
                                ui.add_space(space(4));
                                parts::heading(ui, look, unit.label.get(look.language));
                                parts::note(ui, look, unit.definition.get(look.language));
                            }
                            before = Some(unit);
                            if asked != Some(variable.code.as_str()) {
                                asked = Some(&variable.code);
                                ui.add_space(space(2));
                                let text = variable.question.get(look.language);
                                let text = if text.is_empty() { variable.label.get(look.language) } else { text };
                                parts::text(ui, look, text);
                            }
                            self.question(ui, look, unit, variable, question, n, asks);
                        }
                        ui.add_space(space(4));
                        if Chip::button(Some("Esc"), words.later).show(ui, look).clicked() {
                            asks.intents.push(Intent::PutOffPriors);
                        }
                        parts::note(ui, look, words.later_why);
                    });
                })
            });
        });
        self.moved = false;
        if look.typing {
            asks.key("Enter", look.strings.coding.go_on);
            return;
        }
        asks.key("\u{2191} \u{2193}", words.key_question);
        asks.key("1\u{2013}9", words.key_value);
        asks.key("X", words.key_none);
        asks.key("W", words.key_write);
        asks.key("Esc", words.later);
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, view: &PriorsView, asks: &mut Asks) {
        let last = view.questions.len().saturating_sub(1);
        keyboard::take(ui, look, |key, physical, held| {
            if held.shift {
                return false;
            }
            let to = match key {
                Key::ArrowUp => Some(self.at.saturating_sub(1)),
                Key::ArrowDown => Some((self.at + 1).min(last)),
                Key::Home => Some(0),
                Key::End => Some(last),
                _ => None,
            };
            if let Some(to) = to {
                (self.at, self.moved) = (to, true);
                return true;
            }
            if key == Key::Escape {
                asks.intents.push(Intent::PutOffPriors);
                return true;
            }
            let Some(question) = view.questions.get(self.at) else { return false };
            let Some((_, variable)) = view.of(&question.item) else { return false };
            let sign = keyboard::pressed(key, physical);
            match sign {
                Some('X') => self.answer(view, &question.item, AnswerState::CannotDecide, asks),
                Some('W') if is_written(variable) => self.writes = true,
                Some(sign) => {
                    let place = sign.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1));
                    let Some(value) = place.and_then(|place| variable.values.get(place)) else { return false };
                    let state = AnswerState::Coded(Value::Code(value.code.clone()));
                    self.answer(view, &question.item, state, asks);
                }
                None => return false,
            }
            true
        });
    }

    /// Gives an answer, and goes on to the next question that is open.
    fn answer(&mut self, view: &PriorsView, item: &PriorItem, state: AnswerState, asks: &mut Asks) {
        asks.project(Command::SetPrior { item: item.clone(), answer: Some(Answer::sure(state)) });
        let at = view.questions.iter().position(|q| q.item == *item).unwrap_or(self.at);
        let open = |n: &usize| view.questions.get(*n).is_some_and(|q| q.answer.is_none() && q.item != *item);
        let count = view.questions.len();
        self.at = (at + 1..count).chain(0..at).find(open).unwrap_or(at);
        self.moved = true;
    }

    #[expect(clippy::too_many_arguments)] // what is asked, where it stands, and what it leads to
    fn question(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        unit: &Unit,
        variable: &Variable,
        question: &PriorQuestion,
        n: usize,
        asks: &mut Asks,
    ) {
        let here = n == self.at;
        let item = &question.item;
        let held = question.answer.as_ref().map(|a| &a.state);
        let about = unit.variables.iter().find_map(|v| v.value(&item.subject).filter(|_| v.code != variable.code));
        let subject = about.map_or_else(|| variable.label.get(look.language), |value| value.label.get(look.language));
        let fill = if here { look.theme.selection } else { look.theme.paper };
        let frame = egui::Frame::new().fill(fill).corner_radius(CornerRadius::same(RADIUS));
        let mut given = None;
        let shown = frame.inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let style = one_way(look, Style::new(SIZE_TEXT).bold());
            ui.add(Label::new(subject).style(style).color(look.theme.ink).full_width());
            if is_written(variable) {
                given = self.field(ui, look, variable, question, here);
            }
            parts::flow(ui, look.rtl_ui, |ui| {
                for (place, value) in variable.values.iter().enumerate() {
                    let state = AnswerState::Coded(Value::Code(value.code.clone()));
                    let key = (here && place < 9).then(|| look.strings.number(place + 1));
                    let text = value.label.get(look.language);
                    let name = format!("{subject}: {text}");
                    let chip = Chip::answer(key.as_deref(), text, held == Some(&state), Role::RadioButton);
                    if (Chip { name: &name, ..chip }).show(ui, look).clicked() {
                        given = Some(state);
                    }
                }
                let on = held == Some(&AnswerState::CannotDecide);
                let none = look.strings.priors.key_none;
                let name = format!("{subject}: {none}");
                let chip = Chip::answer(here.then_some("X"), none, on, Role::RadioButton);
                if (Chip { name: &name, ..chip }).show(ui, look).clicked() {
                    given = Some(AnswerState::CannotDecide);
                }
            });
        });
        if here && self.moved {
            ui.scroll_to_rect(shown.response.rect.expand(space(4)), None);
        }
        if let Some(state) = given {
            self.at = n;
            let answer = Some(Answer::sure(state));
            asks.project(Command::SetPrior { item: item.clone(), answer });
            if n + 1 < usize::MAX {
                (self.at, self.moved) = (n + 1, true);
            }
        }
    }

    /// The field of a question that is answered in words; what is written is kept when the field is left.
    fn field(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        variable: &Variable,
        question: &PriorQuestion,
        here: bool,
    ) -> Option<AnswerState> {
        let kept = match question.answer.as_ref().map(|a| &a.state) {
            Some(AnswerState::Coded(Value::Text(text) | Value::Date(text))) => text.clone(),
            Some(AnswerState::Coded(Value::Number(number))) => number.to_string(),
            _ => String::new(),
        };
        let words = self.words.entry(question.item.clone()).or_insert_with(|| kept.clone());
        let label = variable.label.get(look.language);
        let id = Id::unique(("prior", &question.item.variable, &question.item.subject));
        let field = ui.add(TextEdit::singleline(words, label).hint(label).style(Style::new(SIZE_TEXT)).id(id));
        if here && std::mem::take(&mut self.writes) {
            field.request_focus();
        }
        if !field.lost_focus() && !look.leaving || *words == kept {
            return None;
        }
        let text = words.trim().to_owned();
        Some(AnswerState::Coded(match variable.kind {
            // What is no number is refused with a sentence, and stays in the field.
            Kind::Number => Value::Number(western(&text).parse().unwrap_or(f64::NAN)),
            Kind::Date => Value::Date(western(&text)),
            _ => Value::Text(text),
        }))
    }
}

fn western(text: &str) -> String {
    let digit = |c: char| match c {
        '\u{0660}'..='\u{0669}' => char::from_digit(u32::from(c) - 0x0660, 10).unwrap_or(c),
        '\u{066B}' => '.',
        other => other,
    };
    text.chars().map(digit).collect()
}

const fn is_written(variable: &Variable) -> bool {
    matches!(variable.kind, Kind::Text | Kind::Entity | Kind::Number | Kind::Date)
}
