//! The team screen on three people and three articles.

use super::{Oversight, Team, TeamScreen};
use crate::app::bench::{Bench, Window, press, take};
use crate::app::command::{AppCommand, Scope};
use crate::app::context::{Intent, PackageWish};
use crate::app::strings::Strings;
use crate::model::{
    Article, ArticleId, Coder, CoderId, CodingId, CodingState, DocumentId, Round, RoundId, RoundKind, Timestamp,
    UiLanguage,
};
use crate::project::{CoderInfo, Command, DocumentSummary, OwnProgress, ProjectInfo, QueueItem};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use uuid::Uuid;

const NAMES: [&str; 3] = ["أمل", "بسام", "Jana"];

struct State {
    screen: TeamScreen,
    team: Team,
    over: Oversight,
}

fn coder(n: u128) -> CoderId {
    CoderId::from_uuid(Uuid::from_u128(n))
}

fn article(n: u128) -> ArticleId {
    ArticleId::from_uuid(Uuid::from_u128(100 + n))
}

fn round() -> RoundId {
    RoundId::from_uuid(Uuid::from_u128(500))
}

/// Amal leads; she has the first article (done) and the second (to do), Bassam the first (begun), Jana nothing.
fn team() -> Team {
    let task = |n: u128, state: Option<CodingState>| QueueItem {
        article: article(n),
        document: DocumentId::from_uuid(Uuid::from_u128(200 + n)),
        is_alone: true,
        title: "مقال".into(),
        outlet: None,
        round: round(),
        has_gaps: false,
        coding: state.map(|_| CodingId::from_uuid(Uuid::from_u128(300 + n))),
        state,
    };
    let document = |n: u128| {
        let id = DocumentId::from_uuid(Uuid::from_u128(200 + n));
        let title = format!("المقال رقم {n} عن الممر");
        DocumentSummary {
            id,
            title: title.clone(),
            file_name: "a.txt".into(),
            language: Some("ar".into()),
            outlet: None,
            question: None,
            articles: vec![Article { id: article(n), document: id, title, blocks: 0..2 }],
            imported_at: Timestamp(0),
        }
    };
    let info = |name: &str, lead, done| CoderInfo {
        name: name.into(),
        lead,
        to_do: 7,
        begun: 4,
        done,
        records: 58,
        active_minutes: 91,
    };
    Team {
        info: ProjectInfo {
            title: "مشروع".into(),
            codebook: "media-bias 1.0".into(),
            documents: 3,
            articles: 3,
            coders: vec![info(NAMES[0], true, 31), info(NAMES[1], false, 32), info(NAMES[2], false, 33)],
            suggestions: true,
        },
        coders: (0..3).map(|n| Coder { id: coder(n), name: NAMES[n as usize].into(), lead: n == 0 }).collect(),
        documents: (0..3).map(document).collect(),
        round: round(),
        rounds: vec![Round { id: round(), name: "Study".into(), kind: RoundKind::Main }],
        asks_priors: true,
        handouts: Vec::new(),
        trainings: Vec::new(),
        own: Some(OwnProgress {
            to_do: 2,
            begun: 1,
            done: 4,
            median_minutes: Some(6.4),
            last_week: 4,
            minutes_left: Some(19.2),
            missing: vec![("مقال عن الممر".into(), 3)],
            training: Vec::new(),
        }),
        queues: vec![
            (coder(0), vec![task(0, Some(CodingState::Done)), task(1, None)]),
            (coder(1), vec![task(0, Some(CodingState::Begun))]),
            (coder(2), Vec::new()),
        ],
        active: Some(coder(0)),
        copy_of: None,
        mail: None,
    }
}

fn bench(team: Team) -> Bench<State> {
    let state = State { screen: TeamScreen::default(), team, over: Oversight::default() };
    Bench::new(state, Scope::Team, |state, ui, look, asks| {
        state.screen.ui(ui, look, &state.team, &state.over, asks);
    })
}

fn rows(window: &Window<State>) -> Vec<String> {
    window.query_all_by_role(Role::Row).filter_map(|n| n.accesskit_node().label()).collect()
}

fn assign(n: u128, articles: &[u128]) -> Command {
    Command::Assign { coder: coder(n), articles: articles.iter().map(|a| article(*a)).collect(), round: round() }
}

#[test]
fn the_lead_sees_how_far_everybody_is() {
    let window = bench(team()).window();
    let rows = rows(&window);
    assert_eq!(rows.len(), 3);
    assert!(rows[0].contains("lead") && rows[0].contains("at the window now"), "{}", rows[0]);
    assert!(rows[1].contains("done: 32") && rows[1].contains("minutes: 91"), "{}", rows[1]);
}

