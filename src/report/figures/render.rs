//! Rows as a table for a terminal and as CSV.

use super::row::FigureRow;

const COLUMNS: [&str; 11] = [
    "measure",
    "level",
    "value",
    "se",
    "ci_low",
    "ci_high",
    "ci_method",
    "n_units",
    "n_coders",
    "n_pairable",
    "undefined",
];

/// The rows as CSV with the keys of the JSON as head, `before` being columns in front of them: the same names in every row of
/// the table, with their values. Numbers are written as they are, so that reading them back gives the same number.
///
/// # Errors
/// Only if memory runs out.
pub fn rows_to_csv<'a>(
    before: &[&str],
    rows: impl IntoIterator<Item = (Vec<String>, &'a FigureRow)>,
) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(before.iter().chain(&COLUMNS))?;
    let number = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
    for (values, row) in rows {
        let own = [
            row.measure.clone(),
            row.level.unwrap_or_default().to_owned(),
            number(row.value),
            number(row.se),
            number(row.ci_low),
            number(row.ci_high),
            row.ci_method.unwrap_or_default().to_owned(),
            row.n_units.to_string(),
            row.n_coders.to_string(),
            row.n_pairable.to_string(),
            row.undefined.clone().unwrap_or_default(),
        ];
        writer.write_record(values.iter().chain(&own))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The rows as aligned text, in English, with reasons and cautions below.
pub fn rows_to_table(rows: &[FigureRow]) -> String {
    let mut notes: Vec<String> = Vec::new();
    let head = ["measure", "value", "se", "95 % interval", "by", "pairable", ""].map(str::to_owned);
    let mut cells = vec![head];
    for row in rows {
        let mut marks = String::new();
        for note in [&row.undefined, &row.caution, &row.no_interval].into_iter().flatten() {
            let at = notes.iter().position(|n| n == note).unwrap_or_else(|| {
                notes.push(note.clone());
                notes.len() - 1
            });
            marks.push_str(&format!("[{}]", at + 1));
        }
        let q = row.q_below.iter().flatten().map(|(required, q)| format!("q(<{required}) {q:.3}"));
        let q: Vec<String> = q.collect();
        let samples = row.samples.map(|number| format!("{number} samples"));
        cells.push([
            row.measure.clone(),
            row.value.map_or_else(|| "undefined".to_owned(), |v| format!("{v:.4}")),
            row.se.map_or_else(String::new, |v| format!("{v:.4}")),
            row.ci_low.zip(row.ci_high).map_or_else(String::new, |(low, high)| format!("{low:.4} to {high:.4}")),
            row.ci_method.unwrap_or_default().to_owned(),
            row.n_pairable.to_string(),
            [q.join(" "), samples.unwrap_or_default(), marks].join(" ").trim().to_owned(),
        ]);
    }
    let mut widths = [0; 7];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in &cells {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
            let right = [1, 2, 5].contains(&column);
            line.push_str(&if right { format!("{pad}{cell}  ") } else { format!("{cell}{pad}  ") });
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for (number, note) in notes.iter().enumerate() {
        out.push_str(&format!("[{}] {note}\n", number + 1));
    }
    out
}
