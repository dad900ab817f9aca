//! A panel as a grid: rows by one variable, columns by another, the answer in the cell, details below.

use super::form::{link_question, pieces, section};
use super::question::{self, card};
use super::{Pen, form};
use crate::app::bidi::{Label, Style};
use crate::app::coding::grid::{self, GridModel};
use crate::app::coding::keys::{self, Offer};
use crate::app::coding::place::{RowKey, Stop};
use crate::app::coding::questions;
use crate::app::coding::records;
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::parts::{self, Chip, Dot, LINE, flow, galley, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{AnswerState, Grid, Panel, Record, Unit, Value};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>, panel: &Panel) {
    let view = pen.view;
    form::proposals(ui, pen, panel);
    let Some((unit, shape)) = grid::shape(view, pen.place.panel) else { return };
    let Some(model) = grid::model(view, pen.place.panel, pen.place.stop.as_ref()) else { return };
    let head = (ui.available_width() * 0.34).max(space(24));
    let width = ((ui.available_width() - head) / model.columns.len().max(1) as f32).clamp(space(11), space(20));
    ScrollArea::horizontal().id_salt("grid").show(ui, |ui| table(ui, pen, unit, shape, &model, head, width));
    if !pen.is_done() {
        new_cell(ui, pen, unit, shape);
    }
    below(ui, pen, unit, shape);
}

/// The name of a row: the linked record where there is one, and else the value.
fn row_name(pen: &Pen<'_>, unit: &Unit, shape: &Grid, row: &RowKey) -> String {
    match row.link.and_then(|id| pen.view.record(id)) {
        Some(record) => records::name(pen.view, record),
        None => value_name(pen, unit, &shape.rows, &row.value),
    }
}

/// The names of all rows. Where several linked records bear one name, each has its number in its own list behind it.
fn row_names(pen: &Pen<'_>, unit: &Unit, shape: &Grid, rows: &[RowKey]) -> Vec<String> {
    let names: Vec<String> = rows.iter().map(|row| row_name(pen, unit, shape, row)).collect();
    let number = |row: &RowKey| {
        let record = pen.view.record(row.link?)?;
        records::lines(pen.view, &record.unit).iter().find(|line| line.record == record.id).map(|line| line.number)
    };
    let numbered = |(row, name): (&RowKey, &String)| match number(row) {
        Some(n) if names.iter().filter(|other| *other == name).count() > 1 => {
            let n = crate::app::strings::locale::digits(pen.look.language, &n.to_string());
            format!("{} {n}", parts::isolate(name))
        }
        _ => name.clone(),
    };
    rows.iter().zip(&names).map(numbered).collect()
}

fn value_name(pen: &Pen<'_>, unit: &Unit, variable: &str, code: &str) -> String {
    let value = unit.variable(variable).and_then(|v| v.value(code));
    value.map_or(code, |v| v.label.get(pen.look.language)).to_owned()
}

