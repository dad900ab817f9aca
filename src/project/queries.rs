//! What screens and command line read.

use super::apply::main_round;
use super::begun::begun;
use super::lifecycle::TITLE;
use super::page_work::PageWork;
use super::{
    Beside, CoderInfo, CodingView, DOUBT, DocumentFinds, DocumentSummary, DocumentView, Project, ProjectError,
    ProjectInfo, QueueItem,
};
use crate::model::{
    Article, ArticleId, Assignment, Codebook, Coder, CoderId, Coding, CodingId, CodingState, Document, DocumentId,
    Kind, NoteTarget, ProposalKind, Round, RoundId, Timestamp, WorkTime, WorkTimeId, Zone, ZoneOrigin, effective_zones,
};
use crate::store::DocumentHead;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

impl Project {
    /// Name of the project.
    pub fn title(&self) -> Result<String, ProjectError> {
        Ok(self.store.project_setting(TITLE)?.unwrap_or_default())
    }

    /// All persons, in the order in which they joined.
    pub fn coders(&self) -> Result<Vec<Coder>, ProjectError> {
        let mut coders = self.store.coders()?;
        coders.retain(|c| c.id != CoderId::ADJUDICATED);
        Ok(coders)
    }

    /// All rounds.
    pub fn rounds(&self) -> Result<Vec<Round>, ProjectError> {
        Ok(self.store.rounds()?)
    }

    /// The round of the study itself.
    pub fn main_round(&self) -> Result<RoundId, ProjectError> {
        Ok(main_round(&self.store)?.id)
    }

    /// The codebook that new codings get.
    pub fn codebook(&self) -> Result<Arc<Codebook>, ProjectError> {
        self.books.get(&self.book).cloned().ok_or(ProjectError::Lacks { what: "a codebook" })
    }

    /// How a coder sees the window.
    pub fn settings(&self, coder: CoderId) -> Result<BTreeMap<String, String>, ProjectError> {
        Ok(self.store.coder_settings(coder)?)
    }

    /// A coder's articles in the order of their queue.
    pub fn queue(&self, coder: CoderId) -> Result<Vec<QueueItem>, ProjectError> {
        let outlets: HashMap<DocumentId, String> = self.store.document_facts(OUTLET)?.into_iter().collect();
        let articles = self.store.articles()?;
        self.items(self.store.assignments_of(coder)?, &self.store.codings_of(coder)?, articles, &outlets)
    }

    /// What a coder sees of their queue: each article once, in the round in which it is opened next ([`Project::open_coding`]). Nothing tells
    /// that an article was coded before, so whoever codes it again codes it afresh.
    ///
    /// # Errors
    /// The queue cannot be read.
    pub fn work_list(&self, coder: CoderId) -> Result<Vec<QueueItem>, ProjectError> {
        let mut queue = self.queue(coder)?;
        let mut shown: HashMap<ArticleId, (RoundId, bool)> = HashMap::new();
        for item in &queue {
            let is_open = item.state != Some(CodingState::Done);
            let known = shown.entry(item.article).or_insert((item.round, is_open));
            if !known.1 {
                *known = (item.round, is_open);
            }
        }
        queue.retain(|item| shown.get(&item.article).is_some_and(|(round, _)| *round == item.round));
        Ok(queue)
    }

    /// What a coder's queue says of one article.
    pub fn queue_items(&self, coder: CoderId, article: ArticleId) -> Result<Vec<QueueItem>, ProjectError> {
        let mut tasks = self.store.assignments_on(article)?;
        tasks.retain(|t| t.coder == coder);
        let mut codings = self.store.codings_on(article)?;
        codings.retain(|c| c.coder == coder);
        let Some(document) = self.store.article(article)?.map(|a| a.document) else { return Ok(Vec::new()) };
        let outlet = self.store.document_head(document)?.and_then(|head| outlet(&head));
        let outlets = outlet.map(|outlet| (document, outlet)).into_iter().collect();
        self.items(tasks, &codings, self.store.articles_of(document)?, &outlets)
    }

