//! What each act on a page changes.

use super::outline::Outline;
use crate::app::strings::Importing;
use crate::import::QuestionKind;
use crate::model::{Direction, ZoneKind, ZoneOrigin};
use crate::project::{Command, DocumentView};
use std::ops::Range;

/// The fact that holds the open questions of a page.
pub(super) const QUESTION: &str = "question";

/// Why an act did nothing, as a sentence of the strings.
pub(super) type Refusal = fn(&Importing) -> &'static str;

/// Says what blocks are. A block of which a person has said so already needs no second word.
pub(super) fn set_kind(outline: &Outline<'_>, blocks: Range<usize>, kind: ZoneKind) -> Vec<Command> {
    let settled = |block: usize| {
        outline.zones(block).iter().all(|z| z.kind == kind && matches!(z.origin, ZoneOrigin::Coder(_)))
            && !outline.zones(block).is_empty()
    };
    let document = outline.view.document.id;
    blocks.filter(|b| !settled(*b)).map(|block| Command::SetZone { document, block, kind }).collect()
}

/// Says that the rules are right about blocks. A block of several kinds keeps them: a person's word covers it whole.
pub(super) fn confirm(outline: &Outline<'_>, blocks: Range<usize>) -> Vec<Command> {
    blocks
        .filter(|block| outline.zones(*block).len() == 1)
        .flat_map(|block| set_kind(outline, block..block + 1, outline.kind(block)))
        .collect()
}

/// Says that a page is right as it is: its doubtful blocks, and what was asked about it.
pub(super) fn page_is_right(outline: &Outline<'_>) -> Vec<Command> {
    let blocks = 0..outline.view.document.blocks.len();
    let doubtful = blocks.filter(|block| outline.is_doubtful(*block));
    let mut out: Vec<Command> = doubtful.flat_map(|block| confirm(outline, block..block + 1)).collect();
    if !open_questions(outline.view).is_empty() {
        let document = outline.view.document.id;
        out.push(Command::SetMetadata { document, key: QUESTION.into(), value: String::new() });
    }
    out
}

/// Cuts the article of a block in two, before it.
pub(super) fn split(outline: &Outline<'_>, block: usize) -> Result<Command, Refusal> {
    match outline.article(block) {
        Some(article) if article.blocks.start < block => {
            Ok(Command::SplitArticle { article: article.id, at_block: block })
        }
        _ => Err(|words| words.cannot_split),
    }
}

/// Joins the article of a block with the one before it on the page.
pub(super) fn join(outline: &Outline<'_>, block: usize) -> Result<Command, Refusal> {
    let second = outline.article_at(block).filter(|at| *at > 0);
    let pair = second.and_then(|at| outline.view.articles.get(at - 1).zip(outline.view.articles.get(at)));
    match pair {
        Some((first, second)) => Ok(Command::JoinArticles { first: first.id, second: second.id }),
        None => Err(|words| words.cannot_join),
    }
}

/// Makes blocks an article.
pub(super) fn mark(outline: &Outline<'_>, blocks: Range<usize>) -> Result<Command, Refusal> {
    if blocks.is_empty() || blocks.clone().any(|b| outline.article_at(b).is_some()) {
        return Err(|words| words.cannot_mark);
    }
    Ok(Command::MarkArticle { document: outline.view.document.id, blocks })
}

/// The next of: by content, right to left, left to right.
pub(super) fn turn(view: &DocumentView) -> Command {
    let direction = match view.document.direction {
        None => Some(Direction::Rtl),
        Some(Direction::Rtl) => Some(Direction::Ltr),
        Some(Direction::Ltr) => None,
    };
    Command::SetDirection { document: view.document.id, direction }
}

/// The questions that are open on a page, by the codes in its metadata.
pub(super) fn open_questions(view: &DocumentView) -> Vec<QuestionKind> {
    let codes = view.document.metadata.get(QUESTION).map_or("", String::as_str);
    [QuestionKind::ReadFromPdf, QuestionKind::TwoArticles, QuestionKind::WhichHeadline]
        .into_iter()
        .filter(|kind| codes.split(',').any(|code| code.trim() == kind.code()))
        .collect()
}

/// Settles a question; others stay open.
pub(super) fn settle(view: &DocumentView, question: QuestionKind) -> Command {
    let codes = view.document.metadata.get(QUESTION).map_or("", String::as_str);
    let rest: Vec<&str> =
        codes.split(',').map(str::trim).filter(|code| !code.is_empty() && *code != question.code()).collect();
    Command::SetMetadata { document: view.document.id, key: QUESTION.into(), value: rest.join(",") }
}

/// The page is one article after all: whatever was cut is joined, which settles the question too.
pub(super) fn one_article(view: &DocumentView) -> Vec<Command> {
    match view.articles.split_first() {
        Some((first, others)) if !others.is_empty() => {
            others.iter().map(|second| Command::JoinArticles { first: first.id, second: second.id }).collect()
        }
        _ => vec![settle(view, QuestionKind::TwoArticles)],
    }
}

/// The page's headline is this block.
pub(super) fn headline(outline: &Outline<'_>, block: usize) -> Vec<Command> {
    let mut out = set_kind(outline, block..block + 1, ZoneKind::Headline);
    out.push(settle(outline.view, QuestionKind::WhichHeadline));
    out
}
