//! Several segments become one.

use super::coded::{Block, Broken, Bytes, Documents, Entries, Entry, Places};
use super::{Segment, Writer, segments};
use crate::store::StoreError;
use rusqlite::Connection;
use std::ops::Range;

/// Segments of about one size that are joined; a size is so many times the one below it.
const MANY: usize = 8;
/// Documents of a segment that is not joined any more: the step in which that happened would be felt.
const LARGEST: usize = 40_000;

/// Joins segments as long as there are many of one size.
pub(super) fn join(conn: &Connection) -> Result<(), StoreError> {
    loop {
        let mut statement = conn.prepare_cached("SELECT id, length(documents) / 16 FROM word_segments ORDER BY id")?;
        let all: Vec<(i64, usize)> = statement
            .query_map([], |r| Ok((r.get(0)?, r.get::<_, i64>(1)?)))?
            .map(|found| found.map(|(id, documents)| (id, usize::try_from(documents).unwrap_or(0))))
            .collect::<Result<_, _>>()?;
        let of_size = |n: u32| all.iter().filter(move |(_, documents)| documents.max(&1).ilog(MANY) == n);
        let Some(joined) = (0..usize::BITS).find(|n| {
            let documents = of_size(*n).map(|(_, documents)| documents).sum::<usize>();
            of_size(*n).count() >= MANY && documents <= LARGEST
        }) else {
            return Ok(());
        };
        let ids: Vec<i64> = of_size(joined).map(|(id, _)| *id).collect();
        let mut these = Vec::with_capacity(ids.len());
        for id in ids {
            these.extend(segments(conn, Some(id))?);
        }
        join_these(conn, &these)?;
    }
}

/// A segment that is read from its first word to its last.
struct Reader<'a> {
    conn: &'a Connection,
    segment: i64,
    position: i64,
    /// What its documents are in the new segment.
    documents: Vec<u32>,
    /// The block that is read, and what of it is left: `Entries` borrows it, so its words are taken out at once.
    block: Block,
    words: std::vec::IntoIter<Word>,
    next: Option<Word>,
}

/// A word, its documents, and where its positions stand in the block's places.
struct Word {
    letters: Vec<u8>,
    documents: Vec<u8>,
    places: Range<usize>,
}

impl Reader<'_> {
    /// Goes on to the next word.
    fn step(&mut self) -> Result<(), StoreError> {
        self.next = self.words.next();
        if self.next.is_none() {
            let sql = "SELECT words, places FROM word_blocks WHERE segment = ?1 AND position = ?2";
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query([self.segment, self.position])?;
            let Some(row) = rows.next()? else { return Ok(()) };
            self.block = Block { words: row.get(0)?, places: row.get(1)? };
            self.position += 1;
            self.words = words_of(&self.block.words)?.into_iter();
            self.next = self.words.next();
        }
        Ok(())
    }
}

fn words_of(block: &[u8]) -> Result<Vec<Word>, Broken> {
    let mut entries = Entries::of(block);
    let mut out = Vec::new();
    while let Some(Entry { documents, places }) = entries.next()? {
        out.push(Word { letters: entries.word.clone(), documents: documents.to_vec(), places });
    }
    Ok(out)
}

fn join_these(conn: &Connection, old: &[Segment]) -> Result<(), StoreError> {
    let mut documents: Vec<u128> = old.iter().flat_map(|s| s.documents.iter().copied()).collect();
    documents.sort_unstable();
    let number = |d: &u128| u32::try_from(documents.partition_point(|other| other < d)).unwrap_or(u32::MAX);
    let mut readers = Vec::with_capacity(old.len());
    for segment in old {
        let mut reader = Reader {
            conn,
            segment: segment.id,
            position: 0,
            documents: segment.documents.iter().map(number).collect(),
            block: Block::default(),
            words: Vec::new().into_iter(),
            next: None,
        };
        reader.step()?;
        readers.push(reader);
    }
    let mut writer = Writer::new(conn, &documents)?;
    let mut found = Found::default();
    while let Some(word) = readers.iter().filter_map(|r| r.next.as_ref().map(|w| &w.letters)).min().cloned() {
        found.documents.clear();
        found.positions.clear();
        for reader in &mut readers {
            let Some(next) = reader.next.as_ref().filter(|next| next.letters == word) else { continue };
            gather(&reader.block.places, next, &reader.documents, &mut found)?;
            reader.step()?;
        }
        // Most often the documents of one segment are all older than those of the next, and this moves nothing.
        found.documents.sort_by_key(|(document, ..)| *document);
        let mut places = Places::default();
        for (document, count, at) in &found.documents {
            places.document(*document, *count);
            places.positions.extend_from_slice(found.positions.get(at.clone()).unwrap_or_default());
        }
        writer.add(&word, &places)?;
    }
    writer.finish()?;
    for segment in old {
        conn.prepare_cached("DELETE FROM word_blocks WHERE segment = ?1")?.execute([segment.id])?;
        conn.prepare_cached("DELETE FROM word_segments WHERE id = ?1")?.execute([segment.id])?;
    }
    Ok(())
}

/// Where a word stands in all segments.
#[derive(Default)]
struct Found {
    /// Number in the new segment, how often, and where in `positions`.
    documents: Vec<(u32, u32, Range<usize>)>,
    positions: Vec<u8>,
}

fn gather(places: &[u8], word: &Word, numbers: &[u32], found: &mut Found) -> Result<(), Broken> {
    let mut documents = Documents::of(&word.documents);
    let mut positions = Bytes(places.get(word.places.clone()).ok_or(Broken)?);
    while let Some((document, count)) = documents.next()? {
        let start = found.positions.len();
        found.positions.extend_from_slice(positions.numbers(count)?);
        found.documents.push((*numbers.get(document as usize).ok_or(Broken)?, count, start..found.positions.len()));
    }
    Ok(())
}
