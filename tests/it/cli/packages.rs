//! Pack, unpack and merge from the command line.

use super::{Said, Shell};

fn team() -> Shell {
    let shell = Shell::new();
    shell.call(&["new", "study.mizan", "--coder", "ليلى", "--coder", "سلمى"]).fine();
    shell.write("page.txt", super::super::project::WIRE.1.as_bytes());
    shell.call(&["import", "study.mizan", "page.txt"]).fine();
    shell
}

#[test]
fn a_package_goes_out_and_comes_back() {
    let shell = team();
    let out = shell.call(&["pack", "study.mizan", "--coder", "سلمى", "-o", "salma.mizanpack"]).fine();
    assert!(out.starts_with("Packed salma.mizanpack for سلمى: "), "{out}");
    assert_eq!(shell.call(&["unpack", "salma.mizanpack"]).fine(), "Made salma.mizan.\n");
    assert!(shell.call(&["info", "salma.mizan"]).fine().contains("سلمى"));
    let back = shell.call(&["pack", "salma.mizan", "--coder", "سلمى", "--json"]).json();
    assert_eq!((&back["from"], &back["package"]), (&"coder".into(), &"سلمى-done.mizanpack".into()));
    let before = std::fs::read(shell.at("study.mizan")).unwrap();
    let look = shell.call(&["merge", "study.mizan", "سلمى-done.mizanpack", "--dry-run"]).fine();
    assert!(look.contains("by سلمى: 0 new") && look.contains("Nothing was changed"), "{look}");
    assert_eq!(std::fs::read(shell.at("study.mizan")).unwrap(), before);
    let merged = shell.call(&["merge", "study.mizan", "سلمى-done.mizanpack", "--json"]).json();
    assert_eq!((&merged["merged"], &merged["packages"][0]["refused"]), (&true.into(), &serde_json::Value::Null));
    assert_eq!(shell.call(&["unpack", "salma.mizanpack"]).fine(), "Brought up to date salma.mizan.\n");
    assert_eq!(shell.call(&["check", "salma.mizan"]).fine(), "salma.mizan is sound.\n");
}

