//! Exports of press databases: each article is a document with the facts of its header, no line is lost, and a text that only resembles an
//! export is left whole. The layouts are those of Nexis Uni, `LexisNexis` and Factiva; names and words are made up.

use mizan::import::{ImportBatch, ImportedDocument, WarningKind, read};
use mizan::model::ZoneKind;
use std::io::Write as _;

const FIRST: &str = "The harbour master said on Sunday that nine ships were waiting for permission to enter the port.";
const SECOND: &str =
    "He added that the delay could last until the end of the week, because two cranes were under repair.";
const ARABIC: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";
const DISCLAIMER: &str = "The views expressed in this article are those of the author and do not necessarily reflect those of the newspaper.";

fn of(document: &ImportedDocument, kind: ZoneKind) -> Vec<&str> {
    document.zones.iter().filter(|z| z.kind == kind).map(|z| document.text.quote(z.span)).collect()
}

fn facts<'a, const N: usize>(document: &'a ImportedDocument, names: [&str; N]) -> [&'a str; N] {
    names.map(|name| document.metadata.get(name).map_or("", String::as_str))
}

/// A Word document of paragraphs; those that begin with `#` are in a title's style.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|text| match text.strip_prefix('#') {
            Some(title) => {
                format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>")
            }
            None => format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"),
        })
        .collect();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// An RTF document of paragraphs; those that begin with `#` are bold, and tabs part the cells of a row.
fn rtf(paragraphs: &[&str]) -> Vec<u8> {
    let mut out = String::from("{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0 Arial;}}");
    let coded = |text: &str| -> String {
        text.encode_utf16()
            .map(|u| if u < 128 { char::from(u as u8).to_string() } else { format!("\\u{}?", u.cast_signed()) })
            .collect()
    };
    for paragraph in paragraphs {
        match (paragraph.strip_prefix('#'), paragraph.split_once('\t')) {
            (Some(title), _) => out.push_str(&format!("\\pard{{\\b {}}}\\par\n", coded(title))),
            (_, Some((code, value))) => {
                out.push_str(&format!("\\trowd\\intbl {}\\cell {}\\cell\\row\\pard\n", coded(code), coded(value)));
            }
            _ => out.push_str(&format!("\\pard {}\\par\n", coded(paragraph))),
        }
    }
    out.push('}');
    out.into_bytes()
}

/// Every line stands in one of the documents.
fn nothing_lost(batch: &ImportBatch, lines: &[&str]) {
    for line in lines.iter().flat_map(|l| l.split('\t')).map(|l| l.trim_start_matches('#').trim()) {
        assert!(batch.documents.iter().any(|d| d.text.as_str().contains(line)), "lost: {line}");
        assert!(batch.documents.iter().any(|d| String::from_utf8_lossy(&d.source).contains(line)), "lost: {line}");
    }
}

const NEXIS: &[&str] = &[
    "User Name: Study",
    "Date and Time: Monday, March 13, 2023 10:11:00 AM",
    "Job Number: 190000000",
    "Documents (3)",
    "1. Port reopens after storm",
    "2. Cranes are to be mended",
    "Client/Matter: -None-",
    "Search Terms: port",
    "Narrowed by:",
    "#Port reopens after storm",
    "The Harbour Post (England)",
    "March 12, 2023 Sunday",
    "Edition 1; Scotland",
    "Copyright 2023 The Harbour Post All Rights Reserved",
    "",
    "Section: NEWS; Pg. 4",
    "Length: 453 words",
    "Byline: Karim Aziz",
    "Dateline: PORT TOWN",
    "Highlight: Nine ships wait outside.",
    "Body",
    "",
    FIRST,
    SECOND,
    DISCLAIMER,
    "Graphic",
    "Ships before the harbour, Sunday. Photo: Mona Said",
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Subject: PORTS (90%)",
    "Load-Date: March 13, 2023",
    "End of Document",
    "#Cranes are to be mended",
    "The Harbour Post (England)",
    "March 13, 2023 Monday",
    "Copyright 2023 The Harbour Post All Rights Reserved",
    "Length: 120 words",
    "Body",
    SECOND,
    FIRST,
    "Load-Date: March 14, 2023",
    "End of Document",
];

