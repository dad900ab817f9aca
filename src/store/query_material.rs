//! Reading what is coded and by whom: settings, codebooks, people, rounds, documents, zones, articles, proposals.

use super::convert::{code, damaged, id, maybe_id, size, span};
use super::texts::SOURCE;
use super::{Access, Store, StoreError};
use crate::model::{
    Article, ArticleId, Assignment, Block, Codebook, CodebookVersionId, Coder, CoderId, Direction, Document,
    DocumentId, DocumentSource, FrozenText, Proposal, ProposalKind, Round, RoundId, RoundKind, Timestamp, Zone,
    ZoneKind, ZoneOrigin,
};
use rusqlite::{OptionalExtension, Params, Row, params};
use std::collections::BTreeMap;
use std::ops::Range;

/// Kept texts are dropped beyond so many bytes; they can be read again.
const TEXTS_LIMIT: usize = 64 << 20;

/// A document without its text, for lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentHead {
    /// Identity.
    pub id: DocumentId,
    /// A name for lists.
    pub title: String,
    /// Where it came from.
    pub source: DocumentSource,
    /// Language as a BCP-47 tag, if known.
    pub language: Option<String>,
    /// Base direction chosen by a person.
    pub direction: Option<Direction>,
    /// Known facts such as `outlet`.
    pub metadata: BTreeMap<String, String>,
}

/// A version of a codebook as it is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct CodebookVersion {
    /// Identity.
    pub id: CodebookVersionId,
    /// The codebook.
    pub book: Codebook,
    /// The JSON it came in.
    pub json: String,
    /// BLAKE3 of the JSON, in hexadecimal.
    pub hash: String,
}

