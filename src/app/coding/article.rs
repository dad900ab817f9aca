//! The article in the middle: its text with looks and folds, its spans, and what the pointer did.

use super::spans::{SpanModel, Stands};
use crate::app::bidi::article::{ArticleText, Block, BlockStyle, Fold, LineStyle, Palette, Span};
use crate::app::context::Look;
use crate::app::theme::Theme;
use crate::model::{self, ArticleId, Direction, RecordId, UiLanguage, ZoneKind};
use crate::project::CodingView;
use crate::text::direction::BaseDirection;

/// What the looks of an article rest on; it is laid out anew when one of them changes.
#[derive(Clone, PartialEq, Debug)]
struct Key {
    article: ArticleId,
    language: UiLanguage,
    direction: Option<Direction>,
    kinds: Vec<(ZoneKind, bool)>,
}

/// The article's text as it is shown, made once for each state of its zones.
#[derive(Debug, Default)]
pub(crate) struct Page {
    made: Option<(Key, ArticleText, u32)>,
}

impl Page {
    /// The text, and how many groups of lines are folded.
    pub(crate) fn text(&mut self, look: &Look<'_>, view: &CodingView) -> (&ArticleText, u32) {
        let key = Key {
            article: view.article.id,
            language: look.language,
            direction: view.document.direction,
            kinds: kinds(view),
        };
        if self.made.as_ref().is_none_or(|(now, ..)| *now != key) {
            self.made = None;
        }
        let (_, text, folds) = self.made.get_or_insert_with(|| {
            let (text, folds) = make(look, view, &key.kinds);
            (key, text, folds)
        });
        (text, *folds)
    }
}

/// What each block of the document is, and whether it repeats an earlier one; outside the article everything but a disclaimer counts as something else's.
fn kinds(view: &CodingView) -> Vec<(ZoneKind, bool)> {
    let mut out = vec![(ZoneKind::Body, false); view.document.blocks.len()];
    for (block, slot) in out.iter_mut().enumerate() {
        if !view.article.blocks.contains(&block) {
            *slot = (ZoneKind::Boilerplate, false);
        }
    }
    // Several zones may part a block; the first one gives it its look.
    for zone in view.zones.iter().rev() {
        let inside = view.article.blocks.contains(&zone.block);
        if let Some(slot) = out.get_mut(zone.block).filter(|_| inside || !is_story(zone.kind)) {
            *slot = (zone.kind, zone.repeat);
        }
    }
    out
}

/// Whether a kind belongs to a story: outside the article it is another story's.
const fn is_story(kind: ZoneKind) -> bool {
    !kind.is_folded() && !matches!(kind, ZoneKind::Disclaimer)
}

fn make(look: &Look<'_>, view: &CodingView, kinds: &[(ZoneKind, bool)]) -> (ArticleText, u32) {
    let mut blocks = Vec::with_capacity(kinds.len());
    let mut runs: Vec<(usize, Vec<ZoneKind>)> = Vec::new();
    let mut in_run = false;
    for (block, (kind, repeats)) in view.document.blocks.iter().zip(kinds) {
        let folded = kind.is_folded();
        if folded {
            if !in_run {
                runs.push((0, Vec::new()));
            }
            if let Some((lines, found)) = runs.last_mut() {
                *lines += 1;
                if !found.contains(kind) {
                    found.push(*kind);
                }
            }
        }
        in_run = folded;
        let fold = folded.then(|| u32::try_from(runs.len().saturating_sub(1)).unwrap_or(u32::MAX));
        blocks.push(Block { range: block.span.range(), style: style(*kind, *repeats), fold });
    }
    let folds: Vec<Fold> =
        runs.iter().map(|(lines, found)| Fold { label: look.strings.folded(*lines, found) }).collect();
    let count = u32::try_from(folds.len()).unwrap_or(u32::MAX);
    let base = match view.document.direction {
        None => BaseDirection::Auto,
        Some(Direction::Rtl) => BaseDirection::Forced(crate::text::direction::Direction::Rtl),
        Some(Direction::Ltr) => BaseDirection::Forced(crate::text::direction::Direction::Ltr),
    };
    (ArticleText::new(view.document.text.shared(), fill_gaps(view, blocks), folds, base), count)
}

