//! The people, how far they are, and their names.

use super::Team;
use super::screen::Wish;
use crate::app::bidi::{Style, TextEdit};
use crate::app::command::AppCommand;
use crate::app::context::Look;
use crate::app::parts::{self, Chip, Cursor, cap, galley};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{Coder, CoderId};
use egui::{CornerRadius, Id, Key, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Height of a person's line, in points.
const ROW: f32 = space(9);
/// Width of a column of figures, in points.
const FIGURE: f32 = space(18);
/// Room for the buttons of a person, in points.
const BUTTONS: f32 = space(92);

/// What is being written about people.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// The name of a new person.
    pub(super) new_name: String,
    /// Whether the new person leads; `None` for the usual: the first one does.
    pub(super) new_leads: Option<bool>,
    /// Whether the field of the new name is to get the keyboard.
    pub(super) begins: bool,
    /// The person in whose column the cursor of the grid stands: keys are for them.
    pub(super) column: usize,
    /// Who is being renamed, the name so far, and whether the field is to get the keyboard.
    pub(super) renaming: Option<(CoderId, String, bool)>,
}

/// Draws the people.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, team: &Team, drafts: &mut Drafts, wishes: &mut Vec<Wish>) {
    let words = look.strings.team;
    ui.spacing_mut().item_spacing = vec2(space(1), 0.0);
    if team.coders.is_empty() {
        parts::text(ui, look, words.nobody);
        return;
    }
    head(ui, look, team);
    let most = (ui.available_height() * 0.4).max(ROW * 4.0);
    scroll::show(ui, look.rtl_ui, ScrollArea::vertical().id_salt("people").max_height(most), |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space(1), 0.0);
            for (n, coder) in team.coders.iter().enumerate() {
                row(ui, look, team, coder, n, drafts, wishes);
            }
        })
    });
    own(ui, look, team);
    if team.copy_of.is_some() {
        ui.add_space(space(3));
        parts::note(ui, look, words.copy_why);
        ui.add_space(space(2));
        let send = AppCommand::SendBack.name(look.strings);
        if (Chip { on: Some(true), ..Chip::button(Some("P"), send) }).show(ui, look).clicked() {
            wishes.push(Wish::Pack);
        }
        ui.add_space(space(4));
        super::side::mailbox(ui, look, team, wishes);
    } else if !team.leads() {
        ui.add_space(space(2));
        parts::note(ui, look, words.names_only);
    } else if team.has_no_lead() {
        ui.add_space(space(2));
        parts::text(ui, look, words.nobody_leads);
    }
}

/// Articles with missing answers that are named.
const NAMED: usize = 6;

/// How far the person at the window is: pace, what is left, what is missing. Nothing of others.
fn own(ui: &mut Ui, look: &Look<'_>, team: &Team) {
    let Some(own) = team.own.as_ref().filter(|own| own.to_do + own.begun + own.done > 0) else { return };
    ui.add_space(space(3));
    parts::heading(ui, look, look.strings.team.my_work);
    parts::text(ui, look, &look.strings.pace(own));
    for (round, state) in &own.training {
        parts::text(ui, look, &look.strings.trained_person(round, state));
    }
    for (title, open) in own.missing.iter().take(NAMED) {
        parts::note(ui, look, &look.strings.missing_in(*open, title));
    }
}

/// Names of the figures, in their order.
fn names(look: &Look<'_>) -> [&'static str; 5] {
    let words = look.strings.team;
    [words.to_do, words.begun, words.done, words.records, words.minutes]
}

