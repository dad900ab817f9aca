//! Training: a round whose articles have a reference coding. Whoever is done with an article sees question by question what they
//! hold, what the reference holds and what the rule says; the mark is the share in which both are the same, and who leads says how high it must be.
//!
//! The reference of a round is the coding of somebody who leads, or the adjudicated one. In the project of the team it is read where it
//! stands. Into a coder's copy it travels sealed, one article at a time, and is opened only once the coder is done with that article; then
//! their coding is closed for good. The seal keeps honest eyes from it. Whoever takes the file apart can break it, as they could ask a friend.

use super::adjudication::{Cases, Judged, Standing, compare};
use super::page_work::PageWork;
use super::{Project, ProjectError};
use crate::model::{
    Anchor, AnchorId, Answer, ArticleId, Codebook, Coder, CoderId, Coding, CodingId, CodingState, Document, Kind, Link,
    LinkId, Record, RecordId, RoundId, RoundKind, Scope,
};
use crate::store::Store;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::sync::Arc;
use uuid::Uuid;

/// What stands before the settings that say how a round trains.
pub(super) const TRAINING: &str = "training/";
/// What stands before the settings with a sealed reference: round and article follow.
pub(super) const REFERENCE: &str = "reference/";
/// Bytes that a reference may have when it is opened.
const MOST: u64 = 8 << 20;

/// What the articles of a training round are held against.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// What was decided.
    Adjudicated,
    /// The coding of somebody who leads.
    Lead(CoderId),
}

/// How a round trains.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Training {
    /// What answers are held against.
    pub reference: Reference,
    /// The share of answers that must be the same, from 0 to 1.
    pub pass_mark: f64,
}

/// How a coder does in a training round.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TrainingState {
    /// Articles of the coder that have a reference.
    pub articles: usize,
    /// Of those, done.
    pub done: usize,
    /// Answers that are the same as those of the reference, in the articles that are done.
    pub same: usize,
    /// All answers that were held against the reference.
    pub of: usize,
    /// The share that must be the same.
    pub pass_mark: f64,
    /// Whether it is reached; `None` until all articles have a reference and are done.
    pub passed: Option<bool>,
    /// The share question by question, those with least first: code, same, of.
    pub questions: Vec<(String, usize, usize)>,
}

impl TrainingState {
    /// The share of answers that are the same; `None` before the first article.
    pub fn mark(&self) -> Option<f64> {
        (self.of > 0).then(|| self.same as f64 / self.of as f64)
    }
}

/// What a coder hears after an article of a training round.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// Title of the article.
    pub title: String,
    /// The page.
    pub document: Arc<Document>,
    /// What the coder holds (first column) and the reference (second), question by question.
    pub cases: Cases,
    /// Answers that are the same.
    pub same: usize,
    /// All answers that were held against the reference.
    pub of: usize,
    /// How the coder does in the round so far.
    pub state: TrainingState,
}

/// A reference as it travels: records by their place, without anybody's identity.
#[derive(Serialize, Deserialize)]
struct Plain {
    unit: String,
    parent: Option<usize>,
    position: Option<i64>,
    answers: BTreeMap<String, Answer>,
    anchors: Vec<(String, usize, usize)>,
    links: Vec<(String, usize)>,
}

/// Places that stand for identities nobody has: the reference is compared and never stored.
fn place_id(place: usize) -> Uuid {
    Uuid::from_u128(place as u128 + 1)
}

fn plain(records: &[Record]) -> Vec<Plain> {
    let place = |id: RecordId| records.iter().position(|r| r.id == id);
    let one = |r: &Record| Plain {
        unit: r.unit.clone(),
        parent: r.parent.and_then(place),
        position: r.position,
        answers: r.answers.clone(),
        anchors: r.anchors.iter().map(|a| (a.role.clone(), a.span.start(), a.span.end())).collect(),
        links: r.links.iter().filter_map(|l| Some((l.role.clone(), place(l.to)?))).collect(),
    };
    records.iter().map(one).collect()
}

