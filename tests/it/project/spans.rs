//! Spans: what a selection becomes, how many a role takes, and what they settle.

use super::{Desk, Desktop, REVIEW, TWO, code, set, span};
use mizan::model::{AnchorId, CoderId, RecordId};
use mizan::project::{Command, ProjectError};

fn begun() -> (Desk, CoderId, Desktop) {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    (desk, coder, at)
}

fn quotes(desk: &Desk, at: Desktop, record: RecordId, role: &str) -> Vec<String> {
    at.record(desk, record).anchors_of(role).map(|a| a.quote.clone()).collect()
}

#[test]
fn spaces_at_the_ends_are_left_out_and_the_quote_is_stored() {
    let (mut desk, coder, at) = begun();
    let record = at.new_record(&mut desk, "ATT");
    let words = at.words(&desk, " حبرًا على ورق.\n\n");
    let anchor = desk.does(Some(coder), span(record, "content", words.clone())).anchor.unwrap();
    let kept = at.record(&desk, record).anchors[0].clone();
    assert_eq!((kept.id, kept.quote.as_str(), kept.role.as_str()), (anchor, "حبرًا على ورق.", "content"));
    assert_eq!((kept.span.start(), kept.span.end()), (words.start + 1, words.end - 2));
}

#[test]
fn no_end_ever_splits_a_letter_from_its_marks() {
    let (mut desk, coder, at) = begun();
    let record = at.new_record(&mut desk, "ATT");
    let text = at.view(&desk).document.text.clone();
    let word = at.words(&desk, "وقّع");
    // Every range of bytes around a word with a shadda becomes a span of whole letters, or is refused.
    for start in word.start - 1..word.end {
        for end in start..word.end + 2 {
            match desk.project.apply(Some(coder), span(record, "content", start..end)) {
                Ok(_) => {}
                Err(ProjectError::NoWords) => continue,
                Err(other) => panic!("{start}..{end}: {other}"),
            }
            for anchor in at.record(&desk, record).anchors {
                assert!(text.is_boundary(anchor.span.start()) && text.is_boundary(anchor.span.end()));
                assert!(start <= anchor.span.start() && anchor.span.end() <= end);
                assert_eq!(text.quote(anchor.span), anchor.quote);
            }
            desk.undoes(Some(coder));
        }
    }
    let inside_the_letter = word.start + "و".len() + "ق".len();
    desk.does(Some(coder), span(record, "content", word.start..inside_the_letter));
    assert_eq!(quotes(&desk, at, record, "content"), ["و"], "the shadda belongs to its letter");
}

#[test]
fn a_selection_without_words_codes_nothing() {
    let (mut desk, coder, at) = begun();
    let record = at.new_record(&mut desk, "ATT");
    let len = at.view(&desk).document.text.len();
    let gap = at.words(&desk, "\n\nوقّع");
    #[allow(clippy::reversed_empty_ranges)] // a drag may end before it began
    for range in [gap.start..gap.start + 2, 50..50, 60..50, len..len + 9, usize::MAX - 1..usize::MAX] {
        let error = desk.refused(Some(coder), span(record, "content", range.clone()));
        assert!(matches!(error, ProjectError::NoWords), "{range:?}: {error:?}");
    }
    let error = desk.refused(Some(coder), span(record, "evidence", 0..9));
    assert!(matches!(error, ProjectError::NotInCodebook { what: "role", .. }), "{error:?}");
}

#[test]
fn a_role_takes_no_more_pieces_than_the_codebook_says() {
    let (mut desk, coder, at) = begun();
    let record = at.new_record(&mut desk, "ATT");
    for words in ["وأشار", "ولفت"] {
        let words = at.words(&desk, words);
        desk.does(Some(coder), span(record, "cue", words.clone()));
        desk.does(Some(coder), span(record, "content", words));
    }
    assert_eq!(quotes(&desk, at, record, "cue"), ["ولفت"], "the newer cue takes the place of the older");
    assert_eq!(quotes(&desk, at, record, "content"), ["وأشار", "ولفت"], "content may be in pieces");
    // An earlier place in the text is not an older decision.
    let words = at.words(&desk, "وقد رأى");
    desk.does(Some(coder), span(record, "cue", words));
    assert_eq!(quotes(&desk, at, record, "cue"), ["وقد رأى"]);
    desk.undoes(Some(coder));
    assert_eq!(quotes(&desk, at, record, "cue"), ["ولفت"]);
}

