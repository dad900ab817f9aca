//! The draft of the next version of the codebook: kept in the project at each step, part by part.
//!
//! A draft may contradict itself while it is worked on; it is published once it does not. Each unit and each question is a row of its
//! own, so that a step of the journal holds what changed and not the whole book.

use super::apply::Act;
use super::codebook::AnswerLine;
use super::{Project, ProjectError};
use crate::model::{Codebook, CodebookError};
use crate::store::{Store, Touched};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Project setting: the codebook without its units; those of its parts begin with it.
const HEAD: &str = "draft";
/// Project setting: the version that a draft has become; it is no draft any more.
const OVER: &str = "draft/over";
/// Project setting: what becomes of answers.
const ANSWERS: &str = "draft/answers";
const UNIT: &str = "draft/unit/";
const QUESTION: &str = "draft/question/";

/// What the next version of the codebook is to be.
#[derive(Clone, PartialEq, Debug)]
pub struct CodebookDraft {
    /// The codebook. Codes of units and of questions are unique in it; the rest may still contradict itself.
    pub book: Codebook,
    /// What becomes of answers, where the rules of [`crate::model::Fates`] are not to decide.
    pub answers: Vec<AnswerLine>,
}

impl CodebookDraft {
    /// The lines on answers that speak of what there is: a value that is back needs none, nor one that was never there.
    pub fn answers_between(&self, before: &Codebook) -> Vec<AnswerLine> {
        let fits = |(variable, from, to): &&AnswerLine| {
            let old = before.variable(variable).map(|(_, v)| v);
            let new = self.book.variable(variable).map(|(_, v)| v);
            let is_old = old.is_some_and(|v| from == "*" || v.value(from).is_some());
            is_old && new.is_some_and(|v| to.as_ref().is_none_or(|to| v.value(to).is_some()))
        };
        self.answers.iter().filter(fits).cloned().collect()
    }
}

/// Whether a changed row belongs to a draft: nobody codes by it.
pub(super) fn is_row(touched: &Touched) -> bool {
    touched.table == "project_settings" && is_part(&touched.key)
}

fn is_part(key: &str) -> bool {
    key == HEAD || key.starts_with("draft/")
}

/// The rows of a draft.
fn rows(draft: &CodebookDraft) -> Result<BTreeMap<String, String>, ProjectError> {
    let json = |error: serde_json::Error| CodebookError::Json(error.to_string());
    let mut head = draft.book.clone();
    let mut out = BTreeMap::new();
    let mut put = |prefix: &str, code: &str, place: &str, value: &Value| {
        let taken = out.insert(format!("{prefix}{code}"), value.to_string());
        let twice = || CodebookError::Duplicate { code: code.to_owned(), place: place.to_owned() };
        taken.map_or(Ok(()), |_| Err(twice()))
    };
    let mut units = Vec::new();
    for mut unit in std::mem::take(&mut head.units) {
        let mut questions = Vec::new();
        for variable in std::mem::take(&mut unit.variables) {
            put(QUESTION, &variable.code, "the variables", &serde_json::to_value(&variable).map_err(json)?)?;
            questions.push(Value::from(variable.code));
        }
        let mut value = serde_json::to_value(&unit).map_err(json)?;
        value["variables"] = questions.into();
        put(UNIT, &unit.code, "the units", &value)?;
        units.push(Value::from(unit.code));
    }
    let mut value = serde_json::to_value(&head).map_err(json)?;
    value["units"] = units.into();
    out.insert(HEAD.into(), value.to_string());
    if !draft.answers.is_empty() {
        out.insert(ANSWERS.into(), serde_json::to_string(&draft.answers).map_err(json)?);
    }
    Ok(out)
}

/// The draft that stands in the rows, if one does.
fn draft_of(rows: &BTreeMap<String, String>) -> Result<Option<CodebookDraft>, ProjectError> {
    let Some(head) = rows.get(HEAD).filter(|_| !rows.contains_key(OVER)) else { return Ok(None) };
    let lacks = ProjectError::Lacks { what: "the draft of the codebook" };
    whole(rows, head).map(Some).ok_or(lacks)
}

