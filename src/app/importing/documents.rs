//! The list of documents.

use crate::app::bidi::Style;
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts::{self, Chip, Cursor, Dot, dot};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::project::{DocumentSummary, DocumentView};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Height of a document's two lines, in points.
const ROW: f32 = space(12);

/// Draws the list, and the way to add to it.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    documents: &[DocumentSummary],
    open: Option<&DocumentView>,
    asks: &mut Asks,
) {
    let words = look.strings.importing;
    ui.with_layout(parts::column(look), |ui| {
        ui.spacing_mut().item_spacing = vec2(space(1), space(1));
        let key = AppCommand::AddFiles.key_label();
        if Chip::button(key.as_deref(), AppCommand::AddFiles.name(look.strings)).show(ui, look).clicked() {
            asks.app(AppCommand::AddFiles);
        }
        ui.add_space(space(1));
        let title = if documents.is_empty() {
            words.none_yet.to_owned()
        } else {
            format!("{}: {}", words.documents, look.strings.number(documents.len()))
        };
        parts::heading(ui, look, &title);
        scroll::show(
            ui,
            look.rtl_ui,
            ScrollArea::vertical().id_salt("documents").auto_shrink([false, false]),
            |ui, area| {
                area.show_rows(ui, ROW, documents.len(), |ui, rows| {
                    for document in documents.get(rows).unwrap_or_default() {
                        row(ui, look, document, open, asks);
                    }
                })
            },
        );
    });
}

fn row(ui: &mut Ui, look: &Look<'_>, document: &DocumentSummary, open: Option<&DocumentView>, asks: &mut Asks) {
    let theme = look.theme;
    let words = look.strings.importing;
    let chosen = open.is_some_and(|v| v.document.id == document.id);
    let asks_something = document.question.is_some();
    let mut below: Vec<String> = document.outlet.iter().map(|o| parts::isolate(o)).collect();
    below.extend(document.language.iter().map(|tag| look.strings.language_name(tag)));
    below.push(look.strings.articles(document.articles.len()));
    let below = look.strings.list(&below.iter().map(String::as_str).collect::<Vec<_>>());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let mut spoken = format!("{}, {below}", document.title);
    if asks_something {
        spoken = format!("{spoken}, {}", words.question_open);
    }
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &spoken));
    if response.clicked() && !chosen {
        asks.intents.push(Intent::OpenDocument(document.id));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
    }
    if response.has_focus() {
        parts::ring(ui, rect, theme);
    }
    let inside = rect.shrink2(vec2(space(2), space(1)));
    let half = inside.height() / 2.0;
    let upper = Rect::from_min_size(inside.min, vec2(inside.width(), half));
    let lower = upper.translate(vec2(0.0, half));
    let mut cursor = Cursor::new(upper, look.rtl_ui);
    if asks_something {
        let at = cursor.take_end(space(4));
        dot(ui, at, Dot::Open, theme);
    }
    let style = if chosen { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let room = cursor.room();
    cursor.text(ui, &document.title, &style, theme.ink, room);
    let mut cursor = Cursor::new(lower, look.rtl_ui);
    let room = cursor.room();
    cursor.text(ui, &below, &parts::one_way(look, Style::new(SIZE_SMALL)), theme.quiet, room);
}
