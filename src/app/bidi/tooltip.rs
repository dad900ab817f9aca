//! Tooltips that can hold Arabic.

use super::galley::Style;
use super::label::Label;
use egui::Response;

/// Adds tooltips to a response.
pub trait Tooltip {
    /// Shows a wrapped text while the pointer rests on the widget.
    #[must_use]
    fn on_hover_bidi(self, text: &str) -> Self;
}

impl Tooltip for Response {
    fn on_hover_bidi(self, text: &str) -> Self {
        self.on_hover_ui(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.add(Label::new(text).style(Style::new(13.0)).wrap());
        })
    }
}
