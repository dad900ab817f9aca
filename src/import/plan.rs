//! The skeleton of a page: where articles begin and end, and what the blocks around them belong to.

use super::lines::{Ending, Label, Line};
use std::ops::Range;

/// The part of the page that a block belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In front of the first article.
    Before,
    /// An article's headline and what stands between it and the story.
    Head,
    /// The story and what stands inside it.
    Story,
    /// A block of links to other stories.
    Related,
    /// Readers' comments.
    Comments,
    /// Behind an article.
    After,
}

/// One article of the plan.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Part {
    /// Block of the headline, if one was found.
    pub headline: Option<usize>,
    /// Blocks of the article, half-open.
    pub blocks: Range<usize>,
    /// First block of the story itself.
    pub story: usize,
    /// How sure the headline is, from 0 to 1.
    pub headline_score: f64,
}

/// The skeleton.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Plan {
    /// One for each block.
    pub places: Vec<Place>,
    /// The articles in text order.
    pub parts: Vec<Part>,
}

impl Plan {
    /// The article that a block stands in.
    pub(super) fn part_at(&self, block: usize) -> Option<&Part> {
        let at = self.parts.partition_point(|p| p.blocks.end <= block);
        self.parts.get(at).filter(|p| p.blocks.contains(&block))
    }
}

/// Blocks between a title and its repetition, or its story, at most.
const HEAD_REACH: usize = 10;
/// Blocks without a paragraph after which a story is over.
const STORY_GAP: usize = 25;
/// Words of a paragraph that is more than a teaser.
const LONG: usize = 25;

/// Finds the skeleton. `disclaimer` tells which blocks are disclaimers as a whole.
pub(super) fn plan(lines: &[Line], disclaimer: &[bool]) -> Plan {
    let page = Page { lines, disclaimer };
    let mut places = vec![Place::Before; lines.len()];
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while let Some((headline, score, story)) = page.next_article(at, !parts.is_empty()) {
        let start = headline.unwrap_or(story);
        fill(&mut places, at..start, if parts.is_empty() { Place::Before } else { Place::After });
        if !parts.is_empty() {
            page.mark_around(&mut places, at..start);
        }
        fill(&mut places, start..story, Place::Head);
        let end = page.mark_story(&mut places, story);
        parts.push(Part { headline, blocks: start..end, story, headline_score: score });
        at = end.max(story + 1);
    }
    if parts.is_empty() {
        page.mark_around(&mut places, 0..lines.len());
    } else {
        fill(&mut places, at..lines.len(), Place::After);
        page.mark_around(&mut places, at..lines.len());
    }
    Plan { places, parts }
}

fn fill(places: &mut [Place], range: Range<usize>, place: Place) {
    if let Some(slice) = places.get_mut(range) {
        slice.fill(place);
    }
}

struct Page<'a> {
    lines: &'a [Line],
    disclaimer: &'a [bool],
}

