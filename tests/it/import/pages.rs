//! Pages of our own in the manner of real sites: what each line is, where articles begin and end, what is offered.

use super::tables::{block_lines, differences};
use mizan::import::{ImportedDocument, QuestionKind, read};
use mizan::model::{ProposalKind, ZoneKind};

macro_rules! page {
    ($name:literal) => {
        include_str!(concat!("pages/", $name, ".txt"))
    };
}

/// All pages, for tests that hold for any page.
pub(super) const ALL: &[&str] = &[
    page!("press_review"),
    page!("two_articles"),
    page!("crossheads"),
    page!("inline_related"),
    page!("english"),
    page!("russian"),
    page!("persian"),
    page!("clean"),
    page!("index"),
    page!("wrapped"),
];

fn load(page: &str) -> ImportedDocument {
    read("page.txt", page.as_bytes()).unwrap().documents.remove(0)
}

/// Checks zones and the first and last line of each article.
#[track_caller]
fn check(page: &str, zones: &str, articles: &[(usize, usize)]) -> ImportedDocument {
    let document = load(page);
    let wrong = differences(&document, zones);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let lines = block_lines(&document);
    let found: Vec<_> = document.articles.iter().map(|a| (lines[a.blocks.start], lines[a.blocks.end - 1])).collect();
    assert_eq!(found, articles);
    document
}

fn quotes(document: &ImportedDocument, kind: ProposalKind) -> Vec<&str> {
    document.proposals.iter().filter(|p| p.kind == kind).map(|p| document.text.quote(p.span)).collect()
}

#[test]
fn a_press_review_among_navigation_and_comments() {
    let document = check(
        page!("press_review"),
        "1-17 boilerplate; 19 headline-repeat; 21 deck; 23 headline+repeat; 24 caption; 28-32 body; 34 disclaimer;
         36 comments; 38-40 related",
        &[(19, 34)],
    );
    assert_eq!(document.title, "هل تغير القناة الجديدة خريطة التجارة؟");
    assert_eq!(quotes(&document, ProposalKind::Disclaimer), ["المقالة تعبّر فقط عن رأي الكاتبة أو الصحيفة"]);
    let cues = quotes(&document, ProposalKind::Cue);
    assert!(cues.contains(&"كتبت") && cues.contains(&"وبحسب") && cues.contains(&"وأشار"), "{cues:?}");
    assert!(document.questions.is_empty(), "{:?}", document.questions);
}

#[test]
fn two_articles_with_a_block_of_links_between_them() {
    let document = check(
        page!("two_articles"),
        "1 headline-repeat; 3 deck; 5 caption-repeat; 6 caption+repeat; 7 boilerplate; 9 headline+repeat; 11-12 caption+repeat; 14-16 body;
         18 crosshead; 20 body; 23-40 related; 42 headline-repeat; 44 caption-repeat; 45 caption+repeat; 46 boilerplate;
         48 headline+repeat; 50-51 caption+repeat; 53-55 body",
        &[(1, 20), (42, 55)],
    );
    let asked: Vec<_> = document.questions.iter().map(|q| (q.kind, q.blocks.clone())).collect();
    assert_eq!(asked, [(QuestionKind::TwoArticles, document.articles[1].blocks.clone())]);
}

#[test]
fn crossheads_a_caption_without_credit_and_a_byline() {
    let document = check(
        page!("crossheads"),
        "1 boilerplate; 3 headline; 5-6 boilerplate; 7 caption; 9 byline; 11 body; 13 crosshead; 15-17 body; 19 crosshead; 21 body",
        &[(3, 21)],
    );
    assert_eq!(document.metadata["byline"], "الأفق الإخبارية - منى سالم");
}

#[test]
fn a_link_inside_the_story_and_a_glued_credit() {
    let document = check(
        page!("inline_related"),
        "1-2 boilerplate; 4 headline-repeat; 6 headline+repeat; 7 caption caption; 8 dateline; 10 byline; 12-14 body; 16-18 related; 20 body;
         22 crosshead; 24 body; 26-28 boilerplate",
        &[(4, 24)],
    );
    let credit = document.zones.iter().find(|z| z.rule == "caption.glued_credit").unwrap();
    assert_eq!(document.text.quote(credit.span), "المصدر: رويترز");
}

