//! Before a PDF is opened: how much its streams would take once they are unpacked. The library unpacks the streams that hold other objects
//! without a limit, so a bomb has to be found before.

use hayro_syntax::object::{Array, Name, Stream};
use std::io::Read as _;

/// Bytes of all streams once unpacked, but for those of pictures, which nobody unpacks.
const ALL: u64 = 120_000_000;
/// Bytes of one stream once unpacked.
pub(super) const ONE: u64 = 32_000_000;
/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 4_000;
/// What a byte of a packed stream becomes at most, where it cannot be counted.
const RATIO: u64 = 1_100;

/// Whether a file is protected: its streams cannot be counted before they are opened.
pub(super) fn is_protected(bytes: &[u8]) -> bool {
    let mark = b"/Encrypt";
    let mut at = 0;
    while let Some(found) = find(bytes, at, mark) {
        at = found + mark.len();
        // The key stands before a reference or a dictionary; other names only begin like it.
        let next = bytes.get(at..).unwrap_or_default().iter().find(|b| !b.is_ascii_whitespace());
        if next.is_some_and(|b| b.is_ascii_digit() || *b == b'<') {
            return true;
        }
    }
    false
}

/// Whether the streams of a file are small enough to be unpacked.
pub(super) fn is_small(bytes: &[u8]) -> bool {
    let mut sum = 0_u64;
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"stream") {
        at = found + 6;
        if bytes.get(..found).is_some_and(|b| b.ends_with(b"end")) {
            continue;
        }
        let start = match bytes.get(at..at + 2) {
            Some(b"\r\n") => at + 2,
            _ => at + 1,
        };
        let dictionary = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default();
        let open = dictionary.windows(4).rposition(|w| w == b" obj").unwrap_or(0);
        let dictionary = dictionary.get(open..).unwrap_or_default();
        let has = |name: &[u8]| dictionary.windows(name.len()).any(|w| w == name);
        let data = bytes.get(start..).unwrap_or_default();
        let end = find(data, 0, b"endstream").unwrap_or(data.len());
        // Names may be written with numbers for their letters; such a dictionary says nothing for sure.
        let plain = !has(b"#");
        let picture = plain && (has(b"/Subtype/Image") || has(b"/Subtype /Image")) && !has(b"/First");
        let packed = has(b"/FlateDecode") || has(b"/Fl ") || has(b"/Fl/") || has(b"/Fl>") || has(b"/Fl]");
        let other = ["/LZW", "/RunLength", "/RL", "/ASCII85", "/A85", "/ASCIIHex", "/AHx", "/Crypt"];
        let chained =
            other.iter().any(|o| has(o.as_bytes())) || dictionary.windows(3).filter(|w| w == b"/Fl").count() > 1;
        let length = match unpacked(data) {
            Some(length) if packed && plain && !chained => length,
            Some(length) => length.max(end as u64 * RATIO),
            None if !packed && !chained && plain && !has(b"/Filter") => end as u64,
            None if picture => 0,
            None => end as u64 * RATIO,
        };
        if picture {
            continue;
        }
        sum += length;
        if length > ONE || sum > ALL {
            return false;
        }
    }
    true
}

/// How many bytes a packed stream holds, up to one more than the limit; `None` where it is none.
fn unpacked(data: &[u8]) -> Option<u64> {
    if data.first().is_none_or(|b| b & 0x0F != 8) {
        return None;
    }
    let mut reader = flate2::read::ZlibDecoder::new(data).take(ONE + 1);
    let mut buffer = [0; 16_384];
    let mut sum = 0;
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => sum += n as u64,
            Err(_) if sum == 0 => return None,
            Err(_) => break,
        }
    }
    Some(sum)
}

fn find(bytes: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = *mark.first()?;
    let mut at = 0;
    while let Some(next) = rest.get(at..)?.iter().position(|b| *b == first) {
        at += next;
        if rest.get(at..).is_some_and(|r| r.starts_with(mark)) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

/// Unpacks a stream up to a limit; `None` where it is packed in a way that cannot be held to one.
pub(super) fn unpack(stream: &Stream<'_>, limit: u64) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let name = stream.dict().get::<Name<'_>>(b"Filter");
    let list = stream.dict().get::<Array<'_>>(b"Filter");
    let names: Vec<Name<'_>> = name.into_iter().chain(list.iter().flat_map(Array::iter)).take(3).collect();
    match names.as_slice() {
        [] => Some(raw.get(..raw.len().min(limit as usize)).unwrap_or_default().to_vec()),
        [only] if matches!(only.as_ref(), b"FlateDecode" | b"Fl") && !stream.dict().contains_key(b"DecodeParms") => {
            let mut out = Vec::new();
            let read = flate2::read::ZlibDecoder::new(raw.as_ref()).take(limit).read_to_end(&mut out);
            // A stream that was cut off is read as far as it goes.
            (read.is_ok() || !out.is_empty()).then_some(out)
        }
        _ => stream.decoded_data().ok().map(std::borrow::Cow::into_owned).filter(|d| d.len() as u64 <= limit),
    }
}
