//! Files with many articles and files of word processors: each article with its parts, each damaged one told, the rest read.

use mizan::import::{ImportError, ImportedDocument, WarningKind, read};
use mizan::model::{ProposalKind, ZoneKind};
use std::io::Write as _;

const FIRST: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";
const SECOND: &str = "وأضاف أن اللجنة ستجتمع مرة أخرى يوم الخميس للنظر في الملاحظات التي وصلت من الأقاليم الثلاثة.";
const DISCLAIMER: &str = "الآراء الواردة في المقال تعبر عن رأي كاتبها ولا تعبر بالضرورة عن رأي الصحيفة.";

fn of(document: &ImportedDocument, kind: ZoneKind) -> Vec<&str> {
    document.zones.iter().filter(|z| z.kind == kind).map(|z| document.text.quote(z.span)).collect()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document of Word: each paragraph with the name of its style.
fn docx(paragraphs: &[(&str, &str)]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|(style, text)| {
            let style = if style.is_empty() {
                String::new()
            } else {
                ["<w:pPr><w:pStyle w:val=\"", style, "\"/></w:pPr>"].concat()
            };
            ["<w:p>", &style, "<w:r><w:t>", text, "</w:t></w:r></w:p>"].concat()
        })
        .collect();
    let xml = ["<w:document xmlns:w=\"x\"><w:body>", &body, "</w:body></w:document>"].concat();
    zip(&[("word/document.xml", xml.as_bytes())])
}

#[test]
fn each_row_of_a_table_is_an_article() {
    let table = format!(
        "العنوان,الصحيفة,الكاتب,التاريخ,النص,ملاحظة\nعنوان الخبر الأول هنا,الأفق,ليلى حداد,2024/08/19,\"{FIRST}\n\n{SECOND}\n\n{DISCLAIMER}\",رقم 7\nعنوان ثان,,,,{SECOND},\n,,,,,فارغ\n"
    );
    let (old, _, _) = encoding_rs::WINDOWS_1256.encode(&table);
    for (bytes, encoding) in [(table.as_bytes(), "utf-8"), (&old, "windows-1256")] {
        let batch = read("news.csv", bytes).unwrap();
        let [first, second] = batch.documents.as_slice() else { panic!("{} documents", batch.documents.len()) };
        assert_eq!((first.format, first.title.as_str()), ("table", "عنوان الخبر الأول هنا"));
        assert_eq!(of(first, ZoneKind::Headline), ["عنوان الخبر الأول هنا"]);
        assert_eq!(of(first, ZoneKind::Body), [FIRST, SECOND]);
        assert_eq!(of(first, ZoneKind::Disclaimer), [DISCLAIMER]);
        let fact = |name: &str| first.metadata.get(name).map(String::as_str);
        assert_eq!(
            (fact("outlet"), fact("author"), fact("date")),
            (Some("الأفق"), Some("ليلى حداد"), Some("2024-08-19"))
        );
        assert_eq!((fact("ملاحظة"), fact("encoding")), (Some("رقم 7"), Some(encoding)));
        assert_eq!(second.articles[0].title, "عنوان ثان");
        assert_ne!(first.hash, second.hash, "each row is a document of its own");
        let told: Vec<_> = batch.warnings.iter().map(|w| (w.line, &w.kind)).collect();
        assert_eq!(told, [(Some(8), &WarningKind::NoText)]);
    }
    assert!(matches!(read("numbers.csv", b"a,b\n1,2\n3,4\n"), Err(ImportError::NoTextColumn { .. })));
}

#[test]
fn a_column_without_a_known_name_is_told_by_its_length() {
    let table = format!("nr\tlang\tstuff\n1\tar\t{FIRST} {SECOND}\n2\tar\t{SECOND} {FIRST}\n");
    let batch = read("export.tsv", table.as_bytes()).unwrap();
    assert_eq!(batch.documents.len(), 2);
    assert_eq!(of(&batch.documents[1], ZoneKind::Body), [format!("{SECOND} {FIRST}")]);
}

