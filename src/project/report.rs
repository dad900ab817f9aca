//! What the reliability report is made of: read from the project a few codings at a time, put together elsewhere.

use super::agreement_data::Finished;
use super::export::Folder;
use super::{AgreementChoice, AgreementReading, Facet, Overlap, Project, ProjectError, Sample};
use crate::export::{ExportError, ExportTarget};
use crate::jobs::Monitor;
use crate::model::{
    AnswerState, ArticleId, CodebookVersionId, Coder, CoderId, Coding, CodingId, CodingState, DocumentId, Record,
    Round, RoundId, RoundKind, Value,
};
use crate::report::{
    CoderFacts, Definition, Draw, Elsewhere, FindingsMaterial, FoundArticle, FoundCoding, Origin, ReportDocument,
    ReportMaterial, ReportOptions, RoundFacts, StudyFacts, VariableData, gather, report_files,
};
use crate::store::DocumentHead;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::PathBuf;

/// What is reported.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReportChoice {
    /// What is compared.
    pub agreement: AgreementChoice,
    /// Whether what was marked in the texts is left out.
    pub without_marks: bool,
    /// Which codings the findings rest on.
    pub findings: Origin,
}

/// What is to be reported, while it is read.
pub struct ReportReading {
    choice: ReportChoice,
    main: AgreementReading,
    /// Other rounds and versions with finished work.
    others: Vec<(Round, String, AgreementReading)>,
    /// Adjudicated codings that are not read yet.
    waiting: Vec<Coding>,
    adjudicated: BTreeMap<ArticleId, Vec<Record>>,
    facts: StudyFacts,
    heads: BTreeMap<DocumentId, DocumentHead>,
    /// Pages with the number of their articles.
    pages: Vec<(usize, DocumentId)>,
    whole: usize,
}

/// How a report is computed, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportOrder {
    /// The folder, which is made if need be.
    pub to: PathBuf,
    /// Whether files that are there are replaced.
    pub force: bool,
    /// How it is computed.
    pub options: ReportOptions,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The report.
    pub document: ReportDocument,
    /// The files, where they are now.
    pub files: Vec<PathBuf>,
}

/// Computes and writes a report. Until all is written nothing stands in the folder, and nothing if somebody stops it.
///
/// # Errors
/// Something cannot be written, a file is there already, or it was stopped.
pub fn write_report(
    material: &ReportMaterial,
    order: &ReportOrder,
    monitor: &Monitor,
) -> Result<Reported, ProjectError> {
    let mut folder = Folder::at(&order.to, None, order.force, monitor)?;
    let document = ReportDocument::of(material, order.options, monitor)?;
    for file in report_files(&document, material)? {
        let mut out = folder.begin(&file.name)?;
        let failed = |e: io::Error| ExportError::Table { table: file.name.clone(), reason: e.to_string() };
        out.write_all(&file.bytes).and_then(|()| out.flush()).map_err(failed)?;
    }
    Ok(Reported { document, files: folder.commit()? })
}

/// Codings and pages that are read between two looks at whether somebody has stopped it.
const AT_ONCE: usize = 256;

const OUTLET: &str = "outlet";
const SECTION: &str = "section";

/// Facts of pages as far as anybody knows them.
#[derive(Default)]
struct KnownFacts {
    /// Outlet and section of each page.
    of: BTreeMap<DocumentId, (String, String)>,
    /// Outlets with the number of their articles, the largest first.
    outlets: Vec<(String, usize)>,
}

impl ReportReading {
    /// Whether everything is read.
    pub fn is_complete(&self) -> bool {
        self.left() == 0
    }

    /// Codings and pages that are still to be read, and all there were.
    pub fn progress(&self) -> (usize, usize) {
        (self.left(), self.whole)
    }

    fn left(&self) -> usize {
        self.main.left() + self.others.iter().map(|(_, _, other)| other.left()).sum::<usize>() + self.waiting.len()
    }

