//! RTF documents, as word processors and press databases write them: text of every charset that RTF knows, paragraphs, headings.

use super::ImportError;
use super::paragraphs::{self, PARAGRAPHS, Paragraph};
use super::registry::{Format, Recognition, Source};
use super::sink::Sink;
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "rtf", endings: &["rtf", "doc"], recognise, read };

/// Bytes of a document with its pictures.
const LIMIT: usize = 32_000_000;
/// Groups inside each other.
const DEPTH: usize = 1_000;
/// Groups whose words are none of the text.
const SILENT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "shpinst",
    "filetbl",
    "revtbl",
    "listtext",
    "pntext",
];

fn recognise(bytes: &[u8]) -> Recognition {
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") { Recognition::Certain } else { Recognition::No }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    if source.bytes.len() > LIMIT {
        return Err(ImportError::TooLarge { file: source.name.to_owned(), bytes: source.bytes.len(), limit: LIMIT });
    }
    let mut reader = Reader::new(source.bytes);
    reader.run();
    let encoding = reader.page.name().to_lowercase();
    paragraphs::read(source, FORMAT.name, &encoding, &reader.finish(), &BTreeMap::new(), sink)
}

#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    bold: bool,
    /// Bytes that stand for a letter which `\u` has given.
    skip: usize,
    font: i64,
    heading: u8,
    cell: bool,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    groups: Vec<Group>,
    group: Group,
    /// The document's own code page, and those of fonts.
    page: &'static Encoding,
    fonts: BTreeMap<i64, &'static Encoding>,
    defining: Option<i64>,
    in_fonts: bool,
    /// Bytes of a code page that wait to become letters.
    pending: Vec<u8>,
    high: Option<u16>,
    to_skip: usize,
    /// Whether the group has just been opened and its first word decides what it is.
    fresh: bool,
    current: Paragraph,
    out: Vec<Paragraph>,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let group = Group { silent: false, bold: false, skip: 1, font: -1, heading: 0, cell: false };
        Self {
            bytes,
            at: 0,
            groups: Vec::new(),
            group,
            page: encoding_rs::WINDOWS_1252,
            fonts: BTreeMap::new(),
            defining: None,
            in_fonts: false,
            pending: Vec::new(),
            high: None,
            to_skip: 0,
            fresh: false,
            current: Paragraph::default(),
            out: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied().filter(|_| self.out.len() <= PARAGRAPHS) {
            self.at += 1;
            match byte {
                b'{' => {
                    self.letters();
                    if self.groups.len() < DEPTH {
                        self.groups.push(self.group);
                    }
                    self.fresh = true;
                    self.to_skip = 0;
                }
                b'}' => {
                    self.letters();
                    if let Some(group) = self.groups.pop() {
                        self.group = group;
                    }
                    if self.groups.len() <= 1 {
                        self.in_fonts = false;
                    }
                    self.to_skip = 0;
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ if self.to_skip > 0 => self.to_skip -= 1,
                _ => {
                    self.fresh = false;
                    if !self.group.silent {
                        self.pending.push(byte);
                    }
                }
            }
        }
        self.letters();
    }

    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let figures = self.bytes.get(self.at..self.at + 2).and_then(|h| std::str::from_utf8(h).ok());
                    let byte = figures.and_then(|h| u8::from_str_radix(h, 16).ok());
                    self.at = (self.at + 2).min(self.bytes.len());
                    if self.to_skip > 0 {
                        self.to_skip -= 1;
                    } else if let Some(byte) = byte.filter(|_| !self.group.silent) {
                        self.pending.push(byte);
                    }
                }
                b'*' => self.group.silent = true,
                b'~' => self.letter('\u{A0}'),
                b'_' => self.letter('\u{2011}'),
                b'\\' | b'{' | b'}' if !self.group.silent => self.pending.push(first),
                b'\r' | b'\n' => self.end_paragraph(),
                _ => {}
            }
            return;
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) && self.at - start < 40 {
            self.at += 1;
        }
        let word = std::str::from_utf8(self.bytes.get(start..self.at).unwrap_or_default()).unwrap_or_default();
        let from = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - from < 12 {
            self.at += 1;
        }
        let number = std::str::from_utf8(self.bytes.get(from..self.at).unwrap_or_default())
            .ok()
            .and_then(|n| n.parse::<i64>().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(word, number);
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh && SILENT.contains(&word) {
            self.group.silent = true;
            self.in_fonts = word == "fonttbl";
        }
        match word {
            "u" => {
                self.letters();
                self.to_skip = self.group.skip;
                let unit = number.unwrap_or(0) as u16;
                match (self.high.take(), unit) {
                    (_, 0xD800..=0xDBFF) => self.high = Some(unit),
                    (Some(high), 0xDC00..=0xDFFF) => {
                        let letter = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                        self.letter(letter.unwrap_or('\u{FFFD}'));
                    }
                    (_, unit) => self.letter(char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}')),
                }
            }
            "uc" => self.group.skip = number.unwrap_or(1).clamp(0, 16) as usize,
            "bin" => self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.bytes.len()),
            "ansicpg" => self.page = code_page(number.unwrap_or(1252)).unwrap_or(self.page),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "f" if self.in_fonts => self.defining = number,
            "fcharset" if self.in_fonts => {
                if let (Some(font), Some(encoding)) = (self.defining, number.and_then(char_set)) {
                    self.fonts.insert(font, encoding);
                }
            }
            "f" => {
                self.letters();
                self.group.font = number.unwrap_or(-1);
            }
            "b" => {
                self.letters();
                self.group.bold = number != Some(0);
            }
            "plain" => {
                self.letters();
                self.group.bold = false;
            }
            "par" | "sect" | "page" | "row" => self.end_paragraph(),
            "cell" | "nestcell" => {
                self.group.cell = true;
                self.end_paragraph();
            }
            "pard" => {
                self.letters();
                self.group.heading = 0;
                self.group.cell = false;
            }
            "intbl" => self.group.cell = true,
            "outlinelevel" => {
                self.group.heading = number.map_or(0, |n| if (0..6).contains(&n) { n as u8 + 1 } else { 0 });
            }
            "line" => self.letter('\n'),
            "tab" => self.letter('\t'),
            "emdash" => self.letter('\u{2014}'),
            "endash" => self.letter('\u{2013}'),
            "lquote" => self.letter('\u{2018}'),
            "rquote" => self.letter('\u{2019}'),
            "ldblquote" => self.letter('\u{201C}'),
            "rdblquote" => self.letter('\u{201D}'),
            "bullet" => self.letter('\u{2022}'),
            "zwj" => self.letter('\u{200D}'),
            "zwnj" => self.letter('\u{200C}'),
            "ltrmark" => self.letter('\u{200E}'),
            "rtlmark" => self.letter('\u{200F}'),
            _ => {}
        }
    }

    /// Bytes that wait become letters in the font's charset.
    fn letters(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let encoding = self.fonts.get(&self.group.font).copied().unwrap_or(self.page);
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.put(&text);
    }

    fn letter(&mut self, letter: char) {
        self.letters();
        if !self.group.silent {
            self.put(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn put(&mut self, text: &str) {
        if self.group.bold {
            self.current.bold += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        self.current.heading = self.current.heading.max(self.group.heading);
        self.current.cell |= self.group.cell;
        self.current.text.push_str(text);
    }

    fn end_paragraph(&mut self) {
        self.letters();
        if !self.group.silent {
            self.out.push(std::mem::take(&mut self.current));
        }
    }

    fn finish(mut self) -> Vec<Paragraph> {
        self.out.push(self.current);
        self.out
    }
}

fn code_page(number: i64) -> Option<&'static Encoding> {
    match number {
        65001 => Some(encoding_rs::UTF_8),
        10000 => Some(encoding_rs::MACINTOSH),
        n => Encoding::for_label(format!("windows-{n}").as_bytes())
            .or_else(|| Encoding::for_label(format!("cp{n}").as_bytes())),
    }
}

/// Charsets of fonts by their numbers in RTF.
fn char_set(number: i64) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1252,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}
