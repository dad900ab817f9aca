//! An index of the words in the frozen texts, so that a search reads no text in which the words do not occur.
//!
//! It is made of the texts alone and follows them: a text that comes in is indexed in the same step, and as texts neither
//! change nor go (a document that is taken away keeps its text), nothing else ever touches it. Documents of a step are
//! one segment; segments of about one size become a larger one, so that there are few of them and each is written a few times.

mod coded;
mod find;
mod gather;
mod join;

use super::{Store, StoreError};
use crate::model::{DocumentId, FrozenText};
use coded::{Block, Blocks, Broken, Bytes, Documents, Entries};
use gather::{figure, figure_of, words_of};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Bytes of texts that become one segment.
const TOGETHER: usize = 16 << 20;

/// A segment: its documents, and where its words are.
#[derive(Debug)]
pub(super) struct Segment {
    id: i64,
    documents: Vec<u128>,
    /// The first word of each block.
    first_words: Vec<Box<[u8]>>,
}

/// The index, as far as it is kept in memory.
#[derive(Debug)]
pub(super) struct Index {
    segments: Vec<Segment>,
    /// What [`version`] was when it was read.
    version: i64,
}

/// Changes when another program writes the file.
fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "data_version", |r| r.get(0))
}

impl From<Broken> for StoreError {
    fn from(Broken: Broken) -> Self {
        Self::DamagedPart { detail: "the index of words".into() }
    }
}

/// The number that a document is in the index; the order of numbers is that of ids.
fn number_of(document: &str) -> Option<u128> {
    document.parse::<DocumentId>().ok().map(|id| id.uuid().as_u128())
}

/// A segment, or all.
fn segments(conn: &Connection, which: Option<i64>) -> Result<Vec<Segment>, StoreError> {
    let sql = "SELECT id, documents, first_words FROM word_segments WHERE ?1 IS NULL OR id = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([which])?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let (documents, first_words) = (r.get_ref(1)?.as_blob(), r.get_ref(2)?.as_blob());
        let (Ok(documents), Ok(first_words)) = (documents, first_words) else { return Err(Broken.into()) };
        let documents = documents.chunks_exact(16).filter_map(|d| d.try_into().ok().map(u128::from_be_bytes)).collect();
        out.push(Segment { id: r.get(0)?, documents, first_words: words_in(first_words)? });
    }
    Ok(out)
}

fn words_in(list: &[u8]) -> Result<Vec<Box<[u8]>>, Broken> {
    let (mut bytes, mut out) = (Bytes(list), Vec::new());
    while !bytes.is_empty() {
        let length = bytes.number()?;
        out.push(bytes.some(length)?.into());
    }
    Ok(out)
}

/// Writes the blocks of a new segment, and then the segment.
struct Writer<'a> {
    conn: &'a Connection,
    segment: i64,
    position: i64,
    blocks: Blocks,
}

impl<'a> Writer<'a> {
    fn new(conn: &'a Connection, documents: &[u128]) -> Result<Self, StoreError> {
        let bytes: Vec<u8> = documents.iter().flat_map(|d| d.to_be_bytes()).collect();
        conn.prepare_cached("INSERT INTO word_segments (documents, first_words) VALUES (?1, x'')")?.execute([bytes])?;
        Ok(Self { conn, segment: conn.last_insert_rowid(), position: 0, blocks: Blocks::default() })
    }

    fn add(&mut self, word: &[u8], places: &coded::Places) -> Result<(), StoreError> {
        self.blocks.add(word, places).map_or(Ok(()), |block| self.block(&block))
    }

    fn block(&mut self, block: &Block) -> Result<(), StoreError> {
        let sql = "INSERT INTO word_blocks (segment, position, words, places) VALUES (?1, ?2, ?3, ?4)";
        self.conn.prepare_cached(sql)?.execute(params![self.segment, self.position, block.words, block.places])?;
        self.position += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<(), StoreError> {
        if let Some(block) = self.blocks.last_block() {
            self.block(&block)?;
        }
        self.conn
            .prepare_cached("UPDATE word_segments SET first_words = ?2 WHERE id = ?1")?
            .execute(params![self.segment, self.blocks.first_words])?;
        Ok(())
    }
}

/// Indexes texts that came in.
pub(super) fn add(conn: &Connection, texts: &mut Vec<(DocumentId, FrozenText)>) -> Result<(), StoreError> {
    if texts.is_empty() {
        return Ok(());
    }
    texts.sort_by_key(|(id, _)| *id);
    let documents: Vec<u128> = texts.iter().map(|(id, _)| id.uuid().as_u128()).collect();
    let mut writer = Writer::new(conn, &documents)?;
    for (word, places) in words_of(texts.iter().map(|(_, text)| text.as_str())) {
        writer.add(word.as_bytes(), &places)?;
    }
    texts.clear();
    writer.finish()?;
    join::join(conn)
}

/// Indexes all texts of a file that has no index yet.
pub(super) fn fill(conn: &Connection) -> Result<(), StoreError> {
    let mut statement = conn.prepare("SELECT document, text FROM document_texts ORDER BY document")?;
    let mut rows = statement.query([])?;
    let (mut texts, mut size) = (Vec::new(), 0);
    while let Some(r) = rows.next()? {
        // An id that is none is found by `mizan check`; nobody could open its document.
        let Ok(id) = r.get::<_, String>(0)?.parse::<DocumentId>() else { continue };
        let text: String = r.get(1)?;
        size += text.len();
        texts.push((id, FrozenText::new(text)));
        if size >= TOGETHER {
            add(conn, &mut texts)?;
            size = 0;
        }
    }
    add(conn, &mut texts)
}

impl Store {
    /// For each indexed document the figure of its words ([`gather::figure_of`]).
    pub(super) fn word_figures(&self) -> Result<BTreeMap<u128, u64>, StoreError> {
        let mut out = BTreeMap::new();
        for segment in segments(&self.conn, None)? {
            let mut sums = vec![0_u64; segment.documents.len()];
            let sql = "SELECT words, places FROM word_blocks WHERE segment = ?1 ORDER BY position";
            for block in self.all(sql, [segment.id], |r| Ok(Block { words: r.get(0)?, places: r.get(1)? }))? {
                add_figures(&block, &mut sums)?;
            }
            for (document, sum) in segment.documents.into_iter().zip(sums) {
                if out.insert(document, sum).is_some() {
                    return Err(Broken.into());
                }
            }
        }
        Ok(out)
    }
}

/// What is wrong with the place of a text in the index.
pub(super) fn problem_with(figures: &BTreeMap<u128, u64>, document: &str, text: &str) -> Option<&'static str> {
    match number_of(document).and_then(|number| figures.get(&number)) {
        None => Some("its words are not in the index"),
        Some(figure) if *figure != figure_of(text) => Some("its words are not as the index has them"),
        Some(_) => None,
    }
}

fn add_figures(block: &Block, sums: &mut [u64]) -> Result<(), Broken> {
    let mut entries = Entries::of(&block.words);
    while let Some(entry) = entries.next()? {
        let places = block.places.get(entry.places.clone()).ok_or(Broken)?;
        let (mut documents, mut positions) = (Documents::of(entry.documents), Bytes(places));
        while let Some((document, count)) = documents.next()? {
            let sum = sums.get_mut(document as usize).ok_or(Broken)?;
            let mut position = 0_u32;
            for _ in 0..count {
                position = position.checked_add(positions.number()?).ok_or(Broken)?;
                *sum = sum.wrapping_add(figure(&entries.word, position));
            }
        }
    }
    Ok(())
}
