//! Reading the words of all articles, a few documents at a time: a project can only be read where it is written.

use super::{Reuse, ReuseArticle, pairs};
use crate::jobs::{Cancelled, Monitor, in_parts};
use crate::model::{Article, DocumentId, FrozenText, Zone, ZoneKind, effective_zones};
use crate::project::{Project, ProjectError};
use crate::text::keys::word_keys;
use std::collections::BTreeMap;
use std::ops::Range;

/// The articles whose words are compared, while they are read. Four bytes are kept of each word.
#[derive(Debug, Default)]
pub struct ReuseReading {
    waiting: Vec<(DocumentId, Vec<ReuseArticle>, Vec<Range<usize>>)>,
    read: Vec<(ReuseArticle, Vec<u32>)>,
    total: usize,
}

impl ReuseReading {
    /// Whether everything is read.
    pub fn is_complete(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Documents that are read, and all there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.total - self.waiting.len(), self.total)
    }

    /// Finds what shares at least `least` (0 to 1) of its words. Needs no project: it can be done elsewhere, and is stopped by `monitor`.
    ///
    /// # Errors
    /// It was stopped.
    pub fn find(mut self, least: f64, monitor: &Monitor) -> Result<Reuse, Cancelled> {
        // Oldest first, and what has no date last: then the first of a pair is the older one where that can be known.
        self.read.sort_by(|(a, _), (b, _)| {
            let key = |x: &ReuseArticle| (x.date.is_none(), x.date.clone());
            key(a).cmp(&key(b)).then(a.article.cmp(&b.article))
        });
        let (articles, words): (Vec<ReuseArticle>, Vec<Vec<u32>>) = self.read.into_iter().unzip();
        let (equal, mut pairs) = pairs::find(&words, least, monitor)?;
        pairs.sort_by(|a, b| {
            b.containment.total_cmp(&a.containment).then((a.first, a.second).cmp(&(b.first, b.second)))
        });
        Ok(Reuse { articles, equal, pairs })
    }
}

impl Project {
    /// Begins to read the words of all articles.
    pub fn begin_reuse(&self) -> Result<ReuseReading, ProjectError> {
        let mut of: BTreeMap<DocumentId, Vec<Article>> = BTreeMap::new();
        for article in self.store.articles()? {
            of.entry(article.document).or_default().push(article);
        }
        let mut waiting = Vec::new();
        for head in self.store.documents()? {
            let Some(articles) = of.remove(&head.id) else { continue };
            let fact = |key: &str| head.metadata.get(key).filter(|v| !v.trim().is_empty()).cloned();
            let blocks = articles.iter().map(|a| a.blocks.clone()).collect();
            let named = articles.into_iter().map(|article| ReuseArticle {
                article: article.id,
                document: head.id,
                file: head.source.file_name.clone(),
                title: article.title,
                outlet: fact("outlet"),
                date: fact("date").filter(|d| is_day(d)).map(|d| d.chars().take(10).collect()),
            });
            waiting.push((head.id, named.collect(), blocks));
        }
        // They are taken from the end.
        waiting.reverse();
        Ok(ReuseReading { total: waiting.len(), waiting, read: Vec::new() })
    }

    /// Reads the words of so many documents more.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn read_reuse(&self, reading: &mut ReuseReading, documents: usize) -> Result<(), ProjectError> {
        let mut texts = Vec::new();
        for _ in 0..documents {
            let Some((id, articles, blocks)) = reading.waiting.pop() else { break };
            let zones = self.store.zones(id)?;
            let Some(text) = self.store.text(id)? else { continue };
            for (article, blocks) in articles.into_iter().zip(blocks) {
                texts.push((article, text.clone(), story(&zones, &blocks)));
            }
        }
        let look = |range: Range<usize>| -> Vec<Vec<u32>> {
            texts.get(range).unwrap_or_default().iter().map(|(_, text, parts)| words(text, parts)).collect()
        };
        let read: Vec<Vec<u32>> = in_parts(texts.len(), 32, look).into_iter().flatten().collect();
        reading.read.extend(texts.into_iter().map(|(article, ..)| article).zip(read));
        Ok(())
    }
}

/// The parts of the text that are an article's story; the whole article where no part is.
fn story(zones: &[Zone], blocks: &Range<usize>) -> Vec<Range<usize>> {
    let own: Vec<&Zone> = effective_zones(zones).into_iter().filter(|z| blocks.contains(&z.block)).collect();
    let of = |kinds: &[ZoneKind]| -> Vec<Range<usize>> {
        own.iter().filter(|z| kinds.contains(&z.kind)).map(|z| z.span.start()..z.span.end()).collect()
    };
    let body = of(&[ZoneKind::Body, ZoneKind::Crosshead]);
    if body.is_empty() { of(&[ZoneKind::Headline, ZoneKind::Deck, ZoneKind::Caption]) } else { body }
}

fn words(text: &FrozenText, parts: &[Range<usize>]) -> Vec<u32> {
    let mut out = Vec::new();
    for part in parts {
        out.extend(word_keys(text.as_str().get(part.clone()).unwrap_or_default()).map(|word| word.key));
    }
    out
}

/// Whether a date begins with a day, as `2024-08-19`: what is printed otherwise cannot be put in order.
fn is_day(date: &str) -> bool {
    let b = date.as_bytes();
    b.len() >= 10 && (0..10).all(|at| if at == 4 || at == 7 { b[at] == b'-' } else { b[at].is_ascii_digit() })
}
