//! What is asked of a coder once, before the first article: prior feelings towards the actors of a study, first language. It belongs to the
//! coder and to no article; no other coder ever gets it.
//!
//! A codebook asks it in units of scope `coder`. A unit with one record asks each of its questions once. A unit with any number of
//! records asks its other questions once for each value of its first choice: that is what a row is about.

use super::begun::begun;
use super::lifecycle::{CODEBOOK, PRIORS};
use super::{Project, ProjectError};
use crate::model::{
    Answer, AnswerState, Cardinality, Codebook, CodebookVersionId, CoderId, CodingId, Kind, PriorItem, Record,
    RecordId, Scope, Unit,
};
use crate::store::Store;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A question that is asked of a coder, with the answer so far.
#[derive(Clone, PartialEq, Debug)]
pub struct PriorQuestion {
    /// What is asked.
    pub item: PriorItem,
    /// The answer; `None` while it is open.
    pub answer: Option<Answer>,
}

/// The rows of a unit: what each is about, as variable and value; one without both for a unit with one record.
fn subjects(unit: &Unit) -> Vec<Option<(&str, &str)>> {
    if unit.cardinality == Cardinality::One {
        return vec![None];
    }
    let Some(first) = unit.variables.iter().find(|v| v.kind == Kind::Choice) else { return Vec::new() };
    first.values.iter().map(|value| Some((first.code.as_str(), value.code.as_str()))).collect()
}

/// Whether a unit asks a question about a subject.
pub(super) fn asks(unit: &Unit, item: &PriorItem) -> bool {
    subjects(unit).into_iter().any(|about| match about {
        None => item.subject.is_empty(),
        Some((variable, value)) => value == item.subject && variable != item.variable,
    })
}

/// A row as a record, so that the rules of the codebook apply to it.
pub(super) fn row(unit: &Unit, subject: &str, answers: &BTreeMap<PriorItem, Answer>) -> Record {
    let about = subjects(unit).into_iter().flatten().find(|(_, value)| *value == subject);
    let about = about.map(|(variable, value)| (variable.to_owned(), Answer::code(value)));
    let is_of = |item: &PriorItem| item.unit == unit.code && item.subject == subject;
    let known = answers.iter().filter(|(item, _)| is_of(item)).map(|(item, a)| (item.variable.clone(), a.clone()));
    Record {
        id: RecordId::from_uuid(Uuid::nil()),
        coding: CodingId::from_uuid(Uuid::nil()),
        unit: unit.code.clone(),
        parent: None,
        position: None,
        proposal: None,
        answers: about.into_iter().chain(known).collect(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

/// What a codebook asks of a coder, given what is known.
fn questions(book: &Codebook, answers: &BTreeMap<PriorItem, Answer>) -> Vec<PriorQuestion> {
    let mut out = Vec::new();
    for unit in book.units.iter().filter(|u| u.scope == Scope::Coder) {
        for about in subjects(unit) {
            let subject = about.map_or("", |(_, value)| value);
            let record = row(unit, subject, answers);
            let asked = unit.variables.iter().filter(|v| v.is_asked() && about.is_none_or(|(code, _)| code != v.code));
            for variable in asked.filter(|v| unit.applies(&record, v) != Some(false)) {
                let (unit, subject, variable) = (unit.code.clone(), subject.to_owned(), variable.code.clone());
                let item = PriorItem { unit, subject, variable };
                let answer = answers.get(&item).cloned();
                out.push(PriorQuestion { item, answer });
            }
        }
    }
    out
}

/// The version of the codebook that holds.
pub(super) fn current_version(store: &Store) -> Result<CodebookVersionId, ProjectError> {
    let id = store.project_setting(CODEBOOK)?.and_then(|id| id.parse().ok());
    id.ok_or(ProjectError::Lacks { what: "a codebook" })
}

/// What a coder has said.
pub(super) fn said(store: &Store, coder: CoderId) -> Result<BTreeMap<PriorItem, Answer>, ProjectError> {
    let all = store.priors()?.into_iter().filter(|p| p.coder == coder);
    Ok(all.map(|p| (p.item, p.answer)).collect())
}

impl Project {
    /// Whether coders are asked before they code.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn asks_priors(&self) -> Result<bool, ProjectError> {
        Ok(self.store.project_setting(PRIORS)?.as_deref() != Some("off"))
    }

    /// What is asked of a coder, with the answers so far.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn priors(&self, coder: CoderId) -> Result<Vec<PriorQuestion>, ProjectError> {
        let book = self.codebook()?;
        Ok(questions(&book, &said(&self.store, coder)?))
    }

    /// What a coder is still to be asked before the first article; nothing where they have begun to code, because then it is too late.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn priors_due(&self, coder: CoderId) -> Result<Vec<PriorQuestion>, ProjectError> {
        let all = self.priors(coder)?;
        let is_open = |q: &PriorQuestion| q.answer.is_none();
        if !self.asks_priors()? || !all.iter().any(is_open) {
            return Ok(Vec::new());
        }
        let codings = self.store.codings_of(coder)?;
        Ok(if begun(&self.store, &self.books, &codings)?.is_empty() { all } else { Vec::new() })
    }

    /// Questions that a coder has not answered, and all.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn priors_open(&self, coder: CoderId) -> Result<(usize, usize), ProjectError> {
        if !self.asks_priors()? {
            return Ok((0, 0));
        }
        let all = self.priors(coder)?;
        Ok((all.iter().filter(|q| q.answer.is_none()).count(), all.len()))
    }
}

/// Whether an answer says anything.
pub(super) fn is_open(answer: Option<&Answer>) -> bool {
    answer.is_none_or(|a| a.state == AnswerState::NotYetCoded)
}
