//! Help, and calls that are wrong.

use super::Shell;

const VERBS: [&str; 21] = [
    "new",
    "import",
    "documents",
    "codebook",
    "search",
    "reuse",
    "info",
    "assign",
    "pack",
    "unpack",
    "merge",
    "lock",
    "mailbox",
    "unlock",
    "agreement",
    "report",
    "export",
    "bundle",
    "verify",
    "check",
    "demo",
];

/// Verbs whose example needs no more than what the examples before it made: no passphrase, no forty articles.
const BY_THEMSELVES: [&str; 12] = [
    "new",
    "import",
    "documents",
    "search",
    "reuse",
    "info",
    "agreement",
    "export",
    "bundle",
    "verify",
    "check",
    "demo",
];

#[test]
fn every_verb_has_an_example_that_names_it() {
    let shell = Shell::new();
    let all = shell.call(&["--help"]).fine();
    for verb in VERBS {
        assert!(all.contains(&format!("\n  {verb} ")), "{verb}: {all}");
        for help in [vec![verb, "--help"], vec!["help", verb]] {
            let text = shell.call(&help).fine();
            let example = text.split("Example:\n").nth(1).unwrap_or_else(|| panic!("{verb}: {text}"));
            assert!(example.starts_with(&format!("  mizan {verb} ")), "{example}");
        }
    }
    assert!(all.contains("Exit codes: 0 done, 1 the work failed, 2 the call was wrong."));
    assert!(shell.call(&["--version"]).fine().starts_with("mizan "));
}

#[test]
fn examples_can_be_called_as_they_stand() {
    let shell = Shell::new();
    shell.write("page.txt", super::super::project::WIRE.1.as_bytes());
    let example = |verb: &str| -> Vec<String> {
        let text = shell.call(&[verb, "--help"]).fine();
        let line = text.split("Example:\n  mizan ").nth(1).unwrap().lines().next().unwrap().to_owned();
        let line = line.split(" > ").next().unwrap().replace("pages/*.txt", "page.txt").replace(" --open", "");
        // Words in quotation marks are one argument.
        let parts = line.split('"').enumerate().flat_map(|(i, part)| match i % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        parts.collect()
    };
    for verb in BY_THEMSELVES {
        let args = example(verb);
        shell.call(&args).fine();
    }
}

#[test]
fn a_wrong_call_ends_with_two_and_changes_nothing() {
    let shell = Shell::with_project();
    let before = shell.contents();
    let wrong: [&[&str]; 8] = [
        &["new"],
        &["import", "p.mizan"],
        &["info", "p.mizan", "--nothing"],
        &["export", "p.mizan", "--format", "docx"],
        &["check"],
        &["p.mizan", "info", "p.mizan"],
        &["demo", "a.mizan", "b.mizan"],
        &["agreement"],
    ];
    for args in wrong {
        let said = shell.call(args);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{args:?}: {}", said.err);
        assert!(said.err.contains("--help"), "{args:?}: {}", said.err);
    }
    assert!(shell.call(&["export", "p.mizan", "--format", "docx"]).err.contains("csv"));
    assert_eq!(shell.contents(), before);
}
