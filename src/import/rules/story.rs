//! Rules for what stands inside an article: paragraphs, crossheads, the source's line, the disclaimer.

use super::super::lines::{Ending, Line};
use super::super::plan::Place;
use super::super::vote::Ballot;
use super::View;
use crate::model::ZoneKind;

/// Sentences of the story; the default inside an article.
pub(in super::super) fn paragraph(view: View<'_>, ballot: &mut Ballot) {
    if view.place() == Place::Story && view.line().is_paragraph() {
        let score = if view.line().len() >= 20 { 0.95 } else { 0.8 };
        ballot.vote(ZoneKind::Body, score, "body.paragraph");
    }
}

/// A short line without a full stop between two paragraphs.
pub(in super::super) fn crosshead(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    if view.place() != Place::Story || line.is_paragraph() || line.label.is_some() || line.bullet || line.len() == 0 {
        return;
    }
    let next =
        view.behind().is_some_and(Line::is_paragraph) && view.plan.places.get(view.at + 1) == Some(&Place::Story);
    let previous = view.before().is_some_and(|l| l.ending != Ending::Colon);
    if next && previous && line.len() <= 12 && matches!(line.ending, Ending::Open | Ending::Question | Ending::Colon) {
        let score: f64 = if line.len() <= 8 { 0.8 } else { 0.65 };
        ballot.vote(ZoneKind::Crosshead, score, "crosshead.short_line_before_paragraph");
    }
}

/// Any other line inside the story: a short sentence, an item of a list, a line of speech.
pub(in super::super) fn short_line(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    if view.place() == Place::Story && !line.is_paragraph() && !line.widget && line.label.is_none() {
        let score = if line.ending == Ending::Open { 0.4 } else { 0.6 };
        ballot.vote(ZoneKind::Body, score, "body.short_line");
    }
}

/// The text's own credit behind the story («المصدر: وكالات»), which is no picture's.
pub(in super::super) fn source_line(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    let Some(part) = view.part() else { return };
    let last = view.place() == Place::Story && view.at > part.story && view.at + 3 >= part.blocks.end;
    if last && line.len() <= 6 && line.caption.is_some_and(|c| c.split.is_none()) {
        ballot.vote(ZoneKind::Byline, 0.97, "byline.source_after_story");
    }
}

/// A block that is a disclaimer as a whole.
pub(in super::super) fn disclaimer(view: View<'_>, ballot: &mut Ballot) {
    if let Some((score, rule)) = view.disclaimer {
        ballot.vote(ZoneKind::Disclaimer, score.max(0.9), rule);
        ballot.vote(ZoneKind::Disclaimer, 0.9, "disclaimer.whole_block");
    }
}
