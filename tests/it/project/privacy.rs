//! A coder sees and touches nobody else's codes; the program itself may look after all of them.

use super::{Desk, REVIEW, code, flag, memo, set, span};
use mizan::model::NoteTarget;
use mizan::project::{Command, ProjectError};

#[test]
fn another_coders_work_is_neither_seen_nor_touched() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let other = desk.coder("كريم");
    let at = desk.begin(coder, 0);
    let [record, second] = [(); 2].map(|()| at.new_record(&mut desk, "ATT"));
    let words = at.words(&desk, "لا ينبغي المبالغة");
    let anchor = desk.does(Some(coder), span(record, "content", words.clone())).anchor.unwrap();
    let quoted = desk.does(Some(coder), at.add_stance("RUS", "4")).record.unwrap();
    let link = at.new_record(&mut desk, "CHN");
    let last = at.new_record(&mut desk, "CHN");
    assert!(matches!(desk.project.coding_view(other, at.coding), Err(ProjectError::NotYours)));
    let on = NoteTarget::Record(record);
    let commands = [
        at.add("ATT"),
        set(record, "R4", code("direct")),
        Command::SetAnswers { record, answers: [("R4".to_owned(), Some(code("mixed")))].into() },
        span(record, "cue", words.clone()),
        Command::MoveAnchor { anchor, range: words.start..words.end - 4 },
        Command::SetParent { record: second, parent: Some(record) },
        Command::MoveRecord { record: link, position: 1 },
        Command::SetLink { record: quoted, role: "source".into(), to: Some(record) },
        memo(on, "x"),
        memo(NoteTarget::Coding(at.coding), "x"),
        flag(on, "ask_lead", true),
        flag(NoteTarget::Coding(at.coding), "ask_lead", true),
        Command::RemoveAnchor { anchor },
        Command::RemoveRecord { record: last },
        Command::Finish { coding: at.coding, reason: Some("x".into()) },
        Command::Reopen { coding: at.coding },
    ];
    for command in &commands {
        let error = desk.refused(Some(other), command.clone());
        assert!(matches!(error, ProjectError::NotYours), "{command:?}: {error:?}");
    }
    for command in commands {
        let said = format!("{command:?}");
        assert!(desk.does(None, command).changed, "{said}");
    }
    // What the program noted for the coder is the coder's.
    assert!(at.view(&desk).memos.iter().all(|m| m.coder == coder));
}

#[test]
fn two_coders_of_one_article_have_records_of_their_own() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let other = desk.coder("كريم");
    let article = desk.project.queue(coder).unwrap()[0].article;
    let round = desk.project.main_round().unwrap();
    desk.does(None, Command::Assign { coder: other, articles: vec![article], round });
    let (mine, theirs) = (desk.begin(coder, 0), desk.begin(other, 0));
    assert_ne!(mine.coding, theirs.coding);
    let my_article = mine.first(&desk, "ART");
    desk.does(Some(coder), set(my_article, "A1", code("6")));
    let mine_now = mine.view(&desk);
    let theirs_now = theirs.view(&desk);
    assert!(mine_now.records.iter().all(|r| theirs_now.record(r.id).is_none()));
    let their_article = theirs.first(&desk, "ART");
    assert!(theirs.record(&desk, their_article).answers.is_empty());
    let page = mine.first(&desk, "DOC");
    desk.does(Some(coder), set(page, "D1", super::coded(mizan::model::Value::Text("RT_AR".into()))));
    let named = |view: &mizan::project::CodingView| view.entities.iter().any(|(_, names)| !names.is_empty());
    assert!(named(&mine.view(&desk)) && !named(&theirs.view(&desk)), "names of others are not offered");
    // A record of another coding is no parent and no link.
    let (outer, inner) = (theirs.new_record(&mut desk, "ATT"), mine.new_record(&mut desk, "ATT"));
    let error = desk.refused(Some(coder), Command::SetParent { record: inner, parent: Some(outer) });
    assert!(matches!(error, ProjectError::CannotHang), "{error:?}");
}
