//! The formats: who recognises a file and who reads it. A new format is one file and one line of [`FORMATS`].

#[cfg(feature = "pdf")]
use super::pdf;
use super::sink::Sink;
use super::{
    ImportBatch, ImportError, annotations, archive, docx, epub, feed, html, json_lines, mhtml, plain_text, rtf, table,
    warc, xlsx,
};
use std::ops::ControlFlow;

/// How sure a format is that a file is its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Recognition {
    /// The content rules it out.
    No,
    /// The content allows it, as it allows others.
    Possible,
    /// The content bears the format's mark.
    Certain,
}

/// A file to be read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Name without the folder.
    pub name: &'a str,
    /// The whole content.
    pub bytes: &'a [u8],
}

/// How files are to be read.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// The format of all of them, whatever they look like; where absent, their contents tell.
    pub format: Option<&'static Format>,
    /// What is remembered of tables by their headers.
    pub columns: Vec<super::ColumnMap>,
    /// Columns that a person names for these files, and what they hold.
    pub given: Vec<(super::Holds, String)>,
}

impl How {
    /// All files are of one format.
    pub fn as_format(format: Option<&'static Format>) -> Self {
        Self { format, ..Self::default() }
    }
}

/// One format of files.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Stable name, stored with each document.
    pub name: &'static str,
    /// Endings of file names, in lower case, without the dot; they only break ties between contents.
    pub endings: &'static [&'static str],
    /// Judges the content.
    pub recognise: fn(&[u8]) -> Recognition,
    /// Reads a file, document by document.
    pub(super) read: fn(Source<'_>, &mut Sink<'_>) -> Result<(), ImportError>,
}

impl Format {
    /// The format with a stable name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|f| f.name == name)
    }
}

/// All formats that are read. Where contents and names say the same of two, the first one reads the file.
pub const FORMATS: &[Format] = &[
    html::FORMAT,
    mhtml::FORMAT,
    docx::FORMAT,
    xlsx::FORMAT,
    epub::FORMAT,
    #[cfg(feature = "pdf")]
    pdf::FORMAT,
    rtf::FORMAT,
    feed::FORMAT,
    warc::FORMAT,
    annotations::INCEPTION,
    annotations::REFI,
    annotations::BRAT,
    annotations::WEBANNO,
    annotations::CAS_JSON,
    annotations::CAS_XMI,
    annotations::LABEL_STUDIO,
    annotations::DOCCANO,
    json_lines::FORMAT,
    archive::FORMAT,
    plain_text::FORMAT,
    table::FORMAT,
];

/// Bytes of the largest file that any format reads; whoever reads files looks at their length first.
pub const LARGEST: usize = html::LIMIT;

/// A content that is known but not read: its first bytes, what it is, and what to save it as instead.
const UNREAD: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "an archive inside an archive, or an office document", "plain text in UTF-8"),
    (b"%PDF", "a PDF", "plain text in UTF-8"),
    (b"{\\rtf", "an RTF document", "plain text in UTF-8"),
    (b"\xD0\xCF\x11\xE0", "an old office document", "plain text in UTF-8"),
    (b"SQLite format 3\0", "a database", "plain text in UTF-8"),
    (b"\x1F\x8B", "a compressed file", "plain text in UTF-8"),
    (b"\x89PNG", "a picture", "plain text in UTF-8"),
    (b"\xFF\xD8\xFF", "a picture", "plain text in UTF-8"),
    (b"<?xml", "an XML file", "plain text in UTF-8"),
];

/// Reads one file: its format is told by the content first and by the name second.
///
/// # Errors
/// One sentence for a person; nothing was imported then.
///
/// ```
/// let page = "عنوان الخبر هنا اليوم\n\nقال متحدث باسم المركز إن التقرير سيصدر في نهاية الشهر الحالي بعد مراجعته.\n";
/// let batch = mizan::import::read("page.txt", page.as_bytes()).unwrap();
/// assert_eq!(batch.documents[0].title, "عنوان الخبر هنا اليوم");
/// assert_eq!(batch.documents[0].language.as_deref(), Some("ar"));
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<ImportBatch, ImportError> {
    let mut whole = ImportBatch::default();
    read_each(name, bytes, &How::default(), &mut |mut piece| {
        whole.documents.append(&mut piece.documents);
        whole.warnings.append(&mut piece.warnings);
        ControlFlow::Continue(())
    })?;
    Ok(whole)
}

/// Reads one file and hands each of its documents to `take` as soon as it is read, so that they need not be held together.
/// [`ControlFlow::Break`] ends the reading, which is no error.
///
/// # Errors
/// As [`read`]; what `take` got before is then all that the file holds.
pub fn read_each(
    name: &str,
    bytes: &[u8],
    how: &How,
    take: &mut dyn FnMut(ImportBatch) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let name = file_name(name);
    if bytes.is_empty() {
        return Err(ImportError::Empty { file: name.to_owned() });
    }
    let source = Source { name, bytes };
    match how.format.or_else(|| best_format(source)) {
        Some(format) => (format.read)(source, &mut Sink::new(take, how)),
        None => Err(unread(source)),
    }
}

/// The format that is surest of a file.
pub(super) fn best_format(source: Source<'_>) -> Option<&'static Format> {
    let ending = source.name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let rank = |f: &Format| ((f.recognise)(source.bytes), f.endings.contains(&ending.as_str()));
    let mut best: Option<(&Format, (Recognition, bool))> = None;
    for format in FORMATS {
        let this = rank(format);
        if this.0 > Recognition::No && best.is_none_or(|(_, b)| this > b) {
            best = Some((format, this));
        }
    }
    best.map(|(format, _)| format)
}

/// The mark of a known content that nobody reads, if the file begins with one.
pub(super) fn foreign_mark(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let trimmed = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    UNREAD
        .iter()
        .find(|(mark, _, _)| {
            bytes.starts_with(mark) || trimmed.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark))
        })
        .map(|(_, what, instead)| (*what, *instead))
}

/// Why nobody reads a file.
pub(super) fn unread(source: Source<'_>) -> ImportError {
    let (looks_like, instead) = foreign_mark(source.bytes).unwrap_or(("no known format", "plain text in UTF-8"));
    ImportError::Unread { file: source.name.to_owned(), looks_like, instead }
}

/// The last part of a path in either style.
fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(name)
}
