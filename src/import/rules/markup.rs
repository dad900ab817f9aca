//! Rules that read the markup: what the tags and names around a block say about it.

use super::super::lines::{Ending, Line};
use super::super::markup::{
    AROUND, AUTHOR, BIO, BODY, CAPTION, CELL, CREDIT, DATE, DECK, DISCLAIMER, FIGURE, FORM, HEADING, HIDDEN, ITEM,
    PARAGRAPH, QUOTE, TAGS,
};
use super::super::normal::{Word, key};
use super::super::plan::Place;
use super::super::vote::Ballot;
use super::View;
use crate::model::ZoneKind;

/// What the format itself says: two certain voices, which no other rules outvote.
pub(in super::super) fn known(view: View<'_>, ballot: &mut Ballot) {
    if let Some(kind) = view.mark().and_then(|m| m.known) {
        ballot.vote(kind, 0.99, "export.field");
        ballot.vote(kind, 0.99, "export.layout");
    }
}

/// A picture's text by its tag or its name.
pub(in super::super) fn caption(view: View<'_>, ballot: &mut Ballot) {
    let Some(mark) = view.mark() else { return };
    let weight = if view.in_article() { 1.0 } else { 0.4 };
    // A player has buttons for its subtitles, which are called captions too.
    if mark.has(FORM) {
        return;
    }
    if mark.has(CAPTION) {
        ballot.vote(ZoneKind::Caption, 0.97 * weight, "caption.markup");
        ballot.vote(ZoneKind::Caption, 0.9 * weight, "caption.markup_name");
    } else if mark.has(CREDIT) {
        ballot.vote(ZoneKind::Caption, 0.9 * weight, "caption.credit_markup");
    } else if mark.has(FIGURE) && mark.link < 0.6 && view.line().len() <= 60 && !mark.has(HEADING | FORM) {
        ballot.vote(ZoneKind::Caption, 0.75 * weight, "caption.inside_figure");
    }
}

/// A gallery inside the story: titles that count its pictures («3/50 …»), each with its text in one item of a list.
pub(in super::super) fn gallery(view: View<'_>, ballot: &mut Ballot) {
    let Some(mark) = view.mark().filter(|m| m.has(ITEM)) else { return };
    let of_picture = |line: &Line| {
        let [first, second, ..] = line.words.as_slice() else { return false };
        let number = |word: &Word| word.norm.parse::<u32>().ok();
        let counts = number(first).zip(number(second)).is_some_and(|(at, all)| 0 < at && at <= all && all > 2);
        counts && first.end + 1 == second.start
    };
    let own = of_picture(view.line());
    let titled = mark.has(PARAGRAPH) && !own && view.before().is_some_and(of_picture);
    if own || titled {
        ballot.vote(ZoneKind::Caption, 0.99, "caption.gallery");
        ballot.vote(ZoneKind::Caption, 0.99, "caption.gallery_item");
    }
}

/// The writer by a name of the markup, or a name that the page gives as its author's.
pub(in super::super) fn byline(view: View<'_>, ballot: &mut Ballot) {
    let (Some(mark), line) = (view.mark(), view.line()) else { return };
    if !view.in_article() || line.len() == 0 {
        return;
    }
    if mark.has(AUTHOR) && line.len() <= 30 && line.dateline < 0.8 {
        ballot.vote(ZoneKind::Byline, 0.93, "byline.markup");
        ballot.vote(ZoneKind::Byline, 0.8, "byline.markup_name");
    } else if mark.has(BIO) {
        ballot.vote(ZoneKind::Byline, 0.7, "byline.about_the_writer");
    }
    let names = view.facts().map_or(&[][..], |f| f.authors.as_slice());
    if line.len() <= 10 && names.iter().any(|n| line.key.contains(&key(n))) {
        ballot.vote(ZoneKind::Byline, 0.9, "byline.author_of_the_page");
    }
}

/// A date by its tag or its name.
pub(in super::super) fn dateline(view: View<'_>, ballot: &mut Ballot) {
    let (Some(mark), line) = (view.mark(), view.line()) else { return };
    if mark.has(DATE) && view.in_article() && line.len() <= 24 && (line.dateline > 0.0 || line.len() <= 12) {
        let score = if line.dateline > 0.0 { 0.95 } else { 0.7 };
        ballot.vote(ZoneKind::Dateline, score, "dateline.markup");
        ballot.vote(ZoneKind::Dateline, score * 0.8, "dateline.markup_name");
    }
}