impl Store {
    /// The rows of a query. A rescue leaves out rows that cannot be understood, and ends before a page that cannot be read.
    pub(super) fn all<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut out = Vec::new();
        let gather = || -> Result<(), StoreError> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                match read(row) {
                    Ok(value) => out.push(value),
                    Err(error) => self.lose(error)?,
                }
            }
            Ok(())
        };
        gather().or_else(|error| self.lose(error))?;
        Ok(out)
    }

    /// Goes on without something that cannot be read, if this is a rescue.
    fn lose(&self, error: StoreError) -> Result<(), StoreError> {
        if self.access != Access::Rescue || matches!(error, StoreError::LockedNow) {
            return Err(error);
        }
        self.lost.borrow_mut().push(error);
        Ok(())
    }

    /// A fact or choice of the whole project.
    pub fn project_setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM project_settings WHERE key = ?1 AND deleted = 0";
        Ok(self.conn.prepare_cached(sql)?.query_row([key], |r| r.get(0)).optional()?)
    }

    /// All facts and choices of the project.
    pub fn project_settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT key, value FROM project_settings WHERE deleted = 0";
        Ok(self.all(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }

    /// How a coder last saw the window, by one key.
    pub fn coder_setting(&self, coder: CoderId, key: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM coder_settings WHERE coder = ?1 AND key = ?2";
        Ok(self.conn.prepare_cached(sql)?.query_row([&coder.to_string(), key], |r| r.get(0)).optional()?)
    }

    /// How a coder last saw the window.
    pub fn coder_settings(&self, coder: CoderId) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT key, value FROM coder_settings WHERE coder = ?1";
        Ok(self.all(sql, [coder.to_string()], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }

    /// The versions of codebooks, oldest first.
    pub fn codebook_versions(&self) -> Result<Vec<CodebookVersion>, StoreError> {
        self.all("SELECT id, body, hash FROM codebook_versions WHERE deleted = 0 ORDER BY id", [], |r| {
            let json: String = r.get(1)?;
            let book =
                Codebook::from_json(&json).map_err(|e| damaged("codebook_versions", super::convert::key_of(r), e))?;
            Ok(CodebookVersion { id: id("codebook_versions", r, 0)?, book, json, hash: r.get(2)? })
        })
    }

    /// All coders, in the order in which they were added.
    pub fn coders(&self) -> Result<Vec<Coder>, StoreError> {
        self.all("SELECT id, name, lead FROM coders WHERE deleted = 0 ORDER BY id", [], |r| {
            Ok(Coder { id: id("coders", r, 0)?, name: r.get(1)?, lead: r.get(2)? })
        })
    }

    /// All rounds, in the order in which they were added.
    pub fn rounds(&self) -> Result<Vec<Round>, StoreError> {
        self.all("SELECT id, name, kind FROM rounds WHERE deleted = 0 ORDER BY id", [], |r| {
            Ok(Round { id: id("rounds", r, 0)?, name: r.get(1)?, kind: code("rounds", r, 2, RoundKind::from_code)? })
        })
    }

    /// All documents without their texts, in the order in which they were imported.
    pub fn documents(&self) -> Result<Vec<DocumentHead>, StoreError> {
        self.all(&format!("{HEAD} WHERE deleted = 0 ORDER BY id"), [], head)
    }

    /// A document without its text.
    pub fn document_head(&self, document: DocumentId) -> Result<Option<DocumentHead>, StoreError> {
        let found = self.all(&format!("{HEAD} WHERE id = ?1 AND deleted = 0"), [document.to_string()], head)?;
        Ok(found.into_iter().next())
    }

    /// The document whose source bytes have a BLAKE3 hash (hexadecimal): the same file again.
    pub fn document_by_hash(&self, hash: &str) -> Result<Option<DocumentHead>, StoreError> {
        let sql = format!("{HEAD} WHERE source_hash = ?1 AND deleted = 0 ORDER BY id LIMIT 1");
        Ok(self.all(&sql, [hash], head)?.into_iter().next())
    }

    /// The first document with exactly this frozen text, whatever file it came from.
    pub fn document_by_text(&self, text: &FrozenText) -> Result<Option<DocumentHead>, StoreError> {
        let sql = format!("{HEAD} WHERE text_hash = ?1 AND deleted = 0 ORDER BY id LIMIT 1");
        let hash = blake3::hash(text.as_str().as_bytes()).to_hex();
        Ok(self.all(&sql, [hash.as_str()], head)?.into_iter().next())
    }

    /// A document with its text and blocks.
    pub fn document(&self, document: DocumentId) -> Result<Option<Document>, StoreError> {
        let Some(head) = self.document_head(document)? else { return Ok(None) };
        let Some(text) = self.text(document)? else {
            return Err(damaged("documents", document, "its text is missing"));
        };
        let sql = "SELECT document, start_byte, end_byte, path FROM blocks WHERE document = ?1 ORDER BY position";
        let blocks = self
            .all(sql, [document.to_string()], |r| Ok(Block { span: span("blocks", r, 1, &text)?, path: r.get(3)? }))?;
        Ok(Some(Document {
            id: head.id,
            title: head.title,
            source: head.source,
            language: head.language,
            direction: head.direction,
            metadata: head.metadata,
            text,
            blocks,
        }))
    }

    /// The bytes that a document was read from.
    pub fn source_bytes(&self, document: DocumentId) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = format!("SELECT {SOURCE} FROM document_texts WHERE document = ?1");
        Ok(self.conn.prepare_cached(&sql)?.query_row([document.to_string()], |r| r.get(0)).optional()?)
    }

    /// The frozen text of a document; it is kept in memory, because it never changes.
    pub fn text(&self, document: DocumentId) -> Result<Option<FrozenText>, StoreError> {
        if let Some(text) = self.texts.borrow().get(&document) {
            return Ok(Some(text.clone()));
        }
        let sql = "SELECT text FROM document_texts WHERE document = ?1";
        let found: Option<String> =
            self.conn.prepare_cached(sql)?.query_row([document.to_string()], |r| r.get(0)).optional()?;
        let Some(text) = found.map(FrozenText::new) else { return Ok(None) };
        let mut texts = self.texts.borrow_mut();
        if texts.values().map(FrozenText::len).sum::<usize>() + text.len() > TEXTS_LIMIT {
            texts.clear();
        }
        texts.insert(document, text.clone());
        drop(texts);
        Ok(Some(text))
    }

    /// All zones of a document, also overruled ones, in text order.
    pub fn zones(&self, document: DocumentId) -> Result<Vec<Zone>, StoreError> {
        let Some(text) = self.text(document)? else { return Ok(Vec::new()) };
        let sql = "SELECT id, block, start_byte, end_byte, kind, repeat, rule, confidence, coder FROM zones
             WHERE document = ?1 AND deleted = 0 ORDER BY start_byte, id";
        self.all(sql, [document.to_string()], |r| {
            let origin = match maybe_id("zones", r, 8)? {
                Some(coder) => ZoneOrigin::Coder(coder),
                None => ZoneOrigin::Rule { rule: r.get(6)?, confidence: r.get(7)? },
            };
            Ok(Zone {
                id: id("zones", r, 0)?,
                document,
                block: size("zones", r, 1)?,
                span: span("zones", r, 2, &text)?,
                kind: code("zones", r, 4, ZoneKind::from_code)?,
                repeat: r.get(5)?,
                origin,
            })
        })
    }

    /// All articles, by document and place in it.
    pub fn articles(&self) -> Result<Vec<Article>, StoreError> {
        self.all(&format!("{ARTICLE} ORDER BY document, first_block, id"), [], article)
    }

    /// An article.
    pub fn article(&self, article_id: ArticleId) -> Result<Option<Article>, StoreError> {
        Ok(self.all(&format!("{ARTICLE} AND id = ?1"), [article_id.to_string()], article)?.into_iter().next())
    }

    /// The articles of a document in text order.
    pub fn articles_of(&self, document: DocumentId) -> Result<Vec<Article>, StoreError> {
        self.all(&format!("{ARTICLE} AND document = ?1 ORDER BY first_block, id"), [document.to_string()], article)
    }

    /// What rules propose in a document, in text order.
    pub fn proposals(&self, document: DocumentId) -> Result<Vec<Proposal>, StoreError> {
        let Some(text) = self.text(document)? else { return Ok(Vec::new()) };
        let sql = "SELECT id, kind, start_byte, end_byte, rule, confidence FROM proposals
             WHERE document = ?1 AND deleted = 0 ORDER BY start_byte, id";
        self.all(sql, [document.to_string()], |r| {
            Ok(Proposal {
                id: id("proposals", r, 0)?,
                document,
                kind: code("proposals", r, 1, ProposalKind::from_code)?,
                span: span("proposals", r, 2, &text)?,
                rule: r.get(4)?,
                confidence: r.get(5)?,
            })
        })
    }

    /// All assignments, by coder and place in the queue.
    pub fn assignments(&self) -> Result<Vec<Assignment>, StoreError> {
        self.all(&format!("{ASSIGNMENT} ORDER BY coder, position, id"), [], assignment)
    }

    /// A coder's assignments in the order of the queue.
    pub fn assignments_of(&self, coder: CoderId) -> Result<Vec<Assignment>, StoreError> {
        self.all(&format!("{ASSIGNMENT} AND coder = ?1 ORDER BY position, id"), [coder.to_string()], assignment)
    }

    /// The assignments of an article, by coder and place in the queue.
    pub fn assignments_on(&self, article: ArticleId) -> Result<Vec<Assignment>, StoreError> {
        let sql = format!("{ASSIGNMENT} AND article = ?1 ORDER BY coder, position, id");
        self.all(&sql, [article.to_string()], assignment)
    }

    /// One fact about the documents that have it.
    pub fn document_facts(&self, key: &str) -> Result<Vec<(DocumentId, String)>, StoreError> {
        let sql = "SELECT id, metadata ->> ?1 FROM documents WHERE deleted = 0 AND metadata ->> ?1 IS NOT NULL";
        self.all(sql, [format!("$.\"{key}\"")], |r| Ok((id("documents", r, 0)?, r.get(1)?)))
    }

    /// Whether there are any documents.
    pub fn has_documents(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM documents WHERE deleted = 0 LIMIT 1";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |_| Ok(())).optional()?.is_some())
    }

    /// The place behind the last one of a coder's queue.
    pub fn queue_end(&self, coder: CoderId) -> Result<i64, StoreError> {
        let sql = "SELECT position FROM assignments WHERE coder = ?1 AND deleted = 0 ORDER BY position DESC LIMIT 1";
        let last: Option<i64> =
            self.conn.prepare_cached(sql)?.query_row([coder.to_string()], |r| r.get(0)).optional()?;
        Ok(last.map_or(0, |last| last + 1))
    }

    /// Whether a coder has an article to do in a round.
    pub fn is_assigned(&self, coder: CoderId, article: ArticleId, round: RoundId) -> Result<bool, StoreError> {
        let ids = [article.to_string(), coder.to_string(), round.to_string()];
        Ok(self.conn.prepare_cached(IS_ASSIGNED)?.query_row(ids, |_| Ok(())).optional()?.is_some())
    }

    /// Number of blocks of a document.
    pub(super) fn block_count(&self, document: DocumentId) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM blocks WHERE document = ?1";
        let n: i64 = self.conn.prepare_cached(sql)?.query_row([document.to_string()], |r| r.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// Bytes of a block of a document.
    pub(super) fn block_range(&self, document: DocumentId, block: usize) -> Result<Option<Range<usize>>, StoreError> {
        let sql = "SELECT document, start_byte, end_byte FROM blocks WHERE document = ?1 AND position = ?2";
        let position = i64::try_from(block).unwrap_or(i64::MAX);
        let found = self
            .all(sql, params![document.to_string(), position], |r| Ok(size("blocks", r, 1)?..size("blocks", r, 2)?))?;
        Ok(found.into_iter().next())
    }
}

const HEAD: &str = "SELECT id, title, file_name, format, source_hash, source_len, imported_at, language, direction,
     metadata FROM documents";
const ARTICLE: &str = "SELECT id, document, title, first_block, end_block FROM articles WHERE deleted = 0";
/// By article: the few who have it to do. The signs before the other columns keep SQLite from going through a coder's whole queue.
const IS_ASSIGNED: &str =
    "SELECT 1 FROM assignments WHERE article = ?1 AND +coder = ?2 AND +round = ?3 AND deleted = 0";
const ASSIGNMENT: &str = "SELECT id, coder, article, round, position FROM assignments WHERE deleted = 0";

fn head(r: &Row<'_>) -> Result<DocumentHead, StoreError> {
    const TABLE: &str = "documents";
    let direction = match r.get::<_, Option<String>>(8)?.as_deref() {
        Some("rtl") => Some(Direction::Rtl),
        Some("ltr") => Some(Direction::Ltr),
        _ => None,
    };
    let metadata: String = r.get(9)?;
    Ok(DocumentHead {
        id: id(TABLE, r, 0)?,
        title: r.get(1)?,
        source: DocumentSource {
            file_name: r.get(2)?,
            format: r.get(3)?,
            hash: r.get(4)?,
            byte_len: u64::try_from(r.get::<_, i64>(5)?).unwrap_or(0),
            imported_at: Timestamp(r.get(6)?),
        },
        language: r.get(7)?,
        direction,
        metadata: serde_json::from_str(&metadata).map_err(|e| damaged(TABLE, super::convert::key_of(r), e))?,
    })
}

fn article(r: &Row<'_>) -> Result<Article, StoreError> {
    const TABLE: &str = "articles";
    let blocks = size(TABLE, r, 3)?..size(TABLE, r, 4)?;
    Ok(Article { id: id(TABLE, r, 0)?, document: id(TABLE, r, 1)?, title: r.get(2)?, blocks })
}

fn assignment(r: &Row<'_>) -> Result<Assignment, StoreError> {
    const TABLE: &str = "assignments";
    Ok(Assignment {
        id: id(TABLE, r, 0)?,
        coder: id(TABLE, r, 1)?,
        article: id(TABLE, r, 2)?,
        round: id(TABLE, r, 3)?,
        position: r.get(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Handing out 100,000 articles asks this for each of them.
    #[test]
    fn whether_an_article_is_assigned_is_not_looked_up_in_the_whole_queue() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(dir.path().join("p.mizan")).unwrap();
        let mut statement = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {IS_ASSIGNED}")).unwrap();
        let plan: String = statement.query_row(["a", "b", "c"], |r| r.get(3)).unwrap();
        assert!(plan.contains("assignments_article"), "{plan}");
    }
}
