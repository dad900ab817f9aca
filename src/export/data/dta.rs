//! Stata data files (`.dta`), format 118, as Stata's manual describes it (*help dta*): UTF-8, with labels of variables and values, long texts as
//! strLs. A question that has no value is `.a` (does not apply), `.b` (cannot decide) or `.c` (not yet coded).

use super::column::{Cell, Cells, Column, DataTable, Missing, both, fitting};
use super::{beside, gathered, lines_about};
use crate::export::{ExportError, ExportSource, ExportTarget, OutFile};
use serde_json::json;
use std::io::{self, Write};

/// Bytes of a text that is kept in its row; longer ones stand behind the rows.
const LONGEST_IN_ROW: usize = 2_045;
/// Bytes of names and labels, with the zero behind them.
const NAME: usize = 129;
const FORMAT: usize = 57;
const LABEL: usize = 321;
/// Characters of labels.
const LABEL_CHARACTERS: usize = 80;

pub(in crate::export) fn write(
    source: &mut dyn ExportSource,
    target: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let (tables, mut about) = gathered(source, "Stata data file (118)")?;
    let missing = Missing::ALL.map(Missing::code).into_iter().zip([".a", ".b", ".c"]);
    about.say(
        "missing_values",
        missing.map(|(why, sign)| (sign.to_owned(), json!(why))).collect::<serde_json::Map<_, _>>().into(),
    );
    for table in &tables {
        let notes = lines_about(source, table);
        let mut out = target.begin(&format!("{}.dta", table.name))?;
        Dta::of(table).write(&notes, &mut out).map_err(|e| out.failed(&e))?;
        out.finish()?;
    }
    beside(&tables, about, source, target)
}

/// How a column is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Byte,
    Int,
    Long,
    Double,
    /// A text of at most so many bytes.
    Text(u16),
    LongText,
}

struct Dta<'t> {
    table: &'t DataTable,
    kept: Vec<Kept>,
}

impl<'t> Dta<'t> {
    fn of(table: &'t DataTable) -> Self {
        Self { table, kept: table.columns.iter().map(Kept::of).collect() }
    }

    fn write(&self, notes: &[String], out: &mut OutFile) -> io::Result<()> {
        // The map says where each part stands, so the small parts are made first and the sizes of the large ones are known.
        let head = self.head();
        let parts = [
            self.types(),
            self.per_column("varnames", NAME, |c| c.name.clone()),
            tagged("sortlist", &vec![0; 2 * (self.table.columns.len() + 1)]),
            self.formats(),
            self.per_column("value_label_names", NAME, |c| if has_labels(c) { c.name.clone() } else { String::new() }),
            self.per_column("variable_labels", LABEL, |c| both(&c.label).chars().take(LABEL_CHARACTERS).collect()),
            characteristics(notes),
        ];
        let (data, strls) = ("<data>".len() + self.row_bytes() * self.table.rows + "</data>".len(), self.strl_bytes());
        let labels = self.value_labels();
        let mut places: Vec<u64> = vec![0, head.len() as u64];
        let mut at = head.len() + "<map>".len() + 14 * 8 + "</map>".len();
        for length in parts.iter().map(Vec::len).chain([data, strls, labels.len()]) {
            places.push(at as u64);
            at += length;
        }
        places.extend([at as u64, (at + "</stata_dta>".len()) as u64]);
        out.write_all(&head)?;
        out.write_all(&tagged("map", &places.iter().flat_map(|p| p.to_le_bytes()).collect::<Vec<u8>>()))?;
        parts.iter().try_for_each(|part| out.write_all(part))?;
        self.data(out)?;
        self.strls(out)?;
        out.write_all(&labels)?;
        out.write_all(b"</stata_dta>")
    }

    fn head(&self) -> Vec<u8> {
        let label: String = both(&self.table.label).chars().take(LABEL_CHARACTERS).collect();
        let mut out = b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>".to_vec();
        out.extend(tagged("K", &u16::try_from(self.table.columns.len()).unwrap_or(u16::MAX).to_le_bytes()));
        out.extend(tagged("N", &(self.table.rows as u64).to_le_bytes()));
        let length = u16::try_from(label.len()).unwrap_or(0).to_le_bytes();
        out.extend(tagged("label", &[&length[..], label.as_bytes()].concat()));
        // No time of making: the same data give the same bytes.
        out.extend(tagged("timestamp", &[0]));
        out.extend(b"</header>");
        out
    }

    fn types(&self) -> Vec<u8> {
        tagged("variable_types", &self.kept.iter().flat_map(|k| k.code().to_le_bytes()).collect::<Vec<u8>>())
    }

