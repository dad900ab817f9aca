//! Small helps for formats that are XML.

use super::charset;
use encoding_rs::Encoding;
use quick_xml::events::{BytesRef, BytesStart};

/// Open elements that are remembered.
const DEPTH: usize = 100;

/// A name in lower case, with its prefix.
pub(super) fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == wanted.as_bytes())?;
    let value = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&value).map(std::borrow::Cow::into_owned).unwrap_or(value))
}

/// What a reference such as `&amp;` stands for; an unknown one stays as it is.
pub(super) fn letters(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    match reference.decode().unwrap_or_default().as_ref() {
        "lt" => "<".into(),
        "gt" => ">".into(),
        "amp" => "&".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        "nbsp" => "\u{A0}".into(),
        other => format!("&{other};"),
    }
}

/// The charset that an XML file names in its first line.
pub(super) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let line = head.split(|b| *b == b'>').next()?;
    let text = String::from_utf8_lossy(line);
    let (_, behind) = text.split_once("encoding")?;
    let label = behind.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'', ' ', '?']).next()?;
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

/// A part of an archive as text.
pub(super) fn text_of(bytes: &[u8]) -> String {
    charset::decode(bytes, declared).text.into_owned()
}

/// The names of the open elements.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tags {
    open: Vec<String>,
    deeper: usize,
}

impl Tags {
    /// Opens an element; its name.
    pub(super) fn open(&mut self, tag: &BytesStart<'_>) -> String {
        let name = name(tag.name().as_ref());
        if self.open.len() < DEPTH {
            self.open.push(name.clone());
        } else {
            self.deeper += 1;
        }
        name
    }

    /// Closes the innermost element; the name of the one around it.
    pub(super) fn close(&mut self) -> String {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.open.pop();
        }
        self.open.last().cloned().unwrap_or_default()
    }
}
