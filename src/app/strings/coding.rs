//! Words of the coding screen.

use super::locale::Counted;
use super::refusals::name;
use super::{Strings, strings};
use crate::app::coding::Refusal;
use crate::model::{UiLanguage, ZoneKind};

strings! {
    /// Words of the coding screen.
    Coding {
        missing: "Missing", "الناقص";
        nothing_missing: "Nothing is missing. Enter: done, and on to the next article.",
            "لا شيء ناقص. مفتاح الإدخال: إنهاء المقال والانتقال إلى التالي.";
        not_sure: "not sure", "غير متأكد";
        cannot_decide: "cannot decide", "لا يمكن الحسم";
        does_not_apply: "does not apply", "لا ينطبق";
        none_of_these: "none of these", "لا شيء منها";
        unanswered: "not answered", "بلا جواب";
        example: "Example", "مثال";
        counter_example: "Not this", "ليس هذا";
        proposed: "Proposed by rule, not coded", "اقتراح من قاعدة، غير مرمَّز";
        accept: "Accept", "قبول";
        reject: "Not one", "ليس كذلك";
        new_cell: "New cell", "خلية جديدة";
        choose: "Choose a cell, or begin a new one", "اختر خلية أو ابدأ خلية جديدة";
        add: "Add", "إضافة";
        remove: "Remove", "حذف";
        move_up: "Move up", "إلى أعلى";
        move_down: "Move down", "إلى أسفل";
        hang: "Hang under another", "تعليق بسجل آخر";
        free: "Free", "فكّ التعليق";
        write: "Write", "كتابة";
        on_the_page: "On the page", "على الصفحة";
        ask_me: "Write, then Enter", "اكتب ثم اضغط مفتاح الإدخال";
        to_questions: "Questions", "الأسئلة";
        to_article: "Text", "النص";
        memo: "Memo", "مذكرة";
        keep_and_close: "Keep and close", "حفظ وإغلاق";
        memo_hint: "Your note; it is kept as you write", "ملاحظتك؛ تُحفظ أثناء الكتابة";
        flags: "Flags", "العلامات";
        about_article: "This article", "هذا المقال";
        no_list: "Nothing yet. Select words in the article and press", "لا شيء بعد. حدِّد كلمات في المقال واضغط";
        no_chain: "no links yet", "لا حلقات بعد";
        not_done: "Not everything is answered", "لم تكتمل الأجوبة";
        force: "Done although something is missing…", "إنهاء المقال مع وجود نقص…";
        force_hint: "Reason", "السبب";
        done_anyway: "Done all the same", "إنهاء على حاله";
        is_done: "Done. Answers are closed.", "أُنجز هذا المقال، وأجوبته مقفلة.";
        reopen: "Open again", "إعادة الفتح";
        to_that_article: "Go to that article", "الانتقال إلى ذلك المقال";
        next_article: "Next article", "المقال التالي";
        done: "Done", "إنهاء";
        this_block: "This block is", "هذه الفقرة";
        key_new: "new", "جديد";
        values: "answer", "جواب";
        go_on: "go on", "متابعة";
        move_question: "question", "السؤال";
        mark_words: "Select the words and press", "حدِّد الكلمات ثم اضغط";
        needs_span: "words to mark", "كلمات تُحدَّد";
        needs_record: "a record", "سجل";
        empty_cell: "empty", "فارغة";
        proposed_short: "proposed", "مقترح";
    }
}

/// Lines that are folded away, counted.
const LINES: Counted = Counted {
    en: ["{} line", "{} lines"],
    ar: ["لا أسطر", "سطر واحد", "سطران", "{} أسطر", "{} سطرًا", "{} سطر"],
};

/// Questions that do not apply, counted.
const SKIPPED: Counted = Counted {
    en: ["{} question does not apply", "{} questions do not apply"],
    ar: [
        "كل الأسئلة تنطبق",
        "سؤال واحد لا ينطبق",
        "سؤالان لا ينطبقان",
        "{} أسئلة لا تنطبق",
        "{} سؤالًا لا ينطبق",
        "{} سؤال لا ينطبق",
    ],
};

