//! Which value of one coder stands against which of the other: as a table, or, where there are too many values for one,
//! as the list of what they took differently.

use super::heat::mark;
use super::line::value_name;
use crate::app::bidi::{Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{Cursor, LINE, galley, isolate, note, one_way, paint_in, ring};
use crate::app::strings::locale::digits;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::report::{CrossTable, CrossValue};
use egui::{CornerRadius, Key, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// More values than this make a list instead of a table.
const MOST: usize = 9;
const HIGH: f32 = space(7);

/// A cell: the value of the first coder, the value of the second, by their places in the table.
pub(super) type Cell = (usize, usize);

/// Whether the values stand in a table.
pub(super) fn is_table(cross: &CrossTable) -> bool {
    cross.values.len() <= MOST
}

fn name_of(look: &Look<'_>, cross: &CrossTable, value: &CrossValue) -> String {
    value_name(look, cross.kind, &value.label)
}

/// Whether the code serves as a name: it is better known than the first letters of a long label.
fn is_short(value: &CrossValue) -> bool {
    let is_label = value.code == value.label.en;
    !value.code.is_empty() && !is_label && value.code.chars().count() <= 3
}

/// What the list shows: cells of different values, those with the most units first.
fn listed(cross: &CrossTable) -> Vec<Cell> {
    let mut cells: Vec<Cell> = cross.cells.keys().copied().filter(|(a, b)| a != b).collect();
    cells.sort_by_key(|(a, b)| (std::cmp::Reverse(cross.count(*a, *b)), *a, *b));
    cells
}

/// The cell to begin with: the disagreement with the most units, or else the first.
pub(super) fn first(cross: &CrossTable) -> Cell {
    listed(cross).first().copied().unwrap_or_default()
}

/// The cell that a key leads to.
pub(super) fn moved(cross: &CrossTable, at: Cell, key: Key, rtl: bool) -> Option<Cell> {
    let last = cross.values.len().saturating_sub(1);
    if !is_table(cross) {
        let cells = listed(cross);
        let here = cells.iter().position(|c| *c == at).unwrap_or(0);
        let next = match key {
            Key::ArrowDown => here + 1,
            Key::ArrowUp => here.saturating_sub(1),
            Key::Home => 0,
            Key::End => cells.len(),
            _ => return None,
        };
        return cells.get(next.min(cells.len().saturating_sub(1))).copied();
    }
    let (row, column) = at;
    let back = |n: usize| n.saturating_sub(1);
    Some(match key {
        Key::ArrowDown => ((row + 1).min(last), column),
        Key::ArrowUp => (back(row), column),
        Key::ArrowLeft | Key::ArrowRight if (key == Key::ArrowLeft) == rtl => (row, (column + 1).min(last)),
        Key::ArrowLeft | Key::ArrowRight => (row, back(column)),
        Key::Home => (row, 0),
        Key::End => (row, last),
        _ => return None,
    })
}

/// "Amal: News, Bassam: Column: 3 units".
pub(super) fn spoken(look: &Look<'_>, cross: &CrossTable, names: (&str, &str), at: Cell) -> String {
    let value = |place: usize| cross.values.get(place).map(|v| name_of(look, cross, v)).unwrap_or_default();
    let part = |name: &str, place: usize| format!("{}: {}", isolate(name), isolate(&value(place)));
    let both = [part(names.0, at.0), part(names.1, at.1)];
    let both = look.strings.list(&[both[0].as_str(), both[1].as_str()]);
    format!("{both} ({})", look.strings.units_of(cross.count(at.0, at.1)))
}

/// The values of two coders against each other, as they are drawn.
#[derive(Clone, Copy)]
pub(super) struct Grid<'a> {
    pub(super) cross: &'a CrossTable,
    /// Names of the two coders: rows and columns.
    pub(super) names: (&'a str, &'a str),
    /// The chosen cell.
    pub(super) at: Option<Cell>,
    /// Whether the keys act on it.
    pub(super) focused: bool,
}

impl Grid<'_> {
    /// Draws it; returns the cell that was pressed.
    pub(super) fn show(self, ui: &mut Ui, look: &Look<'_>) -> Option<Cell> {
        let cross = self.cross;
        if cross.values.is_empty() {
            note(ui, look, look.strings.agreement.no_common);
            return None;
        }
        if !is_table(cross) {
            return self.list(ui, look);
        }
        let width = ui.available_width();
        let number = cross.values.len() as f32;
        let style = one_way(look, Style::new(SIZE_SMALL));
        let natural = |v: &CrossValue| {
            let code = if is_short(v) { space(6) } else { 0.0 };
            galley(ui, &name_of(look, cross, v), &style, width).size().x + code + space(4)
        };
        let longest = cross.values.iter().map(natural).fold(0.0, f32::max);
        let heads = longest.min(width - number * space(9)).clamp(space(20), width * 0.6).floor();
        let wide = ((width - heads) / number).min(space(14)).floor();
        let (rect, _) = ui.allocate_exact_size(vec2(width, HIGH * (number + 1.0)), Sense::hover());
        let line = |n: usize| Rect::from_min_size(rect.min + vec2(0.0, HIGH * n as f32), vec2(width, HIGH));
        let mut head = Cursor::new(line(0), look.rtl_ui);
        head.skip(heads);
        for value in &cross.values {
            let place = head.take(wide);
            let text = if is_short(value) { digits(look.language, &value.code) } else { name_of(look, cross, value) };
            paint_in(ui, &galley(ui, &text, &Style::new(SIZE_SMALL), wide - 2.0), place, look.theme.quiet);
        }
        let mut pressed = None;
        for (row, value) in cross.values.iter().enumerate() {
            let mut cursor = Cursor::new(line(row + 1), look.rtl_ui);
            let mut label = Cursor::new(cursor.take(heads), look.rtl_ui);
            if is_short(value) {
                let code = digits(look.language, &value.code);
                label.text(ui, &code, &Style::new(SIZE_SMALL), look.theme.quiet, space(8));
            }
            label.text(ui, &name_of(look, cross, value), &style, look.theme.ink, heads - space(2));
            for column in 0..cross.values.len() {
                let place = cursor.take(wide).shrink(1.0);
                if self.cell(ui, look, (row, column), place) {
                    pressed = Some((row, column));
                }
            }
        }
        if cross.unused > 0 {
            ui.add_space(space(1));
            note(ui, look, &look.strings.unused_values(cross.unused));
        }
        pressed
    }

    fn cell(self, ui: &Ui, look: &Look<'_>, cell: Cell, place: Rect) -> bool {
        let theme = look.theme;
        let most = self.cross.cells.values().map(Vec::len).max().unwrap_or(1).max(1);
        let count = self.cross.count(cell.0, cell.1);
        let here = self.at == Some(cell);
        let response = ui.interact(place, ui.scope_id().with(("cross", cell)), Sense::click());
        let spoken = spoken(look, self.cross, self.names, cell);
        response.widget_info(|| WidgetInfo::selected(Role::Cell, true, here, &spoken));
        let (fill, letters) = theme.heat(0.85 * count as f32 / most as f32);
        let corner = CornerRadius::same(RADIUS - 2);
        ui.painter().rect_filled(place, corner, if count == 0 { theme.surface } else { fill });
        if cell.0 == cell.1 {
            // Where both agree is a line through the table, also in grey.
            ui.painter().rect_stroke(place, corner, Stroke::new(1.0, theme.edge), StrokeKind::Inside);
        }
        let ink = if count == 0 { theme.quiet } else { letters };
        let style = if here { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
        paint_in(ui, &galley(ui, &look.strings.number(count), &style, place.width()), place, ink);
        if here {
            mark(ui, look, place, self.focused);
        }
        if response.has_focus() {
            ring(ui, place.expand(2.0), theme);
        }
        response.on_hover_bidi(&spoken).clicked()
    }

    fn list(self, ui: &mut Ui, look: &Look<'_>) -> Option<Cell> {
        let words = look.strings.agreement;
        let cross = self.cross;
        let cells = listed(cross);
        let same: usize = (0..cross.values.len()).map(|n| cross.count(n, n)).sum();
        note(ui, look, &look.strings.same_of(same, cross.units()));
        if cells.is_empty() {
            note(ui, look, words.no_difference);
        }
        let mut pressed = None;
        for (row, column) in cells {
            let here = self.at == Some((row, column));
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
            let spoken = spoken(look, cross, self.names, (row, column));
            response.widget_info(|| WidgetInfo::selected(Role::Cell, true, here, &spoken));
            if here || response.hovered() {
                let fill = if here { look.theme.selection } else { look.theme.raised };
                ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
            }
            let value = |place: usize| cross.values.get(place).map(|v| name_of(look, cross, v)).unwrap_or_default();
            let mut cursor = Cursor::new(rect.shrink2(vec2(space(1), 0.0)), look.rtl_ui);
            let style = one_way(look, Style::new(SIZE_TEXT));
            cursor.text_end(ui, &look.strings.number(cross.count(row, column)), &style, look.theme.ink, space(12));
            let text = format!("{} \u{2013} {}", isolate(&value(row)), isolate(&value(column)));
            let room = cursor.room();
            cursor.text(ui, &text, &style, look.theme.ink, room);
            if here && self.focused {
                ring(ui, rect, look.theme);
                ui.scroll_to_rect(rect, None);
            }
            if response.on_hover_bidi(&spoken).clicked() {
                pressed = Some((row, column));
            }
        }
        pressed
    }
}
