//! Packages in the window: one for a coder, the work back to who leads, and merging with a look before it. Passphrases.

use super::{Logic, Notice, Study};
use crate::app::context::PackageWish;
use crate::app::theme::Mood;
use crate::jobs::Monitor;
use crate::model::CoderId;
use crate::project::{
    LOCKED_EXTENSION, MergeReport, OpenedPackage, Opening, PACKAGE_EXTENSION, PackageReport, Packed, Passphrase,
    ProjectError, ProtectError, Protected, Sender, is_package, lock_project, open_package, unlock_project,
};
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

/// What a passphrase is needed for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Secret {
    /// To open a package, or a project that was locked.
    Open(PathBuf),
    /// To look into packages that came back.
    Look(Vec<PathBuf>),
    /// To protect a package, or the work that goes back.
    Pack(CoderId),
    /// To lock the project.
    Lock,
}

impl Secret {
    /// Whether somebody thinks of new words, and does not give those that a file has.
    pub(crate) const fn is_new(&self) -> bool {
        matches!(self, Self::Pack(_) | Self::Lock)
    }
}

/// Somebody has to give a passphrase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct AsksWords {
    /// What for.
    pub(crate) secret: Secret,
    /// Why those given before were not taken.
    pub(crate) lacks: Option<String>,
}

impl Logic {
    pub(in crate::app) fn package_wish(&mut self, wish: PackageWish) {
        match wish {
            PackageWish::Pack(_) if self.study.as_ref().is_some_and(|s| s.project().copy_of().is_some()) => {
                self.send_back();
            }
            PackageWish::Pack(coder) => self.pack(coder, None),
            PackageWish::Protect(coder) => self.ask_words(Secret::Pack(coder), None),
            PackageWish::Look(paths) => self.look_at_packages(&paths, None),
            PackageWish::Merge(paths) => self.merge_packages(paths),
            PackageWish::Mailbox(folder) => self.choose_mailbox(folder.as_deref()),
        }
    }

    fn ask_words(&mut self, secret: Secret, lacks: Option<String>) {
        self.asks_words = Some(AsksWords { secret, lacks });
    }

    /// Goes on with the words that somebody gave.
    pub(in crate::app) fn take_words(&mut self, secret: Secret, words: &str) {
        let words = if secret.is_new() { Passphrase::chosen(words) } else { Ok(Passphrase::typed(words)) };
        let words = match words {
            Ok(words) => words,
            Err(error) => {
                let lacks = self.strings().project_error(&error.into());
                return self.ask_words(secret, Some(lacks));
            }
        };
        match secret {
            Secret::Open(path) => self.open_protected(path, words),
            Secret::Look(paths) => self.look_at_packages(&paths, Some(words)),
            Secret::Pack(coder) => self.pack(coder, Some(words)),
            Secret::Lock => self.lock(words),
        }
    }

    /// Asks again where the words were wrong, and says everything else.
    fn refuse_words(&mut self, secret: Secret, error: &ProjectError) {
        let lacks = self.strings().project_error(error);
        match error {
            ProjectError::Protect(ProtectError::Needed { .. }) => self.ask_words(secret, None),
            ProjectError::Protect(ProtectError::Wrong { .. }) => self.ask_words(secret, Some(lacks)),
            _ => self.refuse(error),
        }
    }

    /// Packs what the coder of this copy did, for who leads; protected if it came so.
    pub(super) fn send_back(&mut self) {
        let Some(project) = self.study.as_ref().map(Study::project) else { return };
        let protects = project.goes_back_protected();
        match (project.copy_of(), protects) {
            (_, Err(error)) => self.refuse(&error),
            (Some(coder), Ok(true)) => self.ask_words(Secret::Pack(coder), None),
            (Some(coder), Ok(false)) => self.pack(coder, None),
            (None, Ok(_)) => self.tell(Mood::Warn, self.strings().team.no_copy),
        }
    }

    /// Writes a coder's package beside the project. An older one of that coder makes room; any other file stays.
    fn pack(&mut self, coder: CoderId, words: Option<Passphrase>) {
        let Some(words) = words else {
            let packed = self.study.as_mut().map(|study| study.pack(coder).and_then(|packed| written(packed, study)));
            return self.say_packed(packed);
        };
        let work = move |study: &mut Option<Study>, _: &Monitor| -> Option<Result<Written, ProjectError>> {
            let study = study.as_mut()?;
            let packed = study.pack(coder).and_then(|packed| packed.protected(&words));
            Some(packed.and_then(|packed| written(packed, study)))
        };
        self.set_apart(self.strings().team.packing, work, Self::say_packed);
    }

    fn say_packed(&mut self, ended: Option<Result<Written, ProjectError>>) {
        let strings = self.strings();
        match ended {
            None => {}
            Some(Err(error)) => self.refuse(&error),
            Some(Ok((packed, path, Ok(())))) => {
                let text = strings.packed(&packed.name, &path, packed.from == Sender::Coder);
                self.notice = Some(Notice::new(Mood::Good, text));
            }
            Some(Ok((_, path, Err(error)))) => self.tell(Mood::Bad, strings.not_written(&path, &error)),
        }
    }

