//! Whether a coder has coded anything in a coding, or only looked at the article.

use super::ProjectError;
use crate::model::{Cardinality, Codebook, CodebookVersionId, Coding, CodingId, CodingState, Record};
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
    let records = store.records(coding.id)?;
    Ok(records.iter().any(|r| !stood_there(book, r))
        || !store.memos(coding.id)?.is_empty()
        || !store.flags(coding.id)?.is_empty())
}

/// Whether a record is as the codebook puts it into every new coding.
fn stood_there(book: &Codebook, record: &Record) -> bool {
    let Some(unit) = book.unit(&record.unit) else { return false };
    let answers = record.answers.len();
    let of_row = unit.row_of(record).is_some_and(|row| row.len() == answers);
    let unanswered = unit.cardinality == Cardinality::One && answers == 0;
    record.anchors.is_empty() && record.links.is_empty() && (of_row || unanswered)
}
