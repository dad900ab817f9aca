//! Finding the cases of a round.

use super::entries::{Entry, Work};
use super::{Asked, Case, CaseFilter, CaseId, Cases, Judged, Standing};
use crate::model::{
    Anchor, AnswerState, Article, ArticleId, Bilingual, ByteSpan, Codebook, CodebookVersionId, Coder, CoderId, Coding,
    CodingId, CodingState, Decision, Document, DocumentId, Record, RecordId, RoundId, Scope, Unit, Variable,
};
use crate::project::agreement_choice::Chosen;
use crate::project::agreement_data::{Finished, label, state};
use crate::project::{AgreementChoice, Mint, Project, ProjectError};
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Characters of a record's words that stand beside its questions.
const QUOTED: usize = 80;

/// Versions of the codebook by identity, and the one that holds.
pub(in crate::project) type Books<'b> = (&'b BTreeMap<CodebookVersionId, Arc<Codebook>>, CodebookVersionId);

/// The adjudicated coding of an article in a round.
pub(in crate::project) fn adjudicated_coding(article: ArticleId, round: RoundId) -> CodingId {
    CodingId::from_uuid(Mint::only_one(article.uuid(), &format!("{}/{round}", CoderId::ADJUDICATED), 0))
}

/// The adjudicated record of what coders made, named after one of their records.
pub(super) fn adjudicated_record(coding: CodingId, source: RecordId) -> RecordId {
    RecordId::from_uuid(Mint::only_one(coding.uuid(), &format!("adjudicated/{source}"), 0))
}

impl Project {
    /// Where the coders of a round differ, and what is decided there: everything that at least two of them have finished
    /// under one version of the codebook. With `only`, of these articles and the others on their pages.
    pub fn cases(&self, choice: &AgreementChoice, only: Option<&BTreeSet<ArticleId>>) -> Result<Cases, ProjectError> {
        read(&self.store, (&self.books, self.book), choice, only)
    }

    /// The place of a coder among the columns, by name or letter.
    pub fn case_coder(cases: &Cases, name: &str) -> Option<usize> {
        let name = name.trim();
        let named = cases.coders.iter().position(|c| c.name == name);
        named.or_else(|| (0..cases.coders.len()).find(|place| Cases::letter(*place) == name))
    }
}

impl Cases {
    /// These cases with those of some pages as they are now.
    #[must_use]
    pub fn renewed(&self, fresh: Self) -> Self {
        let pages: BTreeSet<DocumentId> = fresh.cases.iter().map(|case| case.document).collect();
        let mut fresh_of: BTreeMap<DocumentId, Vec<Case>> = BTreeMap::new();
        for case in fresh.cases {
            fresh_of.entry(case.document).or_default().push(case);
        }
        let mut cases = Vec::with_capacity(self.cases.len());
        for case in &self.cases {
            if pages.contains(&case.document) {
                cases.append(&mut fresh_of.remove(&case.document).unwrap_or_default());
            } else {
                cases.push(case.clone());
            }
        }
        Self { cases, coders: fresh.coders, ..self.clone() }
    }

    /// The cases that somebody wants to see.
    pub fn wanted<'c>(&'c self, filter: &'c CaseFilter) -> impl Iterator<Item = &'c Case> {
        self.cases.iter().filter(move |case| filter.holds(case))
    }
}

