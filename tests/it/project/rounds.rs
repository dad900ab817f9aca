//! Rounds: which articles, to whom, which to several; drawn by a seed.

use super::packages::Team;
use mizan::model::{ArticleId, CoderId, RoundId, RoundKind};
use mizan::project::{Command, Handout, HandoutPlan, Overlap, Project, ProjectError, Sample, Stratum};
use std::collections::{BTreeMap, BTreeSet};

const NAMES: [&str; 5] = ["سلمى", "كريم", "هدى", "Jana", "Омар"];

/// A team with pages of three outlets: ten, six and four.
pub(super) fn with_pages(names: &[&str], pages: &[(&str, usize)]) -> Team {
    let mut team = Team::without_pages(names);
    for (outlet, number) in pages {
        for n in 0..*number {
            let text = format!(
                "عنوان المقال {n} في {outlet}\n\nقال الوزير في خطاب {n} إن الحوار مستمر بين الطرفين.\n\nوأضاف أن الاتفاق قريب.\n"
            );
            let done = team.lead.import_bytes(None, &format!("{outlet}{n}.txt"), text.as_bytes()).unwrap();
            let set =
                Command::SetMetadata { document: done.documents[0], key: "outlet".into(), value: (*outlet).into() };
            team.lead.apply(None, set).unwrap();
        }
    }
    team
}

fn team() -> Team {
    with_pages(&NAMES, &[("RT_AR", 10), ("EREM", 6), ("AAWSAT", 4)])
}

pub(super) fn round(project: &mut Project, name: &str, kind: RoundKind) -> RoundId {
    project.apply(None, Command::AddRound { name: name.into(), kind }).unwrap();
    project.round_named(name).unwrap().unwrap().id
}

fn handout(team: &Team, round: RoundId) -> Handout {
    let coders = team.coders.clone();
    Handout { round, coders, sample: Sample::All, overlap: Overlap::Number(0), shared_by: None, seed: 7 }
}

fn coders_of(plan: &HandoutPlan) -> BTreeMap<ArticleId, BTreeSet<CoderId>> {
    let mut out: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (coder, articles) in &plan.tasks {
        for article in articles {
            assert!(out.entry(*article).or_default().insert(*coder), "twice in one queue");
        }
    }
    out
}

#[test]
fn load_is_balanced_and_every_article_has_its_coders() {
    let mut team = team();
    let pilot = round(&mut team.lead, "Pilot", RoundKind::Pilot);
    let cases = [
        (Overlap::Number(0), None),
        (Overlap::Number(6), Some(2)),
        (Overlap::Share(0.25), None),
        (Overlap::Share(1.0), Some(3)),
    ];
    for (overlap, shared_by) in cases {
        let plan = team.lead.plan_handout(&Handout { overlap, shared_by, ..handout(&team, pilot) }).unwrap();
        let coders = coders_of(&plan);
        assert_eq!(coders.len(), 20, "every article is coded");
        let expected = match overlap {
            Overlap::Number(n) => n,
            Overlap::Share(share) => (share * 20.0) as usize,
        };
        assert_eq!(plan.shared.len(), expected);
        for (article, by) in &coders {
            let several = plan.shared.contains(article);
            assert_eq!(by.len(), if several { shared_by.unwrap_or(5) } else { 1 });
        }
        let load: Vec<usize> = plan.tasks.iter().map(|(_, articles)| articles.len()).collect();
        assert!(load.iter().max().unwrap() - load.iter().min().unwrap() <= 1, "{load:?}");
    }
}

#[test]
fn the_same_seed_draws_the_same_and_another_one_something_else() {
    let mut team = team();
    let pilot = round(&mut team.lead, "Pilot", RoundKind::Pilot);
    let draw = |seed| {
        let sample = Sample::Random(8);
        let plan =
            team.lead.plan_handout(&Handout { sample, overlap: Overlap::Number(3), seed, ..handout(&team, pilot) });
        plan.unwrap()
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7).shared, draw(8).shared);
    // The order of a queue does not tell which articles are shared: they do not stand together at its beginning.
    let plan = team.lead.plan_handout(&Handout { overlap: Overlap::Number(4), ..handout(&team, pilot) }).unwrap();
    let first = plan.tasks.iter().filter(|(_, queue)| queue[..4].iter().all(|a| plan.shared.contains(a))).count();
    assert!(first < 3, "{first} of 5 queues begin with the shared articles");
    assert_ne!(
        plan.tasks[0].1.iter().filter(|a| plan.shared.contains(a)).collect::<Vec<_>>(),
        plan.tasks[1].1.iter().filter(|a| plan.shared.contains(a)).collect::<Vec<_>>(),
        "nor do they come in one order"
    );
}