impl Strings {
    /// "12 lines: navigation, comments".
    pub fn folded(&self, lines: usize, kinds: &[ZoneKind]) -> String {
        let names: Vec<&str> = kinds.iter().map(|kind| self.zone(*kind)).collect();
        let comma = match self.language {
            UiLanguage::En => ", ",
            UiLanguage::Ar => "، ",
        };
        format!("{}: {}", LINES.of(self.language, lines), names.join(comma))
    }

    /// "3 questions do not apply".
    pub fn skipped(&self, n: usize) -> String {
        SKIPPED.of(self.language, n)
    }

    /// What a part of the page is.
    pub const fn zone(&self, kind: ZoneKind) -> &'static str {
        let (en, ar) = match kind {
            ZoneKind::Headline => ("headline", "عنوان"),
            ZoneKind::Deck => ("deck", "عنوان تمهيدي"),
            ZoneKind::Byline => ("byline", "اسم الكاتب"),
            ZoneKind::Dateline => ("dateline", "المكان والتاريخ"),
            ZoneKind::Caption => ("caption", "تعليق صورة"),
            ZoneKind::Crosshead => ("crosshead", "عنوان فرعي"),
            ZoneKind::Body => ("body", "متن"),
            ZoneKind::Disclaimer => ("disclaimer", "إخلاء مسؤولية"),
            ZoneKind::Related => ("related stories", "أخبار مجاورة"),
            ZoneKind::Comments => ("comments", "تعليقات"),
            ZoneKind::Boilerplate => ("navigation", "عناصر تنقل"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }

    /// Where the answers about a page stand that were given with another article of it.
    pub fn asked_once(&self, title: &str, is_done: bool) -> String {
        let title = name(title);
        match (self.language, is_done) {
            (UiLanguage::En, false) => format!("Asked once for the whole page; kept with “{title}”."),
            (UiLanguage::Ar, false) => format!("تُسأل مرة واحدة للصفحة كلها، وتُحفظ مع «{title}»."),
            (UiLanguage::En, true) => {
                format!("Asked once for the whole page, and closed with “{title}”. Open that one again to change them.")
            }
            (UiLanguage::Ar, true) => {
                format!("تُسأل مرة واحدة للصفحة كلها، وقد أُقفلت مع «{title}». أعد فتحه لتغييرها.")
            }
        }
    }

    /// Why an act did nothing, and what to do.
    pub const fn refusal(&self, refusal: Refusal) -> &'static str {
        let (en, ar) = match refusal {
            Refusal::NothingSelected => {
                ("Nothing is selected. Select words in the article first.", "لا شيء محدد. حدِّد كلمات في المقال أولًا.")
            }
            Refusal::NoRecordChosen => (
                "No record is chosen that these words could go to. Choose one in its panel first.",
                "لا سجل مختارًا تُضاف إليه هذه الكلمات. اختر سجلًا في لوحته أولًا.",
            ),
            Refusal::SetIsFull => (
                "This question already has as many labels as it may have. Take one away first.",
                "بلغ هذا السؤال أقصى عدد من الأجوبة. احذف جوابًا أولًا.",
            ),
            Refusal::NotANumber => ("This is no number. Write digits only.", "هذا ليس رقمًا. اكتب أرقامًا فقط."),
            Refusal::NotADate => (
                "This is no date. Write it as 2026-03-09, 2026-03 or 2026.",
                "هذا ليس تاريخًا. اكتبه هكذا: 2026-03-09 أو 2026-03 أو 2026.",
            ),
            Refusal::CodingIsDone => {
                ("This article is done. Open it again to change an answer.", "أُنجز هذا المقال. أعد فتحه لتغيير جواب.")
            }
            Refusal::NoParent => (
                "There is no attribution before this one that it could hang under.",
                "لا إسناد قبل هذا السجل يمكن تعليقه به.",
            ),
            Refusal::NoAnswer => ("There is no answer here to doubt yet.", "لا جواب هنا بعد يُشكّ فيه."),
            Refusal::MustStay => {
                ("This record has to stay. Its answers can be changed.", "هذا السجل لازم، ويمكن تغيير أجوبته.")
            }
            Refusal::PageIsDone => (
                "These answers belong to another article of the page, which is done. Open it again to change them.",
                "هذه الأجوبة تابعة لمقال آخر من الصفحة، وقد أُنجز. أعد فتحه لتغييرها.",
            ),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}
