//! Spreadsheets (XLSX and its kin): each row of each sheet is an article, as in a table. Sheets are read row by row.

use super::columns::{self, TableLook};
use super::registry::{Format, How, Recognition, Source};
use super::sink::Sink;
use super::table::{Columns, SAMPLE};
use super::xml;
use super::{ImportError, archive};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "xlsx", endings: &["xlsx", "xlsm"], recognise, read };

/// Sheets that are looked at.
const SHEETS: usize = 30;
/// Texts that cells share, and columns of a row.
const SHARED: usize = 1_000_000;
const COLUMNS: usize = 500;
/// Numbers of formats that show a day, of those that every spreadsheet has.
const DAYS: [u32; 9] = [14, 15, 16, 17, 22, 27, 30, 36, 57];

fn recognise(bytes: &[u8]) -> Recognition {
    let mark = b"xl/workbook.xml";
    if bytes.starts_with(b"PK\x03\x04") && bytes.windows(mark.len()).any(|w| w == mark) {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let part = |name: &str| archive::part(source.bytes, name).map(|bytes| xml::text_of(&bytes));
    let shared = shared(&part("xl/sharedStrings.xml").unwrap_or_default());
    let days = days(&part("xl/styles.xml").unwrap_or_default());
    let mut missing = None;
    for number in 1..=SHEETS {
        let Some(sheet) = part(&format!("xl/worksheets/sheet{number}.xml")) else { continue };
        let mut first: Vec<(usize, Vec<String>)> = Vec::new();
        let mut columns: Option<Columns> = None;
        let mut refused = None;
        each_row(&sheet, &shared, &days, &mut |line, row| {
            if let Some(columns) = &mut columns {
                columns.take(source, FORMAT.name, "utf-8", &row, line, sink);
            } else {
                first.push((line, row));
                if first.len() >= SAMPLE {
                    match begin(&mut first, source, sink) {
                        Ok(begun) => columns = Some(begun),
                        Err(error) => refused = Some(error),
                    }
                }
            }
            !sink.is_stopped() && refused.is_none()
        });
        if columns.is_none() && refused.is_none() && !first.is_empty() {
            refused = begin(&mut first, source, sink).err();
        }
        // A sheet without the columns that were named is another table.
        if let Some(error) = refused {
            missing.get_or_insert(error);
        }
    }
    match missing {
        Some(error) if sink.documents() == 0 => Err(error),
        None if sink.documents() == 0 => Err(ImportError::NoTextColumn { file: source.name.to_owned() }),
        _ => Ok(()),
    }
}

/// The columns of each sheet, without its articles.
pub(super) fn look(source: Source<'_>, how: &How) -> Result<Vec<TableLook>, ImportError> {
    let part = |name: &str| archive::part(source.bytes, name).map(|bytes| xml::text_of(&bytes));
    let shared = shared(&part("xl/sharedStrings.xml").unwrap_or_default());
    let days = days(&part("xl/styles.xml").unwrap_or_default());
    let (mut out, mut missing) = (Vec::new(), None);
    for number in 1..=SHEETS {
        let Some(sheet) = part(&format!("xl/worksheets/sheet{number}.xml")) else { continue };
        let (mut rows, mut lines): (Vec<Vec<String>>, Vec<usize>) = (Vec::new(), Vec::new());
        each_row(&sheet, &shared, &days, &mut |line, row| {
            rows.push(row);
            lines.push(line);
            rows.len() < SAMPLE
        });
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        match columns::map(&rows, how, source.name) {
            Ok(mapped) if !rows.is_empty() => out.push(columns::shown(&mapped, &rows, &lines, Some(number))),
            Ok(_) => {}
            Err(error) => {
                missing.get_or_insert(error);
            }
        }
    }
    match missing {
        Some(error) if out.is_empty() => Err(error),
        _ => Ok(out),
    }
}

/// Tells the columns from the first rows and takes these rows.
fn begin(
    first: &mut Vec<(usize, Vec<String>)>,
    source: Source<'_>,
    sink: &mut Sink<'_>,
) -> Result<Columns, ImportError> {
    let rows: Vec<&[String]> = first.iter().map(|(_, row)| row.as_slice()).collect();
    let lines: Vec<usize> = first.iter().map(|(line, _)| *line).collect();
    let mut columns = Columns::of(columns::map(&rows, sink.how(), source.name)?);
    columns.skip(source, &rows, &lines, sink);
    let skip = columns.skipped();
    for (line, row) in first.drain(..).skip(skip) {
        columns.take(source, FORMAT.name, "utf-8", &row, line, sink);
    }
    Ok(columns)
}

/// The texts that cells name by their number.
fn shared(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut inside, mut reading, mut current) = (false, 0_u32, String::new());
    while out.len() < SHARED {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                b"si" => current.clear(),
                b"t" => inside = reading == 0,
                b"rPh" => reading += 1,
                _ => {}
            },
            Ok(Event::Empty(tag)) if tag.local_name().as_ref() == b"si" => out.push(String::new()),
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                b"si" => out.push(std::mem::take(&mut current)),
                b"t" => inside = false,
                b"rPh" => reading = reading.saturating_sub(1),
                _ => {}
            },
            Ok(Event::Text(words)) if inside => current.push_str(&words.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) if inside => current.push_str(&xml::letters(&reference)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    out
}

