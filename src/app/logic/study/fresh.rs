//! What the screens read, and reading it again: whatever a change touched is dropped here and read before the next frame.

use super::{Screen, Study};
use crate::app::priors::PriorsView;
use crate::app::settings::COMPARED;
use crate::app::team::Team;
use crate::model::{ArticleId, DocumentId};
use crate::project::{AgreementChoice, CodingView, Outcome, ProjectError, QueueItem};
use std::collections::HashSet;
use std::sync::Arc;

/// The action of a step that keeps the draft of the codebook.
const DRAFTED: &str = "draft_codebook";

/// What has to be read again.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // one per view
pub(super) struct Stale {
    pub(super) queue: bool,
    pub(super) coding: bool,
    pub(super) documents: bool,
    pub(super) document: bool,
    pub(super) team: bool,
    pub(super) codebook: bool,
    pub(super) priors: bool,
}

impl Stale {
    pub(super) const ALL: Self =
        Self { queue: true, coding: true, documents: true, document: true, team: true, codebook: true, priors: true };
}

impl Study {
    /// Counts what was found in some documents.
    pub(in crate::app::logic) fn count_finds(&mut self, documents: &[DocumentId]) -> Result<(), ProjectError> {
        for document in documents {
            let finds = self.project.document_finds(*document);
            let finds = self.as_far_as_read(finds)?;
            self.finds.insert(*document, finds);
        }
        Ok(())
    }

    pub(super) fn touched(&mut self, outcome: &Outcome) {
        if !outcome.changed {
            return;
        }
        if outcome.action == DRAFTED {
            // Nobody codes by a draft: nothing else is stale.
            self.saved_at = Some(self.project.now());
            self.stale.codebook = true;
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
        self.stale.codebook = true;
    }

    /// Figures of what was coded before stay on the screen, marked, until there are new ones.
    pub(super) fn agreement_changes(&mut self) {
        self.changes += 1;
        self.agreement.stale = true;
        self.agreement.stopped = false;
        self.adjudication.stale = true;
    }

    /// Something else is to be compared.
    pub(in crate::app::logic) fn compare(&mut self, choice: AgreementChoice) -> Result<(), ProjectError> {
        if self.agreement.choice == choice {
            return Ok(());
        }
        let line = choice.to_line();
        self.agreement.choice = choice;
        self.agreement_changes();
        self.set(COMPARED, &line)
    }

    pub(super) fn all_touched(&mut self) {
        self.reuse.stale = self.reuse.found.is_some();
        self.reuse.opened = None;
        self.finds.clear();
        // Who would get what rests on what is handed out already.
        self.oversight.rounds.plan = None;
        self.saved_at = Some(self.project.now());
        self.agreement_changes();
        self.stale = Stale::ALL;
    }

    /// Looks for words in the texts of the queue. Does nothing where that is known already.
    pub(in crate::app::logic) fn look_for(&mut self, words: &str) -> Result<(), ProjectError> {
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

    pub(super) fn read_queue(&mut self) -> Result<(), ProjectError> {
        let coders = self.project.coders();
        self.coders = self.as_far_as_read(coders)?;
        let queue = self.coder.map_or(Ok(Vec::new()), |coder| self.project.work_list(coder));
        self.queue = self.as_far_as_read(queue)?;
        let has_documents = self.project.has_documents();
        self.has_documents = self.as_far_as_read(has_documents)?;
        self.sought = None;
        self.queue_changes += 1;
        self.stale.queue = false;
        Ok(())
    }

    /// Reads what is to be asked before the first article of somebody who has articles to code.
    pub(super) fn read_priors(&mut self) -> Result<(), ProjectError> {
        self.stale.priors = false;
        let Some(coder) = self.coder.filter(|_| !self.priors_put_off && self.is_writable()) else { return Ok(()) };
        let due = if self.queue.is_empty() { Vec::new() } else { self.project.priors_due(coder)? };
        let is_due = !due.is_empty();
        self.priors = is_due.then(|| PriorsView { book: Arc::clone(&self.book), questions: due });
        Ok(())
    }

    /// What is asked before the first article is put off until the next start.
    pub(in crate::app::logic) fn put_off_priors(&mut self) -> Result<(), ProjectError> {
        (self.priors, self.priors_put_off) = (None, true);
        self.begin_work()
    }

    /// Reads again what the queue says of an article.
    pub(super) fn read_items(&mut self, article: ArticleId) -> Result<(), ProjectError> {
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
    pub(in crate::app::logic) fn refresh(&mut self) -> Result<(), ProjectError> {
        if self.stale.queue {
            self.read_queue()?;
        }
        if self.stale.priors {
            let was_asked = self.priors.is_some();
            let read = self.read_priors();
            self.as_far_as_read(read)?;
            if was_asked && self.priors.is_none() {
                self.begin_work()?;
            }
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
        if self.stale.codebook && self.screen == Screen::Codebook {
            let read = self.read_codebook();
            self.as_far_as_read(read)?;
            self.stale.codebook = false;
        }
        if let Some(lost) = self.project.take_lost() {
            self.unread = Some(lost);
        }
        Ok(())
    }

    fn read_team(&self) -> Result<Team, ProjectError> {
        let rounds = self.project.rounds()?;
        let mut trainings = Vec::new();
        for round in &rounds {
            if let Some(training) = self.project.training(round.id)? {
                trainings.push((round.id, training, self.project.references(round.id)?));
            }
        }
        let mut queues = Vec::with_capacity(self.coders.len());
        for coder in &self.coders {
            queues.push((coder.id, self.project.queue(coder.id)?));
        }
        Ok(Team {
            info: self.project.info()?,
            coders: self.coders.clone(),
            documents: self.documents.clone(),
            round: self.project.main_round()?,
            asks_priors: self.project.asks_priors()?,
            rounds,
            trainings,
            handouts: self.project.handouts()?,
            own: self.coder.map(|coder| self.project.own_progress(coder)).transpose()?,
            queues,
            active: self.coder,
            copy_of: self.project.copy_of(),
            mail: self.mail.clone(),
        })
    }
}
