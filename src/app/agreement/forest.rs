//! All questions as one plot: alpha as a mark, its interval as a line, what is required as dashed lines. The axis of
//! numbers runs from left to right in both languages; names and figures stand where lines of the language begin and end.

use super::line::{Column, notes, spoken};
use super::table::{ground, grouped};
use super::view::Line;
use crate::app::bidi::{Bidi, Style};
use crate::app::context::Look;
use crate::app::parts::{Cursor, galley, one_way};
use crate::app::strings::locale::{decimal, digits};
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::report::{RELIABLE, TENTATIVE};
use egui::{Align2, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a line, in points.
const LINE: f32 = space(7);
/// Height of the axis, in points.
const AXIS: f32 = space(11);
/// Room of a mark at both ends of the axis, in points.
const ENDS: f32 = space(3);

/// The axis: numbers from `least` to 1 on points from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    least: f64,
    room: Rangef,
}

impl Axis {
    /// Whole tenths that hold the least of all figures, which is 0 at most.
    pub(super) fn new(least: f64, room: Rangef) -> Self {
        Self { least: ((least * 10.0).floor() / 10.0).max(-1.0), room: room.shrink(ENDS) }
    }

    /// Where a number stands; what lies below the axis is drawn at its end.
    pub(super) fn x(self, number: f64) -> f32 {
        let share = ((number - self.least) / (1.0 - self.least)).clamp(0.0, 1.0);
        self.room.min + self.room.span() * share as f32
    }

    /// Draws the lines of the numbers, and of what is required.
    pub(super) fn lines(self, ui: &Ui, look: &Look<'_>, y: Rangef) {
        for tick in self.ticks() {
            ui.painter().vline(self.x(tick), y, Stroke::new(1.0, look.theme.line));
        }
        for number in [TENTATIVE, RELIABLE] {
            dashed(ui, self.x(number), y, look.theme.quiet);
        }
    }

    /// The numbers that are written: every fifth, if there is room, and every half else.
    fn ticks(self) -> Vec<f64> {
        let step = if self.room.span() < 240.0 { 5 } else { 2 };
        let tenths = (self.least * 10.0).round() as i32..=10;
        tenths.filter(|t| t % step == 0).map(|t| f64::from(t) / 10.0).collect()
    }
}

/// The least of all figures, 0 at most.
pub(super) fn least(lines: &[Line]) -> f64 {
    let figures = lines.iter().flat_map(|line| {
        let interval = line.assurance.as_ref().and_then(|a| a.as_ref().ok());
        [line.basics.alpha.value(), interval.map(|a| a.low)]
    });
    figures.flatten().fold(0.0, f64::min)
}

/// The parts of a line: name, plot, figures, in reading order.
pub(super) struct Columns {
    pub(super) name: Rect,
    pub(super) plot: Rect,
    pub(super) figures: Rect,
}

pub(super) fn columns(look: &Look<'_>, rect: Rect) -> Columns {
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let figures = Column::Alpha.width() + space(2) + Column::Interval.width();
    let name = (rect.width() * 0.28).clamp(space(30), space(80));
    let plot = rect.width() - 2.0 * space(2) - name - figures - 2.0 * space(3);
    let name = cursor.take(name);
    cursor.skip(space(3));
    let plot = cursor.take(plot.max(space(20)));
    cursor.skip(space(3));
    Columns { name, plot, figures: cursor.take(figures) }
}

/// Draws the plot; returns the line that was pressed.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, lines: &[Line], at: usize, moved: bool, stale: bool) -> Option<usize> {
    let least = least(lines);
    axis(ui, look, least, [Column::Alpha, Column::Interval]);
    let of_line = |ui: &mut Ui, n: usize, line: &Line| row(ui, look, least, line, n == at, moved, stale);
    grouped(ui, look, lines, "forest", of_line, |_| {})
}

