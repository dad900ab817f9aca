//! PDF: letters with places become text in the order of reading; what the file does not tell is named and never guessed.

use mizan::import::{ImportBatch, ImportError, PageDoubt, QuestionKind, WarningKind, read};
use mizan::model::ZoneKind;
use std::io::Write as _;

const TITLE: &str = "اجتماع اللجنة المختصة في الرياض";
const FIRST: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";

/// A page of lines: left edge, height, size, and the letters from left to right as they look. Each letter is half as wide as the size.
struct Sheet {
    lines: Vec<(f32, f32, f32, String)>,
    /// Whether the file tells which letters its codes are.
    told: bool,
    packed: bool,
}

impl Sheet {
    fn new(lines: &[(f32, f32, f32, &str)]) -> Self {
        let lines = lines.iter().map(|(x, y, size, text)| (*x, *y, *size, (*text).to_owned())).collect();
        Self { lines, told: true, packed: true }
    }

    fn content(&self) -> String {
        let mut out = String::new();
        for (x, y, size, text) in &self.lines {
            out.push_str(&format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <"));
            text.chars().for_each(|c| out.push_str(&format!("{:04X}", c as u32)));
            out.push_str("> Tj ET\n");
        }
        out
    }
}

/// A PDF of such pages, whose codes are the letters' own numbers.
fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let stream = |text: &[u8], packed: bool| {
        let (data, filter) = if packed {
            let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
            writer.write_all(text).unwrap();
            (writer.finish().unwrap(), "/Filter /FlateDecode ")
        } else {
            (text.to_vec(), "")
        };
        [format!("<< {filter}/Length {} >>\nstream\n", data.len()).as_bytes(), &data, b"\nendstream"].concat()
    };
    let ranges: Vec<String> =
        (0..=0xFE).map(|high| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n")).collect();
    let table = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 255 beginbfrange "
        .to_owned()
        + &ranges.concat()
        + "endbfrange endcmap end";
    let kids: Vec<String> = (0..sheets.len()).map(|n| format!("{} 0 R", 5 + n * 3)).collect();
    objects.push(b"<< /Type /Catalog /Pages 2 0 R >>".to_vec());
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), sheets.len()).into_bytes());
    objects.push(b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>".to_vec());
    objects.push(stream(table.as_bytes(), true));
    for (n, sheet) in sheets.iter().enumerate() {
        let at = 5 + n * 3;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F {} 0 R >> >> >>", at + 1, at + 2).into_bytes());
        objects.push(stream(sheet.content().as_bytes(), sheet.packed));
        let told = if sheet.told { "/ToUnicode 4 0 R " } else { "" };
        objects.push(
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [3 0 R] {told}>>"
            )
            .into_bytes(),
        );
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).as_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).as_bytes(),
    );
    out
}

/// A line as it looks, from left to right.
fn looks(text: &str) -> String {
    text.chars().rev().collect()
}

/// An Arabic text in lines of a column: right edge, first height, letters of a line.
fn column(text: &str, right: f32, top: f32, letters: usize) -> Vec<(f32, f32, f32, String)> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    let place = |(n, line): (usize, String)| {
        (right - 5.0 * line.chars().count() as f32, top - 14.0 * n as f32, 10.0, looks(&line))
    };
    lines.into_iter().enumerate().map(place).collect()
}

fn texts(batch: &ImportBatch) -> Vec<&str> {
    let document = &batch.documents[0];
    document.blocks.iter().map(|b| document.text.quote(b.span)).collect()
}

fn doubts(batch: &ImportBatch) -> Vec<(usize, PageDoubt)> {
    batch
        .warnings
        .iter()
        .filter_map(|w| if let WarningKind::DoubtfulPage { page, doubt } = w.kind { Some((page, doubt)) } else { None })
        .collect()
}

#[test]
fn arabic_columns_are_read_from_the_right_and_each_page_is_asked_about() {
    let mut sheet = Sheet::new(&[(150.0, 760.0, 20.0, &looks(TITLE))]);
    let second = FIRST.replace("قال متحدث", "وأضافت متحدثة");
    sheet.lines.extend(column(FIRST, 560.0, 700.0, 40));
    sheet.lines.extend(column(&second, 280.0, 700.0, 40));
    let other = Sheet { lines: column(FIRST, 560.0, 700.0, 60), ..Sheet::new(&[]) };
    let batch = read("paper.pdf", &pdf(&[sheet, other])).unwrap();
    assert_eq!(texts(&batch), [TITLE, FIRST, &second, FIRST]);
    let document = &batch.documents[0];
    assert_eq!((document.format, document.title.as_str()), ("pdf", TITLE));
    assert_eq!(document.blocks[3].path.as_deref(), Some("page 2/p"));
    let asked: Vec<_> =
        document.questions.iter().filter(|q| q.kind == QuestionKind::ReadFromPdf).map(|q| q.blocks.clone()).collect();
    assert_eq!(asked, [0..3, 3..4], "each page is to be compared");
    assert!(batch.warnings.iter().any(|w| w.kind == WarningKind::FromPdf { pages: 2 }));
    assert_eq!(doubts(&batch), []);
    assert!(document.zones.iter().any(|z| z.kind == ZoneKind::Headline));
}

