//! The start: three doors, and the projects that were open before.

use super::Wish;
use super::row::{Row, about, column, group, key_cap};
use crate::app::bidi::{Bidi, Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::logic::{Departure, Logic};
use crate::app::parts::{Chip, Cursor, ring};
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_TEXT, SIZE_TITLE, space};
use egui::{
    CentralPanel, CornerRadius, Frame, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

/// Width of a door in points.
const DOOR: f32 = 236.0;
/// Height of a door in points.
const HIGH: f32 = 168.0;

pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    logic: &Logic,
    started: &mut bool,
    asks: &mut Asks,
    wishes: &mut Vec<Wish>,
) {
    for command in [AppCommand::NewProject, AppCommand::OpenProject, AppCommand::Palette] {
        asks.key_of(command, look.strings);
    }
    CentralPanel::default().frame(Frame::new().fill(look.theme.paper)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let room = ui.available_width();
            let side_by_side = room >= 3.0 * DOOR + space(16);
            let width = if side_by_side { 3.0 * DOOR + space(8) } else { (room - space(8)).min(420.0) };
            let left = ui.max_rect().left() + ((room - width) / 2.0).max(0.0).round();
            ui.add_space((ui.max_rect().height() * 0.09).clamp(space(4), space(20)).round());
            let rect = egui::Rect::from_min_size(pos2(left, ui.cursor().top()), vec2(width, 0.0));
            ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(column(look)), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(space(4), space(4));
                page(ui, look, logic, started, side_by_side, wishes);
            });
        });
    });
}

fn page(ui: &mut Ui, look: &Look<'_>, logic: &Logic, started: &mut bool, side_by_side: bool, wishes: &mut Vec<Wish>) {
    let words = look.strings.frame;
    ui.add(Label::new(look.strings.shell.program).style(Style::reading(SIZE_TITLE).bold()).heading());
    ui.add_space(-space(3));
    ui.add(Label::new(words.subtitle).style(Style::new(SIZE_LARGE)).color(look.theme.quiet).wrap());
    ui.add_space(space(2));
    let doors = [
        (words.door_demo, words.door_demo_about, AppCommand::MakeDemo),
        (words.door_new, words.door_new_about, AppCommand::NewProject),
        (words.door_open, words.door_open_about, AppCommand::OpenProject),
    ];
    let has_recent = !logic.memory().recent.is_empty();
    let mut first = None;
    let mut all = |ui: &mut Ui| {
        for (title, text, command) in doors {
            let width = if side_by_side { DOOR } else { ui.available_width() };
            let response =
                door(ui, look, title, text, command, vec2(width, if side_by_side { HIGH } else { space(26) }));
            if response.clicked() {
                wishes.push(Wish::Command(command));
            }
            first = first.take().or(Some(response));
        }
    };
    if side_by_side {
        let layout = super::row::line(look).with_cross_align(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), HIGH), layout, all);
    } else {
        all(ui);
    }
    if logic.tasks().writes_demo() {
        super::row::in_line(ui, look, |ui| {
            ui.add(Label::new(words.writing_demo).style(Style::new(SIZE_TEXT).bold()));
            if Chip::button(None, look.strings.shell.cancel).show(ui, look).clicked() {
                wishes.push(Wish::Intent(Intent::CancelJob));
            }
        });
    }
    let newest = recent(ui, look, logic, wishes);
    about(ui, look, words.drop_here);
    // Enter goes through the likeliest door.
    if !std::mem::replace(started, true) {
        let likeliest = if has_recent { newest } else { first };
        if let Some(likeliest) = likeliest {
            likeliest.request_focus();
        }
    }
}

fn recent(ui: &mut Ui, look: &Look<'_>, logic: &Logic, wishes: &mut Vec<Wish>) -> Option<Response> {
    let recent = &logic.memory().recent;
    if recent.is_empty() {
        return None;
    }
    let mut newest = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space(1);
        group(ui, look, look.strings.frame.recent);
        for project in recent {
            let path = project.path.display().to_string();
            let row = Row { note: &path, role: Role::Button, ..Row::new(&project.title) };
            let response = row.show(ui, look);
            if response.clicked() {
                wishes.push(Wish::Depart(Departure::Open(project.path.clone())));
            }
            newest = newest.take().or(Some(response));
        }
    });
    newest
}

fn door(ui: &mut Ui, look: &Look<'_>, title: &str, text: &str, command: AppCommand, size: egui::Vec2) -> Response {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(text));
    let hot = response.hovered() || response.has_focus();
    let (fill, edge) = if hot { (theme.selection, theme.accent) } else { (theme.raised, theme.edge) };
    ui.painter().rect(rect, CornerRadius::same(RADIUS), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let inside = rect.shrink(space(4));
    let bidi = Bidi::of(ui.ctx());
    let mut y = inside.top();
    for (text, style, color) in
        [(title, Style::new(SIZE_LARGE).bold(), theme.ink), (text, Style::new(SIZE_TEXT), theme.quiet)]
    {
        let galley = bidi.galley(ui.ctx(), text, &style, Some(inside.width()));
        let x = if look.rtl_ui { inside.right() - galley.size().x } else { inside.left() };
        galley.paint(ui.painter(), pos2(x, y), color);
        y += galley.size().y + space(1);
    }
    if let Some(key) = command.key_label().filter(|_| inside.bottom() - y >= space(5)) {
        let mut cursor = Cursor::new(inside.with_min_y(inside.bottom() - space(5)), look.rtl_ui);
        key_cap(ui, look, &mut cursor, &key);
    }
    if response.has_focus() {
        ring(ui, rect, theme);
    }
    response
}
