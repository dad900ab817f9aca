//! Keys, and what is true of one file alone. Neither is journaled, shown or merged: a secret does not belong into a history.

use super::{Store, StoreError, Tx};
use rusqlite::{OptionalExtension, params};

/// A key of Ed25519, in hexadecimal.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// The public half.
    pub public: String,
    /// The secret half, where this file has it.
    pub secret: Option<String>,
}

impl std::fmt::Debug for StoredKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredKey").field("public", &self.public).finish_non_exhaustive()
    }
}

impl Store {
    /// The key of an owner: `project`, or the id of a coder.
    pub fn key(&self, owner: &str) -> Result<Option<StoredKey>, StoreError> {
        let found = self.all("SELECT public, secret FROM keys WHERE owner = ?1", [owner], |r| {
            Ok(StoredKey { public: r.get(0)?, secret: r.get(1)? })
        })?;
        Ok(found.into_iter().next())
    }

    /// A fact of this file alone.
    pub fn file_fact(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM file_facts WHERE key = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([key], |r| r.get(0)).optional()?)
    }

    /// Names of facts of this file alone that begin with these letters.
    pub fn file_facts_named(&self, begin: &str) -> Result<Vec<String>, StoreError> {
        self.all("SELECT key FROM file_facts WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key", [begin], |r| {
            Ok(r.get(0)?)
        })
    }
}

impl Tx<'_> {
    /// Keeps a key.
    pub fn put_key(&mut self, owner: &str, key: &StoredKey) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO keys (owner, public, secret) VALUES (?1, ?2, ?3)";
        self.store().conn.prepare_cached(sql)?.execute(params![owner, key.public, key.secret])?;
        Ok(())
    }

    /// Keeps a fact of this file alone.
    pub fn put_file_fact(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO file_facts (key, value) VALUES (?1, ?2)";
        self.store().conn.prepare_cached(sql)?.execute(params![key, value])?;
        Ok(())
    }
}