/// A page as a program prints it: letters shaped by their font, marks of their own, numbers and English words in Arabic lines.
#[test]
fn a_printed_page_is_read_word_for_word() {
    let batch = read("browser.pdf", include_bytes!("print/browser.pdf")).unwrap();
    let words = [
        "اجتماع اللجنة المختصة في الرياض يوم 19 أغسطس 2024",
        "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة، وإن 35% من الأعضاء (أي 12 عضوا) وافقوا عليه.",
        "وأضاف أن اللجنة ستجتمع مرة أخرى يوم الخميس الساعة 11:25 للنظر في الملاحظات التي وصلت من BBC News ومن رويترز «الوكالة البريطانية» قبل أيام قليلة.",
        "الآراء الواردة في المقال تعبّر عن رأي كاتبها ولا تعبّر بالضرورة عن رأي الصحيفة؛ والله أعلم لأن الأمر ما زال قيد البحث.",
        "The harbour master said on Sunday that nine ships were waiting for permission to enter the port (see page 4).",
    ];
    assert_eq!(texts(&batch), words);
    assert_eq!(doubts(&batch), []);
    assert!(batch.documents[0].zones.iter().any(|z| z.kind == ZoneKind::Disclaimer));
}

#[test]
fn forms_of_letters_become_letters_and_numbers_stay_as_they_are() {
    let line = looks("ﻗﺎﻝ ﻓﻲ 91 ﺃﻏﺴﻄﺲ 4202 (ﻣﺴﺎﺀ) ﻻ ﻏﻴﺮ");
    let shown = line.replace('(', "\0").replace(')', "(").replace('\0', ")");
    let batch = read("forms.pdf", &pdf(&[Sheet::new(&[(50.0, 700.0, 10.0, &shown)])])).unwrap();
    assert_eq!(texts(&batch), ["قال في 19 أغسطس 2024 (مساء) لا غير"]);
}

#[test]
fn what_a_file_does_not_tell_is_named() {
    let mute = Sheet { told: false, ..Sheet::new(&[(50.0, 700.0, 10.0, &looks(TITLE))]) };
    let batch = read("mute.pdf", &pdf(&[mute])).unwrap();
    let count = TITLE.chars().count();
    assert_eq!(doubts(&batch), [(1, PageDoubt::UnknownLetters { count })]);
    assert!(!batch.documents[0].text.as_str().contains(char::is_alphabetic), "no letter is made up");
    // Words whose letters stand in the order of reading, but from the left.
    let wrong = Sheet::new(&[(50.0, 700.0, 10.0, FIRST)]);
    assert_eq!(doubts(&read("wrong.pdf", &pdf(&[wrong])).unwrap()), [(1, PageDoubt::Reversed)]);
    let old = Sheet::new(&[(50.0, 700.0, 10.0, "ÇáãÑßÒ ÅÕÏÇÑ ÇáÊÞÑíÑ ÇáÓäæí Ýí äåÇíÉ ÇáÔåÑ")]);
    assert_eq!(doubts(&read("old.pdf", &pdf(&[old])).unwrap()), [(1, PageDoubt::StrangeLetters)]);
    let half = [Sheet::new(&[(50.0, 700.0, 10.0, &looks(TITLE))]), Sheet::new(&[])];
    assert_eq!(doubts(&read("half.pdf", &pdf(&half)).unwrap()), [(2, PageDoubt::NoText)]);
}

#[test]
fn a_pdf_that_cannot_be_read_is_refused_with_its_reason() {
    let empty = read("scan.pdf", &pdf(&[Sheet::new(&[]), Sheet::new(&[])]));
    assert_eq!(empty, Err(ImportError::NoTextInPdf { file: "scan.pdf".into(), pages: 2 }));
    let mut locked = pdf(&[Sheet::new(&[(50.0, 700.0, 10.0, TITLE)])]);
    let at = locked.windows(5).rposition(|w| w == b"/Root").unwrap();
    locked.splice(at..at, *b"/Encrypt 9 0 R ");
    assert_eq!(read("locked.pdf", &locked), Err(ImportError::Protected { file: "locked.pdf".into() }));
    assert!(matches!(read("x.pdf", b"%PDF-1.7\nnothing"), Err(ImportError::Damaged { .. })));
}

#[test]
fn a_bomb_in_a_pdf_is_refused_before_it_is_unpacked() {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        writer.write_all(&vec![b' '; 1_000_000]).unwrap();
    }
    let bomb = writer.finish().unwrap();
    let sound = pdf(&[Sheet::new(&[(50.0, 700.0, 10.0, TITLE)])]);
    for head in [
        &b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>"[..],
        b"<< /Filter [/ASCIIHexDecode /FlateDecode] >>",
    ] {
        let object = [b"90 0 obj\n", head, b"\nstream\n", &bomb, b"\nendstream\nendobj\n"].concat();
        let mut file = sound.clone();
        file.splice(9..9, object);
        let refused = read("bomb.pdf", &file).unwrap_err().to_string();
        assert!(refused.contains("unpacked"), "{refused}");
    }
    assert!(read("sound.pdf", &sound).is_ok());
}

/// Sound files for damaging.
pub(super) fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let lines = column(FIRST, 560.0, 700.0, 40);
    let plain = Sheet { packed: false, lines: lines.clone(), ..Sheet::new(&[]) };
    vec![("page.pdf", pdf(&[Sheet { lines, ..Sheet::new(&[]) }])), ("plain.pdf", pdf(&[plain]))]
}
