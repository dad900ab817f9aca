//! Tables for programs: UTF-8, stable names of columns, numbers as they are.

use super::blocks::{Cell, Table};
use super::bundle::ReportError;

/// A table as CSV. Bounds are two columns. What a spreadsheet would take for a formula is kept from being one.
pub(super) fn csv(table: &Table) -> Result<Vec<u8>, ReportError> {
    let failed = |reason: String| ReportError::NotWritten { what: format!("{}.csv", table.id), reason };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = table.columns.iter().flat_map(|column| {
        if column.bounds {
            vec![format!("{}_low", column.key), format!("{}_high", column.key)]
        } else {
            vec![column.key.clone()]
        }
    });
    writer.write_record(head).map_err(|e| failed(e.to_string()))?;
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).flat_map(|(cell, column)| {
            let (first, second) = match (cell, cell.numbers()) {
                (Cell::Text(text), _) => (harmless(text), String::new()),
                (_, Some((first, second))) => (first.to_string(), second.map(|n| n.to_string()).unwrap_or_default()),
                _ => (String::new(), String::new()),
            };
            if column.bounds { vec![first, second] } else { vec![first] }
        });
        writer.write_record(cells).map_err(|e| failed(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| failed(e.to_string()))
}

/// A text that no spreadsheet takes for a formula. Numbers with a sign are codes of scales and stay.
pub(super) fn harmless(text: &str) -> String {
    let is_formula =
        text.starts_with(['=', '@', '\t', '\r']) || text.starts_with(['+', '-']) && text.parse::<f64>().is_err();
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
