//! The skeleton of a page with markup: which section holds the story, where it begins and ends, and what stands around it.
//!
//! Each block has a worth: sentences speak for a story, links and the parts around it against. The section whose blocks are worth most
//! together holds the story. Where no section is worth enough, the skeleton is found from the text alone (`plan`).

use super::lines::{Ending, Label, Line};
use super::markup::{
    AROUND, ARTICLE, AUTHOR, BIO, BODY, CAPTION, CELL, COMMENTS, CREDIT, DATE, DECK, DISCLAIMER, FIGURE, FOOTER, H1,
    HEADER, HEADING, HEADLINE, HIDDEN, ITEM, Mark, Markup, PARAGRAPH, QUOTE, RELATED, Section, TAGS,
};
use super::normal::key;
use super::plan::{Part, Place, Plan};
use std::collections::BTreeSet;
use std::ops::Range;

/// Worth below which no section holds a story.
const LEAST: f64 = 40.0;
/// Share of the best section's worth from which another one holds a story of its own.
const ANOTHER: f64 = 0.3;
/// Stories of one page.
const STORIES: usize = 50;
/// Blocks behind the story that may still sign it.
const SIGN_OFF: usize = 12;

/// Worth from which a section is a story for sure.
const LONG: f64 = 400.0;

/// Finds the skeleton of a page with markup. `disclaimer` tells which blocks are disclaimers as a whole.
pub(super) fn plan(lines: &[Line], disclaimer: &[bool], markup: &Markup) -> Option<Plan> {
    plan_from(lines, disclaimer, markup, LEAST)
}

/// The same where nothing but a long story counts: what markup says is not believed.
pub(super) fn plan_if_long(lines: &[Line], disclaimer: &[bool], markup: &Markup) -> Option<Plan> {
    plan_from(lines, disclaimer, markup, LONG)
}

fn plan_from(lines: &[Line], disclaimer: &[bool], markup: &Markup, least: f64) -> Option<Plan> {
    let page = Page::new(lines, disclaimer, markup);
    let mut parts: Vec<Part> = Vec::new();
    for section in page.stories(least) {
        let from = parts.last().map_or(0, |p| p.blocks.end);
        if let Some(part) = page.part(section, from) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return None;
    }
    Some(Plan { places: page.places(&parts), parts })
}

struct Page<'a> {
    lines: &'a [Line],
    disclaimer: &'a [bool],
    markup: &'a Markup,
    /// Blocks that belong to no story: by their hints, or behind a label.
    around: Vec<Option<Place>>,
    /// Sums of worths, one more than blocks.
    worth: Vec<f64>,
    titles: BTreeSet<String>,
}

impl<'a> Page<'a> {
    fn new(lines: &'a [Line], disclaimer: &'a [bool], markup: &'a Markup) -> Self {
        let titles = markup.facts.titles.iter().map(|t| key(t)).filter(|t| !t.is_empty()).collect();
        let mut page = Self { lines, disclaimer, markup, around: Vec::new(), worth: vec![0.0], titles };
        page.around = markup.marks.iter().map(around).collect();
        page.mark_labelled();
        let mut sum = 0.0;
        for at in 0..lines.len() {
            sum += page.worth_of(at);
            page.worth.push(sum);
        }
        page
    }

    fn mark(&self, at: usize) -> Mark {
        self.markup.marks.get(at).copied().unwrap_or_default()
    }

    fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    fn is_around(&self, at: usize) -> bool {
        self.around.get(at).is_some_and(Option::is_some)
    }

