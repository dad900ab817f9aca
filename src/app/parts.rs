//! Small pieces that all screens are made of: keys on their caps, value buttons, lines, marks.

use super::context::Look;
use crate::app::bidi::{Bidi, Galley, Label, Style};
use crate::app::scroll;
use crate::app::theme::{FOCUS_RING, RADIUS, SIZE_SMALL, SIZE_TEXT, Theme, space};
use crate::model::LineStyle;
use crate::text::direction::Direction;
use egui::{
    Align, Color32, CornerRadius, Layout, Pos2, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Height of a line of the panels, in points.
pub(crate) const LINE: f32 = space(7);

/// A short text laid out in one line of at most `width` points.
pub(crate) fn galley(ui: &Ui, text: &str, style: &Style, width: f32) -> Arc<Galley> {
    Bidi::of(ui.ctx()).elided(ui.ctx(), text, style, width)
}

/// Things in a line in reading order that goes on in the next line where the room ends.
pub(crate) fn flow<R>(ui: &mut Ui, rtl: bool, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = if rtl { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    let room = vec2(ui.available_size_before_wrap().x, LINE);
    ui.allocate_ui_with_layout(room, layout.with_main_wrap(true), contents).inner
}

/// Places things in a line from where lines begin (left, or right in a mirrored window).
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    rect: Rect,
    rtl: bool,
    used: f32,
    used_at_end: f32,
}

impl Cursor {
    pub(crate) fn new(rect: Rect, rtl: bool) -> Self {
        Self { rect, rtl, used: 0.0, used_at_end: 0.0 }
    }
    /// Points that are still free.
    pub(crate) fn room(&self) -> f32 {
        (self.rect.width() - self.used - self.used_at_end).max(0.0)
    }
    /// Leaves points free.
    pub(crate) fn skip(&mut self, points: f32) {
        self.used += points;
    }
    /// Leaves points free at the end of the line.
    pub(crate) fn skip_end(&mut self, points: f32) {
        self.used_at_end += points;
    }
    /// The next rectangle of a width from the start of the line.
    pub(crate) fn take(&mut self, width: f32) -> Rect {
        let offset = self.used;
        self.used += width;
        self.at(offset, width)
    }
    /// The next rectangle of a width from the end of the line.
    pub(crate) fn take_end(&mut self, width: f32) -> Rect {
        self.used_at_end += width;
        self.at(self.rect.width() - self.used_at_end, width)
    }
    fn at(&self, offset: f32, width: f32) -> Rect {
        let x = if self.rtl { self.rect.right() - offset - width } else { self.rect.left() + offset };
        Rect::from_min_size(pos2(x, self.rect.top()), vec2(width, self.rect.height()))
    }
    /// Paints a text from the start of the line and moves on behind it.
    pub(crate) fn text(&mut self, ui: &Ui, text: &str, style: &Style, color: Color32, most: f32) {
        let galley = galley(ui, text, style, most.min(self.room()));
        let rect = self.take(galley.size().x);
        paint_in(ui, &galley, rect, color);
        self.skip(space(2));
    }
    /// Paints a text at the end of the line.
    pub(crate) fn text_end(&mut self, ui: &Ui, text: &str, style: &Style, color: Color32, most: f32) {
        let galley = galley(ui, text, style, most.min(self.room()));
        let rect = self.take_end(galley.size().x);
        paint_in(ui, &galley, rect, color);
        self.skip_end(space(2));
    }
}

/// Paints a text in the middle of the height of a rectangle.
pub(crate) fn paint_in(ui: &Ui, galley: &Galley, rect: Rect, color: Color32) {
    let size = galley.size();
    let at = pos2(rect.center().x - size.x / 2.0, rect.center().y - size.y / 2.0);
    galley.paint(ui.painter(), at, color);
}

/// The frame of what has the focus: visible by its ring, not by colour alone.
pub(crate) fn ring(ui: &Ui, rect: Rect, theme: &Theme) {
    let stroke = Stroke::new(FOCUS_RING, theme.accent);
    ui.painter().rect_stroke(rect, CornerRadius::same(RADIUS), stroke, StrokeKind::Inside);
}

/// What a value button looks like and is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chip<'a> {
    /// The key that does the same.
    pub(crate) key: Option<&'a str>,
    /// The text on it.
    pub(crate) text: &'a str,
    /// The name for screen readers.
    pub(crate) name: &'a str,
    /// Whether it is the answer now; `None` for a plain button.
    pub(crate) on: Option<bool>,
    /// The role for screen readers.
    pub(crate) role: Role,
    /// Whether it can be pressed.
    pub(crate) enabled: bool,
    /// Whether the text is a line of the interface that holds isolated names of any direction.
    pub(crate) one_way: bool,
}

