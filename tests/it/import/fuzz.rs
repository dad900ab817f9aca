//! Every reader on damaged files of its own format: no panic, no hang, and what comes out holds together.
//!
//! `MIZAN_FUZZ_SECONDS=600 cargo test --test it import::fuzz` goes on for that long, each time with other damage.

use super::broken::holds_together;
use mizan::import::{FORMATS, How, read_each};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

const WORDS: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";

/// A generator of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

fn zip(files: &[(&str, &str)], method: zip::CompressionMethod) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A sound file of each format. Archives are stored and not packed, so that damage reaches what is in them.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let stored = |files: &[(&str, &str)]| zip(files, zip::CompressionMethod::Stored);
    let html = include_str!("web/column.html");
    let paragraph =
        ["<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>", WORDS, "&amp;</w:t></w:r></w:p>"].concat();
    let docx = [
        "<w:document><w:body>",
        &paragraph.repeat(4),
        "<w:tbl><w:tc>",
        &paragraph,
        "</w:tc></w:tbl></w:body></w:document>",
    ]
    .concat();
    let shared = ["<sst><si><t>text</t></si><si><t>", WORDS, "</t></si></sst>"].concat();
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row></sheetData></worksheet>";
    let warc = [
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Length: ",
        &(html.len() + 44).to_string(),
        "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        html,
        "\r\n\r\n",
    ]
    .concat();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    packed.write_all(warc.as_bytes()).unwrap();
    vec![
        ("page.txt", super::pages::ALL[1].as_bytes().to_vec()),
        ("old.txt", encoding_rs::WINDOWS_1256.encode(super::pages::ALL[2]).0.into_owned()),
        ("page.html", html.as_bytes().to_vec()),
        ("page.mht", ["MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n", &html.replace('=', "=3D"), "\n--x--\n"].concat().into_bytes()),
        ("page.docx", stored(&[("word/document.xml", &docx), ("docProps/core.xml", "<a><dc:creator>x</dc:creator></a>")])),
        ("page.rtf", ["{\\rtf1\\ansi\\ansicpg1256{\\fonttbl{\\f0\\fcharset178 A;}}{\\b \\u1593?\\u1606?}\\par \\'c7\\'e1{\\*\\x y}\\trowd a\\cell\\row ", "abc \\par ".repeat(20).as_str(), "}"].concat().into_bytes()),
        ("rows.csv", ["title,text,date\n", &format!("عنوان,\"{WORDS}\n\nb\",2024-08-19\n").repeat(5)].concat().into_bytes()),
        ("rows.xlsx", stored(&[("xl/workbook.xml", "<w/>"), ("xl/sharedStrings.xml", &shared), ("xl/worksheets/sheet1.xml", sheet)])),
        ("rows.jsonl", format!("{{\"title\": \"x\", \"text\": \"{WORDS}\\u0627\"}}\n").repeat(5).into_bytes()),
        ("list.json", format!("{{\"a\": [{{\"title\": \"x\", \"text\": \"{WORDS}\"}}, {{\"text\": [1, {{}}]}}]}}").into_bytes()),
        ("feed.xml", format!("<?xml version=\"1.0\"?><rss><channel><title>o</title><item><title>t</title><description><![CDATA[<p>{WORDS}</p>]]></description></item></channel></rss>").into_bytes()),
        ("book.epub", stored(&[("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<c><rootfile full-path=\"c.opf\"/></c>"), ("c.opf", "<p><item id=\"a\" href=\"a.html\"/><itemref idref=\"a\"/></p>"), ("a.html", html)])),
        ("crawl.warc", warc.clone().into_bytes()),
        ("crawl.warc.gz", packed.finish().unwrap()),
        ("pages.zip", stored(&[("a/page.html", html), ("b.txt", WORDS), ("c.csv", "title,text\na,b\n")])),
        ("packed.zip", zip(&[("a/page.html", html)], zip::CompressionMethod::Deflated)),
    ]
}

/// Damages a file: bytes changed, pieces doubled, moved, cut out, numbers made large.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.roll(6) {
        let length = bytes.len();
        if length == 0 {
            return;
        }
        let at = dice.roll(length);
        let end = (at + dice.roll(200)).min(length);
        match dice.roll(8) {
            0 | 1 => bytes[at] = dice.roll(256) as u8,
            2 => bytes[at] ^= 1 << dice.roll(8),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.roll(length);
                for _ in 0..=dice.roll(30) {
                    bytes.splice(to..to, piece.iter().copied());
                }
            }
            5 => bytes.truncate(at),
            6 => {
                let digit = (at..length).find(|i| bytes[*i].is_ascii_digit());
                if let Some(digit) = digit {
                    bytes.splice(digit..=digit, *b"99999999999999999999");
                }
            }
            _ => {
                let odd: [&[u8]; 8] = [
                    b"\0",
                    b"\xFF",
                    b"\xEF\xBB\xBF",
                    "\u{202E}".as_bytes(),
                    b"\\ud800",
                    b"<![CDATA[",
                    b"\r\n\r\n",
                    b"\"\"{[",
                ];
                let piece = odd[dice.roll(odd.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
}

fn check(name: &str, bytes: &[u8], format: Option<&str>) {
    let began = Instant::now();
    let format = format.and_then(mizan::import::Format::named);
    // A refusal is an answer, too.
    let _answer = read_each(name, bytes, &How::as_format(format), &mut |piece| {
        piece.documents.iter().for_each(holds_together);
        ControlFlow::Continue(())
    });
    assert!(began.elapsed() < Duration::from_secs(30), "{name} of {} bytes took {:?}", bytes.len(), began.elapsed());
}

#[test]
fn damaged_files_of_every_format_are_read_or_refused() {
    let seconds: Option<u64> = std::env::var("MIZAN_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let mut sound = sound();
    sound.append(&mut super::exports::samples());
    sound.append(&mut super::annotations::samples());
    #[cfg(feature = "pdf")]
    sound.append(&mut super::pdf::samples());
    for (name, bytes) in &sound {
        let mut documents = 0;
        let read = read_each(name, bytes, &How::default(), &mut |piece| {
            documents += piece.documents.len();
            ControlFlow::Continue(())
        });
        assert!(read.is_ok() && documents > 0, "{name} is sound: {read:?}");
    }
    let began = Instant::now();
    let seed = if seconds.is_some() { u64::from(std::process::id()) << 20 | 1 } else { 7 };
    let mut round = 0_u64;
    while seconds.map_or(round < 12, |s| began.elapsed() < Duration::from_secs(s)) {
        for (n, (name, bytes)) in (0_u64..).zip(&sound) {
            let mut dice = Dice((seed + round * 1_000 + n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let mut bytes = bytes.clone();
            damage(&mut bytes, &mut dice);
            // Now and then a file is taken for what it is not.
            let other = (dice.roll(4) == 0).then(|| FORMATS[dice.roll(FORMATS.len())].name);
            let done = std::panic::catch_unwind(|| check(name, &bytes, other));
            assert!(done.is_ok(), "{name} as {other:?}, seed {seed}, round {round}");
        }
        let mut dice = Dice((seed + round * 1_000 + 999).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut lines = super::annotations::STANDOFF.to_vec();
        damage(&mut lines, &mut dice);
        super::annotations::read_damaged_standoff(&lines).iter().flat_map(|b| &b.documents).for_each(holds_together);
        round += 1;
    }
    assert!(round >= 12 || seconds.is_some());
}