#[test]
fn a_coder_sees_names_and_no_figures_but_their_own() {
    let window = bench(Team { active: Some(coder(1)), ..team() }).window();
    let rows = rows(&window);
    assert!(rows[1].contains("done: 32"), "{}", rows[1]);
    for other in [&rows[0], &rows[2]] {
        assert!(!other.chars().any(char::is_numeric), "{other}");
    }
    assert!(window.query_all_by_role(Role::GridCell).next().is_none(), "who codes what tells how far they are");
    let all: Vec<String> = window.query_all_by(|_| true).filter_map(|n| n.accesskit_node().label()).collect();
    assert!(!all.iter().any(|l| l.contains("31") || l.contains("33")), "{all:?}");
}

#[test]
fn a_coder_has_no_keys_of_the_lead() {
    let mut window = bench(Team { active: Some(coder(1)), ..team() }).window();
    for key in [Key::A, Key::R, Key::T, Key::G, Key::Enter] {
        press(&mut window, key);
    }
    assert!(take(&mut window).is_empty());
}

/// What was wished since this was asked last.
fn wishes(window: &mut Window<State>) -> Vec<Intent> {
    std::mem::take(&mut window.state_mut().intents)
}

#[test]
fn who_leads_packs_for_a_person_and_merges_by_key() {
    let mut window = bench(team()).window();
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::P);
    assert_eq!(wishes(&mut window), [Intent::Packages(PackageWish::Pack(coder(1)))]);
    press(&mut window, Key::M);
    assert_eq!(wishes(&mut window), [Intent::App(AppCommand::MergePackages)]);
    window.get_by_role_and_label(Role::Button, &Strings::EN.pack_for(NAMES[1])).click();
    window.run_steps(3);
    assert_eq!(wishes(&mut window), [Intent::Packages(PackageWish::Pack(coder(1)))]);
}

#[test]
fn a_copy_sends_back_and_hands_out_nothing() {
    let copy = Team { active: Some(coder(1)), copy_of: Some(coder(1)), ..team() };
    let mut window = bench(copy).window();
    for key in [Key::A, Key::R, Key::M, Key::N, Key::Num1] {
        press(&mut window, key);
    }
    assert!(wishes(&mut window).is_empty());
    press(&mut window, Key::P);
    assert_eq!(wishes(&mut window), [Intent::Packages(PackageWish::Pack(coder(1)))]);
}

#[test]
fn a_cell_is_handed_out_by_key_and_by_a_press() {
    let mut window = bench(team()).window();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Enter);
    assert_eq!(take(&mut window), [assign(1, &[1])]);
    window.get_by_role_and_label(Role::GridCell, "المقال رقم 2 عن الممر, Jana: not handed out").click();
    window.run_steps(3);
    assert_eq!(take(&mut window), [assign(2, &[2])]);
}

#[test]
fn what_a_person_has_already_is_not_handed_out_again() {
    let mut window = bench(team()).window();
    press(&mut window, Key::Enter);
    assert!(window.state().intents.iter().any(|i| matches!(i, Intent::Message(..))));
    assert!(take(&mut window).is_empty());
    press(&mut window, Key::A);
    assert_eq!(take(&mut window), [assign(0, &[2]), assign(1, &[1, 2]), assign(2, &[0, 1, 2])]);
    press(&mut window, Key::R);
    assert_eq!(take(&mut window), [assign(2, &[0])]);
    press(&mut window, Key::T);
    assert_eq!(take(&mut window), [assign(0, &[2])]);
}

#[test]
fn what_nobody_has_begun_is_taken_back() {
    let mut window = bench(team()).window();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    let back = Command::Unassign { coder: coder(0), articles: vec![article(1)], round: round() };
    assert_eq!(take(&mut window), [back]);
}

#[test]
fn marks_say_where_an_article_stands() {
    let window = bench(team()).window();
    for label in
        ["المقال رقم 0 عن الممر, أمل: done", "المقال رقم 0 عن الممر, بسام: begun", "المقال رقم 1 عن الممر, أمل: to do"]
    {
        window.get_by_role_and_label(Role::GridCell, label);
    }
}

