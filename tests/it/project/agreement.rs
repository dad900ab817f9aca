//! Which answers the agreement compares: finished work, each question once per thing it is asked of.

use super::{Desk, Desktop, REVIEW, TWO, code, coded, set};
use mizan::model::{AnswerState, CoderId, Value};
use mizan::project::{AgreementChoice, AgreementData, Command, Facet, LeftOut, Offered};
use mizan::report::{AgreementLine, VariableData, to_table};

fn pair(pages: &[(&str, &str)]) -> (Desk, [CoderId; 2]) {
    let (mut desk, first) = Desk::with(pages);
    let second = desk.coder("كريم");
    let articles = desk.project.queue(first).unwrap().iter().map(|i| i.article).collect();
    let round = desk.project.main_round().unwrap();
    desk.does(None, Command::Assign { coder: second, articles, round });
    (desk, [first, second])
}

fn finish(desk: &mut Desk, at: Desktop) {
    desk.does(Some(at.coder), Command::Finish { coding: at.coding, reason: Some("a test".into()) });
}

fn of<'d>(data: &'d AgreementData, variable: &str, target: Option<&str>) -> Option<&'d VariableData> {
    let in_row = |d: &&VariableData| target.is_none_or(|t| d.row.iter().any(|(_, v)| v == t));
    data.variables.iter().filter(in_row).find(|d| d.variable == variable)
}

#[test]
fn unfinished_work_is_left_out_and_counted() {
    let (mut desk, coders) = pair(&[REVIEW, TWO]);
    let work = coders.map(|c| [0, 1].map(|i| desk.begin(c, i)));
    for at in work.iter().flatten() {
        let article = at.first(&desk, "ART");
        desk.does(Some(at.coder), set(article, "A1", code("6")));
    }
    finish(&mut desk, work[0][0]);
    finish(&mut desk, work[1][0]);
    finish(&mut desk, work[0][1]);
    let data = desk.project.agreement_data().unwrap();
    assert_eq!(data.unfinished_codings, 1);
    let a1 = of(&data, "A1", None).unwrap();
    let six = || Some(code("6").state);
    assert_eq!(a1.cells, [vec![six(), six()], vec![six(), None], vec![None, None]]);
    let line = data.report().lines.into_iter().find(|l| l.variable == "A1").unwrap();
    assert_eq!((line.units, line.coders, line.pairable_units, line.pairable_values), (2, 2, 1, 2));
    // Opened again it is unfinished again.
    desk.does(None, Command::Reopen { coding: work[0][0].coding });
    assert_eq!(desk.project.agreement_data().unwrap().unfinished_codings, 2);
    assert!(to_table(&desk.project.agreement().unwrap()).contains("Left out: 2 codings"));
}

#[test]
fn what_is_asked_of_a_page_is_compared_once_per_page() {
    let (mut desk, coders) = pair(&[TWO, REVIEW]);
    let outlet = |name: &str| coded(Value::Text(name.into()));
    // The first coder has finished both articles of the page, the second only the second one.
    for (coder, article, name) in [(0, 0, Some("الساحل")), (0, 1, None), (1, 1, Some("الساحل")), (1, 2, Some("المدار"))]
    {
        let at = desk.begin(coders[coder], article);
        let page = at.first(&desk, "DOC");
        if let Some(name) = name {
            desk.does(Some(at.coder), set(page, "D1", outlet(name)));
        }
        finish(&mut desk, at);
    }
    let data = desk.project.agreement_data().unwrap();
    let d1 = of(&data, "D1", None).unwrap();
    let cell = |name: &str| Some(outlet(name).state);
    assert_eq!(d1.cells, [vec![cell("الساحل"), cell("الساحل")], vec![None, cell("المدار")]]);
    assert_eq!(of(&data, "A1", None).unwrap().cells.len(), 3, "articles are compared each by itself");
}

#[test]
fn obligatory_rows_are_compared_by_what_they_ask() {
    let (mut desk, coders) = pair(&[REVIEW]);
    for (coder, stance) in coders.into_iter().zip(["-1", "2"]) {
        let at = desk.begin(coder, 0);
        let azerbaijan = at.stance(&desk, "AZE");
        let answers = [("S4", "expressed"), ("S3", stance)].map(|(v, c)| (v.to_owned(), Some(code(c))));
        desk.does(Some(coder), Command::SetAnswers { record: azerbaijan, answers: answers.into() });
        let russia = at.stance(&desk, "RUS");
        desk.does(Some(coder), set(russia, "S4", code("no_stance")));
        // Rows beside the obligatory ones are not compared.
        desk.does(Some(coder), at.add_stance("AZE", "4"));
        finish(&mut desk, at);
    }
    let data = desk.project.agreement_data().unwrap();
    let cells = |variable: &str, target: &str| of(&data, variable, Some(target)).unwrap().cells[0].clone();
    assert_eq!(cells("S3", "AZE"), [Some(code("-1").state), Some(code("2").state)]);
    assert_eq!(cells("S3", "RUS"), [Some(AnswerState::NotApplicable), Some(AnswerState::NotApplicable)]);
    assert_eq!(cells("S4", "UKR"), [Some(AnswerState::NotYetCoded), Some(AnswerState::NotYetCoded)]);
    let line = |variable: &str, target: &str| -> AgreementLine {
        let lines = data.report().lines;
        let in_row = |l: &AgreementLine| l.variable == variable && l.row.iter().any(|(_, v)| v == target);
        lines.into_iter().find(in_row).unwrap()
    };
    assert_eq!(line("S3", "RUS").not_applicable, 2);
    assert!(line("S4", "RUS").alpha.value().is_none(), "no variation is undefined, never 1");
    assert!(line("S4", "RUS").alpha.reason().unwrap().to_string().contains("no variation"));
    assert_eq!(line("S4", "UKR").not_yet_coded, 2);
}

