//! What coders marked in the articles, as it is compared: spans by role, records that stand for the same spans, lists.

use super::agreement_data::{Finished, state};
use crate::model::{
    Article, ByteSpan, Cardinality, Document, DocumentId, Judgements, Kind, Level, Marked, MarkedSpan, MarkedText,
    NOT_RATED, Names, Rated, RatedValues, Record, Scope, Tied, TiedSpans, Unit, Value, Variable,
};
use crate::report::{Marks, VariableData, aligned_records};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Characters of a record's words that stand behind the title of its article.
const QUOTED: usize = 40;

/// Whether records of the unit stand for the same thing where their spans meet, so that what was asked of them is compared.
pub(super) fn is_aligned(unit: &Unit) -> bool {
    unit.scope == Scope::Article
        && unit.cardinality == Cardinality::Many
        && !unit.roles.is_empty()
        && unit.obligatory.is_empty()
}

/// Per coder the records of a unit in an article; `None` for a coder who has not finished it.
type Work<'r> = Vec<Option<Vec<&'r Record>>>;

/// An article with the work of all on it and its place in the page.
type Placed<'r, 'p> = (&'r Article, &'p Work<'r>, Extent<'p>);

/// Records that stand for the same thing, at most one of each coder.
type Alike<'r> = (&'r Article, Vec<Option<&'r Record>>);

/// What a unit of the codebook gives.
#[derive(Default)]
pub(super) struct Found {
    pub(super) variables: Vec<VariableData>,
    pub(super) marks: Vec<Marks>,
}

/// The characters of an article, and of what was marked around it.
struct Extent<'a> {
    text: &'a str,
    start: usize,
    length: u64,
}

impl Extent<'_> {
    fn place(&self, byte: usize) -> u64 {
        self.text.get(self.start..byte).map_or(0, |before| before.chars().count() as u64)
    }

    fn span(&self, span: ByteSpan) -> (u64, u64) {
        (self.place(span.start()), self.place(span.end()))
    }
}