/// The styles of cells that show a number as a day.
fn days(text: &str) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let mut own: BTreeSet<u32> = DAYS.into_iter().collect();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut cells, mut at) = (false, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                b"numFmt" => {
                    let code = xml::attribute(&tag, "formatCode").unwrap_or_default().to_lowercase();
                    let id = xml::attribute(&tag, "numFmtId").and_then(|i| i.parse::<u32>().ok());
                    own.extend(id.filter(|_| code.contains('y') && (code.contains('d') || code.contains('m'))));
                }
                b"cellXfs" => cells = true,
                b"xf" if cells => {
                    let id = xml::attribute(&tag, "numFmtId").and_then(|i| i.parse().ok());
                    if id.is_some_and(|id: u32| own.contains(&id)) {
                        out.insert(at);
                    }
                    at += 1;
                }
                _ => {}
            },
            Ok(Event::End(tag)) if tag.local_name().as_ref() == b"cellXfs" => cells = false,
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    out
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    column: usize,
    shared: bool,
    day: bool,
    text: String,
}

/// Hands over each row with its number, as long as `told` wants more.
fn each_row(sheet: &str, shared: &[String], days: &BTreeSet<usize>, told: &mut dyn FnMut(usize, Vec<String>) -> bool) {
    let mut reader = Reader::from_str(sheet);
    reader.config_mut().check_end_names = false;
    let (mut row, mut number, mut cell, mut inside) = (Vec::new(), 0, Cell::default(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                b"row" => {
                    row = Vec::new();
                    number = xml::attribute(&tag, "r").and_then(|r| r.parse().ok()).unwrap_or(number + 1);
                }
                b"c" => cell = begun(&tag, row.len(), days),
                b"v" | b"t" => inside = true,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                b"v" | b"t" => inside = false,
                b"c" if cell.column < COLUMNS => {
                    let text = std::mem::take(&mut cell.text);
                    row.resize(row.len().max(cell.column + 1), String::new());
                    if let Some(slot) = row.get_mut(cell.column) {
                        *slot = shown(&cell, text, shared);
                    }
                }
                b"row" if !told(number, std::mem::take(&mut row)) => break,
                _ => {}
            },
            Ok(Event::Text(words)) if inside => cell.text.push_str(&words.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) if inside => cell.text.push_str(&xml::letters(&reference)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

fn begun(tag: &BytesStart<'_>, next: usize, days: &BTreeSet<usize>) -> Cell {
    let letters = |name: String| {
        let figures = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
        figures.fold(0_usize, |n, b| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1).checked_sub(1)
    };
    Cell {
        column: xml::attribute(tag, "r").and_then(letters).unwrap_or(next),
        shared: xml::attribute(tag, "t").as_deref() == Some("s"),
        day: xml::attribute(tag, "s").and_then(|s| s.parse().ok()).is_some_and(|s: usize| days.contains(&s)),
        text: String::new(),
    }
}

/// A cell as it is shown; days in the study's form.
fn shown(cell: &Cell, text: String, shared: &[String]) -> String {
    if cell.shared {
        return text.trim().parse().ok().and_then(|n: usize| shared.get(n)).cloned().unwrap_or_default();
    }
    let number = text.trim().parse::<f64>().ok().filter(|n| cell.day && (1.0..80_000.0).contains(n));
    let day = number.and_then(|n| {
        let span = jiff::Span::new().try_days(n as i64).ok()?;
        jiff::civil::Date::new(1899, 12, 30).ok()?.checked_add(span).ok()
    });
    day.map_or(text, |day| day.to_string())
}
