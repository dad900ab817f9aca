//! Tables for statistics: one row a coding, a record or a span, one column a question. `gather` makes them of the pages, one file a format writes
//! them down; beside them stand the data dictionary and programs in R and Python that read all of it.

mod column;
mod csv_wide;
mod dictionary;
mod dta;
mod everything;
mod gather;
mod names;
mod sav;
mod xlsx;

pub(super) use csv_wide::write as csv_wide;
pub(super) use dta::write as stata;
pub(super) use everything::{NAME as EVERYTHING, write as everything};
pub(super) use sav::write as spss;
pub(super) use xlsx::{NAME as XLSX, write as xlsx};

use super::csv::not_read;
use super::sidecar::Sidecar;
use super::{ExportError, ExportSource, ExportTarget};
use column::DataTable;

/// Programs that read the tables.
const READ_R: &str = include_str!("../../../assets/export/read.R");
const READ_PY: &str = include_str!("../../../assets/export/read.py");

/// All tables of a source.
fn gathered(source: &mut dyn ExportSource, format: &'static str) -> Result<(Vec<DataTable>, Sidecar), ExportError> {
    let mut about = Sidecar::new(format, "code points (start, end) and UTF-8 bytes (start_byte, end_byte) of the text");
    let tables = gather::tables(source, &mut about)?;
    Ok((tables, about))
}

/// Writes what stands beside the tables.
fn beside(
    tables: &[DataTable],
    about: Sidecar,
    source: &dyn ExportSource,
    target: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    dictionary::write(tables, target)?;
    target.put("read.R", READ_R.as_bytes())?;
    target.put("read.py", READ_PY.as_bytes())?;
    about.finish(source, target)?;
    not_read(source, target)
}

/// What a file says of itself where it has room for lines.
fn lines_about(source: &dyn ExportSource, table: &DataTable) -> Vec<String> {
    let head = source.head();
    let books: Vec<String> =
        head.books.iter().map(|b| format!("{} (BLAKE3 {})", super::sidecar::named(&b.book), b.hash)).collect();
    vec![
        format!("{}: {} of {}", super::sidecar::program(), column::both(&table.label), head.title),
        format!("Codebook: {}", books.join("; ")),
        "Offsets: start and end count code points, start_byte and end_byte UTF-8 bytes, of the text with the hash text_blake3".to_owned(),
        format!("What is not carried, and hashes of all texts: {}; what columns mean: {}", super::sidecar::NAME, dictionary::NAME),
    ]
}