    /// Reads on no more than the findings need: the chosen round without what was marked.
    #[must_use]
    pub fn for_findings(mut self) -> Self {
        self.others.clear();
        self.main = self.main.without_marks();
        self.whole = self.left();
        self
    }

    /// What the findings are computed from, alone.
    pub fn findings_material(&self) -> FindingsMaterial {
        self.findings(&self.known_facts())
    }

    /// Puts together what was read. Needs no project: it can be done elsewhere.
    pub fn material(self) -> ReportMaterial {
        let known = self.known_facts();
        let findings = self.findings(&known);
        let adjudicated = self.with_adjudicated();
        let Self { choice, main, others, mut facts, .. } = self;
        let book = std::sync::Arc::clone(&main.chosen.book);
        let definitions = book.units.iter().flat_map(|unit| &unit.variables).map(|variable| {
            let (question, definition) = (variable.question.clone(), variable.definition.clone());
            (variable.code.clone(), Definition { question, definition })
        });
        let definitions = definitions.collect();
        let data = main.data();
        facts.unfinished = data.unfinished_codings;
        facts.outlets = known.outlets;
        let weeks = (0..data.variables.len()).map(|variable| data.weeks(variable)).collect();
        let elsewhere = others.into_iter().map(|(round, version, reading)| Elsewhere {
            round: round.name,
            kind: round.kind,
            version,
            variables: reading.data().variables,
        });
        ReportMaterial {
            facts,
            definitions,
            weeks,
            elsewhere: elsewhere.collect(),
            marks: data.marks,
            variables: data.variables,
            without_marks: choice.without_marks,
            adjudicated,
            findings,
        }
    }

