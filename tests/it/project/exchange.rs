//! What was marked goes out in the forms of other programs and comes back as it was: emoji, signs beyond the basic plane, line ends of
//! Windows and bidi marks included.

use super::super::import::annotations::PAGE;
use super::{Desk, REVIEW, TWO, WIRE};
use mizan::export::{ExportCoding, ExportFile, FORMATS};
use mizan::jobs::Monitor;
use mizan::model::{Answer, AnswerState, NoteTarget, Record, Value};
use mizan::project::{Command, Done, Imported, files_in, write_demo};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

/// What of a record a format carries.
#[derive(Clone, Copy)]
struct Carries {
    wordless: bool,
    /// Answers about the text: of how many articles on a page at most.
    facts: usize,
    answers: bool,
    notes: bool,
}

const ALL: Carries = Carries { wordless: true, facts: usize::MAX, answers: true, notes: true };
const SPANS: Carries = Carries { wordless: false, facts: 0, answers: true, notes: true };

/// A project of three coders on demo pages and on a page with every sign that moves offsets.
pub(super) fn coded() -> Desk {
    let mut desk = Desk::empty();
    let coders = [desk.coder("ليلى / أولى"), desk.coder("Sami: 2"), desk.coder("سلمى")];
    for page in [REVIEW, TWO, WIRE, ("windows.txt", PAGE)] {
        desk.import(page);
    }
    let articles: Vec<_> =
        desk.project.queue(coders[0]).map(|q| q.iter().map(|i| i.article).collect()).unwrap_or_default();
    let articles = if articles.is_empty() { Vec::new() } else { articles };
    let all: Vec<_> = desk.project.documents().unwrap().iter().map(|d| d.id).collect();
    let articles: Vec<_> = all
        .iter()
        .flat_map(|d| desk.project.document_view(*d).unwrap().articles.into_iter().map(|a| a.id))
        .chain(articles)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let round = desk.project.main_round().unwrap();
    for (n, coder) in coders.into_iter().enumerate() {
        desk.does(None, Command::Assign { coder, articles: articles.clone(), round });
        for (m, article) in articles.iter().enumerate().filter(|(m, _)| (m + n) % 4 != 3) {
            code(&mut desk, coder, *article, n + m);
        }
    }
    desk
}

