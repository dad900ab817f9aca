//! Saved web pages: charsets, what is kept, zones by markup, facts, several articles, and pages that mean harm.

use mizan::import::{ImportError, ImportedDocument, WarningKind, read};
use mizan::model::ZoneKind;

const COLUMN: &str = include_str!("web/column.html");

fn load(page: &str) -> ImportedDocument {
    read("page.html", page.as_bytes()).unwrap().documents.remove(0)
}

fn of(document: &ImportedDocument, kind: ZoneKind) -> Vec<&str> {
    document.zones.iter().filter(|z| z.kind == kind).map(|z| document.text.quote(z.span)).collect()
}

#[test]
fn a_column_is_parted_into_what_its_parts_are() {
    let page = load(COLUMN);
    assert_eq!(page.format, "html");
    assert_eq!(page.title, "المرافئ التي تنتظر سفنها");
    assert_eq!(of(&page, ZoneKind::Headline), ["المرافئ التي تنتظر سفنها"]);
    assert_eq!(of(&page, ZoneKind::Deck), ["لم يعد السؤال متى تعود السفن، بل من سيكون على الرصيف حين تعود."]);
    assert_eq!(of(&page, ZoneKind::Byline), ["ليلى حداد"]);
    assert_eq!(of(&page, ZoneKind::Dateline), ["19 أغسطس 2024، 8:25 ص"]);
    let caption = of(&page, ZoneKind::Caption).join(" ");
    assert_eq!(caption, "رافعات متوقفة في المرفأ القديم المصدر: رويترز");
    assert_eq!(of(&page, ZoneKind::Crosshead), ["من يدفع ثمن الانتظار؟"]);
    let body = of(&page, ZoneKind::Body);
    assert_eq!(body.len(), 4, "{body:#?}");
    assert!(body[0].starts_with("منذ ثلاث") && body[3].ends_with("كذبة كاملة."));
    let disclaimers = of(&page, ZoneKind::Disclaimer);
    assert!(disclaimers[0].starts_with("الآراء الواردة") && disclaimers[0].ends_with("التحريرية."), "{disclaimers:?}");
    assert!(of(&page, ZoneKind::Related).iter().any(|r| r.starts_with("خطة جديدة")));
    assert!(of(&page, ZoneKind::Comments).iter().any(|c| c.starts_with("سامر")));
    assert_eq!(page.articles.len(), 1);
    let last = page.blocks[page.articles[0].blocks.end - 1].span;
    assert_eq!(page.text.quote(last), disclaimers[0]);
}

#[test]
fn a_page_says_who_published_it_and_when() {
    let page = load(COLUMN);
    let fact = |name: &str| page.metadata.get(name).map(String::as_str);
    assert_eq!(fact("outlet"), Some("صحيفة الأفق"));
    assert_eq!(fact("author"), Some("ليلى حداد"));
    assert_eq!((fact("date"), fact("date_from")), (Some("2024-08-19"), Some("json-ld")));
    assert_eq!((fact("section"), fact("encoding")), (Some("رأي"), Some("utf-8")));
    assert_eq!(fact("url"), Some("https://ufuq.example/opinion/2024/8/19/harbours"));
    assert_eq!(page.language.as_deref(), Some("ar"));
    let other = load(&COLUMN.replace("application/ld+json", "text/plain"));
    assert_eq!(other.metadata.get("date_from").map(String::as_str), Some("meta"));
    let bare =
        load("<html><p>قال متحدث باسم المركز إن التقرير سيصدر في نهاية الشهر الحالي بعد مراجعته كاملا.</p></html>");
    assert_eq!(bare.metadata.get("date"), None, "a date is never invented");
}

