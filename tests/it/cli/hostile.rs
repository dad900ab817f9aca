//! Files that are broken or mean harm: each is told with its name and reason, the rest of the batch goes in, memory stays bounded, and nothing
//! is written but the project.

use super::{Shell, said};
use std::io::{BufRead as _, Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

const FIRST: &str = "قال متحدث باسم المركز إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة.";
const SECOND: &str = "وأضاف أن اللجنة ستجتمع مرة أخرى يوم الخميس للنظر في الملاحظات التي وصلت من الأقاليم الثلاثة.";
/// Megabytes that a bomb becomes.
const MEGABYTES: usize = 1_000;

/// A gigabyte of spaces, packed: one packed megabyte again and again, which no test has to pack each time.
fn packed_spaces() -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    let mut one = Vec::with_capacity(100_000);
    let spaces = vec![b' '; 1_000_000];
    packer.compress_vec(&spaces, &mut one, flate2::FlushCompress::Full).unwrap();
    let mut out = one.repeat(MEGABYTES);
    out.extend([0x03, 0x00]);
    out
}

/// An archive, written by hand: the names of its files, and their contents, packed or as they are.
fn archive(files: &[(&str, Option<&[u8]>)]) -> Vec<u8> {
    let bomb = packed_spaces();
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let (method, data, length) = match content {
            Some(text) => (0_u16, *text, text.len()),
            None => (8, bomb.as_slice(), MEGABYTES * 1_000_000),
        };
        let mut crc = flate2::Crc::new();
        crc.update(content.unwrap_or_default());
        let start = out.len() as u32;
        let mut about = Vec::new();
        about.extend([20_u16, 0, method, 0, 0].iter().flat_map(|n| n.to_le_bytes()));
        about.extend([crc.sum(), data.len() as u32, length as u32].iter().flat_map(|n| n.to_le_bytes()));
        about.extend([name.len() as u16, 0].iter().flat_map(|n| n.to_le_bytes()));
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(data);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&about);
        list.extend([0_u16, 0, 0].iter().flat_map(|n| n.to_le_bytes()));
        list.extend([0_u32, start].iter().flat_map(|n| n.to_le_bytes()));
        list.extend(name.as_bytes());
    }
    let (start, count) = (out.len() as u32, files.len() as u16);
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].iter().flat_map(|n| n.to_le_bytes()));
    out.extend([list.len() as u32, start].iter().flat_map(|n| n.to_le_bytes()));
    out.extend([0, 0]);
    out
}

