//! Coefficients against the papers that define them, against each other, and at the edges.

mod brennan_prediger_1981;
mod cohen_1960;
mod cohen_1968;
mod conventions;
mod feinstein_cicchetti_1990;
mod fleiss_1971;
mod fournier_2013;
mod gwet_2014;
mod hayes_krippendorff_2007;
mod krippendorff_1995;
mod krippendorff_2004;
mod krippendorff_2011;
mod krippendorff_2016;
mod levenshtein_1966;
mod mathet_2015;
mod mcgraw_wong_1996;
mod passonneau_2006;
mod planning;
mod properties;
mod reference_cases;
mod reference_spans;
mod relations;
mod resampling;
mod shrout_fleiss_1979;
mod span_conventions;
mod span_properties;
mod zwick_1988;

use mizan::agreement::{Level, Outcome, Ratings};

/// Rows of characters, one row per coder, one column per unit; `.` is missing.
fn from_coder_rows(level: Level, rows: &[&str]) -> Ratings {
    let rows: Vec<Vec<char>> = rows.iter().map(|row| row.chars().filter(|c| !c.is_whitespace()).collect()).collect();
    let cell = |coder: &Vec<char>, unit: usize| (coder[unit] != '.').then(|| coder[unit].to_string());
    let units = (0..rows[0].len()).map(|unit| rows.iter().map(|coder| cell(coder, unit)).collect::<Vec<_>>());
    Ratings::from_labels(level, None, rows.len(), units).unwrap()
}

/// Two coders from a square table of counts, rows the first coder; categories are numbered from 1.
fn from_table(level: Level, table: &[&[usize]]) -> Ratings {
    let label = |k: usize| Some((k + 1).to_string());
    let mut units = Vec::new();
    for (i, row) in table.iter().enumerate() {
        for (j, n) in row.iter().enumerate() {
            units.extend((0..*n).map(|_| [label(i), label(j)]));
        }
    }
    let categories = (1..=table.len()).map(|k| mizan::agreement::Category::new(k.to_string())).collect();
    Ratings::from_labels(level, Some(categories), 2, units).unwrap()
}

/// Coders without identity from counts per unit and category: the first coders of each unit get the first category.
fn from_unit_counts(table: &[&[usize]]) -> Ratings {
    let coders = table[0].iter().sum();
    let unit = |row: &&[usize]| -> Vec<Option<String>> {
        let of_category = |(k, n): (usize, &usize)| vec![Some((k + 1).to_string()); *n];
        row.iter().enumerate().flat_map(of_category).collect()
    };
    Ratings::from_labels(Level::Nominal, None, coders, table.iter().map(unit)).unwrap()
}

/// Fails unless the value rounds to what the paper prints.
#[track_caller]
fn assert_published(outcome: &Outcome, published: f64, decimals: i32) {
    let value = outcome.value().unwrap_or_else(|| panic!("undefined: {:?}", outcome.undefined()));
    let half_unit = 0.5 * 10_f64.powi(-decimals);
    assert!((value - published).abs() <= half_unit + 1e-12, "{value} is not {published} to {decimals} decimals");
}
