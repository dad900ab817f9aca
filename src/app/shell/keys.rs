//! All keys, read from the one table of commands.

use super::row::{about, column, group, key_cap};
use crate::app::bidi::Style;
use crate::app::command::{AppCommand, Scope};
use crate::app::context::Look;
use crate::app::parts::{Cursor, LINE};
use crate::app::scroll;
use crate::app::theme::{SIZE_TEXT, space};
use egui::{Key, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Lists the keys; never answered.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, high: f32) -> bool {
    let words = look.strings.frame;
    about(ui, look, words.keys_about);
    let groups = [
        (words.keys_coding, Scope::Coding),
        (words.keys_project, Scope::Project),
        (words.keys_everywhere, Scope::Everywhere),
        (words.keys_import, Scope::Import),
        (words.keys_agreement, Scope::Agreement),
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
fn scrolled_by(ui: &Ui) -> f32 {
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
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let keys: Vec<String> = command.shortcuts().iter().map(|s| s.label()).collect();
    let (name, help) = (command.name(look.strings), command.help(look.strings));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {name}. {help}", keys.join(", "))));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(1), 0.0)), look.rtl_ui);
    let third = rect.width() * 0.18;
    let mut caps = Cursor::new(cursor.take(third), look.rtl_ui);
    for key in &keys {
        key_cap(ui, look, &mut caps, key);
    }
    let mut names = Cursor::new(cursor.take(rect.width() * 0.30), look.rtl_ui);
    let room = names.room();
    names.text(ui, name, &Style::new(SIZE_TEXT), look.theme.ink, room - space(2));
    let room = cursor.room();
    cursor.text(ui, help, &Style::new(SIZE_TEXT), look.theme.quiet, room);
}
