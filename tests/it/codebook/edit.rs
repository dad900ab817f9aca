//! A codebook while it is a draft: parts come, go, move and change their codes, and what speaks of them follows.

use super::book;
use mizan::model::{BookPart, Codebook, Condition, NewPart, PanelView};

fn ask(code: &str) -> BookPart {
    BookPart::Question(code.into())
}

fn value(question: &str, code: &str) -> BookPart {
    BookPart::Value(question.into(), code.into())
}

fn order(book: &Codebook, unit: &str) -> Vec<String> {
    book.unit(unit).unwrap().variables.iter().map(|v| v.code.clone()).collect()
}

#[test]
fn what_is_new_has_a_code_that_nobody_had() {
    let (old, mut now) = (book(), book());
    now.retire(&value("A1", "9"));
    assert_eq!(now.add(&value("A1", "8"), NewPart::Value, &[&old]), Some(value("A1", "10")), "9 meant something else");
    assert_eq!(now.variable("A1").unwrap().1.values.last().unwrap().code, "10");
    assert_eq!(now.add(&ask("A2"), NewPart::Question, &[&old]), Some(ask("A9")), "A8 belongs to the chain");
    assert_eq!(order(&now, "ART")[..3], ["A1", "A2", "A9"]);
    assert_eq!(now.add(&BookPart::Unit("ART".into()), NewPart::Unit, &[&old]), Some(BookPart::Unit("U1".into())));
    assert_eq!(now.add(&BookPart::Unit("U1".into()), NewPart::Question, &[&old]), Some(ask("Q1")));
    assert_eq!(now.add(&value("A4", "-1"), NewPart::Value, &[&old]), Some(value("A4", "3")), "the highest is 2");
    for (behind, new) in [
        (BookPart::Unit("U1".into()), NewPart::Role),
        (BookPart::Unit("U1".into()), NewPart::Link),
        (BookPart::Book, NewPart::Panel),
        (BookPart::Book, NewPart::Flag),
    ] {
        let part = now.add(&behind, new, &[&old]).unwrap();
        assert!(now.has(&part) && !old.has(&part), "{part}");
    }
    assert_eq!(now.add(&BookPart::Book, NewPart::Value, &[]), None);
    assert_eq!(now.problems(), [], "nothing stands twice");
}

#[test]
fn a_code_changes_wherever_it_is_spoken_of() {
    let mut now = book();
    assert_eq!(now.rename(&ask("S4"), "status"), Some(ask("status")));
    assert_eq!(now.rename(&value("status", "expressed"), "said"), Some(value("status", "said")));
    assert_eq!(now.rename(&value("S2", "4"), "source"), Some(value("S2", "source")));
    let role = BookPart::Role("STN".into(), "evidence".into());
    assert_eq!(now.rename(&role, "proof"), Some(BookPart::Role("STN".into(), "proof".into())));
    assert_eq!(now.rename(&BookPart::Unit("ATT".into()), "SRC"), Some(BookPart::Unit("SRC".into())));
    assert_eq!(now.rename(&value("C1", "yes"), "there"), Some(value("C1", "there")));
    assert_eq!(now.rename(&BookPart::Role("SRC".into(), "cue".into()), "verb").map(|_| ()), Some(()));
    assert_eq!(now.findings(), [], "nobody speaks of the older codes any more");
    let said = Condition::Is { variable: "status".into(), any_of: vec!["said".into()] };
    assert_eq!(now.variable("S3").unwrap().1.applies_if, Some(said));
    let PanelView::Grid(grid) = &now.panels[2].view else { panic!("the stances are a grid") };
    assert_eq!((grid.state.as_str(), grid.evidence.as_deref()), ("status", Some("proof")));
    assert_eq!(now.rename(&ask("A1"), "A2"), None, "that is another question");
    assert!(now.has(&ask("A1")));
}

#[test]
fn what_is_retired_comes_back_to_its_place() {
    let (old, mut now) = (book(), book());
    let parts = [
        value("A1", "3"),
        ask("A2"),
        BookPart::Role("ATT".into(), "cue".into()),
        BookPart::Link("STN".into(), "source".into()),
        BookPart::Unit("CHN".into()),
        BookPart::Panel("sources".into()),
        BookPart::Flag("QBROKEN".into()),
    ];
    for part in &parts {
        now.retire(part);
        assert!(!now.has(part), "{part}");
    }
    assert!(now.findings().iter().any(|f| f.part == ask("A3")), "A3 rests on what is gone");
    for part in parts.iter().rev() {
        assert!(now.restore(part, &old), "{part}");
    }
    assert_eq!(now, old);
    assert!(!now.restore(&ask("nobody"), &old));
}

#[test]
fn parts_move_among_their_like_and_stop_at_the_ends() {
    let mut now = book();
    now.shift(&ask("A2"), false);
    assert_eq!(order(&now, "ART")[..3], ["A2", "A1", "A3"]);
    now.shift(&ask("A2"), false);
    assert_eq!(order(&now, "ART")[..3], ["A2", "A1", "A3"]);
    now.shift(&ask("A2"), true);
    now.shift(&value("A1", "9"), true);
    assert_eq!(now, book());
}
