//! What is not taken, each with one sentence, and nothing of it.

use super::Team;
use mizan::model::{CoderId, Timestamp};
use mizan::project::{Clock, Command, Mint, Opening, PackageError, Project, ProjectError, open_package};
use std::path::{Path, PathBuf};

/// A package that must be refused; the project is then as it was.
#[track_caller]
fn refused(project: &mut Project, package: &Path) -> PackageError {
    let before = project.content_dump().unwrap();
    let mut report = project.merge(None, &[package.to_owned()]).unwrap();
    assert_eq!(project.content_dump().unwrap(), before);
    match report.packages[0].refused.take() {
        Some(ProjectError::Package(error)) => {
            let sentence = error.to_string();
            assert!(!sentence.contains('\n') && sentence.contains("nothing was taken"), "{sentence}");
            error
        }
        other => panic!("{other:?}"),
    }
}

fn worked(team: &mut Team) -> (super::Copy, PathBuf) {
    let mut copy = team.copy(0, "salma", 0);
    copy.begin(0);
    let back = copy.back(team);
    (copy, back)
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    let mut team = Team::of(&["سلمى"]);
    let (_, back) = worked(&mut team);
    let bytes = std::fs::read(&back).unwrap();
    let path = team.at("cut.mizanpack");
    for len in (0..40).chain((40..bytes.len()).step_by(101)).chain([bytes.len() - 1]) {
        std::fs::write(&path, &bytes[..len]).unwrap();
        let error = refused(&mut team.lead, &path);
        assert!(matches!(error, PackageError::CutOff { has, .. } if has == len as u64), "{len}: {error:?}");
    }
}

#[test]
fn a_file_that_was_changed_in_any_byte_is_refused() {
    let mut team = Team::of(&["سلمى"]);
    let (_, back) = worked(&mut team);
    let bytes = std::fs::read(&back).unwrap();
    let path = team.at("changed.mizanpack");
    for at in (0..300).chain((300..bytes.len()).step_by(37)).chain(bytes.len() - 100..bytes.len()) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        refused(&mut team.lead, &path);
    }
    std::fs::write(&path, [&bytes[..], b"x"].concat()).unwrap();
    assert!(matches!(refused(&mut team.lead, &path), PackageError::Damaged { .. }));
    std::fs::write(&path, "something else").unwrap();
    assert!(matches!(refused(&mut team.lead, &path), PackageError::NotAPackage { .. }));
}

#[test]
fn a_package_of_another_project_is_refused() {
    let (mut team, mut other) = (Team::of(&["سلمى"]), Team::of(&["سلمى"]));
    // The same seed gives both teams the same identities, so only the keys tell them apart.
    let (_, back) = worked(&mut other);
    team.hand_out(0);
    assert!(matches!(refused(&mut team.lead, &back), PackageError::Forged { .. }));
    let clock = Clock::manual(Timestamp(1_600_000_000_000), 1);
    let mint = Mint::seeded(clock.clone(), 8);
    let mut third = Project::create_with(team.at("third.mizan"), "x", clock, mint).unwrap();
    assert!(matches!(refused(&mut third, &back), PackageError::OtherProject { .. }));
}

#[test]
fn nobody_packs_in_the_name_of_another() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let (mut salma, _) = worked(&mut team);
    let mut karim = team.copy(1, "karim", 0);
    assert!(matches!(salma.project.pack(karim.coder), Err(ProjectError::Gone { .. })), "she does not even know him");
    let theirs = karim.back(&mut team);
    assert!(matches!(refused(&mut salma.project, &theirs), PackageError::OtherCoder { .. }));
    // A package with another's key in the place of its own.
    let forged = team.at("forged.mizanpack");
    let bytes = std::fs::read(&theirs).unwrap();
    let end = bytes.len() - 64;
    let mut other = bytes[..end].to_vec();
    other.extend_from_slice(&std::fs::read(salma.back(&mut team)).unwrap()[..64]);
    std::fs::write(&forged, other).unwrap();
    assert!(matches!(refused(&mut team.lead, &forged), PackageError::Forged { .. }));
}

