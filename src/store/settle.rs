//! What can stand of joined rows, and what has to wait.
//!
//! Joining takes each row for itself, so afterwards an answer may be live whose record was taken away on another copy, or
//! two records may hang under each other. What stands is computed from the joined rows alone; what cannot stand is held as
//! it came, so that a later package finds it again and the order of packages does not matter.

use super::row_set::RowSet;
use super::table::{Key, RECORDS, Table, Tie};
use super::version::Version;
use rusqlite::types::Value;
use std::collections::{BTreeSet, HashMap};

/// What of joined rows cannot stand as it is. All others are to stand as they were joined.
#[derive(Default)]
pub(super) struct Settled {
    /// The versions that cannot.
    pub(super) held: RowSet,
    /// What is to stand in their place, where anything can.
    pub(super) instead: RowSet,
}

/// How a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// All rows that it names are in the file, if only as tombstones.
    pub(super) stands: bool,
    /// It is live, and so is all that it is a part of or needs.
    pub(super) lives: bool,
}

type Standings<'r> = HashMap<(&'static str, &'r str), Standing>;

/// Takes joined rows apart. `outside` tells how a row of the file stands that is not among them.
pub(super) fn settle<E>(
    joined: &RowSet,
    mut outside: impl FnMut(&'static Table, &str) -> Result<Standing, E>,
) -> Result<Settled, E> {
    let mut known: Standings<'_> = HashMap::new();
    let mut settled = Settled::default();
    for (table, rows) in joined.by_table() {
        if table.children().next().is_none() {
            for (key, version) in rows {
                let standing = around(table, key, version, &known, &mut outside)?;
                settled.note(table, key, version, standing, false);
            }
            continue;
        }
        for (key, version) in rows {
            let standing = around(table, key, version, &known, &mut outside)?;
            known.insert((table.name, key.0.as_str()), standing);
        }
        let mut cut = BTreeSet::new();
        if table.name == RECORDS.name {
            cut = hang(rows, &mut known);
        }
        for (key, version) in rows {
            if let Some(standing) = known.get(&(table.name, key.0.as_str())) {
                settled.note(table, key, version, *standing, cut.contains(key.0.as_str()));
            }
        }
    }
    Ok(settled)
}

impl Settled {
    fn note(&mut self, table: &Table, key: &Key, version: &Version, standing: Standing, cut: bool) {
        if standing.stands && standing.lives == version.live && !cut {
            return;
        }
        self.held.insert(table, key.clone(), version.clone());
        if standing.stands {
            let mut effective = version.clone();
            effective.live = standing.lives;
            if cut {
                clear_parent(&mut effective);
            }
            self.instead.insert(table, key.clone(), effective);
        }
    }
}

/// How a row stands by what it names; records under records are looked at afterwards.
fn around<E>(
    table: &'static Table,
    key: &Key,
    version: &Version,
    known: &Standings<'_>,
    outside: &mut impl FnMut(&'static Table, &str) -> Result<Standing, E>,
) -> Result<Standing, E> {
    let mut standing = Standing { stands: true, lives: version.live };
    for parent in table.parents.iter().filter(|p| p.table != table.name) {
        let at_key = table.keys.iter().position(|k| *k == parent.column);
        let id = match at_key {
            Some(i) => key.parts(table).nth(i),
            None => version.id(table, parent.column),
        };
        let (Some(id), Some(owner)) = (id, Table::named(parent.table)) else { continue };
        let of = match known.get(&(owner.name, id)) {
            Some(of) => *of,
            None => outside(owner, id)?,
        };
        standing.stands &= of.stands;
        standing.lives &= of.stands && (of.lives || parent.tie == Tie::Mentions);
    }
    Ok(standing)
}

/// Lets records under records stand and live with those above them. Circles are cut at their smallest record; those are
/// returned.
fn hang<'r>(rows: &'r std::collections::BTreeMap<Key, Version>, known: &mut Standings<'r>) -> BTreeSet<&'r str> {
    let name = RECORDS.name;
    let above: HashMap<&str, &str> =
        rows.iter().filter_map(|(k, v)| Some((k.0.as_str(), v.id(&RECORDS, "parent")?))).collect();
    let none = Standing { stands: false, lives: false };
    let mut cut = BTreeSet::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for key in rows.keys() {
        loop {
            let mut path = vec![key.0.as_str()];
            let mut circle = None;
            while let Some(at) = path.last().copied() {
                let is_end = done.contains(at) || cut.contains(at);
                let Some(next) = above.get(at).filter(|_| !is_end).copied() else { break };
                if let Some(from) = path.iter().position(|k| *k == next) {
                    circle = Some(from);
                    break;
                }
                path.push(next);
            }
            if let Some(from) = circle {
                let members = path.get(from..).unwrap_or_default();
                // A circle with a tombstone in it is none among the living, but its rows name each other all the same.
                let smallest = members.iter().min().copied();
                cut.extend(smallest);
                continue;
            }
            // From the top down.
            while let Some(at) = path.pop() {
                if done.insert(at)
                    && !cut.contains(at)
                    && let Some(parent) = above.get(at)
                {
                    let of = known.get(&(name, *parent)).copied().unwrap_or(none);
                    if let Some(own) = known.get_mut(&(name, at)) {
                        own.stands &= of.stands;
                        own.lives &= of.lives;
                    }
                }
            }
            break;
        }
    }
    cut
}

fn clear_parent(version: &mut Version) {
    if let Some(place) = RECORDS.columns.iter().position(|c| *c == "parent").and_then(|i| version.content.get_mut(i)) {
        *place = Value::Null;
    }
}
