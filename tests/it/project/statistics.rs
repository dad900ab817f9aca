//! Tables for statistics: what was coded stands in every format as it was given, with labels and with the three ways of having no value; other
//! people's programs read the same.

use super::exchange::coded;
use super::{codings, exported};
use mizan::export::ExportFile;
use mizan::model::{AnswerState, Value};
use std::collections::BTreeMap;
use std::path::Path;

type Rows = Vec<BTreeMap<String, String>>;

fn table(files: &[ExportFile], name: &str) -> Rows {
    let file = files.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("{name}"));
    let bytes = file.bytes.strip_prefix("\u{feff}".as_bytes()).expect("a mark for Excel");
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_wide_table_has_a_row_for_each_coding_and_a_column_for_each_question() {
    let desk = coded();
    let files = exported(&desk.project, "csv-wide");
    let (rows, records, spans) = (table(&files, "codings.csv"), table(&files, "ATT.csv"), table(&files, "spans.csv"));
    let all = codings(&desk.project);
    assert_eq!(rows.len(), all.len());
    for c in &all {
        let row = rows.iter().find(|r| r["coding"] == c.coding.id.to_string()).unwrap();
        assert_eq!((row["coder"].as_str(), row["title"].as_str()), (c.coder.as_str(), c.article.title.as_str()));
        let article = c.records.iter().find(|r| r.unit == "ART").unwrap();
        let unit = c.book.unit("ART").unwrap();
        assert_eq!((row["A1"].as_str(), row["A4"].as_str(), row["A5"].as_str()), ("6", "-2", "UNC"));
        assert_eq!(unit.state(article, unit.variable("A6").unwrap()), AnswerState::NotYetCoded);
        assert_eq!((row["A6"].as_str(), row["unsure"].as_str()), ("", "A4"));
        assert_eq!((row["A7_security"].as_str(), row["A7_economy_energy"].as_str()), ("1", "0"));
        let state = |unit: &str, variable: &str| {
            let unit = c.book.unit(unit).unwrap();
            let record = c.records.iter().find(|r| r.unit == unit.code).unwrap();
            unit.state(record, unit.variable(variable).unwrap())
        };
        assert_eq!(state("DSC", "C1") == AnswerState::NotApplicable, row["C1"] == "NA");
    }
    let own: Vec<_> = all.iter().flat_map(|c| &c.records).filter(|r| r.unit == "ATT").collect();
    assert_eq!(records.len(), own.len());
    for record in own {
        let row = records.iter().find(|r| r["record"] == record.id.to_string()).unwrap();
        assert_eq!(row["parent"], record.parent.map(|p| p.to_string()).unwrap_or_default());
        let (text, coded) = match record.stored("R5") {
            AnswerState::Coded(Value::Text(text)) => (text, "coded"),
            _ => (String::new(), "not_yet_coded"),
        };
        assert_eq!((row["R5"].as_str(), row["R5_state"].as_str()), (text.as_str(), coded));
        assert_eq!(row["R9"], if record.parent.is_some() { "2" } else { "1" });
    }
    let anchors: Vec<_> =
        all.iter().flat_map(|c| c.records.iter().flat_map(move |r| r.anchors.iter().map(move |a| (c, a)))).collect();
    assert_eq!(spans.len(), anchors.len());
    for ((c, anchor), row) in anchors.into_iter().zip(&spans) {
        let (start, end): (usize, usize) = (row["start"].parse().unwrap(), row["end"].parse().unwrap());
        let quote: String = c.document.text.as_str().chars().skip(start).take(end - start).collect();
        assert_eq!((quote.as_str(), row["quote"].as_str()), (anchor.quote.as_str(), anchor.quote.as_str()));
    }
    let dictionary = table(&files, "dictionary.csv");
    for name in ["codings.csv", "ATT.csv", "STN.csv", "spans.csv"] {
        for column in table(&files, name).first().unwrap().keys() {
            let of = name.strip_suffix(".csv").unwrap();
            assert!(dictionary.iter().any(|l| l["table"] == of && l["column"] == *column), "{name}: {column}");
        }
    }
    let genre = dictionary.iter().find(|l| l["column"] == "A1" && l["type"] == "code").unwrap();
    assert_eq!((genre["label_en"].as_str(), genre["label_ar"].is_empty()), ("Genre", false));
}

#[test]
fn everything_in_lines_of_json_is_everything() {
    let desk = coded();
    let files = exported(&desk.project, "jsonl");
    let lines: Vec<serde_json::Value> =
        std::str::from_utf8(&files[0].bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| lines.iter().filter(|l| l["type"] == kind).collect::<Vec<_>>();
    assert_eq!((of("project").len(), of("document").len(), of("coder").len()), (1, 4, 3));
    let all = codings(&desk.project);
    assert_eq!(of("coding").len(), all.len());
    let anchors = of("coding")
        .iter()
        .flat_map(|c| c["records"].as_array().unwrap())
        .map(|r| r["anchors"].as_array().unwrap().len())
        .sum::<usize>();
    assert_eq!(anchors, all.iter().flat_map(|c| &c.records).map(|r| r.anchors.len()).sum::<usize>());
    for document in of("document") {
        let text = document["text"].as_str().unwrap();
        assert_eq!(document["text_blake3"], blake3::hash(text.as_bytes()).to_hex().to_string());
        for coding in of("coding")
            .iter()
            .filter(|c| document["articles"].as_array().unwrap().iter().any(|a| a["id"] == c["article"]))
        {
            for anchor in coding["records"].as_array().unwrap().iter().flat_map(|r| r["anchors"].as_array().unwrap()) {
                let at = |key: &str| usize::try_from(anchor[key].as_u64().unwrap()).unwrap();
                assert_eq!(text.get(at("start")..at("end")), anchor["quote"].as_str());
            }
        }
    }
}

/// pyreadstat, pandas and openpyxl read the same cells as stand in the wide tables. `MIZAN_PYTHON` names the Python that has them.
#[test]
fn programs_of_others_read_the_same_tables() {
    let python = std::env::var("MIZAN_PYTHON").unwrap_or_else(|_| "python3".into());
    let desk = coded();
    let folder = tempfile::tempdir().unwrap();
    for format in ["csv-wide", "spss", "stata", "xlsx"] {
        for file in exported(&desk.project, format) {
            let path = folder.path().join(format).join(&file.name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.bytes).unwrap();
        }
    }
    let script = folder.path().join("read_tables.py");
    std::fs::write(&script, include_str!("statistics_peers.py")).unwrap();
    for format in ["reader", "spss", "stata", "pandas", "xlsx"] {
        let call = std::process::Command::new(&python).args([&script, Path::new(format), folder.path()]).output();
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
        assert!(said.status.success() && count > 500, "{format}: {out}{err}");
    }
}
