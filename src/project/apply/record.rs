//! Records with their answers, anchors and links, under the rules of the codebook.

use super::{Act, unit_of};
use crate::model::{
    Anchor, AnchorId, Answer, AnswerState, Cardinality, Codebook, Coding, CodingId, Document, Kind, Link, LinkId,
    ProposalId, Record, RecordId, Role, Unit, Value, Variable,
};
use crate::project::ProjectError;
use crate::project::lifecycle::SUGGESTIONS;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of a record from the start.
pub(super) struct First {
    pub(super) parent: Option<RecordId>,
    pub(super) answers: BTreeMap<String, Answer>,
    pub(super) anchors: Vec<(String, Range<usize>)>,
    pub(super) links: Vec<(String, RecordId)>,
    pub(super) proposal: Option<ProposalId>,
}

impl Act<'_, '_> {
    pub(super) fn add_record(&mut self, coding: CodingId, unit: &str, first: First) -> Result<(), ProjectError> {
        let coding = self.open_coding(coding)?;
        let book = self.book(&coding)?;
        let unit = unit_of(&book, unit)?;
        let siblings = self.siblings(&coding, unit)?;
        if unit.cardinality == Cardinality::One && !siblings.is_empty() {
            return Err(ProjectError::MustStay);
        }
        let mut record = Record {
            id: RecordId::from_uuid(self.mint.uuid()),
            coding: coding.id,
            unit: unit.code.clone(),
            parent: None,
            position: unit.ordered.then(|| siblings.iter().filter_map(|r| r.position).max().map_or(0, |p| p + 1)),
            proposal: first.proposal,
            answers: BTreeMap::new(),
            anchors: Vec::new(),
            links: Vec::new(),
        };
        for (variable, answer) in first.answers {
            put_answer(unit, &mut record, &variable, Some(answer))?;
        }
        let document = self.document_of(&coding)?;
        for (role, range) in first.anchors {
            self.put_anchor(unit, &mut record, &document, &role, range)?;
        }
        for (role, to) in first.links {
            self.put_link(&book, unit, &mut record, &role, Some(to))?;
        }
        if let Some(parent) = first.parent {
            self.check_parent(unit, &record, parent)?;
            record.parent = Some(parent);
        }
        self.note_shown(&mut record, &coding, unit)?;
        self.tx.put_record(&record)?;
        self.outcome.record = Some(record.id);
        Ok(())
    }

    pub(super) fn remove_record(&mut self, record: RecordId) -> Result<(), ProjectError> {
        let (record, coding, book) = self.record(record)?;
        let unit = unit_of(&book, &record.unit)?;
        if unit.cardinality == Cardinality::One || is_only_of_its_row(unit, &record, &self.siblings(&coding, unit)?) {
            return Err(ProjectError::MustStay);
        }
        self.tx.delete_record(record.id)?;
        Ok(())
    }

