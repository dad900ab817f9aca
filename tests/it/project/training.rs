//! Training: a reference that travels sealed, feedback and mark after an article is done, and nothing changed afterwards.

use super::packages::{Copy, Team};
use super::rounds::{round, with_pages};
use super::{add, code, coded, set, span};
use mizan::model::{ArticleId, CodingId, RoundId, RoundKind, Value};
use mizan::project::{
    Asked, Command, Handout, Overlap, Project, ProjectError, Reference, Sample, Training, TrainingState,
};

/// A word that only the reference has.
const SECRET: &str = "مصدر لا يسميه سوى المرجع";

/// Codes an article: genre, author's voice, and a relation with its cue.
fn code_article(project: &mut Project, coding: CodingId, genre: &str, voice: &str) {
    let coder = project.coders().unwrap().iter().find(|c| project.coding_view(c.id, coding).is_ok()).unwrap().id;
    let view = project.coding_view(coder, coding).unwrap();
    let article = view.records_of("ART").next().unwrap().id;
    let at = view.document.text.as_str().find("قال").unwrap();
    let mut does = |command: Command| project.apply(Some(coder), command).unwrap();
    does(set(article, "A1", code(genre)));
    does(set(article, "A6", code(voice)));
    let relation = does(add(coding, "ATT")).record.unwrap();
    does(span(relation, "cue", at..at + "قال".len()));
    does(set(relation, "R4", code("direct")));
    if genre == "1" {
        does(set(relation, "R5", coded(Value::Text(SECRET.into()))));
    }
    does(Command::Finish { coding, reason: Some("no more is asked here".into()) });
}

/// A team with a training round of three articles that the lead has coded, held against the lead's coding.
fn team() -> (Team, RoundId, Vec<ArticleId>) {
    let mut team = with_pages(&["سلمى", "كريم"], &[("RT_AR", 3)]);
    let lead = team.lead.coders().unwrap()[0].id;
    let training = round(&mut team.lead, "Training", RoundKind::Training);
    let articles: Vec<ArticleId> = team.lead.documents().unwrap().iter().map(|d| d.articles[0].id).collect();
    team.lead.apply(None, Command::Assign { coder: lead, articles: articles.clone(), round: training }).unwrap();
    for article in &articles {
        let coding = team.lead.open_coding(lead, *article).unwrap();
        code_article(&mut team.lead, coding, "1", "2");
    }
    let wish = Training { reference: Reference::Lead(lead), pass_mark: 0.7 };
    team.lead.apply(Some(lead), Command::SetTraining { round: training, training: Some(wish) }).unwrap();
    assert_eq!(team.lead.references(training).unwrap(), (3, 3));
    let coders = team.coders.clone();
    let handout = Handout {
        round: training,
        coders,
        sample: Sample::Picked(articles.clone()),
        overlap: Overlap::Share(1.0),
        shared_by: None,
        seed: 1,
    };
    let plan = team.lead.plan_handout(&handout).unwrap();
    team.lead.apply(Some(lead), Command::HandOut { handout, plan }).unwrap();
    (team, training, articles)
}

fn state(project: &Project, coder: mizan::model::CoderId, round: RoundId) -> TrainingState {
    project.training_state(coder, round).unwrap().unwrap()
}

#[test]
fn a_coder_hears_how_they_did_once_they_are_done_and_not_before() {
    let (mut team, training, articles) = team();
    let mut copy = team.copy(0, "salma", 0);
    let coding = copy.project.open_coding(copy.coder, articles[0]).unwrap();
    assert!(copy.project.feedback(copy.coder, coding).unwrap().is_none());
    assert_eq!(state(&copy.project, copy.coder, training).articles, 3);
    code_article(&mut copy.project, coding, "3", "2");
    let feedback = copy.project.feedback(copy.coder, coding).unwrap().unwrap();
    let genre = feedback.cases.cases.iter().find(|c| c.asked == Asked::Answer("A1".into())).unwrap();
    let [own, reference] = feedback.both(genre).map(|held| held.unwrap().code());
    assert_eq!((own.as_str(), reference.as_str()), ("3", "1"));
    assert_eq!(feedback.is_same(genre), Some(false));
    let voice = feedback.cases.cases.iter().find(|c| c.asked == Asked::Answer("A6".into())).unwrap();
    assert_eq!(feedback.is_same(voice), Some(true));
    let source = feedback.cases.cases.iter().find(|c| c.asked == Asked::Answer("R5".into())).unwrap();
    assert_eq!(feedback.both(source)[1].unwrap().code(), SECRET, "the relation is the same by its cue");
    assert!(feedback.same < feedback.of && feedback.same > 0);
    let now = state(&copy.project, copy.coder, training);
    assert_eq!((now.done, now.same, now.of, now.passed), (1, feedback.same, feedback.of, None));
}

