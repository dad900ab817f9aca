//! Adjudication: where coders differ, what is decided there, and that it stands beside their work and never in it.

use super::packages::Team;
use super::{Desk, Desktop, REVIEW, TWO, WIRE, code, set, span};
use mizan::model::{AnswerState, Cause, CoderId, CodingId, CodingState, Judgements, Record, Value};
use mizan::project::{
    AgreementChoice, AgreementData, Asked, Bulk, Case, CaseFilter, CaseId, Cases, Command, Judged, ProjectError, Ruled,
    Standing, Take, Verdict, WhyUndecided, read_sheet, write_sheet,
};
use mizan::report::AgreementReport;
use proptest::prelude::*;

/// A project with three coders and a lead, all given every page.
fn three(pages: &[(&str, &str)]) -> (Desk, [CoderId; 3], CoderId) {
    let (mut desk, first) = Desk::with(pages);
    let coders = [first, desk.coder("كريم"), desk.coder("هدى")];
    let lead = desk.does(None, Command::AddCoder { name: "ليلى".into(), lead: true }).coder.unwrap();
    let articles: Vec<_> = desk.project.queue(first).unwrap().iter().map(|i| i.article).collect();
    let round = desk.project.main_round().unwrap();
    for coder in &coders[1..] {
        desk.does(None, Command::Assign { coder: *coder, articles: articles.clone(), round });
    }
    (desk, coders, lead)
}

fn finish(desk: &mut Desk, at: Desktop) {
    desk.does(Some(at.coder), Command::Finish { coding: at.coding, reason: Some("a test".into()) });
}

/// Everything that agreement is computed from, and its figures.
fn agreement(desk: &Desk) -> (AgreementReport, AgreementData) {
    let mut data = desk.project.agreement_data().unwrap();
    // What holds names in a table of their own is never the same twice.
    data.marks.retain(|marks| !matches!(marks.judgements, Judgements::Rated(_)));
    (data.report(), data)
}

fn cases(desk: &Desk) -> Cases {
    desk.project.cases(&AgreementChoice::default(), None).unwrap()
}

fn case<'c>(cases: &'c Cases, item: &str) -> &'c Case {
    cases.cases.iter().find(|c| c.asked.item() == item).unwrap_or_else(|| panic!("no case of {item}"))
}

fn decide(desk: &mut Desk, lead: CoderId, verdicts: &[Verdict]) -> Result<(), ProjectError> {
    let now = cases(desk);
    let rulings = now.rulings(verdicts)?;
    let command = Command::Adjudicate { round: now.round, version: now.version, rulings };
    desk.project.apply(Some(lead), command).map(drop)
}

fn verdict(id: &CaseId, take: Take) -> Verdict {
    Verdict { case: id.clone(), take, cause: None, reason: String::new() }
}

fn bulk(desk: &mut Desk, lead: CoderId, bulk: Bulk) -> usize {
    let now = cases(desk);
    let rulings = now.bulk(bulk, &CaseFilter::default());
    let number = rulings.len();
    let command = Command::Adjudicate { round: now.round, version: now.version, rulings };
    desk.does(Some(lead), command);
    number
}

/// Place of a coder among the columns.
fn place(cases: &Cases, coder: CoderId) -> usize {
    cases.coders.iter().position(|c| c.id == coder).unwrap()
}

fn answer(value: &str) -> Judged {
    Judged::Answer(AnswerState::Coded(Value::Code(value.into())))
}

/// The adjudicated records of the first article.
fn adjudicated(desk: &Desk) -> Vec<Record> {
    let codings = super::codings(&desk.project);
    codings.into_iter().filter(|c| c.coder == "Adjudicated").flat_map(|c| c.records).collect()
}

