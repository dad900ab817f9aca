//! The process is killed at any moment; whatever it had acknowledged is there afterwards.
//!
//! The test binary starts itself again with one of the child tests below; these do nothing unless an environment variable
//! names a file.

use super::sample::*;
use mizan::model::{Answer, Record, Timestamp};
use mizan::store::{Finding, Kind, Step, Store, StoreError};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const FILE: &str = "MIZAN_TEST_CHILD_FILE";
const KILLS: u64 = 220;
const SERIES: u64 = 4;

/// `SplitMix64`: after how many steps a child is killed is drawn from a fixed seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) % n
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody reads any more: the parent has gone, and so goes the child.
    if writeln!(out, "\n{line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

fn child_file() -> Option<PathBuf> {
    std::env::var_os(FILE).map(PathBuf::from)
}

fn start(test: &str, file: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(FILE, file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The number behind a mark in the next line that bears it; `None` at the end of the output.
fn next(lines: &mut impl BufRead, mark: &str) -> Option<String> {
    let mut line = String::new();
    while lines.read_line(&mut line).unwrap() > 0 {
        // A line that was cut off by the kill acknowledges nothing.
        if let Some(rest) = line.strip_prefix(mark).and_then(|r| r.strip_suffix('\n')) {
            return Some(rest.to_owned());
        }
        line.clear();
    }
    None
}

/// Streams steps of all sizes and tells the number of each one that is on disk.
#[test]
fn child_that_writes() {
    let Some(path) = child_file() else { return };
    let mut store = Store::open(&path).unwrap();
    say("open");
    for _ in 0..100_000 {
        let n = store.last_step().unwrap() as u64;
        let step = Step {
            coder: Some(coder(1)),
            action: format!("step {}", n + 1),
            undoable: true,
            at: Timestamp(i64::try_from(n).unwrap()),
        };
        let written = if n % 7 == 3 {
            store.undo(Some(coder(1)), Timestamp(1)).unwrap().and_then(|r| r.step)
        } else {
            let work = store.write(&step, |tx| -> Result<(), StoreError> {
                if n % 11 == 5 {
                    // Many pages in one step.
                    for i in 0..40 {
                        tx.set_project_setting(&format!("big {i}"), &format!("{n} {}", "س".repeat(3_000)))?;
                    }
                }
                if n % 5 == 4 && tx.delete_record(record(n - 2))? {
                    return Ok(());
                }
                tx.put_record(&Record {
                    links: vec![],
                    anchors: vec![sample_anchor(n, "cue", "قالت")],
                    ..full_record(n, n)
                })?;
                tx.put_answer(record(n), "N", &Answer::code(format!("{n}")))
            });
            work.unwrap().step
        };
        say(&format!("ack {}", written.unwrap()));
    }
}

/// Whether a journal file holds a step that was not finished: its head is written and not yet wiped.
fn is_hot(path: &Path) -> bool {
    let mut name = path.as_os_str().to_os_string();
    name.push("-journal");
    let mut head = Vec::new();
    let Ok(file) = std::fs::File::open(&name) else { return false };
    file.take(8).read_to_end(&mut head).unwrap();
    head == [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
}

/// What a series of kills met.
#[derive(Default)]
struct Tally {
    hot: u32,
    untold: i64,
}

/// Kills a writing process again and again, each time at a moment drawn from the seed.
fn kill_repeatedly(dir: &Path, seed: u64, kills: u64) -> Tally {
    let mut draw = Draw(seed);
    let mut tally = Tally::default();
    let mut path = PathBuf::new();
    let mut acknowledged = 0;
    for kill in 0..kills {
        // A new file now and then, so that small and grown ones are both hit.
        if kill % 20 == 0 {
            path = dir.join(format!("p{seed}-{kill}.mizan"));
            let store = filled(&path);
            acknowledged = store.last_step().unwrap();
        }
        let mut child = start("store::crash::child_that_writes", &path);
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        if kill % 10 != 9 {
            // Otherwise it may be killed while it is still opening.
            assert_eq!(next(&mut lines, "open").as_deref(), Some(""));
        }
        for _ in 0..draw.below(16) {
            acknowledged = next(&mut lines, "ack ").unwrap().parse().unwrap();
        }
        // Half of the kills fall into a step that is being written, all others wherever the child is by now.
        let into_a_step = draw.below(2) == 0;
        while into_a_step && !is_hot(&path) {
            assert!(child.try_wait().unwrap().is_none(), "seed {seed}, kill {kill}: the child has ended by itself");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        while let Some(line) = next(&mut lines, "ack ") {
            acknowledged = line.parse().unwrap();
        }
        tally.hot += u32::from(is_hot(&path));

        let store = Store::open(&path).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<Finding>::new(), "seed {seed}, after kill {kill}");
        let last = store.last_step().unwrap();
        // The step under way may have reached the disk or not; nothing else may differ.
        let due = acknowledged..=acknowledged + 1;
        assert!(due.contains(&last), "seed {seed}, kill {kill}: {last} steps, acknowledged {acknowledged}");
        let entries = store.journal(1..last + 1).unwrap();
        assert_eq!(entries.len(), usize::try_from(last).unwrap());
        for entry in &entries[1..] {
            let named = entry.kind == Kind::Undo || entry.action == format!("step {}", entry.seq);
            assert!(named && !entry.changes.is_empty(), "seed {seed}, kill {kill}: {entry:?}");
        }
        tally.untold += last - acknowledged;
        acknowledged = last;
    }
    tally
}

#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    // Side by side, because most of the time is spent waiting for the disk.
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let series: Vec<_> =
            (1..=SERIES).map(|seed| scope.spawn(move || kill_repeatedly(root, seed, KILLS / SERIES))).collect();
        series.into_iter().map(|s| s.join().unwrap()).collect()
    });
    let hot: u32 = tallies.iter().map(|t| t.hot).sum();
    let untold: i64 = tallies.iter().map(|t| t.untold).sum();
    println!("{KILLS} kills: {hot} left a step to roll back, {untold} finished a step without telling");
    assert!(hot > 0, "no kill fell into a step: the test did not test what it is for");
}

/// Holds a project until its standard input ends.
#[test]
fn child_that_holds() {
    let Some(path) = child_file() else { return };
    let mut store = Store::open(&path).unwrap();
    store.write(&step(Some(coder(1)), "hold"), |tx| tx.put_record(&sample_record(1))).unwrap();
    say("held");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

/// Tells what comes of opening a project.
#[test]
fn child_that_tries() {
    let Some(path) = child_file() else { return };
    say(&format!("tried {}", Store::open(&path).map_or_else(|e| e.to_string(), |_| "opened".into())));
}

pub(super) fn try_elsewhere(path: &Path) -> String {
    let mut child = start("store::crash::child_that_tries", path);
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let said = next(&mut lines, "tried ").unwrap();
    child.wait().unwrap();
    said
}

#[test]
fn a_second_window_of_another_process_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    drop(filled(&path));
    let mut child = start("store::crash::child_that_holds", &path);
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    assert!(next(&mut lines, "held").is_some());
    let bytes = std::fs::read(&path).unwrap();
    for opened in [Store::open(&path), Store::open_read_only(&path), Store::open_for_rescue(&path)] {
        let error = opened.unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
        assert!(error.to_string().ends_with("is open in another window or program: close it there, then open it here"));
    }
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    // A bare copy, made while it is open, is a whole project.
    let copy = dir.path().join("copy.mizan");
    std::fs::write(&copy, &bytes).unwrap();
    assert_eq!(Store::open(&copy).unwrap().records(coding(1)).unwrap().len(), 1);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(Store::open(&path).unwrap().records(coding(1)).unwrap().len(), 1);
}

#[test]
fn a_second_window_of_the_same_process_is_told_and_does_not_open_the_door() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    let mut store = filled(&path);
    for _ in 0..2 {
        assert!(matches!(Store::open(&path).unwrap_err(), StoreError::Locked { .. }));
        assert!(matches!(Store::open_read_only(&path).unwrap_err(), StoreError::Locked { .. }));
        assert!(matches!(Store::open_for_rescue(&path).unwrap_err(), StoreError::Locked { .. }));
        assert!(matches!(Store::create(&path).unwrap_err(), StoreError::Exists { .. }));
    }
    // The refused attempts closed handles of the file; the lock must have survived that.
    assert!(try_elsewhere(&path).contains("is open in another window"), "{}", try_elsewhere(&path));
    by_one(&mut store, "add", |tx| tx.put_record(&sample_record(1)));
    store.backup_to(dir.path().join("b.mizan")).unwrap();
    assert!(try_elsewhere(&path).contains("is open in another window"));
    drop(store);
    assert_eq!(try_elsewhere(&path), "opened");
}
