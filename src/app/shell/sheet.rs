//! Sheets: what lies above the window until it is answered or closed with Esc.

use super::columns::Columns;
use super::damage::Damaged;
use super::export::Exporting;
use super::forms::{Files, NewProject, Reply};
use super::merge::Merging;
use super::moved::MovedFile;
use super::palette::Palette;
use super::report::ReportSheet;
use super::row::{column, heading};
use super::who::Who;
use super::words::Words;
use super::{Shell, Wish, columns, damage, export, feedback, forms, keys, merge, moved, palette, report, who, words};
use crate::app::context::Look;
use crate::app::logic::{AsksWords, ColumnsLook, Damage, Logic, MergeLook, Moved};
use crate::app::parts::Chip;
use crate::app::theme::space;
use crate::project::Feedback;
use egui::{Align2, Frame, Id, Margin, Modal, Stroke, Ui, vec2};
use std::path::Path;

/// Distance of a sheet from the top of the window, in points.
const TOP: f32 = space(18);

/// What lies above the window.
#[derive(Debug)]
pub(in crate::app) enum Sheet {
    /// Name and file of a new project.
    New(NewProject),
    /// Path of a project.
    Open(Files),
    /// Path of pages.
    Add(Files),
    /// The folder in which packages come and go.
    Mailbox(Files),
    /// The file that the draft of the codebook comes from.
    CodebookFrom(Files),
    /// The file that the codebook is written to.
    CodebookTo(Files),
    /// Where the report is to stand, and what is in it.
    Report(ReportSheet),
    /// Form, place and what is left out of an export.
    Export(Exporting),
    /// What the columns of tables hold.
    Columns(Columns),
    /// Packages, and what they would bring.
    Merge(Merging),
    /// What can be done about a damaged project.
    Damaged(Damaged),
    /// What can be done about a project whose file is gone.
    Moved(MovedFile),
    /// A passphrase.
    Words(Words),
    /// What a coder hears after an article of a training round.
    Feedback(Box<Feedback>),
    /// Who is coding.
    Who(Who),
    /// All commands and articles.
    Palette(Palette),
    /// All keys.
    Keys,
}

impl Sheet {
    /// Asks for name and file of a new project.
    pub(in crate::app) fn new_project(place: &Path) -> Self {
        Self::New(NewProject::new(place))
    }
    /// Asks for a project.
    pub(in crate::app) fn open_project() -> Self {
        Self::Open(Files::default())
    }
    /// Asks for pages.
    pub(in crate::app) fn add_files() -> Self {
        Self::Add(Files::default())
    }
    /// Asks for the folder in which packages come and go.
    pub(in crate::app) fn mailbox() -> Self {
        Self::Mailbox(Files::default())
    }
    /// Asks for the file of a codebook.
    pub(in crate::app) fn codebook_from() -> Self {
        Self::CodebookFrom(Files::default())
    }
    /// Asks where a codebook is to be written.
    pub(in crate::app) fn codebook_to(place: &Path) -> Self {
        Self::CodebookTo(Files::at(place))
    }
    /// Asks where the report is to stand.
    pub(in crate::app) fn report(place: &Path) -> Self {
        Self::Report(ReportSheet::new(place))
    }
    /// Asks how the project that stands at a path is to be exported.
    pub(in crate::app) fn export(project: &Path) -> Self {
        Self::Export(Exporting::new(project))
    }
    /// Asks what the columns of tables hold.
    pub(in crate::app) fn columns(look: ColumnsLook) -> Self {
        Self::Columns(Columns::new(look))
    }
    /// Asks for packages.
    pub(in crate::app) fn merge() -> Self {
        Self::Merge(Merging::default())
    }
    /// Says what packages would bring.
    pub(in crate::app) fn merge_looked(look: MergeLook) -> Self {
        Self::Merge(Merging::looked(look))
    }
    /// Offers what can be done about a damaged project.
    pub(in crate::app) fn damaged(damage: Damage) -> Self {
        Self::Damaged(Damaged::new(damage))
    }
    /// Asks how work goes on although the file is gone.
    pub(in crate::app) fn moved(moved: Moved) -> Self {
        Self::Moved(MovedFile::new(moved))
    }
    /// Asks for a passphrase.
    pub(in crate::app) fn words(asks: AsksWords) -> Self {
        Self::Words(Words::new(asks))
    }
    /// Says how an article of a training round was coded.
    pub(in crate::app) fn feedback(feedback: Feedback) -> Self {
        Self::Feedback(Box::new(feedback))
    }
    /// Asks who is coding.
    pub(in crate::app) fn who() -> Self {
        Self::Who(Who::default())
    }
    /// Shows all commands and articles.
    pub(in crate::app) fn palette() -> Self {
        Self::Palette(Palette::default())
    }

    /// What the sheet hears of the path that it gave.
    pub(super) fn reply(&mut self) -> Option<&mut Reply> {
        match self {
            Self::New(new) => Some(&mut new.reply),
            Self::Open(files)
            | Self::Add(files)
            | Self::Mailbox(files)
            | Self::CodebookFrom(files)
            | Self::CodebookTo(files) => Some(&mut files.reply),
            Self::Report(report) => Some(&mut report.files.reply),
            Self::Merge(merging) => Some(&mut merging.files.reply),
            Self::Export(export) => Some(&mut export.reply),
            Self::Damaged(damaged) => Some(&mut damaged.reply),
            Self::Moved(moved) => Some(&mut moved.reply),
            Self::Words(words) => Some(&mut words.reply),
            Self::Who(_) | Self::Palette(_) | Self::Keys | Self::Columns(_) | Self::Feedback(_) => None,
        }
    }

