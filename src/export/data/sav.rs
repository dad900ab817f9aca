//! SPSS system files (`.sav`), as the PSPP developers' guide describes them (*System File Format*): UTF-8, byte-compressed, with labels, measurement
//! levels, long names and long texts. A question that has no value has one of three user-missing values.

use super::column::{Cell, Cells, Column, DataTable, Missing, both, fitting};
use super::{beside, gathered, lines_about};
use crate::export::{ExportError, ExportSource, ExportTarget, OutFile};
use crate::model::Level;
use serde_json::json;
use std::io::{self, Write};

/// Bytes of a text at most.
const LONGEST_TEXT: usize = 32_767;
/// Bytes of a label of a variable, and of a value.
const LONGEST_LABEL: usize = 250;
const LONGEST_VALUE_LABEL: usize = 119;
/// Bytes of one segment of a long text that hold it, and by which segments are counted.
const SEGMENT: usize = 255;
const COUNTED: usize = 252;
/// What is subtracted from small whole numbers to store them in one byte.
const BIAS: f64 = 100.0;

pub(in crate::export) fn write(
    source: &mut dyn ExportSource,
    target: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let (tables, mut about) = gathered(source, "SPSS system file")?;
    let longest = |t: &DataTable| -> usize {
        let cut = |c: &Column| match &c.cells {
            Cells::Texts(texts) => (0..t.rows).filter(|row| texts.get(*row).len() > LONGEST_TEXT).count(),
            Cells::Numbers(_) => 0,
        };
        t.columns.iter().map(cut).sum()
    };
    about.leave("end of a text longer than 32,767 bytes", tables.iter().map(longest).sum());
    about.say(
        "missing_values",
        json!({ "numbers": "each variable says them in its value labels", "order": Missing::ALL.map(Missing::code) }),
    );
    for table in &tables {
        let file = Sav::of(table);
        let mut out = target.begin(&format!("{}.sav", table.name))?;
        file.write(&lines_about(source, table), &mut out).map_err(|e| out.failed(&e))?;
        out.finish()?;
    }
    beside(&tables, about, source, target)
}

/// A variable of the file: a number of eight bytes, or a text of a width.
struct Field<'t> {
    column: &'t Column,
    /// A name of eight bytes.
    short: String,
    /// Bytes; 0 for numbers.
    width: usize,
    /// User-missing values, in the order of [`Missing::ALL`].
    missing: Option<[f64; 3]>,
}

struct Sav<'t> {
    table: &'t DataTable,
    fields: Vec<Field<'t>>,
}

impl<'t> Sav<'t> {
    fn of(table: &'t DataTable) -> Self {
        let field = |(n, column): (usize, &'t Column)| Field {
            column,
            short: format!("V{n}"),
            width: match &column.cells {
                Cells::Texts(texts) => texts.longest().clamp(1, LONGEST_TEXT),
                Cells::Numbers(_) => 0,
            },
            missing: column.is_asked().then(|| user_missing(column)),
        };
        Self { table, fields: table.columns.iter().enumerate().map(field).collect() }
    }

    fn write(&self, about: &[String], out: &mut OutFile) -> io::Result<()> {
        self.header(out)?;
        self.variables(out)?;
        self.value_labels(out)?;
        document(about, out)?;
        self.extensions(out)?;
        put(out, &[999, 0])?;
        self.data(out)
    }

    fn header(&self, out: &mut OutFile) -> io::Result<()> {
        let elements: usize = self.fields.iter().flat_map(Field::segments).map(|s| s.div_ceil(8).max(1)).sum();
        out.write_all(b"$FL2")?;
        text(out, &format!("@(#) SPSS DATA FILE - {}", crate::export::sidecar::program()), 60)?;
        put(out, &[2, whole(elements), 1, 0, i32::try_from(self.table.rows).unwrap_or(-1)])?;
        out.write_all(&BIAS.to_le_bytes())?;
        // No time of making: the same data give the same bytes.
        text(out, "01 Jan 70", 9)?;
        text(out, "00:00:00", 8)?;
        text(out, &both(&self.table.label), 64)?;
        out.write_all(&[0; 3])
    }

    fn variables(&self, out: &mut OutFile) -> io::Result<()> {
        for (n, field) in self.fields.iter().enumerate() {
            for (segment, width) in field.segments().into_iter().enumerate() {
                let short = if segment == 0 { field.short.clone() } else { segment_name(n, segment) };
                let label = if segment == 0 { both(&field.column.label) } else { String::new() };
                let label = fitting(&label, LONGEST_LABEL);
                let missing = field.missing.filter(|_| segment == 0);
                let format = if width == 0 { number_format(field.column) } else { 0x01_0000 | (whole(width) << 8) };
                put(
                    out,
                    &[
                        2,
                        whole(width),
                        i32::from(!label.is_empty()),
                        if missing.is_some() { 3 } else { 0 },
                        format,
                        format,
                    ],
                )?;
                text(out, &short, 8)?;
                if !label.is_empty() {
                    put(out, &[whole(label.len())])?;
                    text(out, label, label.len().next_multiple_of(4))?;
                }
                for value in missing.iter().flatten() {
                    out.write_all(&value.to_le_bytes())?;
                }
                for _ in 1..width.div_ceil(8) {
                    put(out, &[2, -1, 0, 0, 0, 0])?;
                    text(out, "", 8)?;
                }
            }
        }
        Ok(())
    }

