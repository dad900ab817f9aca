//! Records with their answers, anchors and links, under the rules of the codebook.

use super::answer::put_answer;
use super::{Act, unit_of};
use crate::model::{
    Answer, Cardinality, Codebook, Coding, CodingId, Document, Link, LinkId, ProposalId, Record, RecordId, Scope, Unit,
};
use crate::project::page_work::PageWork;
use crate::project::{Mint, ProjectError};
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
        if unit.scope == Scope::Coder {
            return Err(ProjectError::NotInCodebook { what: "unit of articles", code: unit.code.clone() });
        }
        let siblings = self.siblings(&book, &coding, unit)?;
        let own = siblings.iter().filter(|r| r.coding == coding.id);
        if unit.cardinality == Cardinality::One && !siblings.is_empty() {
            return Err(ProjectError::MustStay);
        }
        let mut record = Record {
            id: RecordId::from_uuid(self.mint.uuid()),
            coding: coding.id,
            unit: unit.code.clone(),
            parent: None,
            position: unit.ordered.then(|| own.filter_map(|r| r.position).max().map_or(0, |p| p + 1)),
            proposal: self.seen(&coding, first.proposal)?,
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
        check_row(unit, &record, None, &siblings)?;
        self.note_shown(&mut record, &coding, unit)?;
        self.tx.put_record(&record)?;
        self.outcome.record = Some(record.id);
        Ok(())
    }

    pub(super) fn remove_record(&mut self, record: RecordId) -> Result<(), ProjectError> {
        let (record, coding, book) = self.record(record)?;
        let unit = unit_of(&book, &record.unit)?;
        let siblings = self.siblings(&book, &coding, unit)?;
        if unit.cardinality == Cardinality::One || is_only_of_its_row(unit, &record, &siblings) {
            return Err(ProjectError::MustStay);
        }
        self.tx.delete_record(record.id)?;
        if unit.ordered {
            let left = self.ordered(&coding, unit)?;
            self.number(left)?;
        }
        Ok(())
    }

    pub(super) fn set_answers(
        &mut self,
        record: RecordId,
        answers: BTreeMap<String, Option<Answer>>,
    ) -> Result<(), ProjectError> {
        self.change(record, |_, unit, record, _| {
            answers.into_iter().try_for_each(|(variable, answer)| put_answer(unit, record, &variable, answer))
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
        let mut list = self.ordered(&coding, unit)?;
        let Some(from) = list.iter().position(|r| r.id == record.id) else { return Ok(()) };
        let moved = list.remove(from);
        list.insert(position.min(list.len()), moved);
        self.number(list)
    }

    /// Gives the records of an ordered list their places.
    fn number(&mut self, list: Vec<Record>) -> Result<(), ProjectError> {
        for (place, mut record) in list.into_iter().enumerate() {
            record.position = i64::try_from(place).ok();
            self.tx.put_record(&record)?;
        }
        Ok(())
    }

    /// Changes a record and writes it.
    pub(super) fn change(
        &mut self,
        record: RecordId,
        change: impl FnOnce(&mut Self, &Unit, &mut Record, &Coding) -> Result<(), ProjectError>,
    ) -> Result<(), ProjectError> {
        let (mut record, coding, book) = self.record(record)?;
        let unit = unit_of(&book, &record.unit)?;
        let before = record.clone();
        change(self, unit, &mut record, &coding)?;
        if unit.row_of(&before) != unit.row_of(&record) {
            check_row(unit, &record, Some(&before), &self.siblings(&book, &coding, unit)?)?;
        }
        self.note_shown(&mut record, &coding, unit)?;
        Ok(self.tx.put_record(&record)?)
    }

    /// Whether a record is one of those that the codebook wants to stand there from the start.
    pub(in crate::project) fn is_standing(&self, record: &Record) -> bool {
        let unit = self.books.values().find_map(|b| b.unit(&record.unit));
        unit.is_some_and(|u| u.cardinality == Cardinality::One || u.row_of(record).is_some())
    }

    /// The records of a unit that the coder has in an article; of a unit of the page, in all its articles.
    pub(super) fn siblings(&self, book: &Codebook, coding: &Coding, unit: &Unit) -> Result<Vec<Record>, ProjectError> {
        let mut records = PageWork::of(self.store(), book, coding)?.records;
        records.retain(|r| r.unit == unit.code);
        Ok(records)
    }

    /// The ordered list of a unit in a coding.
    fn ordered(&self, coding: &Coding, unit: &Unit) -> Result<Vec<Record>, ProjectError> {
        let mut list = self.store().records(coding.id)?;
        list.retain(|r| r.unit == unit.code);
        list.sort_by_key(|r| (r.position, r.id));
        Ok(list)
    }

    pub(in crate::project) fn document_of(&self, coding: &Coding) -> Result<Document, ProjectError> {
        self.document(self.article(coding.article)?.document)
    }

    pub(super) fn put_link(
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
        let fits = other.coding == record.coding && link.accepts(&other) && book.unit(&other.unit).is_some();
        if !fits {
            return Err(ProjectError::CannotLink);
        }
        let only = || LinkId::from_uuid(Mint::only_one(record.id.uuid(), role, 0));
        let id = old.map_or_else(only, |l| l.id);
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

/// The values that make a row obligatory are its name: another name would leave the row without a record, and a second
/// record of that name would be a second answer to one question.
fn check_row(unit: &Unit, record: &Record, before: Option<&Record>, siblings: &[Record]) -> Result<(), ProjectError> {
    let leaves = before.is_some_and(|before| is_only_of_its_row(unit, before, siblings));
    let doubles = unit.row_of(record).is_some() && !is_only_of_its_row(unit, record, siblings);
    if leaves || doubles { Err(ProjectError::MustStay) } else { Ok(()) }
}

/// Whether an obligatory row would be empty without this record.
fn is_only_of_its_row(unit: &Unit, record: &Record, siblings: &[Record]) -> bool {
    let Some(row) = unit.row_of(record) else { return false };
    !siblings.iter().any(|r| r.id != record.id && unit.row_of(r) == Some(row))
}
