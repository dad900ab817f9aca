//! Rules for headline, deck, caption, byline and dateline.

use super::super::labels::labels;
use super::super::lines::Ending;
use super::super::plan::Place;
use super::super::vote::Ballot;
use super::View;
use crate::model::ZoneKind;

/// The title that the plan chose.
pub(in super::super) fn headline(view: View<'_>, ballot: &mut Ballot) {
    if let Some(part) = view.part().filter(|p| p.headline == Some(view.at)) {
        let rule = if view.line().times > 1 { "headline.repeated_title" } else { "headline.title_before_story" };
        ballot.vote(ZoneKind::Headline, part.headline_score.max(0.7), rule);
        ballot.vote(ZoneKind::Headline, 0.6, "headline.position");
    }
}

/// The title again, between itself and the story.
pub(in super::super) fn headline_repeat(view: View<'_>, ballot: &mut Ballot) {
    let same = view.headline().is_some_and(|h| h.key == view.line().key);
    let first = view.part().is_some_and(|p| p.headline == Some(view.at));
    if same && !first && view.place() == Place::Head {
        ballot.vote(ZoneKind::Headline, 0.95, "headline.repeat");
    }
}

/// Words between the title and the story that are nothing else.
pub(in super::super) fn deck(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    if view.place() != Place::Head || line.is_part_of_head() || line.label.is_some() || line.footer {
        return;
    }
    let mut score: f64 = 0.25;
    if view.before().is_some_and(|b| is_first_headline(view, b))
        && (line.apart || view.part().is_some_and(|p| p.story > view.at + 1))
    {
        score += 0.3;
    }
    match line.len() {
        0..=4 => score -= 0.15,
        5..=7 => {}
        _ => score += 0.15,
    }
    if line.ending == Ending::Stop || line.ending == Ending::Colon {
        score += 0.25;
    }
    if line.is_paragraph() {
        score += 0.3;
    }
    ballot.vote(ZoneKind::Deck, score, "deck.under_headline");
}

fn is_first_headline(view: View<'_>, before: &super::super::lines::Line) -> bool {
    view.headline().is_some_and(|h| h.span == before.span)
}

/// «كتب فلان، في "جريدة"» under the title.
pub(in super::super) fn deck_press_review(view: View<'_>, ballot: &mut Ballot) {
    if view.line().press_review && view.place() == Place::Head {
        ballot.vote(ZoneKind::Deck, 0.95, "deck.press_review");
    }
}

/// A line that ends in a credit.
pub(in super::super) fn caption_credit(view: View<'_>, ballot: &mut Ballot) {
    if let Some(look) = view.line().caption {
        let weight = match view.place() {
            Place::Head | Place::Story => look.score,
            _ => look.score * 0.3,
        };
        ballot.vote(ZoneKind::Caption, weight, "caption.credit");
    }
}

/// A line without a credit where pictures stand: behind a widget, or right under the repeated title.
pub(in super::super) fn caption_place(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    if view.place() != Place::Head
        || line.is_part_of_head()
        || line.is_paragraph()
        || line.label.is_some()
        || line.len() == 0
    {
        return;
    }
    let mut score: f64 = 0.0;
    if view.before().is_some_and(|b| b.widget) {
        score += 0.5;
    }
    let under_repeat =
        view.before().is_some_and(|b| b.earlier.is_some() && view.headline().is_some_and(|h| h.key == b.key));
    if under_repeat {
        score += if line.apart { 0.35 } else { 0.5 };
    }
    if view.before().is_some_and(|b| b.dateline >= 0.6 || b.byline >= 0.7) {
        score += 0.3;
    }
    if line.words.first().is_some_and(|w| labels().picture.contains(&w.norm)) {
        score += 0.2;
    }
    if line.len() <= 5 {
        score += 0.1;
    }
    if matches!(line.ending, Ending::Stop | Ending::Colon) && line.len() > 8 {
        score -= 0.2;
    }
    ballot.vote(ZoneKind::Caption, score, "caption.place");
}

/// A line that stands twice before the story and is not the title: pages print a caption for the picture and its enlargement.
pub(in super::super) fn caption_repeat(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    let title = view.headline().is_some_and(|h| h.key == line.key);
    if view.place() == Place::Head
        && line.times > 1
        && !title
        && !line.widget
        && !line.menu
        && line.len() >= 3
        && line.dateline < 0.6
        && line.byline < 0.7
    {
        ballot.vote(ZoneKind::Caption, 0.5, "caption.repeat");
    }
}

/// A line with a writer's name.
pub(in super::super) fn byline(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    let near_date =
        (view.at.saturating_sub(2)..view.at + 3).any(|i| view.lines.get(i).is_some_and(|l| l.dateline >= 0.6));
    let score = match view.place() {
        Place::Head if line.byline >= 0.6 => line.byline,
        Place::Head if line.byline > 0.0 && near_date => line.byline + 0.4,
        Place::Head => line.byline,
        Place::Story if view.part().is_some_and(|p| p.blocks.end <= view.at + 3 || p.story + 1 >= view.at) => {
            line.byline
        }
        Place::Story => line.byline * 0.5,
        _ => 0.0,
    };
    ballot.vote(ZoneKind::Byline, score, "byline.name");
}

/// A line with a date.
pub(in super::super) fn dateline(view: View<'_>, ballot: &mut Ballot) {
    let line = view.line();
    let weight = match view.place() {
        Place::Head => 1.0,
        Place::Story => 0.9,
        _ => 0.0,
    };
    ballot.vote(ZoneKind::Dateline, line.dateline * weight, "dateline.date");
}
