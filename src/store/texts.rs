//! Frozen texts that travel with a package.

use super::{Refusal, Store, StoreError, Tx};
use crate::model::FrozenText;
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// An expression for the bytes that a document was read from. Where they are the text itself, they are not kept a second time.
pub(super) const SOURCE: &str =
    "CASE WHEN length(source) = 0 AND (SELECT source_len FROM documents WHERE id = document) > 0
     THEN CAST(text AS BLOB) ELSE source END";

/// What is kept of the bytes that a text was read from.
pub(super) fn kept<'a>(source: &'a [u8], text: &str) -> &'a [u8] {
    if source == text.as_bytes() { &[] } else { source }
}

/// The frozen text of a document, its blocks, and the bytes it was read from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TravellingText {
    /// Id of the document.
    pub document: String,
    /// The text.
    pub text: String,
    /// Blocks in their order: first byte, byte after the last, path of tags.
    pub blocks: Vec<(i64, i64, Option<String>)>,
    /// The source bytes; they travel beside the lines.
    #[serde(skip)]
    pub source: Vec<u8>,
    /// How many they are.
    pub source_len: u64,
}

impl Store {
    /// The texts of some documents, in the order of their ids. Texts that are not there are left out.
    pub fn travelling_texts(&self, documents: &[String]) -> Result<Vec<TravellingText>, StoreError> {
        let mut out = Vec::new();
        for document in documents {
            let blocks = self.all(
                "SELECT start_byte, end_byte, path FROM blocks WHERE document = ?1 ORDER BY position",
                [document],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
            )?;
            let found =
                self.all(&format!("SELECT text, {SOURCE} FROM document_texts WHERE document = ?1"), [document], |r| {
                    Ok((r.get::<_, String>(0)?, r.get::<_, Vec<u8>>(1)?))
                })?;
            out.extend(found.into_iter().map(|(text, source)| TravellingText {
                document: document.clone(),
                text,
                blocks: blocks.clone(),
                source_len: source.len() as u64,
                source,
            }));
        }
        Ok(out)
    }
}

impl Tx<'_> {
    /// Keeps a frozen text that is not there yet.
    ///
    /// # Errors
    /// The document has another text here: then it is not the same document.
    pub fn put_travelling_text(&mut self, t: &TravellingText) -> Result<(), StoreError> {
        let conn = &self.store().conn;
        let same = "SELECT text = ?2 FROM document_texts WHERE document = ?1";
        let mut statement = conn.prepare_cached(same)?;
        let mut known = statement.query(params![t.document, t.text])?;
        if let Some(row) = known.next()? {
            let same: bool = row.get(0)?;
            return if same { Ok(()) } else { Err(Refusal::TextFrozen(t.document.clone()).into()) };
        }
        drop(known);
        // Its document comes with the rows.
        conn.pragma_update(None, "defer_foreign_keys", true)?;
        conn.prepare_cached("INSERT INTO document_texts (document, text, source) VALUES (?1, ?2, ?3)")?
            .execute(params![t.document, t.text, kept(&t.source, &t.text)])?;
        let mut insert = conn.prepare_cached(
            "INSERT INTO blocks (document, position, start_byte, end_byte, path) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (position, (start, end, path)) in (0_i64..).zip(&t.blocks) {
            insert.execute(params![t.document, position, start, end, path])?;
        }
        // Rows whose ids are none are refused with the package.
        if let Ok(id) = t.document.parse() {
            self.texts.push((id, FrozenText::new(t.text.clone())));
        }
        Ok(())
    }
}
