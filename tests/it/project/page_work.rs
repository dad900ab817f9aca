//! What is asked of a page is asked once of each coder, however many articles the page holds.

use super::{Desk, Desktop, REVIEW, TWO, code, coded, memo, set};
use mizan::model::{Answer, AnswerState, CoderId, Missing, NoteTarget, RecordId, Value, with_records_of_page};
use mizan::project::{Command, ProjectError};

/// A coder who has begun both articles of a page.
fn both() -> (Desk, CoderId, [Desktop; 2]) {
    let (mut desk, coder) = Desk::with(&[TWO]);
    let at = [0, 1].map(|article| desk.begin(coder, article));
    (desk, coder, at)
}

fn outlet(name: &str) -> Answer {
    coded(Value::Text(name.into()))
}

fn lacks(desk: &Desk, at: Desktop, variable: &str) -> bool {
    let missing = at.view(desk).missing;
    missing.iter().any(|m| matches!(m, Missing::Answer { variable: v, .. } if v == variable))
}

fn finish(desk: &mut Desk, at: Desktop) {
    desk.does(Some(at.coder), Command::Finish { coding: at.coding, reason: Some("a test".into()) });
}

#[test]
fn both_articles_show_one_record_and_an_answer_counts_for_both() {
    let (mut desk, coder, [first, second]) = both();
    let page = first.first(&desk, "DOC");
    assert_eq!(second.first(&desk, "DOC"), page);
    assert_eq!(second.view(&desk).records_of("DOC").count(), 1);
    // What is asked of articles stays with each of them.
    assert_ne!(first.first(&desk, "ART"), second.first(&desk, "ART"));
    assert!(lacks(&desk, first, "D1") && lacks(&desk, second, "D1"));

    desk.does(Some(coder), set(page, "D1", outlet("الساحل")));
    assert!(!lacks(&desk, first, "D1") && !lacks(&desk, second, "D1"));
    assert_eq!(second.record(&desk, page).stored("D1"), outlet("الساحل").state);
    let view = second.view(&desk);
    let beside = view.beside(view.record(page).unwrap()).unwrap();
    assert_eq!((beside.coding, beside.is_done), (first.coding, false));
    assert_eq!(beside.title, first.view(&desk).article.title);
    assert!(first.view(&desk).beside.is_empty(), "the article that was begun first holds the record");
    // No article may ask a second time.
    for at in [first, second] {
        assert!(matches!(desk.refused(Some(coder), at.add("DOC")), ProjectError::MustStay));
    }
    desk.undoes(Some(coder));
    assert!(lacks(&desk, first, "D1") && lacks(&desk, second, "D1"));
}

#[test]
fn whichever_article_is_begun_first_holds_the_answers() {
    let (mut desk, coder) = Desk::with(&[TWO]);
    let later = desk.begin(coder, 1);
    let earlier = desk.begin(coder, 0);
    assert_eq!(earlier.record(&desk, later.first(&desk, "DOC")).coding, later.coding);
}

#[test]
fn notes_on_the_page_are_seen_from_both_articles() {
    let (mut desk, coder, [first, second]) = both();
    let page = NoteTarget::Record(first.first(&desk, "DOC"));
    desk.does(Some(coder), memo(page, "بلا تاريخ"));
    desk.does(Some(coder), memo(NoteTarget::Coding(first.coding), "للمقال الأول وحده"));
    let seen: Vec<_> = second.view(&desk).memos.into_iter().map(|m| m.text).collect();
    assert_eq!(seen, ["بلا تاريخ"]);
    desk.does(Some(coder), memo(page, ""));
    assert!(second.view(&desk).memos.is_empty());
}

#[test]
fn answers_are_closed_with_the_article_that_holds_them() {
    let (mut desk, coder, [first, second]) = both();
    let page = first.first(&desk, "DOC");
    desk.does(Some(coder), set(page, "D1", outlet("الساحل")));
    finish(&mut desk, first);
    let view = second.view(&desk);
    assert!(view.is_closed(view.record(page).unwrap()) && !view.is_closed(view.records_of("ART").next().unwrap()));
    assert!(matches!(desk.refused(Some(coder), set(page, "D1", outlet("غيره"))), ProjectError::Done));
    // What the first article left open with a reason does not keep the second one open.
    assert!(!lacks(&desk, second, "D3") && lacks(&desk, second, "A1"));
    let refused = desk.refused(Some(coder), Command::Finish { coding: second.coding, reason: None });
    assert!(matches!(refused, ProjectError::Incomplete { missing } if missing == view.missing));
    desk.does(Some(coder), Command::Reopen { coding: first.coding });
    assert!(lacks(&desk, second, "D3"));
    desk.does(Some(coder), set(page, "D3", code("private")));
    assert!(!lacks(&desk, second, "D3"));
}

