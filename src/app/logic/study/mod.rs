//! The open project with its cached views: what screens read.

mod acts;
mod fresh;
mod screens;

pub(crate) use screens::Screen;

use super::mail::MailLook;
use super::memory::WindowMemory;
use crate::app::adjudication::AdjudicationView;
use crate::app::agreement::AgreementView;
use crate::app::codebook::CodebookView;
use crate::app::importing::ReuseView;
use crate::app::priors::PriorsView;
use crate::app::settings::{ARTICLE, COMPARED, DOCUMENT, SCREEN, Settings};
use crate::app::team::{Oversight, Team};
use crate::model::{ArticleId, Codebook, Coder, CoderId, CodingState, DocumentId, Timestamp};
use crate::project::{
    AgreementChoice, CodingView, DocumentFinds, DocumentSummary, DocumentView, Project, ProjectError, QueueItem,
};
use fresh::Stale;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

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
    /// What is to be asked before the first article.
    pub(crate) priors: Option<PriorsView>,
    /// Whether that was put off until the next start.
    priors_put_off: bool,
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
    /// What a lead looks after, once it was shown.
    pub(crate) oversight: Box<Oversight>,
    /// The mailbox, where one is watched.
    pub(crate) mail: Option<MailLook>,
    /// The codebook.
    pub(crate) book: Arc<Codebook>,
    /// The codebook screen, once it was shown.
    pub(crate) codebook: Box<CodebookView>,
    /// The agreement, as far as it is computed.
    pub(crate) agreement: Box<AgreementView>,
    /// What shares words, as far as it was asked for.
    pub(crate) reuse: Box<ReuseView>,
    /// Where coders differ, once its screen was shown.
    pub(crate) adjudication: Box<AdjudicationView>,
    /// Counts the changes of what is coded.
    pub(in crate::app::logic) changes: u64,
    /// When something was saved last.
    pub(crate) saved_at: Option<Timestamp>,
    /// Whether its file is not where it was opened: then nothing is kept.
    pub(crate) away: bool,
    /// What a view of a damaged project could not show.
    pub(in crate::app::logic) unread: Option<ProjectError>,
    stale: Stale,
}

impl Study {
    /// Shows a project that was just opened or made.
    pub(in crate::app::logic) fn new(project: Project, memory: &WindowMemory) -> Result<Self, ProjectError> {
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
            priors: None,
            priors_put_off: false,
            coding: None,
            has_documents: false,
            documents: Vec::new(),
            finds: BTreeMap::new(),
            document: None,
            team: None,
            oversight: Box::default(),
            book: project.codebook()?,
            codebook: Box::default(),
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
    pub(in crate::app::logic) fn project(&self) -> &Project {
        &self.project
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
    pub(in crate::app::logic) fn goes_on_at(self, path: &Path) -> Result<Self, ProjectError> {
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
    pub(in crate::app::logic) fn seat(&mut self, coder: CoderId, memory: &WindowMemory) -> Result<(), ProjectError> {
        let own = self.project.settings(coder);
        self.settings = memory.settings(&self.as_far_as_read(own)?);
        self.coder = Some(coder);
        let compared = self.settings.get(COMPARED).map(AgreementChoice::from_line).unwrap_or_default();
        if self.agreement.choice != compared {
            self.agreement.choice = compared;
            self.agreement_changes();
        }
        self.coding = None;
        (self.priors, self.priors_put_off) = (None, false);
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
        let asked = self.read_priors();
        self.as_far_as_read(asked)?;
        let begun = self.begin_work();
        self.as_far_as_read(begun)?;
        self.refresh()
    }

    /// Opens an article if none is: the one that was open last, or else the first that is not done.
    pub(in crate::app::logic) fn begin_work(&mut self) -> Result<(), ProjectError> {
        if self.coding.is_some() || self.priors.is_some() || self.screen != Screen::Coding {
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
    pub(in crate::app::logic) fn open_article(&mut self, article: ArticleId) -> Result<(), ProjectError> {
        let coder = self.coder.ok_or(ProjectError::NobodyChosen)?;
        let coding = self.project.open_coding(coder, article)?;
        self.coding = Some(self.project.coding_view(coder, coding)?);
        self.read_items(article)?;
        self.stale.team = true;
        self.go(Screen::Coding)?;
        self.set(ARTICLE, &article.to_string())
    }

    /// Shows a document, if it is there.
    pub(in crate::app::logic) fn show_document(&mut self, document: DocumentId) -> Result<(), ProjectError> {
        self.document = match self.project.document_view(document) {
            Err(ProjectError::Gone { .. }) => return Ok(()),
            view => Some(view?),
        };
        self.stale.document = false;
        self.set(DOCUMENT, &document.to_string())
    }

    /// Shows a screen.
    pub(in crate::app::logic) fn go(&mut self, screen: Screen) -> Result<(), ProjectError> {
        self.screen = screen;
        self.set(SCREEN, screen.code())
    }

    /// Keeps a setting of the active coder; without one it holds until the project is closed.
    pub(in crate::app::logic) fn set(&mut self, key: &str, value: &str) -> Result<(), ProjectError> {
        if self.settings.get(key) == Some(value) {
            return Ok(());
        }
        self.settings.set(key, value);
        match self.coder {
            Some(coder) if self.is_writable() && !self.away => self.project.set_setting(coder, key, value),
            _ => Ok(()),
        }
    }

    /// What the Team screen shows has changed.
    pub(in crate::app::logic) fn team_touched(&mut self) {
        self.stale.team = true;
    }

    /// Place of the open article in the queue.
    pub(crate) fn place(&self) -> Option<usize> {
        let open = self.coding.as_ref()?.article.id;
        self.queue.iter().position(|q| q.article == open)
    }

    /// The next article that is not done, from behind the open one around to it.
    pub(in crate::app::logic) fn next_article(&self) -> Option<ArticleId> {
        let from = self.place().map_or(0, |at| at + 1);
        let (before, after) = self.queue.split_at(from.min(self.queue.len()));
        let open = self.coding.as_ref().map(|c| c.article.id);
        let mut rest = after.iter().chain(before).filter(|q| Some(q.article) != open);
        rest.find(|q| q.state != Some(CodingState::Done)).map(|q| q.article)
    }

    /// The article before the open one.
    pub(in crate::app::logic) fn article_before(&self) -> Option<ArticleId> {
        let at = self.place()?.checked_sub(1)?;
        self.queue.get(at).map(|q| q.article)
    }
}