    /// Behind a label («مقالات ذات صلة», "Comments") all of the label's section is what the label says.
    fn mark_labelled(&mut self) {
        for at in 0..self.lines.len() {
            let Some(line) = self.lines.get(at) else { return };
            let place = match line.label {
                Some(Label::Related) => Place::Related,
                Some(Label::Comments) => Place::Comments,
                _ => continue,
            };
            let Some(section) = self.labelled_section(at) else { continue };
            // Comments come after the story; their name above it, or in a link, is a button.
            let told = self.solid_chars(0..at);
            if place == Place::Comments
                && (self.mark(at).link > 0.5 || told < 200 && told < self.solid_chars(at..self.lines.len()))
            {
                if let Some(slot) = self.around.get_mut(at) {
                    slot.get_or_insert(Place::After);
                }
                continue;
            }
            // A label that begins its section labels all of it. One among other blocks labels the links behind it; comments go on to the
            // end, unless the label is a button above the story.
            let leads = section.start + 2 >= at;
            let before = self.solid_chars(section.start..at);
            let behind = self.solid_chars(at..section.end);
            let whole = if leads {
                behind < 1_500 || place == Place::Comments && behind * 2 < self.solid_chars(0..self.lines.len())
            } else {
                place == Place::Comments && before > behind
            };
            let end = if whole {
                section.end
            } else {
                (at + 1..section.end).find(|i| self.is_solid(*i)).unwrap_or(section.end)
            };
            for slot in self.around.get_mut(at..end).unwrap_or_default() {
                slot.get_or_insert(place);
            }
        }
    }

    /// The blocks of the smallest section that holds more than the label.
    fn labelled_section(&self, at: usize) -> Option<Range<usize>> {
        let mut section = self.mark(at).section;
        loop {
            let found = self.markup.sections.get(section)?;
            if found.blocks.end > at + 1 {
                return Some(found.blocks.clone());
            }
            if section == 0 {
                return None;
            }
            section = found.parent;
        }
    }

    fn solid_chars(&self, range: Range<usize>) -> u32 {
        range.filter(|i| self.is_solid(*i)).map(|i| self.mark(i).chars).sum()
    }

    /// Whether a block reads like a piece of a story.
    fn is_solid(&self, at: usize) -> bool {
        let Some(line) = self.line(at) else { return false };
        let mark = self.mark(at);
        let hidden = mark.has(HIDDEN) && !mark.in_story_text;
        if self.is_around(at) || hidden || mark.link > 0.6 || line.widget || line.footer || line.label.is_some() {
            return false;
        }
        if mark.has(CAPTION | FIGURE | HEADING | AUTHOR | DATE | CREDIT | BIO) || self.disclaimer.get(at) == Some(&true)
        {
            return false;
        }
        let sentence = matches!(line.ending, Ending::Stop | Ending::Question);
        let long = mark.chars >= 80;
        match () {
            () if mark.in_story_text => true,
            () if mark.has(PARAGRAPH | BODY | QUOTE) => mark.chars >= 25 && (sentence || long || mark.chars >= 45),
            () => (sentence && mark.chars >= 40) || (long && line.len() >= 12),
        }
    }

    /// What a block is worth for a story.
    fn worth_of(&self, at: usize) -> f64 {
        let Some(line) = self.line(at) else { return 0.0 };
        let mark = self.mark(at);
        let chars = f64::from(mark.chars);
        if self.is_around(at) || mark.has(HIDDEN) && !mark.in_story_text {
            return -0.3 * chars.min(500.0);
        }
        if line.widget || line.footer || line.label.is_some() {
            return -20.0;
        }
        if mark.link > 0.6 {
            return -0.6 * (chars * mark.link).min(200.0);
        }
        if !self.is_solid(at) {
            return if mark.has(CAPTION | AUTHOR | DATE | DECK | HEADING) { 0.0 } else { -4.0 };
        }
        let mut worth = chars * (1.0 - mark.link).powi(2);
        if mark.has(PARAGRAPH) {
            worth *= 1.15;
        }
        if mark.has(ITEM | CELL) && !mark.has(PARAGRAPH) {
            worth *= 0.6;
        }
        if mark.has(BODY) {
            worth *= 1.3;
        }
        if mark.in_story_text {
            worth *= 1.8;
        }
        if mark.has(HEADER) && !mark.has(ARTICLE) {
            worth *= 0.3;
        }
        worth
    }

