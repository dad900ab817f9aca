//! Documents, their blocks and zones, the articles inside them, and what rules propose.

use super::{ArticleId, ByteSpan, CoderId, DocumentId, FrozenText, ProposalId, Timestamp, ZoneId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// What was imported: the whole page, frozen.
#[derive(Clone, Debug)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// A name for lists: the headline, or the file's name.
    pub title: String,
    /// Where it came from.
    pub source: DocumentSource,
    /// Language of the page as a BCP-47 tag, if known.
    pub language: Option<String>,
    /// Base direction chosen by a person; `None` lets the content decide.
    pub direction: Option<Direction>,
    /// Known facts such as `outlet`, `date`, `url`.
    pub metadata: BTreeMap<String, String>,
    /// The text.
    pub text: FrozenText,
    /// Its blocks in text order, without the blank lines between them.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A known fact, where there is one.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.metadata.get(name).map(|fact| fact.trim()).filter(|fact| !fact.is_empty())
    }
}

/// Where a document came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentSource {
    /// Name of the file, without its folder.
    pub file_name: String,
    /// Name of the format in the import registry, such as `text`.
    pub format: String,
    /// BLAKE3 of the source bytes, in hexadecimal.
    pub hash: String,
    /// Length of the source in bytes.
    pub byte_len: u64,
    /// When it was imported.
    pub imported_at: Timestamp,
}

/// Base direction of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
}

/// A block of the page: a paragraph, a heading, a list item, a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its bytes, without the line feed.
    pub span: ByteSpan,
    /// Path of tags it came from (`html/body/article/p`), where the format has one.
    pub path: Option<String>,
}

/// What a part of the page is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneKind {
    /// The title of the article.
    Headline,
    /// The lines under it.
    Deck,
    /// Who wrote it.
    Byline,
    /// Where and when.
    Dateline,
    /// Text and credit of a picture.
    Caption,
    /// A heading inside the body.
    Crosshead,
    /// The story.
    Body,
    /// Whose opinion it is.
    Disclaimer,
    /// Links and teasers of other stories.
    Related,
    /// Readers' comments and their label.
    Comments,
    /// Navigation, widgets, footers.
    Boilerplate,
}

impl ZoneKind {
    /// All kinds, in the order of menus.
    pub const ALL: [Self; 11] = [
        Self::Headline,
        Self::Deck,
        Self::Byline,
        Self::Dateline,
        Self::Caption,
        Self::Crosshead,
        Self::Body,
        Self::Disclaimer,
        Self::Related,
        Self::Comments,
        Self::Boilerplate,
    ];

    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Deck => "deck",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Caption => "caption",
            Self::Crosshead => "crosshead",
            Self::Body => "body",
            Self::Disclaimer => "disclaimer",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// The kind with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// Whether the screen folds such blocks away (they stay in the text).
    pub const fn is_folded(self) -> bool {
        matches!(self, Self::Related | Self::Comments | Self::Boilerplate)
    }
}

/// Who says what a zone is.
#[derive(Clone, PartialEq, Debug)]
pub enum ZoneOrigin {
    /// A rule, with its name and its confidence from 0 to 1.
    Rule {
        /// Stable name of the rule.
        rule: String,
        /// From 0 to 1; a judgement, not a measured probability.
        confidence: f64,
    },
    /// A person.
    Coder(CoderId),
}

/// A range of the page and what it is. A person's zone covers its whole block and overrules the rules' zones there.
#[derive(Clone, PartialEq, Debug)]
pub struct Zone {
    /// Identity.
    pub id: ZoneId,
    /// The document.
    pub document: DocumentId,
    /// Index of the block that it lies in.
    pub block: usize,
    /// Its bytes, inside that block.
    pub span: ByteSpan,
    /// What it is.
    pub kind: ZoneKind,
    /// Whether the same text stood earlier on the page (repeated text is coded once, at its first occurrence).
    pub repeat: bool,
    /// Who says so.
    pub origin: ZoneOrigin,
}

/// The zones that hold: for each block the newest decision of a person (newest id), or else the rules' zones; in text
/// order.
pub fn effective_zones(zones: &[Zone]) -> Vec<&Zone> {
    let mut by_block: BTreeMap<usize, Vec<&Zone>> = BTreeMap::new();
    for zone in zones {
        by_block.entry(zone.block).or_default().push(zone);
    }
    let mut out = Vec::with_capacity(zones.len());
    for candidates in by_block.into_values() {
        let person = candidates.iter().filter(|z| matches!(z.origin, ZoneOrigin::Coder(_))).max_by_key(|z| z.id);
        match person {
            Some(zone) => out.push(*zone),
            None => out.extend(candidates),
        }
    }
    out.sort_by_key(|z| (z.span.start(), z.id));
    out
}

/// A coded story: a run of blocks of its document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    /// Identity.
    pub id: ArticleId,
    /// The document it stands in.
    pub document: DocumentId,
    /// Its headline, or the document's title.
    pub title: String,
    /// Indices of its blocks, half-open.
    pub blocks: Range<usize>,
}

/// What a proposal is about; a role of the codebook names the kind that serves it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// A sentence that says whose opinion the text is.
    Disclaimer,
    /// A word that introduces what somebody said.
    Cue,
}

impl ProposalKind {
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Disclaimer => "disclaimer",
            Self::Cue => "cue",
        }
    }
    /// The kind with a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Disclaimer, Self::Cue].into_iter().find(|k| k.code() == code)
    }
}

/// Something that a rule found at import and that the coder is offered; it is never set by itself.
#[derive(Clone, PartialEq, Debug)]
pub struct Proposal {
    /// Identity.
    pub id: ProposalId,
    /// The document.
    pub document: DocumentId,
    /// What it is about.
    pub kind: ProposalKind,
    /// Its bytes.
    pub span: ByteSpan,
    /// Stable name of the rule.
    pub rule: String,
    /// From 0 to 1; a judgement, not a measured probability.
    pub confidence: f64,
}
