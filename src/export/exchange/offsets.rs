//! From bytes of the frozen text to the offsets of other programs.

/// Offsets of one text in all units.
pub(in crate::export) struct Offsets {
    /// For each byte that begins a sign: code points and UTF-16 code units before it.
    before: Vec<(u32, u32)>,
}

impl Offsets {
    /// Counts a text.
    pub(in crate::export) fn of(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let (mut points, mut units) = (0, 0);
        for c in text.chars() {
            before.extend(std::iter::repeat_n((points, units), c.len_utf8()));
            points += 1;
            units += c.len_utf16() as u32;
        }
        before.push((points, units));
        Self { before }
    }

    /// Code points before a byte.
    pub(in crate::export) fn points(&self, byte: usize) -> u32 {
        self.before.get(byte).or(self.before.last()).map_or(0, |b| b.0)
    }

    /// UTF-16 code units before a byte.
    pub(in crate::export) fn units(&self, byte: usize) -> u32 {
        self.before.get(byte).or(self.before.last()).map_or(0, |b| b.1)
    }
}