/// The lines under the title, by name, or because the page describes itself with them.
pub(in super::super) fn deck(view: View<'_>, ballot: &mut Ballot) {
    let (Some(mark), line) = (view.mark(), view.line()) else { return };
    if line.is_part_of_head() || mark.has(CAPTION | AUTHOR | DATE | FIGURE) {
        return;
    }
    let first = view.part().is_some_and(|p| p.story == view.at);
    match view.place() {
        Place::Head => {
            let described = line.len() >= 5
                && view.facts().is_some_and(|f| {
                    f.descriptions
                        .iter()
                        .map(|d| key(d))
                        .any(|d| d.len() > 20 && (line.key.starts_with(&d) || d.starts_with(&line.key)))
                });
            if described {
                ballot.vote(ZoneKind::Deck, 0.9, "deck.description_of_the_page");
            }
            if mark.has(DECK) {
                ballot.vote(ZoneKind::Deck, 0.9, "deck.markup");
            } else if mark.has(HEADING) && line.len() >= 5 && mark.link < 0.5 {
                ballot.vote(ZoneKind::Deck, 0.6, "deck.heading_under_headline");
            }
            if mark.has(PARAGRAPH) && line.len() >= 8 {
                ballot.vote(ZoneKind::Deck, 0.5, "deck.paragraph_under_headline");
            }
            if line.len() < 7 && !described && !mark.has(DECK | HEADING) {
                ballot.vote(ZoneKind::Boilerplate, 0.62, "boilerplate.loose_words_in_head");
            }
        }
        Place::Story if first && mark.has(DECK) && !mark.has(BODY) => ballot.vote(ZoneKind::Deck, 0.5, "deck.markup"),
        _ => {}
    }
}

/// Tags inside the story's container: paragraphs, headings, lists, quotations.
pub(in super::super) fn story(view: View<'_>, ballot: &mut Ballot) {
    let (Some(mark), line) = (view.mark(), view.line()) else { return };
    if view.place() != Place::Story || line.widget || line.footer || line.label.is_some() || view.disclaimer.is_some() {
        return;
    }
    if mark.has(HEADING) {
        ballot.vote(ZoneKind::Crosshead, 0.9, "crosshead.heading");
        ballot.vote(ZoneKind::Crosshead, 0.8, "crosshead.heading_in_story");
        return;
    }
    if mark.has(CAPTION | CREDIT) {
        return;
    }
    if mark.in_story_text {
        ballot.vote(ZoneKind::Body, 0.9, "body.in_linked_data");
    }
    let sentence = matches!(line.ending, Ending::Stop | Ending::Question);
    let whole_bold = mark.bold > 0.95 && line.len() <= 14 && !sentence;
    if mark.has(PARAGRAPH | QUOTE) && !whole_bold {
        ballot.vote(ZoneKind::Body, 0.9, "body.paragraph_tag");
        ballot.vote(ZoneKind::Body, 0.6, "body.in_story");
    } else if mark.has(ITEM | CELL) || sentence {
        ballot.vote(ZoneKind::Body, 0.8, "body.in_story");
    } else if whole_bold {
        ballot.vote(ZoneKind::Crosshead, 0.6, "crosshead.bold_line");
    } else if line.len() >= 4 {
        ballot.vote(ZoneKind::Body, 0.5, "body.in_story");
    }
}

/// What belongs to the page and not to the story.
pub(in super::super) fn around(view: View<'_>, ballot: &mut Ballot) {
    let (Some(mark), line) = (view.mark(), view.line()) else { return };
    match view.place() {
        Place::After if mark.has(AROUND) => ballot.vote(ZoneKind::Boilerplate, 0.95, "boilerplate.markup"),
        Place::Related if view.part().is_some() => ballot.vote(ZoneKind::Related, 0.9, "related.link_in_story"),
        Place::Before | Place::After if mark.link > 0.8 && line.len() >= 5 => {
            ballot.vote(ZoneKind::Related, 0.5, "related.linked_line");
        }
        Place::Head | Place::Story => {
            if mark.has(FORM | TAGS) && line.len() <= 12 {
                ballot.vote(ZoneKind::Boilerplate, 0.9, "boilerplate.markup");
            } else if mark.has(HIDDEN) && !mark.in_story_text && !mark.has(PARAGRAPH) {
                ballot.vote(ZoneKind::Boilerplate, 0.8, "boilerplate.hidden");
            } else if mark.link > 0.9 && line.len() <= 3 && !mark.has(AUTHOR | CAPTION | DATE | HEADING) {
                ballot.vote(ZoneKind::Boilerplate, 0.8, "boilerplate.short_link");
            }
        }
        _ => {}
    }
}

/// A disclaimer by the name of its box, where its words alone would not be enough.
pub(in super::super) fn disclaimer(view: View<'_>, ballot: &mut Ballot) {
    if view.mark().is_some_and(|m| m.has(DISCLAIMER)) && view.line().len() > 3 && view.disclaimer.is_some() {
        ballot.vote(ZoneKind::Disclaimer, 0.8, "disclaimer.markup");
    }
}
