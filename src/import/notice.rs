//! A page that holds a short notice and no more: some words under a title («عاجل»), too few to be found by their weight.

use super::lines::{Ending, Line};
use super::markup::{
    AROUND, AUTHOR, BIO, CAPTION, CREDIT, DATE, FIGURE, H1, HEADER, HEADING, HEADLINE, HIDDEN, Mark, Markup, PARAGRAPH,
};
use super::normal::key;
use super::plan::{Part, Place, Plan};

/// Blocks between a title and the notice, at most.
const REACH: usize = 8;
/// Words of a notice.
const WORDS: usize = 4;
/// Blocks that could be a notice on a page without a title; a page of more fragments is a list.
const FEW: usize = 6;
/// How sure a title is that the page names, and one that only stands right above; where there is none, a person is asked.
const NAMED: f64 = 0.5;
const ABOVE: f64 = 0.45;

/// Finds the notice of a page on which no story was found.
pub(super) fn plan(lines: &[Line], disclaimer: &[bool], markup: Option<&Markup>) -> Option<Plan> {
    let page = Page { lines, disclaimer, markup };
    let told: Vec<usize> = (0..lines.len()).filter(|at| page.tells(*at)).collect();
    let titled = page.title();
    let first = match titled {
        Some(title) => told.iter().copied().find(|at| (title + 1..=title + REACH).contains(at))?,
        None if told.len() == 1 => told.iter().copied().find(|at| page.is_sentence(*at))?,
        None if told.len() <= FEW => told.iter().copied().find(|at| page.is_sentence(*at) && page.is_set(*at))?,
        None => return None,
    };
    let mut end = first + 1;
    while end < lines.len() && (page.tells(end) || disclaimer.get(end) == Some(&true)) {
        end += 1;
    }
    let words: usize = lines.get(first..end)?.iter().map(Line::len).sum();
    if words < WORDS {
        return None;
    }
    // Without a name for it, the line right above the notice is its title, if it looks like one.
    let above = first.checked_sub(1).filter(|at| page.tells(*at) && page.lines[*at].is_title_like());
    let headline = titled.or(above);
    let start = headline.unwrap_or(first);
    let place = |at: usize| match at {
        _ if at < start => Place::Before,
        _ if at < first => Place::Head,
        _ if at < end => Place::Story,
        _ => Place::After,
    };
    Some(Plan {
        places: (0..lines.len()).map(place).collect(),
        parts: vec![Part {
            headline,
            blocks: start..end,
            story: first,
            headline_score: if titled.is_some() { NAMED } else { ABOVE },
        }],
    })
}

struct Page<'a> {
    lines: &'a [Line],
    disclaimer: &'a [bool],
    markup: Option<&'a Markup>,
}

impl Page<'_> {
    fn mark(&self, at: usize) -> Mark {
        self.markup.and_then(|m| m.marks.get(at)).copied().unwrap_or_default()
    }

    /// Whether a block is neither a link, nor a button, nor a label, nor about the page.
    fn is_plain(&self, at: usize) -> bool {
        let mark = self.mark(at);
        self.lines.get(at).is_some_and(|line| {
            line.len() > 0 && !line.widget && !line.footer && !line.menu && !line.bullet && line.label.is_none()
        }) && !mark.has(AROUND | HIDDEN | HEADER)
            && mark.link <= 0.5
            && self.disclaimer.get(at) != Some(&true)
    }

    /// Whether a block may be words of the notice.
    fn tells(&self, at: usize) -> bool {
        // «مراسلنا: …» begins a notice as it begins a byline.
        let looks = |line: &Line| {
            line.dateline < 0.6
                && (line.byline < 0.7 || line.len() > WORDS)
                && line.caption.is_none_or(|c| c.score < 0.6)
                && line.len() > 1
        };
        self.is_plain(at)
            && !self.mark(at).has(HEADING | HEADLINE | AUTHOR | DATE | CREDIT | CAPTION | FIGURE | BIO)
            && self.lines.get(at).is_some_and(looks)
    }

    fn is_sentence(&self, at: usize) -> bool {
        let long = |line: &Line| line.len() > WORDS || line.len() == WORDS && line.ending == Ending::Stop;
        self.lines.get(at).is_some_and(long)
    }

    /// Whether a block is set as a paragraph or ends as a sentence; titles in a list do neither.
    fn is_set(&self, at: usize) -> bool {
        let stops = |line: &Line| matches!(line.ending, Ending::Stop | Ending::Question);
        self.mark(at).has(PARAGRAPH) || self.lines.get(at).is_some_and(stops)
    }

    /// The block that markup or the page's own data call its title.
    fn title(&self) -> Option<usize> {
        let named: Vec<String> = self.markup.iter().flat_map(|m| &m.facts.titles).map(|t| key(t)).collect();
        let says = |at: usize| {
            let line = &self.lines[at].key;
            !line.is_empty()
                && named.iter().any(|t| t == line || t.starts_with(line.as_str()) && line.len() * 3 > t.len())
        };
        let all = || (0..self.lines.len()).filter(|at| self.is_plain(*at));
        all()
            .find(|at| self.mark(*at).has(H1 | HEADLINE) && says(*at))
            .or_else(|| all().find(|at| self.mark(*at).has(HEADING) && says(*at)))
            .or_else(|| all().find(|at| self.mark(*at).has(H1 | HEADLINE)))
    }
}
