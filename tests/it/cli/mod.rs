//! The built program as a shell sees it: what it prints, where, and with which exit code.

mod adjudication;
mod agreement;
mod agreement_cases;
mod codebook;
mod columns;
mod documents;
mod errors;
mod help;
mod hostile;
mod importing;
mod packages;
mod progress;
mod report;
mod reuse;
mod searching;
mod verbs;

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a call left behind.
pub(super) struct Said {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Said {
    /// The output of a call that did its work and had nothing to complain of.
    #[track_caller]
    pub(super) fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// The one sentence of a call that failed and printed nothing else.
    #[track_caller]
    pub(super) fn sentence(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(1), ""), "{}", self.err);
        let sentence = self.err.strip_suffix('\n').unwrap().strip_prefix("mizan: ").unwrap();
        assert!(!sentence.contains('\n'), "more than one line: {sentence}");
        for inner in ["Error", "panicked", "src/", "os error at", "SELECT"] {
            assert!(!sentence.contains(inner), "not for a person: {sentence}");
        }
        sentence.to_owned()
    }

    /// The output as JSON.
    #[track_caller]
    pub(super) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// A folder in which the program is called.
pub(super) struct Shell(tempfile::TempDir);

impl Shell {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a project of one coder and a page beside it.
    pub(super) fn with_project() -> Self {
        let shell = Self::new();
        shell.call(&["new", "p.mizan", "--title", "تجربة", "--coder", "سلمى"]).fine();
        shell.write("page.txt", super::project::WIRE.1.as_bytes());
        shell
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.at(name), bytes).unwrap();
    }

    pub(super) fn call<A: AsRef<std::ffi::OsStr>>(&self, args: &[A]) -> Said {
        self.command().args(args).output().map(said).unwrap()
    }

    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        command.current_dir(self.0.path());
        command
    }

    /// Hash of every file below the folder.
    pub(super) fn contents(&self) -> BTreeMap<PathBuf, blake3::Hash> {
        fn walk(dir: &Path, out: &mut BTreeMap<PathBuf, blake3::Hash>) {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, out);
                } else {
                    out.insert(path.clone(), blake3::hash(&std::fs::read(path).unwrap()));
                }
            }
        }
        let mut out = BTreeMap::new();
        walk(self.0.path(), &mut out);
        out
    }

    /// A call that must fail with one sentence and change no byte in the folder.
    #[track_caller]
    pub(super) fn refused(&self, args: &[&str]) -> String {
        let before = self.contents();
        let sentence = self.call(args).sentence();
        assert_eq!(self.contents(), before, "{args:?}");
        sentence
    }
}

pub(super) fn said(output: std::process::Output) -> Said {
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Calls of every verb that needs a project, on a file of that name.
pub(super) fn on_project(file: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["import", file, "page.txt"],
        vec!["documents", file],
        vec!["info", file],
        vec!["agreement", file],
        vec!["export", file, "--to", "tables"],
        vec!["report", file, "-o", "report"],
        vec!["check", file],
    ]
}
