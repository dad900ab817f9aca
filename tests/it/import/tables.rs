//! Compact tables of zones for tests: what each line of a page is.

use mizan::import::ImportedDocument;
use std::collections::BTreeMap;

/// Line of the text, from 1, of each block.
pub(crate) fn block_lines(document: &ImportedDocument) -> Vec<usize> {
    let text = document.text.as_str();
    document.blocks.iter().map(|b| text[..b.span.start()].matches('\n').count() + 1).collect()
}

/// The kinds on each line, repeats marked: `headline`, `headline+repeat`, `body disclaimer`.
pub(crate) fn kinds_by_line(document: &ImportedDocument) -> BTreeMap<usize, String> {
    let lines = block_lines(document);
    let mut out: BTreeMap<usize, String> = BTreeMap::new();
    for zone in &document.zones {
        let entry = out.entry(lines[zone.block]).or_default();
        if !entry.is_empty() {
            entry.push(' ');
        }
        entry.push_str(zone.kind.code());
        if zone.repeat {
            entry.push_str("+repeat");
        }
    }
    out
}

/// Reads `1-42 boilerplate; 44 headline` into one entry for each line.
pub(crate) fn table(rows: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for row in rows.split(';').map(str::trim).filter(|r| !r.is_empty()) {
        let (range, kind) = row.split_once(' ').expect("lines and kind");
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        for line in from.parse::<usize>().unwrap()..=to.parse().unwrap() {
            out.push((line, kind.trim().to_owned()));
        }
    }
    out
}

/// Lists where a document's zones differ from a table. Lines without a block are left out, so ranges may span blank lines;
/// a table's `+repeat` counts only where the table says `+repeat` or `-repeat` at all.
pub(crate) fn differences(document: &ImportedDocument, rows: &str) -> Vec<String> {
    let found = kinds_by_line(document);
    let mut covered = 0;
    let mut out = Vec::new();
    for (line, expected) in table(rows) {
        let Some(kind) = found.get(&line) else { continue };
        covered += 1;
        let plain = |k: &str| k.replace("+repeat", "");
        let strict = expected.contains("repeat");
        let expected = expected.replace("-repeat", "");
        let same = if strict { *kind == expected } else { plain(kind) == expected };
        if !same {
            out.push(format!("line {line}: expected {expected}, found {kind}"));
        }
    }
    if covered != found.len() {
        out.push(format!("the table covers {covered} of {} blocks", found.len()));
    }
    out
}
