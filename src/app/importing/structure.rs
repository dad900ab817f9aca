//! A page as it was built: what its tags say about how a block looked there.

use crate::app::bidi::Style;
use crate::app::theme::{SIZE_LARGE, SIZE_TEXT, space};

/// Points by which a block moves in for each list or quotation that it stands in.
const STEP: f32 = space(6);
/// Steps at most: deeper lists still have to be read.
const DEEPEST: usize = 5;

/// How a block looked on its page, as far as text can show it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Built<'a> {
    /// Tags from the outside in, parted by slashes; empty where the format has none.
    path: &'a str,
}

impl<'a> Built<'a> {
    /// What the path of a block says.
    pub(super) fn of(path: Option<&'a str>) -> Self {
        Self { path: path.unwrap_or_default() }
    }

    fn tags(self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.path.split('/').filter(|tag| !tag.is_empty())
    }

    /// Level of the heading that it stands in, 1 to 6.
    pub(super) fn heading(self) -> Option<u8> {
        self.tags().rev().find_map(|tag| match tag {
            "title" => Some(1),
            "headline" => Some(2),
            _ => tag.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level)),
        })
    }

    /// Points by which it moves in.
    pub(super) fn indent(self) -> f32 {
        let nests =
            |tag: &&str| matches!(*tag, "ul" | "ol" | "dl" | "blockquote" | "nav" | "aside" | "table" | "figure");
        STEP * self.tags().filter(nests).count().min(DEEPEST) as f32
    }

    /// The sign before it: a list's item, a cell of a table, a button.
    pub(super) fn sign(self) -> Option<&'static str> {
        self.tags()
            .rev()
            .find_map(|tag| match tag {
                "li" | "dt" | "dd" => Some("\u{2022}"),
                "td" | "th" => Some("\u{25a6}"),
                "figcaption" => Some("\u{25a2}"),
                "button" | "option" | "label" => Some("\u{25cb}"),
                "p" | "div" | "section" | "article" | "main" | "body" => Some(""),
                _ => None,
            })
            .filter(|sign| !sign.is_empty())
    }

    /// The innermost tags, as `article › ul › li`.
    pub(super) fn tail(self) -> String {
        let all: Vec<&str> = self.tags().collect();
        let own = all.iter().rev().filter(|tag| **tag != "div" && **tag != "span").take(3);
        let mut own: Vec<&str> = own.copied().collect();
        own.reverse();
        own.join(" \u{203a} ")
    }

    /// How it is set.
    pub(super) fn style(self, zoom: f32) -> Style {
        match self.heading() {
            Some(1) => Style::reading(24.0 * zoom).bold(),
            Some(2) => Style::reading(20.0 * zoom).bold(),
            Some(_) => Style::reading(SIZE_LARGE * zoom).bold(),
            None => Style::reading(SIZE_TEXT * zoom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_heading_depth_and_list() {
        let built = Built::of(Some("html/body/div/nav/ul/li/ul/li"));
        assert_eq!((built.heading(), built.sign(), built.indent()), (None, Some("\u{2022}"), 3.0 * STEP));
        assert_eq!(built.tail(), "li \u{203a} ul \u{203a} li");
        let title = Built::of(Some("html/body/article/h1/span"));
        assert_eq!((title.heading(), title.sign(), title.indent()), (Some(1), None, 0.0));
        assert_eq!(title.tail(), "body \u{203a} article \u{203a} h1");
        let plain = Built::of(None);
        assert_eq!((plain.heading(), plain.tail().as_str()), (None, ""));
    }
}
