//! Charsets: byte order mark, header, the page's own word, the bytes; and which of them is believed where they say different things.

use encoding_rs::{Encoding, ISO_8859_6, KOI8_R, UTF_8, WINDOWS_1251, WINDOWS_1256};
use mizan::import::{ImportedDocument, WarningKind, read};

const ARABIC: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة، وأضاف أن اللجنة ستجتمع مرة أخرى.";
const RUSSIAN: &str =
    "Представитель центра сообщил, что годовой отчёт выйдет в конце месяца после полной проверки комиссией.";

fn page(declared: &str, text: &str) -> String {
    let meta = if declared.is_empty() { String::new() } else { format!("<meta charset=\"{declared}\">") };
    format!("<!doctype html><html><head>{meta}<title>x</title></head><body><h1>{text}</h1><p>{text}</p></body></html>")
}

fn wide(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

fn one(name: &str, bytes: &[u8]) -> (ImportedDocument, Vec<WarningKind>) {
    let mut batch = read(name, bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    (batch.documents.remove(0), batch.warnings.into_iter().map(|w| w.kind).collect())
}

#[track_caller]
fn is_read(name: &str, bytes: &[u8], text: &str, encoding: &str) -> Vec<WarningKind> {
    let (document, warnings) = one(name, bytes);
    assert!(document.text.as_str().contains(text), "{name} as {encoding}: {}", document.text.as_str());
    assert_eq!(document.metadata.get("encoding").map_or("utf-8", String::as_str), encoding, "{name}");
    warnings
}

fn coded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn letters_are_told_with_and_without_the_pages_word() {
    for (encoding, text) in
        [(WINDOWS_1256, ARABIC), (ISO_8859_6, ARABIC), (WINDOWS_1251, RUSSIAN), (KOI8_R, RUSSIAN), (UTF_8, ARABIC)]
    {
        let name = encoding.name().to_lowercase();
        assert_eq!(is_read("page.html", &coded(&page(&name, text), encoding), text, &name), [], "{name}");
        // Without a word of the page: the Ukrainian sister of KOI8-R has all its letters.
        let name = name.replace("koi8-r", "koi8-u");
        is_read("page.html", &coded(&page("", text), encoding), text, &name);
        is_read("page.txt", &coded(&format!("{text}\n\n{text}\n"), encoding), text, &name);
        is_read("rows.csv", &coded(&format!("title,text,date\nx,\"{text}\",2024\n"), encoding), text, &name);
        is_read("rows.jsonl", &coded(&format!("{{\"text\": \"{text}\"}}\n"), encoding), text, &name);
    }
}

#[test]
fn wide_letters_are_told_with_and_without_a_mark() {
    for little in [true, false] {
        let name = if little { "utf-16le" } else { "utf-16be" };
        for mark in [true, false] {
            is_read("page.html", &wide(&page("", ARABIC), little, mark), ARABIC, name);
            // The page's word for its own bytes was written before they were widened.
            is_read("page.html", &wide(&page("windows-1256", ARABIC), little, mark), ARABIC, name);
            is_read("page.txt", &wide(&format!("{ARABIC}\r\n\r\n{ARABIC}\r\n"), little, mark), ARABIC, name);
            is_read("rows.csv", &wide(&format!("title,text\nx,\"{ARABIC}\"\n"), little, mark), ARABIC, name);
        }
    }
    let marked = ["\u{FEFF}", &page("windows-1256", ARABIC)].concat();
    is_read("page.html", marked.as_bytes(), ARABIC, "utf-8");
}

#[test]
fn a_wrong_word_is_not_believed_and_told() {
    for (declared, encoding) in [
        ("utf-8", WINDOWS_1256),
        ("utf-8", ISO_8859_6),
        ("windows-1252", WINDOWS_1256),
        ("iso-8859-1", WINDOWS_1256),
        ("iso-8859-6", WINDOWS_1256),
        ("windows-1256", ISO_8859_6),
        ("windows-1256", UTF_8),
    ] {
        let read_as = encoding.name().to_lowercase();
        let warnings = is_read("page.html", &coded(&page(declared, ARABIC), encoding), ARABIC, &read_as);
        let told = warnings.iter().any(|w| matches!(w, WarningKind::OtherEncoding { read_as: r, .. } if *r == read_as));
        assert!(told, "{declared} over {read_as}: {warnings:?}");
    }
}

#[test]
fn the_header_of_a_crawl_is_believed_before_the_page() {
    let page = coded(&page("iso-8859-1", ARABIC), WINDOWS_1256);
    let http = [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1256\r\n\r\n"[..], &page].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    is_read("crawl.warc", &[head.as_bytes(), &http, b"\r\n\r\n"].concat(), ARABIC, "windows-1256");
}

#[test]
fn western_pages_stay_western() {
    let french = "Le porte-parole a déclaré que l'été dernier, à la fête, les élèves étaient très nombreux à l'école où ça s'est passé.";
    for declared in ["windows-1252", ""] {
        is_read("page.html", &coded(&page(declared, french), encoding_rs::WINDOWS_1252), french, "windows-1252");
    }
}
