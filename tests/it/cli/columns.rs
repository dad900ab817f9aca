//! `mizan import --columns`: what a person says of a table's columns holds, is told by a dry run, and is remembered.

use super::Shell;

const BODY: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";
const MORE: &str = "وأضاف أن اللجنة ستجتمع مرة أخرى يوم الخميس للنظر في الملاحظات التي وصلت من الأقاليم الثلاثة.";

fn table(title: &str) -> String {
    format!("Export of the archive;;;\n;;;\nnr;kopf;eins;zwei\n7;{title};{BODY};{MORE}\n8;{title} 2;{MORE};\n")
}

#[test]
fn columns_are_named_told_and_remembered() {
    let shell = Shell::with_project();
    shell.write("one.csv", table("عنوان الخبر الأول").as_bytes());
    shell.write("two.csv", table("عنوان الخبر الثاني").as_bytes());
    let chosen = ["--columns", "title=kopf,text=eins,text=zwei"];
    let told = shell.call(&[&["import", "--dry-run", "one.csv"][..], &chosen].concat()).fine();
    assert!(
        told.starts_with(
            "one.csv: columns nr \u{2192} fact, kopf \u{2192} title, eins \u{2192} text, zwei \u{2192} text\n"
        ),
        "{told}"
    );
    let json = shell.call(&[&["import", "--dry-run", "--json", "one.csv"][..], &chosen].concat()).json();
    let found = &json["tables"][0];
    assert_eq!((&found["line"], &found["chosen"]), (&serde_json::json!(3), &serde_json::json!(true)));
    assert_eq!(found["columns"][1]["samples"][0], "عنوان الخبر الأول");
    super::documents::valid(&json);
    shell.call(&[&["import", "p.mizan", "one.csv"][..], &chosen].concat()).fine();
    // Another file with the same header, and nothing said of it.
    shell.call(&["import", "p.mizan", "two.csv"]).fine();
    let kept = shell.call(&["documents", "p.mizan", "--json"]).json();
    let titles: Vec<&str> =
        kept["documents"].as_array().unwrap().iter().map(|d| d["articles"][0]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["عنوان الخبر الأول", "عنوان الخبر الأول 2", "عنوان الخبر الثاني", "عنوان الخبر الثاني 2"]);
    let body: Vec<&str> = kept["documents"][2]["zones"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|z| z["kind"] == "body")
        .map(|z| z["text"].as_str().unwrap())
        .collect();
    assert_eq!(body, [BODY, MORE], "both columns are text");
}

#[test]
fn a_column_that_is_not_there_is_told_with_those_that_are() {
    let shell = Shell::with_project();
    shell.write("one.csv", table("عنوان").as_bytes());
    let sentence = shell.refused(&["import", "p.mizan", "one.csv", "--columns", "text=drei"]);
    assert!(
        sentence.starts_with("one.csv has no column \"drei\"") && sentence.contains("nr, kopf, eins, zwei"),
        "{sentence}"
    );
    let wrong = shell.call(&["import", "p.mizan", "one.csv", "--columns", "words=eins"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("one of text, title"), "{}", wrong.err);
}

#[test]
fn keys_of_objects_are_columns_too() {
    let shell = Shell::new();
    let line = |n: usize| format!("{{\"kopf\": \"عنوان {n}\", \"eins\": \"{BODY}\", \"zwei\": \"{MORE} {n}\"}}\n");
    shell.write("rows.jsonl", (line(1) + &line(2)).as_bytes());
    let call = ["import", "--dry-run", "--json", "rows.jsonl", "--columns", "title=kopf,text=zwei,deck=eins"];
    let json = shell.call(&call).json();
    let article = &json["documents"][1];
    assert_eq!(article["articles"][0]["title"], "عنوان 2");
    let kinds: Vec<&str> = article["zones"].as_array().unwrap().iter().map(|z| z["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["headline", "deck", "body"]);
}
