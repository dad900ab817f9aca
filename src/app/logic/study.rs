//! The open project with its cached views: what screens read. Whatever a change touched is dropped here and read again
//! before the next frame.

use super::mail::MailLook;
use super::memory::WindowMemory;
use crate::app::adjudication::AdjudicationView;
use crate::app::agreement::AgreementView;
use crate::app::command::Scope;
use crate::app::importing::ReuseView;
use crate::app::settings::{ARTICLE, COMPARED, DOCUMENT, SCREEN, Settings};
use crate::app::team::Team;
use crate::import::ColumnMap;
use crate::model::{ArticleId, Codebook, Coder, CoderId, CodingId, CodingState, DocumentId, Timestamp};
use crate::project::{
    AgreementChoice, BackupBeside, CodingView, Command, DocumentFinds, DocumentSummary, DocumentView, MergeReport,
    Opening, Outcome, Packed, Project, ProjectError, QueueItem,
};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What stands in the middle of the window.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Screen {
    /// The article and its questions.
    Coding,
    /// Documents and their parts.
    Import,
    /// The codebook.
    Codebook,
    /// People and their work.
    Team,
    /// How far coders agree.
    Agreement,
    /// What is decided where they differ.
    Adjudication,
}

impl Screen {
    /// All screens, in the order of the bar.
    pub(crate) const ALL: [Self; 6] =
        [Self::Coding, Self::Import, Self::Codebook, Self::Team, Self::Agreement, Self::Adjudication];

    /// The stable name in settings.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Coding => "coding",
            Self::Import => "import",
            Self::Codebook => "codebook",
            Self::Team => "team",
            Self::Agreement => "agreement",
            Self::Adjudication => "adjudication",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The scope of commands that the screen carries out itself.
    pub(crate) const fn scope(self) -> Scope {
        match self {
            Self::Coding => Scope::Coding,
            Self::Import => Scope::Import,
            Self::Agreement => Scope::Agreement,
            Self::Codebook | Self::Team | Self::Adjudication => Scope::Project,
        }
    }
}

/// What has to be read again.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // one per view
struct Stale {
    queue: bool,
    coding: bool,
    documents: bool,
    document: bool,
    team: bool,
}

impl Stale {
    const ALL: Self = Self { queue: true, coding: true, documents: true, document: true, team: true };
}

/// An open project.
#[derive(Debug)]
pub(crate) struct Study {
    project: Project,
    /// Name of the project.
    pub(crate) title: String,
    /// The people.
    pub(crate) coders: Vec<Coder>,
    /// Who is at the window.
    pub(crate) coder: Option<CoderId>,
    /// Their settings.
    pub(crate) settings: Settings,
    /// What stands in the middle.
    pub(crate) screen: Screen,
    /// Their articles.
    pub(crate) queue: Vec<QueueItem>,
    /// Counts the changes of the queue.
    pub(crate) queue_changes: u64,
    /// What was looked for in the queue, and the articles whose texts have it.
    pub(crate) sought: Option<(String, HashSet<ArticleId>)>,
    /// Counts what was looked for.
    pub(crate) searches: u64,
    /// The open article.
    pub(crate) coding: Option<CodingView>,
    /// Whether there are any documents.
    pub(crate) has_documents: bool,
    /// All documents, where the screen shows them.
    pub(crate) documents: Vec<DocumentSummary>,
    /// What was found in those that were in sight.
    pub(crate) finds: BTreeMap<DocumentId, DocumentFinds>,
    /// The open document.
    pub(crate) document: Option<DocumentView>,
    /// The team, while its screen is shown.
    pub(crate) team: Option<Team>,
    /// The mailbox, where one is watched.
    pub(crate) mail: Option<MailLook>,
    /// The codebook.
    pub(crate) book: Arc<Codebook>,
    /// The agreement, as far as it is computed.
    pub(crate) agreement: Box<AgreementView>,
    /// What shares words, as far as it was asked for.
    pub(crate) reuse: Box<ReuseView>,
    /// Where coders differ, once its screen was shown.
    pub(crate) adjudication: Box<AdjudicationView>,
    /// Counts the changes of what is coded.
    pub(super) changes: u64,
    /// When something was saved last.
    pub(crate) saved_at: Option<Timestamp>,
    /// Whether its file is not where it was opened: then nothing is kept.
    pub(crate) away: bool,
    /// What a view of a damaged project could not show.
    pub(super) unread: Option<ProjectError>,
    stale: Stale,
}

