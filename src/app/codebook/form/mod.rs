//! The form of the part that is worked on: its fields in both languages side by side, each with what is to be put right.

mod condition;
mod field;
mod question;
mod roles;
mod rows;
mod unit;
mod whole;

pub(super) use question::worst;

use super::editor::{Act, At, Editor};
use super::view::CodebookView;
use crate::app::context::Look;
use crate::app::parts;
use crate::app::scroll;
use crate::app::theme::space;
use crate::model::{BookField, BookPart, Codebook, Finding};
use egui::{Margin, ScrollArea, Ui, UiBuilder, vec2};

/// The widest form, in points.
const MEASURE: f32 = 760.0;

/// What drawing reads, and what it collects.
#[allow(clippy::struct_excessive_bools)] // independent facts of one frame
struct Pen<'a> {
    look: &'a Look<'a>,
    findings: &'a [Finding],
    /// The version that new codings get.
    published: &'a Codebook,
    /// Whether anything is coded: then published codes stay.
    codes_stay: bool,
    open: Option<BookPart>,
    condition: Option<(BookPart, BookField)>,
    code: &'a mut Option<(BookPart, String)>,
    taken: &'a mut Option<BookPart>,
    begins: bool,
    /// Whether a letter was typed.
    typed: bool,
    /// Whether something was chosen.
    chosen: bool,
    acts: Vec<Act>,
}

impl Pen<'_> {
    /// Whether a part stands in the version that new codings get.
    fn is_published(&self, part: &BookPart) -> bool {
        self.published.has(part)
    }

    fn is_open(&self, part: &BookPart) -> bool {
        self.open.as_ref() == Some(part)
    }

    fn act(&mut self, act: Act) {
        self.acts.push(act);
    }
}

/// Draws the form; whether something was chosen that is to be kept at once.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, view: &CodebookView, editor: &mut Editor) -> bool {
    let begins = std::mem::take(&mut editor.begins);
    let mut pen = Pen {
        look,
        findings: &editor.findings,
        published: &view.book,
        codes_stay: view.has_codings(),
        open: editor.open.clone(),
        condition: editor.condition.clone(),
        code: &mut editor.code,
        taken: &mut editor.taken,
        begins,
        typed: false,
        chosen: false,
        acts: Vec::new(),
    };
    let (at, book) = (editor.at.clone(), &mut editor.draft.book);
    let area = ScrollArea::vertical().id_salt(("codebook-form", format!("{at:?}"))).auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space(2), space(1));
            let room = ui.available_rect_before_wrap();
            let width = (room.width() - space(3)).min(MEASURE);
            let column = if look.rtl_ui {
                room.with_max_x(room.right() - space(1)).with_min_x(room.right() - space(1) - width)
            } else {
                room.with_max_x(room.left() + width)
            };
            ui.scope_builder(UiBuilder::new().max_rect(column).layout(parts::column(look)), |ui| {
                ui.set_width(width);
                match &at {
                    At::Book => whole::book(ui, &mut pen, book),
                    At::Panels => whole::panels(ui, &mut pen, book),
                    At::Flags => whole::flags(ui, &mut pen, book),
                    At::Unit(code) => unit::show(ui, &mut pen, book, code),
                    At::Question(code) => question::show(ui, &mut pen, book, code),
                }
                ui.add_space(space(10));
            });
        })
    });
    let (typed, mut chosen, acts) = (pen.typed, pen.chosen, pen.acts);
    if typed {
        editor.typed(ui.input(|i| i.time));
    }
    if chosen {
        editor.changed();
    }
    for act in acts {
        chosen |= editor.carry_out(act, view);
    }
    chosen
}

/// A frame around the fields of something within the form.
fn framed(ui: &mut Ui, look: &Look<'_>, contents: impl FnOnce(&mut Ui)) {
    let frame = egui::Frame::new()
        .fill(look.theme.surface)
        .stroke(egui::Stroke::new(1.0, look.theme.line))
        .corner_radius(crate::app::theme::RADIUS)
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.with_layout(parts::column(look), |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
        });
    });
}
