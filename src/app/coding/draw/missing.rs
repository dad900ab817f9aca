//! The list of what is still missing; each line leads to its place.

use super::{Pen, question};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::coding::records;
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::parts::{Chip, Cursor, LINE, ring};
use crate::app::strings::locale::number;
use crate::app::theme::{RADIUS, SIZE_TEXT, space};
use crate::model::{Cardinality, Missing, RecordId, Unit};
use egui::{CornerRadius, Id, Key, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>) {
    let words = pen.look.strings.coding;
    let view = pen.view;
    if pen.is_done() {
        return;
    }
    if view.missing.is_empty() {
        question::note(ui, pen, None, words.nothing_missing);
        let key = AppCommand::Finish.key_label();
        if Chip::button(key.as_deref(), words.done).show(ui, pen.look).clicked() {
            pen.wish(Wish::Finish(None));
        }
        return;
    }
    if pen.drafts.refused {
        forced(ui, pen);
    } else {
        let key = AppCommand::WriteAnswer.key_label();
        if Chip::button(key.as_deref(), words.force).show(ui, pen.look).clicked() {
            pen.wish(Wish::Reason);
        }
        ui.add_space(space(2));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, missing) in view.missing.iter().enumerate() {
        line(ui, pen, missing, at);
    }
}

/// Why it is done all the same.
fn forced(ui: &mut Ui, pen: &mut Pen<'_>) {
    let words = pen.look.strings.coding;
    let theme = pen.look.theme;
    let frame = egui::Frame::new()
        .fill(theme.raised)
        .stroke(egui::Stroke::new(1.0, theme.warn))
        .corner_radius(RADIUS)
        .inner_margin(space(2));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(words.not_done).style(Style::new(SIZE_TEXT).bold()).color(theme.warn).full_width());
        let mut reason = std::mem::take(&mut pen.drafts.reason);
        let id = Id::unique("coding-reason");
        let field = ui.add(TextEdit::singleline(&mut reason, words.force_hint).hint(words.force_hint).id(id));
        if std::mem::take(&mut pen.drafts.reason_begins) {
            field.request_focus();
        }
        let has_reason = !reason.trim().is_empty();
        if has_reason && field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
            pen.wish(Wish::Finish(Some(reason.trim().to_owned())));
        }
        ui.add_enabled_ui(has_reason, |ui| {
            let chip = Chip { enabled: has_reason, ..Chip::button(Some("Enter"), words.done_anyway) };
            if chip.show(ui, pen.look).clicked() {
                pen.wish(Wish::Finish(Some(reason.trim().to_owned())));
            }
        });
        pen.drafts.reason = reason;
    });
    ui.add_space(space(2));
}

fn line(ui: &mut Ui, pen: &mut Pen<'_>, missing: &Missing, at: usize) {
    let theme = pen.look.theme;
    let (place, what) = text(pen, missing);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let on = pen.drafts.missing_at == at;
    let name = format!("{place}: {what}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, &name));
    if response.clicked() {
        pen.wish(Wish::GoTo(missing.clone()));
    }
    if on && pen.focus_moved {
        ui.scroll_to_rect(rect, None);
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
    cursor.text(ui, &place, &Style::new(SIZE_TEXT), theme.quiet, rect.width() * 0.5);
    let room = cursor.room();
    cursor.text_end(ui, &what, &Style::new(SIZE_TEXT), theme.ink, room);
    if on || response.has_focus() {
        ring(ui, rect, theme);
    }
}

/// Where something is missing, and what.
fn text(pen: &Pen<'_>, missing: &Missing) -> (String, String) {
    let words = pen.look.strings.coding;
    let language = pen.look.language;
    let unit_of = |code: &str| pen.view.book.unit(code);
    match missing {
        Missing::Record { unit, row } => {
            let Some(unit) = unit_of(unit) else { return (String::new(), String::new()) };
            let values: Vec<&str> = row
                .iter()
                .filter_map(|(variable, code)| unit.variable(variable)?.value(code).map(|v| v.label.get(language)))
                .collect();
            (unit.label.get(language).to_owned(), format!("{} {}", words.needs_record, values.join(" · ")))
        }
        Missing::Answer { record, unit, variable } => {
            let Some(unit) = unit_of(unit) else { return (String::new(), String::new()) };
            let label = unit.variable(variable).map_or(variable.as_str(), |v| v.label.get(language));
            (place(pen, unit, *record), label.to_owned())
        }
        Missing::Anchor { record, unit, role } => {
            let Some(unit) = unit_of(unit) else { return (String::new(), String::new()) };
            let label = unit.role(role).map_or(role.as_str(), |r| r.label.get(language));
            (place(pen, unit, *record), format!("{label} ({})", words.needs_span))
        }
        Missing::Link { record, unit, link } => {
            let Some(unit) = unit_of(unit) else { return (String::new(), String::new()) };
            let label = unit.links.iter().find(|l| l.code == *link).map_or(link.as_str(), |l| l.label.get(language));
            (place(pen, unit, *record), label.to_owned())
        }
    }
}

fn place(pen: &Pen<'_>, unit: &Unit, record: RecordId) -> String {
    let label = unit.label.get(pen.look.language).to_owned();
    if unit.cardinality == Cardinality::One {
        return label;
    }
    let obligatory = pen.view.record(record).and_then(|r| {
        let names: Vec<&str> = unit
            .row_of(r)?
            .iter()
            .filter_map(|(v, code)| unit.variable(v)?.value(code).map(|value| value.label.get(pen.look.language)))
            .collect();
        Some(names.join(" · "))
    });
    let lines = records::lines(pen.view, &unit.code);
    let figure = lines.iter().find(|l| l.record == record).map_or(0, |l| l.number);
    let figure = number(pen.look.language, i64::try_from(figure).unwrap_or(0));
    obligatory.unwrap_or_else(|| format!("{label} {figure}"))
}
