//! XLSX: a sheet for each table, the data dictionary, and what the file says of itself. Texts are texts: no cell is ever a formula.

use super::column::{Cell, Cells, Column, DataTable, fitting};
use super::{dictionary, gathered, lines_about};
use crate::export::csv::not_read;
use crate::export::{ExportError, ExportSource, ExportTarget};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::json;

/// The file.
pub(in crate::export) const NAME: &str = "mizan.xlsx";
/// Rows of a sheet below its header.
const ROWS: usize = 1_048_575;
/// UTF-16 code units of a cell.
const LONGEST: usize = 32_767;

pub(in crate::export) fn write(
    source: &mut dyn ExportSource,
    target: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let (tables, mut about) = gathered(source, "XLSX")?;
    let failed = |e: XlsxError| ExportError::Table { table: NAME.to_owned(), reason: e.to_string() };
    let mut book = Workbook::new();
    // No time of making: the same data give the same bytes.
    let made = ExcelDateTime::from_ymd(1970, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_author("Mizan").set_creation_datetime(&made));
    let mut names: Vec<String> = Vec::new();
    let notes = tables.first().map(|t| lines_about(source, t)).unwrap_or_default();
    let mut cut = about_sheet(&mut book, &notes, &mut names).map_err(failed)?;
    for table in &tables {
        cut += sheets_of(&mut book, table, &mut names).map_err(failed)?;
    }
    cut += dictionary_sheet(&mut book, &tables, &mut names).map_err(failed)?;
    let mut file = target.begin(NAME)?;
    file.put(book.save_to_buffer().map_err(failed)?)?;
    file.finish()?;
    about.leave("end of a text longer than 32,767 characters", cut);
    about.say("missing_values", json!({ "NA": "not_applicable", "UNC": "cannot_decide", "": "not_yet_coded" }));
    about.finish(source, target)?;
    not_read(source, target)
}

fn about_sheet(book: &mut Workbook, notes: &[String], names: &mut Vec<String>) -> Result<usize, XlsxError> {
    let sheet = added(book, "about", names)?;
    sheet.set_column_width(0, 120)?;
    let mut cut = 0;
    for (row, note) in notes.iter().enumerate() {
        cut += text(sheet, row, 0, note)?;
    }
    Ok(cut)
}

/// A table; on several sheets where it has more rows than one can hold.
fn sheets_of(book: &mut Workbook, table: &DataTable, names: &mut Vec<String>) -> Result<usize, XlsxError> {
    let mut cut = 0;
    for from in (0..table.rows.max(1)).step_by(ROWS) {
        let sheet = added(book, &table.name, names)?;
        let header: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        begin(sheet, &header, table.rows.min(from + ROWS) - from.min(table.rows))?;
        for row in from..table.rows.min(from + ROWS) {
            for (n, column) in table.columns.iter().enumerate() {
                cut += cell(sheet, row - from + 1, n, column, row)?;
            }
        }
    }
    Ok(cut)
}

fn cell(sheet: &mut Worksheet, at: usize, n: usize, column: &Column, row: usize) -> Result<usize, XlsxError> {
    let Cells::Numbers(numbers) = &column.cells else { return text(sheet, at, n, &column.in_words(row)) };
    match numbers.get(row) {
        Cell::Value(value) => match column.code_of(value) {
            // Codes that are numbers can be counted with.
            Some(code) if code != value.to_string() => text(sheet, at, n, code),
            _ => {
                sheet.write_number(place(at), n as u16, value)?;
                Ok(0)
            }
        },
        Cell::Missing(why) => text(sheet, at, n, why.cell()),
        Cell::Empty => Ok(0),
    }
}

fn dictionary_sheet(book: &mut Workbook, tables: &[DataTable], names: &mut Vec<String>) -> Result<usize, XlsxError> {
    let sheet = added(book, "dictionary", names)?;
    let lines: Vec<_> = dictionary::lines(tables).collect();
    begin(sheet, &dictionary::HEADER, lines.len())?;
    let mut cut = 0;
    for (row, line) in lines.iter().enumerate() {
        for (n, words) in line.iter().enumerate() {
            cut += text(sheet, row + 1, n, words)?;
        }
    }
    Ok(cut)
}

/// A sheet under a name that no other has. Its rows are written from top to bottom and leave memory at once.
fn added<'b>(book: &'b mut Workbook, wanted: &str, names: &mut Vec<String>) -> Result<&'b mut Worksheet, XlsxError> {
    let clean: String = wanted.chars().map(|c| if "[]:*?/\\'".contains(c) { '_' } else { c }).take(26).collect();
    let clean = if clean.is_empty() { "sheet".to_owned() } else { clean };
    let mut name = clean.clone();
    let mut n = 1;
    while names.iter().any(|there| there.to_lowercase() == name.to_lowercase()) {
        n += 1;
        name = format!("{clean} ({n})");
    }
    names.push(name.clone());
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(&name)?;
    Ok(sheet)
}

fn begin(sheet: &mut Worksheet, header: &[&str], rows: usize) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (n, name) in header.iter().enumerate() {
        sheet.write_string_with_format(0, n as u16, *name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = header.len().checked_sub(1) {
        sheet.autofilter(0, 0, place(rows), last as u16)?;
    }
    Ok(())
}

/// Writes a text; 1 if its end had to be cut off.
fn text(sheet: &mut Worksheet, row: usize, column: usize, text: &str) -> Result<usize, XlsxError> {
    if text.is_empty() {
        return Ok(0);
    }
    let whole = text.encode_utf16().count() <= LONGEST;
    let fits = if whole { text } else { fitting(text, LONGEST) };
    sheet.write_string(place(row), column as u16, fits)?;
    Ok(usize::from(!whole))
}

fn place(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