fn whole(rows: &BTreeMap<String, String>, head: &str) -> Option<CodebookDraft> {
    let part = |key: &str| serde_json::from_str::<Value>(rows.get(key)?).ok();
    let each = |value: &mut Value, prefix: &str| -> Option<()> {
        for code in value.as_array_mut()? {
            let key = format!("{prefix}{}", code.as_str()?);
            *code = part(&key)?;
        }
        Some(())
    };
    let mut book: Value = serde_json::from_str(head).ok()?;
    each(&mut book["units"], UNIT)?;
    for unit in book["units"].as_array_mut()? {
        each(&mut unit["variables"], QUESTION)?;
    }
    let answers = rows.get(ANSWERS).map(|json| serde_json::from_str(json).ok());
    Some(CodebookDraft {
        book: serde_json::from_value(book).ok()?,
        answers: answers.map_or(Some(Vec::new()), |read| read)?,
    })
}

fn rows_in(store: &Store) -> Result<BTreeMap<String, String>, ProjectError> {
    let mut rows = store.project_settings()?;
    rows.retain(|key, _| is_part(key));
    Ok(rows)
}

impl Project {
    /// The draft of the next version, if one is worked on.
    ///
    /// # Errors
    /// Its rows do not fit each other.
    pub fn codebook_draft(&self) -> Result<Option<Arc<CodebookDraft>>, ProjectError> {
        Ok(draft_of(&rows_in(&self.store)?)?.map(Arc::new))
    }

    /// A draft to begin with: the version that new codings get, under the next number.
    pub fn draft_to_begin_with(&self) -> Result<CodebookDraft, ProjectError> {
        let now = self.codebook()?;
        let taken = |version: &str| self.books.values().any(|b| b.id == now.id && b.version == version);
        let mut version = next_version(&now.version);
        while taken(&version) {
            version = next_version(&version);
        }
        Ok(CodebookDraft { book: Codebook { version, ..(*now).clone() }, answers: Vec::new() })
    }
}

/// The version behind one: `1.1` behind `1.0`, `2` behind `1`, `pilot.1` behind `pilot`.
fn next_version(version: &str) -> String {
    let digits = version.chars().rev().take_while(char::is_ascii_digit).count();
    let (name, number) = version.split_at(version.len() - digits);
    match number.parse::<u64>() {
        Ok(number) => format!("{name}{}", number.saturating_add(1)),
        Err(_) => format!("{version}.1"),
    }
}

impl Act<'_, '_> {
    /// Keeps a draft, or throws it away: only the parts that differ are written.
    pub(super) fn draft_codebook(&mut self, draft: Option<&CodebookDraft>) -> Result<(), ProjectError> {
        let wanted = draft.map(rows).transpose()?.unwrap_or_default();
        for gone in rows_in(self.store())?.keys().filter(|key| !wanted.contains_key(*key)) {
            self.tx.delete_project_setting(gone)?;
        }
        for (key, json) in &wanted {
            self.tx.set_project_setting(key, json)?;
        }
        Ok(())
    }

    /// Says that the draft has become a version, if it is that one. Its rows stay, so that the steps in which it was written can be told
    /// and reversed without harm.
    pub(super) fn draft_is_over(&mut self, published: &Codebook) -> Result<(), ProjectError> {
        let draft = draft_of(&rows_in(self.store())?)?;
        if draft.is_some_and(|d| d.book.id == published.id && d.book.version == published.version) {
            self.tx.set_project_setting(OVER, &published.version)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::TEMPLATES;

    #[test]
    fn versions_are_counted_on() {
        for (version, next) in [("1.0", "1.1"), ("1.9", "1.10"), ("2", "3"), ("pilot", "pilot.1"), ("v3", "v4")] {
            assert_eq!(next_version(version), next);
        }
    }

    #[test]
    fn a_draft_is_the_same_after_it_was_taken_apart() {
        for template in TEMPLATES {
            let answers = vec![("A1".to_owned(), "*".to_owned(), None)];
            let draft = CodebookDraft { book: template.codebook(), answers };
            let taken_apart = rows(&draft).unwrap();
            assert_eq!(draft_of(&taken_apart).unwrap(), Some(draft));
        }
    }
}
