//! Web pages saved with everything in one file (MHTML): the first part that is a page is read; pictures and styles stay in the source bytes.

use super::html;
use super::registry::{Format, Recognition, Source};
use super::{ImportBatch, ImportError};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format {
    name: "mhtml",
    endings: &["mhtml", "mht", "eml"],
    recognise,
    read: |source, sink| sink.put_one(read(source)),
};

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes).to_ascii_lowercase();
    let text = String::from_utf8_lossy(&head);
    let headed = ["from:", "mime-version:", "content-type:", "subject:", "date:", "message-id:"]
        .iter()
        .any(|h| text.trim_start().starts_with(h));
    let page = text.contains("multipart/related")
        || text.contains("multipart/alternative")
        || text.contains("content-type: text/html");
    if headed && page && text.contains("mime-version:") { Recognition::Certain } else { Recognition::No }
}

fn read(source: Source<'_>) -> Result<ImportBatch, ImportError> {
    if source.bytes.len() > html::LIMIT {
        return Err(ImportError::TooLarge {
            file: source.name.to_owned(),
            bytes: source.bytes.len(),
            limit: html::LIMIT,
        });
    }
    let (headers, body) = split_head(source.bytes);
    let Some((charset, page)) = page(&headers, body, 0) else {
        return Err(ImportError::Damaged { file: source.name.to_owned(), reason: "no web page stands in it".into() });
    };
    let mut batch = html::read_as(source, FORMAT.name, &page, charset.as_deref())?;
    let url = field(&headers, "snapshot-content-location").or_else(|| field(&headers, "content-location"));
    for document in &mut batch.documents {
        if let Some(url) = url.as_deref().filter(|u| u.contains("://")) {
            document.metadata.entry("url".into()).or_insert_with(|| url.to_owned());
        }
    }
    Ok(batch)
}

/// Charset and bytes of the first page among the parts. Parts may hold parts.
fn page(headers: &str, body: &[u8], depth: usize) -> Option<(Option<String>, Vec<u8>)> {
    let kind = field(headers, "content-type").unwrap_or_default();
    if let Some(boundary) = parameter(&kind, "boundary").filter(|_| depth < 5) {
        let mark = format!("--{boundary}");
        return parts(body, mark.as_bytes()).into_iter().find_map(|part| {
            let (headers, body) = split_head(part);
            page(&headers, body, depth + 1)
        });
    }
    let lower = kind.to_ascii_lowercase();
    if !lower.contains("text/html") && !lower.contains("application/xhtml") {
        return None;
    }
    let coded = field(headers, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match coded.trim() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    };
    Some((parameter(&kind, "charset"), bytes))
}

/// Headers with their continued lines joined, and what stands behind the empty line.
fn split_head(bytes: &[u8]) -> (String, &[u8]) {
    let bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
    let limit = bytes.len().min(64_000);
    let head = bytes.get(..limit).unwrap_or(bytes);
    let end = (0..limit)
        .find(|i| head.get(*i..).is_some_and(|r| r.starts_with(b"\r\n\r\n") || r.starts_with(b"\n\n")))
        .unwrap_or(limit);
    let body = bytes
        .get(end..)
        .map(|b| b.strip_prefix(b"\r\n\r\n").or_else(|| b.strip_prefix(b"\n\n")).unwrap_or(b))
        .unwrap_or_default();
    let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).replace("\r\n", "\n");
    (text.replace("\n\t", " ").replace("\n ", " "), body)
}

fn field(headers: &str, name: &str) -> Option<String> {
    headers.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let plain = value.trim().trim_matches('"').to_owned();
        (key.trim().eq_ignore_ascii_case(name) && !plain.is_empty()).then_some(plain)
    })
}

/// The pieces between the lines that begin with the mark.
fn parts<'a>(body: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut cuts = Vec::new();
    let mut line = 0;
    while line < body.len() {
        let end =
            body.get(line..).and_then(|b| b.iter().position(|c| *c == b'\n')).map_or(body.len(), |p| line + p + 1);
        if body.get(line..end).is_some_and(|l| l.starts_with(mark)) {
            cuts.push((line, end));
        }
        line = end;
    }
    let mut out = Vec::new();
    for (at, (_, start)) in cuts.iter().enumerate() {
        let end = cuts.get(at + 1).map_or(body.len(), |(next, _)| *next);
        out.extend(body.get(*start..end));
    }
    out
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte != b'=' {
            out.push(*byte);
            at += 1;
            continue;
        }
        match bytes.get(at + 1..at + 3) {
            Some([b'\r', b'\n']) => at += 3,
            Some([b'\n', _]) => at += 2,
            Some(figures) => {
                let letter = std::str::from_utf8(figures).ok().and_then(|f| u8::from_str_radix(f, 16).ok());
                out.push(letter.unwrap_or(b'='));
                at += if letter.is_some() { 3 } else { 1 };
            }
            None => at += 1,
        }
    }
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    out
}
