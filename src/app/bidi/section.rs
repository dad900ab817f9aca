//! A heading that opens and closes what is below it.

use super::galley::Style;
use super::label::Label;
use egui::collapsing_header::CollapsingState;
use egui::{CursorIcon, Id, Role, Sense, Ui, WidgetInfo};

/// Shows a heading with a triangle, and below it, while it is open, what `body` adds. Returns what `body` returned.
///
/// The whole heading can be clicked and has the focus; egui keeps its state under `id`.
pub fn section<T>(
    ui: &mut Ui,
    id: Id,
    title: &str,
    style: Style,
    open_at_first: bool,
    body: impl FnOnce(&mut Ui) -> T,
) -> Option<T> {
    let mut state = CollapsingState::load_with_default_open(ui.ctx(), id, open_at_first);
    let header = ui.horizontal(|ui| {
        state.show_toggle_button(ui, egui::collapsing_header::paint_default_icon);
        let heading = ui.add(Label::new(title).style(style).sense(Sense::click()).heading());
        if heading.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        let open = state.is_open();
        heading.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, ui.is_enabled(), open, title));
        heading.clicked()
    });
    if header.inner {
        state.toggle(ui);
    }
    state.show_body_indented(&header.response, ui, body).map(|shown| shown.inner)
}
