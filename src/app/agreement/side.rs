//! Beside the table: the chosen line in full, and how the columns are read.

use super::line::{Column, notes};
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::parts::{self, one_way};
use crate::app::scroll;
use crate::app::theme::{SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::report::AgreementLine;
use egui::{ScrollArea, Ui, vec2};

/// Draws the side.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, line: Option<&AgreementLine>) {
    let words = look.strings.agreement;
    scroll::show(
        ui,
        look.rtl_ui,
        ScrollArea::vertical().id_salt("agreement-side").auto_shrink([false, false]),
        |ui, area| {
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space(1), space(1));
                ui.with_layout(parts::column(look), |ui| {
                    ui.set_width(ui.available_width());
                    if let Some(line) = line {
                        in_full(ui, look, line);
                        ui.add_space(space(4));
                    }
                    parts::heading(ui, look, words.how_to_read);
                    for column in Column::ALL {
                        let (name, why) = column.words(&words);
                        let style = one_way(look, Style::new(SIZE_SMALL).bold());
                        ui.add(Label::new(name).style(style).color(look.theme.ink).full_width());
                        parts::note(ui, look, why);
                        ui.add_space(space(1));
                    }
                    parts::note(ui, look, words.masi);
                });
            })
        },
    );
}

fn in_full(ui: &mut Ui, look: &Look<'_>, line: &AgreementLine) {
    let title = format!("{} {}", line.variable, line.label.get(look.language));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(&title).style(style).color(look.theme.ink).full_width().wrap());
    for column in Column::ALL {
        let cell = column.cell(look, line);
        if !cell.is_empty() {
            let text = format!("{}: {cell}", column.words(&look.strings.agreement).0);
            let style = one_way(look, Style::new(SIZE_TEXT));
            ui.add(Label::new(&text).style(style).color(look.theme.ink).full_width().wrap());
        }
    }
    for note in notes(look, line) {
        parts::note(ui, look, &note);
    }
}
