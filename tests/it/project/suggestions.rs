//! Suggestions steer coders, so each record says whether one was shown.

use super::{Desk, Desktop, REVIEW, WIRE, code, set, span};
use mizan::export::ExportFile;
use mizan::model::{Proposal, ProposalId, ProposalKind, RecordId};
use mizan::project::{Command, ProjectError};

const DISCLAIMER: &str = "المقالة تعبّر عن رأي الصحيفة أو كاتبها فقط";

fn switch(desk: &mut Desk, on: bool) {
    desk.does(None, Command::SetSuggestions { on });
}

fn shown(desk: &Desk, at: Desktop, record: RecordId) -> Option<Proposal> {
    let id = at.record(desk, record).proposal?;
    let document = at.view(desk).document.id;
    Some(desk.project.document_view(document).unwrap().proposals.into_iter().find(|p| p.id == id).unwrap())
}

#[test]
fn what_is_offered_is_never_set_by_itself() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let view = at.view(&desk);
    let quotes = |kind| -> Vec<&str> {
        view.proposals.iter().filter(|p| p.kind == kind).map(|p| view.document.text.quote(p.span)).collect()
    };
    assert_eq!(quotes(ProposalKind::Disclaimer), [DISCLAIMER]);
    assert!(quotes(ProposalKind::Cue).contains(&"وأشار إلى"), "{:?}", quotes(ProposalKind::Cue));
    let disclaimer = at.record(&desk, at.first(&desk, "DSC"));
    assert!(disclaimer.answers.is_empty() && disclaimer.anchors.is_empty());
    assert_eq!(view.records_of("ATT").count(), 0);
}

#[test]
fn a_record_says_what_was_shown_also_where_it_was_not_taken() {
    let (mut desk, coder) = Desk::with(&[REVIEW, WIRE]);
    let at = desk.begin(coder, 0);
    let disclaimer = at.first(&desk, "DSC");
    assert_eq!(shown(&desk, at, disclaimer).unwrap().kind, ProposalKind::Disclaimer);
    desk.does(Some(coder), set(disclaimer, "C1", code("no")));
    assert!(shown(&desk, at, disclaimer).is_some(), "seen and not taken");
    // A cue that the coder marked by hand stood there underlined.
    let record = at.new_record(&mut desk, "ATT");
    assert_eq!(shown(&desk, at, record), None);
    let words = at.words(&desk, "وأشار إلى أن");
    desk.does(Some(coder), span(record, "cue", words));
    assert_eq!(shown(&desk, at, record).unwrap().kind, ProposalKind::Cue);
    // Where nothing was offered, nothing is noted.
    let plain = at.new_record(&mut desk, "ATT");
    let words = at.words(&desk, "مساومة طويلة");
    desk.does(Some(coder), span(plain, "cue", words));
    assert_eq!(shown(&desk, at, plain), None);
    let wire = desk.begin(coder, 1);
    let none = wire.first(&desk, "DSC");
    assert_eq!(shown(&desk, wire, none), None);
    assert_eq!(shown(&desk, at, at.first(&desk, "ART")), None, "nothing is offered for the article's own questions");
}

#[test]
fn nothing_is_shown_and_nothing_noted_where_suggestions_are_off() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    switch(&mut desk, false);
    assert!(!desk.project.suggestions().unwrap());
    let at = desk.begin(coder, 0);
    assert!(at.view(&desk).proposals.is_empty());
    let disclaimer = at.first(&desk, "DSC");
    let words = at.words(&desk, DISCLAIMER);
    let document = at.view(&desk).document.id;
    let proposal = desk.project.document_view(document).unwrap().proposals.last().map(|p| p.id);
    let accept = Command::AddAnchor { record: disclaimer, role: "disclaimer".into(), range: words, proposal };
    desk.does(Some(coder), accept);
    let record = at.new_record(&mut desk, "ATT");
    let words = at.words(&desk, "وأشار");
    desk.does(Some(coder), span(record, "cue", words));
    for id in [disclaimer, record] {
        assert_eq!(shown(&desk, at, id), None);
    }
    // Switched on, they are seen, and declaring the article done notes it for all that was left alone since.
    switch(&mut desk, true);
    assert!(!at.view(&desk).proposals.is_empty());
    desk.does(Some(coder), Command::Finish { coding: at.coding, reason: Some("cut off".into()) });
    for id in [disclaimer, record] {
        assert!(shown(&desk, at, id).is_some());
    }
    desk.undoes(Some(coder));
    assert_eq!(shown(&desk, at, record), None);
}

#[test]
fn what_was_seen_stays_noted_when_they_are_switched_off() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    switch(&mut desk, false);
    let disclaimer = at.first(&desk, "DSC");
    desk.does(Some(coder), set(disclaimer, "C1", code("no")));
    assert!(shown(&desk, at, disclaimer).is_some());
    desk.undoes(None);
    assert!(desk.project.suggestions().unwrap());
}

#[test]
fn only_a_suggestion_of_the_page_can_have_been_shown() {
    let (mut desk, coder) = Desk::with(&[REVIEW, WIRE]);
    let (at, wire) = (desk.begin(coder, 0), desk.begin(coder, 1));
    let foreign = wire.view(&desk).proposals[0].id;
    let never = ProposalId::from_uuid(uuid::Uuid::from_u128(1));
    for proposal in [foreign, never] {
        let mut add = at.add("ATT");
        if let Command::AddRecord { proposal: shown, .. } = &mut add {
            *shown = Some(proposal);
        }
        let error = desk.refused(Some(coder), add);
        assert!(matches!(error, ProjectError::Gone { what: "suggestion" }), "{error:?}");
    }
}

#[test]
fn the_export_tells_for_each_record() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let record = at.new_record(&mut desk, "ATT");
    let on = mizan::model::NoteTarget::Record(record);
    desk.does(Some(coder), super::memo(on, "=شك"));
    desk.does(Some(coder), super::flag(on, "ask_lead", true));
    desk.does(Some(coder), super::flag(on, "QBROKEN", true));
    let whole = mizan::model::NoteTarget::Coding(at.coding);
    desk.does(Some(coder), super::memo(whole, "مقال صعب"));
    desk.does(Some(coder), Command::Finish { coding: at.coding, reason: Some("مقطوع".into()) });
    let files = super::exported(&desk.project, "csv");
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(
        names,
        ["codings.csv", "records.csv", "answers.csv", "spans.csv", "page_notes.csv", "priors.csv", "mizan-export.json"]
    );
    assert!(files[..6].iter().all(|f| f.bytes.starts_with("\u{feff}".as_bytes())));
    let rows = table(&files[1]);
    assert_eq!(rows.len(), at.view(&desk).records.len());
    let of = |id: RecordId| rows.iter().find(|r| r["record"] == id.to_string()).unwrap();
    assert_eq!(of(at.first(&desk, "DSC"))["suggestion_shown"], "yes");
    let row = of(record);
    assert_eq!(
        (&*row["suggestion_shown"], &*row["memo"], &*row["flags"], &*row["unit"], &*row["coder"]),
        ("no", "'=شك", "QBROKEN|ask_lead", "ATT", "سلمى")
    );
    let coding = &table(&files[0])[0];
    assert_eq!(
        (&*coding["memo"], &*coding["flags"], &*coding["forced_reason"], &*coding["state"]),
        ("مقال صعب", "", "مقطوع", "done")
    );
}

fn table(file: &ExportFile) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(&file.bytes["\u{feff}".len()..]);
    reader.deserialize().map(Result::unwrap).collect()
}
