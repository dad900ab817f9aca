//! Reading what coders made: codings, records with all that hangs on them, memos, flags, working time.

use super::convert::{code, damaged, id, key_of, maybe_id, size};
use super::{Access, Store, StoreError};
use crate::model::{
    Anchor, AnchorId, Answer, AnswerState, ArticleId, Cause, CoderId, Coding, CodingId, CodingState, Decision,
    DocumentId, Flag, Link, LinkId, Manner, Memo, NoteTarget, Prior, PriorItem, Record, RecordId, Timestamp,
};
use rusqlite::{OptionalExtension, Row, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// Sums of working time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WorkSum {
    /// Milliseconds with the coder at work.
    pub active_ms: i64,
    /// Milliseconds with the article open and nobody at work.
    pub idle_ms: i64,
}

/// Which records: of everybody, of one coding or some, or one.
#[derive(Clone, Copy)]
enum Which<'a> {
    All,
    Coding(CodingId),
    Codings(&'a [CodingId]),
    One(RecordId),
}

impl Which<'_> {
    /// The filter for a query that calls the records `r`.
    fn filter(self) -> (&'static str, Option<String>) {
        match self {
            Self::All => ("r.deleted = 0", None),
            Self::Coding(id) => ("r.deleted = 0 AND r.coding = ?1", Some(id.to_string())),
            Self::Codings(ids) => (
                "r.deleted = 0 AND r.coding IN (SELECT value FROM json_each(?1))",
                Some(serde_json::json!(ids).to_string()),
            ),
            Self::One(id) => ("r.deleted = 0 AND r.id = ?1", Some(id.to_string())),
        }
    }
}

impl Store {
    /// All codings of everybody, in the order in which they were begun.
    pub fn codings(&self) -> Result<Vec<Coding>, StoreError> {
        self.codings_where("?1 <> ''", "all")
    }

    /// The codings of a coder, in the order in which they were begun.
    pub fn codings_of(&self, coder: CoderId) -> Result<Vec<Coding>, StoreError> {
        self.codings_where("coder = ?1", &coder.to_string())
    }

    /// The codings of an article, in the order in which they were begun.
    pub fn codings_on(&self, article: ArticleId) -> Result<Vec<Coding>, StoreError> {
        self.codings_where("article = ?1", &article.to_string())
    }

    fn codings_where(&self, filter: &str, value: &str) -> Result<Vec<Coding>, StoreError> {
        // Sorted here: of a damaged file the database would give nothing at all of what it has to sort.
        let sql = format!("{CODING} AND {filter} ORDER BY id");
        let mut found = self.all(&sql, [value], |r| Ok((r.get::<_, i64>(7)?, coding(r)?)))?;
        found.sort_by_key(|(begun, _)| *begun);
        Ok(found.into_iter().map(|(_, coding)| coding).collect())
    }

    /// When each coding was begun.
    pub fn begun_at(&self) -> Result<BTreeMap<CodingId, Timestamp>, StoreError> {
        let sql = "SELECT id, created_at FROM codings WHERE deleted = 0 ORDER BY id";
        Ok(self.all(sql, [], |r| Ok((id("codings", r, 0)?, Timestamp(r.get(1)?))))?.into_iter().collect())
    }

    /// A coding.
    pub fn coding(&self, id: CodingId) -> Result<Option<Coding>, StoreError> {
        Ok(self.all(&format!("{CODING} AND id = ?1"), [id.to_string()], coding)?.into_iter().next())
    }

    /// The records of a coding with answers, anchors and links, in the order in which they were made.
    pub fn records(&self, coding: CodingId) -> Result<Vec<Record>, StoreError> {
        self.assemble(Which::Coding(coding))
    }

    /// The records of some codings with answers, anchors and links; by coding, in the order in which they were made.
    pub fn records_of(&self, codings: &[CodingId]) -> Result<Vec<Record>, StoreError> {
        self.assemble(Which::Codings(codings))
    }

    /// A record with answers, anchors and links.
    pub fn record(&self, record: RecordId) -> Result<Option<Record>, StoreError> {
        Ok(self.assemble(Which::One(record))?.into_iter().next())
    }

    /// The records of everybody in a fixed number of queries, by coding.
    pub fn all_records(&self) -> Result<BTreeMap<CodingId, Vec<Record>>, StoreError> {
        let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let all = if self.access == Access::Rescue { self.one_by_one()? } else { self.assemble(Which::All)? };
        for record in all {
            out.entry(record.coding).or_default().push(record);
        }
        Ok(out)
    }