    fn worth_in(&self, range: &Range<usize>) -> f64 {
        let at = |i: usize| self.worth.get(i).copied().unwrap_or(0.0);
        at(range.end) - at(range.start)
    }

    fn section_worth(&self, at: usize, section: &Section) -> f64 {
        if section.small {
            return 0.0;
        }
        let prior = match () {
            () if at == 0 => 0.97,
            () if section.own & BODY != 0 => 1.2,
            () if section.own & ARTICLE != 0 => 1.1,
            () => 1.0,
        };
        self.worth_in(&section.blocks) * prior
    }

    /// The sections with stories, in the order of the page.
    fn stories(&self, least: f64) -> Vec<usize> {
        let mut best: Option<(usize, f64)> = None;
        for (at, section) in self.markup.sections.iter().enumerate() {
            let worth = self.section_worth(at, section);
            if worth >= best.map_or(least, |(_, b)| b) {
                best = Some((at, worth));
            }
        }
        let Some((main, worth)) = best else { return Vec::new() };
        let Some(section) = self.markup.sections.get(main) else { return Vec::new() };
        let inside = self.articles(&section.blocks, worth * 0.15, main);
        if inside.len() > 1 && inside.iter().map(|s| self.worth_in(&self.blocks(*s))).sum::<f64>() > worth * 0.6 {
            return inside;
        }
        let all = 0..self.lines.len();
        let mut found: Vec<usize> = self
            .articles(&all, worth * ANOTHER, main)
            .into_iter()
            .filter(|s| !overlap(&self.blocks(*s), &section.blocks))
            .collect();
        found.push(main);
        found.sort_by_key(|s| self.blocks(*s).start);
        found
    }

    fn blocks(&self, section: usize) -> Range<usize> {
        self.markup.sections.get(section).map_or(0..0, |s| s.blocks.clone())
    }

    /// The outermost article sections in a run of blocks that are worth something and have a title of their own.
    fn articles(&self, within: &Range<usize>, least: f64, but: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        let mut end = within.start;
        for (at, section) in self.markup.sections.iter().enumerate() {
            let inside = section.blocks.start >= end.max(within.start) && section.blocks.end <= within.end;
            let titled = || {
                section
                    .blocks
                    .clone()
                    .any(|b| self.mark(b).has(HEADING | HEADLINE) && self.mark(b).link < 0.9 && !self.is_around(b))
            };
            let comments = section.own & (COMMENTS | RELATED) != 0;
            if section.own & ARTICLE != 0 && inside && at != but && !comments && !section.small {
                let worth = self.worth_in(&section.blocks);
                // A main title is a clearer beginning than any length.
                let headed = self.mark(section.blocks.start).has(H1);
                if worth >= least.max(if headed { 100.0 } else { 300.0 }) && titled() && out.len() < STORIES {
                    end = section.blocks.end;
                    out.push(at);
                }
            }
        }
        out
    }

    /// The article whose story a section holds.
    fn part(&self, section: usize, from: usize) -> Option<Part> {
        let blocks = self.blocks(section);
        let first = blocks.clone().find(|b| *b >= from && self.is_solid(*b))?;
        let (headline, score) = self.headline(from, first, &blocks);
        // Words above a title inside the section are no part of the story.
        let first = match headline {
            Some(h) if h > first => (h..blocks.end).find(|b| self.is_solid(*b)).unwrap_or(first),
            _ => first,
        };
        let story = self.story_after(headline, first, &blocks);
        let last = self.last(story, &blocks);
        let start = self.start(headline.filter(|h| *h <= story).unwrap_or(story), from);
        let end = self.end(last + 1);
        Some(Part {
            headline: headline.filter(|h| *h < end),
            blocks: start..end,
            story: story.max(start),
            headline_score: score,
        })
    }

