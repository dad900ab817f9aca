//! A new version of the codebook: what it changes, what becomes of the answers so far, and publishing it.
//!
//! A published version never changes. Codings stay under the version that they were begun under, unless whoever publishes
//! the next one moves them; nothing is deleted even then: an answer that is asked again is kept in the journal, and one
//! whose question is gone stays in its record.

use super::apply::Act;
use super::lifecycle::CODEBOOK;
use super::page_work::PageWork;
use super::{Outcome, Project, ProjectError};
use crate::model::{
    AnswerState, Change, Codebook, CodebookVersionId, CoderId, Coding, CodingState, Fate, Fates, Value, changes,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A line of the table that says what becomes of answers: question, value (`*` for all), and the new value or `None` where
/// the question is asked again.
pub type AnswerLine = (String, String, Option<String>);

/// What becomes of the answers to a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct AnswerCounts {
    /// Answers that hold as they are.
    pub kept: usize,
    /// Answers that become another value.
    pub mapped: usize,
    /// Answers that are to be given again.
    pub again: usize,
    /// Answers to a question that nobody asks any more.
    pub aside: usize,
}

/// What a new version changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CodebookPlan {
    /// The version that holds now.
    pub before: String,
    /// The new version.
    pub after: String,
    /// The differences.
    pub changes: Vec<Change>,
    /// Codings under the version that holds now.
    pub codings: usize,
    /// What becomes of their answers if they are moved, by question.
    pub answers: BTreeMap<String, AnswerCounts>,
    /// How often each value was given, by question and code; a set counts for each of its labels.
    pub given: BTreeMap<String, BTreeMap<String, usize>>,
    /// Whether they were moved.
    pub moved: bool,
    /// Codings that were done and are open again, because something is missing now.
    pub reopened: usize,
}

/// A version of the codebook that the project holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct VersionInfo {
    /// Name of the codebook.
    pub codebook: String,
    /// Version.
    pub version: String,
    /// Codings under it.
    pub codings: usize,
    /// Whether new codings get it.
    pub holds: bool,
}

impl Project {
    /// All versions of the codebook, in the order in which they were published.
    pub fn codebook_versions(&self) -> Result<Vec<VersionInfo>, ProjectError> {
        let codings = self.store.codings()?;
        let info = |(id, book): (&CodebookVersionId, &Arc<Codebook>)| VersionInfo {
            codebook: book.id.clone(),
            version: book.version.clone(),
            codings: codings.iter().filter(|c| c.codebook == *id).count(),
            holds: *id == self.book,
        };
        Ok(self.books.iter().map(info).collect())
    }

    /// All versions of the codebook by identity, as [`super::AgreementChoice`] names them.
    pub fn codebook_ids(&self) -> Result<Vec<(CodebookVersionId, VersionInfo)>, ProjectError> {
        Ok(self.books.keys().copied().zip(self.codebook_versions()?).collect())
    }

    /// All versions of the codebook with the number of codings under each, in the order in which they were published.
    pub fn codebooks(&self) -> Result<Vec<(VersionInfo, Arc<Codebook>)>, ProjectError> {
        Ok(self.codebook_versions()?.into_iter().zip(self.books.values().cloned()).collect())
    }

    /// Whether coders have packages of this project, so that codings cannot be carried over.
    pub fn packages_are_out(&self) -> Result<bool, ProjectError> {
        self.has_packages()
    }

    /// What a new version would change; nothing is written.
    ///
    /// # Errors
    /// It is no sound codebook, another one, or a version that is published already; or the table does not fit.
    pub fn plan_codebook(&self, json: &str, table: &[AnswerLine]) -> Result<CodebookPlan, ProjectError> {
        let (before, after) = (self.codebook()?, self.next_codebook(json)?);
        let fates = Fates::new(&before, &after, table.iter().cloned())?;
        let codings = self.codings_to_move()?;
        let mut answers: BTreeMap<String, AnswerCounts> = BTreeMap::new();
        let mut given: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for coding in &codings {
            for record in self.store.records(coding.id)? {
                for (variable, answer) in &record.answers {
                    let counts = answers.entry(variable.clone()).or_default();
                    *match fates.of(variable, answer) {
                        Fate::Kept => &mut counts.kept,
                        Fate::Mapped(_) => &mut counts.mapped,
                        Fate::Again => &mut counts.again,
                        Fate::Aside => &mut counts.aside,
                    } += 1;
                    let codes: &[String] = match &answer.state {
                        AnswerState::Coded(Value::Code(code)) => std::slice::from_ref(code),
                        AnswerState::Coded(Value::Codes(codes)) => codes,
                        _ => &[],
                    };
                    for code in codes {
                        *given.entry(variable.clone()).or_default().entry(code.clone()).or_default() += 1;
                    }
                }
            }
        }
        Ok(CodebookPlan {
            before: before.version.clone(),
            after: after.version.clone(),
            changes: changes(&before, &after),
            codings: codings.len(),
            answers,
            given,
            moved: false,
            reopened: 0,
        })
    }

