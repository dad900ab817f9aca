//! The plan of the house, read from the sources: who may use whom, and what stands only in its own room.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Room -> rooms it may use. A room may always use itself.
const DOORS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &[]),
    ("jobs", &[]),
    ("agreement", &["jobs"]),
    ("store", &["model", "text"]),
    ("import", &["model", "text"]),
    ("export", &["model"]),
    ("report", &["model", "agreement", "jobs"]),
    ("project", &["model", "text", "jobs", "agreement", "store", "import", "export", "report"]),
    ("app", &["model", "text", "jobs", "agreement", "import", "export", "report", "project", "cli"]),
    ("cli", &["model", "text", "jobs", "agreement", "import", "export", "report", "project", "app"]),
    ("main", &["app", "cli"]),
    ("lib", &[]),
];

/// Words that belong to one room: a door around the house's plan is a door all the same.
const ONLY_IN: &[(&str, &str)] = &[
    ("rusqlite", "src/store/"),
    ("egui::", "src/app/"),
    ("eframe::", "src/app/"),
    ("rfd::", "src/app/"),
    ("parley::", "src/text/"),
    ("swash::", "src/app/bidi/"),
    ("Color32::from_rgb", "src/app/theme"),
    ("thread::Builder", "src/jobs/"),
];

fn sources() -> Vec<PathBuf> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out.sort();
    out
}

fn relative(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    path.strip_prefix(root).unwrap().components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn room_of(relative_path: &str) -> &str {
    let inside = relative_path.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Rooms named after `crate::` (or `mizan::` in `main.rs`) in a line of code.
fn rooms_named(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let mut out = Vec::new();
    for prefix in ["crate::", "mizan::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            let list = rest.strip_prefix('{').map_or(rest, |r| r.split('}').next().unwrap_or_default());
            let names: Vec<&str> = if rest.starts_with('{') { list.split(',').collect() } else { vec![rest] };
            for name in names {
                let word: String = name.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                out.push(word);
            }
        }
    }
    out
}

#[test]
fn doors_lead_in_one_direction() {
    let doors: BTreeMap<&str, &[&str]> = DOORS.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in sources() {
        let name = relative(&path);
        let room = room_of(&name).to_owned();
        let allowed = doors.get(room.as_str()).unwrap_or_else(|| panic!("{name}: no such room in the plan"));
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            for target in rooms_named(line) {
                if !doors.contains_key(target.as_str()) || target == room {
                    continue;
                }
                checked += 1;
                if !allowed.contains(&target.as_str()) {
                    wrong.push(format!("{name}:{}: {room} must not use {target}", number + 1));
                }
            }
        }
    }
    assert!(checked > 10, "the test reads no doors at all");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_belongs_to_one_room_stands_only_there() {
    let mut wrong = Vec::new();
    for path in sources() {
        let name = relative(&path);
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (word, home) in ONLY_IN {
                if code.contains(word) && !name.starts_with(home) {
                    wrong.push(format!("{name}:{}: `{word}` belongs to {home}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_doors_reads_every_form() {
    assert_eq!(rooms_named("use crate::model::{A, B};"), ["model"]);
    assert_eq!(rooms_named("use crate::{model::A, store};"), ["model", "store"]);
    assert_eq!(rooms_named("let x = crate::text::fold(y);"), ["text"]);
    assert_eq!(rooms_named("    mizan::cli::run()"), ["cli"]);
    assert!(rooms_named("// crate::store is not used here").is_empty());
}
