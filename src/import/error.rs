//! Why a file was not imported. Each sentence says what, where, what was kept and what to do.

use thiserror::Error;

/// Why nothing of a file was imported. `file` is its name without the folder.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ImportError {
    /// No bytes, or nothing but white space.
    #[error("{file} holds no text; nothing was imported. Check that the file was saved completely.")]
    Empty {
        /// Name of the file.
        file: String,
    },
    /// More bytes than the format's limit.
    #[error(
        "{file} has {bytes} bytes, more than the {limit} that are read as one document; nothing was imported. Split the file and import the parts."
    )]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its length in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// More pieces of text than a page can have.
    #[error(
        "{file} has {blocks} separate pieces of text, more than the {limit} that are read as one document; nothing was imported. Save the article alone and import that."
    )]
    TooManyBlocks {
        /// Name of the file.
        file: String,
        /// How many there are.
        blocks: usize,
        /// The limit.
        limit: usize,
    },
    /// A table or an export of which no column holds articles.
    #[error(
        "{file} has no column that holds the text of articles; nothing was imported. Name the column \"text\" (and others \"title\", \"outlet\", \"author\", \"date\") and import it again."
    )]
    NoTextColumn {
        /// Name of the file.
        file: String,
    },
    /// A column that was named in the call is not in the table.
    #[error(
        "{file} has no column \"{column}\"; nothing was imported. Its columns are: {columns}. Name one of them and import it again."
    )]
    NoSuchColumn {
        /// Name of the file.
        file: String,
        /// The column that was named.
        column: String,
        /// The columns that are there.
        columns: String,
    },
    /// A file that is what it says, but damaged.
    #[error("{file} cannot be read: {reason}. Nothing was imported; save or copy it again and import that.")]
    Damaged {
        /// Name of the file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Annotations without the text that they speak of.
    #[error(
        "{file} holds annotations of a text, and {text} does not stand beside it; nothing was imported. Put both into one folder and import that."
    )]
    TextMissing {
        /// Name of the file.
        file: String,
        /// Name of the text's file.
        text: String,
    },
    /// A PDF without a letter.
    #[error(
        "{file} has {pages} pages and no text on them, only pictures of it; nothing was imported. Have its letters recognised by another program and import what that makes."
    )]
    NoTextInPdf {
        /// Name of the file.
        file: String,
        /// How many pages it has.
        pages: usize,
    },
    /// A file that is locked against reading.
    #[error(
        "{file} is protected against reading; nothing was imported. Open it in the program that you read it with, print it into a new PDF, and import that."
    )]
    Protected {
        /// Name of the file.
        file: String,
    },
    /// A file that somebody writes while it is read.
    #[error(
        "{file} was written while it was read; nothing of it was imported. Wait until it is whole and import it again."
    )]
    Changing {
        /// Name of the file.
        file: String,
    },
    /// A defect of the program.
    #[error(
        "{file} could not be read because of a defect in the program; nothing more of it was imported. Please report this with the file."
    )]
    Defect {
        /// Name of the file.
        file: String,
    },
    /// A byte sequence that is no UTF-8.
    #[error(
        "{file} is not UTF-8: byte {byte} (line {line}) belongs to no letter; nothing was imported, so no letter is lost. Save the file as UTF-8 and import it again."
    )]
    NotUtf8 {
        /// Name of the file.
        file: String,
        /// Offset of the first bad byte, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A NUL byte, as binary files have.
    #[error(
        "{file} has a NUL at byte {byte} (line {line}), as binary files have; nothing was imported. Save the page as plain text in UTF-8 and import that."
    )]
    HasNul {
        /// Name of the file.
        file: String,
        /// Offset of the first NUL, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A format that is recognised but that nobody reads here.
    #[error(
        "{file} looks like {looks_like}, which is not read yet; nothing was imported. Save it as {instead} and import that."
    )]
    Unread {
        /// Name of the file.
        file: String,
        /// What it looks like.
        looks_like: &'static str,
        /// What to save it as.
        instead: &'static str,
    },
}