#[test]
fn all_text_is_kept_with_the_tags_it_came_from() {
    let page = load(COLUMN);
    for words in ["الرئيسية", "شارك على إكس", "جميع الحقوق محفوظة", "فعّل جافاسكربت", "وزير النقل"]
    {
        assert!(page.text.as_str().contains(words), "{words}");
    }
    for words in ["ليس نصا", "color:gray", "schema.org"] {
        assert!(!page.text.as_str().contains(words), "{words}");
    }
    let at = page.blocks.iter().find(|b| page.text.quote(b.span).starts_with("منذ ثلاث")).unwrap();
    assert_eq!(at.path.as_deref(), Some("html/body/main/article/div/p"));
    assert!(page.blocks.iter().all(|b| b.path.as_ref().is_some_and(|p| p.starts_with("html"))));
}

#[test]
fn letters_are_right_in_every_charset() {
    let plain = load(COLUMN);
    let (old, _, lost) = encoding_rs::WINDOWS_1256.encode(COLUMN);
    assert!(!lost);
    let declared = COLUMN.replace("charset=\"utf-8\"", "charset=\"windows-1256\"");
    let (declared, _, _) = encoding_rs::WINDOWS_1256.encode(&declared);
    let wide: Vec<u8> = COLUMN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut marked = vec![0xFE, 0xFF];
    marked.extend(COLUMN.encode_utf16().flat_map(u16::to_be_bytes));
    for (bytes, encoding) in [
        (&*old, "windows-1256"),
        (&*declared, "windows-1256"),
        (wide.as_slice(), "utf-16le"),
        (marked.as_slice(), "utf-16be"),
    ] {
        let batch = read("page.html", bytes).unwrap();
        let page = &batch.documents[0];
        assert_eq!(page.text.as_str(), plain.text.as_str(), "{encoding}");
        assert_eq!(page.metadata.get("encoding").map(String::as_str), Some(encoding));
        assert_eq!(page.source, bytes, "the bytes are kept as they were");
    }
    // The undeclared old page still says utf-8 of itself, which is told.
    let told = read("page.html", &old).unwrap().warnings;
    assert!(
        told.iter().any(|w| matches!(&w.kind, WarningKind::OtherEncoding { named, .. } if named == "utf-8")),
        "{told:?}"
    );
}

#[test]
fn two_stories_of_one_page_are_two_articles() {
    let story = |title: &str, words: &str| {
        format!("<article><h2>{title}</h2><p>{0}</p><p>{0}</p><p>{0}</p></article>", words.repeat(3))
    };
    let page = load(&format!(
        "<html><body><nav><a href=/>الرئيسية</a></nav>{}<div class=related><a href=/x>خبر آخر لا شأن له بهذا الخبر ولا بذاك</a></div>{}<footer>من نحن</footer></body></html>",
        story("المجلس يقر الموازنة بعد جلسة طويلة", "أقر المجلس الموازنة بعد نقاش دام سبع ساعات في القاعة الكبرى. "),
        story("عاصفة رملية تغلق ثلاثة مطارات", "أغلقت السلطات ثلاثة مطارات بسبب عاصفة رملية قادمة من الصحراء. "),
    ));
    let titles: Vec<&str> = page.articles.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, ["المجلس يقر الموازنة بعد جلسة طويلة", "عاصفة رملية تغلق ثلاثة مطارات"]);
    assert_eq!(of(&page, ZoneKind::Headline).len(), 2);
    assert_eq!(of(&page, ZoneKind::Body).len(), 6);
    assert!(of(&page, ZoneKind::Related).iter().any(|r| r.starts_with("خبر آخر")));
}

