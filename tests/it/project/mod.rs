//! The use cases: one door for change, its rules, its undo, and what screens and command line read.

mod adjudication;
mod agreement;
mod annotations;
mod answers;
mod bundles;
mod codebook;
mod coding_rules;
mod demo;
mod documents;
mod done;
mod exchange;
mod frames;
mod left_out;
mod many_files;
mod notes;
mod packages;
mod page_work;
mod people;
mod priors;
mod privacy;
mod progress;
mod rounds;
mod searching;
mod spans;
mod statistics;
mod stopped;
mod study;
mod suggestions;
mod training;
mod undo;
mod undo_commands;
mod views;

use mizan::export::{ExportChoice, ExportCoding, ExportFile, ExportSource, Format, InMemory};
use mizan::jobs::Monitor;
use mizan::model::{
    Answer, AnswerState, ArticleId, CoderId, CodingId, DocumentId, NoteTarget, Record, RecordId, Timestamp, Value,
};
use mizan::project::{Clock, CodingView, Command, Mint, Outcome, Project, ProjectError};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

/// A press review with a disclaimer and many cues: one article.
pub(crate) const REVIEW: (&str, &str) =
    ("review.txt", include_str!("../../../assets/demo/01-press-review-corridor.txt"));
/// A page with two articles.
pub(crate) const TWO: (&str, &str) = ("two.txt", include_str!("../../../assets/demo/05-two-articles.txt"));
/// A wire report: one article, no disclaimer.
pub(crate) const WIRE: (&str, &str) = ("wire.txt", include_str!("../../../assets/demo/02-wire-report-grain.txt"));

/// All codings as an export reads them.
pub(super) fn codings(project: &Project) -> Vec<ExportCoding> {
    let monitor = Monitor::silent();
    let mut source = project.exporting(ExportChoice::default(), &monitor).unwrap();
    let mut out = Vec::new();
    while let Some(mut page) = source.next_page().unwrap() {
        out.append(&mut page.codings);
    }
    out
}

/// The files of an export.
pub(super) fn exported(project: &Project, format: &str) -> Vec<ExportFile> {
    exported_with(project, format, ExportChoice::default())
}

/// The files of an export in which something is left out.
pub(super) fn exported_with(project: &Project, format: &str, choice: ExportChoice) -> Vec<ExportFile> {
    let mut target = InMemory::default();
    let format = Format::named(format).unwrap();
    project.export_to(format, choice, &mut target, &Monitor::silent()).unwrap();
    target.files()
}

/// A project on disk with a clock and identities of its own, so that it is the same on each run.
pub(super) struct Desk {
    dir: tempfile::TempDir,
    pub(super) project: Project,
    openings: u64,
}

impl Desk {
    /// A project without people or pages.
    pub(super) fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::manual(Timestamp(1_700_000_000_000), 1);
        let mint = Mint::seeded(clock.clone(), 1);
        let project = Project::create_with(dir.path().join("p.mizan"), "تجربة", clock, mint).unwrap();
        Self { dir, project, openings: 1 }
    }

    /// A project with a coder, who therefore has the pages in the queue.
    pub(super) fn with(pages: &[(&str, &str)]) -> (Self, CoderId) {
        let mut desk = Self::empty();
        let coder = desk.coder("سلمى");
        for page in pages {
            desk.import(*page);
        }
        (desk, coder)
    }

    pub(super) fn path(&self) -> PathBuf {
        self.dir.path().join("p.mizan")
    }

    /// Closes the project and opens it again, later.
    pub(super) fn reopen(self) -> Self {
        let Self { dir, project, openings } = self;
        drop(project);
        let start = 1_700_000_000_000 + i64::try_from(openings).unwrap() * 10_000_000;
        let clock = Clock::manual(Timestamp(start), 1);
        let mint = Mint::seeded(clock.clone(), openings + 1);
        let project = Project::open_with(dir.path().join("p.mizan"), clock, mint).unwrap();
        Self { dir, project, openings: openings + 1 }
    }

    #[track_caller]
    pub(super) fn coder(&mut self, name: &str) -> CoderId {
        self.does(None, Command::AddCoder { name: name.into(), lead: false }).coder.unwrap()
    }

    /// Imports a page; its articles.
    #[track_caller]
    pub(super) fn import(&mut self, (name, text): (&str, &str)) -> (DocumentId, Vec<ArticleId>) {
        let imported = self.project.import_bytes(None, name, text.as_bytes()).unwrap();
        (imported.documents[0], imported.articles)
    }

    /// Carries out a command that must be accepted.
    #[track_caller]
    pub(super) fn does(&mut self, actor: Option<CoderId>, command: Command) -> Outcome {
        let said = format!("{command:?}");
        self.project.apply(actor, command).unwrap_or_else(|e| panic!("{said}: {e}"))
    }

    /// A command that must be refused; the project is then as it was.
    #[track_caller]
    pub(super) fn refused(&mut self, actor: Option<CoderId>, command: Command) -> ProjectError {
        let before = self.dump();
        let said = format!("{command:?}");
        match self.project.apply(actor, command) {
            Err(error) => {
                assert_eq!(self.dump(), before, "{said} was refused and changed something");
                error
            }
            Ok(outcome) => panic!("{said} was accepted: {outcome:?}"),
        }
    }

    pub(super) fn dump(&self) -> String {
        self.project.content_dump().unwrap()
    }

    /// Opens an article that the coder has in the queue.
    #[track_caller]
    pub(super) fn begin(&mut self, coder: CoderId, article: usize) -> Desktop {
        let article = self.project.queue(coder).unwrap()[article].article;
        Desktop { coder, coding: self.project.open_coding(coder, article).unwrap() }
    }

    #[track_caller]
    pub(super) fn undoes(&mut self, actor: Option<CoderId>) -> Outcome {
        self.project.undo(actor).unwrap().unwrap()
    }
}