/// Reads the cases; also within a step, of what it has written so far.
pub(in crate::project) fn read(
    store: &Store,
    (books, current): Books<'_>,
    choice: &AgreementChoice,
    only: Option<&BTreeSet<ArticleId>>,
) -> Result<Cases, ProjectError> {
    let mut chosen = Chosen::read(store, books, current, choice)?;
    if let Some(only) = only {
        let pages: BTreeSet<DocumentId> =
            chosen.articles.iter().filter(|a| only.contains(&a.id)).map(|a| a.document).collect();
        chosen.articles.retain(|a| pages.contains(&a.document));
        let left: BTreeSet<ArticleId> = chosen.articles.iter().map(|a| a.id).collect();
        chosen.codings.retain(|c| left.contains(&c.article));
        chosen.adjudicated.retain(|c| left.contains(&c.article));
    }
    chosen.codings.retain(|c| c.state == CodingState::Done);
    // The order is that of the whole round, whatever part of it is read.
    chosen.coders.sort_by_key(|c| *blake3::hash(format!("{}/{}", chosen.round, c.id).as_bytes()).as_bytes());
    let mut by_article: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for coding in &chosen.codings {
        *by_article.entry(coding.article).or_default() += 1;
    }
    let pages: BTreeSet<DocumentId> =
        chosen.articles.iter().filter(|a| by_article.contains_key(&a.id)).map(|a| a.document).collect();
    let mut documents = BTreeMap::new();
    for page in pages {
        let document = store.document(page)?.ok_or(ProjectError::Gone { what: "document" })?;
        documents.insert(page, Arc::new(document));
    }
    let mut all = if only.is_none() { store.all_records()? } else { BTreeMap::new() };
    let mut of = |coding: &Coding| match only {
        None => Ok::<_, ProjectError>(all.remove(&coding.id).unwrap_or_default()),
        Some(_) => Ok(store.records(coding.id)?),
    };
    let (mut records, mut codings, mut ruled) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for coding in &chosen.codings {
        records.insert((coding.article, coding.coder), of(coding)?);
        codings.insert((coding.article, coding.coder), coding.id);
    }
    for coding in chosen.adjudicated.iter().filter(|c| c.codebook == chosen.version) {
        ruled.insert(coding.article, of(coding)?);
    }
    let decisions: BTreeMap<(RecordId, String), Decision> =
        store.decisions()?.into_iter().map(|d| ((d.thing, d.item.clone()), d)).collect();
    let finished = Finished { coders: &chosen.coders, articles: &chosen.articles, records };
    let work = Work { book: &chosen.book, finished, codings: &codings, documents: &documents };
    let on_page: BTreeMap<DocumentId, Vec<ArticleId>> =
        chosen.articles.iter().fold(BTreeMap::new(), |mut pages: BTreeMap<_, Vec<_>>, article| {
            pages.entry(article.document).or_default().push(article.id);
            pages
        });
    let reader = Reader { work: &work, round: chosen.round, ruled, decisions, on_page };
    let entries: Vec<Placed<'_>> = work.entries().into_iter().map(|entry| reader.placed(entry)).collect();
    // Whose adjudicated record a coder's record is part of.
    let mut whose: BTreeMap<RecordId, RecordId> = BTreeMap::new();
    for placed in &entries {
        for (record, _) in placed.entry.records.iter().flatten() {
            whose.insert(record.id, placed.thing_record());
        }
    }
    let mut cases = Vec::new();
    for placed in &entries {
        reader.cases(placed, &whose, &mut cases);
    }
    // Coders who have finished nothing have no column.
    let people: BTreeSet<CoderId> = if only.is_none() {
        chosen.codings.iter().map(|c| c.coder).collect()
    } else {
        let of_round = |c: &Coding| c.round == chosen.round && c.codebook == chosen.version;
        let done = |c: &Coding| c.state == CodingState::Done && of_round(c);
        store.codings()?.iter().filter(|c| done(c)).map(|c| c.coder).collect()
    };
    let kept: Vec<usize> = (0..chosen.coders.len())
        .filter(|place| chosen.coders.get(*place).is_some_and(|coder| people.contains(&coder.id)))
        .collect();
    for case in &mut cases {
        case.codings = kept.iter().map(|place| case.codings.get(*place).copied().flatten()).collect();
        case.records = kept.iter().map(|place| case.records.get(*place).copied().flatten()).collect();
        case.cells = kept.iter().map(|place| case.cells.get(*place).cloned().flatten()).collect();
    }
    let coders: Vec<Coder> = kept.iter().filter_map(|place| chosen.coders.get(*place).cloned()).collect();
    Ok(Cases { round: chosen.round, version: chosen.version, book: chosen.book, coders, cases })
}

