//! The file of the open project was renamed, replaced, deleted or carried off: a new name is followed, and otherwise work
//! stands still until somebody says where it goes on.

use super::{Departure, Logic, Study};
use crate::app::theme::Mood;
use crate::project::{ProjectError, StoreError, backup_folder};
use std::path::{Path, PathBuf};

/// What has become of the file, and where a copy can stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Moved {
    /// What happened, and what is kept.
    pub(crate) why: String,
    /// A place for a copy.
    pub(crate) place: PathBuf,
}

impl Logic {
    /// Looks whether the project's file is where it was opened.
    pub(in crate::app) fn look_after_file(&mut self) {
        let Some(study) = &mut self.study else { return };
        let Err(error) = study.project().in_place() else {
            if std::mem::take(&mut study.away) {
                self.moved = None;
                self.tell(Mood::Good, self.strings().frame.file_is_back);
            }
            return;
        };
        let renamed = matches!(error, ProjectError::Store(StoreError::Moved { .. }));
        match study.project().renamed_to().filter(|_| renamed) {
            Some(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.go_on_at(&path, self.strings().now_called(&name));
            }
            None if study.away => {}
            None => self.ask_about_file(&error),
        }
    }

    /// Says what has become of the file and asks where work goes on.
    pub(super) fn ask_about_file(&mut self, error: &ProjectError) {
        let strings = self.strings();
        let Some(study) = &mut self.study else { return };
        study.away = true;
        // Whatever happens next: if the folder is still there, everything lies in it once more.
        let kept = study.backup().is_ok().then(|| backup_folder(study.path()));
        let replaced = matches!(error, ProjectError::Store(StoreError::Replaced { .. }));
        let why = strings.file_away(study.path(), replaced, kept.as_deref());
        let place = place_for_copy(study.path(), &self.options.documents);
        self.moved = Some(Moved { why, place });
    }

    /// Whether something has to wait until it is said where work goes on; then that is asked.
    pub(super) fn waits_for_file(&mut self, departure: &Departure) -> bool {
        let Some(study) = self.study.as_ref().filter(|s| s.away) else { return false };
        match departure {
            Departure::Abandon => return false,
            // Followed before the screen is asked for what is half written, so that this can be kept.
            Departure::Open(path) if study.project().stands_at(path) => self.open(path),
            Departure::Open(_) => self.tell(Mood::Warn, self.strings().frame.another_file),
            _ => self.ask_again(),
        }
        true
    }

    /// Whether the window has to stay open until it is said where work goes on.
    pub(in crate::app) fn keeps_open(&mut self) -> bool {
        self.look_after_file();
        let away = self.study.as_ref().is_some_and(|s| s.away);
        if away {
            self.ask_again();
        }
        away
    }

    fn ask_again(&mut self) {
        if let Some(Err(error)) = self.study.as_ref().map(|s| s.project().in_place()) {
            self.ask_about_file(&error);
        }
    }

    /// Goes on in a copy of what is open.
    pub(in crate::app) fn go_on_in_copy(&mut self, path: &Path) {
        let path = super::open::with_ending(path);
        match self.study.as_ref().map(|s| s.project().copy_to(&path)) {
            Some(Ok(())) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.go_on_at(&path, self.strings().goes_on_in_copy(&name));
            }
            Some(Err(error)) => self.refuse(&error),
            None => {}
        }
    }

    /// Goes on in another file of the same content, with everything as it stands on the screen.
    pub(super) fn go_on_at(&mut self, path: &Path, said: String) {
        let Some(study) = self.study.take() else { return };
        let was = self.memory.open.take().filter(|was| !was.exists());
        match study.goes_on_at(path) {
            Ok(study) => {
                self.remember(&study);
                self.study = Some(study);
                self.moved = None;
                self.tell(Mood::Good, said);
            }
            Err(error) => {
                self.leave();
                self.refuse(&error);
            }
        }
        if let Some(was) = was {
            self.memory.forget(&was);
        }
    }

    /// Remembers which project is open and who is at it.
    pub(super) fn remember(&mut self, study: &Study) {
        self.memory.opened(study.path(), &study.title);
        if let Some(coder) = study.coder {
            self.memory.codes(coder);
        }
    }
}

/// Where a copy can stand without replacing anything: in the old place, beside it, or else in the folder for documents.
fn place_for_copy(path: &Path, documents: &Path) -> PathBuf {
    let folder = path.parent().map(|f| if f.as_os_str().is_empty() { Path::new(".") } else { f });
    let folder = folder.filter(|f| f.is_dir()).unwrap_or(documents);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |n: u32| folder.join(if n == 1 { format!("{stem}.mizan") } else { format!("{stem} {n}.mizan") });
    (1..1000).map(named).find(|p| !p.exists()).unwrap_or_else(|| named(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_copy_never_stands_where_a_file_is() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, documents) = (dir.path().join("study"), dir.path().join("documents"));
        let path = folder.join("صحافة.mizan");
        assert_eq!(place_for_copy(&path, &documents), documents.join("صحافة.mizan"));
        fs::create_dir(&folder).unwrap();
        assert_eq!(place_for_copy(&path, &documents), path);
        fs::write(&path, "another").unwrap();
        assert_eq!(place_for_copy(&path, &documents), folder.join("صحافة 2.mizan"));
    }
}