/// Draws the axis with the names of what is required, and the names of the figures' columns.
pub(super) fn axis(ui: &mut Ui, look: &Look<'_>, least: f64, names: [Column; 2]) {
    let theme = look.theme;
    // The lines below stand beside the bar of their scroll area.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), AXIS), Sense::hover());
    let left = if look.rtl_ui { whole.right() - width } else { whole.left() };
    let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, AXIS));
    let columns = columns(look, rect);
    let axis = Axis::new(least, columns.plot.x_range());
    let style = Style::new(SIZE_SMALL);
    let write = |text: &str, x: f32, y: f32, color| {
        let text = galley(ui, text, &style, space(20));
        text.paint(ui.painter(), pos2(x - text.size().x / 2.0, y - text.size().y), color);
    };
    for tick in axis.ticks() {
        ui.painter().vline(axis.x(tick), rect.bottom() - 4.0..=rect.bottom(), Stroke::new(1.0, theme.edge));
        // The requirement has its own name above, and its line would cross this one.
        if (tick - RELIABLE).abs() > 0.01 {
            write(&decimal(look.language, tick, 1), axis.x(tick), rect.bottom() - space(1), theme.quiet);
        }
    }
    for (number, label) in [(TENTATIVE, ".667"), (RELIABLE, ".80")] {
        let x = axis.x(number);
        let label = match look.language {
            crate::model::UiLanguage::En => label.to_owned(),
            crate::model::UiLanguage::Ar => digits(look.language, &format!("0{label}")),
        };
        let side = if number < RELIABLE { -space(3) } else { space(3) };
        write(&label, x + side, rect.bottom() - space(5), theme.ink);
        dashed(ui, x, Rangef::new(rect.bottom() - space(5), rect.bottom()), theme.ink);
    }
    ui.painter().hline(columns.plot.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
    let mut figures = Cursor::new(columns.figures, look.rtl_ui);
    let bold = Style { line_height: 1.3, ..one_way(look, Style::new(SIZE_SMALL).bold()) };
    for (column, width) in names.into_iter().zip([Column::Alpha.width(), Column::Interval.width()]) {
        let place = figures.take(width);
        figures.skip(space(2));
        let text =
            Bidi::of(ui.ctx()).galley(ui.ctx(), column.words(&look.strings.agreement).0, &bold, Some(place.width()));
        let at = Align2::RIGHT_BOTTOM.align_size_within_rect(text.size(), place.translate(vec2(0.0, -space(1))));
        text.paint(ui.painter(), at.min, theme.quiet);
    }
}

fn dashed(ui: &Ui, x: f32, y: Rangef, color: egui::Color32) {
    ui.painter().extend(Shape::dashed_line(&[pos2(x, y.min), pos2(x, y.max)], Stroke::new(1.0, color), 3.0, 3.0));
}

fn row(ui: &mut Ui, look: &Look<'_>, least: f64, line: &Line, here: bool, moved: bool, stale: bool) -> bool {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, here, spoken(look, line)));
    if here && moved {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, space(8))), None);
    }
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    ground(ui, look, rect, &response, here);
    let ink = if stale { theme.quiet } else { theme.ink };
    let columns = columns(look, rect);
    let mut name = Cursor::new(columns.name, look.rtl_ui);
    name.text(ui, &line.basics.variable, &Style::new(SIZE_SMALL), theme.quiet, space(12));
    let most = name.room();
    name.text(ui, line.basics.label.get(look.language), &one_way(look, Style::new(SIZE_TEXT)), ink, most);
    let axis = Axis::new(least, columns.plot.x_range());
    axis.lines(ui, look, rect.y_range());
    match line.basics.alpha.value() {
        Some(alpha) => {
            mark(ui, line, axis, alpha, columns.plot.center().y, if stale { theme.quiet } else { theme.accent });
        }
        None => reason(ui, look, line, columns.plot, if here { theme.selection } else { theme.paper }),
    }
    let mut figures = Cursor::new(columns.figures, look.rtl_ui);
    let defined = line.basics.alpha.value().is_some();
    let alpha = if defined { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    for (column, style) in [(Column::Alpha, alpha), (Column::Interval, Style::new(SIZE_TEXT))] {
        let place = figures.take(column.width());
        figures.skip(space(2));
        let text = galley(ui, &column.cell(look, line), &one_way(look, style), column.width());
        let at = Align2::RIGHT_CENTER.align_size_within_rect(text.size(), place);
        text.paint(ui.painter(), at.min, if defined { ink } else { theme.quiet });
    }
    response.clicked()
}

/// Alpha with its interval; hollow where there is no interval, so that it is not taken for a sure one.
fn mark(ui: &Ui, line: &Line, axis: Axis, alpha: f64, y: f32, color: egui::Color32) {
    let painter = ui.painter();
    let at: Pos2 = pos2(axis.x(alpha), y);
    let (thick, r) = (Stroke::new(2.0, color), 4.5);
    if let Some(Ok(assurance)) = &line.assurance {
        let (low, high) = (axis.x(assurance.low), axis.x(assurance.high));
        painter.hline(low..=high, y, thick);
        for x in [low, high] {
            painter.vline(x, y - 4.0..=y + 4.0, thick);
        }
        painter.rect_filled(Rect::from_center_size(at, vec2(2.0 * r, 2.0 * r)), 1.0, color);
    } else {
        let square = Rect::from_center_size(at, vec2(2.0 * r, 2.0 * r));
        painter.rect_stroke(square, 1.0, Stroke::new(1.5, color), StrokeKind::Inside);
    }
}

/// In place of a mark: why there is none.
fn reason(ui: &Ui, look: &Look<'_>, line: &Line, plot: Rect, behind: egui::Color32) {
    let style = one_way(look, Style::new(SIZE_SMALL));
    let text = galley(ui, &notes(look, line).join(" "), &style, plot.width() - space(2));
    let align = if look.rtl_ui { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let place = align.align_size_within_rect(text.size(), plot.shrink2(vec2(space(1), 0.0)));
    ui.painter().rect_filled(place.expand2(vec2(3.0, 0.0)), 0.0, behind);
    text.paint(ui.painter(), place.min, look.theme.quiet);
}
