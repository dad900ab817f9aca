//! Plain view in, bytes out; one file per format, one registry.

mod codebook;
mod csv;
mod exchange;
mod view;

pub use codebook::{DocumentForm, codebook_document};
pub use view::{ExportCoding, ExportView, PageNotes};

use thiserror::Error;

/// A file that an export makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportFile {
    /// Its name, behind the folder of its coder where it has one (`Amal/page.ann`).
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

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
}

/// A format of the registry.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// What it is good for, in one line.
    pub about: &'static str,
    write: fn(&ExportView) -> Result<Vec<ExportFile>, ExportError>,
}

/// All formats, in the order of menus.
pub const FORMATS: &[Format] = &[
    Format {
        name: "csv",
        about: "codings, records, answers, spans and notes on pages as tables for spreadsheets and statistics",
        write: csv::write,
    },
    Format { name: "brat", about: "brat standoff, a folder for each coder", write: exchange::brat },
    Format { name: "webanno", about: "WebAnno TSV 3.3, a folder for each coder", write: exchange::webanno },
    Format { name: "cas-json", about: "UIMA CAS JSON 0.4, a folder for each coder", write: exchange::cas_json },
    Format {
        name: "cas-xmi",
        about: "UIMA CAS XMI with its type system, a folder for each coder",
        write: exchange::cas_xmi,
    },
    Format {
        name: "label-studio",
        about: "tasks and labelling interface of Label Studio",
        write: exchange::label_studio,
    },
    Format { name: "doccano", about: "doccano JSONL, a file for each coder", write: exchange::doccano },
    Format {
        name: "web-annotation",
        about: "W3C Web Annotation as JSON-LD with quotes, and the texts",
        write: exchange::web_annotation,
    },
    Format {
        name: "refi-qda",
        about: "a REFI-QDA project (.qdpx) for programs of qualitative analysis",
        write: exchange::refi_project,
    },
    Format { name: "refi-codebook", about: "the codebook as REFI-QDA codes (.qdc)", write: exchange::refi_codebook },
    Format {
        name: "conll",
        about: "a line for each word with columns of roles, a folder for each coder",
        write: exchange::conll,
    },
];

/// Exports in a format of the registry.
///
/// # Errors
/// There is no such format, or a table could not be written.
pub fn export(format: &str, view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let found = FORMATS.iter().find(|f| f.name == format).ok_or_else(|| ExportError::UnknownFormat {
        name: format.to_owned(),
        known: FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", "),
    })?;
    (found.write)(view)
}
