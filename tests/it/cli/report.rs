//! The reliability report as a shell sees it: its files, its figures, and what packages of others make of them.

use super::Shell;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn demo() -> Shell {
    let shell = Shell::new();
    shell.call(&["demo", "d.mizan", "--json"]).fine();
    shell
}

/// The quick form: without spans, few resamples.
fn quick<'a>(to: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["report", "d.mizan", "-o", to, "--without-spans", "--bootstrap", "200"][..], more].concat()
}

fn report(shell: &Shell, folder: &str) -> Value {
    serde_json::from_slice(&std::fs::read(shell.at(folder).join("report.json")).unwrap()).unwrap()
}

#[test]
fn the_same_project_options_and_seed_give_the_same_bytes() {
    let shell = demo();
    shell.call(&quick("a", &[])).fine();
    shell.call(&quick("b", &["--json"])).fine();
    shell.call(&quick("c", &["--seed", "2"])).fine();
    let all = shell.contents();
    let of = |folder: &str| -> Vec<(String, blake3::Hash)> {
        let begin = shell.at(folder);
        let inner = |(path, hash): (&std::path::PathBuf, &blake3::Hash)| {
            Some((path.strip_prefix(&begin).ok()?.display().to_string(), *hash))
        };
        all.iter().filter_map(inner).collect()
    };
    let (a, b, c) = (of("a"), of("b"), of("c"));
    assert!(a.len() > 60 && a == b, "{} files", a.len());
    let names = |files: &[(String, blake3::Hash)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert!(names(&a) == names(&c) && a != c);
    for name in ["report.en.html", "report.ar.xlsx", "report.en.tex", "report.ar.md", "references.bib"] {
        assert!(names(&a).iter().any(|n| n == name), "{name}");
    }
}

#[test]
fn the_report_has_the_figures_that_the_agreement_prints() {
    let shell = demo();
    shell.call(&["report", "d.mizan", "-o", "r", "--bootstrap", "500", "--seed", "3"]).fine();
    let agreement = ["--measures", "alpha_nominal,alpha_ordinal,alpha_set_masi", "--bootstrap", "500", "--seed", "3"];
    let printed = shell.call(&[&["agreement", "d.mizan", "--json"][..], &agreement].concat()).json();
    let told = report(&shell, "r");
    let (variables, lines) = (told["variables"].as_array().unwrap(), printed["lines"].as_array().unwrap());
    assert_eq!(variables.len(), lines.len());
    let mut intervals = 0;
    for (variable, line) in variables.iter().zip(lines) {
        let code = &variable["variable"];
        assert_eq!(code, &line["variable"]);
        assert_eq!(variable["primary"]["value"], line["alpha"]["value"], "{code}");
        assert_eq!(variable["percent_agreement"], line["percent_agreement"]["value"], "{code}");
        assert_eq!(variable["pairable_values"], line["pairable_values"], "{code}");
        let measures = line["measures"].as_array().unwrap();
        let same = measures.iter().find(|m| m["measure"] == variable["primary"]["measure"]);
        if let (Some(same), false) = (same, variable["primary"]["low"].is_null()) {
            assert_eq!(
                [&variable["primary"]["low"], &variable["primary"]["high"]],
                [&same["ci_low"], &same["ci_high"]]
            );
            assert_eq!(variable["below_tentative"], same["q_below"]["0.667"], "{code}");
            intervals += 1;
        }
        // Nominal beside ordinal alpha.
        if variable["level"] == "ordinal" && !variable["primary"]["value"].is_null() {
            let nominal = measures.iter().find(|m| m["measure"] == "alpha_nominal").unwrap();
            let beside = variable["companions"].as_array().unwrap();
            let beside = beside.iter().find(|c| c["measure"] == "alpha_nominal").unwrap();
            assert_eq!(beside["value"], nominal["value"], "{code}");
        }
    }
    assert!(intervals > 10, "{intervals}");
    let marks = told["marks"].as_array().unwrap();
    assert!(marks.iter().any(|m| m["code"] == "R2" && m["figures"][0]["value"].is_f64()));
    assert!(told["findings"]["findings"].as_array().unwrap().iter().any(|f| f["code"] == "stance"));
}

#[test]
fn what_is_reported_can_be_chosen_and_wrong_choices_are_refused() {
    let shell = demo();
    shell.call(&quick("r", &["--variables", "A4,S3"])).fine();
    let told = report(&shell, "r");
    let codes: std::collections::BTreeSet<&str> =
        told["variables"].as_array().unwrap().iter().map(|v| v["variable"].as_str().unwrap()).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["A4", "S3"]);
    assert!(shell.refused(&quick("r", &[])).contains("is there already"));
    shell.call(&quick("r", &["--force"])).fine();
    assert!(report(&shell, "r")["variables"].as_array().unwrap().len() > 20);
    assert!(shell.refused(&quick("s", &["--round", "ZZ"])).contains("ZZ"));
    let wrong = shell.call(&quick("s", &["--variables", "ZZ"]));
    assert!(wrong.code == Some(2) && wrong.err.contains("ZZ"), "{}", wrong.err);
    // Nothing is adjudicated in the demo, so nothing is found there.
    shell.call(&quick("t", &["--findings", "adjudicated"])).fine();
    let findings = &report(&shell, "t")["findings"];
    assert_eq!(
        (findings["origin"].as_str(), findings["findings"].as_array().map(Vec::len)),
        (Some("adjudicated"), Some(0))
    );
}

