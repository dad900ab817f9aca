//! Everything that an export needs: of a sound project all of it, of a damaged one whatever can be read.

use super::{Project, ProjectError};
use crate::export::{ExportCoding, ExportView, PageNotes};
use crate::model::{
    Article, ArticleId, Codebook, CoderId, Coding, CodingId, CodingState, Document, DocumentId, DocumentSource, Flag,
    FrozenText, Memo, NoteTarget, Record, RoundId, Timestamp,
};
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

impl Project {
    /// Everything that an export needs.
    ///
    /// # Errors
    /// Something cannot be read. A view of a damaged project (see [`Project::open_for_rescue`]) lists that instead and
    /// holds all the rest; what belongs to something lost stands there without it.
    pub fn export_view(&self) -> Result<ExportView, ProjectError> {
        // What was met before belongs to other views.
        drop(self.store.take_lost());
        let coders: BTreeMap<_, _> = self.store.coders()?.into_iter().map(|c| (c.id, c.name)).collect();
        let rounds: BTreeMap<_, _> = self.store.rounds()?.into_iter().map(|r| (r.id, r.name)).collect();
        let articles: BTreeMap<_, _> = self.store.articles()?.into_iter().map(|a| (a.id, a)).collect();
        let mut on_page: BTreeMap<DocumentId, usize> = BTreeMap::new();
        for article in articles.values() {
            *on_page.entry(article.document).or_default() += 1;
        }
        let work = self.store.work_sums()?;
        let mut records = self.store.all_records()?;
        let mut lost = Vec::new();
        let mut codings = self.store.codings()?;
        if self.is_rescue() {
            let known: BTreeSet<_> = codings.iter().map(|c| c.id).collect();
            codings.extend(records.keys().filter(|id| !known.contains(id)).map(|id| self.nameless(*id)));
        }
        let mut out = Vec::new();
        for coding in codings {
            let (article, book) = (articles.get(&coding.article).cloned(), self.books.get(&coding.codebook).cloned());
            let (article, book) = match (article, book) {
                (Some(article), Some(book)) => (article, book),
                (article, book) if self.is_rescue() => {
                    (article.unwrap_or_else(|| untitled(coding.article)), book.map_or_else(|| self.codebook(), Ok)?)
                }
                _ => continue,
            };
            let work = work.get(&coding.id).copied().unwrap_or_default();
            let mut own: Vec<Record> = records.remove(&coding.id).unwrap_or_default();
            sort(&mut own, &book);
            out.push(ExportCoding {
                coder: coders.get(&coding.coder).cloned().unwrap_or_default(),
                round: rounds.get(&coding.round).cloned().unwrap_or_default(),
                document: self.page(article.document, &mut lost)?,
                articles: on_page.get(&article.document).copied().unwrap_or(1),
                article,
                book,
                records: own,
                memos: self.store.memos(coding.id)?,
                flags: self.store.flags(coding.id)?,
                active_ms: work.active_ms,
                idle_ms: work.idle_ms,
                coding,
            });
        }
        out.sort_by(|a, b| {
            let key = |c: &ExportCoding| (c.document.id, c.article.blocks.start, c.coder.clone(), c.round.clone());
            key(a).cmp(&key(b)).then(a.coding.id.cmp(&b.coding.id))
        });
        let pages = self.page_notes(&coders, &mut lost)?;
        let title = self.title();
        let title = self.or_lost(title, &mut lost)?.unwrap_or_default();
        lost.extend(self.store.take_lost().iter().map(problem));
        Ok(ExportView { title, codings: out, pages, lost: counted(lost) })
    }

    /// Memos and flags on whole pages, by page and coder.
    fn page_notes(
        &self,
        coders: &BTreeMap<CoderId, String>,
        lost: &mut Vec<String>,
    ) -> Result<Vec<PageNotes>, ProjectError> {
        let mut found: BTreeMap<(DocumentId, CoderId), (Vec<Memo>, Vec<Flag>)> = BTreeMap::new();
        for memo in self.store.all_memos()? {
            if let NoteTarget::Document(page) = memo.target {
                found.entry((page, memo.coder)).or_default().0.push(memo);
            }
        }
        for flag in self.store.all_flags()? {
            if let NoteTarget::Document(page) = flag.target {
                found.entry((page, flag.coder)).or_default().1.push(flag);
            }
        }
        let mut out = Vec::with_capacity(found.len());
        for ((page, coder), (memos, flags)) in found {
            let coder = coders.get(&coder).cloned().unwrap_or_default();
            out.push(PageNotes { document: self.page(page, lost)?, coder, memos, flags });
        }
        Ok(out)
    }

    /// A page; of a damaged project also one whose text or description is lost.
    fn page(&self, id: DocumentId, lost: &mut Vec<String>) -> Result<Arc<Document>, ProjectError> {
        let whole = self.document(id);
        if let Some(whole) = self.or_lost(whole, lost)? {
            return Ok(whole);
        }
        let head = self.store.document_head(id)?;
        Ok(Arc::new(head.map_or_else(
            || undescribed(id),
            |head| Document {
                title: head.title,
                source: head.source,
                language: head.language,
                direction: head.direction,
                metadata: head.metadata,
                ..undescribed(id)
            },
        )))
    }

    /// Something that was read; of a damaged project nothing where it cannot be read, and that is listed.
    fn or_lost<T>(&self, read: Result<T, ProjectError>, lost: &mut Vec<String>) -> Result<Option<T>, ProjectError> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(ProjectError::Store(error)) if self.is_rescue() => {
                lost.push(problem(&error));
                Ok(None)
            }
            // It was met already where it was listed.
            Err(ProjectError::Gone { .. }) if self.is_rescue() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A coding of which nothing is left but its records.
    fn nameless(&self, id: CodingId) -> Coding {
        Coding {
            id,
            article: ArticleId::from_uuid(Uuid::nil()),
            coder: CoderId::from_uuid(Uuid::nil()),
            round: RoundId::from_uuid(Uuid::nil()),
            codebook: self.book,
            state: CodingState::Begun,
            forced_reason: None,
        }
    }
}

/// What could not be read, without the advice for somebody at work.
fn problem(error: &StoreError) -> String {
    match error {
        StoreError::DamagedPart { detail } => format!("a part of the file cannot be read: {detail}"),
        StoreError::DamagedRow { finding } => finding.to_string(),
        other => other.to_string(),
    }
}

/// Each problem once, with how often it was met.
fn counted(problems: Vec<String>) -> Vec<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for problem in problems {
        *times.entry(problem).or_default() += 1;
    }
    times.into_iter().map(|(problem, n)| if n == 1 { problem } else { format!("{problem} ({n} times)") }).collect()
}

/// By unit in the codebook's order, and there by place in the text.
fn sort(records: &mut [Record], book: &Codebook) {
    let place = |r: &Record| book.units.iter().position(|u| u.code == r.unit);
    records.sort_by_key(|r| (place(r), r.first_byte().is_none(), r.first_byte(), r.position, r.id));
}

fn untitled(id: ArticleId) -> Article {
    Article { id, document: DocumentId::from_uuid(Uuid::nil()), title: String::new(), blocks: 0..0 }
}

fn undescribed(id: DocumentId) -> Document {
    Document {
        id,
        title: String::new(),
        source: DocumentSource {
            file_name: String::new(),
            format: String::new(),
            hash: String::new(),
            byte_len: 0,
            imported_at: Timestamp(0),
        },
        language: None,
        direction: None,
        metadata: BTreeMap::new(),
        text: FrozenText::new(String::new()),
        blocks: Vec::new(),
    }
}