    fn headline(&self, from: usize, first: usize, blocks: &Range<usize>) -> (Option<usize>, f64) {
        let mut best: Option<(usize, f64)> = None;
        let limit = (first + 4).min(blocks.end);
        for at in from..limit {
            let Some(line) = self.line(at) else { break };
            let mark = self.mark(at);
            if line.len() == 0 || line.len() > 45 || line.widget || line.footer || line.label.is_some() {
                continue;
            }
            let named = mark.has(HEADING | HEADLINE);
            let title = self.is_page_title(&line.key);
            if !named && title < 0.9 {
                continue;
            }
            let mut score = 0.1;
            score += if mark.has(H1) {
                0.4
            } else if mark.has(HEADING) {
                0.2
            } else {
                0.0
            };
            score += if mark.has(HEADLINE) { 0.2 } else { 0.0 };
            score += 0.5 * title;
            score += if mark.has(ARTICLE) || blocks.contains(&at) { 0.15 } else { 0.0 };
            score -= if self.is_around(at) { 0.5 } else { 0.0 };
            score -= if mark.has(HIDDEN) { 0.3 } else { 0.0 };
            score -= if mark.link > 0.9 { 0.25 } else { 0.0 };
            score -= if line.len() < 3 { 0.2 } else { 0.0 };
            score -= if at > first { 0.3 } else { 0.0 };
            score -= 0.004 * (first.saturating_sub(at)).min(60) as f64;
            if score > best.map_or(0.25, |(_, b)| b) {
                best = Some((at, score));
            }
        }
        best.map_or((None, 0.0), |(at, score)| (Some(at), score.clamp(0.0, 0.98)))
    }

    /// How much a line is the page's own title, from 0 to 1. Sites put their name behind it.
    fn is_page_title(&self, line: &str) -> f64 {
        if line.is_empty() {
            return 0.0;
        }
        let mut best: f64 = 0.0;
        for title in &self.titles {
            let whole = title.len().max(line.len()) as f64;
            let share = if title == line {
                1.0
            } else if title.starts_with(line)
                || line.starts_with(title.as_str())
                || (line.len() > 20 && title.contains(line))
            {
                let part = title.len().min(line.len()) as f64;
                if part / whole > 0.4 { 0.9 } else { 0.3 }
            } else {
                0.0
            };
            best = best.max(share);
        }
        best
    }

    /// First block of the story: behind a deck, which a title's name, a writer's line or a date gives away.
    fn story_after(&self, headline: Option<usize>, first: usize, blocks: &Range<usize>) -> usize {
        let next = |from: usize| (from..blocks.end).find(|b| self.is_solid(*b));
        let mark = self.mark(first);
        let Some(second) = next(first + 1) else { return first };
        let near = headline.is_none_or(|h| h < first && first - h <= 8);
        let short = self.line(first).is_some_and(|l| l.len() <= 60);
        let signed = (first + 1..second).any(|b| {
            self.mark(b).has(AUTHOR | DATE) && !self.is_around(b) || self.line(b).is_some_and(|l| l.dateline >= 0.6)
        });
        if near && short && (mark.has(DECK) || signed && second <= first + 10) { second } else { first }
    }

    /// Last block of the story. Short paragraphs behind it, beside it in the same section, are its end.
    fn last(&self, story: usize, blocks: &Range<usize>) -> usize {
        let last = (story..blocks.end).rev().find(|b| self.is_solid(*b)).unwrap_or(story);
        let goes_on = |at: &usize| {
            let mark = self.mark(*at);
            self.home(*at) == self.home(last)
                && mark.has(PARAGRAPH | QUOTE)
                && mark.link <= 0.5
                && !self.is_around(*at)
                && !mark.has(HIDDEN | HEADING | AUTHOR | DATE | CREDIT | CAPTION | FIGURE | BIO | FOOTER)
                && self.line(*at).is_some_and(|l| {
                    l.len() > 1 && !l.widget && !l.footer && l.label.is_none() && l.byline < 0.7 && l.dateline < 0.6
                })
        };
        (last + 1..blocks.end).take_while(goes_on).last().unwrap_or(last)
    }

