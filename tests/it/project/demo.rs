//! The demo: the same each time, whole, and its agreement recomputed here from its codings.

use mizan::jobs::{CancelToken, Job, Monitor};
use mizan::model::{CodingState, Level, Missing, RecordId};
use mizan::project::{AgreementChoice, Project, ProjectError, check, write_demo, write_demo_watched};
use mizan::report::{AgreementLine, Figure, MarksFigure, MarksLine};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn written() -> (tempfile::TempDir, Project) {
    let dir = tempfile::tempdir().unwrap();
    let project = write_demo(&dir.path().join("demo.mizan")).unwrap();
    (dir, project)
}

/// One demo for all tests that only read it; each closes and opens it for itself.
fn read() -> Project {
    static WRITTEN: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
        let (dir, project) = written();
        (dir, project.path().to_owned())
    });
    Project::open_read_only(&WRITTEN.1).unwrap()
}

#[test]
fn it_is_the_same_each_time() {
    let [(_a, one), (_b, two)] = [(); 2].map(|()| written());
    assert_eq!(one.content_dump().unwrap(), two.content_dump().unwrap());
    assert_eq!(super::exported(&one, "csv"), super::exported(&two, "csv"));
    let json = |project: &Project| serde_json::to_string(&project.agreement().unwrap()).unwrap();
    assert_eq!(json(&one), json(&two));
}

