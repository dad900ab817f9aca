//! How far a study is, and who did what, as a shell sees it.

use super::Shell;

#[test]
fn the_demo_says_how_far_it_is_and_what_was_done() {
    let shell = Shell::new();
    shell.call(&["demo", "d.mizan", "--json"]).fine();
    let told = shell.call(&["progress", "d.mizan", "--json"]).json();
    let round = &told["rounds"][0];
    assert_eq!(round["coders"].as_array().unwrap().len(), 3);
    assert!(round["agreement"].as_array().unwrap().iter().any(|q| q["variable"] == "A4" && q["interval"].is_array()));
    let name = round["coders"][0]["name"].as_str().unwrap();
    assert!(shell.call(&["progress", "d.mizan"]).fine().contains(&format!("{name}: ")));
    let own = shell.call(&["progress", "d.mizan", "--coder", name, "--json"]).json();
    assert!(own["own"]["done"].as_u64().unwrap() > 0 && own["rounds"].is_null());
    let all = shell.call(&["audit", "d.mizan", "--json"]).json();
    let all = all["entries"].as_array().unwrap().len();
    let some = shell.call(&["audit", "d.mizan", "--coder", name, "--json"]).json();
    let some = some["entries"].as_array().unwrap();
    assert!(!some.is_empty() && some.len() < all);
    assert!(some.iter().all(|e| e["by"] == name || e["of"] == name));
    let table = shell.call(&["audit", "d.mizan", "--coder", name, "--csv"]).fine();
    let rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes()).into_records().count();
    assert_eq!(rows, some.len());
    let none = shell.call(&["audit", "d.mizan", "--since", "2999-01-01", "--json"]).json();
    assert!(none["entries"].as_array().unwrap().is_empty());
    assert_eq!(shell.call(&["audit", "d.mizan", "--since", "yesterday"]).code, Some(2));
    assert!(shell.refused(&["progress", "d.mizan", "--round", "ZZ"]).contains("ZZ"));
    assert!(shell.refused(&["audit", "d.mizan", "--coder", "ZZ"]).contains("ZZ"));
}
