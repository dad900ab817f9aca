//! Annotations of other programs become codings: of the right person, on the right article, once.

use super::super::import::annotations::CAS_JSON;
use super::Desk;
use mizan::import::{Standoff, WarningKind, read_standoff};
use mizan::model::{CodingState, NoteTarget, Record};
use mizan::project::{AnnotationChoice, AnnotationLabels, CodingView};

const TEXT: &str =
    "موسكو تنفي ومصدر يؤكد\n\nقال المتحدث باسم الوزارة: «لن نقبل بذلك». وأضاف 𝒳 خبير آخر أن الأمر يحتاج إلى وقت أطول.\n";

/// Lines of standoff: label and words, and what follows them.
fn lines(marks: &[(&str, &str)], rest: &[&str]) -> String {
    let line = |(n, (label, words)): (usize, &(&str, &str))| {
        let at = TEXT[..TEXT.find(words).unwrap()].chars().count();
        format!("T{}\t{label} {at} {}\t{words}\n", n + 1, at + words.chars().count())
    };
    let mut out: String = marks.iter().enumerate().map(line).collect();
    out.push_str(&rest.join("\n"));
    out
}

const ATTRIBUTION: [(&str, &str); 5] = [
    ("Source", "المتحدث باسم الوزارة"),
    ("Cue", "قال"),
    ("المحتوى", "«لن نقبل بذلك»"),
    ("ATT_cue", "وأضاف"),
    ("ATT.content", "أن الأمر يحتاج إلى وقت أطول"),
];
const TIED: [&str; 6] = [
    "E1\tCue:T2 Source:T1 Content:T3",
    "R1\tsays Arg1:T4 Arg2:T5",
    "R2\tparent Arg1:T4 Arg2:T2",
    "A1\tR4 T2 direct",
    "A2\tQuote_form T4 indirect",
    "#1\tR5 T1\tالمتحدث الرسمي",
];

impl Desk {
    #[track_caller]
    fn annotated(&mut self, annotator: &str, annotations: &str) -> mizan::project::Imported {
        let annotator = Some(annotator).filter(|a| !a.is_empty());
        let standoff = Standoff {
            name: "p.ann",
            annotations: annotations.as_bytes(),
            text_name: "p.txt",
            text: TEXT.as_bytes(),
            annotator,
        };
        self.project.import_batch(None, &read_standoff(standoff).unwrap()).unwrap()
    }

    /// The coding of the only article of the queue of somebody.
    #[track_caller]
    fn coding_of(&mut self, name: &str) -> CodingView {
        let coder = self.project.coders().unwrap().into_iter().find(|c| c.name == name).unwrap().id;
        let item = self.project.queue(coder).unwrap().remove(0);
        let coding = self.project.open_coding(coder, item.article).unwrap();
        self.project.coding_view(coder, coding).unwrap()
    }
}

fn of_unit<'v>(view: &'v CodingView, unit: &str) -> Vec<&'v Record> {
    view.records.iter().filter(|r| r.unit == unit).collect()
}

#[test]
fn tied_marks_become_one_record_with_its_answers() {
    let mut desk = Desk::empty();
    let imported = desk.annotated("ليلى", &lines(&ATTRIBUTION, &TIED));
    assert_eq!((imported.annotations.spans, imported.annotations.records), (5, 2), "{:?}", imported.warnings);
    let view = desk.coding_of("ليلى");
    let [first, second] = of_unit(&view, "ATT")[..] else { panic!("{:?}", view.records) };
    let words = |r: &Record, role: &str| r.anchors_of(role).map(|a| a.quote.clone()).collect::<Vec<_>>();
    assert_eq!(words(first, "source"), ["المتحدث باسم الوزارة"]);
    assert_eq!(words(first, "cue"), ["قال"]);
    assert_eq!(words(first, "content"), ["«لن نقبل بذلك»"]);
    assert_eq!(first.code_of("R4"), Some("direct"));
    assert!(first.answers.contains_key("R5"));
    assert_eq!(words(second, "content"), ["أن الأمر يحتاج إلى وقت أطول"]);
    assert_eq!(second.parent, Some(first.id));
    assert_eq!(view.coding.state, CodingState::Done, "somebody else's work is whole as it is");
    assert_eq!(view.coding.forced_reason.as_deref(), Some("p.ann"));
}

#[test]
fn the_same_text_of_another_annotator_is_a_second_coding_and_no_second_document() {
    let mut desk = Desk::empty();
    desk.import(("other name.txt", TEXT));
    let first = desk.annotated("ليلى", &lines(&ATTRIBUTION, &TIED));
    let second = desk.annotated("سامي", &lines(&ATTRIBUTION[..2], &["R1\tx Arg1:T1 Arg2:T2"]));
    assert_eq!((first.documents.len(), second.documents.len(), second.known.len()), (0, 0, 1));
    assert_eq!(desk.project.documents().unwrap().len(), 1);
    assert_eq!(of_unit(&desk.coding_of("ليلى"), "ATT").len(), 2);
    assert_eq!(of_unit(&desk.coding_of("سامي"), "ATT").len(), 1);
    // Once more: everything is there.
    let before = desk.dump();
    let again = desk.annotated("ليلى", &lines(&ATTRIBUTION, &TIED));
    assert_eq!((again.annotations.records, again.annotations.known), (0, 2));
    assert_eq!(desk.dump(), before);
    // Something new for a coding that is done is told and not added.
    let more = desk.annotated("سامي", &lines(&ATTRIBUTION, &TIED));
    assert!(
        more.warnings.iter().any(|w| matches!(w.kind, WarningKind::CodingIsDone { count: 2, .. })),
        "{:?}",
        more.warnings
    );
    assert_eq!(desk.dump(), before);
}

