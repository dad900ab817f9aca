//! Merging: the rows of one coder come into the file, whoever brings them, in any order and any number of times.

use super::row;
use super::row_set::{Before, MergeCounts, RowSet};
use super::settle::{Settled, Standing, settle};
use super::table::{CODINGS, Key, RECORDS, Table};
use super::version::{Line, Version};
use super::{Refusal, StoreError, Tx};
use crate::model::{ArticleId, CoderId, DocumentId, Value};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, Statement, params};
use std::collections::{BTreeMap, HashMap};

/// Whose file it is that rows come into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// The project of a team: only what the coder made is taken.
    Team,
    /// The copy of this one coder: also the pages, rounds and assignments that who leads sent.
    Copy,
}

/// What became of a package.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Merged {
    /// Its rows by table.
    pub counts: BTreeMap<&'static str, MergeCounts>,
    /// Rows that have to wait, because what they belong to was taken away or is not there.
    pub waiting: usize,
}

impl Tx<'_> {
    /// Takes in the rows that a package of one coder brings. The result depends on the rows alone: not on the order of
    /// packages, nor on any clock.
    ///
    /// # Errors
    /// The rows are not this coder's, or do not hold together.
    pub fn merge(&mut self, coder: CoderId, rows: RowSet, home: Home) -> Result<Merged, StoreError> {
        // Many pages are touched more than once; they should not go to disk in between.
        self.store().conn.pragma_update(None, "cache_size", -131_072)?;
        self.store().conn.pragma_update(None, "defer_foreign_keys", true)?;
        let mut joined = match home {
            Home::Team => self.store().stored_rows(coder)?,
            Home::Copy => self.store().all_rows()?,
        };
        let held = self.store().held_rows(coder)?;
        let mut before = Before::default();
        joined.join(held.clone(), &mut before);
        let fresh = if home == Home::Team { rows.own_only(&coder.to_string()) } else { rows };
        self.vet(coder, &fresh, &joined)?;
        let mut merged = Merged { counts: joined.join(fresh, &mut before), waiting: 0 };
        let mut seen: HashMap<(&'static str, String), Standing> = HashMap::new();
        let settled = settle(&joined, |table, id| {
            if let Some(known) = seen.get(&(table.name, id.to_owned())) {
                return Ok::<_, StoreError>(*known);
            }
            let found = self.exists(table, &Key(id.to_owned()))?;
            let standing = Standing { stands: found.is_some(), lives: found == Some(true) };
            seen.insert((table.name, id.to_owned()), standing);
            Ok(standing)
        })?;
        merged.waiting = settled.held.len();
        for (table, rows) in joined.by_table() {
            self.write_rows(table, rows, &before, &settled)?;
        }
        self.write_held(coder, &held, &settled.held)?;
        if home == Home::Copy {
            self.check_names()?;
        }
        Ok(merged)
    }

    /// Refuses rows that are not the coder's or that make no sense.
    fn vet(&self, coder: CoderId, fresh: &RowSet, joined: &RowSet) -> Result<(), StoreError> {
        let whose = coder.to_string();
        let incoherent = |detail: String| StoreError::from(Refusal::Incoherent(detail));
        let mut documents: HashMap<String, Option<DocumentId>> = HashMap::new();
        let either = Either(fresh, joined);
        for (table, rows) in fresh.by_table() {
            for (key, version) in rows {
                let must_own = ["codings", "memos", "flags"].contains(&table.name);
                if must_own && version.id(table, "coder") != Some(&whose) {
                    return Err(Refusal::OfAnotherCoder.into());
                }
                for parent in table.parents.iter().filter(|p| ["codings", "records"].contains(&p.table)) {
                    let owner = if parent.table == "codings" { &CODINGS } else { &RECORDS };
                    let at_key = table.keys.iter().position(|k| *k == parent.column);
                    let id = match at_key {
                        Some(i) => key.parts(table).nth(i),
                        None => version.id(table, parent.column),
                    };
                    if id.is_some_and(|id| either.get(owner, id).is_none()) {
                        return Err(Refusal::OfAnotherCoder.into());
                    }
                }
                match table.name {
                    "answers" if version.live => {
                        if let Some(Sql::Text(value)) = version.column(table, "value") {
                            serde_json::from_str::<Value>(value)
                                .map_err(|e| incoherent(format!("answer {}: {e}", key.0)))?;
                        }
                    }
                    "anchors" if version.live => self.vet_anchor(table, key, version, &either, &mut documents)?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// A span must prove itself on the text that is here.
    fn vet_anchor(
        &self,
        table: &Table,
        key: &Key,
        version: &Version,
        either: &Either<'_>,
        documents: &mut HashMap<String, Option<DocumentId>>,
    ) -> Result<(), StoreError> {
        let record = version.id(table, "record").and_then(|id| either.get(&RECORDS, id));
        let coding = record.and_then(|r| either.get(&CODINGS, r.id(&RECORDS, "coding")?));
        let Some(article) = coding.and_then(|c| c.id(&CODINGS, "article")) else { return Ok(()) };
        if !documents.contains_key(article) {
            let id = article.parse::<ArticleId>().ok();
            let sql = "SELECT document FROM articles WHERE id = ?1";
            let mut found: Option<String> = match id {
                Some(id) => self.store().conn.query_row(sql, [id.to_string()], |r| r.get(0)).optional()?,
                None => None,
            };
            if found.is_none() {
                found =
                    Table::named("articles").and_then(|t| either.get(t, article)?.id(t, "document").map(str::to_owned));
            }
            documents.insert(article.to_owned(), found.and_then(|d| d.parse().ok()));
        }
        // Where the page is not here the row waits, and is looked at again when the page comes.
        let Some(Some(document)) = documents.get(article) else { return Ok(()) };
        let Some(text) = self.store().text(*document)? else { return Ok(()) };
        let number = |name: &str| match version.column(table, name) {
            Some(Sql::Integer(n)) => usize::try_from(*n).unwrap_or(usize::MAX),
            _ => usize::MAX,
        };
        let quote = version.id(table, "quote").unwrap_or_default();
        match text.span_quoted(number("start_byte"), number("end_byte"), quote) {
            Ok(_) => Ok(()),
            Err(e) => Err(Refusal::Incoherent(format!("span {}: {e}", key.0)).into()),
        }
    }

    fn write_rows(
        &mut self,
        table: &'static Table,
        rows: &BTreeMap<Key, Version>,
        before: &Before,
        settled: &Settled,
    ) -> Result<(), StoreError> {
        let none = BTreeMap::new();
        let noted = before.0.get(table.name).unwrap_or(&none);
        let store = self.store();
        let mut insert = store.conn.prepare(&row::insert_sql(table))?;
        let mut update = store.conn.prepare(&row::update_sql(table))?;
        let mut journal: Option<(i64, Statement<'_>)> = None;
        for (key, joined) in rows {
            let (version, was) = match (settled.instead.get(table, &key.0), noted.get(key)) {
                (None, None) => continue,
                (None, Some(_)) if settled.held.get(table, &key.0).is_some() => continue,
                (None, Some(was)) => (joined, was.as_ref()),
                (Some(instead), Some(was)) => (instead, was.as_ref()),
                (Some(instead), None) => (instead, Some(joined)),
            };
            if was == Some(version) {
                continue;
            }
            let shown = was.and_then(Version::shown);
            if shown != version.shown() {
                let (step, change) = match &mut journal {
                    Some(journal) => journal,
                    none => {
                        let step = self.journal_step()?;
                        none.insert((step, store.conn.prepare(JOURNAL)?))
                    }
                };
                let image = |c: Option<&row::Content>| c.map(|c| row::to_image(table, c));
                change.execute(params![*step, table.name, key.0, image(shown), image(version.shown())])?;
            }
            let statement = if was.is_some() { &mut update } else { &mut insert };
            bind(statement, table, key, version)?;
            statement.raw_execute().map_err(|e| match e.sqlite_error().map(|f| f.extended_code) {
                // A key that is there and was not among the coder's rows.
                Some(rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => Refusal::OfAnotherCoder.into(),
                Some(_) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                    Refusal::Incoherent(format!("{} {}: {e}", table.name, key.0)).into()
                }
                _ => StoreError::from(e),
            })?;
        }
        Ok(())
    }

    fn write_held(&self, coder: CoderId, before: &RowSet, now: &RowSet) -> Result<(), StoreError> {
        if before == now {
            return Ok(());
        }
        let conn = &self.store().conn;
        conn.execute("DELETE FROM held_rows WHERE coder = ?1", [coder.to_string()])?;
        let sql = "INSERT OR REPLACE INTO held_rows (coder, table_name, row_key, version) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = conn.prepare(sql)?;
        for (table, rows) in now.by_table() {
            for (key, version) in rows {
                let line = serde_json::to_string(&Line(key.0.clone(), version.clone()))
                    .map_err(|e| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(Box::new(e))))?;
                insert.execute(params![coder.to_string(), table.name, key.0, line])?;
            }
        }
        Ok(())
    }
}

const JOURNAL: &str =
    "INSERT INTO journal_changes (step, table_name, row_key, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";

/// Sets the parameters of [`row::insert_sql`] and [`row::update_sql`].
fn bind(statement: &mut Statement<'_>, table: &Table, key: &Key, v: &Version) -> rusqlite::Result<()> {
    let mut at = 0;
    let mut next = |statement: &mut Statement<'_>, value: &dyn rusqlite::ToSql| {
        at += 1;
        statement.raw_bind_parameter(at, value)
    };
    for value in &v.content {
        next(statement, value)?;
    }
    next(statement, &v.revision)?;
    next(statement, &!v.live)?;
    next(statement, &v.updated_at)?;
    next(statement, &v.updated_by)?;
    next(statement, &v.created_at)?;
    for part in key.parts(table) {
        next(statement, &part)?;
    }
    Ok(())
}

/// Rows that come, before those that are there.
struct Either<'a>(&'a RowSet, &'a RowSet);

impl Either<'_> {
    fn get(&self, table: &Table, key: &str) -> Option<&Version> {
        self.0.get(table, key).or_else(|| self.1.get(table, key))
    }
}
