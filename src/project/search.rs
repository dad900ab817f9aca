//! Words in the texts of a project.

use super::{Project, ProjectError};
use crate::jobs::in_parts;
use crate::model::{ArticleId, DocumentId, FrozenText};
use crate::text::search::Query;
use serde::Serialize;
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

impl Project {
    /// Documents in which all words of a query occur, in the order of their import, and whether there are more than `limit`. Spelling,
    /// marks and Arabic particles make no difference; words in quotation marks must stand beside each other.
    pub fn search(&self, query: &str, limit: usize) -> Result<(Vec<SearchHit>, bool), ProjectError> {
        let query = Query::new(query);
        let mut hits = Vec::new();
        if query.is_empty() {
            return Ok((hits, false));
        }
        let heads = self.store.documents()?;
        for some in heads.chunks(TOGETHER) {
            let texts: Vec<Option<FrozenText>> =
                some.iter().map(|h| self.store.text(h.id)).collect::<Result<_, _>>()?;
            let look = |range: Range<usize>| -> Vec<Option<Vec<Range<usize>>>> {
                let texts = texts.get(range).unwrap_or_default();
                texts.iter().map(|t| t.as_ref().and_then(|t| query.find(t.as_str()))).collect()
            };
            let found = in_parts(texts.len(), 50, look).into_iter().flatten();
            for ((head, text), places) in some.iter().zip(&texts).zip(found) {
                let (Some(text), Some(places)) = (text, places) else { continue };
                if hits.len() >= limit {
                    return Ok((hits, true));
                }
                let articles = self.store.articles_of(head.id)?;
                let blocks = self.store.document(head.id)?.map(|d| d.blocks).unwrap_or_default();
                let bytes = |blocks_of: &Range<usize>| -> Option<Range<usize>> {
                    let last = blocks.get(blocks_of.end.checked_sub(1)?)?;
                    Some(blocks.get(blocks_of.start)?.span.start()..last.span.end())
                };
                let holds = |r: &Range<usize>| places.iter().any(|p| r.start <= p.start && p.end <= r.end);
                hits.push(SearchHit {
                    document: head.id,
                    path: head.source.file_name.clone(),
                    title: head.title.clone(),
                    outlet: head.metadata.get("outlet").cloned(),
                    articles: articles
                        .iter()
                        .filter(|a| bytes(&a.blocks).is_some_and(|r| holds(&r)))
                        .map(|a| a.id)
                        .collect(),
                    excerpt: places.first().map(|p| excerpt(text.as_str(), p)).unwrap_or_default(),
                    highlights: places
                        .into_iter()
                        .map(|p| Highlight {
                            start: p.start,
                            end: p.end,
                            text: text.as_str().get(p.clone()).unwrap_or_default().to_owned(),
                        })
                        .collect(),
                });
            }
        }
        Ok((hits, false))
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