    fn items(
        &self,
        tasks: Vec<Assignment>,
        codings: &[Coding],
        articles: Vec<Article>,
        outlets: &HashMap<DocumentId, String>,
    ) -> Result<Vec<QueueItem>, ProjectError> {
        // Articles of a document come one after another.
        let ends =
            articles.windows(2).filter_map(|two| (two[0].document == two[1].document).then_some(two[0].document));
        let of_several: HashSet<DocumentId> = ends.collect();
        let articles: HashMap<ArticleId, Article> = articles.into_iter().map(|a| (a.id, a)).collect();
        let begun = begun(&self.store, &self.books, codings)?;
        let mut own: HashMap<(ArticleId, RoundId), &Coding> = HashMap::new();
        for coding in codings {
            own.entry((coding.article, coding.round)).or_insert(coding);
        }
        let item = |task: Assignment| {
            let article = articles.get(&task.article)?;
            let coding = own.get(&(task.article, task.round)).copied();
            Some(QueueItem {
                article: article.id,
                document: article.document,
                is_alone: !of_several.contains(&article.document),
                title: article.title.clone(),
                outlet: outlets.get(&article.document).cloned(),
                round: task.round,
                coding: coding.map(|c| c.id),
                has_gaps: coding.is_some_and(|c| c.forced_reason.is_some()),
                state: coding.filter(|c| begun.contains(&c.id)).map(|c| c.state),
            })
        };
        Ok(tasks.into_iter().filter_map(item).collect())
    }

    /// Whether a document is there; one that cannot be read is not.
    pub fn has_document(&self, document: DocumentId) -> bool {
        matches!(self.store.document_head(document), Ok(Some(_)))
    }

    /// Whether there are any documents.
    pub fn has_documents(&self) -> Result<bool, ProjectError> {
        Ok(self.store.has_documents()?)
    }

    /// Whether something is coded or noted in a coding: its coder has not only looked at the article.
    pub(super) fn is_begun(&self, coding: &Coding) -> Result<bool, ProjectError> {
        Ok(!begun(&self.store, &self.books, [coding])?.is_empty())
    }

    /// A coder's coding of an article: the one that is there, or a new one with the records that the codebook wants to
    /// stand there from the start. Beginning is on nobody's undo history.
    pub fn open_coding(&mut self, coder: CoderId, article: ArticleId) -> Result<CodingId, ProjectError> {
        let codings = self.store.codings_on(article)?;
        let is_done = |task: &Assignment| {
            let own = |c: &&Coding| c.coder == coder && c.article == article && c.round == task.round;
            codings.iter().find(own).is_some_and(|c| c.state == CodingState::Done)
        };
        let mut tasks = self.store.assignments_on(article)?;
        tasks.retain(|a| a.coder == coder);
        // An article that is to be coded again is opened in the round in which it is not done.
        let task = tasks.iter().find(|t| !is_done(t)).or(tasks.last());
        let round = match task {
            Some(task) => task.round,
            None => self.main_round()?,
        };
        let own = |c: &Coding| c.coder == coder && c.article == article && c.round == round;
        if let Some(coding) = codings.into_iter().find(own) {
            return Ok(coding.id);
        }
        let book = self.book;
        let step = self.quiet_step(Some(coder), "open_coding");
        let mut begun = None;
        self.step(&step, |act| {
            begun = Some(act.begin(coder, article, round, book)?);
            Ok(())
        })?;
        begun.ok_or(ProjectError::Gone { what: "article" })
    }

