//! Which records of several coders stand for the same thing.

use crate::model::{
    Article, ArticleId, Cardinality, Codebook, Coder, CoderId, CodingId, Document, DocumentId, Record, Scope, Unit,
};
use crate::project::agreement_data::Finished;
use crate::project::agreement_marks::is_aligned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records of several coders that stand for the same thing.
pub(super) struct Entry<'r> {
    pub(super) article: &'r Article,
    pub(super) unit: &'r Unit,
    /// The values of an obligatory row, or none for the only record of a unit; `None` for a record that a coder made.
    pub(super) row: Option<BTreeMap<String, String>>,
    /// Place in an ordered list.
    pub(super) place: Option<usize>,
    /// Per coder the record with all of the coder's records beside it.
    pub(super) records: Vec<Option<(&'r Record, &'r [Record])>>,
    /// Per coder whether the article is finished.
    pub(super) finished: Vec<bool>,
}

/// Records that stand for the same thing, one of each coder who has it.
type Alike<'r> = Vec<Option<&'r Record>>;

/// Finished work with the codings that it is in.
pub(super) struct Work<'c> {
    pub(super) book: &'c Codebook,
    pub(super) finished: Finished<'c>,
    pub(super) codings: &'c BTreeMap<(ArticleId, CoderId), CodingId>,
    pub(super) documents: &'c BTreeMap<DocumentId, Arc<Document>>,
}

impl<'c> Work<'c> {
    fn coders(&self) -> &'c [Coder] {
        self.finished.coders
    }

    fn of(&self, article: ArticleId, coder: &Coder) -> Option<&[Record]> {
        self.finished.records.get(&(article, coder.id)).map(Vec::as_slice)
    }

    /// All entries that at least two coders could have: by article, then in the order of the codebook and the text.
    pub(super) fn entries<'r>(&'r self) -> Vec<Entry<'r>>
    where
        'c: 'r,
    {
        let aligned: BTreeMap<&str, BTreeMap<ArticleId, Vec<Alike<'r>>>> = self
            .book
            .units
            .iter()
            .filter(|unit| is_aligned(unit))
            .map(|unit| {
                let mut of_article: BTreeMap<ArticleId, Vec<_>> = BTreeMap::new();
                for (article, records) in self.finished.aligned(unit, self.documents) {
                    of_article.entry(article.id).or_default().push(records);
                }
                for entries in of_article.values_mut() {
                    entries.sort_by_key(|records| records.iter().flatten().filter_map(|r| r.first_byte()).min());
                }
                (unit.code.as_str(), of_article)
            })
            .collect();
        let mut out = Vec::new();
        let mut pages: BTreeSet<DocumentId> = BTreeSet::new();
        for article in self.finished.articles {
            for unit in self.book.units.iter().filter(|unit| unit.scope != Scope::Coder) {
                if unit.scope == Scope::Document {
                    continue;
                }
                let entries = aligned.get(unit.code.as_str()).and_then(|of| of.get(&article.id));
                self.of_unit(article, &[article.id], unit, entries, &mut out);
            }
            // What is asked of a page is asked once, beside the first article of it that somebody has finished.
            let is_finished = self.coders().iter().any(|coder| self.of(article.id, coder).is_some());
            if is_finished && pages.insert(article.document) {
                let on_page = self.finished.articles.iter().filter(|a| a.document == article.document);
                let on_page: Vec<ArticleId> = on_page.map(|a| a.id).collect();
                for unit in self.book.units.iter().filter(|unit| unit.scope == Scope::Document) {
                    self.of_unit(article, &on_page, unit, None, &mut out);
                }
            }
        }
        out
    }

    fn of_unit<'r>(
        &'r self,
        article: &'r Article,
        articles: &[ArticleId],
        unit: &'r Unit,
        aligned: Option<&Vec<Alike<'r>>>,
        out: &mut Vec<Entry<'r>>,
    ) where
        'c: 'r,
    {
        let all: Vec<Option<&'r [Record]>> = self
            .coders()
            .iter()
            .map(|coder| {
                let mut works = articles.iter().filter_map(|a| self.of(*a, coder)).peekable();
                let first = works.peek().copied();
                works.find(|records| records.iter().any(|r| r.unit == unit.code)).or(first)
            })
            .collect();
        let finished: Vec<bool> = all.iter().map(Option::is_some).collect();
        if finished.iter().filter(|f| **f).count() < 2 {
            return;
        }
        let mut push = |row, place, records: Vec<Option<&'r Record>>| {
            let beside = records.into_iter().zip(&all).map(|(record, all)| Some((record?, (*all)?))).collect();
            out.push(Entry { article, unit, row, place, records: beside, finished: finished.clone() });
        };
        let own = |records: Option<&'r [Record]>| {
            records.unwrap_or_default().iter().filter(|record| record.unit == unit.code)
        };
        let only = (unit.cardinality == Cardinality::One).then(BTreeMap::new);
        for row in only.iter().chain(&unit.obligatory) {
            let fits = |r: &&Record| row.iter().all(|(k, v)| r.code_of(k) == Some(v));
            push(Some(row.clone()), None, all.iter().map(|records| own(*records).find(fits)).collect());
        }
        if unit.cardinality == Cardinality::One {
            return;
        }
        if let Some(aligned) = aligned {
            for records in aligned {
                push(None, None, records.clone());
            }
            return;
        }
        // Records without spans stand for the same thing where they have the same place in a list, or the same name.
        let keys: BTreeSet<&String> = unit.obligatory.iter().flat_map(BTreeMap::keys).collect();
        let mut groups: BTreeMap<(Vec<Option<&str>>, usize), Alike<'r>> = BTreeMap::new();
        for (coder, records) in all.iter().enumerate() {
            let mut free: Vec<&Record> = own(*records).filter(|record| unit.row_of(record).is_none()).collect();
            free.sort_by_key(|record| (record.position, record.first_byte(), record.id));
            let mut seen: BTreeMap<Vec<Option<&str>>, usize> = BTreeMap::new();
            for record in free {
                let name: Vec<Option<&str>> = keys.iter().map(|key| record.code_of(key)).collect();
                let count = seen.entry(name.clone()).or_default();
                let group = groups.entry((name, *count)).or_insert_with(|| vec![None; all.len()]);
                *count += 1;
                if let Some(cell) = group.get_mut(coder) {
                    *cell = Some(record);
                }
            }
        }
        for ((_, count), records) in groups {
            push(None, unit.ordered.then_some(count), records);
        }
    }
}