#[test]
fn a_person_is_added_with_the_keyboard_alone() {
    let mut window = bench(team()).window();
    press(&mut window, Key::N);
    window.event(egui::Event::Text("ريم".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    assert_eq!(take(&mut window), [Command::AddCoder { name: "ريم".into(), lead: false }]);
}

#[test]
fn a_name_that_somebody_has_is_refused() {
    let mut window = bench(team()).window();
    press(&mut window, Key::N);
    window.event(egui::Event::Text("بسام".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    assert!(window.state().intents.iter().any(|i| matches!(i, Intent::Message(..))));
    assert!(take(&mut window).is_empty());
}

#[test]
fn the_first_person_leads() {
    let empty = Team { coders: Vec::new(), queues: Vec::new(), active: None, ..team() };
    let mut window = bench(empty).window();
    window.get_by_label_contains("The first person leads");
    press(&mut window, Key::N);
    window.event(egui::Event::Text("أمل".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    assert_eq!(take(&mut window), [Command::AddCoder { name: "أمل".into(), lead: true }]);
}

#[test]
fn a_person_is_renamed() {
    let mut window = bench(team()).window();
    window.get_by_role_and_label(Role::Button, "Rename: Jana").click();
    window.run_steps(3);
    window.event(egui::Event::Text("x".into()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    let [Command::RenameCoder { coder: who, name }] = &take(&mut window)[..] else { panic!() };
    assert!(*who == coder(2) && name.contains('x') && name.len() == 5, "{name}");
}

#[test]
fn who_leads_is_changed_by_key_and_mouse() {
    let mut window = bench(team()).window();
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::L);
    assert_eq!(take(&mut window), [Command::SetLead { coder: coder(1), lead: true }]);
    window.get_by_role_and_label(Role::Button, "Lead no more: أمل").click();
    window.run_steps(3);
    assert_eq!(take(&mut window), [Command::SetLead { coder: coder(0), lead: false }]);
    assert!(window.query_by_label_contains("Nobody leads").is_none());

    // Whoever only codes changes nothing; while nobody leads, everybody may, and is told so.
    let mut codes = bench(Team { active: Some(coder(1)), ..team() }).window();
    press(&mut codes, Key::L);
    assert!(take(&mut codes).is_empty() && codes.query_by_label("Let lead: Jana").is_none());
    let mut nobody = Team { active: Some(coder(1)), ..team() };
    nobody.coders[0].lead = false;
    let mut window = bench(nobody).window();
    window.get_by_label_contains("Nobody leads this project now");
    window.get_by_role_and_label(Role::Button, "Let lead: Jana").click();
    window.run_steps(3);
    assert_eq!(take(&mut window), [Command::SetLead { coder: coder(2), lead: true }]);
}

#[test]
fn another_person_comes_to_the_window() {
    let mut window = bench(team()).window();
    press(&mut window, Key::Num2);
    window.get_by_role_and_label(Role::Button, "Work as this person: Jana").click();
    window.run_steps(3);
    assert_eq!(window.state().intents, [Intent::SwitchCoder(coder(1)), Intent::SwitchCoder(coder(2))]);
}

#[test]
fn suggestions_are_switched_for_the_project() {
    let mut window = bench(team()).window();
    window.get_by_label_contains("steer coders");
    press(&mut window, Key::G);
    window.get_by_role_and_label(Role::CheckBox, "Show what rules find (disclaimers, cues)").click();
    window.run_steps(3);
    assert_eq!(take(&mut window), vec![Command::SetSuggestions { on: false }; 2]);
}

#[test]
fn arabic_mirrors_the_grid_and_its_arrows() {
    let mut window = bench(team()).language(UiLanguage::Ar).window();
    let cell = |name: &str| window.get_by_role_and_label(Role::GridCell, name).rect().center().x;
    let (first, second) = (cell("المقال رقم 0 عن الممر، أمل: منجز"), cell("المقال رقم 0 عن الممر، بسام: قيد العمل"));
    assert!(second < first);
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    assert_eq!(take(&mut window), [assign(1, &[1])]);
    assert!(rows(&window)[0].contains("منجز: ٣١"));
}

#[test]
#[ignore = "writes pictures for people"]
fn pictures() {
    bench(team()).pictures("team");
    bench(Team { active: Some(coder(1)), ..team() }).pictures("team-coder");
}

#[test]
fn a_coder_sees_their_own_pace_and_what_is_missing() {
    let window = bench(Team { active: Some(coder(1)), ..team() }).window();
    window.get_by_role_and_label(Role::Heading, "My work");
    window.get_by_label(
        "4 done (4 in the last seven days), 1 begun, 2 to do; 6 minutes for an article, about 19 minutes left.",
    );
    window.get_by_label("3 answers missing: \u{2068}مقال عن الممر\u{2069}");
}
