//! A new version of the codebook is published, and codings are carried over to it.

use super::{Desk, REVIEW, TWO, code, coded, set};
use mizan::model::{AnswerState, Codebook, CodingState, Value};
use mizan::project::{CodebookDraft, Command, ProjectError, check, default_codebook};
use std::sync::Arc;

fn newer(change: impl FnOnce(&mut Codebook)) -> String {
    let mut book = (*default_codebook()).clone();
    book.version = "1.1".into();
    change(&mut book);
    serde_json::to_string(&book).unwrap()
}

fn variable<'a>(book: &'a mut Codebook, code: &str) -> &'a mut mizan::model::Variable {
    book.units.iter_mut().flat_map(|u| &mut u.variables).find(|v| v.code == code).unwrap()
}

/// A version without "caption" and without the question V1, with a new question about the article.
fn next() -> String {
    newer(|book| {
        variable(book, "A8k").values.retain(|v| v.code != "caption");
        for unit in &mut book.units {
            unit.variables.retain(|v| v.code != "V1");
            if unit.code == "ART" {
                let mut asked = unit.variables[0].clone();
                asked.code = "A9".into();
                unit.variables.push(asked);
            }
        }
    })
}

const TABLE: [(&str, &str, Option<&str>); 1] = [("A8k", "caption", Some("external"))];

fn table() -> Vec<(String, String, Option<String>)> {
    TABLE.iter().map(|(v, from, to)| ((*v).into(), (*from).into(), to.map(Into::into))).collect()
}

#[test]
fn codings_stay_under_their_version_unless_they_are_carried_over() {
    let (mut desk, coder) = Desk::with(&[REVIEW, TWO]);
    let first = desk.begin(coder, 0);
    let link = first.new_record(&mut desk, "CHN");
    desk.does(Some(coder), set(link, "A8k", code("caption")));
    let plan = desk.project.publish_codebook(None, &next(), &[], false).unwrap();
    assert_eq!((plan.codings, plan.moved, plan.answers["A8k"].again), (1, false, 1));
    assert_eq!(first.view(&desk).book.version, "1.0");
    assert_eq!(first.view(&desk).record(link).unwrap().answers["A8k"], code("caption"));
    let second = desk.begin(coder, 1);
    assert_eq!(second.view(&desk).book.version, "1.1");
    let versions = desk.project.codebook_versions().unwrap();
    let counts: Vec<_> = versions.iter().map(|v| (v.version.as_str(), v.codings, v.holds)).collect();
    assert_eq!(counts, [("1.0", 1, false), ("1.1", 1, true)]);
    // The choice is kept in the file.
    assert_eq!(desk.reopen().project.codebook().unwrap().version, "1.1");
}