/// The records again, on the page that they were made on. A mark that is no place of the page is left out.
fn records(plain: Vec<Plain>, document: &Document) -> Vec<Record> {
    let coding = CodingId::from_uuid(Uuid::nil());
    let id = |place: usize| RecordId::from_uuid(place_id(place));
    let anchor = |(role, start, end): (String, usize, usize)| {
        let span = document.text.span(start, end).ok()?;
        let quote = document.text.quote(span).to_owned();
        Some(Anchor { id: AnchorId::from_uuid(place_id(start)), role, span, quote })
    };
    let one = |(place, p): (usize, Plain)| Record {
        id: id(place),
        coding,
        unit: p.unit,
        parent: p.parent.map(id),
        position: p.position,
        proposal: None,
        answers: p.answers,
        anchors: p.anchors.into_iter().filter_map(anchor).collect(),
        links: p
            .links
            .into_iter()
            .map(|(role, to)| Link { id: LinkId::from_uuid(place_id(to)), role, to: id(to) })
            .collect(),
    };
    plain.into_iter().enumerate().map(one).collect()
}

/// The bytes that cover a reference, different for each article of each round.
fn cover(key: &str, bytes: &mut [u8]) {
    let mut stream = blake3::Hasher::new_derive_key("Mizan 2025 reference coding of a training round");
    stream.update(key.as_bytes());
    let mut cover = vec![0; bytes.len()];
    stream.finalize_xof().fill(&mut cover);
    for (byte, with) in bytes.iter_mut().zip(cover) {
        *byte ^= with;
    }
}

/// Seals a reference: nobody who looks into the file, or searches it, reads it by the way.
fn seal(key: &str, records: &[Record]) -> Option<String> {
    let json = serde_json::to_vec(&plain(records)).ok()?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&json).ok()?;
    let mut bytes = packed.finish().ok()?;
    cover(key, &mut bytes);
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Opens a sealed reference; `None` where it is none.
fn unseal(key: &str, sealed: &str, document: &Document) -> Option<Vec<Record>> {
    let pair = |at: usize| u8::from_str_radix(sealed.get(at..at + 2)?, 16).ok();
    let mut bytes: Vec<u8> = (0..sealed.len()).step_by(2).map(pair).collect::<Option<_>>()?;
    cover(key, &mut bytes);
    let mut json = Vec::new();
    ZlibDecoder::new(bytes.as_slice()).take(MOST).read_to_end(&mut json).ok()?;
    Some(records(serde_json::from_slice(&json).ok()?, document))
}

fn reference_key(round: RoundId, article: ArticleId) -> String {
    format!("{REFERENCE}{round}/{article}")
}