impl Study {
    /// Shows a project that was just opened or made.
    pub(super) fn new(project: Project, memory: &WindowMemory) -> Result<Self, ProjectError> {
        let mut study = Self {
            title: String::new(),
            mail: None,
            coders: Vec::new(),
            coder: None,
            settings: memory.settings(&std::collections::BTreeMap::new()),
            screen: Screen::Coding,
            queue: Vec::new(),
            queue_changes: 0,
            sought: None,
            searches: 0,
            coding: None,
            has_documents: false,
            documents: Vec::new(),
            finds: BTreeMap::new(),
            document: None,
            team: None,
            book: project.codebook()?,
            agreement: Box::default(),
            reuse: Box::default(),
            adjudication: Box::default(),
            changes: 0,
            saved_at: None,
            away: false,
            unread: None,
            stale: Stale::ALL,
            project,
        };
        let (title, coders) = (study.project.title(), study.project.coders());
        study.title = study.as_far_as_read(title)?;
        study.coders = study.as_far_as_read(coders)?;
        let known = memory.coder_of(study.path()).filter(|id| study.coders.iter().any(|c| c.id == *id));
        // Nobody has to say who they are where there is only one person.
        let only = (study.coders.len() == 1).then(|| study.coders[0].id);
        // Nor in a copy, which is one person's.
        let only = study.project.copy_of().or(only);
        match known.filter(|id| only.is_none_or(|only| only == *id)).or(only) {
            Some(coder) => study.seat(coder, memory)?,
            None => study.refresh()?,
        }
        Ok(study)
    }

    /// The project file.
    pub(crate) fn path(&self) -> &Path {
        self.project.path()
    }

    /// The project, to read from.
    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    /// Remembers what columns of tables hold; everything that is remembered of them.
    pub(super) fn remember_columns(&mut self, maps: &[ColumnMap]) -> Result<Vec<ColumnMap>, ProjectError> {
        self.project.remember_columns(maps)?;
        self.project.remembered_columns()
    }

    /// Whether the project is open for work.
    pub(crate) fn is_writable(&self) -> bool {
        self.project.is_writable()
    }

    /// Whether this is what is left of a damaged project.
    pub(crate) fn is_rescue(&self) -> bool {
        self.project.is_rescue()
    }

    /// The same in another file of the same content: whatever is half written stays.
    pub(super) fn goes_on_at(self, path: &Path) -> Result<Self, ProjectError> {
        Ok(Self { project: self.project.reopened_at(path)?, away: false, ..self })
    }

    /// In a damaged project what cannot be read is left out and said once; in any other it is an error.
    fn as_far_as_read<T: Default>(&mut self, read: Result<T, ProjectError>) -> Result<T, ProjectError> {
        read.or_else(|error| {
            if !self.is_rescue() {
                return Err(error);
            }
            self.unread = Some(error);
            Ok(T::default())
        })
    }

    /// The person at the window.
    pub(crate) fn active(&self) -> Option<&Coder> {
        self.coders.iter().find(|c| Some(c.id) == self.coder)
    }

    /// Whether the person at the window may see what all have coded: the lead, or anybody where nobody leads.
    pub(crate) fn sees_figures(&self) -> bool {
        let nobody_leads = !self.coders.iter().any(|c| c.lead) && self.project.copy_of().is_none();
        self.active().is_some_and(|c| c.lead) || nobody_leads
    }

    /// Makes a person the one at the window, and shows what they had before them.
    pub(super) fn seat(&mut self, coder: CoderId, memory: &WindowMemory) -> Result<(), ProjectError> {
        let own = self.project.settings(coder);
        self.settings = memory.settings(&self.as_far_as_read(own)?);
        self.coder = Some(coder);
        let compared = self.settings.get(COMPARED).map(AgreementChoice::from_line).unwrap_or_default();
        if self.agreement.choice != compared {
            self.agreement.choice = compared;
            self.agreement_changes();
        }
        self.coding = None;
        self.document = None;
        self.stale = Stale::ALL;
        self.read_queue()?;
        let left = self.settings.get(SCREEN).and_then(Screen::from_code);
        // A project without pages has nothing to code yet.
        self.screen = left.unwrap_or(if self.has_documents { Screen::Coding } else { Screen::Import });
        if let Some(document) = self.settings.get(DOCUMENT).and_then(|id| id.parse().ok()) {
            let shown = self.show_document(document);
            self.as_far_as_read(shown)?;
        }
        let begun = self.begin_work();
        self.as_far_as_read(begun)?;
        self.refresh()
    }

