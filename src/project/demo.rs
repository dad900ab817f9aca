//! The demo: pages written for the program, coded by three invented people who disagree in believable ways.

use super::apply::Act;
use super::{Clock, Command, Mint, Project, ProjectError};
use crate::jobs::Monitor;
use crate::model::{
    Answer, AnswerState, ArticleId, CodingId, Document, NoteTarget, Record, RecordId, Timestamp, Value, WorkTime,
    WorkTimeId,
};
use crate::store::StoreError;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

const CODINGS: &str = include_str!("../../assets/demo/codings.json");

/// Name and bytes of a page of the demo.
macro_rules! pages {
    ($($name:literal),* $(,)?) => { &[$(($name, include_bytes!(concat!("../../assets/demo/", $name)))),*] };
}
const PAGES: &[(&str, &[u8])] = pages![
    "01-press-review-corridor.txt",
    "02-wire-report-grain.txt",
    "03-column-silence.txt",
    "04-analysis-visit.txt",
    "05-two-articles.txt",
    "06-english-piece.txt",
    "07-russian-piece.txt",
    "08-persian-piece.txt",
    "09-editorial.txt",
    "10-report-rumours.txt",
    "11-press-review-grain.txt",
    "12-report-bridge.txt",
    "13-press-review-winter.txt",
];

/// The demo's day: 2026-03-02, 08:00 UTC.
const BEGINNING: Timestamp = Timestamp(1_772_438_400_000);
const SEED: u64 = 7;

#[derive(Deserialize)]
struct Codings {
    coders: Vec<Person>,
    pages: Vec<Page>,
}

#[derive(Deserialize)]
struct Person {
    key: String,
    name: Name,
}

#[derive(Deserialize)]
struct Name {
    ar: String,
}

#[derive(Deserialize)]
struct Page {
    file: String,
    articles: Vec<Story>,
}

#[derive(Deserialize)]
struct Story {
    index: usize,
    codings: Vec<Pass>,
}

#[derive(Deserialize)]
struct Pass {
    coder: String,
    /// Whether it is begun and not done.
    #[serde(default)]
    open: bool,
    active_minutes: i64,
    idle_minutes: i64,
    records: Vec<Given>,
}

#[derive(Deserialize)]
struct Given {
    unit: String,
    id: String,
    parent: Option<String>,
    answers: BTreeMap<String, GivenAnswer>,
    #[serde(default)]
    anchors: Vec<GivenAnchor>,
    #[serde(default)]
    links: BTreeMap<String, String>,
    memo: Option<String>,
    #[serde(default)]
    flags: Vec<String>,
}

