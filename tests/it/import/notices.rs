//! Pages whose story is short, or stands where sites put everything but stories.

use mizan::import::{ImportedDocument, QuestionKind, read};
use mizan::model::ZoneKind;

fn load(page: &str) -> ImportedDocument {
    read("page.html", page.as_bytes()).unwrap().documents.remove(0)
}

fn body(document: &ImportedDocument) -> Vec<&str> {
    document.zones.iter().filter(|z| z.kind == ZoneKind::Body).map(|z| document.text.quote(z.span)).collect()
}

fn paragraph(n: usize) -> String {
    let words = "إن التقرير السنوي سيصدر في نهاية الشهر بعد مراجعته كاملا من اللجنة المختصة بذلك";
    format!("<p>قال متحدث باسم المركز في الفقرة {n} {words}.</p>")
}

const MENU: &str = "<nav><a href=/>الرئيسية</a> <a href=/p>سياسة</a> <a href=/s>رياضة</a></nav>";

#[test]
fn a_notice_of_one_line_is_an_article_under_its_title() {
    let page = load(&format!(
        "<html lang=ar><head><title>عاجل: هزة أرضية تضرب العاصمة | صحيفة الأفق</title></head><body>{MENU}
         <h1>عاجل: هزة أرضية تضرب العاصمة</h1><div class=date>21 نوفمبر 2026</div>
         <p>مراسلنا: هزة أرضية قوية تضرب العاصمة</p><footer>جميع الحقوق محفوظة</footer></body></html>"
    ));
    assert_eq!(page.articles.len(), 1);
    assert_eq!(page.title, "عاجل: هزة أرضية تضرب العاصمة");
    assert_eq!(body(&page), ["مراسلنا: هزة أرضية قوية تضرب العاصمة"]);
    assert_eq!(page.questions, []);
    let last = page.blocks[page.articles[0].blocks.end - 1].span;
    assert!(page.text.quote(last).starts_with("مراسلنا"), "the foot of the page is no part of it");
}

#[test]
fn a_notice_without_a_title_is_asked_about() {
    let page = load("<html><body><p>نفت الرئاسة اليوم ما تداولته بعض المواقع</p></body></html>");
    assert_eq!(page.articles.len(), 1);
    assert_eq!(body(&page), ["نفت الرئاسة اليوم ما تداولته بعض المواقع"]);
    assert_eq!(page.questions.iter().map(|q| q.kind).collect::<Vec<_>>(), [QuestionKind::WhichHeadline]);
}

#[test]
fn a_page_of_links_and_fragments_is_no_notice() {
    let links = "<li><a href=/1>وزير الخارجية يزور العاصمة غدا</a></li>".repeat(8);
    for page in
        [format!("{MENU}<ul>{links}</ul>"), "<p>لا توجد نتائج</p>".to_owned(), "<div>نص قصير هنا أيضا</div>".repeat(9)]
    {
        let page = load(&format!("<html><body>{page}</body></html>"));
        assert_eq!(page.articles, [], "{}", page.text.as_str());
    }
}

#[test]
fn a_story_inside_what_is_called_a_column_beside_it_is_found() {
    let story: String = (1..8).map(paragraph).collect();
    let page = load(&format!(
        "<html><body>{MENU}<div class=sidebar><h1>تقرير المركز السنوي يصدر قريبا</h1>{story}</div></body></html>"
    ));
    assert_eq!((page.articles.len(), page.title.as_str()), (1, "تقرير المركز السنوي يصدر قريبا"));
    assert_eq!(body(&page).len(), 7);
}

#[test]
fn the_short_end_of_a_story_belongs_to_it() {
    let story: String = (1..5).map(paragraph).collect();
    let page = load(&format!(
        "<html><body>{MENU}<h1>تقرير المركز السنوي يصدر قريبا</h1><div class=text>{story}<p>وللحديث بقية!</p></div>
         <div class=more><p>اقرأ المزيد</p></div></body></html>"
    ));
    assert_eq!(body(&page).last().copied(), Some("وللحديث بقية!"));
}
