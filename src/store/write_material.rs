//! Writing what is coded and by whom: settings, codebooks, people, rounds, documents, zones, articles, proposals.

use super::row::Content;
use super::table::{
    ARTICLES, ASSIGNMENTS, CODEBOOK_VERSIONS, CODERS, DOCUMENTS, Key, PROJECT_SETTINGS, PROPOSALS, ROUNDS, ZONES,
};
use super::texts::kept;
use super::{Refusal, StoreError, Tx};
use crate::model::{
    Article, ArticleId, Assignment, AssignmentId, ByteSpan, Codebook, CodebookVersionId, Coder, CoderId, Direction,
    Document, DocumentId, Proposal, ProposalId, Round, RoundId, Zone, ZoneId, ZoneOrigin,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

#[allow(clippy::needless_pass_by_value)] // mostly ids, which are copied
pub(super) fn text(s: impl ToString) -> Value {
    Value::Text(s.to_string())
}
pub(super) fn maybe(s: Option<impl ToString>) -> Value {
    s.map_or(Value::Null, text)
}
pub(super) fn int(n: impl TryInto<i64>) -> Value {
    Value::Integer(n.try_into().unwrap_or(i64::MAX))
}

impl Tx<'_> {
    /// Sets a fact or choice of the whole project.
    pub fn set_project_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.put(&PROJECT_SETTINGS, &Key::of(key), vec![text(value)])
    }

    /// Clears a fact or choice of the whole project. Returns whether it was set.
    pub fn delete_project_setting(&mut self, key: &str) -> Result<bool, StoreError> {
        self.bury(&PROJECT_SETTINGS, &Key::of(key))
    }

    /// Keeps how a coder sees the window (zoom, place of scrolling). Neither journaled nor undone nor merged.
    pub fn set_coder_setting(&mut self, coder: CoderId, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO coder_settings (coder, key, value) VALUES (?1, ?2, ?3)
             ON CONFLICT (coder, key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value";
        self.store().conn.prepare_cached(sql)?.execute(params![coder.to_string(), key, value])?;
        Ok(())
    }

    /// Keeps a version of a codebook as the JSON text it came in. The same version again is welcome, another content
    /// under its id is refused.
    ///
    /// # Errors
    /// The JSON is no sound codebook, or the id stands for another content.
    pub fn put_codebook_version(&mut self, id: CodebookVersionId, json: &str) -> Result<(), StoreError> {
        let book = Codebook::from_json(json)?;
        let hash = blake3::hash(json.as_bytes()).to_hex();
        let content = vec![text(book.id), text(book.version), text(json), text(hash)];
        let key = Key::of(id);
        if self.current(&CODEBOOK_VERSIONS, &key)?.is_some_and(|r| r.content != content) {
            return Err(Refusal::CodebookFrozen(key.0).into());
        }
        self.put(&CODEBOOK_VERSIONS, &key, content)
    }

    /// Adds or changes a person.
    ///
    /// # Errors
    /// Another coder has that name (noticed at the end of the step).
    pub fn put_coder(&mut self, coder: &Coder) -> Result<(), StoreError> {
        self.put(&CODERS, &Key::of(coder.id), vec![text(&coder.name), int(coder.lead)])
    }

    /// Takes away a person who has neither codings nor assignments nor notes. Returns whether they were there.
    pub fn delete_coder(&mut self, id: CoderId) -> Result<bool, StoreError> {
        self.bury_tree(&CODERS, &Key::of(id))
    }

    /// Adds or changes a round.
    pub fn put_round(&mut self, round: &Round) -> Result<(), StoreError> {
        self.put(&ROUNDS, &Key::of(round.id), vec![text(&round.name), text(round.kind.code())])
    }

    /// Takes away a round without codings and assignments. Returns whether it was there.
    pub fn delete_round(&mut self, id: RoundId) -> Result<bool, StoreError> {
        self.bury_tree(&ROUNDS, &Key::of(id))
    }

    /// Adds or changes an assignment.
    pub fn put_assignment(&mut self, a: &Assignment) -> Result<(), StoreError> {
        let content = vec![text(a.coder), text(a.article), text(a.round), int(a.position)];
        self.put(&ASSIGNMENTS, &Key::of(a.id), content)
    }

    /// Takes away an assignment. Returns whether it was there.
    pub fn delete_assignment(&mut self, id: AssignmentId) -> Result<bool, StoreError> {
        self.bury_tree(&ASSIGNMENTS, &Key::of(id))
    }

    /// Adds a document with the bytes it was read from, and freezes its text and blocks.
    ///
    /// # Errors
    /// The bytes do not have the stated hash, a block does not fit the text, or the id stands for another text.
    pub fn put_document(&mut self, document: &Document, source: &[u8]) -> Result<(), StoreError> {
        let id = document.id.to_string();
        if blake3::hash(source).to_hex().as_str() != document.source.hash {
            return Err(Refusal::HashDiffers(document.source.file_name.clone()).into());
        }
        let frozen: Option<String> = self
            .store()
            .conn
            .prepare_cached("SELECT text FROM document_texts WHERE document = ?1")?
            .query_row([&id], |r| r.get(0))
            .optional()?;
        if frozen.as_ref().is_some_and(|t| t != document.text.as_str()) {
            return Err(Refusal::TextFrozen(id).into());
        }
        self.put(&DOCUMENTS, &Key::of(document.id), document_content(document)?)?;
        if frozen.is_some() {
            return Ok(());
        }
        let conn = &self.store().conn;
        conn.prepare_cached("INSERT INTO document_texts (document, text, source) VALUES (?1, ?2, ?3)")?
            .execute(params![id, document.text.as_str(), kept(source, document.text.as_str())])?;
        let mut insert = conn.prepare_cached(
            "INSERT INTO blocks (document, position, start_byte, end_byte, path) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (position, block) in document.blocks.iter().enumerate() {
            let span = document.text.span(block.span.start(), block.span.end())?;
            insert.execute(params![id, int(position), int(span.start()), int(span.end()), block.path])?;
        }
        let blocks = document.blocks.iter().map(|b| b.span.start()..b.span.end()).collect();
        self.blocks = Some((document.id, blocks));
        self.texts.push((document.id, document.text.clone()));
        Ok(())
    }

    /// Changes what may change of a document: title, language, direction, metadata. Its text stays as it is.
    ///
    /// # Errors
    /// The document is not there, or has another text.
    pub fn update_document(&mut self, document: &Document) -> Result<(), StoreError> {
        let key = Key::of(document.id);
        let content = document_content(document)?;
        let Some(row) = self.current(&DOCUMENTS, &key)?.filter(|r| !r.deleted) else {
            return Err(Refusal::NoSuch { child: "a change", parent: "documents", key: key.0 }.into());
        };
        // Column 6 is the hash of the text.
        if row.content.get(6) != content.get(6) {
            return Err(Refusal::TextFrozen(key.0).into());
        }
        self.put(&DOCUMENTS, &key, content)
    }

    /// Takes away a document with its zones, articles, proposals and notes. Its frozen text stays in the file, so that
    /// undo brings it back. Returns whether it was there.
    ///
    /// # Errors
    /// One of its articles is assigned or coded.
    pub fn delete_document(&mut self, id: DocumentId) -> Result<bool, StoreError> {
        self.bury_tree(&DOCUMENTS, &Key::of(id))
    }

    /// Adds or changes a zone.
    ///
    /// # Errors
    /// It does not lie inside its block, or splits a letter.
    pub fn put_zone(&mut self, zone: &Zone) -> Result<(), StoreError> {
        let (start, end) = self.check_span(zone.document, zone.span)?;
        let block = match &self.blocks {
            Some((document, blocks)) if *document == zone.document => blocks.get(zone.block).cloned(),
            _ => self.store().block_range(zone.document, zone.block)?,
        };
        let Some(block) = block else {
            return Err(Refusal::OutsideBlocks(format!("zone {}", zone.id)).into());
        };
        if zone.span.start() < block.start || zone.span.end() > block.end {
            return Err(Refusal::OutsideBlocks(format!("zone {}", zone.id)).into());
        }
        let (rule, confidence, coder) = match &zone.origin {
            ZoneOrigin::Rule { rule, confidence } => (text(rule), real(*confidence, "a confidence")?, Value::Null),
            ZoneOrigin::Coder(coder) => (Value::Null, Value::Null, text(coder)),
        };
        let content = vec![
            text(zone.document),
            int(zone.block),
            start,
            end,
            text(zone.kind.code()),
            int(zone.repeat),
            rule,
            confidence,
            coder,
        ];
        self.put(&ZONES, &Key::of(zone.id), content)
    }

    /// Takes away a zone. Returns whether it was there.
    pub fn delete_zone(&mut self, id: ZoneId) -> Result<bool, StoreError> {
        self.bury_tree(&ZONES, &Key::of(id))
    }

    /// Adds or changes an article.
    ///
    /// # Errors
    /// Its blocks are none or are not in the document.
    pub fn put_article(&mut self, article: &Article) -> Result<(), StoreError> {
        let blocks = self.store().block_count(article.document)?;
        if article.blocks.is_empty() || article.blocks.end > blocks {
            return Err(Refusal::OutsideBlocks(format!("article {}", article.id)).into());
        }
        let content =
            vec![text(article.document), text(&article.title), int(article.blocks.start), int(article.blocks.end)];
        self.put(&ARTICLES, &Key::of(article.id), content)
    }

    /// Takes away an article that is neither assigned nor coded. Returns whether it was there.
    pub fn delete_article(&mut self, id: ArticleId) -> Result<bool, StoreError> {
        self.bury_tree(&ARTICLES, &Key::of(id))
    }

    /// Adds or changes a proposal.
    pub fn put_proposal(&mut self, p: &Proposal) -> Result<(), StoreError> {
        let (start, end) = self.check_span(p.document, p.span)?;
        let confidence = real(p.confidence, "a confidence")?;
        let content = vec![text(p.document), text(p.kind.code()), start, end, text(&p.rule), confidence];
        self.put(&PROPOSALS, &Key::of(p.id), content)
    }

    /// Takes away a proposal. Returns whether it was there.
    pub fn delete_proposal(&mut self, id: ProposalId) -> Result<bool, StoreError> {
        self.bury_tree(&PROPOSALS, &Key::of(id))
    }

    /// A span may have been made on another text; this one decides.
    fn check_span(&self, document: DocumentId, span: ByteSpan) -> Result<(Value, Value), StoreError> {
        let frozen = self.store().text(document)?.ok_or_else(|| Refusal::NoSuch {
            child: "a span",
            parent: "documents",
            key: document.to_string(),
        })?;
        let span = frozen.span(span.start(), span.end())?;
        Ok((int(span.start()), int(span.end())))
    }
}

pub(super) fn real(number: f64, what: &str) -> Result<Value, StoreError> {
    if number.is_finite() { Ok(Value::Real(number)) } else { Err(Refusal::NotFinite(what.to_owned()).into()) }
}

fn document_content(document: &Document) -> Result<Content, StoreError> {
    let metadata = serde_json::to_string(&document.metadata)
        .map_err(|e| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(Box::new(e))))?;
    let direction = document.direction.map(|d| match d {
        Direction::Rtl => "rtl",
        Direction::Ltr => "ltr",
    });
    Ok(vec![
        text(&document.title),
        text(&document.source.file_name),
        text(&document.source.format),
        text(&document.source.hash),
        int(document.source.byte_len),
        int(document.source.imported_at.0),
        text(blake3::hash(document.text.as_str().as_bytes()).to_hex()),
        maybe(document.language.as_ref()),
        maybe(direction),
        text(metadata),
    ])
}
