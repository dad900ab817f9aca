//! Rows that travel: what a coder made, or what a coder needs, each row with its revision and also where it is a tombstone.

use super::table::{
    ANCHORS, ANSWERS, CODINGS, FLAGS, Key, LINKS, MEMOS, PRIORS, RECORDS, TABLES, Table, WORK_TIMES, ZONES,
};
use super::version::{self, Line, Version, write_line};
use super::{Store, StoreError};
use crate::model::CoderId;
use rusqlite::Params;
use rusqlite::types::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Rows by table and key. Only the store looks inside; others carry them from file to file as [`RowSet::to_lines`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RowSet {
    pub(super) tables: BTreeMap<usize, BTreeMap<Key, Version>>,
}

/// What stood where rows were joined: `None` where there was none.
#[derive(Debug, Default)]
pub(super) struct Before(pub(super) BTreeMap<&'static str, BTreeMap<Key, Option<Version>>>);

/// What became of the rows of a package.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub struct MergeCounts {
    /// Rows that were not there.
    pub new: usize,
    /// Rows whose newer version was taken.
    pub changed: usize,
    /// Rows that are the same here and there.
    pub unchanged: usize,
    /// Rows of which this project has a newer version.
    pub older: usize,
}

/// What a coder made, owners before what they own, each with the rows of a coder (`?1`).
const OWN: [(&Table, &str); 10] = [
    (&ZONES, "coder = ?1"),
    (&CODINGS, "coder = ?1"),
    (&RECORDS, "coding IN (SELECT id FROM codings WHERE coder = ?1)"),
    (&ANSWERS, OF_RECORDS),
    (&ANCHORS, OF_RECORDS),
    (&LINKS, OF_RECORDS),
    (&MEMOS, "coder = ?1"),
    (&FLAGS, "coder = ?1"),
    (&WORK_TIMES, "coding IN (SELECT id FROM codings WHERE coder = ?1)"),
    (&PRIORS, "coder = ?1"),
];
const OF_RECORDS: &str = "record IN (SELECT r.id FROM codings c JOIN records r ON r.coding = c.id WHERE c.coder = ?1)";

/// The documents that a coder codes, and what is needed to code them. Of other people only those who lead are named.
const PAGES: &str = "SELECT a.document FROM articles a WHERE a.id IN (SELECT article FROM assignments WHERE coder = ?1
     AND deleted = 0 UNION SELECT article FROM codings WHERE coder = ?1)";
const LEADS: &str = "SELECT id FROM coders WHERE lead = 1";

impl RowSet {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.tables.values().map(BTreeMap::len).sum()
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows of a table.
    pub fn count(&self, table: &str) -> usize {
        index(table).and_then(|i| self.tables.get(&i)).map_or(0, BTreeMap::len)
    }

    /// Keys of a table.
    pub fn keys_of(&self, table: &str) -> Vec<String> {
        let rows = index(table).and_then(|i| self.tables.get(&i));
        rows.into_iter().flat_map(BTreeMap::keys).map(|k| k.0.clone()).collect()
    }

    /// Writes a text into a column of a row that travels. Does nothing where there is no such row or column.
    pub fn set_text(&mut self, table: &str, key: &str, column: &str, words: &str) {
        let Some((i, table)) = index(table).and_then(|i| Some((i, TABLES.get(i)?))) else { return };
        let place = table.columns.iter().position(|c| *c == column);
        let row = self.tables.get_mut(&i).and_then(|rows| rows.get_mut(key));
        if let Some(cell) = place.zip(row).and_then(|(place, row)| row.content.get_mut(place)) {
            *cell = Value::Text(words.to_owned());
        }
    }

    /// Takes in other rows: of two versions the one that holds.
    pub fn take_in(&mut self, other: Self) {
        self.join(other, &mut Before::default());
    }

    pub(super) fn get(&self, table: &Table, key: &str) -> Option<&Version> {
        self.tables.get(&index(table.name)?)?.get(key)
    }

    pub(super) fn insert(&mut self, table: &Table, key: Key, version: Version) {
        if let Some(i) = index(table.name) {
            self.tables.entry(i).or_default().insert(key, version);
        }
    }