#[test]
fn a_question_that_a_row_rules_out_for_ever_has_no_line() {
    let (desk, _) = pair(&[REVIEW]);
    let data = desk.project.agreement_data().unwrap();
    for target in ["RUS", "AZE", "UKR"] {
        // Which part of the West, and which person: asked of other targets only.
        for never in ["S1w", "S1p", "S1", "S2"] {
            assert!(of(&data, never, Some(target)).is_none(), "{never} {target}");
        }
        for asked in ["S3", "S4", "S5", "S7"] {
            assert!(of(&data, asked, Some(target)).is_some(), "{asked} {target}");
        }
    }
    // Questions whose condition rests on the coder's work keep their line.
    for asked in ["D4", "D9", "A3", "C5", "C10"] {
        assert!(of(&data, asked, None).is_some(), "{asked}");
    }
    assert!(of(&data, "P1", None).is_none() && of(&data, "R4", None).is_none());
}

#[test]
fn a_date_is_reported_as_a_date() {
    let (mut desk, coders) = pair(&[REVIEW, TWO]);
    for (coder, dates) in coders.into_iter().zip([["2024-08-19", "2025-05-06"], ["2024-08-19", "2024"]]) {
        for (i, date) in dates.into_iter().enumerate() {
            let at = desk.begin(coder, i);
            let page = at.first(&desk, "DOC");
            desk.does(Some(coder), set(page, "D5", code("printed")));
            desk.does(Some(coder), set(page, "D4", coded(Value::Date(date.into()))));
            finish(&mut desk, at);
        }
    }
    let report = desk.project.agreement().unwrap();
    let line = report.lines.iter().find(|l| l.variable == "D4").unwrap();
    let largest = line.largest.as_ref().unwrap();
    assert_eq!((largest.code.as_str(), largest.label.ar.as_str()), ("2024-08-19", "2024-08-19"));
    assert_eq!((line.pairable_values, line.off_scale), (2, 1), "a year alone has no place on a scale of days");
    let reason = line.alpha.reason().unwrap().to_string();
    assert!(reason.contains("2024-08-19"), "{reason}");
    for text in [to_table(&report), serde_json::to_string(&report).unwrap()] {
        assert!(text.contains("2024-08-19") && !text.contains("19954"));
    }
}

#[test]
fn days_apart_count_as_days() {
    let (mut desk, coders) = pair(&[REVIEW, TWO]);
    for (coder, dates) in coders.into_iter().zip([["2024-08-19", "2024-08-29"], ["2024-08-20", "2024-08-29"]]) {
        for (i, date) in dates.into_iter().enumerate() {
            let at = desk.begin(coder, i);
            let page = at.first(&desk, "DOC");
            desk.does(Some(coder), set(page, "D5", code("printed")));
            desk.does(Some(coder), set(page, "D4", coded(Value::Date(date.into()))));
            finish(&mut desk, at);
        }
    }
    let report = desk.project.agreement().unwrap();
    let line = report.lines.iter().find(|l| l.variable == "D4").unwrap();
    assert_eq!(line.measure, "alpha_interval");
    // Values 0, 1, 10, 10: observed 2/4; all ordered pairs differ by 1, 100, 100, 81, 81 squared, twice, over 4 * 3.
    let expected = 1.0 - (2.0 / 4.0) / (2.0 * (1.0 + 100.0 + 100.0 + 81.0 + 81.0) / 12.0);
    assert!((line.alpha.value().unwrap() - expected).abs() < 1e-12, "{:?} {expected}", line.alpha);
}

/// Two pages of one article each, both finished by both coders, who disagree on the genre of the second.
fn finished_pair() -> (Desk, [CoderId; 2], [Desktop; 4]) {
    let (mut desk, coders) = pair(&[REVIEW, TWO]);
    let mut at = Vec::new();
    for coder in coders {
        for article in [0, 1] {
            let desktop = desk.begin(coder, article);
            let record = desktop.first(&desk, "ART");
            let genre = if article == 1 && coder == coders[1] { "2" } else { "6" };
            desk.does(Some(coder), set(record, "A1", code(genre)));
            finish(&mut desk, desktop);
            at.push(desktop);
        }
    }
    (desk, coders, [at[0], at[1], at[2], at[3]])
}

