//! Tables: CSV and TSV with one article in each row. Which column holds what is told by its name, and the text also by its length.

use super::columns::{self, Mapped, TableLook};
use super::record::{self, Field, Record};
use super::registry::{Format, How, Recognition, Source};
use super::sink::Sink;
use super::{ImportError, WarningKind, charset};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "table", endings: &["csv", "tsv", "tab"], recognise, read };

/// Bytes of a table.
const LIMIT: usize = 24_000_000;
/// Rows that are looked at to find the column with the text.
pub(super) const SAMPLE: usize = 200;
/// Warnings of one kind about single rows.
const TOLD: usize = 50;

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    if super::registry::foreign_mark(head).is_some() || head.trim_ascii_start().starts_with(b"{") {
        return Recognition::No;
    }
    let text = charset::decode(head, |_| None).text.into_owned();
    let Some(line) = text.lines().next() else { return Recognition::No };
    let names: Vec<&str> =
        line.split(delimiter(line) as char).map(|n| n.trim_matches(['"', ' ', '\u{feff}'])).collect();
    let fields: Vec<Field> = names.iter().filter_map(|n| record::field(n)).collect();
    let text = fields.iter().any(|f| matches!(f, Field::Text | Field::Title));
    match names.len() {
        0 | 1 => Recognition::No,
        // Three words of a headline are no columns: most names must be known, and one be the text or the title.
        n if text && fields.len() >= 2 && fields.len() * 2 >= n && names.iter().all(|n| n.chars().count() < 40) => {
            Recognition::Certain
        }
        _ => Recognition::Possible,
    }
}

fn delimiter(line: &str) -> u8 {
    let count = |d: u8| line.bytes().filter(|b| *b == d).count();
    [b'\t', b';', b'|', b','].into_iter().max_by_key(|d| count(*d)).filter(|d| count(*d) > 0).unwrap_or(b',')
}

/// The sign between the cells: that of the first line, unless lines below it agree on another.
fn delimiter_of(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(20).filter(|l| !l.trim().is_empty()).collect();
    let known = |line: &&&str| {
        let names = line.split(delimiter(line) as char).filter(|n| record::field(n.trim_matches(['"', ' '])).is_some());
        names.count() >= 2
    };
    lines.iter().find(known).or(lines.first()).map_or(b',', |line| delimiter(line))
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let delimiter = delimiter_of(text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let (rows, lines) = sample(&mut reader);
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let mut columns = Columns::of(columns::map(&rows, sink.how(), source.name)?);
    columns.skip(source, &rows, &lines, sink);
    let mut damaged = 0;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut to_skip = columns.skipped();
    let mut row = csv::StringRecord::new();
    while !sink.is_stopped() {
        let more = reader.read_record(&mut row);
        let line = row.position().map_or(1, csv::Position::line) as usize;
        match more {
            Ok(true) if to_skip > 0 => {
                to_skip -= 1;
                continue;
            }
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                if damaged < TOLD {
                    sink.warn(source.name, Some(line), WarningKind::BadRecord { reason: error.to_string() });
                    damaged += 1;
                }
                continue;
            }
        }
        let cells: Vec<String> = row.iter().map(str::to_owned).collect();
        columns.take(source, FORMAT.name, &decoded.encoding, &cells, line, sink);
    }
    if sink.documents() == 0 {
        return Err(ImportError::NoTextColumn { file: file() });
    }
    Ok(())
}

/// The first rows of a table and their lines.
fn sample(reader: &mut csv::Reader<&[u8]>) -> (Vec<Vec<String>>, Vec<usize>) {
    let rows = reader.records().take(SAMPLE).filter_map(Result::ok).map(|row| {
        let line = row.position().map_or(1, csv::Position::line) as usize;
        (row.iter().map(str::to_owned).collect(), line)
    });
    rows.unzip()
}

/// The columns of a table, without its articles.
pub(super) fn look(source: Source<'_>, how: &How) -> Result<TableLook, ImportError> {
    let bytes = source.bytes.get(..source.bytes.len().min(LIMIT)).unwrap_or_default();
    let decoded = charset::decode(bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let (rows, lines) = sample(&mut reader);
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let mapped = columns::map(&rows, how, source.name)?;
    Ok(columns::shown(&mapped, &rows, &lines, None))
}

/// What the columns of a table hold.
pub(super) struct Columns {
    mapped: Mapped,
    told: usize,
}

impl Columns {
    /// The columns as they were told.
    pub(super) const fn of(mapped: Mapped) -> Self {
        Self { mapped, told: 0 }
    }

    /// Rows up to the one with the columns' names, which are no articles.
    pub(super) fn skipped(&self) -> usize {
        self.mapped.header.map_or(0, |h| h + 1)
    }

    /// Says of the rows before the columns' names that they were left out.
    pub(super) fn skip(&mut self, source: Source<'_>, rows: &[&[String]], lines: &[usize], sink: &mut Sink<'_>) {
        let before = self.mapped.header.unwrap_or(0);
        for (row, line) in rows.iter().zip(lines).take(before) {
            if row.iter().any(|v| !v.trim().is_empty()) && self.told < TOLD {
                sink.warn(source.name, Some(*line), WarningKind::NoText);
                self.told += 1;
            }
        }
    }

    /// Reads a row as an article; its source bytes are its cells with tabs between.
    pub(super) fn take(
        &mut self,
        source: Source<'_>,
        format: &'static str,
        encoding: &str,
        row: &[String],
        line: usize,
        sink: &mut Sink<'_>,
    ) {
        let mut record = Record::default();
        for (at, value) in row.iter().enumerate() {
            let name = self.mapped.names.get(at).map_or_else(|| format!("column {}", at + 1), Clone::clone);
            record.put(&name, self.mapped.fields.get(at).copied().flatten(), value);
        }
        let problem = if record.has_text() {
            let bytes = row.join("\t");
            let part = Source { name: source.name, bytes: bytes.as_bytes() };
            match record.read(part, format, encoding) {
                Ok(read) => return sink.put_at(read, line),
                Err(error) => WarningKind::LeftOut { reason: error.to_string() },
            }
        } else if row.iter().any(|v| !v.trim().is_empty()) {
            WarningKind::NoText
        } else {
            return;
        };
        if self.told < TOLD {
            sink.warn(source.name, Some(line), problem);
            self.told += 1;
        }
    }
}
