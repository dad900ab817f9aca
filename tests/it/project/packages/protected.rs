//! Packages and projects that a passphrase protects.

use super::Team;
use mizan::project::{
    Opening, PackageError, Passphrase, Project, ProjectError, ProtectError, Protected, backup_folder, is_package,
    lock_project, open_package, unlock_project,
};
use std::path::Path;

const WORDS: &str = "زيتون على التل 7";

fn opening(words: &Passphrase) -> Opening<'_> {
    Opening { passphrase: Some(words), monitor: None }
}

fn why(error: ProjectError) -> ProtectError {
    match error {
        ProjectError::Protect(error) => error,
        other => panic!("{other}"),
    }
}

/// Whether any file of a folder, or of the folders in it, holds words readably.
fn lies_open(folder: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(lies_open(&path, words));
        } else if std::fs::read(&path).unwrap().windows(words.len()).any(|w| w == words.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_protected_package_is_opened_and_comes_back_by_its_passphrase_only() {
    let mut team = Team::of(&["سلمى"]);
    let coder = team.coders[0];
    let right = Passphrase::chosen(WORDS).unwrap();
    let packed = team.lead.pack(coder).unwrap().protected(&right).unwrap();
    let package = team.file(&packed);
    assert!(is_package(&package));
    assert_eq!(Protected::at(&package), Some(Protected::Package));
    let copy = team.at("copy.mizan");
    let wrong = Passphrase::typed("زيتون على التل 8");
    let refused = open_package(&package, Some(&copy), opening(&wrong)).unwrap_err();
    assert!(matches!(why(refused), ProtectError::Wrong { .. }));
    let refused = open_package(&package, Some(&copy), Opening::default()).unwrap_err();
    assert!(matches!(why(refused), ProtectError::Needed { .. }));
    assert!(!copy.exists());
    // The same letters, composed otherwise, and spaces around them.
    let typed = Passphrase::typed(&format!(" {WORDS} "));
    assert!(open_package(&package, Some(&copy), opening(&typed)).unwrap().is_new);
    let mut project = Project::open(&copy).unwrap();
    assert!(project.goes_back_protected().unwrap());
    let article = project.queue(coder).unwrap()[0].article;
    project.open_coding(coder, article).unwrap();
    let back = project.pack(coder).unwrap().protected(&right).unwrap();
    let back = team.file(&back);
    let needed = team.lead.merge(None, std::slice::from_ref(&back)).unwrap();
    assert!(matches!(needed.packages[0].refused, Some(ProjectError::Protect(ProtectError::Needed { .. }))));
    let report = team.lead.merge_with(None, &[back], opening(&right)).unwrap();
    assert!(report.packages[0].protected && report.brings_something(), "{report:?}");
}

#[test]
fn any_changed_byte_is_damage_and_never_a_wrong_passphrase() {
    let mut team = Team::without_pages(&["سلمى"]);
    let right = Passphrase::typed(WORDS);
    let packed = team.lead.pack(team.coders[0]).unwrap().protected(&right).unwrap();
    let bytes = packed.bytes.clone();
    let target = team.at("copy.mizan");
    // The marks decide whether it is a protected package at all; every other byte is looked at, the head of the age file densely.
    let places = (16..400).chain((400..bytes.len()).step_by(97)).chain(bytes.len() - 40..bytes.len());
    for at in places {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        let path = team.at("changed.mizanpack");
        std::fs::write(&path, &changed).unwrap();
        match why(open_package(&path, Some(&target), opening(&right)).unwrap_err()) {
            ProtectError::Damaged { .. } => {}
            // Its length says that more is to come.
            ProtectError::CutOff { .. } if (16..24).contains(&at) => {}
            other => panic!("byte {at}: {other}"),
        }
    }
    for end in [20, 30, 300, bytes.len() - 1] {
        let path = team.at("half.mizanpack");
        std::fs::write(&path, &bytes[..end]).unwrap();
        let refused = why(open_package(&path, Some(&target), opening(&right)).unwrap_err());
        assert!(matches!(refused, ProtectError::CutOff { .. }), "{end}: {refused}");
    }
}

#[test]
fn a_package_cannot_pass_for_one_by_its_protection() {
    let team = Team::without_pages(&[]);
    let path = team.at("note.mizanpack");
    std::fs::write(&path, "Mizan package *\n").unwrap();
    let refused = open_package(&path, None, Opening::default()).unwrap_err();
    assert!(matches!(why(refused), ProtectError::CutOff { .. }));
    std::fs::write(&path, "no package at all").unwrap();
    let refused = open_package(&path, None, Opening::default()).unwrap_err();
    assert!(matches!(refused, ProjectError::Package(PackageError::NotAPackage { .. })));
}

#[test]
fn a_locked_project_leaves_nothing_readable_and_is_the_same_when_unlocked() {
    let mut team = Team::of(&["سلمى"]);
    team.lead.backup().unwrap();
    let (project, before) = (team.lead.path().to_owned(), team.lead.content_dump().unwrap());
    let words = Passphrase::chosen(WORDS).unwrap();
    let locked = team.at("study.mizanlock");
    // Whoever has it open is not cut off from it.
    assert!(lock_project(&project, &locked, &words, false).is_err());
    assert!(project.exists() && !locked.exists());
    let folder = project.parent().unwrap().to_owned();
    drop(std::mem::replace(&mut team.lead, Team::without_pages(&[]).lead));
    assert!(!lies_open(&folder, "سلمى").is_empty());
    let done = lock_project(&project, &locked, &words, false).unwrap();
    assert_eq!(done.removed, [project.clone(), backup_folder(&project)]);
    assert_eq!(lies_open(&folder, "سلمى"), Vec::<String>::new());
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(files, ["study.mizanlock"]);
    let refused = unlock_project(&locked, &project, Some(&Passphrase::typed("another one"))).unwrap_err();
    assert!(matches!(why(refused), ProtectError::Wrong { .. }));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    unlock_project(&locked, &project, Some(&words)).unwrap();
    assert_eq!(Project::open(&project).unwrap().content_dump().unwrap(), before);
    let refused = unlock_project(&locked, &project, Some(&words)).unwrap_err();
    assert!(matches!(why(refused), ProtectError::InTheWay { .. }));
}

#[test]
fn a_short_passphrase_is_no_protection() {
    assert!(matches!(Passphrase::chosen(" 1234567 "), Err(ProtectError::TooShort)));
    assert!(Passphrase::chosen("١٢٣٤٥٦٧٨").is_ok());
}