#[test]
fn the_same_words_in_the_same_role_are_one_span() {
    let (mut desk, coder, at) = begun();
    let record = at.new_record(&mut desk, "ATT");
    let (first, second) = (at.words(&desk, "أذربيجان تريد"), at.words(&desk, "لا ينبغي المبالغة"));
    let one = desk.does(Some(coder), span(record, "content", first.clone())).anchor;
    let again = desk.does(Some(coder), span(record, "content", first.start..first.end + 1));
    assert_eq!((again.anchor, again.changed), (one, false));
    let two = desk.does(Some(coder), span(record, "content", second)).anchor.unwrap();
    let moved = desk.does(Some(coder), Command::MoveAnchor { anchor: two, range: first });
    assert_eq!(moved.anchor, Some(two));
    assert_eq!(quotes(&desk, at, record, "content"), ["أذربيجان تريد"]);
    desk.undoes(Some(coder));
    assert_eq!(quotes(&desk, at, record, "content"), ["أذربيجان تريد", "لا ينبغي المبالغة"]);
}

#[test]
fn an_edge_is_moved_and_a_span_taken_away() {
    let (mut desk, coder, at) = begun();
    let record = at.new_record(&mut desk, "ATT");
    let words = at.words(&desk, "لا ينبغي المبالغة في الأمر");
    let anchor = desk.does(Some(coder), span(record, "content", words.clone())).anchor.unwrap();
    let shorter = words.start..words.end - " في الأمر".len();
    desk.does(Some(coder), Command::MoveAnchor { anchor, range: shorter });
    assert_eq!(quotes(&desk, at, record, "content"), ["لا ينبغي المبالغة"]);
    desk.refused(Some(coder), Command::MoveAnchor { anchor, range: words.start..words.start });
    desk.does(Some(coder), Command::RemoveAnchor { anchor });
    assert!(at.record(&desk, record).anchors.is_empty());
    for gone in [Command::RemoveAnchor { anchor }, Command::MoveAnchor { anchor, range: words }] {
        let error = desk.refused(Some(coder), gone);
        assert!(matches!(error, ProjectError::Gone { what: "span" }), "{error:?}");
    }
    let never = AnchorId::from_uuid(uuid::Uuid::from_u128(1));
    desk.refused(Some(coder), Command::RemoveAnchor { anchor: never });
}

#[test]
fn spans_may_overlap_nest_and_stand_on_the_other_story_of_the_page() {
    let (mut desk, coder) = Desk::with(&[TWO]);
    let at = desk.begin(coder, 0);
    let record = at.new_record(&mut desk, "ATT");
    let outer = at.words(&desk, "وقّعت تركيا وإيران، الأحد، اتفاقاً");
    let inner = at.words(&desk, "تركيا وإيران");
    let elsewhere = at.words(&desk, "ورحّبت أذربيجان بالإعلان");
    for range in [outer, inner, elsewhere] {
        desk.does(Some(coder), span(record, "content", range));
    }
    assert_eq!(at.record(&desk, record).anchors.len(), 3);
}

#[test]
fn a_marked_disclaimer_says_that_there_is_one() {
    let (mut desk, coder, at) = begun();
    let disclaimer = at.first(&desk, "DSC");
    let words = at.words(&desk, "المقالة تعبّر عن رأي الصحيفة أو كاتبها فقط");
    desk.does(Some(coder), span(disclaimer, "disclaimer", words.clone()));
    assert_eq!(at.record(&desk, disclaimer).code_of("C1"), Some("yes"));
    desk.undoes(Some(coder));
    assert!(at.record(&desk, disclaimer).answers.is_empty(), "one step, one undo");
    desk.does(Some(coder), set(disclaimer, "C1", code("no")));
    desk.does(Some(coder), span(disclaimer, "disclaimer", words.clone()));
    assert_eq!(at.record(&desk, disclaimer).code_of("C1"), Some("yes"), "what is marked is there");
    desk.undoes(Some(coder));
    // This answer asks for a span itself, so the span has nothing to correct.
    desk.does(Some(coder), set(disclaimer, "C1", code("only_outside")));
    desk.does(Some(coder), span(disclaimer, "disclaimer", words));
    assert_eq!(at.record(&desk, disclaimer).code_of("C1"), Some("only_outside"));
}
