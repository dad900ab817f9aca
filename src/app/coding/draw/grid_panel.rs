//! A panel as a grid: rows by one variable, columns by another, the answer in the cell, details below.

use super::form::{link_question, pieces, section};
use super::question::{self, card};
use super::{Pen, form};
use crate::app::bidi::{Bidi, Galley, Label, Style, Tooltip as _};
use crate::app::coding::grid::{self, GridModel};
use crate::app::coding::keys::{self, Offer};
use crate::app::coding::place::{RowKey, Stop};
use crate::app::coding::questions;
use crate::app::coding::records;
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::parts::{self, Chip, Dot, LINE, flow, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{AnswerState, Grid, Panel, Record, Unit, Value};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>, panel: &Panel) {
    let view = pen.view;
    form::proposals(ui, pen, panel);
    let Some((unit, shape)) = grid::shape(view, pen.place.panel) else { return };
    let Some(model) = grid::model(view, pen.place.panel, pen.place.stop.as_ref()) else { return };
    table(ui, pen, unit, shape, &model);
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

/// Least and usual width of the names of the rows, in points.
const HEAD: (f32, f32) = (space(24), space(36));
/// Least and most width of a column that needs no more, in points.
const COLUMN: (f32, f32) = (space(11), space(20));
/// Height of a row whose cells have two lines and the sign of their evidence, in points.
const TWO_LINES: f32 = space(10);

/// The rows' names stay where they are; the columns scroll beside them where they need more room than there is.
fn table(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, shape: &Grid, model: &GridModel) {
    let theme = pen.look.theme;
    let room = ui.available_width();
    let columns = model.columns.len().max(1) as f32;
    let least = widest_state(ui, pen, unit, shape).max(COLUMN.0);
    let head = (room - least * columns).clamp(HEAD.0, HEAD.1).min(room * 0.4);
    let width = ((room - head) / columns).clamp(least, COLUMN.1.max(least));
    let names = row_names(pen, unit, shape, &model.rows);
    let faces: Vec<_> = model.rows.iter().zip(&names).map(|(row, name)| row_face(ui, row, name, head)).collect();
    let titles: Vec<_> = model.columns.iter().map(|code| column_face(ui, pen, unit, shape, code, width)).collect();
    let top = titles.iter().map(|t| t.size().y).fold(LINE, f32::max);
    let row = if states_take_two_lines(ui, pen, unit, shape, width - 2.0 * CELL_PAD) { TWO_LINES } else { LINE };
    let heights: Vec<f32> = faces.iter().map(|face| (face.size().y + space(2)).max(row)).collect();
    let high = top + heights.iter().sum::<f32>();

    let bar = if head + width * columns > room + 0.5 { ui.spacing().scroll.allocated_width() } else { 0.0 };
    let (area, _) = ui.allocate_exact_size(vec2(room, high + bar), Sense::hover());
    let rtl = pen.look.rtl_ui;
    let (names_at, cells_at) = if rtl {
        area.split_left_right_at_x(area.right() - head)
    } else {
        area.split_left_right_at_x(area.left() + head)
    };
    let (names_at, cells_at) = if rtl { (cells_at, names_at) } else { (names_at, cells_at) };
    let mut y = names_at.top() + top;
    for ((face, name), high) in faces.iter().zip(&names).zip(&heights) {
        let rect = Rect::from_min_size(pos2(names_at.left(), y), vec2(head, *high));
        y += high;
        let node = ui.interact(rect, ui.scope_id().with(("row", y.to_bits())), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, name));
        let mut cursor = parts::Cursor::new(rect, rtl);
        let at = cursor.take(face.size().x);
        paint_in(ui, face, at, theme.ink);
        drop(node.on_hover_bidi(name));
    }
    let mut beside = ui.new_child(UiBuilder::new().max_rect(cells_at).id_salt("cells"));
    ScrollArea::horizontal().id_salt("grid").stick_to_right(rtl).auto_shrink([false, false]).show(&mut beside, |ui| {
        let whole = vec2((width * columns).max(ui.available_width()), high);
        let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
        let place = |column: usize, y: f32, high: f32| {
            let offset = width * column as f32;
            let x = if rtl { area.right() - offset - width } else { area.left() + offset };
            Rect::from_min_size(pos2(x, area.top() + y), vec2(width, high))
        };
        for (c, (title, code)) in titles.iter().zip(&model.columns).enumerate() {
            let rect = place(c, 0.0, top);
            let node = ui.interact(rect, ui.scope_id().with(("column", code)), Sense::hover());
            let name = value_name(pen, unit, &shape.columns, code);
            node.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
            paint_in(ui, title, rect, theme.quiet);
        }
        let mut y = top;
        for (r, ((row, name), high)) in model.rows.iter().zip(&names).zip(&heights).enumerate() {
            for (c, column) in model.columns.iter().enumerate() {
                let rect = place(c, y, *high).shrink(1.5);
                let empty = Vec::new();
                let here = model.cells.get(&(r, c)).unwrap_or(&empty);
                let spoken = format!("{name}, {}", value_name(pen, unit, &shape.columns, column));
                let stop = Stop::Cell { row: row.clone(), column: column.clone() };
                cell(ui, pen, unit, shape, rect, here, stop, &spoken);
            }
            y += high;
        }
    });
}

