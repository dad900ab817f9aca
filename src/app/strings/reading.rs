//! Words of reading and selecting in the article: the bar that finds, and the keys of the caret.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::UiLanguage;

strings! {
    /// Words of reading and selecting in the article.
    Reading {
        find: "Find in the article", "البحث في المقال";
        find_hint: "Words of the article", "كلمات من المقال";
        found_none: "Not in this article", "ليس في هذا المقال";
        found_once: "This article has it only here.", "لا يرد هذا في المقال إلا هنا.";
        next: "next", "التالي";
        previous: "previous", "السابق";
        select: "or with Shift and the caret's keys, or the mouse", "أو بمفتاح Shift مع مفاتيح المؤشر، أو بالفأرة";
        by_paragraph: "paragraph", "فقرة";
        find_short: "find", "بحث";
        keys: "The caret in the article; with Shift they select", "المؤشر في المقال؛ ومع Shift للتحديد";
        letter: "By letter", "حرفًا حرفًا";
        letter_help: "As you see it: left goes left.", "كما تراه: السهم الأيسر إلى اليسار.";
        word: "By word", "كلمة كلمة";
        word_help: "To the next end of a word, or back to its beginning.", "إلى نهاية الكلمة التالية، أو رجوعًا إلى بدايتها.";
        sentence: "By sentence", "جملة جملة";
        sentence_help: "To the end of the sentence, or back to its beginning.", "إلى نهاية الجملة، أو رجوعًا إلى بدايتها.";
        line: "By line", "سطرًا سطرًا";
        line_help: "The caret keeps its column.", "يحافظ المؤشر على موضعه في السطر.";
        paragraph: "By paragraph", "فقرة فقرة";
        paragraph_help: "To where the paragraph begins; with Shift the whole of it.", "إلى بداية الفقرة؛ ومع Shift تُحدَّد كلها.";
        page: "By screen", "شاشة شاشة";
        page_help: "The caret keeps its height on the screen.", "يحافظ المؤشر على ارتفاعه في الشاشة.";
        ends: "Ends of the line", "طرفا السطر";
        ends_help: "Where the line begins and where it ends.", "بداية السطر ونهايته.";
        whole: "Ends of the article", "طرفا المقال";
        whole_help: "The first and the last place that is not folded away.", "أول موضع غير مطوي وآخر موضع.";
    }
}

/// Places of the article, counted.
const PLACES: Counted = Counted {
    en: ["{} place", "{} places"],
    ar: ["لا مواضع", "موضع واحد", "موضعان", "{} مواضع", "{} موضعًا", "{} موضع"],
};

impl Strings {
    /// "3 of 12", or "12 places" while none of them is selected.
    pub fn found(&self, number: Option<usize>, of: usize) -> String {
        match (self.language, number) {
            (_, None) => PLACES.of(self.language, of),
            (UiLanguage::En, Some(n)) => format!("{n} of {of}"),
            (UiLanguage::Ar, Some(n)) => format!("{} من {}", self.number(n), self.number(of)),
        }
    }
}