    fn formats(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (kept, column) in self.kept.iter().zip(&self.table.columns) {
            let format = match kept {
                Kept::Text(width) => format!("%-{}s", width.clamp(&9, &60)),
                Kept::LongText => "%-60s".to_owned(),
                _ if has_labels(column) => "%20.0g".to_owned(),
                _ => "%10.0g".to_owned(),
            };
            out.extend(padded(&format, FORMAT));
        }
        tagged("formats", &out)
    }

    fn per_column(&self, tag: &str, bytes: usize, text: impl Fn(&Column) -> String) -> Vec<u8> {
        tagged(tag, &self.table.columns.iter().flat_map(|c| padded(&text(c), bytes)).collect::<Vec<u8>>())
    }

    fn row_bytes(&self) -> usize {
        self.kept.iter().map(|k| k.bytes()).sum()
    }

    fn data(&self, out: &mut OutFile) -> io::Result<()> {
        out.write_all(b"<data>")?;
        let mut bytes = Vec::with_capacity(self.row_bytes());
        for row in 0..self.table.rows {
            bytes.clear();
            for (n, (kept, column)) in self.kept.iter().zip(&self.table.columns).enumerate() {
                match &column.cells {
                    Cells::Numbers(numbers) => kept.number(&mut bytes, numbers.get(row)),
                    Cells::Texts(texts) => kept.text(&mut bytes, texts.get(row), n, row),
                }
            }
            out.write_all(&bytes)?;
        }
        out.write_all(b"</data>")
    }

    /// Texts that stand behind the rows: column and row, and the text.
    fn long_texts(&self) -> impl Iterator<Item = (usize, usize, &str)> + '_ {
        let long = |(n, _): &(usize, &Kept)| self.kept.get(*n) == Some(&Kept::LongText);
        self.kept.iter().enumerate().filter(long).flat_map(|(n, _)| {
            let cells = self.table.columns.get(n).map(|c| &c.cells);
            (0..self.table.rows).filter_map(move |row| match cells {
                Some(Cells::Texts(texts)) => Some((n, row, texts.get(row))).filter(|(_, _, text)| !text.is_empty()),
                _ => None,
            })
        })
    }

    fn strl_bytes(&self) -> usize {
        let each: usize = self.long_texts().map(|(_, _, text)| 3 + 4 + 8 + 1 + 4 + text.len() + 1).sum();
        "<strls>".len() + each + "</strls>".len()
    }

    fn strls(&self, out: &mut OutFile) -> io::Result<()> {
        out.write_all(b"<strls>")?;
        for (column, row, text) in self.long_texts() {
            out.write_all(b"GSO")?;
            out.write_all(&u32::try_from(column + 1).unwrap_or(u32::MAX).to_le_bytes())?;
            out.write_all(&(row as u64 + 1).to_le_bytes())?;
            // 130: a text with a zero behind it.
            out.write_all(&[130])?;
            out.write_all(&u32::try_from(text.len() + 1).unwrap_or(u32::MAX).to_le_bytes())?;
            out.write_all(text.as_bytes())?;
            out.write_all(&[0])?;
        }
        out.write_all(b"</strls>")
    }

    fn value_labels(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for column in self.table.columns.iter().filter(|c| has_labels(c)) {
            let mut values: Vec<(i32, String)> = column
                .values
                .iter()
                .map(|v| {
                    let label = both(&v.label);
                    // Some programs want every label once; the code makes it so.
                    let plain = v.code == v.number.to_string()
                        && column.values.iter().filter(|o| o.label == v.label).count() == 1;
                    (v.number as i32, if plain || v.code == label { label } else { format!("{label} [{}]", v.code) })
                })
                .collect();
            if column.is_asked() {
                let why = (LONG_A..).zip(Missing::ALL);
                values.extend(why.map(|(number, why)| (number, both(&why.label()))));
            }
            values.sort_by_key(|(number, _)| *number);
            let (mut offsets, mut texts) = (Vec::new(), Vec::new());
            for (_, label) in &values {
                offsets.extend(u32::try_from(texts.len()).unwrap_or(u32::MAX).to_le_bytes());
                texts.extend(fitting(label, 32_000).as_bytes());
                texts.push(0);
            }
            let mut table = Vec::new();
            table.extend(u32::try_from(values.len()).unwrap_or(0).to_le_bytes());
            table.extend(u32::try_from(texts.len()).unwrap_or(0).to_le_bytes());
            table.extend(offsets);
            table.extend(values.iter().flat_map(|(number, _)| number.to_le_bytes()));
            table.extend(texts);
            let mut label = u32::try_from(table.len()).unwrap_or(0).to_le_bytes().to_vec();
            label.extend(padded(&column.name, NAME));
            label.extend([0; 3]);
            label.extend(table);
            out.extend(tagged("lbl", &label));
        }
        tagged("value_labels", &out)
    }
}