fn head(ui: &mut Ui, look: &Look<'_>, team: &Team) {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space(6)), Sense::hover());
    let people = look.strings.team.people;
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, people));
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let style = Style::new(SIZE_SMALL).bold();
    let mut first = Cursor::new(cursor.take(name_width(rect.width())), look.rtl_ui);
    first.text(ui, people, &style, theme.quiet, rect.width());
    if team.coders.iter().any(|c| team.figures(c.id).is_some()) {
        for name in names(look) {
            let at = cursor.take(FIGURE);
            let text = galley(ui, name, &style, FIGURE);
            text.paint(
                ui.painter(),
                pos2(at.right() - text.size().x, at.center().y - text.size().y / 2.0),
                theme.quiet,
            );
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
}

fn name_width(width: f32) -> f32 {
    (width - 5.0 * FIGURE - BUTTONS - space(4)).max(space(30))
}

fn row(
    ui: &mut Ui,
    look: &Look<'_>,
    team: &Team,
    coder: &Coder,
    n: usize,
    drafts: &mut Drafts,
    wishes: &mut Vec<Wish>,
) {
    let theme = look.theme;
    let words = look.strings.team;
    let active = team.active == Some(coder.id);
    let mut tags = Vec::new();
    tags.extend(coder.lead.then_some(words.lead));
    tags.extend(active.then_some(words.here));
    let figures = team.figures(coder.id).map(|info| {
        let minutes = usize::try_from(info.active_minutes).unwrap_or(0);
        [info.to_do, info.begun, info.done, info.records, minutes].map(|n| look.strings.number(n))
    });
    let mut spoken = vec![coder.name.clone()];
    spoken.extend(tags.iter().map(|t| (*t).to_owned()));
    for (name, figure) in names(look).iter().zip(figures.iter().flatten()) {
        spoken.push(format!("{name}: {figure}"));
    }
    let spoken = look.strings.list(&spoken.iter().map(String::as_str).collect::<Vec<_>>());

    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, active, &spoken));
    if active {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let name_at = cursor.take(name_width(rect.width()));
    match &mut drafts.renaming {
        Some((id, name, begins)) if *id == coder.id => {
            if rename(ui, look, name_at, coder, name, begins, wishes) {
                drafts.renaming = None;
            }
        }
        _ => {
            let mut line = Cursor::new(name_at, look.rtl_ui);
            let style = if active { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
            line.text(ui, &coder.name, &style, theme.ink, name_at.width() * 0.6);
            let most = line.room();
            line.text(ui, &look.strings.list(&tags), &Style::new(SIZE_SMALL), theme.quiet, most);
        }
    }
    for n in 0..names(look).len() {
        let at = cursor.take(FIGURE);
        if let Some(figure) = figures.as_ref().map(|f| &f[n]) {
            let text = galley(ui, figure, &Style::new(SIZE_TEXT), FIGURE);
            text.paint(ui.painter(), pos2(at.right() - text.size().x, at.center().y - text.size().y / 2.0), theme.ink);
        }
    }
    cursor.skip(space(4));
    let room = cursor.take(cursor.room());
    buttons(ui, look, team, coder, n, room, drafts, wishes);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
}

#[expect(clippy::too_many_arguments)] // who, where, and what they lead to
fn buttons(
    ui: &mut Ui,
    look: &Look<'_>,
    team: &Team,
    coder: &Coder,
    n: usize,
    rect: Rect,
    drafts: &mut Drafts,
    wishes: &mut Vec<Wish>,
) {
    let words = look.strings.team;
    let at = Rect::from_center_size(rect.center(), vec2(rect.width(), parts::LINE));
    // A child of its own takes no room: the line has its room already.
    let mut inside = ui.new_child(UiBuilder::new().max_rect(at).id_salt(coder.id));
    parts::flow(&mut inside, look.rtl_ui, |ui| {
        if team.active != Some(coder.id) && team.copy_of.is_none() {
            let key = char::from_digit(u32::try_from(n + 1).unwrap_or(0), 10).filter(|_| n < 9).map(cap);
            let name = format!("{}: {}", words.work_as, coder.name);
            let chip = Chip { name: &name, ..Chip::button(key.as_deref(), words.work_as) };
            if chip.show(ui, look).clicked() {
                wishes.push(Wish::Switch(coder.id));
            }
        }
        if team.leads() || team.copy_of.is_none() && team.active == Some(coder.id) {
            let name = format!("{}: {}", words.rename, coder.name);
            let chip = Chip { name: &name, ..Chip::button(None, words.rename) };
            if chip.show(ui, look).clicked() {
                drafts.renaming = Some((coder.id, coder.name.clone(), true));
            }
        }
        if team.leads() {
            let does = if coder.lead { words.take_lead } else { words.give_lead };
            let name = format!("{does}: {}", coder.name);
            // The key is for the person in whose column the cursor stands.
            let chip = Chip { name: &name, ..Chip::button((n == drafts.column).then_some("L"), does) };
            if chip.show(ui, look).clicked() {
                wishes.push(Wish::Lead(coder.id, !coder.lead));
            }
        }
    });
}

/// The field of a new name; returns whether it is to close.
fn rename(
    ui: &mut Ui,
    look: &Look<'_>,
    rect: Rect,
    coder: &Coder,
    name: &mut String,
    begins: &mut bool,
    wishes: &mut Vec<Wish>,
) -> bool {
    let at = Rect::from_center_size(rect.center(), vec2(rect.width(), space(8)));
    let id = Id::unique(("rename", coder.id));
    let edit = TextEdit::singleline(name, look.strings.team.name).style(Style::new(SIZE_TEXT)).id(id);
    let field = ui.new_child(UiBuilder::new().max_rect(at).id_salt("rename")).add(edit);
    if std::mem::take(begins) {
        field.request_focus();
        return false;
    }
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        field.surrender_focus();
        return true;
    }
    if field.lost_focus() {
        let new = name.trim().to_owned();
        if new == coder.name {
            return true;
        }
        wishes.push(Wish::Rename(coder.id, new));
    }
    false
}
