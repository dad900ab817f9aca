//! The list of what shares words.

use super::entries::Entry;
use crate::app::bidi::Style;
use crate::app::context::Look;
use crate::app::parts::{self, Cursor};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::project::Reuse;
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Height of two lines, in points.
const ROW: f32 = space(12);

/// Draws the list; returns the line that was pressed. `moved`: the chosen line is to be brought into sight.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    found: &Reuse,
    entries: &[Entry],
    chosen: usize,
    moved: bool,
) -> Option<usize> {
    let mut pressed = None;
    let mut area = ScrollArea::vertical().id_salt("reuse-list").auto_shrink([false, false]);
    if moved {
        let gap = ui.spacing().item_spacing.y;
        let above = chosen as f32 * (ROW + gap);
        area = area.vertical_scroll_offset((above - ui.available_height() / 2.0).max(0.0));
    }
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show_rows(ui, ROW, entries.len(), |ui, rows| {
            for at in rows {
                let Some(entry) = entries.get(at) else { continue };
                if row(ui, look, found, *entry, at == chosen) {
                    pressed = Some(at);
                }
            }
        })
    });
    pressed
}

fn row(ui: &mut Ui, look: &Look<'_>, found: &Reuse, entry: Entry, chosen: bool) -> bool {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (title, who) = (entry.title(found, look), entry.who(found, look));
    let name = entry.two(found).and_then(|(_, second)| found.articles.get(second)).map_or("", |a| a.title.as_str());
    let spoken = format!("{title}, {who}, {name}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &spoken));
    if ui.is_rect_visible(rect) {
        if chosen || response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
        }
        if response.has_focus() {
            parts::ring(ui, rect, theme);
        }
        let inside = rect.shrink2(vec2(space(2), space(1)));
        let half = inside.height() / 2.0;
        let upper = Rect::from_min_size(inside.min, vec2(inside.width(), half));
        let mut cursor = Cursor::new(upper, look.rtl_ui);
        let style = parts::one_way(look, Style::new(SIZE_TEXT).bold());
        cursor.text(ui, &title, &style, theme.accent, space(45));
        let room = cursor.room();
        cursor.text(ui, name, &Style::new(SIZE_TEXT), theme.ink, room);
        let mut cursor = Cursor::new(upper.translate(vec2(0.0, half)), look.rtl_ui);
        let room = cursor.room();
        cursor.text(ui, &who, &parts::one_way(look, Style::new(SIZE_SMALL)), theme.quiet, room);
    }
    response.clicked() && !chosen
}
