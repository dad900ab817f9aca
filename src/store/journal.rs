//! The journal: undo and redo for each person, and the audit trail. Steps are only ever appended.

use super::row;
use super::table::{Key, Table};
use super::{Refusal, Step, Store, StoreError, Touched};
use crate::model::{CoderId, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a step of the journal is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Somebody did something.
    Do,
    /// A step was reversed.
    Undo,
    /// A reversed step was done again.
    Redo,
}

impl Kind {
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
    /// The kind with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Do, Self::Undo, Self::Redo].into_iter().find(|k| k.code() == code)
    }
}

/// What an undo or a redo did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reversal {
    /// Action of the step that was undone or redone.
    pub action: String,
    /// Its number in the journal.
    pub of: i64,
    /// Number of the new step.
    pub step: Option<i64>,
    /// The rows that changed.
    pub touched: Vec<Touched>,
}

/// A step as the audit trail shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalEntry {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the program itself.
    pub coder: Option<CoderId>,
    /// What.
    pub action: String,
    /// Done, undone or redone.
    pub kind: Kind,
    /// The step that an undo or redo speaks of.
    pub reverses: Option<i64>,
    /// What changed.
    pub changes: Vec<JournalChange>,
}

/// A changed row of a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalChange {
    /// Its table.
    pub table: String,
    /// Its key.
    pub key: String,
    /// Its content before, as a JSON object; `None` if there was no live row.
    pub before: Option<String>,
    /// Its content after.
    pub after: Option<String>,
}

/// Steps that can be undone and redone, for each person; the newest last.
#[derive(Debug, Default)]
pub(super) struct Stacks(BTreeMap<Option<CoderId>, Stack>);

#[derive(Debug, Default)]
struct Stack {
    undo: Vec<(i64, String)>,
    redo: Vec<(i64, String)>,
}

impl Stacks {
    /// Rebuilds them from the journal.
    pub(super) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let mut stacks = Self::default();
        let mut statement =
            conn.prepare("SELECT seq, coder, action, kind, undoable, reverses FROM journal ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            let coder: Option<String> = r.get(1)?;
            let kind: String = r.get(3)?;
            let Some(kind) = Kind::from_code(&kind) else { continue };
            let action: String = r.get(2)?;
            stacks.push(coder.and_then(|c| c.parse().ok()), kind, r.get(4)?, r.get(0)?, r.get(5)?, &action);
        }
        Ok(stacks)
    }

    /// Notes a step that is on disk.
    pub(super) fn push(
        &mut self,
        coder: Option<CoderId>,
        kind: Kind,
        undoable: bool,
        seq: i64,
        reverses: Option<i64>,
        action: &str,
    ) {
        let stack = self.0.entry(coder).or_default();
        match kind {
            // A step that is not undoable (working time) passes by and leaves the history as it is.
            Kind::Do if !undoable => {}
            Kind::Do => {
                stack.undo.push((seq, action.to_owned()));
                stack.redo.clear();
            }
            Kind::Undo => move_step(&mut stack.undo, &mut stack.redo, reverses),
            Kind::Redo => move_step(&mut stack.redo, &mut stack.undo, reverses),
        }
    }

    fn top(&self, coder: Option<CoderId>, kind: Kind) -> Option<&(i64, String)> {
        let stack = self.0.get(&coder)?;
        if kind == Kind::Redo { stack.redo.last() } else { stack.undo.last() }
    }
}

fn move_step(from: &mut Vec<(i64, String)>, to: &mut Vec<(i64, String)>, seq: Option<i64>) {
    if let Some(i) = from.iter().rposition(|(s, _)| Some(*s) == seq) {
        to.push(from.remove(i));
    }
}

impl Store {
    /// Action of the step that [`Store::undo`] would reverse.
    pub fn undo_label(&self, coder: Option<CoderId>) -> Option<&str> {
        self.stacks.top(coder, Kind::Undo).map(|(_, action)| action.as_str())
    }

    /// Action of the step that [`Store::redo`] would repeat.
    pub fn redo_label(&self, coder: Option<CoderId>) -> Option<&str> {
        self.stacks.top(coder, Kind::Redo).map(|(_, action)| action.as_str())
    }

    /// Reverses a person's newest step that is not reversed yet; `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a row of the step was changed since by another step, or if other rows depend on what
    /// the step made; nothing is changed then.
    pub fn undo(&mut self, coder: Option<CoderId>, at: Timestamp) -> Result<Option<Reversal>, StoreError> {
        self.reverse(coder, at, Kind::Undo)
    }

