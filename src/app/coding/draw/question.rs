//! A question: one line while the focus is elsewhere; open with its values, definition and example under the focus.

use super::{Pen, Writing};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::coding::acts;
use crate::app::coding::keys::{self, Offer};
use crate::app::coding::place::Stop;
use crate::app::coding::records;
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::parts::{Chip, Cursor, Dot, LINE, cap, dot, flow, galley, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{AnswerState, Kind, Record, Unit, ValueDef, Variable};
use egui::{CornerRadius, Id, Key, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws a question of a record.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, variable: &Variable, record: &Record) {
    let stop = Stop::question(record.id, &variable.code);
    if pen.place.stop.as_ref() == Some(&stop) && !pen.view.is_closed(record) {
        open(ui, pen, unit, variable, record, &stop);
    } else {
        closed(ui, pen, unit, variable, record, stop);
    }
}

/// The name of a question for people and screen readers.
fn full_name(pen: &Pen<'_>, variable: &Variable, state: &AnswerState, unsure: bool) -> String {
    let words = pen.look.strings.coding;
    let label = variable.label.get(pen.look.language);
    let answer = super::answer_text(pen.look, variable, state);
    let answer = if answer.is_empty() { words.unanswered.to_owned() } else { answer };
    let doubt = if unsure { format!(" ({})", words.not_sure) } else { String::new() };
    format!("{} {label}: {answer}{doubt}", variable.code)
}

const fn dot_of(state: &AnswerState) -> Dot {
    match state {
        AnswerState::Coded(_) => Dot::Full,
        AnswerState::CannotDecide => Dot::Undecided,
        AnswerState::NotApplicable => Dot::None,
        AnswerState::NotYetCoded => Dot::Open,
    }
}

fn closed(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, variable: &Variable, record: &Record, stop: Stop) {
    let theme = pen.look.theme;
    let state = unit.state(record, variable);
    let unsure = record.answers.get(&variable.code).is_some_and(|a| a.unsure);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let name = full_name(pen, variable, &state, unsure);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        pen.wish(Wish::Focus(stop));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
    let optional = variable.optional && state == AnswerState::NotYetCoded;
    let sign = cursor.take(space(3));
    dot(ui, sign, if optional { Dot::None } else { dot_of(&state) }, theme);
    cursor.skip(space(2));
    let label = variable.label.get(pen.look.language);
    cursor.text(ui, label, &Style::new(SIZE_TEXT), theme.quiet, rect.width() * 0.5);
    let answer = super::answer_text(pen.look, variable, &state);
    if unsure {
        cursor.text_end(ui, "?", &Style::new(SIZE_TEXT).bold(), theme.warn, space(4));
    }
    let style =
        if matches!(state, AnswerState::Coded(_)) { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let color = if matches!(state, AnswerState::Coded(_)) { theme.ink } else { theme.quiet };
    let room = cursor.room();
    cursor.text_end(ui, &answer, &style, color, room);
    if response.has_focus() {
        ring(ui, rect, theme);
    }
}

fn open(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, variable: &Variable, record: &Record, stop: &Stop) {
    let state = unit.state(record, variable);
    let unsure = record.answers.get(&variable.code).is_some_and(|a| a.unsure);
    let name = full_name(pen, variable, &state, unsure);
    let group = if variable.kind == Kind::Choice { Role::RadioGroup } else { Role::Group };
    card(ui, pen, &name, group, |ui, pen| {
        heading(ui, pen, &variable.code, variable.label.get(pen.look.language), dot_of(&state), unsure);
        let question = variable.question.get(pen.look.language);
        if !question.is_empty() {
            ui.add(Label::new(question).style(Style::new(SIZE_TEXT)).full_width().wrap());
        }
        let hovered = values(ui, pen, variable, stop, &state, unsure);
        for fact in keys::facts(pen.view, variable) {
            let can_be_answer = acts::value_of(variable, &fact).is_ok();
            note(ui, pen, Some(pen.look.strings.coding.on_the_page), if can_be_answer { "" } else { &fact });
        }
        explain(ui, pen, variable, hovered.as_deref(), &state);
    });
}

/// Points above a card that are scrolled into sight with it: the small title of its unit.
const ABOVE: f32 = space(9);

/// The frame of what is open: raised, with a ring, and a node of its own for screen readers.
pub(crate) fn card<'p, R>(
    ui: &mut Ui,
    pen: &mut Pen<'p>,
    name: &str,
    role: Role,
    contents: impl FnOnce(&mut Ui, &mut Pen<'p>) -> R,
) -> R {
    let theme = pen.look.theme;
    let frame = egui::Frame::new().fill(theme.raised).corner_radius(RADIUS).inner_margin(space(2));
    let id = ui.scope_id().with("focus");
    let out = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space(1), space(1));
        ui.with_layout(pen.column(), |ui| contents(ui, pen)).inner
    });
    let rect = out.response.rect;
    ring(ui, rect, theme);
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    if pen.has_keyboard && pen.focus_moved {
        response.request_focus();
    }
    if pen.has_keyboard && response.has_focus() {
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    }
    if has_moved(ui, rect, name) || pen.focus_moved {
        ui.scroll_to_rect(Rect::from_min_max(rect.min - vec2(0.0, ABOVE), rect.max + vec2(0.0, space(4))), None);
    }
    out.inner
}

