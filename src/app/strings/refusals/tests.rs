//! Every way in which something is refused has its sentence in Arabic.

use super::*;
use crate::import::{ImportError, Warning, WarningKind};
use crate::project::{BundleError, Finding, PackageError, ProtectError};
use std::path::PathBuf;

/// A sentence of Arabic: whatever else it holds stands in marks of its own, all of them closed.
#[track_caller]
pub(in crate::app::strings) fn reads_arabic(text: &str) {
    let mut depth = 0_i32;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '\u{2068}' => depth += 1,
            '\u{2069}' => depth -= 1,
            c if depth == 0 => outside.push(c),
            _ => {}
        }
        assert!((0..=1).contains(&depth), "marks within marks: {text}");
    }
    assert_eq!(depth, 0, "marks are left open: {text}");
    assert!(!outside.chars().any(|c| c.is_ascii_alphanumeric()), "not Arabic and not in marks: {text}");
    let letters = outside.chars().filter(|c| ('\u{0621}'..='\u{064A}').contains(c)).count();
    assert!(letters >= 8, "hardly a sentence: {text}");
}

fn path() -> PathBuf {
    "/home/amal/أوكرانيا 2024.mizan".into()
}

fn stores() -> Vec<StoreError> {
    let detail = || "file is encrypted".to_owned();
    let mut all = vec![
        StoreError::Missing { path: path() },
        StoreError::Exists { path: path() },
        StoreError::Empty { path: path() },
        StoreError::NotAProject { path: path() },
        StoreError::OtherProgram { path: path() },
        StoreError::Newer { path: path(), file: 7, program: 2 },
        StoreError::Locked { path: path() },
        StoreError::Interrupted { path: path() },
        StoreError::LockedNow,
        StoreError::Moved { path: path() },
        StoreError::Replaced { path: path() },
        StoreError::ReadOnlyFile { path: path() },
        StoreError::ReadOnlyFolder { path: path(), folder: "/home/amal".into() },
        StoreError::Damaged { path: path(), detail: detail() },
        StoreError::CannotOpen { path: path(), detail: detail() },
        StoreError::DamagedPart { detail: detail() },
        StoreError::DamagedRow { finding: Box::new(Finding::File { problem: detail() }) },
        StoreError::DiskFull,
        StoreError::ReadOnlyStore,
        StoreError::Migration { path: path(), from: 1, to: 2, detail: detail() },
        StoreError::Backup { path: path(), detail: detail() },
    ];
    let spans = [
        SpanError::Empty { start: 3, end: 3 },
        SpanError::OutOfText { start: 3, end: 9, len: 4 },
        SpanError::InsideGrapheme { at: 5 },
        SpanError::QuoteDiffers { start: 3, end: 9 },
    ];
    let books = [
        CodebookError::Json(detail()),
        CodebookError::Duplicate { code: "A1".into(), place: "the units".into() },
        CodebookError::Unknown { code: "A1".into(), place: "the units".into() },
        CodebookError::Wrong { place: "the units".into(), problem: "it has no values".into() },
    ];
    let key = || "0192".to_owned();
    let refusals = [
        Refusal::NoSuch { child: "anchors", parent: "records", key: key() },
        Refusal::StillNeeded { parent: "documents", key: key(), child: "articles" },
        Refusal::NameTaken("Amal".into()),
        Refusal::TextFrozen(key()),
        Refusal::CodebookFrozen(key()),
        Refusal::HashDiffers("page.txt".into()),
        Refusal::NotFinite("zone confidence".into()),
        Refusal::Circle(key()),
        Refusal::OutsideBlocks(key()),
        Refusal::NotYetCoded("A1".into()),
        Refusal::OfAnotherCoder,
        Refusal::Incoherent("an answer".into()),
    ];
    all.extend(spans.map(StoreError::Span));
    all.extend(books.map(StoreError::Codebook));
    all.extend(refusals.map(StoreError::Refused));
    all.extend([true, false].map(|needed_elsewhere| StoreError::Conflict {
        action: "set_answer".into(),
        table: "answers",
        key: key(),
        needed_elsewhere,
    }));
    all
}

fn imports() -> Vec<ImportError> {
    let file = || "page 7.txt".to_owned();
    vec![
        ImportError::Empty { file: file() },
        ImportError::TooLarge { file: file(), bytes: 99, limit: 9 },
        ImportError::Changing { file: file() },
        ImportError::Defect { file: file() },
        ImportError::NotUtf8 { file: file(), byte: 3, line: 1 },
        ImportError::HasNul { file: file(), byte: 3, line: 1 },
        ImportError::Unread { file: file(), looks_like: "a PDF", instead: "plain text in UTF-8" },
    ]
}

