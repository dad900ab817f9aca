//! A version of a row, and which of two versions of one row holds. Merging takes the greater one, so it gives the same
//! result in any order and any number of times.

use super::StoreError;
use super::row::{self, Content};
use super::table::Table;
use rusqlite::types::Value;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A row as one copy of the project has it: live, or a tombstone.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Version {
    pub(super) live: bool,
    pub(super) revision: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    pub(super) updated_by: Option<String>,
    pub(super) content: Content,
}

impl Version {
    /// Which version holds. Revisions count; no clock does, because clocks of laptops are wrong. Where two copies went on
    /// from one revision, what is there holds against what was taken away, and then the greater content: any rule will do
    /// that is the same everywhere.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.revision
            .cmp(&other.revision)
            .then_with(|| self.live.cmp(&other.live))
            .then_with(|| order_contents(&self.content, &other.content))
            .then_with(|| self.updated_at.cmp(&other.updated_at))
            .then_with(|| self.updated_by.cmp(&other.updated_by))
    }

    /// The content, unless it is a tombstone.
    pub(super) fn shown(&self) -> Option<&Content> {
        self.live.then_some(&self.content)
    }

    /// The value of a column.
    pub(super) fn column(&self, table: &Table, name: &str) -> Option<&Value> {
        table.columns.iter().position(|c| *c == name).and_then(|i| self.content.get(i))
    }

    /// The id in a column, if there is one.
    pub(super) fn id(&self, table: &Table, name: &str) -> Option<&str> {
        match self.column(table, name) {
            Some(Value::Text(id)) => Some(id),
            _ => None,
        }
    }

    /// From a query of [`columns`].
    pub(super) fn read(table: &Table, r: &rusqlite::Row<'_>) -> Result<(String, Self), StoreError> {
        let n = table.columns.len();
        let content = (6..6 + n).map(|i| r.get(i)).collect::<Result<_, _>>()?;
        let version = Self {
            live: !r.get::<_, bool>(1)?,
            revision: r.get(2)?,
            created_at: r.get(3)?,
            updated_at: r.get(4)?,
            updated_by: r.get(5)?,
            content,
        };
        Ok((r.get(0)?, version))
    }
}

/// The columns that [`Version::read`] wants.
pub(super) fn columns(table: &Table) -> String {
    format!("{}, deleted, revision, created_at, updated_at, updated_by, {}", table.key_text(), table.columns.join(", "))
}

fn order_contents(one: &Content, other: &Content) -> Ordering {
    let pairs = one.iter().zip(other).map(|(a, b)| order_values(a, b));
    pairs.fold(one.len().cmp(&other.len()), Ordering::then)
}

/// Nothing comes before numbers, and numbers before words.
fn order_values(one: &Value, other: &Value) -> Ordering {
    let kind = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) => 1,
        Value::Real(_) => 2,
        Value::Text(_) => 3,
        Value::Blob(_) => 4,
    };
    match (one, other) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Real(a), Value::Real(b)) => a.total_cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Blob(a), Value::Blob(b)) => a.cmp(b),
        _ => kind(one).cmp(&kind(other)),
    }
}

/// A line of a package: `[key, live, revision, created_at, updated_at, updated_by, columns …]`.
pub(super) struct Line(pub(super) String, pub(super) Version);

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_line(&self.0, &self.1, to)
    }
}

pub(super) fn write_line<S: Serializer>(key: &str, version: &Version, to: S) -> Result<S::Ok, S::Error> {
    let mut seq = to.serialize_seq(Some(6 + version.content.len()))?;
    seq.serialize_element(key)?;
    seq.serialize_element(&u8::from(version.live))?;
    seq.serialize_element(&version.revision)?;
    seq.serialize_element(&version.created_at)?;
    seq.serialize_element(&version.updated_at)?;
    seq.serialize_element(&version.updated_by)?;
    for value in &version.content {
        seq.serialize_element(&row::Cell(value))?;
    }
    seq.end()
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Line, A::Error> {
        fn next<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(seq: &mut A) -> Result<T, A::Error> {
            seq.next_element()?.ok_or_else(|| serde::de::Error::custom("the row is too short"))
        }
        let key = next(&mut seq)?;
        let live = next::<u8, _>(&mut seq)? == 1;
        let (revision, created_at, updated_at) = (next(&mut seq)?, next(&mut seq)?, next(&mut seq)?);
        let updated_by = next(&mut seq)?;
        let mut content = Vec::with_capacity(10);
        while let Some(Given(value)) = seq.next_element()? {
            content.push(value);
        }
        Ok(Line(key, Version { live, revision, created_at, updated_at, updated_by, content }))
    }
}

/// A value on its way in.
struct Given(Value);

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(GivenVisitor)
    }
}

struct GivenVisitor;

impl Visitor<'_> for GivenVisitor {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing, a number or words")
    }
    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given(Value::Null))
    }
    fn visit_i64<E>(self, n: i64) -> Result<Given, E> {
        Ok(Given(Value::Integer(n)))
    }
    fn visit_u64<E: serde::de::Error>(self, n: u64) -> Result<Given, E> {
        i64::try_from(n).map(|n| Given(Value::Integer(n))).map_err(E::custom)
    }
    fn visit_f64<E>(self, n: f64) -> Result<Given, E> {
        Ok(Given(Value::Real(n)))
    }
    fn visit_str<E>(self, s: &str) -> Result<Given, E> {
        Ok(Given(Value::Text(s.to_owned())))
    }
    fn visit_string<E>(self, s: String) -> Result<Given, E> {
        Ok(Given(Value::Text(s)))
    }
}
