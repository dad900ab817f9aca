//! Everything that an export needs, a page at a time: of a sound project all of it, of a damaged one whatever can be read.

use super::names::Names;
use crate::export::{
    ExportBook, ExportChoice, ExportCoding, ExportError, ExportHead, ExportPage, ExportPrior, ExportSource, PageNotes,
    Worked, masked,
};
use crate::jobs::Monitor;
use crate::model::{
    Article, ArticleId, Codebook, CoderId, Coding, CodingId, CodingState, Document, DocumentId, DocumentSource, Flag,
    FrozenText, Memo, NoteTarget, Prior, Record, RoundId, Timestamp, Zone, ZoneOrigin,
};
use crate::project::{Project, ProjectError};
use crate::store::{StoreError, WorkSum};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// An export's source in a project. The project must not change while it is read.
pub struct Exporting<'p> {
    project: &'p Project,
    monitor: &'p Monitor,
    head: ExportHead,
    names: Names,
    pages: std::vec::IntoIter<DocumentId>,
    articles: BTreeMap<DocumentId, Vec<Article>>,
    codings: BTreeMap<ArticleId, Vec<Coding>>,
    memos: BTreeMap<NoteTarget, Vec<Memo>>,
    flags: BTreeMap<NoteTarget, Vec<Flag>>,
    work: BTreeMap<CodingId, WorkSum>,
    begun: BTreeMap<CodingId, Timestamp>,
    rounds: BTreeMap<RoundId, String>,
    /// Records that had to be read at once: those of a damaged project.
    rescued: Option<BTreeMap<CodingId, Vec<Record>>>,
    lost: Vec<String>,
    trouble: Option<ProjectError>,
}

impl Project {
    fn exported_priors(
        &self,
        names: &Names,
        rounds: &BTreeMap<RoundId, String>,
    ) -> Result<Vec<ExportPrior>, ProjectError> {
        let one = |prior: Prior| ExportPrior {
            coder: names.name(prior.coder),
            round: rounds.get(&prior.round).cloned().unwrap_or_default(),
            codebook: self.books.get(&prior.codebook).map(|b| format!("{} {}", b.id, b.version)).unwrap_or_default(),
            item: prior.item,
            answer: prior.answer,
        };
        let mut priors: Vec<ExportPrior> = self.store.priors()?.into_iter().map(one).collect();
        priors.sort_by(|a, b| (&a.coder, &a.item).cmp(&(&b.coder, &b.item)));
        Ok(priors)
    }

    /// Everything that an export needs. Pages are counted; between them somebody may stop it.
    ///
    /// # Errors
    /// Something cannot be read. The source of a damaged project (see [`Project::open_for_rescue`]) lists that instead and has
    /// all the rest; what belongs to something lost stands there without it.
    pub fn exporting<'p>(&'p self, choice: ExportChoice, monitor: &'p Monitor) -> Result<Exporting<'p>, ProjectError> {
        // What was met before belongs to other views.
        drop(self.store.take_lost());
        let rescued = if self.is_rescue() { Some(self.store.all_records()?) } else { None };
        let mut codings = self.store.codings()?;
        if let Some(records) = &rescued {
            let known: BTreeSet<_> = codings.iter().map(|c| c.id).collect();
            codings.extend(records.keys().filter(|id| !known.contains(id)).map(|id| self.nameless(*id)));
        }
        let mut lost = Vec::new();
        let names = Names::of(self, choice.pseudonyms)?;
        let rounds = self.store.rounds()?;
        let round_names: BTreeMap<_, _> = rounds.iter().map(|r| (r.id, r.name.clone())).collect();
        let mut articles: BTreeMap<DocumentId, Vec<Article>> = BTreeMap::new();
        let mut known: BTreeSet<ArticleId> = BTreeSet::new();
        for article in self.store.articles()? {
            known.insert(article.id);
            articles.entry(article.document).or_default().push(article);
        }
        for coding in &codings {
            if self.is_rescue() && known.insert(coding.article) {
                let article = untitled(coding.article);
                articles.entry(article.document).or_default().push(article);
            }
        }
        let mut pages: BTreeSet<DocumentId> = self.store.documents()?.into_iter().map(|d| d.id).collect();
        pages.extend(articles.keys());
        let title = self.title();
        let title = self.or_lost(title, &mut lost)?.unwrap_or_default();
        let head = ExportHead {
            title,
            choice,
            books: self.export_books()?,
            current: self.book,
            newest: codings.iter().map(|c| c.codebook).max().and_then(|id| self.books.get(&id).cloned()),
            coders: names.coders(),
            rounds,
            works: codings
                .iter()
                .map(|c| Worked {
                    coder: names.name(c.coder),
                    round: round_names.get(&c.round).cloned().unwrap_or_default(),
                })
                .collect(),
            assignments: names.assignments(self.store.assignments()?),
            decisions: names.decisions(self.store.decisions()?),
            priors: self.exported_priors(&names, &round_names)?,
        };
        let mut by_article: BTreeMap<ArticleId, Vec<Coding>> = BTreeMap::new();
        for coding in codings {
            by_article.entry(coding.article).or_default().push(coding);
        }
        let (mut memos, mut flags) = (BTreeMap::<_, Vec<Memo>>::new(), BTreeMap::<_, Vec<Flag>>::new());
        self.store.all_memos()?.into_iter().for_each(|m| memos.entry(m.target).or_default().push(m));
        self.store.all_flags()?.into_iter().for_each(|f| flags.entry(f.target).or_default().push(f));
        let documents: BTreeSet<DocumentId> = memos.keys().chain(flags.keys()).filter_map(on_page).collect();
        pages.extend(documents);
        monitor.set_total(pages.len() as u64);
        Ok(Exporting {
            project: self,
            monitor,
            head,
            names,
            pages: pages.into_iter().collect::<Vec<_>>().into_iter(),
            articles,
            codings: by_article,
            memos,
            flags,
            work: self.store.work_sums()?,
            begun: self.store.begun_at()?,
            rounds: round_names,
            rescued,
            lost,
            trouble: None,
        })
    }