#[test]
fn one_bad_package_does_not_keep_the_good_ones_out() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let (_, good) = worked(&mut team);
    let bad = team.at("bad.mizanpack");
    std::fs::write(&bad, "x").unwrap();
    let missing = team.at("nowhere.mizanpack");
    let report = team.lead.merge(None, &[bad, good, missing]).unwrap();
    assert_eq!(report.refused(), 2);
    assert!(report.packages[1].refused.is_none() && report.packages[1].sum().new > 0);
    assert!(team.lead.queue(team.coders[0]).unwrap()[0].coding.is_some());
}

#[test]
fn a_package_opens_only_where_it_belongs() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let (_, back) = worked(&mut team);
    let into = |file: &str| team.at(file);
    let (salma, fresh) = (into("salma.mizan"), into("fresh.mizan"));
    let answer = open_package(&back, Some(&fresh), Opening::default()).unwrap_err();
    assert!(matches!(answer, ProjectError::Package(PackageError::IsAnAnswer { .. })), "{answer:?}");
    assert!(!fresh.exists());
    let for_karim = team.hand_out(1);
    let other = open_package(&for_karim, Some(&salma), Opening::default()).unwrap_err();
    assert!(matches!(other, ProjectError::Package(PackageError::InTheWay { .. })), "{other:?}");
    let bytes = std::fs::read(&for_karim).unwrap();
    std::fs::write(&for_karim, &bytes[..bytes.len() / 2]).unwrap();
    assert!(open_package(&for_karim, Some(&fresh), Opening::default()).is_err());
    assert!(!fresh.exists(), "no half copy is left");
}

#[test]
fn a_copy_changes_nothing_that_is_handed_out() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    let coder = copy.coder;
    let round = copy.project.main_round().unwrap();
    let article = copy.project.queue(coder).unwrap()[0].article;
    let commands = [
        Command::AddCoder { name: "x".into(), lead: true },
        Command::SetLead { coder, lead: true },
        Command::Unassign { coder, articles: vec![article], round },
        Command::SplitArticle { article, at_block: 3 },
        Command::SetSuggestions { on: false },
    ];
    for command in commands {
        let error = copy.project.apply(Some(coder), command).unwrap_err();
        assert!(matches!(error, ProjectError::Package(PackageError::LeadsOnly)), "{error:?}");
    }
    let nobody = CoderId::from_uuid(uuid::Uuid::nil());
    assert!(copy.project.pack(nobody).is_err());
    assert!(copy.project.import_bytes(Some(coder), "x.txt", b"some words").is_err());
}

#[test]
fn a_package_that_goes_out_is_not_merged_where_it_was_made() {
    let mut team = Team::of(&["سلمى"]);
    worked(&mut team);
    let goes_out = team.hand_out(0);
    assert!(matches!(refused(&mut team.lead, &goes_out), PackageError::GoesOut { .. }));
}

#[test]
fn a_newer_codebook_is_published_by_who_leads_and_carries_nothing_over_while_packages_are_out() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    copy.begin(0);
    let mut book = (*team.lead.codebook().unwrap()).clone();
    book.version = "1.1".into();
    let next = serde_json::to_string(&book).unwrap();
    let error = copy.project.publish_codebook(None, &next, &[], false).unwrap_err();
    assert!(matches!(error, ProjectError::Package(PackageError::LeadsOnly)), "{error:?}");
    let error = team.lead.publish_codebook(None, &next, &[], true).unwrap_err();
    assert!(matches!(error, ProjectError::PackagesAreOut), "{error:?}");
    // Published beside the older version it disturbs nobody: what comes back is still under that one.
    team.lead.publish_codebook(None, &next, &[], false).unwrap();
    let back = copy.back(&mut team);
    assert!(team.lead.merge(None, &[back]).unwrap().packages[0].refused.is_none());
    let versions = team.lead.codebook_versions().unwrap();
    assert_eq!(versions.iter().map(|v| (v.version.as_str(), v.codings)).collect::<Vec<_>>(), [("1.0", 1), ("1.1", 0)]);
}
