//! Which suggestions a coder sees. Suggestions steer coders, so each record says which one was seen, taken or not.

use super::apply::Act;
use super::lifecycle::SUGGESTIONS;
use super::{Project, ProjectError};
use crate::model::{
    Article, Cardinality, CoderId, Coding, Document, DocumentId, Proposal, ProposalId, ProposalKind, Record, Role, Unit,
};
use crate::store::Store;
use std::ops::Range;

impl Project {
    /// Whether coders are shown what rules propose.
    pub fn suggestions(&self) -> Result<bool, ProjectError> {
        are_on(&self.store)
    }

    /// What a coder of an article is shown: cues inside it, disclaimers of the whole page.
    pub(super) fn shown(&self, document: &Document, article: &Article) -> Result<Vec<Proposal>, ProjectError> {
        let lines = bytes_of(document, article);
        let mut proposals = shown_on(&self.store, document.id)?;
        proposals.retain(|p| p.kind == ProposalKind::Disclaimer || lines.contains(&p.span.start()));
        Ok(proposals)
    }
}

impl Act<'_, '_> {
    /// Notes the suggestion that the coder saw for a record: for the only record of a unit the first of the article's
    /// kind, for others one at their words.
    pub(super) fn note_shown(&self, record: &mut Record, coding: &Coding, unit: &Unit) -> Result<(), ProjectError> {
        let roles: Vec<&Role> = unit.roles.iter().filter(|r| r.proposed_by.is_some()).collect();
        // Whoever decides between coders is shown no suggestions.
        if record.proposal.is_some() || roles.is_empty() || coding.coder == CoderId::ADJUDICATED {
            return Ok(());
        }
        let serves = |p: &Proposal| {
            let mut serving = roles.iter().filter(|r| r.proposed_by == Some(p.kind));
            serving.any(|role| {
                unit.cardinality == Cardinality::One || record.anchors_of(&role.code).any(|a| a.span.overlaps(p.span))
            })
        };
        let document = self.article(coding.article)?.document;
        record.proposal = shown_on(self.store(), document)?.iter().find(|p| serves(p)).map(|p| p.id);
        Ok(())
    }

    /// Notes for all records of a coding what was shown since they were last changed.
    pub(super) fn note_all_shown(&mut self, coding: &Coding, records: &[Record]) -> Result<(), ProjectError> {
        let book = self.book(coding)?;
        for record in records {
            let Some(unit) = book.unit(&record.unit) else { continue };
            let mut noted = record.clone();
            self.note_shown(&mut noted, coding, unit)?;
            if noted.proposal != record.proposal {
                self.tx.put_record(&noted)?;
            }
        }
        Ok(())
    }

    /// A suggestion that a coder says was seen: nothing where none are shown.
    pub(super) fn seen(
        &self,
        coding: &Coding,
        proposal: Option<ProposalId>,
    ) -> Result<Option<ProposalId>, ProjectError> {
        let Some(id) = proposal else { return Ok(None) };
        let document = self.article(coding.article)?.document;
        if !self.store().proposals(document)?.iter().any(|p| p.id == id) {
            return Err(ProjectError::Gone { what: "suggestion" });
        }
        let on = are_on(self.store())?;
        Ok(proposal.filter(|_| on))
    }
}

fn are_on(store: &Store) -> Result<bool, ProjectError> {
    Ok(store.project_setting(SUGGESTIONS)?.as_deref() != Some("off"))
}

fn shown_on(store: &Store, document: DocumentId) -> Result<Vec<Proposal>, ProjectError> {
    Ok(if are_on(store)? { store.proposals(document)? } else { Vec::new() })
}

/// Bytes of the page that an article covers.
fn bytes_of(document: &Document, article: &Article) -> Range<usize> {
    let blocks = document.blocks.get(article.blocks.clone()).unwrap_or_default();
    match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.span.start()..last.span.end(),
        _ => 0..0,
    }
}
