//! Two articles side by side: paragraph against paragraph, with the words that stand in one only.

use super::align::{align, covered};
use crate::model::{Article, ArticleId, ByteSpan, Document, ZoneKind, effective_zones};
use crate::project::{Project, ProjectError};
use crate::text::fold::fold_key;
use crate::text::keys::word_keys;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Two articles, and what each has that the other has not.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The two, in the order in which they were asked for.
    pub sides: [ComparedSide; 2],
    /// What stands beside what: places of paragraphs, in the order of both texts.
    pub rows: Vec<[Option<usize>; 2]>,
    /// Words that both have in the same order.
    pub common: usize,
}

/// One of two compared articles.
#[derive(Clone, Debug)]
pub struct ComparedSide {
    /// The article.
    pub article: Article,
    /// Its page.
    pub document: Arc<Document>,
    /// Its headline, deck and story, in their order.
    pub paragraphs: Vec<ComparedParagraph>,
    /// All its words.
    pub words: usize,
    /// Words that the other has not.
    pub only: usize,
    /// Words that the other has in another place.
    pub moved: usize,
    /// Whether its page names the other's outlet.
    pub names_the_other: bool,
}

/// A paragraph of a compared article. Places are UTF-8 bytes of the document's text.
#[derive(Clone, PartialEq, Debug)]
pub struct ComparedParagraph {
    /// The block that it stands in.
    pub block: usize,
    /// Where it stands.
    pub span: ByteSpan,
    /// What it is.
    pub kind: ZoneKind,
    /// Words that the other article has not, run by run.
    pub only: Vec<Range<usize>>,
    /// Words that the other article has in another place, run by run.
    pub moved: Vec<Range<usize>>,
    /// Whether none of its words stand in the same place of the other article: it was cut or added, or stands elsewhere.
    pub stands_alone: bool,
}

/// A word of a side: its key, its bytes in the document's text, and the paragraph that it stands in.
type Word = (u32, Range<usize>, usize);

impl Project {
    /// Holds two articles against each other.
    ///
    /// # Errors
    /// One of them is not there, or the project cannot be read.
    pub fn compare_articles(&self, first: ArticleId, second: ArticleId) -> Result<Comparison, ProjectError> {
        let [(first, first_words), (second, second_words)] = [self.side(first)?, self.side(second)?];
        Ok(compare([first, second], [&first_words, &second_words]))
    }

    fn side(&self, article: ArticleId) -> Result<(ComparedSide, Vec<Word>), ProjectError> {
        let article = self.store.article(article)?.ok_or(ProjectError::Gone { what: "article" })?;
        let document = self.document(article.document)?;
        let zones = self.store.zones(document.id)?;
        let told = |kind| matches!(kind, ZoneKind::Headline | ZoneKind::Deck | ZoneKind::Crosshead | ZoneKind::Body);
        let own = effective_zones(&zones).into_iter().filter(|z| article.blocks.contains(&z.block) && told(z.kind));
        let mut paragraphs = Vec::new();
        let mut words: Vec<Word> = Vec::new();
        for zone in own.filter(|z| !z.repeat) {
            let at = paragraphs.len();
            let start = zone.span.start();
            let found = word_keys(document.text.quote(zone.span));
            words.extend(found.map(|w| (w.key, start + w.bytes.start..start + w.bytes.end, at)));
            paragraphs.push(ComparedParagraph {
                block: zone.block,
                span: zone.span,
                kind: zone.kind,
                only: Vec::new(),
                moved: Vec::new(),
                stands_alone: true,
            });
        }
        let count = words.len();
        let side =
            ComparedSide { article, document, paragraphs, words: count, only: 0, moved: 0, names_the_other: false };
        Ok((side, words))
    }
}

