//! What an export can leave out, names of coders and words of articles, is left out of every format alike.

use super::exchange::coded;
use super::{codings, exported_with};
use mizan::export::{ExportChoice, ExportFile, FORMATS};
use std::collections::BTreeSet;

const NAMES: ExportChoice = ExportChoice { pseudonyms: true, without_texts: false };
const WORDS: ExportChoice = ExportChoice { pseudonyms: false, without_texts: true };

/// The contents of a file as text, what is packed in it unpacked.
fn contents(file: &ExportFile) -> String {
    let mut out = format!("{}\n{}", file.name, String::from_utf8_lossy(&file.bytes));
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&file.bytes)) {
        for n in 0..archive.len() {
            let mut entry = archive.by_index(n).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            out.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    out
}

fn all(files: &[ExportFile]) -> String {
    files.iter().map(contents).collect()
}

#[test]
fn no_format_tells_who_coded_and_all_of_them_use_the_same_names() {
    let desk = coded();
    let mut all_coders: BTreeSet<String> = codings(&desk.project).into_iter().map(|c| c.coder).collect();
    // An example of the codebook is about somebody of this name.
    assert!(all_coders.remove("سلمى"));
    let ids: Vec<String> = desk.project.coders().unwrap().iter().map(|c| c.id.to_string()).collect();
    let mut seen: Vec<(&str, BTreeSet<String>)> = Vec::new();
    for format in FORMATS.iter().filter(|f| f.name != "refi-codebook") {
        let text = all(&exported_with(&desk.project, format.name, NAMES));
        for coder in &all_coders {
            assert!(!text.contains(coder.as_str()), "{} names {coder}", format.name);
        }
        assert!(ids.iter().all(|id| !text.contains(id)), "{} tells an identity", format.name);
        let pseudonyms = text.match_indices("coder-").filter_map(|(at, _)| text.get(at..at + 12)).map(str::to_owned);
        seen.push((format.name, pseudonyms.collect()));
    }
    let first = &seen[0].1;
    assert_eq!(first.len(), 3);
    for (format, names) in &seen {
        assert_eq!(names, first, "{format}");
    }
    // Somebody new changes nobody's name.
    let mut desk = desk.reopen();
    desk.coder("ثالثة");
    let text = all(&exported_with(&desk.project, "csv", NAMES));
    assert!(first.iter().all(|name| text.contains(name.as_str())));
}

#[test]
fn no_format_holds_words_of_articles_and_every_place_stays() {
    let desk = coded();
    let before = codings(&desk.project);
    let quotes: BTreeSet<String> = before
        .iter()
        .flat_map(|c| &c.records)
        .flat_map(|r| &r.anchors)
        .map(|a| a.quote.clone())
        .filter(|q| q.chars().filter(|c| c.is_alphabetic()).count() > 12)
        .collect();
    assert!(quotes.len() > 20);
    // What coders wrote and what is printed in the codebook stays.
    let mut wrong = Vec::new();
    for format in FORMATS {
        let text = all(&exported_with(&desk.project, format.name, WORDS));
        wrong.extend(quotes.iter().filter(|q| text.contains(q.as_str())).map(|q| format!("{}: {q}", format.name)));
        let hash = blake3::hash(before[0].document.text.as_str().as_bytes()).to_hex().to_string();
        assert!(text.contains(&hash), "{} says which text it rests on", format.name);
    }
    let titles: Vec<&str> = before.iter().map(|c| c.article.title.as_str()).collect();
    wrong.retain(|w| !titles.iter().any(|t| w.split_once(": ").is_some_and(|(_, q)| t.contains(q))));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let with = all(&exported_with(&desk.project, "csv", ExportChoice::default()));
    let without = all(&exported_with(&desk.project, "csv", WORDS));
    for anchor in before.iter().flat_map(|c| &c.records).flat_map(|r| &r.anchors) {
        let place = format!(",{},{},", anchor.span.start(), anchor.span.end());
        assert!(with.contains(&place) && without.contains(&place), "{place}");
    }
}
