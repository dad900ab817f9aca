//! `mizan import`: what is read goes in, what cannot be read is told and left out.

use super::super::project::{REVIEW, TWO};
use super::{Shell, said};

#[test]
fn pages_go_in_once() {
    let shell = Shell::with_project();
    shell.write("two.txt", TWO.1.as_bytes());
    let out = shell.call(&["import", "p.mizan", "page.txt", "two.txt"]).fine();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "page.txt: 1 article");
    assert!(lines[1].starts_with("two.txt: 2 articles; something is to be settled"), "{out}");
    let before = shell.contents();
    let again = shell.call(&["import", "p.mizan", "page.txt"]).fine();
    assert_eq!(again, "page.txt: is in the project already\n");
    assert_eq!(shell.contents(), before);
    let info = shell.call(&["info", "p.mizan"]).fine();
    assert!(info.contains("Documents   2") && info.contains("Articles    3") && info.contains("3 to do"), "{info}");
}

#[test]
fn a_page_that_is_not_utf8_is_refused() {
    let shell = Shell::with_project();
    for (name, bytes) in [("latin.txt", &b"caf\xe9 au lait"[..]), ("empty.txt", b"")] {
        shell.write(name, bytes);
        let sentence = shell.refused(&["import", "p.mizan", name]);
        assert!(sentence.starts_with(name), "{sentence}");
    }
    let sentence = shell.refused(&["import", "p.mizan", "nothing.txt"]);
    assert!(sentence.starts_with("nothing.txt cannot be read; it was left out"), "{sentence}");
}

#[test]
fn one_bad_page_does_not_keep_the_others_out() {
    let shell = Shell::with_project();
    shell.write("bad.txt", b"\xc3\x28\xa0");
    shell.write("review.txt", REVIEW.1.as_bytes());
    let said = shell.call(&["import", "p.mizan", "page.txt", "bad.txt", "review.txt"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(said.out, "page.txt: 1 article\nreview.txt: 1 article\n");
    let complaints: Vec<&str> = said.err.lines().collect();
    assert_eq!(complaints.len(), 2, "{}", said.err);
    assert!(complaints[0].starts_with("mizan: bad.txt is not UTF-8"), "{}", said.err);
    assert_eq!(complaints[1], "mizan: 1 of 3 files were not imported; all others are in the project");
    assert!(shell.call(&["info", "p.mizan"]).fine().contains("Documents   2"));
}

#[cfg(unix)]
#[test]
fn a_project_that_is_deleted_meanwhile_is_missed_at_once_and_kept_in_a_backup() {
    let shell = Shell::with_project();
    // A file that is read when somebody writes it: so the test knows where the program is.
    let made = std::process::Command::new("mkfifo").arg(shell.at("slow.txt")).status().unwrap();
    assert!(made.success());
    shell.write("last.txt", REVIEW.1.as_bytes());
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(["import", "p.mizan", "page.txt", "slow.txt", "last.txt"])
        .current_dir(shell.at("."))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // What is ready is stored while the program waits for more.
    let mut printed = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut printed, &mut line).unwrap();
    assert_eq!(line, "page.txt: 1 article\n");
    let mut slow = std::fs::File::options().write(true).open(shell.at("slow.txt")).unwrap();
    std::fs::remove_file(shell.at("p.mizan")).unwrap();
    std::io::Write::write_all(&mut slow, TWO.1.as_bytes()).unwrap();
    drop(slow);
    let said = said(child.wait_with_output().unwrap());
    line.clear();
    std::io::Read::read_to_string(&mut printed, &mut line).unwrap();
    assert_eq!((said.code, line.as_str()), (Some(1), ""));
    let complaints: Vec<&str> = said.err.lines().collect();
    assert!(complaints[0].contains("p.mizan was moved, renamed or deleted while it was open"), "{}", said.err);
    let backup = complaints[1].strip_prefix("mizan: 2 of 3 files were not imported; all others are in the backup ");
    let backup = backup.unwrap_or_else(|| panic!("{}", said.err));
    assert!(shell.call(&["info", backup]).fine().contains("Documents   1"));
}

#[test]
fn the_project_itself_is_no_page_of_its_own() {
    let shell = Shell::with_project();
    let said = shell.call(&["import", "p.mizan", "p.mizan", "page.txt"]);
    assert_eq!((said.code, said.out.as_str()), (Some(1), "page.txt: 1 article\n"));
    assert!(said.err.contains("is the open project itself"), "{}", said.err);
    let sentence = shell.refused(&["import", "p.mizan", "./p.mizan"]);
    assert!(sentence.contains("is the open project itself"), "{sentence}");
}

#[test]
fn programs_read_what_became_of_each_file() {
    let shell = Shell::with_project();
    shell.write("two.txt", TWO.1.as_bytes());
    shell.write("bad.txt", b"\xc3\x28\xa0");
    let said = shell.call(&["import", "p.mizan", "--json", "page.txt", "two.txt", "page.txt", "bad.txt"]);
    assert_eq!(said.code, Some(1));
    let report = said.json();
    assert_eq!(report["project"], "p.mizan");
    let files = report["files"].as_array().unwrap();
    let names: Vec<_> = files.iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["page.txt", "two.txt", "page.txt", "bad.txt"]);
    let count = |file: usize, of: &str| files[file][of].as_array().unwrap().len();
    assert_eq!((count(0, "documents"), count(0, "articles"), count(0, "known")), (1, 1, 0));
    assert_eq!((count(1, "articles"), &files[1]["questions"]), (2, &serde_json::json!(1)));
    assert_eq!((count(2, "documents"), &files[2]["known"][0]), (0, &files[0]["documents"][0]));
    assert!(files[0]["warnings"].is_array());
    assert!(files[3]["error"].as_str().unwrap().contains("not UTF-8") && files[3]["documents"].is_null());
}

