//! The one way to write: a step. What it changes is gathered row by row, and the journal gets before and after of each.

use super::journal::Kind;
use super::row::{self, Content, Row};
use super::table::{CODERS, Key, Table, Tie};
use super::touched::{Touched, locate};
use super::{Access, Refusal, Store, StoreError, words};
use crate::model::{CoderId, DocumentId, FrozenText, Timestamp};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Who does what, when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The acting person; `None` for the program itself (import on the command line, demo).
    pub coder: Option<CoderId>,
    /// Stable name of the action, for menus and the audit trail.
    pub action: String,
    /// Whether it goes onto the person's undo history.
    pub undoable: bool,
    /// When.
    pub at: Timestamp,
}

/// What a step left behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written<T> {
    /// What the closure returned.
    pub value: T,
    /// Number of the step in the journal; `None` if nothing changed.
    pub step: Option<i64>,
    /// The rows that changed, in the order of their first change.
    pub touched: Vec<Touched>,
}

/// An open step. All writing methods of the store are here, so that nobody can forget the journal.
#[derive(Debug)]
pub struct Tx<'a> {
    store: &'a Store,
    coder: Option<CoderId>,
    at: Timestamp,
    changes: Vec<Change>,
    /// Where the changes of a row stand, by table.
    index: BTreeMap<&'static str, HashMap<Key, usize>>,
    /// The blocks of the document that came in last: its zones follow.
    pub(super) blocks: Option<(DocumentId, Vec<Range<usize>>)>,
    /// Texts that came in and are to be indexed.
    pub(super) texts: Vec<(DocumentId, FrozenText)>,
    /// The step as the journal will show it, and its number once it stands there.
    entry: (Step, Kind, Option<i64>),
    seq: Option<i64>,
}

#[derive(Debug)]
struct Change {
    table: &'static Table,
    key: Key,
    first: Option<Row>,
    now: Row,
}

impl Change {
    fn before(&self) -> Option<&Content> {
        self.first.as_ref().and_then(Row::live)
    }
    fn after(&self) -> Option<&Content> {
        self.now.live()
    }
    fn is_real(&self) -> bool {
        self.before() != self.after()
    }
}

impl Store {
    /// Does a step: all of it, or nothing. It is on disk when this returns.
    ///
    /// Writing what is there already changes nothing: no revision, no journal; a step without changes leaves no trace.
    ///
    /// # Errors
    /// Whatever the closure returns, or the store's own error; the project is then as it was.
    pub fn write<T, E>(&mut self, step: &Step, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<Written<T>, E>
    where
        E: From<StoreError>,
    {
        self.step(step, Kind::Do, None, work)
    }

    pub(super) fn step<T, E>(
        &mut self,
        step: &Step,
        kind: Kind,
        reverses: Option<i64>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E>
    where
        E: From<StoreError>,
    {
        if self.access != Access::Write {
            return Err(StoreError::ReadOnlyStore.into());
        }
        self.in_place()?;
        self.steps += 1;
        if !self.conn.is_autocommit() {
            // An earlier closure panicked and somebody caught it: what it had done is not to be kept.
            self.conn.execute_batch("ROLLBACK").map_err(StoreError::from)?;
            self.texts.borrow_mut().clear();
        }
        let attempt = || -> Result<Written<T>, E> {
            self.conn.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from)?;
            let mut tx = Tx {
                store: self,
                coder: step.coder,
                at: step.at,
                changes: Vec::new(),
                index: BTreeMap::new(),
                entry: (step.clone(), kind, reverses),
                seq: None,
                blocks: None,
                texts: Vec::new(),
            };
            let value = work(&mut tx)?;
            let (seq, touched) = tx.finish()?;
            // A long step may have been overtaken by somebody who tidied up.
            self.in_place()?;
            self.conn.execute_batch("COMMIT").map_err(StoreError::from)?;
            Ok(Written { value, step: seq, touched })
        };
        let done = attempt();
        if done.is_err() && !self.conn.is_autocommit() {
            // If even this fails, SQLite rolls back from its journal at the next opening.
            self.conn.execute_batch("ROLLBACK").unwrap_or_default();
        }
        if done.is_err() {
            // A text that the step brought is not there any more.
            self.texts.borrow_mut().clear();
            self.words.take();
        }
        let written = done?;
        if let Some(seq) = written.step {
            self.stacks.push(step.coder, kind, step.undoable, seq, reverses, &step.action);
        }
        Ok(written)
    }
}

impl<'a> Tx<'a> {
    /// The store as this step sees it, for reading.
    pub const fn store(&self) -> &'a Store {
        self.store
    }

