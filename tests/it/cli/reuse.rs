//! `mizan reuse`.

use super::Shell;

fn page(outlet: &str, date: &str, title: &str, paragraphs: &[&str]) -> String {
    let body = format!("<p>{}</p>", paragraphs.join("</p><p>"));
    format!(
        "<html><head><meta charset=utf-8><title>{title}</title><meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{date}\"></head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}

#[test]
fn copies_are_told_with_what_was_cut() {
    let story = [
        "أعلنت وزارة الخارجية اليوم أن الوزير سيزور العاصمة الأذربيجانية باكو مطلع الأسبوع المقبل لإجراء محادثات مع المسؤولين هناك.",
        "وقال المتحدث باسم الوزارة إن الزيارة تأتي في إطار الجهود الرامية إلى فتح ممر بري بين البلدين بعد سنوات من القطيعة.",
        "ويرى مراقبون أن الاتفاق على الممر لا يزال بعيدا ما دامت أرمينيا ترفض أن يمر عبر أراضيها من دون رقابتها.",
    ];
    let shell = Shell::with_project();
    shell.write("a.html", page("الثانية", "2024-08-20", "ممر بري قيد البحث في باكو", &story[..2]).as_bytes());
    shell.write("b.html", page("الأولى", "2024-08-19", "باكو تستقبل الوزير", &story).as_bytes());
    shell.call(&["import", "p.mizan", "page.txt", "a.html", "b.html"]).fine();
    let before = shell.contents();
    let told = shell.call(&["reuse", "p.mizan", "--differences", "--json"]).json();
    assert_eq!(told["articles"], 3);
    assert_eq!(told["equal"].as_array().unwrap().len(), 0);
    let [pair] = told["pairs"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!((&pair["first"]["outlet"], &pair["second"]["outlet"]), (&"الأولى".into(), &"الثانية".into()));
    assert_eq!((&pair["older"], &pair["containment"]), (&"first".into(), &1.0.into()));
    let cut = pair["only_first"].as_array().unwrap();
    assert!(cut.iter().any(|c| c["text"].as_str().unwrap().starts_with("ويرى مراقبون")), "{cut:?}");
    let said = shell.call(&["reuse", "p.mizan"]).fine();
    assert!(said.starts_with("100 % shared (older):\n  باكو تستقبل الوزير (الأولى, 2024-08-19, b.html)\n"), "{said}");
    assert!(shell.call(&["reuse", "p.mizan", "--least", "1"]).fine().starts_with("100 %"));
    assert_eq!(shell.call(&["reuse", "p.mizan", "--least", "1.5"]).code, Some(2));
    assert_eq!(shell.contents(), before);
}
