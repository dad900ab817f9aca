//! What comes back is in the project, once, whoever was renamed and whatever the clocks say.

use super::super::{code, set};
use super::{Copy, Team};
use mizan::model::{CoderId, Record, RecordId};
use mizan::project::{Command, MergeReport, Opening, Project, check, open_package};

#[track_caller]
fn first(project: &Project, coder: CoderId, article: usize, unit: &str) -> Record {
    let coding = project.queue(coder).unwrap()[article].coding.unwrap();
    project.coding_view(coder, coding).unwrap().records_of(unit).next().unwrap().clone()
}

#[track_caller]
fn all_taken(report: &MergeReport) {
    for package in &report.packages {
        assert!(package.refused.is_none(), "{}", package.refused.as_ref().unwrap());
    }
}

fn add(copy: &mut Copy, coding: mizan::model::CodingId, unit: &str) -> RecordId {
    copy.does(super::super::add(coding, unit)).record.unwrap()
}

#[test]
fn a_coder_codes_apart_and_the_work_comes_back() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let mut copy = team.copy(0, "salma", 0);
    assert_eq!(copy.project.title().unwrap(), "دراسة");
    assert_eq!(copy.project.copy_of(), Some(copy.coder));
    assert_eq!(copy.project.queue(copy.coder).unwrap().len(), 4);
    let coding = copy.begin(0);
    let article = first(&copy.project, copy.coder, 0, "ART").id;
    copy.does(set(article, "A1", code("6")));
    add(&mut copy, coding, "ATT");
    copy.does(Command::Finish { coding, reason: Some("early".into()) });
    let back = copy.back(&mut team);
    let look = team.lead.preview_merge(std::slice::from_ref(&back), Opening::default()).unwrap();
    assert!(!look.done && look.brings_something());
    assert!(team.lead.queue(copy.coder).unwrap()[0].coding.is_none(), "a look changes nothing");
    let report = team.lead.merge(None, std::slice::from_ref(&back)).unwrap();
    all_taken(&report);
    assert_eq!(report.packages[0].counts, look.packages[0].counts, "the look says what happens");
    assert_eq!(first(&team.lead, copy.coder, 0, "ART").code_of("A1"), Some("6"));
    assert_eq!(team.lead.info().unwrap().coders[1].done, 1);
    let before = team.lead.content_dump().unwrap();
    let again = team.lead.merge(None, &[back]).unwrap();
    assert_eq!((again.packages[0].sum().new, again.packages[0].sum().changed), (0, 0));
    assert_eq!(team.lead.content_dump().unwrap(), before);
    let path = team.lead.path().to_owned();
    drop(team.lead);
    assert_eq!(check(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn a_package_that_nobody_has_worked_on_brings_nothing() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    let before = team.lead.content_dump().unwrap();
    let package = copy.back(&mut team);
    let report = team.lead.merge(None, &[package]).unwrap();
    all_taken(&report);
    assert!(!report.brings_something());
    assert_eq!(team.lead.content_dump().unwrap(), before);
}

#[test]
fn what_was_changed_and_taken_away_is_so_after_merging_too() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    let coding = copy.begin(0);
    let (kept, gone) = (add(&mut copy, coding, "ATT"), add(&mut copy, coding, "ATT"));
    copy.does(set(kept, "R4", code("direct")));
    let old = copy.back(&mut team);
    team.lead.merge(None, std::slice::from_ref(&old)).unwrap();
    copy.does(set(kept, "R4", code("indirect")));
    copy.does(Command::RemoveRecord { record: gone });
    let new = copy.back(&mut team);
    let report = team.lead.merge(None, &[new, old]).unwrap();
    all_taken(&report);
    assert_eq!(report.packages[1].sum().changed, 0, "the older package changes nothing any more");
    let coding = team.lead.queue(copy.coder).unwrap()[0].coding.unwrap();
    let view = team.lead.coding_view(copy.coder, coding).unwrap();
    assert_eq!(view.record(kept).unwrap().code_of("R4"), Some("indirect"));
    assert!(view.record(gone).is_none());
}

#[test]
fn one_coder_on_two_copies_has_one_coding_of_each_article() {
    let mut team = Team::of(&["سلمى"]);
    // The second computer believes it is ten years earlier.
    let (mut one, mut two) = (team.copy(0, "one", 0), team.copy(0, "two", -315_360_000_000));
    for (copy, question, answer) in [(&mut one, "A1", "6"), (&mut two, "A6", "2")] {
        copy.begin(0);
        let article = first(&copy.project, copy.coder, 0, "ART").id;
        copy.does(set(article, question, code(answer)));
    }
    let packages = [two.back(&mut team), one.back(&mut team)];
    all_taken(&team.lead.merge(None, &packages).unwrap());
    let article = first(&team.lead, one.coder, 0, "ART");
    assert_eq!((article.code_of("A1"), article.code_of("A6")), (Some("6"), Some("2")), "both answers are there");
    assert_eq!(team.lead.info().unwrap().coders[1].begun, 1);
}

