//! Beginning a coding, declaring it done, opening it again.

use super::Act;
use crate::model::{
    Answer, ArticleId, Cardinality, Codebook, CodebookVersionId, CoderId, Coding, CodingId, CodingState, Record,
    RecordId, RoundId, Scope,
};
use crate::project::page_work::PageWork;
use crate::project::training::is_closed_training;
use crate::project::{Mint, ProjectError};
use std::collections::BTreeMap;

impl Act<'_, '_> {
    pub(super) fn finish(&mut self, coding: CodingId, reason: Option<String>) -> Result<(), ProjectError> {
        let mut coding = self.open_coding(coding)?;
        let book = self.book(&coding)?;
        let missing = PageWork::of(self.store(), &book, &coding)?.missing(&book);
        let reason = reason.map(|r| r.trim().to_owned()).filter(|r| !r.is_empty());
        if !missing.is_empty() && reason.is_none() {
            return Err(ProjectError::Incomplete { missing });
        }
        let records = self.store().records(coding.id)?;
        self.note_all_shown(&coding, &records)?;
        coding.state = CodingState::Done;
        coding.forced_reason = reason.filter(|_| !missing.is_empty());
        Ok(self.tx.put_coding(&coding)?)
    }

    pub(super) fn reopen(&mut self, coding: CodingId) -> Result<(), ProjectError> {
        let mut coding = self.coding(coding)?;
        if is_closed_training(self.store(), &coding)? {
            return Err(ProjectError::ReferenceSeen);
        }
        coding.state = CodingState::Begun;
        coding.forced_reason = None;
        Ok(self.tx.put_coding(&coding)?)
    }

    /// Begins a coding, with the records that the codebook wants to stand there from the start.
    pub(in crate::project) fn begin(
        &mut self,
        coder: CoderId,
        article: ArticleId,
        round: RoundId,
        codebook: CodebookVersionId,
    ) -> Result<CodingId, ProjectError> {
        self.article(article)?;
        let id = CodingId::from_uuid(Mint::only_one(article.uuid(), &format!("{coder}/{round}"), 0));
        let coding = Coding { id, article, coder, round, codebook, state: CodingState::Begun, forced_reason: None };
        self.tx.put_coding(&coding)?;
        let book = self.book(&coding)?;
        self.add_standing_records(&coding, &book)?;
        Ok(id)
    }

    /// Adds the records that the codebook wants to stand in a coding, as far as they do not.
    pub(in crate::project) fn add_standing_records(
        &mut self,
        coding: &Coding,
        book: &Codebook,
    ) -> Result<(), ProjectError> {
        // What is asked of the page stands there already, if the coder has begun another article of it.
        let there = PageWork::of(self.store(), book, coding)?.records;
        let mut place = 0;
        for unit in book.units.iter().filter(|u| u.scope != Scope::Coder) {
            let only = (unit.cardinality == Cardinality::One).then(BTreeMap::new);
            for row in only.iter().chain(&unit.obligatory) {
                let named: Vec<_> = row.iter().map(|(k, v)| format!("/{k}={v}")).collect();
                let standing = Mint::only_one(coding.id.uuid(), &format!("{}{}", unit.code, named.concat()), place);
                place += 1;
                let is_row = |r: &Record| r.unit == unit.code && row.iter().all(|(k, v)| r.code_of(k) == Some(v));
                if there.iter().any(is_row) {
                    continue;
                }
                let mut record = Record {
                    id: RecordId::from_uuid(standing),
                    coding: coding.id,
                    unit: unit.code.clone(),
                    parent: None,
                    position: None,
                    proposal: None,
                    answers: row.iter().map(|(k, v)| (k.clone(), Answer::code(v.as_str()))).collect(),
                    anchors: Vec::new(),
                    links: Vec::new(),
                };
                self.note_shown(&mut record, coding, unit)?;
                self.tx.put_record(&record)?;
            }
        }
        Ok(())
    }
}