    pub(super) fn set_answers(
        &mut self,
        record: RecordId,
        answers: BTreeMap<String, Option<Answer>>,
    ) -> Result<(), ProjectError> {
        self.change(record, |act, unit, record, coding| {
            let before = record.clone();
            for (variable, answer) in answers {
                put_answer(unit, record, &variable, answer)?;
            }
            // The values that make a row obligatory are its name: another name would leave the row without a record.
            let siblings = act.siblings(coding, unit)?;
            if is_only_of_its_row(unit, &before, &siblings) && row_of(unit, &before) != row_of(unit, record) {
                return Err(ProjectError::MustStay);
            }
            Ok(())
        })
    }

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
            record.proposal = record.proposal.or(proposal);
            Ok(())
        })
    }

    pub(super) fn move_anchor(&mut self, anchor: AnchorId, range: Range<usize>) -> Result<(), ProjectError> {
        let record = self.store().record_of_anchor(anchor)?.ok_or(ProjectError::Gone { what: "span" })?;
        self.change(record, |act, _, record, coding| {
            let document = act.document_of(coding)?;
            let span = document.text.trimmed_span(range).ok_or(ProjectError::NoWords)?;
            if let Some(anchor) = record.anchors.iter_mut().find(|a| a.id == anchor) {
                anchor.span = span;
                document.text.quote(span).clone_into(&mut anchor.quote);
            }
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

    pub(super) fn set_parent(&mut self, record: RecordId, parent: Option<RecordId>) -> Result<(), ProjectError> {
        self.change(record, |act, unit, record, _| {
            if let Some(parent) = parent {
                act.check_parent(unit, record, parent)?;
            }
            record.parent = parent;
            Ok(())
        })
    }

    pub(super) fn set_link(&mut self, record: RecordId, role: &str, to: Option<RecordId>) -> Result<(), ProjectError> {
        let (mut record, _, book) = self.record(record)?;
        let unit = unit_of(&book, &record.unit)?;
        self.put_link(&book, unit, &mut record, role, to)?;
        Ok(self.tx.put_record(&record)?)
    }

    pub(super) fn move_record(&mut self, record: RecordId, position: usize) -> Result<(), ProjectError> {
        let (record, coding, book) = self.record(record)?;
        let unit = unit_of(&book, &record.unit)?;
        if !unit.ordered {
            return Ok(());
        }
        let mut list = self.siblings(&coding, unit)?;
        list.sort_by_key(|r| (r.position, r.id));
        let Some(from) = list.iter().position(|r| r.id == record.id) else { return Ok(()) };
        let moved = list.remove(from);
        list.insert(position.min(list.len()), moved);
        for (place, mut record) in list.into_iter().enumerate() {
            record.position = i64::try_from(place).ok();
            self.tx.put_record(&record)?;
        }
        Ok(())
    }

    /// Changes a record and writes it.
    fn change(
        &mut self,
        record: RecordId,
        change: impl FnOnce(&mut Self, &Unit, &mut Record, &Coding) -> Result<(), ProjectError>,
    ) -> Result<(), ProjectError> {
        let (mut record, coding, book) = self.record(record)?;
        let unit = unit_of(&book, &record.unit)?;
        change(self, unit, &mut record, &coding)?;
        self.note_shown(&mut record, &coding, unit)?;
        Ok(self.tx.put_record(&record)?)
    }

    /// Notes the suggestion that the coder saw for a record, taken or not, because suggestions steer coders: for the only
    /// record of a unit the first of the article's kind, for others one at their words.
    pub(super) fn note_shown(&self, record: &mut Record, coding: &Coding, unit: &Unit) -> Result<(), ProjectError> {
        let roles: Vec<&Role> = unit.roles.iter().filter(|r| r.proposed_by.is_some()).collect();
        let are_off = || Ok::<_, ProjectError>(self.store().project_setting(SUGGESTIONS)?.as_deref() == Some("off"));
        if record.proposal.is_some() || roles.is_empty() || are_off()? {
            return Ok(());
        }
        let document = self.article(coding.article)?.document;
        record.proposal = self
            .store()
            .proposals(document)?
            .into_iter()
            .find(|p| {
                let mut serving = roles.iter().filter(|r| r.proposed_by == Some(p.kind));
                serving.any(|role| {
                    unit.cardinality == Cardinality::One
                        || record.anchors_of(&role.code).any(|a| a.span.overlaps(p.span))
                })
            })
            .map(|p| p.id);
        Ok(())
    }

    /// Whether a record is one of those that the codebook wants to stand there from the start.
    pub(in crate::project) fn is_standing(&self, record: &Record) -> bool {
        let unit = self.books.values().find_map(|b| b.unit(&record.unit));
        unit.is_some_and(|u| u.cardinality == Cardinality::One || row_of(u, record).is_some())
    }

    /// The records of a unit in a coding.
    fn siblings(&self, coding: &Coding, unit: &Unit) -> Result<Vec<Record>, ProjectError> {
        let mut records = self.store().records(coding.id)?;
        records.retain(|r| r.unit == unit.code);
        Ok(records)
    }

    pub(in crate::project) fn document_of(&self, coding: &Coding) -> Result<Document, ProjectError> {
        self.document(self.article(coding.article)?.document)
    }

    fn put_anchor(
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
            if let Some(oldest) = record.anchors.iter().position(|a| a.role == role.code) {
                record.anchors.remove(oldest);
            }
        }
        let id = AnchorId::from_uuid(self.mint.uuid());
        let quote = document.text.quote(span).to_owned();
        record.anchors.push(Anchor { id, role: role.code.clone(), span, quote });
        self.outcome.anchor = Some(id);
        for (variable, value) in &role.implies {
            if record.code_of(variable) != Some(value) {
                put_answer(unit, record, variable, Some(Answer::code(value.as_str())))?;
            }
        }
        Ok(())
    }

    fn put_link(
        &self,
        book: &Codebook,
        unit: &Unit,
        record: &mut Record,
        role: &str,
        to: Option<RecordId>,
    ) -> Result<(), ProjectError> {
        let Some(link) = unit.links.iter().find(|l| l.code == role) else {
            return Err(ProjectError::NotInCodebook { what: "link", code: role.to_owned() });
        };
        let old = record.links.iter().position(|l| l.role == role).map(|i| record.links.remove(i));
        let Some(to) = to else { return Ok(()) };
        let other = self.any_record(to)?;
        let fits = other.coding == record.coding && other.unit == link.to_unit && book.unit(&other.unit).is_some();
        if !fits {
            return Err(ProjectError::CannotHang);
        }
        let id = old.map_or_else(|| LinkId::from_uuid(self.mint.uuid()), |l| l.id);
        record.links.push(Link { id, role: role.into(), to });
        Ok(())
    }

    /// Whether a record may hang under another (circles are refused by the store).
    fn check_parent(&self, unit: &Unit, record: &Record, parent: RecordId) -> Result<(), ProjectError> {
        let other = self.any_record(parent)?;
        let fits = unit.nests && other.unit == record.unit && other.coding == record.coding && parent != record.id;
        if fits { Ok(()) } else { Err(ProjectError::CannotHang) }
    }
}

/// The obligatory row that a record is, if it is one.
fn row_of<'u>(unit: &'u Unit, record: &Record) -> Option<&'u BTreeMap<String, String>> {
    unit.obligatory.iter().find(|row| row.iter().all(|(k, v)| record.code_of(k) == Some(v)))
}

