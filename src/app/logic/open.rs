//! Opening, beginning and closing projects.

use super::study::Study;
use super::{Damage, Departure, ENDING, Logic, Notice, Screen};
use crate::app::theme::Mood;
use crate::project::{Mint, Project, ProjectError, Protected, Template, is_package};
use std::fs;
use std::path::{Path, PathBuf};

/// Letters of a name that become part of the file's name, in bytes at most.
const LONGEST: usize = 120;

/// The file name of a project: its name without what file systems do not allow.
pub(super) fn file_name(title: &str) -> String {
    let allowed = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c };
    let plain: String = title.chars().map(allowed).collect();
    let mut name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    while name.len() > LONGEST {
        name.pop();
    }
    let name = name.trim_matches(['.', ' ']);
    format!("{}.{ENDING}", if name.is_empty() { "project" } else { name })
}

/// A path with the ending of project files.
pub(super) fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|e| e == ENDING) {
        return path.to_path_buf();
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{ENDING}"));
    path.with_file_name(name)
}

/// A path as people write it: without quotation marks around it, and with `~` for their own folder.
pub(crate) fn typed_path(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = text.strip_prefix("file://").unwrap_or(text);
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

impl Logic {
    /// Opens a project in place of the one that is open; that one stays where the new one cannot be opened.
    pub(super) fn open(&mut self, path: &Path) {
        if Protected::at(path).is_some() {
            return self.ask_to_open(path);
        }
        if is_package(path) {
            return self.open_package(path, None);
        }
        if let Some(study) = self.study.as_ref().filter(|s| s.project().stands_at(path) || same_file(s.path(), path)) {
            if study.away {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.go_on_at(path, self.strings().now_called(&name));
            }
            return;
        }
        let clock = self.options.clock.clone();
        match Project::open_with(path, clock.clone(), Mint::random(clock)) {
            Ok(project) => self.show(project),
            Err(error) if error.allows_reading() => match Project::open_read_only(path) {
                Ok(project) => {
                    self.show(project);
                    self.tell(Mood::Warn, self.strings().frame.opened_to_read);
                }
                Err(error) => self.refuse(&error),
            },
            Err(error) => {
                if !path.exists() {
                    self.memory.forget(path);
                }
                match Damage::of(path, &error, self.strings()) {
                    Some(damage) => self.damage = Some(damage),
                    None => self.refuse(&error),
                }
            }
        }
    }

    /// Begins a project in a new file, with one of the codebooks to begin with.
    pub(super) fn create(&mut self, title: &str, path: &Path, template: Template) {
        let path = with_ending(path);
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty() && !f.exists())
            && let Err(error) = fs::create_dir_all(folder)
        {
            return self.tell(Mood::Bad, self.strings().folder_refusal(folder, &error));
        }
        let clock = self.options.clock.clone();
        let begin = |book: String| Project::create_from(&path, title, &book, clock.clone(), Mint::random(clock));
        match template.json().map_err(ProjectError::from).and_then(begin) {
            Ok(project) => self.show(project),
            Err(error) => self.refuse(&error),
        }
    }

    /// Shows a project that is open now.
    pub(super) fn show(&mut self, project: Project) {
        self.backup_quietly();
        self.tasks.stop();
        self.beside = super::beside::Beside::default();
        match Study::new(project, &self.memory) {
            Ok(study) => {
                self.notice = None;
                self.remember(&study);
                self.asks_who = study.coder.is_none();
                self.study = Some(study);
                self.seating += 1;
                self.renew_mail();
                self.backup_in_passing();
                self.examine_beside();
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Goes back to the start.
    pub(super) fn close(&mut self) {
        self.backup_quietly();
        self.leave();
        self.notice = None;
        self.memory.closed();
    }

    /// Nothing is open any more.
    pub(super) fn leave(&mut self) {
        self.tasks.stop();
        self.beside = super::beside::Beside::default();
        self.study = None;
        self.mail = super::mail::Mail::default();
        self.moved = None;
        self.asks_who = false;
        self.seating += 1;
    }

    /// Writes a backup if anything has changed; only a failure is worth a word.
    pub(super) fn backup_quietly(&mut self) {
        self.backup_at = self.time;
        // Where the file is away, a backup was made when that was noticed, if one could be made at all.
        if let Some(Err(error)) = self.study.as_mut().filter(|s| !s.away).map(Study::backup) {
            self.refuse(&error);
        }
    }

    /// Writes a backup because somebody asked for it.
    pub(super) fn backup_now(&mut self) {
        let strings = self.strings();
        self.backup_at = self.time;
        let Some(study) = &mut self.study else { return };
        match study.backup() {
            Ok(Some(path)) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.notice = Some(Notice::new(Mood::Good, strings.backup_written(&name)));
            }
            Ok(None) => self.mention(strings.frame.backup_none),
            Err(error) => self.refuse(&error),
        }
    }

    /// Goes to the demo: writes it at the first time, and opens it afterwards.
    pub(super) fn make_demo(&mut self) {
        let path = self.options.demo.clone();
        if path.exists() {
            self.open(&path);
        } else {
            self.tasks.write_demo(self.strings().frame.demo_work, path);
        }
    }

    /// The demo is written.
    pub(super) fn demo_is_there(&mut self, written: Result<PathBuf, ProjectError>) {
        match written {
            Ok(path) => {
                self.open(&path);
                self.sit_down_at_the_demo();
            }
            Err(error) => self.refuse(&error),
        }
    }
}

impl Logic {
    /// Whoever looks at the demo for the first time sits at the desk of its lead, who has an article half coded.
    fn sit_down_at_the_demo(&mut self) {
        let Some(study) = &mut self.study else { return };
        study.screen = Screen::Coding;
        let lead = study.coders.iter().find(|c| c.lead).map(|c| c.id);
        let Some(lead) = lead.filter(|_| study.coder.is_none()) else { return };
        self.arrive(Departure::Coder(lead));
        self.mention(self.strings().frame.demo_begins);
    }
}

pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_projects_become_names_of_files() {
        assert_eq!(file_name("أوكرانيا في الصحافة"), "أوكرانيا في الصحافة.mizan");
        assert_eq!(file_name("a/b: c?"), "a b c.mizan");
        assert_eq!(file_name(" .. "), "project.mizan");
        assert!(file_name(&"ش".repeat(500)).len() < 140);
    }

    #[test]
    fn paths_are_taken_as_people_write_them() {
        let home = Path::new("/home/amal");
        assert_eq!(typed_path(" \"/a b/c.mizan\" ", None), Path::new("/a b/c.mizan"));
        assert_eq!(typed_path("~/c.mizan", Some(home)), Path::new("/home/amal/c.mizan"));
        assert_eq!(typed_path("file:///x/y", None), Path::new("/x/y"));
    }
}