    /// Opens an article if none is: the one that was open last, or else the first that is not done.
    pub(super) fn begin_work(&mut self) -> Result<(), ProjectError> {
        if self.coding.is_some() || self.screen != Screen::Coding {
            return Ok(());
        }
        let last = self.settings.get(ARTICLE).and_then(|id| id.parse::<ArticleId>().ok());
        let item = last.and_then(|id| self.queue.iter().find(|q| q.article == id)).filter(|q| q.coding.is_some());
        // Nothing can be begun in a project that is open for reading only.
        let can_open = |q: &&QueueItem| q.coding.is_some() || self.is_writable();
        let queue = || self.queue.iter().filter(can_open);
        let begun = || queue().find(|q| q.state == Some(CodingState::Begun));
        let open = || queue().find(|q| q.state != Some(CodingState::Done));
        let first = || queue().next();
        match item.or_else(begun).or_else(open).or_else(first).map(|q| q.article) {
            Some(article) => self.open_article(article),
            None => Ok(()),
        }
    }

    /// Opens an article of the active coder; begins it if need be.
    pub(super) fn open_article(&mut self, article: ArticleId) -> Result<(), ProjectError> {
        let coder = self.coder.ok_or(ProjectError::NobodyChosen)?;
        let coding = self.project.open_coding(coder, article)?;
        self.coding = Some(self.project.coding_view(coder, coding)?);
        self.read_items(article)?;
        self.stale.team = true;
        self.go(Screen::Coding)?;
        self.set(ARTICLE, &article.to_string())
    }

    /// Shows a document, if it is there.
    pub(super) fn show_document(&mut self, document: DocumentId) -> Result<(), ProjectError> {
        self.document = match self.project.document_view(document) {
            Err(ProjectError::Gone { .. }) => return Ok(()),
            view => Some(view?),
        };
        self.stale.document = false;
        self.set(DOCUMENT, &document.to_string())
    }

    /// Counts what was found in some documents.
    pub(super) fn count_finds(&mut self, documents: &[DocumentId]) -> Result<(), ProjectError> {
        for document in documents {
            let finds = self.project.document_finds(*document);
            let finds = self.as_far_as_read(finds)?;
            self.finds.insert(*document, finds);
        }
        Ok(())
    }

    /// Shows a screen.
    pub(super) fn go(&mut self, screen: Screen) -> Result<(), ProjectError> {
        self.screen = screen;
        self.set(SCREEN, screen.code())
    }

    /// Keeps a setting of the active coder; without one it holds until the project is closed.
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<(), ProjectError> {
        if self.settings.get(key) == Some(value) {
            return Ok(());
        }
        self.settings.set(key, value);
        match self.coder {
            Some(coder) if self.is_writable() && !self.away => self.project.set_setting(coder, key, value),
            _ => Ok(()),
        }
    }

    /// Carries a command out.
    pub(super) fn apply(&mut self, command: Command) -> Result<Outcome, ProjectError> {
        let outcome = self.project.apply(self.coder, command)?;
        self.touched(&outcome);
        Ok(outcome)
    }

    /// Watches a folder in which packages come and go, or none.
    pub(super) fn set_mailbox(&mut self, folder: Option<&Path>) -> Result<(), ProjectError> {
        self.project.set_mailbox(folder)
    }

    /// What the Team screen shows has changed.
    pub(super) fn team_touched(&mut self) {
        self.stale.team = true;
    }

    /// Packs for a coder, or what the coder of this copy did.
    pub(super) fn pack(&mut self, coder: CoderId) -> Result<Packed, ProjectError> {
        self.project.pack(coder)
    }

    /// What merging packages would do.
    pub(super) fn preview_merge(
        &mut self,
        paths: &[PathBuf],
        opening: Opening<'_>,
    ) -> Result<MergeReport, ProjectError> {
        self.project.preview_merge(paths, opening)
    }

    /// Merges packages.
    pub(super) fn merge(&mut self, paths: &[PathBuf], opening: Opening<'_>) -> Result<MergeReport, ProjectError> {
        let report = self.project.merge_with(self.coder, paths, opening)?;
        if report.brings_something() {
            self.book = self.project.codebook()?;
            self.all_touched();
        }
        Ok(report)
    }

    /// Takes the last step back, or does it again.
    pub(super) fn reverse(&mut self, redo: bool) -> Result<Option<Outcome>, ProjectError> {
        let coder = self.coder;
        let outcome = if redo { self.project.redo(coder) } else { self.project.undo(coder) }?;
        if let Some(outcome) = &outcome {
            self.touched(outcome);
        }
        Ok(outcome)
    }

