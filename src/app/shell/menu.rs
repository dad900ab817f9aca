//! The menu: all commands that are not acts of one screen, in groups.

use super::Wish;
use super::row::{Row, column, group_of_rows, line};
use crate::app::command::{AppCommand as C, Scope};
use crate::app::context::Look;
use crate::app::logic::{Logic, Study};
use crate::app::scroll;
use crate::app::settings::ThemeChoice;
use crate::app::theme::space;
use egui::{Popup, Response, Role, ScrollArea, Ui, vec2};

/// Width of a column in points.
const WIDTH: f32 = 248.0;

const PROJECT: &[C] = &[
    C::NewProject,
    C::OpenProject,
    C::MakeDemo,
    C::AddFiles,
    C::MergePackages,
    C::ExportData,
    C::SendBack,
    C::ChooseMailbox,
    C::LockProject,
    C::Backup,
    C::WriteReport,
    C::ChooseCoder,
    C::CloseProject,
];
const STEPS: &[C] = &[C::Undo, C::Redo];
const GO: &[C] = &[C::NextArticle, C::PreviousArticle, C::Search];
const HELP: &[C] = &[C::Palette, C::Keys];
const VIEW: &[C] = &[
    C::ToggleLanguage,
    C::ThemeLight,
    C::ThemeDark,
    C::ThemeSystem,
    C::ZoomIn,
    C::ZoomOut,
    C::ZoomReset,
    C::ScaleUp,
    C::ScaleDown,
    C::ScaleReset,
    C::ToggleQueue,
    C::PanelSide,
    C::ToggleMotion,
];

pub(super) fn show(button: &Response, look: &Look<'_>, logic: &Logic, wishes: &mut Vec<Wish>) {
    let words = look.strings.frame;
    let align = if look.rtl_ui { egui::RectAlign::BOTTOM_END } else { egui::RectAlign::BOTTOM_START };
    Popup::menu(button).align(align).accessible_name(words.menu).show(|ui| {
        let room = ui.ctx().content_rect().size() - vec2(space(10), space(20));
        let both = 2.0 * WIDTH + space(4);
        let side_by_side = room.x >= both;
        ui.set_width(if side_by_side { both } else { WIDTH });
        scroll::show(
            ui,
            look.rtl_ui,
            ScrollArea::vertical().max_height(room.y).min_scrolled_height(room.y),
            |ui, area| {
                area.show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(space(4), 0.0);
                    let first = [
                        (words.menu_project, PROJECT),
                        (words.menu_step, STEPS),
                        (words.menu_go, GO),
                        (words.menu_help, HELP),
                    ];
                    let second = [(words.menu_view, VIEW)];
                    if side_by_side {
                        ui.with_layout(line(look).with_cross_align(egui::Align::Min), |ui| {
                            groups(ui, look, logic, &first, wishes);
                            groups(ui, look, logic, &second, wishes);
                        });
                    } else {
                        groups(ui, look, logic, &first, wishes);
                        groups(ui, look, logic, &second, wishes);
                    }
                })
            },
        );
    });
}

fn groups(ui: &mut Ui, look: &Look<'_>, logic: &Logic, groups: &[(&str, &[C])], wishes: &mut Vec<Wish>) {
    ui.allocate_ui_with_layout(vec2(WIDTH, 0.0), column(look), |ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (title, commands)) in groups.iter().enumerate() {
            if at > 0 {
                ui.add_space(space(2));
            }
            group_of_rows(ui, look, title);
            for command in *commands {
                item(ui, look, logic.study.as_ref(), *command, wishes);
            }
        }
    });
}

fn item(ui: &mut Ui, look: &Look<'_>, study: Option<&Study>, command: C, wishes: &mut Vec<Wish>) {
    let what = study.and_then(|study| study.step_to_reverse(command == C::Redo));
    let (name, enabled) = match command {
        C::Undo | C::Redo => {
            let name = command.name(look.strings);
            let named = what.map(|what| format!("{name}: {}", look.strings.action(what)));
            (named.unwrap_or_else(|| name.to_owned()), what.is_some())
        }
        _ => (command.name(look.strings).to_owned(), study.is_some() || command.scope() == Scope::Everywhere),
    };
    let key = command.key_label().unwrap_or_default();
    let on = match command {
        C::ThemeLight => Some(look.settings.theme() == ThemeChoice::Light),
        C::ThemeDark => Some(look.settings.theme() == ThemeChoice::Dark),
        C::ThemeSystem => Some(look.settings.theme() == ThemeChoice::System),
        _ => None,
    };
    let role = if on.is_some() { Role::MenuItemRadio } else { Role::MenuItem };
    let row = Row { end: &key, on: on == Some(true), role, enabled, ..Row::new(&name) };
    if row.show(ui, look).clicked() {
        wishes.push(Wish::Command(command));
        ui.close();
    }
}
