//! The tables as one workbook: a sheet for each, number formats, from right to left in Arabic.

use super::blocks::{Cell, Column, Table};
use super::bundle::ReportError;
use super::numbers::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// Rows of a sheet, without its head.
const MOST_ROWS: usize = 1_048_575;
/// Characters of a cell.
const MOST_CHARACTERS: usize = 32_767;

pub(super) fn xlsx(tables: &[Table], title: &str, lang: Lang) -> Result<Vec<u8>, ReportError> {
    let failed = |error: XlsxError| ReportError::NotWritten {
        what: format!("report.{}.xlsx", lang.code()),
        reason: error.to_string(),
    };
    written(tables, title, lang).map_err(failed)
}

fn written(tables: &[Table], title: &str, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same report has the same bytes: a workbook that said when it was written would have not.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let mut names = BTreeSet::new();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&table.id, &mut names))?;
        sheet.set_right_to_left(lang.is_arabic());
        fill(sheet, table)?;
    }
    book.save_to_buffer()
}

/// A name that sheets may have: 31 characters, each once.
fn sheet_name(id: &str, names: &mut BTreeSet<String>) -> String {
    let plain: String = id.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    let mut name = plain.clone();
    let mut number = 2;
    while !names.insert(name.to_lowercase()) {
        let end = number.to_string();
        name = plain.chars().take(31 - end.len()).collect::<String>() + &end;
        number += 1;
    }
    name
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    let mut at: Vec<u16> = Vec::new();
    let mut next = 0_u16;
    for column in &table.columns {
        at.push(next);
        if column.bounds {
            sheet.write_with_format(0, next, format!("{} \u{2193}", column.name), &head)?;
            sheet.write_with_format(0, next + 1, format!("{} \u{2191}", column.name), &head)?;
            next += 1;
        } else {
            sheet.write_with_format(0, next, column.name.as_str(), &head)?;
        }
        let widest = table.rows.iter().take(500).filter_map(|row| row.get(at.len() - 1)).map(width).max().unwrap_or(0);
        let wide = widest.max(column.name.chars().count().min(16)).clamp(8, 60);
        sheet.set_column_width(at.last().copied().unwrap_or(0), wide as f64)?;
        next += 1;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (number, row) in table.rows.iter().take(MOST_ROWS).enumerate() {
        let line = number as u32 + 1;
        for ((cell, column), place) in row.iter().zip(&table.columns).zip(&at) {
            write(sheet, line, *place, cell, column)?;
        }
    }
    Ok(())
}

fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.chars().count(),
        _ => 8,
    }
}

fn write(sheet: &mut Worksheet, line: u32, place: u16, cell: &Cell, _column: &Column) -> Result<(), XlsxError> {
    let decimals = |places: usize| if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
    let format = match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            // A string is never a formula here, whatever it begins with.
            let text: String = text.chars().take(MOST_CHARACTERS).collect();
            sheet.write_string_with_format(
                line,
                place,
                text,
                &Format::new().set_align(FormatAlign::Top).set_reading_direction(0),
            )?;
            return Ok(());
        }
        Cell::Count(_) => "#,##0".to_owned(),
        Cell::Percent(_) | Cell::PercentBounds(..) => "0.0%".to_owned(),
        Cell::Number(_, places)
        | Cell::Unit(_, places)
        | Cell::Bounds(_, _, places)
        | Cell::NumberBounds(_, _, places) => decimals(*places),
    };
    let format = Format::new().set_num_format(format);
    if let Some((first, second)) = cell.numbers() {
        sheet.write_number_with_format(line, place, first, &format)?;
        if let Some(second) = second {
            sheet.write_number_with_format(line, place + 1, second, &format)?;
        }
    }
    Ok(())
}
