//! Fields: words in two languages, codes, choices, switches, numbers, and what is wrong with each.

use super::Pen;
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::codebook::editor::Act;
use crate::app::parts::{self, Chip, flow, isolate};
use crate::app::theme::{SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{Bilingual, BookField, BookPart, Weight};
use crate::text::direction::Direction;
use egui::{Id, Role, Ui};

/// The name of a field for people and screen readers, with the part that it belongs to.
fn named(part: &BookPart, name: &str) -> String {
    let code = match part {
        BookPart::Book => String::new(),
        BookPart::Unit(code) | BookPart::Question(code) | BookPart::Panel(code) | BookPart::Flag(code) => code.clone(),
        BookPart::Role(unit, code) | BookPart::Link(unit, code) => format!("{unit} {code}"),
        BookPart::Value(question, code) => format!("{question} {code}"),
    };
    if code.is_empty() { name.to_owned() } else { format!("{code}: {name}") }
}

/// A small heading above a field.
pub(super) fn title(ui: &mut Ui, pen: &Pen<'_>, name: &str) {
    ui.add_space(space(2));
    parts::heading(ui, pen.look, name);
}

/// What is to be put right in a field.
pub(super) fn said(ui: &mut Ui, pen: &Pen<'_>, part: &BookPart, field: BookField) {
    for finding in pen.findings.iter().filter(|f| f.part == *part && f.field == field) {
        let advice = finding.weight == Weight::Advice;
        let color = if advice { pen.look.theme.warn } else { pen.look.theme.bad };
        let style = parts::one_way(pen.look, Style::new(SIZE_SMALL));
        let text = pen.look.strings.finding(finding);
        ui.add(Label::new(&text).style(style).color(color).full_width().wrap());
    }
}

/// Words in both languages, side by side; `rows` of a field for longer ones.
pub(super) fn pair(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, name: &str, words: &mut Bilingual, rows: usize) {
    title(ui, pen, name);
    // The keyboard goes into what is open within the form, or else into the form's own first field.
    let begins = rows == 0 && pen.begins && pen.open.as_ref().is_none_or(|open| open == part);
    pen.begins &= !begins;
    let strings = pen.look.strings.drafting;
    let sides =
        [(&mut words.en, strings.english, Direction::Ltr, "en"), (&mut words.ar, strings.arabic, Direction::Rtl, "ar")];
    let (mut changed, mut first) = (false, begins);
    ui.columns(2, |columns| {
        for (ui, (text, language, direction, code)) in columns.iter_mut().zip(sides) {
            let spoken = pen.look.strings.list(&[&named(part, name), language]);
            let id = Id::unique(("codebook", format!("{part:?}"), name, code));
            let edit = match rows {
                0 => TextEdit::singleline(text, &spoken),
                rows => TextEdit::multiline(text, &spoken, rows),
            };
            let style = Style::new(SIZE_TEXT).direction(direction);
            let field = ui.add(edit.style(style).hint(language).id(id));
            if std::mem::take(&mut first) {
                field.request_focus();
                field.scroll_to_me(Some(egui::Align::Center));
            }
            changed |= field.changed();
        }
    });
    pen.typed |= changed;
}

/// One line of words that have no language: a key, a version, names of facts.
pub(super) fn line(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, name: &str, text: &mut String, width: f32) {
    let spoken = named(part, name);
    let id = Id::unique(("codebook", format!("{part:?}"), name));
    let style = Style::new(SIZE_TEXT).direction(Direction::Ltr);
    let width = width.min(ui.available_width());
    pen.typed |= ui.add(TextEdit::singleline(text, &spoken).style(style).width(width).id(id)).changed();
}

/// The most that there may be; empty for any number.
pub(super) fn most(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, name: &str, most: &mut Option<usize>) {
    let mut text = most.map_or_else(String::new, |n| n.to_string());
    let before = text.clone();
    line(ui, pen, part, name, &mut text, space(20));
    if text != before {
        let digits: String = text.chars().filter_map(western).collect();
        *most = digits.parse().ok();
    }
}

fn western(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '\u{0660}'..='\u{0669}' => char::from_digit(u32::from(c) - 0x0660, 10),
        _ => None,
    }
}

