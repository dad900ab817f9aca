//! Reading plain text: line ends, byte order marks, and the files that are refused.

use mizan::import::{ImportError, read};

const PAGE: &str =
    "عنوان الخبر في سطر واحد\n\nقال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا.\n";

fn text_of(bytes: &[u8]) -> String {
    read("page.txt", bytes).unwrap().documents[0].text.as_str().to_owned()
}

#[test]
fn line_ends_and_byte_order_mark_leave_the_same_text() {
    let unix = text_of(PAGE.as_bytes());
    assert_eq!(unix, PAGE);
    assert_eq!(text_of(PAGE.replace('\n', "\r\n").as_bytes()), PAGE);
    assert_eq!(text_of(PAGE.replace('\n', "\r").as_bytes()), PAGE);
    assert_eq!(text_of(format!("\u{feff}{PAGE}").as_bytes()), PAGE);
}

#[test]
fn older_charsets_are_told_from_their_bytes() {
    for (encoding, name) in [(encoding_rs::WINDOWS_1256, "windows-1256"), (encoding_rs::ISO_8859_6, "iso-8859-6")] {
        let bytes = encoding.encode(PAGE).0.into_owned();
        let batch = read("page.txt", &bytes).unwrap();
        assert_eq!(batch.documents[0].text.as_str(), PAGE);
        assert_eq!(batch.documents[0].metadata.get("encoding").map(String::as_str), Some(name));
        assert_eq!(batch.documents[0].source, bytes);
        assert!(batch.warnings.iter().any(|w| w.to_string().contains(name)), "{:?}", batch.warnings);
    }
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(PAGE.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(text_of(&wide), PAGE);
    // Bytes of a program are no letters of any charset.
    let noise: Vec<u8> = (0..4_000_u32).map(|n| (n * 7919 % 251 + 1) as u8).collect();
    assert!(matches!(read("page.txt", &noise), Err(ImportError::NotUtf8 { .. })));
}

#[test]
fn nothing_else_of_the_text_is_touched() {
    let odd = "  \u{a0}عنوانٌ لـ\"صحيفة\"\n\n\n\u{200f}ﷲ e\u{301} \u{fdfa}\u{feff}\n \u{a0}\nنهاية\t";
    assert_eq!(text_of(odd.as_bytes()), odd);
    let batch = read("page.txt", odd.as_bytes()).unwrap();
    assert_eq!(batch.documents[0].blocks.len(), 3, "a line of no-break spaces is blank");
}

#[test]
fn the_source_bytes_and_their_hash_are_kept() {
    let bytes = format!("\u{feff}{}", PAGE.replace('\n', "\r\n"));
    let batch = read("in/a folder/page.txt", bytes.as_bytes()).unwrap();
    let document = &batch.documents[0];
    assert_eq!(document.source, bytes.as_bytes());
    assert_eq!(document.hash, blake3::hash(bytes.as_bytes()).to_hex().to_string());
    assert_eq!(document.file_name, "page.txt");
    assert_eq!(document.format, "text");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let file = || "p.txt".to_owned();
    assert_eq!(read("p.txt", b""), Err(ImportError::Empty { file: file() }));
    assert_eq!(read("p.txt", " \n\u{a0}\n".as_bytes()), Err(ImportError::Empty { file: file() }));
    assert_eq!(
        read("p.txt", b"\xEF\xBB\xBFone\r\ntwo\x00"),
        Err(ImportError::HasNul { file: file(), byte: 11, line: 2 })
    );
    assert_eq!(read("p.txt", b"one\rtwo\nthree \xE4"), Err(ImportError::NotUtf8 { file: file(), byte: 14, line: 3 }));
    let long = vec![b'a'; 50_000_001];
    assert!(matches!(read("p.txt", &long), Err(ImportError::TooLarge { bytes: 50_000_001, .. })));
}

#[test]
fn other_formats_are_named_and_not_read_as_text() {
    for (bytes, what) in [(&b"SQLite format 3\0"[..], "database"), (b"\xD0\xCF\x11\xE0", "office")] {
        let error = read("page.txt", bytes).unwrap_err();
        assert!(matches!(error, ImportError::Unread { .. }));
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn every_refusal_says_what_was_kept_and_what_to_do() {
    let inputs: [&[u8]; 4] = [b"", b"a\x00", b"\xE4", b"%PDF"];
    for bytes in inputs {
        let sentence = read("p.txt", bytes).unwrap_err().to_string();
        assert!(sentence.starts_with("p.txt "), "{sentence}");
        assert!(sentence.contains("nothing was imported"), "{sentence}");
        assert!(["Check", "Save"].iter().any(|verb| sentence.contains(verb)), "{sentence}");
    }
}