#[test]
fn what_cannot_be_packed_or_merged_is_said_in_one_sentence() {
    let shell = team();
    let sentence = shell.refused(&["pack", "study.mizan", "--coder", "Sami"]);
    assert!(sentence.contains("ليلى, سلمى"), "{sentence}");
    let sentence = shell.refused(&["unpack", "page.txt"]);
    assert!(sentence.contains("is no package of Mizan"), "{sentence}");
    shell.call(&["pack", "study.mizan", "--coder", "سلمى", "-o", "a.mizanpack"]).fine();
    let sentence = shell.refused(&["pack", "study.mizan", "--coder", "سلمى", "-o", "a.mizanpack"]);
    assert!(sentence.contains("is there already"), "{sentence}");
    let bytes = std::fs::read(shell.at("a.mizanpack")).unwrap();
    shell.write("half.mizanpack", &bytes[..bytes.len() / 2]);
    let sentence = shell.call(&["merge", "study.mizan", "a.mizanpack"]).out;
    assert!(sentence.contains("goes to سلمى"), "{sentence}");
    shell.call(&["unpack", "a.mizanpack"]).fine();
    shell.call(&["pack", "a.mizan", "--coder", "سلمى", "-o", "back.mizanpack"]).fine();
    let Said { code, out, err } = shell.call(&["merge", "study.mizan", "half.mizanpack", "back.mizanpack"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("refused: half.mizanpack has ") && out.contains("back.mizanpack, by سلمى"), "{out}");
    assert_eq!(err, "mizan: 1 of 2 packages were refused; the others are as listed\n");
}

#[test]
fn a_round_is_drawn_shown_and_handed_out() {
    let shell = team();
    let args = ["assign", "study.mizan", "--round", "Pilot", "--kind", "pilot", "--overlap", "100%", "--seed", "7"];
    let before = shell.call(&["info", "study.mizan"]).fine();
    let look = shell.call(&[&args[..], &["--dry-run"]].concat()).fine();
    assert!(look.contains("Round Pilot (pilot), seed 7") && look.contains("سلمى: 1 articles"), "{look}");
    assert_eq!(shell.call(&["info", "study.mizan"]).fine(), before);
    let done = shell.call(&[&args[..], &["--json"]].concat()).json();
    assert_eq!((&done["done"], done["shared"].as_array().unwrap().len()), (&true.into(), 1));
    assert!(shell.call(&["info", "study.mizan"]).fine().contains("سلمى: 1 to do"));
    assert_eq!(shell.call(&["assign", "study.mizan", "--round", "x", "--overlap", "many"]).code, Some(2));
    let sentence = shell.call(&["assign", "study.mizan", "--round", "New", "--sample", "99"]).sentence();
    assert!(sentence.contains("fewer articles than are asked for"), "{sentence}");
    assert_eq!(shell.call(&["check", "study.mizan"]).fine(), "study.mizan is sound.\n");
}

#[test]
fn a_passphrase_comes_from_a_file_and_never_from_the_command_line() {
    let shell = team();
    shell.write("words", "زيتون على التل\n".as_bytes());
    shell.write("other", "a b c d e f g h\n".as_bytes());
    let by = |file: &'static str| ["--passphrase-file", file];
    let out = ["pack", "study.mizan", "--coder", "سلمى", "-o", "s.mizanpack", "--protect"];
    let needed = shell.refused(&out);
    assert!(needed.contains("--passphrase-file"), "{needed}");
    assert!(!shell.at("s.mizanpack").exists());
    shell.call(&[&out[..], &by("words")].concat()).fine();
    let wrong = shell.refused(&[&["unpack", "s.mizanpack"], &by("other")[..]].concat());
    assert!(wrong.contains("is not that of s.mizanpack"), "{wrong}");
    shell.call(&[&["unpack", "s.mizanpack"], &by("words")[..]].concat()).fine();
    // What came protected goes back protected, unless somebody says otherwise.
    let back = ["pack", "s.mizan", "--coder", "سلمى", "-o", "back.mizanpack", "--json"];
    assert!(shell.refused(&back[..6]).contains("--passphrase-file"));
    let packed = shell.call(&[&back[..], &by("words")].concat()).json();
    assert_eq!(packed["protected"], true);
    let merge = ["merge", "study.mizan", "back.mizanpack", "--json"];
    let merged = shell.call(&[&merge[..], &by("words")].concat()).json();
    assert_eq!((&merged["packages"][0]["protected"], &merged["merged"]), (&true.into(), &true.into()));
    assert!(shell.call(&merge).out.contains("Give its passphrase"));
}

#[test]
fn a_project_is_locked_and_unlocked() {
    let shell = team();
    shell.write("words", "زيتون على التل\n".as_bytes());
    shell.write("short", b"abc\n");
    let by = |file: &'static str| ["--passphrase-file", file];
    let short = shell.refused(&[&["lock", "study.mizan"], &by("short")[..]].concat());
    assert!(short.contains("at least 8 letters"), "{short}");
    let before = shell.call(&["info", "study.mizan"]).fine();
    let said = shell.call(&[&["lock", "study.mizan"], &by("words")[..]].concat()).fine();
    assert!(said.contains("Locked study.mizanlock") && said.contains("Removed study.mizan."), "{said}");
    assert!(!shell.at("study.mizan").exists());
    assert!(shell.refused(&["unlock", "study.mizanlock"]).contains("Give its passphrase"));
    shell.call(&[&["unlock", "study.mizanlock"], &by("words")[..]].concat()).fine();
    assert_eq!(shell.call(&["info", "study.mizan"]).fine(), before);
    let there = shell.refused(&[&["unlock", "study.mizanlock"], &by("words")[..]].concat());
    assert!(there.contains("study.mizan is there already"), "{there}");
}

#[test]
fn a_mailbox_is_watched_and_emptied_from_the_command_line() {
    let shell = team();
    std::fs::create_dir(shell.at("shared")).unwrap();
    assert!(shell.refused(&["mailbox", "study.mizan"]).contains("--folder"));
    assert!(shell.refused(&["mailbox", "study.mizan", "--folder", "nowhere"]).contains("nowhere"));
    let said = shell.call(&["mailbox", "study.mizan", "--folder", "shared"]).fine();
    assert!(said.contains(": 0 new, 0 taken in before"), "{said}");
    shell.call(&["pack", "study.mizan", "--coder", "سلمى"]).fine();
    shell.call(&["unpack", "shared/سلمى.mizanpack", "-o", "s.mizan"]).fine();
    shell.call(&["pack", "s.mizan", "--coder", "سلمى", "-o", "shared/back.mizanpack"]).fine();
    let whole = std::fs::read(shell.at("shared/back.mizanpack")).unwrap();
    shell.write("shared/half.mizanpack", &whole[..whole.len() / 2]);
    let found = shell.call(&["mailbox", "study.mizan", "--json"]).json();
    assert_eq!((found["new"].as_array().unwrap().len(), &found["taken"], &found["others"]), (1, &0.into(), &1.into()));
    assert_eq!(found["not_whole"].as_array().unwrap().len(), 1);
    let merged = shell.call(&["mailbox", "study.mizan", "--merge"]).fine();
    assert!(merged.contains("back.mizanpack, by سلمى"), "{merged}");
    let after = shell.call(&["mailbox", "study.mizan"]).fine();
    assert!(after.contains(": 0 new, 1 taken in before") && after.contains("not whole"), "{after}");
    assert!(shell.call(&["mailbox", "study.mizan", "--none"]).fine().contains("No folder"));
}
