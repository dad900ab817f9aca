//! All files of the report.

use super::blocks::Block;
use super::content::{content, data_tables};
use super::material::ReportMaterial;
use super::model::ReportDocument;
use super::numbers::Lang;
use super::{csv, html, latex, markdown, recompute, references, xlsx};
use crate::model::UiLanguage;
use thiserror::Error;

/// A file of the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportFile {
    /// Its name, behind that of its folder where it has one (`tables/reliability.csv`).
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Why the report was not written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ReportError {
    /// A form of it could not be made.
    #[error("the file {what} could not be written: {reason}; no report was made")]
    NotWritten {
        /// Which file.
        what: String,
        /// What went wrong.
        reason: String,
    },
}

/// The report in every form, in English and Arabic; the same bytes for the same report.
///
/// # Errors
/// A table does not fit the form, or memory runs out.
pub fn report_files(document: &ReportDocument, material: &ReportMaterial) -> Result<Vec<ReportFile>, ReportError> {
    let mut out = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>| out.push(ReportFile { name, bytes });
    for language in [UiLanguage::En, UiLanguage::Ar] {
        let lang = Lang(language);
        let code = lang.code();
        let blocks = content(document, lang);
        let kind = lang.t("Reliability report", "تقرير الثبات");
        let title = format!("{kind}: {}", document.study.title);
        add(format!("report.{code}.html"), html::html(&blocks, &title, lang).into_bytes());
        add(format!("report.{code}.md"), markdown::markdown(&blocks, lang).into_bytes());
        add(format!("report.{code}.tex"), latex::latex(&blocks, &title, lang).into_bytes());
        add(format!("report.{code}.xlsx"), xlsx::xlsx(&data_tables(document, lang), &title, lang)?);
        for block in &blocks {
            if let Block::Plot(plot) = block {
                add(format!("plots/{}.{code}.svg", plot.id), plot.svg.clone().into_bytes());
            }
        }
    }
    for table in data_tables(document, Lang(UiLanguage::En)) {
        add(format!("tables/{}.csv", table.id), csv::csv(&table)?);
    }
    let failed =
        |error: serde_json::Error| ReportError::NotWritten { what: "report.json".into(), reason: error.to_string() };
    add("report.json".into(), serde_json::to_vec_pretty(document).map_err(failed)?);
    add("references.bib".into(), references::bibtex(document).into_bytes());
    out.extend(recompute::files(document, &material.variables)?);
    Ok(out)
}