#[test]
fn an_english_page() {
    let document = check(
        page!("english"),
        "1-5 boilerplate; 7 headline; 9 byline; 10 dateline; 12 caption caption; 14-16 body; 18 crosshead; 20-22 body; 24 disclaimer; 26-30 related; 32 boilerplate",
        &[(7, 24)],
    );
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(quotes(&document, ProposalKind::Cue), ["According to", "said", "said", "added"]);
}

#[test]
fn a_russian_page() {
    let document = check(
        page!("russian"),
        "1-3 boilerplate; 5 headline; 7 dateline; 9 caption caption; 11-13 body; 15 crosshead; 17 body; 19 disclaimer; 21-23 related; 24 boilerplate",
        &[(5, 19)],
    );
    assert_eq!(document.language.as_deref(), Some("ru"));
    assert_eq!(quotes(&document, ProposalKind::Cue), ["сообщили", "По словам", "сказал"]);
}

#[test]
fn a_persian_page() {
    let document = check(
        page!("persian"),
        "1-2 boilerplate; 4 headline; 6 dateline; 8 caption caption; 10-14 body; 16 disclaimer; 18-20 comments",
        &[(4, 16)],
    );
    assert_eq!(document.language.as_deref(), Some("fa"));
    assert_eq!(quotes(&document, ProposalKind::Cue), ["به گفته", "افزود"]);
}

#[test]
fn a_column_with_the_writers_name_under_its_title() {
    check(
        "رأي\n\nعن المدن التي لا تنام\n\nنبيل حداد\n\nآخر تحديث: 17:20-3 مارس 2023 م ـ 11 شَعبان 1444 هـ\n\n\
         لا تنام المدن الكبيرة لأنها تخاف من الصمت، هكذا كتب شاعر قديم، ولعله كان يقصد مدينة بعينها لا المدن كلها.\n\n\
         غير أن ما نراه اليوم يقول شيئا آخر، فالمدينة التي لا تنام هي التي لا تجد وقتا لتتذكر نفسها.\n\n\
         الآراء المنشورة لا تمثل إلا أصحابها.\n",
        "1 boilerplate; 3 headline; 5 byline; 7 dateline; 9-11 body; 13 disclaimer",
        &[(3, 13)],
    );
}

#[test]
fn a_clean_article_with_nothing_around_it() {
    let document = check(page!("clean"), "1 headline; 3-7 body", &[(1, 7)]);
    assert_eq!(quotes(&document, ProposalKind::Cue), ["كما أفاد", "وقالت", "ويتوقع"]);
}

#[test]
fn a_page_without_an_article_says_so_and_keeps_its_text() {
    let batch = read("index.txt", page!("index").as_bytes()).unwrap();
    assert!(batch.documents[0].articles.is_empty());
    assert_eq!(batch.documents[0].text.as_str(), page!("index"));
    assert!(batch.warnings.iter().any(|w| w.to_string().starts_with("index.txt: no article was found")));
}

#[test]
fn lines_broken_at_a_width_are_body() {
    check(page!("wrapped"), "1 headline; 3-12 body", &[(1, 12)]);
}

#[test]
fn a_disclaimer_glued_to_a_paragraph_is_a_zone_and_a_proposal_of_its_own() {
    let sentence = "الآراء الواردة في المقال تعبر عن رأي كاتبها ولا تعبر بالضرورة عن رأي الصحيفة.";
    let page = format!("{} نبيل حداد كاتب مقيم في المدينة القديمة وله ثلاثة كتب. {sentence}\n", page!("clean"));
    let document = load(&page);
    assert_eq!(quotes(&document, ProposalKind::Disclaimer), [sentence]);
    let zones: Vec<_> = document.zones.iter().filter(|z| z.block == document.blocks.len() - 1).collect();
    assert_eq!(zones.len(), 2);
    assert_eq!(zones[1].kind, ZoneKind::Disclaimer);
    assert_eq!(document.text.quote(zones[1].span), sentence);
    assert!(document.text.quote(zones[0].span).ends_with("كتب."));
}

#[test]
fn readers_comments_have_a_rule_of_their_own_and_less_confidence() {
    let page = format!("{}\nالتعليقات المنشورة لا تعبر عن رأي الموقع وإنما تعبر عن رأي أصحابها\n", page!("clean"));
    let document = load(&page);
    let found = document.proposals.iter().find(|p| p.kind == ProposalKind::Disclaimer).unwrap();
    assert_eq!(found.rule, "disclaimer.of_comments");
    assert!(found.confidence < 0.65);
}
