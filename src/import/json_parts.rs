//! Where the parts of a JSON text begin and end, without reading them: a file with a hundred thousand articles is never one value in
//! memory. What is wrong inside a part is said by whoever reads it.

use std::ops::Range;

/// The bytes of a list's elements, or of an object's members with their names. `text` begins with the bracket. A text that is cut off ends
/// its last part.
pub(super) fn parts(text: &str) -> Parts<'_> {
    Parts { bytes: text.as_bytes(), at: 1 }
}

/// The parts of a list or an object, in their order.
pub(super) struct Parts<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Parts<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let filler = |b: &u8| b.is_ascii_whitespace() || *b == b',';
        let start = self.at + self.bytes.get(self.at..)?.iter().position(|b| !filler(b))?;
        if matches!(self.bytes.get(start), Some(b']' | b'}')) {
            self.at = self.bytes.len();
            return None;
        }
        let end = end_of(self.bytes, start);
        self.at = end.max(start + 1);
        let last = self.bytes.get(start..end)?.iter().rposition(|b| !b.is_ascii_whitespace())?;
        Some(start..start + last + 1)
    }
}

/// The byte behind the part that starts at `start`: a comma or a bracket that belongs to the whole.
fn end_of(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' | b',' if depth == 0 => return at,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    bytes.len()
}

/// The byte behind the bracket that closes the one that `text` begins with; `None` where nothing closes it.
pub(super) fn closes_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = end_of(bytes, 1);
    while bytes.get(at) == Some(&b',') {
        at = end_of(bytes, at + 1);
    }
    bytes.get(at).map(|_| at + 1)
}

/// Where the value of an object's member begins in it: behind the colon and the spaces.
pub(super) fn value_of(member: &str) -> Option<&str> {
    let bytes = member.as_bytes();
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b':' if !quoted => return member.get(at + 1..).map(str::trim_start),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        parts(text).map(|r| &text[r]).collect()
    }

    #[test]
    fn an_object_ends_where_its_bracket_is_closed() {
        assert_eq!(closes_at(r#"{"a": [1, {}], "b": "}"}"#), Some(24));
        assert_eq!(closes_at("{\"a\": 1}\n{\"b\": 2}"), Some(8));
        assert_eq!(closes_at("{\"a\": 1"), None);
        assert_eq!(closes_at("{}"), Some(2));
    }

    #[test]
    fn parts_are_told_by_brackets_and_quotes_alone() {
        assert_eq!(all(r#"[ {"a": "],\"{"} , [1, 2],3 ]"#), [r#"{"a": "],\"{"}"#, "[1, 2]", "3"]);
        assert_eq!(all(r#"{"a:\"b": [1], "c": {}}"#), [r#""a:\"b": [1]"#, r#""c": {}"#]);
        assert_eq!(value_of(r#""a:\"b" : [1]"#), Some("[1]"));
        assert_eq!(all("[]"), Vec::<&str>::new());
        // Cut off in the middle: the last part is what is left.
        assert_eq!(all(r#"[{"a": 1}, {"b": "x"#), [r#"{"a": 1}"#, r#"{"b": "x"#]);
        assert_eq!(all("["), Vec::<&str>::new());
    }
}
