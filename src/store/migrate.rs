//! Bringing a file to the newest schema: an ordered list of SQL files, each in one transaction.

use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Marks the file as Mizan's: "MIZN" in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x4d49_5a4e;

/// The migrations in their order; the place in the list, from 1, is the version of a file after it.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../schema/migrations/0001_first.sql"),
    include_str!("../../schema/migrations/0002_packages.sql"),
    include_str!("../../schema/migrations/0003_decisions.sql"),
    include_str!("../../schema/migrations/0004_words.sql"),
    include_str!("../../schema/migrations/0005_places.sql"),
    include_str!("../../schema/migrations/0006_priors.sql"),
];

/// The version from which on the words of all texts are indexed as they are now.
const WORDS: i64 = 5;

/// Version of a file after a list of migrations.
pub(super) fn version_after(list: &[&str]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

/// Runs what is missing of a list. Each migration is one transaction together with its new version number.
pub(super) fn run(conn: &mut Connection, path: &Path, list: &[&str]) -> Result<(), StoreError> {
    let have: i64 =
        conn.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(|e| StoreError::at_open(&e, path))?;
    let skip = usize::try_from(have).unwrap_or(usize::MAX);
    for (version, sql) in (1_i64..).zip(list).skip(skip) {
        step(conn, version, sql).map_err(|e| match e {
            StoreError::Sqlite(e) => StoreError::Migration {
                path: path.to_path_buf(),
                from: version - 1,
                to: version,
                detail: e.to_string(),
            },
            other => other,
        })?;
    }
    Ok(())
}

fn step(conn: &mut Connection, version: i64, sql: &str) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    tx.execute_batch(sql)?;
    if version == WORDS {
        super::words::fill(&tx)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", version)?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;
    use crate::store::{Finding, Step, Store, backup_folder};
    use rusqlite::OpenFlags;

    const NEXT: &str = "ALTER TABLE coders ADD COLUMN note TEXT NOT NULL DEFAULT 'new';";

    fn old_project(path: &Path) {
        let mut store = Store::create(path).unwrap();
        let step = Step { coder: None, action: "title".into(), undoable: true, at: Timestamp(1) };
        store.write(&step, |tx| tx.set_project_setting("title", "قديم")).unwrap();
    }

    fn version(path: &Path) -> i64 {
        let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        conn.pragma_query_value(None, "user_version", |r| r.get(0)).unwrap()
    }

    #[test]
    fn an_older_file_is_copied_and_brought_up_to_date() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("p.mizan");
        old_project(&path);
        let list = [MIGRATIONS, &[NEXT]].concat();
        let store = Store::open_with(&path, &list).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
        let dump = store.content_dump().unwrap();
        drop(store);
        assert_eq!(version(&path), version_after(&list));
        let old = version_after(MIGRATIONS);
        let copy = backup_folder(&path).join(format!("before-migration-v{old}-1.mizan"));
        assert_eq!(version(&copy), old);
        assert_eq!(Store::open(&copy).unwrap().content_dump().unwrap(), dump);
        // Now it is newer than what this program knows.
        assert!(matches!(Store::open(&path), Err(StoreError::Newer { .. })));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("p.mizan");
        old_project(&path);
        let bytes = std::fs::read(&path).unwrap();
        let broken = format!("{NEXT} CREATE TABLE coders (x);");
        let error = Store::open_with(&path, &[MIGRATIONS, &[broken.as_str()]].concat()).unwrap_err();
        let old = version_after(MIGRATIONS);
        assert!(matches!(error, StoreError::Migration { from, to, .. } if (from, to) == (old, old + 1)), "{error:?}");
        assert!(error.to_string().ends_with("it is still as it was"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        assert_eq!(version(&path), old);
    }
}
