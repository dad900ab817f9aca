//! Text fields in which Arabic can be typed: one line or many, each paragraph in its own direction.

mod buffer;
mod history;
mod input;
mod paint;
mod state;

use super::engine::Bidi;
use super::galley::Style;
use crate::text::direction::label_direction;
use crate::text::layout::Caret;
use crate::text::segment;
use buffer::Cursor;
use egui::mutex::Mutex;
use egui::{
    CursorIcon, Event, EventFilter, Id, PointerButton, Pos2, Rect, Response, Sense, Ui, Vec2, Widget, WidgetInfo, vec2,
};
use state::EditState;
use std::sync::Arc;

/// Room between the frame and the text, in points.
const PADDING: Vec2 = vec2(8.0, 4.0);

/// A field for text of any direction.
///
/// `response.changed()` tells when the text was changed by typing, pasting, cutting, undo or an input method. In a
/// field of one line, Enter gives the focus up (`response.lost_focus()`).
#[must_use = "add it with `ui.add`"]
pub struct TextEdit<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    style: Style,
    rows: Option<usize>,
    width: Option<f32>,
    frame: bool,
    select_all: bool,
    id: Option<Id>,
}

impl<'a> TextEdit<'a> {
    /// A field of one line. `name` is what a screen reader calls it.
    pub fn singleline(text: &'a mut String, name: &'a str) -> Self {
        Self {
            text,
            name,
            hint: "",
            style: Style::new(14.0),
            rows: None,
            width: None,
            frame: true,
            select_all: false,
            id: None,
        }
    }

    /// A field of at least `rows` lines that grows with its text.
    pub fn multiline(text: &'a mut String, name: &'a str, rows: usize) -> Self {
        Self { rows: Some(rows), ..Self::singleline(text, name) }
    }

    /// What the field shows while it is empty.
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Font, size and, if it must not follow the text, direction.
    pub fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// A width in points other than what is available.
    pub fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// Whether there is a background and an outline.
    pub fn frame(self, frame: bool) -> Self {
        Self { frame, ..self }
    }

    /// Selects the whole text now, so that what is typed next takes its place.
    pub fn select_all(self, select_all: bool) -> Self {
        Self { select_all, ..self }
    }

    /// A stable id, for giving it the focus from elsewhere. Otherwise the id comes from the name.
    pub fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }
}

impl Widget for TextEdit<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(self.name));
        let state = ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<EditState>>>(id).clone());
        let mut state = state.lock();
        Field { edit: self, id, bidi: Bidi::of(ui.ctx()), scale: ui.pixels_per_point() }.show(ui, &mut state)
    }
}

/// A field while it is being shown.
struct Field<'a> {
    edit: TextEdit<'a>,
    id: Id,
    bidi: Bidi,
    scale: f32,
}

