//! Disclaimers: wordings that are found, and sentences that must not fire.

use mizan::import::read;
use mizan::model::ProposalKind;

const FOUND: &str = include_str!("disclaimers.tsv");
const SILENT: &str = include_str!("negatives.tsv");

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter_map(|line| line.split_once('\t'))
}

/// Text, rule and confidence of the disclaimers that are offered in a page.
fn offered(page: &str) -> Vec<(String, &'static str, f64)> {
    let document = read("page.txt", page.as_bytes()).unwrap().documents.remove(0);
    let of = |p: &mizan::import::FoundProposal| (document.text.quote(p.span).to_owned(), p.rule, p.confidence);
    document.proposals.iter().filter(|p| p.kind == ProposalKind::Disclaimer).map(of).collect()
}

#[test]
fn every_known_wording_is_found_by_itself() {
    let missed: Vec<_> =
        rows(FOUND).filter(|(_, text)| offered(text).is_empty()).map(|(l, t)| format!("{l}: {t}")).collect();
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn no_trap_fires() {
    let fired: Vec<_> = rows(SILENT)
        .filter_map(|(lang, text)| offered(text).first().map(|(_, rule, c)| format!("{lang} {rule} {c}: {text}")))
        .collect();
    assert!(fired.is_empty(), "{} fired:\n{}", fired.len(), fired.join("\n"));
}

#[test]
fn the_tables_are_wide() {
    assert!(rows(FOUND).count() >= 62 && rows(SILENT).count() >= 37);
    for lang in ["ar", "en", "ru", "uk", "bg", "fr", "de", "tr", "es", "fa"] {
        assert!(rows(FOUND).filter(|(l, _)| *l == lang).count() >= 3, "{lang}");
    }
}
