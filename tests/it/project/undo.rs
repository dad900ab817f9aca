//! Undo and redo: whatever was done is taken back and done again exactly, also after a restart.

use super::undo_commands::{Draw, World, draw};
use super::{Desk, REVIEW, code, memo, set, span};
use mizan::model::{CoderId, NoteTarget};
use mizan::project::{Command, ProjectError, check};
use proptest::prelude::*;

/// What a draw came to.
struct Done {
    changed: bool,
    actor: Option<CoderId>,
}

/// Does what was drawn. A refused command leaves no trace, an accepted one says truly whether it changed anything.
fn act(world: &mut World, draw: &Draw) -> Done {
    let before = world.desk.dump();
    let command = world.command(draw);
    let actor = world.actor(draw, command.as_ref());
    let changed = if let Some(command) = command {
        let said = format!("{command:?}");
        match world.desk.project.apply(actor, command.clone()) {
            Ok(outcome) => {
                assert_eq!(outcome.changed, world.desk.dump() != before, "{said}");
                assert_eq!(outcome.action, command.action());
                outcome.changed
            }
            Err(ProjectError::Store(error)) => panic!("{said}: the sentence speaks of tables: {error}"),
            Err(_) => {
                assert_eq!(world.desk.dump(), before, "{said}");
                false
            }
        }
    } else {
        let page = World::page(draw);
        let imported = world.desk.project.import_bytes(actor, "page.txt", page.as_bytes()).unwrap();
        !imported.documents.is_empty()
    };
    if changed {
        world.check();
        world.look();
    }
    Done { changed, actor }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undone_to_the_start_and_redone_to_the_end(
        draws in prop::collection::vec(draw(), 1..50),
        reopen_every in 3..15_usize,
    ) {
        let mut world = World::new();
        world.look();
        let mut contents = vec![world.desk.dump()];
        let mut actors = Vec::new();
        for draw in &draws {
            let done = act(&mut world, draw);
            if done.changed {
                actors.push(done.actor);
                contents.push(world.desk.dump());
            }
        }
        let World { mut desk, coders, .. } = world;
        for (i, actor) in actors.iter().enumerate().rev() {
            if i.is_multiple_of(reopen_every) {
                desk = desk.reopen();
            }
            let action = desk.project.undo_action(*actor).map(str::to_owned);
            let undone = desk.project.undo(*actor).unwrap().unwrap();
            prop_assert_eq!(Some(undone.action), action);
            prop_assert_eq!(&desk.dump(), &contents[i]);
        }
        for coder in &coders {
            prop_assert_eq!(desk.project.undo(Some(*coder)).unwrap(), None);
        }
        for (i, actor) in actors.iter().enumerate() {
            if i.is_multiple_of(reopen_every) {
                desk = desk.reopen();
            }
            prop_assert!(desk.project.redo(*actor).unwrap().is_some());
            prop_assert_eq!(&desk.dump(), &contents[i + 1]);
        }
        for actor in coders.iter().map(|c| Some(*c)).chain([None]) {
            prop_assert_eq!(desk.project.redo(actor).unwrap(), None);
        }
        let path = desk.path();
        drop(desk.project);
        prop_assert_eq!(check(&path).unwrap(), Vec::<String>::new());
    }
}

#[test]
fn undo_reaches_across_panels_and_names_what_it_undoes() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    assert_eq!(desk.project.undo_action(Some(coder)), None, "beginning an article is on nobody's history");
    let start = desk.dump();
    let article = at.first(&desk, "ART");
    desk.does(Some(coder), set(article, "A1", code("6")));
    let attribution = at.new_record(&mut desk, "ATT");
    let words = at.words(&desk, "لا ينبغي المبالغة في الأمر");
    desk.does(Some(coder), span(attribution, "content", words));
    desk.does(Some(coder), memo(NoteTarget::Record(attribution), "شك"));
    let stance = at.stance(&desk, "RUS");
    desk.does(Some(coder), set(stance, "S4", code("mixed")));
    let end = desk.dump();
    let mut desk = desk.reopen();
    let mut names = Vec::new();
    while let Some(undone) = desk.project.undo(Some(coder)).unwrap() {
        assert!(undone.changed && !undone.project_wide, "{undone:?}");
        names.push(undone.action);
    }
    assert_eq!(names, ["set_answer", "set_memo", "add_anchor", "add_record", "set_answer"]);
    assert_eq!(desk.dump(), start);
    while desk.project.redo(Some(coder)).unwrap().is_some() {}
    assert_eq!(desk.dump(), end);
}

#[test]
fn a_new_step_ends_what_could_be_redone() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let article = at.first(&desk, "ART");
    desk.does(Some(coder), set(article, "A1", code("6")));
    desk.undoes(Some(coder));
    assert_eq!(desk.project.redo_action(Some(coder)), Some("set_answer"));
    // A step that changes nothing is no step.
    desk.does(Some(coder), set(article, "A1", None));
    assert_eq!(desk.project.redo_action(Some(coder)), Some("set_answer"));
    desk.does(Some(coder), set(article, "A5", code("0")));
    assert_eq!(desk.project.redo_action(Some(coder)), None);
    assert_eq!(desk.project.redo(Some(coder)).unwrap(), None);
}

#[test]
fn what_somebody_else_changed_since_is_not_undone() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let lead = desk.coder("Lead");
    let document = desk.project.documents().unwrap()[0].id;
    let outlet = |value: &str| Command::SetMetadata { document, key: "outlet".into(), value: value.into() };
    desk.does(Some(coder), outlet("RT"));
    desk.does(Some(lead), outlet("RT_AR"));
    let before = desk.dump();
    let error = desk.project.undo(Some(coder)).unwrap_err();
    assert!(matches!(&error, ProjectError::Conflict(action) if action == "set_metadata"), "{error:?}");
    assert!(error.to_string().contains("changed again since"), "{error}");
    assert_eq!(desk.dump(), before);
    desk.undoes(Some(lead));
    desk.undoes(Some(coder));
    assert_eq!(desk.project.documents().unwrap()[0].outlet, None);
}

#[test]
fn working_time_passes_by_the_history() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let at = desk.begin(coder, 0);
    let article = at.first(&desk, "ART");
    desk.does(Some(coder), set(article, "A1", code("6")));
    desk.undoes(Some(coder));
    let now = desk.project.now();
    desk.project.record_work(at.coding, now, 60_000, 5).unwrap();
    desk.project.set_setting(coder, "zoom", "1.5").unwrap();
    assert_eq!(desk.project.redo_action(Some(coder)), Some("set_answer"));
    desk.project.redo(Some(coder)).unwrap().unwrap();
    assert_eq!(at.view(&desk).active_ms, 60_000);
}