    /// The different texts that a coder answered to some questions, as (variable, text).
    pub fn texts_used(&self, coder: CoderId, variables: &[&str]) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT DISTINCT a.variable, a.value ->> '$.text' FROM codings c
             JOIN records r ON r.coding = c.id AND r.deleted = 0
             JOIN answers a ON a.record = r.id AND a.deleted = 0 AND a.state = 'coded'
             WHERE c.deleted = 0 AND c.coder = ?1 AND a.variable IN (SELECT value FROM json_each(?2))";
        let wanted = serde_json::Value::from(variables).to_string();
        let found = self.all(sql, [coder.to_string(), wanted], |r| Ok((r.get(0)?, r.get::<_, Option<String>>(1)?)))?;
        Ok(found.into_iter().filter_map(|(variable, text)| Some((variable, text?))).collect())
    }

    /// The record that an anchor belongs to.
    pub fn record_of_anchor(&self, anchor: AnchorId) -> Result<Option<RecordId>, StoreError> {
        let found =
            self.all("SELECT record FROM anchors WHERE id = ?1 AND deleted = 0", [anchor.to_string()], |r| {
                id("anchors", r, 0)
            })?;
        Ok(found.into_iter().next())
    }

    /// The record that a link starts from.
    pub fn record_of_link(&self, link: LinkId) -> Result<Option<RecordId>, StoreError> {
        let found = self
            .all("SELECT record FROM links WHERE id = ?1 AND deleted = 0", [link.to_string()], |r| id("links", r, 0))?;
        Ok(found.into_iter().next())
    }

    /// Memos on a coding and on its records.
    pub fn memos(&self, coding: CodingId) -> Result<Vec<Memo>, StoreError> {
        self.all(&format!("{MEMO} WHERE {OF_CODING}"), [coding.to_string()], memo)
    }

    /// Memos on a document (import questions).
    pub fn memos_on_document(&self, document: DocumentId) -> Result<Vec<Memo>, StoreError> {
        let sql = format!("{MEMO} WHERE n.deleted = 0 AND n.document = ?1 ORDER BY n.id");
        self.all(&sql, [document.to_string()], memo)
    }

    /// The memos of everybody.
    pub fn all_memos(&self) -> Result<Vec<Memo>, StoreError> {
        self.all(&format!("{MEMO} WHERE n.deleted = 0 ORDER BY n.id"), [], memo)
    }

    /// Flags on a coding and on its records.
    pub fn flags(&self, coding: CodingId) -> Result<Vec<Flag>, StoreError> {
        self.all(&format!("{FLAG} WHERE {OF_CODING}"), [coding.to_string()], flag)
    }

    /// Flags on a document.
    pub fn flags_on_document(&self, document: DocumentId) -> Result<Vec<Flag>, StoreError> {
        let sql = format!("{FLAG} WHERE n.deleted = 0 AND n.document = ?1 ORDER BY n.id");
        self.all(&sql, [document.to_string()], flag)
    }

    /// The flags of everybody.
    pub fn all_flags(&self) -> Result<Vec<Flag>, StoreError> {
        self.all(&format!("{FLAG} WHERE n.deleted = 0 ORDER BY n.id"), [], flag)
    }

    /// Working time of a coding so far.
    pub fn work_sum(&self, coding: CodingId) -> Result<WorkSum, StoreError> {
        let sql = "SELECT coalesce(sum(active_ms), 0), coalesce(sum(idle_ms), 0) FROM work_times
             WHERE coding = ?1 AND deleted = 0";
        Ok(self
            .conn
            .prepare_cached(sql)?
            .query_row([coding.to_string()], |r| Ok(WorkSum { active_ms: r.get(0)?, idle_ms: r.get(1)? }))?)
    }

    /// Working time of every coding that has any.
    pub fn work_sums(&self) -> Result<BTreeMap<CodingId, WorkSum>, StoreError> {
        let sql = "SELECT coding, sum(active_ms), sum(idle_ms) FROM work_times WHERE deleted = 0
             GROUP BY coding ORDER BY coding";
        let sums =
            self.all(sql, [], |r| Ok((id("work_times", r, 0)?, WorkSum { active_ms: r.get(1)?, idle_ms: r.get(2)? })))?;
        Ok(sums.into_iter().collect())
    }

    /// What was decided where coders differ, in the order of things and items.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        const TABLE: &str = "decisions";
        let sql =
            "SELECT thing, item, coding, manner, taken_from, cause, reason, there, coder, updated_at FROM decisions
             WHERE deleted = 0 ORDER BY thing, item";
        let cause = |r: &Row<'_>| match r.get::<_, Option<String>>(5)? {
            Some(_) => code(TABLE, r, 5, Cause::from_code).map(Some),
            None => Ok(None),
        };
        self.all(sql, [], |r| {
            Ok(Decision {
                thing: id(TABLE, r, 0)?,
                item: r.get(1)?,
                coding: id(TABLE, r, 2)?,
                manner: code(TABLE, r, 3, Manner::from_code)?,
                taken_from: maybe_id(TABLE, r, 4)?,
                cause: cause(r)?,
                reason: r.get(6)?,
                there: r.get(7)?,
                coder: maybe_id(TABLE, r, 8)?,
                at: Timestamp(r.get(9)?),
            })
        })
    }

    /// What coders said before they coded, in the order of coders and items.
    pub fn priors(&self) -> Result<Vec<Prior>, StoreError> {
        const TABLE: &str = "priors";
        let sql = "SELECT coder, item, state, value, unsure, round, codebook_version FROM priors WHERE deleted = 0
             ORDER BY coder, item";
        self.all(sql, [], |r| {
            let item: String = r.get(1)?;
            Ok(Prior {
                coder: id(TABLE, r, 0)?,
                item: PriorItem::from_line(&item).ok_or_else(|| damaged(TABLE, key_of(r), "it asks nothing"))?,
                round: id(TABLE, r, 5)?,
                codebook: id(TABLE, r, 6)?,
                answer: answer(r)?,
            })
        })
    }

    /// The document that a record speaks about.
    pub fn document_of_record(&self, record: RecordId) -> Result<Option<DocumentId>, StoreError> {
        let sql = "SELECT a.document FROM records r JOIN codings c ON c.id = r.coding JOIN articles a
             ON a.id = c.article WHERE r.id = ?1";
        let found: Option<String> =
            self.conn.prepare_cached(sql)?.query_row([record.to_string()], |r| r.get(0)).optional()?;
        Ok(found.and_then(|d| d.parse().ok()))
    }

    /// The records of a damaged project, each read for itself, so that a page that cannot be read takes away only what
    /// lies on it; their names are gathered from both ends of the tables, for the same reason.
    fn one_by_one(&self) -> Result<Vec<Record>, StoreError> {
        let mut ids = BTreeSet::new();
        for (table, column) in [("records", "id"), ("answers", "record"), ("anchors", "record")] {
            for order in ["ASC", "DESC"] {
                // By name, and in the order in which they were written: each reaches what the other does not.
                for sql in [
                    format!("SELECT DISTINCT {column} FROM {table} WHERE deleted = 0 ORDER BY {column} {order}"),
                    format!("SELECT {column} FROM {table} NOT INDEXED WHERE deleted = 0 ORDER BY rowid {order}"),
                ] {
                    ids.extend(self.all(&sql, [], |r| id::<RecordId>(table, r, 0))?);
                }
            }
        }
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            out.extend(self.assemble(Which::One(id))?);
        }
        Ok(out)
    }

    fn assemble(&self, which: Which<'_>) -> Result<Vec<Record>, StoreError> {
        let (filter, bound) = which.filter();
        let sql = format!(
            "SELECT r.id, r.coding, r.unit, r.parent, r.position, r.proposal FROM records r WHERE {filter}
             ORDER BY r.coding, r.id"
        );
        let mut records = self.all(&sql, params_from_iter(&bound), |r| {
            Ok(Record {
                id: id("records", r, 0)?,
                coding: id("records", r, 1)?,
                unit: r.get(2)?,
                parent: maybe_id("records", r, 3)?,
                position: r.get(4)?,
                proposal: maybe_id("records", r, 5)?,
                answers: BTreeMap::new(),
                anchors: Vec::new(),
                links: Vec::new(),
            })
        })?;
        let index: BTreeMap<RecordId, usize> = records.iter().enumerate().map(|(i, r)| (r.id, i)).collect();

        let sql = format!(
            "SELECT x.record, x.variable, x.state, x.value, x.unsure FROM answers x
             JOIN records r ON r.id = x.record WHERE {filter} AND x.deleted = 0"
        );
        for (record, variable, answer) in self.all(&sql, params_from_iter(&bound), |r| {
            Ok((id::<RecordId>("answers", r, 0)?, r.get::<_, String>(1)?, answer(r)?))
        })? {
            if let Some(record) = index.get(&record).and_then(|&i| records.get_mut(i)) {
                record.answers.insert(variable, answer);
            }
        }

        let sql = format!(
            "SELECT x.id, x.record, x.role, x.start_byte, x.end_byte, x.quote, a.document FROM anchors x
             JOIN records r ON r.id = x.record JOIN codings c ON c.id = r.coding JOIN articles a ON a.id = c.article
             WHERE {filter} AND x.deleted = 0 ORDER BY x.role, x.start_byte, x.end_byte, x.id"
        );
        for (record, anchor) in self.all(&sql, params_from_iter(&bound), |r| {
            let document: DocumentId = id("anchors", r, 6)?;
            let text =
                self.text(document)?.ok_or_else(|| damaged("anchors", key_of(r), "the text it lies in is missing"))?;
            let quote: String = r.get(5)?;
            let span = text
                .span_quoted(size("anchors", r, 3)?, size("anchors", r, 4)?, &quote)
                .map_err(|e| damaged("anchors", key_of(r), e))?;
            Ok((id::<RecordId>("anchors", r, 1)?, Anchor { id: id("anchors", r, 0)?, role: r.get(2)?, span, quote }))
        })? {
            if let Some(record) = index.get(&record).and_then(|&i| records.get_mut(i)) {
                record.anchors.push(anchor);
            }
        }

        let sql = format!(
            "SELECT x.id, x.record, x.role, x.to_record FROM links x JOIN records r ON r.id = x.record
             WHERE {filter} AND x.deleted = 0 ORDER BY x.role, x.id"
        );
        for (record, link) in self.all(&sql, params_from_iter(&bound), |r| {
            let link = Link { id: id("links", r, 0)?, role: r.get(2)?, to: id("links", r, 3)? };
            Ok((id::<RecordId>("links", r, 1)?, link))
        })? {
            if let Some(record) = index.get(&record).and_then(|&i| records.get_mut(i)) {
                record.links.push(link);
            }
        }
        Ok(records)
    }
}

