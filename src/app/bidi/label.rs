//! Labels: one line, wrapped, or cut with an ellipsis.

use super::engine::Bidi;
use super::galley::{Galley, Style};
use super::tooltip::Tooltip as _;
use egui::{Align, Color32, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};
use std::sync::Arc;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Natural,
    Wrapped,
    Elided,
}

/// A text that is read and not changed.
///
/// By default it takes the room that its lines need. The accessible name is the whole text, also where it is cut.
#[must_use = "add it with `ui.add`"]
pub struct Label<'a> {
    text: &'a str,
    style: Style,
    color: Option<Color32>,
    fit: Fit,
    full_width: bool,
    sense: Sense,
    heading: bool,
}

impl<'a> Label<'a> {
    /// A label in the interface's face and egui's body size.
    pub fn new(text: &'a str) -> Self {
        let style = Style::new(14.0);
        Self { text, style, color: None, fit: Fit::Natural, full_width: false, sense: Sense::hover(), heading: false }
    }

    /// Font, size and weight.
    pub fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// Size in points.
    pub fn size(self, size: f32) -> Self {
        Self { style: Style { size, ..self.style }, ..self }
    }

    /// Bold letters.
    pub fn strong(self) -> Self {
        Self { style: self.style.bold(), ..self }
    }

    /// A colour other than the text colour of the theme.
    pub fn color(self, color: Color32) -> Self {
        Self { color: Some(color), ..self }
    }

    /// Breaks lines at the available width.
    pub fn wrap(self) -> Self {
        Self { fit: Fit::Wrapped, ..self }
    }

    /// Cuts at the available width with an ellipsis; the whole text then shows as a tooltip.
    pub fn elide(self) -> Self {
        Self { fit: Fit::Elided, ..self }
    }

    /// Takes the whole available width and sets the text at the edge where its direction begins.
    pub fn full_width(self) -> Self {
        Self { full_width: true, ..self }
    }

    /// What the label reacts to; nothing but hovering by default.
    pub fn sense(self, sense: Sense) -> Self {
        Self { sense, ..self }
    }

    /// Tells screen readers that this is a heading.
    pub fn heading(self) -> Self {
        Self { heading: true, ..self }
    }

    fn lay_out(&self, ui: &Ui, width: f32) -> Arc<Galley> {
        let bidi = Bidi::of(ui.ctx());
        match self.fit {
            Fit::Natural => bidi.galley(ui.ctx(), self.text, &self.style, None),
            Fit::Wrapped => bidi.galley(ui.ctx(), self.text, &self.style, Some(width)),
            Fit::Elided => bidi.elided(ui.ctx(), self.text, &self.style, width),
        }
    }
}

impl Widget for Label<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let width = ui.available_width();
        let galley = self.lay_out(ui, width);
        let natural = galley.size();
        let taken = if self.full_width { vec2(width.max(natural.x), natural.y) } else { natural };
        let (rect, mut response) = ui.allocate_exact_size(taken, self.sense);
        if ui.is_rect_visible(rect) {
            let at_right = self.full_width && galley.direction().is_rtl()
                || !self.full_width && ui.layout().horizontal_placement() == Align::RIGHT;
            let x = if at_right { rect.right() - natural.x } else { rect.left() };
            let color = self.color.unwrap_or_else(|| ui.style().interact(&response).text_color());
            let color =
                if self.color.is_none() && self.sense == Sense::hover() { ui.visuals().text_color() } else { color };
            galley.paint(ui.painter(), pos2(x, rect.top()), color);
        }
        let role = if self.heading { Role::Heading } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), self.text));
        if self.fit == Fit::Elided && Bidi::of(ui.ctx()).galley(ui.ctx(), self.text, &self.style, None).size().x > width
        {
            response = response.on_hover_bidi(self.text);
        }
        response
    }
}

/// A wrapped label in a style.
pub fn label(ui: &mut Ui, text: &str, style: Style) -> Response {
    ui.add(Label::new(text).style(style).wrap())
}

/// A wrapped label in the theme's weak text colour.
pub fn quiet_label(ui: &mut Ui, text: &str, style: Style) -> Response {
    let color = ui.visuals().weak_text_color();
    ui.add(Label::new(text).style(style).color(color).wrap())
}