fn table(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, shape: &Grid, model: &GridModel, head: f32, width: f32) {
    let theme = pen.look.theme;
    let (rows, columns) = (model.rows.len(), model.columns.len());
    let size = vec2(head + width * columns as f32, LINE * (rows as f32 + 1.0));
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let rtl = pen.look.rtl_ui;
    let place = |offset: f32, w: f32, row: usize| {
        let x = if rtl { area.right() - offset - w } else { area.left() + offset };
        Rect::from_min_size(pos2(x, area.top() + LINE * row as f32), vec2(w, LINE))
    };
    for (c, code) in model.columns.iter().enumerate() {
        let rect = place(head + width * c as f32, width, 0);
        let name = value_name(pen, unit, &shape.columns, code);
        // The stable code is short, and better than half a name.
        let fits = galley(ui, &name, &Style::new(SIZE_SMALL), f32::INFINITY).size().x <= width - 4.0;
        let text = galley(ui, if fits { &name } else { code }, &Style::new(SIZE_SMALL), width - 4.0);
        paint_in(ui, &text, rect, theme.quiet);
    }
    let names = row_names(pen, unit, shape, &model.rows);
    for (r, (row, name)) in model.rows.iter().zip(&names).enumerate() {
        let rect = place(0.0, head, r + 1);
        let mut cursor = parts::Cursor::new(rect, rtl);
        let text = if row.link.is_some() {
            galley(ui, name, &Style::new(SIZE_TEXT), head - space(2))
        } else {
            narrow(ui, name, head - space(2))
        };
        let at = cursor.take(text.size().x);
        paint_in(ui, &text, at, theme.ink);
        for (c, column) in model.columns.iter().enumerate() {
            let rect = place(head + width * c as f32, width, r + 1).shrink(1.5);
            let empty = Vec::new();
            let here = model.cells.get(&(r, c)).unwrap_or(&empty);
            let spoken = format!("{name}, {}", value_name(pen, unit, &shape.columns, column));
            let stop = Stop::Cell { row: row.clone(), column: column.clone() };
            cell(ui, pen, unit, shape, rect, here, stop, &spoken);
        }
    }
}

/// A short name in bold, smaller where it would be cut otherwise.
fn narrow(ui: &Ui, name: &str, width: f32) -> std::sync::Arc<crate::app::bidi::Galley> {
    let fits = |style: &Style| galley(ui, name, style, f32::INFINITY).size().x <= width;
    let styles = [Style::new(SIZE_TEXT).bold(), Style::new(SIZE_SMALL).bold()];
    let style = styles.into_iter().find(|style| fits(style)).unwrap_or(Style::new(SIZE_SMALL));
    galley(ui, name, &style, width)
}

#[allow(clippy::too_many_arguments)] // a cell stands between its row, its column and its records
fn cell(
    ui: &Ui,
    pen: &mut Pen<'_>,
    unit: &Unit,
    shape: &Grid,
    rect: Rect,
    here: &[crate::model::RecordId],
    stop: Stop,
    spoken: &str,
) {
    let theme = pen.look.theme;
    let view = pen.view;
    let record = here.first().and_then(|id| view.record(*id));
    let (sign, said, fill) = face(pen, unit, shape, record);
    let response = ui.interact(rect, ui.scope_id().with(("cell", place_of(&stop))), Sense::click());
    let focused = pen.place.stop.as_ref() == Some(&stop)
        || record.is_some_and(|r| {
            pen.place.record(view) == Some(r.id) && pen.place.stop.as_ref().and_then(Stop::record) == Some(r.id)
        });
    let name = format!("{spoken}: {said}");
    response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, focused, &name));
    if response.clicked() {
        pen.wish(Wish::Focus(stop));
    }
    if response.hovered() {
        pen.hovered = record.map(|r| r.id);
    }
    let corner = CornerRadius::same(RADIUS);
    let (back, ink) = fill.unwrap_or((theme.raised, theme.quiet));
    if record.is_some() {
        ui.painter().rect(rect, corner, back, Stroke::new(1.0, theme.edge), StrokeKind::Inside);
    } else {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    }
    let text = narrow(ui, &sign, rect.width() - 4.0);
    paint_in(ui, &text, rect, ink);
    if record.is_some() && sign.is_empty() {
        parts::dot(ui, rect, Dot::Open, theme);
    }
    let has_evidence = record.zip(shape.evidence.as_ref()).is_some_and(|(r, e)| r.anchors_of(e).next().is_some());
    if has_evidence {
        let y = rect.bottom() - 3.0;
        ui.painter().hline(rect.shrink(5.0).x_range(), y, Stroke::new(1.5, ink));
    }
    if focused || response.has_focus() {
        ring(ui, rect.expand(1.0), theme);
    }
}

/// The row and the column of a cell, which tell it from every other one.
fn place_of(stop: &Stop) -> Option<(&str, Option<crate::model::RecordId>, &str)> {
    let Stop::Cell { row, column } = stop else { return None };
    Some((&row.value, row.link, column))
}