#[test]
fn it_is_whole_and_sound() {
    let project = read();
    let info = project.info().unwrap();
    assert_eq!((info.documents, info.articles, info.coders.len()), (13, 14, 3));
    assert_eq!(info.coders.iter().filter(|c| c.lead).count(), 1);
    for coder in &info.coders {
        // The lead has begun an article; another one waits for everybody.
        let begun = usize::from(coder.lead);
        assert_eq!((coder.to_do, coder.begun, coder.done), (2 - begun, begun, 12), "{}", coder.name);
        assert!(coder.records > 100 && coder.active_minutes > 60);
    }
    let codings = super::codings(&project);
    assert_eq!(codings.len(), 37);
    for coding in &codings {
        if coding.coding.state == CodingState::Begun {
            let own = project.coding_view(coding.coding.coder, coding.coding.id).unwrap();
            let next = own.missing.first();
            assert!(matches!(next, Some(Missing::Answer { variable, .. }) if variable == "A4"), "{next:?}");
            continue;
        }
        assert_eq!((coding.coding.state, &coding.coding.forced_reason), (CodingState::Done, &None));
        let own = project.coding_view(coding.coding.coder, coding.coding.id).unwrap();
        assert!(own.missing.is_empty(), "{}: {:?}", coding.article.title, own.missing);
    }
    assert!(codings.iter().any(|c| !c.memos.is_empty()) && codings.iter().any(|c| !c.flags.is_empty()));
    assert!(project.documents().unwrap().iter().all(|d| d.question.is_none()));
    let path = project.path().to_owned();
    drop(project);
    assert_eq!(check(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn it_holds_what_its_coders_gave() {
    let project = read();
    let given = codings();
    let spans = |records: &[Value]| records.iter().map(|r| r["anchors"].as_array().map_or(0, Vec::len)).sum::<usize>();
    let wanted: usize = given.values().flatten().flat_map(|c| c.values()).map(|r| spans(r)).sum();
    let codings = super::codings(&project);
    let held: usize = codings.iter().flat_map(|c| &c.records).map(|r| r.anchors.len()).sum();
    assert_eq!(held, wanted);
    // The records that stand there from the start are filled, not doubled.
    let made: usize = given.values().flatten().flat_map(|c| c.values()).map(Vec::len).sum();
    let kept: usize = codings.iter().map(|c| c.records.len()).sum();
    assert_eq!(kept, made);
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("demo.mizan");
    std::fs::write(&path, "my notes").unwrap();
    assert!(write_demo(&path).unwrap_err().to_string().contains("exists already"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "my notes");
}

#[test]
fn a_demo_that_is_stopped_leaves_nothing_and_can_be_written_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("demo.mizan");
    // What a demo left that was killed.
    std::fs::write(dir.path().join("demo.mizan.part"), "half").unwrap();
    for at in [1, 12, 30] {
        let (give, token) = std::sync::mpsc::channel::<CancelToken>();
        let seen = Mutex::new((0, token, None::<CancelToken>));
        // Each step forward is told; the job waits until it can be stopped, and is stopped at a step of the test's choice.
        let wake = move || {
            let mut seen = seen.lock().unwrap();
            seen.0 += 1;
            if seen.2.is_none() {
                seen.2 = seen.1.recv().ok();
            }
            if let Some(token) = seen.2.as_ref().filter(|_| seen.0 >= at) {
                token.cancel();
            }
        };
        let target = path.clone();
        let clock: mizan::jobs::Clock = Arc::new(|| Duration::ZERO);
        let job = Job::spawn("demo", clock, Some(Box::new(wake)), move |monitor| {
            Ok(write_demo_watched(&target, monitor).err())
        });
        give.send(job.cancel_token()).unwrap();
        let error = job.wait().unwrap().unwrap();
        assert!(matches!(error, ProjectError::Stopped(_)), "{error}");
        let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.is_empty(), "{left:?}");
    }
    assert_eq!(write_demo(&path).unwrap().info().unwrap().articles, 14);
}

/// The codings of the demo's own file: page, then article, then coder, with their records.
fn codings() -> BTreeMap<String, Vec<BTreeMap<String, Vec<Value>>>> {
    let demo: Value = serde_json::from_str(include_str!("../../../assets/demo/codings.json")).unwrap();
    let coding = |c: &Value| (c["coder"].as_str().unwrap().to_owned(), c["records"].as_array().unwrap().clone());
    let article = |a: &Value| a["codings"].as_array().unwrap().iter().map(coding).collect();
    let page = |p: &Value| {
        let articles = p["articles"].as_array().unwrap().iter().map(article).collect();
        (p["file"].as_str().unwrap().to_owned(), articles)
    };
    demo["pages"].as_array().unwrap().iter().map(page).collect()
}

/// The fixed answers of an obligatory row; none for a unit with one record.
type Row<'a> = &'a [(&'a str, &'a str)];

/// What each coder answered, unit by unit; `None` for every state that is no value.
fn answers(unit: &str, row: Row<'_>, variable: &str) -> Vec<Vec<Option<String>>> {
    let mut out = Vec::new();
    for articles in codings().values() {
        for (i, coders) in articles.iter().enumerate() {
            // What is asked of pages is compared once per page.
            if unit == "DOC" && i > 0 {
                continue;
            }
            let of = |records: &Vec<Value>| {
                let fits = |r: &&Value| {
                    r["unit"] == unit && row.iter().all(|(v, c)| r["answers"][*v]["code"].as_str() == Some(*c))
                };
                let record = records.iter().find(fits)?;
                let answer = record["answers"].get(variable)?;
                answer.is_object().then(|| {
                    let mut value = answer.as_object().unwrap().clone();
                    value.remove("unsure");
                    // Labels of a set have no order.
                    if let Some(codes) = value.get_mut("codes").and_then(Value::as_array_mut) {
                        codes.sort_by_key(ToString::to_string);
                    }
                    Value::Object(value).to_string()
                })
            };
            out.push(coders.values().map(of).collect());
        }
    }
    out
}

/// Mean over units of the share of equal pairs of coders.
fn percent(units: &[Vec<Option<String>>]) -> f64 {
    let mut shares = Vec::new();
    for unit in units {
        let values: Vec<&String> = unit.iter().flatten().collect();
        let pairs = values.iter().enumerate().flat_map(|(i, a)| values[i + 1..].iter().map(move |b| a == b));
        let (all, equal) = pairs.fold((0, 0), |(all, equal), same| (all + 1, equal + i32::from(same)));
        if all > 0 {
            shares.push(f64::from(equal) / f64::from(all));
        }
    }
    shares.iter().sum::<f64>() / shares.len() as f64
}

fn line<'r>(lines: &'r [AgreementLine], row: Row<'_>, variable: &str) -> &'r AgreementLine {
    let same = |l: &&AgreementLine| {
        l.variable == variable && l.row.iter().map(|(k, v)| (k.as_str(), v.as_str())).eq(row.iter().copied())
    };
    lines.iter().find(same).unwrap_or_else(|| panic!("no line for {variable} {row:?}"))
}

#[test]
fn its_percent_agreement_is_that_of_its_codings() {
    let project = read();
    let report = project.agreement().unwrap();
    let row = [("S1", "AZE"), ("S2", "2")];
    let compared: [(&str, Row<'_>, &str); 9] = [
        ("DOC", &[], "D1"),
        ("DOC", &[], "D3"),
        ("ART", &[], "A1"),
        ("ART", &[], "A4"),
        ("ART", &[], "A7"),
        ("DSC", &[], "C1"),
        ("DSC", &[], "C4"),
        ("STN", &row, "S4"),
        ("STN", &row, "S3"),
    ];
    for (unit, row, variable) in compared {
        let units = answers(unit, row, variable);
        let line = line(&report.lines, row, variable);
        let Figure::Value(told) = line.percent_agreement else { panic!("{variable}: {:?}", line.percent_agreement) };
        assert!((told - percent(&units)).abs() < 1e-12, "{variable} {row:?}: {told} {}", percent(&units));
        let pairable: usize = units.iter().map(|u| u.iter().flatten().count()).filter(|n| *n >= 2).sum();
        assert_eq!(line.pairable_values, pairable, "{variable}");
        assert_eq!(line.units, if unit == "DOC" { 11 } else { 12 }, "{variable}");
    }
}

#[test]
fn its_nominal_alpha_is_that_of_its_codings() {
    let project = read();
    let report = project.agreement().unwrap();
    for (unit, variable) in [("ART", "A1"), ("ART", "A2"), ("DSC", "C1")] {
        // Krippendorff's alpha by its definition: 1 - observed / expected disagreement of pairable values.
        let units = answers(unit, &[], variable);
        let units: Vec<Vec<&String>> =
            units.iter().map(|u| u.iter().flatten().collect()).filter(|u: &Vec<_>| u.len() > 1).collect();
        let all: Vec<&String> = units.iter().flatten().copied().collect();
        let n = all.len() as f64;
        let unequal = |values: &[&String]| {
            let pairs = values.iter().flat_map(|a| values.iter().map(move |b| a != b));
            pairs.filter(|differs| *differs).count() as f64
        };
        let observed: f64 = units.iter().map(|u| unequal(u) / (u.len() as f64 - 1.0)).sum::<f64>() / n;
        let expected = unequal(&all) / (n * (n - 1.0));
        let line = line(&report.lines, &[], variable);
        assert_eq!((line.level, line.measure.as_str()), (Level::Nominal, "alpha_nominal"));
        assert!((line.alpha.value().unwrap() - (1.0 - observed / expected)).abs() < 1e-12, "{variable}");
    }
}

#[test]
fn what_coders_marked_is_compared_and_what_was_asked_of_it() {
    let project = read();
    let data = project.agreement_data().unwrap();
    let codes: Vec<&str> = data.marks.iter().map(|marks| marks.code.as_str()).collect();
    assert_eq!(codes, ["A8", "A8t", "A8k", "A8c", "R1", "R2", "R3", "ATT", "S6", "C2"]);
    // Every attribution of every finished coding stands in exactly one unit, under its own coder.
    let form = data.variables.iter().find(|v| v.variable == "R4").unwrap();
    let mut stood: Vec<RecordId> = form.records.iter().flatten().flatten().copied().collect();
    let number = stood.len();
    stood.sort_unstable();
    stood.dedup();
    assert_eq!(stood.len(), number);
    let mut made = 0;
    for ((_, coder), coding) in &data.codings {
        let place = data.coders.iter().position(|c| c == coder).unwrap();
        let view = project.coding_view(*coder, *coding).unwrap();
        for record in view.records.iter().filter(|r| r.unit == "ATT") {
            let unit = form.records.iter().position(|row| row[place] == Some(record.id)).unwrap();
            assert!(form.articles[unit].contains(&view.article.id));
            made += 1;
        }
    }
    assert_eq!(made, number);
    let lines: Vec<MarksLine> =
        data.marks.iter().filter_map(|marks| MarksLine::of(marks, 1, &Monitor::silent()).unwrap()).collect();
    assert_eq!(lines.len(), data.marks.len());
    let attributions = lines.iter().find(|line| line.code == "ATT").unwrap();
    let several = attributions.figures.iter().find(|(what, ..)| *what == MarksFigure::Matched).unwrap().1.value();
    let alone = attributions.figures.iter().find(|(what, ..)| *what == MarksFigure::Unmatched).unwrap().1.value();
    assert_eq!((several.unwrap() + alone.unwrap()) as usize, form.records.len());
    // Contents are nested in contents, and still have an alpha of what was marked.
    let contents = lines.iter().find(|line| line.code == "R3").unwrap();
    assert!(contents.figures.iter().all(|(_, figure, _)| figure.value().is_some_and(|v| v > 0.5)), "{contents:?}");
}

#[test]
fn what_is_compared_can_be_read_a_little_at_a_time() {
    let project = read();
    let choice = AgreementChoice::default();
    let mut reading = project.begin_agreement(&choice).unwrap();
    let mut steps = 0;
    while !reading.is_complete() {
        project.read_agreement(&mut reading, 5).unwrap();
        steps += 1;
    }
    assert!(steps > 5, "{steps}");
    assert_eq!(reading.data(), project.agreement_data_of(&choice).unwrap());
}