#[test]
fn the_page_needs_nothing_else_and_arabic_runs_from_right_to_left() {
    let shell = demo();
    shell.call(&quick("r", &[])).fine();
    let read = |name: &str| std::fs::read_to_string(shell.at("r").join(name)).unwrap();
    for (name, dir) in [("report.en.html", "dir=\"ltr\""), ("report.ar.html", "lang=\"ar\" dir=\"rtl\"")] {
        let page = read(name).replace("http://www.w3.org/2000/svg", "");
        assert!(page.contains(dir) && page.contains("<svg") && page.contains("@page"), "{name}");
        for outside in ["http:", "https:", "<script", "<link", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{name} reaches for {outside}");
        }
    }
    let sheets = |name: &str| -> Vec<String> {
        let mut zip = zip::ZipArchive::new(std::fs::File::open(shell.at("r").join(name)).unwrap()).unwrap();
        let names: Vec<String> = zip.file_names().map(|n| n.unwrap().into_owned()).collect();
        let names: Vec<String> = names.into_iter().filter(|n| n.contains("worksheets/sheet")).collect();
        let mut read = |name: &String| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
        names.iter().map(&mut read).collect()
    };
    let (en, ar) = (sheets("report.en.xlsx"), sheets("report.ar.xlsx"));
    assert!(en.len() > 12 && en.len() == ar.len());
    assert!(ar.iter().all(|sheet| sheet.contains("rightToLeft=\"1\"")));
    assert!(!en.iter().any(|sheet| sheet.contains("rightToLeft=\"1\"")));
    let table = csv::Reader::from_path(shell.at("r/tables/reliability.csv")).unwrap().into_records().count();
    assert_eq!(table, report(&shell, "r")["variables"].as_array().unwrap().len());
}