impl<'a> Chip<'a> {
    /// A plain button.
    pub(crate) fn button(key: Option<&'a str>, text: &'a str) -> Self {
        Self { key, text, name: text, on: None, role: Role::Button, enabled: true, one_way: false }
    }

    /// An answer that can be given, and whether it is given.
    pub(crate) fn answer(key: Option<&'a str>, text: &'a str, on: bool, role: Role) -> Self {
        Self { on: Some(on), role, ..Self::button(key, text) }
    }

    /// Draws it.
    pub(crate) fn show(self, ui: &mut Ui, look: &Look<'_>) -> Response {
        let theme = look.theme;
        let on = self.on == Some(true);
        let (pad, gap) = (space(2), space(2));
        let key = self.key.map(|key| galley(ui, key, &Style::new(SIZE_SMALL), f32::INFINITY));
        let key_width = key.as_ref().map_or(0.0, |k| (k.size().x + space(2)).max(space(5)) + gap);
        let most = (ui.max_rect().width() - 2.0 * pad - key_width).max(space(10));
        let style = if on { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
        let style = if self.one_way { one_way(look, style) } else { style };
        let text = galley(ui, self.text, &style, most);
        let size = vec2(key_width + text.size().x + 2.0 * pad, LINE);
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| match self.on {
            Some(on) => WidgetInfo::selected(self.role, self.enabled, on, self.name),
            None => WidgetInfo::labeled(self.role, self.enabled, self.name),
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let hot = self.enabled && (response.hovered() || response.has_focus());
        let (fill, edge, ink) = match (on, hot) {
            (true, _) => (theme.accent, theme.accent, theme.on_accent),
            (false, true) => (theme.selection, theme.accent, theme.ink),
            (false, false) => (theme.raised, theme.line, if self.enabled { theme.ink } else { theme.quiet }),
        };
        let corner = CornerRadius::same(RADIUS);
        ui.painter().rect(rect, corner, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        let mut cursor = Cursor::new(rect.shrink2(vec2(pad, 0.0)), look.rtl_ui);
        if let Some(key) = &key {
            let cap = cursor.take(key_width - gap).shrink2(vec2(0.0, space(1)));
            let line = if on { theme.on_accent } else { theme.edge };
            ui.painter().rect_stroke(cap, CornerRadius::same(RADIUS - 1), Stroke::new(1.0, line), StrokeKind::Inside);
            paint_in(ui, key, cap, if on { theme.on_accent } else { theme.quiet });
            cursor.skip(gap);
        }
        let at = cursor.take(text.size().x);
        paint_in(ui, &text, at, ink);
        if response.has_focus() {
            ring(ui, rect.expand(2.0), theme);
        }
        response
    }
}

/// A sign that an answer is there: a filled dot, an open ring, a ring with a dash for "cannot decide", a ring with a point
/// for what was declared done with gaps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Dot {
    /// Open.
    Open,
    /// Answered.
    Full,
    /// Done, with answers missing.
    Gaps,
    /// Cannot decide.
    Undecided,
    /// Nothing is asked.
    None,
}

/// Paints a dot in the middle of a rectangle.
pub(crate) fn dot(ui: &Ui, rect: Rect, dot: Dot, theme: &Theme) {
    let (at, r) = (rect.center(), 4.0);
    let painter = ui.painter();
    match dot {
        Dot::Open => {
            painter.circle_stroke(at, r, Stroke::new(1.5, theme.warn));
        }
        Dot::Full => {
            painter.circle_filled(at, r, theme.good);
        }
        Dot::Gaps => {
            painter.circle_stroke(at, r, Stroke::new(1.5, theme.good));
            painter.circle_filled(at, 1.5, theme.good);
        }
        Dot::Undecided => {
            painter.circle_stroke(at, r + 1.0, Stroke::new(1.5, theme.quiet));
            painter.line_segment([at - vec2(2.5, 0.0), at + vec2(2.5, 0.0)], Stroke::new(1.5, theme.quiet));
        }
        Dot::None => {
            painter.circle_filled(at, 1.5, theme.quiet);
        }
    }
}

/// Paints the line of a role, so that panel and article show the same sign.
pub(crate) fn role_line(ui: &Ui, rect: Rect, line: LineStyle, color: Color32) {
    let y = rect.bottom() - 4.0;
    let (x0, x1) = (rect.left(), rect.right());
    let stroke = Stroke::new(2.0, color);
    let painter = ui.painter();
    let row = |y: f32| -> [Pos2; 2] { [pos2(x0, y), pos2(x1, y)] };
    match line {
        LineStyle::Solid => {
            painter.line_segment(row(y), stroke);
        }
        LineStyle::Double => {
            painter.line_segment(row(y - 2.0), Stroke::new(1.5, color));
            painter.line_segment(row(y + 1.5), Stroke::new(1.5, color));
        }
        LineStyle::Dotted => {
            painter.add(Shape::dotted_line(&row(y), color, 4.0, 1.2));
        }
        LineStyle::Dashed => {
            painter.extend(Shape::dashed_line(&row(y), stroke, 5.0, 3.0));
        }
        LineStyle::Boxed => {
            painter.rect_stroke(rect.shrink2(vec2(-4.0, 2.0)), 2.0, Stroke::new(1.5, color), StrokeKind::Inside);
        }
    }
}

/// How a key is written on its cap.
pub(crate) fn cap(key: char) -> String {
    key.to_string()
}

/// A text in marks that keep its direction to itself, so that what stands around it keeps its order.
pub(crate) fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The direction of the interface, for a line that holds isolated names of any direction.
pub(crate) fn one_way(look: &Look<'_>, style: Style) -> Style {
    let direction = if look.rtl_ui { Direction::Rtl } else { Direction::Ltr };
    style.direction(direction)
}

/// A scrolled column beside a screen, as wide as its room.
pub(crate) fn side(ui: &mut Ui, look: &Look<'_>, id: &str, contents: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().id_salt(id).auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space(1), space(1));
            ui.with_layout(column(look), |ui| {
                ui.set_width(ui.available_width());
                contents(ui);
            });
        })
    });
}

