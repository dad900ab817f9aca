//! Rows of lists, caps of keys, columns: what several parts of the frame are made of.

use crate::app::bidi::{Bidi, Label, Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{Cursor, Dot, LINE, dot, galley, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use egui::{Align, CornerRadius, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a further line of a title, in points.
const TITLE_LINE: f32 = space(5);
/// Height of a note below a title, in points.
const NOTE_LINE: f32 = space(4);

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

/// A small heading of a group of rows; it begins where their titles begin.
pub(super) fn group_of_rows(ui: &mut Ui, look: &Look<'_>, text: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space(6)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let room = cursor.room();
    cursor.text(ui, text, &Style::new(SIZE_SMALL).bold(), look.theme.quiet, room);
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
    /// What is said behind the title, as far as there is room.
    pub(super) behind: &'a str,
    /// What stands at its end, such as a key.
    pub(super) end: &'a str,
    /// Whether it is the chosen one.
    pub(super) on: bool,
    /// A sign before the title.
    pub(super) dot: Option<Dot>,
    /// Lines that the title may take.
    pub(super) lines: u8,
    /// Whether the title stands at the edge where its own direction begins, as titles of articles do.
    pub(super) by_direction: bool,
    /// The role for screen readers.
    pub(super) role: Role,
    /// Whether it can be chosen.
    pub(super) enabled: bool,
}

impl<'a> Row<'a> {
    /// A row with a title.
    pub(super) fn new(title: &'a str) -> Self {
        Self {
            title,
            note: "",
            behind: "",
            end: "",
            on: false,
            dot: None,
            lines: 1,
            by_direction: false,
            role: Role::ListBoxOption,
            enabled: true,
        }
    }

    /// Its height in points.
    pub(super) fn height(lines: u8, has_note: bool) -> f32 {
        LINE + space(1) + TITLE_LINE * f32::from(lines.saturating_sub(1)) + if has_note { NOTE_LINE } else { 0.0 }
    }

    /// Draws it in the width that is there.
    pub(super) fn show(self, ui: &mut Ui, look: &Look<'_>) -> Response {
        let theme = look.theme;
        let size = vec2(ui.available_width(), Self::height(self.lines, !self.note.is_empty()));
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let (role, enabled, on) = (self.role, self.enabled, self.on);
        response.widget_info(|| WidgetInfo::selected(role, enabled, on, self.title));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description([self.note, self.behind].concat());
        });
        self.ground(ui, look, rect, &response);
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
        let first_line = |rect: Rect| rect.with_max_y(rect.top() + LINE + space(1));
        if let Some(sign) = self.dot {
            dot(ui, first_line(cursor.take(space(3))), sign, theme);
            cursor.skip(space(1));
        }
        if !self.end.is_empty() {
            cursor.text_end(ui, self.end, &Style::new(SIZE_SMALL), theme.quiet, 160.0);
        }
        let ink = if self.enabled { theme.ink } else { theme.quiet };
        let room = cursor.room();
        let bidi = Bidi::of(ui.ctx());
        let style = Style::new(SIZE_TEXT);
        let whole = bidi.galley(ui.ctx(), self.title, &style, None).size().x;
        let title = match self.lines {
            1 => bidi.elided(ui.ctx(), self.title, &style, room),
            lines => bidi.fitted(ui.ctx(), self.title, &style, room, lines),
        };
        let note = (!self.note.is_empty()).then(|| bidi.elided(ui.ctx(), self.note, &Style::new(SIZE_SMALL), room));
        let high = title.size().y + note.as_ref().map_or(0.0, |n| n.size().y);
        let top = rect.center().y - high / 2.0;
        let across = self.by_direction && title.direction().is_rtl() != look.rtl_ui;
        let place = |width: f32, y: f32, mut cursor: Cursor| {
            let at = if across { cursor.take_end(width) } else { cursor.take(width) };
            pos2(at.left(), y)
        };
        title.paint(ui.painter(), place(title.size().x, top, cursor), ink);
        if let Some(note) = note {
            let at = place(note.size().x, top + title.size().y, cursor);
            note.paint(ui.painter(), at, theme.quiet);
        }
        cursor.skip(title.size().x + space(3));
        if !self.behind.is_empty() && cursor.room() > space(20) {
            let room = cursor.room();
            cursor.text(ui, self.behind, &Style::new(SIZE_SMALL), theme.quiet, room);
        }
        if whole > room * f32::from(self.lines) { response.on_hover_bidi(self.title) } else { response }
    }

    /// What lies behind the row: chosen, pointed at, or with the focus. Neither says so by colour alone.
    fn ground(&self, ui: &Ui, look: &Look<'_>, rect: Rect, response: &Response) {
        let (theme, corner) = (look.theme, CornerRadius::same(RADIUS));
        if self.on {
            ui.painter().rect_filled(rect, corner, theme.selection);
            let bar = Cursor::new(rect, look.rtl_ui).take(3.0);
            ui.painter().rect_filled(bar, CornerRadius::same(1), theme.accent);
        }
        if response.has_focus() {
            ring(ui, rect, theme);
        } else if self.enabled && response.hovered() {
            ui.painter().rect_stroke(rect, corner, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
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
