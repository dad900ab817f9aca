//! What each act on the team changes, and who may see what.

use super::Team;
use crate::model::{Article, ArticleId, CoderId, CodingState, RoundId};
use crate::project::{CoderInfo, Command};

/// Where an article stands with a coder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    NotGiven,
    ToDo,
    Begun,
    Done,
}

impl Team {
    /// Whether who is at the window hands out work and sees everybody's figures. While nobody leads, everybody may:
    /// otherwise nobody could.
    pub(super) fn leads(&self) -> bool {
        let active = self.coders.iter().find(|c| Some(c.id) == self.active);
        // In a coder's copy everything is handed out already.
        self.copy_of.is_none() && (active.is_some_and(|c| c.lead) || !self.coders.iter().any(|c| c.lead))
    }

    /// Whether nobody leads, although there are people.
    pub(super) fn has_no_lead(&self) -> bool {
        self.copy_of.is_none() && !self.coders.is_empty() && !self.coders.iter().any(|c| c.lead)
    }

    /// All articles in the order of their documents.
    pub(super) fn articles(&self) -> Vec<&Article> {
        self.documents.iter().flat_map(|d| &d.articles).collect()
    }

    /// Where an article stands with a coder in a round.
    pub(super) fn mark(&self, round: RoundId, coder: CoderId, article: ArticleId) -> Mark {
        let queue = self.queues.iter().find(|(id, _)| *id == coder).map(|(_, queue)| queue.as_slice());
        let task = queue.unwrap_or_default().iter().find(|q| q.article == article && q.round == round);
        match task.map(|t| t.state) {
            None => Mark::NotGiven,
            Some(None) => Mark::ToDo,
            Some(Some(CodingState::Begun)) => Mark::Begun,
            Some(Some(CodingState::Done)) => Mark::Done,
        }
    }

    /// The counts of a coder, where who is at the window may see them.
    pub(super) fn figures(&self, coder: CoderId) -> Option<&CoderInfo> {
        let person = self.coders.iter().find(|c| c.id == coder)?;
        let own = self.active == Some(coder);
        self.info.coders.iter().find(|info| (own || self.leads()) && info.name == person.name)
    }

    /// Hands out those of the articles that a coder has not.
    pub(super) fn give(&self, round: RoundId, coder: CoderId, articles: &[ArticleId]) -> Option<Command> {
        let new = |id: &ArticleId| self.mark(round, coder, *id) == Mark::NotGiven;
        let articles: Vec<ArticleId> = articles.iter().copied().filter(new).collect();
        (!articles.is_empty()).then_some(Command::Assign { coder, articles, round })
    }

    /// Hands an article out, or takes it back from a coder who has not begun it.
    pub(super) fn give_or_take(&self, round: RoundId, coder: CoderId, article: ArticleId) -> Option<Command> {
        if self.mark(round, coder, article) == Mark::ToDo {
            return Some(Command::Unassign { coder, articles: vec![article], round });
        }
        self.give(round, coder, &[article])
    }

    /// Hands out articles to everybody.
    pub(super) fn give_to_all(&self, round: RoundId, articles: &[ArticleId]) -> Vec<Command> {
        self.coders.iter().filter_map(|coder| self.give(round, coder.id, articles)).collect()
    }
}
