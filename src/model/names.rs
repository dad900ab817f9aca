//! Names that occur many times, each kept once.

use std::hash::{BuildHasher, RandomState};

/// Distinct names in the order of their first occurrence; a name is known by its index. A million names cost their
/// letters and about 16 bytes each.
#[derive(Clone, Debug, Default)]
pub struct Names {
    letters: String,
    ends: Vec<usize>,
    // Open addressing: 0 is free, everything else an index plus one. Two to the power of something, at most half full.
    slots: Vec<u32>,
    hasher: RandomState,
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters && self.ends == other.ends
    }
}

impl Eq for Names {}

impl Names {
    /// No names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The index of a name, which is added if it is new; and whether it was new. `None` for a new name where four
    /// thousand million are there already.
    pub fn add(&mut self, name: &str) -> Option<(u32, bool)> {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(name);
        if let Some(found) = self.slots[slot].checked_sub(1) {
            return Some((found, false));
        }
        let index = u32::try_from(self.ends.len()).ok().filter(|index| *index < u32::MAX - 1)?;
        self.letters.push_str(name);
        self.ends.push(self.letters.len());
        self.slots[slot] = index + 1;
        Some((index, true))
    }

    /// The index of a name that is there.
    pub fn find(&self, name: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.slots[self.slot(name)].checked_sub(1) }
    }

    /// The name with this index; empty if there is none.
    pub fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|end| self.letters.get(start..*end)).unwrap_or_default()
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The names in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// The slot that holds the name, or the free one where it belongs.
    fn slot(&self, name: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = self.hasher.hash_one(name) as usize & mask;
        while let Some(index) = self.slots[slot].checked_sub(1) {
            if self.get(index as usize) == name {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        self.slots = vec![0; size];
        for index in 0..self.ends.len() {
            let mut slot = self.hasher.hash_one(self.get(index)) as usize & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = index as u32 + 1;
        }
    }
}

impl<S: AsRef<str>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let mut all = Self::new();
        for name in names {
            all.add(name.as_ref());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_first_index() {
        let words: Vec<String> = (0..1_000).map(|n| format!("وحدة {}", n % 300)).collect();
        let names: Names = words.iter().collect();
        assert_eq!(names.len(), 300);
        for (index, name) in names.iter().enumerate() {
            assert_eq!((name, names.find(name)), (words[index].as_str(), Some(index as u32)));
        }
        assert_eq!((names.find("وحدة 300"), Names::new().find("")), (None, None));
        assert_eq!(names.get(300), "");
    }

    #[test]
    fn the_empty_name_is_a_name() {
        let mut names = Names::new();
        assert_eq!(names.add(""), Some((0, true)));
        assert_eq!(names.add("a"), Some((1, true)));
        assert_eq!((names.add(""), names.get(0), names.get(1)), (Some((0, false)), "", "a"));
    }
}
