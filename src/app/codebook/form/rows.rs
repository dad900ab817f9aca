//! Lines of things within a form: a name that opens its fields.

use super::{Pen, framed};
use crate::app::bidi::Style;
use crate::app::codebook::editor::Act;
use crate::app::parts::{self, Cursor, galley, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{BookPart, LineStyle, Weight};
use egui::{Color32, CornerRadius, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Height of a line, in points.
const ROW: f32 = space(8);

/// A line with key, name and code; pressed, it opens `fields` below it or closes them.
pub(super) fn row<'p>(
    ui: &mut Ui,
    pen: &mut Pen<'p>,
    part: &BookPart,
    named: (Option<&str>, &str, &str),
    fields: impl FnOnce(&mut Ui, &mut Pen<'p>),
) {
    signed(ui, pen, part, named, None, fields);
}

/// The same with the line and the colour of marked words.
pub(super) fn signed<'p>(
    ui: &mut Ui,
    pen: &mut Pen<'p>,
    part: &BookPart,
    (key, name, code): (Option<&str>, &str, &str),
    sign: Option<(LineStyle, Color32)>,
    fields: impl FnOnce(&mut Ui, &mut Pen<'p>),
) {
    let theme = pen.look.theme;
    let open = pen.is_open(part);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = format!("{name} ({code})");
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, spoken.trim()));
    if response.clicked() {
        pen.act(Act::Open((!open).then(|| part.clone())));
    }
    if open && pen.begins {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        let corner = CornerRadius::same(RADIUS);
        let fill = if open || response.hovered() { theme.selection } else { theme.raised };
        ui.painter().rect(rect, corner, fill, Stroke::new(1.0, theme.line), StrokeKind::Inside);
        if response.has_focus() {
            ring(ui, rect, theme);
        }
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
        let cap = cursor.take(space(6));
        if let Some(key) = key {
            let cap = egui::Rect::from_center_size(cap.center(), vec2(space(5), space(5)));
            ui.painter().rect_stroke(cap, corner, Stroke::new(1.0, theme.edge), StrokeKind::Inside);
            paint_in(ui, &galley(ui, key, &Style::new(SIZE_SMALL), space(5)), cap, theme.quiet);
        }
        cursor.skip(space(2));
        cursor.text_end(ui, code, &Style::new(SIZE_SMALL), theme.quiet, space(40));
        let worst = pen.findings.iter().filter(|f| f.part == *part).map(|f| f.weight).max();
        if let Some(weight) = worst {
            let color = if weight == Weight::Advice { theme.warn } else { theme.bad };
            cursor.text_end(ui, "!", &Style::new(SIZE_TEXT).bold(), color, space(4));
        }
        if let Some((line, color)) = sign {
            let at = cursor.take_end(space(10));
            parts::role_line(ui, at.shrink2(vec2(0.0, 6.0)), line, color);
            cursor.skip_end(space(2));
        }
        let room = cursor.room();
        cursor.text(ui, name, &parts::one_way(pen.look, Style::new(SIZE_TEXT)), theme.ink, room);
    }
    if open {
        let look = pen.look;
        framed(ui, look, |ui| fields(ui, pen));
    }
}
