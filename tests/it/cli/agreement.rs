//! `mizan agreement` on files: every door gives the figures of the library under the same names, and what is wrong in a file is
//! told with its place.

use super::Shell;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Krippendorff (2011), reliability data C: four observers, twelve units, missing values.
const WIDE: &str = "unit,A,B,C,D\n1,1,1,,1\n2,2,2,3,2\n3,3,3,3,3\n4,3,3,3,3\n5,2,2,2,2\n6,1,2,3,4\n7,4,4,4,4\n8,1,1,2,1\n\
                    9,2,2,2,2\n10,,5,5,5\n11,,,1,1\n12,,,3,\n";

fn nominal(file: &str) -> Vec<String> {
    ["agreement", "--ratings", file, "--level", "nominal", "--format", "json"].map(str::to_owned).to_vec()
}

impl Shell {
    /// A call that prints JSON.
    #[track_caller]
    fn figures(&self, args: &[impl AsRef<std::ffi::OsStr>]) -> Value {
        serde_json::from_str(&self.call(args).fine()).unwrap()
    }

    /// A call that is the caller's mistake; its sentence.
    #[track_caller]
    fn wrong_call(&self, args: &[impl AsRef<std::ffi::OsStr>]) -> String {
        let said = self.call(args);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{}", said.err);
        said.err.trim_end().strip_prefix("mizan: ").unwrap_or(&said.err).to_owned()
    }

    /// The sentence about a table of ratings.
    #[track_caller]
    fn malformed(&self, table: &str, more: &[&str]) -> String {
        self.write("t.csv", table.as_bytes());
        let mut call = vec!["agreement", "--ratings", "t.csv"];
        if !more.contains(&"--level") {
            call.extend(["--level", "nominal"]);
        }
        call.extend(more);
        self.wrong_call(&call)
    }
}

fn row<'a>(document: &'a Value, measure: &str) -> &'a Value {
    let rows = document["measures"].as_array().unwrap();
    rows.iter().find(|row| row["measure"] == measure).unwrap_or_else(|| panic!("no {measure} in {document:#}"))
}

#[track_caller]
fn close(document: &Value, measure: &str, wanted: f64) {
    let found = row(document, measure)["value"].as_f64().unwrap();
    assert!((found - wanted).abs() < 5e-4, "{measure}: {found}, expected {wanted}");
}

#[test]
fn a_wide_table_gives_the_figures_of_krippendorff_2011() {
    let shell = Shell::new();
    shell.write("c.csv", WIDE.as_bytes());
    let call = |level: &str| {
        shell.figures(&["agreement", "--ratings", "c.csv", "--level", level, "--measures", "all", "--format", "json"])
    };
    let found = call("nominal");
    for (measure, wanted) in
        [("alpha_nominal", 0.743), ("alpha_ordinal", 0.815), ("alpha_interval", 0.849), ("alpha_ratio", 0.797)]
    {
        close(&found, measure, wanted);
        assert_eq!(row(&call(measure.strip_prefix("alpha_").unwrap()), measure), row(&found, measure));
    }
    let alpha = row(&found, "alpha_nominal");
    let keys = "measure,level,value,se,ci_low,ci_high,ci_method,n_units,n_coders,n_pairable,undefined";
    let names = alpha.as_object().unwrap().keys().map(String::as_str);
    let first: Vec<&str> = names.take(keys.split(',').count()).collect();
    assert_eq!(first.join(","), keys, "the names that programs rely on");
    let counts = ["n_units", "n_coders", "n_pairable", "n_pairable_values"].map(|key| alpha[key].as_u64().unwrap());
    assert_eq!((counts, &alpha["level"]), ([12, 4, 11, 40], &json!("nominal")));
    assert_eq!(
        (&found["coders"], &found["categories"]),
        (&json!(["A", "B", "C", "D"]), &json!(["1", "2", "3", "4", "5"]))
    );
    assert!(
        row(&found, "category_kappa.3")["value"].is_f64() && row(&found, "coder_mean_kappa.3")["measure"].is_string()
    );
}