#[test]
fn carried_over_each_answer_has_its_fate_and_nothing_is_lost() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let (kept, mapped) = (at.new_record(&mut desk, "CHN"), at.new_record(&mut desk, "CHN"));
    desk.does(Some(coder), set(kept, "A8k", code("footer")));
    desk.does(Some(coder), set(kept, "A8", coded(Value::Text("إزفستيا".into()))));
    desk.does(Some(coder), set(mapped, "A8k", code("caption")));
    let aside = at.view(&desk).records_of("DSC").next().unwrap().id;
    desk.does(Some(coder), set(aside, "V1", code("yes")));
    let records = at.view(&desk).records.len();

    let plan = desk.project.publish_codebook(None, &next(), &table(), true).unwrap();
    assert!(plan.moved);
    let a8k = plan.answers["A8k"];
    assert_eq!((a8k.kept, a8k.mapped, a8k.again, plan.answers["V1"].aside), (1, 1, 0, 1));
    let view = at.view(&desk);
    assert_eq!((view.book.version.as_str(), view.records.len()), ("1.1", records));
    assert_eq!(view.record(kept).unwrap().answers["A8k"], code("footer"));
    assert_eq!(view.record(kept).unwrap().stored("A8"), AnswerState::Coded(Value::Text("إزفستيا".into())));
    assert_eq!(view.record(mapped).unwrap().answers["A8k"], code("external"));
    assert_eq!(view.record(aside).unwrap().answers["V1"], code("yes"), "unseen, but there");
    let missing =
        view.missing.iter().any(|m| matches!(m, mizan::model::Missing::Answer { variable, .. } if variable == "A9"));
    assert!(missing, "the new question is asked");
    assert!(!super::codings(&desk.project).is_empty() && desk.project.agreement_data().is_ok());
    // Work goes on, and what was answered before can still be taken back by its coder.
    desk.does(Some(coder), set(kept, "A8k", code("byline")));
    desk.undoes(Some(coder));
    assert_eq!(at.view(&desk).record(kept).unwrap().answers["A8k"], code("footer"));
    let (path, project) = (desk.project.path().to_owned(), desk.project);
    drop(project);
    assert_eq!(check(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn what_was_done_is_open_again_only_where_something_is_missing_now() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    desk.does(Some(coder), mizan::project::Command::Finish { coding: at.coding, reason: Some("نص مقطوع".into()) });
    let plan = desk.project.publish_codebook(None, &next(), &table(), true).unwrap();
    assert_eq!(plan.reopened, 0);
    let coding = at.view(&desk).coding;
    assert_eq!((coding.state, coding.forced_reason.as_deref()), (CodingState::Done, Some("نص مقطوع")));
}

#[test]
fn what_cannot_be_published_changes_nothing() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    desk.begin(coder, 0);
    let before = desk.dump();
    let same = newer(|book| book.version = "1.0".into());
    let other = newer(|book| book.id = "frames".into());
    let broken = newer(|book| variable(book, "A4").values.clear());
    let wrong = [("A8k".to_owned(), "x".to_owned(), None)];
    let errors = [
        desk.project.publish_codebook(None, &same, &[], true).unwrap_err(),
        desk.project.publish_codebook(None, &other, &[], true).unwrap_err(),
        desk.project.publish_codebook(None, &broken, &[], true).unwrap_err(),
        desk.project.publish_codebook(None, &next(), &wrong, true).unwrap_err(),
    ];
    assert!(
        matches!(
            &errors,
            [
                ProjectError::VersionPublished(_),
                ProjectError::OtherCodebook { .. },
                ProjectError::Codebook(_),
                ProjectError::AnswerTable(_)
            ]
        ),
        "{errors:?}"
    );
    assert_eq!(desk.dump(), before);
}

fn drafted(draft: &CodebookDraft) -> Command {
    Command::DraftCodebook { draft: Some(Arc::new(draft.clone())) }
}

#[test]
fn a_draft_is_kept_at_each_step_and_each_step_can_be_taken_back() {
    let (mut desk, lead) = Desk::with(&[REVIEW]);
    assert_eq!(desk.project.codebook_draft().unwrap(), None);
    let mut draft = desk.project.draft_to_begin_with().unwrap();
    assert_eq!(draft.book.version, "1.1");
    let outcome = desk.does(Some(lead), drafted(&draft));
    assert!(outcome.changed && !outcome.project_wide, "nobody codes by a draft");
    variable(&mut draft.book, "A1").label.en = "Kind of text".into();
    desk.does(Some(lead), drafted(&draft));
    // It may contradict itself meanwhile.
    variable(&mut draft.book, "A4").values.clear();
    desk.does(Some(lead), drafted(&draft));
    let mut desk = desk.reopen();
    assert_eq!(*desk.project.codebook_draft().unwrap().unwrap(), draft);
    desk.undoes(Some(lead));
    let now = desk.project.codebook_draft().unwrap().unwrap();
    assert_eq!(now.book.variable("A1").unwrap().1.label.en, "Kind of text");
    assert!(now.book.problems().is_empty());
    desk.undoes(Some(lead));
    desk.undoes(Some(lead));
    assert_eq!(desk.project.codebook_draft().unwrap(), None, "it was begun, and that is taken back");
    // What coders see has not changed meanwhile.
    assert_eq!(desk.project.codebook().unwrap().version, "1.0");
}

#[test]
fn a_step_of_a_draft_holds_what_changed_and_not_the_whole_book() {
    let (mut desk, lead) = Desk::with(&[REVIEW]);
    let mut draft = desk.project.draft_to_begin_with().unwrap();
    desk.does(Some(lead), drafted(&draft));
    variable(&mut draft.book, "A4").values.pop();
    desk.does(Some(lead), drafted(&draft));
    let entries = desk.project.audit(&mizan::project::AuditFilter::default()).unwrap();
    let keys: Vec<_> = entries.iter().rev().take_while(|e| e.action == "draft_codebook").collect();
    let last = entries.iter().map(|e| e.step).max().unwrap();
    assert_eq!(keys.iter().filter(|e| e.step == last).count(), 1, "{keys:?}");
}