/// An export of each database, for damaging.
pub(super) fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("nexis.rtf", rtf(NEXIS)),
        ("factiva.rtf", rtf(SHOWN)),
        ("coded.rtf", rtf(CODED)),
        ("lexis.txt", LEXIS.as_bytes().to_vec()),
    ]
}

#[test]
fn nexis_uni_is_taken_apart_and_keeps_cover_header_and_foot() {
    for (name, bytes) in [("export.DOCX", docx(NEXIS)), ("export.RTF", rtf(NEXIS))] {
        let batch = read(name, &bytes).unwrap();
        nothing_lost(&batch, NEXIS);
        let titles: Vec<&str> = batch.documents.iter().map(|d| d.title.as_str()).collect();
        assert_eq!(titles[..2], ["Port reopens after storm", "Cranes are to be mended"], "{name}");
        let first = &batch.documents[0];
        assert_eq!(
            facts(first, ["outlet", "author", "date", "date_printed", "date_from", "section", "length"]),
            [
                "The Harbour Post (England)",
                "Karim Aziz",
                "2023-03-12",
                "March 12, 2023 Sunday",
                "header",
                "NEWS; Pg. 4",
                "453 words"
            ]
        );
        assert_eq!(
            facts(first, ["language_name", "load_date", "publication_type", "subject", "database"]),
            ["ENGLISH", "March 13, 2023", "Newspaper", "PORTS (90%)", "Nexis Uni"]
        );
        assert_eq!((first.language.as_deref(), first.articles.len()), (Some("en"), 1));
        assert_eq!(of(first, ZoneKind::Headline), ["Port reopens after storm"]);
        assert_eq!(of(first, ZoneKind::Byline), ["Byline: Karim Aziz"]);
        assert_eq!(of(first, ZoneKind::Dateline), ["March 12, 2023 Sunday", "Dateline: PORT TOWN"]);
        assert_eq!(of(first, ZoneKind::Deck), ["Highlight: Nine ships wait outside."]);
        assert_eq!(of(first, ZoneKind::Body), [FIRST, SECOND]);
        assert_eq!(of(first, ZoneKind::Disclaimer), [DISCLAIMER]);
        assert_eq!(of(first, ZoneKind::Caption), ["Ships before the harbour, Sunday.", "Photo: Mona Said"]);
        let around = of(first, ZoneKind::Boilerplate);
        assert!(
            around.contains(&"Section: NEWS; Pg. 4") && around.contains(&"Load-Date: March 13, 2023"),
            "{around:?}"
        );
        assert!(!first.text.as_str().contains("Job Number"), "the cover is no part of the first article");
        let cover = batch.documents.last().unwrap();
        assert!(cover.articles.is_empty() && cover.text.as_str().contains("Search Terms: port"));
        assert!(cover.zones.iter().all(|z| z.kind == ZoneKind::Boilerplate));
        let told: Vec<&WarningKind> = batch.warnings.iter().map(|w| &w.kind).collect();
        assert_eq!(told, [&WarningKind::Cover, &WarningKind::FewerArticles { promised: 3, found: 2 }]);
    }
}

const SHOWN: &[&str] = &[
    "World",
    "#Port reopens after storm, officials say",
    "By Karim Aziz and Mona Said",
    "1,388 words",
    "19 August 2024",
    "11:25",
    "The Harbour Post",
    "HRBPST",
    "First",
    "4",
    "English",
    "© 2024 The Harbour Post. All rights reserved.",
    "",
    FIRST,
    SECOND,
    DISCLAIMER,
    "Document HRBPST0020240819ek8j0001x",
    "",
    "#اجتماع ثان للجنة المختصة",
    "388 words",
    "20 August 2024",
    "الأفق",
    "UFUQAR",
    "Arabic",
    "Copyright 2024. الأفق",
    ARABIC,
    ARABIC,
    "Document UFUQAR0020240820ek8k0000a",
    "Search Summary",
    "Text\tport",
    "© 2024 Factiva, Inc. All rights reserved.",
];

