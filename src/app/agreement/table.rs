//! The table: grouped by unit, a line for each question with level and lowest value under it, and the reason below where
//! there is no figure.

use super::line::{Column, notes, spoken, under};
use super::marks;
use super::view::{AgreementView, Line};
use crate::app::bidi::{Bidi, Label, Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, galley, one_way};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use egui::{Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a line of figures, in points.
const LINE: f32 = space(7);
/// Space between columns, in points.
const GAP: f32 = space(2);

/// Draws the table with the chosen question or, below the questions, the chosen line of what was marked; returns the line that was
/// pressed.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &AgreementView,
    lines: &[Line],
    (at, mark): (usize, Option<usize>),
    moved: bool,
) -> Option<usize> {
    let mut chosen = None;
    ui.with_layout(parts::column(look), |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        head(ui, look);
        // Figures of older answers are paler; the line above the table says why.
        let ink = if view.stale { look.theme.quiet } else { look.theme.ink };
        let of_line = |ui: &mut Ui, n: usize, line: &Line| row(ui, look, line, n == at && mark.is_none(), moved, ink);
        chosen = grouped(ui, look, lines, "agreement", of_line, |ui| marks::show(ui, look, view, mark, moved, ink));
    });
    chosen
}

/// Scrolls through the lines under the headings of their units, and what `below` draws; `draw` draws a line and says whether it
/// was pressed.
pub(super) fn grouped(
    ui: &mut Ui,
    look: &Look<'_>,
    lines: &[Line],
    name: &str,
    mut draw: impl FnMut(&mut Ui, usize, &Line) -> bool,
    below: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let mut chosen = None;
    scroll::show(ui, look.rtl_ui, ScrollArea::vertical().id_salt(name).auto_shrink([false, false]), |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let mut unit = None;
            for (n, line) in lines.iter().enumerate() {
                if unit != Some(&line.basics.unit) {
                    unit = Some(&line.basics.unit);
                    ui.add_space(space(3));
                    let style = one_way(look, Style::new(SIZE_LARGE).bold());
                    let name = line.basics.unit.get(look.language);
                    ui.add(Label::new(name).style(style).color(look.theme.ink).full_width().heading());
                }
                if draw(ui, n, line) {
                    chosen = Some(n);
                }
            }
            below(ui);
            ui.add_space(space(4));
        })
    });
    chosen
}

/// The ground of a line that is chosen or pointed at, and its ring where it has the focus.
pub(super) fn ground(ui: &Ui, look: &Look<'_>, rect: Rect, response: &egui::Response, here: bool) {
    if here || response.hovered() {
        let fill = if here { look.theme.selection } else { look.theme.surface };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    if response.has_focus() {
        parts::ring(ui, rect, look.theme);
    }
}

/// Room of the question in a line.
fn question_width(width: f32) -> f32 {
    let others: f32 = Column::TABLE.iter().map(|c| c.width() + GAP).sum();
    (width - others - 2.0 * space(2)).max(space(24))
}

fn head(ui: &mut Ui, look: &Look<'_>) {
    let words = look.strings.agreement;
    let theme = look.theme;
    // The rows below stand beside the bar of their scroll area.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), space(11)), Sense::hover());
    let left = if look.rtl_ui { whole.right() - width } else { whole.left() };
    let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, whole.height()));
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let style = one_way(look, Style { line_height: 1.3, ..Style::new(SIZE_SMALL).bold() });
    let mut cell = |ui: &Ui, width: f32, name: &str, why: &str, figure: bool| {
        let at = cursor.take(width);
        cursor.skip(GAP);
        let text = Bidi::of(ui.ctx()).galley(ui.ctx(), name, &style, Some(width));
        let to_right = figure || look.rtl_ui;
        let x = if to_right { at.right() - text.size().x } else { at.left() };
        text.paint(ui.painter(), pos2(x, at.bottom() - space(1) - text.size().y), theme.quiet);
        let node = ui.interact(at, ui.scope_id().with(("head", name)), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name.replace('\n', " ")));
        if !why.is_empty() {
            drop(node.on_hover_bidi(why));
        }
    };
    cell(ui, question_width(rect.width()), words.question, "", false);
    for column in Column::TABLE {
        let (name, why) = column.words(&words);
        cell(ui, column.width(), name, why, column.is_figure());
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
}

/// Draws a line; returns whether it was pressed.
fn row(ui: &mut Ui, look: &Look<'_>, line: &Line, here: bool, moved: bool, ink: Color32) -> bool {
    let theme = look.theme;
    let mut below = vec![under(look, line)];
    below.extend(notes(look, line));
    let style = Style { line_height: 1.4, ..one_way(look, Style::new(SIZE_SMALL)) };
    let width = ui.available_width();
    let below = Bidi::of(ui.ctx()).galley(ui.ctx(), &below.join(" "), &style, Some(width - 2.0 * space(2)));
    let height = LINE + below.size().y + space(1);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, here, spoken(look, line)));
    if here && moved {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, space(8))), None);
    }
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    ground(ui, look, rect, &response, here);
    let inside = Rect::from_min_size(rect.min, vec2(rect.width(), LINE)).shrink2(vec2(space(2), 0.0));
    let mut cursor = Cursor::new(inside, look.rtl_ui);
    let mut question = Cursor::new(cursor.take(question_width(rect.width())), look.rtl_ui);
    cursor.skip(GAP);
    question.text(ui, &line.basics.variable, &Style::new(SIZE_SMALL), theme.quiet, space(12));
    let most = question.room();
    question.text(ui, line.basics.label.get(look.language), &one_way(look, Style::new(SIZE_TEXT)), ink, most);
    for column in Column::TABLE {
        let at = cursor.take(column.width());
        cursor.skip(GAP);
        let defined = column != Column::Alpha || line.basics.alpha.value().is_some();
        let style =
            if column == Column::Alpha && defined { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
        let text = galley(ui, &column.cell(look, line), &one_way(look, style), column.width());
        let to_right = column.is_figure() || look.rtl_ui;
        let x = if to_right { at.right() - text.size().x } else { at.left() };
        let color = if defined { ink } else { theme.quiet };
        text.paint(ui.painter(), pos2(x, at.center().y - text.size().y / 2.0), color);
    }
    let x = if look.rtl_ui { inside.right() - below.size().x } else { inside.left() };
    below.paint(ui.painter(), pos2(x, inside.bottom() - 2.0), theme.quiet);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    response.clicked()
}