impl Finished<'_> {
    /// The work of all on the articles that somebody has finished.
    fn worked(&self, unit: &Unit) -> Vec<(&Article, Work<'_>)> {
        let of_unit = |article: &Article, coder: usize| -> Option<Vec<&Record>> {
            let records = self.records.get(&(article.id, self.coders.get(coder)?.id))?;
            Some(records.iter().filter(|record| record.unit == unit.code).collect())
        };
        let codings =
            |article: &Article| (0..self.coders.len()).map(|coder| of_unit(article, coder)).collect::<Vec<_>>();
        let worked = self.articles.iter().map(|article| (article, codings(article)));
        worked.filter(|(_, codings)| codings.iter().any(Option::is_some)).collect()
    }

    /// Records of a unit that stand for the same spans, article by article.
    pub(super) fn aligned(&self, unit: &Unit, documents: &BTreeMap<DocumentId, Arc<Document>>) -> Vec<Alike<'_>> {
        let worked = self.worked(unit);
        let placed = placed(&worked, documents);
        alike(&self.tied(unit, &placed), &placed)
    }

    fn tied(&self, unit: &Unit, placed: &[Placed<'_, '_>]) -> Tied {
        let tie = |records: &Vec<&Record>, extent: &Extent<'_>| -> Vec<TiedSpans> {
            let one = |record: &&Record| TiedSpans {
                anchors: unit.roles.iter().map(|role| fragments(record, &role.code, extent)).collect(),
                parent: record.parent.and_then(|parent| records.iter().position(|r| r.id == parent)),
                attributes: Vec::new(),
            };
            records.iter().map(one).collect()
        };
        let texts = placed.iter().map(|(_, codings, extent)| {
            codings.iter().map(|coding| coding.as_ref().map(|records| tie(records, extent))).collect()
        });
        Tied {
            coders: self.names(),
            roles: unit.roles.iter().map(|role| role.code.clone()).collect(),
            attributes: Vec::new(),
            texts: texts.collect(),
        }
    }

    /// Spans, aligned records and lists of a unit.
    pub(super) fn marks(&self, unit: &Unit, documents: &BTreeMap<DocumentId, Arc<Document>>) -> Found {
        let mut found = Found::default();
        if unit.scope != Scope::Article {
            return found;
        }
        let worked = self.worked(unit);
        if worked.is_empty() {
            return found;
        }
        if unit.ordered {
            let lists = unit.variables.iter().filter(|v| matches!(v.kind, Kind::Choice | Kind::Entity));
            found.marks.extend(lists.map(|variable| self.list(unit, variable, &worked)));
        }
        let placed = placed(&worked, documents);
        for role in &unit.roles {
            let spans = |records: &Vec<&Record>, extent: &Extent<'_>| -> Vec<MarkedSpan> {
                let all = records.iter().flat_map(|record| record.anchors_of(&role.code)).map(|a| extent.span(a.span));
                // Two records may share their source: the words were marked once.
                let distinct: BTreeSet<(u64, u64)> = all.filter(|(start, end)| start < end).collect();
                distinct.into_iter().map(|(start, end)| MarkedSpan { start, end, category: 0 }).collect()
            };
            let text = |(article, codings, extent): &Placed<'_, '_>| MarkedText {
                name: article.title.clone(),
                length: extent.length,
                codings: codings.iter().map(|coding| coding.as_ref().map(|records| spans(records, extent))).collect(),
                parts: None,
            };
            let (coders, categories) = (self.names(), vec![role.code.clone()]);
            let marked = Marked { coders, categories, texts: placed.iter().map(text).collect() };
            found.marks.push(Marks {
                code: role.variable.clone().unwrap_or_else(|| role.code.clone()),
                unit: unit.label.clone(),
                label: role.label.clone(),
                judgements: Judgements::Marked(marked),
            });
        }
        if is_aligned(unit) {
            let tied = self.tied(unit, &placed);
            let of_entries = alike(&tied, &placed);
            let measured = unit.variables.iter().filter(|v| v.level != Level::None);
            found.variables.extend(measured.map(|variable| self.of_aligned(unit, variable, &of_entries)));
            let (code, label) = (unit.code.clone(), unit.label.clone());
            found.marks.push(Marks { code, unit: unit.label.clone(), label, judgements: Judgements::Tied(tied) });
        }
        found
    }

    fn names(&self) -> Vec<String> {
        self.coders.iter().map(|coder| coder.name.clone()).collect()
    }

    /// What was asked of records that stand for the same spans.
    fn of_aligned(
        &self,
        unit: &Unit,
        variable: &Variable,
        entries: &[(&Article, Vec<Option<&Record>>)],
    ) -> VariableData {
        let cell = |article: &Article, coder: usize, record: Option<&Record>| {
            let all = self.records.get(&(article.id, self.coders.get(coder)?.id))?;
            Some(state(unit, variable, record?, all))
        };
        let name = |(article, records): &(&Article, Vec<Option<&Record>>)| {
            let first = records.iter().flatten().flat_map(|r| &r.anchors).min_by_key(|anchor| anchor.span.start());
            let quote = first.map(|anchor| anchor.quote.chars().take(QUOTED).collect::<String>());
            quote.map_or_else(|| article.title.clone(), |quote| format!("{}: {quote}", article.title))
        };
        VariableData {
            variable: variable.code.clone(),
            row: Vec::new(),
            unit: unit.label.clone(),
            label: variable.label.clone(),
            level: variable.level,
            kind: variable.kind,
            values: variable.values.iter().map(|v| (v.code.clone(), v.label.clone())).collect(),
            coders: self.names(),
            units: entries.iter().map(name).collect(),
            articles: entries.iter().map(|(article, _)| vec![article.id]).collect(),
            records: entries.iter().map(|(_, records)| records.iter().map(|r| r.map(|r| r.id)).collect()).collect(),
            cells: entries
                .iter()
                .map(|(article, records)| {
                    records.iter().enumerate().map(|(coder, record)| cell(article, coder, *record)).collect()
                })
                .collect(),
        }
    }

    /// The answers to one question along an ordered list of records, one list per article and coder.
    fn list(&self, unit: &Unit, variable: &Variable, worked: &[(&Article, Vec<Option<Vec<&Record>>>)]) -> Marks {
        let mut chains: Vec<Vec<String>> = Vec::new();
        let mut cells = Vec::new();
        for (_, codings) in worked {
            for coding in codings {
                let Some(records) = coding else {
                    cells.push(NOT_RATED);
                    continue;
                };
                let mut records = records.clone();
                records.sort_by_key(|record| (record.position, record.id));
                let chain: Vec<String> = records.iter().filter_map(|record| link(record, variable)).collect();
                let known = chains.iter().position(|c| *c == chain).unwrap_or_else(|| {
                    chains.push(chain);
                    chains.len() - 1
                });
                cells.push(known as u32);
            }
        }
        let units: Names = (1..=worked.len()).map(|number| number.to_string()).collect();
        let rated = Rated { coders: self.names(), units, values: RatedValues::Chains { chains }, cells };
        Marks {
            code: variable.code.clone(),
            unit: unit.label.clone(),
            label: variable.label.clone(),
            judgements: Judgements::Rated(rated),
        }
    }
}