#[test]
fn a_finished_article_stays_as_it_was_when_the_one_beside_it_goes_on() {
    let (mut desk, coder, [first, second]) = both();
    finish(&mut desk, second);
    let page = first.first(&desk, "DOC");
    desk.does(Some(coder), set(page, "D1", outlet("الساحل")));
    assert_eq!(second.record(&desk, page).stored("D1"), outlet("الساحل").state);
    assert!(second.view(&desk).is_closed(&second.record(&desk, page)));
}

#[test]
fn another_coder_and_another_page_have_answers_of_their_own() {
    let (mut desk, coder) = Desk::with(&[TWO, REVIEW]);
    let other = desk.coder("كريم");
    let articles = desk.project.queue(coder).unwrap().iter().map(|i| i.article).collect();
    let round = desk.project.main_round().unwrap();
    desk.does(None, Command::Assign { coder: other, articles, round });
    let work = [(coder, 0), (other, 1), (coder, 2)].map(|(who, article)| desk.begin(who, article));
    let pages = work.map(|at| at.first(&desk, "DOC"));
    for (at, page) in work.into_iter().zip(pages) {
        assert_eq!(at.record(&desk, page).coding, at.coding);
        assert!(at.view(&desk).beside.is_empty());
    }
}

#[test]
fn an_export_holds_the_answers_of_a_page_once() {
    let (mut desk, coder, [first, _]) = both();
    let page = first.first(&desk, "DOC");
    desk.does(Some(coder), set(page, "D1", outlet("الساحل")));
    let files = super::exported(&desk.project, "csv");
    let answers = files.iter().find(|f| f.name == "answers.csv").unwrap();
    let text = String::from_utf8(answers.bytes.clone()).unwrap();
    let lines: Vec<&str> = text.lines().filter(|l| l.contains(",D1,")).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("الساحل") && lines[0].starts_with(&first.coding.to_string()));
}

#[test]
fn a_page_that_was_answered_twice_keeps_both_and_shows_each_article_its_own() {
    // As two files hold it that were coded apart and brought together.
    let (mut desk, coder) = Desk::with(&[TWO, REVIEW]);
    let [here, there] = [0, 2].map(|article| desk.begin(coder, article));
    desk.does(Some(coder), there.add("CHN"));
    let book = desk.project.codebook().unwrap();
    let (own, beside) = (here.view(&desk).records, there.view(&desk).records);
    let count = |records: &[mizan::model::Record], unit: &str| records.iter().filter(|r| r.unit == unit).count();
    let seen = with_records_of_page(&book, own.clone(), beside.clone());
    assert_eq!(seen, own, "nothing of another article, and no second answer about the page");
    let without: Vec<_> = own.into_iter().filter(|r| r.unit != "DOC").collect();
    let seen = with_records_of_page(&book, without, [beside.clone(), beside].concat());
    assert_eq!((count(&seen, "DOC"), count(&seen, "CHN"), count(&seen, "ART")), (1, 0, 1));
    let ids: Vec<RecordId> = seen.iter().map(|r| r.id).collect();
    assert!(ids.contains(&there.first(&desk, "DOC")));
}

#[test]
fn agreement_counts_a_page_once_and_only_when_its_answers_are_finished() {
    let (mut desk, coder, [first, second]) = both();
    let page = first.first(&desk, "DOC");
    desk.does(Some(coder), set(page, "D1", outlet("الساحل")));
    let cells = |desk: &Desk| {
        let data = desk.project.agreement_data().unwrap();
        data.variables.into_iter().find(|v| v.variable == "D1").unwrap().cells
    };
    finish(&mut desk, second);
    assert_eq!(cells(&desk), [[None]], "the article that holds the answers is not done");
    finish(&mut desk, first);
    assert_eq!(cells(&desk), [[Some(AnswerState::Coded(Value::Text("الساحل".into())))]]);
}