fn offered(data: &AgreementData, facet: Facet) -> Vec<Offered> {
    data.offered.iter().filter(|o| o.facet == facet).cloned().collect()
}

#[test]
fn what_is_put_aside_is_not_compared_and_stays_offered() {
    let (mut desk, coders, _) = finished_pair();
    let documents = desk.project.documents().unwrap();
    for (document, (outlet, date)) in documents.iter().zip([("الساحل", "2025-05-06"), ("المدار", "2025-06-01")])
    {
        for (key, value) in [("outlet", outlet), ("date", date)] {
            let (document, key, value) = (document.id, key.to_owned(), value.to_owned());
            desk.does(None, Command::SetMetadata { document, key, value });
        }
    }
    let all = desk.project.agreement_data().unwrap();
    let months: Vec<(String, usize)> = offered(&all, Facet::Month).into_iter().map(|o| (o.key, o.codings)).collect();
    assert_eq!(months, [("2025-05".into(), 2), ("2025-06".into(), 2)]);
    let genre = |data: &AgreementData| of(data, "A1", None).map(|v| v.cells.len());
    assert_eq!(genre(&all), Some(3));

    let without = |facet: Facet, at: usize| {
        let choice = AgreementChoice::default().with(&offered(&all, facet)[at]);
        (choice.clone(), desk.project.agreement_data_of(&choice).unwrap())
    };
    let (_, june) = without(Facet::Month, 0);
    assert_eq!(genre(&june), Some(2), "the page of May is out");
    assert_eq!(genre(&without(Facet::Outlet, 1).1), Some(1));
    let (choice, one) = without(Facet::Coder, 0);
    assert_eq!(one.coders, [coders[1]]);
    assert_eq!(of(&one, "A1", None).unwrap().coders, ["كريم"]);
    let back = offered(&one, Facet::Coder);
    assert_eq!(back.iter().map(|o| o.on).collect::<Vec<_>>(), [false, true]);
    assert_eq!(choice.with(&back[0]), AgreementChoice::default(), "taken in again");
    let a1 = offered(&all, Facet::Question).iter().position(|o| o.key == "A1").unwrap();
    let (_, rest) = without(Facet::Question, a1);
    assert!(genre(&rest).is_none() && of(&rest, "A2", None).is_some());
}

#[test]
fn work_under_another_version_is_named_and_can_be_chosen() {
    let (desk, _, at) = finished_pair();
    let path = desk.path();
    let Desk { dir, project, .. } = desk;
    drop(project);
    let raw = rusqlite::Connection::open(&path).unwrap();
    let old = "00000000-0000-7000-8000-000000000001";
    raw.execute(
        "INSERT INTO codebook_versions (id, codebook, version, body, hash, revision, created_at, updated_at)
         SELECT ?1, codebook, '0.9', replace(body, '\"1.0\"', '\"0.9\"'), 'other', 1, 0, 0
         FROM codebook_versions",
        [old],
    )
    .unwrap();
    raw.execute("UPDATE codings SET codebook_version = ?1 WHERE id = ?2", [old, &at[0].coding.to_string()]).unwrap();
    drop(raw);
    let project = mizan::project::Project::open(&path).unwrap();
    let now = project.agreement_data().unwrap();
    assert_eq!(now.left_out, [LeftOut { version: "media-bias 0.9".into(), codings: 1 }]);
    assert_eq!(now.codings.len(), 3);
    let before = AgreementChoice { version: old.parse().ok(), ..AgreementChoice::default() };
    let then = project.agreement_data_of(&before).unwrap();
    assert_eq!(then.left_out, [LeftOut { version: "media-bias 1.0".into(), codings: 3 }]);
    assert_eq!(then.codings.len(), 1);
    drop((project, dir));
}

#[test]
fn a_range_of_days_of_publication_is_compared() {
    let (mut desk, _, _) = finished_pair();
    let documents = desk.project.documents().unwrap();
    for (document, date) in documents.iter().zip(["2025-05-06", "2025-06"]) {
        let (document, key, value) = (document.id, "date".to_owned(), date.to_owned());
        desk.does(None, Command::SetMetadata { document, key, value });
    }
    let articles = |from: &str, to: &str| {
        let choice = AgreementChoice { from: from.into(), to: to.into(), ..AgreementChoice::default() };
        let data = desk.project.agreement_data_of(&choice).unwrap();
        of(&data, "A1", None).map_or(0, |v| v.cells.len())
    };
    assert_eq!((articles("", ""), articles("2025-05-06", "2025-05-06"), articles("2025-05-07", "")), (3, 1, 2));
    assert_eq!((articles("", "2025-05"), articles("2025-06-10", "2025-06-20"), articles("2026", "")), (1, 2, 0));
}