/// Blank lines between two blocks of one fold belong to it, so that a fold is one line and not many.
fn fill_gaps(view: &CodingView, blocks: Vec<Block>) -> Vec<Block> {
    let end = view.document.text.len();
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    if let Some(first) = blocks.peek()
        && first.fold.is_some()
        && first.range.start > 0
    {
        out.push(Block { range: 0..first.range.start, style: BlockStyle::Quiet, fold: first.fold });
    }
    while let Some(mut block) = blocks.next() {
        let next = blocks.peek().map_or((end, block.fold), |n| (n.range.start, n.fold));
        if block.fold.is_some() && next.1 == block.fold {
            block.range.end = next.0;
        }
        out.push(block);
    }
    out
}

const fn style(kind: ZoneKind, repeats: bool) -> BlockStyle {
    match kind {
        // A repeated headline is coded at its first place; the second one steps back.
        ZoneKind::Headline | ZoneKind::Deck if repeats => BlockStyle::Caption,
        ZoneKind::Headline => BlockStyle::Headline,
        ZoneKind::Deck => BlockStyle::Deck,
        ZoneKind::Byline | ZoneKind::Dateline => BlockStyle::Byline,
        ZoneKind::Caption => BlockStyle::Caption,
        ZoneKind::Crosshead => BlockStyle::Crosshead,
        ZoneKind::Body | ZoneKind::Disclaimer => BlockStyle::Body,
        ZoneKind::Related | ZoneKind::Comments | ZoneKind::Boilerplate => BlockStyle::Quiet,
    }
}

/// The colours of the page.
pub(crate) const fn palette(theme: &Theme) -> Palette {
    Palette { paper: theme.paper, ink: theme.ink, quiet: theme.quiet, selection: theme.selection, accent: theme.accent }
}

/// A number for an id: the view's own are of 64 bits.
pub(crate) fn short(uuid: uuid::Uuid) -> u64 {
    let (high, low) = uuid.as_u64_pair();
    high ^ low.rotate_left(17)
}

/// The group of a record's spans.
pub(crate) fn group(record: RecordId) -> u64 {
    short(record.uuid())
}

/// The spans as the article draws them. What is only proposed is dotted and quiet.
pub(crate) fn drawn(look: &Look<'_>, models: &[SpanModel]) -> Vec<Span> {
    let theme = look.theme;
    models
        .iter()
        .map(|model| match model.stands {
            Stands::Coded { record, anchor } => Span {
                id: short(anchor.uuid()),
                group: group(record),
                range: model.range.clone(),
                color: theme.role(&model.color),
                line: line(model.line),
                label: model.label.clone(),
            },
            Stands::Proposed { proposal } => Span {
                id: short(proposal.uuid()),
                group: short(proposal.uuid()),
                range: model.range.clone(),
                color: theme.quiet,
                line: LineStyle::Dotted,
                label: if model.single {
                    format!("{} · {}", model.label, look.strings.coding.proposed_short)
                } else {
                    String::new()
                },
            },
        })
        .collect()
}

/// The model of a drawn span.
pub(crate) fn model_of(models: &[SpanModel], id: u64) -> Option<&SpanModel> {
    models.iter().find(|model| match model.stands {
        Stands::Coded { anchor, .. } => short(anchor.uuid()) == id,
        Stands::Proposed { proposal } => short(proposal.uuid()) == id,
    })
}

const fn line(style: model::LineStyle) -> LineStyle {
    match style {
        model::LineStyle::Solid => LineStyle::Solid,
        model::LineStyle::Double => LineStyle::Double,
        model::LineStyle::Dotted => LineStyle::Dotted,
        model::LineStyle::Dashed => LineStyle::Dashed,
        model::LineStyle::Boxed => LineStyle::Boxed,
    }
}

/// The block of the document that a byte lies in.
pub(crate) fn block_at(view: &CodingView, at: usize) -> Option<usize> {
    view.document.blocks.iter().position(|b| b.span.start() <= at && at <= b.span.end())
}
