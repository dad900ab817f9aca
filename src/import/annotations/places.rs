//! From the offsets of other programs to bytes of the frozen text.

/// What programs count when they say where words stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// Code points, as Python does.
    CodePoints,
    /// UTF-16 code units, as Java and JavaScript do.
    Utf16,
}

impl Unit {
    /// Its name in a sentence.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 code units",
        }
    }

    const fn len(self, c: char) -> usize {
        match self {
            Self::CodePoints => 1,
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// How a program counts: the unit, and what it takes the line ends and the mark at the beginning of a file for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Counting {
    /// The unit.
    pub(super) unit: Unit,
    /// Whether a carriage return with a line feed is one sign.
    pub(super) joined_line_ends: bool,
    /// Whether the mark at the beginning of the file is counted.
    pub(super) with_mark: bool,
}

impl Counting {
    /// Every sign of the text counts.
    pub(super) const fn of(unit: Unit) -> Self {
        Self { unit, joined_line_ends: false, with_mark: false }
    }
}

/// Inside a character.
const INSIDE: u32 = u32::MAX;

/// For each offset of a text in some counting, the byte of the frozen text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Places {
    bytes: Vec<u32>,
}

/// Where an offset leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// To a byte of the frozen text.
    Byte(usize),
    /// Into a character.
    Inside,
    /// Beyond the text.
    Beyond,
}

impl Places {
    /// The places of a text as it was before its line ends became line feeds.
    pub(super) fn of(original: &str, counting: Counting) -> Self {
        let mut bytes = Vec::with_capacity(original.len() / 2 + 2);
        if counting.with_mark {
            bytes.push(0);
        }
        let mut at = 0_u32;
        let mut chars = original.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '\r' && chars.peek() == Some(&'\n') {
                if !counting.joined_line_ends {
                    bytes.push(at);
                }
                continue;
            }
            bytes.push(at);
            bytes.extend(std::iter::repeat_n(INSIDE, counting.unit.len(c) - 1));
            at += frozen_len(c);
        }
        bytes.push(at);
        Self { bytes }
    }

    /// Where an offset leads to.
    pub(super) fn at(&self, offset: usize) -> Place {
        match self.bytes.get(offset) {
            None => Place::Beyond,
            Some(&INSIDE) => Place::Inside,
            Some(&byte) => Place::Byte(byte as usize),
        }
    }

    /// The length of the text in the file's unit.
    pub(super) fn length(&self) -> usize {
        self.bytes.len() - 1
    }
}

/// Bytes of a sign in the frozen text: a NUL is shown as U+FFFD there.
const fn frozen_len(c: char) -> u32 {
    match c {
        '\0' => 3,
        _ => c.len_utf8() as u32,
    }
}

/// The text as it is frozen: with line feeds, and without NULs.
pub(super) fn frozen(original: &str) -> String {
    let mut out = String::with_capacity(original.len());
    let mut chars = original.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\0' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "أ\r\n😀ب\rج\0د";

    #[test]
    fn offsets_lead_to_the_bytes_of_the_same_sign_in_every_counting() {
        let frozen = frozen(TEXT);
        assert_eq!(frozen, "أ\n😀ب\nج\u{FFFD}د");
        let letter = |letter: char| frozen.find(letter).unwrap();
        for (counting, at) in [
            (Counting::of(Unit::CodePoints), [0, 3, 4, 6, 8]),
            (Counting::of(Unit::Utf16), [0, 3, 5, 7, 9]),
            (Counting { joined_line_ends: true, ..Counting::of(Unit::CodePoints) }, [0, 2, 3, 5, 7]),
            (Counting { with_mark: true, ..Counting::of(Unit::Utf16) }, [1, 4, 6, 8, 10]),
        ] {
            let places = Places::of(TEXT, counting);
            for (sign, offset) in ['أ', '😀', 'ب', 'ج', 'د'].into_iter().zip(at) {
                assert_eq!(places.at(offset), Place::Byte(letter(sign)), "{sign} in {counting:?}");
            }
            assert_eq!(places.at(places.length()), Place::Byte(frozen.len()));
            assert_eq!(places.at(places.length() + 1), Place::Beyond);
        }
        assert_eq!(Places::of(TEXT, Counting::of(Unit::Utf16)).at(4), Place::Inside);
    }
}