#[test]
fn each_object_of_an_export_is_an_article() {
    let lines = format!(
        "{{\"headline\": \"عنوان الخبر\", \"text\": \"{FIRST}\", \"publisher\": {{\"name\": \"الأفق\"}}}}\n{{\"text\": \"\\ud800\"}}\n{{\"title\": \"آخر\", \"content\": \"<p>{FIRST}</p><p>{SECOND}</p>\"}}\n"
    );
    let batch = read("news.jsonl", lines.as_bytes()).unwrap();
    assert_eq!(batch.documents.len(), 2);
    assert_eq!(batch.documents[0].metadata.get("outlet").map(String::as_str), Some("الأفق"));
    assert_eq!(of(&batch.documents[1], ZoneKind::Body), [FIRST, SECOND]);
    assert!(
        matches!(&batch.warnings[..], [w] if w.line == Some(2) && matches!(w.kind, WarningKind::BadRecord { .. })),
        "{:?}",
        batch.warnings
    );
    let list =
        format!("[{{\"title\": \"عنوان\", \"body\": \"{FIRST}\"}}, {{\"title\": \"ثان\", \"body\": \"{SECOND}\"}}]");
    assert_eq!(read("news.json", list.as_bytes()).unwrap().documents.len(), 2);
}

#[test]
fn an_export_is_read_object_by_object_whatever_stands_around_them() {
    let one = |n: usize| format!("{{\"title\": \"عنوان {n}\", \"text\": \"{FIRST} [{{,\\\"\"}}");
    let list = [one(1), "{\"title\": oops}".into(), one(2)].join(" ,\n");
    for text in [
        format!("[{list}]"),
        format!("{{\"count\": 2, \"results\": [{list}], \"tags\": [1]}}"),
        list.replace(" ,\n", "\n"),
    ] {
        let batch = read("news.json", text.as_bytes()).unwrap();
        let titles: Vec<&str> = batch.documents.iter().map(|d| d.title.as_str()).collect();
        assert_eq!(titles, ["عنوان 1", "عنوان 2"], "{text}");
        assert!(
            matches!(&batch.warnings[..], [w] if w.line == Some(2) && matches!(w.kind, WarningKind::BadRecord { .. }))
        );
    }
    // Cut off in the middle of an article, the whole ones are there.
    let cut = format!("[{},{}", one(1), one(2).chars().take(40).collect::<String>());
    let batch = read("news.json", cut.as_bytes()).unwrap();
    assert_eq!((batch.documents.len(), batch.warnings.len()), (1, 1));
}

#[test]
fn a_file_can_be_read_document_by_document_and_left_in_the_middle() {
    let table = format!("title,text\n{}", format!("عنوان,{FIRST}\n").repeat(500));
    let mut seen = 0;
    mizan::import::read_each("news.csv", table.as_bytes(), &mizan::import::How::default(), &mut |piece| {
        assert_eq!(piece.documents.len(), 1, "never more than one at a time");
        seen += 1;
        if seen == 7 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!(seen, 7);
}

#[test]
fn a_word_document_keeps_its_styles() {
    let bytes = docx(&[
        ("Heading1", "عنوان المقال الأول"),
        ("", FIRST),
        ("Heading2", "عنوان فرعي"),
        ("", &format!("{SECOND} A &amp; B &#x627;")),
        ("", DISCLAIMER),
        ("Heading1", "عنوان المقال الثاني"),
        ("", SECOND),
        ("", FIRST),
    ]);
    let page = read("study.docx", &bytes).unwrap().documents.remove(0);
    assert_eq!(page.format, "docx");
    let titles: Vec<&str> = page.articles.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, ["عنوان المقال الأول", "عنوان المقال الثاني"]);
    assert_eq!(of(&page, ZoneKind::Crosshead), ["عنوان فرعي"]);
    assert_eq!(of(&page, ZoneKind::Disclaimer), [DISCLAIMER]);
    assert!(page.text.as_str().contains("A & B ا"));
    assert_eq!(page.blocks[0].path.as_deref(), Some("document/h1"));
}

#[test]
fn an_export_of_a_press_database_is_taken_apart() {
    let article = |n: &str| {
        [
            ("", format!("Port reopens after storm number {n}")),
            ("", "The Harbour Post".to_owned()),
            ("", "March 12, 2023 Sunday".to_owned()),
            ("", "Copyright 2023 The Harbour Post All Rights Reserved".to_owned()),
            ("", "Section: NEWS; Pg. 4".to_owned()),
            ("", "Byline: Karim Aziz".to_owned()),
            ("", "Body".to_owned()),
            (
                "",
                "The harbour master said on Sunday that nine ships were waiting for permission to enter the port."
                    .to_owned(),
            ),
            (
                "",
                "He added that the delay could last until the end of the week, because two cranes were under repair."
                    .to_owned(),
            ),
            ("", "End of Document".to_owned()),
        ]
    };
    let both: Vec<(&str, String)> = article("one").into_iter().chain(article("two")).collect();
    let paragraphs: Vec<(&str, &str)> = both.iter().map(|(s, t)| (*s, t.as_str())).collect();
    let batch = read("export.docx", &docx(&paragraphs)).unwrap();
    assert_eq!(batch.documents.len(), 2);
    let second = &batch.documents[1];
    assert_eq!(second.title, "Port reopens after storm number two");
    let fact = |name: &str| second.metadata.get(name).map(String::as_str);
    assert_eq!(
        (fact("outlet"), fact("author"), fact("section")),
        (Some("The Harbour Post"), Some("Karim Aziz"), Some("NEWS; Pg. 4"))
    );
    assert_eq!((fact("date"), fact("date_printed")), (Some("2023-03-12"), Some("March 12, 2023 Sunday")));
    assert_eq!(of(second, ZoneKind::Body).len(), 2);
    assert!(second.text.as_str().contains("Copyright 2023"), "the header is kept");
}

#[test]
fn rtf_is_read_in_its_own_charsets() {
    let escaped: String = FIRST
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { ["\\u", &(c as u32).to_string(), "?"].concat() })
        .collect();
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(SECOND);
    let coded: String = bytes.iter().map(|b| ["\\'", &u64_hex(*b)].concat()).collect();
    let rtf = [
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset178 Arial;}}{\\info{\\title geheim}}{\\b ",
        "\\u1593?\\u1606?\\u1608?\\u1575?\\u1606? \\u1575?\\u1604?\\u1582?\\u1576?\\u1585?}\\par ",
        &escaped,
        "\\par {\\f1 ",
        &coded,
        "}\\par \\u-10179?\\u-8704? end {\\*\\unknown x}\\par}",
    ]
    .concat();
    let page = read("page.rtf", rtf.as_bytes()).unwrap().documents.remove(0);
    let lines: Vec<&str> = page.blocks.iter().map(|b| page.text.quote(b.span)).collect();
    assert_eq!(lines, ["عنوان الخبر", FIRST, SECOND, "\u{1F600} end"]);
}