#[test]
fn factiva_is_taken_apart_as_it_is_shown() {
    let plain: Vec<String> = SHOWN.iter().map(|l| l.trim_start_matches('#').to_owned()).collect();
    for (name, bytes) in [("Factiva.rtf", rtf(SHOWN)), ("Factiva.txt", plain.join("\n").into_bytes())] {
        let batch = read(name, &bytes).unwrap();
        nothing_lost(&batch, SHOWN);
        let [first, second, summary] = batch.documents.as_slice() else { panic!("{}", batch.documents.len()) };
        assert_eq!(first.title, "Port reopens after storm, officials say", "{name}");
        assert_eq!(
            facts(first, ["outlet", "author", "date", "date_from", "section", "length", "source_code", "time"]),
            [
                "The Harbour Post",
                "Karim Aziz and Mona Said",
                "2024-08-19",
                "header",
                "World",
                "1,388 words",
                "HRBPST",
                "11:25"
            ]
        );
        assert_eq!(
            facts(first, ["edition", "language_name", "accession", "database"]),
            ["First 4", "English", "HRBPST0020240819ek8j0001x", "Factiva"]
        );
        assert_eq!(of(first, ZoneKind::Byline), ["By Karim Aziz and Mona Said"]);
        assert_eq!(of(first, ZoneKind::Dateline), ["19 August 2024", "11:25"]);
        assert_eq!(of(first, ZoneKind::Body), [FIRST, SECOND]);
        assert_eq!(of(first, ZoneKind::Disclaimer), [DISCLAIMER]);
        assert_eq!(second.title, "اجتماع ثان للجنة المختصة");
        assert_eq!(facts(second, ["outlet", "date"]), ["الأفق", "2024-08-20"]);
        assert_eq!(second.language.as_deref(), Some("ar"));
        assert_eq!(of(second, ZoneKind::Body), [ARABIC, ARABIC]);
        assert!(summary.articles.is_empty() && summary.text.as_str().contains("Search Summary"));
    }
}

const CODED: &[&str] = &[
    "HD\tPort reopens after storm",
    "BY\tBy Karim Aziz",
    "WC\t388 words",
    "PD\t19 August 2024",
    "ET\t11:25 AM",
    "SN\tThe Harbour Post",
    "SC\tHRBPST",
    "PG\t4",
    "LA\tEnglish",
    "CY\t© 2024 The Harbour Post",
    "LP",
    FIRST,
    "TD",
    SECOND,
    DISCLAIMER,
    "NS\tgcat : Political/General News",
    "RE\tuk : United Kingdom",
    "PUB\tHarbour Press Ltd",
    "AN\tDocument HRBPST0020240819ek8j0001x",
    "HD\tCranes are to be mended",
    "WC\t120 words",
    "PD\t20 August 2024",
    "SN\tThe Harbour Post",
    "SC\tHRBPST",
    "LA\tEnglish",
    "LP",
    SECOND,
    "TD",
    FIRST,
    "AN\tDocument HRBPST0020240820ek8k00001",
];

#[test]
fn factiva_is_taken_apart_by_the_codes_of_its_fields() {
    let spaced: Vec<String> = CODED.iter().map(|l| l.replace('\t', "   ")).collect();
    for (name, bytes) in [("Factiva.rtf", rtf(CODED)), ("Factiva.txt", spaced.join("\r\n").into_bytes())] {
        let batch = read(name, &bytes).unwrap();
        nothing_lost(&batch, CODED);
        let [first, second] = batch.documents.as_slice() else { panic!("{name}: {}", batch.documents.len()) };
        assert_eq!(
            facts(first, ["outlet", "author", "date", "page", "subject", "publisher", "accession"]),
            [
                "The Harbour Post",
                "Karim Aziz",
                "2024-08-19",
                "4",
                "gcat : Political/General News",
                "Harbour Press Ltd",
                "HRBPST0020240819ek8j0001x"
            ],
            "{name}"
        );
        assert_eq!(of(first, ZoneKind::Body), [FIRST, SECOND]);
        assert_eq!(of(first, ZoneKind::Disclaimer), [DISCLAIMER]);
        assert!(of(first, ZoneKind::Boilerplate).iter().any(|z| z.contains("HRBPST")));
        assert!(second.articles[0].title.ends_with("Cranes are to be mended"), "{}", second.articles[0].title);
    }
}

