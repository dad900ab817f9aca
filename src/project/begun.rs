//! Whether a coder has coded anything in a coding, or only looked at the article.

use super::{CodingView, ProjectError};
use crate::model::{Cardinality, Codebook, CodebookVersionId, Coding, CodingId, CodingState, NoteTarget, Record};
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Of these codings, the ones in which something is coded or noted.
pub(super) fn begun<'a>(
    store: &Store,
    books: &BTreeMap<CodebookVersionId, Arc<Codebook>>,
    codings: impl IntoIterator<Item = &'a Coding>,
) -> Result<BTreeSet<CodingId>, ProjectError> {
    let mut out = BTreeSet::new();
    for coding in codings {
        if is_begun(store, books.get(&coding.codebook).map(Arc::as_ref), coding)? {
            out.insert(coding.id);
        }
    }
    Ok(out)
}

fn is_begun(store: &Store, book: Option<&Codebook>, coding: &Coding) -> Result<bool, ProjectError> {
    // Without its codebook nobody knows what stood there from the start.
    let Some(book) = book.filter(|_| coding.state != CodingState::Done) else { return Ok(true) };
    Ok(store.records(coding.id)?.iter().any(|r| !stood_there(book, r))
        || !store.memos(coding.id)?.is_empty()
        || !store.flags(coding.id)?.is_empty())
}

impl CodingView {
    /// Whether something is coded or noted in this coding: its coder has not only looked at the article.
    pub fn is_begun(&self) -> bool {
        let own = || self.records.iter().filter(|r| r.coding == self.coding.id);
        // Notes on what stands in another coding of the page belong there.
        let is_own = |target: NoteTarget| match target {
            NoteTarget::Record(id) => own().any(|r| r.id == id),
            _ => true,
        };
        self.coding.state == CodingState::Done
            || own().any(|r| !stood_there(&self.book, r))
            || self.memos.iter().any(|m| is_own(m.target))
            || self.flags.iter().any(|f| is_own(f.target))
    }
}

/// Whether a record is as the codebook puts it into every new coding.
fn stood_there(book: &Codebook, record: &Record) -> bool {
    let Some(unit) = book.unit(&record.unit) else { return false };
    let answers = record.answers.len();
    let of_row = unit.row_of(record).is_some_and(|row| row.len() == answers);
    let unanswered = unit.cardinality == Cardinality::One && answers == 0;
    record.anchors.is_empty() && record.links.is_empty() && (of_row || unanswered)
}