fn packages() -> Vec<PackageError> {
    let name = || "Amal".to_owned();
    vec![
        PackageError::NotAPackage { path: path() },
        PackageError::CutOff { path: path(), has: 3, of: 9 },
        PackageError::Damaged { path: path() },
        PackageError::Forged { path: path(), name: name() },
        PackageError::OtherVersion { path: path(), version: "9.0".into() },
        PackageError::OtherProject { path: path(), title: "Study".into() },
        PackageError::OtherCoder { path: path(), name: name() },
        PackageError::Stranger { path: path(), name: name() },
        PackageError::GoesOut { path: path(), name: name() },
        PackageError::IsAnAnswer { path: path(), name: name() },
        PackageError::Malformed { path: path(), detail: "no rows".into() },
        PackageError::InTheWay { path: path() },
        PackageError::LeadsOnly,
        PackageError::NotThisCoder,
        PackageError::NoKey,
    ]
}

fn protected() -> Vec<ProtectError> {
    vec![
        ProtectError::Needed { path: path() },
        ProtectError::Wrong { path: path() },
        ProtectError::CutOff { path: path(), has: 3, of: 9 },
        ProtectError::Damaged { path: path() },
        ProtectError::TooMuchWork { path: path() },
        ProtectError::TooShort,
        ProtectError::InTheWay { path: path() },
        ProtectError::Disk { path: path(), reason: io::Error::other("device is on fire") },
    ]
}

fn projects() -> Vec<ProjectError> {
    let mut all = vec![
        ProjectError::Bundle(BundleError::AlreadyThere { path: path() }),
        ProjectError::Bundle(BundleError::Unwritable { path: path(), reason: "no space".into() }),
        ProjectError::Bundle(BundleError::Unreadable { path: path(), reason: io::Error::other("device is on fire") }),
        ProjectError::Bundle(BundleError::Foreign { path: path() }),
        ProjectError::Bundle(BundleError::Damaged { path: path(), detail: "no end".into() }),
        ProjectError::Bundle(BundleError::Newer { path: path() }),
        ProjectError::Export(ExportError::UnknownFormat { name: "doc".into(), known: "csv".into() }),
        ProjectError::Export(ExportError::Table { table: "answers.csv".into(), reason: "no space".into() }),
        ProjectError::Export(ExportError::AlreadyThere { file: path().display().to_string() }),
        ProjectError::Export(ExportError::NoFolder { folder: "tables".into() }),
        ProjectError::Export(ExportError::Stopped),
        ProjectError::Report(ReportError::NotWritten { what: "report.json".into(), reason: "no space".into() }),
        ProjectError::Unreadable { path: path(), reason: io::Error::from(io::ErrorKind::PermissionDenied) },
        ProjectError::Unreadable { path: path(), reason: io::Error::other("device is on fire") },
        ProjectError::OwnFile { path: path() },
        ProjectError::Stopped(crate::jobs::Cancelled),
        ProjectError::Gone { what: "record" },
        ProjectError::NotInCodebook { what: "question", code: "Z9".into() },
        ProjectError::WrongAnswer { variable: "A1".into(), problem: "this is no number" },
        ProjectError::NobodyChosen,
        ProjectError::NotYours,
        ProjectError::Done,
        ProjectError::Incomplete { missing: Vec::new() },
        ProjectError::NoWords,
        ProjectError::MustStay,
        ProjectError::CannotHang,
        ProjectError::CannotLink,
        ProjectError::AlreadyCoded,
        ProjectError::WrongBorders { problem: "they are no lines of the page" },
        ProjectError::WrongDraw { problem: "there is nobody to hand out to" },
        ProjectError::WrongTraining { problem: "the pass mark must lie between 0 and 1" },
        ProjectError::ReferenceSeen,
        ProjectError::RoundTaken("Amal".into()),
        ProjectError::NoName,
        ProjectError::NameTaken("Amal".into()),
        ProjectError::Conflict("set_answer".into()),
        ProjectError::Lacks { what: "a codebook" },
        ProjectError::Codebook(CodebookError::Json("line 3".into())),
        ProjectError::OtherCodebook { now: "media-bias".into(), next: "frames".into() },
        ProjectError::VersionPublished("1.0".into()),
        ProjectError::AnswerTable(FateError::NoQuestion("Z9".into())),
        ProjectError::AnswerTable(FateError::NoOldValue { variable: "A1".into(), value: "x".into() }),
        ProjectError::AnswerTable(FateError::NoNewValue { variable: "A1".into(), value: "x".into() }),
        ProjectError::AnswerTable(FateError::AllBecomeOne("A1".into())),
        ProjectError::AnswerTable(FateError::Twice { variable: "A1".into(), value: "x".into() }),
        ProjectError::PackagesAreOut,
        ProjectError::Demo("no space".into()),
    ];
    all.extend(stores().into_iter().map(ProjectError::Store));
    all.extend(imports().into_iter().map(ProjectError::Import));
    all.extend(packages().into_iter().map(ProjectError::Package));
    all.extend(protected().into_iter().map(ProjectError::Protect));
    all
}

