//! The walk through the markup: text becomes blocks, tags become elements that remember what names say about them.
//!
//! html5ever's tokenizer reads the markup; the nesting is kept here, since its tree builder looks through all open elements at each tag,
//! and a page of a million nested tags would take hours. No tree is needed either: elements and blocks come in the order of the
//! page, so each element holds a run of blocks.

use super::names;
use super::tags::{INLINE, closes, hides, is_void, parts_text};
use crate::import::markup::{self, Hints};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Open elements above which further ones are read as if they stood beside each other, as browsers do.
const DEPTH: usize = 512;
/// Elements that are remembered; the text of further ones counts to the element around them.
const ELEMENTS: usize = 400_000;
/// Facts of the head that are kept.
const FACTS: usize = 400;
/// Bytes of one fact, and of one piece of linked data.
const FACT_BYTES: usize = 4_000;
const DATA_BYTES: usize = 2_000_000;

/// An element that parts blocks or says something about them.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its tag.
    pub name: LocalName,
    /// Index of the element around it; the first is its own.
    pub parent: u32,
    /// What its tag and names say.
    pub hints: Hints,
    /// Its blocks, half-open.
    pub blocks: Range<u32>,
}

/// A piece of text between two tags that part text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Bytes of the page's text, with spaces at its ends.
    pub range: Range<usize>,
    /// The innermost element.
    pub element: u32,
    /// Hints of tags inside the block, such as a span for the author.
    pub inside: Hints,
    /// Characters that are no spaces; how many of them are links, and how many are bold.
    pub chars: u32,
    /// Characters inside links.
    pub link: u32,
    /// Characters in bold.
    pub bold: u32,
}

/// A page as it was walked.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// All text; blocks are parted by line feeds.
    pub text: String,
    /// The blocks.
    pub pieces: Vec<Piece>,
    /// The elements in the order of their start tags; the first holds the page.
    pub elements: Vec<Element>,
    /// Facts of the head and of properties: name in lower case, and content.
    pub facts: Vec<(String, String)>,
    /// Linked data as it was found.
    pub data: Vec<String>,
    /// What elements of time say, with the piece of text that they stand in.
    pub times: Vec<(usize, String)>,
    /// The title of the window.
    pub title: String,
    /// Whether a NUL stood in the text.
    pub nul: bool,
    /// Whether elements were nested deeper than is read.
    pub deep: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Silent {
    /// It is no text of the page.
    Nothing,
    /// Linked data.
    Data,
    /// The window's title.
    Title,
}

#[allow(clippy::struct_excessive_bools)] // independent observations, not states
struct Open {
    name: LocalName,
    /// The element, where it is one that is remembered.
    element: Option<u32>,
    /// Whether it parts text.
    parts: bool,
    link: bool,
    bold: bool,
    keeps_lines: bool,
}

#[derive(Default)]
struct Walker {
    page: Walked,
    open: Vec<Open>,
    /// Open tags with a link, bold letters, or lines that count.
    links: u32,
    bolds: u32,
    kept: u32,
    /// What the text of a raw element is good for, until the tag that ends it.
    silent: Option<(LocalName, Silent)>,
    /// Templates are nested.
    templates: u32,
    buffer: String,
    chars: u32,
    link: u32,
    bold: u32,
    inside: Hints,
    space: bool,
    /// Line feeds that the next block is to have before it.
    gap: u8,
    classes: BTreeMap<String, Hints>,
    /// Whether a link was closed and nothing followed.
    after_link: bool,
}

/// The receiver of tokens.
#[derive(Default)]
pub(super) struct Walk(RefCell<Walker>);

impl Walk {
    /// What was found.
    pub(super) fn finish(self) -> Walked {
        let mut walker = self.0.into_inner();
        walker.flush(2);
        let last = walker.page.pieces.len() as u32;
        for open in &walker.open {
            if let Some(element) = open.element.and_then(|e| walker.page.elements.get_mut(e as usize)) {
                element.blocks.end = last;
            }
        }
        if let Some(first) = walker.page.elements.first_mut() {
            first.blocks.end = last;
        }
        walker.page
    }
}

