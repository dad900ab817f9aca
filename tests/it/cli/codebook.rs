//! `mizan codebook`, and projects that begin with another codebook.

use super::Shell;
use serde_json::Value;

fn next(shell: &Shell) -> String {
    let said = shell.call(&["codebook", "p.mizan", "--json"]).fine();
    let mut book: Value = serde_json::from_str(&said).unwrap();
    book["version"] = "1.1".into();
    for unit in book["units"].as_array_mut().unwrap() {
        for variable in unit["variables"].as_array_mut().unwrap() {
            if variable["code"] == "A8k" {
                variable["values"].as_array_mut().unwrap().retain(|v| v["code"] != "caption");
            }
        }
    }
    book.to_string()
}

#[test]
fn it_is_printed_for_people_and_for_programs_in_both_languages() {
    let shell = Shell::with_project();
    let markdown = shell.call(&["codebook", "p.mizan"]).fine();
    assert!(markdown.contains("### A8k · Known from · معروفة من"), "{markdown}");
    assert!(markdown.contains("| caption | 6 | Caption | شرح الصورة |"));
    let html = shell.call(&["codebook", "p.mizan", "--format", "html"]).fine();
    assert!(html.starts_with("<!doctype html>") && html.ends_with("</body></html>\n"));
    assert!(html.contains("<p lang=\"ar\" dir=\"rtl\">") && !html.contains("<script"));
    let data = shell.call(&["codebook", "p.mizan", "--format", "json"]).json();
    assert_eq!((data["id"].as_str(), data["version"].as_str()), (Some("media-bias"), Some("1.0")));
    // A file and a template are codebooks too.
    shell.write("book.json", data.to_string().as_bytes());
    assert_eq!(shell.call(&["codebook", "book.json"]).fine(), markdown);
    assert!(shell.call(&["codebook", "stance"]).fine().contains("## STN · "));
}

#[test]
fn a_newer_version_is_compared_without_a_trace_and_published_once() {
    let shell = Shell::with_project();
    shell.write("next.json", next(&shell).as_bytes());
    shell.write("table.csv", "variable,from,to\nA8k,caption,external\n".as_bytes());
    let before = shell.contents();
    let args = ["codebook", "p.mizan", "--compare", "next.json", "--answers", "table.csv"];
    let said = shell.call(&args).fine();
    assert!(said.starts_with("From 1.0 to 1.1:\n  A8k: value caption is gone\n"), "{said}");
    assert_eq!(shell.contents(), before);
    let plan = shell.call(&["codebook", "p.mizan", "--publish", "next.json", "--carry-over", "--json"]).json();
    assert_eq!((&plan["after"], &plan["moved"]), (&Value::from("1.1"), &Value::from(true)));
    assert_eq!(plan["changes"][0]["change"], "value_removed");
    let versions = shell.call(&["codebook", "p.mizan", "--versions"]).fine();
    assert_eq!(versions, "media-bias 1.0: 0 codings\nmedia-bias 1.1: 0 codings, for new codings\n");
    let said = shell.refused(&["codebook", "p.mizan", "--publish", "next.json"]);
    assert!(said.contains("next.json") && said.contains("the version 1.1 is published already"), "{said}");
}

#[test]
fn a_project_begins_with_a_template_or_with_a_codebook_of_ones_own() {
    let shell = Shell::new();
    shell.call(&["new", "s.mizan", "--codebook", "attribution"]).fine();
    let info = shell.call(&["info", "s.mizan", "--json"]).json();
    assert_eq!(info["info"]["codebook"], "attribution 1.0", "{info}");
    shell.call(&["codebook", "blank", "--json"]).fine();
    let own = shell.call(&["codebook", "blank", "--json"]).fine().replace("\"blank\"", "\"frames\"");
    shell.write("own.json", own.as_bytes());
    shell.call(&["new", "o.mizan", "--codebook", "own.json"]).fine();
    assert_eq!(shell.call(&["info", "o.mizan", "--json"]).json()["info"]["codebook"], "frames 1.0");
    let said = shell.refused(&["new", "x.mizan", "--codebook", "none"]);
    assert!(said.contains("media-bias, stance, attribution, blank"), "{said}");
    shell.write("bad.json", b"{\"id\": 3}");
    let said = shell.refused(&["new", "x.mizan", "--codebook", "bad.json"]);
    assert!(said.contains("the codebook cannot be read"), "{said}");
}

#[test]
fn a_table_of_answers_without_its_columns_is_refused() {
    let shell = Shell::with_project();
    shell.write("next.json", next(&shell).as_bytes());
    shell.write("table.csv", b"question,old,new\nA8k,caption,\n");
    let said = shell.refused(&["codebook", "p.mizan", "--publish", "next.json", "--answers", "table.csv"]);
    assert!(said.contains("table.csv has no column variable"), "{said}");
}

#[test]
fn a_codebook_is_checked_and_what_is_wrong_is_named_with_its_part() {
    let shell = Shell::with_project();
    assert_eq!(shell.call(&["codebook", "p.mizan", "--check"]).fine(), "Nothing is to be put right.\n");
    let mut book: Value = serde_json::from_str(&shell.call(&["codebook", "stance", "--json"]).fine()).unwrap();
    book["units"][1]["variables"][0]["label"]["ar"] = "".into();
    book["panels"].as_array_mut().unwrap().pop();
    shell.write("own.json", book.to_string().as_bytes());
    let said = shell.call(&["codebook", "own.json", "--check"]);
    let text = &said.out;
    assert!(text.contains("the variable A1: the Arabic words are missing\n"), "{text}");
    assert!(text.contains("the unit STN: no panel shows it, so nobody can code it (advice)"), "{text}");
    assert_eq!(said.code, Some(1), "{}", said.err);
}

#[test]
fn agreement_is_had_for_each_version_of_the_codebook() {
    let shell = Shell::new();
    shell.call(&["demo", "d.mizan"]).fine();
    let next =
        shell.call(&["codebook", "d.mizan", "--json"]).fine().replace("\"version\": \"1.0\"", "\"version\": \"1.1\"");
    shell.write("next.json", next.as_bytes());
    let before = shell.call(&["agreement", "d.mizan"]).fine();
    shell.call(&["codebook", "d.mizan", "--publish", "next.json"]).fine();
    assert_eq!(shell.call(&["agreement", "d.mizan", "--codebook-version", "1.0"]).fine(), before);
    assert_ne!(shell.call(&["agreement", "d.mizan", "--codebook-version", "1.1"]).fine(), before);
    let said = shell.refused(&["agreement", "d.mizan", "--codebook-version", "0.9"]);
    assert!(said.contains("it has 1.0, 1.1"), "{said}");
}