    /// Everything that the coding screen shows.
    ///
    /// # Errors
    /// It is another coder's work, or there is no such coding.
    pub fn coding_view(&self, coder: CoderId, coding: CodingId) -> Result<CodingView, ProjectError> {
        let coding = self.store.coding(coding)?.ok_or(ProjectError::Gone { what: "coding" })?;
        if coding.coder != coder {
            return Err(ProjectError::NotYours);
        }
        let article = self.store.article(coding.article)?.ok_or(ProjectError::Gone { what: "article" })?;
        let document = self.document(article.document)?;
        let book = self.books.get(&coding.codebook).cloned().ok_or(ProjectError::Lacks { what: "a codebook" })?;
        let work = PageWork::of(&self.store, &book, &coding)?;
        let missing = work.missing(&book);
        let PageWork { mut records, beside: others } = work;
        records.sort_by_key(|r| (r.first_byte().is_none(), r.first_byte(), r.position, r.id));
        let (mut memos, mut flags) = (self.store.memos(coding.id)?, self.store.flags(coding.id)?);
        let mut beside = Vec::new();
        for other in others {
            let is_shown = |target: NoteTarget| records.iter().any(|r| target == NoteTarget::Record(r.id));
            memos.extend(self.store.memos(other.id)?.into_iter().filter(|m| is_shown(m.target)));
            flags.extend(self.store.flags(other.id)?.into_iter().filter(|f| is_shown(f.target)));
            let title = self.store.article(other.article)?.map(|a| a.title).unwrap_or_default();
            let is_done = other.state == CodingState::Done;
            beside.push(Beside { coding: other.id, article: other.article, title, is_done });
        }
        let proposals = self.shown(&document, &article)?;
        let zones = self.store.zones(document.id)?;
        let work = self.store.work_sum(coding.id)?;
        Ok(CodingView {
            missing,
            memos,
            flags,
            beside,
            zones: effective_zones(&zones).into_iter().cloned().collect(),
            entities: self.names(coder, &book)?,
            active_ms: work.active_ms,
            idle_ms: work.idle_ms,
            coding,
            article,
            document,
            book,
            records,
            proposals,
        })
    }

    /// All documents in the order of their import.
    pub fn documents(&self) -> Result<Vec<DocumentSummary>, ProjectError> {
        let mut articles: BTreeMap<DocumentId, Vec<Article>> = BTreeMap::new();
        for article in self.store.articles()? {
            articles.entry(article.document).or_default().push(article);
        }
        let heads = self.store.documents()?.into_iter();
        Ok(heads
            .map(|head| DocumentSummary {
                id: head.id,
                outlet: outlet(&head),
                question: head.metadata.get(super::import::QUESTION).cloned(),
                title: head.title,
                file_name: head.source.file_name,
                language: head.language,
                articles: articles.remove(&head.id).unwrap_or_default(),
                imported_at: head.source.imported_at,
            })
            .collect())
    }

    /// How much was found in a document, and how much of it is doubtful.
    pub fn document_finds(&self, document: DocumentId) -> Result<DocumentFinds, ProjectError> {
        let zones = self.store.zones(document)?;
        let unsure = |z: &&&Zone| matches!(z.origin, ZoneOrigin::Rule { confidence, .. } if confidence < DOUBT);
        let doubtful: BTreeSet<usize> = effective_zones(&zones).iter().filter(unsure).map(|z| z.block).collect();
        let proposals = self.store.proposals(document)?;
        let disclaimers = proposals.iter().filter(|p| p.kind == ProposalKind::Disclaimer).count();
        Ok(DocumentFinds { doubtful: doubtful.len(), disclaimers })
    }

    /// A document with what was found on it.
    pub fn document_view(&self, document: DocumentId) -> Result<DocumentView, ProjectError> {
        let zones = self.store.zones(document)?;
        Ok(DocumentView {
            document: self.document(document)?,
            zones: effective_zones(&zones).into_iter().cloned().collect(),
            articles: self.store.articles_of(document)?,
            proposals: self.store.proposals(document)?,
        })
    }