fn compare(mut sides: [ComparedSide; 2], words: [&[Word]; 2]) -> Comparison {
    let keys = words.map(|words| words.iter().map(|(key, ..)| *key).collect::<Vec<u32>>());
    let across = align(&keys[0], &keys[1]);
    let mut back = vec![None; keys[1].len()];
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (i, j) in across.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
        back[j] = Some(i);
        *shared.entry((words[0][i].2, words[1][j].2)).or_default() += 1;
    }
    let common = across.iter().flatten().count();
    for (at, aligned) in [&across, &back].into_iter().enumerate() {
        sides[at].mark(words[at], aligned, &covered(&keys[at], &keys[1 - at]));
    }
    let names = |one: &ComparedSide, other: &ComparedSide| {
        let outlet = other.document.metadata.get("outlet").map(|o| fold_key(o)).filter(|o| o.chars().count() > 1);
        let own = one.document.metadata.get("outlet").map(|o| fold_key(o));
        outlet.filter(|o| own.as_ref() != Some(o)).is_some_and(|outlet| {
            one.paragraphs.iter().any(|p| fold_key(one.document.text.quote(p.span)).contains(&outlet))
        })
    };
    let each = [names(&sides[0], &sides[1]), names(&sides[1], &sides[0])];
    for (side, names_the_other) in sides.iter_mut().zip(each) {
        side.names_the_other = names_the_other;
    }
    let rows = rows(&sides, &shared);
    Comparison { sides, rows, common }
}

impl ComparedSide {
    /// Marks the words that stand here only, and those that stand elsewhere in the other article.
    fn mark(&mut self, words: &[Word], aligned: &[Option<usize>], covered: &[bool]) {
        let mut last = None;
        for (at, (_, bytes, paragraph)) in words.iter().enumerate() {
            let Some(paragraph) = self.paragraphs.get_mut(*paragraph) else { continue };
            if aligned.get(at).copied().flatten().is_some() {
                paragraph.stands_alone = false;
                continue;
            }
            let is_moved = covered.get(at) == Some(&true);
            *(if is_moved { &mut self.moved } else { &mut self.only }) += 1;
            let runs = if is_moved { &mut paragraph.moved } else { &mut paragraph.only };
            // What stands between two marked words is marked with them.
            match runs.last_mut() {
                Some(run) if last == Some((at.wrapping_sub(1), is_moved)) => run.end = bytes.end,
                _ => runs.push(bytes.clone()),
            }
            last = Some((at, is_moved));
        }
    }
}

/// Which paragraph stands beside which: those that share most of their words, in the order of both texts.
fn rows(sides: &[ComparedSide; 2], shared: &BTreeMap<(usize, usize), usize>) -> Vec<[Option<usize>; 2]> {
    let mut best_of_second: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut best_of_first: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((i, j), count) in shared {
        let better = |known: Option<&(usize, usize)>| known.is_none_or(|(_, most)| count > most);
        if better(best_of_first.get(i)) {
            best_of_first.insert(*i, (*j, *count));
        }
        if better(best_of_second.get(j)) {
            best_of_second.insert(*j, (*i, *count));
        }
    }
    let is_headline = |side: &ComparedSide| side.paragraphs.first().is_some_and(|p| p.kind == ZoneKind::Headline);
    let mut beside: Vec<(usize, usize)> = best_of_first
        .iter()
        .filter(|(i, (j, _))| best_of_second.get(j).is_some_and(|(back, _)| back == *i))
        .map(|(i, (j, _))| (*i, *j))
        .collect();
    // Another headline stands where the headline stood.
    if sides.iter().all(is_headline) && beside.first().is_none_or(|(i, j)| *i > 0 && *j > 0) {
        beside.insert(0, (0, 0));
    }
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = (sides[0].paragraphs.len(), sides[1].paragraphs.len());
    for (x, y) in beside.into_iter().chain([ends]) {
        if y < j {
            continue;
        }
        out.extend((i..x).map(|at| [Some(at), None]));
        out.extend((j..y).map(|at| [None, Some(at)]));
        if (x, y) != ends {
            out.push([Some(x), Some(y)]);
        }
        (i, j) = (x + 1, y + 1);
    }
    out
}
