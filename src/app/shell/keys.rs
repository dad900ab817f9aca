//! All keys, read from the one table of commands.

use super::row::{about, column, group, key_cap};
use crate::app::bidi::Style;
use crate::app::command::{AppCommand, Scope, Shortcut, alt, ctrl, plain};
use crate::app::context::Look;
use crate::app::parts::{Cursor, LINE};
use crate::app::scroll;
use crate::app::strings::Reading;
use crate::app::theme::{SIZE_TEXT, space};
use egui::{Key, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// A name and what it does.
type Words = fn(&Reading) -> (&'static str, &'static str);

/// The keys of the caret. They are the same in every field and stand in no menu, so they are no commands.
const CARET: [([Shortcut; 2], Words); 8] = [
    ([plain(Key::ArrowLeft), plain(Key::ArrowRight)], |words| (words.letter, words.letter_help)),
    ([ctrl(Key::ArrowLeft), ctrl(Key::ArrowRight)], |words| (words.word, words.word_help)),
    ([alt(Key::ArrowLeft), alt(Key::ArrowRight)], |words| (words.sentence, words.sentence_help)),
    ([ctrl(Key::ArrowUp), ctrl(Key::ArrowDown)], |words| (words.paragraph, words.paragraph_help)),
    ([plain(Key::ArrowUp), plain(Key::ArrowDown)], |words| (words.line, words.line_help)),
    ([plain(Key::PageUp), plain(Key::PageDown)], |words| (words.page, words.page_help)),
    ([plain(Key::Home), plain(Key::End)], |words| (words.ends, words.ends_help)),
    ([ctrl(Key::Home), ctrl(Key::End)], |words| (words.whole, words.whole_help)),
];

/// Lists the keys; never answered.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, high: f32) -> bool {
    let words = look.strings.frame;
    about(ui, look, words.keys_about);
    let groups = [
        (words.keys_coding, Scope::Coding),
        (words.keys_project, Scope::Project),
        (words.keys_everywhere, Scope::Everywhere),
        (words.keys_import, Scope::Import),
        (words.keys_team, Scope::Team),
        (words.keys_agreement, Scope::Agreement),
        (words.keys_codebook, Scope::Codebook),
    ];
    scroll::show(
        ui,
        look.rtl_ui,
        ScrollArea::vertical().max_height(high - space(24)).auto_shrink([false, true]),
        |ui, area| {
            area.show(ui, |ui| {
                let by = scrolled_by(ui);
                if by != 0.0 {
                    ui.scroll_with_delta(vec2(0.0, by));
                }
                ui.with_layout(column(look), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(space(2));
                    group(ui, look, look.strings.reading.keys);
                    for (keys, words) in CARET {
                        let (name, help) = words(&look.strings.reading);
                        line(ui, look, &keys.map(Shortcut::label), name, help);
                    }
                    for (title, scope) in groups {
                        ui.add_space(space(2));
                        group(ui, look, title);
                        let commands =
                            AppCommand::ALL.iter().filter(|c| c.scope() == scope && !c.shortcuts().is_empty());
                        for command in commands {
                            row(ui, look, *command);
                        }
                    }
                });
            })
        },
    );
    false
}

/// How far the keyboard moves the list.
pub(super) fn scrolled_by(ui: &Ui) -> f32 {
    let page = ui.clip_rect().height() - LINE;
    let all = 1.0e6;
    let ways = [
        (Key::ArrowUp, LINE),
        (Key::ArrowDown, -LINE),
        (Key::PageUp, page),
        (Key::PageDown, -page),
        (Key::Home, all),
        (Key::End, -all),
    ];
    ui.input(|i| ways.into_iter().filter(|(key, _)| i.key_pressed(*key)).map(|(_, by)| by).sum())
}

fn row(ui: &mut Ui, look: &Look<'_>, command: AppCommand) {
    let keys: Vec<String> = command.shortcuts().iter().map(|s| s.label()).collect();
    line(ui, look, &keys, command.name(look.strings), command.help(look.strings));
}

fn line(ui: &mut Ui, look: &Look<'_>, keys: &[String], name: &str, help: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {name}. {help}", keys.join(", "))));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(1), 0.0)), look.rtl_ui);
    let third = rect.width() * 0.18;
    let mut caps = Cursor::new(cursor.take(third), look.rtl_ui);
    for key in keys {
        key_cap(ui, look, &mut caps, key);
    }
    let mut names = Cursor::new(cursor.take(rect.width() * 0.30), look.rtl_ui);
    let room = names.room();
    names.text(ui, name, &Style::new(SIZE_TEXT), look.theme.ink, room - space(2));
    let room = cursor.room();
    cursor.text(ui, help, &Style::new(SIZE_TEXT), look.theme.quiet, room);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::bidi::Motion;
    use egui::Modifiers;

    #[test]
    fn every_key_that_is_listed_for_the_caret_moves_it_in_a_way_of_its_own() {
        let mut ways = Vec::new();
        for key in CARET.iter().flat_map(|(keys, _)| keys) {
            let held = Modifiers { ctrl: key.ctrl, command: key.ctrl, alt: key.alt, ..Modifiers::NONE };
            let way = Motion::of(key.key, held).unwrap_or_else(|| panic!("{} does nothing", key.label()));
            assert!(!ways.contains(&way), "{} is nothing new", key.label());
            ways.push(way);
        }
    }
}