    /// The section that a block's paragraph stands in.
    fn home(&self, at: usize) -> usize {
        let mut section = self.mark(at).section;
        while let Some(found) = self.markup.sections.get(section).filter(|s| s.small && s.parent != section) {
            section = found.parent;
        }
        section
    }

    /// First block of the article: a caption or a writer's line may stand above the title.
    fn start(&self, first: usize, from: usize) -> usize {
        let mut start = first;
        let mut at = first;
        while at > from && first - at < 8 {
            at -= 1;
            let mark = self.mark(at);
            if self.is_around(at) || !mark.has(ARTICLE) {
                break;
            }
            if mark.has(CAPTION | AUTHOR | DATE | DECK | CREDIT) {
                start = at;
            }
        }
        start
    }

    /// Behind the last block: signatures, credits and disclaimers still belong to the article.
    fn end(&self, behind: usize) -> usize {
        let mut end = behind;
        for at in behind..(behind + SIGN_OFF).min(self.lines.len()) {
            let Some(line) = self.line(at) else { break };
            let mark = self.mark(at);
            let disclaimer = self.disclaimer.get(at) == Some(&true) || mark.has(DISCLAIMER) && line.len() > 3;
            if line.label == Some(Label::Comments)
                || self.around.get(at) == Some(&Some(Place::Comments))
                || mark.has(FOOTER)
                || line.footer
            {
                break;
            }
            let source = line.caption.is_some_and(|c| c.score >= 0.6) && line.len() <= 6;
            let signs = mark.has(AUTHOR | CREDIT | CAPTION | BIO | DATE)
                || line.byline >= 0.7
                || line.dateline >= 0.8
                || source;
            if disclaimer || signs && !self.is_around(at) && mark.link < 0.95 {
                end = at + 1;
            }
        }
        end
    }

    fn places(&self, parts: &[Part]) -> Vec<Place> {
        let mut out = Vec::with_capacity(self.lines.len());
        for at in 0..self.lines.len() {
            let part = parts.iter().find(|p| p.blocks.contains(&at));
            let place = match part {
                None => {
                    let first = parts.first().is_some_and(|p| at < p.blocks.start);
                    self.around.get(at).copied().flatten().filter(|p| *p != Place::After).unwrap_or(if first {
                        Place::Before
                    } else {
                        Place::After
                    })
                }
                Some(part) => self.place_inside(at, part),
            };
            out.push(place);
        }
        out
    }

    fn place_inside(&self, at: usize, part: &Part) -> Place {
        let mark = self.mark(at);
        let inside = if at < part.story { Place::Head } else { Place::Story };
        let Some(line) = self.line(at) else { return inside };
        if part.headline == Some(at) || self.disclaimer.get(at) == Some(&true) {
            return inside;
        }
        // Who wrote it and when may stand in a bar with buttons.
        let told = mark.has(AUTHOR | DATE | CAPTION | CREDIT | DECK | HEADLINE) && mark.link < 1.01;
        match self.around.get(at).copied().flatten() {
            Some(Place::After) if told && !mark.has(COMMENTS | RELATED | FOOTER) => inside,
            Some(place) => place,
            None if mark.link > 0.85
                && line.len() >= 4
                && !told
                && !mark.has(HEADING | QUOTE)
                && !mark.in_story_text =>
            {
                Place::Related
            }
            None => inside,
        }
    }
}

/// The place of a block that its hints put outside of any story.
fn around(mark: &Mark) -> Option<Place> {
    if mark.in_story_text && !mark.has(COMMENTS) {
        return None;
    }
    match () {
        () if mark.has(COMMENTS) => Some(Place::Comments),
        () if mark.has(RELATED) => Some(Place::Related),
        () if mark.has(AROUND & !TAGS) => Some(Place::After),
        () if mark.has(TAGS) && mark.chars < 60 => Some(Place::After),
        () => None,
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