#[derive(Deserialize)]
struct GivenAnchor {
    role: String,
    quote: String,
    /// Which of the places where the quote stands on the page, from 1.
    occurrence: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum GivenAnswer {
    /// `na` or `unc`.
    State(String),
    Coded {
        #[serde(flatten)]
        value: GivenValue,
        #[serde(default)]
        unsure: bool,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum GivenValue {
    Code(String),
    Codes(Vec<String>),
    Text(String),
    Number(f64),
    Date(String),
}

impl GivenAnswer {
    fn answer(&self) -> Result<Answer, ProjectError> {
        Ok(match self {
            Self::State(state) if state == "na" => Answer::sure(AnswerState::NotApplicable),
            Self::State(state) if state == "unc" => Answer::sure(AnswerState::CannotDecide),
            Self::State(other) => return Err(broken(format!("it knows no state {other}"))),
            Self::Coded { value, unsure } => Answer {
                state: AnswerState::Coded(match value {
                    GivenValue::Code(v) => Value::Code(v.clone()),
                    GivenValue::Codes(v) => Value::Codes(v.clone()),
                    GivenValue::Text(v) => Value::Text(v.clone()),
                    GivenValue::Number(v) => Value::Number(*v),
                    GivenValue::Date(v) => Value::Date(v.clone()),
                }),
                unsure: *unsure,
            },
        })
    }
}

fn broken(problem: impl Into<String>) -> ProjectError {
    ProjectError::Demo(problem.into())
}

/// Writes the demo into a new file: thirteen pages with fourteen articles for three people. All three have coded twelve of
/// them; the lead has begun the next one, and nobody the last one, so that whoever looks around can code at once. It is
/// the same each time, down to the identities.
///
/// # Errors
/// The file exists already, or its folder cannot be written.
pub fn write_demo(path: &Path) -> Result<Project, ProjectError> {
    write_demo_watched(path, &Monitor::silent())
}

/// As [`write_demo`], for work in the background. Stopped, refused or interrupted, it leaves no half demo that could be
/// taken for one: the file gets its name when it is whole.
///
/// # Errors
/// As [`write_demo`], and [`ProjectError::Stopped`].
pub fn write_demo_watched(path: &Path, monitor: &Monitor) -> Result<Project, ProjectError> {
    let taken = || ProjectError::Store(StoreError::Exists { path: path.to_path_buf() });
    if path.exists() {
        return Err(taken());
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let part = path.with_file_name(name);
    // What an interrupted demo left; while another is being written there, that one is missed and stops.
    std::fs::remove_file(&part).unwrap_or_default();
    let written = fill_at(&part, monitor).and_then(|()| {
        if path.exists() {
            return Err(taken());
        }
        std::fs::rename(&part, path).map_err(|e| broken(e.to_string()))
    });
    match written {
        Ok(()) => Project::open(path),
        Err(error) => {
            std::fs::remove_file(&part).unwrap_or_default();
            Err(match error {
                // The person has named another file than the one that was tried.
                ProjectError::Store(StoreError::ReadOnlyFolder { folder, .. }) => {
                    StoreError::ReadOnlyFolder { path: path.to_path_buf(), folder }.into()
                }
                ProjectError::Store(StoreError::CannotOpen { detail, .. }) => {
                    StoreError::CannotOpen { path: path.to_path_buf(), detail }.into()
                }
                other => other,
            })
        }
    }
}

fn fill_at(path: &Path, monitor: &Monitor) -> Result<(), ProjectError> {
    let clock = Clock::manual(BEGINNING, 1);
    let mut project = Project::create_with(path, "ميزان · Demo", clock.clone(), Mint::seeded(clock, SEED))?;
    project.fill(monitor)
}

impl Project {
    fn fill(&mut self, monitor: &Monitor) -> Result<(), ProjectError> {
        let given: Codings = serde_json::from_str(CODINGS).map_err(|e| broken(e.to_string()))?;
        let passes = given.pages.iter().flat_map(|p| &p.articles).map(|a| a.codings.len()).sum::<usize>();
        monitor.set_total((PAGES.len() + passes) as u64);
        let mut articles: BTreeMap<(&str, usize), ArticleId> = BTreeMap::new();
        for (name, bytes) in PAGES {
            monitor.check()?;
            monitor.advance(1);
            let imported = self.import_bytes(None, name, bytes)?;
            articles.extend(imported.articles.iter().enumerate().map(|(i, a)| ((*name, i), *a)));
            for document in imported.documents {
                // The demo's page with two articles was looked at by a person.
                self.apply(
                    None,
                    Command::SetMetadata { document, key: super::import::QUESTION.into(), value: String::new() },
                )?;
            }
        }
        let round = self.main_round()?;
        let everything: Vec<ArticleId> = articles.values().copied().collect();
        let mut coders = BTreeMap::new();
        for (i, person) in given.coders.iter().enumerate() {
            let name = person.name.ar.clone();
            let outcome = self.apply(None, Command::AddCoder { name, lead: i == 0 })?;
            let coder = outcome.coder.ok_or_else(|| broken("a coder has no identity"))?;
            self.apply(None, Command::Assign { coder, articles: everything.clone(), round })?;
            coders.insert(person.key.as_str(), coder);
        }
        let book = self.book;
        for page in &given.pages {
            for story in &page.articles {
                let article = *articles
                    .get(&(page.file.as_str(), story.index))
                    .ok_or_else(|| broken(format!("{} has no article {}", page.file, story.index)))?;
                for pass in &story.codings {
                    monitor.check()?;
                    monitor.advance(1);
                    let coder = *coders.get(pass.coder.as_str()).ok_or_else(|| broken("a coder is unknown"))?;
                    let step = self.quiet_step(Some(coder), "demo");
                    self.step(&step, |act| {
                        let coding = act.begin(coder, article, round, book)?;
                        act.code(coding, pass)
                    })?;
                }
            }
        }
        Ok(())
    }
}

impl Act<'_, '_> {
    fn code(&mut self, coding: CodingId, pass: &Pass) -> Result<(), ProjectError> {
        let begun = self.coding(coding)?;
        let document = self.document_of(&begun)?;
        let mut ids: BTreeMap<&str, RecordId> = BTreeMap::new();
        for given in &pass.records {
            let id = self.enter(coding, &document, given, &ids)?;
            ids.insert(&given.id, id);
            if let Some(text) = &given.memo {
                self.carry_out(Command::SetMemo { target: NoteTarget::Record(id), text: text.clone() })?;
            }
            for code in &given.flags {
                let (target, code) = (NoteTarget::Record(id), code.clone());
                self.carry_out(Command::SetFlag { target, code, on: true })?;
            }
        }
        let minutes = |n: i64| n * 60_000;
        self.tx.put_work_time(&WorkTime {
            id: WorkTimeId::from_uuid(self.mint.uuid()),
            coding,
            started_at: BEGINNING,
            active_ms: minutes(pass.active_minutes),
            idle_ms: minutes(pass.idle_minutes),
        })?;
        if pass.open {
            return Ok(());
        }
        self.carry_out(Command::Finish { coding, reason: None })
    }

    /// Enters a record: into the one that stands there from the start, or as a new one.
    fn enter(
        &mut self,
        coding: CodingId,
        document: &Document,
        given: &Given,
        ids: &BTreeMap<&str, RecordId>,
    ) -> Result<RecordId, ProjectError> {
        let known = |id: &str| ids.get(id).copied().ok_or_else(|| broken(format!("no record {id} stands before")));
        let mut answers = BTreeMap::new();
        for (variable, answer) in &given.answers {
            answers.insert(variable.clone(), answer.answer()?);
        }
        let mut anchors = Vec::new();
        for anchor in &given.anchors {
            anchors.push((anchor.role.clone(), place(document, &anchor.quote, anchor.occurrence)?));
        }
        let mut links = Vec::new();
        for (role, to) in &given.links {
            links.push((role.clone(), known(to)?));
        }
        let standing = self.store().records(coding)?.into_iter().find(|r| self.stands_for(r, &given.unit, &answers));
        if let Some(record) = standing {
            let record = record.id;
            for (role, range) in anchors {
                self.carry_out(Command::AddAnchor { record, role, range, proposal: None })?;
            }
            let answers = answers.into_iter().map(|(k, v)| (k, Some(v))).collect();
            self.carry_out(Command::SetAnswers { record, answers })?;
            for (role, to) in links {
                self.carry_out(Command::SetLink { record, role, to: Some(to) })?;
            }
            return Ok(record);
        }
        let parent = given.parent.as_deref().map(known).transpose()?;
        let unit = given.unit.clone();
        self.carry_out(Command::AddRecord { coding, unit, parent, answers, anchors, links, proposal: None })?;
        self.outcome.record.ok_or_else(|| broken("a record has no identity"))
    }

    /// Whether a record that stood there from the start is the given one: the only one of its unit, or its row.
    fn stands_for(&self, record: &Record, unit: &str, answers: &BTreeMap<String, Answer>) -> bool {
        let same_row = || record.answers.iter().all(|(k, v)| answers.get(k) == Some(v));
        record.unit == unit && record.anchors.is_empty() && same_row() && self.is_standing(record)
    }
}

/// Bytes of an occurrence of words on a page.
fn place(document: &Document, quote: &str, occurrence: usize) -> Result<Range<usize>, ProjectError> {
    let mut found = document.text.as_str().match_indices(quote);
    let (start, _) = found
        .nth(occurrence.saturating_sub(1))
        .ok_or_else(|| broken(format!("{quote} stands on no page that often")))?;
    Ok(start..start + quote.len())
}
