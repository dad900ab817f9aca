//! Annotations of other programs on their way into codings.

use super::Act;
use super::answer::put_answer;
use crate::import::{Warning, WarningKind};
use crate::model::{
    AnnotationSet, Answer, AnswerState, Article, Cardinality, Codebook, CodebookVersionId, Coder, CoderId, Coding,
    CodingId, CodingState, Document, DocumentId, NoteTarget, Record, RecordId, Value, missing_records,
};
use crate::project::annotations::{AnnotationChoice, AnnotationSum, Draft, Drafts, drafts};
use crate::project::page_work::PageWork;
use crate::project::{Mint, ProjectError};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who gets annotations of which nobody says whose they are.
const NOBODY: &str = "imported";

/// A document's annotations on their way in.
pub(in crate::project) struct Arrival<'a> {
    pub(in crate::project) document: DocumentId,
    pub(in crate::project) sets: &'a [AnnotationSet],
    /// The codebook that new codings get.
    pub(in crate::project) version: CodebookVersionId,
}

impl Act<'_, '_> {
    /// Takes in the annotations of a document. The program acts: whose they are, the file says.
    pub(in crate::project) fn take_in_annotations(
        &mut self,
        arrival: &Arrival<'_>,
        choice: &AnnotationChoice,
        warnings: &mut Vec<Warning>,
    ) -> Result<AnnotationSum, ProjectError> {
        let actor = self.actor.take();
        let mut sum = AnnotationSum::default();
        let mut done = Ok(());
        for set in arrival.sets.iter().filter(|s| !s.is_empty()) {
            done = self.take_in_set(arrival, set, choice, actor, warnings).map(|one| sum.add(one));
            if done.is_err() {
                break;
            }
        }
        self.actor = actor;
        done.map(|()| sum)
    }