#[test]
fn what_is_decided_stands_beside_the_codings_and_no_agreement_counts_it() {
    let (mut desk, coders, lead) = three(&[REVIEW]);
    for (coder, genre) in coders.into_iter().zip(["6", "6", "1"]) {
        let at = desk.begin(coder, 0);
        let article = at.first(&desk, "ART");
        desk.does(Some(coder), set(article, "A1", code(genre)));
        desk.does(Some(coder), set(article, "A6", code("2")));
        finish(&mut desk, at);
    }
    let before = agreement(&desk);
    let dump = desk.dump();
    let found = cases(&desk);
    assert_eq!((found.open(), found.coders.len()), (1, 3));
    let a1 = case(&found, "A1");
    assert_eq!((a1.standing, a1.majority()), (Standing::Differs, Some(&answer("6"))));
    assert_eq!(case(&found, "A6").standing, Standing::Unanimous);
    let third = place(&found, coders[2]);
    let mut verdict = verdict(&a1.id, Take::Coder(third));
    (verdict.cause, verdict.reason) = (Some(Cause::UnclearRule), "  القاعدة لا تذكر العمود  ".into());
    decide(&mut desk, lead, &[verdict]).unwrap();
    assert_eq!(agreement(&desk), before, "agreement is that before adjudication");
    let now = cases(&desk);
    let decided = case(&now, "A1");
    assert_eq!((decided.standing, decided.ruled.as_ref()), (Standing::Settled, Some(&answer("1"))));
    let decision = decided.decision.as_ref().unwrap();
    assert_eq!((decision.taken_from, decision.coder), (Some(coders[2]), Some(lead)));
    assert_eq!(decision.reason, "القاعدة لا تذكر العمود");
    assert_eq!((now.open(), &now.coders), (0, &found.coders));
    // What all hold is taken over; then nothing of the article is open.
    assert!(bulk(&mut desk, lead, Bulk::Unanimous) > 0);
    let codings = super::codings(&desk.project);
    let own = codings.iter().find(|c| c.coder == "Adjudicated").unwrap();
    assert_eq!((own.coding.state, codings.len()), (CodingState::Done, 4));
    let article = own.records.iter().find(|r| r.unit == "ART").unwrap();
    assert_eq!((article.code_of("A1"), article.code_of("A6")), (Some("1"), Some("2")));
    // Nobody sees it among the people or in their own work.
    assert!(desk.project.coders().unwrap().iter().all(|c| c.name != "Adjudicated"));
    assert!(desk.project.info().unwrap().coders.iter().all(|c| c.name != "Adjudicated"));
    assert_eq!(agreement(&desk), before);
    // Each coder against it, and the rule that was unclear.
    let same: Vec<(usize, usize)> = coders
        .iter()
        .map(|c| place(&now, *c))
        .map(|p| cases(&desk).against()[p].clone())
        .map(|a| (a.same, a.cases))
        .collect();
    assert_eq!(same[0].1, same[2].1);
    assert_eq!((same[0].0 + 1, same[1].0 + 1), (same[2].0, same[2].0), "{same:?}");
    let rules = cases(&desk).rules_to_sharpen();
    assert_eq!(rules.iter().map(|r| (r.item.as_str(), r.differ)).collect::<Vec<_>>(), [("A1", 1)]);
    assert_eq!(rules[0].reasons, ["القاعدة لا تذكر العمود"]);
    // Undo restores.
    desk.undoes(Some(lead));
    desk.undoes(Some(lead));
    assert_eq!(desk.dump(), dump);
    assert_eq!(cases(&desk), found);
}