/// Whether a card stands elsewhere in its panel, or is larger, than in the frame before: what is marked above it pushes it
/// down, and an open field makes it longer. What the coder scrolls moves the whole panel and is no such case, nor is the
/// definition of a value that the pointer rests on.
fn has_moved(ui: &Ui, rect: Rect, name: &str) -> bool {
    type Place = (Id, f32, f32);
    let now: Place = (Id::unique(("coding-card", name)), rect.top() - ui.min_rect().top(), rect.height());
    let key = Id::unique("coding-card");
    let before = ui.data_mut(|data| {
        let before: Option<Place> = data.get_temp(key);
        data.insert_temp(key, now);
        before
    });
    let differs = |a: f32, b: f32| (a - b).abs() > 1.0;
    before.is_some_and(|(card, top, height)| {
        card == now.0 && (differs(top, now.1) || (differs(height, now.2) && !ui.rect_contains_pointer(rect)))
    })
}

/// Code, label and state in a line.
pub(crate) fn heading(ui: &mut Ui, pen: &Pen<'_>, code: &str, label: &str, sign: Dot, unsure: bool) {
    let theme = pen.look.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space(6)), Sense::hover());
    let mut cursor = Cursor::new(rect, pen.look.rtl_ui);
    let at = cursor.take(space(3));
    dot(ui, at, sign, theme);
    cursor.skip(space(2));
    let code_galley = galley(ui, code, &Style::new(SIZE_SMALL), space(20));
    let code_at = cursor.take_end(code_galley.size().x);
    paint_in(ui, &code_galley, code_at, theme.quiet);
    if unsure {
        cursor.skip_end(space(2));
        cursor.text_end(ui, pen.look.strings.coding.not_sure, &Style::new(SIZE_SMALL), theme.warn, space(30));
    }
    let room = cursor.room();
    cursor.text(ui, label, &Style::new(SIZE_TEXT).bold(), theme.ink, room);
}

