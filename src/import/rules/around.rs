//! Rules for what stands around articles: navigation, widgets, links, comments, footers.

use super::super::lines::{Ending, Label};
use super::super::plan::Place;
use super::super::vote::Ballot;
use super::View;
use crate::model::ZoneKind;

/// Anything in front of the first headline.
pub(in super::super) fn before_article(view: View<'_>, ballot: &mut Ballot) {
    if view.place() != Place::Before {
        return;
    }
    let line = view.line();
    if view.plan.parts.is_empty() && line.is_paragraph() {
        ballot.vote(ZoneKind::Body, 0.4, "body.paragraph_without_article");
    }
    let score = if line.menu || line.bullet || line.times > 1 { 0.95 } else { 0.8 };
    let score = if view.plan.parts.is_empty() { 0.35 } else { score };
    ballot.vote(ZoneKind::Boilerplate, score, "boilerplate.before_headline");
}

/// A widget's word, wherever it stands.
pub(in super::super) fn widget(view: View<'_>, ballot: &mut Ballot) {
    if view.line().widget {
        ballot.vote(ZoneKind::Boilerplate, 0.97, "boilerplate.widget");
    }
}

/// Copyright, policies, tags.
pub(in super::super) fn footer(view: View<'_>, ballot: &mut Ballot) {
    if view.line().footer {
        ballot.vote(ZoneKind::Boilerplate, 0.95, "boilerplate.footer");
    }
}

/// Inside a labelled block of links.
pub(in super::super) fn related_section(view: View<'_>, ballot: &mut Ballot) {
    if view.place() == Place::Related {
        ballot.vote(ZoneKind::Related, 0.97, "related.section");
    }
}

/// The label of such a block, or a label with its link.
pub(in super::super) fn related_label(view: View<'_>, ballot: &mut Ballot) {
    if matches!(view.line().label, Some(Label::Related | Label::RelatedInline)) {
        ballot.vote(ZoneKind::Related, 0.97, "related.label");
    }
}

/// Behind the comments' label: the label is of the comments; titles in a row are links, the rest are comments.
pub(in super::super) fn comments_section(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    if line.label == Some(Label::Comments) {
        ballot.vote(ZoneKind::Comments, 0.97, "comments.label");
    }
    if view.place() != Place::Comments || line.label.is_some() {
        return;
    }
    if line.is_title_like() && line.len() >= 5 && line.ending != Ending::Stop {
        ballot.vote(ZoneKind::Related, 0.75, "related.title_behind_comments_label");
    }
    ballot.vote(ZoneKind::Comments, 0.7, "comments.section");
}

/// Behind the article, without a label: titles are links, the rest is furniture.
pub(in super::super) fn after_article(view: View<'_>, ballot: &mut Ballot) {
    if view.place() != Place::After {
        return;
    }
    let line = view.line();
    if line.len() >= 5 && !line.widget && !line.footer && line.dateline < 0.6 {
        ballot.vote(ZoneKind::Related, 0.6, "related.title_after_story");
    }
    ballot.vote(ZoneKind::Boilerplate, 0.5, "boilerplate.after_story");
}