/// What two hold in one article, as cases of which nothing is decided: the first is that of the coding, the second anything that is held
/// against it.
pub(in crate::project) fn compare(
    book: &Arc<Codebook>,
    coding: &Coding,
    article: &Article,
    document: &Arc<Document>,
    people: &[Coder; 2],
    records: [Vec<Record>; 2],
) -> Cases {
    let articles = [article.clone()];
    let ids = [people[0].id, people[1].id];
    let records = ids.into_iter().map(|coder| (article.id, coder)).zip(records).collect();
    let codings = ids.into_iter().map(|coder| ((article.id, coder), coding.id)).collect();
    let documents = BTreeMap::from([(document.id, Arc::clone(document))]);
    let finished = Finished { coders: people, articles: &articles, records };
    let work = Work { book, finished, codings: &codings, documents: &documents };
    let on_page = BTreeMap::from([(document.id, vec![article.id])]);
    let (ruled, decisions) = (BTreeMap::new(), BTreeMap::new());
    let reader = Reader { work: &work, round: coding.round, ruled, decisions, on_page };
    let mut cases = Vec::new();
    for entry in work.entries() {
        reader.cases(&reader.placed(entry), &BTreeMap::new(), &mut cases);
    }
    let coders = people.to_vec();
    Cases { round: coding.round, version: coding.codebook, book: Arc::clone(book), coders, cases }
}

/// What cases are read from.
struct Reader<'w> {
    work: &'w Work<'w>,
    round: RoundId,
    /// The adjudicated records by article.
    ruled: BTreeMap<ArticleId, Vec<Record>>,
    decisions: BTreeMap<(RecordId, String), Decision>,
    on_page: BTreeMap<DocumentId, Vec<ArticleId>>,
}

/// An entry with its name and its adjudicated record.
struct Placed<'r> {
    entry: Entry<'r>,
    thing: RecordId,
    ruled: Option<Record>,
    /// Whether there is to be such a record; `None` while nobody has decided and coders differ.
    there: Option<bool>,
}

impl Placed<'_> {
    /// The adjudicated record, as far as it has a name of its own.
    fn thing_record(&self) -> RecordId {
        self.ruled.as_ref().map_or(self.thing, |record| record.id)
    }
}