#[test]
fn every_way_in_gives_the_same_figures() {
    let shell = Shell::new();
    shell.write("wide.csv", WIDE.as_bytes());
    let mut long = String::from("coder,unit,value,when\n");
    let mut columns: Vec<Vec<Value>> = vec![Vec::new(); 4];
    for line in WIDE.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        for (coder, cell) in cells[1..].iter().enumerate() {
            columns[coder].push(if cell.is_empty() { Value::Null } else { json!(cell.parse::<u32>().unwrap()) });
            if !cell.is_empty() {
                long.push_str(&format!("{},{},{cell},today\n", ["A", "B", "C", "D"][coder], cells[0]));
            }
        }
    }
    shell.write("long.csv", long.as_bytes());
    let data = json!({ "coders": ["A", "B", "C", "D"], "n_units": 12, "matrix": columns });
    shell.write(
        "case.json",
        json!({ "id": "x", "kind": "coding", "levels": ["nominal"], "categories": null, "data": data })
            .to_string()
            .as_bytes(),
    );
    let mut flat = data.clone();
    flat["kind"] = json!("coding");
    shell.write("flat.json", flat.to_string().as_bytes());
    // What Excel, R and German, French and Arabic spreadsheets make of the same table.
    let crlf = WIDE.replace('\n', "\r\n");
    shell.write("bom.csv", format!("\u{feff}{crlf}").as_bytes());
    shell.write("semicolon.csv", format!("sep=;\r\n{}", crlf.replace(',', ";")).as_bytes());
    shell.write("tab.tsv", WIDE.replace(',', "\t").as_bytes());
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(WIDE.replace(',', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    shell.write("utf16.txt", &utf16);
    let quoted: Vec<String> =
        WIDE.lines().map(|l| l.split(',').map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(",")).collect();
    shell.write("quoted.csv", quoted.join("\n").as_bytes());
    shell.write("trailing.csv", format!("{WIDE},,,,\n,,,,\n").as_bytes());
    let mut digits = WIDE.to_owned();
    for (western, arabic) in "12345".chars().zip("١٢٣٤٥".chars()) {
        // One coder types Arabic digits, the others do not.
        digits = digits
            .lines()
            .map(|l| match l.rsplit_once(',') {
                Some((before, last)) => format!("{before},{}\n", last.replace(western, &arabic.to_string())),
                None => String::new(),
            })
            .collect();
    }
    shell.write("digits.csv", digits.as_bytes());
    shell.write("pandas.csv", WIDE.replace(",3,", ",3.0,").as_bytes());
    let expected = shell.figures(&nominal("wide.csv"))["measures"].clone();
    assert!(expected.as_array().unwrap().len() >= 5);
    for file in [
        "long.csv",
        "bom.csv",
        "semicolon.csv",
        "tab.tsv",
        "utf16.txt",
        "quoted.csv",
        "trailing.csv",
        "digits.csv",
        "pandas.csv",
    ] {
        assert_eq!(shell.figures(&nominal(file))["measures"], expected, "{file}");
    }
    for file in ["case.json", "flat.json"] {
        let found = shell.figures(&["agreement", "--data", file, "--format", "json"]);
        assert_eq!(found["measures"], expected, "{file}");
    }
    let told = shell.figures(&nominal("digits.csv"))["notices"].to_string();
    assert!(told.contains("several spellings") && told.contains('٣'), "{told}");
}

#[test]
fn labels_in_arabic_and_declared_categories() {
    let shell = Shell::new();
    let table = "المقال;سلمى;خالد\nأ;مؤيد;\u{200f}مؤيد \nب;محايد;معارض\nج;معارض;معارض\n";
    shell.write("stance.csv", table.as_bytes());
    let mut call = nominal("stance.csv");
    let found = shell.figures(&call);
    assert_eq!(
        (&found["coders"], &found["categories"]),
        (&json!(["سلمى", "خالد"]), &json!(["مؤيد", "محايد", "معارض"]))
    );
    assert!(row(&found, "alpha_nominal")["value"].is_f64());
    // Declared categories keep their order and count although nobody chose them.
    call.extend(
        ["--categories", "معارض,محايد,مؤيد,لا ينطبق", "--measures", "bp,category_kappa,alpha_ordinal"]
            .map(str::to_owned),
    );
    let declared = shell.figures(&call);
    assert_eq!(declared["categories"], json!(["معارض", "محايد", "مؤيد", "لا ينطبق"]));
    close(&declared, "bp", (2.0 / 3.0 - 0.25) / 0.75);
    assert_eq!(row(&declared, "category_kappa.لا ينطبق")["value"], Value::Null);
    assert!(row(&declared, "alpha_ordinal")["value"].is_f64());
    // Without a declared order, words have no ranks.
    let words = shell.figures(&["agreement", "--ratings", "stance.csv", "--level", "ordinal", "--json"]);
    assert!(row(&words, "alpha_ordinal")["undefined"].as_str().unwrap().contains("declare"));
}

#[test]
fn numbers_with_decimal_commas() {
    let shell = Shell::new();
    shell.write("de.csv", "Nr;x;y\n1;2,5;2,5\n2;3,75;٣٫٥\n3;-1;−1\n4;0;0,5\n".as_bytes());
    shell.write("en.csv", b"Nr,x,y\n1,2.5,2.5\n2,3.75,3.5\n3,-1,-1\n4,0,0.5\n");
    let call = |file| shell.figures(&["agreement", "--ratings", file, "--level", "interval", "--json"]);
    let (german, english) = (call("de.csv"), call("en.csv"));
    assert_eq!(german["measures"], english["measures"]);
    assert!(german["notices"][0].as_str().unwrap().contains("decimal marks"));
    assert!(shell.malformed("u;x;y\n1;1,234;2\n", &["--level", "ratio"]).contains("line 2, column 2 (x)"));
}

#[test]
fn sets_of_labels() {
    let shell = Shell::new();
    shell.write(
        "sets.csv",
        "unit,A,B\n1,conflict|economy,economy | conflict\n2,|,|\n3,human,human|moral\n4,moral,\n".as_bytes(),
    );
    let args = ["agreement", "--ratings", "sets.csv", "--sets", "--measures", "all", "--format", "json"];
    let found = shell.figures(&args);
    assert_eq!(found["categories"], json!(["conflict", "economy", "human", "moral"]));
    assert_eq!(row(&found, "alpha_set_masi")["n_pairable"], 3, "the empty set is a value, an empty cell is none");
    assert!(row(&found, "alpha_label.human")["value"].is_f64());
    let matrix = json!([
        [["conflict", "economy"], [], ["human"], ["moral"]],
        [["economy", "conflict"], [], ["human", "moral"], null]
    ]);
    shell.write(
        "sets.json",
        json!({ "kind": "sets", "data": { "coders": ["A", "B"], "matrix": matrix } }).to_string().as_bytes(),
    );
    let data = shell.figures(&["agreement", "--data", "sets.json", "--measures", "all", "--json"]);
    assert_eq!(data["measures"], found["measures"]);
}

#[test]
fn an_undefined_figure_has_a_reason_and_no_value() {
    let shell = Shell::new();
    shell.write("same.csv", b"unit,A,B\n1,x,x\n2,x,x\n");
    let found = shell.figures(&nominal("same.csv"));
    let alpha = row(&found, "alpha_nominal");
    assert_eq!((&alpha["value"], &alpha["ci_low"]), (&Value::Null, &Value::Null));
    assert!(alpha["undefined"].as_str().unwrap().starts_with("no variation"));
    assert_eq!(row(&found, "percent_agreement")["value"], 1.0);
    for row in found["measures"].as_array().unwrap() {
        assert!(row["value"].is_null() == row["undefined"].is_string(), "either a value or a reason: {row}");
    }
    let csv = shell.call(&["agreement", "--ratings", "same.csv", "--level", "nominal", "--format", "csv"]).fine();
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("measure,level,value,se,ci_low,ci_high,ci_method,n_units,n_coders,n_pairable,undefined")
    );
    assert!(lines.any(|l| l.starts_with("alpha_nominal,nominal,,,,,,2,2,2,\"no variation")), "{csv}");
    let table = shell.call(&["agreement", "--ratings", "same.csv", "--level", "nominal"]).fine();
    assert!(table.contains("undefined") && table.contains("no variation"), "{table}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let shell = Shell::new();
    shell.write("c.csv", WIDE.as_bytes());
    let call = |seed: &str, method: &str| {
        shell
            .call(&[
                "agreement",
                "--ratings",
                "c.csv",
                "--level",
                "ordinal",
                "--bootstrap",
                "500",
                "--seed",
                seed,
                "--interval",
                method,
                "--json",
            ])
            .fine()
    };
    let (one, two) = (call("7", "bca"), call("8", "bca"));
    assert_eq!(one, call("7", "bca"));
    let one: Value = serde_json::from_str(&one).unwrap();
    let alpha = row(&one, "alpha_ordinal");
    assert_eq!(
        (&one["seed"], &one["options"]["bootstrap"], &alpha["ci_method"]),
        (&json!(7), &json!(500), &json!("bca"))
    );
    assert!(alpha["ci_low"].as_f64() < alpha["value"].as_f64() && alpha["value"].as_f64() < alpha["ci_high"].as_f64());
    assert!(alpha["q_below"]["0.667"].as_f64() <= alpha["q_below"]["0.8"].as_f64());
    assert_ne!(alpha["ci_low"], row(&serde_json::from_str(&two).unwrap(), "alpha_ordinal")["ci_low"]);
    let kalpha: Value = serde_json::from_str(&call("7", "kalpha")).unwrap();
    assert_eq!(row(&kalpha, "alpha_ordinal")["ci_method"], "kalpha");
    assert!(row(&kalpha, "ac2_ordinal")["no_interval"].is_string());
}

#[test]
fn weights_of_ones_own() {
    let shell = Shell::new();
    shell.write("r.csv", b"u,A,B\n1,a,a\n2,a,b\n3,b,b\n4,c,b\n5,c,c\n6,b,a\n");
    // The rows of the table stand in another order than its columns.
    shell.write("w.csv", b"from,a,b,c\nc,2,1.5,0\na,0,1,2\nb,1,0,1.5\n");
    let found =
        shell.figures(&["agreement", "--ratings", "r.csv", "--level", "nominal", "--weights", "w.csv", "--json"]);
    assert!(row(&found, "cohen_kappa_custom")["value"].is_f64());
    let data = json!({
        "kind": "coding", "custom_weights": [[0, 1, 2], [1, 0, 1.5], [2, 1.5, 0]], "custom_order": ["a", "b", "c"],
        "data": { "matrix": [["a", "a", "b", "c", "c", "b"], ["a", "b", "b", "b", "c", "a"]] },
    });
    shell.write("w.json", data.to_string().as_bytes());
    let of_data = shell.figures(&["agreement", "--data", "w.json", "--measures", "all", "--json"]);
    assert_eq!(row(&of_data, "alpha_custom"), row(&found, "alpha_custom"));
    shell.write("w.csv", b"from,a,b\na,0,1\nb,1,0\n");
    let said = shell.wrong_call(&["agreement", "--ratings", "r.csv", "--level", "nominal", "--weights", "w.csv"]);
    assert!(said.contains("a, b, c was expected"), "{said}");
}

#[test]
fn spans_on_texts() {
    let shell = Shell::new();
    let spans = "unit,coder,start,end,category\nt1,A,0,10,source\nt1,B,2,10,source\nt1,A,20,30,cue\nt1,B,20,30,cue\nt2,A,,,\nt2,B,5,9,source\n";
    shell.write("spans.csv", spans.as_bytes());
    shell.write("texts.csv", b"unit,length\nt1,40\nt2,20\n");
    let args = [
        "agreement",
        "--spans",
        "spans.csv",
        "--continuum",
        "texts.csv",
        "--measures",
        "all",
        "--format",
        "json",
        "--gamma-samples",
        "30",
    ];
    let found = shell.figures(&args);
    close(&found, "f1_exact_labelled_mean", 2.0 / 5.0);
    for measure in ["u_alpha", "cu_alpha", "ku_alpha.cue", "char_alpha", "gamma_shuffle", "gamma_cat_shuffle"] {
        assert!(row(&found, measure)["n_units"] == 2 && row(&found, measure)["n_coders"] == 2, "{measure}");
    }
    assert_eq!(row(&found, "u_alpha")["n_pairable"], 2, "who marked nothing was asked all the same");
    // One text as a data file.
    let coders = json!({ "A": [[0, 10, "source"], [20, 30, "cue"]], "B": [[2, 10, "source"], [20, 30, "cue"]] });
    shell.write(
        "spans.json",
        json!({ "kind": "spans", "data": { "coders": coders, "length": 40 } }).to_string().as_bytes(),
    );
    shell.write("one.csv", spans.lines().take(5).collect::<Vec<_>>().join("\n").as_bytes());
    shell.write("one_text.csv", b"unit,length\nt1,40\n");
    let of_data = shell.figures(&["agreement", "--data", "spans.json", "--json", "--gamma-samples", "30"]);
    let of_table = shell.figures(&[
        "agreement",
        "--spans",
        "one.csv",
        "--continuum",
        "one_text.csv",
        "--json",
        "--gamma-samples",
        "30",
    ]);
    assert_eq!(of_data["measures"], of_table["measures"]);
    // Who was not asked is not compared.
    shell.write("texts.csv", b"unit,length,coders\nt1,40,A|B\nt2,20,B\n");
    shell.write("spans.csv", spans.replace("t2,A,,,\n", "").as_bytes());
    assert_eq!(row(&shell.figures(&args), "u_alpha")["n_pairable"], 1);
}

#[test]
fn relations_and_segments() {
    let shell = Shell::new();
    let table = "unit,coder,relation,role,start,end,parent,tone\n\
        t,A,r1,source,0,5,,neutral\nt,A,r1,cue,6,9,,\nt,A,r1,content,10,30,,\nt,A,r2,content,15,30,r1,negative\n\
        t,B,1,source,0,5,,neutral\nt,B,1,cue,6,9,,\nt,B,1,content,10,28,,\nt,B,2,content,15,28,1,neutral\n";
    shell.write("rel.csv", table.as_bytes());
    let found = shell.figures(&["agreement", "--relations", "rel.csv", "--json"]);
    close(&found, "relation_f1_overlap_all_roles", 1.0);
    close(&found, "role_f1_exact.source", 1.0);
    close(&found, "nesting_agreement", 1.0);
    close(&found, "attribute_percent_agreement.tone", 0.5);
    assert_eq!(
        (&found["categories"], &row(&found, "relations_matched")["value"]),
        (&json!(["source", "cue", "content"]), &json!(2.0))
    );
    let relation = |end: u32| json!([[[0, 5], [6, 9], [10, end]], [null, null, [[15, end]]]]);
    shell.write(
        "rel.json",
        json!({ "kind": "relations", "data": { "a": relation(30), "b": relation(28) } }).to_string().as_bytes(),
    );
    let data = shell.figures(&[
        "agreement",
        "--data",
        "rel.json",
        "--measures",
        "relation_f1_exact,agr_a_b_exact,agr_a_b_content_overlap",
        "--json",
    ]);
    close(&data, "agr_a_b_content_overlap", 1.0);
    close(&data, "relation_f1_exact", 0.0);
    assert_eq!(data["measures"].as_array().unwrap().len(), 3);
    shell.write(
        "seg.json",
        json!({ "kind": "segmentation", "data": { "a": [5, 5, 10], "b": [5, 15] } }).to_string().as_bytes(),
    );
    let segments = shell.figures(&["agreement", "--data", "seg.json", "--measures", "all", "--json"]);
    assert!(row(&segments, "boundary_similarity_mean")["value"].is_f64());
}

#[test]
fn chains_of_links_in_their_order() {
    let shell = Shell::new();
    shell.write("chains.csv", "unit,A,B\n1,AFP|TASS,AFP|TASS\n2,|,Reuters\n3,X|Y|Z,X|Z\n4,b|a,a|b\n5,a,\n".as_bytes());
    let found = shell.figures(&["agreement", "--ratings", "chains.csv", "--chains", "--measures", "all", "--json"]);
    // Edits over the longer length: 0, 1, 1/3 and 1 (two links that changed places are both replaced).
    close(&found, "chain_similarity", 1.0 - (1.0 + 1.0 / 3.0 + 1.0) / 4.0);
    close(&found, "chain_percent_agreement", 0.25);
    assert_eq!((&found["kind"], &found["categories"][0]), (&json!("chains"), &json!("AFP")));
    let case = json!({ "kind": "chains", "data": { "coders": ["A", "B"], "matrix": [
        [["AFP", "TASS"], [], ["X", "Y", "Z"], ["b", "a"], ["a"]],
        [["AFP", "TASS"], ["Reuters"], ["X", "Z"], ["a", "b"], null],
    ] } });
    shell.write("chains.json", case.to_string().as_bytes());
    let of_case = shell.figures(&["agreement", "--data", "chains.json", "--measures", "all", "--json"]);
    assert_eq!(of_case["measures"], found["measures"]);
    let sentence = shell.malformed("unit,A,B\n1,a|b,c\n", &["--chains", "--categories", "a,b"]);
    assert!(sentence.contains("line 2") && sentence.contains("\u{201c}c\u{201d} is not among"), "{sentence}");
}

#[test]
fn every_pair_of_coders() {
    let shell = Shell::new();
    shell.write("c.csv", WIDE.as_bytes());
    let call = ["agreement", "--ratings", "c.csv", "--level", "nominal", "--measures", "cohen_kappa,bp"];
    let found = shell.figures(&[&call[..], &["--pairs", "--json"]].concat());
    let rows = found["measures"].as_array().unwrap();
    let pairs: Vec<&Value> = rows.iter().map(|row| &row["pair"]).collect();
    assert_eq!((pairs.len(), pairs[0], pairs[1]), (2 + 2 * 6, &Value::Null, &Value::Null));
    let of_all = shell.figures(&[&call[..], &["--json"]].concat());
    assert_eq!(rows[..2], of_all["measures"].as_array().unwrap()[..]);
    let kappa = rows.iter().find(|row| row["pair"] == json!(["B", "D"]) && row["measure"] == "cohen_kappa").unwrap();
    // Nine units of both, eight of them the same.
    let mut two_coders = String::new();
    for line in WIDE.lines() {
        let cells: Vec<&str> = line.split(',').collect();
        two_coders.push_str(&[cells[0], cells[2], cells[4]].join(","));
        two_coders.push('\n');
    }
    shell.write("two.csv", two_coders.as_bytes());
    let mut two = call;
    two[2] = "two.csv";
    let alone = shell.figures(&[&two[..], &["--categories", "1,2,3,4,5", "--json"]].concat());
    assert_eq!(kappa["value"], row(&alone, "cohen_kappa")["value"]);
    let csv = shell.call(&[&call[..], &["--pairs", "--format", "csv"]].concat()).fine();
    assert!(csv.starts_with("coder_a,coder_b,measure") && csv.contains("\nB,D,bp,"), "{csv}");
    let table = shell.call(&[&call[..], &["--pairs"]].concat()).fine();
    assert!(table.contains("\nB and D\nmeasure"), "{table}");
}

#[test]
fn words_and_sentences_where_the_texts_are_known() {
    let shell = Shell::new();
    shell.write("texts.csv", "unit,text\nt1,\"قال الوزير: لن نتراجع. ثم خرج.\"\n".as_bytes());
    let spans = "unit,coder,start,end,category\nt1,A,0,3,cue\nt1,A,4,10,source\nt1,B,4,10,source\nt1,B,12,22,content\n";
    shell.write("spans.csv", spans.as_bytes());
    let call = ["agreement", "--spans", "spans.csv", "--continuum", "texts.csv", "--measures", "all", "--json"];
    let found = shell.figures(&call);
    // Six words: cue against nothing, source twice, content against nothing twice, nothing twice.
    close(&found, "word_f1_mean", 2.0 / 5.0);
    close(&found, "sentence_f1_mean", 1.0);
    assert!(row(&found, "word_alpha")["value"].is_f64() && row(&found, "sentence_kappa_mean")["value"].is_f64());
    let case = json!({ "kind": "spans", "data": { "text": "قال الوزير: لن نتراجع. ثم خرج.", "coders": {
        "A": [[0, 3, "cue"], [4, 10, "source"]], "B": [[4, 10, "source"], [12, 22, "content"]],
    } } });
    shell.write("case.json", case.to_string().as_bytes());
    let of_case = shell.figures(&["agreement", "--data", "case.json", "--measures", "all", "--json"]);
    assert_eq!(of_case["measures"], found["measures"]);
    let without = shell.figures(&["agreement", "--spans", "spans.csv", "--measures", "word_alpha", "--json"]);
    assert!(row(&without, "word_alpha")["undefined"].as_str().unwrap().contains("texts are not known"));
    shell.write("texts.csv", "unit,text,length\nt1,abc,4\n".as_bytes());
    let sentence = shell.wrong_call(&call);
    assert!(sentence.contains("line 2") && sentence.contains("3 characters"), "{sentence}");
}

#[test]
fn lists_of_coders_may_stand_under_their_own_name() {
    let shell = Shell::new();
    let call = |kind: &str, data: Value| {
        shell.write("case.json", json!({ "kind": kind, "data": data }).to_string().as_bytes());
        shell.figures(&["agreement", "--data", "case.json", "--measures", "all", "--json"])["measures"].clone()
    };
    let cuts = json!({ "a": [2, 3, 5], "b": [5, 5] });
    assert_eq!(call("segmentation", json!({ "coders": cuts })), call("segmentation", cuts));
    let tied = json!({ "a": [[[0, 5], null, [6, 9]]], "b": [[[0, 5], [5, 6], [6, 9]]] });
    assert_eq!(call("relations", json!({ "coders": tied })), call("relations", tied));
}

#[test]
fn a_malformed_table_is_told_with_line_column_and_what_was_expected() {
    let shell = Shell::new();
    let cases: [(&str, &[&str], &[&str]); 19] = [
        ("", &[], &["t.csv", "empty", "expected"]),
        ("unit,A,B\n", &[], &["no line below"]),
        ("unit\n1\n", &[], &["line 1", "one column", "expected"]),
        ("unit,A,A\n1,x,y\n", &[], &["line 1, column 3 (A)", "two columns"]),
        ("unit,A,B\n1,x\n", &[], &["line 2", "2 cells, but 3 were expected"]),
        ("unit,A,B\n1,x,y\n\n2,x,y,z\n", &[], &["line 4", "4 cells"]),
        ("unit,A,B\n1,x,y\n,x,y\n", &[], &["line 3, column 1 (unit)", "name of the unit was expected"]),
        ("unit,A,B\n1,x,y\n2,x,x\n1,x,y\n", &[], &["line 4, column 1 (unit)", "line 2 already"]),
        ("unit,A,B\n1,x,NA\n", &[], &["line 2, column 3 (B)", "--missing NA"]),
        ("unit,A,B\n1,x,y\n2,x,z\n", &["--categories", "x,y"], &["line 3, column 3 (B)", "“z”", "x, y"]),
        ("unit,A,B\n1,3,4\n2,three,4\n", &["--level", "interval"], &["line 3, column 2 (A)", "three", "number like 3"]),
        ("unit,A,B\n1,\"x,y\n2,x,y\n", &[], &["line 2", "2 cells"]),
        ("unit,A,B\n1,x,\"y\n2,x,y\n", &[], &["line 2, column 3 (B)", "quotation mark"]),
        (
            "unit,coder,value\n1,A,x\n1,A,y\n1,A,x\n",
            &[],
            &["line 3, column 3 (value)", "A has rated", "“x” there, “y” here", "1 more"],
        ),
        ("unit,coder,value\n1,,x\n", &[], &["line 2, column 2 (coder)", "name of the coder was expected"]),
        (
            "unit,who,value\n1,A,x\n",
            &["--layout", "long"],
            &["line 1", "“coder”", "unit, coder, value", "found unit, who, value"],
        ),
        ("PK\u{3}\u{4}xl/workbook", &[], &["office document", "CSV"]),
        ("unit,A,B\n1,x,|\n2,a|q,b\n", &["--sets", "--categories", "x,a,b"], &["line 3, column 2 (A)", "“q”"]),
        ("unit,A,\n1,x,\n2,x,y\n", &[], &["line 3, column 3", "name of its coder"]),
    ];
    for (table, more, words) in cases {
        let said = shell.malformed(table, more);
        for word in words {
            assert!(said.contains(word), "{table:?}: {word:?} is missing in: {said}");
        }
        assert!(said.contains("t.csv") && said.contains("nothing was computed") && !said.contains('\n'), "{said}");
    }
    // The line is that of an editor, whatever ends it, with empty lines and with lines inside quotation marks.
    for (table, words) in [
        ("unit,A,B\r\n1,x,y\r\n\r\n2,x\r\n", "line 4: 2 cells"),
        ("sep=;\r\nunit;A;B\r\n1;x;y\r\n2;x", "line 4: 2 cells"),
        ("unit,A,B\r1,x,y\r2,x\r", "line 3: 2 cells"),
        ("unit,A,B\n\"1\na\",x,y\n2,x", "line 4: 2 cells"),
        ("\u{feff}unit,A,B\n1,x,y\n2,x\n", "line 3: 2 cells"),
    ] {
        let said = shell.malformed(table, &[]);
        assert!(said.contains(words), "{table:?}: {said}");
    }
    shell.write("t.csv", b"unit,A,B\n1,\xe3\xe4\xed\xcf,x\n");
    assert!(shell.wrong_call(&nominal("t.csv")).contains("line 2, column 2 (A): these bytes are not UTF-8"));
    let said = shell.malformed("unit,A,B\n1,x,NA\n2,x,x\n3,y,y\n", &["--missing", "NA", "--nothing"]);
    assert!(said.contains("--nothing"), "{said}");
    shell.write("t.csv", b"unit,A,B\n1,x,NA\n2,x,x\n3,y,y\n");
    let mut call = nominal("t.csv");
    call.extend(["--missing", "NA"].map(str::to_owned));
    assert_eq!(row(&shell.figures(&call), "alpha_nominal")["n_pairable"], 2);
}

#[test]
fn a_malformed_file_of_spans_relations_or_data() {
    let shell = Shell::new();
    let head = "unit,coder,start,end,category\n";
    shell.write("texts.csv", b"unit,length\nt,20\n");
    for (rows, words) in [
        ("t,A,5,5,x\n", "line 2, column 4 (end)"),
        ("t,A,0,5,x\nt,A,6,21,x\n", "line 3, column 4 (end)"),
        ("t,A,-1,5,x\n", "line 2, column 3 (start)"),
        ("t,A,0,5,\n", "line 2, column 5 (category)"),
        ("u,A,0,5,x\n", "line 2, column 1 (unit)"),
        ("t,,0,5,x\n", "line 2, column 2 (coder)"),
        ("t,A,0,x,x\n", "whole positions"),
    ] {
        shell.write("s.csv", format!("{head}{rows}").as_bytes());
        let said = shell.wrong_call(&["agreement", "--spans", "s.csv", "--continuum", "texts.csv"]);
        assert!(said.contains(words) && said.contains("s.csv"), "{rows}: {said}");
    }
    shell.write("s.csv", b"unit,coder,start,stop,category\nt,A,0,1,x\n");
    assert!(shell.wrong_call(&["agreement", "--spans", "s.csv"]).contains("no column “end”"));
    let head = "unit,coder,relation,role,start,end,parent,tone\n";
    for (rows, words) in [
        ("t,A,,source,0,5,,\n", "line 2, column 3 (relation)"),
        ("t,A,1,,0,5,,\n", "line 2, column 4 (role)"),
        ("t,A,1,source,0,5,9,\n", "line 2, column 7 (parent)"),
        ("t,A,1,source,0,5,1,\n", "no other relation"),
        ("t,A,1,source,0,5,,good\nt,A,1,cue,6,7,,bad\n", "line 3, column 8 (tone)"),
    ] {
        shell.write("r.csv", format!("{head}{rows}").as_bytes());
        let said = shell.wrong_call(&["agreement", "--relations", "r.csv"]);
        assert!(said.contains(words), "{rows}: {said}");
    }
    for (data, words) in [
        ("{", "line 1, column 1"),
        ("{\n\"kind\": \"coding\",\n\"data\": {\"matrix\": [[1,2],[1]]}}", "line 3"),
        (
            "{\"kind\":\"coding\",\"categories\":[\"x\"],\n\"data\":{\"matrix\":[[\"x\"],\n[\"q\"]]}}",
            "line 3, column 4: the value “q”",
        ),
        ("{\"kind\":\"coding\",\"data\":{\"matrix\":[[{}]]}}", "null for a missing value"),
        ("{\"kind\":\"spans\",\n\"data\":{\"coders\":{\"A\":[[5,5,\"x\"]]},\"length\":9}}", "line 2"),
        ("{\"kind\":\"spans\",\"data\":{\"coders\":{\"A\":[[5,12,\"x\"]]},\"length\":9}}", "ends at 12"),
        ("{\"kind\":\"spans\",\"data\":{\"coders\":{}}}", "length"),
        ("{\"kind\":\"segmentation\",\"data\":{\"a\":[5,5],\n\"b\":[5,6]}}", "add up to 11"),
        ("{\"kind\":\"relations\",\"data\":{\"a\":[[[0,1]]]}}", "3 were expected (source, cue, content)"),
        ("{\"kind\":\"poem\",\"data\":{}}", "expected was coding"),
        ("{\"data\":{}}", "no “kind”"),
    ] {
        shell.write("d.json", data.as_bytes());
        let said = shell.wrong_call(&["agreement", "--data", "d.json"]);
        assert!(said.contains(words) && said.contains("d.json"), "{data}: {said}");
    }
}

#[test]
fn calls_that_do_not_go_together() {
    let shell = Shell::new();
    shell.write("c.csv", WIDE.as_bytes());
    for (args, words) in [
        (&["--ratings", "c.csv"][..], "--level"),
        (&["--ratings", "c.csv", "--spans", "c.csv"], "cannot be used with"),
        (&["--ratings", "c.csv", "--sets", "--level", "ordinal"], "sets and chains have no order"),
        (&["--ratings", "c.csv", "--level", "metric"], "nominal"),
        (&["--ratings", "c.csv", "--level", "nominal", "--measures", "alpha_nomnal"], "is “alpha_nominal” meant?"),
        (&["--ratings", "c.csv", "--level", "nominal", "--measures", "xyzzy"], "there are percent_agreement"),
        (&["--ratings", "c.csv", "--level", "nominal", "--bootstrap", "9", "--interval", "jackknife"], "--bootstrap"),
        (&["--spans", "c.csv", "--gamma-weights", "1,2"], "no column"),
        (&[], "--help"),
    ] {
        let mut call = vec!["agreement"];
        call.extend(args);
        let said = shell.wrong_call(&call);
        assert!(said.contains(words), "{args:?}: {said}");
    }
    let missing = shell.call(&["agreement", "--ratings", "none.csv", "--level", "nominal"]).sentence();
    assert!(missing.contains("none.csv cannot be opened"), "{missing}");
    assert!(shell.call(&["agreement", "--ratings", ".", "--level", "nominal"]).sentence().contains("is a folder"));
}

#[test]
fn a_table_on_the_standard_input() {
    let shell = Shell::new();
    shell.write("c.csv", WIDE.as_bytes());
    let mut command = shell.command();
    command.args(["agreement", "--ratings", "-", "--level", "nominal", "--format", "json"]).write_stdin(WIDE);
    let said = super::said(command.output().unwrap()).json();
    assert_eq!(said["measures"], shell.figures(&nominal("c.csv"))["measures"]);
}

#[test]
fn the_figures_of_a_project_have_the_same_names() {
    let shell = Shell::new();
    shell.call(&["demo", "demo.mizan"]).fine();
    let report = shell.figures(&["agreement", "demo.mizan", "--json"]);
    for line in report["lines"].as_array().unwrap() {
        let rows: BTreeMap<&str, &Value> =
            line["measures"].as_array().unwrap().iter().map(|row| (row["measure"].as_str().unwrap(), row)).collect();
        let Some(alpha) = line["measure"].as_str().and_then(|key| rows.get(key)) else {
            assert!(rows.is_empty(), "{line:#}");
            continue;
        };
        assert_eq!(alpha["value"], line["alpha"].get("value").cloned().unwrap_or_default());
        assert_eq!((&alpha["n_pairable"], &alpha["n_coders"].is_u64()), (&line["pairable_units"], &true));
    }
    let drawn = shell.figures(&[
        "agreement",
        "demo.mizan",
        "--measures",
        "alpha_nominal",
        "--bootstrap",
        "200",
        "--seed",
        "5",
        "--json",
    ]);
    let rows: Vec<&Value> =
        drawn["lines"].as_array().unwrap().iter().flat_map(|l| l["measures"].as_array().unwrap()).collect();
    assert!(
        rows.iter().all(|row| row["measure"] == "alpha_nominal") && rows.iter().any(|row| row["ci_method"] == "bca")
    );
    assert_eq!(drawn["seed"], 5);
    let csv = shell.call(&["agreement", "demo.mizan", "--format", "csv"]).fine();
    assert!(csv.starts_with("variable,row,measure,level,value,"), "{csv}");
    assert!(shell.wrong_call(&["agreement", "demo.mizan", "--measures", "nonsense"]).contains("nonsense"));
}

#[test]
fn planning_prints_units() {
    let shell = Shell::new();
    let plan = |args: &[&str]| shell.call(&[&["agreement", "plan"], args].concat());
    assert_eq!(plan(&["alpha", "--required", "0.667", "--rarest", "0.25"]).fine(), "81 units\n");
    assert_eq!(plan(&["test", "--rates", "0.3,0.3", "--expected", "0.8", "--null", "0.6"]).fine(), "100 units\n");
    let power =
        plan(&["power", "--rate", "0.5", "--coders", "3", "--null", "0.6", "--expected", "0.8", "--json"]).json();
    assert_eq!(
        (&power["units"], &power["options"]["power"], &power["plan"]),
        (&json!(74), &json!(0.8), &json!("power"))
    );
    assert_eq!(plan(&["interval", "--rate", "0.3", "--expected", "0.8", "--low", "0.6"]).fine(), "52 units\n");
    let bound = plan(&["bound", "--rate", "0.3", "--expected", "0.8", "--units", "52", "--json"]).json();
    assert!((bound["lower_bound"].as_f64().unwrap() - 0.6).abs() < 0.01);
    let more = plan(&["more", "--value", "0.7", "--low", "0.5", "--units", "100", "--target", "0.6"]).fine();
    assert_eq!(more, "300 more units\n");
    let said = shell.wrong_call(&["agreement", "plan", "alpha", "--required", "1.5", "--rarest", "0.25"]);
    assert!(said.contains("between 0 and 1"), "{said}");
    assert!(shell.call(&["agreement", "plan", "--help"]).fine().contains("mizan agreement plan alpha"));
}

#[test]
fn cases_of_planning_scales_and_distances() {
    let shell = Shell::new();
    let figures = |case: Value| {
        shell.write("d.json", case.to_string().as_bytes());
        shell.figures(&["agreement", "--data", "d.json", "--json"])
    };
    let plans = figures(
        json!({ "kind": "planning", "data": { "kripp": [[0.667, 0.25, 0.05]], "irr_N": [[0.3, 0.3, 0.8, 0.6, 0.05, 0.8]] } }),
    );
    close(&plans, "kripp.0", 81.0);
    close(&plans, "irr_N.0", 100.0);
    let scales = figures(json!({ "kind": "benchmark", "data": { "points": [[0.77544, 0.14295]] } }));
    close(&scales, "benchmark_landis_koch.0.1", 0.88336);
    let distances = figures(json!({ "kind": "dissim", "data": { "pairs": [[4, 14, 20, 25]] } }));
    close(&distances, "d_pos.0", 3.24);
}
