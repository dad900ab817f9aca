//! The table: grouped by unit, a line for each question, the reason below a line without a figure.

use super::line::{Column, notes, spoken};
use crate::app::bidi::{Bidi, Label, Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, galley, one_way};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::report::{AgreementLine, AgreementReport};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a line, in points.
const LINE: f32 = space(7);
/// Space between columns, in points.
const GAP: f32 = space(3);

/// Draws the table; returns the line that was pressed.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, report: &AgreementReport, at: usize, moved: bool) -> Option<usize> {
    let mut chosen = None;
    ui.with_layout(parts::column(look), |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        if report.unfinished_codings > 0 {
            parts::note(ui, look, &look.strings.unfinished(report.unfinished_codings));
            ui.add_space(space(1));
        }
        head(ui, look);
        scroll::show(
            ui,
            look.rtl_ui,
            ScrollArea::vertical().id_salt("agreement").auto_shrink([false, false]),
            |ui, area| {
                area.show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                    let mut unit = None;
                    for (n, line) in report.lines.iter().enumerate() {
                        if unit != Some(&line.unit) {
                            unit = Some(&line.unit);
                            ui.add_space(space(3));
                            let style = one_way(look, Style::new(SIZE_LARGE).bold());
                            let name = line.unit.get(look.language);
                            ui.add(Label::new(name).style(style).color(look.theme.ink).full_width().heading());
                        }
                        if row(ui, look, line, n == at, moved) {
                            chosen = Some(n);
                        }
                    }
                    ui.add_space(space(4));
                })
            },
        );
    });
    chosen
}

/// Room of the question in a line.
fn question_width(width: f32) -> f32 {
    let others: f32 = Column::ALL.iter().map(|c| c.width() + GAP).sum();
    (width - others - 2.0 * space(2)).max(space(24))
}

fn head(ui: &mut Ui, look: &Look<'_>) {
    let words = look.strings.agreement;
    let theme = look.theme;
    // The rows below stand beside the bar of their scroll area.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), space(11)), Sense::hover());
    let rect = Rect::from_min_size(whole.min, vec2(width, whole.height()));
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
        node.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
        if !why.is_empty() {
            drop(node.on_hover_bidi(why));
        }
    };
    cell(ui, question_width(rect.width()), words.question, "", false);
    for column in Column::ALL {
        let (name, why) = column.words(&words);
        cell(ui, column.width(), name, why, column.is_figure());
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
}

/// Draws a line; returns whether it was pressed.
fn row(ui: &mut Ui, look: &Look<'_>, line: &AgreementLine, here: bool, moved: bool) -> bool {
    let theme = look.theme;
    let below = notes(look, line).join(" ");
    let note_style = one_way(look, Style::new(SIZE_SMALL));
    let width = ui.available_width();
    let note = Bidi::of(ui.ctx()).galley(ui.ctx(), &below, &note_style, Some(width - 2.0 * space(2)));
    let height = if below.is_empty() { LINE } else { LINE + note.size().y + space(1) };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, here, spoken(look, line)));
    if here && moved {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, space(8))), None);
    }
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let corner = CornerRadius::same(RADIUS);
    if here || response.hovered() {
        ui.painter().rect_filled(rect, corner, if here { theme.selection } else { theme.surface });
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let upper = Rect::from_min_size(rect.min, vec2(rect.width(), LINE)).shrink2(vec2(space(2), 0.0));
    let mut cursor = Cursor::new(upper, look.rtl_ui);
    let mut question = Cursor::new(cursor.take(question_width(rect.width())), look.rtl_ui);
    cursor.skip(GAP);
    question.text(ui, &line.variable, &Style::new(SIZE_SMALL), theme.quiet, space(12));
    let most = question.room();
    question.text(ui, line.label.get(look.language), &one_way(look, Style::new(SIZE_TEXT)), theme.ink, most);
    for column in Column::ALL {
        let at = cursor.take(column.width());
        cursor.skip(GAP);
        let defined = column != Column::Alpha || line.alpha.value().is_some();
        let style =
            if column == Column::Alpha && defined { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
        let text = galley(ui, &column.cell(look, line), &one_way(look, style), column.width());
        let to_right = column.is_figure() || look.rtl_ui;
        let x = if to_right { at.right() - text.size().x } else { at.left() };
        let color = if defined { theme.ink } else { theme.quiet };
        text.paint(ui.painter(), pos2(x, at.center().y - text.size().y / 2.0), color);
    }
    if !below.is_empty() {
        let x = if look.rtl_ui { upper.right() - note.size().x } else { upper.left() };
        note.paint(ui.painter(), pos2(x, upper.bottom()), theme.quiet);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    response.clicked()
}