fn u64_hex(byte: u8) -> String {
    let figure = |n: u8| char::from_digit(u32::from(n), 16).unwrap();
    [figure(byte >> 4), figure(byte & 15)].iter().collect()
}

#[test]
fn a_page_in_one_file_is_read_like_the_page() {
    let page = include_str!("web/column.html");
    let coded: String = page
        .bytes()
        .map(|b| {
            if b.is_ascii() && b != b'=' {
                char::from(b).to_string()
            } else {
                ["=", &u64_hex(b).to_uppercase()].concat()
            }
        })
        .collect();
    let file = [
        "From: <Saved>\r\nSnapshot-Content-Location: https://ufuq.example/x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"--b\"\r\n\r\n",
        "----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
        &coded,
        "\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n",
    ]
    .concat();
    let found = read("page.mhtml", file.as_bytes()).unwrap().documents.remove(0);
    let plain = read("page.html", page.as_bytes()).unwrap().documents.remove(0);
    assert_eq!((found.format, found.text.as_str()), ("mhtml", plain.text.as_str()));
    assert_eq!(found.zones, plain.zones);
}

#[test]
fn an_archive_gives_its_files_and_names_those_it_cannot() {
    let inner = zip(&[("a.txt", b"x")]);
    let table = format!("title,text\nعنوان,{FIRST}\n");
    let bytes = zip(&[
        ("2024/page.html", include_str!("web/column.html").as_bytes()),
        ("table.csv", table.as_bytes()),
        ("empty.txt", b""),
        ("inner.zip", &inner),
        ("__MACOSX/page.html", b"x"),
    ]);
    let batch = read("all.zip", &bytes).unwrap();
    let names: Vec<(&str, &str)> = batch.documents.iter().map(|d| (d.file_name.as_str(), d.format)).collect();
    assert_eq!(names, [("all.zip: 2024/page.html", "html"), ("all.zip: table.csv", "table")]);
    assert!(batch.documents[0].proposals.iter().any(|p| p.kind == ProposalKind::Disclaimer));
    let told: Vec<&str> = batch.warnings.iter().map(|w| w.file.as_str()).collect();
    assert_eq!(told, ["all.zip: empty.txt", "all.zip: inner.zip"]);
    assert!(matches!(read("broken.zip", b"PK\x03\x04rest"), Err(ImportError::Damaged { .. })));
    let bomb = zip(&[("page.txt", FIRST.as_bytes()), ("bomb.txt", &vec![b'a'; 70_000_000])]);
    assert!(bomb.len() < 1_000_000);
    let batch = read("bomb.zip", &bomb).unwrap();
    assert_eq!(batch.documents.len(), 1);
    assert!(batch.warnings[0].to_string().contains("more than"), "{:?}", batch.warnings);
}
