//! Packages in the window: one for a coder, the work back to who leads, and merging with a look before it.

use super::{Logic, Notice};
use crate::app::context::PackageWish;
use crate::app::theme::Mood;
use crate::model::CoderId;
use crate::project::{MergeReport, PACKAGE_EXTENSION, Sender, is_package};
use std::path::{Path, PathBuf};

/// What merging would do, in lines for a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct MergeLook {
    /// The packages.
    pub(crate) paths: Vec<PathBuf>,
    /// A line for each, and whether it is refused.
    pub(crate) lines: Vec<(String, bool)>,
    /// Whether any of them brings something.
    pub(crate) brings: bool,
}

impl Logic {
    pub(in crate::app) fn package_wish(&mut self, wish: PackageWish) {
        match wish {
            PackageWish::Pack(coder) => self.pack(coder),
            PackageWish::Look(paths) => self.look_at_packages(&paths),
            PackageWish::Merge(paths) => self.merge_packages(&paths),
        }
    }

    /// Packs what the coder of this copy did, for who leads.
    pub(super) fn send_back(&mut self) {
        match self.study.as_ref().and_then(|s| s.project().copy_of()) {
            Some(coder) => self.pack(coder),
            None => self.tell(Mood::Warn, self.strings().team.no_copy),
        }
    }

    /// Writes a coder's package beside the project. An older one of that coder makes room; any other file stays.
    fn pack(&mut self, coder: CoderId) {
        let Some(study) = &mut self.study else { return };
        let packed = match study.pack(coder) {
            Ok(packed) => packed,
            Err(error) => return self.refuse(&error),
        };
        let path = study.path().with_file_name(packed.file_name());
        let written = packed.write(&path, is_package(&path));
        let strings = self.strings();
        match written {
            Ok(()) => {
                let text = strings.packed(&packed.name, &path, packed.from == Sender::Coder);
                self.notice = Some(Notice::new(Mood::Good, text));
            }
            Err(error) => self.tell(Mood::Bad, strings.not_written(&path, &error)),
        }
    }

    fn look_at_packages(&mut self, paths: &[PathBuf]) {
        let paths = packages_in(paths);
        let strings = self.strings();
        if paths.is_empty() {
            return self.tell(Mood::Warn, strings.team.no_packages);
        }
        let Some(study) = &mut self.study else { return };
        match study.preview_merge(&paths) {
            Ok(report) => {
                let (lines, brings) = (self.lines_of(&report), report.brings_something());
                self.merge_look = Some(MergeLook { paths, lines, brings });
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn merge_packages(&mut self, paths: &[PathBuf]) {
        // The way back, should anybody want it.
        self.backup_quietly();
        let Some(study) = &mut self.study else { return };
        match study.merge(paths) {
            Ok(report) => {
                let mood = if report.refused() == 0 { Mood::Good } else { Mood::Warn };
                let lines = self.lines_of(&report).into_iter().map(|(line, _)| line).collect();
                self.notice = Some(Notice { mood, lines });
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn lines_of(&self, report: &MergeReport) -> Vec<(String, bool)> {
        let strings = self.strings();
        let line = |package: &crate::project::PackageReport| match &package.refused {
            Some(error) => (strings.project_error(error), true),
            None => (strings.package_brings(package), false),
        };
        report.packages.iter().map(line).collect()
    }
}

/// The packages among paths; of a folder those that lie in it.
fn packages_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    let is_named = |p: &Path| p.extension().is_some_and(|e| e.eq_ignore_ascii_case(PACKAGE_EXTENSION));
    let mut out = Vec::new();
    for path in paths {
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
                inside.retain(|p| is_named(p));
                inside.sort();
                out.extend(inside);
            }
            Err(_) => out.push(path.clone()),
        }
    }
    out
}
