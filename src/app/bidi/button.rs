//! Buttons and the like: egui's own widgets around a text of ours.

use super::engine::Bidi;
use super::galley::Style;
use egui::{Atom, Response, Role, Ui, Widget, WidgetInfo};

/// A text as an egui atom, for any widget that takes atoms. The widget has no accessible name by it: call
/// `response.widget_info` after, or use [`Button`] and its like.
pub fn atom<'a>(ui: &Ui, text: &str, style: &Style) -> Atom<'a> {
    let galley = Bidi::of(ui.ctx()).galley(ui.ctx(), text, style, None);
    Atom::paint(galley.size(), move |ui, args| {
        galley.paint(ui.painter(), args.rect.min, args.fallback_text_color);
    })
}

/// A push button or, with [`Button::selected`], a toggle.
#[must_use = "add it with `ui.add`"]
pub struct Button<'a> {
    text: &'a str,
    style: Style,
    selected: Option<bool>,
    frame: bool,
    min_width: f32,
    elide: bool,
    shape: Box<dyn FnOnce(egui::Button<'_>) -> egui::Button<'_> + 'a>,
}

impl<'a> Button<'a> {
    /// A button in the interface's face.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            style: Style::new(14.0),
            selected: None,
            frame: true,
            min_width: 0.0,
            elide: false,
            shape: Box::new(|button| button),
        }
    }

    /// Font, size and weight.
    pub fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// Makes it a toggle in this state.
    pub fn selected(self, selected: bool) -> Self {
        Self { selected: Some(selected), ..self }
    }

    /// Whether it has a frame when it is not pointed at.
    pub fn frame(self, frame: bool) -> Self {
        Self { frame, ..self }
    }

    /// The least width in points.
    pub fn min_width(self, min_width: f32) -> Self {
        Self { min_width, ..self }
    }

    /// Cuts the text at the available width; the whole text stays the accessible name.
    pub fn elide(self) -> Self {
        Self { elide: true, ..self }
    }

    /// Anything else that egui's button can do: fill, stroke, corner radius, shortcut text.
    pub fn with(self, shape: impl FnOnce(egui::Button<'_>) -> egui::Button<'_> + 'a) -> Self {
        Self { shape: Box::new(shape), ..self }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let bidi = Bidi::of(ui.ctx());
        let galley = if self.elide {
            let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
            bidi.elided(ui.ctx(), self.text, &self.style, room)
        } else {
            bidi.galley(ui.ctx(), self.text, &self.style, None)
        };
        let face = Atom::paint(galley.size(), move |ui: &Ui, args: egui::AtomPaintArgs| {
            galley.paint(ui.painter(), args.rect.min, args.fallback_text_color);
        });
        let mut button = egui::Button::new(face).min_size(egui::vec2(self.min_width, 0.0));
        if let Some(selected) = self.selected {
            button = button.selected(selected);
        }
        if !self.frame {
            button = button.frame_when_inactive(false);
        }
        let response = ui.add((self.shape)(button));
        let enabled = ui.is_enabled();
        response.widget_info(|| match self.selected {
            Some(selected) => WidgetInfo::selected(Role::Button, enabled, selected, self.text),
            None => WidgetInfo::labeled(Role::Button, enabled, self.text),
        });
        response
    }
}

/// A toggle without a frame, as in lists.
pub fn selectable(ui: &mut Ui, selected: bool, text: &str, style: Style) -> Response {
    ui.add(Button::new(text).style(style).selected(selected).frame(false))
}

/// A check box with a text.
pub fn checkbox(ui: &mut Ui, checked: &mut bool, text: &str, style: Style) -> Response {
    let face = atom(ui, text, &style);
    let response = ui.add(egui::Checkbox::new(checked, face));
    let (enabled, on) = (ui.is_enabled(), *checked);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, on, text));
    response
}

/// A radio button with a text.
pub fn radio(ui: &mut Ui, chosen: bool, text: &str, style: Style) -> Response {
    let face = atom(ui, text, &style);
    let response = ui.add(egui::RadioButton::new(chosen, face));
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, chosen, text));
    response
}