/// How a round trains, if it does.
pub(super) fn training_of(store: &Store, round: RoundId) -> Result<Option<Training>, ProjectError> {
    let kept = store.project_setting(&format!("{TRAINING}{round}"))?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

/// The finished coding that is the reference of an article: that of the round itself, or else of another one.
fn reference_coding(codings: &[Coding], training: &Training, round: RoundId, article: ArticleId) -> Option<Coding> {
    let whose = match training.reference {
        Reference::Adjudicated => CoderId::ADJUDICATED,
        Reference::Lead(coder) => coder,
    };
    let is_it = |c: &&Coding| c.coder == whose && c.article == article && c.state == CodingState::Done;
    let all: Vec<&Coding> = codings.iter().filter(is_it).collect();
    all.iter().find(|c| c.round == round).or(all.last()).map(|c| (*c).clone())
}

/// Whether the reference of an article may be seen now in a coding: it trains, it is done, and there is one.
pub(super) fn is_closed_training(store: &Store, coding: &Coding) -> Result<bool, ProjectError> {
    if coding.state != CodingState::Done || coding.coder == CoderId::ADJUDICATED {
        return Ok(false);
    }
    let Some(training) = training_of(store, coding.round)? else { return Ok(false) };
    if training.reference == Reference::Lead(coding.coder) {
        return Ok(false);
    }
    if store.project_setting(&reference_key(coding.round, coding.article))?.is_some() {
        return Ok(true);
    }
    Ok(reference_coding(&store.codings_on(coding.article)?, &training, coding.round, coding.article).is_some())
}

/// Whether an answer counts in the mark: what both hold where the reference holds something, and records that only one has.
fn judged(book: &Codebook, case: &super::Case) -> Option<bool> {
    match (&case.asked, case.cells.as_slice()) {
        (super::Asked::There, _) => Some(false),
        (super::Asked::Answer(code), [Some(own), Some(reference)]) => {
            let (_, variable) = book.variable(code)?;
            let is_words = variable.kind == Kind::Text;
            (!is_words && !reference.is_open()).then(|| own == reference)
        }
        _ => None,
    }
}

impl Project {
    /// How a round trains; `None` if it does not.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn training(&self, round: RoundId) -> Result<Option<Training>, ProjectError> {
        training_of(&self.store, round)
    }

    /// Articles of a round that have a reference, and all of its articles.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn references(&self, round: RoundId) -> Result<(usize, usize), ProjectError> {
        let articles: BTreeSet<ArticleId> =
            self.store.assignments()?.into_iter().filter(|a| a.round == round).map(|a| a.article).collect();
        let Some(training) = self.training(round)? else { return Ok((0, articles.len())) };
        let codings = self.store.codings()?;
        let has = |article: &&ArticleId| reference_coding(&codings, &training, round, **article).is_some();
        Ok((articles.iter().filter(has).count(), articles.len()))
    }

    /// What is held against a coder's work on an article; `None` where there is no reference.
    fn reference(
        &self,
        training: &Training,
        round: RoundId,
        article: ArticleId,
        document: &Document,
    ) -> Result<Option<Vec<Record>>, ProjectError> {
        if self.copy_of.is_some() {
            let key = reference_key(round, article);
            return Ok(self.store.project_setting(&key)?.and_then(|sealed| unseal(&key, &sealed, document)));
        }
        let Some(coding) = reference_coding(&self.store.codings_on(article)?, training, round, article) else {
            return Ok(None);
        };
        self.reference_records(&coding).map(Some)
    }

    fn reference_records(&self, coding: &Coding) -> Result<Vec<Record>, ProjectError> {
        match self.books.get(&coding.codebook) {
            Some(book) => Ok(PageWork::of(&self.store, book, coding)?.records),
            None => Ok(self.store.records(coding.id)?),
        }
    }

    /// Seals the references of a coder's articles for the journey, where they have changed; the settings that travel.
    pub(super) fn seal_references(&mut self, coder: CoderId) -> Result<Vec<String>, ProjectError> {
        let (mut keys, mut sealed) = (Vec::new(), Vec::new());
        let mut trainings: BTreeMap<RoundId, Option<Training>> = BTreeMap::new();
        for task in self.store.assignments_of(coder)? {
            let training = match trainings.get(&task.round) {
                Some(known) => *known,
                None => *trainings.entry(task.round).or_insert(self.training(task.round)?),
            };
            // Nobody is held against their own work.
            let Some(training) = training.filter(|t| t.reference != Reference::Lead(coder)) else { continue };
            let codings = self.store.codings_on(task.article)?;
            let Some(coding) = reference_coding(&codings, &training, task.round, task.article) else { continue };
            let key = reference_key(task.round, task.article);
            sealed.extend(seal(&key, &self.reference_records(&coding)?).map(|sealed| (key.clone(), sealed)));
            keys.push(key);
        }
        let step = self.quiet_step(None, "seal_reference");
        self.store.write(&step, |tx| {
            sealed.iter().try_for_each(|(key, sealed)| tx.set_project_setting(key, sealed)).map_err(ProjectError::from)
        })?;
        keys.extend(trainings.iter().filter(|(_, t)| t.is_some()).map(|(round, _)| format!("{TRAINING}{round}")));
        Ok(keys)
    }

    /// What a coder hears about a coding that is done: `None` where its round does not train, the article has no reference, or the
    /// coder is not done.
    ///
    /// # Errors
    /// It is another coder's work, or there is no such coding.
    pub fn feedback(&self, coder: CoderId, coding: CodingId) -> Result<Option<Feedback>, ProjectError> {
        let coding = self.store.coding(coding)?.ok_or(ProjectError::Gone { what: "coding" })?;
        if coding.coder != coder {
            return Err(ProjectError::NotYours);
        }
        let Some(training) = self.training(coding.round)? else { return Ok(None) };
        let Some(cases) = self.against_reference(&training, &coding)? else { return Ok(None) };
        let article = self.store.article(coding.article)?.ok_or(ProjectError::Gone { what: "article" })?;
        let document = self.document(article.document)?;
        let counted = cases.cases.iter().filter_map(|case| judged(&cases.book, case));
        let (same, of) = counted.fold((0, 0), |(same, of), is| (same + usize::from(is), of + 1));
        let state = self.training_state(coder, coding.round)?.ok_or(ProjectError::Gone { what: "round" })?;
        Ok(Some(Feedback { title: article.title, document, cases, same, of, state }))
    }

    /// Finished codings of a person whose reference may have been seen: they stay as they are.
    pub(super) fn closed_trainings(&self, coder: Option<CoderId>) -> Result<BTreeSet<CodingId>, ProjectError> {
        let mut out = BTreeSet::new();
        let Some(coder) = coder else { return Ok(out) };
        let rounds = self.store.rounds()?.into_iter().filter(|r| r.kind == RoundKind::Training);
        let rounds: BTreeSet<RoundId> = rounds.map(|r| r.id).collect();
        if rounds.is_empty() {
            return Ok(out);
        }
        for coding in self.store.codings_of(coder)?.into_iter().filter(|c| rounds.contains(&c.round)) {
            if is_closed_training(&self.store, &coding)? {
                out.insert(coding.id);
            }
        }
        Ok(out)
    }

    /// A finished coding beside its reference.
    fn against_reference(&self, training: &Training, coding: &Coding) -> Result<Option<Cases>, ProjectError> {
        if coding.state != CodingState::Done || training.reference == Reference::Lead(coding.coder) {
            return Ok(None);
        }
        let article = self.store.article(coding.article)?.ok_or(ProjectError::Gone { what: "article" })?;
        let document = self.document(article.document)?;
        let Some(reference) = self.reference(training, coding.round, coding.article, &document)? else {
            return Ok(None);
        };
        let book = self.books.get(&coding.codebook).cloned().ok_or(ProjectError::Lacks { what: "a codebook" })?;
        let mut own = PageWork::of(&self.store, &book, coding)?.records;
        own.retain(|r| book.unit(&r.unit).is_some_and(|u| u.scope != Scope::Coder));
        let person = |id, name: &str| Coder { id, name: name.to_owned(), lead: false };
        let people = [person(coding.coder, "own"), person(CoderId::ADJUDICATED, "reference")];
        let mut cases = compare(&book, coding, &article, &document, &people, [own, reference]);
        // Of two only what they hold matters, and not what would be decided.
        cases.cases.retain(|case| case.standing != Standing::Moot);
        Ok(Some(cases))
    }

    /// How a coder does in a training round; `None` where it does not train, or is held against their own work.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn training_state(&self, coder: CoderId, round: RoundId) -> Result<Option<TrainingState>, ProjectError> {
        let Some(training) = self.training(round)?.filter(|t| t.reference != Reference::Lead(coder)) else {
            return Ok(None);
        };
        let codings: BTreeMap<ArticleId, Coding> =
            self.store.codings_of(coder)?.into_iter().filter(|c| c.round == round).map(|c| (c.article, c)).collect();
        let tasks = self.store.assignments_of(coder)?;
        let articles: BTreeSet<ArticleId> = tasks.iter().filter(|t| t.round == round).map(|t| t.article).collect();
        let mut state = TrainingState {
            articles: 0,
            done: 0,
            same: 0,
            of: 0,
            pass_mark: training.pass_mark,
            passed: None,
            questions: Vec::new(),
        };
        let mut questions: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let assigned = articles.len();
        for article in articles {
            let page = self.store.article(article)?.ok_or(ProjectError::Gone { what: "article" })?.document;
            let document = self.document(page)?;
            if self.reference(&training, round, article, &document)?.is_none() {
                continue;
            }
            state.articles += 1;
            let Some(coding) = codings.get(&article) else { continue };
            let Some(cases) = self.against_reference(&training, coding)? else { continue };
            state.done += 1;
            for case in &cases.cases {
                let Some(is) = judged(&cases.book, case) else { continue };
                let item = if case.asked == super::Asked::There { case.unit.clone() } else { case.asked.item() };
                let count = questions.entry(item).or_default();
                count.0 += usize::from(is);
                count.1 += 1;
                state.same += usize::from(is);
                state.of += 1;
            }
        }
        if state.articles > 0 && state.articles == assigned && state.done == assigned {
            state.passed = Some(state.mark().is_some_and(|mark| mark >= training.pass_mark - 1e-9));
        }
        state.questions = questions.into_iter().map(|(item, (same, of))| (item, same, of)).collect();
        state.questions.sort_by(|a, b| (a.1 * b.2).cmp(&(b.1 * a.2)).then_with(|| a.0.cmp(&b.0)));
        Ok(Some(state))
    }
}

impl Feedback {
    /// Whether both hold the same; `None` for what is not counted.
    pub fn is_same(&self, case: &super::Case) -> Option<bool> {
        judged(&self.cases.book, case)
    }

    /// What the coder holds and what the reference holds.
    pub fn both<'c>(&self, case: &'c super::Case) -> [Option<&'c Judged>; 2] {
        [0, 1].map(|place| case.cells.get(place).and_then(Option::as_ref))
    }
}
