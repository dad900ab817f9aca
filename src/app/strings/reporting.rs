//! Words of the report and of the findings.

use super::{Strings, strings};
use crate::model::UiLanguage;

strings! {
    /// Words of the report and of the findings.
    Reporting {
        about: "Reliability and findings in English and Arabic: a web page that prints to A4, sheets, LaTeX, Markdown, CSV, JSON, and scripts that compute the figures again. What is compared on the Agreement screen is reported.",
            "الثبات والنتائج بالعربية والإنكليزية: صفحة تُطبع على A4، وجداول، وLaTeX، وMarkdown، وCSV، وJSON، وبرامج تعيد حساب الأرقام. ويُكتب ما يُقارَن في شاشة الاتفاق.";
        folder: "Folder of the report", "مجلد التقرير";
        write: "Write", "كتابة";
        choose: "Choose a folder…", "اختيار مجلد…";
        with_marks: "With what was marked in the texts (takes longest)", "مع ما حُدّد في النصوص (وهو الأطول)";
        rests_on: "The findings rest on", "تقوم النتائج على";
        all: "all finished codings", "كل الترميزات المنجزة";
        adjudicated: "what was adjudicated", "ما حُسم";
        writing: "Writing the report", "تجري كتابة التقرير";
        finding: "Computing the findings", "يجري حساب النتائج";
        none: "Nothing was found: no article is finished in this way, or the codebook asks nothing that findings are known for.",
            "لا نتائج: لا مقال منجزًا على هذا النحو، أو لا يسأل الدليل عما تُعرف له نتائج.";
        stale: "Out of date: answers have changed.", "قديمة: تغيّرت أجوبة.";
        fresh: "Up to date. Intervals draw whole articles.", "محدَّثة. والمجالات من إعادة سحب المقالات كاملةً.";
        again: "Compute again", "حساب من جديد";
        behind: "Articles behind it", "المقالات وراءه";
        mean: "Mean", "المتوسط";
        difference: "Difference of means", "فرق المتوسطين";
        wordings: "Different wordings", "صيغ مختلفة";
        not_known: "not known", "غير معروف";
        no_interval: "no interval", "بلا مجال";
        part_stance: "Stance", "الموقف";
        part_sources: "Who gets to speak", "من يُعطى الكلام";
        part_disclaimers: "Disclaimers", "إخلاء المسؤولية";
        part_crosses: "One against another", "هذا مقابل ذاك";
        key_finding: "finding", "النتيجة";
        key_group: "group", "المجموعة";
        key_value: "value", "القيمة";
        key_origin: "adjudicated or all", "المحسوم أو الكل";
        seen: "A coder does not see this.", "لا يرى المرمِّز هذا.";
    }
}

impl Strings {
    /// Where the report stands.
    pub fn report_written(&self, folder: &str) -> String {
        match self.language {
            UiLanguage::En => format!("The report is written: {folder}"),
            UiLanguage::Ar => format!("كُتب التقرير: {folder}"),
        }
    }

    /// "12 articles, n = 34.5"
    pub fn in_group(&self, articles: usize, count: f64) -> String {
        let (articles, count) = (self.number(articles), super::locale::decimal(self.language, count, 1));
        match self.language {
            UiLanguage::En => format!("articles: {articles}, n = {count}"),
            UiLanguage::Ar => format!("المقالات: {articles}، العدد: {count}"),
        }
    }

    /// How far long work is, in per cent.
    pub fn so_far(&self, what: &str, share: f64) -> String {
        format!("{what}: {}", super::locale::percent(self.language, share))
    }
}
