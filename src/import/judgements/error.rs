//! Why a table or a data file was not read.

use std::fmt;
use thiserror::Error;

/// A file that is not what it should be. The sentence names the place and what was expected there.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{file}{place}: {what}; nothing was computed")]
pub struct Malformed {
    /// The file as it was named.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong, and what was expected.
    pub what: String,
}

/// A place in a file; the parts that are not known are left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// Line, from 1.
    pub line: Option<u64>,
    /// Column, from 1: of a table the field, of other files the byte.
    pub column: Option<usize>,
    /// What the head of the table calls this column.
    pub heading: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        match self.heading.as_deref() {
            Some(heading) if !heading.is_empty() => write!(f, " ({heading})"),
            _ => Ok(()),
        }
    }
}

/// Why nothing was read.
#[derive(Debug, Error)]
pub enum JudgementsError {
    /// The content is wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The content could not be had.
    #[error("{file} could not be read: {source}")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
}
