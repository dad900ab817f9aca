//! Which letters bytes stand for: byte order mark, what the page says of itself, and, where neither holds, what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes at the front in which a page's own word on its charset is looked for; browsers read 1024, saved pages put more before it.
const DECLARED_WITHIN: usize = 8192;
/// Bytes that the detector reads; more do not change its answer.
const DETECT: usize = 400_000;

/// A decoded file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Decoded<'a> {
    /// The letters. What belongs to no letter is U+FFFD.
    pub text: Cow<'a, str>,
    /// Name of the encoding, in lower case.
    pub encoding: String,
    /// Line of the first byte sequence that belongs to no letter, from 1, and how many there are.
    pub unreadable: Option<(usize, usize)>,
    /// The encoding that the page names for itself where the bytes speak against it.
    pub overruled: Option<String>,
}

/// Decodes a file. `declared` finds the page's own word on its charset in its first bytes.
pub(super) fn decode(bytes: &[u8], declared: fn(&[u8]) -> Option<&'static Encoding>) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(bytes.get(mark..).unwrap_or_default(), encoding, None);
    }
    if let Some(encoding) = wide(bytes) {
        return with(bytes, encoding, None);
    }
    let named = declared(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes));
    // Valid UTF-8 beyond ASCII is never anything else by chance.
    if let Ok(text) = std::str::from_utf8(bytes) {
        let overruled = named.filter(|e| *e != UTF_8 && !text.is_ascii()).map(name);
        return Decoded { text: Cow::Borrowed(text), encoding: name(UTF_8), unreadable: None, overruled };
    }
    match named {
        Some(encoding) if encoding != UTF_8 && is_wrong(bytes, encoding) => {
            with(bytes, detected(bytes), Some(name(encoding)))
        }
        Some(encoding) if encoding != UTF_8 || nearly_utf8(bytes) => with(bytes, encoding, None),
        Some(encoding) => with(bytes, detected(bytes), Some(name(encoding))),
        None if nearly_utf8(bytes) => with(bytes, UTF_8, None),
        None => with(bytes, detected(bytes), None),
    }
}

/// Decodes bytes whose encoding is known.
pub(super) fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    with(bytes, encoding, None)
}

/// The name in lower case, as pages write it.
fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_lowercase()
}

fn with<'a>(bytes: &'a [u8], encoding: &'static Encoding, overruled: Option<String>) -> Decoded<'a> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let unreadable = if malformed { first_replacement(&text) } else { None };
    let overruled = overruled.filter(|o| *o != name(encoding));
    Decoded { text, encoding: name(encoding), unreadable, overruled }
}

fn first_replacement(text: &str) -> Option<(usize, usize)> {
    let at = text.find('\u{FFFD}')?;
    let line = text.get(..at)?.matches('\n').count() + 1;
    Some((line, text.matches('\u{FFFD}').count()))
}

/// UTF-16 without a mark: markup begins with a letter of ASCII, whose other byte is NUL.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(400) & !1)?;
    // The high byte is NUL for ASCII, 4 for Cyrillic and 6 for Arabic letters; some of the first letters are markup's.
    let count = |at: usize, wanted: &[u8]| {
        head.chunks_exact(2).filter(|p| p.get(at).is_some_and(|b| wanted.contains(b))).count()
    };
    let pairs = head.len() / 2;
    let mostly = |at: usize| pairs > 3 && count(at, &[0]) > 2 && count(at, &[0, 4, 6]) * 10 > pairs * 8;
    match (mostly(0), mostly(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 with a few damaged places: many good sequences for each bad one.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut bad, mut good, mut rest) = (0_usize, 0_usize, bytes);
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += text.chars().filter(|c| !c.is_ascii()).count();
                break;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                good += std::str::from_utf8(valid).map_or(0, |t| t.chars().filter(|c| !c.is_ascii()).count());
                bad += 1;
                rest = after.get(error.error_len().unwrap_or(after.len())..).unwrap_or_default();
            }
        }
    }
    good > bad * 10
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = bytes.get(..DETECT).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    // Western letters are its answer when it knows nothing better; in Arabic letters each byte pair would be an odd sign.
    if guess == WINDOWS_1252 && looks_arabic(sample) { encoding_rs::WINDOWS_1256 } else { guess }
}

/// Whether a page cannot be in the charset that it names. Old Arabic pages name Western letters because their editor did, and take the two
/// Arabic charsets for each other: then Western letters stand inside Arabic words.
fn is_wrong(bytes: &[u8], named: &'static Encoding) -> bool {
    let sample = bytes.get(..DETECT).unwrap_or(bytes);
    if named == WINDOWS_1252 {
        return looks_arabic(sample);
    }
    if named != encoding_rs::WINDOWS_1256 && named != encoding_rs::ISO_8859_6 {
        return false;
    }
    let found = detected(sample);
    let (as_named, as_found) = (mixed(sample, named), mixed(sample, found));
    found != named && as_named > 5 && as_found * 10 < as_named
}

/// Letters of other scripts, and signs for no letter, that touch an Arabic one.
fn mixed(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let is_arabic = |c: char| ('\u{620}'..='\u{64A}').contains(&c);
    let is_other =
        |c: char| c == '\u{FFFD}' || !c.is_ascii() && c.is_alphabetic() && !('\u{600}'..='\u{6FF}').contains(&c);
    let (mut out, mut before) = (0, ' ');
    for c in text.chars() {
        out += usize::from(is_arabic(before) && is_other(c) || is_other(before) && is_arabic(c));
        before = c;
    }
    out
}

/// Whether the bytes make mostly Arabic letters in windows-1256.
fn looks_arabic(bytes: &[u8]) -> bool {
    let (text, _) = encoding_rs::WINDOWS_1256.decode_without_bom_handling(bytes);
    let (mut arabic, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if ('\u{620}'..='\u{64A}').contains(&c) { arabic += 1 } else { other += 1 }
    }
    arabic > 20 && arabic > other * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str =
        "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";

    fn said(_: &[u8]) -> Option<&'static Encoding> {
        Encoding::for_label(b"windows-1256")
    }

    #[test]
    fn letters_are_told_from_their_bytes() {
        let (old, _, _) = encoding_rs::WINDOWS_1256.encode(ARABIC);
        let found = decode(&old, |_| None);
        assert_eq!((found.text.as_ref(), found.encoding.as_str()), (ARABIC, "windows-1256"));
        let (iso, _, _) = encoding_rs::ISO_8859_6.encode(ARABIC);
        assert_eq!(decode(&iso, |_| None).text, ARABIC);
        let wide: Vec<u8> = format!("<html>{ARABIC}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide, |_| None).text, format!("<html>{ARABIC}"));
    }

    #[test]
    fn a_page_that_names_the_wrong_charset_is_not_believed() {
        let found = decode(ARABIC.as_bytes(), said);
        assert_eq!((found.encoding.as_str(), found.overruled.as_deref()), ("utf-8", Some("windows-1256")));
        assert_eq!(found.text, ARABIC);
    }

    #[test]
    fn a_few_damaged_bytes_cost_no_other_letter() {
        let mut bytes = ARABIC.as_bytes().to_vec();
        bytes[41] = 0xFF;
        let found = decode(&bytes, |_| None);
        assert_eq!(found.encoding, "utf-8");
        assert!(found.unreadable.is_some() && found.text.contains("السنوي"));
    }
}