/// Letters of a name of two lines.
fn two_lines(size: f32) -> Style {
    Style { line_height: 1.2, ..Style::new(size) }
}

/// The name of a row in at most two lines: that of a value in bold, that of a source smaller where it is long.
fn row_face(ui: &Ui, row: &RowKey, name: &str, head: f32) -> Arc<Galley> {
    let room = head - space(2);
    let bidi = Bidi::of(ui.ctx());
    let large = if row.link.is_some() { two_lines(SIZE_TEXT) } else { two_lines(SIZE_TEXT).bold() };
    let small = Style { size: SIZE_SMALL, ..large };
    let fits = |style: &Style| two_line_width(ui, name, style) <= room;
    bidi.fitted(ui.ctx(), name, if fits(&large) { &large } else { &small }, room, 2)
}

/// The name of a column in two lines, or else its code, which is short and better than half a name.
fn column_face(ui: &Ui, pen: &Pen<'_>, unit: &Unit, shape: &Grid, code: &str, width: f32) -> Arc<Galley> {
    let name = value_name(pen, unit, &shape.columns, code);
    let style = two_lines(SIZE_SMALL);
    let fits = two_line_width(ui, &name, &style) <= width - 4.0;
    let text = if fits { &name } else { code };
    Bidi::of(ui.ctx()).galley(ui.ctx(), text, &style, Some(width - 4.0))
}

/// The width that every state needs in a cell, also one that is not set: a column must not grow when a cell is answered.
fn widest_state(ui: &Ui, pen: &Pen<'_>, unit: &Unit, shape: &Grid) -> f32 {
    let states = grid::plain_states(unit, shape).into_iter();
    let needed = states.map(|s| two_line_width(ui, s.label.get(pen.look.language), &two_lines(SIZE_SMALL)));
    needed.fold(0.0, f32::max).ceil() + 2.0 * CELL_PAD
}

/// Whether the name of some state takes two lines in a cell; then all rows have room for it, so that none grows later.
fn states_take_two_lines(ui: &Ui, pen: &Pen<'_>, unit: &Unit, shape: &Grid, room: f32) -> bool {
    let one = Bidi::of(ui.ctx()).galley(ui.ctx(), "|", &two_lines(SIZE_SMALL), None).size().y;
    let height = |label: &str| Bidi::of(ui.ctx()).galley(ui.ctx(), label, &two_lines(SIZE_SMALL), Some(room)).size().y;
    grid::plain_states(unit, shape).iter().any(|state| height(state.label.get(pen.look.language)) > one * 1.5)
}