#[test]
fn what_is_decided_can_be_decided_anew() {
    let (mut desk, coders, lead) = three(&[WIRE]);
    for (coder, genre) in coders.into_iter().zip(["1", "2", "3"]) {
        let at = desk.begin(coder, 0);
        let article = at.first(&desk, "ART");
        desk.does(Some(coder), set(article, "A1", code(genre)));
        finish(&mut desk, at);
    }
    let id = case(&cases(&desk), "A1").id.clone();
    let refused = decide(&mut desk, lead, &[verdict(&id, Take::Majority)]);
    assert!(matches!(refused, Err(ProjectError::Undecided(WhyUndecided::NoMajority))), "{refused:?}");
    let fourth = Take::New(Ruled::Answer(AnswerState::Coded(Value::Code("4".into()))));
    decide(&mut desk, lead, &[verdict(&id, fourth)]).unwrap();
    assert_eq!(case(&cases(&desk), "A1").ruled, Some(answer("4")));
    let first = place(&cases(&desk), coders[0]);
    decide(&mut desk, lead, &[verdict(&id, Take::Coder(first))]).unwrap();
    assert_eq!(case(&cases(&desk), "A1").ruled, Some(answer("1")));
    for wrong in [Ruled::Answer(AnswerState::NotYetCoded), Ruled::There(false), Ruled::Spans(Vec::new())] {
        let refused = decide(&mut desk, lead, &[verdict(&id, Take::New(wrong))]);
        assert!(matches!(refused, Err(ProjectError::Undecided(WhyUndecided::OtherKind))), "{refused:?}");
    }
    let unknown = Take::New(Ruled::Answer(AnswerState::Coded(Value::Code("99".into()))));
    assert!(matches!(decide(&mut desk, lead, &[verdict(&id, unknown)]), Err(ProjectError::WrongAnswer { .. })));
    let undone = desk.undoes(Some(lead));
    assert_eq!(undone.action, "adjudicate");
    assert_eq!(case(&cases(&desk), "A1").ruled, Some(answer("4")));
}

/// A cue, and a source where the coder marked one.
fn attribution(desk: &mut Desk, at: Desktop, cue: &str, source: Option<&str>, form: &str) {
    let record = at.new_record(desk, "ATT");
    let words = at.words(desk, cue);
    desk.does(Some(at.coder), span(record, "cue", words));
    if let Some(source) = source {
        let words = at.words(desk, source);
        desk.does(Some(at.coder), span(record, "source", words));
    }
    desk.does(Some(at.coder), set(record, "R4", code(form)));
}

#[test]
fn attributions_are_aligned_and_decided_piece_by_piece() {
    let (mut desk, coders, lead) = three(&[WIRE]);
    let work = coders.map(|c| desk.begin(c, 0));
    // All three have the first; the second was seen by one alone.
    attribution(&mut desk, work[0], "وقال", Some("سليم أكتاش"), "indirect");
    attribution(&mut desk, work[1], "وقال", Some("سليم أكتاش"), "direct");
    attribution(&mut desk, work[2], "وقال", Some("وزير الخارجية التركي سليم أكتاش"), "indirect");
    attribution(&mut desk, work[1], "وأوضح", Some("مسؤول في هيئة الميناء"), "indirect");
    for at in work {
        finish(&mut desk, at);
    }
    let (before, dump) = (agreement(&desk), desk.dump());
    let found = cases(&desk);
    let of = |cases: &Cases, words: &str, item: &str| {
        cases.cases.iter().find(|c| c.words.starts_with(words) && c.asked.item() == item).cloned()
    };
    let form = of(&found, "وقال", "R4").unwrap();
    assert_eq!((form.standing, form.records.iter().flatten().count()), (Standing::Differs, 3));
    assert_eq!(of(&found, "وقال", "role:cue").unwrap().standing, Standing::Unanimous);
    assert!(of(&found, "وقال", "there").is_none(), "all have it");
    let there = of(&found, "وأوضح", "there").unwrap();
    assert_eq!((there.standing, there.majority()), (Standing::Differs, Some(&Judged::There(false))));
    let waiting = of(&found, "وأوضح", "R4").unwrap();
    assert_eq!(waiting.standing, Standing::Waits);
    let too_early = decide(&mut desk, lead, &[verdict(&waiting.id, Take::Coder(place(&found, coders[1])))]);
    assert!(matches!(too_early, Err(ProjectError::Undecided(WhyUndecided::Waits))));
    // It is there; then what the one coder has is taken over.
    let keep = verdict(&there.id, Take::Coder(place(&found, coders[1])));
    decide(&mut desk, lead, &[keep]).unwrap();
    let kept = of(&cases(&desk), "وأوضح", "R4").unwrap();
    assert_eq!((kept.standing, kept.id == waiting.id), (Standing::Unanimous, true));
    bulk(&mut desk, lead, Bulk::Unanimous);
    let source = of(&cases(&desk), "وقال", "role:source").unwrap();
    decide(&mut desk, lead, &[verdict(&form.id, Take::Majority), verdict(&source.id, Take::Majority)]).unwrap();
    let records = adjudicated(&desk);
    let attributions: Vec<&Record> = records.iter().filter(|r| r.unit == "ATT").collect();
    let quotes = |r: &Record, role: &str| r.anchors_of(role).map(|a| a.quote.clone()).collect::<Vec<_>>();
    assert_eq!(attributions.iter().map(|r| quotes(r, "cue")).collect::<Vec<_>>(), [["وقال"], ["وأوضح"]]);
    assert_eq!(
        attributions.iter().map(|r| quotes(r, "source")).collect::<Vec<_>>(),
        [["سليم أكتاش"], ["مسؤول في هيئة الميناء"]]
    );
    assert!(attributions.iter().all(|r| r.code_of("R4") == Some("indirect")));
    assert_eq!(agreement(&desk), before);
    // Decided anew: it is not there.
    decide(&mut desk, lead, &[verdict(&there.id, Take::Majority)]).unwrap();
    assert_eq!(adjudicated(&desk).iter().filter(|r| r.unit == "ATT").count(), 1);
    assert_eq!(of(&cases(&desk), "وأوضح", "R4").unwrap().standing, Standing::Moot);
    while desk.project.undo(Some(lead)).unwrap().is_some() {}
    assert_eq!(desk.dump(), dump);
}