    /// Outlet and section of each page: as its metadata say, or else as coders answered the question that is about it.
    fn known_facts(&self) -> KnownFacts {
        let chosen = &self.main.chosen;
        let page: BTreeMap<ArticleId, DocumentId> = chosen.articles.iter().map(|a| (a.id, a.document)).collect();
        let mut of_page: BTreeMap<(DocumentId, &str), BTreeMap<String, usize>> = BTreeMap::new();
        for fact in [OUTLET, SECTION] {
            let about = chosen.book.units.iter().flat_map(|unit| &unit.variables);
            let Some(variable) = about.into_iter().find(|v| v.from_document.iter().any(|f| f == fact)) else {
                continue;
            };
            for coding in chosen.codings.iter().filter(|c| c.state == CodingState::Done) {
                let Some(document) = page.get(&coding.article) else { continue };
                for record in self.main.records.get(&coding.id).into_iter().flatten() {
                    if let AnswerState::Coded(Value::Text(name) | Value::Code(name)) = record.stored(&variable.code) {
                        *of_page.entry((*document, fact)).or_default().entry(name.trim().to_owned()).or_default() += 1;
                    }
                }
            }
        }
        let fact = |document: DocumentId, fact: &'static str| {
            let metadata = self.heads.get(&document).and_then(|head| head.metadata.get(fact));
            let printed = metadata.map(|m| m.trim().to_owned()).filter(|m| !m.is_empty());
            // Of several answers the most frequent one, and of those the first by its letters.
            let coded = || {
                let answers = of_page.get(&(document, fact))?;
                answers.iter().rev().max_by_key(|(_, n)| **n).map(|(name, _)| name.clone())
            };
            printed.or_else(coded).unwrap_or_default()
        };
        let mut known = KnownFacts::default();
        let mut outlets: BTreeMap<String, usize> = BTreeMap::new();
        for (article, document) in &self.pages {
            let outlet =
                known.of.entry(*document).or_insert_with(|| (fact(*document, OUTLET), fact(*document, SECTION)));
            *outlets.entry(outlet.0.clone()).or_default() += article;
        }
        known.outlets = outlets.into_iter().collect();
        known.outlets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        known
    }

    /// What finished codings say of outlets, targets and holders.
    fn findings(&self, known: &KnownFacts) -> FindingsMaterial {
        let chosen = &self.main.chosen;
        let mut of_article: BTreeMap<ArticleId, Vec<&[Record]>> = BTreeMap::new();
        match self.choice.findings {
            Origin::All => {
                for coding in chosen.codings.iter().filter(|c| c.state == CodingState::Done) {
                    let records = self.main.records.get(&coding.id).map(Vec::as_slice).unwrap_or_default();
                    of_article.entry(coding.article).or_default().push(records);
                }
            }
            Origin::Adjudicated => {
                let there: BTreeSet<ArticleId> = chosen.articles.iter().map(|a| a.id).collect();
                for (article, records) in self.adjudicated.iter().filter(|(article, _)| there.contains(article)) {
                    of_article.entry(*article).or_default().push(records);
                }
            }
        }
        let (mut articles, mut codings) = (Vec::new(), Vec::new());
        for article in &chosen.articles {
            let Some(work) = of_article.get(&article.id) else { continue };
            let head = self.heads.get(&article.document);
            let (outlet, section) = known.of.get(&article.document).cloned().unwrap_or_default();
            let weight = 1.0 / work.len() as f64;
            codings.extend(work.iter().map(|records| FoundCoding { article: articles.len(), weight, records }));
            articles.push(FoundArticle {
                id: article.id,
                title: article.title.clone(),
                outlet,
                section,
                language: head.and_then(|head| head.language.clone()).unwrap_or_default(),
            });
        }
        gather(&chosen.book, self.choice.findings, articles, codings.into_iter())
    }

    /// The questions of adjudicated articles, with what was decided as one more coder.
    fn with_adjudicated(&self) -> Vec<VariableData> {
        if self.adjudicated.is_empty() {
            return Vec::new();
        }
        let chosen = &self.main.chosen;
        let mut coders: Vec<Coder> = chosen.coders.clone();
        coders.push(Coder { id: CoderId::ADJUDICATED, name: String::new(), lead: false });
        let articles: Vec<_> =
            chosen.articles.iter().filter(|article| self.adjudicated.contains_key(&article.id)).cloned().collect();
        let mut records: BTreeMap<(ArticleId, CoderId), Vec<Record>> = BTreeMap::new();
        for coding in chosen.codings.iter().filter(|c| c.state == CodingState::Done) {
            if self.adjudicated.contains_key(&coding.article) {
                let own = self.main.records.get(&coding.id).cloned().unwrap_or_default();
                records.insert((coding.article, coding.coder), own);
            }
        }
        for (article, ruled) in &self.adjudicated {
            records.insert((*article, CoderId::ADJUDICATED), ruled.clone());
        }
        let finished = Finished { coders: &coders, articles: &articles, records };
        let texts = (!self.choice.without_marks).then_some(&self.main.documents);
        finished.compared(&chosen.book, texts, |code| chosen.asks(code)).0
    }
}

