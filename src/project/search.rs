//! Words in the texts of a project.

use super::{Project, ProjectError, QueueItem};
use crate::jobs::in_parts;
use crate::model::{ArticleId, Document, DocumentId, FrozenText};
use crate::store::StoreError;
use crate::text::search::Query;
use serde::Serialize;
use std::collections::HashSet;
use std::ops::Range;

/// Texts that are looked through together.
const TOGETHER: usize = 400;
/// Letters on either side of the first place in an excerpt.
const AROUND: usize = 60;

/// A document in which all that is looked for occurs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SearchHit {
    /// The document.
    pub document: DocumentId,
    /// Name of its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its articles in which something was found.
    pub articles: Vec<ArticleId>,
    /// The places, in the order of the text.
    pub highlights: Vec<Highlight>,
    /// The words around the first place.
    pub excerpt: String,
}

/// A place in a frozen text, in UTF-8 bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Highlight {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words as they stand there.
    pub text: String,
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The first documents, in the order of their import.
    pub hits: Vec<SearchHit>,
    /// How many there are.
    pub total: usize,
}

impl Project {
    /// Documents in which all words of a query occur: how many there are, and the first `limit` of them with their places. Spelling, marks
    /// and Arabic particles make no difference; words in quotation marks must stand beside each other.
    pub fn search(&self, query: &str, limit: usize) -> Result<Found, ProjectError> {
        let query = Query::new(query);
        let documents = self.documents_with(&query)?;
        let mut hits = Vec::with_capacity(limit.min(documents.len()));
        for document in documents.iter().take(limit) {
            hits.extend(self.store.document(*document)?.and_then(|d| query.find(d.text.as_str()).map(|p| (d, p))));
        }
        let hits = hits.into_iter().map(|(document, places)| self.hit(&document, &places));
        Ok(Found { hits: hits.collect::<Result<_, _>>()?, total: documents.len() })
    }

    /// The articles of a queue in whose pages all words of a query occur. Of a page with several articles those are meant that hold one of
    /// the words.
    pub fn articles_with(&self, query: &str, queue: &[QueueItem]) -> Result<HashSet<ArticleId>, ProjectError> {
        let query = Query::new(query);
        let documents: HashSet<DocumentId> = self.documents_with(&query)?.into_iter().collect();
        let mut out = HashSet::with_capacity(documents.len());
        let mut seen = HashSet::new();
        for item in queue.iter().filter(|item| documents.contains(&item.document)) {
            if item.is_alone {
                out.insert(item.article);
            } else if seen.insert(item.document)
                && let Some(document) = self.store.document(item.document)?
                && let Some(places) = query.find(document.text.as_str())
            {
                out.extend(self.hit(&document, &places)?.articles);
            }
        }
        Ok(out)
    }

    /// The documents in which a query occurs, in the order of their import.
    fn documents_with(&self, query: &Query) -> Result<Vec<DocumentId>, ProjectError> {
        if self.is_rescue() {
            return self.looked_through(query);
        }
        match self.store.documents_with(query) {
            // The texts are what counts. `mizan check` tells what is wrong with the index.
            Err(StoreError::DamagedPart { .. }) => self.looked_through(query),
            found => Ok(found?),
        }
    }

    /// The same by looking through all texts.
    fn looked_through(&self, query: &Query) -> Result<Vec<DocumentId>, ProjectError> {
        let heads = self.store.documents()?;
        let mut out = Vec::new();
        for some in heads.chunks(TOGETHER) {
            let texts: Vec<Option<FrozenText>> =
                some.iter().map(|h| self.store.text(h.id)).collect::<Result<_, _>>()?;
            let has = |text: &Option<FrozenText>| text.as_ref().is_some_and(|t| query.find(t.as_str()).is_some());
            let look =
                |range: Range<usize>| -> Vec<bool> { texts.get(range).unwrap_or_default().iter().map(has).collect() };
            let found = in_parts(texts.len(), 50, look).into_iter().flatten();
            out.extend(some.iter().zip(found).filter(|(_, has)| *has).map(|(head, _)| head.id));
        }
        Ok(out)
    }

    fn hit(&self, document: &Document, places: &[Range<usize>]) -> Result<SearchHit, ProjectError> {
        let text = document.text.as_str();
        let bytes = |blocks: &Range<usize>| -> Option<Range<usize>> {
            let last = document.blocks.get(blocks.end.checked_sub(1)?)?;
            Some(document.blocks.get(blocks.start)?.span.start()..last.span.end())
        };
        let holds = |r: &Range<usize>| places.iter().any(|p| r.start <= p.start && p.end <= r.end);
        let articles = self.store.articles_of(document.id)?;
        let articles = articles.iter().filter(|a| bytes(&a.blocks).is_some_and(|r| holds(&r))).map(|a| a.id).collect();
        let excerpt = places.first().map(|p| excerpt(text, p)).unwrap_or_default();
        let quote = |p: &Range<usize>| text.get(p.clone()).unwrap_or_default().to_owned();
        Ok(SearchHit {
            document: document.id,
            path: document.source.file_name.clone(),
            title: document.title.clone(),
            outlet: document.metadata.get("outlet").cloned(),
            articles,
            excerpt,
            highlights: places.iter().map(|p| Highlight { start: p.start, end: p.end, text: quote(p) }).collect(),
        })
    }
}

/// The words around a place, in one line.
fn excerpt(text: &str, place: &Range<usize>) -> String {
    let before = text.get(..place.start).unwrap_or_default();
    let behind = text.get(place.end..).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let end = behind.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| place.end + at);
    let words = text.get(start..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = |is: bool| if is { "…" } else { "" };
    format!("{}{words}{}", cut(start > 0), cut(end < text.len()))
}