/// Codes an article: two attributions, one in the other, a stance of one of them, a disclaimer, a link of a chain, answers of all states.
fn code(desk: &mut Desk, coder: mizan::model::CoderId, article: mizan::model::ArticleId, seed: usize) {
    let coding = desk.project.open_coding(coder, article).unwrap();
    let view = desk.project.coding_view(coder, coding).unwrap();
    let text = view.document.text.clone();
    let blocks = &view.document.blocks[view.article.blocks.clone()];
    let words: Vec<std::ops::Range<usize>> = blocks
        .iter()
        .flat_map(|b| {
            let start = b.span.start();
            let line = text.quote(b.span);
            line.split(' ').scan(start, |at, w| {
                let range = *at..*at + w.len();
                *at = range.end + 1;
                Some(range)
            })
        })
        .filter(|r| text.trimmed_span(r.clone()).is_some())
        .collect();
    let at = |n: usize| words[(n * 7 + seed) % words.len()].clone();
    let span = |from: usize, count: usize| {
        let first = (from * 7 + seed) % (words.len() - count);
        words[first].start..words[first + count - 1].end
    };
    let mut add =
        |unit: &str, parent, answers: Vec<(&str, Answer)>, anchors: Vec<(&str, std::ops::Range<usize>)>, links| {
            let answers = answers.into_iter().map(|(v, a)| (v.to_owned(), a)).collect();
            let anchors = anchors.into_iter().map(|(r, s)| (r.to_owned(), s)).collect();
            let command =
                Command::AddRecord { coding, unit: unit.into(), parent, answers, anchors, links, proposal: None };
            desk.does(Some(coder), command).record.unwrap()
        };
    let text_answer = |words: &str| Answer::sure(AnswerState::Coded(Value::Text(words.into())));
    let first = add(
        "ATT",
        None,
        vec![
            ("R4", Answer::code("direct")),
            ("R5", text_answer("الناطق «الأول» | [1]_ \\n; *كذا* <b> \"ق\" 😀")),
            ("R6", Answer::sure(AnswerState::CannotDecide)),
            ("R7", Answer { state: AnswerState::Coded(Value::Code("2".into())), unsure: true }),
            ("R8", text_answer("سطر\nآخر\tثم?")),
        ],
        vec![("source", at(1)), ("cue", at(2)), ("content", span(3, 3)), ("content", span(9, 2))],
        Vec::new(),
    );
    let second = add(
        "ATT",
        Some(first),
        vec![("R11", Answer::code("-1"))],
        vec![("content", span(3, 2)), ("cue", at(2))],
        Vec::new(),
    );
    // Twice the same words, for two records stay two.
    add("ATT", None, vec![("R11", Answer::code("1"))], vec![("content", span(3, 2)), ("cue", at(2))], Vec::new());
    add(
        "STN",
        None,
        vec![
            ("S1", Answer::code("IRN")),
            ("S2", Answer::code("4")),
            ("S4", Answer::code("expressed")),
            ("S3", Answer::code("-2")),
        ],
        vec![("evidence", at(4)), ("evidence", at(5))],
        vec![("source".to_owned(), second)],
    );
    add(
        "STN",
        None,
        vec![("S1", Answer::code("TUR")), ("S2", Answer::code("1")), ("S4", Answer::code("no_stance"))],
        vec![],
        vec![],
    );
    add("CHN", None, vec![("A8", text_answer("إزفستيا")), ("A8t", Answer::code("translated"))], vec![], vec![]);
    add("CHN", None, vec![("A8", text_answer("كاتب")), ("A8c", Answer::code("1"))], vec![], vec![]);
    let view = desk.project.coding_view(coder, coding).unwrap();
    let of = |unit: &str| view.records.iter().find(|r| r.unit == unit).unwrap().id;
    let set = |v: Vec<&str>| Answer::sure(AnswerState::Coded(Value::Codes(v.into_iter().map(str::to_owned).collect())));
    let article_record = of("ART");
    for (variable, answer) in [
        ("A1", Answer::code("6")),
        ("A7", set(vec!["security", "humanitarian"])),
        ("A4", Answer { state: AnswerState::Coded(Value::Code("-2".into())), unsure: true }),
        ("A5", Answer::sure(AnswerState::CannotDecide)),
    ] {
        let command = Command::SetAnswer { record: article_record, variable: variable.into(), answer: Some(answer) };
        desk.does(Some(coder), command);
    }
    let disclaimer = of("DSC");
    desk.does(
        Some(coder),
        Command::AddAnchor { record: disclaimer, role: "disclaimer".into(), range: span(6, 4), proposal: None },
    );
    desk.does(Some(coder), Command::SetAnswer { record: disclaimer, variable: "C3".into(), answer: Some(set(vec![])) });
    let target = NoteTarget::Record(first);
    desk.does(Some(coder), Command::SetMemo { target, text: "مذكرة أولى: C:\\new\nسطر ثانٍ 😀".into() });
}

/// What a coding says, in a form that two projects share.
fn says(c: &ExportCoding, carries: Carries) -> BTreeSet<String> {
    let one = |r: &Record| {
        let mut anchors: Vec<_> =
            r.anchors.iter().map(|a| format!("{} {}-{} {}", a.role, a.span.start(), a.span.end(), a.quote)).collect();
        anchors.sort();
        let answers: Vec<_> = r.answers.iter().map(|(v, a)| format!("{v}={:?}{}", a.state, a.unsure)).collect();
        format!("{} {anchors:?} {:?}", r.unit, if carries.answers { answers } else { Vec::new() })
    };
    let at = |id| c.records.iter().find(|r| r.id == id).map(&one).unwrap_or_default();
    let mut out = BTreeSet::new();
    for record in &c.records {
        let unit = c.book.unit(&record.unit).unwrap();
        let single = unit.cardinality == mizan::model::Cardinality::One;
        let standing = unit.row_of(record).is_some_and(|row| row.len() == record.answers.len());
        let kept = if !record.anchors.is_empty() {
            true
        } else if single {
            c.articles <= carries.facts && !record.answers.is_empty()
        } else {
            carries.wordless && !standing
        };
        if !kept {
            continue;
        }
        let memo: Vec<_> = c
            .memos
            .iter()
            .filter(|m| carries.notes && m.target == NoteTarget::Record(record.id))
            .map(|m| m.text.clone())
            .collect();
        let links: Vec<_> = record.links.iter().map(|l| format!("{}→{}", l.role, at(l.to))).collect();
        let parent = record.parent.map(at);
        let mut said = format!("{} under {parent:?} links {links:?} memo {memo:?}", one(record));
        // Two alike are two.
        while !out.insert(said.clone()) {
            said.push('+');
        }
    }
    out
}

