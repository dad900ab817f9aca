//! What the window remembers between two starts, apart from any project.

use crate::app::settings::{LANGUAGE, MOTION, SCALE, Settings, THEME};
use crate::model::CoderId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Projects that are kept in the list of recent ones.
const RECENT: usize = 8;
/// Settings that hold before a coder is chosen, and for coders who have not set them.
const SHARED: [&str; 4] = [THEME, LANGUAGE, SCALE, MOTION];

/// A project that was open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Recent {
    /// Its file.
    pub(crate) path: PathBuf,
    /// Its name.
    pub(crate) title: String,
    /// Who coded last at this window.
    pub(crate) coder: Option<CoderId>,
}

/// What the window remembers.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct WindowMemory {
    /// The project that was open when the window was closed.
    pub(crate) open: Option<PathBuf>,
    /// Projects, the newest first.
    pub(crate) recent: Vec<Recent>,
    /// Size of the window in points.
    pub(crate) size: Option<[f32; 2]>,
    /// Whether the window filled the screen.
    pub(crate) maximized: Option<bool>,
    /// Colours, language, scale and motion as they were set last.
    pub(crate) settings: BTreeMap<String, String>,
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl WindowMemory {
    /// Reads the file; a missing or damaged one is as none at all, because nothing of worth stands in it.
    pub(crate) fn read(file: Option<PathBuf>) -> Self {
        let text = file.as_ref().and_then(|file| fs::read_to_string(file).ok());
        let memory = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { file, ..memory }
    }

    /// Writes the file as a whole or not at all. A failure is no reason to disturb anybody: the window then starts afresh.
    pub(crate) fn write(&self) {
        let Some(file) = &self.file else { return };
        let Some(folder) = file.parent() else { return };
        let written = fs::create_dir_all(folder).and_then(|()| {
            let mut new = tempfile::NamedTempFile::new_in(folder)?;
            new.write_all(&serde_json::to_vec_pretty(self)?)?;
            new.persist(file)?;
            Ok(())
        });
        written.ok();
    }

    /// Notes that a project was opened.
    pub(crate) fn opened(&mut self, path: &Path, title: &str) {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let coder = self.coder_of(&path);
        self.recent.retain(|r| r.path != path);
        self.recent.insert(0, Recent { path: path.clone(), title: title.to_owned(), coder });
        self.recent.truncate(RECENT);
        self.open = Some(path);
        self.write();
    }

    /// Notes that the open project was closed by hand, so that the next start shows the doors.
    pub(crate) fn closed(&mut self) {
        self.open = None;
        self.write();
    }

    /// Who coded last in a project at this window.
    pub(crate) fn coder_of(&self, path: &Path) -> Option<CoderId> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        self.recent.iter().find(|r| r.path == path)?.coder
    }

    /// Remembers who codes in the open project.
    pub(crate) fn codes(&mut self, coder: CoderId) {
        if let Some(first) = self.recent.first_mut() {
            first.coder = Some(coder);
        }
        self.write();
    }

    /// A project goes on in another file: who coded there codes here.
    pub(crate) fn goes_on(&mut self, from: &Path, to: &Path) {
        let coder = self.coder_of(from);
        let path = fs::canonicalize(to).unwrap_or_else(|_| to.to_path_buf());
        let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.recent.insert(0, Recent { path, title, coder });
    }

    /// Takes a project that is gone out of the list.
    pub(crate) fn forget(&mut self, path: &Path) {
        self.recent.retain(|r| r.path != path);
        self.write();
    }

    /// Remembers a setting, if it is one that also holds without a coder.
    pub(crate) fn set(&mut self, key: &str, value: &str) {
        if SHARED.contains(&key) {
            self.settings.insert(key.to_owned(), value.to_owned());
            self.write();
        }
    }

    /// The settings of a coder, filled up with what the window remembers.
    pub(crate) fn settings(&self, own: &BTreeMap<String, String>) -> Settings {
        let mut out = Settings::default();
        for (key, value) in self.settings.iter().chain(own) {
            out.set(key, value);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_damage_is_no_disaster() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/window.json");
        let mut memory = WindowMemory::read(Some(file.clone()));
        memory.opened(Path::new("/somewhere/أوكرانيا.mizan"), "أوكرانيا");
        memory.set(THEME, "dark");
        memory.set("coding.place", "of no use elsewhere");
        let again = WindowMemory::read(Some(file.clone()));
        assert_eq!(again, memory);
        assert_eq!(again.settings.len(), 1);
        fs::write(&file, "{").unwrap();
        assert_eq!(WindowMemory::read(Some(file)).recent, []);
    }

    #[test]
    fn the_newest_project_stands_first_and_only_once() {
        let mut memory = WindowMemory::default();
        for n in 0..12 {
            memory.opened(Path::new(&format!("/p/{n}.mizan")), "t");
        }
        memory.opened(Path::new("/p/7.mizan"), "t");
        assert_eq!(memory.recent.len(), RECENT);
        assert_eq!(memory.recent[0].path, Path::new("/p/7.mizan"));
        assert_eq!(memory.recent.iter().filter(|r| r.path == Path::new("/p/7.mizan")).count(), 1);
    }
}
