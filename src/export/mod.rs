//! A plain source in, files out; one file per format, one registry.

mod codebook;
mod csv;
mod data;
mod exchange;
mod masked;
mod sidecar;
mod target;
mod view;

pub use codebook::{DocumentForm, codebook_document};
pub use masked::masked;
pub use target::{ExportFile, ExportTarget, InMemory, OutFile};
pub use view::{
    ExportBook, ExportChoice, ExportCoding, ExportHead, ExportPage, ExportPrior, ExportSource, PageNotes, Worked,
};

use thiserror::Error;

/// Why an export gave nothing.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is no such format.
    #[error("there is no export format \u{201c}{name}\u{201d}; known formats: {known}")]
    UnknownFormat {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// A table could not be written.
    #[error("the table {table} could not be written: {reason}; nothing was exported")]
    Table {
        /// Name of the file.
        table: String,
        /// What went wrong.
        reason: String,
    },
    /// A file of that name is there.
    #[error("{file} is there already; nothing was written")]
    AlreadyThere {
        /// The file.
        file: String,
    },
    /// A folder cannot be made.
    #[error("the folder {folder} cannot be made; nothing was written")]
    NoFolder {
        /// The folder.
        folder: String,
    },
    /// It was stopped; the source knows why.
    #[error("the export was stopped; nothing was written")]
    Stopped,
}

/// A format of the registry.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// What it is good for, in one line.
    pub about: &'static str,
    /// The one file that it is, where it is one; others may stand beside it.
    pub file: Option<&'static str>,
    write: fn(&mut dyn ExportSource, &mut dyn ExportTarget) -> Result<(), ExportError>,
}

/// All formats, in the order of menus.
pub const FORMATS: &[Format] = &[
    Format {
        name: "csv",
        about: "codings, records, answers, spans and notes on pages as tables for spreadsheets and statistics",
        file: None,
        write: csv::write,
    },
    Format {
        name: "csv-wide",
        about: "a row for each coding or record and a column for each question, with data dictionary and readers for R and Python",
        file: None,
        write: data::csv_wide,
    },
    Format {
        name: "xlsx",
        about: "the same tables and the data dictionary as sheets of one workbook",
        file: Some(data::XLSX),
        write: data::xlsx,
    },
    Format {
        name: "spss",
        about: "the same tables as SPSS files (.sav) with labels and user-missing values",
        file: None,
        write: data::spss,
    },
    Format {
        name: "stata",
        about: "the same tables as Stata files (.dta) with labels and extended missing values",
        file: None,
        write: data::stata,
    },
    Format {
        name: "jsonl",
        about: "everything, a line of JSON for each thing",
        file: Some(data::EVERYTHING),
        write: data::everything,
    },
    Format { name: "brat", about: "brat standoff, a folder for each coder", file: None, write: exchange::brat },
    Format { name: "webanno", about: "WebAnno TSV 3.3, a folder for each coder", file: None, write: exchange::webanno },
    Format {
        name: "cas-json",
        about: "UIMA CAS JSON 0.4, a folder for each coder",
        file: None,
        write: exchange::cas_json,
    },
    Format {
        name: "cas-xmi",
        about: "UIMA CAS XMI with its type system, a folder for each coder",
        file: None,
        write: exchange::cas_xmi,
    },
    Format {
        name: "label-studio",
        about: "tasks and labelling interface of Label Studio",
        file: Some("label-studio.json"),
        write: exchange::label_studio,
    },
    Format { name: "doccano", about: "doccano JSONL, a file for each coder", file: None, write: exchange::doccano },
    Format {
        name: "web-annotation",
        about: "W3C Web Annotation as JSON-LD with quotes, and the texts",
        file: None,
        write: exchange::web_annotation,
    },
    Format {
        name: "refi-qda",
        about: "a REFI-QDA project (.qdpx) for programs of qualitative analysis",
        file: Some("project.qdpx"),
        write: exchange::refi_project,
    },
    Format {
        name: "refi-codebook",
        about: "the codebook as REFI-QDA codes (.qdc)",
        file: Some("codebook.qdc"),
        write: exchange::refi_codebook,
    },
    Format {
        name: "conll",
        about: "a line for each word with columns of roles, a folder for each coder",
        file: None,
        write: exchange::conll,
    },
];

impl Format {
    /// The format with a name.
    ///
    /// # Errors
    /// There is none.
    pub fn named(name: &str) -> Result<&'static Self, ExportError> {
        FORMATS.iter().find(|f| f.name == name).ok_or_else(|| ExportError::UnknownFormat {
            name: name.to_owned(),
            known: FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", "),
        })
    }

    /// Exports all that a source has.
    ///
    /// # Errors
    /// The source or the target failed.
    pub fn export(&self, source: &mut dyn ExportSource, target: &mut dyn ExportTarget) -> Result<(), ExportError> {
        (self.write)(source, target)
    }
}
