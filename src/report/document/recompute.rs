//! The ratings and the printed figures as tables, and scripts that compute the figures again with packages of others.

use super::bundle::{ReportError, ReportFile};
use super::csv::harmless;
use super::model::ReportDocument;
use crate::model::{AnswerState, Kind, Level, Value};
use crate::report::VariableData;

const PYTHON: &str = include_str!("../../../assets/report/recompute.py");
const R: &str = include_str!("../../../assets/report/recompute.R");

/// The folder of the scripts with everything that they read.
pub(super) fn files(document: &ReportDocument, variables: &[VariableData]) -> Result<Vec<ReportFile>, ReportError> {
    let file = |name: &str, bytes: Vec<u8>| ReportFile { name: format!("recompute/{name}"), bytes };
    Ok(vec![
        file("recompute.py", PYTHON.as_bytes().to_vec()),
        file("recompute.R", R.as_bytes().to_vec()),
        file("variables.csv", table(&["variable", "row", "level", "kind", "categories"], about(variables))?),
        file("ratings.csv", table(&["variable", "row", "unit", "coder", "value"], ratings(variables))?),
        file("figures.csv", table(&["variable", "row", "measure", "coder_a", "coder_b", "value"], figures(document))?),
    ])
}

fn table<const N: usize>(
    head: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<Vec<u8>, ReportError> {
    let failed = |reason: String| ReportError::NotWritten { what: "the tables of recompute".into(), reason };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head).map_err(|e| failed(e.to_string()))?;
    for row in rows {
        writer.write_record(row.map(|cell| harmless(&cell))).map_err(|e| failed(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| failed(e.to_string()))
}

fn row_of(data: &VariableData) -> String {
    data.row.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ")
}

const fn kind(of: Kind) -> &'static str {
    match of {
        Kind::Choice => "choice",
        Kind::Set => "set",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Text | Kind::Entity => "text",
        Kind::Depth => "depth",
    }
}

fn measured(variables: &[VariableData]) -> impl Iterator<Item = &VariableData> {
    variables.iter().filter(|of| of.level != Level::None)
}

fn about(variables: &[VariableData]) -> impl Iterator<Item = [String; 5]> {
    measured(variables).map(|of| {
        // Each has its bar in front: a list that began with the code -2 would look like a formula.
        let categories: String = of.values.iter().flat_map(|(code, _)| ["|", code.as_str()]).collect();
        [of.variable.clone(), row_of(of), of.level.code().to_owned(), kind(of.kind).to_owned(), categories]
    })
}

/// Every value that entered a figure. A set is its labels with `|` between them, and `|` alone where it is empty.
fn ratings(variables: &[VariableData]) -> impl Iterator<Item = [String; 5]> {
    measured(variables).flat_map(|of| {
        let row = row_of(of);
        of.cells.iter().enumerate().flat_map(move |(unit, cells)| {
            let row = row.clone();
            cells.iter().zip(&of.coders).filter_map(move |(cell, coder)| {
                let Some(AnswerState::Coded(value)) = cell else { return None };
                let value = written(of.kind, value)?;
                Some([of.variable.clone(), row.clone(), (unit + 1).to_string(), coder.clone(), value])
            })
        })
    })
}

/// A value as the scripts read it; nothing for one that has no place on the scale.
fn written(kind: Kind, value: &Value) -> Option<String> {
    match (kind, value) {
        (Kind::Choice, Value::Code(code)) => Some(code.clone()),
        (Kind::Set, Value::Codes(codes)) if codes.is_empty() => Some("|".to_owned()),
        (Kind::Set, Value::Codes(codes)) => Some(codes.join("|")),
        (Kind::Number | Kind::Depth, Value::Number(number)) => Some((number + 0.0).to_string()),
        // A month or a year has no place on a scale of days.
        (Kind::Date, Value::Date(day)) => day.parse::<jiff::civil::Date>().ok().map(|day| day.to_string()),
        (Kind::Text | Kind::Entity, Value::Text(text)) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The figures that packages of others know.
fn figures(document: &ReportDocument) -> impl Iterator<Item = [String; 6]> {
    document.variables.iter().flat_map(|of| {
        let row: Vec<&str> = of.row.iter().map(|(_, value)| value.as_str()).collect();
        let row = row.join(" ");
        let mut out = Vec::new();
        let mut add = |measure: &str, coders: [&str; 2], value: Option<f64>| {
            let [a, b] = coders.map(str::to_owned);
            let value = value.map(|v| v.to_string()).unwrap_or_default();
            out.push([of.variable.clone(), row.clone(), measure.to_owned(), a, b, value]);
        };
        // An agreement without values to compare is none, and packages stop there.
        if of.pairable_units > 0 {
            add("percent_agreement", ["", ""], of.percent_agreement);
            add(&of.primary.measure, ["", ""], of.primary.value);
            for companion in &of.companions {
                add(&companion.measure, ["", ""], companion.value);
            }
            for pair in of.pairs.iter().filter(|pair| pair.units > 0) {
                let [a, b] = &pair.coders;
                add("percent_agreement", [a, b], pair.percent_agreement);
                add(&of.primary.measure, [a, b], pair.alpha);
            }
            for coder in of.coders_against.iter().filter(|coder| coder.mean_kappa.is_some()) {
                add("coder_mean_kappa", [&coder.coder, ""], coder.mean_kappa);
            }
        }
        out
    })
}
