//! The index of words finds what looking through the texts finds, whatever happens to the pages.

use super::*;
use mizan::text::search::Query;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

/// Pages of a few words that are alike in one way or another.
const WORDS: [&str; 44] = [
    "الحكومة",
    "للحكومة",
    "حكومه",
    "والحكومــةِ",
    "مسؤول",
    "مسئول",
    "المسؤولين",
    "مسوول",
    "شؤون",
    "شئون",
    "أعضاء",
    "أعضائه",
    "شيء",
    "شئ",
    "شيئا",
    "ماء",
    "مائة",
    "رأي",
    "رئيس",
    "رؤى",
    "في",
    "فيلم",
    "ال",
    "الم",
    "ﷺ",
    "ﻻ",
    "ـ",
    "می‌گوید",
    "میگوید",
    "كتاب",
    "کتابي",
    "١٩٧٣",
    "1973",
    "۱۹۷۳",
    "19",
    "Kyiv",
    "KYIV",
    "Редакция",
    "بال",
    "لل",
    "وب",
    "كالماء",
    "e\u{301}",
    "½",
];

fn sound() -> impl Strategy<Value = String> {
    let sign = prop_oneof![Just(" "), Just(" "), Just(" "), Just("، "), Just("\n\n"), Just(". "), Just(" ـ ")];
    let word = (0..WORDS.len()).prop_map(|n| WORDS[n].to_owned());
    let odd = prop_oneof![8 => word, 1 => "[ء-ي\u{64B}-\u{652}]{1,5}", 1 => "[؀-ۿﭐ-ﻼa-zA-Z0-9]{1,4}"];
    proptest::collection::vec((odd, sign), 1..12)
        .prop_map(|parts| parts.into_iter().map(|(word, sign)| word + sign).collect())
}

fn wanted() -> impl Strategy<Value = String> {
    let word = || (0..WORDS.len()).prop_map(|n| WORDS[n].to_owned());
    let words = proptest::collection::vec(word(), 1..4).prop_map(|w| w.join(" "));
    let phrase = proptest::collection::vec(word(), 2..4).prop_map(|w| format!("\"{}\"", w.join(" ")));
    let mixed = (words.clone(), phrase.clone()).prop_map(|(a, b)| format!("{a} «{}»", b.trim_matches('"')));
    prop_oneof![4 => words, 3 => phrase, 1 => mixed, 1 => sound()]
}

#[test]
fn the_index_finds_what_the_texts_hold() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    let mut project = Project::create(&path, "words").unwrap();
    let mut texts: Vec<(DocumentId, String)> = Vec::new();
    let mut found = 0;
    // A project that grows from page to page, so that segments of all sizes are met and joined.
    let mut runner = TestRunner::deterministic();
    let steps = (proptest::collection::vec(sound(), 1..4), proptest::collection::vec(wanted(), 25));
    for _ in 0..40 {
        let (pages, queries) = steps.new_tree(&mut runner).unwrap().current();
        for page in pages {
            let name = format!("{}.txt", texts.len());
            let page = format!("عنوان {name}\n\n{page}\n");
            let document = project.import_bytes(None, &name, page.as_bytes()).unwrap().documents[0];
            let text = project.document_view(document).unwrap().document.text.as_str().to_owned();
            texts.push((document, text));
        }
        for query in queries {
            let sought = Query::new(&query);
            let has = texts.iter().filter(|(_, text)| sought.find(text).is_some());
            let expected: Vec<DocumentId> = has.map(|(id, _)| *id).collect();
            let result = project.search(&query, usize::MAX).unwrap();
            assert_eq!(result.hits.iter().map(|h| h.document).collect::<Vec<_>>(), expected, "{query:?}");
            assert_eq!(result.total, expected.len());
            found += expected.len();
            for hit in &result.hits {
                let (_, text) = texts.iter().find(|(id, _)| *id == hit.document).unwrap();
                assert!(hit.highlights.iter().all(|h| text[h.start..h.end] == h.text));
            }
        }
    }
    assert!(texts.len() > 64, "segments were joined twice");
    assert!(found > 1_000, "words are found often enough to mean something: {found}");
    drop(project);
    assert_eq!(mizan::project::check(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn a_page_that_is_taken_back_is_not_found_until_it_is_there_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    let mut project = Project::create(&path, "words").unwrap();
    let total = |project: &Project| project.search("زيلابوريا", 5).unwrap().total;
    project.import_bytes(None, "1.txt", "عنوان\n\nقيل في زيلابوريا ذلك.\n".as_bytes()).unwrap();
    assert_eq!(total(&project), 1);
    project.import_bytes(None, "2.txt", "عنوان\n\nلزيلابوريا رأي.\n".as_bytes()).unwrap();
    assert_eq!(total(&project), 2);
    project.undo(None).unwrap().unwrap();
    assert_eq!(total(&project), 1);
    project.undo(None).unwrap().unwrap();
    assert_eq!(total(&project), 0);
    project.redo(None).unwrap().unwrap();
    project.redo(None).unwrap().unwrap();
    assert_eq!(total(&project), 2);
    drop(project);
    let project = Project::open_for_rescue(&path).unwrap();
    assert_eq!(total(&project), 2);
}