impl Project {
    /// Begins to read what is to be reported.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn begin_report(&self, choice: &ReportChoice) -> Result<ReportReading, ProjectError> {
        let of = |choice: &AgreementChoice, without_marks: bool| {
            let reading = self.begin_agreement(choice)?;
            Ok::<_, ProjectError>(if without_marks { reading.without_marks() } else { reading })
        };
        let main = of(&choice.agreement, choice.without_marks)?;
        let (round, version) = (main.chosen.round, main.chosen.version);
        let rounds = self.store.rounds()?;
        let all: Vec<Coding> = self.store.codings()?.into_iter().filter(|c| c.coder != CoderId::ADJUDICATED).collect();
        let mut others = Vec::new();
        let done = all.iter().filter(|c| c.state == CodingState::Done);
        let worked: BTreeSet<(RoundId, CodebookVersionId)> = done.map(|c| (c.round, c.codebook)).collect();
        for (other, of_version) in worked.into_iter().filter(|key| *key != (round, version)) {
            let Some(found) = rounds.iter().find(|r| r.id == other) else { continue };
            let of_other =
                AgreementChoice { round: Some(other), version: Some(of_version), ..choice.agreement.clone() };
            let name = self.books.get(&of_version).map(|b| format!("{} {}", b.id, b.version)).unwrap_or_default();
            others.push((found.clone(), name, of(&of_other, choice.without_marks)?));
        }
        let heads: BTreeMap<DocumentId, DocumentHead> =
            self.store.documents()?.into_iter().map(|d| (d.id, d)).collect();
        let waiting: Vec<Coding> = main.chosen.adjudicated.iter().filter(|c| c.codebook == version).cloned().collect();
        let facts = self.study_facts(&main, &rounds, &all, &heads, &waiting)?;
        let mut reading = ReportReading {
            choice: choice.clone(),
            main,
            others,
            waiting,
            adjudicated: BTreeMap::new(),
            facts,
            heads,
            pages: Vec::new(),
            whole: 0,
        };
        let mut pages: BTreeMap<DocumentId, usize> = BTreeMap::new();
        for article in self.store.articles()? {
            *pages.entry(article.document).or_default() += 1;
        }
        reading.pages = pages.into_iter().map(|(document, articles)| (articles, document)).collect();
        reading.whole = reading.left();
        Ok(reading)
    }

    /// Reads on: at most so many codings and pages.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn read_report(&self, reading: &mut ReportReading, most: usize) -> Result<(), ProjectError> {
        let readings = std::iter::once(&mut reading.main).chain(reading.others.iter_mut().map(|(_, _, r)| r));
        for part in readings {
            if !part.is_complete() {
                return self.read_agreement(part, most);
            }
        }
        for _ in 0..most {
            let Some(coding) = reading.waiting.pop() else { break };
            let records = self.store.records(coding.id)?;
            reading.adjudicated.insert(coding.article, records);
        }
        Ok(())
    }

    /// Everything that the report is computed from, read at once.
    ///
    /// # Errors
    /// Something cannot be read; stopped.
    pub fn report_material(&self, choice: &ReportChoice, monitor: &Monitor) -> Result<ReportMaterial, ProjectError> {
        let mut reading = self.begin_report(choice)?;
        while !reading.is_complete() {
            monitor.check()?;
            self.read_report(&mut reading, AT_ONCE)?;
        }
        Ok(reading.material())
    }

    /// Reads, computes and writes the report; `monitor` counts what is computed.
    ///
    /// # Errors
    /// Something cannot be read or written, a file is there already, or it was stopped.
    pub fn report(
        &self,
        choice: &ReportChoice,
        order: &ReportOrder,
        monitor: &Monitor,
    ) -> Result<Reported, ProjectError> {
        write_report(&self.report_material(choice, monitor)?, order, monitor)
    }

    fn study_facts(
        &self,
        main: &AgreementReading,
        rounds: &[Round],
        all: &[Coding],
        heads: &BTreeMap<DocumentId, DocumentHead>,
        adjudicated: &[Coding],
    ) -> Result<StudyFacts, ProjectError> {
        let chosen = &main.chosen;
        let articles = self.store.articles()?;
        let assigned = self.store.assignments()?;
        let done: Vec<&Coding> = chosen.codings.iter().filter(|c| c.state == CodingState::Done).collect();
        let mut of_article: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for coding in &done {
            *of_article.entry(coding.article).or_default() += 1;
        }
        let fact = |document: &DocumentId, name: &str| {
            let found = heads.get(document).and_then(|head| head.metadata.get(name));
            found.map(|fact| fact.trim().to_owned()).unwrap_or_default()
        };
        let language = |document: &DocumentId| heads.get(document).and_then(|h| h.language.clone()).unwrap_or_default();
        let counted = |of: &dyn Fn(&DocumentId) -> String| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for article in &articles {
                *counts.entry(of(&article.document)).or_default() += 1;
            }
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            counts
        };
        let days: BTreeSet<String> =
            articles.iter().map(|a| fact(&a.document, "date")).filter(|d| !d.is_empty()).collect();
        let facts_of = |round: &Round, of: &[&Coding]| RoundFacts {
            name: round.name.clone(),
            kind: round.kind,
            codings: of.len(),
            articles: of.iter().map(|c| c.article).collect::<BTreeSet<_>>().len(),
            coders: of.iter().map(|c| c.coder).collect::<BTreeSet<_>>().len(),
        };
        let round = rounds.iter().find(|r| r.id == chosen.round).ok_or(ProjectError::Gone { what: "round" })?;
        let mut beside: Vec<RoundFacts> = Vec::new();
        let order = |kind: RoundKind| RoundKind::ALL.iter().position(|k| *k == kind);
        for other in rounds.iter().filter(|r| r.id != round.id) {
            let of: Vec<&Coding> = all.iter().filter(|c| c.round == other.id && c.state == CodingState::Done).collect();
            if !of.is_empty() {
                beside.push(facts_of(other, &of));
            }
        }
        beside.sort_by_key(|facts| order(facts.kind));
        let handed: BTreeSet<ArticleId> = assigned.iter().filter(|a| a.round == round.id).map(|a| a.article).collect();
        let ruled: BTreeSet<CodingId> = adjudicated.iter().map(|c| c.id).collect();
        let single = |facet: Facet| matches!(facet, Facet::Round | Facet::Version | Facet::Question);
        let book = &chosen.book;
        Ok(StudyFacts {
            title: self.title()?,
            codebook: book.title.clone(),
            version: format!("{} {}", book.id, book.version),
            round: facts_of(round, &done),
            articles: articles.len(),
            documents: heads.len(),
            outlets: Vec::new(),
            languages: counted(&language),
            days: days.first().cloned().zip(days.last().cloned()),
            assigned: handed.len(),
            shared: of_article.values().filter(|n| **n > 1).count(),
            draws: self.draws(round.id)?,
            coders: chosen
                .coders
                .iter()
                .map(|coder| CoderFacts {
                    name: coder.name.clone(),
                    articles: done.iter().filter(|c| c.coder == coder.id).count(),
                })
                .collect(),
            unfinished: 0,
            with_gaps: done.iter().filter(|c| c.forced_reason.is_some()).count(),
            other_versions: chosen.left_out.iter().map(|left| (left.version.clone(), left.codings)).collect(),
            put_aside: chosen
                .offered
                .iter()
                .filter(|offered| !offered.on && !single(offered.facet))
                .map(|offered| offered.name.en.clone())
                .collect(),
            rounds: beside,
            adjudicated: adjudicated.len(),
            decisions: self.store.decisions()?.iter().filter(|d| ruled.contains(&d.coding)).count(),
        })
    }

    /// How articles of a round were drawn.
    fn draws(&self, round: RoundId) -> Result<Vec<Draw>, ProjectError> {
        let of_round = self.handouts()?.into_iter().filter(|handout| handout.round == round);
        let draws = of_round.map(|handout| {
            let (sample, number, by) = match handout.sample {
                Sample::All => ("all", None, Vec::new()),
                Sample::Random(number) => ("random", Some(number), Vec::new()),
                Sample::Stratified { number, by } => {
                    ("stratified", Some(number), by.into_iter().map(|by| by.code().to_owned()).collect())
                }
                Sample::Picked(picked) => ("picked", Some(picked.len()), Vec::new()),
            };
            let (shared_part, shared_number) = match handout.overlap {
                Overlap::Share(part) => (Some(part), None),
                Overlap::Number(number) => (None, Some(number)),
            };
            let (sample, shared_by, seed) = (sample.to_owned(), handout.shared_by, handout.seed);
            Draw { sample, number, by, shared_part, shared_number, shared_by, seed }
        });
        Ok(draws.collect())
    }
}