/// Where the work on each article lies. A page that could not be read has no extents.
fn placed<'r, 'p>(
    worked: &'p [(&'r Article, Work<'r>)],
    documents: &'p BTreeMap<DocumentId, Arc<Document>>,
) -> Vec<Placed<'r, 'p>> {
    let place = |(article, codings): &'p (&'r Article, Work<'r>)| {
        let document = documents.get(&article.document)?;
        Some((*article, codings, extent(article, document, codings.iter().flatten().flatten())))
    };
    worked.iter().filter_map(place).collect()
}

/// Which records stand for the same spans.
fn alike<'r>(tied: &Tied, placed: &[Placed<'r, '_>]) -> Vec<Alike<'r>> {
    let entries = aligned_records(tied).into_iter().filter_map(|(text, entry)| {
        let (article, codings, _) = placed.get(text)?;
        let record = |(coder, number): (usize, Option<usize>)| codings.get(coder)?.as_ref()?.get(number?).copied();
        Some((*article, entry.into_iter().enumerate().map(record).collect()))
    });
    entries.collect()
}

/// A link of a list as it is compared: a code, or a name without the spaces around it.
fn link(record: &Record, variable: &Variable) -> Option<String> {
    match &record.answers.get(&variable.code)?.state {
        crate::model::AnswerState::Coded(Value::Code(text) | Value::Text(text)) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The spans of a record in a role.
fn fragments(record: &Record, role: &str, extent: &Extent<'_>) -> Vec<(u64, u64)> {
    record.anchors_of(role).map(|anchor| extent.span(anchor.span)).filter(|(start, end)| start < end).collect()
}

/// From the first block of an article to its last, and farther where something was marked outside.
fn extent<'a, 'r>(
    article: &Article,
    document: &'a Document,
    records: impl Iterator<Item = &'r &'r Record>,
) -> Extent<'a> {
    let blocks = document.blocks.get(article.blocks.clone()).unwrap_or_default();
    let (mut start, mut end) = (usize::MAX, 0);
    let spans = blocks.iter().map(|block| block.span).chain(records.flat_map(|r| r.anchors.iter().map(|a| a.span)));
    for span in spans {
        (start, end) = (start.min(span.start()), end.max(span.end()));
    }
    let (text, start) = (document.text.as_str(), start.min(end));
    Extent { text, start, length: text.get(start..end).map_or(0, |text| text.chars().count() as u64) }
}
