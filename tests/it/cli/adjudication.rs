//! Where coders differ and what is decided there, as a shell sees it.

use super::Shell;
use serde_json::Value;

/// The demo: three coders with finished work.
fn demo() -> Shell {
    let shell = Shell::new();
    shell.call(&["demo", "d.mizan", "--json"]).fine();
    shell
}

fn cases(shell: &Shell, more: &[&str]) -> Value {
    shell.call(&[&["disagreements", "d.mizan", "--json"], more].concat()).json()
}

#[test]
fn a_round_is_settled_from_the_command_line() {
    let shell = demo();
    let agreement = shell.call(&["agreement", "d.mizan", "--json"]).fine();
    let all = cases(&shell, &[]);
    let open = all["open"].as_u64().unwrap();
    assert!(open > 10, "{open}");
    let listed = all["cases"].as_array().unwrap();
    assert!(listed.iter().all(|case| case["standing"] != "settled"));
    assert_eq!(all["coders"], serde_json::json!(["A", "B", "C"]), "letters until they are revealed");
    assert_ne!(cases(&shell, &["--reveal"])["coders"], all["coders"]);
    // Filters.
    let stance = cases(&shell, &["--variable", "S3"]);
    let stance = stance["cases"].as_array().unwrap();
    assert!(!stance.is_empty() && stance.iter().all(|case| case["item"] == "S3"));
    let two = cases(&shell, &["--coder", "A", "--coder", "B"]);
    assert!(two["cases"].as_array().unwrap().iter().all(|case| case["cells"]["A"] != case["cells"]["B"]));
    // A look, the majority and what all hold, and the rest from a table.
    let by = ["--by", "Amal"];
    let names = shell.call(&["info", "d.mizan", "--json"]).json();
    let name = names["info"]["coders"][0]["name"].as_str().unwrap().to_owned();
    let by = [by[0], name.as_str()];
    let before = shell.call(&["disagreements", "d.mizan"]).fine();
    shell.call(&[&["adjudicate", "d.mizan", "--majority", "--dry-run"], &by[..]].concat()).fine();
    assert_eq!(shell.call(&["disagreements", "d.mizan"]).fine(), before, "a look changes nothing");
    let done =
        shell.call(&[&["adjudicate", "d.mizan", "--majority", "--unanimous", "--json"], &by[..]].concat()).json();
    assert!(done["majority"].as_u64().unwrap() > 0 && done["unanimous"].as_u64().unwrap() > 0);
    let left = done["open"].as_u64().unwrap();
    assert!(left < open);
    let table = shell.call(&["disagreements", "d.mizan", "--csv"]).fine();
    let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let head = rows.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|c| c == name).unwrap();
    let mut filled = Vec::new();
    for row in rows.records() {
        let row = row.unwrap();
        // NA follows from an answer before it; whoever says something is taken.
        let says = |letter: &&str| !["", "NA"].contains(&&row[at(letter)]);
        if let Some(letter) = ["A", "B", "C"].into_iter().find(says) {
            filled.push(serde_json::json!({
                "case": &row[at("case")], "take": letter, "cause": "unclear_rule", "reason": "القاعدة مبهمة"
            }));
        }
    }
    assert!(!filled.is_empty());
    shell.write("d.json", serde_json::to_string(&filled).unwrap().as_bytes());
    let done = shell.call(&[&["adjudicate", "d.mizan", "--decisions", "d.json", "--json"], &by[..]].concat()).json();
    assert_eq!(done["decided"].as_u64().unwrap(), filled.len() as u64);
    assert!(done["open"].as_u64().unwrap() < left);
    assert!(shell.call(&["disagreements", "d.mizan", "--rules"]).fine().contains("القاعدة مبهمة"));
    let against = shell.call(&["disagreements", "d.mizan", "--against", "--json"]).json();
    assert_eq!(against["against"].as_array().unwrap().len(), 3);
    assert_eq!(
        shell.call(&["agreement", "d.mizan", "--json"]).fine(),
        agreement,
        "agreement is that before adjudication"
    );
    shell.call(&["check", "d.mizan"]).fine();
    shell.call(&["export", "d.mizan", "--to", "tables"]).fine();
    assert!(std::fs::read_to_string(shell.at("tables/codings.csv")).unwrap().contains("Adjudicated"));
}

#[test]
fn calls_that_decide_nothing_are_refused_with_a_sentence() {
    let shell = demo();
    assert_eq!(shell.call(&["adjudicate", "d.mizan"]).code, Some(2));
    assert_eq!(shell.call(&["disagreements", "d.mizan", "--values", "1"]).code, Some(2));
    assert!(
        shell.refused(&["adjudicate", "d.mizan", "--majority", "--by", "Nobody"]).contains("no coder called Nobody")
    );
    assert!(shell.refused(&["disagreements", "d.mizan", "--variable", "ZZ"]).contains("ZZ"));
    assert!(shell.refused(&["disagreements", "d.mizan", "--round", "ZZ"]).contains("ZZ"));
    shell.write("d.csv", "case,take\nx,A\n".as_bytes());
    let by = shell.call(&["info", "d.mizan", "--json"]).json();
    let name = by["info"]["coders"][0]["name"].as_str().unwrap().to_owned();
    let said = shell.refused(&["adjudicate", "d.mizan", "--decisions", "d.csv", "--by", &name]);
    assert!(said.contains("row 1") && said.contains("nothing was decided"), "{said}");
}
