use super::book;
use mizan::model::{
    Anchor, AnchorId, Answer, AnswerState, CodingId, FrozenText, Missing, Record, RecordId, Value, missing_in_record,
    missing_records,
};
use uuid::Uuid;

fn record(unit: &str, answers: &[(&str, &str)]) -> Record {
    Record {
        id: RecordId::from_uuid(Uuid::from_u128(1)),
        coding: CodingId::from_uuid(Uuid::from_u128(2)),
        unit: unit.into(),
        parent: None,
        position: None,
        proposal: None,
        answers: answers.iter().map(|(v, c)| ((*v).to_owned(), Answer::code(*c))).collect(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

fn with_anchor(mut record: Record, role: &str) -> Record {
    let text = FrozenText::new("قالت الوزارة");
    let span = text.span(0, text.len()).unwrap();
    let quote = text.quote(span).to_owned();
    record.anchors.push(Anchor { id: AnchorId::from_uuid(Uuid::from_u128(3)), role: role.into(), span, quote });
    record
}

fn with_labels(mut record: Record, variable: &str, labels: &[&str]) -> Record {
    let labels = labels.iter().map(|l| (*l).to_owned()).collect();
    record.answers.insert(variable.into(), Answer::sure(AnswerState::Coded(Value::Codes(labels))));
    record
}

fn applies(record: &Record, variable: &str) -> Option<bool> {
    let book = book();
    let (unit, variable) = book.variable(variable).unwrap();
    unit.applies(record, variable)
}

fn missing(record: &Record) -> Vec<String> {
    let book = book();
    missing_in_record(book.unit(&record.unit).unwrap(), record)
        .into_iter()
        .map(|m| match m {
            Missing::Answer { variable, .. } => variable,
            Missing::Anchor { role, .. } => role,
            Missing::Link { link, .. } => link,
            Missing::Record { unit, .. } => unit,
        })
        .collect()
}

#[test]
fn without_a_stance_there_is_no_scale_value_and_no_evidence() {
    for status in ["no_stance", "not_inferable"] {
        let row = record("STN", &[("S1", "RUS"), ("S2", "2"), ("S4", status), ("S3", "2")]);
        assert_eq!(applies(&row, "S3"), Some(false), "{status}");
        assert_eq!(applies(&row, "S5"), Some(false), "{status}");
        let book = book();
        let (unit, s3) = book.variable("S3").unwrap();
        assert_eq!(unit.state(&row, s3), AnswerState::NotApplicable, "the stored value does not speak");
        assert_eq!(missing(&row), ["S7"], "{status}");
    }
}

#[test]
fn an_expressed_stance_needs_a_value_and_evidence() {
    let row = record("STN", &[("S1", "RUS"), ("S2", "2"), ("S4", "expressed"), ("S5", "2"), ("S7", "3")]);
    assert_eq!(missing(&row), ["evidence", "S3"]);
}

#[test]
fn a_mixed_stance_has_no_value_and_needs_evidence() {
    let row = record("STN", &[("S1", "RUS"), ("S2", "2"), ("S4", "mixed"), ("S5", "2"), ("S7", "3")]);
    assert_eq!(applies(&row, "S3"), Some(false));
    assert_eq!(missing(&row), ["evidence"]);
    assert_eq!(missing(&with_anchor(row, "evidence")), Vec::<String>::new());
}

#[test]
fn an_open_or_undecided_status_leaves_the_value_open() {
    let mut row = record("STN", &[("S1", "RUS"), ("S2", "2"), ("S7", "1")]);
    assert_eq!(applies(&row, "S3"), None);
    assert_eq!(missing(&row), ["S4"], "the open question is asked first");
    row.answers.insert("S4".into(), Answer::sure(AnswerState::CannotDecide));
    assert_eq!(applies(&row, "S3"), None);
    assert_eq!(missing(&row), Vec::<String>::new(), "undecided is an answer");
}

#[test]
fn a_quoted_holder_needs_its_attribution_and_targets_ask_for_their_detail() {
    let base = [("S4", "no_stance"), ("S7", "3")];
    let row = |s1, s2| record("STN", &[&[("S1", s1), ("S2", s2)][..], &base[..]].concat());
    assert_eq!(missing(&row("AZE", "4")), ["source"]);
    assert_eq!(missing(&row("AZE", "3")), Vec::<String>::new());
    assert_eq!(missing(&row("WEST", "2")), ["S1w"]);
    assert_eq!(missing(&row("IND", "2")), ["S1p"]);
}

#[test]
fn no_disclaimer_leaves_only_the_contradiction_to_ask() {
    let none = record("DSC", &[("C1", "no")]);
    for variable in ["C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10"] {
        assert_eq!(applies(&none, variable), Some(false), "{variable}");
    }
    assert_eq!(missing(&none), ["C11", "V1"]);
}

#[test]
fn a_disclaimer_outside_the_article_is_described_like_one_inside() {
    for present in ["yes", "only_outside"] {
        let found = record("DSC", &[("C1", present)]);
        let expected = ["disclaimer", "C3", "C4", "C6", "C7", "C8", "C9", "C10", "C11", "V1"];
        assert_eq!(missing(&found), expected, "{present}");
    }
}

#[test]
fn joined_by_is_asked_only_of_several_owners() {
    let found = record("DSC", &[("C1", "yes")]);
    assert_eq!(applies(&found, "C5"), None);
    assert_eq!(applies(&with_labels(found.clone(), "C4", &["writer"]), "C5"), Some(false));
    assert_eq!(applies(&with_labels(found, "C4", &["writer", "newspaper"]), "C5"), Some(true));
    let none = with_labels(record("DSC", &[("C1", "no")]), "C4", &["writer", "newspaper"]);
    assert_eq!(applies(&none, "C5"), Some(false), "owners stored before do not speak");
}

#[test]
fn a_page_without_label_cannot_contradict_it() {
    assert_eq!(applies(&record("ART", &[("A2", "none")]), "A3"), Some(false));
    assert_eq!(applies(&record("ART", &[("A2", "news")]), "A3"), Some(true));
    assert_eq!(applies(&record("ART", &[]), "A3"), None);
}

#[test]
fn an_unknown_date_is_not_asked_and_an_original_has_no_other_document() {
    assert_eq!(applies(&record("DOC", &[("D5", "unknown")]), "D4"), Some(false));
    assert_eq!(applies(&record("DOC", &[("D5", "printed")]), "D4"), Some(true));
    assert_eq!(applies(&record("DOC", &[("D8", "original")]), "D9"), Some(false));
    assert_eq!(applies(&record("DOC", &[("D8", "translation")]), "D9"), Some(true));
}

#[test]
fn marks_that_attribute_nothing_ask_nothing_more() {
    for form in ["scare_label", "title_name"] {
        let mark = with_anchor(with_anchor(record("ATT", &[("R4", form)]), "content"), "cue");
        assert_eq!(missing(&mark), Vec::<String>::new(), "{form}");
    }
}

#[test]
fn an_attribution_needs_content_but_neither_source_nor_cue() {
    let quote = record("ATT", &[("R4", "direct")]);
    let expected = ["content", "R5", "R6", "R7", "R8", "R10", "R12", "R13"];
    assert_eq!(missing(&quote), expected, "a continuation quotation has no cue to judge");
    let indirect = with_anchor(with_anchor(record("ATT", &[("R4", "indirect")]), "content"), "cue");
    assert_eq!(missing(&indirect), ["R5", "R6", "R7", "R8", "R10", "R11", "R12"]);
}

#[test]
fn an_empty_coding_lacks_its_single_records_and_obligatory_rows() {
    let lacking: Vec<(String, usize)> = missing_records(&book(), &[])
        .into_iter()
        .map(|m| match m {
            Missing::Record { unit, row } => (unit, row.len()),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [("DOC", 0), ("ART", 0), ("STN", 2), ("STN", 2), ("STN", 2), ("DSC", 0)];
    assert_eq!(lacking, expected.map(|(unit, n)| (unit.to_owned(), n)));
}