impl TokenSink for Walk {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut walker = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return walker.start(&tag),
            Token::TagToken(tag) => walker.end(&tag.name),
            Token::CharacterTokens(text) => walker.text(&text),
            Token::NullCharacterToken => {
                walker.page.nul = true;
                walker.text("\u{FFFD}");
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Walker {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if self.silent.is_some() {
            return TokenSinkResult::Continue;
        }
        match name {
            "meta" => self.meta(&tag.attrs),
            "link" => self.linked(&tag.attrs),
            "template" => {
                // A shadow root's template is shown by the browser; any other is a mould for scripts.
                self.templates += u32::from(self.templates > 0 || attribute(&tag.attrs, "shadowrootmode").is_none());
                return TokenSinkResult::Continue;
            }
            "html" => {
                if let Some(language) = attribute(&tag.attrs, "lang").or_else(|| attribute(&tag.attrs, "xml:lang")) {
                    self.fact("html lang", language);
                }
            }
            "script" => {
                let kind = attribute(&tag.attrs, "type").unwrap_or_default().to_ascii_lowercase();
                let data = kind.trim() == "application/ld+json";
                if data {
                    self.page.data.push(String::new());
                }
                self.silent = Some((tag.name.clone(), if data { Silent::Data } else { Silent::Nothing }));
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "iframe" | "noembed" | "noframes" => {
                self.silent = Some((tag.name.clone(), Silent::Nothing));
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "title" if !self.open.iter().any(|o| &*o.name == "svg") => {
                self.silent = Some((tag.name.clone(), Silent::Title));
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "br" => self.flush(1),
            "hr" | "img" => self.space = true,
            _ => {}
        }
        if is_void(name) {
            self.property(tag);
            return TokenSinkResult::Continue;
        }
        self.imply_ends(name);
        let hints = self.hints(tag);
        let parts = parts_text(name) && !(name.contains('-') && self.open.iter().any(|o| &*o.name == "p"));
        if parts {
            self.flush(if matches!(name, "td" | "th" | "option") { 1 } else { 2 });
        } else if name == "a" && self.after_link && !self.buffer.trim().is_empty() && !self.space {
            // Two links without a space are two entries of a menu.
            self.flush(1);
        } else if hints & INLINE != 0 && self.inside & INLINE != 0 && self.inside & hints & INLINE == 0 {
            self.flush(1);
        }
        self.push(tag, hints, parts);
        match name {
            "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// Ends that the markup leaves out.
    fn imply_ends(&mut self, name: &str) {
        if parts_text(name) && !name.contains('-') {
            self.close_up_to(
                &["p"],
                &["button", "table", "td", "th", "caption", "object", "blockquote", "li", "div", "section", "article"],
            );
        }
        let (tags, borders) = closes(name);
        if !tags.is_empty() {
            self.close_up_to(tags, borders);
        }
    }

    /// Closes the innermost of some open tags, unless a border stands before it.
    fn close_up_to(&mut self, tags: &[&str], borders: &[&str]) {
        for at in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(at) else { return };
            if tags.contains(&&*open.name) {
                self.pop_to(at);
                // A row closes its cell as well, so what stands further out may be meant too.
                if tags.len() < 3 {
                    return;
                }
            } else if borders.contains(&&*open.name) {
                return;
            }
        }
    }

    fn push(&mut self, tag: &Tag, hints: Hints, parts: bool) {
        if self.open.len() >= DEPTH {
            self.page.deep = true;
            return;
        }
        if self.page.elements.is_empty() {
            self.page.elements.push(Element { name: LocalName::from("html"), parent: 0, hints: 0, blocks: 0..0 });
        }
        let name: &str = &tag.name;
        let remembered = (parts || hints != 0) && name != "html" && self.page.elements.len() < ELEMENTS;
        let element = remembered.then(|| {
            let at = self.page.elements.len() as u32;
            let first = self.page.pieces.len() as u32;
            let parent = self.element();
            self.page.elements.push(Element { name: tag.name.clone(), parent, hints, blocks: first..first });
            at
        });
        if hints != 0 && !parts {
            self.inside |= hints;
        }
        let open = Open {
            name: tag.name.clone(),
            element,
            parts: parts_text(name),
            link: name == "a" && attribute(&tag.attrs, "href").is_some(),
            bold: matches!(name, "b" | "strong"),
            keeps_lines: matches!(name, "pre" | "textarea" | "xmp" | "plaintext" | "listing"),
        };
        self.links += u32::from(open.link);
        self.bolds += u32::from(open.bold);
        self.kept += u32::from(open.keeps_lines);
        self.open.push(open);
    }

    /// The innermost element that is remembered.
    fn element(&self) -> u32 {
        self.open.iter().rev().find_map(|o| o.element).unwrap_or(0)
    }

    fn end(&mut self, name: &LocalName) {
        if let Some((until, _)) = &self.silent {
            if until == name {
                self.silent = None;
            }
            return;
        }
        match &**name {
            "template" => self.templates = self.templates.saturating_sub(1),
            "br" => self.flush(1),
            tag => {
                let parts = parts_text(tag);
                if parts {
                    self.flush(2);
                }
                let table = matches!(tag, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "html" | "body");
                for at in (0..self.open.len()).rev() {
                    let Some(open) = self.open.get(at) else { break };
                    if open.name == *name {
                        self.pop_to(at);
                        break;
                    }
                    // A stray end closes neither the paragraph around it nor, from inside a cell, what holds the table.
                    if open.parts && !parts || !table && matches!(&*open.name, "td" | "th" | "table" | "button") {
                        break;
                    }
                }
            }
        }
    }

    /// Closes all open tags from `at` on.
    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.last() else { return };
            if open.parts {
                let gap = if matches!(&*open.name, "td" | "th" | "option") { 1 } else { 2 };
                self.flush(gap);
            }
            let Some(open) = self.open.pop() else { return };
            self.links -= u32::from(open.link);
            self.bolds -= u32::from(open.bold);
            self.kept -= u32::from(open.keeps_lines);
            self.after_link = open.link;
            let last = self.page.pieces.len() as u32 + u32::from(!self.buffer.trim().is_empty());
            if let Some(element) = open.element.and_then(|e| self.page.elements.get_mut(e as usize)) {
                element.blocks.end = last;
            }
        }
    }

    fn text(&mut self, text: &str) {
        match &self.silent {
            Some((_, Silent::Data)) => {
                if let Some(data) = self.page.data.last_mut().filter(|d| d.len() + text.len() <= DATA_BYTES) {
                    data.push_str(text);
                }
                return;
            }
            Some((_, Silent::Title)) => {
                if self.page.title.len() + text.len() <= FACT_BYTES {
                    self.page.title.push_str(text);
                }
                return;
            }
            Some(_) => return,
            None => {}
        }
        if self.templates > 0 {
            return;
        }
        let (keeps_lines, link, bold) = (self.kept > 0, self.links > 0, self.bolds > 0);
        let mut chars = 0;
        for (at, line) in text.split(['\n', '\r']).enumerate() {
            if at > 0 {
                if keeps_lines {
                    self.count(&mut chars, link, bold);
                    self.flush(1);
                } else {
                    self.space = true;
                }
            }
            for c in line.chars() {
                match c {
                    ' ' | '\t' | '\u{C}' if !keeps_lines => self.space = true,
                    _ => {
                        if self.space && !self.buffer.is_empty() {
                            self.buffer.push(' ');
                        }
                        self.space = false;
                        self.after_link = false;
                        self.buffer.push(c);
                        chars += u32::from(!c.is_whitespace()) + u32::from(is_syllable(c));
                    }
                }
            }
        }
        self.count(&mut chars, link, bold);
    }

    fn count(&mut self, chars: &mut u32, link: bool, bold: bool) {
        let chars = std::mem::take(chars);
        self.chars += chars;
        self.link += if link { chars } else { 0 };
        self.bold += if bold { chars } else { 0 };
    }

    /// Ends the block. `gap` is how many line feeds part it from the next at least.
    fn flush(&mut self, gap: u8) {
        self.space = false;
        self.after_link = false;
        if self.chars == 0 {
            // Spaces that cannot be seen are kept only where letters stand beside them.
            self.buffer.clear();
            self.inside = self.open_inside();
            self.gap = self.gap.max(gap);
            return;
        }
        if !self.page.text.is_empty() {
            self.page.text.push_str(if self.gap > 1 { "\n\n" } else { "\n" });
        }
        let start = self.page.text.len();
        self.page.text.push_str(&self.buffer);
        self.buffer.clear();
        let element = self.block_element();
        let (chars, link, bold) = (self.chars, self.link, self.bold);
        self.page.pieces.push(Piece {
            range: start..self.page.text.len(),
            element,
            inside: self.inside,
            chars,
            link,
            bold,
        });
        (self.chars, self.link, self.bold, self.inside) = (0, 0, 0, self.open_inside());
        self.gap = gap;
    }

    /// The innermost element that parts text.
    fn block_element(&self) -> u32 {
        self.open.iter().rev().find(|o| o.element.is_some() && o.parts).and_then(|o| o.element).unwrap_or(0)
    }

    /// Hints of open tags inside the block.
    fn open_inside(&self) -> Hints {
        let inner = self.open.iter().rev().take_while(|o| !o.parts);
        inner.filter_map(|o| self.page.elements.get(o.element? as usize)).fold(0, |all, e| all | e.hints)
    }

    fn hints(&mut self, tag: &Tag) -> Hints {
        let name: &str = &tag.name;
        let mut hints = names::of_tag(name);
        for attr in &tag.attrs {
            let value: &str = &attr.value;
            hints |= match &*attr.name.local {
                "class" | "id" | "data-component" | "data-testid" | "data-block" => self.class(value),
                "itemprop" | "property" => names::of_property(value),
                "role" => names::of_role(value),
                "rel" if value.split_ascii_whitespace().any(|r| r == "author") => markup::AUTHOR,
                "rel" if value.split_ascii_whitespace().any(|r| r == "tag") => markup::TAGS,
                "hidden" => markup::HIDDEN,
                "aria-hidden" if value == "true" => markup::HIDDEN,
                "style" if hides(value) => markup::HIDDEN,
                _ => 0,
            };
        }
        // The whole page's classes tell what kind of page it is.
        if matches!(name, "html" | "body") {
            hints &= markup::ARTICLE;
        }
        self.property(tag);
        hints
    }

    fn class(&mut self, value: &str) -> Hints {
        if let Some(known) = self.classes.get(value) {
            return *known;
        }
        let hints = names::of_class(value);
        if self.classes.len() < 5_000 && value.len() < 400 {
            self.classes.insert(value.to_owned(), hints);
        }
        hints
    }

    /// Facts that stand in attributes: dates of `time` and contents of properties.
    fn property(&mut self, tag: &Tag) {
        if let Some(date) = attribute(&tag.attrs, "datetime").filter(|_| self.page.times.len() < FACTS) {
            // The text inside it belongs to the block that is gathered now.
            self.page.times.push((self.page.pieces.len(), date.chars().take(40).collect()));
        }
        if let (Some(property), Some(content)) = (attribute(&tag.attrs, "itemprop"), attribute(&tag.attrs, "content")) {
            self.fact(&format!("itemprop {property}"), content);
        }
    }

    fn meta(&mut self, attrs: &[Attribute]) {
        let Some(content) = attribute(attrs, "content") else { return };
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = attribute(attrs, key) {
                self.fact(name, content);
            }
        }
    }

    fn linked(&mut self, attrs: &[Attribute]) {
        let rel = attribute(attrs, "rel").unwrap_or_default();
        if rel.eq_ignore_ascii_case("canonical")
            && let Some(address) = attribute(attrs, "href")
        {
            self.fact("link canonical", address);
        }
    }

    fn fact(&mut self, name: &str, content: &str) {
        if self.page.facts.len() < FACTS
            && content.len() <= FACT_BYTES
            && !content.trim().is_empty()
            && name.len() < 100
        {
            self.page.facts.push((name.trim().to_lowercase(), content.trim().to_owned()));
        }
    }
}

fn attribute<'a>(attrs: &'a [Attribute], name: &str) -> Option<&'a str> {
    attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// Signs that stand for a word or a syllable, as the Chinese, Japanese and Korean ones: one says as much as two letters.
fn is_syllable(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}
