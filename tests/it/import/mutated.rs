//! Web pages damaged in every way: nothing panics or hangs, spans stand on boundaries, and no visible letter is lost.

use super::broken::holds_together;
use mizan::import::read;
use proptest::prelude::*;

const PAGES: [&str; 2] = [include_str!("web/column.html"), include_str!("web/portal.html")];
const PIECES: [&str; 24] = [
    "<p>",
    "</p>",
    "<div class=\"related\">",
    "</div>",
    "<article>",
    "</article>",
    "<li>",
    "<table><tr><td>",
    "</table>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href=x>",
    "</a>",
    "<br>",
    "&amp;",
    "&#x202E;",
    "<style>",
    "<textarea>",
    "<template>",
    "\u{301}",
    "<svg><title>",
    "<noscript>",
];

fn check(bytes: &[u8]) {
    let Ok(batch) = read("page.html", bytes) else { return };
    for document in &batch.documents {
        holds_together(document);
        assert!(document.zones.iter().all(|z| document.text.span(z.span.start(), z.span.end()).is_ok()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_never_panic(
        page in 0..PAGES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..3),
        pieces in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len()), 0..12),
    ) {
        let mut bytes = PAGES[page].as_bytes().to_vec();
        for (at, piece) in pieces {
            let at = at.index(bytes.len());
            bytes.splice(at..at, PIECES[piece].bytes());
        }
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for (from, length) in cuts {
            let from = from.index(bytes.len());
            let to = (from + length.index(400)).min(bytes.len());
            bytes.drain(from..to.max(from));
            if bytes.is_empty() {
                return Ok(());
            }
        }
        check(&bytes);
    }

    #[test]
    fn every_visible_word_is_kept_in_order(words in prop::collection::vec("[ا-ي]{1,6}", 1..40), tags in prop::collection::vec(0..12_usize, 40)) {
        let around = ["p", "div", "span", "b", "li", "h2", "td", "em", "aside", "figcaption", "section", "time"];
        let mut page = String::from("<html><body>");
        for (word, tag) in words.iter().zip(&tags) {
            let tag = around[*tag];
            page.push_str(&format!("<{tag} class=related> {word} </{tag}>"));
        }
        let document = read("page.html", page.as_bytes()).unwrap().documents.remove(0);
        let kept: Vec<&str> = document.blocks.iter().flat_map(|b| document.text.quote(b.span).split_whitespace()).collect();
        prop_assert_eq!(kept, words.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