    /// The rows of each table, owners before what they own.
    pub(super) fn by_table(&self) -> impl Iterator<Item = (&'static Table, &BTreeMap<Key, Version>)> {
        self.tables.iter().filter_map(|(i, rows)| Some((*TABLES.get(*i)?, rows)))
    }

    /// Only what a coder made. Kinds of blocks come with the pages, too, as rules or who leads set them.
    pub(super) fn own_only(mut self, coder: &str) -> Self {
        self.tables.retain(|i, _| TABLES.get(*i).is_some_and(|t| OWN.iter().any(|(own, _)| own.name == t.name)));
        if let Some(zones) = index(ZONES.name).and_then(|i| self.tables.get_mut(&i)) {
            zones.retain(|_, zone| zone.id(&ZONES, "coder") == Some(coder));
        }
        self
    }

    /// As [`RowSet::take_in`], counting what becomes of the other rows, and noting what stood there before.
    pub(super) fn join(&mut self, other: Self, before: &mut Before) -> BTreeMap<&'static str, MergeCounts> {
        let mut counts: BTreeMap<&'static str, MergeCounts> = BTreeMap::new();
        for (i, rows) in other.tables {
            let Some(table) = TABLES.get(i) else { continue };
            let count = counts.entry(table.name).or_default();
            let mine = self.tables.entry(i).or_default();
            let noted = before.0.entry(table.name).or_default();
            if mine.is_empty() {
                count.new += rows.len();
                noted.extend(rows.keys().map(|key| (key.clone(), None)));
                *mine = rows;
                continue;
            }
            for (key, mut version) in rows {
                let Some(there) = mine.get_mut(&key) else {
                    count.new += 1;
                    noted.entry(key.clone()).or_insert(None);
                    mine.insert(key, version);
                    continue;
                };
                let created_at = there.created_at.min(version.created_at);
                let holds = version.order(there);
                if holds == Ordering::Greater {
                    count.changed += 1;
                    std::mem::swap(there, &mut version);
                    noted.entry(key).or_insert(Some(version));
                } else {
                    count.unchanged += usize::from(holds == Ordering::Equal);
                    count.older += usize::from(holds == Ordering::Less);
                    if there.created_at != created_at {
                        noted.entry(key).or_insert_with(|| Some(there.clone()));
                    }
                }
                there.created_at = created_at;
            }
        }
        counts
    }

    /// The rows as lines of JSON: for each table a line with its name, its columns and the number of its rows, then a line
    /// for each row.
    pub fn to_lines(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (table, rows) in self.by_table() {
            let head = serde_json::json!({ "table": table.name, "columns": table.columns, "rows": rows.len() });
            out.extend(head.to_string().as_bytes());
            out.push(b'\n');
            for (key, version) in rows {
                // Writing into memory does not fail, and every value has its form in JSON.
                let mut json = serde_json::Serializer::new(&mut out);
                write_line(&key.0, version, &mut json).unwrap_or_default();
                out.push(b'\n');
            }
        }
        out
    }

    /// Reads what [`RowSet::to_lines`] wrote.
    ///
    /// # Errors
    /// A sentence's end that says what is wrong with the lines.
    pub fn from_lines(lines: &[u8]) -> Result<Self, String> {
        #[derive(serde::Deserialize)]
        struct Head {
            table: String,
            columns: Vec<String>,
            rows: usize,
        }
        let mut out = Self::default();
        let mut lines = lines.split(|b| *b == b'\n').filter(|line| !line.is_empty());
        while let Some(head) = lines.next() {
            let head: Head = serde_json::from_slice(head).map_err(|e| e.to_string())?;
            let Some((i, table)) = index(&head.table).and_then(|i| Some((i, TABLES.get(i)?))) else {
                return Err(format!("nobody knows its table {}", head.table));
            };
            if head.columns != table.columns {
                return Err(format!("its table {} has other columns", head.table));
            }
            let mut rows = Vec::new();
            for _ in 0..head.rows {
                let line = lines.next().ok_or("it lacks rows")?;
                let Line(key, version) = serde_json::from_slice(line).map_err(|e| e.to_string())?;
                if version.content.len() != table.columns.len() || version.revision < 1 {
                    return Err(format!("a row of {} is none", head.table));
                }
                rows.push((Key(key), version));
            }
            out.tables.insert(i, rows.into_iter().collect());
        }
        Ok(out)
    }
}