    fn take_in_set(
        &mut self,
        arrival: &Arrival<'_>,
        set: &AnnotationSet,
        choice: &AnnotationChoice,
        actor: Option<CoderId>,
        warnings: &mut Vec<Warning>,
    ) -> Result<AnnotationSum, ProjectError> {
        let mut sum = AnnotationSum::default();
        let document = self.document(arrival.document)?;
        let articles = self.store().articles_of(document.id)?;
        let Some(first) = articles.first() else { return Ok(sum) };
        let coder = self.coder_of(choice.coder.as_deref().or(set.annotator.as_deref()), actor)?;
        let round = super::people::main_round(self.store())?.id;
        let there = self.store().codings()?;
        let own = |article: &Article| {
            there.iter().find(|c| c.coder == coder.id && c.round == round && c.article == article.id).cloned()
        };
        // A coding that was begun under an older codebook keeps it.
        let version = articles.iter().find_map(own).map_or(arrival.version, |c| c.codebook);
        let Some(book) = self.books.get(&version).cloned() else { return Ok(sum) };
        let Drafts { records, unplaced } = drafts(&document.text, set, &book, &choice.labels);
        let article_at = |byte: Option<usize>| {
            let holds = |a: &&Article| byte.is_some_and(|b| b < end_of(&document, a));
            articles.iter().find(holds).unwrap_or(first).clone()
        };
        let mut codings: BTreeMap<CodingId, (Coding, bool)> = BTreeMap::new();
        // What stands in each coding, kept while it grows; and what a draft of this set is already.
        let mut standing: BTreeMap<CodingId, Vec<Record>> = BTreeMap::new();
        let mut taken: BTreeSet<RecordId> = BTreeSet::new();
        let mut blocked = 0;
        // Where each draft went, so that the others can hang under it.
        let mut made: Vec<Option<RecordId>> = Vec::with_capacity(records.len());
        for draft in &records {
            let article = article_at(draft.anchors.iter().map(|(_, s)| s.start()).min().or(draft.at));
            let (coding, is_new) = match own(&article) {
                Some(coding) => (coding, false),
                None => (self.coding_for(&coder, &article, version)?, true),
            };
            let stand = match standing.entry(coding.id) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(free) => free.insert(PageWork::of(self.store(), &book, &coding)?.records),
            };
            let at = stands_at(stand, &coding, draft, &taken);
            if let Some(known) = at.and_then(|at| stand.get(at)).filter(|r| says_all(r, draft)) {
                sum.known += 1;
                taken.insert(known.id);
                made.push(Some(known.id));
                continue;
            }
            if coding.state == CodingState::Done && !is_new {
                blocked += 1;
                made.push(None);
                continue;
            }
            codings.entry(coding.id).or_insert((coding.clone(), is_new));
            let before = at.and_then(|at| stand.get(at)).cloned().unwrap_or_else(|| {
                let last = stand.iter().filter(|r| r.unit == draft.unit.code).filter_map(|r| r.position).max();
                let position = draft.unit.ordered.then(|| last.map_or(0, |p| p + 1));
                Record { id: RecordId::from_uuid(self.mint.uuid()), position, ..empty(&coding, draft) }
            });
            let record = self.put_draft(before, &document, draft, is_new)?;
            sum.spans += draft.anchors.len();
            sum.records += 1;
            taken.insert(record.id);
            made.push(Some(record.id));
            match at {
                Some(at) => stand[at] = record,
                None => stand.push(record),
            }
        }
        self.tie(&book, &records, &made)?;
        sum.unplaced = unplaced.iter().filter(|u| u.is_span).count();
        let mut lines: BTreeMap<CodingId, Vec<String>> = BTreeMap::new();
        for one in &unplaced {
            let article = article_at(one.at);
            let coding = match own(&article) {
                Some(coding) => coding,
                None => self.coding_for(&coder, &article, version)?,
            };
            let is_new = own(&article).is_none();
            codings.entry(coding.id).or_insert((coding.clone(), is_new));
            lines.entry(coding.id).or_default().push(one.line.clone());
        }
        for (coding, lines) in lines {
            self.add_lines(coding, &set.file, &lines)?;
        }
        warnings.extend(told(&set.file, &unplaced));
        if blocked > 0 {
            let kind = WarningKind::CodingIsDone { coder: coder.name.clone(), count: blocked };
            warnings.push(Warning { file: set.file.clone(), line: None, kind });
        }
        // Somebody else's work is whole as it is; whoever imports their own goes on with it.
        if actor != Some(coder.id) {
            for (coding, _) in codings.into_values().filter(|(_, is_new)| *is_new) {
                self.declare_done(&book, &coding, &set.file)?;
            }
        }
        Ok(sum)
    }

    /// The person whom annotations belong to: by name, who is at work, or somebody new.
    fn coder_of(&mut self, name: Option<&str>, actor: Option<CoderId>) -> Result<Coder, ProjectError> {
        let coders = self.store().coders()?;
        let wanted = name.map(str::trim).filter(|n| !n.is_empty());
        let found = match wanted {
            Some(name) => coders.iter().find(|c| c.name == name),
            None => coders.iter().find(|c| Some(c.id) == actor),
        };
        if let Some(found) = found.or_else(|| coders.iter().find(|c| wanted.is_none() && c.name == NOBODY)) {
            return Ok(found.clone());
        }
        let coder =
            Coder { id: CoderId::from_uuid(self.mint.uuid()), name: wanted.unwrap_or(NOBODY).to_owned(), lead: false };
        self.tx.put_coder(&coder)?;
        Ok(coder)
    }

    /// The coding of an article that was not there before this import.
    fn coding_for(
        &mut self,
        coder: &Coder,
        article: &Article,
        version: CodebookVersionId,
    ) -> Result<Coding, ProjectError> {
        let round = super::people::main_round(self.store())?.id;
        let id = CodingId::from_uuid(Mint::only_one(article.id.uuid(), &format!("{}/{round}", coder.id), 0));
        if let Some(coding) = self.store().coding(id)? {
            return Ok(coding);
        }
        self.assign(coder.id, &[article.id], round)?;
        let id = self.begin(coder.id, article.id, round, version)?;
        self.coding(id)
    }

    /// Writes what a draft brings into a record. In a coding that a person began, their answers hold.
    fn put_draft(
        &mut self,
        mut record: Record,
        document: &Document,
        draft: &Draft<'_>,
        is_new: bool,
    ) -> Result<Record, ProjectError> {
        let unit = draft.unit;
        let mut notes = draft.notes.clone();
        for (role, span) in &draft.anchors {
            let most = unit.role(role).and_then(|r| r.max).unwrap_or(usize::MAX);
            let is_there = record.anchors_of(role).any(|a| a.span == *span);
            if !is_there && record.anchors_of(role).count() >= most {
                notes.push(format!("{role} {}–{} «{}»", span.start(), span.end(), document.text.quote(*span)));
                continue;
            }
            self.put_anchor(unit, &mut record, document, role, span.range())?;
        }
        for (variable, answer) in draft.answers.iter().filter(|(_, a)| a.state != AnswerState::NotYetCoded) {
            let other = record.answers.get(variable).is_some_and(|there| there != answer);
            if other && !is_new || put_answer(unit, &mut record, variable, Some(answer.clone())).is_err() {
                notes.push(format!("{variable} = {}", said(answer)));
            }
        }
        self.tx.put_record(&record)?;
        if !notes.is_empty() {
            let target = NoteTarget::Record(record.id);
            let there = self.store().memos(record.coding)?.into_iter().find(|m| m.target == target).map(|m| m.text);
            let mut lines: Vec<String> = there.iter().flat_map(|t| t.lines()).map(str::to_owned).collect();
            let known: BTreeSet<String> = lines.iter().cloned().collect();
            lines.extend(notes.iter().flat_map(|n| n.lines()).filter(|l| !known.contains(*l)).map(str::to_owned));
            self.set_memo(target, &lines.join("\n"))?;
        }
        Ok(record)
    }

    /// Hangs the new records under each other and links them.
    fn tie(&mut self, book: &Codebook, records: &[Draft<'_>], made: &[Option<RecordId>]) -> Result<(), ProjectError> {
        let at = |place: usize| made.get(place).copied().flatten();
        for (place, draft) in records.iter().enumerate() {
            let Some(id) = at(place) else { continue };
            if draft.parent.is_none() && draft.links.is_empty() {
                continue;
            }
            let mut record = self.any_record(id)?;
            let before = record.clone();
            if let Some(parent) = draft.parent.and_then(at).filter(|p| *p != id && record.parent != Some(*p)) {
                let same = self.any_record(parent)?.coding == record.coding;
                if draft.unit.nests && same && !self.hangs_under(parent, id)? {
                    record.parent = Some(parent);
                }
            }
            for (role, to) in &draft.links {
                let Some(to) = at(*to) else { continue };
                if !record.links.iter().any(|l| l.role == *role && l.to == to) {
                    // A link that the codebook does not allow between these two is left out.
                    let put = self.put_link(book, draft.unit, &mut record, role, Some(to));
                    if matches!(put, Err(ProjectError::Store(_))) {
                        put?;
                    }
                }
            }
            if record != before {
                self.tx.put_record(&record)?;
            }
        }
        Ok(())
    }

    /// Whether a record hangs under another, however deep.
    fn hangs_under(&self, record: RecordId, under: RecordId) -> Result<bool, ProjectError> {
        let (mut at, mut seen) = (Some(record), BTreeSet::new());
        while let Some(id) = at {
            if id == under {
                return Ok(true);
            }
            if !seen.insert(id) {
                return Ok(false);
            }
            at = self.any_record(id)?.parent;
        }
        Ok(false)
    }

    /// Keeps what has no place, each line once.
    fn add_lines(&mut self, coding: CodingId, file: &str, lines: &[String]) -> Result<(), ProjectError> {
        let target = NoteTarget::Coding(coding);
        let there = self.store().memos(coding)?.into_iter().find(|m| m.target == target).map(|m| m.text);
        let mut text = there.unwrap_or_default();
        let known: BTreeSet<String> = text.lines().map(str::to_owned).collect();
        let new: Vec<&str> =
            lines.iter().map(String::as_str).filter(|l| !l.lines().all(|l| known.contains(l))).collect();
        if new.is_empty() {
            return Ok(());
        }
        if !text.is_empty() {
            text.push('\n');
        }
        if !known.contains(file) {
            text.push_str(file);
            text.push('\n');
        }
        text.push_str(&new.join("\n"));
        self.set_memo(target, &text)
    }

    fn declare_done(&mut self, book: &Arc<Codebook>, coding: &Coding, file: &str) -> Result<(), ProjectError> {
        let missing = missing_records(book, &PageWork::of(self.store(), book, coding)?.records);
        let reason = (!missing.is_empty()).then(|| file.to_owned());
        Ok(self.tx.put_coding(&Coding { state: CodingState::Done, forced_reason: reason, ..coding.clone() })?)
    }
}

