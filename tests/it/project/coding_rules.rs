//! Records: which must stand, which may be made, how they hang together.

use super::{Desk, Desktop, REVIEW, TWO, code, set, span};
use mizan::model::{CoderId, Missing, RecordId};
use mizan::project::{Command, ProjectError};
use std::collections::BTreeMap;

fn begun() -> (Desk, CoderId, Desktop) {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    (desk, coder, at)
}

fn under(record: RecordId, parent: impl Into<Option<RecordId>>) -> Command {
    Command::SetParent { record, parent: parent.into() }
}

#[test]
fn an_opened_article_holds_what_the_codebook_wants_there() {
    let (mut desk, coder, at) = begun();
    let view = at.view(&desk);
    for unit in ["DOC", "ART", "DSC"] {
        assert_eq!(view.records_of(unit).count(), 1, "{unit}");
    }
    let rows: Vec<_> = view.records_of("STN").map(|r| (r.code_of("S1"), r.code_of("S2"))).collect();
    assert_eq!(rows, [("RUS", "2"), ("AZE", "2"), ("UKR", "2")].map(|(s1, s2)| (Some(s1), Some(s2))));
    assert_eq!(view.records.len(), 6);
    assert!(!view.missing.iter().any(|m| matches!(m, Missing::Record { .. })));
    // Opened again it is the same coding.
    let before = desk.dump();
    assert_eq!(desk.begin(coder, 0).coding, at.coding);
    assert_eq!(desk.dump(), before);
}

#[test]
fn what_must_stand_is_neither_removed_nor_doubled_nor_renamed() {
    let (mut desk, coder, at) = begun();
    let stays = |error: ProjectError| assert!(matches!(error, ProjectError::MustStay), "{error:?}");
    for unit in ["DOC", "ART", "DSC"] {
        stays(desk.refused(Some(coder), Command::RemoveRecord { record: at.first(&desk, unit) }));
        stays(desk.refused(Some(coder), at.add(unit)));
    }
    let russia = at.stance(&desk, "RUS");
    stays(desk.refused(Some(coder), Command::RemoveRecord { record: russia }));
    stays(desk.refused(Some(coder), at.add_stance("RUS", "2")));
    stays(desk.refused(Some(coder), set(russia, "S1", code("WEST"))));
    stays(desk.refused(Some(coder), set(russia, "S1", None)));
    stays(desk.refused(Some(coder), set(russia, "S1", code("AZE"))));
    let both = |s1: &str, s2: &str| Command::SetAnswers {
        record: russia,
        answers: [("S1".to_owned(), Some(code(s1))), ("S2".to_owned(), Some(code(s2)))].into(),
    };
    stays(desk.refused(Some(coder), both("WEST", "1")));
    desk.does(Some(coder), both("RUS", "2"));
    // Another row does not become a second one of an obligatory name, also not in two steps.
    let west = desk.does(Some(coder), at.add_stance("WEST", "2")).record.unwrap();
    stays(desk.refused(Some(coder), set(west, "S1", code("RUS"))));
    desk.does(Some(coder), set(west, "S2", code("1")));
    desk.does(Some(coder), set(west, "S1", code("RUS")));
    stays(desk.refused(Some(coder), set(west, "S2", code("2"))));
    desk.does(Some(coder), Command::RemoveRecord { record: west });
}

#[test]
fn units_of_coders_and_unknown_ones_are_not_coded_in_articles() {
    let (mut desk, coder, at) = begun();
    for unit in ["PRI", "CDR", "XYZ", ""] {
        let error = desk.refused(Some(coder), at.add(unit));
        assert!(matches!(error, ProjectError::NotInCodebook { .. }), "{unit}: {error:?}");
    }
}

#[test]
fn a_new_record_comes_with_all_that_is_known_of_it_or_not_at_all() {
    let (mut desk, coder, at) = begun();
    let outer = at.new_record(&mut desk, "ATT");
    let words = at.words(&desk, "أذربيجان تريد من روسيا ثمنًا");
    let add = |answer: &str, role: &str| Command::AddRecord {
        coding: at.coding,
        unit: "ATT".into(),
        parent: Some(outer),
        answers: BTreeMap::from([("R4".into(), code(answer))]),
        anchors: vec![(role.into(), words.clone())],
        links: Vec::new(),
        proposal: None,
    };
    desk.refused(Some(coder), add("nothing", "content"));
    desk.refused(Some(coder), add("direct", "nothing"));
    let made = desk.does(Some(coder), add("direct", "content"));
    let record = at.record(&desk, made.record.unwrap());
    assert_eq!((record.parent, record.code_of("R4"), record.anchors.len()), (Some(outer), Some("direct"), 1));
    assert_eq!(at.view(&desk).depth(&record), 2);
    desk.undoes(Some(coder));
    assert_eq!(at.view(&desk).records_of("ATT").count(), 1);
}

#[test]
fn attributions_nest_without_circles() {
    let (mut desk, coder, at) = begun();
    let [a, b, c] = [(); 3].map(|()| at.new_record(&mut desk, "ATT"));
    desk.does(Some(coder), under(b, a));
    desk.does(Some(coder), under(c, b));
    let cannot = |error: ProjectError| assert!(matches!(error, ProjectError::CannotHang), "{error:?}");
    for (record, parent) in [(a, a), (a, b), (a, c), (b, c)] {
        cannot(desk.refused(Some(coder), under(record, parent)));
    }
    let (article, link) = (at.first(&desk, "ART"), at.new_record(&mut desk, "CHN"));
    cannot(desk.refused(Some(coder), under(a, article)));
    let second = at.new_record(&mut desk, "CHN");
    cannot(desk.refused(Some(coder), under(second, link)));
    desk.does(Some(coder), under(c, None));
    desk.does(Some(coder), under(b, c));
    let deep = at.record(&desk, b);
    assert_eq!(at.view(&desk).depth(&deep), 2);
}