    fn width(&self) -> f32 {
        match self {
            Self::New(_)
            | Self::Open(_)
            | Self::Add(_)
            | Self::Mailbox(_)
            | Self::CodebookFrom(_)
            | Self::CodebookTo(_)
            | Self::Damaged(_)
            | Self::Moved(_) => 560.0,
            Self::Who(_) | Self::Words(_) => 460.0,
            Self::Merge(_) | Self::Palette(_) | Self::Columns(_) | Self::Report(_) | Self::Export(_) => 640.0,
            Self::Feedback(_) => 760.0,
            Self::Keys => 880.0,
        }
    }

    fn title(&self, look: &Look<'_>) -> &'static str {
        let words = look.strings.frame;
        match self {
            Self::New(_) => words.door_new,
            Self::Open(_) => words.door_open,
            Self::Add(_) => look.strings.command.add_files,
            Self::Mailbox(_) => look.strings.team.mailbox,
            Self::CodebookFrom(_) => look.strings.command.import_codebook,
            Self::CodebookTo(_) => look.strings.command.export_codebook,
            Self::Report(_) => look.strings.command.write_report,
            Self::Columns(_) => look.strings.importing.columns,
            Self::Export(_) => look.strings.exporting.export,
            Self::Merge(_) => look.strings.command.merge_packages,
            Self::Damaged(_) => words.damaged,
            Self::Moved(_) => words.file_gone,
            Self::Words(asked) => asked.title(look),
            Self::Feedback(_) => look.strings.training.feedback,
            Self::Who(_) => words.who,
            Self::Palette(_) => look.strings.command.palette,
            Self::Keys => look.strings.command.keys,
        }
    }
}

impl Shell {
    /// Draws the sheet, if one lies there.
    pub(super) fn sheets(&mut self, ui: &Ui, look: &Look<'_>, logic: &Logic, wishes: &mut Vec<Wish>) {
        let Some(mut sheet) = self.sheet.take() else { return };
        let window = ui.ctx().content_rect().size();
        let top = TOP.min(window.y * 0.08);
        let id = Id::unique("sheet");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let frame = Frame::new()
            .fill(look.theme.paper)
            .stroke(Stroke::new(1.0, look.theme.edge))
            .corner_radius(f32::from(crate::app::theme::RADIUS))
            .shadow(look.theme.shadow())
            .inner_margin(Margin::same(16));
        let title = sheet.title(look);
        let width = sheet.width().min(window.x - space(12));
        let high = window.y - top - space(18);
        let shown = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(width);
            ui.set_max_height(high);
            ui.with_layout(column(look), |ui| {
                ui.spacing_mut().item_spacing = vec2(space(2), space(2));
                head(ui, look, title)
                    | match &mut sheet {
                        Sheet::New(new) => forms::new_project(ui, look, logic, new, wishes),
                        Sheet::Open(files) => forms::open_project(ui, look, logic, files, wishes),
                        Sheet::Damaged(damaged) => damage::show(ui, look, damaged, wishes),
                        Sheet::Moved(moved) => moved::show(ui, look, moved, wishes),
                        Sheet::Report(report) => report::show(ui, look, report, wishes),
                        Sheet::Export(exporting) => export::show(ui, look, exporting, high, wishes),
                        Sheet::Columns(columns) => columns::show(ui, look, columns, high, wishes),
                        Sheet::Merge(merging) => merge::show(ui, look, merging, high, wishes),
                        Sheet::Mailbox(files) => merge::mailbox(ui, look, files, wishes),
                        Sheet::CodebookFrom(files) => forms::codebook_from(ui, look, files, wishes),
                        Sheet::CodebookTo(files) => forms::codebook_to(ui, look, files, wishes),
                        Sheet::Words(asked) => words::show(ui, look, asked, wishes),
                        Sheet::Add(files) => forms::add_files(ui, look, files, wishes),
                        Sheet::Feedback(found) => feedback::show(ui, look, found, high),
                        Sheet::Who(who) => who::show(ui, look, logic, who, wishes),
                        Sheet::Palette(palette) => palette::show(ui, look, logic, palette, high, wishes),
                        Sheet::Keys => keys::show(ui, look, high),
                    }
            })
            .inner
        });
        ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_label(title));
        if !shown.inner && !shown.should_close() {
            self.sheet = Some(sheet);
        } else {
            // The start gives the keyboard to its likeliest door again.
            self.started = false;
        }
    }
}

/// The title, and the way out for the pointer.
fn head(ui: &mut Ui, look: &Look<'_>, title: &str) -> bool {
    super::row::in_line(ui, look, |ui| {
        heading(ui, title);
        ui.with_layout(super::row::line_from_end(look), |ui| {
            Chip::button(Some("Esc"), look.strings.shell.close).show(ui, look).clicked()
        })
        .inner
    })
}
