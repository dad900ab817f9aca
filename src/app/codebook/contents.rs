//! The table of contents with its search field.

use super::entry::Entry;
use super::screen::CodebookScreen;
use crate::app::bidi::{Style, TextEdit};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use egui::{CornerRadius, Id, Key, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Height of a line, in points.
const ROW: f32 = space(7);

/// Draws the contents; returns the part that was pressed.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    screen: &mut CodebookScreen,
    parts: &[Entry<'_>],
    shown: &[usize],
    (at, moved): (usize, bool),
) -> Option<usize> {
    let words = look.strings.codebook;
    let mut chosen = None;
    ui.with_layout(parts::column(look), |ui| {
        ui.spacing_mut().item_spacing = vec2(space(1), space(1));
        let id = Id::unique("codebook-search");
        let edit = TextEdit::singleline(&mut screen.search, words.search).hint(words.search);
        let field = ui.add(edit.style(Style::new(SIZE_TEXT)).id(id));
        if std::mem::take(&mut screen.begins) {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
            screen.search.clear();
        }
        if shown.is_empty() {
            parts::note(ui, look, words.no_match);
            return;
        }
        parts::heading(ui, look, words.contents);
        scroll::show(
            ui,
            look.rtl_ui,
            ScrollArea::vertical().id_salt("codebook-contents").auto_shrink([false, false]),
            |ui, area| {
                area.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for part in shown {
                        if let Some(entry) = parts.get(*part)
                            && row(ui, look, *entry, *part == at, moved)
                        {
                            chosen = Some(*part);
                        }
                    }
                })
            },
        );
    });
    chosen
}

fn row(ui: &mut Ui, look: &Look<'_>, entry: Entry<'_>, here: bool, moved: bool) -> bool {
    let theme = look.theme;
    let (code, label, indent) = match entry {
        Entry::Unit(unit) => (unit.code.as_str(), unit.label.get(look.language), 0.0),
        Entry::Question(_, variable) => (variable.code.as_str(), variable.label.get(look.language), space(3)),
        Entry::Flags => ("", look.strings.codebook.flags, 0.0),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = format!("{code} {label}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, here, spoken.trim()));
    if here && moved {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, ROW)), None);
    }
    if ui.is_rect_visible(rect) {
        if here || response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
        }
        if response.has_focus() {
            parts::ring(ui, rect, theme);
        }
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
        cursor.skip(indent);
        let style = if indent > 0.0 { Style::new(SIZE_TEXT) } else { Style::new(SIZE_TEXT).bold() };
        if indent > 0.0 {
            cursor.text(ui, code, &Style::new(SIZE_SMALL), theme.quiet, space(12));
        }
        let most = cursor.room();
        cursor.text(ui, label, &style, theme.ink, most);
    }
    response.clicked()
}
