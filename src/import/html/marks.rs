//! From hints of names to marks of blocks: a name counts only where the element holds what the name promises.

use super::tree::{Element, Walked};
use crate::import::markup::{
    AROUND, ARTICLE, AUTHOR, BIO, BODY, CAPTION, COMMENTS, CREDIT, DATE, DECK, DISCLAIMER, FIGURE, FORM, H1, HEADER,
    HEADING, HEADLINE, HIDDEN, Hints, Mark, Markup, PARAGRAPH, PageFacts, RELATED, SHARE, Section, TAGS,
};
use crate::import::normal::key;

/// Characters above which an element is no longer what its name says.
const AT_MOST: &[(Hints, u32)] = &[
    (HEADLINE, 400),
    (DECK, 1_200),
    (AUTHOR, 300),
    (DATE, 200),
    (CAPTION, 1_500),
    (CREDIT, 300),
    (FIGURE, 2_500),
    (BIO, 2_000),
    (DISCLAIMER, 1_500),
    (TAGS, 1_000),
    (SHARE, 1_000),
    (HEADING | H1, 600),
    (FORM, 2_000),
];
/// Characters of a block from which it reads like a paragraph.
const LONG: u32 = 80;
/// Hints of tags inside a block that say something about the whole block, if it is short.
const INSIDE: Hints = AUTHOR | DATE | CAPTION | CREDIT | SHARE | TAGS | DECK | HEADLINE | FIGURE;
/// Characters of a block that such a tag may speak for.
const SHORT: u32 = 160;

/// Weighs the hints of a page. `kept` tells which pieces became blocks.
pub(super) fn markup(page: &Walked, kept: &[usize], facts: PageFacts) -> Markup {
    let counts = Counts::new(page, kept);
    let mut weighed: Vec<Hints> = Vec::with_capacity(page.elements.len());
    let mut around: Vec<Hints> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let own = counts.weigh(element);
        let above = if at == 0 { 0 } else { around.get(element.parent as usize).copied().unwrap_or(0) };
        weighed.push(own);
        // What a heading or a paragraph is ends with it; the rest holds for all that it holds.
        around.push(above | own);
    }
    let sections = page
        .elements
        .iter()
        .enumerate()
        .map(|(at, e)| Section {
            parent: e.parent as usize,
            own: weighed.get(at).copied().unwrap_or(0),
            blocks: counts.blocks(e),
            small: is_small(&e.name),
        })
        .collect();
    let stories: Vec<String> = facts.bodies.iter().map(|b| key(b)).filter(|b| b.len() > 100).collect();
    let marks = kept
        .iter()
        .filter_map(|k| page.pieces.get(*k))
        .map(|piece| {
            let mut hints = around.get(piece.element as usize).copied().unwrap_or(0);
            if piece.chars <= SHORT {
                hints |= piece.inside & INSIDE;
            }
            let share = |part: u32| f64::from(part) / f64::from(piece.chars.max(1));
            let in_story_text = !stories.is_empty() && piece.chars > 20 && {
                let own = key(page.text.get(piece.range.clone()).unwrap_or_default());
                own.len() > 20 && stories.iter().any(|s| s.contains(&own))
            };
            Mark {
                hints,
                chars: piece.chars,
                link: share(piece.link),
                bold: share(piece.bold),
                section: piece.element as usize,
                in_story_text,
                known: None,
            }
        })
        .collect();
    let mut markup = Markup { marks, sections, facts, plan: None };
    mark_teasers(&mut markup);
    mark_loose_lines(&mut markup);
    markup
}

/// Lines that `br` parts inside one element are its paragraphs.
fn mark_loose_lines(markup: &mut Markup) {
    let mut at = 0;
    while let Some(first) = markup.marks.get(at).copied() {
        let run = markup.marks.get(at..).unwrap_or_default().iter().take_while(|m| m.section == first.section).count();
        let lines = markup.marks.get_mut(at..at + run).unwrap_or_default();
        let chars: u32 = lines.iter().map(|m| m.chars).sum();
        let linked: f64 = lines.iter().map(|m| m.link * f64::from(m.chars)).sum();
        if run > 1 && chars >= 160 && linked < 0.3 * f64::from(chars) && !first.has(HEADING | CAPTION | FORM | AUTHOR) {
            for line in lines {
                line.hints |= PARAGRAPH;
            }
        }
        at += run;
    }
}

fn is_small(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "time"
            | "span"
            | "a"
            | "dt"
            | "dd"
    )
}