#[test]
fn a_file_is_one_step_that_can_be_undone() {
    let mut desk = Desk::empty();
    let before = desk.dump();
    desk.annotated("ليلى", &lines(&ATTRIBUTION, &TIED));
    assert_ne!(desk.dump(), before);
    desk.undoes(None);
    assert_eq!(desk.project.coders().unwrap(), []);
    assert_eq!(desk.project.documents().unwrap().len(), 0);
    assert_eq!(desk.project.redo(None).unwrap().map(|o| o.action), Some("import".into()));
    assert_eq!(of_unit(&desk.coding_of("ليلى"), "ATT").len(), 2);
}

#[test]
fn what_has_no_place_is_told_and_kept_and_a_file_of_labels_gives_it_one() {
    let marks = [("PER", "المتحدث باسم الوزارة"), ("verb", "قال"), ("LOC", "موسكو")];
    let annotations = lines(&marks, &["R1\tsays Arg1:T2 Arg2:T1", "A1\tkind T1 gov", "A2\tmood T2 bad"]);
    let mut desk = Desk::empty();
    let imported = desk.annotated("ليلى", &annotations);
    assert_eq!((imported.annotations.spans, imported.annotations.unplaced), (0, 3));
    let view = desk.coding_of("ليلى");
    let memo = &view.memos.iter().find(|m| m.target == NoteTarget::Coding(view.coding.id)).unwrap().text;
    for kept in ["PER", "«المتحدث باسم الوزارة»", "kind = gov", "LOC", "«موسكو»"] {
        assert!(memo.contains(kept), "{kept} in {memo}");
    }

    let labels = r#"{"labels": {"PER": {"role": "ATT.source", "answers": {"R7": "2"}}, "verb": "ATT.cue", "LOC": null},
        "attributes": {"kind": {"question": "R6", "values": {"gov": "official"}}}, "ties": {"says": "same"}}"#;
    let labels = AnnotationLabels::from_json(labels).unwrap();
    let mut desk = Desk::empty();
    desk.project.choose_annotations(AnnotationChoice { coder: Some("سامي".into()), labels }).unwrap();
    let imported = desk.annotated("ليلى", &annotations);
    assert_eq!((imported.annotations.spans, imported.annotations.unplaced), (2, 1));
    let view = desk.coding_of("سامي");
    let [record] = of_unit(&view, "ATT")[..] else { panic!("{:?}", view.records) };
    assert_eq!((record.code_of("R6"), record.code_of("R7")), (Some("official"), Some("2")));
    assert!(view.memos.iter().any(|m| m.text.contains("mood = bad")), "{:?}", view.memos);
    let wrong = AnnotationLabels::from_json(r#"{"labels": {"PER": "ATT.nobody"}}"#).unwrap();
    assert!(desk.project.choose_annotations(AnnotationChoice { coder: None, labels: wrong }).is_err());
}

#[test]
fn annotations_without_a_name_go_to_who_imports_them_and_stay_open() {
    let mut desk = Desk::empty();
    let coder = desk.coder("سلمى");
    desk.project.import_bytes(Some(coder), "a.json", CAS_JSON.as_bytes()).unwrap();
    let view = desk.coding_of("سلمى");
    assert_eq!(view.coding.state, CodingState::Begun);
    assert_eq!(of_unit(&view, "ATT").len(), 1);
    assert_eq!(desk.project.coders().unwrap().len(), 1);
}

#[test]
fn a_persons_answers_hold_against_those_of_a_file() {
    let mut desk = Desk::empty();
    let coder = desk.coder("سلمى");
    desk.import(("p.txt", TEXT));
    let at = desk.begin(coder, 0);
    let article = desk.project.coding_view(coder, at.coding).unwrap();
    let record = of_unit(&article, "DSC")[0].id;
    let answer = mizan::model::Answer::code("no");
    let variable = "V1".to_owned();
    desk.does(Some(coder), mizan::project::Command::SetAnswer { record, variable, answer: Some(answer) });
    let annotations = lines(&[("disclaimer", "موسكو تنفي")], &["A1\tV1 T1 yes"]);
    desk.annotated("سلمى", &annotations);
    let view = desk.project.coding_view(coder, at.coding).unwrap();
    let disclaimer = of_unit(&view, "DSC")[0];
    assert_eq!((disclaimer.code_of("V1"), disclaimer.code_of("C1")), (Some("no"), Some("yes")));
    assert!(view.memos.iter().any(|m| m.text.contains("V1 = yes")), "{:?}", view.memos);
}
