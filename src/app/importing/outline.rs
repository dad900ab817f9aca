//! A page in lines: articles, blocks, and runs of blocks that are folded away.

use crate::model::{Article, Zone, ZoneKind, ZoneOrigin};
use crate::project::{DOUBT, DocumentView};
use std::collections::BTreeSet;
use std::ops::Range;

/// One line of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Line {
    /// An article begins: its place in the view.
    Article(usize),
    /// A run of blocks that are not the story.
    Fold {
        /// Its blocks.
        blocks: Range<usize>,
        /// Whether its blocks follow as lines of their own.
        open: bool,
    },
    /// A block.
    Block(usize),
}

/// The lines of a page.
pub(super) struct Outline<'a> {
    /// The page.
    pub(super) view: &'a DocumentView,
    /// Its lines from the top.
    pub(super) lines: Vec<Line>,
    zones: Vec<Vec<&'a Zone>>,
}

impl<'a> Outline<'a> {
    /// The lines of a page. A run of folded blocks is open if one of its blocks is among `opened`.
    ///
    /// `structure`: nothing is folded, because the page is shown as it was built.
    pub(super) fn of(view: &'a DocumentView, opened: &BTreeSet<usize>, structure: bool) -> Self {
        let count = view.document.blocks.len();
        let mut zones: Vec<Vec<&Zone>> = vec![Vec::new(); count];
        for zone in &view.zones {
            if let Some(slot) = zones.get_mut(zone.block) {
                slot.push(zone);
            }
        }
        let mut out = Self { view, lines: Vec::new(), zones };
        let mut block = 0;
        while block < count {
            if let Some(at) = view.articles.iter().position(|a| a.blocks.start == block) {
                out.lines.push(Line::Article(at));
            }
            if structure || !out.kind(block).is_folded() {
                out.lines.push(Line::Block(block));
                block += 1;
                continue;
            }
            let end = out.run_end(block);
            let open = opened.range(block..end).next().is_some();
            out.lines.push(Line::Fold { blocks: block..end, open });
            if open {
                out.lines.extend((block..end).map(Line::Block));
            }
            block = end;
        }
        out
    }

    /// The end of the run of folded blocks from a block on; a border of an article ends it too.
    fn run_end(&self, from: usize) -> usize {
        let own = self.article_at(from);
        let count = self.view.document.blocks.len();
        (from..count).find(|b| !self.kind(*b).is_folded() || self.article_at(*b) != own).unwrap_or(count)
    }

    /// The zones of a block.
    pub(super) fn zones(&self, block: usize) -> &[&'a Zone] {
        self.zones.get(block).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a block is: the first of its zones says so.
    pub(super) fn kind(&self, block: usize) -> ZoneKind {
        self.zones(block).first().map_or(ZoneKind::Body, |z| z.kind)
    }

    /// Kinds of some blocks, each once, in the order in which they occur.
    pub(super) fn kinds(&self, blocks: Range<usize>) -> Vec<ZoneKind> {
        let mut out = Vec::new();
        for kind in blocks.map(|b| self.kind(b)) {
            if !out.contains(&kind) {
                out.push(kind);
            }
        }
        out
    }

    /// Whether a rule is unsure of a block.
    pub(super) fn is_doubtful(&self, block: usize) -> bool {
        self.zones(block)
            .iter()
            .any(|z| matches!(&z.origin, ZoneOrigin::Rule { confidence, .. } if *confidence < DOUBT))
    }

    /// The rule that spoke of a block, where no person has and it speaks of the whole block.
    pub(super) fn rule(&self, block: usize) -> Option<&'a str> {
        match self.zones(block) {
            [zone] => match &zone.origin {
                ZoneOrigin::Rule { rule, .. } => Some(rule.as_str()),
                ZoneOrigin::Coder(_) => None,
            },
            _ => None,
        }
    }

    /// How many blocks of the page the rule of a block took for the same thing, the block among them.
    pub(super) fn alike(&self, block: usize) -> usize {
        let Some(rule) = self.rule(block) else { return 0 };
        let kind = self.kind(block);
        (0..self.view.document.blocks.len()).filter(|b| self.rule(*b) == Some(rule) && self.kind(*b) == kind).count()
    }

    /// The article that a block belongs to, by its place in the view.
    pub(super) fn article_at(&self, block: usize) -> Option<usize> {
        self.view.articles.iter().position(|a| a.blocks.contains(&block))
    }

    /// The article that a block belongs to.
    pub(super) fn article(&self, block: usize) -> Option<&'a Article> {
        self.article_at(block).and_then(|at| self.view.articles.get(at))
    }

    /// The blocks that a line stands for, where the cursor can rest on it.
    pub(super) fn stop(&self, line: usize) -> Option<Range<usize>> {
        match self.lines.get(line)? {
            Line::Block(block) => Some(*block..*block + 1),
            Line::Fold { blocks, open: false } => Some(blocks.clone()),
            Line::Fold { .. } | Line::Article(_) => None,
        }
    }

    /// The line that shows a block.
    pub(super) fn line_of(&self, block: usize) -> Option<usize> {
        (0..self.lines.len()).find(|line| self.stop(*line).is_some_and(|blocks| blocks.contains(&block)))
    }

    /// The first block of the line after the one that shows `block`, or before it; `block` itself at the ends.
    pub(super) fn neighbour(&self, block: usize, back: bool) -> usize {
        let Some(here) = self.line_of(block) else { return block };
        let first = |line: usize| self.stop(line).map(|blocks| blocks.start);
        let next = if back { (0..here).rev().find_map(first) } else { (here + 1..self.lines.len()).find_map(first) };
        next.unwrap_or(block)
    }

    /// The next doubtful block behind `block`, from the top again at the end.
    pub(super) fn next_doubtful(&self, block: usize) -> Option<usize> {
        let count = self.view.document.blocks.len();
        (block + 1..count).chain(0..count.min(block + 1)).find(|b| self.is_doubtful(*b))
    }

    /// How many blocks are doubtful.
    pub(super) fn doubtful(&self) -> usize {
        (0..self.view.document.blocks.len()).filter(|b| self.is_doubtful(*b)).count()
    }

    /// All blocks of the folded run that a block lies in.
    pub(super) fn run(&self, block: usize) -> Option<Range<usize>> {
        self.lines.iter().find_map(|line| match line {
            Line::Fold { blocks, .. } if blocks.contains(&block) => Some(blocks.clone()),
            _ => None,
        })
    }

    /// The words of a block.
    pub(super) fn words(&self, block: usize) -> &'a str {
        let document = &self.view.document;
        document.blocks.get(block).map_or("", |b| document.text.quote(b.span))
    }
}