const LEXIS: &str = "
Download Request: Selected Items: 1-2
Terms: (port)

                               1 of 2 DOCUMENTS



                               The Harbour Post (England)

                            January 11, 2010 Monday
                                   Edition 1;
                                    Scotland

Port reopens after a storm that kept
nine ships waiting

BYLINE: Karim Aziz,
Harbour Correspondent

SECTION: NEWS; Pg. 6

LENGTH: 677 words

DATELINE: PORT TOWN


The harbour master said on Sunday that nine ships were waiting for permission to
enter the port, and that the delay could last until the end of the week because
two cranes were under repair.

The views expressed in this article are those of the author and do not
necessarily reflect those of the newspaper.

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                    Copyright 2010 HARBOUR PRESS LTD
                              All Rights Reserved

                               2 of 2 DOCUMENTS



                                  Guardian

                            January 12, 2010 Tuesday

Cranes are to be mended

LENGTH: 120 words

The cranes are to be mended before the end of the week, the harbour master said.

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH
";

#[test]
fn lexisnexis_in_plain_text_is_taken_apart() {
    let batch = read("Harbour.TXT", LEXIS.as_bytes()).unwrap();
    let lines: Vec<&str> = LEXIS.lines().collect();
    nothing_lost(&batch, &lines);
    let [first, second, cover] = batch.documents.as_slice() else { panic!("{}", batch.documents.len()) };
    assert_eq!(first.title, "Port reopens after a storm that kept nine ships waiting");
    assert_eq!(
        facts(first, ["outlet", "author", "date", "edition", "section", "length", "filed_from", "database"]),
        [
            "The Harbour Post (England)",
            "Karim Aziz, Harbour Correspondent",
            "2010-01-11",
            "Edition 1; Scotland",
            "NEWS; Pg. 6",
            "677 words",
            "PORT TOWN",
            "LexisNexis"
        ]
    );
    assert_eq!(of(first, ZoneKind::Byline), ["BYLINE: Karim Aziz,", "Harbour Correspondent"]);
    let body = of(first, ZoneKind::Body);
    let whole = "The harbour master said on Sunday that nine ships were waiting for permission to enter the port, and that the delay could last until the end of the week because two cranes were under repair.";
    assert_eq!(body, [whole], "lines that were broken at a width are one paragraph");
    assert_eq!(of(first, ZoneKind::Disclaimer).len(), 1);
    assert_eq!(of(first, ZoneKind::Headline).len(), 2, "lines of a title that are short stay lines");
    assert_eq!(facts(first, ["copyright"]), ["Copyright 2010 HARBOUR PRESS LTD All Rights Reserved"]);
    assert_eq!(facts(second, ["outlet", "date"]), ["Guardian", "2010-01-12"]);
    assert!(cover.articles.is_empty() && cover.text.as_str().contains("Terms: (port)"));
}

#[test]
fn a_page_that_speaks_of_such_things_is_left_whole() {
    let page = format!(
        "عنوان الخبر هنا اليوم\n\n{ARABIC}\n\n1 of 10 DOCUMENTS\n\nDocument 7\n\n388 words\n\nBody\n\n{ARABIC}\n\nDocument of 20240819\n"
    );
    let batch = read("page.txt", page.as_bytes()).unwrap();
    assert_eq!(batch.documents.len(), 1);
    assert_eq!(batch.documents[0].metadata.get("database"), None);
}

#[test]
fn an_export_that_was_cut_off_keeps_its_last_article() {
    let cut = &NEXIS[..NEXIS.len() - 2];
    let batch = read("export.docx", &docx(cut)).unwrap();
    nothing_lost(&batch, cut);
    assert_eq!(batch.documents.iter().filter(|d| d.articles.len() == 1).count(), 2);
}