#[test]
fn two_questions_of_one_code_are_no_draft() {
    let (mut desk, lead) = Desk::with(&[REVIEW]);
    let mut draft = desk.project.draft_to_begin_with().unwrap();
    variable(&mut draft.book, "A2").code = "A1".into();
    let refused = desk.project.apply(Some(lead), drafted(&draft)).unwrap_err();
    assert!(matches!(refused, ProjectError::Codebook(_)), "{refused}");
    assert_eq!(desk.project.codebook_draft().unwrap(), None);
}

#[test]
fn a_published_draft_is_none_any_more_and_the_next_one_follows_it() {
    let (mut desk, lead) = Desk::with(&[REVIEW]);
    let at = desk.begin(lead, 0);
    let link = at.new_record(&mut desk, "CHN");
    desk.does(Some(lead), set(link, "A8k", code("caption")));
    let mut draft = desk.project.draft_to_begin_with().unwrap();
    variable(&mut draft.book, "A8k").values.retain(|v| v.code != "caption");
    draft.answers = table();
    // A line on a value that is there again speaks of nothing.
    draft.answers.push(("A4".into(), "no such value".into(), None));
    desk.does(Some(lead), drafted(&draft));
    let lines = draft.answers_between(&desk.project.codebook().unwrap());
    assert_eq!(lines, table());
    let json = serde_json::to_string(&draft.book).unwrap();
    let plan = desk.project.plan_codebook(&json, &lines).unwrap();
    assert_eq!((plan.answers["A8k"].mapped, plan.given["A8k"]["caption"]), (1, 1));
    desk.project.publish_codebook(Some(lead), &json, &lines, true).unwrap();
    assert_eq!(desk.project.codebook_draft().unwrap(), None);
    let mut desk = desk.reopen();
    assert_eq!(desk.project.codebook_draft().unwrap(), None);
    // Undo goes on before it, and brings back neither the draft nor the older version.
    desk.undoes(Some(lead));
    assert_eq!((desk.project.codebook_draft().unwrap(), &*desk.project.codebook().unwrap().version), (None, "1.1"));
    let next = desk.project.draft_to_begin_with().unwrap();
    assert_eq!((next.book.version.as_str(), next.book.variable("A8k").unwrap().1.value("caption")), ("1.2", None));
    desk.does(Some(lead), drafted(&next));
    assert_eq!(*desk.project.codebook_draft().unwrap().unwrap(), next);
    desk.does(Some(lead), Command::DraftCodebook { draft: None });
    assert_eq!(desk.project.codebook_draft().unwrap(), None);
    let (path, project) = (desk.project.path().to_owned(), desk.project);
    drop(project);
    assert_eq!(check(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn what_the_schema_forbids_is_not_published() {
    let (mut desk, _) = Desk::with(&[REVIEW]);
    let lacks = newer(|book| variable(book, "A4").label.ar.clear());
    let refused = desk.project.publish_codebook(None, &lacks, &[], false).unwrap_err();
    assert!(refused.to_string().contains("the Arabic words are missing"), "{refused}");
}

#[test]
fn what_belongs_to_a_retired_unit_or_to_retired_marks_stays_in_the_project() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let link = at.new_record(&mut desk, "CHN");
    desk.does(Some(coder), set(link, "A8k", code("caption")));
    let title = at.view(&desk).article.title;
    let words = at.words(&desk, title.split(' ').next().unwrap());
    let mut add = at.add("ATT");
    if let Command::AddRecord { anchors, .. } = &mut add {
        anchors.push(("content".into(), words));
    }
    let said = desk.does(Some(coder), add).record.unwrap();
    let json = newer(|book| {
        book.units.retain(|u| u.code != "CHN");
        book.panels.iter_mut().for_each(|p| p.units.retain(|u| u != "CHN"));
        let unit = book.units.iter_mut().find(|u| u.code == "ATT").unwrap();
        unit.roles.retain(|r| r.code != "content");
    });
    let plan = desk.project.publish_codebook(None, &json, &[], true).unwrap();
    assert_eq!(plan.answers["A8k"].aside, 1);
    let view = at.view(&desk);
    assert_eq!(view.record(link).unwrap().answers["A8k"], code("caption"), "unseen, but there");
    assert_eq!(view.record(said).unwrap().anchors.len(), 1);
    assert!(!super::codings(&desk.project).is_empty() && desk.project.agreement_data().is_ok());
    let next = desk.project.draft_to_begin_with().unwrap();
    assert!(desk.project.plan_codebook(&serde_json::to_string(&next.book).unwrap(), &[]).is_ok());
}