#[test]
fn captions_and_bylines_that_only_their_names_give_away_are_kept() {
    let page = load(
        "<html><head><meta name=author content='Nadia Farouk'></head><body><div id=wrapper><h1>Grain ships wait outside the harbour</h1>
        <div class=byline>By Nadia Farouk</div><div class=post-date>12 March 2023</div>
        <div class=image-block><img src=a><span class=image-caption>Ships at anchor near the old pier</span></div>
        <div class=story-text><p>The harbour master said on Sunday that nine ships were waiting for permission to enter the port.</p>
        <p>He added that the delay could last until the end of the week, because two cranes were still under repair.</p>
        <p>Traders expect prices to rise, although the ministry says that its stores are full for three months.</p></div>
        <p class=disclaimer>Opinions expressed here are the author's own.</p></div></body></html>",
    );
    assert_eq!(of(&page, ZoneKind::Byline), ["By Nadia Farouk"]);
    assert_eq!(of(&page, ZoneKind::Dateline), ["12 March 2023"]);
    assert_eq!(of(&page, ZoneKind::Caption), ["Ships at anchor near the old pier"]);
    assert_eq!(of(&page, ZoneKind::Body).len(), 3);
    assert_eq!(of(&page, ZoneKind::Disclaimer), ["Opinions expressed here are the author's own."]);
    assert_eq!(page.articles[0].blocks.end, page.blocks.len(), "the disclaimer belongs to the article");
}

#[test]
fn nested_tags_without_end_are_read_in_time() {
    let deep = format!("{}نص في القاع{}", "<div>".repeat(1_000_000), "</div>".repeat(10));
    let batch = read("deep.html", format!("<html><body>{deep}<p>وبعده نص آخر.</p>").as_bytes()).unwrap();
    assert!(batch.documents[0].text.as_str().contains("نص في القاع"));
    assert!(batch.documents[0].text.as_str().contains("وبعده نص آخر."));
    assert!(batch.warnings.iter().any(|w| w.kind == WarningKind::DeepNesting));
    let flood =
        format!("<html><body><p {}>نص الفقرة</p>", (0..300_000).map(|n| n.to_string()).collect::<Vec<_>>().join(" a"));
    assert!(read("flood.html", flood.as_bytes()).unwrap().documents[0].text.as_str().contains("نص الفقرة"));
    let styles = (0..20_000).map(|n| n.to_string()).collect::<Vec<_>>().join(">س<p><font color=c");
    assert_eq!(
        read("fonts.html", format!("<html><p><font color=c{styles}>س").as_bytes()).unwrap().documents[0].blocks.len(),
        20_000
    );
}

#[test]
fn signs_that_turn_letters_and_nul_bytes_are_told_and_kept() {
    let batch = read("a.html", "<html><body><p>المبلغ \u{202E}0001\u{202C} دينار\0 فقط لا غير</p>".as_bytes()).unwrap();
    let text = batch.documents[0].text.as_str();
    assert!(text.contains('\u{202E}') && text.contains('\u{FFFD}'));
    let kinds: Vec<&WarningKind> = batch.warnings.iter().map(|w| &w.kind).collect();
    assert!(
        kinds.contains(&&WarningKind::TurnedLetters { count: 1 }) && kinds.contains(&&WarningKind::NulBytes),
        "{kinds:?}"
    );
    let fine = read("a.html", "<html><body><p>\u{200F}قال \u{2068}AFP\u{2069} اليوم</p>".as_bytes()).unwrap();
    assert!(!fine.warnings.iter().any(|w| matches!(w.kind, WarningKind::TurnedLetters { .. })));
}

#[test]
fn pages_that_cannot_be_one_document_are_refused_with_a_sentence() {
    assert!(matches!(read("a.html", b"<html><script>x</script>"), Err(ImportError::Empty { .. })));
    let long = format!("<html>{}", " ".repeat(48_000_000));
    assert!(matches!(read("a.html", long.as_bytes()), Err(ImportError::TooLarge { .. })));
    let many = format!("<html>{}", "<p>س".repeat(100_001));
    assert!(matches!(read("a.html", many.as_bytes()), Err(ImportError::TooManyBlocks { blocks: 100_001, .. })));
    let text = format!("<html><p>{}", "س ".repeat(4_000_000));
    assert!(matches!(read("a.html", text.as_bytes()), Err(ImportError::TooLarge { .. })));
}
