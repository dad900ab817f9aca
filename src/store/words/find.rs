//! Looking up words in the index.

use super::coded::{Broken, Bytes, Documents, Entries, Entry};
use super::{Index, Segment, number_of, segments, version};
use crate::model::DocumentId;
use crate::store::{Store, StoreError};
use crate::text::search::{Query, Wanted};
use rusqlite::params;
use std::collections::HashSet;
use uuid::Uuid;

/// Memory for what was read of the file once something was looked for, in KiB below zero, as SQLite wants it.
const CACHE: i64 = -65_536;

/// Documents of a segment, by number.
struct Set(Vec<u64>);

impl Set {
    fn none(documents: usize) -> Self {
        Self(vec![0; documents.div_ceil(64)])
    }
    fn put(&mut self, document: u32) -> Result<(), Broken> {
        *self.0.get_mut(document as usize / 64).ok_or(Broken)? |= 1 << (document % 64);
        Ok(())
    }
    fn has(&self, document: u32) -> bool {
        self.0.get(document as usize / 64).is_some_and(|some| some >> (document % 64) & 1 == 1)
    }
    fn keep(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(a, b)| *a &= b);
    }
    fn is_empty(&self) -> bool {
        self.0.iter().all(|some| *some == 0)
    }
}

/// Documents and positions of a word, copied out of its block.
type Found = (Vec<u8>, Vec<u8>);

impl Store {
    /// The documents in which a query occurs, in the order of their ids; documents that were taken away are not among them. No text is
    /// read.
    ///
    /// # Errors
    /// The index cannot be read; then the texts themselves can still be looked through.
    pub fn documents_with(&self, query: &Query) -> Result<Vec<DocumentId>, StoreError> {
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let now = version(&self.conn)?;
        if self.words.borrow().as_ref().is_none_or(|index| index.version != now) {
            // A word is looked up in many places; what was read should stay for the next one.
            self.conn.pragma_update(None, "cache_size", CACHE)?;
            self.words.replace(Some(Index { segments: segments(&self.conn, None)?, version: now }));
        }
        let index = self.words.borrow();
        let mut out: Vec<u128> = Vec::new();
        for segment in index.iter().flat_map(|index| &index.segments) {
            let set = self.in_segment(segment, query)?;
            let found = (0_u32..).zip(&segment.documents).filter(|(number, _)| set.has(*number));
            out.extend(found.map(|(_, document)| *document));
        }
        let gone = self.all("SELECT id FROM documents WHERE deleted = 1", [], |r| Ok(r.get::<_, String>(0)?))?;
        let gone: HashSet<u128> = gone.iter().filter_map(|id| number_of(id)).collect();
        out.retain(|document| !gone.contains(document));
        out.sort_unstable();
        Ok(out.into_iter().map(|document| DocumentId::from_uuid(Uuid::from_u128(document))).collect())
    }

    fn in_segment(&self, segment: &Segment, query: &Query) -> Result<Set, StoreError> {
        let mut all: Option<Set> = None;
        let mut phrases: Vec<Vec<Vec<Found>>> = Vec::new();
        for term in query.terms() {
            let is_phrase = term.len() > 1;
            let mut words = Vec::new();
            for wanted in term {
                let mut set = Set::none(segment.documents.len());
                let mut found: Vec<Found> = Vec::new();
                self.each_entry(segment, wanted, is_phrase, |entry, places| {
                    if is_phrase {
                        found.push((entry.documents.to_vec(), places.to_vec()));
                    }
                    let mut documents = Documents::of(entry.documents);
                    while let Some((document, _)) = documents.next()? {
                        set.put(document)?;
                    }
                    Ok(())
                })?;
                words.push(found);
                match &mut all {
                    Some(all) => all.keep(&set),
                    none => *none = Some(set),
                }
            }
            if is_phrase {
                phrases.push(words);
            }
            if let Some(none) = all.take_if(|all| all.is_empty()) {
                return Ok(none);
            }
        }
        let mut all = all.unwrap_or_else(|| Set::none(0));
        for phrase in phrases {
            all = beside_each_other(&phrase, &all, segment.documents.len())?;
        }
        Ok(all)
    }

    /// The words of a segment that are one that is looked for, with their places if these are asked for; some may come twice.
    fn each_entry(
        &self,
        segment: &Segment,
        wanted: &Wanted,
        with_places: bool,
        mut take: impl FnMut(&Entry<'_>, &[u8]) -> Result<(), Broken>,
    ) -> Result<(), StoreError> {
        // SQLite reads no further in a row than to the last column that is asked for.
        let sql = if with_places {
            "SELECT words, places FROM word_blocks WHERE segment = ?1 AND position = ?2"
        } else {
            "SELECT words, x'' FROM word_blocks WHERE segment = ?1 AND position = ?2"
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        for (key, is_beginning) in wanted.keys() {
            let key = key.as_bytes();
            let is_wanted = |word: &[u8]| if is_beginning { word.starts_with(key) } else { word == key };
            // The block before the first one that begins behind the word may hold it.
            let first = segment.first_words.partition_point(|word| **word <= *key).saturating_sub(1);
            let blocks = (0_i64..).zip(&segment.first_words).skip(first);
            for (position, _) in blocks.take_while(|(_, word)| ***word <= *key || is_wanted(word)) {
                let mut rows = statement.query(params![segment.id, position])?;
                let row = rows.next()?.ok_or(Broken)?;
                let (words, places) = (row.get_ref(0)?.as_blob(), row.get_ref(1)?.as_blob());
                let (Ok(words), Ok(places)) = (words, places) else { return Err(Broken.into()) };
                let mut entries = Entries::of(words);
                while let Some(entry) = entries.next()? {
                    if entries.word.as_slice() < key {
                        continue;
                    }
                    if !is_wanted(&entries.word) {
                        break;
                    }
                    let places = if with_places { places.get(entry.places.clone()).ok_or(Broken)? } else { &[] };
                    take(&entry, places)?;
                }
            }
        }
        Ok(())
    }
}

/// Of some documents those in which words stand beside each other; of each word its entries.
fn beside_each_other(words: &[Vec<Found>], among: &Set, documents: usize) -> Result<Set, Broken> {
    let mut ends: Option<Vec<u64>> = None;
    for entries in words {
        let here = places(entries, among)?;
        ends = Some(match ends {
            None => here,
            Some(before) => {
                let mut before = before.into_iter().peekable();
                let follows = |at: &u64| {
                    while before.next_if(|end| end + 1 < *at).is_some() {}
                    before.next_if(|end| end + 1 == *at).is_some()
                };
                here.into_iter().filter(follows).collect()
            }
        });
    }
    let mut out = Set::none(documents);
    for end in ends.unwrap_or_default() {
        out.put((end >> 32) as u32)?;
    }
    Ok(out)
}

/// Where a word stands in some documents: number of the document, and of the word in it, as one number; ascending.
fn places(entries: &[Found], among: &Set) -> Result<Vec<u64>, Broken> {
    let mut out = Vec::new();
    for (documents, positions) in entries {
        let (mut documents, mut positions) = (Documents::of(documents), Bytes(positions));
        while let Some((document, count)) = documents.next()? {
            if !among.has(document) {
                positions.numbers(count)?;
                continue;
            }
            let mut position = 0_u32;
            for _ in 0..count {
                position = position.checked_add(positions.number()?).ok_or(Broken)?;
                out.push(u64::from(document) << 32 | u64::from(position));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}
