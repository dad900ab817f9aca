//! Fonts of a PDF: which letters stand behind a code, and how wide they are. Only what the file says itself is believed; a code without a
//! word on its letter is unknown, and is not guessed from its glyph.

use super::guard;
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::BTreeMap;

/// Bytes of a font's table of letters.
const TABLE: u64 = 4_000_000;
/// Codes whose width is kept.
const WIDTHS: usize = 70_000;

/// A font.
pub(super) struct Font {
    /// Bytes of a code.
    wide: bool,
    letters: Option<CMap>,
    /// Letters of codes of one byte.
    simple: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f32>,
    width: f32,
    /// Size of a unit of its widths, in units of the font's size.
    unit: f32,
}

/// A code of a shown string.
pub(super) struct Code {
    /// Its letters; `None` where the file does not tell them.
    pub letters: Option<String>,
    /// Its width in units of the font's size.
    pub width: f32,
    /// Whether it is the code 32 of one byte, which word spacing widens.
    pub space: bool,
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn of(dict: &Dict<'_>) -> Self {
        let subtype = dict.get::<Name<'_>>(b"Subtype");
        let is = |name: &[u8]| subtype.as_ref().is_some_and(|s| s.as_ref() == name);
        let letters = dict.get::<Stream<'_>>(b"ToUnicode").and_then(|s| guard::unpack(&s, TABLE));
        let letters = letters.and_then(|table| CMap::parse(&table, |_| None));
        if is(b"Type0") {
            return Self::wide(dict, letters);
        }
        let unit = if is(b"Type3") {
            let matrix = dict.get::<Array<'_>>(b"FontMatrix").and_then(|m| m.iter::<f32>().next());
            matrix.filter(|a| a.is_finite() && a.abs() > 1e-6 && a.abs() < 10.0).unwrap_or(0.001)
        } else {
            0.001
        };
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
        let first = dict.get::<u32>(b"FirstChar").unwrap_or(0);
        let mut widths = BTreeMap::new();
        if let Some(list) = dict.get::<Array<'_>>(b"Widths") {
            widths.extend((first..).zip(list.iter::<f32>().take(256)));
        }
        let width = descriptor.get::<f32>(b"MissingWidth").filter(|w| *w > 0.0).unwrap_or(500.0);
        Self { wide: false, letters, simple: encoding(dict, &descriptor), widths, width, unit }
    }

    fn wide(dict: &Dict<'_>, letters: Option<CMap>) -> Self {
        let below =
            dict.get::<Array<'_>>(b"DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next()).unwrap_or_default();
        let mut widths = BTreeMap::new();
        if let Some(list) = below.get::<Array<'_>>(b"W") {
            let mut items = list.iter::<Object<'_>>();
            while let (Some(Object::Number(first)), Some(second)) = (items.next(), items.next()) {
                let first = first.as_i64().clamp(0, 65_535) as u32;
                match second {
                    Object::Array(list) => widths.extend((first..).zip(list.iter::<f32>().take(WIDTHS))),
                    Object::Number(last) => {
                        let last = last.as_i64().clamp(0, 65_535) as u32;
                        let Some(Object::Number(width)) = items.next() else { break };
                        widths.extend((first..=last).map(|code| (code, width.as_f32())));
                    }
                    _ => break,
                }
            }
        }
        // Other tables of codes than the plain one are those of Chinese, Japanese and Korean; their codes stay unknown.
        Self {
            wide: true,
            letters,
            simple: BTreeMap::new(),
            widths,
            width: below.get::<f32>(b"DW").unwrap_or(1000.0),
            unit: 0.001,
        }
    }

    /// The codes of a shown string.
    pub(super) fn codes<'b>(&'b self, shown: &'b [u8]) -> impl Iterator<Item = Code> + 'b {
        shown.chunks(if self.wide { 2 } else { 1 }).map(|bytes| {
            let code = bytes.iter().fold(0_u32, |code, b| code << 8 | u32::from(*b));
            let width = self.widths.get(&code).copied().unwrap_or(self.width) * self.unit;
            Code {
                letters: self.letters_of(code),
                width: if width.is_finite() { width.clamp(-10.0, 10.0) } else { 0.0 },
                space: !self.wide && code == 32,
            }
        })
    }

    fn letters_of(&self, code: u32) -> Option<String> {
        let told = self.letters.as_ref().and_then(|l| l.lookup_bf_string(code)).map(|found| match found {
            BfString::Char(c) => c.to_string(),
            BfString::String(s) => s,
        });
        let told = told.or_else(|| self.simple.get(&code).cloned())?;
        match told.chars().next() {
            // Bullets of the usual sign fonts; other private letters mean nothing outside of their font.
            Some('\u{F0B7}' | '\u{F0A7}') => Some("\u{2022}".into()),
            Some('\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\0') | None => None,
            Some(_) => Some(told),
        }
    }
}