#[test]
fn a_question_about_a_page_is_decided_once_and_skip_logic_rules_out_what_follows() {
    let (mut desk, coders, lead) = three(&[TWO]);
    for (n, coder) in coders.into_iter().enumerate() {
        for article in 0..2 {
            let at = desk.begin(coder, article);
            if article == 0 {
                let page = at.first(&desk, "DOC");
                let outlet = ["الساحل", "الساحل", "المدار"][n];
                desk.does(Some(coder), set(page, "D1", super::coded(Value::Text(outlet.into()))));
            }
            let record = at.first(&desk, "ART");
            // A3 is asked only where the page names a genre.
            desk.does(Some(coder), set(record, "A2", code(["none", "none", "news"][n])));
            if n == 2 {
                desk.does(Some(coder), set(record, "A3", code("yes")));
            }
            finish(&mut desk, at);
        }
    }
    let found = cases(&desk);
    let count = |item: &str| found.cases.iter().filter(|c| c.asked.item() == item).count();
    assert_eq!((count("D1"), count("A2")), (1, 2));
    let page = case(&found, "D1").id.clone();
    decide(&mut desk, lead, &[verdict(&page, Take::Majority)]).unwrap();
    let again = cases(&desk);
    assert_eq!((&case(&again, "D1").id, case(&again, "D1").standing), (&page, Standing::Settled));
    assert_eq!(case(&again, "A3").standing, Standing::Differs);
    assert_eq!(bulk(&mut desk, lead, Bulk::Majority), 2, "A2 of two articles; A3 follows from it");
    let ruled_out = case(&cases(&desk), "A3").clone();
    assert_eq!((ruled_out.standing, ruled_out.ruled.as_ref()), (Standing::Moot, None));
    let refused = decide(&mut desk, lead, &[verdict(&ruled_out.id, Take::Coder(place(&again, coders[2])))]);
    assert!(matches!(refused, Err(ProjectError::Undecided(WhyUndecided::RuledOut))));
}

