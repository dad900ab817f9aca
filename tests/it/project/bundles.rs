//! Replication bundles: others compute the same figures from the same data, and whatever was changed is named.

use super::exchange::coded;
use mizan::jobs::Monitor;
use mizan::project::{
    AgreementChoice, Bulk, BundleError, BundleOrder, CaseFilter, Command, Project, ProjectError, Verified,
    verify_bundle, write_demo,
};
use mizan::report::ReportOptions;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

fn order(to: &Path, without_texts: bool) -> BundleOrder {
    let report = ReportOptions { replicates: 100, finding_replicates: 100, seed: 3 };
    BundleOrder { to: to.to_path_buf(), force: false, without_texts, report }
}

fn verified(path: &Path) -> Verified {
    verify_bundle(path, &Monitor::silent()).unwrap()
}

/// The same bundle with a file changed, taken away (`None`) or added.
fn with(path: &Path, name: &str, change: impl Fn(Vec<u8>) -> Option<Vec<u8>>) -> PathBuf {
    let mut from = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let to = path.with_extension("changed.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&to).unwrap());
    let mut met = false;
    for n in 0..from.len() {
        let mut entry = from.by_index(n).unwrap();
        let own = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        met |= own == name;
        let bytes = if own == name { change(bytes) } else { Some(bytes) };
        if let Some(bytes) = bytes {
            archive.start_file(own, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&bytes).unwrap();
        }
    }
    if let Some(bytes) = if met { None } else { change(Vec::new()) } {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
    to
}

/// The same with the manifest made to fit, as somebody would who wants a figure to look better.
fn forged(path: &Path, name: &str, change: impl Fn(String) -> String) -> PathBuf {
    let mut new = (0, String::new());
    let once = with(path, name, |bytes| Some(change(String::from_utf8(bytes).unwrap()).into_bytes()));
    let mut entry = zip::ZipArchive::new(std::fs::File::open(&once).unwrap()).unwrap();
    let mut bytes = Vec::new();
    entry.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    new.0 = bytes.len();
    new.1 = blake3::hash(&bytes).to_hex().to_string();
    with(&once, "manifest.json", |manifest| {
        let mut manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
        let file = manifest["files"].as_array_mut().unwrap().iter_mut().find(|f| f["path"] == name).unwrap();
        (file["bytes"], file["blake3"]) = (new.0.into(), new.1.clone().into());
        Some(manifest.to_string().into_bytes())
    })
}

#[test]
fn what_is_bundled_is_verified_with_and_without_texts_and_is_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let demo = write_demo(&folder.path().join("demo.mizan")).unwrap();
    let names: Vec<String> = demo.coders().unwrap().into_iter().map(|c| c.name).collect();
    let mut before: Option<Vec<u8>> = None;
    for (name, without_texts) in [("a.zip", false), ("b.zip", false), ("c.zip", true)] {
        let path = folder.path().join(name);
        let bundled = demo.bundle(&order(&path, without_texts), &Monitor::silent()).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(bundled.blake3, blake3::hash(&bytes).to_hex().to_string());
        let found = verified(&path);
        assert_eq!(found.differences, [], "{name}");
        assert!(found.files == bundled.files && found.cells > 30_000 && found.figures > 1_000, "{found:?}");
        let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
        let mut all = String::new();
        for n in 0..archive.len() {
            let mut bytes = Vec::new();
            archive.by_index(n).unwrap().read_to_end(&mut bytes).unwrap();
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
        assert!(
            names.iter().all(|n| !all.contains(&format!("\"{n}\"")) && !all.contains(&format!(",{n},"))),
            "{names:?}"
        );
        match before.take().filter(|_| !without_texts) {
            Some(before) => assert_eq!(before, bytes, "the same project gives the same bytes"),
            None => before = Some(bytes),
        }
    }
    let again = demo.bundle(&order(&folder.path().join("a.zip"), false), &Monitor::silent()).unwrap_err();
    assert!(matches!(again, ProjectError::Bundle(BundleError::AlreadyThere { .. })), "{again}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|n| !n.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn records_of_every_kind_and_texts_that_move_offsets_come_back() {
    let desk = coded();
    let folder = tempfile::tempdir().unwrap();
    for without_texts in [false, true] {
        let path = folder.path().join(format!("{without_texts}.zip"));
        desk.project.bundle(&order(&path, without_texts), &Monitor::silent()).unwrap();
        assert_eq!(verified(&path).differences, []);
    }
}

#[test]
fn what_was_decided_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = write_demo(&folder.path().join("demo.mizan")).unwrap();
    let lead = demo.coders().unwrap().into_iter().find(|c| c.lead).unwrap().id;
    let cases = demo.cases(&AgreementChoice::default(), None).unwrap();
    let rulings = cases.bulk(Bulk::Majority, &CaseFilter::default());
    let decided = rulings.len();
    assert!(decided > 10);
    let command = Command::Adjudicate { round: cases.round, version: cases.version, rulings };
    demo.apply(Some(lead), command).unwrap();
    let path = folder.path().join("b.zip");
    demo.bundle(&order(&path, false), &Monitor::silent()).unwrap();
    assert_eq!(verified(&path).differences, []);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut csv = String::new();
    archive.by_name("adjudication/decisions.csv").unwrap().read_to_string(&mut csv).unwrap();
    assert!(csv.lines().count() > 10 && csv.contains(",majority,"), "{csv}");
}

#[test]
fn whatever_was_changed_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let demo = write_demo(&folder.path().join("demo.mizan")).unwrap();
    let path = folder.path().join("b.zip");
    demo.bundle(&order(&path, false), &Monitor::silent()).unwrap();
    let told = |path: &Path| -> Vec<String> {
        verified(path).differences.into_iter().map(|d| format!("{}: {}", d.file, d.what)).collect()
    };
    let changed = with(&path, "README.md", |mut bytes| {
        bytes[0] ^= 1;
        Some(bytes)
    });
    let changed = with(&with(&changed, "tables/read.R", |_| None), "more.txt", |_| Some(b"x".to_vec()));
    assert_eq!(
        told(&changed),
        [
            "README.md: it was changed: its BLAKE3 is not that of the manifest",
            "tables/read.R: it is missing",
            "more.txt: it is not in the manifest"
        ]
    );
    // A figure and a cell that fit the manifest, and not the data.
    let better = forged(&path, "figures.json", |json| {
        let mut report: serde_json::Value = serde_json::from_str(&json).unwrap();
        report["agreement"]["lines"][0]["units"] = 999.into();
        report.to_string()
    });
    let better = forged(&better, "tables/codings.csv", |csv| csv.replacen(",done,", ",begun,", 1));
    let found = told(&better);
    assert!(found.len() == 2 && found[1].contains("999 in the bundle, and "), "{found:?}");
    assert!(found[0].starts_with("tables/codings.csv: row 1, coding_state is"), "{found:?}");
    let data = forged(&path, "data/everything.jsonl", |lines| {
        lines.replacen(
            "\"A1\":{\"state\":{\"coded\":{\"code\":\"6\"}}",
            "\"A1\":{\"state\":{\"coded\":{\"code\":\"1\"}}",
            1,
        )
    });
    let found = told(&data);
    assert!(
        found.iter().any(|d| d.starts_with("figures.json"))
            && found.iter().any(|d| d.starts_with("tables/codings.csv")),
        "{found:?}"
    );
    let broken = forged(&path, "data/everything.jsonl", |lines| lines.replacen("\"start\":", "\"start\":9", 40));
    let found = told(&broken);
    assert!(found.len() == 1 && found[0].contains("figures could not be computed again: line "), "{found:?}");
}

#[test]
fn what_is_no_bundle_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.zip");
    write_demo(&folder.path().join("demo.mizan")).unwrap().bundle(&order(&path, true), &Monitor::silent()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let other = folder.path().join("other.zip");
    let why = |contents: &[u8]| {
        std::fs::write(&other, contents).unwrap();
        match verify_bundle(&other, &Monitor::silent()) {
            Err(ProjectError::Bundle(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    assert!(matches!(why(b""), BundleError::Foreign { .. }));
    assert!(matches!(why(b"%PDF-1.7"), BundleError::Foreign { .. }));
    for part in [5, bytes.len() / 2, bytes.len() - 1] {
        assert!(matches!(why(&bytes[..part]), BundleError::Damaged { .. }), "{part}");
    }
    let empty = with(&path, "manifest.json", |_| None);
    assert!(matches!(why(&std::fs::read(empty).unwrap()), BundleError::Foreign { .. }));
    let newer = with(&path, "manifest.json", |json| {
        Some(String::from_utf8(json).unwrap().replacen("\"form\": 1", "\"form\": 9", 1).into())
    });
    assert!(matches!(why(&std::fs::read(newer).unwrap()), BundleError::Newer { .. }));
    assert!(matches!(
        verify_bundle(&folder.path().join("none.zip"), &Monitor::silent()),
        Err(ProjectError::Bundle(BundleError::Unreadable { .. }))
    ));
    drop(Project::open_read_only(folder.path().join("demo.mizan")).unwrap());
}
