//! Archives of web crawlers (WARC), plain or compressed: each saved page is a document.

use super::registry::{self, Format, Recognition, Source};
use super::sink::Sink;
use super::{ImportError, WarningKind, html};
use std::io::{BufRead, BufReader, Read};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "warc", endings: &["warc", "gz"], recognise, read };

/// Bytes of all records once unpacked.
const UNPACKED: u64 = 2_000_000_000;
/// Bytes of a record's headers.
const HEAD: usize = 64_000;
/// Warnings about single records.
const TOLD: usize = 50;

fn recognise(bytes: &[u8]) -> Recognition {
    if bytes.starts_with(b"WARC/") {
        return Recognition::Certain;
    }
    let mut head = [0; 5];
    let is_warc = bytes.starts_with(b"\x1F\x8B")
        && flate2::read::MultiGzDecoder::new(bytes).read_exact(&mut head).is_ok()
        && &head == b"WARC/";
    if is_warc { Recognition::Certain } else { Recognition::No }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut reader: Box<dyn BufRead + '_> = if source.bytes.starts_with(b"\x1F\x8B") {
        Box::new(BufReader::new(flate2::read::MultiGzDecoder::new(source.bytes).take(UNPACKED)))
    } else {
        Box::new(source.bytes)
    };
    let (mut told, mut damage) = (0, None);
    while !sink.is_stopped() {
        let headers = match headers(&mut reader) {
            Ok(Some(headers)) => headers,
            Ok(None) => break,
            Err(reason) => {
                damage = Some(reason);
                break;
            }
        };
        let length: u64 = field(&headers, "content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
        let url = field(&headers, "warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        let wanted = headers.starts_with("WARC/")
            && field(&headers, "warc-type")
                .is_some_and(|t| t.eq_ignore_ascii_case("response") || t.eq_ignore_ascii_case("resource"));
        let mut content = Vec::new();
        let keep = if wanted { length.min(registry::LARGEST as u64) } else { 0 };
        let mut record = reader.as_mut().take(length);
        let taken = (&mut record)
            .take(keep)
            .read_to_end(&mut content)
            .and_then(|_| std::io::copy(&mut record, &mut std::io::sink()));
        if let Err(error) = taken {
            damage = Some(error.to_string());
            break;
        }
        if !wanted {
            continue;
        }
        let name = format!("{}: {url}", source.name);
        if length > keep {
            sink.warn(
                &name,
                None,
                WarningKind::LeftOut {
                    reason: format!("it has {length} bytes, which is more than is read as one file"),
                },
            );
            continue;
        }
        let Some(page) = Page::of(&content, &headers) else { continue };
        let part = Source { name: &name, bytes: &page.bytes };
        match html::read_as(part, FORMAT.name, &page.bytes, page.charset.as_deref()) {
            Ok(mut batch) => {
                for document in &mut batch.documents {
                    document.metadata.entry("url".into()).or_insert_with(|| url.clone());
                    if let Some(at) = field(&headers, "warc-date") {
                        document.metadata.insert("fetched".into(), at);
                    }
                }
                sink.put(batch);
            }
            Err(error) if told < TOLD => {
                told += 1;
                sink.warn(&name, None, WarningKind::LeftOut { reason: error.to_string() });
            }
            Err(_) => {}
        }
    }
    match (sink.documents(), damage) {
        (0, Some(reason)) => Err(ImportError::Damaged { file: source.name.to_owned(), reason }),
        (0, None) => Err(ImportError::Empty { file: source.name.to_owned() }),
        (_, Some(reason)) => {
            sink.warn(source.name, None, WarningKind::BadRecord { reason });
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A page as it was sent.
struct Page {
    bytes: Vec<u8>,
    charset: Option<String>,
}

impl Page {
    /// The page in a record, if it is one that was delivered.
    fn of(content: &[u8], warc: &str) -> Option<Self> {
        let (head, body) = if content.starts_with(b"HTTP/") {
            let end = content.windows(4).take(HEAD).position(|w| w == b"\r\n\r\n")? + 4;
            let (head, body) = content.split_at(end);
            (String::from_utf8_lossy(head).into_owned(), body)
        } else {
            (warc.to_owned(), content)
        };
        let status = head.split_whitespace().nth(1).filter(|_| head.starts_with("HTTP/"));
        let kind = field(&head, "content-type").unwrap_or_default().to_ascii_lowercase();
        if status.is_some_and(|s| !s.starts_with('2'))
            || !(kind.contains("html") || kind.is_empty() && body.contains(&b'<'))
        {
            return None;
        }
        let charset = kind.split("charset=").nth(1).map(|c| c.trim_matches(['"', '\'', ' ', ';']).to_owned());
        let mut bytes = if field(&head, "transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"))
        {
            unchunked(body)
        } else {
            body.to_vec()
        };
        let packed = field(&head, "content-encoding").unwrap_or_default().to_ascii_lowercase();
        if packed.contains("gzip") && bytes.starts_with(b"\x1F\x8B") {
            let mut plain = Vec::new();
            let limit = registry::LARGEST as u64;
            flate2::read::MultiGzDecoder::new(bytes.as_slice()).take(limit).read_to_end(&mut plain).ok()?;
            bytes = plain;
        } else if !packed.is_empty() && packed != "identity" {
            return None;
        }
        Some(Self { bytes, charset })
    }
}

/// The headers of the next record, joined; `None` at the end.
fn headers(reader: &mut dyn BufRead) -> Result<Option<String>, String> {
    let mut out = String::new();
    let mut read = 0;
    loop {
        let mut line = Vec::new();
        let room = (HEAD - read.min(HEAD)) as u64 + 1;
        let taken = (&mut *reader).take(room).read_until(b'\n', &mut line).map_err(|e| e.to_string())?;
        read += taken;
        if read > HEAD {
            return Err("its records cannot be told from each other".into());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        match (taken, text.is_empty(), out.is_empty()) {
            (0, _, true) => return Ok(None),
            (0, ..) | (_, true, false) => return Ok(Some(out)),
            (_, true, true) => {}
            _ => {
                out.push_str(text);
                out.push('\n');
            }
        }
    }
}

fn field(headers: &str, name: &str) -> Option<String> {
    headers.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// A body that was sent in pieces, each after its length.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    while let Some(end) = body.iter().take(100).position(|b| *b == b'\n') {
        let line = String::from_utf8_lossy(body.get(..end).unwrap_or_default()).into_owned();
        let Ok(length) = usize::from_str_radix(line.trim().split(';').next().unwrap_or_default(), 16) else { break };
        body = body.get(end + 1..).unwrap_or_default();
        out.extend_from_slice(body.get(..length.min(body.len())).unwrap_or_default());
        body = body.get(length..).unwrap_or_default();
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        if length == 0 {
            break;
        }
    }
    out
}
