//! The data dictionary: what each column of each table is, and what its values stand for.

use super::column::{Cells, Column, DataTable, Missing};
use crate::export::csv::Table;
use crate::export::{ExportError, ExportTarget};

/// Name of the file.
pub(super) const NAME: &str = "dictionary.csv";

/// Its columns.
pub(super) const HEADER: [&str; 17] = [
    "table",
    "column",
    "type",
    "unit",
    "variable",
    "label_en",
    "label_ar",
    "question_en",
    "question_ar",
    "definition_en",
    "definition_ar",
    "level",
    "kind",
    "number",
    "code",
    "value_en",
    "value_ar",
];

/// A line for each column, and behind it one for each of its values.
pub(super) fn lines(tables: &[DataTable]) -> impl Iterator<Item = [String; 17]> + '_ {
    tables
        .iter()
        .flat_map(|t| t.columns.iter().map(move |c| (t, c)))
        .flat_map(|(table, column)| of_column(table, column))
}

fn of_column(table: &DataTable, column: &Column) -> Vec<[String; 17]> {
    let kind = match (&column.cells, column.values.is_empty()) {
        (Cells::Texts(_), _) => "text",
        (Cells::Numbers(_), true) => "number",
        (Cells::Numbers(_), false) => "code",
    };
    let origin = column.origin.clone().unwrap_or_default();
    let begin = || [table.name.clone(), column.name.clone()];
    let [of_table, name] = begin();
    let mut out = vec![[
        of_table,
        name,
        kind.to_owned(),
        origin.unit,
        origin.variable,
        column.label.en.clone(),
        column.label.ar.clone(),
        origin.question.en,
        origin.question.ar,
        origin.definition.en,
        origin.definition.ar,
        column.level.code().to_owned(),
        origin.kind,
        String::new(),
        origin.value,
        String::new(),
        String::new(),
    ]];
    let mut value = |number: String, code: &str, en: &str, ar: &str| {
        let [of_table, name] = begin();
        let mut line: [String; 17] = Default::default();
        (line[0], line[1], line[2]) = (of_table, name, "value".to_owned());
        (line[13], line[14], line[15], line[16]) = (number, code.to_owned(), en.to_owned(), ar.to_owned());
        out.push(line);
    };
    for labelled in &column.values {
        value(labelled.number.to_string(), &labelled.code, &labelled.label.en, &labelled.label.ar);
    }
    if column.is_asked() {
        for missing in Missing::ALL {
            value(String::new(), missing.cell(), &missing.label().en, &missing.label().ar);
        }
    }
    out
}

/// Writes the file.
pub(super) fn write(tables: &[DataTable], target: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let mut file = Table::new(target, NAME, &HEADER)?;
    for line in lines(tables) {
        file.row(line)?;
    }
    file.finish()
}