    /// Stores what was read from files, in one step.
    pub(super) fn take_in(
        &mut self,
        batches: &[&crate::import::ImportBatch],
    ) -> Result<Vec<crate::project::Imported>, ProjectError> {
        let imported = self.project.import_batches(self.coder, batches)?;
        if imported.iter().any(|i| !i.documents.is_empty() || i.annotations.is_any()) {
            self.all_touched();
        }
        Ok(imported)
    }

    /// Keeps working time.
    pub(super) fn record_work(
        &mut self,
        coding: CodingId,
        started_at: Timestamp,
        active_ms: i64,
        idle_ms: i64,
    ) -> Result<(), ProjectError> {
        // Nobody is at work while nothing can be kept.
        if !self.is_writable() || self.away {
            return Ok(());
        }
        self.project.record_work(coding, started_at, active_ms, idle_ms)?;
        if let Some(view) = self.coding.as_mut().filter(|v| v.coding.id == coding) {
            let fresh = self.project.coding_view(view.coding.coder, coding)?;
            (view.active_ms, view.idle_ms) = (fresh.active_ms, fresh.idle_ms);
        }
        Ok(())
    }

    /// Writes a backup, if anything has changed.
    pub(super) fn backup(&mut self) -> Result<Option<PathBuf>, ProjectError> {
        if self.is_writable() { self.project.backup() } else { Ok(None) }
    }

    /// Begins a backup that another thread makes, if anything has changed.
    pub(super) fn backup_beside(&mut self) -> Result<Option<BackupBeside>, ProjectError> {
        self.project.backup_beside()
    }

    /// Keeps a backup that another thread made; `None` if it has to be made again.
    pub(super) fn keep_backup(&mut self, backup: &BackupBeside) -> Result<Option<PathBuf>, ProjectError> {
        self.project.keep_backup(backup)
    }

    /// Whether a step was made since a backup was begun.
    pub(super) fn was_changed_since(&self, backup: &BackupBeside) -> bool {
        self.project.was_changed_since(backup)
    }

    /// Another thread has examined the file; if it found it unsound, it is examined here.
    pub(super) fn examined(&mut self, is_sound: bool) -> Result<(), ProjectError> {
        if is_sound {
            self.project.is_examined();
            return Ok(());
        }
        self.project.examine()
    }

    fn touched(&mut self, outcome: &Outcome) {
        if !outcome.changed {
            return;
        }
        if outcome.project_wide {
            self.all_touched();
            return;
        }
        self.saved_at = Some(self.project.now());
        self.agreement_changes();
        self.stale.coding = true;
        self.stale.team = true;
    }

    /// Figures of what was coded before stay on the screen, marked, until there are new ones.
    fn agreement_changes(&mut self) {
        self.changes += 1;
        self.agreement.stale = true;
        self.agreement.stopped = false;
        self.adjudication.stale = true;
    }

    /// Something else is to be compared.
    pub(super) fn compare(&mut self, choice: AgreementChoice) -> Result<(), ProjectError> {
        if self.agreement.choice == choice {
            return Ok(());
        }
        let line = choice.to_line();
        self.agreement.choice = choice;
        self.agreement_changes();
        self.set(COMPARED, &line)
    }

    fn all_touched(&mut self) {
        self.reuse.stale = self.reuse.found.is_some();
        self.reuse.opened = None;
        self.finds.clear();
        self.saved_at = Some(self.project.now());
        self.agreement_changes();
        self.stale = Stale::ALL;
    }

    /// Looks for words in the texts of the queue. Does nothing where that is known already.
    pub(super) fn look_for(&mut self, words: &str) -> Result<(), ProjectError> {
        if self.sought.as_ref().is_some_and(|(known, _)| known == words) {
            return Ok(());
        }
        let found = self.project.articles_with(words, &self.queue);
        self.searches += 1;
        // What failed is not asked again in each frame.
        let (found, failed) = match found {
            Ok(found) => (found, Ok(())),
            Err(error) => (HashSet::new(), Err(error)),
        };
        self.sought = Some((words.to_owned(), found));
        failed
    }

    fn read_queue(&mut self) -> Result<(), ProjectError> {
        let coders = self.project.coders();
        self.coders = self.as_far_as_read(coders)?;
        let queue = self.coder.map_or(Ok(Vec::new()), |coder| self.project.queue(coder));
        self.queue = self.as_far_as_read(queue)?;
        let has_documents = self.project.has_documents();
        self.has_documents = self.as_far_as_read(has_documents)?;
        self.sought = None;
        self.queue_changes += 1;
        self.stale.queue = false;
        Ok(())
    }