    fn value_labels(&self, out: &mut OutFile) -> io::Result<()> {
        let mut place = 1;
        for field in &self.fields {
            let mut labels: Vec<(f64, String)> =
                field.column.values.iter().map(|v| (v.number, value_label(field.column, v.number))).collect();
            let missing = field.missing.into_iter().flatten().zip(Missing::ALL);
            labels.extend(missing.map(|(number, why)| (number, both(&why.label()))));
            if !labels.is_empty() {
                put(out, &[3, whole(labels.len())])?;
                for (number, label) in labels {
                    let label = fitting(&label, LONGEST_VALUE_LABEL);
                    out.write_all(&number.to_le_bytes())?;
                    out.write_all(&[u8::try_from(label.len()).unwrap_or(0)])?;
                    text(out, label, (label.len() + 1).next_multiple_of(8) - 1)?;
                }
                put(out, &[4, 1, place])?;
            }
            place += field.segments().iter().map(|w| whole(w.div_ceil(8).max(1))).sum::<i32>();
        }
        Ok(())
    }

    fn extensions(&self, out: &mut OutFile) -> io::Result<()> {
        // Whole numbers of the machine: version, IEEE numbers, little-endian, UTF-8.
        put(out, &[7, 3, 4, 8, 20, 0, 0, -1, 1, 1, 2, 65001])?;
        put(out, &[7, 4, 8, 3])?;
        for number in [-f64::MAX, f64::MAX, lowest()] {
            out.write_all(&number.to_le_bytes())?;
        }
        let shown: Vec<i32> =
            self.fields.iter().flat_map(|f| f.segments().into_iter().flat_map(|w| f.display(w))).collect();
        put(out, &[7, 11, 4, whole(shown.len())])?;
        put(out, &shown)?;
        let names: Vec<String> = self.fields.iter().map(|f| format!("{}={}", f.short, f.column.name)).collect();
        extension(out, 13, names.join("\t").as_bytes())?;
        let long = self.fields.iter().filter(|f| f.width > SEGMENT);
        let long = long.map(|f| format!("{}={:05}\0\t", f.short, f.width)).collect::<Vec<_>>().concat();
        if !long.is_empty() {
            extension(out, 14, long.as_bytes())?;
        }
        put(out, &[7, 16, 8, 2])?;
        out.write_all(&1_u64.to_le_bytes())?;
        out.write_all(&(self.table.rows as u64).to_le_bytes())?;
        extension(out, 20, b"UTF-8")
    }

    fn data(&self, out: &mut OutFile) -> io::Result<()> {
        let mut packed = Packed::default();
        let mut bytes = Vec::new();
        for row in 0..self.table.rows {
            for field in &self.fields {
                match &field.column.cells {
                    Cells::Numbers(numbers) => packed.number(out, field.number(numbers.get(row)))?,
                    Cells::Texts(texts) => {
                        let text = fitting(texts.get(row), field.width);
                        let mut from = 0;
                        for width in field.segments() {
                            let part = text.as_bytes().get(from..).unwrap_or_default();
                            let part = part.get(..part.len().min(SEGMENT)).unwrap_or_default();
                            from += SEGMENT;
                            bytes.clear();
                            bytes.extend_from_slice(part);
                            bytes.resize(width.next_multiple_of(8), b' ');
                            for element in bytes.chunks_exact(8) {
                                packed.text(out, element)?;
                            }
                        }
                    }
                }
            }
        }
        packed.end(out)
    }
}

impl Field<'_> {
    /// Widths of the variables that it is in the file: one, or several for a long text; 0 for a number.
    fn segments(&self) -> Vec<usize> {
        if self.width <= SEGMENT {
            return vec![self.width];
        }
        let count = self.width.div_ceil(COUNTED);
        let last = self.width - (count - 1) * COUNTED;
        let mut out = vec![SEGMENT; count - 1];
        out.push(last);
        out
    }

    fn number(&self, cell: Cell) -> Option<f64> {
        match cell {
            Cell::Value(value) => Some(value),
            Cell::Empty => None,
            Cell::Missing(why) => {
                let place = Missing::ALL.iter().position(|m| *m == why)?;
                self.missing.and_then(|numbers| numbers.get(place).copied())
            }
        }
    }

    /// Level of measurement, width on the screen, and side.
    fn display(&self, width: usize) -> [i32; 3] {
        let level = match self.column.level {
            Level::Ordinal => 2,
            Level::Interval | Level::Ratio if width == 0 => 3,
            _ => 1,
        };
        [level, if width == 0 { 8 } else { whole(width.min(30)) }, i32::from(width == 0)]
    }
}

