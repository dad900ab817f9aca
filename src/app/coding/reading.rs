//! Reading by key: selections that grow, and words that are found.

use super::screen::Open;
use crate::app::context::{Asks, Intent, Look};
use crate::app::theme::Mood;
use crate::project::CodingView;
use std::ops::Range;

/// Bytes below the top of the screen that are taken to be in sight: some ten lines of Arabic.
const IN_SIGHT: usize = 1_000;

/// What the coder wants of the article's text; nothing of it changes the coding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// The next larger piece of text around the selection.
    Grow,
    /// The selection before it grew.
    Shrink,
    /// On to the next comma or the end of the sentence.
    Phrase,
    /// The bar that finds.
    Find,
    /// Other words stand in the bar.
    Typed,
    /// The next place of the words, or the one before.
    Next {
        /// The one before.
        back: bool,
    },
    /// No bar any more; what was found stays selected.
    Close,
}

impl Open {
    pub(super) fn read(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, wanted: Reading) {
        match wanted {
            Reading::Grow => self.reader.grow_selection(),
            Reading::Shrink => self.reader.shrink_selection(),
            Reading::Phrase => self.reader.select_phrase(),
            Reading::Find => self.open_find(view),
            Reading::Typed => {
                self.find.look(&view.document.text.shared());
                let found = self.find.first(|at| self.reader.shows(at));
                self.show_found(found);
            }
            Reading::Next { back } => self.find_next(look, view, asks, back),
            Reading::Close => self.find.is_open = false,
        }
        if !matches!(wanted, Reading::Find | Reading::Typed | Reading::Next { .. }) {
            // The caret has moved: the keys that move it on must reach the article.
            self.in_panel = false;
            self.reader.request_focus();
        }
    }

    fn open_find(&mut self, view: &CodingView) {
        let selection = self.reader.selection();
        let words = selection.clone().and_then(|range| view.document.text.as_str().get(range));
        self.find.open(words, selection.map_or(self.reader.caret(), |range| range.start));
    }

    /// Without the bar, what is selected is looked for.
    fn find_next(&mut self, look: &Look<'_>, view: &CodingView, asks: &mut Asks, back: bool) {
        let selection = self.reader.selection();
        if !self.find.is_open
            && let Some(words) = selection.clone().and_then(|range| view.document.text.as_str().get(range))
        {
            self.find.take(words);
        }
        if !self.find.has_words() {
            return self.open_find(view);
        }
        self.find.look(&view.document.text.shared());
        let caret = self.reader.caret();
        let found = self.find.next(&selection.clone().unwrap_or(caret..caret), back);
        let words = look.strings.reading;
        let said = match &found {
            None => Some(words.found_none),
            Some(_) if found == selection => Some(words.found_once),
            Some(_) => None,
        };
        if let Some(said) = said.filter(|_| !self.find.is_open) {
            asks.intents.push(Intent::Message(Mood::Plain, said.to_owned()));
        }
        self.show_found(found);
    }

    /// Brings a byte into sight, unless it is near the top of the screen or a little below: a page that is already
    /// right must not move.
    pub(super) fn bring(&mut self, at: Option<usize>) {
        let top = self.reader.scroll_place().at;
        if let Some(at) = at.filter(|at| !(top..top + IN_SIGHT).contains(at)) {
            self.reader.scroll_to(at);
        }
    }

    fn show_found(&mut self, found: Option<Range<usize>>) {
        if let Some(found) = found {
            self.reader.show_selected(found);
        }
    }
}
