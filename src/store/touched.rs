//! Where a changed row belongs, so that the right views are dropped and the screen can go there.

use super::StoreError;
use super::table::{Key, Table};
use crate::model::{CodingId, DocumentId, RecordId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use std::str::FromStr;

/// A row that a step changed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Touched {
    /// Its table, such as `answers`.
    pub table: &'static str,
    /// Its key: the id; for an answer `record/variable`; for a setting its name.
    pub key: String,
    /// The record it belongs to (or is).
    pub record: Option<RecordId>,
    /// The coding it belongs to (or is).
    pub coding: Option<CodingId>,
    /// The document it belongs to (or is), for rows outside codings.
    pub document: Option<DocumentId>,
}

pub(super) fn locate(
    conn: &Connection,
    table: &'static Table,
    key: &Key,
    content: &[Value],
) -> Result<Touched, StoreError> {
    let column = |name: &str| {
        let at_key = table.keys.iter().position(|k| *k == name).and_then(|i| key.parts(table).nth(i));
        at_key.map(str::to_owned).or_else(|| {
            match table.columns.iter().position(|c| *c == name).and_then(|i| content.get(i)) {
                Some(Value::Text(id)) => Some(id.clone()),
                _ => None,
            }
        })
    };
    let (record, mut coding, document) = match table.name {
        "documents" => (None, None, Some(key.0.clone())),
        "codings" => (None, Some(key.0.clone()), None),
        "records" => (Some(key.0.clone()), column("coding"), None),
        _ => (column("record"), column("coding"), column("document")),
    };
    if let (Some(record), None) = (&record, &coding) {
        coding = conn
            .prepare_cached("SELECT coding FROM records WHERE id = ?1")?
            .query_row([record], |r| r.get(0))
            .optional()?;
    }
    Ok(Touched {
        table: table.name,
        key: key.0.clone(),
        record: parse(record),
        coding: parse(coding),
        document: parse(document),
    })
}

fn parse<T: FromStr>(id: Option<String>) -> Option<T> {
    id.and_then(|id| id.parse().ok())
}