/// Sums over runs of blocks.
struct Counts {
    /// Index of the first kept block at or behind each piece.
    place: Vec<usize>,
    chars: Vec<u32>,
    /// Characters of blocks that read like paragraphs.
    long: Vec<u32>,
    /// Number of first-level headings.
    titles: Vec<u32>,
    /// Runs of blocks of elements that are a story by name and hold the text of one.
    stories: Vec<std::ops::Range<usize>>,
}

impl Counts {
    fn new(page: &Walked, kept: &[usize]) -> Self {
        let mut counts = Self {
            place: Vec::with_capacity(page.pieces.len() + 1),
            chars: vec![0],
            long: vec![0],
            titles: vec![0],
            stories: Vec::new(),
        };
        let (mut chars, mut long, mut titles) = (0, 0, 0);
        let mut next = 0;
        for at in 0..=page.pieces.len() {
            counts.place.push(next);
            if kept.get(next) == Some(&at) {
                next += 1;
            }
        }
        for piece in kept.iter().filter_map(|k| page.pieces.get(*k)) {
            chars += piece.chars;
            if piece.chars >= LONG && piece.link * 5 < piece.chars * 2 {
                long += piece.chars;
            }
            titles += u32::from(page.elements.get(piece.element as usize).is_some_and(|e| &*e.name == "h1"));
            counts.chars.push(chars);
            counts.long.push(long);
            counts.titles.push(titles);
        }
        for element in page.elements.iter().filter(|e| e.hints & (ARTICLE | BODY) != 0 && e.hints & AROUND == 0) {
            let range = counts.blocks(element);
            let named = Self::sum(&counts.titles, &range) > 0 || element.hints & BODY != 0;
            if named && Self::sum(&counts.long, &range) >= 400 && counts.stories.len() < 200 {
                counts.stories.push(range);
            }
        }
        counts
    }

    fn blocks(&self, element: &Element) -> std::ops::Range<usize> {
        let place = |at: u32| self.place.get(at as usize).copied().unwrap_or_else(|| self.chars.len() - 1);
        place(element.blocks.start)..place(element.blocks.end)
    }

    fn sum(list: &[u32], range: &std::ops::Range<usize>) -> u32 {
        let at = |i: usize| list.get(i).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start))
    }

    /// The hints of an element that its content bears out.
    fn weigh(&self, element: &Element) -> Hints {
        let mut hints = element.hints;
        if hints == 0 {
            return 0;
        }
        let range = self.blocks(element);
        let chars = Self::sum(&self.chars, &range);
        for (hint, limit) in AT_MOST {
            if chars > *limit {
                hints &= !hint;
            }
        }
        let long = Self::sum(&self.long, &range);
        let all = self.long.last().copied().unwrap_or(0);
        // A story that stands elsewhere: a tag that says "aside" is believed then, a name only beside a larger story.
        let by_tag = matches!(&*element.name, "aside" | "nav" | "footer" | "header");
        let apart = |s: &&std::ops::Range<usize>| s.end <= range.start || range.end <= s.start;
        let elsewhere = self.stories.iter().filter(apart).any(|s| by_tag || Self::sum(&self.long, s) * 2 >= long);
        let most = !elsewhere && long >= 400 && u64::from(long) * 100 >= u64::from(all) * 35;
        let titled = Self::sum(&self.titles, &range) > 0;
        if most || (titled && long > 0) {
            // The story itself stands in it, whatever it is called. Comments may well be longer than the story.
            let comments = if titled || long * 10 >= all * 9 { 0 } else { hints & COMMENTS };
            hints &= !(AROUND | HIDDEN | HEADER);
            hints |= comments;
        }
        hints
    }
}

/// A linked title and the words under it, in a small part of their own, are a link to another story.
fn mark_teasers(markup: &mut Markup) {
    let width = |s: usize, markup: &Markup| {
        let parent = markup.sections.get(s).map_or(0, |x| x.parent);
        markup.sections.get(parent).map_or(0..0, |x| x.blocks.clone())
    };
    for at in 0..markup.marks.len() {
        let Some(title) = markup.marks.get(at).copied() else { return };
        if !title.has(HEADING) || title.link < 0.9 || title.has(H1 | HEADLINE) && title.in_story_text {
            continue;
        }
        let group = width(title.section, markup);
        let chars: u32 = markup.marks.get(group.clone()).map_or(u32::MAX, |m| m.iter().map(|m| m.chars).sum());
        if chars > 600 || title.has(H1) {
            continue;
        }
        for mark in markup.marks.get_mut(group).unwrap_or_default() {
            mark.hints |= RELATED;
        }
    }
}
