//! Packages: handed out, coded apart, brought together in any order.

mod apart;
mod blind;
mod mailbox;
mod merged;
mod protected;
mod refused;

use super::{REVIEW, TWO, WIRE};
use mizan::model::{CoderId, Timestamp};
use mizan::project::{Clock, Command, Mint, Opening, Packed, Project, open_package};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A team: the project of who leads, and coders with copies of their own.
pub(super) struct Team {
    dir: TempDir,
    pub(super) lead: Project,
    pub(super) coders: Vec<CoderId>,
    packages: usize,
}

impl Team {
    /// A project with people and without pages; the first person leads.
    pub(super) fn without_pages(names: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::manual(Timestamp(1_700_000_000_000), 1);
        let mint = Mint::seeded(clock.clone(), 1);
        let mut lead = Project::create_with(dir.path().join("study.mizan"), "دراسة", clock, mint).unwrap();
        let mut add = |name: &str, leads| {
            let done = lead.apply(None, Command::AddCoder { name: name.into(), lead: leads });
            done.unwrap().coder.unwrap()
        };
        add("ليلى", true);
        let coders: Vec<CoderId> = names.iter().map(|name| add(name, false)).collect();
        Self { dir, lead, coders, packages: 0 }
    }

    /// A project with four articles that everybody codes.
    pub(super) fn of(names: &[&str]) -> Self {
        let mut team = Self::without_pages(names);
        let mut articles = Vec::new();
        for (name, text) in [REVIEW, TWO, WIRE] {
            articles.extend(team.lead.import_bytes(None, name, text.as_bytes()).unwrap().articles);
        }
        let round = team.lead.main_round().unwrap();
        for coder in team.coders.clone() {
            team.lead.apply(None, Command::Assign { coder, articles: articles.clone(), round }).unwrap();
        }
        team
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Packs a coder's work in the project of the team, as a file.
    pub(super) fn hand_out(&mut self, coder: usize) -> PathBuf {
        let packed = self.lead.pack(self.coders[coder]).unwrap();
        self.file(&packed)
    }

    pub(super) fn file(&mut self, packed: &Packed) -> PathBuf {
        self.packages += 1;
        let path = self.at(&format!("{}.mizanpack", self.packages));
        packed.write(&path, false).unwrap();
        path
    }

    /// A copy of a coder, with a clock that is `skew_ms` wrong.
    pub(super) fn copy(&mut self, coder: usize, name: &str, skew_ms: i64) -> Copy {
        let package = self.hand_out(coder);
        let target = self.at(&format!("{name}.mizan"));
        let opened = open_package(&package, Some(&target), Opening::default()).unwrap();
        assert!(opened.is_new);
        let project = open_at(&opened.project, 1_700_000_100_000 + skew_ms, self.packages as u64);
        Copy { project, coder: self.coders[coder] }
    }

    /// A second project file with the same content as that of the team.
    pub(super) fn twin(&self, name: &str) -> Project {
        let path = self.at(name);
        std::fs::copy(self.lead.path(), &path).unwrap();
        open_at(&path, 1_700_009_000_000, 99)
    }
}

fn open_at(path: &Path, now: i64, seed: u64) -> Project {
    let clock = Clock::manual(Timestamp(now), 1);
    let mint = Mint::seeded(clock.clone(), 1_000 + seed);
    Project::open_with(path, clock, mint).unwrap()
}

/// A coder at a copy.
pub(super) struct Copy {
    pub(super) project: Project,
    pub(super) coder: CoderId,
}

impl Copy {
    #[track_caller]
    pub(super) fn does(&mut self, command: Command) -> mizan::project::Outcome {
        let said = format!("{command:?}");
        self.project.apply(Some(self.coder), command).unwrap_or_else(|e| panic!("{said}: {e}"))
    }

    /// What goes back.
    pub(super) fn back(&mut self, team: &mut Team) -> PathBuf {
        let packed = self.project.pack(self.coder).unwrap();
        team.file(&packed)
    }

    /// The coder's coding of an article of the queue.
    pub(super) fn begin(&mut self, article: usize) -> mizan::model::CodingId {
        let article = self.project.queue(self.coder).unwrap()[article].article;
        self.project.open_coding(self.coder, article).unwrap()
    }
}
