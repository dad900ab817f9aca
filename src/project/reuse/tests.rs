//! Reuse in a project.

use super::{LEAST_SHARED, Reuse};
use crate::jobs::Monitor;
use crate::model::{ArticleId, ZoneKind};
use crate::project::{Command, Project};

const STORY: [&str; 4] = [
    "أعلنت وزارة الخارجية اليوم أن الوزير سيزور العاصمة الأذربيجانية باكو مطلع الأسبوع المقبل لإجراء محادثات مع المسؤولين هناك.",
    "وقال المتحدث باسم الوزارة إن الزيارة تأتي في إطار الجهود الرامية إلى فتح ممر بري بين البلدين بعد سنوات من القطيعة.",
    "وأضاف أن الجانبين سيبحثان أيضا مشروعات الطاقة والنقل التي تعثرت في الأعوام الماضية بسبب الخلاف على الحدود.",
    "ويرى مراقبون أن الاتفاق على الممر لا يزال بعيدا ما دامت أرمينيا ترفض أن يمر عبر أراضيها من دون رقابتها.",
];

fn page(outlet: &str, date: &str, title: &str, paragraphs: &[&str]) -> String {
    let body = format!("<p>{}</p>", paragraphs.join("</p><p>"));
    format!(
        "<html><head><meta charset=utf-8><title>{title}</title><meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{date}\"></head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}

fn project(pages: &[String]) -> (tempfile::TempDir, Project, Vec<ArticleId>) {
    let folder = tempfile::tempdir().unwrap();
    let mut project = Project::create(folder.path().join("s.mizan"), "Study").unwrap();
    let mut articles = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let imported = project.import_bytes(None, &format!("{n}.html"), page.as_bytes()).unwrap();
        articles.extend(imported.articles);
    }
    assert_eq!(articles.len(), pages.len());
    (folder, project, articles)
}

fn reuse(project: &Project) -> Reuse {
    let mut reading = project.begin_reuse().unwrap();
    while !reading.is_complete() {
        project.read_reuse(&mut reading, 2).unwrap();
    }
    reading.find(LEAST_SHARED, &Monitor::silent()).unwrap()
}

fn others() -> Vec<&'static str> {
    vec![
        "قررت إدارة المهرجان تأجيل الدورة الجديدة إلى الخريف المقبل لأسباب تتعلق بالتمويل وبصيانة المسرح القديم وسط المدينة.",
        "وسيعاد ثمن التذاكر لمن يرغب في ذلك خلال شهر من تاريخ الإعلان عبر المكاتب التي بيعت فيها أو عبر الموقع.",
        "ومن المقرر أن يعلن البرنامج الكامل في مؤتمر صحفي يعقد بعد أسبوعين بحضور المدير الفني وعدد من المشاركين.",
    ]
}

#[test]
fn an_edited_copy_is_found_with_the_older_one_first() {
    let older = page("الأولى", "2024-08-19T10:00:00Z", "باكو تستقبل الوزير الأسبوع المقبل", &STORY);
    let edited = STORY[1].replace("المتحدث باسم الوزارة", "مصدر مطلع");
    let copy = page("الثانية", "2024-08-20", "ممر بري قيد البحث في باكو", &[STORY[0], &edited, STORY[2]]);
    let other = page("الثالثة", "2024-08-18", "تأجيل المهرجان إلى الخريف", &others());
    let (_folder, project, ids) = project(&[copy, other, older]);
    let found = reuse(&project);
    let [pair] = found.pairs.as_slice() else { panic!("{:?}", found.pairs) };
    let (first, second) = (&found.articles[pair.first], &found.articles[pair.second]);
    assert_eq!((first.article, second.article), (ids[2], ids[0]));
    assert!(found.is_older(pair.first, pair.second));
    assert!(pair.containment > 0.6 && pair.containment < 1.0, "{}", pair.containment);

    let both = project.compare_articles(first.article, second.article).unwrap();
    let words = |side: usize| -> Vec<&str> {
        let side = &both.sides[side];
        let text = side.document.text.as_str();
        side.paragraphs.iter().flat_map(|p| &p.only).map(|r| &text[r.clone()]).collect()
    };
    assert!(words(0).contains(&"المتحدث باسم الوزارة"), "{:?}", words(0));
    assert!(words(1).contains(&"مصدر مطلع"), "{:?}", words(1));
    // Headline beside headline, three paragraphs beside each other, and one that was cut.
    let body = |kind: ZoneKind| both.sides[0].paragraphs.iter().filter(|p| p.kind == kind).count();
    assert_eq!((body(ZoneKind::Headline), body(ZoneKind::Body)), (1, 4));
    assert_eq!(both.rows.len(), 5, "{:?}", both.rows);
    assert_eq!(both.rows.iter().filter(|r| r[1].is_none()).count(), 1);
    assert!(both.sides[0].paragraphs.last().unwrap().stands_alone);
}

#[test]
fn who_was_first_is_unknown_without_two_different_days() {
    let one = page("الأولى", "2024-08-19", "باكو تستقبل الوزير الأسبوع المقبل", &STORY);
    let same_day = page("الثانية", "2024-08-19", "ممر بري قيد البحث", &STORY[..3]);
    let undated = page("الثالثة", "", "الوزير في باكو", &STORY[1..]);
    let (_folder, project, _) = project(&[undated, one, same_day]);
    let found = reuse(&project);
    assert_eq!(found.pairs.len(), 3);
    assert!(found.pairs.iter().all(|p| !found.is_older(p.first, p.second)));
    assert_eq!(found.articles.last().unwrap().date, None);
}

#[test]
fn the_same_words_are_offered_once() {
    let one = page("الأولى", "2024-08-19", "باكو تستقبل الوزير الأسبوع المقبل", &STORY);
    let marked = STORY.map(|p| p.replace("الوزير", "الوزيـر"));
    let marked: Vec<&str> = marked.iter().map(String::as_str).collect();
    let again = page("الثانية", "2024-08-21", "ممر بري قيد البحث", &marked);
    let cut = page("الثالثة", "2024-08-22", "الوزير في باكو", &STORY[..3]);
    let (_folder, project, _) = project(&[one, again, cut]);
    let found = reuse(&project);
    assert_eq!(found.equal, [vec![0, 1]]);
    assert_eq!(found.pairs.iter().map(|p| (p.first, p.second)).collect::<Vec<_>>(), [(0, 2)]);
}

#[test]
fn what_a_person_takes_out_of_the_story_is_not_compared() {
    let one = page("الأولى", "2024-08-19", "باكو تستقبل الوزير الأسبوع المقبل", &STORY);
    let mixed: Vec<&str> = others().into_iter().chain([STORY[0], STORY[1], STORY[2], STORY[3]]).collect();
    let (_folder, mut project, _) = project(&[one, page("الثانية", "2024-08-20", "تأجيل المهرجان", &mixed)]);
    assert_eq!(reuse(&project).pairs.len(), 1);
    let amal = project.apply(None, Command::AddCoder { name: "Amal".into(), lead: true }).unwrap().coder;
    let view = project.document_view(project.documents().unwrap()[1].id).unwrap();
    let copied = view.zones.iter().filter(|z| STORY.contains(&view.document.text.quote(z.span))).map(|z| z.block);
    for block in copied.collect::<Vec<_>>() {
        let command = Command::SetZone { document: view.document.id, block, kind: ZoneKind::Related };
        project.apply(amal, command).unwrap();
    }
    assert_eq!(reuse(&project).pairs, []);
}
