//! Tables of differences between categories.

use super::cell::number;
use super::error::JudgementsError;
use super::sheet::Sheet;
use std::io::Read as Input;

/// Reads a square table: the categories as head and, in any order, as first column. Gives the categories of the head and the
/// rows in the same order.
///
/// # Errors
/// As [`read_ratings`](super::read_ratings).
pub fn read_weights(file: &str, input: impl Input) -> Result<(Vec<String>, Vec<Vec<f64>>), JudgementsError> {
    let mut sheet = Sheet::open(file, input)?;
    let categories: Vec<String> = sheet.head().iter().skip(1).cloned().collect();
    if categories.is_empty() {
        return Err(
            sheet.wrong_line("one column; expected were a column of categories and one column for each of them")
        );
    }
    if let Some(twice) = (1..categories.len()).find(|c| categories[..*c].contains(&categories[*c])) {
        return Err(sheet.wrong(twice + 1, "two columns have this name; each category has one column"));
    }
    let mut rows: Vec<Option<Vec<f64>>> = vec![None; categories.len()];
    while sheet.next()? {
        let label = sheet.text(0)?;
        let Some(place) = categories.iter().position(|c| c == label) else {
            let what = format!(
                "\u{201c}{label}\u{201d} is none of the columns ({}); one of them was expected",
                categories.join(", ")
            );
            return Err(sheet.wrong(0, &what));
        };
        let mut row = Vec::with_capacity(categories.len());
        for column in 1..=categories.len() {
            let text = sheet.text(column)?;
            let value = number(text).map(|n| n.value).filter(|v| *v >= 0.0);
            row.push(value.ok_or_else(|| {
                sheet.wrong(
                    column,
                    &format!("\u{201c}{text}\u{201d} is no difference; a number of zero or more was expected"),
                )
            })?);
        }
        if rows[place].replace(row).is_some() {
            return Err(sheet.wrong(0, &format!("a second row for \u{201c}{label}\u{201d}; one was expected")));
        }
    }
    let missing = rows.iter().position(Option::is_none).map(|place| categories[place].clone());
    match (missing, rows.into_iter().collect()) {
        (None, Some(rows)) => Ok((categories, rows)),
        (missing, _) => {
            let label = missing.unwrap_or_default();
            Err(sheet
                .wrong_table(&format!("there is no row for \u{201c}{label}\u{201d}; one row per column was expected")))
        }
    }
}
