//! Whatever bytes arrive: no panic, and what comes out holds together.

use super::pages::ALL;
use mizan::import::{ImportedDocument, read};
use proptest::prelude::*;

pub(super) fn holds_together(document: &ImportedDocument) {
    let text = document.text.as_str();
    let mut end = 0;
    for block in &document.blocks {
        assert!(end <= block.span.start() && block.span.end() <= text.len(), "blocks are in order and inside the text");
        assert!(!document.text.quote(block.span).contains('\n'));
        end = block.span.end();
    }
    let mut end = 0;
    let mut covered = vec![false; document.blocks.len()];
    for zone in &document.zones {
        assert!(end <= zone.span.start(), "zones do not overlap");
        assert!(document.blocks[zone.block].span.contains(zone.span), "a zone lies inside its block");
        assert!((0.0..=1.0).contains(&zone.confidence));
        covered[zone.block] = true;
        end = zone.span.end();
    }
    assert!(covered.iter().all(|c| *c), "every block has a zone");
    let mut end = 0;
    for article in &document.articles {
        assert!(end <= article.blocks.start && article.blocks.start < article.blocks.end);
        assert!(article.blocks.end <= document.blocks.len());
        assert!(!article.title.is_empty());
        end = article.blocks.end;
    }
    for mark in document.annotations.iter().flat_map(|set| &set.marks) {
        assert!(mark.pieces.iter().all(|s| document.text.span(s.start(), s.end()).is_ok()), "a mark is a span");
    }
    for proposal in &document.proposals {
        assert!(document.text.span(proposal.span.start(), proposal.span.end()).is_ok(), "a proposal is a span");
        assert!((0.0..=1.0).contains(&proposal.confidence));
    }
    for question in &document.questions {
        assert!(question.blocks.end <= document.blocks.len());
    }
}

fn check(bytes: &[u8]) {
    if let Ok(batch) = read("page.txt", bytes) {
        batch.documents.iter().for_each(holds_together);
    }
}

#[test]
fn our_own_pages_hold_together() {
    for page in ALL {
        check(page.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_bytes_never_panic(
        page in 0..ALL.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        truncate in any::<bool>(),
    ) {
        let mut bytes = ALL[page].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        check(&bytes);
    }

    #[test]
    fn lines_in_any_order_never_panic(page in 0..ALL.len(), other in 0..ALL.len(), order in prop::collection::vec(any::<prop::sample::Index>(), 0..60)) {
        let lines: Vec<&str> = ALL[page].lines().chain(ALL[other].lines()).collect();
        let shuffled: Vec<&str> = order.iter().map(|i| lines[i.index(lines.len())]).collect();
        check(shuffled.join("\n").as_bytes());
    }

    #[test]
    fn odd_letters_never_panic(text in "[\\PCا-ي\u{301}\u{64e}\u{200d}\u{640}👩👧 .\n:/()\"«»•-]{0,200}") {
        check(text.as_bytes());
    }
}
