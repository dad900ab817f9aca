//! Words of the view of articles that share words.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::UiLanguage;

strings! {
    /// Words of the view of articles that share words.
    Reuse {
        finding: "Comparing articles:", "مقارنة المقالات:";
        none: "No two articles share half of their words.", "لا مقالين يشتركان في نصف كلماتهما.";
        stopped: "Comparing was stopped.", "أُوقفت المقارنة.";
        stale: "Pages have changed since.", "تغيرت صفحات منذ ذلك.";
        find_again: "Compare again", "إعادة المقارنة";
        no_date: "date unknown", "التاريخ مجهول";
        same: "The same words.", "الكلمات نفسها.";
        all_of_them: "All of them:", "كلها:";
        first_older: "The first is the older one.", "الأول أقدم.";
        order_unknown: "Which was first is unknown.", "أيهما أسبق غير معروف.";
        names_the_other: "Names the other’s outlet.", "يذكر وسيلة المقال الآخر.";
        only_here: "only here", "هنا فقط";
        cut: "cut in the later one", "حُذفت في الأحدث";
        added: "added in the later one", "أُضيفت في الأحدث";
        elsewhere: "stands elsewhere in the other", "في موضع آخر من المقال الآخر";
        joined: "part of another paragraph there", "جزء من فقرة أخرى هناك";
        nothing: "nothing", "لا شيء";
        key_row: "paragraph", "فقرة";
        key_difference: "next difference", "الفرق التالي";
        key_pair: "pair", "زوج";
        key_page: "its page", "صفحته";
        key_back: "back", "رجوع";
    }
}

/// Articles of the same words, counted.
const SAME: Counted = Counted {
    en: ["{} article of the same words", "{} of the same words"],
    ar: [
        "لا مقالات بالكلمات نفسها",
        "مقال واحد بالكلمات نفسها",
        "مقالان بالكلمات نفسها",
        "{} مقالات بالكلمات نفسها",
        "{} مقالًا بالكلمات نفسها",
        "{} مقال بالكلمات نفسها",
    ],
};

/// Pairs, counted.
const PAIRS: Counted = Counted {
    en: ["{} pair", "{} pairs"],
    ar: ["لا أزواج", "زوج واحد", "زوجان", "{} أزواج", "{} زوجًا", "{} زوج"],
};

/// Groups of the same words, counted.
const GROUPS: Counted = Counted {
    en: ["{} group of the same words", "{} groups of the same words"],
    ar: [
        "لا مجموعات بالكلمات نفسها",
        "مجموعة واحدة بالكلمات نفسها",
        "مجموعتان بالكلمات نفسها",
        "{} مجموعات بالكلمات نفسها",
        "{} مجموعة بالكلمات نفسها",
        "{} مجموعة بالكلمات نفسها",
    ],
};

/// Words, counted.
const WORDS: Counted = Counted {
    en: ["{} word", "{} words"],
    ar: ["لا كلمات", "كلمة واحدة", "كلمتان", "{} كلمات", "{} كلمة", "{} كلمة"],
};

impl Strings {
    /// "3 of the same words".
    pub fn same_words(&self, n: usize) -> String {
        SAME.of(self.language, n)
    }

    /// "38 pairs, 2 groups of the same words".
    pub fn pairs_found(&self, pairs: usize, groups: usize) -> String {
        let pairs = PAIRS.of(self.language, pairs);
        if groups == 0 { pairs } else { self.list(&[&pairs, &GROUPS.of(self.language, groups)]) }
    }

    /// "3 of 38".
    pub fn of_count(&self, at: usize, count: usize) -> String {
        let (at, count) = (self.number(at), self.number(count));
        match self.language {
            UiLanguage::En => format!("({at} of {count})"),
            UiLanguage::Ar => format!("({at} من {count})"),
        }
    }

    /// "72 % of the shorter one stand in the other."
    pub fn part_shared(&self, part: &str) -> String {
        match self.language {
            UiLanguage::En => format!("{part} of the shorter one stand in the other."),
            UiLanguage::Ar => format!("{part} من الأقصر في الآخر."),
        }
    }

    /// "312 words, only here: 45, elsewhere in the other: 12".
    pub fn words_of(&self, all: usize, only: usize, moved: usize) -> String {
        let all = WORDS.of(self.language, all);
        let (only_words, moved_words) = match self.language {
            UiLanguage::En => (format!("only here: {only}"), format!("elsewhere in the other: {moved}")),
            UiLanguage::Ar => {
                let (only, moved) = (self.number(only), self.number(moved));
                (format!("هنا فقط: {only}"), format!("في موضع آخر من الآخر: {moved}"))
            }
        };
        if moved == 0 { self.list(&[&all, &only_words]) } else { self.list(&[&all, &only_words, &moved_words]) }
    }
}