/// What everybody says, by text, article and coder.
fn all(desk: &Desk, carries: Carries) -> BTreeMap<String, BTreeSet<String>> {
    let codings = super::codings(&desk.project);
    let name = |c: &ExportCoding| {
        let text = c.document.text.as_str();
        let hash: String = text.chars().take(40).collect();
        format!("{hash} {:?} {}", c.article.blocks, c.coder)
    };
    let kept = codings.iter().map(|c| (name(c), says(c, carries)));
    kept.filter(|(_, said)| !said.is_empty()).collect()
}

fn exported(desk: &Desk, format: &str, folder: &Path) -> Vec<ExportFile> {
    let files = super::exported(&desk.project, format);
    for file in &files {
        let path = folder.join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(!path.exists(), "{} is written twice", file.name);
        std::fs::write(path, &file.bytes).unwrap();
    }
    files
}

/// Another project with the same pages and nobody's work, into which a folder is imported.
fn imported(folder: &Path) -> (Desk, Imported) {
    let mut desk = Desk::empty();
    for page in [REVIEW, TWO, WIRE, ("windows.txt", PAGE)] {
        desk.import(page);
    }
    let files = files_in(&[folder.to_path_buf()]);
    let mut sum = Imported::default();
    desk.project.import_files(None, &files, &mizan::import::How::default(), &Monitor::silent(), |_, done| {
        match done {
            Done::Imported(mut one, _) => {
                sum.annotations.add(one.annotations);
                sum.documents.append(&mut one.documents);
                sum.warnings.append(&mut one.warnings);
            }
            Done::Failed(error) => panic!("{error}"),
            Done::End => {}
        }
        ControlFlow::Continue(())
    });
    (desk, sum)
}

#[track_caller]
fn goes_round(format: &str, carries: Carries) {
    let desk = coded();
    let folder = tempfile::tempdir().unwrap();
    exported(&desk, format, folder.path());
    let (back, sum) = imported(folder.path());
    assert_eq!(sum.documents, [], "{format}: every text is there already");
    let (before, after) = (all(&desk, carries), all(&back, carries));
    assert!(before.len() > 8 && before.values().flatten().any(|s| s.contains("ATT")), "{before:#?}");
    for (name, said) in &before {
        let there = after.get(name).cloned().unwrap_or_default();
        let lost: Vec<_> = said.difference(&there).collect();
        let new: Vec<_> = there.difference(said).collect();
        assert!(lost.is_empty() && new.is_empty(), "{format}, {name}: lost {lost:#?} new {new:#?}\n{:?}", sum.warnings);
    }
    assert_eq!(before.len(), after.len());
    assert_eq!((sum.annotations.refused, sum.annotations.unplaced), (0, 0), "{format}: {:?}", sum.warnings);
    // Once more changes nothing.
    let again = exported(&back, format, tempfile::tempdir().unwrap().path());
    assert!(!again.is_empty());
}

#[test]
fn a_cas_in_json_carries_every_record() {
    goes_round("cas-json", ALL);
}

#[test]
fn a_cas_in_xmi_carries_every_record() {
    goes_round("cas-xmi", ALL);
}

#[test]
fn standoff_carries_every_record_with_words() {
    goes_round("brat", SPANS);
}

#[test]
fn webanno_tsv_carries_every_record_with_words() {
    goes_round("webanno", SPANS);
}

#[test]
fn label_studio_carries_every_record_with_words_and_answers_about_the_text() {
    goes_round("label-studio", Carries { facts: 1, ..SPANS });
}

#[test]
fn doccano_carries_words_and_what_belongs_together() {
    goes_round("doccano", Carries { answers: false, notes: false, ..SPANS });
}

#[test]
fn refi_qda_carries_every_record_with_words() {
    goes_round("refi-qda", SPANS);
}

