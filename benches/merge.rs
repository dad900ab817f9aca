//! Merging what thirty coders send back at once: 20,000 rows each (records, answers, spans).
//!
//! `cargo bench --no-default-features --bench merge`

#![allow(clippy::unwrap_used)]

use divan::Bencher;
use mizan::model::{Anchor, AnchorId, Answer, AnswerState, CoderId, CodingId, Record, RecordId, Timestamp, Value};
use mizan::project::{Command, Opening, Project, open_package};
use mizan::store::{Step, Store};
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

const CODERS: usize = 30;
/// Each with two answers and a span: 20,000 rows a coder, beside those that stand there from the start.
const RECORDS: usize = 5_000;
const PAGE: &str = include_str!("../assets/demo/01-press-review-corridor.txt");

fn main() {
    divan::main();
}

/// A team's project and what its coders send back.
struct Team {
    dir: TempDir,
    project: PathBuf,
    packages: Vec<PathBuf>,
}

fn team() -> Team {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.mizan");
    let mut lead = Project::create(&path, "speed").unwrap();
    let mut coders: Vec<CoderId> = Vec::new();
    for i in 0..CODERS {
        let add = Command::AddCoder { name: format!("coder {i}"), lead: i == 0 };
        coders.push(lead.apply(None, add).unwrap().coder.unwrap());
    }
    let articles = lead.import_bytes(None, "page.txt", PAGE.as_bytes()).unwrap().articles;
    let round = lead.main_round().unwrap();
    let mut packages = Vec::new();
    for (i, coder) in coders.iter().enumerate() {
        lead.apply(None, Command::Assign { coder: *coder, articles: articles.clone(), round }).unwrap();
        let package = dir.path().join(format!("{i}.mizanpack"));
        lead.pack(*coder).unwrap().write(&package, false).unwrap();
        let copy = open_package(&package, None, Opening::default()).unwrap().project;
        let coding = Project::open(&copy).unwrap().open_coding(*coder, articles[0]).unwrap();
        work(&copy, *coder, coding, i);
        let back = dir.path().join(format!("{i}-back.mizanpack"));
        Project::open(&copy).unwrap().pack(*coder).unwrap().write(&back, false).unwrap();
        packages.push(back);
    }
    Team { dir, project: path, packages }
}

/// A coder's work, written in one step.
fn work(copy: &std::path::Path, coder: CoderId, coding: CodingId, who: usize) {
    let mut store = Store::open(copy).unwrap();
    let article = store.coding(coding).unwrap().unwrap().article;
    let document = store.article(article).unwrap().unwrap().document;
    let text = store.text(document).unwrap().unwrap();
    let words: Vec<_> = text.as_str().match_indices(' ').map(|(at, _)| at).collect();
    let step = Step { coder: Some(coder), action: "work".into(), undoable: false, at: Timestamp(1_700_000_000_000) };
    let id = |n: usize| {
        let bytes = (n as u128 * 31 + who as u128).to_be_bytes();
        let tail: [u8; 10] = blake3::hash(&bytes).as_bytes()[..10].try_into().unwrap();
        uuid::Builder::from_unix_timestamp_millis(1_700_000_000_000 + n as u64 * 7, &tail).into_uuid()
    };
    let done = store.write(&step, |tx| {
        for n in 0..RECORDS {
            let at = n % (words.len() - 3);
            let span = text.span(words[at] + 1, words[at + 2]).unwrap();
            let answer = |value| Answer::sure(AnswerState::Coded(value));
            let uuid: [Uuid; 2] = [id(2 * n), id(2 * n + 1)];
            tx.put_record(&Record {
                id: RecordId::from_uuid(uuid[0]),
                coding,
                unit: "ATT".into(),
                parent: None,
                position: None,
                proposal: None,
                answers: [
                    ("R4".to_owned(), answer(Value::Code("direct".into()))),
                    ("R5".to_owned(), answer(Value::Text(format!("المصدر {n}")))),
                ]
                .into(),
                anchors: vec![Anchor {
                    id: AnchorId::from_uuid(uuid[1]),
                    role: "content".into(),
                    span,
                    quote: text.quote(span).to_owned(),
                }],
                links: Vec::new(),
            })?;
        }
        Ok::<_, mizan::store::StoreError>(())
    });
    done.unwrap();
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn thirty_packages(bencher: Bencher<'_, '_>) {
    let team = team();
    let mut times = 0;
    bencher
        .with_inputs(|| {
            times += 1;
            let path = team.dir.path().join(format!("run{times}.mizan"));
            std::fs::copy(&team.project, &path).unwrap();
            Project::open(path).unwrap()
        })
        .bench_local_values(|mut project| {
            let report = project.merge(None, &team.packages).unwrap();
            assert_eq!(report.refused(), 0);
            assert!(report.packages.iter().all(|p| p.sum().new >= 20_000));
            project
        });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn thirty_packages_again(bencher: Bencher<'_, '_>) {
    let team = team();
    let mut project = Project::open(&team.project).unwrap();
    project.merge(None, &team.packages).unwrap();
    bencher.bench_local(|| {
        let report = project.merge(None, &team.packages).unwrap();
        assert!(!report.brings_something());
    });
}
