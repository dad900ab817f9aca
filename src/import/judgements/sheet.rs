//! A table of cells in a text file: encoding, separator, head, rows. Streamed, so that its size does not matter.

use super::cell::clean;
use super::error::{JudgementsError, Malformed, Place};
use crate::import::registry::foreign_mark;
use std::io::{Cursor, Read};

/// How much of a file is looked at to tell what it is.
const SAMPLE: u64 = 1 << 16;

/// How lines end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    Lf,
    CrLf,
    Cr,
}

impl LineEnds {
    fn told(sample: &[u8]) -> Self {
        match sample.iter().position(|byte| *byte == b'\n') {
            Some(at) if at > 0 && sample[at - 1] == b'\r' => Self::CrLf,
            None if sample.contains(&b'\r') => Self::Cr,
            _ => Self::Lf,
        }
    }
}

/// An open table at one of its rows.
pub(super) struct Sheet<'a> {
    file: String,
    reader: csv::Reader<Box<dyn Read + 'a>>,
    row: csv::ByteRecord,
    ends: LineEnds,
    /// Lines before the one that the reader counts as its first.
    lines_before: u64,
    line: u64,
    head: Vec<String>,
}

impl<'a> Sheet<'a> {
    /// Reads the head. Takes UTF-8 with or without a byte order mark and UTF-16 with one; a comma, a semicolon or a tab
    /// between the cells; a first line `sep=;`; every kind of line end.
    pub(super) fn open(file: &str, mut input: impl Read + 'a) -> Result<Self, JudgementsError> {
        let unreadable = |source| JudgementsError::Unreadable { file: file.to_owned(), source };
        let mut sample = Vec::new();
        input.by_ref().take(SAMPLE).read_to_end(&mut sample).map_err(unreadable)?;
        let mut rest: Box<dyn Read + 'a> = Box::new(input);
        if sample.starts_with(b"\xFF\xFE") || sample.starts_with(b"\xFE\xFF") {
            rest.read_to_end(&mut sample).map_err(unreadable)?;
            sample = from_utf16(&sample).ok_or_else(|| plain(file, "the UTF-16 in it is broken; save it as UTF-8"))?;
            rest = Box::new(std::io::empty());
        } else if let Some((looks_like, _)) = foreign_mark(&sample) {
            let what = format!("this looks like {looks_like}; a table was expected: save it as CSV in UTF-8");
            return Err(plain(file, &what).into());
        }
        if sample.contains(&0) {
            return Err(plain(file, "this is no text; a table was expected: save it as CSV in UTF-8").into());
        }
        let mut start = if sample.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        let mut lines_before = 0;
        let mut separator = None;
        let first_line = sample[start..].split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
        if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', told] = first_line {
            separator = Some(*told);
            start += first_line.len();
            lines_before = 1;
            start += match &sample[start..] {
                [b'\r', b'\n', ..] => 2,
                [] => 0,
                _ => 1,
            };
        }
        let separator = separator.unwrap_or_else(|| told_separator(&sample[start..]));
        let ends = LineEnds::told(&sample);
        // So that the last line ends like the others and is counted like them.
        let end: &[u8] = if ends == LineEnds::CrLf { b"\r\n" } else { b"\n" };
        let mut at_start = Cursor::new(sample);
        at_start.set_position(start as u64);
        let reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_reader(Box::new(at_start.chain(rest).chain(end)) as Box<dyn Read + 'a>);
        let row = csv::ByteRecord::new();
        let mut sheet = Self { file: file.to_owned(), reader, row, ends, lines_before, line: 0, head: Vec::new() };
        if !sheet.read_row()? {
            return Err(plain(file, "the file is empty; a line with the names of the columns was expected").into());
        }
        for column in 0..sheet.row.len() {
            let heading = sheet.text(column)?.to_owned();
            if heading.contains(['\n', '\r']) {
                return Err(
                    sheet.wrong(column, "a line break in the name of a column; is a quotation mark not closed?")
                );
            }
            sheet.head.push(heading);
        }
        Ok(sheet)
    }

    /// The names of the columns.
    pub(super) fn head(&self) -> &[String] {
        &self.head
    }

