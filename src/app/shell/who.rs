//! Who is coding: one of the people of the project, or somebody new.

use super::Wish;
use super::row::{Row, about, group, in_line};
use crate::app::bidi::{Style, TextEdit, checkbox};
use crate::app::context::Look;
use crate::app::keyboard;
use crate::app::logic::{Departure, Logic};
use crate::app::parts::{Chip, Dot};
use crate::app::scroll;
use crate::app::theme::{SIZE_TEXT, space};
use egui::{Id, Key, Role, ScrollArea, Ui};

/// Somebody new, while the name is being written.
#[derive(Debug, Default)]
pub(in crate::app) struct Who {
    name: String,
    /// Whether they lead; whoever is first does, until somebody says otherwise.
    leads: Option<bool>,
    begun: bool,
    lacks_name: bool,
}

/// Asks who is coding; whether it is answered.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, logic: &Logic, who: &mut Who, wishes: &mut Vec<Wish>) -> bool {
    let Some(study) = &logic.study else { return true };
    let words = look.strings.frame;
    about(ui, look, words.who_about);
    let mut answered = false;
    let begins = !std::mem::replace(&mut who.begun, true);
    // The first nine have a digit, as in every other list.
    let id = Id::unique("who-name");
    let writes = ui.memory(|m| m.has_focus(id));
    let pressed = if writes { None } else { keyboard::take_sign(ui) };
    let pressed = pressed.and_then(|sign| sign.to_digit(10)).map(|digit| digit as usize);
    scroll::show(ui, look.rtl_ui, ScrollArea::vertical().max_height(space(70)), |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, coder) in study.coders.iter().enumerate() {
                let on = Some(coder.id) == study.coder;
                let key = if at < 9 { look.strings.number(at + 1) } else { String::new() };
                let row = Row {
                    behind: if coder.lead { words.lead } else { "" },
                    end: &key,
                    on,
                    dot: on.then_some(Dot::Full).or(Some(Dot::None)),
                    role: Role::Button,
                    ..Row::new(&coder.name)
                };
                let response = row.show(ui, look);
                if begins && at == 0 {
                    response.request_focus();
                }
                if response.clicked() || pressed == Some(at + 1) {
                    answered = true;
                    if !on {
                        wishes.push(Wish::Depart(Departure::Coder(coder.id)));
                    }
                }
            }
        })
    });
    ui.add_space(space(1));
    group(ui, look, words.add_yourself);
    let entered = writes && ui.input(|i| i.key_pressed(Key::Enter));
    let field = ui.add(TextEdit::singleline(&mut who.name, words.name).hint(words.name).id(id));
    if begins && study.coders.is_empty() {
        field.request_focus();
    }
    if field.changed() {
        who.lacks_name = false;
    }
    let mut leads = who.leads.unwrap_or(study.coders.is_empty());
    if checkbox(ui, &mut leads, words.leads, Style::new(SIZE_TEXT)).changed() {
        who.leads = Some(leads);
    }
    if who.lacks_name {
        ui.add(crate::app::bidi::Label::new(words.no_name).color(look.theme.bad));
    }
    let added = in_line(ui, look, |ui| Chip::button(None, words.add).show(ui, look).clicked());
    if added || entered {
        if who.name.trim().is_empty() {
            who.lacks_name = true;
        } else {
            wishes.push(Wish::Join { name: who.name.trim().to_owned(), lead: leads });
            answered = true;
        }
    }
    answered
}
