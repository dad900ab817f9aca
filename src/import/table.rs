//! Tables: CSV and TSV with one article in each row. Which column holds what is told by its name, and the text also by its length.

use super::record::{self, Field, Record};
use super::registry::{Format, Recognition, Source};
use super::sink::Sink;
use super::{ImportError, WarningKind, charset};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "table", endings: &["csv", "tsv", "tab"], recognise, read };

/// Bytes of a table.
const LIMIT: usize = 24_000_000;
/// Rows that are looked at to find the column with the text.
pub(super) const SAMPLE: usize = 200;
/// Mean letters of a column from which it may be the text.
const LONG: usize = 80;
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

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let decoded = charset::decode(source.bytes, |_| None);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(first))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().take(SAMPLE).filter_map(Result::ok).map(|r| r.iter().map(str::to_owned).collect()).collect();
    let mut columns = Columns::guess(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut damaged = 0;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(first))
        .flexible(true)
        .has_headers(columns.headed)
        .from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    while !sink.is_stopped() {
        let more = reader.read_record(&mut row);
        let line = row.position().map_or(1, csv::Position::line) as usize;
        match more {
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

/// What the columns of a table hold.
pub(super) struct Columns {
    names: Vec<String>,
    fields: Vec<Option<Field>>,
    /// Whether the first row names them.
    pub(super) headed: bool,
    told: usize,
}

impl Columns {
    /// Tells the columns from the first rows.
    pub(super) fn guess(rows: &[&[String]]) -> Self {
        let names: Vec<String> = rows.first().map(|r| r.to_vec()).unwrap_or_default();
        let headed = names.iter().any(|n| record::field(n).is_some()) && names.iter().all(|n| n.chars().count() < 60);
        let mut fields: Vec<Option<Field>> =
            if headed { names.iter().map(|n| record::field(n)).collect() } else { vec![None; names.len()] };
        guess_text(rows, headed, &mut fields);
        Self { names, fields, headed, told: 0 }
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
            let own = self.names.get(at).filter(|_| self.headed);
            let name = own.map_or_else(|| format!("column {}", at + 1), Clone::clone);
            record.put(&name, self.fields.get(at).copied().flatten(), value);
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

/// Where no name tells, the column with the longest values is the text.
fn guess_text(rows: &[&[String]], headed: bool, fields: &mut [Option<Field>]) {
    if fields.contains(&Some(Field::Text)) {
        return;
    }
    let told = rows.get(usize::from(headed)..).unwrap_or_default();
    let mean =
        |at: usize| told.iter().filter_map(|r| r.get(at)).map(|v| v.chars().count()).sum::<usize>() / told.len().max(1);
    let longest = (0..fields.len())
        .filter(|at| matches!(fields.get(*at), Some(None | Some(Field::Deck))))
        .max_by_key(|at| mean(*at));
    if let Some(slot) = longest.filter(|at| mean(*at) >= LONG).and_then(|at| fields.get_mut(at)) {
        *slot = Some(Field::Text);
    }
}
