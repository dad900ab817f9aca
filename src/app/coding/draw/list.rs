//! A panel of records: in text order, nested ones under theirs, the chosen one open below.

use super::form::{pieces, proposals, questions_of, section};
use super::{Pen, question};
use crate::app::bidi::Style;
use crate::app::coding::keys::char_of;
use crate::app::coding::records::{self, ListLine};
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::parts::{self, Chip, Cursor, LINE, flow, ring};
use crate::app::scroll;
use crate::app::strings::locale::number;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{NoteTarget, Panel, Record, Unit, missing_in_record};
use egui::{CornerRadius, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Points below which a record's own words are not begun: two words at least.
const LEAST_WORDS: f32 = space(15);

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>, panel: &Panel) {
    let view = pen.view;
    proposals(ui, pen, panel);
    for unit in panel.units.iter().filter_map(|code| view.book.unit(code)) {
        let lines = records::lines(view, &unit.code);
        if lines.is_empty() {
            empty(ui, pen, unit);
            continue;
        }
        let chosen = pen.place.chosen(view, &unit.code);
        let most = (ui.available_height() * 0.4).max(LINE * 4.0);
        scroll::show(
            ui,
            pen.look.rtl_ui,
            ScrollArea::vertical().id_salt(("records", &unit.code)).max_height(most),
            |ui, area| {
                area.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for line in &lines {
                        if let Some(record) = view.record(line.record) {
                            row(ui, pen, unit, record, *line, chosen == Some(record.id));
                        }
                    }
                })
            },
        );
        if let Some(record) = chosen.and_then(|id| view.record(id)) {
            opened(ui, pen, unit, record, &lines);
        }
    }
}

fn empty(ui: &mut Ui, pen: &Pen<'_>, unit: &Unit) {
    let keys: Vec<String> = unit
        .roles
        .iter()
        .filter_map(|r| char_of(&r.key).map(|key| format!("{key} {}", r.label.get(pen.look.language))))
        .collect();
    let text = format!("{} {}", pen.look.strings.coding.no_list, keys.join(" · "));
    question::note(ui, pen, None, &text);
    question::note(ui, pen, None, unit.definition.get(pen.look.language));
}

fn row(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, record: &Record, line: ListLine, chosen: bool) {
    let theme = pen.look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let name = records::name(pen.view, record);
    let open = missing_in_record(unit, record).len();
    let label = unit.label.get(pen.look.language);
    let words = records::own_words(unit, record).filter(|words| *words != name).unwrap_or_default();
    let spoken = format!("{label} {}: {name}", line.number);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &spoken));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words.as_str()));
    if response.clicked() {
        pen.wish(Wish::Choose(record.id));
    }
    if response.hovered() {
        pen.hovered = Some(record.id);
    }
    if chosen && pen.focus_moved {
        ui.scroll_to_rect(rect, None);
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
    cursor.skip(space(4) * line.indent.min(5) as f32);
    let figure = number(pen.look.language, i64::try_from(line.number).unwrap_or(0));
    cursor.text(ui, &figure, &Style::new(SIZE_SMALL), theme.quiet, space(8));
    // The lines of the roles come first, so that they stand below each other whatever else is said of a record.
    for role in unit.roles.iter().rev() {
        let marked = record.anchors_of(&role.code).next().is_some();
        let at = cursor.take_end(space(4));
        let color = if marked { theme.role(&role.color) } else { theme.line };
        parts::role_line(ui, at.shrink2(vec2(1.0, 2.0)), role.line, color);
    }
    cursor.skip_end(space(2));
    if open > 0 {
        let figure = number(pen.look.language, i64::try_from(open).unwrap_or(0));
        cursor.text_end(ui, &figure, &Style::new(SIZE_SMALL), theme.warn, space(8));
    }
    marks(ui, pen, record, &mut cursor);
    let room = cursor.room();
    cursor.text(ui, &name, &Style::new(SIZE_TEXT), theme.ink, room);
    // Words of its own tell it from others of the same name.
    let room = cursor.room();
    if room > LEAST_WORDS {
        cursor.text(ui, &words, &Style::new(SIZE_SMALL), theme.quiet, room);
    }
    if response.has_focus() {
        ring(ui, rect, theme);
    }
}

/// Signs for a memo and for flags.
fn marks(ui: &Ui, pen: &Pen<'_>, record: &Record, cursor: &mut Cursor) {
    let target = NoteTarget::Record(record.id);
    let theme = pen.look.theme;
    if pen.view.flags.iter().any(|f| f.target == target) {
        cursor.text_end(ui, "!", &Style::new(SIZE_SMALL).bold(), theme.bad, space(4));
    }
    if pen.view.memos.iter().any(|m| m.target == target) {
        cursor.text_end(ui, "\u{201c}\u{201d}", &Style::new(SIZE_SMALL).bold(), theme.quiet, space(4));
    }
}

fn opened(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, record: &Record, lines: &[ListLine]) {
    let words = pen.look.strings.coding;
    let line = lines.iter().find(|l| l.record == record.id);
    let figure = line.map_or(0, |l| l.number);
    let figure = number(pen.look.language, i64::try_from(figure).unwrap_or(0));
    section(ui, pen, &format!("{} {figure}", unit.label.get(pen.look.language)));
    pieces(ui, pen, unit, record);
    if !pen.view.is_closed(record) {
        flow(ui, pen.look.rtl_ui, |ui| {
            if unit.nests {
                let key = AppCommand::HangUnder.key_label();
                let text = if record.parent.is_some() { words.free } else { words.hang };
                if Chip::button(key.as_deref(), text).show(ui, pen.look).clicked() {
                    pen.wish(Wish::Hang(record.id));
                }
            }
            let key = AppCommand::RemoveRecord.key_label();
            if Chip::button(key.as_deref(), words.remove).show(ui, pen.look).clicked() {
                pen.wish(Wish::RemoveRecord(record.id));
            }
        });
    }
    questions_of(ui, pen, unit, record);
}