#[test]
fn later_revisions_hold_whatever_the_clocks_say() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    copy.begin(0);
    let article = first(&copy.project, copy.coder, 0, "ART").id;
    copy.does(set(article, "A1", code("6")));
    let early = copy.back(&mut team);
    // From here on the computer believes it is years earlier.
    let path = copy.project.path().to_owned();
    drop(copy.project);
    copy.project = super::open_at(&path, 1_400_000_000_000, 7);
    copy.does(set(article, "A1", code("1")));
    let late = copy.back(&mut team);
    all_taken(&team.lead.merge(None, &[late, early]).unwrap());
    assert_eq!(first(&team.lead, copy.coder, 0, "ART").code_of("A1"), Some("1"));
}

#[test]
fn a_coding_belongs_to_the_week_in_which_it_was_begun() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 3 * 7 * 86_400_000);
    let coding = copy.begin(0);
    copy.does(Command::Finish { coding, reason: Some("early".into()) });
    let back = copy.back(&mut team);
    team.lead.merge(None, &[back]).unwrap();
    let data = team.lead.agreement_data().unwrap();
    let week = |ms: i64| (ms / 1000 / 86_400 + 3) / 7;
    let imported = week(1_700_000_000_000);
    assert_eq!(data.weeks(0).into_iter().flatten().collect::<Vec<_>>(), [imported + 3]);
}

#[test]
fn a_coder_is_known_by_identity_and_not_by_name() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let mut copy = team.copy(0, "salma", 0);
    let coding = copy.begin(0);
    add(&mut copy, coding, "ATT");
    let back = copy.back(&mut team);
    let (salma, karim) = (team.coders[0], team.coders[1]);
    let rename = |coder, name: &str| Command::RenameCoder { coder, name: name.into() };
    team.lead.apply(None, rename(salma, "سلمى الأولى")).unwrap();
    team.lead.apply(None, rename(karim, "سلمى")).unwrap();
    all_taken(&team.lead.merge(None, &[back]).unwrap());
    let begun = |i: usize| team.lead.info().unwrap().coders[i].begun;
    assert_eq!((begun(1), begun(2)), (1, 0));
    assert_eq!(team.lead.coders().unwrap()[1].name, "سلمى الأولى", "a name is not brought back");
}

#[test]
fn a_second_package_brings_a_copy_up_to_date() {
    let mut team = Team::of(&["سلمى"]);
    let package = team.hand_out(0);
    let opened = open_package(&package, None, Opening::default()).unwrap();
    assert_eq!(opened.project, package.with_extension("mizan"));
    let mut copy = Copy { project: Project::open(&opened.project).unwrap(), coder: team.coders[0] };
    let coding = copy.begin(0);
    let mine = add(&mut copy, coding, "ATT");
    drop(copy.project);
    let (_, text) = super::super::REVIEW;
    let page = format!("{text}\nسطر آخر لا يتكرر في مكان آخر من هذه الصفحة.\n");
    let articles = team.lead.import_bytes(None, "more.txt", page.as_bytes()).unwrap().articles;
    let round = team.lead.main_round().unwrap();
    let taken_back = team.lead.queue(copy.coder).unwrap()[3].article;
    team.lead.apply(None, Command::Assign { coder: copy.coder, articles, round }).unwrap();
    team.lead.apply(None, Command::Unassign { coder: copy.coder, articles: vec![taken_back], round }).unwrap();
    let next = team.hand_out(0);
    let opened = open_package(&next, Some(&opened.project), Opening::default()).unwrap();
    assert!(!opened.is_new);
    let project = Project::open(&opened.project).unwrap();
    let queue = project.queue(copy.coder).unwrap();
    assert_eq!(queue.len(), 4);
    assert!(queue.iter().all(|item| item.article != taken_back));
    assert!(project.coding_view(copy.coder, coding).unwrap().record(mine).is_some(), "own work stays");
}

#[test]
fn an_answer_to_a_record_that_was_taken_away_elsewhere_waits() {
    let mut team = Team::of(&["سلمى"]);
    let mut one = team.copy(0, "one", 0);
    let coding = one.begin(0);
    let record = add(&mut one, coding, "ATT");
    let start = one.back(&mut team);
    team.lead.merge(None, &[start]).unwrap();
    let mut two = team.copy(0, "two", 0);
    one.does(Command::RemoveRecord { record });
    two.does(set(record, "R4", code("direct")));
    let (removed, answered) = (one.back(&mut team), two.back(&mut team));
    one.project.undo(Some(one.coder)).unwrap().unwrap();
    let again = one.back(&mut team);
    let mut twin = team.twin("twin.mizan");
    // In one order the answer finds its record gone and waits until it is there again; in the other it never waits.
    let report = team.lead.merge(None, &[removed.clone(), answered.clone()]).unwrap();
    assert_eq!(report.packages[1].waiting, 1);
    team.lead.merge(None, std::slice::from_ref(&again)).unwrap();
    all_taken(&twin.merge(None, &[again, answered, removed]).unwrap());
    assert_eq!(team.lead.content_dump().unwrap(), twin.content_dump().unwrap());
    let view = team.lead.coding_view(one.coder, coding).unwrap();
    assert_eq!(view.record(record).unwrap().code_of("R4"), Some("direct"));
}