    /// Keeps working time on a coding. The same beginning again means that the stretch has grown to these sums.
    pub fn record_work(
        &mut self,
        coding: CodingId,
        started_at: Timestamp,
        active_ms: i64,
        idle_ms: i64,
    ) -> Result<(), ProjectError> {
        let known = self.working.get(&(coding, started_at)).copied();
        let id = known.unwrap_or_else(|| WorkTimeId::from_uuid(self.mint.uuid()));
        let coder = self.store.coding(coding)?.ok_or(ProjectError::Gone { what: "coding" })?.coder;
        let step = self.quiet_step(Some(coder), "work_time");
        self.store.write(&step, |tx| {
            tx.put_work_time(&WorkTime { id, coding, started_at, active_ms, idle_ms }).map_err(ProjectError::from)
        })?;
        self.working.insert((coding, started_at), id);
        Ok(())
    }

    /// Counts of the project.
    pub fn info(&self) -> Result<ProjectInfo, ProjectError> {
        let book = self.codebook()?;
        let (codings, records) = (self.store.codings()?, self.store.all_records()?);
        let begun = begun(&self.store, &self.books, &codings)?;
        let (assignments, work) = (self.store.assignments()?, self.store.work_sums()?);
        let coders = self.coders()?.into_iter().map(|coder| {
            let opened = || codings.iter().filter(|c| c.coder == coder.id);
            let own: Vec<&Coding> = opened().filter(|c| begun.contains(&c.id)).collect();
            let is_begun = |a: &ArticleId, r: &RoundId| own.iter().any(|c| c.article == *a && c.round == *r);
            let tasks = assignments.iter().filter(|a| a.coder == coder.id);
            CoderInfo {
                to_do: tasks.filter(|a| !is_begun(&a.article, &a.round)).count(),
                begun: own.iter().filter(|c| c.state == CodingState::Begun).count(),
                done: own.iter().filter(|c| c.state == CodingState::Done).count(),
                records: own.iter().map(|c| records.get(&c.id).map_or(0, Vec::len)).sum(),
                active_minutes: opened().filter_map(|c| work.get(&c.id)).map(|w| w.active_ms).sum::<i64>() / 60_000,
                name: coder.name,
                lead: coder.lead,
            }
        });
        Ok(ProjectInfo {
            title: self.title()?,
            codebook: format!("{} {}", book.id, book.version),
            documents: self.store.documents()?.len(),
            articles: self.store.articles()?.len(),
            coders: coders.collect(),
            suggestions: self.suggestions()?,
        })
    }

    pub(super) fn document(&self, id: DocumentId) -> Result<Arc<Document>, ProjectError> {
        if let Some(known) = self.cache.borrow().documents.get(&id) {
            return Ok(Arc::clone(known));
        }
        let document = Arc::new(self.store.document(id)?.ok_or(ProjectError::Gone { what: "document" })?);
        self.cache.borrow_mut().documents.insert(id, Arc::clone(&document));
        Ok(document)
    }

    /// Names that a coder used so far, by question of kind `entity`.
    fn names(&self, coder: CoderId, book: &Codebook) -> Result<Vec<(String, Vec<String>)>, ProjectError> {
        let listed = |names: &BTreeMap<String, BTreeSet<String>>| {
            names.iter().map(|(k, v)| (k.clone(), v.iter().cloned().collect())).collect()
        };
        if let Some((_, names)) = self.cache.borrow().names.as_ref().filter(|(whose, _)| *whose == coder) {
            return Ok(listed(names));
        }
        let variables = book.units.iter().flat_map(|u| &u.variables).filter(|v| v.kind == Kind::Entity);
        let asked: Vec<&str> = variables.map(|v| v.code.as_str()).collect();
        let mut names: BTreeMap<String, BTreeSet<String>> =
            asked.iter().map(|c| ((*c).to_owned(), BTreeSet::new())).collect();
        for (variable, text) in self.store.texts_used(coder, &asked)? {
            names.entry(variable).or_default().insert(text);
        }
        let out = listed(&names);
        self.cache.borrow_mut().names = Some((coder, names));
        Ok(out)
    }
}

/// Fact about a document: who published it.
const OUTLET: &str = "outlet";

fn outlet(head: &DocumentHead) -> Option<String> {
    head.metadata.get(OUTLET).cloned()
}