    fn look_at_packages(&mut self, paths: &[PathBuf], words: Option<Passphrase>) {
        let paths = packages_in(paths);
        let strings = self.strings();
        if paths.is_empty() {
            return self.tell(Mood::Warn, strings.team.no_packages);
        }
        if words.is_none() && paths.iter().any(|path| Protected::at(path).is_some()) {
            return self.ask_words(Secret::Look(paths), None);
        }
        let files = paths.clone();
        let words_again = words.clone();
        let work = move |study: &mut Option<Study>, monitor: &Monitor| {
            let opening = Opening { passphrase: words.as_ref(), monitor: Some(monitor) };
            study.as_mut().map(|study| study.preview_merge(&files, opening))
        };
        self.set_apart(strings.team.looking, work, move |logic, ended| match ended {
            None => {}
            Some(Err(error)) => logic.refuse(&error),
            Some(Ok(report)) => {
                let wrong =
                    |p: &PackageReport| matches!(p.refused, Some(ProjectError::Protect(ProtectError::Wrong { .. })));
                if let Some(error) = report.packages.iter().find(|p| wrong(p)).and_then(|p| p.refused.as_ref())
                    && report.packages.iter().all(|p| wrong(p) || !p.protected)
                {
                    return logic.refuse_words(Secret::Look(paths), error);
                }
                let (lines, brings) = (logic.lines_of(&report), report.brings_something());
                logic.words = words_again;
                logic.merge_look = Some(MergeLook { paths, lines, brings });
            }
        });
    }

    fn merge_packages(&mut self, paths: Vec<PathBuf>) {
        let words = self.words.take();
        let work = move |study: &mut Option<Study>, monitor: &Monitor| {
            let study = study.as_mut()?;
            let opening = Opening { passphrase: words.as_ref(), monitor: Some(monitor) };
            // The way back, should anybody want it.
            Some(study.backup().and_then(|_| study.merge(&paths, opening)))
        };
        self.set_apart(self.strings().team.merging, work, |logic, ended| match ended {
            None => {}
            Some(Ok(report)) => {
                let mood = if report.refused() == 0 { Mood::Good } else { Mood::Warn };
                let lines = logic.lines_of(&report).into_iter().map(|(line, _)| line).collect();
                logic.notice = Some(Notice { mood, lines });
                logic.renew_mail();
            }
            Some(Err(error)) => logic.refuse(&error),
        });
    }

    fn lines_of(&self, report: &MergeReport) -> Vec<(String, bool)> {
        let strings = self.strings();
        let line = |package: &PackageReport| match &package.refused {
            Some(error) => (strings.project_error(error), true),
            None => (strings.package_brings(package), false),
        };
        report.packages.iter().map(line).collect()
    }

    /// Opens a package as the project of its coder, who then sits at the window.
    pub(super) fn open_package(&mut self, package: &Path, words: Option<Passphrase>) {
        let target = package.with_extension(super::ENDING);
        let was_open = self.study.as_ref().is_some_and(|s| super::open::same_file(s.path(), &target));
        if was_open {
            // Nobody else may open the file while it is open here.
            self.leave();
        }
        let package = package.to_path_buf();
        let file = package.clone();
        let work = move |_: &mut Option<Study>, monitor: &Monitor| {
            open_package(&file, None, Opening { passphrase: words.as_ref(), monitor: Some(monitor) })
        };
        self.set_apart(self.strings().team.opening, work, move |logic, ended| match ended {
            Ok(opened) => logic.show_opened(&opened),
            Err(error) => {
                if was_open {
                    logic.open(&target);
                }
                logic.refuse_words(Secret::Open(package), &error);
            }
        });
    }

    fn show_opened(&mut self, opened: &OpenedPackage) {
        self.open(&opened.project);
        let name = opened.project.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if self.study.as_ref().is_some_and(|s| super::open::same_file(s.path(), &opened.project)) {
            self.tell(Mood::Good, self.strings().package_opened(&name, opened.is_new));
        }
    }

    /// Asks for the words of a protected file that is to be opened.
    pub(super) fn ask_to_open(&mut self, path: &Path) {
        self.ask_words(Secret::Open(path.to_path_buf()), None);
    }

    fn open_protected(&mut self, path: PathBuf, words: Passphrase) {
        if Protected::at(&path) != Some(Protected::Project) {
            return self.open_package(&path, Some(words));
        }
        let target = path.with_extension(super::ENDING);
        let (from, to) = (path.clone(), target.clone());
        let work = move |_: &mut Option<Study>, _: &Monitor| unlock_project(&from, &to, Some(&words));
        self.set_apart(self.strings().team.unlocking, work, move |logic, ended| match ended {
            Ok(()) => logic.open(&target),
            Err(error) => logic.refuse_words(Secret::Open(path), &error),
        });
    }

    /// Asks for the words that the project is to be locked with.
    pub(super) fn ask_to_lock(&mut self) {
        if self.study.as_ref().is_some_and(|s| s.is_writable() && !s.away) {
            self.ask_words(Secret::Lock, None);
        }
    }

    /// Closes the project and locks it.
    fn lock(&mut self, words: Passphrase) {
        let Some(project) = self.study.as_ref().map(|s| s.path().to_path_buf()) else { return };
        let target = project.with_extension(LOCKED_EXTENSION);
        self.leave();
        let from = project.clone();
        let work = move |_: &mut Option<Study>, _: &Monitor| lock_project(&from, &target, &words, false);
        self.set_apart(self.strings().team.locking, work, move |logic, ended| match ended {
            Ok(locked) => {
                logic.memory.closed();
                logic.tell(Mood::Good, logic.strings().project_locked(&locked.path));
            }
            Err(error) => {
                logic.open(&project);
                logic.refuse(&error);
            }
        });
    }
}

/// A package, its file, and whether that was written.
type Written = (Packed, PathBuf, std::io::Result<()>);

fn written(packed: Packed, study: &Study) -> Result<Written, ProjectError> {
    let path = study.project().place_of(&packed)?;
    let written = packed.write(&path, is_package(&path));
    Ok((packed, path, written))
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
