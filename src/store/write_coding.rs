//! Writing what coders make: codings, records, answers, anchors, links, memos, flags, working time.

use super::row::Content;
use super::table::{ANCHORS, ANSWERS, CODINGS, DECISIONS, FLAGS, Key, LINKS, MEMOS, PRIORS, RECORDS, WORK_TIMES};
use super::write_material::{int, maybe, real, text};
use super::{Refusal, StoreError, Tx};
use crate::model::{
    Anchor, AnchorId, Answer, AnswerState, Cause, CoderId, Coding, CodingId, Decision, Flag, FlagId, Link, LinkId,
    Memo, MemoId, NoteTarget, Prior, PriorItem, Record, RecordId, Value, WorkTime,
};
use rusqlite::types::Value as Sql;
use std::collections::BTreeSet;

impl Tx<'_> {
    /// Adds or changes a coding.
    pub fn put_coding(&mut self, c: &Coding) -> Result<(), StoreError> {
        let content = vec![
            text(c.article),
            text(c.coder),
            text(c.round),
            text(c.codebook),
            text(c.state.code()),
            maybe(c.forced_reason.as_ref()),
        ];
        self.put(&CODINGS, &Key::of(c.id), content)
    }

    /// Takes away a coding with its records and notes. Returns whether it was there.
    pub fn delete_coding(&mut self, id: CodingId) -> Result<bool, StoreError> {
        self.bury_tree(&CODINGS, &Key::of(id))
    }

    /// Makes the stored record equal to the given one: its place, and also its answers, anchors and links; those that the
    /// given record does not hold are taken away.
    ///
    /// # Errors
    /// Its coding, parent or a linked record is not there, it would hang under itself, or an answer or anchor is refused.
    pub fn put_record(&mut self, record: &Record) -> Result<(), StoreError> {
        self.check_circle(record)?;
        let content = vec![
            text(record.coding),
            text(&record.unit),
            maybe(record.parent),
            record.position.map_or(Sql::Null, Sql::Integer),
            maybe(record.proposal),
        ];
        self.put(&RECORDS, &Key::of(record.id), content)?;
        let kept: BTreeSet<_> = record
            .answers
            .keys()
            .map(|v| Key::pair(record.id, v).0)
            .chain(record.anchors.iter().map(|a| a.id.to_string()))
            .chain(record.links.iter().map(|l| l.id.to_string()))
            .collect();
        for table in [&ANSWERS, &ANCHORS, &LINKS] {
            for key in self.live_children(table, "record", &Key::of(record.id))? {
                if !kept.contains(&key.0) {
                    self.bury(table, &key)?;
                }
            }
        }
        for (variable, answer) in &record.answers {
            self.put_answer(record.id, variable, answer)?;
        }
        for anchor in &record.anchors {
            self.put_anchor(record.id, anchor)?;
        }
        for link in &record.links {
            self.put_link(record.id, link)?;
        }
        Ok(())
    }

    /// Takes away a record with its answers, anchors, links (also those of others to it), memos, flags, and all records
    /// that hang under it. Returns whether it was there.
    pub fn delete_record(&mut self, id: RecordId) -> Result<bool, StoreError> {
        self.bury_tree(&RECORDS, &Key::of(id))
    }

    /// Answers a question.
    ///
    /// # Errors
    /// The state is "not yet coded" (use [`Tx::clear_answer`]), a number is not finite, or the record is not there.
    pub fn put_answer(&mut self, record: RecordId, variable: &str, answer: &Answer) -> Result<(), StoreError> {
        let [state, value, unsure] = stored(variable, answer)?;
        self.put(&ANSWERS, &Key::pair(record, variable), vec![state, value, unsure])
    }

    /// Makes a question "not yet coded" again. Returns whether it was answered.
    pub fn clear_answer(&mut self, record: RecordId, variable: &str) -> Result<bool, StoreError> {
        self.bury(&ANSWERS, &Key::pair(record, variable))
    }

    /// Adds or changes an anchor. Its quote must be the text at its span.
    pub fn put_anchor(&mut self, record: RecordId, a: &Anchor) -> Result<(), StoreError> {
        let missing = |parent| Refusal::NoSuch { child: "anchors", parent, key: record.to_string() };
        let document = self.store().document_of_record(record)?.ok_or_else(|| missing("records"))?;
        let frozen = self.store().text(document)?.ok_or_else(|| missing("documents"))?;
        let span = frozen.span_quoted(a.span.start(), a.span.end(), &a.quote)?;
        let content: Content = vec![text(record), text(&a.role), int(span.start()), int(span.end()), text(&a.quote)];
        self.put(&ANCHORS, &Key::of(a.id), content)
    }

    /// Takes away an anchor. Returns whether it was there.
    pub fn delete_anchor(&mut self, id: AnchorId) -> Result<bool, StoreError> {
        self.bury(&ANCHORS, &Key::of(id))
    }

    /// Adds or changes a link of a record.
    pub fn put_link(&mut self, record: RecordId, l: &Link) -> Result<(), StoreError> {
        self.put(&LINKS, &Key::of(l.id), vec![text(record), text(&l.role), text(l.to)])
    }

    /// Takes away a link. Returns whether it was there.
    pub fn delete_link(&mut self, id: LinkId) -> Result<bool, StoreError> {
        self.bury(&LINKS, &Key::of(id))
    }

    /// Adds or changes a memo.
    pub fn put_memo(&mut self, m: &Memo) -> Result<(), StoreError> {
        let [record, coding, document] = target(m.target);
        self.put(&MEMOS, &Key::of(m.id), vec![text(m.coder), record, coding, document, text(&m.text)])
    }

    /// Takes away a memo. Returns whether it was there.
    pub fn delete_memo(&mut self, id: MemoId) -> Result<bool, StoreError> {
        self.bury(&MEMOS, &Key::of(id))
    }

    /// Adds or changes a flag.
    pub fn put_flag(&mut self, f: &Flag) -> Result<(), StoreError> {
        let [record, coding, document] = target(f.target);
        self.put(&FLAGS, &Key::of(f.id), vec![text(f.coder), record, coding, document, text(&f.code)])
    }

    /// Takes away a flag. Returns whether it was there.
    pub fn delete_flag(&mut self, id: FlagId) -> Result<bool, StoreError> {
        self.bury(&FLAGS, &Key::of(id))
    }

    /// Adds a stretch of working time, or lets it grow.
    pub fn put_work_time(&mut self, w: &WorkTime) -> Result<(), StoreError> {
        let content = vec![text(w.coding), int(w.started_at.0), int(w.active_ms), int(w.idle_ms)];
        self.put(&WORK_TIMES, &Key::of(w.id), content)
    }

    /// Adds or changes what was decided where coders differ.
    pub fn put_decision(&mut self, d: &Decision) -> Result<(), StoreError> {
        let content = vec![
            text(d.coding),
            text(d.manner.code()),
            maybe(d.taken_from),
            maybe(d.cause.map(Cause::code)),
            text(&d.reason),
            int(d.there),
            maybe(d.coder),
        ];
        self.put(&DECISIONS, &Key::pair(d.thing, &d.item), content)
    }

    /// Takes away a decision. Returns whether it was there.
    pub fn delete_decision(&mut self, thing: RecordId, item: &str) -> Result<bool, StoreError> {
        self.bury(&DECISIONS, &Key::pair(thing, item))
    }

    /// Keeps what a coder says before they code.
    ///
    /// # Errors
    /// The state is "not yet coded" (use [`Tx::clear_prior`]), or a number is not finite.
    pub fn put_prior(&mut self, prior: &Prior) -> Result<(), StoreError> {
        let [state, value, unsure] = stored(&prior.item.variable, &prior.answer)?;
        let content = vec![text(prior.round), text(prior.codebook), state, value, unsure];
        self.put(&PRIORS, &Key::pair(prior.coder, &prior.item.to_line()), content)
    }

    /// Makes such a question open again. Returns whether it was answered.
    pub fn clear_prior(&mut self, coder: CoderId, item: &PriorItem) -> Result<bool, StoreError> {
        self.bury(&PRIORS, &Key::pair(coder, &item.to_line()))
    }

    /// A record may not become its own ancestor.
    fn check_circle(&self, record: &Record) -> Result<(), StoreError> {
        let mut seen = BTreeSet::new();
        let mut at = record.parent.map(|p| p.to_string());
        while let Some(id) = at {
            if id == record.id.to_string() {
                return Err(Refusal::Circle(id).into());
            }
            if !seen.insert(id.clone()) {
                break;
            }
            // Column 2 is the parent.
            at = match self.current(&RECORDS, &Key(id))?.and_then(|r| r.content.into_iter().nth(2)) {
                Some(Sql::Text(parent)) => Some(parent),
                _ => None,
            };
        }
        Ok(())
    }
}

/// An answer as its columns have it: state, value, whether it is unsure.
fn stored(variable: &str, answer: &Answer) -> Result<[Sql; 3], StoreError> {
    let (state, value) = match &answer.state {
        AnswerState::Coded(value) => {
            if let Value::Number(n) = value {
                real(*n, variable)?;
            }
            let json = serde_json::to_string(value)
                .map_err(|e| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(Box::new(e))))?;
            ("coded", text(json))
        }
        AnswerState::NotApplicable => ("na", Sql::Null),
        AnswerState::CannotDecide => ("unc", Sql::Null),
        AnswerState::NotYetCoded => return Err(Refusal::NotYetCoded(variable.to_owned()).into()),
    };
    Ok([text(state), value, int(answer.unsure)])
}

fn target(target: NoteTarget) -> [Sql; 3] {
    match target {
        NoteTarget::Record(id) => [text(id), Sql::Null, Sql::Null],
        NoteTarget::Coding(id) => [Sql::Null, text(id), Sql::Null],
        NoteTarget::Document(id) => [Sql::Null, Sql::Null, text(id)],
    }
}
