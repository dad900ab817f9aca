//! Packages and passphrases in the window: out, back, merged, locked.

use super::bench::{TITLES, Window, options};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use mizan::project::{Opening, Project, Protected, open_package};
use std::path::Path;

const WORDS: &str = "زيتون على التل";

/// Writes a new passphrase in both fields.
fn choose(window: &mut Window, words: &str) {
    window.write(words);
    window.key(Key::Enter);
    window.write(words);
    window.key(Key::Enter);
}

fn give(window: &mut Window, words: &str) {
    window.write(words);
    window.key(Key::Enter);
}

/// The bytes of a file do not show words.
fn hides(path: &Path, words: &str) -> bool {
    !std::fs::read(path).unwrap().windows(words.len()).any(|w| w == words.as_bytes())
}

#[test]
fn a_protected_package_goes_out_comes_back_and_is_merged() {
    let mut lead = Window::with_coder("أمل");
    lead.ctrl(Key::Num4);
    lead.key(Key::ArrowRight);
    lead.key_with(Modifiers::SHIFT, Key::P);
    assert!(lead.says("cannot read it"), "{:?}", lead.labels());
    lead.write(WORDS);
    lead.key(Key::Enter);
    lead.write("another one");
    lead.key(Key::Enter);
    assert!(lead.has("The two are not the same."), "{:?}", lead.labels());
    lead.key(Key::Escape);
    lead.key_with(Modifiers::SHIFT, Key::P);
    choose(&mut lead, WORDS);
    lead.wait_until("the package", |w| w.says("The package for"));
    let package = lead.folder.path().join("سامي.mizanpack");
    assert_eq!(Protected::at(&package), Some(Protected::Package));
    assert!(hides(&package, "سامي"));

    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("سامي.mizanpack");
    std::fs::copy(&package, &there).unwrap();
    let opened = options(folder.path(), Some(there));
    let mut coder = Window::start(folder, opened);
    give(&mut coder, "زيتون على الجبل");
    coder.wait_until("the refusal", |w| w.says("passphrase is not that of"));
    give(&mut coder, WORDS);
    coder.wait_until("the copy", |w| w.lists(TITLES[0]));
    coder.key(Key::M);
    coder.write("مذكرة من سامي");
    coder.key_with(Modifiers::COMMAND, Key::Enter);
    coder.key(Key::Escape);
    coder.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert!(coder.says("cannot read it"), "work that came protected goes back protected: {:?}", coder.labels());
    choose(&mut coder, WORDS);
    coder.wait_until("the work", |w| w.says("Your work is packed as"));
    let back = coder.folder.path().join("سامي-done.mizanpack");
    assert!(hides(&back, "مذكرة من سامي"));

    lead.ctrl(Key::M);
    lead.write(&back.display().to_string());
    lead.key(Key::Enter);
    lead.wait_until("the question", |w| w.says("One passphrase is tried"));
    give(&mut lead, WORDS);
    lead.wait_until("the look", |w| w.has("Merging would do this:"));
    lead.key(Key::Enter);
    lead.wait_until("the end of merging", |w| w.says("new,") && !w.has("Merging would do this:"));
    lead.close();
    let dump = lead.project().content_dump().unwrap();
    assert!(dump.contains("مذكرة من سامي"), "{dump}");
}

#[test]
fn a_project_is_locked_and_opened_by_its_passphrase() {
    let mut window = Window::with_coder("أمل");
    let project = window.folder.path().join("press.mizan");
    let locked = window.folder.path().join("press.mizanlock");
    window.ctrl(Key::K);
    window.write("Lock with");
    window.key(Key::Enter);
    assert!(window.says("only its passphrase opens"), "{:?}", window.labels());
    choose(&mut window, "short");
    window.wait_until("the refusal", |w| w.says("at least 8 letters"));
    choose(&mut window, WORDS);
    window.wait_until("the locked project", |w| w.says("The project is locked"));
    assert!(!project.exists() && hides(&locked, TITLES[1]) && !window.lists(TITLES[0]));
    window.ctrl(Key::O);
    window.write(&locked.display().to_string());
    window.key(Key::Enter);
    window.wait_until("the question", |w| w.says("can only be read with its passphrase"));
    give(&mut window, WORDS);
    window.wait_until("the project", |w| w.lists(TITLES[0]) || w.has("أمل"));
    window.close();
    assert_eq!(Project::open(&project).unwrap().coders().unwrap().len(), 2);
}

#[test]
fn nothing_else_is_done_while_the_project_is_away() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::Num4);
    window.key_with(Modifiers::SHIFT, Key::P);
    choose(&mut window, WORDS);
    // Trying the words takes long enough to press a key meanwhile.
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.harness.step();
    window.wait_until("the package", |w| w.says("The package for"));
    assert!(window.has("Who codes what"), "the project is still open: {:?}", window.labels());
    assert_eq!(window.harness.query_all_by_role(Role::Dialog).count(), 0);
    window.close();
    assert_eq!(window.project().coders().unwrap().len(), 2);
}

#[test]
fn what_comes_into_the_mailbox_is_told_and_merged_by_key() {
    let mut lead = Window::with_coder("أمل");
    let shared = lead.folder.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    lead.ctrl(Key::Num4);
    lead.key(Key::B);
    lead.write(&lead.folder.path().join("nowhere").display().to_string());
    lead.key(Key::Enter);
    assert!(lead.says("cannot be read"), "{:?}", lead.labels());
    lead.key(Key::Escape);
    lead.key(Key::B);
    lead.write(&shared.display().to_string());
    lead.key(Key::Enter);
    lead.wait_until("the first look", |w| w.says("0 new, 0 taken in"));
    lead.key(Key::ArrowRight);
    lead.key(Key::P);
    let package = shared.join("سامي.mizanpack");
    assert!(package.exists(), "{:?}", lead.labels());

    let home = tempfile::tempdir().unwrap();
    let copy = open_package(&package, Some(&home.path().join("سامي.mizan")), Opening::default()).unwrap().project;
    let mut copy = Project::open(copy).unwrap();
    let coder = copy.copy_of().unwrap();
    let article = copy.queue(coder).unwrap()[0].article;
    copy.open_coding(coder, article).unwrap();
    let back = copy.pack(coder).unwrap();
    // Half of it first, as a synchronised folder may have it for a while.
    let place = shared.join("back.mizanpack");
    std::fs::write(&place, &back.bytes[..back.bytes.len() / 2]).unwrap();
    lead.wait_until("a file on its way", |w| w.says("1 not whole"));
    std::fs::write(&place, &back.bytes).unwrap();
    lead.wait_until("the news", |w| w.says("In the mailbox: 1 new package"));
    lead.ctrl(Key::M);
    lead.wait_until("the look", |w| w.has("Merging would do this:"));
    lead.key(Key::Enter);
    lead.wait_until("the end of merging", |w| w.says("0 new, 1 taken in"));
    lead.close();
    assert!(lead.project().queue(coder).unwrap()[0].coding.is_some());
}