/// `.a` among numbers of four bytes.
const LONG_A: i32 = 2_147_483_622;
/// `.` and `.a` among numbers of eight bytes; each letter is one step of the second kind further.
const DOUBLE_DOT: u64 = 0x7fe0_0000_0000_0000;
const DOUBLE_STEP: u64 = 0x0000_0100_0000_0000;

impl Kept {
    fn of(column: &Column) -> Self {
        match &column.cells {
            Cells::Texts(texts) if texts.longest() > LONGEST_IN_ROW => Self::LongText,
            Cells::Texts(texts) => Self::Text(u16::try_from(texts.longest().max(1)).unwrap_or(1)),
            Cells::Numbers(numbers) => {
                let all = || numbers.values().chain(column.values.iter().map(|v| v.number));
                let (low, high) = all().fold((0.0, 0.0), |(low, high), n| (f64::min(low, n), f64::max(high, n)));
                let whole = all().all(|n| n.fract() == 0.0);
                match () {
                    () if whole && low >= -127.0 && high <= 100.0 => Self::Byte,
                    () if whole && low >= -32_767.0 && high <= 32_740.0 => Self::Int,
                    () if whole && low >= -2_147_483_647.0 && high <= 2_147_483_620.0 => Self::Long,
                    () => Self::Double,
                }
            }
        }
    }

    const fn code(self) -> u16 {
        match self {
            Self::Byte => 65_530,
            Self::Int => 65_529,
            Self::Long => 65_528,
            Self::Double => 65_526,
            Self::Text(bytes) => bytes,
            Self::LongText => 32_768,
        }
    }

    const fn bytes(self) -> usize {
        match self {
            Self::Byte => 1,
            Self::Int => 2,
            Self::Long => 4,
            Self::Double | Self::LongText => 8,
            Self::Text(bytes) => bytes as usize,
        }
    }

    fn number(self, out: &mut Vec<u8>, cell: Cell) {
        // Which missing value: `.`, `.a`, `.b`, `.c`.
        let letter = match cell {
            Cell::Missing(why) => (1..).zip(Missing::ALL).find(|(_, m)| *m == why).map_or(0, |(letter, _)| letter),
            Cell::Empty | Cell::Value(_) => 0,
        };
        let value = |missing: i32| if let Cell::Value(value) = cell { value as i32 } else { missing + letter };
        match self {
            Self::Byte => out.extend((value(101) as i8).to_le_bytes()),
            Self::Int => out.extend((value(32_741) as i16).to_le_bytes()),
            Self::Long => out.extend(value(LONG_A - 1).to_le_bytes()),
            _ => {
                let missing = f64::from_bits(DOUBLE_DOT + DOUBLE_STEP * letter as u64);
                out.extend(if let Cell::Value(value) = cell { value } else { missing }.to_le_bytes());
            }
        }
    }

    fn text(self, out: &mut Vec<u8>, text: &str, column: usize, row: usize) {
        if self == Self::LongText {
            // Column in two bytes, row in six; zero for an empty text.
            let (column, row) = if text.is_empty() { (0, 0) } else { (column as u64 + 1, row as u64 + 1) };
            out.extend((column | (row << 16)).to_le_bytes());
            return;
        }
        out.extend(text.as_bytes());
        out.resize(out.len() + self.bytes() - text.len().min(self.bytes()), 0);
    }
}

fn has_labels(column: &Column) -> bool {
    matches!(column.cells, Cells::Numbers(_)) && (!column.values.is_empty() || column.is_asked())
}

/// The notes of the data, which Stata shows by `notes`.
fn characteristics(notes: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut put = |name: &str, text: &str| {
        let contents = [padded("_dta", NAME), padded(name, NAME), text.as_bytes().to_vec(), vec![0]].concat();
        let length = u32::try_from(contents.len()).unwrap_or(0).to_le_bytes();
        out.extend(tagged("ch", &[&length[..], &contents].concat()));
    };
    put("note0", &notes.len().to_string());
    for (n, note) in notes.iter().enumerate() {
        put(&format!("note{}", n + 1), note);
    }
    tagged("characteristics", &out)
}

fn tagged(tag: &str, contents: &[u8]) -> Vec<u8> {
    [format!("<{tag}>").as_bytes(), contents, format!("</{tag}>").as_bytes()].concat()
}

/// A text in so many bytes, with zeros behind it, at least one.
fn padded(text: &str, bytes: usize) -> Vec<u8> {
    let mut out = fitting(text, bytes - 1).as_bytes().to_vec();
    out.resize(bytes, 0);
    out
}