#[test]
fn whoever_has_seen_the_reference_changes_nothing_any_more() {
    let (mut team, _, articles) = team();
    let mut copy = team.copy(0, "salma", 0);
    let coding = copy.project.open_coding(copy.coder, articles[0]).unwrap();
    code_article(&mut copy.project, coding, "3", "2");
    let before = copy.project.content_dump().unwrap();
    let reopened = copy.project.apply(Some(copy.coder), Command::Reopen { coding });
    assert!(matches!(reopened, Err(ProjectError::ReferenceSeen)), "{reopened:?}");
    let undone = copy.project.undo(Some(copy.coder));
    assert!(matches!(undone, Err(ProjectError::ReferenceSeen)), "{undone:?}");
    let strip = |dump: &str| dump.lines().filter(|l| !l.contains("revision")).count();
    assert_eq!(strip(&copy.project.content_dump().unwrap()), strip(&before));
    assert_eq!(
        copy.project.queue(copy.coder).unwrap().iter().filter(|q| q.has_gaps).count(),
        1,
        "it is done as before"
    );
    // What was done elsewhere can still be taken back.
    let other = copy.project.open_coding(copy.coder, articles[1]).unwrap();
    let record = copy.project.coding_view(copy.coder, other).unwrap().records_of("ART").next().unwrap().id;
    copy.does(set(record, "A1", code("2")));
    assert!(copy.project.undo(Some(copy.coder)).unwrap().is_some());
}

#[test]
fn the_reference_travels_sealed_and_nobody_elses_work_with_it() {
    let (mut team, training, articles) = team();
    let karim = team.coders[1];
    let coding = team.lead.open_coding(karim, articles[0]).unwrap();
    code_article(&mut team.lead, coding, "2", "0");
    let lead = team.lead.coders().unwrap()[0].id;
    let of_lead = team.lead.open_coding(lead, articles[0]).unwrap();
    let copy = team.copy(0, "salma", 0);
    let path = copy.project.path().to_owned();
    let dump = copy.project.content_dump().unwrap();
    drop(copy.project);
    let bytes = std::fs::read(path).unwrap();
    let found = |needle: &str| bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
    assert!(found("سلمى") && dump.contains("reference/"), "the search finds what is there");
    for hidden in [SECRET, &of_lead.to_string(), &karim.to_string(), &coding.to_string()] {
        assert!(!found(hidden) && !dump.contains(hidden), "{hidden}");
    }
    // Whoever is the reference is not held against themselves.
    assert!(team.lead.training_state(lead, training).unwrap().is_none());
}

#[test]
fn who_leads_sees_who_has_passed_also_from_what_came_back() {
    let (mut team, training, articles) = team();
    let mut copies: Vec<Copy> = vec![team.copy(0, "salma", 0), team.copy(1, "karim", 0)];
    for (copy, answers) in copies.iter_mut().zip([("1", "2"), ("3", "0")]) {
        for article in &articles {
            let coding = copy.project.open_coding(copy.coder, *article).unwrap();
            code_article(&mut copy.project, coding, answers.0, answers.1);
        }
    }
    let own = state(&copies[1].project, copies[1].coder, training);
    let back: Vec<_> = copies.iter_mut().map(|copy| copy.back(&mut team)).collect();
    assert_eq!(team.lead.merge(None, &back).unwrap().refused(), 0);
    let [salma, karim] = [0, 1].map(|n| state(&team.lead, team.coders[n], training));
    assert_eq!((salma.passed, salma.mark()), (Some(true), Some(1.0)));
    assert_eq!(karim.passed, Some(false));
    assert_eq!(karim, own, "the coder and the lead see one mark");
    assert_eq!(karim.questions.first().map(|q| q.1), Some(0), "what is least alike comes first: {:?}", karim.questions);
    let told = team.lead.progress_counts().unwrap().into_iter().find(|r| r.round == training).unwrap();
    let passed: Vec<_> = told.coders.iter().map(|c| c.training.as_ref().and_then(|t| t.passed)).collect();
    assert_eq!(passed, [None, Some(true), Some(false)]);
}

#[test]
fn trainings_that_cannot_be_are_refused() {
    let (mut team, training, _) = team();
    let main = team.lead.main_round().unwrap();
    let of = |reference, pass_mark| Some(Training { reference, pass_mark });
    for (round, wish) in [
        (main, of(Reference::Adjudicated, 0.5)),
        (training, of(Reference::Adjudicated, 1.5)),
        (training, of(Reference::Adjudicated, f64::NAN)),
        (training, of(Reference::Lead(team.coders[0]), 0.5)),
    ] {
        let refused = team.lead.apply(None, Command::SetTraining { round, training: wish });
        assert!(matches!(refused, Err(ProjectError::WrongTraining { .. })), "{wish:?}");
    }
    let mut copy = team.copy(0, "salma", 0);
    assert!(copy.project.apply(Some(copy.coder), Command::SetTraining { round: training, training: None }).is_err());
}