type Colors = (egui::Color32, egui::Color32);

/// What a cell shows, what it is called, and its colours.
fn face(pen: &Pen<'_>, unit: &Unit, shape: &Grid, record: Option<&Record>) -> (String, String, Option<Colors>) {
    let words = pen.look.strings.coding;
    let Some(record) = record else { return (String::new(), words.empty_cell.to_owned(), None) };
    let (Some(cell), Some(state)) = (unit.variable(&shape.cell), unit.variable(&shape.state)) else {
        return (String::new(), String::new(), None);
    };
    let doubt = |code: &str| {
        let unsure = record.answers.get(code).is_some_and(|a| a.unsure);
        if unsure { "?" } else { "" }
    };
    let state_now = unit.state(record, state);
    if let AnswerState::Coded(Value::Code(code)) = unit.state(record, cell) {
        let rank = cell.values.iter().position(|v| v.code == code).unwrap_or(0);
        let middle = cell.values.len().saturating_sub(1) as f32 / 2.0;
        let signed = crate::app::strings::locale::digits(pen.look.language, &signed(&code));
        let said = value_name(pen, unit, &cell.code, &code);
        let colors = pen.look.theme.stance((rank as f32 - middle).round() as i32);
        return (format!("{signed}{}", doubt(&cell.code)), said, Some(colors));
    }
    match state_now {
        AnswerState::Coded(Value::Code(code)) => {
            let name = value_name(pen, unit, &state.code, &code);
            (format!("{name}{}", doubt(&state.code)), name, None)
        }
        AnswerState::CannotDecide => ("?".to_owned(), words.cannot_decide.to_owned(), None),
        _ => (String::new(), words.unanswered.to_owned(), None),
    }
}

/// A number's code with its sign; any other code as it is.
fn signed(code: &str) -> String {
    match code.parse::<i32>() {
        Ok(n) if n > 0 => format!("+{n}"),
        _ => code.to_owned(),
    }
}

/// The line that begins a new cell: row, then column, then the value.
fn new_cell(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, shape: &Grid) {
    let words = pen.look.strings.coding;
    let Some(Stop::NewCell { row, .. }) = &pen.place.stop else {
        ui.add_space(space(1));
        if Chip::button(AppCommand::NewRecord.key_label().as_deref(), words.new_cell).show(ui, pen.look).clicked() {
            pen.wish(Wish::Focus(Stop::NewCell { row: None, column: None }));
        }
        return;
    };
    let stop = Stop::NewCell { row: row.clone(), column: None };
    let variable = if row.is_none() { &shape.rows } else { &shape.columns };
    let question = unit.variable(variable).map(|v| v.label.get(pen.look.language)).unwrap_or_default();
    let so_far = row.as_ref().map(|r| row_name(pen, unit, shape, r));
    let title = match &so_far {
        None => format!("{}: {question}", words.new_cell),
        Some(name) => format!("{}: {} · {question}", words.new_cell, parts::isolate(name)),
    };
    let offers = keys::offers(pen.view, pen.place, &stop);
    card(ui, pen, &title, Role::RadioGroup, |ui, pen| {
        let style = parts::one_way(pen.look, Style::new(SIZE_TEXT).bold());
        ui.add(Label::new(&title).style(style).full_width().wrap());
        flow(ui, pen.look.rtl_ui, |ui| {
            for offered in &offers {
                let text = match &offered.offer {
                    Offer::Row(row) => row_name(pen, unit, shape, row),
                    Offer::Column(code) => value_name(pen, unit, &shape.columns, code),
                    _ => continue,
                };
                let key = offered.key.map(parts::cap);
                if Chip::button(key.as_deref(), &text).show(ui, pen.look).clicked() {
                    pen.wish(Wish::Say(stop.clone(), offered.offer.clone(), false));
                }
            }
        });
    });
}

