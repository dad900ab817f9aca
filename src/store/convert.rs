//! From columns to the types of the field. What does not fit is a finding, never a panic.

use super::{Finding, StoreError};
use crate::model::{ByteSpan, FrozenText};
use rusqlite::Row;
use std::fmt::Display;
use std::str::FromStr;

/// A finding about a row, as an error.
pub(super) fn damaged(table: &'static str, key: impl Display, problem: impl Display) -> StoreError {
    let finding = Finding::Row { table, key: key.to_string(), problem: problem.to_string() };
    StoreError::DamagedRow { finding: Box::new(finding) }
}

/// The id in a column.
pub(super) fn id<T: FromStr>(table: &'static str, r: &Row<'_>, column: usize) -> Result<T, StoreError> {
    let s: String = r.get(column)?;
    s.parse().map_err(|_| damaged(table, &s, "it holds an id that is none"))
}

/// The id in a column that may be empty.
pub(super) fn maybe_id<T: FromStr>(table: &'static str, r: &Row<'_>, column: usize) -> Result<Option<T>, StoreError> {
    let s: Option<String> = r.get(column)?;
    s.map(|s| s.parse().map_err(|_| damaged(table, &s, "it holds an id that is none"))).transpose()
}

/// The code in a column, as a value of its list.
pub(super) fn code<T>(
    table: &'static str,
    r: &Row<'_>,
    column: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let s: String = r.get(column)?;
    from_code(&s).ok_or_else(|| damaged(table, key_of(r), format!("nobody knows its value \"{s}\"")))
}

/// A count, index or offset in a column.
pub(super) fn size(table: &'static str, r: &Row<'_>, column: usize) -> Result<usize, StoreError> {
    let n: i64 = r.get(column)?;
    usize::try_from(n).map_err(|_| damaged(table, key_of(r), format!("its number {n} is impossible")))
}

/// The span in two neighbouring columns, checked against its text.
pub(super) fn span(table: &'static str, r: &Row<'_>, column: usize, text: &FrozenText) -> Result<ByteSpan, StoreError> {
    let (start, end) = (size(table, r, column)?, size(table, r, column + 1)?);
    text.span(start, end).map_err(|e| damaged(table, key_of(r), e))
}

/// The key of a row, which all queries put into the first column.
pub(super) fn key_of(r: &Row<'_>) -> String {
    r.get::<_, String>(0).unwrap_or_default()
}