/// The value buttons, a way to write, and the doubts; returns the code of the value under the pointer.
fn values(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    variable: &Variable,
    stop: &Stop,
    state: &AnswerState,
    unsure: bool,
) -> Option<String> {
    let offers = keys::offers(pen.view, pen.place, stop);
    let mut hovered = None;
    let writes = matches!(variable.kind, Kind::Number | Kind::Date | Kind::Text | Kind::Entity);
    let is_open = pen.drafts.writing.as_ref().is_some_and(|w| w.stop == *stop);
    if is_open {
        field(ui, pen, variable, stop);
    }
    flow(ui, pen.look.rtl_ui, |ui| {
        for offered in &offers {
            let (text, role) = offer_text(pen, variable, &offered.offer);
            // An open field takes the letters for itself.
            let key = offered.key.filter(|_| !is_open).map(cap);
            let chip = Chip::answer(key.as_deref(), &text, offered.on, role);
            let response = chip.show(ui, pen.look);
            if response.hovered() {
                hovered = code_of(&offered.offer).map(str::to_owned);
            }
            if response.clicked() {
                let unsure = ui.input(|i| i.modifiers.shift);
                pen.wish(Wish::Say(stop.clone(), offered.offer.clone(), unsure));
            }
        }
        if writes && !is_open {
            write_button(ui, pen, variable, stop, state);
        }
        doubts(ui, pen, Some(variable), stop, state, unsure);
    });
    hovered
}

fn write_button(ui: &mut Ui, pen: &mut Pen<'_>, variable: &Variable, stop: &Stop, state: &AnswerState) {
    let words = pen.look.strings.coding;
    let now = super::answer_text(pen.look, variable, state);
    let is_answered = matches!(state, AnswerState::Coded(_)) && variable.kind != Kind::Entity;
    let text = if is_answered { now } else { format!("{}…", words.write) };
    let key = AppCommand::WriteAnswer.key_label();
    let name = format!("{}: {}", words.write, variable.label.get(pen.look.language));
    let chip = Chip { name: &name, ..Chip::button(key.as_deref(), &text) };
    if chip.show(ui, pen.look).clicked() {
        pen.wish(Wish::Write(stop.clone(), String::new()));
    }
}

fn code_of(offer: &Offer) -> Option<&str> {
    match offer {
        Offer::Value(code) | Offer::Label(code) | Offer::Cell(code) | Offer::State(code) => Some(code),
        _ => None,
    }
}

fn offer_text(pen: &Pen<'_>, variable: &Variable, offer: &Offer) -> (String, Role) {
    let value = |code: &str| variable.value(code).map_or(code, |v| v.label.get(pen.look.language)).to_owned();
    match offer {
        Offer::Label(code) => (value(code), Role::CheckBox),
        Offer::Value(code) => (value(code), Role::RadioButton),
        Offer::Name(words) | Offer::Fact(words) => (words.clone(), Role::RadioButton),
        Offer::To(id) => {
            let name = pen.view.record(*id).map(|r| records::name(pen.view, r)).unwrap_or_default();
            (name, Role::RadioButton)
        }
        _ => (pen.look.strings.coding.none_of_these.to_owned(), Role::CheckBox),
    }
}

/// The field of a name, a number, a date or words.
fn field(ui: &mut Ui, pen: &mut Pen<'_>, variable: &Variable, stop: &Stop) {
    let words = pen.look.strings.coding;
    let label = variable.label.get(pen.look.language).to_owned();
    let Some(mut writing) = pen.drafts.writing.take() else { return };
    let id = Id::unique(("coding-field", format!("{stop:?}")));
    let response = ui.add(TextEdit::singleline(&mut writing.text, &label).hint(words.ask_me).id(id));
    if writing.begins {
        response.request_focus();
        writing.begins = false;
    }
    let mut taken = false;
    if variable.kind == Kind::Entity {
        taken = completions(ui, pen, variable, &writing, stop);
    }
    let (escape, enter) = ui.input(|i| (i.key_pressed(Key::Escape), i.key_pressed(Key::Enter)));
    if taken {
    } else if response.lost_focus() && escape && !enter {
        pen.wish(Wish::StopWriting);
    } else if response.lost_focus() {
        pen.wish(Wish::Written(stop.clone(), writing.text.clone()));
        // What is refused is put right where it stands.
        writing.begins = enter;
    }
    pen.drafts.writing = Some(writing);
}

