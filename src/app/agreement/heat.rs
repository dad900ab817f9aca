//! Coder by coder: alpha of every two below the diagonal, the units that both coded above it.

use super::line::coefficient;
use crate::app::bidi::{Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{Cursor, galley, isolate, one_way, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::report::{Figure, Pair, Pairs, VariableData};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

const HIGH: f32 = space(8);

/// Draws the map; `at` is the chosen pair, first below second, and `focused` says whether arrows move it. Returns the
/// pair that was pressed.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    data: &VariableData,
    pairs: &Pairs,
    at: Option<(usize, usize)>,
    focused: bool,
) -> Option<(usize, usize)> {
    let name = |coder: usize| data.coders.get(coder).map(String::as_str).unwrap_or_default();
    let width = ui.available_width();
    let number = pairs.coders.len().max(1) as f32;
    let style = one_way(look, Style::new(SIZE_SMALL));
    let longest = pairs.coders.iter().map(|c| galley(ui, name(*c), &style, width).size().x).fold(0.0, f32::max);
    let names = (longest + space(3)).clamp(space(10), width * 0.3);
    let wide = ((width - names) / number).clamp(space(12), space(18)).floor();
    let mut pressed = None;
    ScrollArea::horizontal().id_salt("pairs").stick_to_right(look.rtl_ui).show(ui, |ui| {
        let whole = vec2((names + wide * number).max(width), HIGH * (number + 1.0));
        let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
        let line = |n: usize| Rect::from_min_size(rect.min + vec2(0.0, HIGH * n as f32), vec2(rect.width(), HIGH));
        let mut head = Cursor::new(line(0), look.rtl_ui);
        head.skip(names);
        for coder in &pairs.coders {
            let place = head.take(wide);
            let text = galley(ui, name(*coder), &style, wide - space(1));
            paint_in(ui, &text, place, look.theme.quiet);
        }
        for (row, first) in pairs.coders.iter().enumerate() {
            let mut cursor = Cursor::new(line(row + 1), look.rtl_ui);
            let mut label = Cursor::new(cursor.take(names), look.rtl_ui);
            label.text(ui, name(*first), &style, look.theme.quiet, names - space(2));
            for (column, second) in pairs.coders.iter().enumerate() {
                let place = cursor.take(wide).shrink(1.0);
                let Some(pair) = pairs.get(*first, *second) else { continue };
                if column > row {
                    let count = galley(ui, &look.strings.number(pair.units), &style, wide);
                    paint_in(ui, &count, place, look.theme.quiet);
                } else if cell(ui, look, data, pair, place, at == Some((pair.first, pair.second)), focused) {
                    pressed = Some((pair.first, pair.second));
                }
            }
        }
    });
    pressed
}

fn cell(ui: &Ui, look: &Look<'_>, data: &VariableData, pair: &Pair, place: Rect, here: bool, focused: bool) -> bool {
    let theme = look.theme;
    let response = ui.interact(place, ui.scope_id().with(("pair", pair.first, pair.second)), Sense::click());
    let spoken = spoken(look, data, pair);
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, here, &spoken));
    let (fill, letters, text) = match pair.alpha {
        Figure::Value(alpha) => {
            let (fill, letters) = theme.heat(alpha as f32);
            (fill, letters, coefficient(look.language, alpha))
        }
        Figure::Undefined(_) => (theme.surface, theme.quiet, "\u{2013}".to_owned()),
    };
    ui.painter().rect_filled(place, CornerRadius::same(RADIUS - 2), fill);
    let style = if here { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let text = galley(ui, &text, &one_way(look, style), place.width());
    paint_in(ui, &text, place, letters);
    if here {
        mark(ui, look, place, focused);
    }
    if response.has_focus() {
        ring(ui, place.expand(2.0), theme);
    }
    if here && focused && !ui.is_rect_visible(place) {
        ui.scroll_to_rect(place, None);
    }
    response.on_hover_bidi(&spoken).clicked()
}

/// The chosen cell: a frame, heavier where the keys act on it.
pub(super) fn mark(ui: &Ui, look: &Look<'_>, place: Rect, focused: bool) {
    let (width, color) = if focused { (2.5, look.theme.accent) } else { (1.5, look.theme.ink) };
    let stroke = egui::Stroke::new(width, color);
    ui.painter().rect_stroke(place.expand(1.0), CornerRadius::same(RADIUS - 1), stroke, egui::StrokeKind::Outside);
}

/// "Amal and Bassam: alpha 0.643, agree 80 %, units 12", or why there is no alpha.
fn spoken(look: &Look<'_>, data: &VariableData, pair: &Pair) -> String {
    let words = look.strings.agreement;
    let name = |coder: usize| isolate(data.coders.get(coder).map(String::as_str).unwrap_or_default());
    let both = look.strings.both(&name(pair.first), &name(pair.second));
    let label = |code: &str| {
        let label = data.values.iter().find(|(c, _)| c == code).map(|(_, label)| label.get(look.language));
        label.unwrap_or(code).to_owned()
    };
    let alpha = match &pair.alpha {
        Figure::Value(alpha) => format!("{} {}", words.alpha, coefficient(look.language, *alpha)),
        Figure::Undefined(reason) => format!("{}: {}", words.no_alpha, look.strings.undefined_figure(reason, label)),
    };
    let percent = pair.percent_agreement.value().map_or_else(String::new, |share| {
        format!("{} {}", words.percent, crate::app::strings::locale::percent(look.language, share))
    });
    let units = format!("{} {}", words.units, look.strings.number(pair.units));
    let parts: Vec<&str> = [alpha.as_str(), &percent, &units].into_iter().filter(|p| !p.is_empty()).collect();
    format!("{both}: {}", look.strings.list(&parts))
}