/// The code of a part: it can be written while no answer is kept by it.
pub(super) fn code(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, now: &str) {
    let words = pen.look.strings.drafting;
    let name = if *part == BookPart::Book { words.name_of_book } else { words.code };
    title(ui, pen, name);
    if pen.codes_stay && pen.is_published(part) {
        parts::text(ui, pen.look, &isolate(now));
        parts::note(ui, pen.look, words.code_stays);
        return said(ui, pen, part, BookField::Code);
    }
    let writing = pen.code.as_ref().filter(|(of, _)| of == part).map(|(_, text)| text.clone());
    let mut text = writing.unwrap_or_else(|| now.to_owned());
    let spoken = named(part, name);
    let id = Id::unique(("codebook", "code", format!("{part:?}")));
    let style = Style::new(SIZE_TEXT).direction(Direction::Ltr);
    let field = ui.add(TextEdit::singleline(&mut text, &spoken).style(style).width(space(60)).id(id));
    if field.changed() {
        *pen.code = Some((part.clone(), text.clone()));
        *pen.taken = None;
    }
    if field.lost_focus() && text != now {
        pen.act(Act::Rename(part.clone(), text));
    }
    if pen.taken.as_ref() == Some(part) {
        let style = parts::one_way(pen.look, Style::new(SIZE_SMALL));
        ui.add(Label::new(words.code_taken).style(style).color(pen.look.theme.bad).full_width());
    }
    said(ui, pen, part, BookField::Code);
}

/// One of several.
pub(super) fn choice<T: PartialEq>(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    part: &BookPart,
    name: &str,
    now: &mut T,
    options: Vec<(T, String)>,
) {
    flow(ui, pen.look.rtl_ui, |ui| {
        for (option, text) in options {
            let spoken = format!("{}: {text}", named(part, name));
            let on = *now == option;
            let chip = Chip { name: &spoken, ..Chip::answer(None, &text, on, Role::RadioButton) };
            if chip.show(ui, pen.look).clicked() && !on {
                *now = option;
                pen.chosen = true;
            }
        }
    });
}

/// Some of several.
pub(super) fn several(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    part: &BookPart,
    name: &str,
    now: &mut Vec<String>,
    options: &[(String, String)],
) {
    flow(ui, pen.look.rtl_ui, |ui| {
        for (code, text) in options {
            let spoken = format!("{}: {text}", named(part, name));
            let on = now.contains(code);
            let chip = Chip { name: &spoken, ..Chip::answer(None, text, on, Role::CheckBox) };
            if chip.show(ui, pen.look).clicked() {
                pen.chosen = true;
                if on {
                    now.retain(|other| other != code);
                } else {
                    now.push(code.clone());
                }
            }
        }
    });
}

/// A switch.
pub(super) fn switch(ui: &mut Ui, pen: &mut Pen<'_>, on: &mut bool, text: &str) {
    if parts::check(ui, pen.look, None, *on, text).clicked() {
        *on = !*on;
        pen.chosen = true;
    }
}

/// The name of the part that the form shows, and what can be done with it as a whole.
pub(super) fn head(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, code: &str, label: &Bilingual) {
    let look = pen.look;
    let name = format!("{} {}", isolate(code), isolate(label.get(look.language)));
    let style = parts::one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(&name).style(style).color(look.theme.accent).full_width().wrap().heading());
    flow(ui, look.rtl_ui, |ui| ways(ui, pen, part, true));
}

/// Up, down, retire.
pub(super) fn ways(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, keys: bool) {
    use crate::app::command::AppCommand;
    let words = pen.look.strings.drafting;
    let all = [
        (AppCommand::PartUp, words.up, Act::Shift(part.clone(), false)),
        (AppCommand::PartDown, words.down, Act::Shift(part.clone(), true)),
        (AppCommand::RetirePart, words.retire, Act::Retire(part.clone())),
    ];
    for (command, text, act) in all {
        let key = command.key_label().filter(|_| keys);
        let spoken = named(part, text);
        let chip = Chip { name: &spoken, ..Chip::button(key.as_deref(), text) };
        if chip.show(ui, pen.look).clicked() {
            pen.act(act);
        }
    }
}

/// A button that adds something.
pub(super) fn add(ui: &mut Ui, pen: &mut Pen<'_>, key: Option<&str>, text: &str, act: Act) {
    ui.add_space(space(1));
    if Chip::button(key, text).show(ui, pen.look).clicked() {
        pen.act(act);
    }
}

/// What stands in the published version and not in the draft, each with the way back.
pub(super) fn retired(ui: &mut Ui, pen: &mut Pen<'_>, gone: &[(BookPart, String)]) {
    if gone.is_empty() {
        return;
    }
    let words = pen.look.strings.drafting;
    title(ui, pen, words.retired);
    for (part, name) in gone {
        flow(ui, pen.look.rtl_ui, |ui| {
            let style = parts::one_way(pen.look, Style::new(SIZE_TEXT));
            ui.add(Label::new(&isolate(name)).style(style).color(pen.look.theme.quiet));
            let spoken = named(part, words.take_back);
            let chip = Chip { name: &spoken, ..Chip::button(None, words.take_back) };
            if chip.show(ui, pen.look).clicked() {
                pen.act(Act::Restore(part.clone()));
            }
        });
    }
}
