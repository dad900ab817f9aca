//! The rules: each looks at one block in its place on the page and votes for what it may be.

mod around;
mod head;
mod markup;
mod story;

use super::lines::Line;
use super::markup::{Mark, Markup, PageFacts};
use super::plan::{Part, Place, Plan};
use super::vote::Ballot;

/// A block as a rule sees it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// All blocks.
    pub lines: &'a [Line],
    /// The page's skeleton.
    pub plan: &'a Plan,
    /// The page's markup, where its format has any.
    pub markup: Option<&'a Markup>,
    /// The block's index.
    pub at: usize,
    /// How sure it is that the whole block is a disclaimer, from 0 to 1, and by which rule.
    pub disclaimer: Option<(f64, &'static str)>,
}

impl<'a> View<'a> {
    /// The block itself.
    pub(super) fn line(&self) -> &'a Line {
        &self.lines[self.at]
    }
    /// Its place.
    pub(super) fn place(&self) -> Place {
        self.plan.places[self.at]
    }
    /// The article that it stands in.
    pub(super) fn part(&self) -> Option<&'a Part> {
        self.plan.part_at(self.at)
    }
    /// The block before.
    pub(super) fn before(&self) -> Option<&'a Line> {
        self.lines.get(self.at.checked_sub(1)?)
    }
    /// The block behind.
    pub(super) fn behind(&self) -> Option<&'a Line> {
        self.lines.get(self.at + 1)
    }
    /// What the markup says about it.
    pub(super) fn mark(&self) -> Option<&'a Mark> {
        self.markup?.marks.get(self.at)
    }
    /// What the page says about itself.
    pub(super) fn facts(&self) -> Option<&'a PageFacts> {
        self.markup.map(|m| &m.facts)
    }
    /// Whether it stands in an article and not in a part of the page that is none of it.
    pub(super) fn in_article(&self) -> bool {
        self.part().is_some() && matches!(self.place(), Place::Head | Place::Story)
    }
    /// The headline of its article.
    pub(super) fn headline(&self) -> Option<&'a Line> {
        self.part()?.headline.and_then(|h| self.lines.get(h))
    }
}

/// A rule: it may vote, or say nothing.
pub(super) type Rule = fn(View<'_>, &mut Ballot);

/// All rules. The order decides nothing but ties.
pub(super) const RULES: &[Rule] = &[
    head::headline,
    head::headline_repeat,
    head::deck,
    head::deck_press_review,
    head::caption_credit,
    head::caption_place,
    head::caption_repeat,
    head::byline,
    head::dateline,
    story::paragraph,
    story::crosshead,
    story::short_line,
    story::source_line,
    story::disclaimer,
    markup::known,
    markup::caption,
    markup::gallery,
    markup::byline,
    markup::dateline,
    markup::deck,
    markup::story,
    markup::around,
    markup::disclaimer,
    around::before_article,
    around::widget,
    around::footer,
    around::related_section,
    around::related_label,
    around::comments_section,
    around::after_article,
];