impl Page<'_> {
    fn is_disclaimer(&self, i: usize) -> bool {
        self.disclaimer.get(i).copied().unwrap_or(false)
    }

    fn paragraph(&self, i: usize) -> bool {
        self.lines.get(i).is_some_and(Line::is_paragraph) && !self.is_disclaimer(i)
    }

    fn title_like(&self, i: usize) -> bool {
        self.lines.get(i).is_some_and(Line::is_title_like) && !self.is_disclaimer(i)
    }

    fn words(&self, i: usize) -> usize {
        self.lines.get(i).map_or(0, Line::len)
    }

    /// Headline, its score and first block of the story of the next article at or behind `from`.
    fn next_article(&self, from: usize, another: bool) -> Option<(Option<usize>, f64, usize)> {
        if another {
            return (from..self.lines.len()).find_map(|h| self.restart(h).map(|story| (Some(h), 0.7, story)));
        }
        let first = (from..self.lines.len()).find(|i| self.paragraph(*i) && !self.is_menu_teaser(*i))?;
        let (headline, score) = self.headline(from, first);
        let start = headline.unwrap_or(first);
        Some((headline, score, self.story_after(start, first)))
    }

    /// A paragraph in a list of teasers before the article: followed by a bulleted line or another title that repeats.
    fn is_menu_teaser(&self, i: usize) -> bool {
        self.lines.get(i).is_some_and(|l| l.bullet && l.len() < LONG)
    }

    /// The best title in front of the first paragraph. A title that stands twice wins over one that stands nearer.
    fn headline(&self, from: usize, first: usize) -> (Option<usize>, f64) {
        let mut best: Option<(usize, f64)> = None;
        let lowest = from.max(first.saturating_sub(200));
        for i in lowest..first {
            if !self.title_like(i) {
                continue;
            }
            let score = self.headline_score(i, first);
            if score >= 0.25 && best.is_none_or(|(_, b)| score > b + 1e-9) {
                best = Some((i, score));
            }
        }
        match best {
            Some((i, score)) => (Some(i), score.clamp(0.0, 0.98)),
            None => (None, 0.0),
        }
    }

    fn headline_score(&self, i: usize, first: usize) -> f64 {
        let Some(line) = self.lines.get(i) else { return 0.0 };
        let raw_penalty = if line.bullet || line.menu { -0.6 } else { 0.0 };
        let repeated_near =
            (i + 1..(first + HEAD_REACH).min(self.lines.len())).any(|j| self.same(i, j) && j - i <= 2 * HEAD_REACH);
        let mut score: f64 = 0.3 + raw_penalty;
        if repeated_near && !line.menu {
            score += 0.4;
        }
        if self.extended_later(i, first) {
            score += 0.2;
        }
        score += match line.len() {
            5..=20 => 0.2,
            4 => 0.08,
            3 => 0.0,
            _ => -0.2,
        };
        if line.ending == Ending::Stop {
            score -= 0.25;
        }
        let between: Vec<usize> = (i + 1..first).filter(|j| !self.in_head(*j)).collect();
        score -= 0.06 * between.iter().filter(|j| !self.same(i, **j)).count().min(8) as f64;
        if self.lines.get(i + 1).is_some_and(Line::is_part_of_head) {
            score += 0.1;
        }
        let after_widget = i > 0 && self.lines.get(i - 1).is_some_and(|l| l.widget);
        let title_before =
            (i.saturating_sub(6)..i).any(|j| self.title_like(j) && !self.lines[j].menu && self.words(j) >= 4);
        if after_widget && title_before && !repeated_near {
            score -= 0.2;
        }
        score
    }

    /// Whether a later line before the story begins with this one's words, as «title / RT» does.
    fn extended_later(&self, i: usize, first: usize) -> bool {
        let Some(line) = self.lines.get(i) else { return false };
        (i + 1..first)
            .any(|j| self.lines[j].key.len() > line.key.len() && self.lines[j].key.starts_with(line.key.as_str()))
    }

    fn same(&self, i: usize, j: usize) -> bool {
        match (self.lines.get(i), self.lines.get(j)) {
            (Some(a), Some(b)) => a.key == b.key && !a.key.is_empty(),
            _ => false,
        }
    }

    fn in_head(&self, i: usize) -> bool {
        self.lines.get(i).is_some_and(|l| l.is_part_of_head() || l.len() == 0)
    }

    /// First block of the story: behind repetitions of the title, and behind a first paragraph that a date or a writer's
    /// line follows, which makes it a deck.
    fn story_after(&self, headline: usize, first: usize) -> usize {
        let mut story = first;
        loop {
            let limit = (story + 6).min(self.lines.len());
            let repeat = (story + 1..limit).rev().find(|j| self.same(headline, *j));
            let signed = (story + 1..(story + 3).min(self.lines.len())).rev().find(|j| {
                self.lines.get(*j).is_some_and(|l| l.dateline >= 0.6 || l.byline >= 0.7)
                    && self.words(story) <= 45
                    && (story + 1..*j).all(|k| self.in_head(k))
            });
            let Some(anchor) = repeat.or(signed) else { return story };
            let Some(next) = (anchor + 1..self.lines.len().min(anchor + HEAD_REACH)).find(|j| self.paragraph(*j))
            else {
                return story;
            };
            story = next;
        }
    }

    /// Whether another article begins with the title at `h`; its story's first block.
    fn restart(&self, h: usize) -> Option<usize> {
        if !self.title_like(h) || self.words(h) < 4 || self.lines[h].menu {
            return None;
        }
        let reach = (h + HEAD_REACH).min(self.lines.len());
        let again = (h + 1..reach).find(|j| self.same(h, *j));
        let anchor = again.unwrap_or(h);
        let story = (anchor + 1..reach.max(anchor + HEAD_REACH).min(self.lines.len())).find(|j| self.paragraph(*j))?;
        let head = h + 1..story;
        let only_head = head.clone().all(|j| self.in_head(j) || self.same(h, j) || self.words(j) <= 30);
        let widget = head.clone().any(|j| self.lines[j].widget);
        let doubled = head.clone().any(|j| self.lines[j].earlier.is_some_and(|e| e > h));
        let signed = head.clone().any(|j| self.lines[j].dateline >= 0.6 || self.lines[j].byline >= 0.7);
        let run = self.run(story);
        let titles = head.clone().filter(|j| self.title_like(*j) && !self.same(h, *j)).count();
        let evidence = match again {
            Some(_) => (widget || doubled || signed) && (run >= 2 || self.words(story) >= LONG) || run >= 3,
            None => signed && run >= 2 && self.words(story) + self.words(story + 1) >= 50 && titles == 0,
        };
        (only_head && evidence).then_some(story)
    }

    /// Number of paragraphs that follow each other directly from `i`.
    fn run(&self, i: usize) -> usize {
        (i..self.lines.len()).take_while(|j| self.paragraph(*j)).take(10).count()
    }

    /// Marks the story from its first block; returns the end of the article.
    fn mark_story(&self, places: &mut [Place], story: usize) -> usize {
        let mut last = story;
        let mut i = story + 1;
        fill(places, story..story + 1, Place::Story);
        while i < self.lines.len() {
            let line = &self.lines[i];
            if self.paragraph(i) || self.is_disclaimer(i) {
                fill(places, last + 1..i + 1, Place::Story);
                last = i;
                i += 1;
            } else if line.label == Some(Label::Related) {
                let Some(resume) = self.resume(i) else { break };
                fill(places, last + 1..i, Place::Story);
                fill(places, i..resume, Place::Related);
                fill(places, resume..resume + 1, Place::Story);
                last = resume;
                i = resume + 1;
            } else if self.ends_story(i) || i > last + STORY_GAP {
                break;
            } else {
                i += 1;
            }
        }
        self.sign_off(places, last + 1)
    }

    /// Whether the story ends before this block: comments, another article, a footer without more story behind it.
    fn ends_story(&self, i: usize) -> bool {
        let line = &self.lines[i];
        line.label == Some(Label::Comments) || self.restart(i).is_some() || line.footer && !self.goes_on(i)
    }

    /// Whether at least two paragraphs follow within the next blocks.
    fn goes_on(&self, i: usize) -> bool {
        (i + 1..(i + 6).min(self.lines.len())).any(|j| self.run(j) >= 2)
    }

    /// A writer's line or a source right behind the story belongs to the article.
    fn sign_off(&self, places: &mut [Place], from: usize) -> usize {
        let mut end = from;
        while let Some(line) = self.lines.get(end) {
            let source = line.caption.is_some_and(|c| c.score >= 0.6) && line.len() <= 6;
            if !(line.byline >= 0.7 || source || self.is_disclaimer(end)) || self.restart(end).is_some() {
                break;
            }
            fill(places, end..end + 1, Place::Story);
            end += 1;
        }
        end
    }

    /// Where the story goes on behind a label of related links inside it.
    fn resume(&self, label: usize) -> Option<usize> {
        let limit = (label + 9).min(self.lines.len());
        for k in label + 1..limit {
            if self.restart(k).is_some() {
                return None;
            }
            if !self.paragraph(k) {
                let line = &self.lines[k];
                if k > label + 1
                    && (line.caption.is_some()
                        || line.dateline >= 0.6
                        || line.byline >= 0.7
                        || line.label == Some(Label::Comments))
                {
                    return None;
                }
                continue;
            }
            let strong = self.run(k) >= 2 && self.words(k) >= 15;
            let lone = self.words(k) >= LONG && k <= label + 5 && self.closes(k + 1);
            if k > label + 1 && (strong || lone) {
                return Some(k);
            }
            if k == label + 1 && self.run(k) >= 3 {
                return Some(k + 1);
            }
            return None;
        }
        None
    }

    /// Whether the page's story ends before `i`, or goes on after a crosshead or another link.
    fn closes(&self, i: usize) -> bool {
        match self.lines.get(i) {
            None => true,
            Some(l) => {
                l.footer
                    || l.widget
                    || l.label.is_some()
                    || self.is_disclaimer(i)
                    || (l.len() <= 8 && self.run(i + 1) >= 1)
            }
        }
    }

    /// Marks labelled parts outside articles.
    fn mark_around(&self, places: &mut [Place], range: Range<usize>) {
        let mut place = None;
        for i in range {
            let Some(line) = self.lines.get(i) else { break };
            match line.label {
                Some(Label::Related) => place = Some(Place::Related),
                Some(Label::Comments) => place = Some(Place::Comments),
                _ if line.footer => place = Some(Place::After),
                _ => {}
            }
            if let (Some(place), Some(slot)) = (place, places.get_mut(i)) {
                *slot = place;
            }
        }
    }
}