/// What a program of others says of the report in a folder; nothing where it is not installed.
fn other(program: &str, args: &[&str], folder: &Path) -> Option<(Option<i32>, String)> {
    let output = Command::new(program).args(args).current_dir(folder).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.code(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn packages_of_others_compute_the_same_figures() {
    let python = std::env::var("MIZAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let shell = demo();
    shell.call(&quick("r", &[])).fine();
    let folder = shell.at("r/recompute");
    // A figure that is not what the ratings give is found.
    let table = std::fs::read_to_string(folder.join("figures.csv")).unwrap();
    let line = table.lines().find(|l| l.starts_with("A4,,alpha_ordinal,,,")).unwrap();
    let wrong = table.replacen(line, "A4,,alpha_ordinal,,,0.5", 1);
    for (program, script) in [(python.as_str(), "recompute.py"), ("Rscript", "recompute.R")] {
        std::fs::write(folder.join("figures.csv"), &table).unwrap();
        let Some((code, said)) = other(program, &[script], &folder).filter(|(code, _)| *code != Some(2)) else {
            println!("skipped: {program} has no packages for {script} (MIZAN_PYTHON names another Python)");
            continue;
        };
        assert_eq!(code, Some(0), "{said}");
        let compared: usize = said.split_whitespace().next().unwrap().parse().unwrap();
        assert!(compared > 150, "{said}");
        std::fs::write(folder.join("figures.csv"), &wrong).unwrap();
        let (code, said) = other(program, &[script], &folder).unwrap();
        assert!(code == Some(1) && said.contains("DIFFERS A4"), "{said}");
    }
}

#[test]
fn latex_compiles_where_it_is_installed() {
    let shell = demo();
    shell.call(&quick("r", &["--variables", "A1,A4,A7,S3,R6,C1"])).fine();
    let folder = shell.at("r");
    for (engine, file) in [("pdflatex", "report.en.tex"), ("xelatex", "report.en.tex"), ("xelatex", "report.ar.tex")] {
        match other(engine, &["-interaction=nonstopmode", "-halt-on-error", file], &folder) {
            None => println!("skipped: {engine} is not installed"),
            // Arabic needs packages and a typeface that a small installation lacks.
            Some((_, said)) if said.contains("not found") => println!("skipped: {engine} lacks what {file} needs"),
            Some((code, said)) => {
                let last: Vec<&str> = said.lines().rev().take(30).collect();
                assert_eq!(code, Some(0), "{engine} {file}: {}", last.join("\n"));
                let log = std::fs::read(folder.join(file).with_extension("log")).unwrap();
                assert!(!String::from_utf8_lossy(&log).contains("Missing character"), "{engine} {file}");
            }
        }
    }
}

#[test]
fn what_adjudication_changed_is_told_and_findings_can_rest_on_it() {
    let shell = demo();
    shell.call(&["adjudicate", "d.mizan", "--unanimous", "--majority"]).fine();
    shell.call(&quick("r", &["--findings", "adjudicated"])).fine();
    let told = report(&shell, "r");
    let of = |code: &str| told["variables"].as_array().unwrap().iter().find(|v| v["variable"] == code).unwrap();
    let tone = &of("A4")["adjudication"];
    let number = |value: &Value| value.as_f64().unwrap();
    // Twelve articles, three coders: what more than half hold was taken, so most values were upheld, but not where coders differ.
    assert!(number(&tone["units"]) > 8.0 && number(&tone["differed"]) > 0.0, "{tone}");
    assert!(number(&tone["upheld"]) > 0.6 && number(&tone["upheld"]) < 1.0, "{tone}");
    assert_eq!(tone["coders"].as_array().unwrap().len(), 3);
    // The figures of reliability are those before.
    shell.call(&["demo", "e.mizan", "--json"]).fine();
    shell.call(&["report", "e.mizan", "-o", "s", "--without-spans", "--bootstrap", "200"]).fine();
    let before = report(&shell, "s");
    let same = before["variables"].as_array().unwrap().iter().find(|v| v["variable"] == "A4").unwrap();
    assert_eq!(of("A4")["primary"], same["primary"]);
    // An adjudicated coding stands alone, so its records count as whole ones.
    let findings = &told["findings"];
    let stance = findings["findings"].as_array().unwrap().iter().find(|f| f["code"] == "stance").unwrap();
    let counts: Vec<f64> = stance["groups"].as_array().unwrap().iter().map(|g| number(&g["count"])).collect();
    assert!(!counts.is_empty() && counts.iter().all(|n| n.fract() == 0.0), "{counts:?}");
    assert_eq!(findings["origin"], "adjudicated");
}