/// Whether an obligatory row would be empty without this record.
fn is_only_of_its_row(unit: &Unit, record: &Record, siblings: &[Record]) -> bool {
    let Some(row) = row_of(unit, record) else { return false };
    !siblings.iter().any(|r| r.id != record.id && row_of(unit, r) == Some(row))
}

/// Answers a question of a record, or makes it open again.
fn put_answer(unit: &Unit, record: &mut Record, variable: &str, answer: Option<Answer>) -> Result<(), ProjectError> {
    let variable = unit
        .variable(variable)
        .filter(|v| v.is_asked())
        .ok_or_else(|| ProjectError::NotInCodebook { what: "question", code: variable.to_owned() })?;
    let answer = match answer {
        Some(Answer { state: AnswerState::Coded(value), unsure }) => {
            checked(variable, value)?.map(|value| Answer { state: AnswerState::Coded(value), unsure })
        }
        Some(Answer { state: AnswerState::NotApplicable, .. }) if !variable.allow_na => {
            return Err(wrong(variable, "\u{201c}does not apply\u{201d} is no answer"));
        }
        Some(Answer { state: AnswerState::NotYetCoded, .. }) | None => None,
        Some(other) => Some(other),
    };
    match answer {
        Some(answer) => record.answers.insert(variable.code.clone(), answer),
        None => record.answers.remove(&variable.code),
    };
    Ok(())
}

fn wrong(variable: &Variable, problem: &'static str) -> ProjectError {
    ProjectError::WrongAnswer { variable: variable.code.clone(), problem }
}

/// A value as its question wants it; `None` for empty words, which are no answer.
fn checked(variable: &Variable, value: Value) -> Result<Option<Value>, ProjectError> {
    Ok(Some(match (variable.kind, value) {
        (Kind::Choice, Value::Code(code)) if variable.value(&code).is_some() => Value::Code(code),
        (Kind::Set, Value::Codes(codes)) => {
            if codes.iter().any(|c| variable.value(c).is_none()) {
                return Err(wrong(variable, "there is no such value"));
            }
            let ordered: Vec<_> =
                variable.values.iter().map(|v| &v.code).filter(|c| codes.contains(c)).cloned().collect();
            if variable.max.is_some_and(|max| ordered.len() > max) {
                return Err(wrong(variable, "there are too many values"));
            }
            Value::Codes(ordered)
        }
        (Kind::Number, Value::Number(number)) if number.is_finite() => Value::Number(number),
        (Kind::Date, Value::Date(date)) if is_date(&date) => Value::Date(date),
        (Kind::Text | Kind::Entity, Value::Text(text)) => {
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            Value::Text(text.to_owned())
        }
        (Kind::Choice, Value::Code(_)) => return Err(wrong(variable, "there is no such value")),
        (Kind::Number, Value::Number(_)) => return Err(wrong(variable, "this is no number")),
        (Kind::Date, Value::Date(_)) => return Err(wrong(variable, "this is no date (YYYY, YYYY-MM or YYYY-MM-DD)")),
        _ => return Err(wrong(variable, "this is another kind of answer")),
    }))
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a day of the calendar.
fn is_date(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.len() == 10 && full.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_may_lack_day_and_month_but_must_exist() {
        for good in ["2024", "2024-02", "2024-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "24", "2024-13", "2023-02-29", "2024-2-9", "2024/02", "next week", "2024-02-29T10"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