impl Reader<'_> {
    fn placed<'r>(&self, entry: Entry<'r>) -> Placed<'r> {
        let coding = adjudicated_coding(entry.article.id, self.round);
        if let Some(row) = &entry.row {
            let here = [entry.article.id];
            let articles = match entry.unit.scope {
                Scope::Document => self.on_page.get(&entry.article.document).map_or(&here[..], Vec::as_slice),
                _ => &here,
            };
            let is_it = |r: &&Record| r.unit == entry.unit.code && row.iter().all(|(k, v)| r.code_of(k) == Some(v));
            let ruled = articles.iter().filter_map(|a| self.ruled.get(a)).flatten().find(is_it).cloned();
            let named: Vec<String> = row.iter().map(|(k, v)| format!("/{k}={v}")).collect();
            let beside = match entry.unit.scope {
                Scope::Document => entry.article.document.uuid(),
                _ => coding.uuid(),
            };
            let name = format!("case/{}/{}{}", self.round, entry.unit.code, named.concat());
            let thing = RecordId::from_uuid(Mint::only_one(beside, &name, 0));
            return Placed { entry, thing, ruled, there: Some(true) };
        }
        let mut sources: Vec<RecordId> = entry.records.iter().flatten().map(|(r, _)| r.id).collect();
        sources.sort();
        // The name that was given first holds, also where a further coder's record has come to it since.
        let names: Vec<RecordId> = sources.iter().map(|source| adjudicated_record(coding, *source)).collect();
        let known = self.ruled.get(&entry.article.id);
        let record = |id: &RecordId| known.and_then(|records| records.iter().find(|r| r.id == *id));
        let there = super::THERE.to_owned();
        let decided = |id: &RecordId| self.decisions.contains_key(&(*id, there.clone()));
        let given = names.iter().find(|id| record(id).is_some() || decided(id)).or(names.first()).copied();
        let thing = given.unwrap_or_else(|| adjudicated_record(coding, RecordId::from_uuid(coding.uuid())));
        let all = entry.finished.iter().zip(&entry.records).all(|(finished, record)| !finished || record.is_some());
        let decision = self.decisions.get(&(thing, there)).map(|d| d.there);
        let ruled = record(&thing).cloned();
        Placed { entry, thing, ruled, there: decision.or(all.then_some(true)) }
    }

    fn cases(&self, placed: &Placed<'_>, whose: &BTreeMap<RecordId, RecordId>, out: &mut Vec<Case>) {
        let entry = &placed.entry;
        let unit = entry.unit;
        let row = entry.row.clone().unwrap_or_default();
        let words = || {
            let anchors = entry.records.iter().flatten().flat_map(|(r, _)| &r.anchors);
            let first: Option<&Anchor> = anchors.min_by_key(|a| (a.span.start(), a.span.end()));
            first.map_or_else(String::new, |a| a.quote.chars().take(QUOTED).collect())
        };
        let (parent, links) = ties(entry, whose);
        let blank = Case {
            id: CaseId { thing: placed.thing, item: String::new() },
            article: entry.article.id,
            title: entry.article.title.clone(),
            document: entry.article.document,
            unit: unit.code.clone(),
            asked: Asked::There,
            label: unit.label.clone(),
            words: if entry.row.is_none() { words() } else { String::new() },
            codings: self.codings(entry),
            records: entry.records.iter().map(|r| r.map(|(r, _)| r.id)).collect(),
            cells: Vec::new(),
            ruled: None,
            decision: None,
            standing: Standing::Moot,
            stands: entry.row.is_some(),
            place: entry.place,
            parent,
            links,
            row: row.clone(),
        };
        let mut push =
            |asked: Asked, label: Bilingual, cells: Vec<Option<Judged>>, ruled: Option<Judged>, moot: bool| {
                let id = CaseId { thing: placed.thing, item: asked.item() };
                let decision = self.decisions.get(&(id.thing, id.item.clone())).cloned();
                let mut case = Case { id, asked, label, cells, ruled, decision, ..blank.clone() };
                case.standing = standing(&case, placed.there, moot);
                if case.standing == Standing::Moot {
                    case.ruled = None;
                }
                out.push(case);
            };
        let there: Vec<Option<Judged>> = entry
            .finished
            .iter()
            .zip(&entry.records)
            .map(|(finished, record)| finished.then_some(Judged::There(record.is_some())))
            .collect();
        if entry.row.is_none() && there.contains(&Some(Judged::There(false))) {
            push(Asked::There, unit.label.clone(), there, placed.there.map(Judged::There), false);
        }
        for role in &unit.roles {
            let cells: Vec<Option<Judged>> =
                entry.records.iter().map(|r| r.map(|(r, _)| spans(r, &role.code))).collect();
            if cells.iter().flatten().all(|cell| *cell == Judged::Spans(Vec::new())) {
                continue;
            }
            let join = |a: &str, b: &str| format!("{a} · {b}");
            let label =
                Bilingual { en: join(&unit.label.en, &role.label.en), ar: join(&unit.label.ar, &role.label.ar) };
            let applies = |record: &Record| role.applies_if.as_ref().is_none_or(|c| c.holds(record) != Some(false));
            let moot = placed.ruled.as_ref().is_some_and(|record| !applies(record));
            let ruled = placed.ruled.as_ref().map(|record| spans(record, &role.code));
            push(Asked::Spans(role.code.clone()), label, cells, ruled, moot);
        }
        for variable in unit.variables.iter().filter(|v| v.is_asked() && !row.contains_key(&v.code)) {
            let cells: Vec<Option<Judged>> =
                entry.records.iter().map(|r| r.map(|(r, all)| Judged::Answer(state(unit, variable, r, all)))).collect();
            if says_nothing(variable, &cells) {
                continue;
            }
            let of_row = entry.row.clone().unwrap_or_default();
            let moot = placed.ruled.as_ref().is_some_and(|record| unit.applies(record, variable) == Some(false));
            let ruled = placed.ruled.as_ref().map(|record| Judged::Answer(record.stored(&variable.code)));
            let label = label(self.work.book, &of_row, variable);
            push(Asked::Answer(variable.code.clone()), label, cells, ruled.filter(|r| !r.is_open()), moot);
        }
    }

    fn codings(&self, entry: &Entry<'_>) -> Vec<Option<CodingId>> {
        let article = entry.article;
        let here = [article.id];
        let articles = match entry.unit.scope {
            Scope::Document => self.on_page.get(&article.document).map_or(&here[..], Vec::as_slice),
            _ => &here,
        };
        let of = |(place, coder): (usize, &Coder)| {
            // The coding that holds the record, or else the first that is finished.
            let record = entry.records.get(place).copied().flatten().map(|(r, _)| r.coding);
            record.or_else(|| articles.iter().find_map(|a| self.work.codings.get(&(*a, coder.id)).copied()))
        };
        self.work.finished.coders.iter().enumerate().map(of).collect()
    }
}

