//! Tables of tags: what parts text, what has no content, what a start tag closes.

use crate::import::markup::{self, Hints};

/// Tags that part text.
pub(super) fn parts_text(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "audio"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "noscript"
            | "object"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "svg"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "xmp"
            | "plaintext"
            | "listing"
    ) || name.contains('-')
}

/// Tags without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Open tags that a start tag closes, and the tags beyond which it does not reach.
pub(super) fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "table", "div", "section", "article"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl", "table", "div"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "tr", "td", "th"], &["table"]),
        "a" => (&["a"], &["td", "th", "table", "object", "button"]),
        "button" => (&["button"], &["table"]),
        _ => (&[], &[]),
    }
}

/// Parts that stand beside each other in one line: each is a block of its own.
pub(super) const INLINE: Hints =
    markup::AUTHOR | markup::DATE | markup::CREDIT | markup::CAPTION | markup::SHARE | markup::TAGS | markup::DECK;

/// Whether a style keeps an element from being seen.
pub(super) fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(400).collect::<String>().to_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}
