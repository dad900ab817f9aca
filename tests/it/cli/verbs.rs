//! What the verbs print for persons and for programs.

use super::{Shell, on_project};
use serde_json::Value;

fn demo() -> Shell {
    let shell = Shell::new();
    shell.call(&["demo", "demo.mizan"]).fine();
    shell
}

#[test]
fn new_makes_a_project_with_its_people() {
    let shell = Shell::new();
    let out = shell.call(&["new", "study.mizan", "--coder", "Amal", "--coder", "سامي"]).fine();
    assert!(out.starts_with("Made the project study.mizan.\n"), "{out}");
    assert!(out.contains("Project     study\n") && out.contains("Amal (leads): 0 to do") && out.contains("سامي: "));
    let made = shell.call(&["new", "other.mizan", "--title", "دراسة", "--json"]).json();
    assert_eq!((&made["project"], &made["info"]["title"]), (&"other.mizan".into(), &"دراسة".into()));
    assert_eq!(made["info"]["coders"], serde_json::json!([]));
    for project in ["study.mizan", "other.mizan"] {
        assert_eq!(shell.call(&["check", project]).fine(), format!("{project} is sound.\n"));
    }
}

/// Rows of an exported table.
fn rows(shell: &Shell, table: &str) -> Vec<String> {
    let text = std::fs::read_to_string(shell.at(table)).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_is_left_of_a_damaged_project_is_exported_on_request() {
    let shell = demo();
    shell.call(&["export", "demo.mizan", "--to", "whole"]).fine();
    shell.call(&["export", "demo.mizan", "--rescue", "--to", "same"]).fine();
    assert_eq!(rows(&shell, "whole/answers.csv"), rows(&shell, "same/answers.csv"));
    assert!(!shell.at("same/not_read.csv").exists(), "nothing is lost of a sound project");
    let bytes = std::fs::read(shell.at("demo.mizan")).unwrap();
    let mut some = 0;
    let pages = bytes.len() / 4096;
    for part in 0..5 {
        let page = 60 + part * pages / 5;
        let mut damaged = bytes.clone();
        damaged[page * 4096..(page + 40) * 4096].fill(0xa5);
        shell.write("d.mizan", &damaged);
        let sentence = shell.call(&["export", "d.mizan", "--to", "tables"]).sentence();
        assert!(sentence.contains("Nothing was exported: add --rescue"), "{sentence}");
        let said = shell.call(&["export", "d.mizan", "--rescue", "--force", "--to", "tables"]);
        let answers = rows(&shell, "tables/answers.csv").len();
        assert!(
            answers * 10 > rows(&shell, "whole/answers.csv").len() * 8,
            "a page takes away what lies on it, not more"
        );
        assert_eq!(std::fs::read(shell.at("d.mizan")).unwrap(), damaged);
        if said.code == Some(0) {
            // The pages hold nothing that is exported.
            assert_eq!(answers, rows(&shell, "whole/answers.csv").len(), "page {page}");
            continue;
        }
        some += 1;
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains("is damaged: what can still be read of it was exported"), "{}", said.err);
        assert!(!rows(&shell, "tables/not_read.csv").is_empty());
        std::fs::remove_file(shell.at("tables/not_read.csv")).unwrap();
    }
    assert!(some > 1, "{some} times something was lost");
}

#[test]
fn demo_prints_what_it_wrote_and_how_its_coders_agree() {
    let shell = Shell::new();
    let out = shell.call(&["demo", "demo.mizan"]).fine();
    assert!(out.starts_with("Wrote the demo project to demo.mizan."), "{out}");
    assert!(out.contains("Documents   13") && out.contains("Articles    14"));
    assert_eq!(out.matches(" 12 done").count(), 3);
    let figures = shell.call(&["agreement", "demo.mizan"]).fine();
    assert!(out.contains("Left out: 1 coding that is begun but not done."), "{out}");
    assert!(out.ends_with(&figures), "the same figures as those of the agreement verb");
    assert!(figures.contains("undefined") && figures.contains("no variation"), "{figures}");
    assert!(shell.at("demo.mizan").is_file());
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    let (one, two) = (demo(), demo());
    let calls: [&[&str]; 5] = [
        &["agreement", "demo.mizan"],
        &["agreement", "demo.mizan", "--json"],
        &["info", "demo.mizan", "--json"],
        &["check", "demo.mizan", "--json"],
        &["export", "demo.mizan", "--to", "tables"],
    ];
    for call in calls {
        assert_eq!(one.call(call).fine(), two.call(call).fine(), "{call:?}");
    }
    for table in ["codings", "records", "answers", "spans"] {
        let read = |shell: &Shell| std::fs::read(shell.at(&format!("tables/{table}.csv"))).unwrap();
        assert_eq!(read(&one), read(&two), "{table}");
        assert!(read(&one).len() > 500, "{table}");
    }
}

