//! Rows of lists, caps of keys, columns: what several parts of the frame are made of.

use crate::app::bidi::{Bidi, Label, Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{Cursor, Dot, LINE, dot, galley, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use egui::{Align, CornerRadius, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Things below each other, beginning where lines begin.
pub(super) fn column(look: &Look<'_>) -> Layout {
    Layout::top_down(if look.rtl_ui { Align::Max } else { Align::Min })
}

/// Things beside each other, beginning where lines begin.
pub(super) fn line(look: &Look<'_>) -> Layout {
    if look.rtl_ui { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) }
}

/// Things beside each other, beginning where lines end.
pub(super) fn line_from_end(look: &Look<'_>) -> Layout {
    if look.rtl_ui { Layout::left_to_right(Align::Center) } else { Layout::right_to_left(Align::Center) }
}

/// Things in one line of the width that is there.
pub(super) fn in_line<R>(ui: &mut Ui, look: &Look<'_>, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = vec2(ui.available_width(), space(8));
    ui.allocate_ui_with_layout(room, line(look), contents).inner
}

/// A heading of a sheet or an empty screen.
pub(super) fn heading(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(text).style(Style::new(SIZE_LARGE).bold()).heading())
}

/// A small heading of a group.
pub(super) fn group(ui: &mut Ui, look: &Look<'_>, text: &str) {
    ui.add(Label::new(text).style(Style::new(SIZE_SMALL).bold()).color(look.theme.quiet).heading());
}

/// A sentence that explains, in the width that is there.
pub(super) fn about(ui: &mut Ui, look: &Look<'_>, text: &str) {
    ui.add(Label::new(text).style(Style::new(SIZE_TEXT)).color(look.theme.quiet).wrap());
}

/// A row that can be chosen.
pub(super) struct Row<'a> {
    /// What it is.
    pub(super) title: &'a str,
    /// A second line; none where it is empty.
    pub(super) note: &'a str,
    /// What stands at its end, such as a key.
    pub(super) end: &'a str,
    /// Whether it is the chosen one.
    pub(super) on: bool,
    /// A sign before the title.
    pub(super) dot: Option<Dot>,
    /// The role for screen readers.
    pub(super) role: Role,
    /// Whether it can be chosen.
    pub(super) enabled: bool,
}

impl<'a> Row<'a> {
    /// A row with a title.
    pub(super) fn new(title: &'a str) -> Self {
        Self { title, note: "", end: "", on: false, dot: None, role: Role::ListBoxOption, enabled: true }
    }

    /// Its height in points.
    pub(super) fn height(has_note: bool) -> f32 {
        if has_note { space(12) } else { LINE + space(1) }
    }

    /// Draws it in the width that is there.
    pub(super) fn show(self, ui: &mut Ui, look: &Look<'_>) -> Response {
        let theme = look.theme;
        let size = vec2(ui.available_width(), Self::height(!self.note.is_empty()));
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let (role, enabled, on) = (self.role, self.enabled, self.on);
        let name = if self.note.is_empty() { self.title.to_owned() } else { format!("{}, {}", self.title, self.note) };
        response.widget_info(|| WidgetInfo::selected(role, enabled, on, &name));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let corner = CornerRadius::same(RADIUS);
        if self.on {
            ui.painter().rect(rect, corner, theme.selection, Stroke::NONE, StrokeKind::Inside);
        }
        if self.enabled && response.hovered() {
            ui.painter().rect(rect, corner, theme.selection, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
        let inside = rect.shrink2(vec2(space(2), 0.0));
        let mut cursor = Cursor::new(inside, look.rtl_ui);
        if let Some(sign) = self.dot {
            let at = cursor.take(space(3));
            let at = if self.note.is_empty() { at } else { at.with_max_y(at.top() + space(7)) };
            dot(ui, at, sign, theme);
            cursor.skip(space(1));
        }
        if !self.end.is_empty() {
            cursor.text_end(ui, self.end, &Style::new(SIZE_SMALL), theme.quiet, 160.0);
        }
        let ink = if self.enabled { theme.ink } else { theme.quiet };
        let room = cursor.room();
        let area = cursor.take(room);
        let (upper, lower) = if self.note.is_empty() {
            (area, None)
        } else {
            (area.with_max_y(area.top() + space(7)), Some(area.with_min_y(area.top() + space(6) + 2.0)))
        };
        let style = if self.on { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
        Cursor::new(upper, look.rtl_ui).text(ui, self.title, &style, ink, room);
        if let Some(lower) = lower {
            Cursor::new(lower, look.rtl_ui).text(ui, self.note, &Style::new(SIZE_SMALL), theme.quiet, room);
        }
        if response.has_focus() {
            ring(ui, rect, theme);
        }
        let whole = Bidi::of(ui.ctx()).galley(ui.ctx(), self.title, &style, None).size().x;
        if whole > room { response.on_hover_bidi(self.title) } else { response }
    }
}

/// Paints a key on its cap at the start of a line.
pub(super) fn key_cap(ui: &Ui, look: &Look<'_>, cursor: &mut Cursor, key: &str) {
    let text = galley(ui, key, &Style::new(SIZE_SMALL), 120.0);
    let width = (text.size().x + space(2)).max(space(5));
    let cap = cursor.take(width);
    let cap = egui::Rect::from_center_size(cap.center(), vec2(width, space(5)));
    ui.painter().rect(
        cap,
        CornerRadius::same(RADIUS - 1),
        look.theme.raised,
        Stroke::new(1.0, look.theme.edge),
        StrokeKind::Inside,
    );
    paint_in(ui, &text, cap, look.theme.ink);
    cursor.skip(space(1) + 2.0);
}
