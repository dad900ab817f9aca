//! The tabs of the panels, with what is still missing in each.

use super::Pen;
use crate::app::bidi::Style;
use crate::app::coding::place::{PanelAt, panel_of};
use crate::app::coding::wish::Wish;
use crate::app::parts::{LINE, flow, galley, paint_in, ring};
use crate::app::theme::{FOCUS_RING, SIZE_SMALL, SIZE_TEXT, space};
use egui::{Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Space at both sides of a tab's name, in points.
const PAD: f32 = space(1);

/// Draws the tabs.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>) {
    let counts = missing_by_panel(pen);
    let book = &pen.view.book;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    flow(ui, pen.look.rtl_ui, |ui| {
        for (at, panel) in book.panels.iter().enumerate() {
            let count = counts.get(at).copied().unwrap_or(0);
            tab(ui, pen, panel.label.get(pen.look.language), count, PanelAt::Book(at), at + 1);
        }
        let all = pen.view.missing.len();
        tab(ui, pen, pen.look.strings.coding.missing, all, PanelAt::Missing, book.panels.len() + 1);
    });
    let y = ui.cursor().top();
    let line = Stroke::new(1.0, pen.look.theme.line);
    ui.painter().hline(ui.max_rect().x_range(), y, line);
}

fn missing_by_panel(pen: &Pen<'_>) -> Vec<usize> {
    let book = &pen.view.book;
    let mut counts = vec![0; book.panels.len()];
    for missing in &pen.view.missing {
        if let Some(count) = panel_of(book, missing.unit()).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

fn tab(ui: &mut Ui, pen: &mut Pen<'_>, label: &str, count: usize, panel: PanelAt, number: usize) {
    let theme = pen.look.theme;
    let on = pen.place.panel == panel;
    let style = if on { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let text = galley(ui, label, &style, space(50));
    let figure = crate::app::strings::locale::number(pen.look.language, i64::try_from(count).unwrap_or(i64::MAX));
    let figure = galley(ui, &figure, &Style::new(SIZE_SMALL), space(20));
    let shows_count = count > 0;
    let extra = if shows_count { figure.size().x + space(1) } else { 0.0 };
    let size = vec2(text.size().x + extra + 2.0 * PAD, LINE + space(1));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = if shows_count { format!("{label} {count}") } else { label.to_owned() };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, &name));
    if response.clicked() {
        pen.wish(Wish::Panel(panel));
    }
    let hot = response.hovered();
    if hot {
        ui.painter().rect_filled(rect, 0.0, theme.selection);
    }
    let mut cursor = crate::app::parts::Cursor::new(rect.shrink2(vec2(PAD, 0.0)), pen.look.rtl_ui);
    let at = cursor.take(text.size().x);
    paint_in(ui, &text, at, if on { theme.ink } else { theme.quiet });
    if shows_count {
        cursor.skip(space(1));
        let at = cursor.take(figure.size().x);
        paint_in(ui, &figure, at, theme.warn);
    }
    if on {
        let y = rect.bottom() - FOCUS_RING / 2.0;
        ui.painter().hline(rect.x_range(), y, Stroke::new(FOCUS_RING + 1.0, theme.accent));
    }
    if response.has_focus() {
        ring(ui, rect, theme);
    }
    if hot {
        let _shown = response.on_hover_ui(|ui| {
            ui.add(crate::app::bidi::Label::new(&format!("Alt+{number}")));
        });
    }
}