/// Whether nobody has answered, or the question applies to nobody.
fn says_nothing(variable: &Variable, cells: &[Option<Judged>]) -> bool {
    cells.iter().flatten().all(|cell| match cell {
        Judged::Answer(AnswerState::NotApplicable) => !variable.allow_na,
        other => other.is_open(),
    })
}

fn standing(case: &Case, there: Option<bool>, moot: bool) -> Standing {
    if case.asked != Asked::There {
        match there {
            None => return Standing::Waits,
            Some(false) => return Standing::Moot,
            Some(true) if moot => return Standing::Moot,
            Some(true) => {}
        }
    }
    match case.unanimous() {
        _ if case.decision.is_some() => Standing::Settled,
        None => Standing::Differs,
        Some(held) if case.ruled.as_ref() == Some(held) => Standing::Settled,
        Some(_) => Standing::Unanimous,
    }
}

/// The words of a record in a role, in text order.
fn spans(record: &Record, role: &str) -> Judged {
    let mut spans: Vec<ByteSpan> = record.anchors_of(role).map(|a| a.span).collect();
    spans.sort_by_key(|s| (s.start(), s.end()));
    Judged::Spans(spans)
}

/// What most of the records hang under and are linked to, as adjudicated records.
fn ties(entry: &Entry<'_>, whose: &BTreeMap<RecordId, RecordId>) -> (Option<RecordId>, BTreeMap<String, RecordId>) {
    let records: Vec<&Record> = entry.records.iter().flatten().map(|(r, _)| *r).collect();
    let most = |ends: Vec<Option<RecordId>>| {
        let ends: Vec<Option<RecordId>> = ends.into_iter().map(|end| whose.get(&end?).copied()).collect();
        let count = |end: &Option<RecordId>| ends.iter().filter(|e| *e == end).count();
        ends.iter().copied().max_by_key(|end| (count(end), end.is_some())).flatten()
    };
    let parent = most(records.iter().map(|r| r.parent).collect());
    let link = |role: &str| {
        let to = |r: &&Record| r.links.iter().find(|l| l.role == role).map(|l| l.to);
        most(records.iter().map(to).collect())
    };
    let unit: &Unit = entry.unit;
    let links = unit.links.iter().filter_map(|l| Some((l.code.clone(), link(&l.code)?))).collect();
    (parent, links)
}
