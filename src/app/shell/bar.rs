//! The bar at the top: menu, screens, what runs, who codes, what is saved.

use super::row::{line, line_from_end};
use super::{Wish, menu};
use crate::app::bidi::{Bidi, Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::{Intent, Look};
use crate::app::logic::{Logic, Screen, Study};
use crate::app::parts::{Chip, paint_in, ring};
use crate::app::strings::locale::{clock_time, percent};
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::jobs::Progress;
use egui::{Frame, Id, Margin, Panel, Popup, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of the bar in points.
const HEIGHT: f32 = space(11);

/// What the bar has to know of the rest of the window.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// Whether there is little room.
    pub(super) is_narrow: bool,
    /// Whether words stand in a field that are not on disk yet.
    pub(super) is_writing: bool,
}

/// Draws the bar; whether its menu is open.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, logic: &Logic, state: State, wishes: &mut Vec<Wish>) -> bool {
    let frame = Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(8, 0));
    let bar = Panel::top("bar").frame(frame).resizable(false).exact_size(HEIGHT);
    let shown = bar.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space(1);
        ui.with_layout(line(look), |ui| {
            let button = titled(ui, look, look.strings.shell.program, look.strings.frame.menu, true);
            menu::show(&button, look, logic, wishes);
            if let Some(study) = &logic.study {
                ui.add_space(space(1));
                if state.is_narrow {
                    let now = titled(
                        ui,
                        look,
                        command_of(study.screen).name(look.strings),
                        look.strings.frame.menu_go,
                        false,
                    );
                    Popup::menu(&now).show(|ui| {
                        ui.set_width(space(45));
                        screens(ui, look, study, wishes);
                    });
                } else {
                    screens(ui, look, study, wishes);
                }
            }
            ui.with_layout(line_from_end(look), |ui| end(ui, look, logic, state, wishes));
            Popup::is_id_open(ui.ctx(), Popup::default_response_id(&button))
        })
        .inner
    });
    shown.inner
}

/// The command that shows a screen.
pub(super) const fn command_of(screen: Screen) -> AppCommand {
    match screen {
        Screen::Coding => AppCommand::GoCoding,
        Screen::Import => AppCommand::GoImport,
        Screen::Codebook => AppCommand::GoCodebook,
        Screen::Team => AppCommand::GoTeam,
        Screen::Agreement => AppCommand::GoAgreement,
        Screen::Adjudication => AppCommand::GoAdjudication,
    }
}

fn screens(ui: &mut Ui, look: &Look<'_>, study: &Study, wishes: &mut Vec<Wish>) {
    for screen in Screen::ALL {
        let command = command_of(screen);
        if tab(ui, look, command.name(look.strings), study.screen == screen).clicked() && study.screen != screen {
            wishes.push(Wish::Command(command));
            ui.close();
        }
    }
}

/// The name of a screen; the one that is shown is underlined.
fn tab(ui: &mut Ui, look: &Look<'_>, name: &str, on: bool) -> Response {
    let theme = look.theme;
    let style = if on { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let bidi = Bidi::of(ui.ctx());
    // The bold letters decide the width, so that nothing moves when a screen is chosen.
    let width = bidi.galley(ui.ctx(), name, &Style::new(SIZE_TEXT).bold(), None).size().x + space(5);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT - space(1)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, name));
    let ink = if on {
        theme.ink
    } else if response.hovered() {
        theme.accent
    } else {
        theme.quiet
    };
    paint_in(ui, &bidi.galley(ui.ctx(), name, &style, None), rect, ink);
    if on {
        let y = rect.bottom() - 1.0;
        ui.painter().hline(rect.shrink(space(2)).x_range(), y, Stroke::new(3.0, theme.accent));
    }
    if response.has_focus() {
        ring(ui, rect.shrink(space(1)), theme);
    }
    response
}

