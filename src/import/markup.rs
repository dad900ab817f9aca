//! What a format with structure says about each block: hints from tags and names, shares of links and bold letters, the sections
//! that blocks stand in, and what the page says about itself.

use super::plan::Plan;
use crate::model::ZoneKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// A set of hints.
pub(super) type Hints = u32;

/// Menus, breadcrumbs, page numbers.
pub(super) const NAV: Hints = 1;
/// Foot of the page.
pub(super) const FOOTER: Hints = 1 << 1;
/// Columns beside the story.
pub(super) const ASIDE: Hints = 1 << 2;
/// Readers' comments.
pub(super) const COMMENTS: Hints = 1 << 3;
/// Links to other stories.
pub(super) const RELATED: Hints = 1 << 4;
/// Buttons to share or follow.
pub(super) const SHARE: Hints = 1 << 5;
/// Advertisements, subscriptions, consent.
pub(super) const PROMO: Hints = 1 << 6;
/// Keywords, sections.
pub(super) const TAGS: Hints = 1 << 7;
/// Fields and buttons.
pub(super) const FORM: Hints = 1 << 8;
/// Not shown by the browser.
pub(super) const HIDDEN: Hints = 1 << 9;
/// The story's container.
pub(super) const ARTICLE: Hints = 1 << 10;
/// The story's text.
pub(super) const BODY: Hints = 1 << 11;
/// The title.
pub(super) const HEADLINE: Hints = 1 << 12;
/// The lines under the title.
pub(super) const DECK: Hints = 1 << 13;
/// The writer.
pub(super) const AUTHOR: Hints = 1 << 14;
/// When it was published.
pub(super) const DATE: Hints = 1 << 15;
/// A picture and what belongs to it.
pub(super) const FIGURE: Hints = 1 << 16;
/// The text of a picture.
pub(super) const CAPTION: Hints = 1 << 17;
/// Who made a picture.
pub(super) const CREDIT: Hints = 1 << 18;
/// Whose opinion it is.
pub(super) const DISCLAIMER: Hints = 1 << 19;
/// A heading of any level.
pub(super) const HEADING: Hints = 1 << 20;
/// The first heading level.
pub(super) const H1: Hints = 1 << 21;
/// An item of a list.
pub(super) const ITEM: Hints = 1 << 22;
/// A paragraph of the markup.
pub(super) const PARAGRAPH: Hints = 1 << 23;
/// A quotation set apart.
pub(super) const QUOTE: Hints = 1 << 24;
/// A cell of a table.
pub(super) const CELL: Hints = 1 << 25;
/// About the writer.
pub(super) const BIO: Hints = 1 << 26;
/// The site's own head.
pub(super) const HEADER: Hints = 1 << 27;

/// Parts of a page that belong to no story.
pub(super) const AROUND: Hints = NAV | FOOTER | ASIDE | COMMENTS | RELATED | SHARE | PROMO | TAGS | FORM;

/// What is known of a block.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Mark {
    /// What its tags and those around it say.
    pub hints: Hints,
    /// Characters that are no spaces; one that stands for a syllable or a word counts twice.
    pub chars: u32,
    /// Share of its characters in links, from 0 to 1.
    pub link: f64,
    /// Share of its characters in bold, from 0 to 1.
    pub bold: f64,
    /// The innermost section around it.
    pub section: usize,
    /// Whether the page's own copy of the story's text holds it.
    pub in_story_text: bool,
    /// What the format itself says that it is.
    pub known: Option<ZoneKind>,
}

impl Mark {
    /// Whether any of the hints is given.
    pub(super) const fn has(&self, hints: Hints) -> bool {
        self.hints & hints != 0
    }
}

/// A part of the page that holds a run of blocks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Section {
    /// The section around it; the first is its own.
    pub parent: usize,
    /// What it says of itself.
    pub own: Hints,
    /// Its blocks, half-open.
    pub blocks: Range<usize>,
    /// Whether it is a paragraph, a heading or another piece that is too small to hold a story.
    pub small: bool,
}

/// What a page says about itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct PageFacts {
    /// Facts by name, as they go into the document's metadata: `outlet`, `author`, `date`, `date_from`, `section`, `url`, …
    pub facts: BTreeMap<String, String>,
    /// Titles that the page gives itself, the likeliest first.
    pub titles: Vec<String>,
    /// Descriptions of the story.
    pub descriptions: Vec<String>,
    /// The story's text as the linked data has it.
    pub bodies: Vec<String>,
    /// Writers' names.
    pub authors: Vec<String>,
    /// Language that the page names, as a BCP-47 tag without its region.
    pub language: Option<String>,
    /// Days that elements of time name, with the block that they stand in.
    pub times: Vec<(usize, String)>,
    /// Pieces of linked data that are no JSON.
    pub broken_data: usize,
}

/// The markup of a page.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Markup {
    /// One for each block.
    pub marks: Vec<Mark>,
    /// The sections in the order of their beginnings; the first holds the page.
    pub sections: Vec<Section>,
    /// What the page says about itself.
    pub facts: PageFacts,
    /// The skeleton, where the format itself says it.
    pub plan: Option<Plan>,
}

impl Markup {
    /// The same without the hints that put blocks beside a story, but for comments and the foot of the page.
    pub(super) fn without_surroundings(&self) -> Self {
        let mut out = self.clone();
        for mark in &mut out.marks {
            mark.hints &= !(AROUND & !COMMENTS & !FOOTER);
        }
        for section in &mut out.sections {
            section.own &= !(AROUND & !COMMENTS & !FOOTER);
        }
        out
    }
}