#[test]
fn what_hangs_under_a_record_goes_and_comes_back_with_it() {
    let (mut desk, coder, at) = begun();
    let [outer, inner] = [(); 2].map(|()| at.new_record(&mut desk, "ATT"));
    desk.does(Some(coder), under(inner, outer));
    let words = at.words(&desk, "أذربيجان تريد من روسيا ثمنًا");
    desk.does(Some(coder), span(inner, "content", words));
    let quoted = desk.does(Some(coder), at.add_stance("RUS", "4")).record.unwrap();
    desk.does(Some(coder), Command::SetLink { record: quoted, role: "source".into(), to: Some(inner) });
    let before = desk.dump();
    desk.does(Some(coder), Command::RemoveRecord { record: outer });
    assert_eq!(at.view(&desk).records_of("ATT").count(), 0);
    assert!(at.record(&desk, quoted).links.is_empty(), "a link to nothing is no link");
    desk.undoes(Some(coder));
    assert_eq!(desk.dump(), before);
}

#[test]
fn a_link_leads_to_the_right_unit_of_the_same_coding() {
    let (mut desk, coder) = Desk::with(&[REVIEW, TWO]);
    let (at, elsewhere) = (desk.begin(coder, 0), desk.begin(coder, 1));
    let foreign = elsewhere.new_record(&mut desk, "ATT");
    let [first, second] = [(); 2].map(|()| at.new_record(&mut desk, "ATT"));
    let quoted = desk.does(Some(coder), at.add_stance("RUS", "4")).record.unwrap();
    let to = |to: Option<RecordId>| Command::SetLink { record: quoted, role: "source".into(), to };
    let open = |desk: &Desk| at.view(desk).missing.iter().any(|m| matches!(m, Missing::Link { .. }));
    assert!(open(&desk), "a quoted source needs its attribution");
    for wrong in [foreign, at.first(&desk, "ART"), quoted] {
        let error = desk.refused(Some(coder), to(Some(wrong)));
        assert!(matches!(error, ProjectError::CannotLink), "{error:?}");
    }
    desk.refused(Some(coder), Command::SetLink { record: quoted, role: "other".into(), to: None });
    desk.refused(Some(coder), Command::SetLink { record: first, role: "source".into(), to: Some(second) });
    desk.does(Some(coder), to(Some(first)));
    desk.does(Some(coder), to(Some(second)));
    assert_eq!(at.record(&desk, quoted).links.iter().map(|l| l.to).collect::<Vec<_>>(), [second]);
    assert!(!open(&desk));
    desk.does(Some(coder), to(None));
    assert!(at.record(&desk, quoted).links.is_empty());
    desk.refused(Some(coder), under(first, foreign));
}

#[test]
fn links_of_a_chain_keep_their_order() {
    let (mut desk, coder, at) = begun();
    let chain: Vec<RecordId> = (0..4).map(|_| at.new_record(&mut desk, "CHN")).collect();
    let order = |desk: &Desk| -> Vec<(usize, i64)> {
        let place = |id| chain.iter().position(|c| *c == id).unwrap();
        at.view(desk).records_of("CHN").map(|r| (place(r.id), r.position.unwrap())).collect()
    };
    assert_eq!(order(&desk), [(0, 0), (1, 1), (2, 2), (3, 3)]);
    desk.does(Some(coder), Command::MoveRecord { record: chain[3], position: 0 });
    assert_eq!(order(&desk), [(3, 0), (0, 1), (1, 2), (2, 3)]);
    // Beyond the end is the end.
    desk.does(Some(coder), Command::MoveRecord { record: chain[0], position: 99 });
    assert_eq!(order(&desk), [(3, 0), (1, 1), (2, 2), (0, 3)]);
    desk.does(Some(coder), Command::RemoveRecord { record: chain[1] });
    assert_eq!(order(&desk), [(3, 0), (2, 1), (0, 2)], "no place is left empty");
    desk.undoes(Some(coder));
    assert_eq!(order(&desk), [(3, 0), (1, 1), (2, 2), (0, 3)]);
    let article = at.first(&desk, "ART");
    assert!(!desk.does(Some(coder), Command::MoveRecord { record: article, position: 3 }).changed);
}

#[test]
fn words_that_are_no_source_hold_no_stance() {
    let (mut desk, coder, at) = begun();
    let [said, scare, open] = [(); 3].map(|()| at.new_record(&mut desk, "ATT"));
    desk.does(Some(coder), set(said, "R4", code("direct")));
    desk.does(Some(coder), set(scare, "R4", code("scare_label")));
    let stance = desk.does(Some(coder), at.add_stance("WEST", "4")).record.unwrap();
    let to = |source: RecordId| Command::SetLink { record: stance, role: "source".into(), to: Some(source) };
    let refused = desk.refused(Some(coder), to(scare));
    assert!(matches!(refused, ProjectError::CannotLink), "{refused:?}");
    // What is not yet decided may turn out to be a source.
    desk.does(Some(coder), to(open));
    desk.does(Some(coder), to(said));
    let lacks_source = |desk: &Desk| {
        let missing = at.view(desk).missing;
        missing.iter().any(|m| matches!(m, Missing::Link { record, .. } if *record == stance))
    };
    assert!(!lacks_source(&desk));
    // A source that is found to be a scare quote later leaves the stance without its holder.
    desk.does(Some(coder), set(said, "R4", code("title_name")));
    assert!(lacks_source(&desk));
    desk.undoes(Some(coder));
    assert!(!lacks_source(&desk));
}