/// Names used so far that hold what is typed.
fn completions(ui: &mut Ui, pen: &mut Pen<'_>, variable: &Variable, writing: &Writing, stop: &Stop) -> bool {
    let typed = writing.text.trim().to_lowercase();
    let names = pen.view.entities.iter().filter(|(code, _)| *code == variable.code).flat_map(|(_, names)| names);
    let fits: Vec<&String> = names
        .filter(|n| !typed.is_empty() && n.to_lowercase().contains(&typed) && **n != writing.text)
        .take(6)
        .collect();
    if fits.is_empty() {
        return false;
    }
    let mut taken = false;
    flow(ui, pen.look.rtl_ui, |ui| {
        for name in fits {
            // Pressing the button takes the focus from the field; the press must win over that.
            let response = Chip::button(None, name).show(ui, pen.look);
            if response.is_pointer_button_down_on() || response.clicked() {
                taken = true;
                if response.clicked() {
                    pen.wish(Wish::Written(stop.clone(), name.clone()));
                }
            }
        }
    });
    taken
}

/// "Cannot decide", "does not apply" and "not sure", as quick as an answer.
pub(crate) fn doubts(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    variable: Option<&Variable>,
    stop: &Stop,
    state: &AnswerState,
    unsure: bool,
) {
    let words = pen.look.strings.coding;
    let is_open = pen.drafts.writing.as_ref().is_some_and(|w| w.stop == *stop);
    let undecided = *state == AnswerState::CannotDecide;
    let may_skip = variable.is_some_and(|v| v.allow_na);
    let not_applicable = *state == AnswerState::NotApplicable;
    let states = [
        (true, AppCommand::CannotDecide, words.cannot_decide, undecided, AnswerState::CannotDecide),
        (may_skip, AppCommand::NotApplicable, words.does_not_apply, not_applicable, AnswerState::NotApplicable),
    ];
    for (shown, command, text, on, says) in states {
        if !shown {
            continue;
        }
        let key = command.key_label().filter(|_| !is_open);
        let chip = Chip { on: Some(on), role: Role::RadioButton, ..Chip::button(key.as_deref(), text) };
        if chip.show(ui, pen.look).clicked() {
            pen.wish(if on { Wish::Clear(stop.clone()) } else { Wish::State(stop.clone(), says) });
        }
    }
    if !matches!(state, AnswerState::NotYetCoded) {
        let key = AppCommand::NotSure.key_label().filter(|_| !is_open);
        let chip = Chip { on: Some(unsure), role: Role::CheckBox, ..Chip::button(key.as_deref(), words.not_sure) };
        if chip.show(ui, pen.look).clicked() {
            pen.wish(Wish::Doubt);
        }
    }
}

/// Definition and example of the value under the pointer, or of the answer, or else of the question.
fn explain(ui: &mut Ui, pen: &Pen<'_>, variable: &Variable, hovered: Option<&str>, state: &AnswerState) {
    let answered = match state {
        AnswerState::Coded(crate::model::Value::Code(code)) => Some(code.as_str()),
        _ => None,
    };
    let value = hovered.or(answered).and_then(|code| variable.value(code));
    match value {
        Some(value) => explain_value(ui, pen, value),
        None => note(ui, pen, None, variable.definition.get(pen.look.language)),
    }
}

/// Definition, example and counter-example of a value.
pub(crate) fn explain_value(ui: &mut Ui, pen: &Pen<'_>, value: &ValueDef) {
    let words = pen.look.strings.coding;
    let language = pen.look.language;
    let definition = value.definition.get(language);
    note(ui, pen, Some(value.label.get(language)), definition);
    note(ui, pen, Some(words.example), value.example.get(language));
    note(ui, pen, Some(words.counter_example), value.counter_example.get(language));
}

/// A quiet text with a title; nothing where it is empty.
pub(crate) fn note(ui: &mut Ui, pen: &Pen<'_>, title: Option<&str>, text: &str) {
    if text.is_empty() {
        return;
    }
    let text = title.map_or_else(|| text.to_owned(), |title| format!("{title}: {text}"));
    let label = Label::new(&text).style(Style::new(SIZE_SMALL)).color(pen.look.theme.quiet);
    ui.add(label.full_width().wrap());
}