/// A column that begins where lines of the interface begin.
pub(crate) fn column(look: &Look<'_>) -> Layout {
    Layout::top_down(if look.rtl_ui { Align::Max } else { Align::Min })
}

/// A small heading above a group of things.
pub(crate) fn heading(ui: &mut Ui, look: &Look<'_>, title: &str) {
    let style = one_way(look, Style::new(SIZE_SMALL).bold());
    ui.add(Label::new(title).style(style).color(look.theme.quiet).full_width().heading());
}

/// A wrapped text in a quiet colour; nothing where it is empty.
pub(crate) fn note(ui: &mut Ui, look: &Look<'_>, text: &str) {
    if !text.is_empty() {
        let style = one_way(look, Style::new(SIZE_SMALL));
        ui.add(Label::new(text).style(style).color(look.theme.quiet).full_width().wrap());
    }
}

/// A wrapped text for reading.
pub(crate) fn text(ui: &mut Ui, look: &Look<'_>, text: &str) {
    if !text.is_empty() {
        let style = one_way(look, Style::new(SIZE_TEXT));
        ui.add(Label::new(text).style(style).color(look.theme.ink).full_width().wrap());
    }
}

/// A check box whose box stands where lines of the interface begin, with a wrapped text.
pub(crate) fn check(ui: &mut Ui, look: &Look<'_>, key: Option<&str>, on: bool, text: &str) -> Response {
    let theme = look.theme;
    let side = space(4);
    let key = key.map(|key| galley(ui, key, &Style::new(SIZE_SMALL), f32::INFINITY));
    let key_width = key.as_ref().map_or(0.0, |k| (k.size().x + space(2)).max(space(5)) + space(2));
    let width = ui.available_width();
    let room = width - side - space(2) - key_width;
    let words = Bidi::of(ui.ctx()).galley(ui.ctx(), text, &one_way(look, Style::new(SIZE_TEXT)), Some(room));
    let height = words.size().y.max(LINE);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, text));
    let mut cursor = Cursor::new(rect, look.rtl_ui);
    if let Some(key) = &key {
        let cap = cursor.take(key_width - space(2));
        let cap = Rect::from_center_size(cap.center(), vec2(cap.width(), space(5)));
        let edge = Stroke::new(1.0, theme.edge);
        ui.painter().rect_stroke(cap, CornerRadius::same(RADIUS - 1), edge, StrokeKind::Inside);
        paint_in(ui, key, cap, theme.quiet);
        cursor.skip(space(2));
    }
    let square = Rect::from_center_size(cursor.take(side).center(), vec2(side, side));
    cursor.skip(space(2));
    let hot = response.hovered() || response.has_focus();
    let fill = if on { theme.accent } else { theme.raised };
    let edge = Stroke::new(1.0, if hot || on { theme.accent } else { theme.edge });
    ui.painter().rect(square, CornerRadius::same(RADIUS - 1), fill, edge, StrokeKind::Inside);
    if on {
        let (at, tick) = (square.center(), Stroke::new(2.0, theme.on_accent));
        ui.painter().line_segment([at + vec2(-4.0, 0.0), at + vec2(-1.0, 3.0)], tick);
        ui.painter().line_segment([at + vec2(-1.0, 3.0), at + vec2(4.0, -3.0)], tick);
    }
    let words_at = cursor.take(words.size().x);
    words.paint(ui.painter(), pos2(words_at.left(), words_at.center().y - words.size().y / 2.0), theme.ink);
    if response.has_focus() {
        ring(ui, rect.expand(2.0), theme);
    }
    response
}