    /// What follows bears a moment of its own: a project that is made again from what it was exported as keeps its times.
    pub const fn dated(&mut self, at: Timestamp) {
        self.at = at;
    }

    /// Makes a row live with a content.
    pub(super) fn put(&mut self, table: &'static Table, key: &Key, content: Content) -> Result<(), StoreError> {
        self.set(table, key, Some(content))
    }

    /// Makes a row a tombstone. Returns whether it was live.
    pub(super) fn bury(&mut self, table: &'static Table, key: &Key) -> Result<bool, StoreError> {
        let was = self.current(table, key)?.is_some_and(|r| !r.deleted);
        self.set(table, key, None)?;
        Ok(was)
    }

    /// Makes a row a tombstone, and with it all that is a part of it. Returns whether it was live.
    pub(super) fn bury_tree(&mut self, table: &'static Table, key: &Key) -> Result<bool, StoreError> {
        if !self.bury(table, key)? {
            return Ok(false);
        }
        // A list instead of recursion: nesting is as deep as a coder makes it.
        let mut open = vec![(table, key.clone())];
        while let Some((table, key)) = open.pop() {
            for (child, parent) in table.children().filter(|(_, p)| p.tie == Tie::PartOf) {
                for child_key in self.live_children(child, parent.column, &key)? {
                    if self.bury(child, &child_key)? {
                        open.push((child, child_key));
                    }
                }
            }
        }
        Ok(true)
    }

    /// A row as it is now in this step.
    pub(super) fn current(&self, table: &'static Table, key: &Key) -> Result<Option<Row>, StoreError> {
        match self.change_of(table, key) {
            Some(change) => Ok(Some(change.now.clone())),
            None => row::read(&self.store.conn, table, key),
        }
    }

    fn change_of(&self, table: &Table, key: &Key) -> Option<&Change> {
        self.changes.get(*self.index.get(table.name)?.get(key)?)
    }

    /// Whether a row is live; `None` if there is not even a tombstone.
    pub(super) fn exists(&self, table: &'static Table, key: &Key) -> Result<Option<bool>, StoreError> {
        let sql = format!("SELECT deleted FROM {} WHERE {}", table.name, table.where_key(1));
        let mut statement = self.store.conn.prepare_cached(&sql)?;
        let deleted: Option<bool> = statement.query_row(params_from_iter(key.parts(table)), |r| r.get(0)).optional()?;
        Ok(deleted.map(|d| !d))
    }

    pub(super) fn live_children(&self, child: &Table, column: &str, key: &Key) -> Result<Vec<Key>, StoreError> {
        let order = child.keys.join(", ");
        let sql = format!(
            "SELECT {} FROM {} WHERE {column} = ?1 AND deleted = 0 ORDER BY {order}",
            child.key_text(),
            child.name
        );
        let mut statement = self.store.conn.prepare_cached(&sql)?;
        let keys = statement.query_map([&key.0], |r| r.get(0).map(Key))?.collect::<Result<_, _>>()?;
        Ok(keys)
    }

