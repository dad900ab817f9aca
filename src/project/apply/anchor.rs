//! Spans of a record in the roles of its unit.

use super::Act;
use super::answer::put_answer;
use crate::model::{Anchor, AnchorId, Answer, Document, ProposalId, Record, RecordId, Unit};
use crate::project::ProjectError;
use std::ops::Range;

impl Act<'_, '_> {
    pub(super) fn add_anchor(
        &mut self,
        record: RecordId,
        role: &str,
        range: Range<usize>,
        proposal: Option<ProposalId>,
    ) -> Result<(), ProjectError> {
        self.change(record, |act, unit, record, coding| {
            let document = act.document_of(coding)?;
            act.put_anchor(unit, record, &document, role, range)?;
            record.proposal = record.proposal.or(act.seen(coding, proposal)?);
            Ok(())
        })
    }

    pub(super) fn move_anchor(&mut self, anchor: AnchorId, range: Range<usize>) -> Result<(), ProjectError> {
        let record = self.store().record_of_anchor(anchor)?.ok_or(ProjectError::Gone { what: "span" })?;
        self.change(record, |act, _, record, coding| {
            let document = act.document_of(coding)?;
            let span = document.text.trimmed_span(range).ok_or(ProjectError::NoWords)?;
            let Some(at) = record.anchors.iter().position(|a| a.id == anchor) else { return Ok(()) };
            let mut moved = record.anchors.remove(at);
            moved.span = span;
            document.text.quote(span).clone_into(&mut moved.quote);
            // The same words once more in the same role would say nothing.
            record.anchors.retain(|a| a.role != moved.role || a.span != span);
            record.anchors.push(moved);
            act.outcome.anchor = Some(anchor);
            Ok(())
        })
    }

    pub(super) fn remove_anchor(&mut self, anchor: AnchorId) -> Result<(), ProjectError> {
        let record = self.store().record_of_anchor(anchor)?.ok_or(ProjectError::Gone { what: "span" })?;
        self.change(record, |_, _, record, _| {
            record.anchors.retain(|a| a.id != anchor);
            Ok(())
        })
    }

    pub(super) fn put_anchor(
        &mut self,
        unit: &Unit,
        record: &mut Record,
        document: &Document,
        role: &str,
        range: Range<usize>,
    ) -> Result<(), ProjectError> {
        let role =
            unit.role(role).ok_or_else(|| ProjectError::NotInCodebook { what: "role", code: role.to_owned() })?;
        let span = document.text.trimmed_span(range).ok_or(ProjectError::NoWords)?;
        if let Some(there) = record.anchors.iter().find(|a| a.role == role.code && a.span == span) {
            self.outcome.anchor = Some(there.id);
            return Ok(());
        }
        if role.max.is_some_and(|max| record.anchors_of(&role.code).count() >= max) {
            // The newer words take the place of the older ones.
            let oldest = record.anchors_of(&role.code).map(|a| a.id).min();
            record.anchors.retain(|a| Some(a.id) != oldest);
        }
        let id = AnchorId::from_uuid(self.mint.uuid());
        let quote = document.text.quote(span).to_owned();
        record.anchors.push(Anchor { id, role: role.code.clone(), span, quote });
        self.outcome.anchor = Some(id);
        // An answer that asks for such a span agrees with it ("only outside the article") and stands.
        let is_settled = role.required_if.as_ref().is_some_and(|c| c.holds(record) == Some(true));
        for (variable, value) in role.implies.iter().filter(|_| !is_settled) {
            if record.code_of(variable) != Some(value) {
                put_answer(unit, record, variable, Some(Answer::code(value.as_str())))?;
            }
        }
        Ok(())
    }
}
