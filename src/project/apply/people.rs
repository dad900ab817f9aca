//! People, and who codes what.

use super::Act;
use crate::model::{ArticleId, Assignment, AssignmentId, Coder, CoderId, Round, RoundId, RoundKind};
use crate::project::begun::begun;
use crate::project::handout::{HANDOUT, drawn};
use crate::project::training::TRAINING;
use crate::project::{Handout, HandoutPlan, ProjectError, Reference, Training};
use crate::store::Store;
use std::collections::BTreeSet;

/// The round of the study itself.
pub(in crate::project) fn main_round(store: &Store) -> Result<Round, ProjectError> {
    let rounds = store.rounds()?;
    let main = rounds.iter().find(|r| r.kind == RoundKind::Main).or_else(|| rounds.first());
    main.cloned().ok_or(ProjectError::Lacks { what: "a round" })
}

impl Act<'_, '_> {
    pub(super) fn add_coder(&mut self, name: &str, lead: bool) -> Result<(), ProjectError> {
        let name = given(name)?;
        let is_first = self.store().coders()?.is_empty();
        let coder = Coder { id: CoderId::from_uuid(self.mint.uuid()), name, lead };
        self.tx.put_coder(&coder)?;
        self.outcome.coder = Some(coder.id);
        if is_first {
            // Whoever works alone has nobody who hands out work.
            let articles: Vec<_> = self.store().articles()?.iter().map(|a| a.id).collect();
            let round = main_round(self.store())?.id;
            self.assign(coder.id, &articles, round)?;
        }
        Ok(())
    }

    pub(super) fn rename_coder(&mut self, coder: CoderId, name: &str) -> Result<(), ProjectError> {
        let name = given(name)?;
        self.change_coder(coder, |c| c.name = name)
    }

    pub(super) fn change_coder(&mut self, coder: CoderId, change: impl FnOnce(&mut Coder)) -> Result<(), ProjectError> {
        let found = self.store().coders()?.into_iter().find(|c| c.id == coder);
        let mut found = found.ok_or(ProjectError::Gone { what: "coder" })?;
        change(&mut found);
        Ok(self.tx.put_coder(&found)?)
    }

    pub(super) fn add_round(&mut self, name: &str, kind: RoundKind) -> Result<(), ProjectError> {
        let name = given(name)?;
        if self.store().rounds()?.iter().any(|r| r.name == name) {
            return Err(ProjectError::RoundTaken(name));
        }
        Ok(self.tx.put_round(&Round { id: RoundId::from_uuid(self.mint.uuid()), name, kind })?)
    }

    pub(super) fn hand_out(&mut self, handout: &Handout, plan: HandoutPlan) -> Result<(), ProjectError> {
        let again = self.store().rounds()?.iter().any(|r| r.id == handout.round && r.kind == RoundKind::Recoding);
        for (coder, articles) in plan.tasks {
            self.assign(coder, &articles, handout.round)?;
            if again {
                self.mix(coder, handout)?;
            }
        }
        // So that the draw can be told and made again. Packages do not carry it: it would tell what is shared.
        let drawn = serde_json::to_string(handout).unwrap_or_default();
        Ok(self.tx.set_project_setting(&format!("{HANDOUT}{}", self.mint.uuid()), &drawn)?)
    }

    /// Lays what is to be coded again among the other articles that a coder has still to do, so that its place does not tell.
    fn mix(&mut self, coder: CoderId, handout: &Handout) -> Result<(), ProjectError> {
        let mut codings = self.store().codings_of(coder)?;
        let at_work = begun(self.store(), self.books, &codings)?;
        codings.retain(|c| at_work.contains(&c.id));
        let is_begun = |t: &Assignment| codings.iter().any(|c| c.article == t.article && c.round == t.round);
        let tasks: Vec<Assignment> = self.store().assignments_of(coder)?.into_iter().filter(|t| !is_begun(t)).collect();
        let (again, others): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|t| t.round == handout.round);
        // As many places as there are tasks, of which chance gives some to those that come again; the others keep their order.
        let places = drawn(handout.seed, &format!("again/{coder}"), 0..again.len() + others.len());
        let given: BTreeSet<usize> = places.into_iter().take(again.len()).collect();
        let first = self.store().queue_end(coder)?;
        let (mut again, mut others) = (again.into_iter(), others.into_iter());
        for (place, position) in (first..).enumerate() {
            let next = if given.contains(&place) { again.next() } else { others.next() };
            let Some(task) = next else { break };
            self.tx.put_assignment(&Assignment { position, ..task })?;
        }
        Ok(())
    }

    pub(super) fn set_training(&mut self, round: RoundId, training: Option<Training>) -> Result<(), ProjectError> {
        let wrong = |problem| Err(ProjectError::WrongTraining { problem });
        let known = self.store().rounds()?.into_iter().find(|r| r.id == round);
        let key = format!("{TRAINING}{round}");
        let Some(training) = training else {
            self.tx.delete_project_setting(&key)?;
            return Ok(());
        };
        if known.ok_or(ProjectError::Gone { what: "round" })?.kind != RoundKind::Training {
            return wrong("only a training round has a reference coding");
        }
        if !(0.0..=1.0).contains(&training.pass_mark) {
            return wrong("the pass mark must lie between 0 and 1");
        }
        if let Reference::Lead(coder) = training.reference
            && !self.store().coders()?.iter().any(|c| c.id == coder && c.lead)
        {
            // What a coder did never travels to another one.
            return wrong("only the coding of somebody who leads, or the adjudicated one, can be a reference");
        }
        Ok(self.tx.set_project_setting(&key, &serde_json::to_string(&training).unwrap_or_default())?)
    }

    pub(in crate::project) fn assign(
        &mut self,
        coder: CoderId,
        articles: &[ArticleId],
        round: RoundId,
    ) -> Result<(), ProjectError> {
        let mut position = self.store().queue_end(coder)?;
        for &article in articles {
            if !self.store().is_assigned(coder, article, round)? {
                let id = AssignmentId::from_uuid(self.mint.uuid());
                self.tx.put_assignment(&Assignment { id, coder, article, round, position })?;
                position += 1;
            }
        }
        Ok(())
    }

    pub(super) fn unassign(
        &mut self,
        coder: CoderId,
        articles: &[ArticleId],
        round: RoundId,
    ) -> Result<(), ProjectError> {
        let codings = self.store().codings()?;
        for task in self.store().assignments_of(coder)? {
            if task.round == round && articles.contains(&task.article) {
                let own = codings.iter().filter(|c| c.coder == coder && c.article == task.article && c.round == round);
                if !begun(self.store(), self.books, own)?.is_empty() {
                    return Err(ProjectError::AlreadyCoded);
                }
                self.tx.delete_assignment(task.id)?;
            }
        }
        Ok(())
    }
}

fn given(name: &str) -> Result<String, ProjectError> {
    let name = name.trim();
    if name.is_empty() { Err(ProjectError::NoName) } else { Ok(name.to_owned()) }
}
