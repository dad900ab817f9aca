//! The report as a table for a terminal.

use crate::model::UiLanguage;
use crate::report::{AgreementLine, AgreementReport, Figure};

const HEAD: [&str; 9] = ["variable", "level", "units", "coders", "pairable", "largest", "agree", "alpha", ""];

/// The report as aligned text, in English (terminals rarely order Arabic), with the reasons and cautions below.
pub fn to_table(report: &AgreementReport) -> String {
    let mut notes: Vec<String> = Vec::new();
    let rows: Vec<[String; 9]> = report.lines.iter().map(|line| row(line, &mut notes)).collect();
    let mut widths = HEAD.map(str::len);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    let head = HEAD.map(str::to_owned);
    push_row(&mut out, &head, &widths);
    for row in &rows {
        push_row(&mut out, row, &widths);
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for (i, note) in notes.iter().enumerate() {
        out.push_str(&format!("[{}] {note}\n", i + 1));
    }
    out.push_str(
        "\nunits: articles given to a coder; pairable: values in units with two or more values; largest: share of the most \
         frequent value;\nagree: percent agreement; alpha: Krippendorff's, at the variable's level (MASI distance for sets). \
         \"Does not apply\" and\n\"cannot decide\" are no values: they enter no figure.\n",
    );
    if report.unfinished_codings > 0 {
        let codings = match report.unfinished_codings {
            1 => "1 coding that is".to_owned(),
            n => format!("{n} codings that are"),
        };
        out.push_str(&format!("Left out: {codings} begun but not done.\n"));
    }
    out
}

fn row(line: &AgreementLine, notes: &mut Vec<String>) -> [String; 9] {
    let values: Vec<&str> = line.row.iter().map(|(_, value)| value.as_str()).collect();
    let mut marks = String::new();
    let mut note = |text: &str, marks: &mut String| {
        let at = notes.iter().position(|n| n == text).unwrap_or_else(|| {
            notes.push(text.to_owned());
            notes.len() - 1
        });
        marks.push_str(&format!("[{}]", at + 1));
    };
    if let Some(reason) = line.why() {
        note(&reason, &mut marks);
    }
    if let Some(caution) = &line.caution {
        note(&caution.to_string(), &mut marks);
    }
    if line.off_scale > 0 {
        note("some answers have no place on the scale (a date without a day) and are left out", &mut marks);
    }
    [
        [line.variable.as_str(), &values.join(" "), &clip(line.label.get(UiLanguage::En), 34)]
            .join(" ")
            .replace("  ", " "),
        line.level.code().to_owned(),
        line.units.to_string(),
        line.coders.to_string(),
        line.pairable_values.to_string(),
        line.largest.as_ref().map_or_else(|| "-".into(), |l| format!("{} {:.0} %", clip(&l.code, 18), l.share * 100.0)),
        match &line.percent_agreement {
            Figure::Value(v) => format!("{:.1} %", v * 100.0),
            Figure::Undefined(_) => "-".into(),
        },
        match &line.alpha {
            Figure::Value(v) => format!("{v:.3}"),
            Figure::Undefined(_) => "undefined".into(),
        },
        marks,
    ]
}

fn clip(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    text.chars().take(chars - 1).chain(['…']).collect()
}

fn push_row(out: &mut String, row: &[String; 9], widths: &[usize; 9]) {
    let mut line = String::new();
    for (i, (cell, width)) in row.iter().zip(widths).enumerate() {
        let pad = width.saturating_sub(cell.chars().count());
        let number = (2..=7).contains(&i);
        let (before, after) = if number { (pad, 0) } else { (0, pad) };
        line.extend(std::iter::repeat_n(' ', before));
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', after + 2));
    }
    out.push_str(line.trim_end());
    out.push('\n');
}
