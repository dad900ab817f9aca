//! The chosen question over time: one line for each week of coding, on the axis of the forest plot.

use super::forest::{Axis, axis, columns};
use super::line::{Column, coefficient};
use super::view::AgreementView;
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, galley, one_way};
use crate::app::scroll;
use crate::app::strings::locale::percent;
use crate::app::theme::{SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::report::{Figure, Week};
use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a line, in points.
const LINE: f32 = space(7);

/// Draws it.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, view: &AgreementView, at: usize) {
    let words = look.strings.agreement;
    let Some(line) = view.lines.as_ref().and_then(|lines| lines.get(at)) else { return };
    let title = format!("{} {}", line.basics.variable, line.basics.label.get(look.language));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(&title).style(style).color(look.theme.ink).full_width().elide().heading());
    if view.pairs.as_ref().is_none_or(|(of, _)| *of != at) {
        parts::note(ui, look, words.computing);
        return;
    }
    let weeks = view.weeks.as_slice();
    if weeks.is_empty() {
        parts::text(ui, look, words.no_weeks);
        return;
    }
    parts::note(ui, look, words.weeks_why);
    if weeks.len() == 1 {
        parts::note(ui, look, words.one_week);
    }
    let least = weeks.iter().filter_map(|week| week.alpha.value()).fold(0.0, f64::min);
    axis(ui, look, least, [Column::Alpha, Column::Percent]);
    let area = ScrollArea::vertical().id_salt("weeks").auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let mut before = None;
            for week in weeks {
                before = row(ui, look, week, least, view.stale, before);
            }
        })
    });
}

/// Draws a week; returns where its mark stands. A line leads from the mark of the week before.
fn row(
    ui: &mut Ui,
    look: &Look<'_>,
    week: &Week,
    least: f64,
    stale: bool,
    before: Option<egui::Pos2>,
) -> Option<egui::Pos2> {
    let theme = look.theme;
    let words = look.strings.agreement;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let (name, units) = (look.strings.week_of(&week.monday), look.strings.units_of(week.units));
    let agree = week.percent_agreement.value().map_or_else(String::new, |share| percent(look.language, share));
    let alpha = match &week.alpha {
        Figure::Value(alpha) => coefficient(look.language, *alpha),
        Figure::Undefined(_) => words.undefined.to_owned(),
    };
    let reason = week
        .alpha
        .reason()
        .map(|reason| format!("{}: {}", words.no_alpha, look.strings.undefined_figure(reason, str::to_owned)));
    let figures = format!("{} {alpha}", words.alpha);
    let said = [units.clone(), reason.clone().unwrap_or(figures), format!("{} {agree}", words.percent)];
    let said = said.each_ref().map(String::as_str);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("{name}: {}", look.strings.list(&said))));
    let columns = columns(look, rect);
    let ink = if stale { theme.quiet } else { theme.ink };
    let mut cursor = Cursor::new(columns.name, look.rtl_ui);
    let most = cursor.room();
    cursor.text(ui, &name, &one_way(look, Style::new(SIZE_TEXT)), ink, most);
    let most = cursor.room();
    cursor.text(ui, &units, &one_way(look, Style::new(SIZE_SMALL)), theme.quiet, most);
    let axis = Axis::new(least, columns.plot.x_range());
    axis.lines(ui, look, rect.y_range());
    let color = if stale { theme.quiet } else { theme.accent };
    let mark = week.alpha.value().map(|alpha| pos2(axis.x(alpha), rect.center().y));
    if let Some((from, to)) = before.zip(mark) {
        ui.painter().line_segment([from, to], egui::Stroke::new(1.5, color));
    }
    if let Some(at) = mark {
        ui.painter().rect_filled(Rect::from_center_size(at, vec2(9.0, 9.0)), 1.0, color);
    }
    if let Some(reason) = reason {
        let text = galley(ui, &reason, &one_way(look, Style::new(SIZE_SMALL)), columns.plot.width() - space(2));
        let align = if look.rtl_ui { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
        let place = align.align_size_within_rect(text.size(), columns.plot.shrink2(vec2(space(1), 0.0)));
        ui.painter().rect_filled(place.expand2(vec2(3.0, 0.0)), 0.0, theme.paper);
        text.paint(ui.painter(), place.min, theme.quiet);
    }
    let mut figures = Cursor::new(columns.figures, look.rtl_ui);
    let bold = if week.alpha.value().is_some() { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let widths = [Column::Alpha.width(), Column::Interval.width()];
    for ((text, style), width) in [(&alpha, bold), (&agree, Style::new(SIZE_TEXT))].into_iter().zip(widths) {
        let place = figures.take(width);
        figures.skip(space(2));
        let text = galley(ui, text, &one_way(look, style), width);
        let at = Align2::RIGHT_CENTER.align_size_within_rect(text.size(), place);
        text.paint(ui.painter(), at.min, ink);
    }
    mark
}