    /// Brings a row to a state: live with a content, or a tombstone.
    fn set(&mut self, table: &'static Table, key: &Key, target: Option<Content>) -> Result<(), StoreError> {
        let now = self.current(table, key)?;
        if now.as_ref().and_then(Row::live) == target.as_ref() {
            return Ok(());
        }
        let known = self.index.get(table.name).and_then(|rows| rows.get(key)).copied();
        let deleted = target.is_none();
        let content = match (target, &now) {
            (Some(content), _) => content,
            // A tombstone keeps its content for rescue and merging.
            (None, Some(now)) => now.content.clone(),
            (None, None) => return Ok(()),
        };
        let row = Row {
            content,
            revision: match &now {
                None => 1,
                // One revision for a step, however often it touches the row.
                Some(now) if known.is_some() => now.revision,
                Some(now) => now.revision + 1,
            },
            deleted,
            updated_at: self.at.0,
            updated_by: self.coder.map(|c| c.to_string()),
        };
        if !deleted {
            // Whether they are live is seen at the end of the step: an undo brings rows back in any order.
            self.check_parents(table, key, &row, Tie::Mentions)?;
        }
        if now.is_some() {
            row::update(&self.store.conn, table, key, &row)?;
        } else {
            row::insert(&self.store.conn, table, key, &row, self.at.0)?;
        }
        if let Some(change) = known.and_then(|i| self.changes.get_mut(i)) {
            change.now = row;
        } else {
            self.index.entry(table.name).or_default().insert(key.clone(), self.changes.len());
            self.changes.push(Change { table, key: key.clone(), first: now, now: row });
        }
        Ok(())
    }

    /// Every live row must find the rows it is a part of or needs; of those it mentions a tombstone is enough. With
    /// `at_most` [`Tie::Mentions`], a tombstone is enough of all.
    fn check_parents(&self, table: &'static Table, key: &Key, row: &Row, at_most: Tie) -> Result<(), StoreError> {
        for parent in table.parents {
            let at_key = table.keys.iter().position(|k| *k == parent.column);
            let value = match at_key {
                Some(i) => key.parts(table).nth(i).map(str::to_owned),
                None => match table.columns.iter().position(|c| *c == parent.column).and_then(|i| row.content.get(i)) {
                    Some(Value::Text(id)) => Some(id.clone()),
                    _ => None,
                },
            };
            let (Some(id), Some(owner)) = (value, Table::named(parent.table)) else { continue };
            let owner_key = Key(id);
            // An import asks for each zone whether its document is there, which came in with the same step.
            let found = match self.change_of(owner, &owner_key) {
                Some(change) => Some(!change.now.deleted),
                None => self.exists(owner, &owner_key)?,
            };
            let tombstone_will_do = parent.tie == Tie::Mentions || at_most == Tie::Mentions;
            if found.is_none() || (found == Some(false) && !tombstone_will_do) {
                return Err(Refusal::NoSuch { child: table.name, parent: owner.name, key: owner_key.0 }.into());
            }
        }
        Ok(())
    }

    /// No live row may be left without what it is a part of or needs.
    fn check_children(&self, table: &'static Table, key: &Key) -> Result<(), StoreError> {
        for (child, parent) in table.children().filter(|(_, p)| p.tie != Tie::Mentions) {
            let sql = format!("SELECT 1 FROM {} WHERE {} = ?1 AND deleted = 0 LIMIT 1", child.name, parent.column);
            let found = self.store.conn.prepare_cached(&sql)?.query_row([&key.0], |_| Ok(())).optional()?;
            if found.is_some() {
                return Err(Refusal::StillNeeded { parent: table.name, key: key.0.clone(), child: child.name }.into());
            }
        }
        Ok(())
    }

    pub(super) fn check_names(&self) -> Result<(), StoreError> {
        let sql = "SELECT name FROM coders WHERE deleted = 0 GROUP BY name HAVING count(*) > 1 LIMIT 1";
        let double: Option<String> = self.store.conn.prepare_cached(sql)?.query_row([], |r| r.get(0)).optional()?;
        double.map_or(Ok(()), |name| Err(Refusal::NameTaken(name).into()))
    }