#[test]
fn a_table_of_decisions_comes_back_from_a_spreadsheet() {
    let (mut desk, coders, lead) = three(&[REVIEW]);
    for (coder, genre) in coders.into_iter().zip(["6", "3", "1"]) {
        let at = desk.begin(coder, 0);
        let article = at.first(&desk, "ART");
        desk.does(Some(coder), set(article, "A1", code(genre)));
        desk.does(Some(coder), set(article, "A7", super::codes(&["conflict_strategy"])));
        finish(&mut desk, at);
    }
    let found = cases(&desk);
    let filter = CaseFilter::default();
    let table = String::from_utf8(write_sheet(&found, found.wanted(&filter), false)).unwrap();
    assert!(!table.contains("سلمى") && !table.contains("كريم"), "coders are letters");
    let named = String::from_utf8(write_sheet(&found, found.wanted(&filter), true)).unwrap();
    assert!(named.contains("كريم"));
    // As a spreadsheet writes it: with semicolons, and two cells filled.
    let letter = Cases::letter(place(&found, coders[1]));
    let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let mut filled = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let head = rows.headers().unwrap().clone();
    filled.write_record(&head).unwrap();
    let column = |name: &str| head.iter().position(|c| c == name).unwrap();
    for row in rows.records() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        row[column("take")].clone_from(&letter);
        row[column("cause")] = "ambiguous_text".into();
        row[column("reason")] = "يمكن قراءته بوجهين".into();
        filled.write_record(&row).unwrap();
    }
    let path = desk.path().with_extension("csv");
    std::fs::write(&path, filled.into_inner().unwrap()).unwrap();
    let verdicts = found.verdicts(&read_sheet(&path).unwrap()).unwrap();
    assert_eq!((verdicts.len(), verdicts[0].cause), (1, Some(Cause::AmbiguousText)));
    decide(&mut desk, lead, &verdicts).unwrap();
    assert_eq!(case(&cases(&desk), "A1").ruled, Some(answer("3")));
    // JSON, and what cannot be.
    let id = &found.cases[0].id;
    for (line, fits) in [
        (format!("[{{\"case\":\"{id}\",\"take\":\"majority\"}}]"), true),
        (format!("[{{\"case\":\"{id}\",\"take\":\"ZZ\"}}]"), false),
        (format!("[{{\"case\":\"{id}\",\"value\":\"99\"}}]"), false),
        (format!("[{{\"case\":\"{id}\",\"take\":\"A\",\"cause\":\"mood\"}}]"), false),
        ("[{\"case\":\"x\",\"take\":\"A\"}]".to_owned(), false),
    ] {
        std::fs::write(&path, &line).unwrap();
        assert_eq!(found.verdicts(&read_sheet(&path).unwrap()).is_ok(), fits, "{line}");
    }
    std::fs::write(&path, "a;b\n1;2\n").unwrap();
    assert!(read_sheet(&path).unwrap_err().to_string().contains("no column"));
    assert_eq!(Asked::of_item("role:cue"), Asked::Spans("cue".into()));
}