#[test]
fn every_refusal_is_a_sentence_in_both_languages() {
    let mut said = std::collections::BTreeSet::new();
    for error in projects() {
        let arabic = Strings::AR.project_error(&error);
        reads_arabic(&arabic);
        assert!(arabic.ends_with('.'), "{arabic}");
        let english = Strings::EN.project_error(&error);
        assert!(
            english.ends_with('.') && (english.starts_with("page 7.txt") || !english.starts_with(char::is_lowercase)),
            "{english}"
        );
        for kept in ["/home/amal/أوكرانيا 2024.mizan", "page 7.txt", "Amal", "mizan check"] {
            if english.contains(kept) {
                assert!(arabic.contains(&name(kept)), "{kept} is lost or not in marks: {arabic}");
            }
        }
        said.insert(arabic);
    }
    assert_eq!(said.len(), projects().len(), "two refusals are said in the same words");
}

#[test]
fn work_in_the_background_fails_in_the_language_of_the_interface() {
    let (job, message) = (|| "إضافة ملفات".to_owned(), || "no threads".to_owned());
    for error in [
        JobError::Cancelled { name: job() },
        JobError::Panicked { name: job(), message: message() },
        JobError::NotStarted { name: job(), message: message() },
        JobError::AlreadyTaken { name: job() },
    ] {
        reads_arabic(&Strings::AR.job_refusal(&error));
    }
    reads_arabic(&Strings::AR.folder_refusal(&path(), &io::Error::from(io::ErrorKind::PermissionDenied)));
    for line in [None, Some(12)] {
        let warning = Warning { file: "page 7.txt".into(), line, kind: WarningKind::NoArticle };
        reads_arabic(&Strings::AR.import_warning(&warning));
        assert!(Strings::EN.import_warning(&warning).starts_with("page 7.txt"));
    }
}

#[test]
fn a_step_is_called_by_its_name_and_not_by_the_journal_s() {
    let conflict = ProjectError::Conflict("set_answer".into());
    assert!(Strings::EN.project_error(&conflict).contains("“answer”"));
    assert!(Strings::AR.project_error(&conflict).contains("«جواب»"));
}

/// Texts between `before` and the next quotation mark in the sources below a folder.
fn quoted(folder: &str, before: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for mark in before {
                let found = text.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
                out.extend(found.map(str::to_owned));
            }
        }
    }
    assert!(!out.is_empty(), "nothing found in {folder}");
    out
}

#[test]
fn whatever_an_error_names_has_an_arabic_name() {
    for what in quoted("src/project", &["what: \""]) {
        assert!(arabic_thing(&what).is_some(), "{what}");
    }
    for table in quoted("src/store", &["Table { name: \"", "    name: \"", "parent: \"", "child: \""]) {
        assert!(arabic_thing(&table).is_some(), "{table}");
    }
    for problem in quoted("src/project/apply", &["problem: \"", "wrong(variable, \""]) {
        let problem = problem.replace("\\u{201c}", "\u{201c}").replace("\\u{201d}", "\u{201d}");
        assert!(arabic_problem(&problem).is_some(), "{problem}");
    }
}

#[test]
fn whatever_a_file_looks_like_has_an_arabic_name() {
    let contents: [&[u8]; 13] = [
        b"PK\x03\x04",
        b"%PDF-1.4",
        b"{\\rtf1",
        b"\xD0\xCF\x11\xE0",
        b"\xFF\xFEa\0",
        b"\xFE\xFF\0a",
        b"SQLite format 3\0",
        b"\x1F\x8B",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"<!doctype html>",
        b"<?xml version",
        b"\0\0\x01",
    ];
    for bytes in contents {
        if let Err(error) = crate::import::read("page.bin", bytes) {
            reads_arabic(&Strings::AR.project_error(&ProjectError::Import(error)));
        }
    }
}

#[test]
fn errors_become_sentences_and_paths_stay_as_they_are() {
    assert_eq!(sentence("there is no file x"), "There is no file x.");
    assert_eq!(sentence("page.txt holds no text."), "page.txt holds no text.");
    assert_eq!(sentence("/tmp/a is damaged"), "/tmp/a is damaged.");
    assert_eq!(sentence("لا شيء"), "لا شيء.");
}
