//! Beside the table: alpha without each coder, and the articles that pull it down most.

use super::line::coefficient;
use crate::app::bidi::{Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, LINE, isolate, one_way, ring};
use crate::app::theme::{RADIUS, SIZE_TEXT, space};
use crate::report::{Figure, Influence, VariableData};
use egui::{CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws it; returns the unit that was pressed.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, data: &VariableData, influence: &Influence) -> Option<usize> {
    let words = look.strings.agreement;
    parts::heading(ui, look, words.influence);
    for (coder, alpha) in &influence.coders {
        let name = data.coders.get(*coder).map(String::as_str).unwrap_or_default();
        let without = format!("{} {}", words.without_coder, isolate(name));
        let alpha = match alpha {
            Figure::Value(alpha) => coefficient(look.language, *alpha),
            Figure::Undefined(_) => words.undefined.to_owned(),
        };
        line(ui, look, &without, &alpha, false);
    }
    let mut pressed = None;
    for (unit, alpha) in &influence.units {
        let name = data.units.get(*unit).map(String::as_str).unwrap_or_default();
        let (_, response) = line(ui, look, name, &coefficient(look.language, *alpha), true);
        if response.on_hover_bidi(name).clicked() {
            pressed = Some(*unit);
        }
    }
    parts::note(ui, look, if influence.units.is_empty() { words.influence_none } else { words.influence_why });
    ui.add_space(space(3));
    pressed
}

fn line(ui: &mut Ui, look: &Look<'_>, name: &str, figure: &str, opens: bool) -> (Rect, Response) {
    let sense = if opens { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), sense);
    let role = if opens { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{name}: {figure}")));
    if opens && response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), look.theme.raised);
    }
    if response.has_focus() {
        ring(ui, rect, look.theme);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(1), 0.0)), look.rtl_ui);
    cursor.text_end(ui, figure, &one_way(look, Style::new(SIZE_TEXT)), look.theme.ink, space(14));
    let room = cursor.room();
    // The name of an article has a direction of its own; a sentence has that of the language.
    let style = if opens { Style::new(SIZE_TEXT) } else { one_way(look, Style::new(SIZE_TEXT)) };
    cursor.text(ui, name, &style, look.theme.ink, room);
    (rect, response)
}