#[test]
fn reading_verbs_leave_the_project_as_it_is() {
    let shell = demo();
    let before = std::fs::read(shell.at("demo.mizan")).unwrap();
    for call in on_project("demo.mizan").iter().filter(|c| c[0] != "import") {
        shell.call(call).fine();
    }
    assert_eq!(std::fs::read(shell.at("demo.mizan")).unwrap(), before);
}

#[test]
fn programs_read_figures_and_counts() {
    let shell = demo();
    let report = shell.call(&["agreement", "demo.mizan", "--json"]).json();
    assert_eq!(report["unfinished_codings"], 1);
    let lines = report["lines"].as_array().unwrap();
    let fields = [
        "variable",
        "row",
        "label",
        "level",
        "units",
        "coders",
        "pairable_units",
        "pairable_values",
        "not_applicable",
        "cannot_decide",
        "not_yet_coded",
        "off_scale",
        "largest",
        "percent_agreement",
        "measure",
        "alpha",
        "caution",
    ];
    for line in lines {
        for field in fields {
            assert!(line.get(field).is_some(), "{field} is missing in {line}");
        }
        // A figure or the reason why there is none, never both and never a bare number.
        for figure in ["percent_agreement", "alpha"] {
            let told = line[figure].as_object().unwrap();
            let known = told.len() == 1
                && (told.get("value").is_some_and(Value::is_f64)
                    || told.get("undefined").is_some_and(Value::is_string));
            assert!(known, "{figure}: {told:?}");
        }
    }
    let variables: Vec<&str> = lines.iter().map(|l| l["variable"].as_str().unwrap()).collect();
    for variable in ["D1", "A1", "A4", "A7", "S3", "S4", "C1", "C11", "V1"] {
        assert!(variables.contains(&variable), "{variable}");
    }
    let info = shell.call(&["info", "demo.mizan", "--json"]).json();
    assert_eq!((&info["info"]["documents"], &info["info"]["articles"]), (&13.into(), &14.into()));
    let coders = info["info"]["coders"].as_array().unwrap();
    assert!(coders.iter().all(|c| c["done"] == 12 && c["records"].as_u64() > Some(100)), "{coders:?}");
    let found = shell.call(&["check", "demo.mizan", "--json"]).json();
    assert_eq!(found["findings"], serde_json::json!([]));
    let written = shell.call(&["export", "demo.mizan", "--to", "tables", "--json"]).json();
    assert_eq!(written["files"].as_array().unwrap().len(), 7);
    let again = shell.call(&["demo", "second.mizan", "--json"]).json();
    assert_eq!(again["lines"], report["lines"]);
}

#[test]
fn check_names_what_is_wrong_and_ends_with_one() {
    let shell = Shell::with_project();
    shell.call(&["import", "p.mizan", "page.txt"]).fine();
    // Somebody's tool has been at the frozen text, behind the program's back.
    let other = rusqlite::Connection::open(shell.at("p.mizan")).unwrap();
    other.execute_batch("UPDATE documents SET text_hash = 'x'").unwrap();
    drop(other);
    let before = shell.contents();
    let said = shell.call(&["check", "p.mizan"]);
    assert_eq!(said.code, Some(1));
    assert!(!said.out.is_empty() && said.out.contains("document"), "{}", said.out);
    assert!(said.err.contains("finding") && said.err.contains("nothing was changed"), "{}", said.err);
    let found = shell.call(&["check", "p.mizan", "--json"]);
    assert_eq!(found.code, Some(1));
    assert!(!found.json()["findings"].as_array().unwrap().is_empty());
    assert_eq!(shell.contents(), before);
}

#[cfg(unix)]
#[test]
fn tables_can_be_read_by_whoever_may_read_new_files() {
    use std::os::unix::fs::PermissionsExt;
    let shell = demo();
    shell.write("usual", b"");
    shell.call(&["export", "demo.mizan"]).fine();
    let mode = |name: &str| std::fs::metadata(shell.at(name)).unwrap().permissions().mode();
    assert_eq!(mode("answers.csv"), mode("usual"));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let shell = demo();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(["agreement", "demo.mizan", "--json"])
        .current_dir(shell.at("."))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