#[test]
fn strata_get_their_shares() {
    let mut team = team();
    let pilot = round(&mut team.lead, "Pilot", RoundKind::Pilot);
    let draw = |number| {
        let sample = Sample::Stratified { number, by: vec![Stratum::Outlet] };
        team.lead.plan_handout(&Handout { sample, ..handout(&team, pilot) }).unwrap().strata
    };
    let strata = |a, e, r| vec![("AAWSAT".to_owned(), 4, a), ("EREM".to_owned(), 6, e), ("RT_AR".to_owned(), 10, r)];
    assert_eq!(draw(10), strata(2, 3, 5));
    assert_eq!(draw(7), strata(1, 2, 4), "1.4, 2.1, 3.5: the largest remainder gets the one that is left");
    assert_eq!(draw(20), strata(4, 6, 10));
}

#[test]
fn a_hand_out_is_one_step_and_a_second_one_goes_on() {
    let mut team = team();
    let main = round(&mut team.lead, "Study", RoundKind::Main);
    let first = Handout { sample: Sample::Random(12), ..handout(&team, main) };
    let plan = team.lead.plan_handout(&first).unwrap();
    team.lead.apply(None, Command::HandOut { handout: first, plan: plan.clone() }).unwrap();
    for (coder, articles) in &plan.tasks {
        let queue: Vec<_> = team.lead.queue(*coder).unwrap().iter().map(|item| item.article).collect();
        assert_eq!(queue, *articles);
    }
    let rest = team.lead.plan_handout(&handout(&team, main)).unwrap();
    assert_eq!(coders_of(&rest).len(), 8, "what is handed out already stays where it is");
    let package = team.lead.pack(team.coders[0]).unwrap();
    drop(package);
    team.lead.undo(None).unwrap().unwrap();
    assert!(team.lead.queue(team.coders[0]).unwrap().is_empty());
}

#[test]
fn a_package_does_not_tell_what_is_shared() {
    let mut team = team();
    let main = round(&mut team.lead, "Study", RoundKind::Main);
    let with = Handout { overlap: Overlap::Number(5), ..handout(&team, main) };
    let plan = team.lead.plan_handout(&with).unwrap();
    team.lead.apply(None, Command::HandOut { handout: with, plan }).unwrap();
    let copy = team.copy(0, "salma", 0);
    let dump = copy.project.content_dump().unwrap();
    assert!(!dump.contains("handout/") && !dump.contains("seed"));
    for other in &team.coders[1..] {
        assert!(!dump.contains(&other.to_string()));
    }
}

#[test]
fn a_round_of_recoding_gives_each_coder_their_own_again() {
    let mut team = team();
    let main = team.lead.main_round().unwrap();
    let (coder, articles) = (team.coders[0], team.lead.documents().unwrap());
    let done: Vec<ArticleId> = articles[..3].iter().map(|d| d.articles[0].id).collect();
    team.lead.apply(None, Command::Assign { coder, articles: done.clone(), round: main }).unwrap();
    for article in &done {
        let coding = team.lead.open_coding(coder, *article).unwrap();
        team.lead.apply(Some(coder), Command::Finish { coding, reason: Some("x".into()) }).unwrap();
    }
    let again = round(&mut team.lead, "Again", RoundKind::Recoding);
    let wish = Handout { coders: vec![coder], sample: Sample::Random(2), ..handout(&team, again) };
    let plan = team.lead.plan_handout(&wish).unwrap();
    assert_eq!(plan.tasks[0].1.len(), 2);
    assert!(plan.tasks[0].1.iter().all(|a| done.contains(a)));
    let article = plan.tasks[0].1[0];
    let first = team.lead.open_coding(coder, article).unwrap();
    team.lead.apply(None, Command::HandOut { handout: wish, plan }).unwrap();
    assert_ne!(team.lead.open_coding(coder, article).unwrap(), first, "it is coded afresh");
}

/// A copy of a coder who has done six of ten articles, two of which come again among the four that are left.
fn handed_out_again(seed: u64) -> (Team, Vec<ArticleId>, RoundId) {
    let mut team = with_pages(&["سلمى"], &[("RT_AR", 10)]);
    let main = team.lead.main_round().unwrap();
    let coder = team.coders[0];
    let all: Vec<ArticleId> = team.lead.documents().unwrap().iter().map(|d| d.articles[0].id).collect();
    team.lead.apply(None, Command::Assign { coder, articles: all.clone(), round: main }).unwrap();
    for article in &all[..6] {
        let coding = team.lead.open_coding(coder, *article).unwrap();
        team.lead.apply(Some(coder), Command::Finish { coding, reason: Some("x".into()) }).unwrap();
    }
    let again = round(&mut team.lead, "Stability", RoundKind::Recoding);
    let wish = Handout { coders: vec![coder], sample: Sample::Random(2), seed, ..handout(&team, again) };
    let plan = team.lead.plan_handout(&wish).unwrap();
    let articles = plan.tasks[0].1.clone();
    team.lead.apply(None, Command::HandOut { handout: wish, plan }).unwrap();
    (team, articles, again)
}