/// A coder at a coding: short words for what tests do there.
#[derive(Clone, Copy)]
pub(super) struct Desktop {
    pub(super) coder: CoderId,
    pub(super) coding: CodingId,
}

impl Desktop {
    #[track_caller]
    pub(super) fn view(self, desk: &Desk) -> CodingView {
        desk.project.coding_view(self.coder, self.coding).unwrap()
    }

    /// The record with an id, as it is now.
    #[track_caller]
    pub(super) fn record(self, desk: &Desk, id: RecordId) -> Record {
        self.view(desk).record(id).unwrap().clone()
    }

    /// The first record of a unit.
    #[track_caller]
    pub(super) fn first(self, desk: &Desk, unit: &str) -> RecordId {
        self.view(desk).records_of(unit).next().unwrap().id
    }

    /// The obligatory stance row of a target, in the voice of the writer.
    #[track_caller]
    pub(super) fn stance(self, desk: &Desk, target: &str) -> RecordId {
        let view = self.view(desk);
        let fits = |r: &&Record| r.code_of("S1") == Some(target) && r.code_of("S2") == Some("2");
        view.records_of("STN").find(fits).unwrap().id
    }

    /// Bytes of words on the page.
    #[track_caller]
    pub(super) fn words(self, desk: &Desk, words: &str) -> Range<usize> {
        let at = self.view(desk).document.text.as_str().find(words).unwrap();
        at..at + words.len()
    }

    pub(super) fn add(self, unit: &str) -> Command {
        add(self.coding, unit)
    }

    /// A new record without anything.
    #[track_caller]
    pub(super) fn new_record(self, desk: &mut Desk, unit: &str) -> RecordId {
        desk.does(Some(self.coder), self.add(unit)).record.unwrap()
    }

    /// A new stance row.
    pub(super) fn add_stance(self, target: &str, holder: &str) -> Command {
        let mut add = self.add("STN");
        if let Command::AddRecord { answers, .. } = &mut add {
            answers.insert("S1".into(), code(target));
            answers.insert("S2".into(), code(holder));
        }
        add
    }
}

/// A new record without anything.
pub(super) fn add(coding: CodingId, unit: &str) -> Command {
    Command::AddRecord {
        coding,
        unit: unit.into(),
        parent: None,
        answers: BTreeMap::new(),
        anchors: Vec::new(),
        links: Vec::new(),
        proposal: None,
    }
}

pub(super) fn code(code: &str) -> Answer {
    Answer::code(code)
}

pub(super) fn codes(codes: &[&str]) -> Answer {
    coded(Value::Codes(codes.iter().map(|c| (*c).to_owned()).collect()))
}

pub(super) fn coded(value: Value) -> Answer {
    Answer::sure(AnswerState::Coded(value))
}

pub(super) fn set(record: RecordId, variable: &str, answer: impl Into<Option<Answer>>) -> Command {
    Command::SetAnswer { record, variable: variable.into(), answer: answer.into() }
}

pub(super) fn span(record: RecordId, role: &str, range: Range<usize>) -> Command {
    Command::AddAnchor { record, role: role.into(), range, proposal: None }
}

pub(super) fn memo(target: NoteTarget, text: &str) -> Command {
    Command::SetMemo { target, text: text.into() }
}

pub(super) fn flag(target: NoteTarget, code: &str, on: bool) -> Command {
    Command::SetFlag { target, code: code.into(), on }
}
