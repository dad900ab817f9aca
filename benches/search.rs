//! Looking for words in a project of 100,000 plain articles, and opening it.
//!
//! `cargo bench --no-default-features --bench search`; the project takes some minutes to make and 2 GB in the folder of temporary files.

#![allow(clippy::unwrap_used)]

mod articles;

use articles::Articles;
use divan::Bencher;
use mizan::import::read;
use mizan::project::Project;
use std::path::PathBuf;
use std::sync::OnceLock;
use tempfile::TempDir;

const ARTICLES: usize = 100_000;
/// Articles of a step, as an import of many files has them.
const STEP: usize = 64;

static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();

fn main() {
    divan::main();
}

fn path() -> &'static PathBuf {
    let (_, path) = MADE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("many.mizan");
        let mut project = Project::create(&path, "many").unwrap();
        let articles = Articles::new();
        for step in (0..ARTICLES).step_by(STEP) {
            let some = step..(step + STEP).min(ARTICLES);
            let read = |n: usize| read(&format!("{n:06}.txt"), articles.text(n).as_bytes()).unwrap();
            let batches: Vec<_> = some.map(read).collect();
            project.import_batches(None, &batches.iter().collect::<Vec<_>>()).unwrap();
        }
        (dir, path)
    });
    path
}

const QUERIES: [&str; 8] = [
    "في",
    "الحكومة",
    "مسئول",
    "زيلابوريا",
    "زيلابوريات",
    "الحكومة الأوكرانية",
    "رئيس الوزراء روسيا",
    "\"الاتحاد الأوروبي\" «في من»",
];

#[divan::bench(args = QUERIES, sample_count = 20, sample_size = 1)]
fn search(bencher: Bencher<'_, '_>, query: &str) {
    let project = Project::open_read_only(path()).unwrap();
    bencher.bench_local(|| project.search(query, 50).unwrap());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open(bencher: Bencher<'_, '_>) {
    let path = path();
    bencher.bench_local(|| Project::open(path).unwrap());
}