    fn export_books(&self) -> Result<Vec<ExportBook>, ProjectError> {
        let hashes: BTreeMap<_, _> = self.store.codebook_versions()?.into_iter().map(|v| (v.id, v.hash)).collect();
        let book = |(id, book): (&_, &Arc<Codebook>)| ExportBook {
            id: *id,
            hash: hashes.get(id).cloned().unwrap_or_default(),
            book: Arc::clone(book),
        };
        Ok(self.books.iter().map(book).collect())
    }

    /// A page; of a damaged project also one whose text or description is lost.
    fn page(&self, id: DocumentId, lost: &mut Vec<String>) -> Result<Document, ProjectError> {
        let whole = self.store.document(id).map_err(ProjectError::from);
        let whole = whole.and_then(|found| found.ok_or(ProjectError::Gone { what: "document" }));
        if let Some(whole) = self.or_lost(whole, lost)? {
            return Ok(whole);
        }
        let head = self.store.document_head(id)?;
        Ok(head.map_or_else(
            || undescribed(id),
            |head| Document {
                title: head.title,
                source: head.source,
                language: head.language,
                direction: head.direction,
                metadata: head.metadata,
                ..undescribed(id)
            },
        ))
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

impl Exporting<'_> {
    /// What ended it, where it was neither the format nor the files.
    pub(super) fn trouble(&mut self) -> Option<ProjectError> {
        self.trouble.take()
    }

    fn read(&mut self) -> Result<Option<ExportPage>, ProjectError> {
        self.monitor.check()?;
        let Some(id) = self.pages.next() else { return Ok(None) };
        let (project, masks) = (self.project, self.head.choice.without_texts);
        let mut document = project.page(id, &mut self.lost)?;
        let text_hash = blake3::hash(document.text.as_str().as_bytes()).to_hex().to_string();
        if masks {
            document.text = FrozenText::new(masked(document.text.as_str()));
        }
        let document = Arc::new(document);
        let mut zones = if document.text.is_empty() { Vec::new() } else { project.store.zones(id)? };
        for zone in &mut zones {
            self.names.rename_zone(zone);
        }
        let articles = self.articles.remove(&id).unwrap_or_default();
        let mut codings = Vec::new();
        for article in &articles {
            for coding in self.codings.remove(&article.id).unwrap_or_default() {
                let book = match project.books.get(&coding.codebook).cloned() {
                    Some(book) => book,
                    None if project.is_rescue() => project.codebook()?,
                    None => continue,
                };
                codings.push((article, coding, book));
            }
        }
        let mut records = self.records(&codings)?;
        let mut out = Vec::with_capacity(codings.len());
        for (article, coding, book) in codings {
            let mut own = records.remove(&coding.id).unwrap_or_default();
            sort(&mut own, &book);
            if masks {
                own.iter_mut()
                    .flat_map(|r| &mut r.anchors)
                    .for_each(|a| document.text.quote(a.span).clone_into(&mut a.quote));
            }
            let targets =
                || std::iter::once(NoteTarget::Coding(coding.id)).chain(own.iter().map(|r| NoteTarget::Record(r.id)));
            let mut memos: Vec<Memo> = targets().filter_map(|t| self.memos.remove(&t)).flatten().collect();
            let mut flags: Vec<Flag> = targets().filter_map(|t| self.flags.remove(&t)).flatten().collect();
            memos.sort_by_key(|m| m.id);
            flags.sort_by_key(|f| f.id);
            self.names.rename_notes(&mut memos, &mut flags);
            let work = self.work.remove(&coding.id).unwrap_or_default();
            out.push(ExportCoding {
                coder: self.names.name(coding.coder),
                round: self.rounds.get(&coding.round).cloned().unwrap_or_default(),
                document: Arc::clone(&document),
                article: article.clone(),
                articles: articles.len(),
                book,
                records: own,
                memos,
                flags,
                begun_at: self.begun.get(&coding.id).copied().unwrap_or(Timestamp(0)),
                active_ms: work.active_ms,
                idle_ms: work.idle_ms,
                coding: Coding { coder: self.names.id(coding.coder), ..coding },
            });
        }
        let key = |c: &ExportCoding| (c.article.blocks.start, c.coder.clone(), c.round.clone(), c.coding.id);
        out.sort_by_cached_key(key);
        let notes = self.notes(id);
        self.lost.extend(project.store.take_lost().iter().map(problem));
        self.monitor.advance(1);
        Ok(Some(ExportPage { document, text_hash, zones, articles, codings: out, notes }))
    }

    fn records(
        &mut self,
        codings: &[(&Article, Coding, Arc<Codebook>)],
    ) -> Result<BTreeMap<CodingId, Vec<Record>>, ProjectError> {
        if let Some(rescued) = &mut self.rescued {
            return Ok(codings.iter().filter_map(|(_, c, _)| rescued.remove_entry(&c.id)).collect());
        }
        let ids: Vec<CodingId> = codings.iter().map(|(_, c, _)| c.id).collect();
        let mut out: BTreeMap<CodingId, Vec<Record>> = BTreeMap::new();
        for record in self.project.store.records_of(&ids)? {
            out.entry(record.coding).or_default().push(record);
        }
        Ok(out)
    }

    /// Memos and flags on a page as a whole, by coder.
    fn notes(&mut self, page: DocumentId) -> Vec<PageNotes> {
        let target = NoteTarget::Document(page);
        let mut found: BTreeMap<CoderId, (Vec<Memo>, Vec<Flag>)> = BTreeMap::new();
        for memo in self.memos.remove(&target).into_iter().flatten() {
            found.entry(memo.coder).or_default().0.push(memo);
        }
        for flag in self.flags.remove(&target).into_iter().flatten() {
            found.entry(flag.coder).or_default().1.push(flag);
        }
        let notes = found.into_iter().map(|(coder, (mut memos, mut flags))| {
            self.names.rename_notes(&mut memos, &mut flags);
            PageNotes { coder: self.names.name(coder), memos, flags }
        });
        notes.collect()
    }
}

impl ExportSource for Exporting<'_> {
    fn head(&self) -> &ExportHead {
        &self.head
    }

    fn next_page(&mut self) -> Result<Option<ExportPage>, ExportError> {
        self.read().map_err(|error| {
            self.trouble = Some(error);
            ExportError::Stopped
        })
    }

    fn lost(&self) -> Vec<String> {
        counted(&self.lost)
    }
}

fn on_page(target: &NoteTarget) -> Option<DocumentId> {
    match target {
        NoteTarget::Document(page) => Some(*page),
        NoteTarget::Record(_) | NoteTarget::Coding(_) => None,
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
fn counted(problems: &[String]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems {
        *times.entry(problem).or_default() += 1;
    }
    let said = |(problem, n): (&str, usize)| if n == 1 { problem.to_owned() } else { format!("{problem} ({n} times)") };
    times.into_iter().map(said).collect()
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

impl Names {
    fn rename_zone(&self, zone: &mut Zone) {
        if let ZoneOrigin::Coder(coder) = &mut zone.origin {
            *coder = self.id(*coder);
        }
    }

    fn rename_notes(&self, memos: &mut [Memo], flags: &mut [Flag]) {
        for memo in memos {
            memo.coder = self.id(memo.coder);
        }
        for flag in flags {
            flag.coder = self.id(flag.coder);
        }
    }
}