fn coded_again() -> (Team, super::packages::Copy, Vec<ArticleId>, RoundId) {
    let (mut team, articles, again) = handed_out_again(7);
    let copy = team.copy(0, "salma", 0);
    (team, copy, articles, again)
}

#[test]
fn chance_says_where_among_the_rest_something_comes_again() {
    let places = |seed| -> Vec<bool> {
        let (team, _, again) = handed_out_again(seed);
        let list = team.lead.work_list(team.coders[0]).unwrap();
        list.iter().filter(|item| item.state.is_none()).map(|item| item.round == again).collect()
    };
    let drawn: BTreeSet<Vec<bool>> = (1..=5).map(places).collect();
    assert!(drawn.len() > 2, "{drawn:?}");
    assert!(drawn.iter().all(|places| places.len() == 6 && places.iter().filter(|again| **again).count() == 2));
    assert_eq!(places(3), places(3));
}

#[test]
fn what_comes_again_stands_once_among_the_rest_and_is_begun_afresh() {
    let (_team, mut copy, articles, again) = coded_again();
    let list = copy.project.work_list(copy.coder).unwrap();
    let standing: BTreeSet<ArticleId> = list.iter().map(|item| item.article).collect();
    assert_eq!((list.len(), standing.len()), (10, 10), "no article stands twice");
    let to_do: Vec<_> = list.iter().filter(|item| item.state.is_none()).collect();
    assert_eq!(to_do.len(), 6);
    let own = copy.project.own_progress(copy.coder).unwrap();
    assert_eq!((own.to_do, own.done), (6, 4));
    let coding = copy.project.open_coding(copy.coder, articles[0]).unwrap();
    let view = copy.project.coding_view(copy.coder, coding).unwrap();
    assert!(!view.is_begun() && view.coding.round == again);
    copy.does(Command::Finish { coding, reason: Some("x".into()) });
    let list = copy.project.work_list(copy.coder).unwrap();
    assert_eq!(list.iter().filter(|item| item.article == articles[0]).count(), 1);
}

#[test]
fn no_name_in_the_copy_tells_what_comes_again() {
    let (mut team, mut copy, articles, again) = coded_again();
    let rounds = copy.project.rounds().unwrap();
    let [main, masked] = [team.lead.main_round().unwrap(), again].map(|id| rounds.iter().find(|r| r.id == id).unwrap());
    assert_eq!((&main.name, main.kind), (&masked.name, masked.kind));
    assert_eq!(copy.project.main_round().unwrap(), main.id);
    let dump = copy.project.content_dump().unwrap();
    assert!(!dump.contains("recoding") && !dump.contains("Stability"));
    let trail = copy.project.audit(&mizan::project::AuditFilter::default()).unwrap();
    assert!(trail.iter().all(|e| !["round", "assignment"].contains(&e.thing.as_str())), "{trail:?}");
    // Back with who leads it is a coding of the round that it was handed out in.
    let coding = copy.project.open_coding(copy.coder, articles[1]).unwrap();
    copy.does(Command::Finish { coding, reason: Some("x".into()) });
    let back = copy.back(&mut team);
    assert_eq!(team.lead.merge(None, &[back]).unwrap().refused(), 0);
    let known = team.lead.rounds().unwrap().into_iter().find(|r| r.id == again).unwrap();
    assert_eq!((known.name.as_str(), known.kind), ("Stability", RoundKind::Recoding));
    let queue = team.lead.queue(copy.coder).unwrap();
    let done = queue.iter().filter(|q| q.round == again && q.state == Some(mizan::model::CodingState::Done)).count();
    assert_eq!(done, 1);
}

#[test]
fn draws_that_cannot_be_made_are_refused() {
    let mut team = team();
    let pilot = round(&mut team.lead, "Pilot", RoundKind::Pilot);
    let plain = handout(&team, pilot);
    let wrong = [
        Handout { coders: Vec::new(), ..plain.clone() },
        Handout { sample: Sample::Random(21), ..plain.clone() },
        Handout { overlap: Overlap::Number(21), ..plain.clone() },
        Handout { overlap: Overlap::Share(1.5), ..plain.clone() },
        Handout { overlap: Overlap::Share(f64::NAN), ..plain },
    ];
    for handout in wrong {
        let error = team.lead.plan_handout(&handout).unwrap_err();
        assert!(matches!(error, ProjectError::WrongDraw { .. }), "{handout:?}: {error:?}");
    }
    let again = Command::AddRound { name: " Pilot ".into(), kind: RoundKind::Main };
    assert!(matches!(team.lead.apply(None, again), Err(ProjectError::RoundTaken(_))));
}