const CODING: &str = "SELECT id, article, coder, round, codebook_version, state, forced_reason, created_at FROM codings
     WHERE deleted = 0";
const MEMO: &str = "SELECT n.id, n.coder, n.record, n.coding, n.document, n.text FROM memos n";
const FLAG: &str = "SELECT n.id, n.coder, n.record, n.coding, n.document, n.code FROM flags n";
const OF_CODING: &str = "n.deleted = 0 AND (n.coding = ?1 OR n.record IN (SELECT id FROM records WHERE coding = ?1))
     ORDER BY n.id";

fn coding(r: &Row<'_>) -> Result<Coding, StoreError> {
    const TABLE: &str = "codings";
    Ok(Coding {
        id: id(TABLE, r, 0)?,
        article: id(TABLE, r, 1)?,
        coder: id(TABLE, r, 2)?,
        round: id(TABLE, r, 3)?,
        codebook: id(TABLE, r, 4)?,
        state: code(TABLE, r, 5, CodingState::from_code)?,
        forced_reason: r.get(6)?,
    })
}

fn answer(r: &Row<'_>) -> Result<Answer, StoreError> {
    let state = match r.get::<_, String>(2)?.as_str() {
        "na" => AnswerState::NotApplicable,
        "unc" => AnswerState::CannotDecide,
        "coded" => {
            let json: String = r.get(3)?;
            let value = serde_json::from_str(&json).map_err(|e| damaged("answers", key_of(r), e))?;
            AnswerState::Coded(value)
        }
        other => return Err(damaged("answers", key_of(r), format!("nobody knows its state \"{other}\""))),
    };
    Ok(Answer { state, unsure: r.get(4)? })
}

fn target(table: &'static str, r: &Row<'_>) -> Result<NoteTarget, StoreError> {
    if let Some(record) = maybe_id(table, r, 2)? {
        return Ok(NoteTarget::Record(record));
    }
    if let Some(coding) = maybe_id(table, r, 3)? {
        return Ok(NoteTarget::Coding(coding));
    }
    match maybe_id(table, r, 4)? {
        Some(document) => Ok(NoteTarget::Document(document)),
        None => Err(damaged(table, key_of(r), "it is attached to nothing")),
    }
}

fn memo(r: &Row<'_>) -> Result<Memo, StoreError> {
    let target = target("memos", r)?;
    Ok(Memo { id: id("memos", r, 0)?, coder: id("memos", r, 1)?, target, text: r.get(5)? })
}

fn flag(r: &Row<'_>) -> Result<Flag, StoreError> {
    let target = target("flags", r)?;
    Ok(Flag { id: id("flags", r, 0)?, coder: id("flags", r, 1)?, target, code: r.get(5)? })
}