#[test]
fn every_format_tells_beside_it_how_it_counts_and_what_it_cannot_carry() {
    let desk = coded();
    for format in FORMATS {
        let folder = tempfile::tempdir().unwrap();
        let files = exported(&desk, format.name, folder.path());
        let about = files.iter().find(|f| f.name == "mizan-export.json").unwrap_or_else(|| panic!("{}", format.name));
        let about: serde_json::Value = serde_json::from_slice(&about.bytes).unwrap();
        assert!(about["offset_unit"].as_str().is_some_and(|u| !u.is_empty()), "{}", format.name);
        assert_eq!(about["codebook"], serde_json::json!(["media-bias 1.0"]));
        assert_eq!(about["texts"].as_array().unwrap().len(), 4);
        let hash = blake3::hash(super::codings(&desk.project)[0].document.text.as_str().as_bytes());
        assert_eq!(about["texts"][0]["text_blake3"], hash.to_hex().to_string());
        if !["csv", "csv-wide", "xlsx", "spss", "stata", "jsonl"].contains(&format.name) {
            assert!(
                about["not_carried"]["working time and state of a coding"].as_u64().unwrap() > 8,
                "{}",
                format.name
            );
        }
        let same = super::exported(&desk.project, format.name);
        assert_eq!(files, same, "{}: the same codings give the same bytes", format.name);
        for file in &files {
            let parts: Vec<&str> = file.name.split('/').collect();
            assert!(parts.len() <= 2 && parts.iter().all(|p| !p.contains(['\\', ':', '*'])), "{}", file.name);
        }
    }
}

#[test]
fn the_demo_goes_out_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let demo = write_demo(&folder.path().join("demo.mizan")).unwrap();
    for format in FORMATS {
        let files = super::exported(&demo, format.name);
        assert!(files.iter().all(|f| !f.bytes.is_empty() || format.name == "brat"), "{}", format.name);
    }
}

/// What was marked, by folder and text: label and words.
fn expected(desk: &Desk, folder: &Path) -> serde_json::Value {
    let about: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("mizan-export.json")).unwrap()).unwrap();
    let mut out: BTreeMap<String, Vec<[String; 2]>> = BTreeMap::new();
    for c in super::codings(&desk.project) {
        let hash = blake3::hash(c.document.text.as_str().as_bytes()).to_hex().to_string();
        let text = about["texts"].as_array().unwrap().iter().find(|t| t["text_blake3"] == hash).unwrap();
        let work = text["coders"].as_array().unwrap().iter().find(|w| w["coder"] == c.coder).unwrap();
        let key = format!("{}/{}", work["folder"].as_str().unwrap(), text["name"].as_str().unwrap());
        let marks = c.records.iter().flat_map(|r| r.anchors.iter().map(move |a| (r, a)));
        out.entry(key).or_default().extend(marks.map(|(r, a)| [format!("{}.{}", r.unit, a.role), a.quote.clone()]));
    }
    serde_json::json!(out)
}

/// Programs that others wrote read the same words under the same labels. `MIZAN_PYTHON` names the Python that has them.
#[test]
fn programs_of_others_read_the_same_words() {
    let python = std::env::var("MIZAN_PYTHON").unwrap_or_else(|_| "python3".into());
    let desk = coded();
    for format in ["cas-json", "cas-xmi", "brat", "doccano", "label-studio", "web-annotation", "refi-qda"] {
        let folder = tempfile::tempdir().unwrap();
        exported(&desk, format, folder.path());
        let wanted = folder.path().join("expected");
        std::fs::write(&wanted, expected(&desk, folder.path()).to_string()).unwrap();
        let script = folder.path().join("read.py");
        std::fs::write(&script, include_str!("exchange_peers.py")).unwrap();
        let call =
            std::process::Command::new(&python).args([&script, Path::new(format), folder.path(), &wanted]).output();
        let Ok(said) = call else {
            println!("skipped: {format} was not read by another program, because {python} cannot be called");
            continue;
        };
        let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
        if let Some(module) = out.strip_prefix("skipped: ") {
            println!("skipped: {format} was not read by another program, because {python} has no {}", module.trim());
            continue;
        }
        let count: usize = out.trim().strip_prefix("ok ").and_then(|n| n.parse().ok()).unwrap_or(0);
        assert!(said.status.success() && count > 50, "{format}: {out}{err}");
    }
}