fn index(table: &str) -> Option<usize> {
    TABLES.iter().position(|t| t.name == table)
}

impl Store {
    /// What a coder made, tombstones too.
    pub fn own_rows(&self, coder: CoderId) -> Result<RowSet, StoreError> {
        let (mut rows, held) = (self.stored_rows(coder)?, self.held_rows(coder)?);
        rows.take_in(held);
        Ok(rows)
    }

    /// What a coder made, as the tables have it.
    pub(super) fn stored_rows(&self, coder: CoderId) -> Result<RowSet, StoreError> {
        let mut out = RowSet::default();
        for (table, filter) in OWN {
            self.gather(&mut out, table, filter, [coder.to_string()])?;
        }
        Ok(out)
    }

    /// Versions of a coder's rows that cannot stand as they are.
    pub(super) fn held_rows(&self, coder: CoderId) -> Result<RowSet, StoreError> {
        let sql = "SELECT table_name, row_key, version FROM held_rows WHERE coder = ?1";
        let rows = self.all(sql, [coder.to_string()], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        let mut out = RowSet::default();
        for (name, key, version) in rows {
            let parsed = serde_json::from_str(&version).ok();
            if let (Some(table), Some(Line(_, version))) = (Table::named(&name), parsed) {
                out.insert(table, Key(key), version);
            }
        }
        Ok(out)
    }

    /// What a coder needs beside their own work: settings (those named), codebooks, rounds, the pages with all that is
    /// known of them, the coder's assignments. Nothing that another coder made, and no name but those of who leads.
    pub fn material_rows(&self, coder: CoderId, settings: &[&str]) -> Result<RowSet, StoreError> {
        let mut out = RowSet::default();
        let of_pages = format!("document IN ({PAGES})");
        let filters = [
            ("codebook_versions", "?1 <> ''".to_owned()),
            ("coders", "id = ?1 OR (lead = 1 AND deleted = 0)".to_owned()),
            (
                "rounds",
                "kind = 'main' OR id IN (SELECT round FROM assignments WHERE coder = ?1 UNION SELECT round FROM codings
                 WHERE coder = ?1)"
                    .to_owned(),
            ),
            ("documents", format!("id IN ({PAGES})")),
            ("zones", format!("{of_pages} AND (coder IS NULL OR coder IN ({LEADS}))")),
            ("articles", of_pages.clone()),
            ("proposals", of_pages),
            ("assignments", "coder = ?1".to_owned()),
        ];
        let listed = serde_json::Value::from(settings).to_string();
        if let Some(table) = Table::named("project_settings") {
            self.gather(&mut out, table, "key IN (SELECT value FROM json_each(?1))", [listed])?;
        }
        for (name, filter) in filters {
            if let Some(table) = Table::named(name) {
                self.gather(&mut out, table, &filter, [coder.to_string()])?;
            }
        }
        let leads: Vec<String> = self.all(LEADS, [], |r| Ok(r.get(0)?))?;
        let known = |by: &String| *by == coder.to_string() || leads.contains(by);
        for version in out.tables.values_mut().flat_map(BTreeMap::values_mut) {
            version.updated_by.take_if(|by| !known(by));
        }
        Ok(out)
    }

    /// All rows that the file holds, tombstones too; for the copy of one coder.
    pub(super) fn all_rows(&self) -> Result<RowSet, StoreError> {
        let mut out = RowSet::default();
        for table in TABLES {
            self.gather(&mut out, table, "true", [])?;
        }
        Ok(out)
    }

    fn gather<P: Params>(&self, out: &mut RowSet, table: &Table, filter: &str, params: P) -> Result<(), StoreError> {
        let sql = format!("SELECT {} FROM {} WHERE {filter}", version::columns(table), table.name);
        let rows = self.all(&sql, params, |r| version::Version::read(table, r))?;
        let Some(i) = index(table.name) else { return Ok(()) };
        out.tables.insert(i, rows.into_iter().map(|(key, version)| (Key(key), version)).collect());
        Ok(())
    }
}
