//! Feeds, books, spreadsheets, archives of crawlers: each article with its parts, what is damaged is told.

use mizan::import::{ImportBatch, ImportError, read};
use mizan::model::ZoneKind;
use std::io::Write as _;

const FIRST: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";
const SECOND: &str = "وأضاف أن اللجنة ستجتمع مرة أخرى يوم الخميس للنظر في الملاحظات التي وصلت من الأقاليم الثلاثة.";

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { zip::write::SimpleFileOptions::default() };
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn fact<'a>(batch: &'a ImportBatch, at: usize, name: &str) -> Option<&'a str> {
    batch.documents[at].metadata.get(name).map(String::as_str)
}

fn body(batch: &ImportBatch, at: usize) -> Vec<&str> {
    let document = &batch.documents[at];
    document.zones.iter().filter(|z| z.kind == ZoneKind::Body).map(|z| document.text.quote(z.span)).collect()
}

#[test]
fn each_entry_of_a_feed_is_an_article() {
    let rss = [
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>الأفق</title><language>ar</language>",
        "<item><title>عنوان أول</title><link>https://example.org/1</link><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate>",
        "<dc:creator>ليلى حداد</dc:creator><description>المقدمة</description><content:encoded><![CDATA[<p>",
        FIRST,
        "</p><p>",
        SECOND,
        "</p>]]></content:encoded></item><item><title>عنوان ثان</title><description>",
        FIRST,
        " A &amp; B</description></item><item><guid>7</guid></item></channel></rss>",
    ]
    .concat();
    let batch = read("feed.xml", rss.as_bytes()).unwrap();
    assert_eq!((batch.documents.len(), batch.documents[0].format), (2, "feed"));
    assert_eq!(body(&batch, 0), [FIRST, SECOND]);
    assert_eq!((fact(&batch, 0, "outlet"), fact(&batch, 0, "author")), (Some("الأفق"), Some("ليلى حداد")));
    assert_eq!((fact(&batch, 0, "date"), fact(&batch, 0, "url")), (Some("2024-08-19"), Some("https://example.org/1")));
    assert_eq!(batch.documents[1].title, "عنوان ثان");
    assert!(batch.documents[1].text.as_str().contains("A & B"));
    assert_eq!(batch.warnings.len(), 1, "an entry without words: {:?}", batch.warnings);
    let atom = [
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>الأفق</title><entry><title>عنوان</title><link href=\"https://example.org/3\"/>",
        "<published>2024-08-19T10:00:00Z</published><author><name>ليلى</name></author><content type=\"html\">&lt;p&gt;",
        FIRST,
        "&lt;/p&gt;</content></entry></feed>",
    ]
    .concat();
    let batch = read("feed.atom", atom.as_bytes()).unwrap();
    assert_eq!(body(&batch, 0), [FIRST]);
    assert_eq!((fact(&batch, 0, "author"), fact(&batch, 0, "url")), (Some("ليلى"), Some("https://example.org/3")));
    // Cut off: what was whole is there.
    let cut = &rss.as_bytes()[..rss.find("<title>عنوان ثان").unwrap() + 10];
    assert_eq!(read("feed.xml", cut).unwrap().documents.len(), 1);
}

#[test]
fn each_chapter_of_a_book_is_a_page() {
    let chapter = |title: &str, text: &str| {
        ["<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h1>", title, "</h1><p>", text, "</p></body></html>"]
            .concat()
    };
    let book = zip(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"O/c.opf\"/></rootfiles></container>"),
        (
            "O/c.opf",
            "<package xmlns:dc=\"d\"><metadata><dc:title>كتاب</dc:title><dc:creator>ليلى</dc:creator></metadata><manifest><item id=\"b\" href=\"t/b%20b.xhtml\"/>\
             <item id=\"a\" href=\"a.xhtml\"/><item id=\"x\" href=\"gone.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/>\
             <itemref idref=\"x\"/></spine></package>",
        ),
        ("O/a.xhtml", &chapter("الفصل الأول", FIRST)),
        ("O/t/b b.xhtml", &chapter("الفصل الثاني", SECOND)),
    ]);
    let batch = read("book.epub", &book).unwrap();
    let names: Vec<&str> = batch.documents.iter().map(|d| d.file_name.as_str()).collect();
    assert_eq!(names, ["book.epub: O/a.xhtml", "book.epub: O/t/b b.xhtml"]);
    assert!(batch.documents[1].text.as_str().contains(SECOND));
    assert_eq!((fact(&batch, 1, "book"), fact(&batch, 1, "author")), (Some("كتاب"), Some("ليلى")));
    assert!(batch.warnings.iter().any(|w| w.file == "book.epub: O/gone.xhtml"), "{:?}", batch.warnings);
}

#[test]
fn each_row_of_a_spreadsheet_is_an_article() {
    let book = zip(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        (
            "xl/sharedStrings.xml",
            &["<sst><si><t>العنوان</t></si><si><t>النص</t></si><si><t>التاريخ</t></si><si><r><t>عنوان </t></r><r><t>أول</t></r></si><si><t>", FIRST, " &amp;</t></si></sst>"].concat(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>1</v></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" s=\"1\"><v>45523</v></c><c r=\"D2\" t=\"s\"><v>4</v></c></row>\
             <row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>بلا نص</t></is></c></row></sheetData></worksheet>",
        ),
    ]);
    let batch = read("news.xlsx", &book).unwrap();
    assert_eq!((batch.documents.len(), batch.documents[0].format), (1, "xlsx"));
    assert_eq!(batch.documents[0].title, "عنوان أول");
    assert_eq!(fact(&batch, 0, "date"), Some("2024-08-19"));
    assert!(batch.documents[0].text.as_str().ends_with(&[FIRST, " &"].concat()));
    assert!(matches!(&batch.warnings[..], [w] if w.line == Some(5)), "{:?}", batch.warnings);
}

