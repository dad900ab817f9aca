//! ZIP archives: each file in them is read like a file of its own. Nothing is unpacked to disk, and no more is unpacked than is read.

use super::registry::{self, Format, Recognition, Source};
use super::sink::Sink;
use super::{ImportError, Standoff, WarningKind, read_standoff};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "zip", endings: &["zip"], recognise, read };

/// Files of one archive.
const FILES: usize = 20_000;
/// Bytes of all its files once unpacked.
const UNPACKED: usize = 64_000_000;
/// Bytes of one file of an office document or a book.
const PART: u64 = 24_000_000;

fn recognise(bytes: &[u8]) -> Recognition {
    if bytes.starts_with(b"PK\x03\x04") { Recognition::Certain } else { Recognition::No }
}

/// How many files an archive names: each takes memory before the first is looked at.
fn entries(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|w| w == b"PK\x01\x02").take(FILES + 1).count()
}

/// A file inside an archive that is one document to the reader, such as an office document; `None` where it has no such file or cannot be read.
pub(super) fn part(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    if entries(bytes) > FILES {
        return None;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let file = archive.by_name(name).ok()?;
    let mut out = Vec::new();
    file.take(PART).read_to_end(&mut out).ok()?;
    Some(out)
}

/// A file of an archive.
pub(super) struct Entry {
    /// Its name with its folders.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Hands on the files of an archive that is a project of some program, one by one, until `take` says no.
///
/// # Errors
/// It is no archive, or more than is read of one.
pub(super) fn each(source: Source<'_>, take: &mut dyn FnMut(Entry) -> bool) -> Result<(), ImportError> {
    let damaged = |reason: String| ImportError::Damaged { file: source.name.to_owned(), reason };
    if entries(source.bytes) > FILES {
        return Err(damaged(format!("it names more than {FILES} files")));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(source.bytes)).map_err(|e| damaged(e.to_string()))?;
    let mut room = UNPACKED as u64;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|e| damaged(e.to_string()))?;
        let name = file.name().map_or_else(|_| format!("file {}", at + 1), Cow::into_owned);
        if file.is_dir() || is_clutter(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        file.take(room + 1).read_to_end(&mut bytes).map_err(|e| damaged(format!("{name}: {e}")))?;
        room = room
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| damaged(format!("unpacked, it is larger than {UNPACKED} bytes")))?;
        if !take(Entry { name, bytes }) {
            break;
        }
    }
    Ok(())
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let damaged = |reason: String| ImportError::Damaged { file: source.name.to_owned(), reason };
    if entries(source.bytes) > FILES {
        return Err(damaged(format!("it names more than {FILES} files; unpack it and import the folder")));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(source.bytes)).map_err(|e| damaged(e.to_string()))?;
    // A text is read with the annotations beside it.
    let names: BTreeSet<String> = archive.file_names().filter_map(|n| n.ok().map(Cow::into_owned)).collect();
    let annotated = names.iter().filter_map(|n| Some(format!("{}.txt", n.strip_suffix(".ann")?)));
    let texts_with_annotations: BTreeSet<String> = annotated.filter(|text| names.contains(text)).collect();
    let mut first = None;
    let mut unpacked = 0;
    for at in 0..archive.len() {
        if sink.is_stopped() {
            return Ok(());
        }
        let mut refuse = |sink: &mut Sink<'_>, name: String, reason: String| {
            first.get_or_insert_with(|| format!("{name}: {reason}"));
            sink.warn(&name, None, WarningKind::LeftOut { reason });
        };
        let mut file = match archive.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                refuse(sink, format!("{}: file {}", source.name, at + 1), error.to_string());
                continue;
            }
        };
        let inner = file.name().map_or_else(|_| format!("file {}", at + 1), std::borrow::Cow::into_owned);
        if file.is_dir() || is_clutter(&inner) || texts_with_annotations.contains(&inner) {
            continue;
        }
        let name = format!("{}: {inner}", source.name);
        let room = UNPACKED.saturating_sub(unpacked);
        let mut bytes = Vec::new();
        let taken = file.by_ref().take((room as u64).min(registry::LARGEST as u64) + 1).read_to_end(&mut bytes);
        if let Err(error) = taken {
            refuse(sink, name, error.to_string());
            continue;
        }
        if bytes.len() > registry::LARGEST && room > registry::LARGEST {
            unpacked += bytes.len();
            let limit = registry::LARGEST;
            refuse(sink, name, format!("it has more than {limit} bytes, which is more than is read as one file"));
            continue;
        }
        if bytes.len() > room {
            refuse(
                sink,
                name,
                format!("unpacked, the archive is larger than {UNPACKED} bytes; unpack it and import the folder"),
            );
            break;
        }
        unpacked += bytes.len();
        drop(file);
        let text_name = inner.strip_suffix(".ann").map(|stem| format!("{stem}.txt"));
        let text = text_name.filter(|t| texts_with_annotations.contains(t)).and_then(|text_name| {
            let mut text = Vec::new();
            let limit = registry::LARGEST as u64;
            archive.by_name(&text_name).ok()?.take(limit).read_to_end(&mut text).ok()?;
            Some((text_name, text))
        });
        if let Some((text_name, text)) = text {
            unpacked += text.len();
            let text_name = format!("{}: {text_name}", source.name);
            // Where folders hold files of the same names, they tell annotators apart.
            let file = inner.rsplit('/').next().unwrap_or(&inner);
            let again = |n: &&String| **n != inner && n.rsplit('/').next() == Some(file);
            let annotator = inner.rsplit('/').nth(1).filter(|_| names.iter().any(|n| again(&n)));
            let standoff = Standoff { name: &name, annotations: &bytes, text_name: &text_name, text: &text, annotator };
            if let Err(error) = sink.put_one(read_standoff(standoff)) {
                refuse(sink, name, error.to_string());
            }
            continue;
        }
        if let Err(error) = read_inner(&name, &bytes, sink) {
            refuse(sink, name, error.to_string());
        }
    }
    if sink.documents() == 0 {
        return Err(damaged(first.unwrap_or_else(|| "it holds no file".to_owned())));
    }
    Ok(())
}

/// An archive inside an archive is not opened: bombs are built that way.
fn read_inner(name: &str, bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let source = Source { name, bytes };
    match registry::best_format(source) {
        Some(format) if format.name != FORMAT.name => (format.read)(source, sink),
        _ if bytes.is_empty() => Err(ImportError::Empty { file: name.to_owned() }),
        _ => Err(registry::unread(source)),
    }
}

/// Files that systems put into archives for themselves.
fn is_clutter(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|n| n.starts_with('.') || n == "Thumbs.db")
}