    /// Number of this step in the journal; its line is written when it is asked for first.
    pub(super) fn journal_step(&mut self) -> Result<i64, StoreError> {
        if let Some(seq) = self.seq {
            return Ok(seq);
        }
        let (step, kind, reverses) = &self.entry;
        let conn = &self.store.conn;
        let coder = step.coder.map(|c| c.to_string());
        conn.prepare_cached(
            "INSERT INTO journal (at, coder, action, kind, undoable, reverses) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![step.at.0, coder, step.action, kind.code(), step.undoable, reverses])?;
        let seq = conn.last_insert_rowid();
        self.seq = Some(seq);
        Ok(seq)
    }

    /// Does a part of the step that may fail for itself: all of the part, or nothing of it. Only for rows that are
    /// written past the step's own list ([`Tx::merge`]).
    ///
    /// # Errors
    /// Whatever the part returns.
    pub fn part<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let before = (self.seq, self.texts.len());
        self.store.conn.execute_batch("SAVEPOINT part").map_err(StoreError::from)?;
        let done = work(self);
        if done.is_err() && !self.store.conn.is_autocommit() {
            self.seq = before.0;
            self.texts.truncate(before.1);
            self.store.conn.execute_batch("ROLLBACK TO part").map_err(StoreError::from)?;
        }
        self.store.conn.execute_batch("RELEASE part").map_err(StoreError::from)?;
        done
    }

    fn finish(mut self) -> Result<(Option<i64>, Vec<Touched>), StoreError> {
        let conn = &self.store.conn;
        for change in self.changes.iter().filter(|c| !c.is_real()) {
            // There and back again within the step: the row is as if nobody had touched it.
            if let Some(first) = &change.first {
                row::update(conn, change.table, &change.key, first)?;
            }
        }
        self.changes.retain(Change::is_real);
        if !self.texts.is_empty() {
            self.store.words.take();
            words::add(conn, &mut self.texts)?;
        }
        if self.changes.is_empty() {
            return Ok((self.seq, Vec::new()));
        }
        for change in &self.changes {
            if change.now.deleted {
                self.check_children(change.table, &change.key)?;
            } else {
                self.check_parents(change.table, &change.key, &change.now, Tie::Needs)?;
            }
        }
        if self.changes.iter().any(|c| c.table.name == CODERS.name) {
            self.check_names()?;
        }
        let seq = self.journal_step()?;
        let real = &self.changes;
        let mut touched = Vec::with_capacity(real.len());
        let mut insert = conn.prepare_cached(
            "INSERT INTO journal_changes (step, table_name, row_key, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for change in real {
            let before = change.before().map(|c| row::to_image(change.table, c));
            let is_made = change.first.is_none() && change.table.of_material();
            let after = change
                .after()
                .map(|c| if is_made { row::to_mark(change.table, c) } else { row::to_image(change.table, c) });
            insert.execute(params![seq, change.table.name, change.key.0, before, after])?;
            touched.push(locate(conn, change.table, &change.key, &change.now.content)?);
        }
        Ok((Some(seq), touched))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Finding;

    /// A limit of pages is to SQLite what a full disk is, and works on every machine.
    #[test]
    fn a_step_that_finds_no_room_is_taken_back_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("p.mizan");
        let mut store = Store::create(&path).unwrap();
        let pages: i64 = store.conn.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
        let limit = pages + 40;
        let _: i64 = store.conn.query_row(&format!("PRAGMA max_page_count = {limit}"), [], |r| r.get(0)).unwrap();
        let step = Step { coder: None, action: "grow".into(), undoable: true, at: Timestamp(1) };
        let mut saved = 0;
        let error = loop {
            let before = store.content_dump().unwrap();
            let done = store.write(&step, |tx| {
                (0..3).try_for_each(|i| tx.set_project_setting(&format!("{saved} {i}"), &"x".repeat(1_000)))
            });
            match done {
                Ok(_) => saved += 1,
                Err(e) => {
                    assert_eq!(store.content_dump().unwrap(), before);
                    break e;
                }
            }
        };
        assert!(matches!(error, StoreError::DiskFull), "{error:?}");
        assert!(error.to_string().starts_with("the disk is full: this step was not saved"));
        assert!(saved > 2);
        // An undo needs room, too; refused, it stays possible.
        let undone = store.undo(None, Timestamp(2));
        assert!(matches!(undone, Ok(Some(_)) | Err(StoreError::DiskFull)), "{undone:?}");
        let left = saved - i32::from(undone.is_ok());
        drop(store);
        let store = Store::open(&path).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
        assert_eq!(store.project_settings().unwrap().len(), usize::try_from(left * 3).unwrap());
    }
}
