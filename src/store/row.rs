//! One row of any journaled table: read, written, turned into the journal's JSON and back.

use super::StoreError;
use super::table::{Key, TABLES, Table};
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The content columns of a row, in the order of its table.
pub(super) type Content = Vec<Value>;

/// A stored row.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Row {
    pub(super) content: Content,
    pub(super) revision: i64,
    pub(super) deleted: bool,
    pub(super) updated_at: i64,
    pub(super) updated_by: Option<String>,
}

impl Row {
    /// The content, unless the row is a tombstone.
    pub(super) fn live(&self) -> Option<&Content> {
        (!self.deleted).then_some(&self.content)
    }
}

/// The statements on one table; an import asks for them thousands of times a second.
struct Statements {
    read: String,
    insert: String,
    update: String,
}

impl Statements {
    fn of(table: &Table) -> &'static Self {
        static ALL: LazyLock<BTreeMap<&str, Statements>> =
            LazyLock::new(|| TABLES.iter().map(|t| (t.name, Statements::new(t))).collect());
        static NONE: LazyLock<Statements> =
            LazyLock::new(|| Statements { read: String::new(), insert: String::new(), update: String::new() });
        ALL.get(table.name).unwrap_or(&NONE)
    }

    fn new(table: &Table) -> Self {
        let set: Vec<_> = table
            .columns
            .iter()
            .chain(&["revision", "deleted", "updated_at", "updated_by"])
            .enumerate()
            .map(|(i, c)| format!("{c} = ?{}", i + 1))
            .collect();
        Self {
            read: format!(
                "SELECT {}, revision, deleted, updated_at, updated_by FROM {} WHERE {}",
                table.columns.join(", "),
                table.name,
                table.where_key(1)
            ),
            insert: insert_sql(table),
            update: format!("UPDATE {} SET {} WHERE {}", table.name, set.join(", "), table.where_key(set.len() + 1)),
        }
    }
}

pub(super) fn read(conn: &Connection, table: &Table, key: &Key) -> Result<Option<Row>, StoreError> {
    let n = table.columns.len();
    let row = conn
        .prepare_cached(&Statements::of(table).read)?
        .query_row(params_from_iter(key.parts(table)), |r| {
            Ok(Row {
                content: (0..n).map(|i| r.get(i)).collect::<Result<_, _>>()?,
                revision: r.get(n)?,
                deleted: r.get(n + 1)?,
                updated_at: r.get(n + 2)?,
                updated_by: r.get(n + 3)?,
            })
        })
        .optional()?;
    Ok(row)
}

/// Inserts a row: its content, the columns of [`META`], then its key.
pub(super) fn insert_sql(table: &Table) -> String {
    let columns: Vec<_> = table.columns.iter().chain(META).chain(table.keys).copied().collect();
    let marks: Vec<_> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
    format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), marks.join(", "))
}

/// Replaces a row, with the same parameters as [`insert_sql`].
pub(super) fn update_sql(table: &Table) -> String {
    let columns = table.columns.iter().chain(META).enumerate();
    let set: Vec<_> = columns.map(|(i, c)| format!("{c} = ?{}", i + 1)).collect();
    format!("UPDATE {} SET {} WHERE {}", table.name, set.join(", "), table.where_key(set.len() + 1))
}

const META: &[&str] = &["revision", "deleted", "updated_at", "updated_by", "created_at"];

pub(super) fn insert(
    conn: &Connection,
    table: &Table,
    key: &Key,
    row: &Row,
    created_at: i64,
) -> Result<(), StoreError> {
    let key_values = key.parts(table).map(ToSqlOutput::from);
    let content = row.content.iter().map(borrowed);
    let values = content.chain(meta(row)).chain([ToSqlOutput::from(created_at)]).chain(key_values);
    conn.prepare_cached(&Statements::of(table).insert)?.execute(params_from_iter(values))?;
    Ok(())
}

pub(super) fn update(conn: &Connection, table: &Table, key: &Key, row: &Row) -> Result<(), StoreError> {
    let key_values = key.parts(table).map(ToSqlOutput::from);
    let values = row.content.iter().map(borrowed).chain(meta(row)).chain(key_values);
    conn.prepare_cached(&Statements::of(table).update)?.execute(params_from_iter(values))?;
    Ok(())
}

fn borrowed(value: &Value) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(value.into())
}

fn meta(row: &Row) -> [ToSqlOutput<'_>; 4] {
    let by = row.updated_by.as_deref().map_or(ToSqlOutput::from(rusqlite::types::Null), ToSqlOutput::from);
    [row.revision.into(), row.deleted.into(), row.updated_at.into(), by]
}

/// The journal's image of a row: a JSON object of its content columns in their order.
pub(super) fn to_image(table: &Table, content: &Content) -> String {
    // Writing into memory does not fail, and every value has its form in JSON.
    serde_json::to_string(&Image(table, content)).unwrap_or_default()
}

/// What stands in the journal for the image of a row that is made and whose table is [`Table::of_material`]: the image itself would be the row a second
/// time, and can be had from what follows in the journal or from the row.
pub(super) fn to_mark(table: &Table, content: &Content) -> String {
    mark_of(&to_image(table, content))
}

/// The mark of an image.
pub(super) fn mark_of(image: &str) -> String {
    let mut mark = blake3::hash(image.as_bytes()).to_hex().to_string();
    mark.truncate(MARK);
    mark
}

/// Letters of a mark: 64 bits.
const MARK: usize = 16;

/// Whether what the journal holds is a mark: an image is an object.
pub(super) fn is_mark(image: &str) -> bool {
    image.len() == MARK && !image.starts_with('{')
}

struct Image<'a>(&'a Table, &'a Content);

impl Serialize for Image<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.columns.iter().zip(self.1.iter().map(Cell)))
    }
}

/// A value as JSON has it.
pub(super) struct Cell<'a>(pub(super) &'a Value);

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => to.serialize_unit(),
            Value::Integer(n) => to.serialize_i64(*n),
            // What is no number becomes null.
            Value::Real(n) => to.serialize_f64(*n),
            Value::Text(s) => to.serialize_str(s),
            Value::Blob(b) => to.serialize_str(&String::from_utf8_lossy(b)),
        }
    }
}

/// The content that an image shows. A column that the image does not know (it was added by a later migration) keeps its
/// present value.
pub(super) fn from_image(table: &Table, image: &str, present: Option<&Content>) -> Option<Content> {
    let Ok(Json::Object(map)) = serde_json::from_str(image) else { return None };
    let mut content = Vec::with_capacity(table.columns.len());
    for (i, column) in table.columns.iter().enumerate() {
        content.push(match map.get(*column) {
            Some(Json::Null) => Value::Null,
            Some(Json::Number(n)) => match n.as_i64() {
                Some(i) => Value::Integer(i),
                None => Value::Real(n.as_f64()?),
            },
            Some(Json::String(s)) => Value::Text(s.clone()),
            Some(_) => return None,
            None => present.and_then(|p| p.get(i)).cloned().unwrap_or(Value::Null),
        });
    }
    Some(content)
}