    /// Reads again what the queue says of an article.
    fn read_items(&mut self, article: ArticleId) -> Result<(), ProjectError> {
        let Some(coder) = self.coder else { return Ok(()) };
        let items = self.project.queue_items(coder, article);
        for fresh in self.as_far_as_read(items)? {
            let of = |q: &&mut QueueItem| q.article == fresh.article && q.round == fresh.round;
            if let Some(item) = self.queue.iter_mut().find(of) {
                *item = fresh;
            }
        }
        self.queue_changes += 1;
        Ok(())
    }

    /// Reads again what is stale and shown.
    pub(super) fn refresh(&mut self) -> Result<(), ProjectError> {
        if self.stale.queue {
            self.read_queue()?;
        }
        if self.stale.coding {
            if let Some(view) = &self.coding {
                let (coder, coding) = (view.coding.coder, view.coding.id);
                let still_there = self.queue.iter().any(|q| q.coding == Some(coding) || q.article == view.article.id);
                self.coding = match self.project.coding_view(coder, coding) {
                    Ok(view) => Some(view),
                    // Undone: its article was joined with another, or its page is gone.
                    Err(ProjectError::Gone { .. }) if !still_there => None,
                    Err(error) => self.as_far_as_read(Err(error))?,
                };
            }
            self.stale.coding = false;
            // The first answer begins an article, and undoing it leaves it to be done.
            let differs = |view: &CodingView| {
                let item = self.queue.iter().find(|q| q.coding == Some(view.coding.id));
                item.is_some_and(|q| q.state.is_some() != view.is_begun())
            };
            if let Some(article) = self.coding.as_ref().filter(|view| differs(view)).map(|view| view.article.id) {
                self.read_items(article)?;
            }
        }
        if self.stale.documents && matches!(self.screen, Screen::Import | Screen::Team) {
            let documents = self.project.documents();
            self.documents = self.as_far_as_read(documents)?;
            self.stale.documents = false;
        }
        if self.stale.document && self.screen == Screen::Import {
            let id = self.document.as_ref().map(|d| d.document.id);
            let there = id.filter(|id| self.documents.iter().any(|d| d.id == *id));
            let view = there.map(|id| self.project.document_view(id)).transpose();
            self.document = self.as_far_as_read(view)?;
            self.stale.document = false;
        }
        if self.stale.team && self.screen == Screen::Team {
            let team = self.read_team().map(Some);
            self.team = self.as_far_as_read(team)?;
            self.stale.team = false;
        }
        if let Some(lost) = self.project.take_lost() {
            self.unread = Some(lost);
        }
        Ok(())
    }

    fn read_team(&self) -> Result<Team, ProjectError> {
        let mut queues = Vec::with_capacity(self.coders.len());
        for coder in &self.coders {
            queues.push((coder.id, self.project.queue(coder.id)?));
        }
        Ok(Team {
            info: self.project.info()?,
            coders: self.coders.clone(),
            documents: self.documents.clone(),
            round: self.project.main_round()?,
            own: self.coder.map(|coder| self.project.own_progress(coder)).transpose()?,
            queues,
            active: self.coder,
            copy_of: self.project.copy_of(),
            mail: self.mail.clone(),
        })
    }

    /// The action that undo (or redo) would reverse.
    pub(crate) fn step_to_reverse(&self, redo: bool) -> Option<&str> {
        if redo { self.project.redo_action(self.coder) } else { self.project.undo_action(self.coder) }
    }

    /// Place of the open article in the queue.
    pub(crate) fn place(&self) -> Option<usize> {
        let open = self.coding.as_ref()?.article.id;
        self.queue.iter().position(|q| q.article == open)
    }

    /// The next article that is not done, from behind the open one around to it.
    pub(super) fn next_article(&self) -> Option<ArticleId> {
        let from = self.place().map_or(0, |at| at + 1);
        let (before, after) = self.queue.split_at(from.min(self.queue.len()));
        let open = self.coding.as_ref().map(|c| c.article.id);
        let mut rest = after.iter().chain(before).filter(|q| Some(q.article) != open);
        rest.find(|q| q.state != Some(CodingState::Done)).map(|q| q.article)
    }

    /// The article before the open one.
    pub(super) fn article_before(&self) -> Option<ArticleId> {
        let at = self.place()?.checked_sub(1)?;
        self.queue.get(at).map(|q| q.article)
    }
}