/// A button that opens something below it: its name and a small triangle.
fn titled(ui: &mut Ui, look: &Look<'_>, text: &str, name: &str, strong: bool) -> Response {
    let theme = look.theme;
    let style = if strong { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let face = Bidi::of(ui.ctx()).galley(ui.ctx(), text, &style, None);
    let sign = space(4);
    let (rect, response) = ui.allocate_exact_size(vec2(face.size().x + sign + space(4), space(8)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let hot = response.hovered() || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    let fill = if hot { theme.selection } else { egui::Color32::TRANSPARENT };
    ui.painter().rect_filled(rect, f32::from(crate::app::theme::RADIUS), fill);
    let mut cursor = crate::app::parts::Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let at = cursor.take(face.size().x);
    paint_in(ui, &face, at, theme.ink);
    triangle(ui, cursor.take(sign).center() + vec2(if look.rtl_ui { -2.0 } else { 2.0 }, 1.0), theme.quiet);
    if response.has_focus() {
        ring(ui, rect, theme);
    }
    response
}

fn triangle(ui: &Ui, at: egui::Pos2, color: egui::Color32) {
    let corners = vec![pos2(at.x - 4.0, at.y - 2.0), pos2(at.x + 4.0, at.y - 2.0), pos2(at.x, at.y + 3.0)];
    ui.painter().add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// What stands at the end of the bar.
fn end(ui: &mut Ui, look: &Look<'_>, logic: &Logic, state: State, wishes: &mut Vec<Wish>) {
    let words = look.strings.frame;
    let Some(study) = &logic.study else {
        let command = AppCommand::ToggleLanguage;
        if Chip::button(None, command.name(look.strings)).show(ui, look).clicked() {
            wishes.push(Wish::Command(command));
        }
        return;
    };
    let saved = saved(look, study, state);
    let mood = if study.is_writable() && !study.away { look.theme.quiet } else { look.theme.warn };
    ui.add(Label::new(&saved).style(Style::new(SIZE_SMALL)).color(mood));
    ui.add_space(space(1));
    let who = study.active().map_or(words.nobody, |c| c.name.as_str());
    let name = format!("{}: {who}", AppCommand::ChooseCoder.name(look.strings));
    if titled(ui, look, who, &name, false).clicked() {
        wishes.push(Wish::Command(AppCommand::ChooseCoder));
    }
    if let Some(progress) = logic.tasks().reading() {
        ui.add_space(space(2));
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let left = progress.left().map(|left| left.as_secs());
        let text = look.strings.files_read(count(progress.done), progress.total.map(count), left);
        running(ui, look, &progress, (look.strings.frame.reading, &text), wishes);
    }
    if let Some(progress) = logic.report_progress() {
        ui.add_space(space(2));
        let text = percent(look.language, progress.fraction().unwrap_or(0.0));
        running(ui, look, &progress, (look.strings.reporting.writing, &text), wishes);
    }
}

fn saved(look: &Look<'_>, study: &Study, state: State) -> String {
    if study.is_rescue() {
        return look.strings.frame.rescue_view.to_owned();
    }
    if !study.is_writable() {
        return look.strings.frame.read_only.to_owned();
    }
    if study.away {
        return look.strings.frame.not_saved.to_owned();
    }
    if state.is_writing {
        return look.strings.frame.being_written.to_owned();
    }
    let word = look.strings.shell.saved;
    study.saved_at.map_or_else(|| word.to_owned(), |at| format!("{word} {}", clock_time(look.language, at)))
}

/// Work on its way: what, how far, how long still, and the way to stop it.
fn running(ui: &mut Ui, look: &Look<'_>, progress: &Progress, (name, text): (&str, &str), wishes: &mut Vec<Wish>) {
    if Chip::button(None, look.strings.shell.cancel).show(ui, look).clicked() {
        wishes.push(Wish::Intent(Intent::CancelJob));
    }
    let text = format!("{name}: {text}");
    let label = ui.add(Label::new(&text).style(Style::new(SIZE_SMALL)).color(look.theme.ink));
    let id = Id::unique(("progress", name));
    let bar = egui::Rect::from_min_max(
        pos2(label.rect.left(), label.rect.bottom() + 1.0),
        label.rect.right_bottom() + vec2(0.0, 4.0),
    );
    let response = ui.interact(bar, id, Sense::hover());
    let share = progress.fraction().unwrap_or(0.0);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(share * 100.0);
        info
    });
    ui.painter().rect_filled(bar, 1.0, look.theme.line);
    let width = bar.width() * share as f32;
    let done = if look.rtl_ui { bar.with_min_x(bar.right() - width) } else { bar.with_max_x(bar.left() + width) };
    ui.painter().rect_filled(done, 1.0, look.theme.accent);
}
