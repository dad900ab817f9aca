//! `mizan import --dry-run` and `mizan documents`: what Mizan makes of files, and what is kept of them, in one shape.

use super::Shell;
use serde_json::Value;

const COLUMN: &str = include_str!("../import/web/column.html");

/// The output against its schema, and every quote against the offsets it names.
#[track_caller]
pub(super) fn valid(output: &Value) {
    let schema: Value = serde_json::from_str(include_str!("../../../schema/import.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = schema.iter_errors(output).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_dry_run_says_what_is_made_of_a_page_and_writes_nothing() {
    let shell = Shell::new();
    shell.write("column.html", COLUMN.as_bytes());
    let before = shell.contents();
    let out = shell.call(&["import", "--dry-run", "--json", "column.html"]);
    assert_eq!((out.code, out.err.as_str()), (Some(0), ""));
    assert_eq!(shell.contents(), before);
    let report = out.json();
    valid(&report);
    let page = &report["documents"][0];
    assert_eq!((page["path"].as_str(), page["format"].as_str()), (Some("column.html"), Some("html")));
    assert_eq!((page["encoding"].as_str(), page["language"].as_str()), (Some("utf-8"), Some("ar")));
    assert_eq!(page["hash"], blake3::hash(COLUMN.as_bytes()).to_hex().as_str());
    let article = &page["articles"][0];
    assert_eq!(article["title"], "المرافئ التي تنتظر سفنها");
    assert_eq!((&article["outlet"], &article["author"]), (&"صحيفة الأفق".into(), &"ليلى حداد".into()));
    assert_eq!((&article["date"], &article["date_from"]), (&"2024-08-19".into(), &"json-ld".into()));
    let disclaimers = page["disclaimers"].as_array().unwrap();
    assert_eq!(disclaimers.len(), 2, "{disclaimers:#?}");
    assert_eq!(disclaimers[0]["form"], serde_json::json!(["asserts_owner", "hedged_denial"]));
    assert_eq!(disclaimers[0]["owner"], serde_json::json!(["writer"]));
    assert_eq!((&disclaimers[0]["scope"], &disclaimers[0]["position"]), (&"article".into(), &"end_of_body".into()));
    assert_eq!(
        (&disclaimers[1]["scope"], &disclaimers[1]["owner"]),
        (&"comments".into(), &serde_json::json!(["commenters"]))
    );
    let text = page["zones"].as_array().unwrap();
    let ends: Vec<(u64, u64)> =
        text.iter().map(|z| (z["start"].as_u64().unwrap(), z["end"].as_u64().unwrap())).collect();
    assert!(text.iter().zip(&ends).all(|(z, (a, b))| z["text"].as_str().unwrap().len() as u64 == b - a));
}

#[test]
fn what_is_kept_is_told_like_what_would_be() {
    let shell = Shell::with_project();
    shell.write("column.html", COLUMN.as_bytes());
    let said: Value =
        serde_json::from_str(&shell.call(&["import", "p.mizan", "--json", "column.html", "page.txt"]).fine()).unwrap();
    valid(&said);
    assert_eq!((said["project"].as_str(), said["files"].as_array().map(Vec::len)), (Some("p.mizan"), Some(2)));
    let kept = shell.call(&["documents", "p.mizan", "--json"]).json();
    valid(&kept);
    let looked_at = shell.call(&["import", "--dry-run", "--json", "column.html", "page.txt"]).json();
    valid(&looked_at);
    assert_eq!(kept["documents"], looked_at["documents"]);
    assert_eq!(kept["documents"], said["documents"]);
    let said = shell.call(&["documents", "p.mizan"]).fine();
    assert!(
        said.contains("column.html: html, utf-8, language ar")
            && said.contains("disclaimer (asserts_owner, hedged_denial"),
        "{said}"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_go_on() {
    let shell = Shell::new();
    shell.write("column.html", COLUMN.as_bytes());
    shell.write("empty.html", b"");
    shell.write("picture.png", b"\x89PNG\r\n\x1a\n");
    let said =
        shell.call(&["import", "--dry-run", "--json", "empty.html", "column.html", "picture.png", "nothing.html"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(said.err, "mizan: 3 of 4 files cannot be imported\n");
    let report = said.json();
    valid(&report);
    let formats: Vec<Option<&str>> =
        report["documents"].as_array().unwrap().iter().map(|d| d["format"].as_str()).collect();
    assert_eq!(formats, [None, Some("html"), None, None]);
    for (at, word) in [(0, "holds no text"), (2, "a picture"), (3, "cannot be read")] {
        let message = report["documents"][at]["warnings"][0]["message"].as_str().unwrap();
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn what_is_left_out_of_an_archive_is_told_beside_what_was_read() {
    let shell = Shell::new();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in
        [("a/column.html", COLUMN.as_bytes()), ("b.png", b"\x89PNG\r\n"), ("c/column.htm", COLUMN.as_bytes())]
    {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    std::fs::create_dir(shell.at("in")).unwrap();
    shell.write("in/pages.zip", writer.finish().unwrap().get_ref());
    let report = shell.call(&["import", "--dry-run", "--json", "in"]).json();
    valid(&report);
    let told: Vec<_> = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["path"].as_str().unwrap(), d["format"].as_str()))
        .collect();
    let inside = |name: &str| ["in/pages.zip: ", name].concat();
    assert_eq!(
        told,
        [
            (&*inside("a/column.html"), Some("html")),
            (&*inside("b.png"), None),
            (&*inside("c/column.htm"), Some("html"))
        ]
    );
}

#[test]
fn a_format_can_be_named() {
    let shell = Shell::new();
    shell.write("page.html", b"<html><body><p>One two three four five six seven eight nine.</p></body></html>");
    let report = shell.call(&["import", "--dry-run", "--json", "--format", "text", "page.html"]).json();
    valid(&report);
    assert_eq!(report["documents"][0]["format"], "text");
    assert!(report["documents"][0]["zones"][0]["text"].as_str().unwrap().starts_with("<html>"));
    assert_eq!(shell.call(&["import", "--dry-run", "--format", "film", "page.html"]).code, Some(2));
}

#[test]
fn a_press_review_names_its_chain() {
    let shell = Shell::new();
    shell.write("review.txt", super::super::project::REVIEW.1.as_bytes());
    let report = shell.call(&["import", "--dry-run", "--json", "review.txt"]).json();
    valid(&report);
    let chain = report["documents"][0]["articles"][0]["chain"].as_array().unwrap();
    assert_eq!(chain.len(), 2, "newspaper and writer: {chain:?}");
}
