//! The words of some texts, gathered in memory.

use super::coded::{Places, put};
use crate::text::search::each_key;
use std::collections::HashMap;

/// A word while texts are read: in which one it stands, how often so far, and where last.
#[derive(Debug, Default)]
struct Open {
    places: Places,
    document: u32,
    count: u32,
    last: u32,
}

impl Open {
    fn close(&mut self) {
        if self.count > 0 {
            self.places.document(self.document, self.count);
        }
        self.count = 0;
    }
}

/// The words of texts, in ascending order of their bytes. The number of a text is its place in the list.
pub(super) fn words_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(String, Places)> {
    let mut words: HashMap<String, Open> = HashMap::new();
    for (document, text) in (0_u32..).zip(texts) {
        each_key(text, |position, key| {
            let word = match words.get_mut(key) {
                Some(word) => word,
                None => words.entry(key.to_owned()).or_default(),
            };
            if word.document != document {
                word.close();
                word.document = document;
            }
            let from = if word.count == 0 { 0 } else { word.last };
            put(position - from, &mut word.places.positions);
            word.count += 1;
            word.last = position;
        });
    }
    let mut out: Vec<(String, Places)> = words
        .into_iter()
        .map(|(word, mut open)| {
            open.close();
            (word, open.places)
        })
        .collect();
    out.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    out
}

/// A figure of a text's words and their places, which does not depend on their order.
pub(super) fn figure_of(text: &str) -> u64 {
    let mut sum = 0_u64;
    each_key(text, |position, key| sum = sum.wrapping_add(figure(key.as_bytes(), position)));
    sum
}

/// The part of one word at one place in [`figure_of`].
pub(super) fn figure(word: &[u8], position: u32) -> u64 {
    let letters =
        word.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (letters ^ u64::from(position)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}