    /// Repeats the step that a person reversed last; `None` if there is none, or something was done since.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn redo(&mut self, coder: Option<CoderId>, at: Timestamp) -> Result<Option<Reversal>, StoreError> {
        self.reverse(coder, at, Kind::Redo)
    }

    fn reverse(&mut self, coder: Option<CoderId>, at: Timestamp, kind: Kind) -> Result<Option<Reversal>, StoreError> {
        let Some((of, action)) = self.stacks.top(coder, kind).cloned() else { return Ok(None) };
        let found = changes_of(&self.conn, of..of + 1)?;
        let mut changes: Vec<JournalChange> = found.into_iter().map(|(_, change)| change).collect();
        if kind == Kind::Undo {
            // Last changed, first restored.
            changes.reverse();
        }
        let step = Step { coder, action: action.clone(), undoable: false, at };
        let written = self.step(&step, kind, Some(of), |tx| {
            for change in changes {
                let (expected, wanted) = match kind {
                    Kind::Undo => (change.after, change.before),
                    Kind::Do | Kind::Redo => (change.before, change.after),
                };
                let Some(table) = Table::named(&change.table) else { continue };
                let key = Key(change.key);
                let now = tx.current(table, &key)?;
                let present = now.as_ref().map(|r| &r.content);
                let parse = |image: Option<String>| match image {
                    None => Ok(None),
                    // Nobody can say any more what was made.
                    Some(mark) if row::is_mark(&mark) => Ok(None),
                    Some(image) => match row::from_image(table, &image, present) {
                        Some(content) => Ok(Some(content)),
                        None => Err(StoreError::DamagedPart { detail: format!("the journal, step {of}") }),
                    },
                };
                let (expected, wanted) = (parse(expected)?, parse(wanted)?);
                if now.as_ref().and_then(row::Row::live) != expected.as_ref() {
                    return Err(StoreError::Conflict {
                        action: action.clone(),
                        table: table.name,
                        key: key.0,
                        needed_elsewhere: false,
                    });
                }
                match wanted {
                    Some(content) => tx.put(table, &key, content)?,
                    None => {
                        tx.bury(table, &key)?;
                    }
                }
            }
            Ok(())
        });
        let written = written.map_err(|e| match e {
            StoreError::Refused(
                Refusal::NoSuch { child: table, key, .. } | Refusal::StillNeeded { parent: table, key, .. },
            ) => StoreError::Conflict { action: action.clone(), table, key, needed_elsewhere: true },
            StoreError::Refused(Refusal::NameTaken(name)) => {
                StoreError::Conflict { action: action.clone(), table: "coders", key: name, needed_elsewhere: true }
            }
            other => other,
        })?;
        Ok(Some(Reversal { action, of, step: written.step, touched: written.touched }))
    }

    /// Steps of the journal by number (the first is 1), with what they changed, for the audit trail.
    pub fn journal(&self, range: Range<i64>) -> Result<Vec<JournalEntry>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, at, coder, action, kind, reverses FROM journal WHERE seq >= ?1 AND seq < ?2 ORDER BY seq",
        )?;
        let mut rows = statement.query(params![range.start, range.end])?;
        let mut out = Vec::new();
        while let Some(r) = rows.next()? {
            let coder: Option<String> = r.get(2)?;
            let kind: String = r.get(4)?;
            out.push(JournalEntry {
                seq: r.get(0)?,
                at: Timestamp(r.get(1)?),
                coder: coder.and_then(|c| c.parse().ok()),
                action: r.get(3)?,
                kind: Kind::from_code(&kind).unwrap_or(Kind::Do),
                reverses: r.get(5)?,
                changes: Vec::new(),
            });
        }
        let mut entries = out.iter_mut().peekable();
        for (step, change) in changes_of(&self.conn, range)? {
            while entries.next_if(|e| e.seq < step).is_some() {}
            if let Some(entry) = entries.peek_mut().filter(|e| e.seq == step) {
                entry.changes.push(change);
            }
        }
        Ok(out)
    }

    /// Steps of the journal by number without what they changed, each with the number of rows that it changed.
    pub fn journal_heads(&self, range: Range<i64>) -> Result<Vec<(JournalEntry, usize)>, StoreError> {
        let sql = "SELECT seq, at, coder, action, kind, reverses,
             (SELECT count(*) FROM journal_changes WHERE step = seq) FROM journal WHERE seq >= ?1 AND seq < ?2 ORDER BY seq";
        self.all(sql, params![range.start, range.end], |r| {
            let coder: Option<String> = r.get(2)?;
            let kind: String = r.get(4)?;
            let head = JournalEntry {
                seq: r.get(0)?,
                at: Timestamp(r.get(1)?),
                coder: coder.and_then(|c| c.parse().ok()),
                action: r.get(3)?,
                kind: Kind::from_code(&kind).unwrap_or(Kind::Do),
                reverses: r.get(5)?,
                changes: Vec::new(),
            };
            Ok((head, usize::try_from(r.get::<_, i64>(6)?).unwrap_or(0)))
        })
    }

    /// Number of the newest step; 0 in a new project.
    pub fn last_step(&self) -> Result<i64, StoreError> {
        let sql = "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |r| r.get(0)).optional()?.unwrap_or(0))
    }
}

/// The changes of steps, with the number of the step, in the order in which they were made.
fn changes_of(conn: &Connection, steps: Range<i64>) -> Result<Vec<(i64, JournalChange)>, StoreError> {
    let sql = "SELECT step, id, table_name, row_key, before, after FROM journal_changes
         WHERE step >= ?1 AND step < ?2 ORDER BY step, id";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params![steps.start, steps.end])?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let mut change = JournalChange { table: r.get(2)?, key: r.get(3)?, before: r.get(4)?, after: r.get(5)? };
        if let Some(mark) = change.after.take_if(|after| row::is_mark(after)) {
            change.after = Some(made(conn, r.get(1)?, &change, mark)?);
        }
        out.push((r.get(0)?, change));
    }
    Ok(out)
}

/// The image of a row as it was made: what its next change found there, or what stands there now. If that is not what was made, another
/// program has changed it, and the mark of what was made stays.
fn made(conn: &Connection, id: i64, change: &JournalChange, mark: String) -> Result<String, StoreError> {
    let sql =
        "SELECT before FROM journal_changes WHERE table_name = ?1 AND row_key = ?2 AND id > ?3 ORDER BY id LIMIT 1";
    let next: Option<Option<String>> =
        conn.prepare_cached(sql)?.query_row(params![change.table, change.key, id], |r| r.get(0)).optional()?;
    let Some(table) = Table::named(&change.table) else { return Ok(mark) };
    let image = if let Some(found) = next {
        found
    } else {
        let now = row::read(conn, table, &Key(change.key.clone()))?;
        now.as_ref().and_then(row::Row::live).map(|content| row::to_image(table, content))
    };
    Ok(image.filter(|image| row::mark_of(image) == mark).unwrap_or(mark))
}
