//! Tables of ratings, wide and long. Streamed: what is kept is four bytes a cell and the names.

use super::error::JudgementsError;
use super::sheet::Sheet;
use super::values::Texts;
use super::{Layout, Read, Reading};
use crate::model::{NOT_RATED, Names, Rated};
use std::io::Read as Input;

/// More cells than these do not fit into the memory of usual machines.
const MOST_CELLS: usize = 1 << 30;

/// Reads a table of ratings. `file` is its name in sentences.
///
/// # Errors
/// [`Malformed`](super::Malformed) with the place and what was expected, also for a unit that one coder rated twice; or the
/// system's reason why there is nothing to read.
pub fn read_ratings(file: &str, input: impl Input, reading: &Reading) -> Result<Read<Rated>, JudgementsError> {
    let sheet = Sheet::open(file, input)?;
    let is_long = ["unit", "coder", "value"].iter().all(|name| sheet.find(name).is_some());
    match reading.layout.unwrap_or(if is_long { Layout::Long } else { Layout::Wide }) {
        Layout::Wide => wide(sheet, reading),
        Layout::Long => long(sheet, reading),
    }
}

fn wide(mut sheet: Sheet<'_>, reading: &Reading) -> Result<Read<Rated>, JudgementsError> {
    let columns: Vec<usize> = (1..sheet.head().len()).filter(|c| !sheet.head()[*c].is_empty()).collect();
    let nameless: Vec<usize> = (1..sheet.head().len()).filter(|c| sheet.head()[*c].is_empty()).collect();
    if columns.is_empty() {
        let what = "one column; expected was the unit and then one column per coder, with a comma, a semicolon or a tab between";
        return Err(sheet.wrong_line(what));
    }
    let coders: Vec<String> = columns.iter().map(|c| sheet.head()[*c].clone()).collect();
    if let Some(twice) = (1..coders.len()).find(|c| coders[..*c].contains(&coders[*c])) {
        return Err(sheet.wrong(columns[twice], "two columns have this name; each coder has one column"));
    }
    let (mut units, mut texts, mut cells) = (Names::new(), Texts::default(), Vec::new());
    let mut lines: Vec<u32> = Vec::new();
    while sheet.next()? {
        let unit = sheet.text(0)?;
        if unit.is_empty() {
            return Err(sheet.wrong(0, "a value without a unit; the name of the unit was expected here"));
        }
        let (index, new) = units.add(unit).ok_or_else(|| sheet.wrong_table(TOO_MANY))?;
        if !new {
            let before = lines.get(index as usize).copied().unwrap_or(0);
            let what =
                format!("the unit \u{201c}{unit}\u{201d} stands in line {before} already; each unit has one line");
            return Err(sheet.wrong(0, &what));
        }
        let line = sheet.line();
        lines.push(line as u32);
        for column in &columns {
            cells.push(rating(&sheet, &mut texts, *column)?);
        }
        if let Some(column) = nameless.iter().find(|c| sheet.text(**c).is_ok_and(|text| !text.is_empty())) {
            return Err(sheet.wrong(*column, "a value in a column without a name; the name of its coder was expected"));
        }
    }
    finish(&sheet, reading, coders, units, &texts, cells)
}

fn long(mut sheet: Sheet<'_>, reading: &Reading) -> Result<Read<Rated>, JudgementsError> {
    let [unit_column, coder_column, value_column] = sheet.require(["unit", "coder", "value"])?;
    let (mut units, mut coders, mut texts) = (Names::new(), Names::new(), Texts::default());
    let mut of_coders: Vec<Vec<u32>> = Vec::new();
    let (mut twice, mut repeated) = (None, 0_u64);
    while sheet.next()? {
        for (column, what) in [(unit_column, "unit"), (coder_column, "coder")] {
            if sheet.text(column)?.is_empty() {
                return Err(sheet.wrong(column, &format!("an empty cell; the name of the {what} was expected")));
            }
        }
        let (unit, _) = units.add(sheet.text(unit_column)?).ok_or_else(|| sheet.wrong_table(TOO_MANY))?;
        let (coder, _) = coders.add(sheet.text(coder_column)?).ok_or_else(|| sheet.wrong_table(TOO_MANY))?;
        let (unit, coder) = (unit as usize, coder as usize);
        if of_coders.len() <= coder {
            of_coders.resize_with(coder + 1, Vec::new);
        }
        let column = &mut of_coders[coder];
        if column.len() <= unit {
            column.resize(unit + 1, NOT_RATED);
        }
        let code = rating(&sheet, &mut texts, value_column)?;
        if code == NOT_RATED {
            continue;
        }
        let before = column[unit];
        if before == NOT_RATED {
            column[unit] = code;
            continue;
        }
        if twice.is_none() {
            let (unit, who) = (units.get(unit), coders.get(coder));
            let (before, now) = (texts.get(before), texts.get(code));
            let what = format!(
                "{who} has rated the unit \u{201c}{unit}\u{201d} in an earlier line already (\u{201c}{before}\u{201d} there, \u{201c}{now}\u{201d} \
                 here); one value of a coder for a unit was expected"
            );
            twice = Some((sheet.line(), what));
        }
        repeated += 1;
    }
    if let Some((line, what)) = twice {
        let more = if repeated > 1 { format!("; {} more lines like this follow", repeated - 1) } else { String::new() };
        return Err(sheet.wrong_at(line, value_column, &(what + &more)));
    }
    let number = units.len().checked_mul(coders.len()).filter(|n| *n <= MOST_CELLS);
    let number = number.ok_or_else(|| sheet.wrong_table(TOO_MANY))?;
    let mut cells = vec![NOT_RATED; number];
    for (coder, column) in of_coders.iter_mut().enumerate() {
        for (unit, code) in column.iter().enumerate() {
            cells[unit * coders.len() + coder] = *code;
        }
        // The next column is as long: two copies of the whole table are never there at once.
        *column = Vec::new();
    }
    let names = coders.iter().map(str::to_owned).collect();
    finish(&sheet, reading, names, units, &texts, cells)
}

const TOO_MANY: &str = "more units and coders than fit into memory (a thousand million cells); split the table";

fn rating(sheet: &Sheet<'_>, texts: &mut Texts, column: usize) -> Result<u32, JudgementsError> {
    let text = sheet.text(column)?;
    if text.contains(['\n', '\r']) {
        return Err(sheet.wrong(column, "a line break in a value; is a quotation mark not closed?"));
    }
    texts.add(text, sheet.line(), column).ok_or_else(|| sheet.wrong_table(TOO_MANY))
}

/// Puts the indices of values in place of those of texts.
fn finish(
    sheet: &Sheet<'_>,
    reading: &Reading,
    coders: Vec<String>,
    units: Names,
    texts: &Texts,
    mut cells: Vec<u32>,
) -> Result<Read<Rated>, JudgementsError> {
    if units.is_empty() {
        return Err(sheet.wrong_table("there is a head but no line below it; units were expected"));
    }
    let meaning = texts.meaning(reading).map_err(|wrong| sheet.wrong_at(wrong.line, wrong.column, &wrong.what))?;
    for cell in &mut cells {
        *cell = meaning.of_text.get(*cell as usize).copied().unwrap_or(NOT_RATED);
    }
    Ok(Read { content: Rated { coders, units, values: meaning.values, cells }, notices: meaning.notices })
}
