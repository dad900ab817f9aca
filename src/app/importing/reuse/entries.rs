//! The lines of the list: groups of the same words first, each offered once, then pairs.

use crate::app::context::Look;
use crate::app::parts::isolate;
use crate::app::strings::locale::{date, percent};
use crate::project::{Reuse, ReuseArticle};

/// A line of the list, by its place in what was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Entry {
    /// Articles of the same words.
    Equal(usize),
    /// Two that share words.
    Pair(usize),
}

impl Entry {
    /// All lines.
    pub(super) fn all(found: &Reuse) -> Vec<Self> {
        let equal = (0..found.equal.len()).map(Self::Equal);
        equal.chain((0..found.pairs.len()).map(Self::Pair)).collect()
    }

    /// The two articles that a line shows side by side, by their places: of a group the first and the last.
    pub(super) fn two(self, found: &Reuse) -> Option<(usize, usize)> {
        match self {
            Self::Equal(at) => {
                let group = found.equal.get(at)?;
                Some((*group.first()?, *group.last()?))
            }
            Self::Pair(at) => found.pairs.get(at).map(|pair| (pair.first, pair.second)),
        }
    }

    /// The upper line: how much is shared, or how many are the same.
    pub(super) fn title(self, found: &Reuse, look: &Look<'_>) -> String {
        match self {
            Self::Equal(at) => look.strings.same_words(found.equal.get(at).map_or(0, Vec::len)),
            Self::Pair(at) => found.pairs.get(at).map(|p| percent(look.language, p.containment)).unwrap_or_default(),
        }
    }

    /// The lower line: who it was.
    pub(super) fn who(self, found: &Reuse, look: &Look<'_>) -> String {
        let Some((first, second)) = self.two(found) else { return String::new() };
        let name = |at: usize| found.articles.get(at).map(outlet).unwrap_or_default();
        let sign = match (found.is_older(first, second), look.rtl_ui) {
            (false, _) => "\u{2013}",
            (true, false) => "\u{2192}",
            (true, true) => "\u{2190}",
        };
        // Two Arabic names with nothing else around them would stand in Arabic order.
        let mark = if look.rtl_ui { '\u{200F}' } else { '\u{200E}' };
        format!("{} {mark}{sign}{mark} {}", name(first), name(second))
    }
}

/// The outlet of an article, or its file where that is unknown.
fn outlet(article: &ReuseArticle) -> String {
    isolate(article.outlet.as_deref().unwrap_or(&article.file))
}

/// Outlet and day of an article.
pub(super) fn origin(article: &ReuseArticle, look: &Look<'_>) -> String {
    let day = match &article.date {
        Some(day) => isolate(&date(look.language, day)),
        None => look.strings.reuse.no_date.to_owned(),
    };
    look.strings.list(&[&outlet(article), &day])
}
