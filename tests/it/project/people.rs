//! People and who codes what.

use super::{Desk, REVIEW, TWO, WIRE};
use mizan::model::{ArticleId, CoderId, RoundId};
use mizan::project::{Command, ProjectError};
use uuid::Uuid;

fn queue(desk: &Desk, coder: CoderId) -> Vec<ArticleId> {
    desk.project.queue(coder).unwrap().iter().map(|i| i.article).collect()
}

fn assign(desk: &Desk, coder: CoderId, articles: &[ArticleId]) -> Command {
    Command::Assign { coder, articles: articles.to_vec(), round: desk.project.main_round().unwrap() }
}

fn unassign(desk: &Desk, coder: CoderId, articles: &[ArticleId]) -> Command {
    Command::Unassign { coder, articles: articles.to_vec(), round: desk.project.main_round().unwrap() }
}

#[test]
fn the_first_coder_gets_what_is_there_and_the_only_one_what_comes() {
    let mut desk = Desk::empty();
    let (_, before) = desk.import(REVIEW);
    let first = desk.coder("سلمى");
    let (_, after) = desk.import(TWO);
    assert_eq!(after.len(), 2);
    assert_eq!(queue(&desk, first), [before.clone(), after.clone()].concat());
    // In a team the lead hands out work.
    let second = desk.coder("كريم");
    assert!(queue(&desk, second).is_empty());
    desk.import(WIRE);
    assert_eq!(queue(&desk, first).len(), 3);
    assert!(queue(&desk, second).is_empty());
    desk.undoes(None);
    desk.undoes(None);
    assert_eq!(desk.project.coders().unwrap().len(), 1);
    desk.import(WIRE);
    assert_eq!(queue(&desk, first).len(), 4, "alone again");
}

#[test]
fn articles_are_handed_out_in_order_and_once() {
    let (mut desk, first) = Desk::with(&[REVIEW, TWO]);
    let all = queue(&desk, first);
    let second = desk.coder("كريم");
    desk.does(None, assign(&desk, second, &[all[2], all[0], all[2]]));
    assert_eq!(queue(&desk, second), [all[2], all[0]]);
    assert!(!desk.does(None, assign(&desk, second, &[all[0]])).changed);
    desk.does(None, assign(&desk, second, &all));
    assert_eq!(queue(&desk, second), [all[2], all[0], all[1]]);
    desk.does(None, unassign(&desk, second, &[all[0]]));
    assert_eq!(queue(&desk, second), [all[2], all[1]]);
    assert!(!desk.does(None, unassign(&desk, second, &[all[0]])).changed);
    desk.undoes(None);
    assert_eq!(queue(&desk, second), [all[2], all[0], all[1]]);
}

#[test]
fn what_is_begun_stays_in_the_queue() {
    let (mut desk, coder) = Desk::with(&[REVIEW, TWO]);
    let all = queue(&desk, coder);
    let at = desk.begin(coder, 0);
    at.new_record(&mut desk, "ATT");
    let error = desk.refused(None, unassign(&desk, coder, &all));
    assert!(matches!(error, ProjectError::AlreadyCoded), "{error:?}");
    assert_eq!(desk.project.queue(coder).unwrap()[0].coding, Some(at.coding));
    // An article that somebody has only looked at can be taken back.
    desk.begin(coder, 1);
    desk.does(None, unassign(&desk, coder, &all[1..]));
    assert_eq!(queue(&desk, coder), all[..1]);
}

#[test]
fn nobody_and_nothing_cannot_be_handed_out() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let nobody = Uuid::from_u128(1);
    let all = queue(&desk, coder);
    let gone = |error: ProjectError, thing: &str| match error {
        ProjectError::Gone { what } => assert_eq!(what, thing),
        other => panic!("{other:?}"),
    };
    gone(desk.refused(None, assign(&desk, CoderId::from_uuid(nobody), &all)), "coder");
    gone(desk.refused(None, assign(&desk, coder, &[ArticleId::from_uuid(nobody)])), "article");
    let second = desk.coder("كريم");
    let nowhere = Command::Assign { coder: second, articles: all, round: RoundId::from_uuid(nobody) };
    gone(desk.refused(None, nowhere), "round");
    assert!(desk.project.open_coding(coder, ArticleId::from_uuid(nobody)).is_err());
    assert!(desk.project.open_coding(CoderId::from_uuid(nobody), queue(&desk, coder)[0]).is_err());
}

#[test]
fn names_are_unique_trimmed_and_can_be_changed() {
    let mut desk = Desk::empty();
    let add = |name: &str| Command::AddCoder { name: name.into(), lead: false };
    let rename = |coder: CoderId, name: &str| Command::RenameCoder { coder, name: name.into() };
    let first = desk.does(None, Command::AddCoder { name: " سلمى ".into(), lead: true }).coder.unwrap();
    assert_eq!(desk.project.coders().unwrap()[0].name, "سلمى");
    assert!(desk.project.coders().unwrap()[0].lead);
    for name in ["سلمى", "  سلمى\n"] {
        let error = desk.refused(None, add(name));
        assert!(matches!(&error, ProjectError::NameTaken(name) if name == "سلمى"), "{error:?}");
    }
    for name in ["", " \u{a0}\t"] {
        assert!(matches!(desk.refused(None, add(name)), ProjectError::NoName));
        assert!(matches!(desk.refused(None, rename(first, name)), ProjectError::NoName));
    }
    let second = desk.coder("كريم");
    assert!(matches!(desk.refused(Some(second), rename(second, "سلمى")), ProjectError::NameTaken(_)));
    desk.does(Some(second), rename(second, "كريمة"));
    assert_eq!(desk.project.coders().unwrap()[1].name, "كريمة");
    let nobody = CoderId::from_uuid(Uuid::from_u128(1));
    assert!(matches!(desk.refused(None, rename(nobody, "x")), ProjectError::Gone { what: "coder" }));
}

#[test]
fn who_leads_can_be_changed_also_to_nobody_and_back() {
    let mut desk = Desk::empty();
    let lead = |coder, lead| Command::SetLead { coder, lead };
    let leads = |desk: &Desk| desk.project.coders().unwrap().iter().map(|c| c.lead).collect::<Vec<_>>();
    let first = desk.does(None, Command::AddCoder { name: "سلمى".into(), lead: true }).coder.unwrap();
    let second = desk.coder("كريم");
    desk.does(Some(first), lead(second, true));
    let done = desk.does(Some(first), lead(first, false));
    assert_eq!((done.action.as_str(), done.project_wide, leads(&desk)), ("set_lead", true, vec![false, true]));
    desk.does(Some(second), lead(second, false));
    assert_eq!(leads(&desk), [false, false]);
    assert!(!desk.does(Some(second), lead(second, false)).changed);
    desk.project.undo(Some(second)).unwrap().unwrap();
    assert_eq!(leads(&desk), [false, true]);
    assert_eq!(desk.project.info().unwrap().coders[1].name, "كريم", "a name is not touched");
    let nobody = CoderId::from_uuid(Uuid::from_u128(1));
    assert!(matches!(desk.refused(None, lead(nobody, true)), ProjectError::Gone { what: "coder" }));
}
