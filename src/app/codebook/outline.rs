//! The parts of the draft as a list, each with a sign where something is to be put right.

use super::editor::{At, Editor};
use super::form;
use crate::app::bidi::Style;
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, ring};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{BookPart, Weight};
use egui::{CornerRadius, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Height of a line, in points.
const ROW: f32 = space(7);

/// Draws the list; returns the place that was pressed.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, editor: &mut Editor) -> Option<At> {
    let moved = std::mem::take(&mut editor.moved);
    let mut chosen = None;
    let area = ScrollArea::vertical().id_salt("codebook-outline").auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in At::all(&editor.draft.book) {
                if row(ui, look, editor, &at, moved) {
                    chosen = Some(at);
                }
            }
        })
    });
    chosen
}

fn row(ui: &mut Ui, look: &Look<'_>, editor: &Editor, at: &At, moved: bool) -> bool {
    let (theme, words) = (look.theme, look.strings.drafting);
    let book = &editor.draft.book;
    let (code, label, indent) = match at {
        At::Book => ("", words.general, 0.0),
        At::Panels => ("", words.panels, 0.0),
        At::Flags => ("", look.strings.codebook.flags, 0.0),
        At::Unit(code) => (code.as_str(), book.unit(code).map_or("", |u| u.label.get(look.language)), 0.0),
        At::Question(code) => {
            (code.as_str(), book.variable(code).map_or("", |(_, v)| v.label.get(look.language)), space(3))
        }
    };
    let here = editor.at == *at;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = format!("{code} {label}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, here, spoken.trim()));
    if here && moved {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, ROW)), None);
    }
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    if here || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
    }
    if response.has_focus() {
        ring(ui, rect, theme);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    cursor.skip(indent);
    if let Some(weight) = worst(editor, at) {
        let color = if weight == Weight::Advice { theme.warn } else { theme.bad };
        cursor.text_end(ui, "!", &Style::new(SIZE_TEXT).bold(), color, space(4));
    }
    let style = if indent > 0.0 { Style::new(SIZE_TEXT) } else { Style::new(SIZE_TEXT).bold() };
    if !code.is_empty() && indent > 0.0 {
        cursor.text(ui, code, &Style::new(SIZE_SMALL), theme.quiet, space(12));
    }
    let most = cursor.room();
    cursor.text(ui, if label.is_empty() { code } else { label }, &parts::one_way(look, style), theme.ink, most);
    response.clicked()
}

fn worst(editor: &Editor, at: &At) -> Option<Weight> {
    if let At::Question(code) = at {
        return form::worst(&editor.findings, code);
    }
    let of = |part: &BookPart| At::of(part) == *at;
    editor.findings.iter().filter(|f| of(&f.part)).map(|f| f.weight).max()
}
