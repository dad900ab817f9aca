//! CSV, wide: a column for each question. A cell has the code of the codebook, `NA` where the question does not apply, `UNC` where the coder cannot
//! decide, and nothing where it is not yet coded; questions answered in words have a column with their state.

use super::column::DataTable;
use super::{beside, gathered};
use crate::export::csv::Table;
use crate::export::{ExportError, ExportSource, ExportTarget};

pub(in crate::export) fn write(
    source: &mut dyn ExportSource,
    target: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let (tables, about) = gathered(source, "CSV, wide tables")?;
    for table in &tables {
        write_table(table, target)?;
    }
    beside(&tables, about, source, target)
}

fn write_table(table: &DataTable, target: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let header: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let mut file = Table::new(target, &format!("{}.csv", table.name), &header)?;
    for row in 0..table.rows {
        file.row(table.columns.iter().map(|c| c.in_words(row)))?;
    }
    file.finish()
}
