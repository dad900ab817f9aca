//! What screens and command line read.

use super::{Desk, REVIEW, TWO, coded, memo, set, span};
use mizan::model::{Answer, AnswerState, CodingState, NoteTarget, Timestamp, Value};
use mizan::project::{Clock, Command, Mint, Project};

#[test]
fn records_stand_in_text_order_and_those_without_a_span_last() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let mut made = Vec::new();
    for words in ["ولفت لوبوف", "وقد رأى الباحث", "وأشار إلى"] {
        let record = at.new_record(&mut desk, "ATT");
        let words = at.words(&desk, words);
        desk.does(Some(coder), span(record, "cue", words));
        made.push(record);
    }
    let empty = at.new_record(&mut desk, "ATT");
    let order: Vec<_> = at.view(&desk).records_of("ATT").map(|r| r.id).collect();
    assert_eq!(order, [made[1], made[2], made[0], empty]);
}

#[test]
fn names_used_before_are_offered_again() {
    let (mut desk, coder) = Desk::with(&[REVIEW, TWO]);
    let (at, later) = (desk.begin(coder, 0), desk.begin(coder, 1));
    let names = |desk: &Desk, variable: &str| -> Vec<String> {
        let entities = later.view(desk).entities;
        entities.into_iter().find(|(v, _)| v == variable).unwrap().1
    };
    assert!(names(&desk, "R5").is_empty());
    let given = |text: &str| coded(Value::Text(text.into()));
    for name in ["موسكو", "باكو", "موسكو"] {
        let record = at.new_record(&mut desk, "ATT");
        desk.does(Some(coder), set(record, "R5", given(name)));
        // Asked again after each answer: what is remembered must not be old.
        assert!(names(&desk, "R5").contains(&name.to_owned()));
    }
    assert_eq!(names(&desk, "R5"), ["باكو", "موسكو"]);
    assert!(names(&desk, "D1").is_empty());
    desk.undoes(Some(coder));
    let last = at.view(&desk).records_of("ATT").last().unwrap().id;
    desk.does(Some(coder), Command::RemoveRecord { record: last });
    desk.undoes(Some(coder));
    assert_eq!(names(&desk, "R5"), ["باكو", "موسكو"]);
    let second = at.view(&desk).records_of("ATT").nth(1).unwrap().id;
    desk.does(Some(coder), Command::RemoveRecord { record: second });
    assert_eq!(names(&desk, "R5"), ["موسكو"]);
}

#[test]
fn the_queue_tells_how_far_each_article_is() {
    let (mut desk, coder) = Desk::with(&[REVIEW, TWO]);
    let (first, second) = (desk.begin(coder, 0), desk.begin(coder, 1));
    desk.does(Some(coder), Command::Finish { coding: second.coding, reason: Some("x".into()) });
    // Whoever has only looked at an article has not begun it, also where an answer was taken back.
    let stands = |desk: &Desk| {
        let me = &desk.project.info().unwrap().coders[0];
        let left_out = desk.project.agreement_data().unwrap().unfinished_codings;
        (desk.project.queue(coder).unwrap()[0].state, me.to_do, me.begun, left_out)
    };
    let looked_at = (None, 2, 0, 0);
    assert_eq!(stands(&desk), looked_at);
    let record = first.new_record(&mut desk, "ATT");
    assert_eq!(stands(&desk), (Some(CodingState::Begun), 1, 1, 1));
    desk.undoes(Some(coder));
    assert_eq!(stands(&desk), looked_at);
    desk.does(Some(coder), memo(NoteTarget::Coding(first.coding), "؟"));
    assert_eq!(stands(&desk), (Some(CodingState::Begun), 1, 1, 1));
    desk.undoes(Some(coder));
    let row = first.view(&desk).records_of("STN").next().unwrap().id;
    assert_ne!(row, record);
    desk.does(Some(coder), set(row, "S5", Answer::sure(AnswerState::CannotDecide)));
    let queue = desk.project.queue(coder).unwrap();
    let states: Vec<_> = queue.iter().map(|i| (i.coding, i.state)).collect();
    let expected =
        [(Some(first.coding), Some(CodingState::Begun)), (Some(second.coding), Some(CodingState::Done)), (None, None)];
    assert_eq!(states, expected);
    assert_eq!(queue.iter().map(|i| i.has_gaps).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(queue[0].title, "لماذا تستعجل باكو فتح ممر سروان؟");
    let info = desk.project.info().unwrap();
    let me = &info.coders[0];
    assert_eq!((me.to_do, me.begun, me.done, me.records), (1, 1, 1, 12));
    assert_eq!((info.documents, info.articles, info.suggestions), (2, 3, true));
    assert_eq!((info.title.as_str(), info.codebook.as_str()), ("تجربة", "media-bias 1.0"));
}

#[test]
fn working_time_grows_and_idle_time_is_kept_apart() {
    let (mut desk, coder) = Desk::with(&[REVIEW, TWO]);
    let (first, second) = (desk.begin(coder, 0), desk.begin(coder, 1));
    let start = Timestamp(1_700_000_500_000);
    // Two stretches that grow in turns: each says its own sums so far.
    for minutes in 1..4_i64 {
        desk.project.record_work(first.coding, start, minutes * 60_000, 1_000 * minutes).unwrap();
        desk.project.record_work(second.coding, start, minutes * 30_000, 0).unwrap();
    }
    desk.project.record_work(first.coding, Timestamp(start.0 + 1), 1_000, 500).unwrap();
    let work = |desk: &Desk, at: super::Desktop| (at.view(desk).active_ms, at.view(desk).idle_ms);
    assert_eq!(work(&desk, first), (181_000, 3_500));
    assert_eq!(work(&desk, second), (90_000, 0));
    let desk = desk.reopen();
    assert_eq!(work(&desk, first), (181_000, 3_500));
    assert_eq!(desk.project.info().unwrap().coders[0].active_minutes, 4);
}

#[test]
fn settings_of_the_window_belong_to_a_coder() {
    let (mut desk, coder) = Desk::with(&[]);
    let other = desk.coder("كريم");
    desk.project.set_setting(coder, "zoom", "1.5").unwrap();
    desk.project.set_setting(coder, "zoom", "2").unwrap();
    let desk = desk.reopen();
    assert_eq!(desk.project.settings(coder).unwrap()["zoom"], "2");
    assert!(desk.project.settings(other).unwrap().is_empty());
}

#[test]
fn reading_only_reads() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let path = desk.path();
    let Desk { dir, project, .. } = desk;
    drop(project);
    let before = std::fs::read(&path).unwrap();
    let mut reader = Project::open_read_only(&path).unwrap();
    let second = Project::open_read_only(&path).unwrap();
    assert_eq!(reader.coding_view(coder, at.coding).unwrap().records.len(), 6);
    assert_eq!(second.info().unwrap().articles, 1);
    let sentence = reader.apply(None, Command::SetSuggestions { on: false }).unwrap_err().to_string();
    assert!(sentence.contains("open for reading only"), "{sentence}");
    assert!(reader.undo(Some(coder)).is_ok_and(|u| u.is_none()) || reader.undo(Some(coder)).is_err());
    drop((reader, second));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    drop(dir);
}

#[test]
fn a_new_project_never_replaces_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.mizan");
    std::fs::write(&path, "my notes").unwrap();
    let clock = Clock::manual(Timestamp(0), 1);
    let error = Project::create_with(&path, "x", clock.clone(), Mint::seeded(clock, 1)).unwrap_err();
    assert!(error.to_string().contains("exists already"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "my notes");
}