#[test]
fn names_of_files_may_be_arabic_or_no_unicode_at_all() {
    let shell = Shell::new();
    let page = shell.at("مقال ١.txt");
    std::fs::write(&page, super::super::project::WIRE.1).unwrap();
    shell.call(&["new", "دراسة.mizan"]).fine();
    shell.call(&["import", "دراسة.mizan", "مقال ١.txt"]).fine();
    assert!(shell.call(&["info", "دراسة.mizan"]).fine().contains("Project     دراسة\n"));
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let odd = std::ffi::OsStr::from_bytes(b"p\xff.mizan");
        for call in [&["new", "--json"][..], &["info", "--json"], &["check", "--json"]] {
            let output = shell.command().args(&call[..1]).arg(odd).args(&call[1..]).output().unwrap();
            let said = said(output);
            assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{call:?}");
            assert!(said.json()["project"].as_str().unwrap().starts_with('p'));
        }
    }
}

#[test]
fn a_folder_is_read_with_the_folders_in_it() {
    let shell = Shell::with_project();
    std::fs::create_dir_all(shell.at("pages/more")).unwrap();
    std::fs::create_dir_all(shell.at("empty")).unwrap();
    shell.write("pages/two.txt", TWO.1.as_bytes());
    shell.write("pages/more/review.txt", REVIEW.1.as_bytes());
    shell.write("pages/.hidden.txt", b"x");
    #[cfg(unix)]
    std::os::unix::fs::symlink(shell.at("pages"), shell.at("pages/more/round")).unwrap();
    let out = shell.call(&["import", "p.mizan", "pages"]).fine();
    let names: Vec<&str> = out.lines().map(|l| l.split(": ").next().unwrap()).collect();
    assert_eq!(names, ["pages/more/review.txt", "pages/two.txt"]);
    let sentence = shell.call(&["import", "p.mizan", "empty"]).sentence();
    assert!(sentence.starts_with("no file stands in the folder"), "{sentence}");
}