/// The letters of a simple font: those of its encoding, changed by the names in its differences.
fn encoding(dict: &Dict<'_>, descriptor: &Dict<'_>) -> BTreeMap<u32, String> {
    let named = dict.get::<Name<'_>>(b"Encoding");
    let changed = dict.get::<Dict<'_>>(b"Encoding");
    let base = named.or_else(|| changed.as_ref().and_then(|c| c.get::<Name<'_>>(b"BaseEncoding")));
    let symbolic = descriptor.get::<u32>(b"Flags").is_some_and(|f| f & 4 != 0);
    let page = match base.as_ref().map(Name::as_ref) {
        Some(b"MacRomanEncoding") => Some(encoding_rs::MACINTOSH),
        // A subset with signs of its own tells nothing by its codes.
        None if symbolic => None,
        _ => Some(encoding_rs::WINDOWS_1252),
    };
    let mut out = BTreeMap::new();
    for code in 32..=255_u8 {
        let letter = page.map(|p| p.decode_without_bom_handling(&[code]).0.into_owned());
        // Without a named encoding only the letters that all of them share are sure.
        if let Some(letter) = letter.filter(|l| (base.is_some() || code < 127) && !l.starts_with(char::is_control)) {
            out.insert(u32::from(code), letter);
        }
    }
    let Some(differences) = changed.and_then(|c| c.get::<Array<'_>>(b"Differences")) else { return out };
    let mut code = 0_u32;
    for item in differences.iter::<Object<'_>>().take(1_000) {
        match item {
            Object::Number(n) => code = n.as_i64().clamp(0, 255) as u32,
            Object::Name(name) => {
                match letter_named(name.as_str()) {
                    Some(letter) => out.insert(code, letter),
                    None => out.remove(&code),
                };
                code += 1;
            }
            _ => {}
        }
    }
    out
}

/// Names of signs that are no letters' own, as Adobe's list of glyphs has them.
const NAMES: &str = "space  |exclam !|quotedbl \"|numbersign #|dollar $|percent %|ampersand &|quotesingle '|parenleft (|parenright )|asterisk *|plus +|\
comma ,|hyphen -|minus \u{2212}|period .|slash /|zero 0|one 1|two 2|three 3|four 4|five 5|six 6|seven 7|eight 8|nine 9|colon :|semicolon ;|less <|equal =|\
greater >|question ?|at @|bracketleft [|backslash \\|bracketright ]|underscore _|braceleft {|braceright }|quoteleft \u{2018}|quoteright \u{2019}|\
quotedblleft \u{201C}|quotedblright \u{201D}|guillemotleft \u{AB}|guillemotright \u{BB}|endash \u{2013}|emdash \u{2014}|bullet \u{2022}|ellipsis \u{2026}|\
fi fi|fl fl|ff ff|ffi ffi|ffl ffl|copyright \u{A9}|registered \u{AE}|degree \u{B0}|nbspace \u{A0}|germandbls \u{DF}|dotlessi \u{131}|Idotaccent \u{130}|\
gbreve \u{11F}|Gbreve \u{11E}|scedilla \u{15F}|Scedilla \u{15E}|ae \u{E6}|AE \u{C6}|oe \u{153}|OE \u{152}|oslash \u{F8}|Oslash \u{D8}";
/// Accents that end the names of letters.
const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("tilde", '\u{303}'),
    ("caron", '\u{30C}'),
    ("cedilla", '\u{327}'),
    ("ring", '\u{30A}'),
];

/// The letters of a glyph's name; `None` where it is no name of a letter.
fn letter_named(name: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization as _;
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return c.is_ascii_alphabetic().then(|| c.to_string());
    }
    if let Some((_, sign)) = NAMES.split('|').filter_map(|n| n.split_once(' ')).find(|(n, _)| *n == name) {
        return Some(sign.to_owned());
    }
    let figures = |text: &str| u32::from_str_radix(text, 16).ok().and_then(char::from_u32);
    if let Some(hex) = name.strip_prefix("uni").filter(|h| h.len() >= 4 && h.len() % 4 == 0 && h.is_ascii()) {
        return hex.as_bytes().chunks(4).map(|h| std::str::from_utf8(h).ok().and_then(figures)).collect();
    }
    if let Some(c) = name.strip_prefix('u').filter(|h| (4..=6).contains(&h.len())).and_then(figures) {
        return Some(c.to_string());
    }
    // Arabic letters in the list of Adobe: afii57388 is the Arabic comma, U+060C.
    if let Some(number) = name.strip_prefix("afii57").and_then(|n| n.parse::<u32>().ok()) {
        return arabic(number).map(|c| c.to_string());
    }
    let (accent, mark) = ACCENTS.iter().find(|(a, _)| name.ends_with(a))?;
    let base = name.strip_suffix(accent).filter(|b| b.len() == 1)?;
    Some(format!("{base}{mark}").nfc().collect())
}

/// The Arabic letter behind a number of Adobe's list.
fn arabic(number: u32) -> Option<char> {
    let code = match number {
        381 => 0x66A,
        388 => 0x60C,
        392..=401 => 0x660 + number - 392,
        403 => 0x61B,
        407 => 0x61F,
        409..=434 => 0x621 + number - 409,
        440..=450 => 0x640 + number - 440,
        451..=458 => 0x64B + number - 451,
        470 => 0x647,
        505 => 0x6A4,
        506 => 0x67E,
        507 => 0x686,
        508 => 0x698,
        509 => 0x6AF,
        534 => 0x6D5,
        _ => return None,
    };
    char::from_u32(code)
}
