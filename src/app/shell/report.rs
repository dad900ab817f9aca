//! The sheet of the report: where it is to stand, and what is in it.

use super::Wish;
use super::forms::{Files, path_field};
use super::row::{about, in_line};
use crate::app::agreement::AgreementWish;
use crate::app::context::{Intent, Look};
use crate::app::logic::Purpose;
use crate::app::parts::{Chip, check, heading};
use crate::report::Origin;
use egui::{Role, Ui};
use std::path::Path;

/// What is to be written.
#[derive(Debug)]
pub(in crate::app) struct ReportSheet {
    pub(super) files: Files,
    findings: Origin,
    with_marks: bool,
}

impl ReportSheet {
    pub(super) fn new(place: &Path) -> Self {
        Self { files: Files::at(place), findings: Origin::All, with_marks: true }
    }

    /// Takes the folder that a dialog gave.
    pub(super) fn take_place(&mut self, path: &Path) {
        self.files.take_place(path);
    }
}

/// Asks for the folder; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, report: &mut ReportSheet, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.reporting;
    about(ui, look, words.about);
    heading(ui, look, words.rests_on);
    in_line(ui, look, |ui| {
        for (origin, name) in [(Origin::All, words.all), (Origin::Adjudicated, words.adjudicated)] {
            let chip = Chip::answer(None, name, report.findings == origin, Role::RadioButton);
            if chip.show(ui, look).clicked() {
                report.findings = origin;
            }
        }
    });
    if check(ui, look, None, report.with_marks, words.with_marks).clicked() {
        report.with_marks = !report.with_marks;
    }
    let field = (words.folder, words.write);
    let given = path_field(ui, look, &mut report.files, field, (words.choose, Purpose::ReportFolder), wishes);
    let Some(to) = given else { return false };
    let (findings, without_marks) = (report.findings, !report.with_marks);
    let wish = AgreementWish::WriteReport { to, findings, without_marks };
    wishes.push(Wish::Intent(Intent::Agreement(wish)));
    true
}