/// The least width at which a text stands in two lines and no word is broken.
fn two_line_width(ui: &Ui, text: &str, style: &Style) -> f32 {
    let width = |words: &[&str]| Bidi::of(ui.ctx()).galley(ui.ctx(), &words.join(" "), style, None).size().x;
    let words: Vec<&str> = text.split_whitespace().collect();
    let breaks = 1..words.len().max(2);
    let widths = breaks.map(|at| {
        let (first, second) = words.split_at(at.min(words.len()));
        width(first).max(width(second))
    });
    widths.fold(f32::INFINITY, f32::min)
}

/// Space between the edge of a cell and its letters, with the gap between cells, in points.
const CELL_PAD: f32 = 3.5;

/// What stands in a cell: large in one line where it has room, or else small in one line or two.
fn cell_face(ui: &Ui, sign: &str, room: f32) -> Arc<Galley> {
    let bidi = Bidi::of(ui.ctx());
    let large = bidi.galley(ui.ctx(), sign, &Style::new(SIZE_TEXT).bold(), None);
    if large.size().x <= room {
        return large;
    }
    bidi.galley(ui.ctx(), sign, &two_lines(SIZE_SMALL), Some(room))
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
    let doubted = record.is_some_and(|r| is_doubted(r, shape));
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
    paint_in(ui, &cell_face(ui, &sign, rect.width() - 4.0), rect.translate(vec2(0.0, -1.0)), ink);
    if doubted && !sign.is_empty() {
        // On the corner, so that it takes no room from the words.
        let corner =
            if pen.look.rtl_ui { rect.left_top() + vec2(4.0, 2.0) } else { rect.right_top() + vec2(-4.0, 2.0) };
        let badge = Rect::from_center_size(corner, vec2(11.0, 11.0));
        ui.painter().circle(corner, 6.0, theme.raised, Stroke::new(1.0, theme.edge));
        let sign = Bidi::of(ui.ctx()).galley(ui.ctx(), "?", &Style::new(9.0).bold(), None);
        paint_in(ui, &sign, badge, theme.ink);
    }
    if focused && pen.focus_moved {
        ui.scroll_to_rect(rect.expand(space(1)), None);
    }
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

/// Whether the coder doubts what a cell says.
fn is_doubted(record: &Record, shape: &Grid) -> bool {
    [&shape.cell, &shape.state].iter().any(|code| record.answers.get(*code).is_some_and(|a| a.unsure))
}

type Colors = (egui::Color32, egui::Color32);

/// What a cell shows, what it is called, and its colours.
fn face(pen: &Pen<'_>, unit: &Unit, shape: &Grid, record: Option<&Record>) -> (String, String, Option<Colors>) {
    let words = pen.look.strings.coding;
    let Some(record) = record else { return (String::new(), words.empty_cell.to_owned(), None) };
    let (Some(cell), Some(state)) = (unit.variable(&shape.cell), unit.variable(&shape.state)) else {
        return (String::new(), String::new(), None);
    };
    let state_now = unit.state(record, state);
    if let AnswerState::Coded(Value::Code(code)) = unit.state(record, cell) {
        let rank = cell.values.iter().position(|v| v.code == code).unwrap_or(0);
        let middle = cell.values.len().saturating_sub(1) as f32 / 2.0;
        let signed = crate::app::strings::locale::digits(pen.look.language, &signed(&code));
        let said = value_name(pen, unit, &cell.code, &code);
        let colors = pen.look.theme.stance((rank as f32 - middle).round() as i32);
        return (signed, said, Some(colors));
    }
    match state_now {
        AnswerState::Coded(Value::Code(code)) => {
            let name = value_name(pen, unit, &state.code, &code);
            (name.clone(), name, None)
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
    let unsure = record.is_some_and(|r| is_doubted(r, shape));
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
                let chip = Chip::answer(key.as_deref(), &text, offered.on, Role::RadioButton);
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