    /// Publishes a new version: new codings get it, and with `move_codings` those under the version that holds now are
    /// carried over, each answer by its [`Fate`]. One step, on nobody's undo history.
    ///
    /// # Errors
    /// As [`Project::plan_codebook`]; it lacks what the schema asks for; this is a coder's copy; or codings are to be moved while coders have packages, whose
    /// newer answers would come back under the older version. Nothing is changed then.
    pub fn publish_codebook(
        &mut self,
        actor: Option<CoderId>,
        json: &str,
        table: &[AnswerLine],
        move_codings: bool,
    ) -> Result<CodebookPlan, ProjectError> {
        self.not_in_a_copy()?;
        if move_codings && self.has_packages()? {
            return Err(ProjectError::PackagesAreOut);
        }
        let mut plan = self.plan_codebook(json, table)?;
        let (before, after) = (self.codebook()?, Arc::new(self.next_codebook(json)?));
        after.fit_to_publish()?;
        let fates = Fates::new(&before, &after, table.iter().cloned())?;
        let codings = if move_codings { self.codings_to_move()? } else { Vec::new() };
        let version = CodebookVersionId::from_uuid(self.mint.uuid());
        let step = self.quiet_step(actor, "publish_codebook");
        let mut reopened = 0;
        let written: Result<Outcome, ProjectError> = self.step(&step, |act| {
            act.tx.put_codebook_version(version, json)?;
            act.draft_is_over(&after)?;
            act.tx.set_project_setting(CODEBOOK, &version.to_string())?;
            for coding in &codings {
                act.carry_over(coding, version, &fates)?;
            }
            for coding in &codings {
                reopened += usize::from(act.add_what_is_new(coding, version, &after)?);
            }
            Ok(())
        });
        written?;
        self.books.insert(version, after);
        self.book = version;
        self.cache.get_mut().names = None;
        (plan.moved, plan.reopened) = (move_codings, reopened);
        Ok(plan)
    }

    fn codings_to_move(&self) -> Result<Vec<Coding>, ProjectError> {
        let mut codings = self.store.codings()?;
        codings.retain(|c| c.codebook == self.book);
        Ok(codings)
    }

    fn next_codebook(&self, json: &str) -> Result<Codebook, ProjectError> {
        let next = Codebook::from_json(json)?;
        let now = self.codebook()?;
        if next.id != now.id && !self.store.codings()?.is_empty() {
            return Err(ProjectError::OtherCodebook { now: now.id.clone(), next: next.id });
        }
        if self.books.values().any(|b| b.id == next.id && b.version == next.version) {
            return Err(ProjectError::VersionPublished(next.version));
        }
        Ok(next)
    }
}

impl Act<'_, '_> {
    /// Puts a coding under a newer version, each of its answers by its fate.
    fn carry_over(
        &mut self,
        coding: &Coding,
        version: CodebookVersionId,
        fates: &Fates<'_>,
    ) -> Result<(), ProjectError> {
        self.tx.put_coding(&Coding { codebook: version, ..coding.clone() })?;
        for mut record in self.store().records(coding.id)? {
            let before = record.answers.clone();
            record.answers = before
                .into_iter()
                .filter_map(|(variable, answer)| match fates.of(&variable, &answer) {
                    Fate::Kept | Fate::Aside => Some((variable, answer)),
                    Fate::Mapped(new) => Some((variable, new)),
                    Fate::Again => None,
                })
                .collect();
            self.tx.put_record(&record)?;
        }
        Ok(())
    }

    /// Adds the records that the newer version wants to stand there. A coding that was done is opened again where something
    /// is missing now; whether it was.
    fn add_what_is_new(
        &mut self,
        coding: &Coding,
        version: CodebookVersionId,
        book: &Codebook,
    ) -> Result<bool, ProjectError> {
        let mut coding = Coding { codebook: version, ..coding.clone() };
        self.add_standing_records(&coding, book)?;
        let missing = PageWork::of(self.store(), book, &coding)?.missing(book);
        let opens = coding.state == CodingState::Done && coding.forced_reason.is_none() && !missing.is_empty();
        if opens {
            coding.state = CodingState::Begun;
            self.tx.put_coding(&coding)?;
        }
        Ok(opens)
    }
}
