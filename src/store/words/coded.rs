//! The bytes of the index of words: numbers, the list of a block's words, the places of a word.

use std::ops::Range;

/// The index does not hold what it should.
#[derive(Clone, Copy, Debug)]
pub(super) struct Broken;

/// Bytes of words and documents from which a block is full. A word is never cut, so one that is everywhere has a large block.
const BLOCK: usize = 8 << 10;

pub(super) fn put(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_len(length: usize, out: &mut Vec<u8>) {
    put(u32::try_from(length).unwrap_or(u32::MAX), out);
}

/// Reads bytes from the front.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn number(&mut self) -> Result<u32, Broken> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (first, rest) = self.0.split_first().ok_or(Broken)?;
            self.0 = rest;
            number |= u32::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Broken)
    }

    pub(super) fn some(&mut self, length: u32) -> Result<&'a [u8], Broken> {
        let (some, rest) = self.0.split_at_checked(length as usize).ok_or(Broken)?;
        self.0 = rest;
        Ok(some)
    }

    /// Passes over numbers and gives their bytes.
    pub(super) fn numbers(&mut self, count: u32) -> Result<&'a [u8], Broken> {
        let mut left = count as usize;
        let mut length = 0;
        for byte in self.0 {
            if left == 0 {
                break;
            }
            left -= usize::from(byte & 0x80 == 0);
            length += 1;
        }
        if left == 0 { self.some(length) } else { Err(Broken) }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The documents of a word: number of each, and how often the word stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Documents<'a> {
    bytes: Bytes<'a>,
    last: u32,
}

impl<'a> Documents<'a> {
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes: Bytes(bytes), last: 0 }
    }

    /// The next one; `None` behind the last.
    pub(super) fn next(&mut self) -> Result<Option<(u32, u32)>, Broken> {
        if self.bytes.is_empty() {
            return Ok(None);
        }
        let step = self.bytes.number()?;
        self.last = self.last.checked_add(step >> 1).ok_or(Broken)?;
        let count = if step & 1 == 1 { 1 } else { self.bytes.number()? };
        Ok(Some((self.last, count)))
    }
}

/// The places of a word, as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) documents: Vec<u8>,
    pub(super) positions: Vec<u8>,
    last_document: u32,
}

impl Places {
    /// Notes that the word stands in a document `count` times. Documents come in ascending order; the positions are appended by the caller.
    pub(super) fn document(&mut self, document: u32, count: u32) {
        let step = (document - self.last_document) << 1;
        self.last_document = document;
        if count == 1 {
            put(step | 1, &mut self.documents);
        } else {
            put(step, &mut self.documents);
            put(count, &mut self.documents);
        }
    }
}

/// A word of a block, with its documents.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) documents: &'a [u8],
    /// Where its positions stand in the block's places, in bytes.
    pub(super) places: Range<usize>,
}

/// Reads the words of a block one by one.
#[derive(Debug, Default)]
pub(super) struct Entries<'a> {
    bytes: Bytes<'a>,
    /// End of the places of the words that were read.
    places: usize,
    /// The word that was read last.
    pub(super) word: Vec<u8>,
}

impl<'a> Entries<'a> {
    pub(super) fn of(words: &'a [u8]) -> Self {
        Self { bytes: Bytes(words), places: 0, word: Vec::new() }
    }

    /// The next word; `None` behind the last.
    pub(super) fn next(&mut self) -> Result<Option<Entry<'a>>, Broken> {
        if self.bytes.is_empty() {
            return Ok(None);
        }
        let (shared, others) = (self.bytes.number()?, self.bytes.number()?);
        let rest = self.bytes.some(others)?;
        if shared as usize > self.word.len() {
            return Err(Broken);
        }
        self.word.truncate(shared as usize);
        self.word.extend_from_slice(rest);
        let (documents, places) = (self.bytes.number()?, self.bytes.number()?);
        let start = self.places;
        self.places = start.checked_add(places as usize).ok_or(Broken)?;
        Ok(Some(Entry { documents: self.bytes.some(documents)?, places: start..self.places }))
    }
}

/// A block as the file has it.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The words and their documents.
    pub(super) words: Vec<u8>,
    /// Where they stand in these. Apart, because only phrases ask for it and it is the greater part.
    pub(super) places: Vec<u8>,
}

/// Makes blocks of words that come in ascending order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// As `word_segments.first_words` has them.
    pub(super) first_words: Vec<u8>,
    block: Block,
    last: Vec<u8>,
}

impl Blocks {
    /// Adds a word; a block that is full now.
    pub(super) fn add(&mut self, word: &[u8], places: &Places) -> Option<Block> {
        let body = &mut self.block.words;
        if body.is_empty() {
            put_len(word.len(), &mut self.first_words);
            self.first_words.extend_from_slice(word);
            self.last.clear();
        }
        let shared = self.last.iter().zip(word).take_while(|(a, b)| a == b).count();
        let rest = word.get(shared..).unwrap_or_default();
        put_len(shared, body);
        put_len(rest.len(), body);
        body.extend_from_slice(rest);
        put_len(places.documents.len(), body);
        put_len(places.positions.len(), body);
        body.extend_from_slice(&places.documents);
        self.block.places.extend_from_slice(&places.positions);
        self.last.truncate(shared);
        self.last.extend_from_slice(rest);
        (self.block.words.len() >= BLOCK).then(|| std::mem::take(&mut self.block))
    }

    /// What is left, if anything.
    pub(super) fn last_block(&mut self) -> Option<Block> {
        (!self.block.words.is_empty()).then(|| std::mem::take(&mut self.block))
    }
}