/// Where the record stands that a draft adds to, or that it is: the only one of its unit, the one of its row, or one that
/// says the same and that no other draft is.
fn stands_at(records: &[Record], coding: &Coding, draft: &Draft<'_>, taken: &BTreeSet<RecordId>) -> Option<usize> {
    let mut of_unit = records.iter().enumerate().filter(|(_, r)| r.unit == draft.unit.code);
    if draft.unit.cardinality == Cardinality::One {
        return of_unit.next().map(|(at, _)| at);
    }
    let as_row = Record { answers: draft.answers.clone(), ..empty(coding, draft) };
    let found = match draft.unit.row_of(&as_row) {
        Some(row) => of_unit.find(|(_, r)| draft.unit.row_of(r) == Some(row)),
        None => of_unit
            .find(|(_, r)| !taken.contains(&r.id) && r.anchors.len() == draft.anchors.len() && says_all(r, draft)),
    };
    found.map(|(at, _)| at)
}

/// An answer in words.
fn said(answer: &Answer) -> String {
    match &answer.state {
        AnswerState::Coded(Value::Code(text) | Value::Date(text) | Value::Text(text)) => text.clone(),
        AnswerState::Coded(Value::Codes(codes)) => codes.join("|"),
        AnswerState::Coded(Value::Number(number)) => number.to_string(),
        AnswerState::NotApplicable => "NA".into(),
        AnswerState::CannotDecide => "UNC".into(),
        AnswerState::NotYetCoded => String::new(),
    }
}