/// A PDF with an object stream that is a bomb.
fn pdf_bomb() -> Vec<u8> {
    let head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n3 0 obj\n<< /Type /ObjStm /N 9 /First 40 /Filter /FlateDecode >>\nstream\n";
    [&head[..], &[0x78, 0x9C], &packed_spaces(), b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"].concat()
}

/// A folder of everything that may come. What must be told of each file: its name, and a piece of the reason.
fn hostile(folder: &Path) -> Vec<(&'static str, &'static str)> {
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    let page = |inside: &str| {
        format!(
            "<html><body><article><h1>عنوان الخبر هنا</h1>{inside}<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
        )
    };
    let large = std::fs::File::create(folder.join("large.html")).unwrap();
    large.set_len(2_000_000_000).unwrap();
    write("bomb.zip", &archive(&[("bomb.txt", None)]));
    write("bomb.docx", &archive(&[("word/document.xml", None)]));
    write(
        "bomb.xlsx",
        &archive(&[
            ("xl/workbook.xml", Some(b"<w/>")),
            ("xl/sharedStrings.xml", None),
            ("xl/worksheets/sheet1.xml", None),
        ]),
    );
    write("bomb.epub", &archive(&[("mimetype", Some(b"application/epub+zip")), ("META-INF/container.xml", None)]));
    write("bomb.pdf", &pdf_bomb());
    write(
        "many.zip",
        &archive(&[("a.txt", None), ("b.txt", None), ("c.txt", None), ("ok.txt", Some(FIRST.as_bytes()))]),
    );
    write(
        "inner.zip",
        &archive(&[("inner.zip", Some(&archive(&[("x.txt", Some(b"x"))]))), ("inner.txt", Some(FIRST.as_bytes()))]),
    );
    write("slip.zip", &archive(&[("../../evil.txt", Some(FIRST.as_bytes())), ("/evil.txt", Some(SECOND.as_bytes()))]));
    write("deep.html", page(&"<div>".repeat(1_000_000)).as_bytes());
    let mut broken = page("").into_bytes();
    broken[70] = 0xFF;
    write("letters.html", &broken);
    write("nul.html", page("<p>a\0b</p>").as_bytes());
    write("nul.txt", format!("عنوان\0\n\n{FIRST}").as_bytes());
    write(
        "surrogate.jsonl",
        format!("{{\"title\": \"x\", \"text\": \"\\ud800 {FIRST}\"}}\n{{\"title\": \"y\", \"text\": \"{SECOND}\"}}\n")
            .as_bytes(),
    );
    write("turned.html", page("<p>قال \u{202E}المتحدث إن التقرير سيصدر</p>").as_bytes());
    write("empty.txt", b"");
    write("noise.bin", &[0x00, 0x01, 0xFE, 0x80].repeat(1_000));
    write("cut.docx", &archive(&[("word/document.xml", Some(b"<w:document><w:p><w:r><w:t>x"))])[..90]);
    vec![
        ("large.html", "2000000000"),
        ("bomb.zip", "more than"),
        ("bomb.docx", "bomb.docx"),
        ("bomb.xlsx", "bomb.xlsx"),
        ("bomb.epub", "bomb.epub"),
        ("bomb.pdf", "bomb.pdf"),
        ("many.zip", "more than"),
        ("inner.zip", "an archive inside an archive"),
        ("deep.html", "nested deeper"),
        ("letters.html", "could not be read as utf-8"),
        ("nul.html", "NUL bytes"),
        ("nul.txt", "NUL"),
        ("surrogate.jsonl", "damaged"),
        ("turned.html", "hidden direction signs"),
        ("empty.txt", "holds no text"),
        ("noise.bin", "noise.bin"),
        ("cut.docx", "cannot be read"),
    ]
}

#[cfg(unix)]
#[test]
fn whatever_is_dropped_on_it_is_told_and_the_rest_goes_in() {
    use std::os::unix::fs::symlink;
    let shell = Shell::with_project();
    let folder = shell.at("drop/pages");
    std::fs::create_dir_all(&folder).unwrap();
    let mut told = hostile(&folder);
    // A folder in itself, a link that leads nowhere, and a file that is another each time that it is looked at.
    symlink(&folder, folder.join("round")).unwrap();
    symlink(folder.join("gone"), folder.join("nowhere.txt")).unwrap();
    told.push(("nowhere.txt", "cannot be read"));
    if cfg!(target_os = "linux") {
        symlink("/proc/uptime", folder.join("moving.txt")).unwrap();
        told.push(("moving.txt", "was written while it was read"));
    }
    std::fs::write(folder.join("zz good.txt"), super::super::project::WIRE.1).unwrap();
    // A pipe that is named is read: the program waits at it, and can be looked at when everything else is done.
    assert!(std::process::Command::new("mkfifo").arg(shell.at("wait.txt")).status().unwrap().success());
    let outside: Vec<_> = list(&shell.at("."));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(["import", "p.mizan", "drop", "wait.txt"])
        .current_dir(shell.at("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut complaints = child.stderr.take().unwrap();
    let complained = std::thread::Builder::new().spawn(move || {
        let mut text = String::new();
        complaints.read_to_string(&mut text).map(|_| text)
    });
    let mut printed = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    while !out.contains("zz good.txt") {
        assert!(printed.read_line(&mut out).unwrap() > 0, "{out}");
    }
    match peak(child.id()) {
        Some(peak) => assert!(peak < 300_000, "{peak} kB"),
        None => eprintln!("memory is not measured on this system"),
    }
    let mut pipe = std::fs::File::options().write(true).open(shell.at("wait.txt")).unwrap();
    pipe.write_all(super::super::project::TWO.1.as_bytes()).unwrap();
    drop(pipe);
    printed.read_to_string(&mut out).unwrap();
    let end = said(child.wait_with_output().unwrap());
    let all = out.clone() + &complained.unwrap().join().unwrap().unwrap();
    assert_eq!(end.code, Some(1));
    let is_told = |name: &str, reason: &str| all.lines().any(|l| l.contains(name) && l.contains(reason));
    let untold: Vec<_> = told.into_iter().filter(|(name, reason)| !is_told(name, reason)).collect();
    assert!(untold.is_empty(), "{untold:?}\n{all}");
    for good in [
        "zz good.txt: 1 article",
        "wait.txt: 2 articles",
        "deep.html: 1 article",
        "letters.html: 1 article",
        "surrogate.jsonl: 1 article",
    ] {
        assert!(out.contains(good), "{good}\n{out}");
    }
    assert!(!all.contains("defect in the program") && !all.contains("panicked"), "{all}");
    let info = shell.call(&["info", "p.mizan"]).fine();
    assert!(info.contains("Documents"), "{info}");
    assert_eq!(list(&shell.at(".")), outside, "nothing was written but the project");
    assert!(!shell.at("evil.txt").exists() && !shell.at("drop/evil.txt").exists() && !Path::new("/evil.txt").exists());
    assert!(shell.call(&["check", "p.mizan"]).fine().contains("is sound"));
}

/// The most memory that a process had, in kB; `None` where the system does not tell.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}

/// Names of all files in a folder and the folders in it; what the project keeps beside itself while it is open is not meant.
fn list(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            out.append(&mut list(&path));
        } else if !path.to_string_lossy().contains(".mizan-") {
            out.push(path);
        }
    }
    out.sort();
    out
}