/// Three numbers that no value of a column is.
fn user_missing(column: &Column) -> [f64; 3] {
    let Cells::Numbers(numbers) = &column.cells else { return [0.0; 3] };
    let lowest = numbers.values().chain(column.values.iter().map(|v| v.number)).fold(0.0, f64::min);
    let mut base = -9_997.0;
    while lowest <= base {
        base = base * 10.0 - 7.0;
    }
    [base, base - 1.0, base - 2.0]
}

/// A value in words; codes that are no numbers stand behind their label.
fn value_label(column: &Column, number: f64) -> String {
    let Some(value) = column.values.iter().find(|v| v.is(number)) else { return String::new() };
    let label = both(&value.label);
    if value.code == number.to_string() || value.code == label { label } else { format!("{label} [{}]", value.code) }
}

/// How a number is shown: with decimals only where there are any.
fn number_format(column: &Column) -> i32 {
    let Cells::Numbers(numbers) = &column.cells else { return 0 };
    let decimals = if numbers.values().all(|n| n.fract() == 0.0) { 0 } else { 2 };
    0x05_0000 | (8 << 8) | decimals
}

/// A name for a further segment of a long text, which nobody sees.
fn segment_name(field: usize, segment: usize) -> String {
    format!("W{field:03X}{segment:03X}")
}

/// The number below all others that count.
fn lowest() -> f64 {
    f64::from_bits((-f64::MAX).to_bits() - 1)
}

fn whole(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn put(out: &mut OutFile, numbers: &[i32]) -> io::Result<()> {
    numbers.iter().try_for_each(|n| out.write_all(&n.to_le_bytes()))
}

/// A text in so many bytes, with spaces behind it.
fn text(out: &mut OutFile, text: &str, bytes: usize) -> io::Result<()> {
    let text = fitting(text, bytes);
    out.write_all(text.as_bytes())?;
    out.write_all(&vec![b' '; bytes - text.len()])
}

fn extension(out: &mut OutFile, kind: i32, bytes: &[u8]) -> io::Result<()> {
    put(out, &[7, kind, 1, whole(bytes.len())])?;
    out.write_all(bytes)
}

/// Lines of eighty bytes.
fn document(about: &[String], out: &mut OutFile) -> io::Result<()> {
    let mut lines: Vec<&str> = Vec::new();
    for line in about {
        let mut rest = line.as_str();
        while !rest.is_empty() {
            let part = fitting(rest, 80);
            lines.push(part);
            rest = rest.get(part.len()..).unwrap_or_default();
        }
    }
    put(out, &[6, whole(lines.len())])?;
    lines.into_iter().try_for_each(|line| text(out, line, 80))
}

/// Data with a command for each element of eight bytes, eight commands before the elements that they speak of.
#[derive(Default)]
struct Packed {
    commands: Vec<u8>,
    elements: Vec<u8>,
}

impl Packed {
    fn number(&mut self, out: &mut OutFile, number: Option<f64>) -> io::Result<()> {
        let small = number.filter(|n| n.fract() == 0.0).map(|n| n + BIAS).filter(|n| (1.0..=251.0).contains(n));
        match (number, small) {
            (None, _) => self.command(out, 255, &[]),
            (Some(_), Some(small)) => self.command(out, small as u8, &[]),
            (Some(number), None) => self.command(out, 253, &number.to_le_bytes()),
        }
    }

    fn text(&mut self, out: &mut OutFile, element: &[u8]) -> io::Result<()> {
        if element.iter().all(|b| *b == b' ') { self.command(out, 254, &[]) } else { self.command(out, 253, element) }
    }

    fn command(&mut self, out: &mut OutFile, command: u8, element: &[u8]) -> io::Result<()> {
        self.commands.push(command);
        self.elements.extend_from_slice(element);
        if self.commands.len() == 8 { self.flush(out) } else { Ok(()) }
    }

    fn flush(&mut self, out: &mut OutFile) -> io::Result<()> {
        self.commands.resize(8, 0);
        out.write_all(&self.commands)?;
        out.write_all(&self.elements)?;
        self.commands.clear();
        self.elements.clear();
        Ok(())
    }

    fn end(mut self, out: &mut OutFile) -> io::Result<()> {
        self.command(out, 252, &[])?;
        if self.commands.is_empty() { Ok(()) } else { self.flush(out) }
    }
}
