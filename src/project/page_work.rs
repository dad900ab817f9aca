//! What a coder works with in an article: the records of its coding, and those on the page as a whole.
//!
//! A question about the page is asked once of each coder in a round, however many articles the page holds. Its record
//! belongs to the coding of the page that the coder began first; the coder's other codings of the page show it, count it
//! as answered and change it there. Once that first coding is done the record is closed with it.

use super::ProjectError;
use crate::model::{
    Codebook, Coding, CodingState, Missing, Record, RecordId, Scope, missing_records, with_records_of_page,
};
use crate::store::Store;

/// Records of a coding and, where its page has other articles, those on the page that other codings of the coder hold.
pub(super) struct PageWork {
    /// The records, each with the coding that it belongs to.
    pub(super) records: Vec<Record>,
    /// The other codings that some of the records belong to, in the order in which they were begun.
    pub(super) beside: Vec<Coding>,
}

impl PageWork {
    /// What a coder works with in a coding.
    pub(super) fn of(store: &Store, book: &Codebook, coding: &Coding) -> Result<Self, ProjectError> {
        let own = store.records(coding.id)?;
        let mut beside = Vec::new();
        if book.units.iter().any(|u| u.scope == Scope::Document) {
            beside = others(store, coding)?;
        }
        let mut shared = Vec::new();
        for other in &beside {
            shared.extend(store.records(other.id)?);
        }
        let records = with_records_of_page(book, own, shared);
        beside.retain(|c| records.iter().any(|r| r.coding == c.id));
        Ok(Self { records, beside })
    }

    /// What is still missing. What another coding left open when it was declared done is its own affair: it has its
    /// reason, and it cannot be answered from here.
    pub(super) fn missing(&self, book: &Codebook) -> Vec<Missing> {
        let mut missing = missing_records(book, &self.records);
        missing.retain(|m| !m.record().is_some_and(|id| self.is_closed(id)));
        missing
    }

    fn is_closed(&self, id: RecordId) -> bool {
        let holder = self.records.iter().find(|r| r.id == id).map(|r| r.coding);
        self.beside.iter().any(|c| Some(c.id) == holder && c.state == CodingState::Done)
    }
}

/// The coder's other codings of a page, in the same round and under the same codebook.
fn others(store: &Store, coding: &Coding) -> Result<Vec<Coding>, ProjectError> {
    let article = store.article(coding.article)?.ok_or(ProjectError::Gone { what: "article" })?;
    let articles = store.articles_of(article.document)?;
    if articles.len() < 2 {
        return Ok(Vec::new());
    }
    let mut codings = store.codings_of(coding.coder)?;
    codings.retain(|c| {
        let same = c.round == coding.round && c.codebook == coding.codebook;
        same && c.id != coding.id && articles.iter().any(|a| a.id == c.article)
    });
    Ok(codings)
}
