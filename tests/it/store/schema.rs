//! The schema as a golden file, so that no change of it goes unseen.

use super::sample::filled;
use rusqlite::Connection;
use std::fmt::Write;
use std::path::Path;

/// What `sqlite_schema` holds, in a fixed order.
fn dump(path: &Path) -> String {
    let conn = Connection::open(path).unwrap();
    let application: i64 = conn.pragma_query_value(None, "application_id", |r| r.get(0)).unwrap();
    let version: i64 = conn.pragma_query_value(None, "user_version", |r| r.get(0)).unwrap();
    let mut out = String::from(
        "-- The schema of a project file after all migrations: a golden file that a test compares.\n\
         -- After a new migration, write it anew: MIZAN_WRITE_SCHEMA=1 cargo test --no-default-features --test it schema\n\n",
    );
    writeln!(out, "PRAGMA application_id = {application};\nPRAGMA user_version = {version};\n").unwrap();
    let mut statement = conn
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC, name")
        .unwrap();
    for sql in statement.query_map([], |r| r.get::<_, String>(0)).unwrap() {
        writeln!(out, "{};\n", sql.unwrap()).unwrap();
    }
    out
}

#[test]
fn the_schema_is_the_golden_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/current.sql");
    let now = dump(&path);
    if std::env::var_os("MIZAN_WRITE_SCHEMA").is_some() {
        std::fs::write(&golden, &now).unwrap();
    }
    let stored = std::fs::read_to_string(&golden).unwrap();
    assert!(stored == now, "the schema differs from schema/current.sql; its first lines say how to write it anew");
}

#[test]
fn the_golden_schema_makes_a_database() {
    let sql = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/current.sql")).unwrap();
    Connection::open_in_memory().unwrap().execute_batch(&sql).unwrap();
}

#[test]
fn every_table_is_strict() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let conn = Connection::open(&path).unwrap();
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
         AND name NOT LIKE 'sqlite_%'";
    let loose: Vec<String> =
        conn.prepare(sql).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(loose, Vec::<String>::new());
}
