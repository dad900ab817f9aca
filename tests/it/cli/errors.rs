//! What goes wrong is told in one sentence on the standard error, and nothing is changed.

use super::{Shell, on_project};
use mizan::project::{Project, read_file};
use std::io::{Seek, SeekFrom, Write};

/// Every verb that needs a project refuses a file with a sentence that holds these words.
#[track_caller]
fn all_refuse(shell: &Shell, file: &str, words: &str) {
    for call in on_project(file) {
        let sentence = shell.refused(&call);
        assert!(sentence.contains(words) && sentence.contains(file), "{call:?}: {sentence}");
    }
}

#[test]
fn a_missing_project() {
    let shell = Shell::with_project();
    all_refuse(&shell, "other.mizan", "there is no file");
}

#[test]
fn a_file_of_another_kind_or_program() {
    let shell = Shell::with_project();
    shell.write("notes.mizan", "قال الوزير".as_bytes());
    all_refuse(&shell, "notes.mizan", "file of another kind");
    shell.write("empty.mizan", b"");
    all_refuse(&shell, "empty.mizan", "is empty");
    let other = rusqlite::Connection::open(shell.at("other.db")).unwrap();
    other.execute_batch("CREATE TABLE coders (id, name); INSERT INTO coders VALUES (1, 'x');").unwrap();
    drop(other);
    all_refuse(&shell, "other.db", "database of another program");
}

#[test]
fn a_project_of_a_newer_version() {
    let shell = Shell::with_project();
    // Bytes 60 to 63 of the file are the version.
    let mut file = std::fs::OpenOptions::new().write(true).open(shell.at("p.mizan")).unwrap();
    file.seek(SeekFrom::Start(60)).unwrap();
    file.write_all(&99_u32.to_be_bytes()).unwrap();
    drop(file);
    all_refuse(&shell, "p.mizan", "newer Mizan (file version 99");
}

#[test]
fn a_project_that_is_open_elsewhere() {
    let shell = Shell::with_project();
    let before = shell.contents();
    let window = Project::open(shell.at("p.mizan")).unwrap();
    for call in on_project("p.mizan") {
        let sentence = shell.call(&call).sentence();
        assert!(sentence.starts_with("p.mizan is open in another window or program"), "{call:?}: {sentence}");
    }
    // Whoever has it open and takes in the folder around it reads all files but this one, whose lock would be lost.
    assert!(read_file(&shell.at("page.txt")).is_ok());
    assert!(read_file(&shell.at("p.mizan")).is_err());
    assert!(shell.call(&["info", "p.mizan"]).sentence().contains("open in another window"));
    drop(window);
    assert_eq!(shell.contents(), before);
    shell.call(&["info", "p.mizan"]).fine();
}

#[test]
fn a_damaged_project() {
    let shell = Shell::with_project();
    let bytes = std::fs::read(shell.at("p.mizan")).unwrap();
    shell.write("p.mizan", &bytes[..bytes.len() / 2]);
    all_refuse(&shell, "p.mizan", "damaged");
    let export = ["export", "p.mizan", "--to", "tables"];
    assert!(shell.refused(&export).ends_with("Nothing was exported: add --rescue to export what can still be read"));
    std::fs::create_dir(shell.at("p.mizan.backups")).unwrap();
    let backup = "p.mizan.backups/2026-11-21T10-00-00-000Z.mizan";
    shell.write(backup, &bytes);
    assert!(shell.refused(&export).ends_with(backup), "{}", shell.refused(&export));
    shell.call(&["export", backup, "--to", "tables"]).fine();
}

#[test]
fn new_and_demo_never_replace_a_file() {
    let shell = Shell::new();
    shell.write("p.mizan", b"my notes");
    for call in [&["new", "p.mizan"][..], &["demo", "p.mizan"], &["demo", "p.mizan", "--json"]] {
        let sentence = shell.refused(call);
        assert!(sentence.contains("exists already and was left as it is"), "{sentence}");
    }
    let sentence = shell.refused(&["new", "no/such/folder/p.mizan"]);
    assert!(sentence.contains("no/such/folder"), "{sentence}");
}

#[test]
fn coders_without_a_name_or_twice() {
    let shell = Shell::new();
    for names in [["Amal", "Amal"], ["Amal", " Amal "], ["Amal", " "]] {
        let sentence = shell.refused(&["new", "p.mizan", "--coder", names[0], "--coder", names[1]]);
        assert!(sentence.ends_with("nothing was made"), "{sentence}");
    }
}

#[test]
fn tables_that_are_there_are_left_alone() {
    let shell = Shell::with_project();
    std::fs::create_dir(shell.at("tables")).unwrap();
    shell.write("tables/answers.csv", b"my own");
    let call = ["export", "p.mizan", "--to", "tables"];
    let sentence = shell.refused(&call);
    assert!(sentence.contains("answers.csv is there already; nothing was written"), "{sentence}");
    shell.call(&["export", "p.mizan", "--to", "tables", "--force"]).fine();
    assert!(std::fs::read(shell.at("tables/answers.csv")).unwrap().starts_with("\u{feff}".as_bytes()));
    shell.write("file", b"x");
    let sentence = shell.refused(&["export", "p.mizan", "--to", "file"]);
    assert!(sentence.contains("cannot be made; nothing was written"), "{sentence}");
}

#[test]
fn a_machine_without_a_display() {
    let shell = Shell::with_project();
    let before = shell.contents();
    for args in [&[][..], &["p.mizan"]] {
        let mut command = shell.command();
        for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(display);
        }
        // What the window keeps of itself stays in the folder of the test.
        command.env("HOME", shell.at("home")).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
        let sentence = super::said(command.args(args).output().unwrap()).sentence();
        for verb in ["new", "import", "info", "agreement", "export", "check", "demo"] {
            assert!(sentence.contains(verb), "{verb}: {sentence}");
        }
    }
    assert_eq!(shell.contents(), before);
}