/// What belongs to the cell in focus: its values, its evidence, its other questions.
fn below(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, shape: &Grid) {
    let view = pen.view;
    let record = pen.place.record(view).and_then(|id| view.record(id)).filter(|r| r.unit == unit.code);
    let focus = match (&pen.place.stop, record) {
        (Some(Stop::Cell { row, column }), _) => Some((row.clone(), column.clone())),
        (_, Some(record)) => match grid::stop_of(view, pen.place.panel, record) {
            Some(Stop::Cell { row, column }) => Some((row, column)),
            _ => None,
        },
        _ => None,
    };
    let Some((row, column)) = focus else {
        question::note(ui, pen, None, pen.look.strings.coding.choose);
        return;
    };
    let (row_title, column_title) = (row_name(pen, unit, shape, &row), value_name(pen, unit, &shape.columns, &column));
    let title = format!("{row_title} · {column_title}");
    section(ui, pen, &format!("{} · {column_title}", parts::isolate(&row_title)));
    let stop = Stop::Cell { row, column };
    if pen.place.stop.as_ref() == Some(&stop) && !record.map_or(pen.is_done(), |r| view.is_closed(r)) {
        cell_card(ui, pen, unit, shape, &stop, record, &title);
    }
    let Some(record) = record else { return };
    pieces(ui, pen, unit, record);
    ui.spacing_mut().item_spacing.y = 2.0;
    for variable in grid::details(unit, shape, record) {
        question::show(ui, pen, unit, variable, record);
    }
    for link in questions::linkable(unit, record) {
        link_question(ui, pen, unit, record, link);
    }
    form::wanted_words(ui, pen, unit, record);
    if unit.row_of(record).is_none() && !view.is_closed(record) {
        let key = AppCommand::RemoveRecord.key_label();
        if Chip::button(key.as_deref(), pen.look.strings.coding.remove).show(ui, pen.look).clicked() {
            pen.wish(Wish::RemoveRecord(record.id));
        }
    }
}

fn cell_card(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    unit: &Unit,
    shape: &Grid,
    stop: &Stop,
    record: Option<&Record>,
    title: &str,
) {
    let offers = keys::offers(pen.view, pen.place, stop);
    let Some(state_variable) = unit.variable(&shape.state) else { return };
    let state = record.map_or(AnswerState::NotYetCoded, |r| unit.state(r, state_variable));
    let unsure =
        record.is_some_and(|r| [&shape.cell, &shape.state].iter().any(|c| r.answers.get(*c).is_some_and(|a| a.unsure)));
    card(ui, pen, title, Role::RadioGroup, |ui, pen| {
        let mut hovered = None;
        flow(ui, pen.look.rtl_ui, |ui| {
            for offered in &offers {
                let (variable, code) = match &offered.offer {
                    Offer::Cell(code) => (&shape.cell, code),
                    Offer::State(code) => (&shape.state, code),
                    _ => continue,
                };
                let text = value_name(pen, unit, variable, code);
                let key = offered.key.map(parts::cap);
                let chip = Chip {
                    key: key.as_deref(),
                    text: &text,
                    name: &text,
                    on: Some(offered.on),
                    role: Role::RadioButton,
                    enabled: true,
                    one_way: false,
                };
                let response = chip.show(ui, pen.look);
                if response.hovered() || (hovered.is_none() && offered.on) {
                    hovered = Some((variable.clone(), code.clone()));
                }
                if response.clicked() {
                    let unsure = ui.input(|i| i.modifiers.shift);
                    pen.wish(Wish::Say(stop.clone(), offered.offer.clone(), unsure));
                }
            }
            question::doubts(ui, pen, None, stop, &state, unsure);
        });
        let value = hovered.and_then(|(variable, code)| unit.variable(&variable)?.value(&code));
        if let Some(value) = value {
            question::explain_value(ui, pen, value);
        }
    });
}
