//! How far a study is, what falls, who drifts; and who did what when.

use super::{Desk, Desktop, REVIEW, WIRE, code, memo, set};
use mizan::jobs::Monitor;
use mizan::model::{CoderId, NoteTarget, Timestamp};
use mizan::project::{Alarm, AuditFilter, Command, RoundProgress, audit_table};

fn finish(desk: &mut Desk, at: Desktop) {
    desk.does(Some(at.coder), Command::Finish { coding: at.coding, reason: Some("a test".into()) });
}

fn main_round(desk: &Desk) -> RoundProgress {
    let mut rounds = desk.project.progress(&Monitor::silent()).unwrap();
    assert_eq!(rounds.len(), 1);
    rounds.remove(0)
}

/// Three coders and so many short pages, all given to everybody.
fn team(pages: usize) -> (Desk, [CoderId; 3]) {
    let mut desk = Desk::empty();
    let coders = ["سلمى", "كريم", "هدى"].map(|name| desk.coder(name));
    let mut articles = Vec::new();
    for n in 0..pages {
        let text = format!(
            "عنوان المقال {n} في الصحيفة\n\nقال الوزير في خطاب {n} إن الحوار مستمر بين الطرفين.\n\nوأضاف أن الاتفاق قريب.\n"
        );
        articles.extend(desk.import((&format!("{n}.txt"), &text)).1);
    }
    assert_eq!(articles.len(), pages);
    let round = desk.project.main_round().unwrap();
    for coder in coders {
        desk.does(None, Command::Assign { coder, articles: articles.clone(), round });
    }
    (desk, coders)
}

#[test]
fn each_coder_has_their_counts_and_minutes() {
    let (mut desk, [salma, karim, huda]) = team(4);
    for (n, minutes) in [(0, 2), (1, 10), (2, 4)] {
        let at = desk.begin(salma, n);
        let article = at.first(&desk, "ART");
        desk.does(Some(salma), set(article, "A1", code("1")));
        desk.project.record_work(at.coding, Timestamp(1_000), minutes * 60_000, 0).unwrap();
        finish(&mut desk, at);
    }
    let at = desk.begin(karim, 0);
    let article = at.first(&desk, "ART");
    desk.does(Some(karim), set(article, "A1", code("2")));
    let round = main_round(&desk);
    let of = |id: CoderId| round.coders.iter().find(|c| c.coder == id).unwrap().clone();
    let (first, second, third) = (of(salma), of(karim), of(huda));
    assert_eq!((first.assigned, first.begun, first.done, first.with_gaps), (4, 0, 3, 3));
    assert_eq!(first.median_minutes, Some(4.0));
    assert_eq!((second.assigned, second.begun, second.done, second.median_minutes), (4, 1, 0, None));
    assert_eq!((third.assigned, third.begun, third.done), (4, 0, 0));
    assert!(second.unfinished.is_empty() && round.agreement.is_empty() && round.alarms.is_empty());
    // What a coder sees of themselves.
    let own = desk.project.own_progress(karim).unwrap();
    assert_eq!((own.to_do, own.begun, own.done, own.median_minutes), (3, 1, 0, None));
    assert_eq!(own.missing.len(), 1);
    assert!(own.missing[0].1 > 5 && own.missing[0].0.starts_with("عنوان المقال"));
    let own = desk.project.own_progress(salma).unwrap();
    assert_eq!((own.to_do, own.done, own.minutes_left), (1, 3, Some(4.0)));
}

#[test]
fn what_was_begun_long_ago_is_named() {
    let (mut desk, [salma, ..]) = team(2);
    let at = desk.begin(salma, 0);
    let article = at.first(&desk, "ART");
    desk.does(Some(salma), set(article, "A1", code("1")));
    assert!(main_round(&desk).coders[0].unfinished.is_empty());
    // Each opening lies some three hours behind the one before.
    for _ in 0..30 {
        desk = desk.reopen();
    }
    let unfinished = &main_round(&desk).coders[0].unfinished;
    assert_eq!((unfinished.len(), unfinished[0].days), (1, 3));
}

