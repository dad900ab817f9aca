//! The list of documents.

use crate::app::bidi::Style;
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts::{self, Chip, Cursor, Dot, dot};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::DocumentId;
use crate::project::{DocumentFinds, DocumentSummary, DocumentView};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use std::collections::BTreeMap;

/// Height of a document's two lines, in points.
const ROW: f32 = space(12);

/// Documents counted in one frame.
const AT_ONCE: usize = 8;

/// All documents, and what was found in those that were in sight.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The documents.
    pub documents: &'a [DocumentSummary],
    /// What was found in them, as far as it is counted.
    pub finds: &'a BTreeMap<DocumentId, DocumentFinds>,
}

/// Draws the list, and the way to add to it.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, list: Listed<'_>, open: Option<&DocumentView>, asks: &mut Asks) {
    let documents = list.documents;
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
                    let seen = documents.get(rows).unwrap_or_default();
                    let uncounted = seen.iter().map(|d| d.id).filter(|id| !list.finds.contains_key(id));
                    let uncounted: Vec<DocumentId> = uncounted.take(AT_ONCE).collect();
                    if !uncounted.is_empty() {
                        asks.intents.push(Intent::CountFinds(uncounted));
                    }
                    for document in seen {
                        row(ui, look, document, list.finds.get(&document.id), open, asks);
                    }
                })
            },
        );
    });
}

fn row(
    ui: &mut Ui,
    look: &Look<'_>,
    document: &DocumentSummary,
    finds: Option<&DocumentFinds>,
    open: Option<&DocumentView>,
    asks: &mut Asks,
) {
    let theme = look.theme;
    let words = look.strings.importing;
    let chosen = open.is_some_and(|v| v.document.id == document.id);
    let asks_something = document.question.is_some();
    let mut below: Vec<String> = document.outlet.iter().map(|o| parts::isolate(o)).collect();
    below.push(look.strings.articles(document.articles.len()));
    below.extend(finds.filter(|f| f.disclaimers > 0).map(|f| look.strings.disclaimers_found(f.disclaimers)));
    below.extend(document.language.iter().map(|tag| look.strings.language_name(tag)));
    let below = look.strings.list(&below.iter().map(String::as_str).collect::<Vec<_>>());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let mut spoken = format!("{}, {below}", document.title);
    if asks_something {
        spoken = format!("{spoken}, {}", words.question_open);
    }
    let doubtful = finds.map_or(0, |f| f.doubtful);
    if doubtful > 0 {
        spoken = format!("{spoken}, {}", look.strings.doubtful_blocks(doubtful));
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
    if doubtful > 0 {
        cursor.text_end(ui, &look.strings.number(doubtful), &Style::new(SIZE_SMALL), theme.warn, space(10));
    }
    let style = if chosen { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
    let room = cursor.room();
    cursor.text(ui, &document.title, &style, theme.ink, room);
    let mut cursor = Cursor::new(lower, look.rtl_ui);
    let room = cursor.room();
    cursor.text(ui, &below, &parts::one_way(look, Style::new(SIZE_SMALL)), theme.quiet, room);
}