    /// The column with this name, whatever the case of its letters.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|heading| heading.eq_ignore_ascii_case(name))
    }

    /// The columns with these names, or what is missing.
    pub(super) fn require<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], JudgementsError> {
        let mut found = [0; N];
        for (place, name) in found.iter_mut().zip(names) {
            *place = self.find(name).ok_or_else(|| {
                let have = self.head.join(", ");
                self.wrong_line(&format!(
                    "there is no column \u{201c}{name}\u{201d}; expected were {}, found {have}",
                    names.join(", ")
                ))
            })?;
        }
        Ok(found)
    }

    /// Goes to the next row that is not empty. A row of another length than the head is an error.
    pub(super) fn next(&mut self) -> Result<bool, JudgementsError> {
        loop {
            if !self.read_row()? {
                return Ok(false);
            }
            // Spreadsheets write rows of nothing but separators below a table.
            let empty = |field: &[u8]| field.iter().all(u8::is_ascii_whitespace);
            let starts_empty = self.row.get(0).is_none_or(empty);
            if starts_empty && self.row.iter().all(empty) {
                continue;
            }
            let (found, expected) = (self.row.len(), self.head.len());
            let surplus_is_empty = found > expected && self.row.iter().skip(expected).all(empty);
            if found != expected && !surplus_is_empty {
                let what = format!("{found} cells, but {expected} were expected, as in the first line");
                return Err(self.wrong_line(&what));
            }
            return Ok(true);
        }
    }

    /// The content of a cell of this row without what surrounds it.
    pub(super) fn text(&self, column: usize) -> Result<&str, JudgementsError> {
        let bytes = self.row.get(column).unwrap_or_default();
        std::str::from_utf8(bytes).map(clean).map_err(|_| {
            self.wrong(column, "these bytes are not UTF-8 (an older Windows encoding?); save the table as CSV in UTF-8")
        })
    }

    /// The content of a cell of this row as it stands.
    pub(super) fn whole(&self, column: usize) -> Result<&str, JudgementsError> {
        let text = self.text(column)?;
        Ok(std::str::from_utf8(self.row.get(column).unwrap_or_default()).unwrap_or(text))
    }

    /// The line of this row.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// An error at a cell of this row.
    pub(super) fn wrong(&self, column: usize, what: &str) -> JudgementsError {
        self.wrong_at(self.line(), column, what)
    }

    /// An error at a cell of another row.
    pub(super) fn wrong_at(&self, line: u64, column: usize, what: &str) -> JudgementsError {
        let place = Place { line: Some(line), column: Some(column + 1), heading: self.head.get(column).cloned() };
        Malformed { file: self.file.clone(), place, what: what.to_owned() }.into()
    }

    /// An error of this whole row.
    pub(super) fn wrong_line(&self, what: &str) -> JudgementsError {
        let place = Place { line: Some(self.line()), ..Place::default() };
        Malformed { file: self.file.clone(), place, what: what.to_owned() }.into()
    }

    /// An error of the whole table.
    pub(super) fn wrong_table(&self, what: &str) -> JudgementsError {
        plain(&self.file, what).into()
    }

    fn read_row(&mut self) -> Result<bool, JudgementsError> {
        let read = self.reader.read_byte_record(&mut self.row);
        let read = read.map_err(|error| JudgementsError::Unreadable {
            file: self.file.clone(),
            source: match error.into_kind() {
                csv::ErrorKind::Io(source) => source,
                other => std::io::Error::other(format!("{other:?}")),
            },
        })?;
        // The reader's own place of a row is before the empty lines in front of it, and it takes the line feed of CR LF with
        // the next row; so the line is counted back from the end of the row.
        let (end, inner) =
            (self.reader.position(), self.row.as_slice().split(|byte| *byte == b'\n').count().saturating_sub(1));
        let line = match self.ends {
            LineEnds::Lf => end.line().saturating_sub(1 + inner as u64),
            LineEnds::CrLf => end.line().saturating_sub(inner as u64),
            LineEnds::Cr => end.record(),
        };
        // A quotation mark that is not closed takes in the end of the file, and then there is one end of line less.
        self.line = (line + self.lines_before).max(self.line + 1);
        Ok(read)
    }
}

fn plain(file: &str, what: &str) -> Malformed {
    Malformed { file: file.to_owned(), place: Place::default(), what: what.to_owned() }
}

fn from_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let little = bytes.first() == Some(&0xFF);
    let (pairs, odd) = bytes.get(2..)?.as_chunks::<2>();
    let units = pairs.iter().map(|pair| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| odd.is_empty()).map(String::into_bytes)
}

/// The separator that cuts the first lines into the same number of cells, more than one; the comma where none does.
fn told_separator(sample: &[u8]) -> u8 {
    let cells = |separator: u8| {
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder.delimiter(separator).has_headers(false).flexible(true).from_reader(sample);
        // The last row of the sample may be cut off.
        let rows: Vec<usize> = reader.byte_records().map_while(Result::ok).take(21).map(|row| row.len()).collect();
        let whole = &rows[..rows.len().saturating_sub(1).max(1).min(rows.len())];
        let first = whole.first().copied().unwrap_or(0);
        (first > 1 && whole.iter().all(|row| *row == first), first)
    };
    let mut best = (b',', cells(b','));
    for separator in [b';', b'\t'] {
        let found = cells(separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    best.0
}
