//! Small helps for formats that are XML.

/// A text as XML holds it, also in attributes. Line ends and tabs are written as references, which attributes keep; signs that XML cannot
/// hold stand as U+FFFD, so that no offset moves.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c if is_impossible(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// How many signs of a text XML cannot hold.
pub(super) fn impossible(text: &str) -> usize {
    text.chars().filter(|c| is_impossible(*c)).count()
}

/// Controls and two signs that are none.
const fn is_impossible(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{FFFE}' | '\u{FFFF}')
}
