//! The keys of the import screen.

use super::acts;
use super::outline::{Line, Outline};
use super::screen::{Open, Wish};
use crate::app::command::AppCommand;
use crate::app::context::Look;
use crate::app::keyboard;
use crate::import::QuestionKind;
use crate::model::ZoneKind;
use egui::{Key, Modifiers, Ui};

/// The key of each kind, in the order of [`ZoneKind::ALL`].
const KIND_KEYS: [char; ZoneKind::ALL.len()] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'X'];

/// The key that says a kind.
pub(super) fn key_of(kind: ZoneKind) -> char {
    ZoneKind::ALL.iter().position(|k| *k == kind).map_or(' ', |at| KIND_KEYS[at])
}

fn kind_of(key: char) -> Option<ZoneKind> {
    KIND_KEYS.iter().position(|k| *k == key).map(|at| ZoneKind::ALL[at])
}

/// What the keys of this frame want.
pub(super) fn read(ui: &Ui, look: &Look<'_>, outline: &Outline<'_>, open: &Open) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for command in look.commands {
        match command {
            AppCommand::NextDoubtful => wishes.push(Wish::NextDoubtful),
            AppCommand::SplitArticle => wishes.push(Wish::Split),
            AppCommand::JoinArticles => wishes.push(Wish::Join),
            _ => {}
        }
    }
    // Several keys of one frame move on from each other.
    let mut at = open.at;
    keyboard::take(ui, look, |key, physical, held| {
        let wish = of_key(key, physical, held, outline, open, at);
        if let Some(Wish::Go { block, .. }) = &wish {
            at = *block;
        }
        let used = wish.is_some();
        wishes.extend(wish);
        used
    });
    wishes
}

fn of_key(
    key: Key,
    physical: Option<Key>,
    held: Modifiers,
    outline: &Outline<'_>,
    open: &Open,
    at: usize,
) -> Option<Wish> {
    let go = |block| Some(Wish::Go { block, extend: held.shift });
    let rtl = open.rtl;
    match key {
        Key::ArrowDown => return go(outline.neighbour(at, false)),
        Key::ArrowUp => return go(outline.neighbour(at, true)),
        Key::Home => return go(0),
        Key::End => return go(outline.view.document.blocks.len().saturating_sub(1)),
        Key::ArrowLeft | Key::ArrowRight => {
            // Towards the end of the line opens, back closes, as in a tree.
            return Some(Wish::Fold(at, Some((key == Key::ArrowRight) != rtl)));
        }
        Key::Escape => return Some(Wish::Go { block: at, extend: false }),
        Key::Enter if held.shift => return Some(Wish::PageIsRight),
        Key::Enter | Key::Space => {
            let line = outline.line_of(at).and_then(|line| outline.lines.get(line));
            let folded = matches!(line, Some(Line::Fold { .. }));
            return Some(if folded { Wish::Fold(at, None) } else { Wish::Confirm });
        }
        _ => {}
    }
    if held.shift {
        return (keyboard::pressed(key, physical) == Some('M')).then_some(Wish::Alike(true));
    }
    // The keys of the question that the bar shows; the next question gets them when it is settled.
    let question = acts::open_questions(outline.view).into_iter().next();
    match (keyboard::pressed(key, physical)?, question) {
        ('O', _) => Some(Wish::Fold(at, None)),
        ('A', _) => Some(Wish::Mark),
        ('M', _) => Some(Wish::Alike(false)),
        ('V', _) => Some(Wish::Structure),
        ('D', _) => Some(Wish::Turn),
        ('E', _) => Some(Wish::WriteFacts),
        ('H', Some(QuestionKind::WhichHeadline)) => Some(Wish::Headline),
        ('K', Some(question)) => Some(Wish::Keep(question)),
        ('U', Some(QuestionKind::TwoArticles)) => Some(Wish::OneArticle),
        (other, _) => kind_of(other).map(Wish::Kind),
    }
}