#[test]
fn adjudication_travels_in_no_package_and_survives_every_merge() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    let mut copies: Vec<_> = (0..2).map(|n| team.copy(n, &format!("copy{n}"), 0)).collect();
    for (copy, genre) in copies.iter_mut().zip(["1", "6"]) {
        let coding = copy.begin(0);
        let article = copy.project.coding_view(copy.coder, coding).unwrap().records_of("ART").next().unwrap().id;
        copy.does(set(article, "A1", code(genre)));
        copy.does(Command::Finish { coding, reason: Some("a test".into()) });
    }
    let back: Vec<_> = copies.iter_mut().map(|copy| copy.back(&mut team)).collect();
    team.lead.merge(None, &back).unwrap();
    let choice = AgreementChoice::default();
    let found = team.lead.cases(&choice, None).unwrap();
    let rulings = found.rulings(&[verdict(&case(&found, "A1").id, Take::Coder(0))]).unwrap();
    let adjudicate = Command::Adjudicate { round: found.round, version: found.version, rulings };
    let lead = team.lead.coders().unwrap().into_iter().find(|c| c.lead).unwrap().id;
    // A coder's copy is no place for it.
    let coder = copies[0].coder;
    assert!(copies[0].project.apply(Some(coder), adjudicate.clone()).is_err());
    team.lead.apply(Some(lead), adjudicate).unwrap();
    let dump = team.lead.content_dump().unwrap();
    let report = team.lead.merge(None, &back).unwrap();
    assert_eq!(report.refused(), 0);
    assert_eq!(team.lead.content_dump().unwrap(), dump, "merging again keeps what was decided");
    let adjudicated = CoderId::ADJUDICATED.to_string();
    assert!(dump.contains(&adjudicated) && dump.contains("decisions "));
    let fresh = team.copy(0, "fresh", 0).project.content_dump().unwrap();
    assert!(!fresh.contains(&adjudicated) && !fresh.contains("decisions ") && !fresh.contains("Adjudicated"));
    // A coder changes their mind: what was decided stays.
    let coding = copies[0].begin(0);
    copies[0].does(Command::Reopen { coding });
    let article = copies[0].project.coding_view(copies[0].coder, coding).unwrap();
    let article = article.records_of("ART").next().unwrap().id;
    copies[0].does(set(article, "A1", code("6")));
    copies[0].does(Command::Finish { coding, reason: Some("again".into()) });
    let later = copies[0].back(&mut team);
    team.lead.merge(None, &[later]).unwrap();
    let now = team.lead.cases(&choice, None).unwrap();
    let settled = case(&now, "A1");
    assert_eq!((settled.standing, settled.ruled.as_ref()), (Standing::Settled, case(&found, "A1").cells[0].as_ref()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    /// Whatever coders hold and whatever is decided: their work and every figure of agreement stay as they are, and undo
    /// gives back the project as it was.
    #[test]
    fn adjudicating_changes_no_work_and_no_agreement(
        held in prop::collection::vec((0..4_usize, 0..3_usize, any::<bool>()), 3),
        takes in prop::collection::vec((any::<u16>(), 0..5_usize), 1..12),
    ) {
        let (mut desk, coders, lead) = three(&[WIRE]);
        let mut codings: Vec<(CoderId, CodingId)> = Vec::new();
        for (coder, (genre, voice, marks)) in coders.into_iter().zip(held) {
            let at = desk.begin(coder, 0);
            let article = at.first(&desk, "ART");
            desk.does(Some(coder), set(article, "A1", code(["1", "2", "3", "6"][genre])));
            desk.does(Some(coder), set(article, "A6", code(&voice.to_string())));
            if marks {
                attribution(&mut desk, at, "قال", None, "direct");
            }
            finish(&mut desk, at);
            codings.push((coder, at.coding));
        }
        let work = |desk: &Desk| -> Vec<_> {
            codings.iter().map(|(coder, coding)| desk.project.coding_view(*coder, *coding).unwrap().records).collect()
        };
        let (figures, own, dump) = (agreement(&desk), work(&desk), desk.dump());
        let mut steps = 0;
        for (which, how) in takes {
            let now = cases(&desk);
            let open: Vec<&Case> = now.cases.iter().collect();
            let Some(case) = open.get(usize::from(which) % open.len().max(1)) else { continue };
            let take = match how {
                3 => Take::Majority,
                4 => Take::New(Ruled::from(case.cells.iter().flatten().next().unwrap())),
                coder => Take::Coder(coder % now.coders.len()),
            };
            let before = desk.dump();
            let decided = decide(&mut desk, lead, &[verdict(&case.id, take)]).is_ok();
            let changed = desk.dump() != before;
            prop_assert!(decided || !changed, "what is refused changes nothing");
            steps += usize::from(changed);
        }
        for way in [Bulk::Majority, Bulk::Unanimous] {
            let before = desk.dump();
            bulk(&mut desk, lead, way);
            steps += usize::from(desk.dump() != before);
        }
        prop_assert!(agreement(&desk) == figures);
        prop_assert_eq!(&work(&desk), &own);
        for _ in 0..steps {
            desk.undoes(Some(lead));
        }
        prop_assert_eq!(desk.dump(), dump);
    }
}
