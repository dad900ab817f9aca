//! The thorough examination behind `mizan check`.

use super::row::{self, Row};
use super::table::{Key, TABLES, Table, Tie};
use super::texts::SOURCE;
use super::{Store, StoreError, words};
use crate::model::{Codebook, DocumentId, FrozenText};
use std::fmt;

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Finding {
    /// SQLite finds the file itself damaged.
    File {
        /// What SQLite says.
        problem: String,
    },
    /// A row does not mean what it should.
    Row {
        /// Its table.
        table: &'static str,
        /// Its key.
        key: String,
        /// What is wrong.
        problem: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { problem } => write!(f, "the file: {problem}"),
            Self::Row { table, key, problem } => write!(f, "{table} {key}: {problem}"),
        }
    }
}

impl Store {
    /// Examines everything: the file, the ties between rows, spans and quotes against the texts, hashes against the
    /// bytes, rows against the journal. Empty if all is well. Nothing is changed.
    ///
    /// # Errors
    /// Only where the file is so damaged that it cannot be examined further; what was found before is then lost, so a
    /// caller says that the file is damaged.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        let mut found = Vec::new();
        for problem in self.all("PRAGMA integrity_check", [], |r| Ok(r.get::<_, String>(0)?))? {
            if problem != "ok" {
                found.push(Finding::File { problem: super::open::one_line(&problem) });
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
        self.check_foreign_keys(&mut found)?;
        self.check_ties(&mut found)?;
        self.check_texts(&mut found)?;
        self.check_codebooks(&mut found)?;
        self.check_journal(&mut found)?;
        Ok(found)
    }

    fn check_foreign_keys(&self, found: &mut Vec<Finding>) -> Result<(), StoreError> {
        let broken = self.all("PRAGMA foreign_key_check", [], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, Option<i64>>(1)?, r.get::<_, String>(2)?))
        })?;
        found.extend(broken.into_iter().map(|(table, row, parent)| Finding::File {
            problem: format!("row {} of {table} names a row of {parent} that is not there", row.unwrap_or_default()),
        }));
        Ok(())
    }

    fn check_ties(&self, found: &mut Vec<Finding>) -> Result<(), StoreError> {
        for table in TABLES {
            for parent in table.parents.iter().filter(|p| p.tie != Tie::Mentions) {
                let sql = format!(
                    "SELECT {} FROM {} c WHERE c.deleted = 0 AND EXISTS (SELECT 1 FROM {} p WHERE p.id = c.{}
                     AND p.deleted = 1)",
                    table.keys.iter().map(|k| format!("c.{k}")).collect::<Vec<_>>().join(" || '/' || "),
                    table.name,
                    parent.table,
                    parent.column
                );
                for key in self.all(&sql, [], |r| Ok(r.get::<_, String>(0)?))? {
                    let problem = format!("its {} ({}) was taken away", parent.column, parent.table);
                    found.push(Finding::Row { table: table.name, key, problem });
                }
            }
        }
        Ok(())
    }

    fn check_texts(&self, found: &mut Vec<Finding>) -> Result<(), StoreError> {
        let documents = self.all("SELECT id, source_hash, text_hash FROM documents ORDER BY id", [], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        let figures = match self.word_figures() {
            Ok(figures) => figures,
            Err(StoreError::DamagedPart { detail }) => {
                found.push(Finding::File { problem: format!("{detail} cannot be read") });
                return Ok(());
            }
            Err(other) => return Err(other),
        };
        for (key, source_hash, text_hash) in documents {
            let mut report =
                |table, key: &str, problem: String| found.push(Finding::Row { table, key: key.to_owned(), problem });
            let stored =
                self.all(&format!("SELECT text, {SOURCE} FROM document_texts WHERE document = ?1"), [&key], |r| {
                    Ok((r.get::<_, String>(0)?, r.get::<_, Vec<u8>>(1)?))
                })?;
            let Some((text, source)) = stored.into_iter().next() else {
                report("documents", &key, "its text is missing".into());
                continue;
            };
            if blake3::hash(&source).to_hex().as_str() != source_hash {
                report("documents", &key, "its source bytes do not have the stored hash".into());
            }
            if blake3::hash(text.as_bytes()).to_hex().as_str() != text_hash {
                report("documents", &key, "its text does not have the stored hash".into());
            }
            if key.parse::<DocumentId>().is_err() {
                report("documents", &key, "its id is none".into());
            }
            if let Some(problem) = words::problem_with(&figures, &key, &text) {
                report("documents", &key, problem.into());
            }
            let text = FrozenText::new(text);
            for (table, sql) in SPANS {
                let spans = self.all(sql, [&key], |r| {
                    Ok((
                        r.get::<_, String>(0)?,
                        r.get::<_, i64>(1)?,
                        r.get::<_, i64>(2)?,
                        r.get::<_, Option<String>>(3)?,
                    ))
                })?;
                for (row, start, end, quote) in spans {
                    let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
                        report(table, &row, "its offsets are impossible".into());
                        continue;
                    };
                    let span = match quote {
                        Some(quote) => text.span_quoted(start, end, &quote),
                        None => text.span(start, end),
                    };
                    if let Err(e) = span {
                        report(table, &row, e.to_string());
                    }
                }
            }
        }
        Ok(())
    }

    fn check_codebooks(&self, found: &mut Vec<Finding>) -> Result<(), StoreError> {
        let versions = self.all("SELECT id, body, hash FROM codebook_versions ORDER BY id", [], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        for (key, body, hash) in versions {
            let table = "codebook_versions";
            if blake3::hash(body.as_bytes()).to_hex().as_str() != hash {
                found.push(Finding::Row {
                    table,
                    key: key.clone(),
                    problem: "it does not have the stored hash".into(),
                });
            }
            if let Err(e) = Codebook::from_json(&body) {
                found.push(Finding::Row { table, key, problem: e.to_string() });
            }
        }
        Ok(())
    }

    /// Each row must be as the newest step that changed it left it.
    fn check_journal(&self, found: &mut Vec<Finding>) -> Result<(), StoreError> {
        for table in TABLES {
            let newest = self.all(
                "SELECT row_key, after FROM journal_changes WHERE id IN (SELECT max(id) FROM journal_changes
                 WHERE table_name = ?1 GROUP BY row_key) ORDER BY row_key",
                [table.name],
                |r| Ok((Key(r.get(0)?), r.get::<_, Option<String>>(1)?)),
            )?;
            let known = newest.iter().map(|(k, _)| k.0.clone()).collect::<std::collections::BTreeSet<_>>();
            for (key, after) in newest {
                let row = row::read(&self.conn, table, &key)?;
                let now = row.as_ref().and_then(Row::live);
                let same = match (now, &after) {
                    (None, None) => true,
                    (Some(now), Some(mark)) if row::is_mark(mark) => row::to_mark(table, now) == *mark,
                    (Some(now), Some(image)) => row::from_image(table, image, Some(now)).as_ref() == Some(now),
                    _ => false,
                };
                if !same {
                    found.push(finding(table, key.0, "it is not as the journal says"));
                }
            }
            let sql = format!("SELECT {} FROM {} WHERE deleted = 0", table.key_text(), table.name);
            for key in self.all(&sql, [], |r| Ok(r.get::<_, String>(0)?))? {
                if !known.contains(&key) {
                    found.push(finding(table, key, "the journal does not know it"));
                }
            }
        }
        Ok(())
    }
}

fn finding(table: &'static Table, key: String, problem: &str) -> Finding {
    Finding::Row { table: table.name, key, problem: problem.to_owned() }
}

/// Rows with spans over a document's text: key, start, end, quote.
const SPANS: [(&str, &str); 4] = [
    (
        "blocks",
        "SELECT document || '/' || position, start_byte, end_byte, NULL FROM blocks WHERE document = ?1 ORDER BY position",
    ),
    ("zones", "SELECT id, start_byte, end_byte, NULL FROM zones WHERE document = ?1 AND deleted = 0 ORDER BY id"),
    (
        "proposals",
        "SELECT id, start_byte, end_byte, NULL FROM proposals WHERE document = ?1 AND deleted = 0 ORDER BY id",
    ),
    (
        "anchors",
        "SELECT x.id, x.start_byte, x.end_byte, x.quote FROM anchors x JOIN records r ON r.id = x.record
         JOIN codings c ON c.id = r.coding JOIN articles a ON a.id = c.article
         WHERE a.document = ?1 AND x.deleted = 0 ORDER BY x.id",
    ),
];
