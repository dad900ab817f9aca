//! The schema lets two copies of a project be merged: row by row, the higher revision wins, in any order, any number of
//! times. This keeps that ground firm, in plain SQL; packages are merged by `Tx::merge`.

use super::sample::*;
use mizan::model::{Answer, Record, Timestamp};
use mizan::store::Store;
use rusqlite::Connection;
use std::path::Path;

/// Brings all rows of a copy into a project, in plain SQL.
fn merge(into: &Path, from: &Path) -> usize {
    let conn = Connection::open(into).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute("ATTACH ?1 AS other", [from.to_str().unwrap()]).unwrap();
    let strings = |sql: &str| -> Vec<String> {
        conn.prepare(sql).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut changed = 0;
    for table in
        strings("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    {
        let columns = strings(&format!("SELECT name FROM pragma_table_info('{table}')"));
        let keys = strings(&format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0"));
        let list = columns.join(", ");
        if columns.iter().any(|c| c == "revision") {
            let set: Vec<_> = columns.iter().map(|c| format!("{c} = excluded.{c}")).collect();
            let sql = format!(
                "INSERT INTO main.{table} ({list}) SELECT {list} FROM other.{table} WHERE true ON CONFLICT ({}) DO UPDATE
                 SET {} WHERE excluded.revision > {table}.revision",
                keys.join(", "),
                set.join(", ")
            );
            changed += conn.execute(&sql, []).unwrap();
        } else if ["document_texts", "blocks"].contains(&table.as_str()) {
            let sql = format!("INSERT OR IGNORE INTO main.{table} ({list}) SELECT {list} FROM other.{table}");
            changed += conn.execute(&sql, []).unwrap();
        }
    }
    let broken: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0)).unwrap();
    assert_eq!(broken, 0);
    changed
}

#[test]
fn two_copies_come_together_in_any_order_and_any_number_of_times() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (dir.path().join("one.mizan"), dir.path().join("two.mizan"));
    let mut first = filled(&one);
    by_one(&mut first, "add", |tx| {
        tx.put_record(&Record { links: vec![], ..full_record(1, 1) })?;
        tx.put_record(&full_record(2, 1))
    });
    first.backup_to(&two).unwrap();
    let mut second = Store::open(&two).unwrap();
    // Coder 1 works on in one copy, with a removal and an undo; coder 2 works in the other, which also gets a document.
    by_one(&mut first, "answer", |tx| tx.put_answer(record(1), "R4", &Answer::code("indirect")));
    by_one(&mut first, "remove", |tx| tx.delete_record(record(2)));
    by_one(&mut first, "add", |tx| tx.put_record(&sample_record(3)));
    first.undo(Some(coder(1)), Timestamp(5)).unwrap().unwrap();
    let theirs = Record { coding: coding(2), links: vec![], ..full_record(4, 1) };
    second.write(&step(Some(coder(2)), "add"), |tx| tx.put_record(&theirs)).unwrap();
    second.write(&step(Some(coder(2)), "import"), |tx| tx.put_document(&sample_document(2), &source(2))).unwrap();
    drop((first, second));

    let (a, b) = (dir.path().join("a.mizan"), dir.path().join("b.mizan"));
    std::fs::copy(&one, &a).unwrap();
    std::fs::copy(&two, &b).unwrap();
    assert!(merge(&a, &two) > 0);
    assert!(merge(&b, &one) > 0);
    let dump = |path: &Path| Store::open(path).unwrap().content_dump().unwrap();
    assert_eq!(dump(&a), dump(&b));
    assert_eq!((merge(&a, &two), merge(&a, &one), merge(&b, &a)), (0, 0, 0));
    let merged = Store::open(&a).unwrap();
    assert_eq!(merged.records(coding(2)).unwrap(), vec![theirs]);
    assert_eq!(merged.records(coding(1)).unwrap().len(), 1, "what was removed stays removed");
    assert_eq!(merged.record(record(1)).unwrap().unwrap().code_of("R4"), Some("indirect"));
    assert!(merged.document(document(2)).unwrap().is_some());
}