#[test]
fn a_question_that_falls_and_a_coder_who_drifts_are_alarms() {
    let (mut desk, coders) = team(24);
    for n in 0..24 {
        for (who, coder) in coders.into_iter().enumerate() {
            let at = desk.begin(coder, n);
            let article = at.first(&desk, "ART");
            // In the newer half the third coder answers the genre at random.
            let genre = if who == 2 && n >= 12 { ["2", "1", "3"][n % 3] } else { ["1", "2"][n % 2] };
            desk.does(Some(coder), set(article, "A1", code(genre)));
            desk.does(Some(coder), set(article, "A6", code(["0", "2"][n % 2])));
            finish(&mut desk, at);
        }
    }
    let round = main_round(&desk);
    let genre = round.agreement.iter().find(|q| q.variable == "A1").unwrap();
    let (low, high) = genre.interval.unwrap();
    assert!(genre.units == 24 && low < genre.alpha && genre.alpha < high, "{genre:?}");
    let falls: Vec<&str> = round
        .alarms
        .iter()
        .filter_map(|a| match a {
            Alarm::Falls { variable, before, now, .. } => {
                assert!(*before > 0.9 && *now < 0.667);
                Some(variable.as_str())
            }
            Alarm::Drifts { .. } => None,
        })
        .collect();
    assert_eq!(falls, ["A1"]);
    let drifts: Vec<CoderId> = round
        .alarms
        .iter()
        .filter_map(|a| match a {
            Alarm::Drifts { coder, .. } => Some(*coder),
            Alarm::Falls { .. } => None,
        })
        .collect();
    assert!(drifts.contains(&coders[2]), "{:?}", round.alarms);
}

#[test]
fn the_trail_tells_who_did_what_to_which_article() {
    let (mut desk, salma) = Desk::with(&[REVIEW, WIRE]);
    let karim = desk.coder("كريم");
    let at = desk.begin(salma, 0);
    let article = at.first(&desk, "ART");
    desk.does(Some(salma), set(article, "A1", code("6")));
    desk.does(Some(salma), set(article, "A1", code("1")));
    desk.undoes(Some(salma));
    desk.does(Some(salma), memo(NoteTarget::Record(article), "=SUM(A1) مذكرة"));
    let other = desk.begin(salma, 1);
    let second = other.first(&desk, "ART");
    desk.does(Some(salma), set(second, "A1", code("2")));
    let of_article = at.view(&desk).article.id;
    let filter = AuditFilter { record: Some(article), action: Some("set_answer".into()), ..AuditFilter::default() };
    let told: Vec<_> = desk.project.audit(&filter).unwrap();
    let lines: Vec<(&str, &str, &str, &str)> =
        told.iter().map(|e| (e.kind, e.what.as_str(), e.before.as_str(), e.after.as_str())).collect();
    assert_eq!(lines, [("do", "A1", "", "6"), ("do", "A1", "6", "1"), ("undo", "A1", "1", "6")]);
    assert!(told.iter().all(|e| e.by == "سلمى" && e.of == "سلمى" && e.thing == "ART"));
    assert!(told.iter().all(|e| e.article_id == Some(of_article)));
    // By article, person and time.
    let count = |filter: AuditFilter| desk.project.audit(&filter).unwrap().len();
    let all = count(AuditFilter::default());
    let here = count(AuditFilter { article: Some(of_article), ..AuditFilter::default() });
    assert!(here < all && here > 4);
    assert_eq!(count(AuditFilter { coder: Some(karim), ..AuditFilter::default() }), 1, "only that he joined");
    let last = desk.project.audit(&AuditFilter::default()).unwrap().last().unwrap().at;
    assert_eq!(count(AuditFilter { since: Some(Timestamp(last.0 + 1)), ..AuditFilter::default() }), 0);
    assert_eq!(count(AuditFilter { until: Some(Timestamp(last.0 + 1)), ..AuditFilter::default() }), all);
    // As a table it is harmless in a spreadsheet.
    let entries = desk.project.audit(&AuditFilter::default()).unwrap();
    let table = String::from_utf8(audit_table(&entries)).unwrap();
    assert!(table.contains("'=SUM(A1) مذكرة") && table.lines().count() > all);
}
