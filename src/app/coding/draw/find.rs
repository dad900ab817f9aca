//! The bar below the article that finds words.

use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::coding::find::Find;
use crate::app::coding::reading::Reading;
use crate::app::context::Look;
use crate::app::parts::Chip;
use crate::app::theme::{SIZE_TEXT, space};
use egui::{Align, Id, Key, Layout, Modifiers, Ui, accesskit::Live};
use std::ops::Range;

/// Draws field, count and buttons in a line; what the coder wants comes back.
pub(crate) fn show(ui: &mut Ui, look: &Look<'_>, find: &mut Find, selection: Option<&Range<usize>>) -> Vec<Reading> {
    let mut wanted = Vec::new();
    let line = if look.rtl_ui { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    ui.with_layout(line, |ui| {
        ui.spacing_mut().item_spacing.x = space(2);
        field(ui, look, find, &mut wanted);
        let words = look.strings.reading;
        let many = find.hits().len();
        if find.has_words() {
            let number = find.number_of(selection).map(|n| n + 1);
            let said = if many == 0 { words.found_none.to_owned() } else { look.strings.found(number, many) };
            let label = ui.add(Label::new(&said).style(Style::new(SIZE_TEXT)).color(look.theme.quiet));
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
        }
        for (sign, name, back) in [("\u{2191}", words.previous, true), ("\u{2193}", words.next, false)] {
            let chip = Chip { name, enabled: many > 0, ..Chip::button(None, sign) };
            if chip.show(ui, look).clicked() {
                wanted.push(Reading::Next { back });
            }
        }
        if Chip::button(Some("Esc"), look.strings.shell.close).show(ui, look).clicked() {
            wanted.push(Reading::Close);
        }
    });
    wanted
}

fn field(ui: &mut Ui, look: &Look<'_>, find: &mut Find, wanted: &mut Vec<Reading>) {
    let words = look.strings.reading;
    let id = Id::unique("coding-find");
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    if has_keyboard {
        // The field would give the keyboard up at Enter.
        let pressed = |held| ui.input_mut(|input| input.consume_key(held, Key::Enter));
        if pressed(Modifiers::SHIFT) {
            wanted.push(Reading::Next { back: true });
        }
        if pressed(Modifiers::NONE) {
            wanted.push(Reading::Next { back: false });
        }
    }
    let width = (ui.available_width() - space(70)).clamp(space(25), space(70));
    let begins = std::mem::take(&mut find.begins);
    let edit = TextEdit::singleline(&mut find.words, words.find).hint(words.find_hint).id(id).width(width);
    let field = ui.add(edit.select_all(begins));
    if begins {
        field.request_focus();
    }
    if field.changed() {
        wanted.push(Reading::Typed);
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        wanted.push(Reading::Close);
    }
}
