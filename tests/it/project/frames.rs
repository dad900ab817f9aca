//! What most pages of an outlet have in common is their frame, also page by page.

use super::*;
use mizan::model::{ZoneKind, ZoneOrigin};

const PROMPT: &str = "يلتقي قراؤنا كل صباح عند رسالة قصيرة عن أحوال المدينة وأهلها";
const DISCLAIMER: &str = "المقال يعبر عن رأي الكاتب ولا يعبر بالضرورة عن رأي الصحيفة";

fn page(n: usize, outlet: &str) -> String {
    let story: String = (0..5).fold(String::new(), |story, p| {
        let words: Vec<String> = (0..24).map(|w| format!("كلمة{n}{p}{w}")).collect();
        story + &format!("<p>قال المسؤول {} أمس.</p>", words.join(" "))
    });
    format!(
        "<html lang=ar><head><meta charset=utf-8><title>خبر رقم {n} في المدينة اليوم</title>\
         <meta property=\"og:site_name\" content=\"{outlet}\"></head><body><article><h1>خبر رقم {n} في المدينة اليوم</h1>\
         {story}<p>{PROMPT}</p><p>{DISCLAIMER}</p></article></body></html>"
    )
}

/// What the block with some words is on each page of a project, and who says so.
fn said(project: &Project, words: &str) -> Vec<(ZoneKind, String)> {
    let of = |id| {
        let view = project.document_view(id).unwrap();
        let zone = view.zones.iter().find(|z| view.document.text.quote(z.span).contains(words)).unwrap().clone();
        let who = match zone.origin {
            ZoneOrigin::Rule { rule, .. } => rule,
            ZoneOrigin::Coder(_) => "person".into(),
        };
        (zone.kind, who)
    };
    project.documents().unwrap().into_iter().map(|d| of(d.id)).collect()
}

fn block(project: &Project, at: usize, words: &str) -> (DocumentId, usize) {
    let view = project.document_view(project.documents().unwrap()[at].id).unwrap();
    let zone = view.zones.iter().find(|z| view.document.text.quote(z.span).contains(words)).unwrap();
    (view.document.id, zone.block)
}

#[test]
fn pages_that_come_one_by_one_are_framed_as_in_a_batch() {
    let folder = tempfile::tempdir().unwrap();
    let mut one_by_one = Project::create(folder.path().join("a.mizan"), "A").unwrap();
    for n in 0..5 {
        one_by_one.import_bytes(None, &format!("{n}.html"), page(n, "الجريدة").as_bytes()).unwrap();
    }
    let mut at_once = Project::create(folder.path().join("b.mizan"), "B").unwrap();
    let batches: Vec<_> =
        (0..5).map(|n| mizan::import::read(&format!("{n}.html"), page(n, "الجريدة").as_bytes()).unwrap()).collect();
    at_once.import_batches(None, &batches.iter().collect::<Vec<_>>()).unwrap();
    let framed = vec![(ZoneKind::Boilerplate, "boilerplate.template".to_owned()); 5];
    assert_eq!(said(&one_by_one, PROMPT), framed);
    assert_eq!(said(&at_once, PROMPT), framed);
    for project in [&one_by_one, &at_once] {
        assert!(said(project, DISCLAIMER).iter().all(|(kind, _)| *kind == ZoneKind::Disclaimer));
        assert!(said(project, "قال المسؤول").iter().all(|(kind, _)| *kind == ZoneKind::Body));
    }
    // Whoever opens the project again goes on with what it holds; another outlet knows nothing of it.
    drop(one_by_one);
    let mut again = Project::open(folder.path().join("a.mizan")).unwrap();
    again.import_bytes(None, "5.html", page(5, "الجريدة").as_bytes()).unwrap();
    again.import_bytes(None, "6.html", page(6, "صحيفة أخرى").as_bytes()).unwrap();
    let last = said(&again, PROMPT);
    assert_eq!(last[5], framed[0]);
    assert_ne!(last[6].1, "boilerplate.template");
}

#[test]
fn what_a_person_said_stays_and_so_does_a_page_that_is_being_coded() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = Project::create(folder.path().join("a.mizan"), "A").unwrap();
    let amal = project.apply(None, Command::AddCoder { name: "Amal".into(), lead: true }).unwrap().coder.unwrap();
    for n in 0..2 {
        project.import_bytes(Some(amal), &format!("{n}.html"), page(n, "الجريدة").as_bytes()).unwrap();
    }
    let (document, at) = block(&project, 0, PROMPT);
    project.apply(Some(amal), Command::SetZone { document, block: at, kind: ZoneKind::Body }).unwrap();
    let article = project.documents().unwrap()[1].articles[0].id;
    project.open_coding(amal, article).unwrap();
    let before = said(&project, PROMPT);
    project.import_bytes(Some(amal), "2.html", page(2, "الجريدة").as_bytes()).unwrap();
    let after = said(&project, PROMPT);
    assert_eq!(after[0], (ZoneKind::Body, "person".to_owned()));
    assert_eq!(after[1], before[1]);
    assert_eq!(after[2], (ZoneKind::Boilerplate, "boilerplate.template".to_owned()));
}

#[test]
fn the_same_is_said_where_the_same_rule_fired_and_no_person_has_spoken() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = Project::create(folder.path().join("a.mizan"), "A").unwrap();
    let amal = project.apply(None, Command::AddCoder { name: "Amal".into(), lead: true }).unwrap().coder.unwrap();
    for n in 0..3 {
        project.import_bytes(Some(amal), &format!("{n}.html"), page(n, "الجريدة").as_bytes()).unwrap();
    }
    project.import_bytes(Some(amal), "9.html", page(9, "صحيفة أخرى").as_bytes()).unwrap();
    let (second, own) = block(&project, 1, PROMPT);
    project.apply(Some(amal), Command::SetZone { document: second, block: own, kind: ZoneKind::Body }).unwrap();
    let (document, at) = block(&project, 0, PROMPT);
    project.apply(Some(amal), Command::SetZone { document, block: at, kind: ZoneKind::Related }).unwrap();
    let before = said(&project, PROMPT);
    let all = Command::SetAlike { document, block: at, everywhere: true };
    assert!(project.apply(Some(amal), all.clone()).unwrap().changed);
    let kinds: Vec<ZoneKind> = said(&project, PROMPT).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds[..3], [ZoneKind::Related, ZoneKind::Body, ZoneKind::Related]);
    assert_eq!(said(&project, PROMPT)[3], before[3], "another outlet");
    assert!(said(&project, "قال المسؤول").iter().all(|(kind, _)| *kind == ZoneKind::Body), "another rule");
    assert!(!project.apply(Some(amal), all).unwrap().changed);
    project.undo(Some(amal)).unwrap();
    assert_eq!(said(&project, PROMPT), before);
}
