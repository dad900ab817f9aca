//! What is asked of a coder before the first article: once, theirs alone, and with the others in the end.

use super::code;
use super::packages::Team;
use mizan::model::{PriorItem, Value};
use mizan::project::{Command, Project, ProjectError, check};

fn item(unit: &str, subject: &str, variable: &str) -> PriorItem {
    PriorItem { unit: unit.into(), subject: subject.into(), variable: variable.into() }
}

fn say(subject: &str, feeling: &str) -> Command {
    Command::SetPrior { item: item("PRI", subject, "P1"), answer: Some(code(feeling)) }
}

fn tables(project: &Project) -> String {
    let files = super::exported(project, "csv");
    String::from_utf8(files.into_iter().find(|f| f.name == "priors.csv").unwrap().bytes).unwrap()
}

#[test]
fn a_feeling_is_asked_for_each_actor_and_the_rest_once() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    let asked = copy.project.priors_due(copy.coder).unwrap();
    let feelings = asked.iter().filter(|q| q.item.unit == "PRI").count();
    let once: Vec<&str> = asked.iter().filter(|q| q.item.unit == "CDR").map(|q| q.item.variable.as_str()).collect();
    assert_eq!((feelings, once), (7, vec!["P2", "P2t"]));
    assert!(asked.iter().all(|q| q.answer.is_none()));
    copy.does(say("RUS", "-2"));
    assert_eq!(copy.project.priors_open(copy.coder).unwrap(), (8, 9));
    copy.project.undo(Some(copy.coder)).unwrap().unwrap();
    assert_eq!(copy.project.priors_open(copy.coder).unwrap(), (9, 9));
    for question in asked {
        let unknown = mizan::model::Answer::sure(mizan::model::AnswerState::CannotDecide);
        copy.does(Command::SetPrior { item: question.item, answer: Some(unknown) });
    }
    assert!(copy.project.priors_due(copy.coder).unwrap().is_empty(), "once is enough");
}

#[test]
fn whoever_has_begun_to_code_is_not_asked_any_more() {
    let mut team = Team::of(&["سلمى"]);
    let mut copy = team.copy(0, "salma", 0);
    let coding = copy.begin(0);
    assert!(!copy.project.priors_due(copy.coder).unwrap().is_empty(), "a look at an article is no beginning");
    let record = copy.project.coding_view(copy.coder, coding).unwrap().records_of("ART").next().unwrap().id;
    copy.does(super::set(record, "A1", code("1")));
    assert!(copy.project.priors_due(copy.coder).unwrap().is_empty());
    assert_eq!(copy.project.priors_open(copy.coder).unwrap().0, 9, "and that is told to who leads");
    let told = copy.project.own_progress(copy.coder).unwrap();
    assert_eq!(told.begun, 1);
}

#[test]
fn it_comes_back_with_the_work_and_goes_to_nobody_else() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let (mut salma, mut karim) = (team.copy(0, "salma", 0), team.copy(1, "karim", 0));
    salma.does(say("RUS", "-2"));
    let words = "لهجة لا يذكرها سواها";
    let dialect = super::coded(Value::Text(words.into()));
    salma.does(Command::SetPrior { item: item("CDR", "", "P2"), answer: Some(dialect) });
    karim.does(say("RUS", "1"));
    let back = [salma.back(&mut team), karim.back(&mut team)];
    let mut twin = team.twin("twin.mizan");
    assert_eq!(team.lead.merge(None, &back).unwrap().refused(), 0);
    twin.merge(None, &[back[1].clone(), back[0].clone(), back[1].clone()]).unwrap();
    assert_eq!(team.lead.content_dump().unwrap(), twin.content_dump().unwrap());
    assert_eq!(team.lead.priors_open(team.coders[0]).unwrap(), (7, 9));
    let table = tables(&team.lead);
    let lines: Vec<&str> = table.lines().filter(|l| l.contains("PRI,RUS,P1,coded")).collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(table.contains(words));
    // The second package of the other coder holds nothing of it.
    let package = team.hand_out(1);
    let copy =
        mizan::project::open_package(&package, Some(&team.at("again.mizan")), mizan::project::Opening::default());
    let bytes = std::fs::read(copy.unwrap().project).unwrap();
    assert!(!bytes.windows(words.len()).any(|w| w == words.as_bytes()));
    let path = team.lead.path().to_owned();
    drop(team.lead);
    assert_eq!(check(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn what_cannot_be_said_is_refused_and_a_study_may_ask_nothing() {
    let mut team = Team::of(&["سلمى"]);
    let coder = team.coders[0];
    let mut refused = |actor, command: Command| team.lead.apply(actor, command).unwrap_err();
    assert!(matches!(refused(None, say("RUS", "1")), ProjectError::NobodyChosen));
    assert!(matches!(refused(Some(coder), say("RUS", "9")), ProjectError::WrongAnswer { .. }));
    let of_article = Command::SetPrior { item: item("ART", "", "A1"), answer: Some(code("1")) };
    assert!(matches!(refused(Some(coder), of_article), ProjectError::NotInCodebook { .. }));
    let nobody = Command::SetPrior { item: item("PRI", "MARS", "P1"), answer: Some(code("1")) };
    assert!(matches!(refused(Some(coder), nobody), ProjectError::NotInCodebook { .. }));
    team.lead.apply(None, Command::AskPriors { on: false }).unwrap();
    let copy = team.copy(0, "salma", 0);
    assert!(copy.project.priors_due(copy.coder).unwrap().is_empty());
}