#[test]
fn the_names_of_columns_may_stand_below_the_first_row_and_on_each_sheet_anew() {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = |rows: &[String]| {
        let rows: Vec<String> = (1..).zip(rows).map(|(n, cells)| format!("<row r=\"{n}\">{cells}</row>")).collect();
        format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.concat())
    };
    let first = sheet(&[
        cell("A1", "تقرير الأرشيف"),
        cell("A2", "19/8/2024"),
        cell("A3", "العنوان") + &cell("B3", "النص") + &cell("C3", "النص"),
        cell("A4", "عنوان أول") + &cell("B4", FIRST) + &cell("C4", SECOND),
    ]);
    let second = sheet(&[cell("A1", "text") + &cell("B1", "title"), cell("A2", SECOND) + &cell("B2", "عنوان ثان")]);
    let book = zip(&[
        ("xl/workbook.xml", "<w/>"),
        ("xl/worksheets/sheet1.xml", &first),
        ("xl/worksheets/sheet2.xml", &second),
    ]);
    let batch = read("news.xlsx", &book).unwrap();
    let titles: Vec<&str> = batch.documents.iter().map(|d| d.title.as_str()).collect();
    assert_eq!(titles, ["عنوان أول", "عنوان ثان"]);
    assert_eq!(body(&batch, 0), [FIRST, SECOND], "two columns of text");
    assert_eq!(
        batch.warnings.iter().filter_map(|w| w.line).collect::<Vec<_>>(),
        [1, 2],
        "rows above the names are told"
    );
    let looks = mizan::import::look_at_columns("news.xlsx", &book, &mizan::import::How::default()).unwrap();
    assert_eq!(looks.iter().map(|l| (l.sheet, l.line)).collect::<Vec<_>>(), [(Some(1), 3), (Some(2), 1)]);
}

#[test]
fn each_saved_page_of_a_crawl_is_a_document() {
    let page = ["<html><body><article><h1>عنوان الخبر هنا</h1><p>", FIRST, "</p></article></body></html>"].concat();
    let coded = encoding_rs::WINDOWS_1256.encode(&page).0.into_owned();
    let record = |kind: &str, url: &str, content: &[u8]| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        [head.as_bytes(), content, b"\r\n\r\n"].concat()
    };
    let http = |status: &str, more: &str, body: &[u8]| {
        [
            ["HTTP/1.1 ", status, "\r\nContent-Type: text/html; charset=windows-1256\r\n", more, "\r\n"]
                .concat()
                .as_bytes(),
            body,
        ]
        .concat()
    };
    let chunked = [format!("{:x}\r\n", coded.len()).as_bytes(), &coded, b"\r\n0\r\n\r\n"].concat();
    let whole = [
        record("warcinfo", "", b"software: x\r\n"),
        record("request", "https://example.org/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://example.org/1", &http("200 OK", "", &coded)),
        record("response", "https://example.org/2", &http("404 Not Found", "", &coded)),
        record("response", "https://example.org/3", &http("200 OK", "Transfer-Encoding: chunked\r\n", &chunked)),
    ]
    .concat();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&whole).unwrap();
    for bytes in [whole.clone(), packed.finish().unwrap()] {
        let batch = read("crawl.warc.gz", &bytes).unwrap();
        let urls: Vec<_> = (0..batch.documents.len()).map(|at| fact(&batch, at, "url").unwrap()).collect();
        assert_eq!(urls, ["https://example.org/1", "https://example.org/3"]);
        assert!(batch.documents.iter().all(|d| d.text.as_str().contains(FIRST)));
        assert_eq!(fact(&batch, 0, "encoding"), Some("windows-1256"));
    }
    let cut = read("crawl.warc", &whole[..whole.len() - chunked.len() - 200]).unwrap();
    assert_eq!(cut.documents.len(), 1);
    assert!(matches!(
        read("x.warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"),
        Err(ImportError::Empty { .. } | ImportError::Damaged { .. })
    ));
}

#[test]
fn a_bullet_and_a_colon_do_not_hide_an_invitation_to_share() {
    let page =
        ["الموقع\n\nعنوان الخبر الأول في هذا اليوم\n\n  • مشاركة :\n\n", FIRST, "\n\n", SECOND, "\n\n", FIRST, "\n"]
            .concat();
    let document = read("page.txt", page.as_bytes()).unwrap().documents.remove(0);
    let zone = document.zones.iter().find(|z| document.text.quote(z.span).contains("مشاركة")).unwrap();
    assert_eq!((zone.kind, zone.rule), (ZoneKind::Boilerplate, "boilerplate.widget"));
}

#[test]
fn a_file_with_more_text_than_a_document_is_refused_before_it_is_looked_through() {
    let long = "x y ".repeat(1_100_000);
    for (name, bytes) in [("long.rtf", ["{\\rtf1 ", &long, "}"].concat()), ("long.txt", long.clone())] {
        assert!(matches!(read(name, bytes.as_bytes()), Err(ImportError::TooLarge { .. })), "{name}");
    }
    let lines = read("lines.txt", "a\n".repeat(70_000).as_bytes());
    assert!(matches!(lines, Err(ImportError::TooManyBlocks { .. })));
}