fn empty(coding: &Coding, draft: &Draft<'_>) -> Record {
    Record {
        id: RecordId::from_uuid(uuid::Uuid::nil()),
        coding: coding.id,
        unit: draft.unit.code.clone(),
        parent: None,
        position: None,
        proposal: None,
        answers: BTreeMap::new(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

/// Byte behind the last block of an article.
fn end_of(document: &Document, article: &Article) -> usize {
    let blocks = document.blocks.get(article.blocks.clone()).unwrap_or_default();
    blocks.last().map_or(0, |b| b.span.end())
}

/// Whether a record holds everything that a draft brings.
fn says_all(record: &Record, draft: &Draft<'_>) -> bool {
    let holds = |role: &str, span| record.anchors.iter().any(|a| a.role == role && a.span == span);
    let is_there = |a: &Answer, v: &String| a.state == AnswerState::NotYetCoded || record.answers.get(v) == Some(a);
    draft.anchors.iter().all(|(role, span)| holds(role, *span)) && draft.answers.iter().all(|(v, a)| is_there(a, v))
}

/// One warning for each label that has no place.
fn told(file: &str, unplaced: &[crate::project::annotations::Unplaced]) -> Vec<Warning> {
    let mut by_label: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for one in unplaced {
        by_label.entry(&one.label).or_insert((0, &one.words)).0 += 1;
    }
    let warning = |(label, (count, example)): (&str, (usize, &str))| {
        let example: String = example.chars().take(40).collect();
        let kind = WarningKind::NoPlaceInCodebook { label: label.to_owned(), count, example };
        Warning { file: file.to_owned(), line: None, kind }
    };
    by_label.into_iter().map(warning).collect()
}