impl Field<'_> {
    fn show(mut self, ui: &mut Ui, state: &mut EditState) -> Response {
        state.follow(self.edit.text);
        if self.edit.select_all {
            state.cursor = Cursor::all(self.edit.text);
        }
        let width = self.edit.width.unwrap_or_else(|| ui.available_width());
        let inner = ((width - 2.0 * PADDING.x) * self.scale).floor().max(1.0);
        self.lay_out(state, inner);

        let line = self.edit.style.size * self.edit.style.line_height;
        let needed = (state.stack.height() as f32 / self.scale).max(line * self.edit.rows.unwrap_or(1) as f32);
        let (rect, _) = ui.allocate_exact_size(vec2(width, needed + 2.0 * PADDING.y), Sense::hover());
        let mut response = ui.interact(rect, self.id, Sense::click_and_drag());
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        state.keep_caret_in(inner);
        let before = self.edit.text.clone();

        self.pointer(ui, state, &response, rect);
        let (changed, moved) = self.keyboard(ui, state, &response, rect);
        if changed || moved {
            self.lay_out(state, inner);
            state.keep_caret_in(inner);
        }
        if changed {
            response.mark_changed();
        }
        let caret = self.paint(ui, state, &response, rect);
        if let Some(caret) = caret
            && moved
        {
            ui.scroll_to_rect(caret, None);
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(ui.is_enabled(), &before, &*self.edit.text, self.edit.hint);
            info.label = Some(self.edit.name.to_owned());
            info
        });
        response
    }

    fn lay_out(&self, state: &mut EditState, inner: f32) {
        let wrap = self.edit.rows.is_some();
        let mut style = self.edit.style;
        let is_empty = self.edit.text.is_empty() && state.preedit.is_empty();
        if is_empty && style.direction.is_none() && !self.edit.hint.is_empty() {
            // The caret of an empty field stands where its hint begins.
            style.direction = Some(label_direction(self.edit.hint));
        }
        self.bidi.with_typesetter(|typesetter| {
            state.lay_out(typesetter, self.edit.text, &style, inner, self.scale, wrap);
        });
    }

    /// The pixel of the stack's top left corner.
    fn origin(&self, state: &EditState, rect: Rect) -> [f32; 2] {
        [
            ((rect.left() + PADDING.x) * self.scale).round() - state.scroll.round(),
            ((rect.top() + PADDING.y) * self.scale).round(),
        ]
    }

    fn caret_at(&self, state: &EditState, rect: Rect, pos: Pos2) -> Caret {
        let [x, y] = self.origin(state, rect);
        state.stack.hit(pos.x * self.scale - x, f64::from(pos.y * self.scale - y))
    }

    fn pointer(&self, ui: &Ui, state: &mut EditState, response: &Response, rect: Rect) {
        let (events, shift, time) = ui.input(|input| (input.events.clone(), input.modifiers.shift, input.time));
        for event in &events {
            match event {
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. }
                    if response.contains_pointer() && rect.contains(*pos) && state.preedit.is_empty() =>
                {
                    response.request_focus();
                    state.click_count = state.clicks.press(*pos, time);
                    let caret = self.caret_at(state, rect, *pos);
                    let unit = self.unit(state, caret);
                    if shift {
                        state.cursor.go(caret, true);
                        state.dragged_from = Some(state.cursor.anchor..state.cursor.anchor);
                    } else {
                        state.cursor = if unit.is_empty() {
                            Cursor::at(caret)
                        } else {
                            Cursor { caret: Caret::before(unit.end), anchor: unit.start }
                        };
                        state.dragged_from = Some(unit);
                    }
                    state.touched = time;
                    state.column = None;
                    state.history.end_step();
                }
                Event::PointerMoved(pos) => {
                    let Some(from) = state.dragged_from.clone() else { continue };
                    let caret = self.caret_at(state, rect, *pos);
                    let unit = self.unit(state, caret);
                    state.cursor = if unit.start < from.start {
                        Cursor { caret: Caret { at: unit.start, ..caret }, anchor: from.end }
                    } else {
                        Cursor { caret: Caret { at: unit.end.max(from.end), ..caret }, anchor: from.start }
                    };
                    state.touched = time;
                }
                Event::PointerButton { button: PointerButton::Primary, pressed: false, .. } => {
                    state.dragged_from = None;
                }
                _ => {}
            }
        }
    }

    /// What a press or drag at a caret takes: nothing, the word, or the paragraph.
    fn unit(&self, state: &EditState, caret: Caret) -> std::ops::Range<usize> {
        let text = self.edit.text.as_str();
        match state.click_count {
            0 | 1 => caret.at..caret.at,
            // A caret behind a word's last letter belongs to that word.
            2 => segment::word_at(
                text,
                if caret.affinity == crate::text::layout::Affinity::Before {
                    segment::previous(text, caret.at)
                } else {
                    caret.at
                },
            ),
            _ => segment::paragraph_at(text, caret.at),
        }
    }

    /// Returns whether the text changed, and whether the caret moved.
    fn keyboard(&mut self, ui: &Ui, state: &mut EditState, response: &Response, rect: Rect) -> (bool, bool) {
        if !response.has_focus() || !ui.is_enabled() {
            state.preedit.clear();
            return (false, false);
        }
        let multiline = self.edit.rows.is_some();
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let (events, time) = ui.input(|input| (input.filtered_events(&filter), input.time));
        let page = (rect.height() / (self.edit.style.size * self.edit.style.line_height)).floor().max(1.0) as isize;
        let inner = (rect.width() - 2.0 * PADDING.x) * self.scale;
        let (mut changed, mut moved) = (false, false);
        for event in &events {
            let outcome = state.handle(self.edit.text, event, multiline, page, time);
            if let Some(copied) = outcome.copied {
                ui.copy_text(copied);
            }
            if outcome.finished {
                response.surrender_focus();
            }
            changed |= outcome.changed;
            moved |= outcome.moved;
            if outcome.changed {
                // The next event of this frame may move over what this one typed.
                self.lay_out(state, inner.floor());
            }
        }
        let composing = events.iter().any(|event| matches!(event, Event::Ime(_)));
        (changed, moved || composing)
    }
}
