//! The pages look like pages, and the import finds in them what the codings speak of.

use super::{Page, answer, bytes_of, demo, folder, span, text_of};
use mizan::import::{ImportedDocument, QuestionKind, read};
use mizan::model::{AnswerState, ProposalKind, Value};
use std::collections::{BTreeMap, BTreeSet};

fn imported(file: &str) -> ImportedDocument {
    let mut batch = read(file, &bytes_of(file)).unwrap();
    assert_eq!(batch.documents.len(), 1);
    batch.documents.remove(0)
}

#[test]
fn every_page_of_the_folder_is_coded() {
    let in_folder: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| std::path::Path::new(name).extension().is_some_and(|e| e == "txt"))
        .collect();
    let coded: BTreeSet<String> = demo().pages.into_iter().map(|p| p.file).collect();
    assert_eq!(in_folder, coded);
    assert!(coded.len() >= 9);
}

#[test]
fn the_import_finds_the_articles_that_are_coded() {
    for page in demo().pages {
        let document = imported(&page.file);
        assert_eq!(document.articles.len(), page.articles.len(), "{}: {:?}", page.file, document.articles);
        for (found, coded) in document.articles.iter().zip(&page.articles) {
            assert_eq!(found.title, coded.title, "{}", page.file);
            let from = span(&document.text, &coded.from.quote, coded.from.occurrence);
            let to = span(&document.text, &coded.to.quote, coded.to.occurrence);
            let blocks = &document.blocks[found.blocks.clone()];
            let (first, last) = (blocks.first().unwrap().span, blocks.last().unwrap().span);
            assert!(first.start() <= from.start(), "{}: the article begins too late", page.file);
            assert!(to.end() <= last.end(), "{}: the article ends too early", page.file);
        }
        let asks = document.questions.iter().any(|q| q.kind == QuestionKind::TwoArticles);
        assert_eq!(asks, page.articles.len() > 1, "{}", page.file);
    }
}

#[test]
fn the_import_offers_exactly_the_disclaimers_that_are_coded() {
    for page in demo().pages.into_iter().filter(Page::is_finished) {
        let document = imported(&page.file);
        let offered: Vec<&str> = document
            .proposals
            .iter()
            .filter(|p| p.kind == ProposalKind::Disclaimer)
            .map(|p| document.text.quote(p.span))
            .collect();
        let coded: BTreeSet<&str> = page
            .articles
            .iter()
            .flat_map(|a| &a.codings)
            .flat_map(|c| &c.records)
            .filter(|r| r.unit == "DSC")
            .flat_map(|r| r.anchors.iter().map(|a| a.quote.as_str()))
            .collect();
        let coded: Vec<&str> = coded.into_iter().collect();
        assert_eq!(offered, coded, "{}", page.file);
    }
}

#[test]
fn the_untouched_page_offers_a_disclaimer_and_words_that_introduce_speech() {
    let page = demo().pages.into_iter().find(|p| p.articles.iter().all(|a| a.codings.is_empty())).unwrap();
    let offers = imported(&page.file).proposals;
    let count = |kind| offers.iter().filter(|p| p.kind == kind).count();
    assert_eq!(count(ProposalKind::Disclaimer), 1);
    assert!(count(ProposalKind::Cue) >= 5, "{offers:?}");
}

#[test]
fn the_import_knows_each_page_s_language() {
    for page in demo().pages.into_iter().filter(Page::is_finished) {
        let coded = page.articles[0].codings[0].records[0].answers.get("D7").map(|a| answer(a).state);
        let Some(AnswerState::Coded(Value::Code(language))) = coded else { panic!("{} has no language", page.file) };
        assert_eq!(imported(&page.file).language, Some(language), "{}", page.file);
    }
}

#[test]
fn two_pages_of_one_section_carry_the_same_disclaimer() {
    let mut pages_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for page in demo().pages {
        for record in page.articles.iter().flat_map(|a| &a.codings).flat_map(|c| &c.records) {
            for anchor in record.anchors.iter().filter(|a| a.role == "disclaimer") {
                pages_of.entry(anchor.quote.clone()).or_default().insert(page.file.clone());
            }
        }
    }
    assert_eq!(pages_of.values().filter(|files| files.len() == 2).count(), 1);
    assert!(pages_of.len() >= 5, "{} wordings", pages_of.len());
}

#[test]
fn the_pages_have_the_typography_of_real_ones() {
    let all: String = demo().pages.iter().map(|p| text_of(&p.file).as_str().to_owned()).collect();
    for sign in ['\u{a0}', '\u{640}', '\u{64b}', '\u{651}', '«', '"', '“', '\u{200c}', '©', '…', '—', '۲'] {
        let found = all.contains(sign) || (sign == '…' && all.contains("..."));
        assert!(found, "U+{:04X} occurs on no page", sign as u32);
    }
    for page in demo().pages {
        let text = text_of(&page.file);
        let words = text.as_str().split_whitespace().count();
        assert!((250..=500).contains(&words), "{}: {words} words", page.file);
    }
}
